"""Feedback of work that is no progress of its own: it stops when asked, and says nothing."""

from __future__ import annotations

from layers.feedback import Cancelled, Feedback
from layers.messages import NOTHING, Message


class Quiet(Feedback):
    """Feedback for a look at rows before or after they are written.

    Parameters
    ----------
    whole
        Whose wish to stop counts, and who keeps the findings.
    """

    def __init__(self, whole: Feedback) -> None:
        super().__init__()
        self._whole = whole
        self.findings = whole.findings

    @property
    def cancelled(self) -> bool:
        """Whether the user asked to stop."""
        return self._whole.cancelled

    def cancel(self) -> None:
        """Ask the whole work to stop."""
        self._whole.cancel()

    def step(self, done: float = 0.0, total: float = 0.0, text: Message = NOTHING) -> None:
        """Stop here if that was asked for."""
        del done, total, text
        if self._whole.cancelled:
            raise Cancelled
