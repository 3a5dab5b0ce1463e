"""Brings functions from worker threads to the main thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable


class Deliver(QObject):
    """Callable that has a function called soon on the thread that made this object."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def __call__(self, function: Callable[[], None]) -> None:
        """Have `function` called; may be used from any thread."""
        self._arrived.emit(function)

    def _run(self, function: Callable[[], None]) -> None:
        function()
