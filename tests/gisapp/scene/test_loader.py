"""Loading on threads: order, stopping, and never an answer to an old question."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from gisapp.scene.loader import Job, Key, Loader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.feedback import Feedback


def key(name: str) -> Key:
    return ("layer", 1, "part", name)


class Wake:
    """Counts calls and can be waited for."""

    def __init__(self) -> None:
        self.count = 0
        self.event = threading.Event()

    def __call__(self) -> None:
        self.count += 1
        self.event.set()


@pytest.fixture
def wake() -> Wake:
    return Wake()


@pytest.fixture
def loader(wake: Wake) -> Iterator[Loader]:
    made = Loader(wake, threads=1)
    yield made
    made.close()


def finish(loader: Loader, number: int) -> list[object]:
    found: list[object] = []
    end = time.monotonic() + 5
    while len(found) < number and time.monotonic() < end:
        loader.wait(0.1)
        found.extend(done.value for done in loader.take())
    return found


def test_works_in_the_given_order(loader: Loader) -> None:
    names = [f"{number}" for number in range(20)]
    loader.want([Job(key(name), lambda _, name=name: name) for name in names])  # type: ignore[misc]
    assert finish(loader, 20) == names
    assert not loader.busy


def test_tells_once_until_taken(loader: Loader, wake: Wake) -> None:
    loader.want([Job(key(str(number)), lambda _: 1) for number in range(10)])
    end = time.monotonic() + 5
    while len(loader._done) < 10 and time.monotonic() < end:
        time.sleep(0.005)
    assert wake.count == 1
    assert len(loader.take()) == 10


def test_what_is_no_longer_wanted_is_stopped_and_forgotten(loader: Loader) -> None:
    begun = threading.Event()

    def endless(feedback: Feedback) -> str:
        begun.set()
        while True:
            feedback.step()
            time.sleep(0.001)

    loader.want([Job(key("endless"), endless), Job(key("waiting"), lambda _: "waiting")])
    assert begun.wait(5)
    loader.want([Job(key("new"), lambda _: "new")])
    assert finish(loader, 1) == ["new"]
    assert not loader.busy
    assert loader.take() == []


def test_a_stopped_job_can_be_wanted_again(loader: Loader) -> None:
    begun = threading.Event()
    runs: list[int] = []

    def work(feedback: Feedback) -> int:
        runs.append(1)
        if len(runs) == 1:
            begun.set()
            while True:
                feedback.step()
                time.sleep(0.001)
        return len(runs)

    loader.want([Job(key("same"), work)])
    assert begun.wait(5)
    loader.want([])
    loader.want([Job(key("same"), work)])
    assert finish(loader, 1) == [2]


def test_work_that_runs_is_not_begun_twice(loader: Loader) -> None:
    go, runs = threading.Event(), []

    def work(_: Feedback) -> str:
        runs.append(1)
        go.wait(5)
        return "value"

    for _ in range(3):
        loader.want([Job(key("same"), work)])
    go.set()
    assert finish(loader, 1) == ["value"]
    loader.want([])
    assert len(runs) == 1


def test_an_error_is_an_answer(loader: Loader, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_: Feedback) -> None:
        raise ValueError("the file is gone")

    loader.want([Job(key("broken"), broken)])
    assert loader.wait(5)
    (done,) = loader.take()
    assert isinstance(done.error, ValueError)
    assert "the file is gone" in caplog.text


def test_close_stops_a_running_job(wake: Wake) -> None:
    loader = Loader(wake, threads=2)
    begun = threading.Event()

    def endless(feedback: Feedback) -> None:
        begun.set()
        while True:
            feedback.step()
            time.sleep(0.001)

    loader.want([Job(key("a"), endless), Job(key("b"), endless)])
    assert begun.wait(5)
    loader.close()
    loader.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("scene-loader")]
    loader.want([Job(key("c"), lambda _: 1)])
    assert not loader.busy
