"""Work that is wished for faster than it can be done: one at a time, and of those that wait only the last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from gisapp.tasks import Task, TaskRunner

    Wanted = tuple[Callable[..., Any], tuple[object, ...], Callable[[Any], object]]


class Latest:
    """Does what was wished for last, without dropping what is under way: a slider shows something meanwhile.

    Parameters
    ----------
    tasks
        Does the work.
    failed
        Told of work that failed.
    """

    def __init__(self, tasks: TaskRunner, failed: Callable[[Task], object]) -> None:
        self._tasks = tasks
        self._failed = failed
        self._task: Task | None = None
        self._next: Wanted | None = None
        self._serial = 0

    @property
    def busy(self) -> bool:
        """Whether something is under way or waits."""
        return self._task is not None

    def forget(self) -> None:
        """Want nothing any more; what is under way is dropped."""
        self._serial += 1
        self._next = None
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def run(self, work: Callable[..., Any], *args: object, then: Callable[[Any], object]) -> None:
        """Do ``work(*args, feedback=…)`` when what is under way has ended, unless more is wished for."""
        self._next = (work, args, then)
        if self._task is None or self._task.cancelled:  # nobody tells of work that was cancelled
            self._begin()

    def _begin(self) -> None:
        if self._next is None:
            return
        (work, args, then), self._next = self._next, None
        serial = self._serial

        def done(answer: object) -> None:
            self._task = None
            then(answer)
            self._begin()

        def failed(task: Task) -> None:
            self._task = None
            self._failed(task)
            self._begin()

        self._task = self._tasks.run(
            "", work, *args, then=done, failed=failed, wanted=lambda: serial == self._serial
        )
