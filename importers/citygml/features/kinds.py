"""What kind of values a column holds: text, code, number, integer, year or date, for all files of a theme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_NUMBER = re.compile(r"^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$")
_INTEGER = re.compile(r"^[+-]?\d{1,9}$")
_YEAR = re.compile(r"^(\d{4})(?:-\d\d(?:-\d\d)?)?(?:Z|[+-]\d\d:\d\d)?$")
_DATE = re.compile(r"^(\d{4}-\d\d-\d\d)(?:T.*|Z|[+-]\d\d:\d\d)?$")
_NO_YEARS = frozenset({"0000", "0001", "9999"})
_YEARS = re.compile(r"(?:^year|Year)(?:Of[A-Z].*)?$|^year$")
_NAMES = re.compile(
    r"(?:[iI]d|ID|[nN]umber|[cC]ode|[nN]ame|No|Post|note|reason|Key)$|^(?:meshCode|gml_id|name|description)$"
)
"""Elements whose digits are names and not amounts: 001 is not 1."""
_MISSING = -9999.0
_MISSING_COUNT = 9999.0
_MOST = 2.0**31
_SAID = {"int": "integer", "double": "number", "measure": "number", "date": "date"}
_ENOUGH = 0.95
_TYPES = {"number": pa.float64(), "integer": pa.int32(), "year": pa.int32()}
_COVERAGE, _FLOOR = 1.0, 20.0
"""Largest ratios of coverage and of floor area; a percentage is never as small."""


@dataclass(frozen=True, eq=False)
class Typed:
    """A column in its final type.

    Attributes
    ----------
    kind
        As in :class:`layers.base.Attribute`.
    column
        Arrow array.
    wrong
        Features whose text is no such value, and one such text.
    example
        One such text.
    percent
        Features whose ratio was made a percentage.
    """

    kind: str
    column: pa.Array
    wrong: int = 0
    example: str = ""
    percent: int = 0


def kind_of(element: str, said: str, unit: str, values: Sequence[str], counts: Sequence[int]) -> str:
    """Return the kind of a column without codes.

    Parameters
    ----------
    element
        Name of the element or attribute that holds the values.
    said
        What the file says of a generic attribute; ``string`` is believed.
    unit
        Unit of measure.
    values, counts
        Different texts and how often each occurs.
    """
    total = sum(counts)
    if said in ("string", "uri") or not total:
        return "text"
    if _YEARS.search(element) and all(_YEAR.match(value) for value in values):
        return "year"
    if said == "date" or all(_DATE.match(value) for value in values):
        return "date"
    numeric = sum(count for value, count in zip(values, counts, strict=True) if _NUMBER.match(value))
    wanted = _ENOUGH if said or unit else 1.0
    if numeric < wanted * total or (not said and not unit and _NAMES.search(element)):
        return "text"
    if said in _SAID:
        return _SAID[said]
    return "integer" if not unit and all(map(_INTEGER.match, values)) else "number"


def typed(element: str, said: str, unit: str, texts: pa.Array) -> Typed:
    """Return a column of texts in its type.

    Parameters
    ----------
    element, said, unit
        As for :func:`kind_of`.
    texts
        Dictionary array of texts, null where nothing is known.
    """
    values = texts.dictionary.to_pylist()
    place = np.asarray(texts.indices.fill_null(-1))
    counts = np.bincount(place[place >= 0], minlength=len(values))
    kind = kind_of(element, said, unit, values, counts.tolist())
    if kind == "text":
        return Typed(kind, texts.cast(pa.string()))
    if kind == "date":
        dates = [match[1] if (match := _DATE.match(value)) else None for value in values]
        dates = [date if date and date[:4] not in _NO_YEARS else None for date in dates]
        bad = np.array([not _DATE.match(value) for value in values], dtype=bool)
        column = pa.array(dates, pa.string()).take(texts.indices)
        return _told(kind, column, values, counts, bad)
    if kind == "year":
        years = [value[:4] for value in values]
        numbers = np.array([np.nan if year in _NO_YEARS else float(year) for year in years])
    else:
        numbers = np.array([float(value) if _NUMBER.match(value) else np.nan for value in values])
    numbers[numbers == _MISSING] = np.nan
    if kind == "integer" and (np.abs(numbers) >= _MOST).any():
        kind = "number"
    bad = (
        np.array([not _NUMBER.match(value) for value in values], dtype=bool)
        if kind != "year"
        else np.zeros(len(values), dtype=bool)
    )
    if kind == "integer":
        bad |= np.isfinite(numbers) & (numbers % 1 != 0)
        numbers[bad | (numbers == _MISSING_COUNT)] = np.nan
    percent = _as_percent(element, numbers)
    column = _numeric(kind, numbers, place)
    told = _told(kind, column, values, counts, bad)
    return Typed(kind, column, told.wrong, told.example, int(counts[percent].sum()))


def _as_percent(element: str, numbers: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Turn ratios into percentages in place and return which they were."""
    lower = element.lower()
    limit = _COVERAGE if "coveragerate" in lower else _FLOOR if "floorarearate" in lower else 0.0
    ratio = (numbers > 0) & (numbers <= limit)
    numbers[ratio] *= 100
    return ratio


def _numeric(
    kind: str,
    numbers: NDArray[np.float64],
    place: NDArray[np.int32],
) -> pa.Array:
    column = np.append(numbers, np.nan)[place]
    missing = np.isnan(column)
    if kind == "number":
        return pa.array(column, pa.float64(), mask=missing)
    return pa.array(np.where(missing, 0, column).round().astype(np.int32), _TYPES[kind], mask=missing)


def _told(
    kind: str,
    column: pa.Array,
    values: Sequence[str],
    counts: NDArray[np.int64],
    bad: NDArray[np.bool_],
) -> Typed:
    bad = bad & (counts > 0)
    example = values[int(np.argmax(bad))] if bad.any() else ""
    return Typed(kind, column, int(counts[bad].sum()), example)
