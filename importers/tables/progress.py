"""How far the reading of a list is told to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.messages import NOTHING, Message

if TYPE_CHECKING:
    from layers.feedback import Feedback

_HALF = 0.5
"""The other half of the work is storing what was read."""


def tell(feedback: Feedback, share: float, text: Message = NOTHING) -> None:
    """Report that `share` (0 to 1) of the reading is done, and stop here if that was asked for.

    Raises
    ------
    layers.feedback.Cancelled
        When the user stopped it.
    """
    feedback.step(_HALF * share, 1, text)
