"""Waiting for a call that knows nothing of :class:`layers.feedback.Feedback`, and stopping it."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.feedback import Feedback

LOG = logging.getLogger(__name__)
T = TypeVar("T")
LOOK = 0.05
"""Seconds between looks at whether the user wants to stop."""
GRACE = 0.6
"""Seconds for which a call that was asked to stop is waited for."""


class Call(Generic[T]):
    """A call on a thread of its own.

    Parameters
    ----------
    function
        What is called.
    stop
        Asks it to end soon; may be called from any thread.
    late
        Called with what it gave back (None for nothing) when nobody waits for that any more.
    """

    def __init__(
        self,
        function: Callable[[], T],
        stop: Callable[[], object] | None = None,
        late: Callable[[T | None], object] | None = None,
    ) -> None:
        self._function, self._stop, self._late = function, stop, late
        self._result: T | None = None
        self._error: BaseException | None = None
        self._done = threading.Event()
        self._lock = threading.Lock()
        self._given_up = False
        # A daemon: a host that never answers must not keep the program from ending.
        threading.Thread(target=self._run, name="gisapp-database", daemon=True).start()

    def _run(self) -> None:
        try:
            self._result = self._function()
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits
            self._error = error
        with self._lock:
            given_up = self._given_up
            self._done.set()
        if given_up and self._late is not None:
            self._late(self._result)

    def _ask(self) -> None:
        try:
            if self._stop is not None:
                self._stop()
        except Exception as error:  # noqa: BLE001 - whatever the driver says: the call is given up anyway
            LOG.info("a call did not hear the wish to stop: %s", error)

    def wait(self, feedback: Feedback) -> T:
        """Return what the call gives back.

        Raises
        ------
        layers.feedback.Cancelled
            When the user stopped it; the call was asked to stop, and is left alone if it does not hear.
        """
        try:
            while not self._done.wait(LOOK):
                feedback.step()
        except BaseException:
            self.give_up()
            raise
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value]

    @property
    def done(self) -> bool:
        """Whether it ended."""
        return self._done.is_set()

    def give_up(self) -> bool:
        """Ask the call to stop, wait a moment for it, and return whether it ended."""
        if self._stop is not None and not self._done.is_set():
            # Asking goes over the network, too, and may hang as the call itself does.
            threading.Thread(target=self._ask, name="gisapp-database-stop", daemon=True).start()
        self._done.wait(GRACE)
        with self._lock:
            self._given_up = True
            ended = self._done.is_set()
        if ended and self._late is not None:
            self._late(self._result)
        return ended
