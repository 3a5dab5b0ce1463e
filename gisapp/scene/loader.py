"""Loads parts on threads: the most urgent first, stoppable, and stale answers are dropped."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from layers.feedback import Cancelled, Feedback, Finding

LOG = logging.getLogger(__name__)


SWITCH = 0.001
"""Seconds for which a thread that loads may keep Python to itself while the one that draws waits for it."""

Key = tuple[str, int, str, Any]
"""Whose result it is, the generation of what it is made from, what it is, and which of them."""


@dataclass(frozen=True, eq=False)
class Job:
    """Something to work out.

    Attributes
    ----------
    key
        Names the result; equal keys are worked on once.
    work
        Called on a thread with a :class:`Feedback`; must not touch anything that others change.
    """

    key: Key
    work: Callable[[Feedback], Any]


@dataclass(frozen=True, eq=False)
class Done:
    """A finished job: its value, or the error that it ended with; and what it found on the way."""

    key: Key
    value: Any
    error: Exception | None
    findings: tuple[Finding, ...] = ()


class Loader:
    """Works on jobs.

    Parameters
    ----------
    ready
        Called from a thread whenever something is finished and nobody was told since the last
        :meth:`take`; it should only wake the thread that draws.
    threads
        How many jobs run at once; by default one less than there are processors, at most three.
    """

    def __init__(self, ready: Callable[[], None], threads: int | None = None) -> None:
        sys.setswitchinterval(min(SWITCH, sys.getswitchinterval()))
        self._ready = ready
        self._count = threads or min(max((os.cpu_count() or 2) - 1, 1), 3)
        self._condition = threading.Condition()
        self._waiting: list[Job] = []
        self._running: dict[Key, Feedback] = {}
        self._done: list[Done] = []
        self._told = False
        self._closed = False
        self._threads: list[threading.Thread] = []

    def want(self, jobs: Sequence[Job]) -> None:
        """Replace what is to be done, the most urgent first.

        Jobs that wait and are no longer wanted are forgotten; those that run are stopped; those that are
        finished stay until they are taken.
        """
        with self._condition:
            if self._closed:
                return
            finished = {done.key for done in self._done}
            wanted = {job.key for job in jobs}
            for key, feedback in self._running.items():
                if key not in wanted:
                    feedback.cancel()
            self._waiting = [
                job
                for job in jobs
                if job.key not in finished
                and (job.key not in self._running or self._running[job.key].cancelled)
            ]
            while self._waiting and len(self._threads) < self._count:
                thread = threading.Thread(
                    target=self._work, name=f"scene-loader-{len(self._threads)}", daemon=True
                )
                self._threads.append(thread)
                thread.start()
            # A thread that wakes for nothing takes a millisecond from the one that draws.
            if self._waiting:
                self._condition.notify_all()

    def take(self) -> list[Done]:
        """Return what was finished since the last call, in the order in which it was finished."""
        with self._condition:
            done, self._done = self._done, []
            self._told = False
            return done

    @property
    def busy(self) -> bool:
        """Whether anything waits, runs, or is finished and not yet taken."""
        with self._condition:
            running = any(not feedback.cancelled for feedback in self._running.values())
            return bool(self._waiting or self._done or running)

    def wait(self, seconds: float) -> bool:
        """Wait until something is finished; return False when nothing was within the time."""
        with self._condition:
            return self._condition.wait_for(lambda: bool(self._done) or self._closed, seconds)

    def close(self) -> None:
        """Stop everything and wait for the threads to end."""
        with self._condition:
            self._closed = True
            self._waiting = []
            for feedback in self._running.values():
                feedback.cancel()
            self._condition.notify_all()
        for thread in self._threads:
            thread.join()
        self._threads = []
        self._done = []

    def _next(self) -> tuple[Job, Feedback] | None:
        with self._condition:
            while True:
                if self._closed:
                    return None
                # A job that is being stopped may be wanted again: it waits for its old run to end.
                for index, job in enumerate(self._waiting):
                    if job.key not in self._running:
                        del self._waiting[index]
                        feedback = Feedback()
                        self._running[job.key] = feedback
                        return job, feedback
                self._condition.wait()

    def _work(self) -> None:
        while (found := self._next()) is not None:
            job, feedback = found
            done: Done | None
            try:
                value = job.work(feedback)
                done = Done(job.key, value, None, tuple(feedback.findings))
            except Cancelled:
                done = None
            except Exception as error:
                LOG.exception("job %r failed", job.key)
                done = Done(job.key, None, error, tuple(feedback.findings))
            with self._condition:
                del self._running[job.key]
                tell = False
                if done is not None and not feedback.cancelled and not self._closed:
                    self._done.append(done)
                    tell, self._told = not self._told, True
                self._condition.notify_all()
            # Values are large; a waiting thread must not keep the last one alive.
            del found, job, done
            value = None
            if tell:
                self._ready()
