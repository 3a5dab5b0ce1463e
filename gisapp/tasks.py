"""Long work on Python threads: progress, cancelling, and answers delivered to the main thread.

A task runs a plain function; nothing of Qt is known here. The runner is given `deliver`, which takes a
function and has it called on the main thread soon. Everything a listener sees happens there.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import StrEnum
from itertools import count
from typing import Any

from layers.errors import GisError
from layers.feedback import Cancelled, Feedback, Finding
from layers.messages import NOTHING, QT_TRANSLATE_NOOP, Message

LOG = logging.getLogger(__name__)

BUG = QT_TRANSLATE_NOOP(
    "messages", "思わぬ理由で「{label}」を終えられませんでした。記録（ログ）を担当者に渡してください。"
)
DEPENDENCY = QT_TRANSLATE_NOOP("messages", "前の作業「{label}」が終わらなかったため、行いませんでした。")

NEWS_SECONDS = 0.1
"""Listeners hear of progress at most this often."""
RATE_SECONDS = 15.0
"""The remaining time follows from the progress made in these last seconds."""


class State(StrEnum):
    """Where a task stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Task:
    """One piece of work, as the window shows it.

    Attributes
    ----------
    id
        Number of the task, rising.
    label
        What it does, in Japanese.
    state
        Where it stands.
    done, total, text
        Progress in the work's own unit (`total` is 0 while unknown) and what is being done.
    findings
        What the work found so far.
    started, finished
        Times of :func:`time.monotonic`, 0 before they come.
    message
        Why it failed or was not done, for the user; None otherwise.
    error
        The exception behind it.
    """

    def __init__(self, number: int, label: Message, feedback: Feedback) -> None:
        self.id = number
        self.label = label
        self.state = State.WAITING
        self.done = 0.0
        self.total = 0.0
        self.text = NOTHING
        self.started = 0.0
        self.finished = 0.0
        self.message: Message | None = None
        self.error: BaseException | None = None
        self._feedback = feedback
        self._samples: deque[tuple[float, float]] = deque()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the work found so far."""
        return tuple(self._feedback.findings)

    @property
    def active(self) -> bool:
        """Whether it waits or runs."""
        return self.state in (State.WAITING, State.RUNNING)

    @property
    def seconds(self) -> float:
        """How long it has run."""
        if not self.started:
            return 0.0
        return (self.finished or time.monotonic()) - self.started

    @property
    def remaining(self) -> float | None:
        """Estimated seconds left, None while nobody can know."""
        if self.state is not State.RUNNING or self.total <= 0 or len(self._samples) < 2:
            return None
        (first, before), (last, now) = self._samples[0], self._samples[-1]
        if last - first < 1.0 or now <= before:
            return None
        since = time.monotonic() - last
        return max(0.0, (self.total - now) * (last - first) / (now - before) - since)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._feedback.cancel()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._feedback.cancelled

    def _progress(self, done: float, total: float, text: Message) -> None:
        now = time.monotonic()
        self.done, self.total, self.text = done, total, text
        if not self._samples or now - self._samples[-1][0] >= NEWS_SECONDS:
            self._samples.append((now, done))
            while self._samples and now - self._samples[0][0] > RATE_SECONDS:
                self._samples.popleft()


class _Job:
    """What the runner keeps of a task."""

    def __init__(
        self,
        task: Task,
        call: Callable[[], object],
        then: Callable[[Any], object] | None,
        failed: Callable[[Task], object] | None,
        wanted: Callable[[], bool] | None,
        key: str | None,
    ) -> None:
        self.task = task
        self.call = call
        self.then = then
        self.failed = failed
        self.wanted = wanted
        self.key = key
        self.waits_for: set[int] = set()
        self.told = 0.0


class TaskRunner:
    """Runs functions on a few threads and brings their answers to the main thread.

    Parameters
    ----------
    deliver
        Takes a function without arguments and calls it on the main thread soon; may be called from
        any thread.
    workers
        Number of threads.
    """

    def __init__(self, deliver: Callable[[Callable[[], None]], object], workers: int = 2) -> None:
        self._deliver = deliver
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="task")
        self._lock = threading.Lock()
        self._numbers = count(1)
        self._jobs: dict[int, _Job] = {}
        self._listeners: dict[int, Callable[[Task], None]] = {}
        self._closed = False

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Tasks that wait or run, the oldest first."""
        with self._lock:
            return tuple(job.task for job in self._jobs.values() if job.task.active)

    def subscribe(self, listener: Callable[[Task], None]) -> Callable[[], None]:
        """Call `listener` on the main thread when a task begins, moves on or ends."""
        key = next(self._numbers)
        self._listeners[key] = listener

        def unsubscribe() -> None:
            self._listeners.pop(key, None)

        return unsubscribe

    def run(
        self,
        label: str | Message,
        fn: Callable[..., Any],
        *args: object,
        then: Callable[[Any], object] | None = None,
        failed: Callable[[Task], object] | None = None,
        depends_on: Iterable[Task] = (),
        wanted: Callable[[], bool] | None = None,
        key: str | None = None,
    ) -> Task:
        """Run ``fn(*args, feedback=feedback)`` on a thread.

        Parameters
        ----------
        label
            What it does, in Japanese, such as 「館林市の建物を読み込む」.
        fn
            Must call ``feedback.step`` at least every 100 ms.
        then
            Called with the answer on the main thread.
        failed
            Called with the task on the main thread when it failed (not when it was cancelled).
        depends_on
            Tasks that must be done first; if one of them does not end well, this one is cancelled.
        wanted
            Asked on the main thread before `then`; False drops the answer (the layer may have gone).
        key
            A newer task with the same key cancels the older one and drops its answer.

        Raises
        ------
        RuntimeError
            After :meth:`shutdown`.
        """
        dependencies = list(depends_on)

        def progress(done: float, total: float, text: Message) -> None:
            self._progress(job, done, total, text)

        feedback = Feedback(progress)
        message = label if isinstance(label, Message) else Message(label)
        task = Task(next(self._numbers), message, feedback)
        job = _Job(task, lambda: fn(*args, feedback=feedback), then, failed, wanted, key)
        with self._lock:
            if self._closed:
                text = "the task runner has been shut down"
                raise RuntimeError(text)
            job.waits_for = {other.id for other in dependencies if other.active}
            ready = not job.waits_for
            hindrance = next((other for other in dependencies if _ended_badly(other)), None)
            for other in self._jobs.values():
                if key is not None and other.key == key:
                    other.task.cancel()
            self._jobs[task.id] = job
        self._tell(task)
        if hindrance is not None:
            self._give_up(job, hindrance)
        elif ready:
            self._start(job)
        return task

    def cancel_all(self) -> None:
        """Ask all tasks to stop."""
        for task in self.tasks:
            task.cancel()

    def shutdown(self) -> None:
        """Cancel everything and wait until all threads have ended; answers are dropped."""
        with self._lock:
            self._closed = True
        self.cancel_all()
        self._pool.shutdown(wait=True, cancel_futures=True)
        with self._lock:
            self._jobs.clear()

    def _start(self, job: _Job) -> None:
        try:
            future: Future[None] = self._pool.submit(self._work, job)
        except RuntimeError:
            if not self._closed:
                raise
            return
        future.add_done_callback(_log_bugs)

    def _work(self, job: _Job) -> None:
        task = job.task
        answer: object = None
        task.started = time.monotonic()
        try:
            if task.cancelled:
                raise Cancelled  # noqa: TRY301 - one way out for all cancelled work
            task.state = State.RUNNING
            self._tell(task)
            answer = job.call()
            state = State.DONE
        except Cancelled:
            state = State.CANCELLED
        except GisError as error:
            LOG.info("%s failed: %s %s", task.label, error, error.detail)
            task.error, task.message, state = error, error.message, State.FAILED
        except BaseException as error:  # told to the user as a bug, with its trace in the log
            LOG.exception("%s failed", task.label)
            task.error, state = error, State.FAILED
            task.message = Message(BUG, {"label": str(task.label)})
        task.finished = time.monotonic()
        task.state = state
        self._finish(job, answer)

    def _finish(self, job: _Job, answer: object) -> None:
        with self._lock:
            waiting = [other for other in self._jobs.values() if job.task.id in other.waits_for]
            for other in waiting:
                other.waits_for.discard(job.task.id)
            closed = self._closed
        if closed:
            return
        self._deliver(lambda: self._answer(job, answer))
        for other in waiting:
            if _ended_badly(job.task):
                self._give_up(other, job.task)
            elif not other.waits_for:
                self._start(other)

    def _give_up(self, job: _Job, reason: Task) -> None:
        job.task.cancel()
        job.task.message = Message(DEPENDENCY, {"label": str(reason.label)})
        job.task.state = State.CANCELLED
        self._finish(job, None)

    def _answer(self, job: _Job, answer: object) -> None:
        task = job.task
        with self._lock:
            self._jobs.pop(task.id, None)
            if self._closed:
                return
        # Between the end of the work and now the user may have cancelled or closed the layer.
        unwanted = task.cancelled or (job.wanted is not None and not job.wanted())
        if task.state is State.DONE and unwanted:
            task.state = State.CANCELLED
        self._inform(task)
        if task.state is State.DONE and job.then is not None:
            job.then(answer)
        if task.state is State.FAILED and job.failed is not None:
            job.failed(task)

    def _progress(self, job: _Job, done: float, total: float, text: Message) -> None:
        job.task._progress(done, total, text)  # noqa: SLF001 - the runner fills in its tasks
        now = time.monotonic()
        if now - job.told >= NEWS_SECONDS:
            job.told = now
            self._tell(job.task)

    def _tell(self, task: Task) -> None:
        if not self._closed:
            self._deliver(lambda: self._inform(task))

    def _inform(self, task: Task) -> None:
        for listener in list(self._listeners.values()):
            listener(task)


def _ended_badly(task: Task) -> bool:
    return task.state in (State.FAILED, State.CANCELLED)


def _log_bugs(future: Future[None]) -> None:
    if not future.cancelled() and (error := future.exception()) is not None:
        LOG.error("a task could not be brought to its end", exc_info=error)
