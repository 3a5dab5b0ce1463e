"""Styles as values: one colour, a colour for each category, or a colour for each range."""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""

BUILDING: Colour = (232, 230, 225)
MISSING: Colour = (176, 176, 172)
"""For features whose datum is missing: always grey, never a class colour."""


@dataclass(frozen=True)
class Fixed:
    """One colour for all features."""

    colour: Colour = BUILDING


@dataclass(frozen=True)
class Category:
    """A value and how it is shown; `label` is what the legend says."""

    value: str
    colour: Colour
    label: str = ""


@dataclass(frozen=True)
class ByCategory:
    """A colour for each different value of an attribute."""

    attribute: str
    categories: tuple[Category, ...]
    other: Colour = MISSING


@dataclass(frozen=True)
class Range:
    """Values from `low` (included) to `high` (excluded) and how they are shown."""

    low: float
    high: float
    colour: Colour
    label: str = ""


@dataclass(frozen=True)
class ByRange:
    """A colour for each range of a numeric attribute."""

    attribute: str
    ranges: tuple[Range, ...]
    other: Colour = MISSING


Style = Fixed | ByCategory | ByRange
