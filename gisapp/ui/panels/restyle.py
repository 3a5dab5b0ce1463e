"""Changing one thing of a style: pure functions on frozen values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from layers.messages import QT_TRANSLATE_NOOP
from styles.style import ByCategory, ByRange, Category, Colour, Fixed, Range, Style

if TYPE_CHECKING:
    from layers.base import Attribute, Layer
    from layers.feedback import Feedback
    from layers.suggest import Suggestion

FROM_VALUES = QT_TRANSLATE_NOOP("messages", "値から作った色分け")


@dataclass(frozen=True)
class Entry:
    """One colour of a style that can be changed: its number, or -1 for everything else."""

    index: int
    colour: Colour
    label: str


def entries(style: Style) -> list[Entry]:
    """Return the colours of a style that can be changed, in the order of the legend."""
    if isinstance(style, Fixed):
        return [Entry(0, style.colour, "")]
    parts: tuple[Category | Range, ...] = style.categories if isinstance(style, ByCategory) else style.ranges
    found = [Entry(index, one.colour, one.label) for index, one in enumerate(parts)]
    return [*found, Entry(-1, style.other, "")]


def with_colour(style: Style, index: int, colour: Colour) -> Style:
    """Return the style with another colour for one of its entries."""
    if isinstance(style, Fixed):
        return Fixed(colour)
    if index < 0:
        return replace(style, other=colour)
    if isinstance(style, ByCategory):
        parts = list(style.categories)
        parts[index] = replace(parts[index], colour=colour)
        return replace(style, categories=tuple(parts))
    ranges = list(style.ranges)
    ranges[index] = replace(ranges[index], colour=colour)
    return replace(style, ranges=tuple(ranges))


def with_label(style: Style, index: int, label: str) -> Style:
    """Return the style with other words for one of its entries."""
    if isinstance(style, Fixed) or index < 0:
        return style
    if isinstance(style, ByCategory):
        parts = list(style.categories)
        parts[index] = replace(parts[index], label=label)
        return replace(style, categories=tuple(parts))
    ranges = list(style.ranges)
    ranges[index] = replace(ranges[index], label=label)
    return replace(style, ranges=tuple(ranges))


def alike(one: Style, other: Style) -> bool:
    """Say whether two styles colour by the same classes of the same attribute, whatever the colours."""
    if type(one) is not type(other) or isinstance(one, Fixed) or isinstance(other, Fixed):
        return isinstance(one, Fixed) and isinstance(other, Fixed)
    if one.attribute != other.attribute:
        return False
    if isinstance(one, ByCategory) and isinstance(other, ByCategory):
        return [part.value for part in one.categories] == [part.value for part in other.categories]
    if isinstance(one, ByRange) and isinstance(other, ByRange):
        return [(part.low, part.high) for part in one.ranges] == [
            (part.low, part.high) for part in other.ranges
        ]
    return False


def choices(layer: Layer) -> list[Attribute]:
    """Return the attributes by which a layer can be coloured."""
    from layers.suggest import CAN_STYLE

    return [one for one in layer.colouring().attributes if one.kind in CAN_STYLE]


def proposals(layer: Layer, attribute: Attribute, *, feedback: Feedback) -> list[Suggestion]:
    """Return styles for an attribute, the one to begin with first; for a worker thread."""
    from layers import suggest

    feedback.step()
    table = layer.colouring()
    found = list(suggest.suggestions(table, attribute))
    best = suggest.best(table, attribute)
    if best is not None and all(best != one.style for one in found):
        found.insert(0, suggest.Suggestion(FROM_VALUES, best))
    return found
