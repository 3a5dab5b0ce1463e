"""Proposals: a style for any attribute, made from what its column holds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from styles import figures
from styles.palettes import CATEGORICAL, GAIN, LOSS, OTHER, RISING, ramp
from styles.style import ByCategory, ByRange, Category, Range

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from styles.style import Colour

TINY = 1e-9
"""What is smaller is zero."""
CLASSES = 7
"""Ranges that are proposed when nobody asks for another number; more cannot be told apart on a map."""
SIDE = 4
"""Ranges that differences get on either side of zero."""
FEW = 8
"""Columns with at most so many different numbers get a class for each."""


def by_category(
    attribute: str,
    values: Sequence[str],
    counts: NDArray[np.integer],
    labels: Mapping[str, str] | None = None,
    palette: Sequence[Colour] = CATEGORICAL,
) -> ByCategory:
    """Return a colour for each of the commonest values; the rest share one.

    Parameters
    ----------
    attribute
        Column name.
    values
        The different values.
    counts
        (len(values),) features of each.
    labels
        What the values mean.
    palette
        Colours, the clearest first.
    """
    labels = labels or {}
    commonest = np.argsort(-np.asarray(counts), kind="stable")[: len(palette)]
    categories = tuple(
        Category(values[index], colour, labels.get(values[index], values[index]))
        for index, colour in zip(commonest.tolist(), palette, strict=False)
    )
    return ByCategory(attribute, categories, other=OTHER)


def by_range(
    attribute: str,
    numbers: NDArray[np.float64],
    *,
    unit: str = "",
    kind: str = "number",
    classes: int = CLASSES,
    method: str = "",
    anchors: Sequence[Colour] = RISING,
) -> ByRange:
    """Return a colour for each range of a numeric column.

    Parameters
    ----------
    attribute
        Column name.
    numbers
        (n,) float64, NaN where missing.
    unit
        For the labels.
    kind
        ``number``, ``integer`` or ``year``: how the numbers are written.
    classes
        How many ranges are wanted; fewer come out where the data have no more to tell.
    method
        ``pretty`` for even round steps, ``quantile`` for classes with about equally many features;
        empty for quantiles where few large values would leave most features in one even step.
    anchors
        Anchors of the ramp, from little to much.

    Returns
    -------
    ByRange
        Without ranges when all is missing.
    """
    known = np.sort(numbers[np.isfinite(numbers)])
    if not len(known):
        return ByRange(attribute, ())
    different = np.unique(known)
    if len(different) <= FEW and not method:
        return _each_value(attribute, different.tolist(), unit, kind, anchors)
    inner = _inner_breaks(known, kind, classes, method)
    edges = [-math.inf, *inner, math.inf]
    colours = ramp(anchors, len(edges) - 1)
    ranges = tuple(
        Range(low, high, colour, label(low, high, unit, kind))
        for low, high, colour in zip(edges[:-1], edges[1:], colours, strict=True)
    )
    return ByRange(attribute, ranges)


def around_zero(attribute: str, reach: float, unit: str, within: str) -> ByRange:
    """Return colours for differences: red below zero, blue above, and a pale grey for zero itself.

    Parameters
    ----------
    attribute
        Column name; what is no difference has the value 0.
    reach
        How far most values go to either side; what is beyond shares the last colours.
    unit
        For the labels.
    within
        What the legend says of zero.
    """
    edges = [0.0, *pretty_breaks(0.0, reach, SIDE)]
    above = [
        Range(low or TINY, high, colour, _signed(low, high, unit))
        for low, high, colour in zip(edges, [*edges[1:], math.inf], ramp(GAIN, len(edges)), strict=True)
    ]
    below = [
        Range(-high, -low, colour, _signed(-high, -low, unit))
        for low, high, colour in zip(edges, [*edges[1:], math.inf], ramp(LOSS, len(edges)), strict=True)
    ]
    return ByRange(attribute, (*reversed(below), Range(0.0, TINY, OTHER, within), *above))


def _signed(low: float, high: float, unit: str) -> str:
    """Return a range of differences in figures that need no translation."""

    def write(value: float) -> str:
        return f"{value:+g}".replace("-", "\u2212") if value else "0"

    if math.isinf(low):
        return f"≤ {write(high)} {unit}" if high else f"< 0 {unit}"
    if math.isinf(high):
        return f"≥ {write(low)} {unit}" if low else f"> 0 {unit}"
    return f"{write(low)}〜{write(high)} {unit}"


def pretty_breaks(low: float, high: float, classes: int) -> list[float]:
    """Return round numbers strictly between two ends, about as many as part them into `classes`."""
    if not high > low:
        return []
    rough = (high - low) / classes
    power = 10.0 ** math.floor(math.log10(rough))
    step = min((factor * power for factor in (1, 2, 2.5, 5, 10)), key=lambda one: abs(math.log(one / rough)))
    first = math.floor(low / step) + 1
    last = math.ceil(high / step) - 1
    return [round(number * step, 12) for number in range(first, last + 1)]


def quantile_breaks(known: NDArray[np.float64], classes: int) -> list[float]:
    """Return rounded numbers that part sorted values into classes of about equal count."""
    raw = np.quantile(known, np.linspace(0, 1, classes + 1)[1:-1])
    spread = float(known[-1] - known[0])
    if not spread:
        return []
    found: list[float] = []
    for value in raw.tolist():
        rounded = _rounded(value, spread)
        if known[0] < rounded <= known[-1] and (not found or rounded > found[-1]):
            found.append(rounded)
    return found


def label(low: float, high: float, unit: str, kind: str) -> str:
    """Return the Japanese words for a range: 「5 m未満」「5〜10 m」「100 m以上」."""

    def write(value: float, unit: str = "") -> str:
        if kind == "year":
            return f"{figures.year(value)}{unit}"
        return figures.figure(value, unit)

    whole = kind in {"integer", "year"}
    if math.isinf(low) and math.isinf(high):
        return "すべて"
    if math.isinf(low):
        end = "以前" if kind == "year" else "以下"
        return f"{write(high - 1, unit)}{end}" if whole else f"{write(high, unit)}未満"
    if math.isinf(high):
        return f"{write(low, unit)}{'以後' if kind == 'year' else '以上'}"
    if whole:
        return write(low, unit) if high - low == 1 else f"{write(low)}〜{write(high - 1, unit)}"
    return f"{write(low)}〜{write(high, unit)}"


def _each_value(
    attribute: str, values: list[float], unit: str, kind: str, anchors: Sequence[Colour]
) -> ByRange:
    """Return a class for each of a few numbers; what is smaller than all of them is none of them."""
    ranges = tuple(
        Range(
            low, high, colour, f"{figures.year(low)}{unit}" if kind == "year" else figures.figure(low, unit)
        )
        for low, high, colour in zip(values, [*values[1:], math.inf], ramp(anchors, len(values)), strict=True)
    )
    return ByRange(attribute, ranges)


def _inner_breaks(known: NDArray[np.float64], kind: str, classes: int, method: str) -> list[float]:
    whole = kind in {"integer", "year"}
    # Ends that leave out the outermost hundredth, so that one tower does not set the steps.
    low, high = (float(value) for value in np.quantile(known, [0.01, 0.99]))
    inner = pretty_breaks(low, high, classes)
    if not method:
        counts = np.diff(np.searchsorted(known, [*inner, math.inf]), prepend=0)
        method = "quantile" if not inner or counts.max() > 0.6 * len(known) else "pretty"
    if method == "quantile":
        inner = quantile_breaks(known, classes)
    if whole:
        inner = sorted({float(math.ceil(value)) for value in inner if value > known[0]})
    return inner


def _rounded(value: float, spread: float) -> float:
    """Round to about two figures of the spread's size."""
    step = 10.0 ** (math.floor(math.log10(spread)) - 2)
    digits = max(step, 10.0 ** (math.floor(math.log10(abs(value))) - 1)) if value else step
    return round(round(value / digits) * digits, 12)
