"""A stretch of time, in seconds of Japan's wall clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from layers import plaindata

if TYPE_CHECKING:
    from layers.plaindata import Reader

DAY = 86_400
_FIRST, _LAST = -5_364_662_400, 7_289_568_000
"""1800 and 2201: nothing that a city hall has lies outside."""


@dataclass(frozen=True)
class Period:
    """From a moment to another.

    Attributes
    ----------
    start, end
        Seconds since 1970-01-01T00:00:00 as clocks in Japan show them; `end` does not belong to it. When both
        are equal it is that one moment.

    Raises
    ------
    ValueError
        When it ends before it begins.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what ends before it begins."""
        if self.end < self.start:
            raise ValueError(self)

    @property
    def until(self) -> int:
        """First second that does not belong to it; a moment lasts one second."""
        return max(self.end, self.start + 1)


def document(period: Period | None) -> dict[str, Any] | None:
    """Return a period as plain values, ISO 8601 texts."""
    return None if period is None else {"from": iso(period.start), "to": iso(period.end)}


def from_document(reader: Reader, name: str) -> Period | None:
    """Return the period of plain values, None for an absent one.

    Raises
    ------
    layers.errors.Damaged
        When it is none; the message names the place.
    """
    if reader.value.get(name) is None:
        return None
    one = reader.object(name)
    start, end = (seconds(one.text(key)) for key in ("from", "to"))
    if start is None or end is None or end < start:
        plaindata.fail(reader.at(name))
    return Period(start, end)


def moment(reader: Reader, name: str) -> str:
    """Return a moment as it is written, empty when it is absent.

    Raises
    ------
    layers.errors.Damaged
        When it is none; the message names the place.
    """
    text = reader.text(name, "")
    if text and seconds(text) is None:
        plaindata.fail(reader.at(name))
    return text


def iso(moment: int) -> str:
    """Return a moment as ISO 8601 without a zone."""
    return str(np.datetime64(int(moment), "s"))


def seconds(text: str) -> int | None:
    """Return the moment that an ISO 8601 text begins with, None when it is none or out of reason."""
    if not text[:4].isdigit() or text[-1:].isalpha():
        return None  # numpy takes "now", and would take a zone with a warning
    try:
        found = int(np.datetime64(text, "s").astype(np.int64))
    except ValueError:
        return None
    return found if _FIRST <= found <= _LAST else None
