"""What happens when something goes wrong that nobody foresaw.

An error that staff can act on becomes a sentence in the banner. Anything else is a bug: it goes into
the log, the project is saved aside, a dialog says so once, and the window stays.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from typing import TYPE_CHECKING

from layers.errors import GisError
from layers.feedback import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

LOG = logging.getLogger(__name__)


class CrashHandler:
    """Stands behind everything that runs.

    Parameters
    ----------
    tell
        Shows an error that staff can act on.
    report
        Shows a bug: gets the trace as text. Not called again before it has returned.
    rescue
        Saves the project aside.
    deliver
        Brings a function to the main thread.
    """

    def __init__(
        self,
        tell: Callable[[GisError], object],
        report: Callable[[str], object],
        rescue: Callable[[], object],
        deliver: Callable[[Callable[[], None]], object],
    ) -> None:
        self._tell = tell
        self._report = report
        self._rescue = rescue
        self._deliver = deliver
        self._busy = False
        self.count = 0

    def install(self) -> None:
        """Take over what Python does with exceptions that nobody caught."""
        sys.excepthook = self.handle
        threading.excepthook = self._from_thread

    @staticmethod
    def remove() -> None:
        """Give that back to Python."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def handle(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None = None
    ) -> None:
        """Deal with an exception that arrived at the top; runs on the main thread."""
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, Cancelled):
            return
        if isinstance(error, ExceptionGroup):
            told, bugs = error.split(GisError)
            for one in _leaves(told):
                self.handle(type(one), one, one.__traceback__)
            if bugs is None:
                return
            error = bugs
        if isinstance(error, GisError):
            LOG.info("told: %s %s", error, error.detail)
            self._tell(error)
            return
        self._bug(kind, error, trace)

    def _bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.count += 1
        LOG.critical("a bug", exc_info=(kind, error, trace or error.__traceback__))
        text = "".join(traceback.format_exception(kind, error, trace or error.__traceback__))
        if self._busy:  # one dialog is enough, also for a fault that comes back with every frame
            return
        self._busy = True
        try:
            self._rescue()
        except Exception:
            LOG.exception("the project could not be saved aside")
        try:
            self._report(text)
        finally:
            self._busy = False

    def _from_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is None:
            return
        error = args.exc_value
        self._deliver(lambda: self.handle(type(error), error, error.__traceback__))


def _leaves(group: BaseException | None) -> list[GisError]:
    if isinstance(group, ExceptionGroup):
        return [leaf for one in group.exceptions for leaf in _leaves(one)]
    return [group] if isinstance(group, GisError) else []
