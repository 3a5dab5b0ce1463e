"""Columns that hold one value for each feature, from the elements that hold it in any version."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from importers.citygml.window import Words
from layers.feedback import Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from importers.citygml.schema import Column
    from importers.citygml.window import Window

DICTIONARY = pa.dictionary(pa.int32(), pa.string())
TYPES = {
    "text": pa.string(),
    "code": DICTIONARY,
    "number": pa.float64(),
    "integer": pa.int32(),
    "year": pa.int32(),
    "date": pa.string(),
}
_FACTORS = {"m": {"cm": 0.01, "mm": 0.001, "km": 1000.0}, "m2": {"ha": 10_000.0, "km2": 1_000_000.0}}
_SAME = {"m": frozenset({"", "m", "metre", "meter", "#m"}), "m2": frozenset({"", "m2", "㎡", "m²", "#m2"})}
_MISSING_COUNT = 9999
_RATIO_COVERAGE = 1.0
_RATIO_FLOOR = 20.0
_PERCENT_SINCE = (3, 1)
"""i-UR version whose specification says that rates are percentages."""
_YEAR = re.compile(r"^(\d{4})(?:-\d\d(?:-\d\d)?)?(?:T.*|Z|[+-]\d\d:\d\d)?$")
_DATE = re.compile(r"^(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T.*|Z|[+-]\d\d:\d\d)?$")
_NO_YEARS = frozenset({"0000", "0001", "9999"})


@dataclass(frozen=True, eq=False)
class Found:
    """The values of a column, and the elements that held something it cannot hold.

    Attributes
    ----------
    columns
        Arrow arrays by name, each as long as there are features.
    wrong
        Rows of elements whose text is no such value.
    """

    columns: dict[str, pa.Array]
    wrong: NDArray[np.intp]


def fields(column: Column) -> list[tuple[str, pa.DataType]]:
    """Return names and types of the arrays of a column: a code has one for its label and one for itself."""
    named = [(column.name, TYPES[column.kind])]
    return [*named, (f"{column.name}_code", DICTIONARY)] if column.kind == "code" else named


def all_of(name: str) -> str:
    """Return the name of the array of lists that goes with an array of first values."""
    return f"{name}_all"


def read(window: Window, column: Column, rows: NDArray[np.intp]) -> Found:
    """Read a column.

    Parameters
    ----------
    window
        The elements.
    column
        What to make of them.
    rows
        Elements that hold the values, ascending.
    """
    rows, owner = window.inside(rows)
    return _READERS[column.kind](window, column, rows, owner)


def _texts(window: Window, column: Column, rows: NDArray[np.intp], owner: NDArray[np.int64]) -> Found:
    spaces = window.attribute_of(rows, "codeSpace")
    words = window.words(rows)
    if (spaces.place >= 0).any():
        label = window.meaning(rows, words).label
        words = Words(label.place, label.values) if (label.place >= 0).all() else _either(label, words)
    known = ~words.missing
    _tell_missing(window, column, int(np.count_nonzero(~known)))
    kept = words.where(known)
    place = _Place(owner[known], len(window.features))
    return Found(place.columns(column.name, pa.array(kept.values, pa.string()), kept.place), rows[:0])


def _either(first: Words, second: Words) -> Words:
    """Return the first texts, and the second where there is none."""
    shift = len(first.values)
    place = np.where(first.place >= 0, first.place, np.where(second.place >= 0, second.place + shift, -1))
    return Words(place.astype(np.int32), [*first.values, *second.values])


def _codes(window: Window, column: Column, rows: NDArray[np.intp], owner: NDArray[np.int64]) -> Found:
    coded = window.coded(rows, column.standard)
    # "unknown" or -9999 that a list explains is a statement, not a gap
    unlisted = window.attribute_of(rows, "codeSpace").place < 0
    missing = coded.code.missing & (unlisted | (coded.label.place < 0))
    code, label = coded.code, coded.label
    if missing.any():
        _tell_missing(window, column, int(np.count_nonzero(missing)))
        owner, code, label = owner[~missing], code.where(~missing), label.where(~missing)
    place = _Place(owner, len(window.features))
    columns = place.categories(column.name, label)
    return Found(columns | place.categories(f"{column.name}_code", code), rows[:0])


def _numbers(window: Window, column: Column, rows: NDArray[np.intp], owner: NDArray[np.int64]) -> Found:
    numbers, wrong = window.numbers(rows)
    if column.unit in _FACTORS:
        numbers = _in_unit(window, column, rows, numbers)
    if column.rate:
        numbers = _percent(window, column, rows, numbers)
    return _finish(window, column, rows, owner, numbers, wrong)


def _integers(window: Window, column: Column, rows: NDArray[np.intp], owner: NDArray[np.int64]) -> Found:
    numbers, wrong = window.numbers(rows)
    numbers[numbers == _MISSING_COUNT] = np.nan
    limits = np.iinfo(np.int32)
    bad = np.isfinite(numbers) & ((numbers % 1 != 0) | (numbers < limits.min) | (numbers > limits.max))
    numbers[bad] = np.nan
    return _finish(window, column, rows, owner, numbers, wrong | bad)


def _years(window: Window, column: Column, rows: NDArray[np.intp], owner: NDArray[np.int64]) -> Found:
    words = window.words(rows)
    matches = [_YEAR.match(value) for value in words.values]
    year = [float(match[1]) if match and match[1] not in _NO_YEARS else np.nan for match in matches]
    numbers = np.array([*year, np.nan])[words.place]
    wrong = words.among([match is None for match in matches]) & ~words.missing
    return _finish(window, column, rows, owner, numbers, wrong)


def _dates(window: Window, column: Column, rows: NDArray[np.intp], owner: NDArray[np.int64]) -> Found:
    words = window.words(rows)
    matches = [_DATE.match(value) for value in words.values]
    dates = [match[1] if match else "" for match in matches]
    known = words.among([bool(date) and date[:4] not in _NO_YEARS for date in dates])
    wrong = words.among([match is None for match in matches]) & ~words.missing
    _tell_wrong(window, column, rows[wrong])
    _tell_missing(window, column, int(np.count_nonzero(~known & ~wrong)))
    place = _Place(owner[known], len(window.features))
    return Found(place.columns(column.name, pa.array(dates, pa.string()), words.place[known]), rows[wrong])


_READERS: dict[str, Callable[[Window, Column, NDArray[np.intp], NDArray[np.int64]], Found]] = {
    "text": _texts,
    "code": _codes,
    "number": _numbers,
    "integer": _integers,
    "year": _years,
    "date": _dates,
}


def _finish(
    window: Window,
    column: Column,
    rows: NDArray[np.intp],
    owner: NDArray[np.int64],
    numbers: NDArray[np.float64],
    wrong: NDArray[np.bool_],
) -> Found:
    """Return a numeric column; NaN is a missing value."""
    known = np.isfinite(numbers)
    _tell_wrong(window, column, rows[wrong])
    _tell_missing(window, column, int(np.count_nonzero(~known & ~wrong)))
    place = _Place(owner[known], len(window.features))
    return Found(place.numbers(column.name, numbers[known], TYPES[column.kind]), rows[wrong])


def _in_unit(
    window: Window, column: Column, rows: NDArray[np.intp], numbers: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return lengths and areas in the unit of the column; other units are told and left as they are."""
    units = window.attribute_of(rows, "uom")
    odd = [unit for unit in units.values if unit.lower() not in _SAME[column.unit]]
    if not odd:
        return numbers
    factors = _FACTORS[column.unit]
    factor = np.array([*(factors.get(unit.lower(), 1.0) for unit in units.values), 1.0])
    unclear = units.among([unit in odd and unit.lower() not in factors for unit in units.values])
    if unclear.any():
        window.find(
            Severity.WARNING,
            "unit-unexpected",
            QT_TRANSLATE_NOOP(
                CONTEXT,
                "「{label}」の単位が {unit} になっています。"
                "{expected} とみなして数値をそのまま読み込みました。",
            ),
            {
                "label": column.label,
                "unit": units.values[units.place[unclear][0]],
                "expected": column.unit,
            },
            int(np.count_nonzero(unclear)),
            int(rows[unclear][0]),
        )
    result: NDArray[np.float64] = numbers * factor[units.place]
    return result


def _percent(
    window: Window, column: Column, rows: NDArray[np.intp], numbers: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return rates as percentages.

    A specified rate is never as small as the largest ratio. The rate of an existing building can be: it
    is taken for a ratio in versions that did not ask for percentages only.
    """
    limit = _RATIO_COVERAGE if "coverage" in column.name else _RATIO_FLOOR
    ratio = (numbers > 0) & (numbers <= limit)
    if column.rate == "actual":
        ratio &= _older(window)[window.elements.path[rows]]
    if not ratio.any():
        return numbers
    window.find(
        Severity.INFO,
        "rate-as-ratio",
        QT_TRANSLATE_NOOP(
            CONTEXT, "「{label}」が割合（0.6 など）で書かれていたため、百分率（60 % など）に直しました。"
        ),
        {"label": column.label},
        int(np.count_nonzero(ratio)),
    )
    return np.where(ratio, numbers * 100, numbers)


def _older(window: Window) -> NDArray[np.bool_]:
    """Return for each path whether its i-UR version did not ask for percentages."""
    older = []
    for name in window.elements.names:
        match = re.search(r"/iur/\w+/(\d+)\.(\d+)$", name.namespace)
        older.append(match is not None and (int(match[1]), int(match[2])) < _PERCENT_SINCE)
    return np.array(older, dtype=bool)[window.elements.path_name]


def _tell_missing(window: Window, column: Column, count: int) -> None:
    if count:
        window.find(
            Severity.INFO,
            "value-missing",
            QT_TRANSLATE_NOOP(
                CONTEXT,
                "「{label}」に未入力を表す値（-9999、9999、0001 など）があり、「未確認」として扱います。",
            ),
            {"label": column.label},
            count,
        )


def _tell_wrong(window: Window, column: Column, rows: NDArray[np.intp]) -> None:
    if len(rows):
        words = window.words(rows[:1])
        window.find(
            Severity.WARNING,
            "value-wrong",
            QT_TRANSLATE_NOOP(
                CONTEXT,
                "「{label}」に読み取れない値（{value}）があります。「未確認」とし、"
                "元の値は「そのほかの属性」に残しました。",
            ),
            {"label": column.label, "value": words.values[0][:60]},
            len(rows),
            int(rows[0]),
        )


class _Place:
    """Puts known values to their features: the first into the column, all into a list where needed."""

    def __init__(self, owner: NDArray[np.int64], count: int) -> None:
        self.owner = owner
        self.count = count
        first = np.ones(len(owner), dtype=bool)
        first[1:] = owner[1:] != owner[:-1]
        self.first = first
        self.several = not bool(first.all())

    def _offsets(self) -> pa.Array:
        offsets = np.zeros(self.count + 1, dtype=np.int32)
        np.cumsum(np.bincount(self.owner, minlength=self.count), out=offsets[1:])
        return pa.array(offsets)

    def _indices(self, place: NDArray[np.int32]) -> pa.Array:
        indices = np.full(self.count, -1, dtype=np.int32)
        indices[self.owner[self.first]] = place[self.first]
        return pa.array(indices, mask=indices < 0)

    def columns(self, name: str, values: pa.Array, place: NDArray[np.int32]) -> dict[str, pa.Array]:
        """Return texts that are mostly different from each other."""
        columns = {name: values.take(self._indices(place))}
        if self.several:
            columns[all_of(name)] = pa.ListArray.from_arrays(self._offsets(), values.take(pa.array(place)))
        return columns

    def categories(self, name: str, words: Words) -> dict[str, pa.Array]:
        """Return texts of which there are few different ones."""
        words = words.compact()
        place, values = words.place, pa.array(words.values, pa.string())
        columns: dict[str, pa.Array] = {name: pa.DictionaryArray.from_arrays(self._indices(place), values)}
        if self.several:
            flat = values.take(pa.array(place, mask=place < 0))
            columns[all_of(name)] = pa.ListArray.from_arrays(self._offsets(), flat)
        return columns

    def numbers(self, name: str, values: NDArray[np.float64], kind: pa.DataType) -> dict[str, pa.Array]:
        """Return numbers."""
        column = np.full(self.count, np.nan)
        column[self.owner[self.first]] = values[self.first]
        missing = np.isnan(column)
        whole = pa.types.is_integer(kind)
        if whole:
            column[missing] = 0
        columns = {name: pa.array(column.astype(np.int32) if whole else column, kind, mask=missing)}
        if self.several:
            flat = pa.array(values.astype(np.int32) if whole else values, kind)
            columns[all_of(name)] = pa.ListArray.from_arrays(self._offsets(), flat)
        return columns
