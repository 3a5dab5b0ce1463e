"""Pictures drawn beside the window: it answers while they are made, however long they take.

Drawing lets go of Python (VTK's ``Render``, reading back, and the compiled loops all do), so a thread of its
own is enough. One picture is made at a time. What would change the stage meanwhile is put off until it is
there, so that whoever draws finds everything as it was.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Aside(Generic[T]):
    """Does one thing at a time, in a thread or at once.

    Parameters
    ----------
    ready
        Called from the thread when something is done; None to do things at once, in the thread that asks.
    """

    def __init__(self, ready: Callable[[], None] | None) -> None:
        self._ready = ready
        self._thread = ThreadPoolExecutor(1, "scene-drawing") if ready else None
        self._work: Future[T] | None = None
        self._later: list[Callable[[], None]] = []

    def at_work(self) -> bool:
        """Say whether something is being done."""
        return self._work is not None and not self._work.done()

    @property
    def idle(self) -> bool:
        """Whether all that was done was taken."""
        return self._work is None

    def begin(self, work: Callable[[], T]) -> None:
        """Begin with something; what was done before must have been taken."""
        if self._thread is None:
            self._work = Future()
            self._work.set_result(work())
        else:
            self._work = self._thread.submit(work)
            self._work.add_done_callback(self._tell)

    def taken(self) -> T | None:
        """Return what was made since this was asked last, None for nothing; whatever it raised is raised."""
        if self._work is None or not self._work.done():
            return None
        done, self._work = self._work, None
        return done.result()

    def when_idle(self, change: Callable[[], None]) -> None:
        """Change the stage: at once, or with :meth:`catch_up` after what is being drawn."""
        if self.at_work() or self._later:
            self._later.append(change)
        else:
            change()

    def catch_up(self) -> None:
        """Do what was put off; nothing may be at work."""
        while self._later:
            self._later.pop(0)()

    def spare(self, work: Callable[[], object]) -> None:
        """Do something of which nobody waits for the end; what is begun after it waits for it."""
        if self._thread is None:
            work()
        else:
            self._thread.submit(work)

    def wait(self) -> None:
        """Wait for what is at work, and do what was put off."""
        if self._work is not None:
            wait([self._work])
        self.catch_up()

    def close(self) -> None:
        """Wait for what is at work, and end the thread."""
        self._later.clear()
        if self._thread is not None:
            self._thread.shutdown()

    def _tell(self, _: object) -> None:
        if self._ready is not None:
            self._ready()
