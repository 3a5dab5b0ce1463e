"""The colour of each feature, and the legend that explains it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from layers import filters
from layers.derived import Derived
from layers.messages import QT_TRANSLATE_NOOP
from styles.style import MISSING, ByCategory, ByRange, Colour, Fixed, Style

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.base import Layer, Table

ALL = QT_TRANSLATE_NOOP("messages", "すべて")
OTHER = QT_TRANSLATE_NOOP("messages", "その他")
UNTIMED = QT_TRANSLATE_NOOP("messages", "時刻が未確認（時間を選ぶと出ません）")
UNKNOWN = QT_TRANSLATE_NOOP("messages", "未確認")

Scalar = TypeVar("Scalar", bound=np.generic)

_UNLISTED = -1
_MISSING = -2

_classes: Derived[NDArray[np.int32]] = Derived(newest=4)


@dataclass(frozen=True)
class LegendEntry:
    """One line of a legend.

    Attributes
    ----------
    colour
        The colour on the map before light falls on it.
    label
        What it means; :data:`ALL`, :data:`OTHER` and :data:`UNKNOWN` are marked for translation.
    count
        Features of that colour that pass the layer's filter.
    missing
        True for the features whose datum is missing.
    hidden
        True for the features that are not shown at the time of now, for nobody knows when they are.
    """

    colour: Colour
    label: str
    count: int
    missing: bool = False
    hidden: bool = False


def feature_colours(layer: Layer) -> NDArray[np.uint8]:
    """Return the colour of each feature.

    Features whose datum is missing, or whose layer lacks the attribute, are grey
    (:data:`styles.style.MISSING`), never in the colour of a class.

    Returns
    -------
    numpy.ndarray
        (n, 3) uint8, read-only, in the order of the table; (0, 3) for a layer without data.
    """
    if layer.data is None:
        return _read_only(np.empty((0, 3), dtype=np.uint8))
    if isinstance(layer.style, Fixed):
        colour = np.array(layer.style.colour, dtype=np.uint8)
        return _read_only(np.broadcast_to(colour, (len(layer.colouring()), 3)))
    return _read_only(_palette(layer.style)[classes(layer)])


def colours_of(layer: Layer, features: NDArray[np.integer]) -> NDArray[np.uint8]:
    """Return the colours (k, 3) of some features of a layer with data; see :func:`feature_colours`."""
    if isinstance(layer.style, Fixed):
        return np.tile(np.array(layer.style.colour, dtype=np.uint8), (len(features), 1))
    return _palette(layer.style)[classes(layer)[features]]


def _palette(style: ByCategory | ByRange) -> NDArray[np.uint8]:
    # Class -1 (not listed) takes the last row, -2 (missing) the one before it.
    return np.array([*_colours_of(style), MISSING, style.other], dtype=np.uint8)


def classes(layer: Layer) -> NDArray[np.int32]:
    """Return the class of each feature: its index in the style, -1 not listed, -2 missing.

    Returns
    -------
    numpy.ndarray
        (n,) int32, read-only, remembered while the layer's data live.
    """
    style = layer.style
    others = tuple(sorted((name, id(one.data)) for name, one in layer.others.items()))
    key = (style, layer.columns, others if layer.columns else ())
    return _classes.get(layer.data, key, lambda: _read_only(classified(layer.colouring(), style)))


def legend(layer: Layer) -> tuple[LegendEntry, ...]:
    """Return the legend with the number of features in each class; the layer's filter counts."""
    if layer.data is None:
        return tuple(LegendEntry(colour, label, 0) for colour, label in _entries(layer.style))
    mask = filters.mask(layer)
    if isinstance(layer.style, Fixed):
        count = len(layer.colouring()) if mask is None else int(np.count_nonzero(mask))
        return (LegendEntry(layer.style.colour, ALL, count), *_without_time(layer))
    found = classes(layer) if mask is None else classes(layer)[mask]
    counts = np.bincount(found + 2, minlength=len(_entries(layer.style)) + 2).tolist()
    entries = [
        LegendEntry(colour, label, count)
        for (colour, label), count in zip(_entries(layer.style), counts[2:], strict=True)
    ]
    if isinstance(layer.style, ByCategory):
        entries = _said_once(entries)
    if counts[1]:
        entries.append(LegendEntry(layer.style.other, OTHER, counts[1]))
    if counts[0]:
        entries.append(LegendEntry(MISSING, UNKNOWN, counts[0], missing=True))
    return (*entries, *_without_time(layer))


def _said_once(entries: list[LegendEntry]) -> list[LegendEntry]:
    """Return one line for categories that mean the same, as those do that only let neighbours differ."""
    found: dict[str, LegendEntry] = {}
    for one in entries:
        before = found.get(one.label)
        found[one.label] = one if before is None else replace(before, count=before.count + one.count)
    return list(found.values())


def _without_time(layer: Layer) -> tuple[LegendEntry, ...]:
    """Return the line of the features that pass the filter and have no time, while a time is chosen."""
    times = layer.times() if layer.during is not None else None
    if times is None or not times.untimed:
        return ()
    untimed = times.end <= times.start
    met = filters.conditions_mask(layer)
    count = int(np.count_nonzero(untimed if met is None else untimed & met))
    return (LegendEntry(MISSING, UNTIMED, count, missing=True, hidden=True),) if count else ()


def classified(table: Table, style: Style) -> NDArray[np.int32]:
    """Return the class of each feature of a table: its index in the style, -1 not listed, -2 missing."""
    missing = np.full(len(table), _MISSING, dtype=np.int32)
    if isinstance(style, Fixed) or style.attribute not in {one.name for one in table.attributes}:
        return missing
    if isinstance(style, ByCategory):
        indices, values = table.categories(style.attribute)
        listed = {category.value: index for index, category in enumerate(style.categories)}
        lookup = np.array([*(listed.get(value, _UNLISTED) for value in values), _MISSING], dtype=np.int32)
        return lookup[indices]  # index -1, a missing value, takes the last
    numbers = table.numbers(style.attribute)
    return np.where(np.isnan(numbers), _MISSING, in_ranges(style, numbers)).astype(np.int32)


def in_ranges(style: ByRange, values: NDArray[np.floating]) -> NDArray[np.intp]:
    """Return the range that each of some values lies in, -1 for none; of the same shape."""
    if not style.ranges:
        return np.full(values.shape, _UNLISTED)
    order = np.argsort([one.low for one in style.ranges], kind="stable")
    lows = np.array([one.low for one in style.ranges])[order]
    highs = np.array([one.high for one in style.ranges])[order]
    place = np.searchsorted(lows, values, side="right") - 1
    inside = (place >= 0) & (values < highs[place])
    return np.where(inside, order[place], _UNLISTED)


def _colours_of(style: ByCategory | ByRange) -> list[Colour]:
    return [colour for colour, _ in _entries(style)]


def _entries(style: Style) -> list[tuple[Colour, str]]:
    if isinstance(style, ByCategory):
        return [(one.colour, one.label or one.value) for one in style.categories]
    if isinstance(style, ByRange):
        return [(one.colour, one.label) for one in style.ranges]
    return [(style.colour, ALL)]


def _read_only(array: NDArray[Scalar]) -> NDArray[Scalar]:
    array.setflags(write=False)
    return array
