from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from gisapp.tasks import State, Task, TaskRunner
from layers.errors import DamagedFile
from layers.feedback import Feedback, Finding, Severity
from layers.messages import Message


class Main:
    """A main loop for tests: functions wait in a queue until the test runs them."""

    def __init__(self) -> None:
        self._queue: queue.Queue[Callable[[], None]] = queue.Queue()
        self.thread = threading.get_ident()

    def deliver(self, call: Callable[[], None]) -> None:
        self._queue.put(call)

    def run_until(self, condition: Callable[[], bool], seconds: float = 10.0) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            left = deadline - time.monotonic()
            assert left > 0, "the awaited thing did not happen"
            try:
                self._queue.get(timeout=min(left, 0.5))()
            except queue.Empty:
                continue

    def drain(self) -> None:
        while True:
            try:
                self._queue.get_nowait()()
            except queue.Empty:
                return


@pytest.fixture
def main() -> Main:
    return Main()


@pytest.fixture
def runner(main: Main) -> Iterator[TaskRunner]:
    runner = TaskRunner(main.deliver, workers=2)
    yield runner
    runner.shutdown()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("task")]


def double(number: int, feedback: Feedback) -> int:
    feedback.step(1, 1)
    return 2 * number


def until_cancelled(begun: threading.Event, feedback: Feedback) -> None:
    begun.set()
    while True:
        feedback.step()
        time.sleep(0.005)


def test_the_answer_comes_on_the_main_thread(main: Main, runner: TaskRunner) -> None:
    answers: list[tuple[int, int]] = []
    task = runner.run(
        "倍にする", double, 21, then=lambda value: answers.append((value, threading.get_ident()))
    )
    main.run_until(lambda: bool(answers))
    assert answers == [(42, main.thread)]
    assert task.state is State.DONE
    assert task.seconds > 0
    assert runner.tasks == ()


def test_listeners_see_the_life_of_a_task_on_the_main_thread(main: Main, runner: TaskRunner) -> None:
    seen: list[tuple[State, int]] = []
    runner.subscribe(lambda task: seen.append((task.state, threading.get_ident())))
    task = runner.run("倍にする", double, 1)
    main.run_until(lambda: (State.DONE, main.thread) in seen)
    assert {thread for _, thread in seen} == {main.thread}
    assert (task.done, task.total) == (1, 1)


def test_cancelled_work_stops_and_gives_no_answer(main: Main, runner: TaskRunner) -> None:
    begun = threading.Event()
    answers: list[object] = []
    task = runner.run("待つ", until_cancelled, begun, then=answers.append, failed=answers.append)
    assert begun.wait(5)
    task.cancel()
    main.run_until(lambda: task.state is State.CANCELLED)
    main.drain()
    assert answers == []


def test_an_answer_that_arrives_after_cancelling_is_dropped(main: Main, runner: TaskRunner) -> None:
    answers: list[int] = []
    task = runner.run("倍にする", double, 4, then=answers.append)
    deadline = time.monotonic() + 5
    while task.state is not State.DONE and time.monotonic() < deadline:
        time.sleep(0.005)
    task.cancel()
    main.drain()
    assert answers == []
    assert task.state is State.CANCELLED


def test_an_unwanted_answer_is_dropped(main: Main, runner: TaskRunner) -> None:
    answers: list[int] = []
    task = runner.run("倍にする", double, 4, then=answers.append, wanted=lambda: False)
    main.run_until(lambda: task.state is State.CANCELLED)
    assert answers == []


def test_a_newer_task_of_the_same_key_replaces_the_older(main: Main, runner: TaskRunner) -> None:
    begun = threading.Event()
    answers: list[int] = []
    older = runner.run("待つ", until_cancelled, begun, then=answers.append, key="search")
    assert begun.wait(5)
    runner.run("倍にする", double, 5, then=answers.append, key="search")
    main.run_until(lambda: answers == [10] and older.state is State.CANCELLED)


def test_an_error_for_the_user_keeps_its_words(main: Main, runner: TaskRunner) -> None:
    def fail(feedback: Feedback) -> None:
        feedback.find(Finding(Severity.WARNING, "ring", "形が閉じていません。"))
        raise DamagedFile(
            "{name} が壊れています。", "元の zip を取り直してください。", values={"name": "a.gml"}
        )

    failures: list[Task] = []
    runner.run("読み込む", fail, failed=failures.append)
    main.run_until(lambda: bool(failures))
    assert str(failures[0].message) == "a.gml が壊れています。"
    assert isinstance(failures[0].error, DamagedFile)
    assert [finding.code for finding in failures[0].findings] == ["ring"]


def test_a_bug_becomes_a_sentence_and_a_line_in_the_log(
    main: Main, runner: TaskRunner, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(feedback: Feedback) -> None:
        feedback.step()
        raise ZeroDivisionError

    task = runner.run("割る", fail)
    main.run_until(lambda: task.state is State.FAILED)
    assert "「割る」" in str(task.message)
    assert "ZeroDivisionError" in caplog.text


def test_dependants_wait_and_give_up_when_their_forerunner_fails(main: Main, runner: TaskRunner) -> None:
    order: list[str] = []
    gate = threading.Event()

    def slow(feedback: Feedback) -> None:
        assert gate.wait(5)
        order.append("first")
        feedback.step()

    def after(feedback: Feedback) -> None:
        order.append("second")
        feedback.step()

    first = runner.run("一", slow)
    second = runner.run("二", after, depends_on=[first])
    assert second.state is State.WAITING
    gate.set()
    main.run_until(lambda: second.state is State.DONE)
    assert order == ["first", "second"]

    def fail(feedback: Feedback) -> None:
        feedback.step()
        raise DamagedFile("壊れています。")

    bad = runner.run("三", fail)
    third = runner.run("四", after, depends_on=[bad])
    fourth = runner.run("五", after, depends_on=[third])
    main.run_until(lambda: fourth.state is State.CANCELLED and not runner.tasks)
    assert third.state is State.CANCELLED
    assert "三" in str(third.message)
    assert order == ["first", "second"]
    main.run_until(lambda: bad.state is State.FAILED)
    late = runner.run("六", after, depends_on=[bad])
    main.run_until(lambda: late.state is State.CANCELLED)


def test_progress_gives_the_remaining_time(main: Main, runner: TaskRunner) -> None:
    hold = threading.Event()

    def work(feedback: Feedback) -> None:
        for done in range(13):
            feedback.step(done, 24, Message("建物"))
            time.sleep(0.1)
        hold.wait(5)

    task = runner.run("読み込む", work)
    main.run_until(lambda: task.done >= 12)
    remaining = task.remaining
    hold.set()
    assert remaining is not None
    assert 0.8 < remaining < 3.0
    assert str(task.text) == "建物"


def test_shutdown_cancels_waits_and_drops_answers(main: Main) -> None:
    runner = TaskRunner(main.deliver, workers=1)
    begun = threading.Event()
    answers: list[object] = []
    running = runner.run("待つ", until_cancelled, begun, then=answers.append)
    waiting = runner.run("倍にする", double, 1, then=answers.append)
    assert begun.wait(5)
    runner.shutdown()
    main.drain()
    assert running.state is State.CANCELLED
    assert waiting.state in (State.WAITING, State.CANCELLED)
    assert answers == []
    with pytest.raises(RuntimeError):
        runner.run("遅い", double, 1)


def test_hundreds_of_tasks_on_two_threads_all_answer(main: Main, runner: TaskRunner) -> None:
    answers: list[int] = []
    for number in range(300):
        runner.run("倍にする", double, number, then=answers.append)
    main.run_until(lambda: len(answers) == 300)
    assert sorted(answers) == [2 * number for number in range(300)]
