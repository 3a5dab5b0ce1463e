"""A number that is told at the counter, with its derivation: formula, article, what is in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layers.messages import Message


@dataclass(frozen=True)
class Step:
    """One step of a derivation: what is done with which values, and the article that says so."""

    text: Message
    article: str


@dataclass(frozen=True)
class Figure:
    """A number and how it came about.

    Attributes
    ----------
    value
        The number, None when it cannot be told (未確認).
    unit
        ``%``, ``m²`` or ``m``.
    steps
        The derivation, in order.
    doubts
        What must be confirmed (要確認) before the number may be relied on.
    """

    value: float | None
    unit: str
    steps: tuple[Step, ...] = ()
    doubts: tuple[Message, ...] = ()
