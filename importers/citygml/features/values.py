"""The values of a column for all features of a window: codes with their meaning, repetitions joined."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from importers.citygml.features.columns import Holds, Source, sources
from importers.citygml.features.legacy import meaning_of
from importers.citygml.window import Labels, Words
from layers.feedback import Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.citygml.features.classes import FeatureClass
    from importers.citygml.window import Window


@dataclass(frozen=True)
class _Column:
    """What a column is before its values are read: how it is called, what the file says of it."""

    chain: tuple[str, ...]
    kind: str = ""
    unit: str = ""
    standard: str = ""


_Grouped = dict[_Column, "list[NDArray[np.intp]]"]
MOST_COLUMNS = 400
"""Columns of a class in one window; more than this is no table that anybody reads."""
BETWEEN = "、"
"""Stands between the values of an attribute that a feature has several times."""
_LENGTHS = {"mm": ("m", 0.001), "cm": ("m", 0.01), "m": ("m", 1.0), "km": ("m", 1000.0)}
_AREAS = {"m2": ("m2", 1.0), "ha": ("m2", 10_000.0), "km2": ("m2", 1_000_000.0)}
_SPELT = {"": "", "metre": "m", "meter": "m", "㎡": "m2", "m²": "m2", "%": "%"}
OWN_RANKS = "浸水ランクフィールド"
"""The attribute of i-UR 1.x that names the list of a city's own ranks."""
GENERIC = "gen"
"""Column names of attributes that are named in the file begin with this."""


@dataclass(frozen=True, eq=False)
class Values:
    """A column as written.

    Attributes
    ----------
    chain
        Data types from the feature down, then the element; for an attribute named in the file ``gen``, its
        set if it has one, its name.
    text
        Arrow dictionary array: texts, of codes their meaning.
    code
        Codes as written, None for a column without codes.
    kind
        What the file says it is: ``string``, ``int``, ``double``, ``measure``, ``date``, else empty.
    unit
        Unit as written, empty when there is none or several.
    """

    chain: tuple[str, ...]
    text: pa.Array
    code: pa.Array | None
    kind: str = ""
    unit: str = ""

    @property
    def name(self) -> str:
        """Name of the column."""
        return "_".join(self.chain)


def read_values(window: Window, kind: FeatureClass) -> list[Values]:
    """Return the columns of a class of features, in document order."""
    grouped: _Grouped = {}
    pairs: dict[Holds, list[NDArray[np.intp]]] = {}
    for source in sources(window.elements, kind):
        rows = window.elements.rows_by_path[source.path]
        rows = rows[window.elements.leaf[rows]]
        if source.holds is Holds.VALUE:
            grouped.setdefault(_Column(source.chain), []).append(rows)
        elif source.holds is Holds.GENERIC:
            for column, some in _by_name(window, kind.key, source, rows):
                grouped.setdefault(column, []).append(some)
        else:
            pairs.setdefault(source.holds, []).append(rows)
    for chain, some in _pairs(window, pairs):
        grouped.setdefault(_Column(chain), []).append(some)
    found = []
    for column, parts in _fewer(window, grouped).items():
        rows = parts[0] if len(parts) == 1 else np.sort(np.concatenate(parts))
        values = _values(window, column, rows)
        if values is not None:
            found.append(values)
    return found


def _by_name(
    window: Window, key: str, source: Source, rows: NDArray[np.intp]
) -> list[tuple[_Column, NDArray[np.intp]]]:
    """Return the values of generic attributes by their names."""
    parent = window.elements.parent
    names = window.attribute("name")
    own_ranks = OWN_RANKS in names.values
    attribute = parent[rows]
    place = names.place[attribute].astype(np.int64)
    group = names.place[parent[attribute]].astype(np.int64) if source.depth else np.full(len(rows), -1)
    both = (group + 1) * (len(names.values) + 1) + place + 1
    found = []
    for number in np.unique(both).tolist():
        chain = tuple(names.values[part - 1] for part in divmod(number, len(names.values) + 1) if part > 0)
        known = meaning_of(key, chain[0], chain[-1], own_ranks=own_ranks) if len(chain) == 2 else None
        column = _Column((GENERIC, *chain), source.kind)
        if known is not None:
            column = _Column((known.element,), known.kind, known.unit, known.standard)
        found.append((column, rows[both == number]))
    return found


def _pairs(
    window: Window, rows: dict[Holds, list[NDArray[np.intp]]]
) -> list[tuple[tuple[str, ...], NDArray[np.intp]]]:
    """Return the values of key-value pairs by what their keys mean."""
    if len(rows) < 2:
        return []
    keys = np.sort(np.concatenate(rows[Holds.PAIR_KEY]))
    values = np.sort(np.concatenate(rows[Holds.PAIR_VALUE]))
    (keys, _), (values, _) = window.inside(keys), window.inside(values)
    coded = window.coded(keys)
    label = np.where(coded.label.place >= 0, coded.label.place, coded.code.place + len(coded.label.values))
    names = [*coded.label.values, *coded.code.values]
    of_pair = np.full(len(window.elements), -1, dtype=np.int64)
    of_pair[window.elements.parent[keys]] = label
    of_value = of_pair[window.elements.parent[values]]
    return [
        ((GENERIC, names[number]), values[of_value == number])
        for number in np.unique(of_value[of_value >= 0]).tolist()
    ]


def _fewer(window: Window, grouped: _Grouped) -> _Grouped:
    """Return no more columns than a table can have, the commonest ones."""
    if len(grouped) <= MOST_COLUMNS:
        return grouped
    sizes = Counter({key: sum(len(rows) for rows in parts) for key, parts in grouped.items()})
    kept = {key for key, _ in sizes.most_common(MOST_COLUMNS)}
    window.find(
        Severity.WARNING,
        "columns-too-many",
        QT_TRANSLATE_NOOP(
            CONTEXT, "属性の種類が多すぎるため、よく使われている {most:,} 種類だけを読み込みました。"
        ),
        {"most": MOST_COLUMNS},
        len(grouped) - MOST_COLUMNS,
    )
    return {key: parts for key, parts in grouped.items() if key in kept}


def _values(window: Window, column: _Column, rows: NDArray[np.intp]) -> Values | None:
    rows, owner = window.inside(rows)
    if not len(rows):
        return None
    words = window.words(rows)
    listed = window.attribute_of(rows, "codeSpace").place >= 0
    count = len(window.features)
    if not listed.any() and not column.standard:
        known = ~words.missing
        units = window.attribute_of(rows[known], "uom")
        if not known.all():
            words, owner = words.where(known).compact(), owner[known]
        words, unit = _one_unit(words, units)
        return Values(column.chain, _column(words, owner, count), None, column.kind, unit or column.unit)
    coded = window.coded(rows, column.standard)
    # "unknown" that a list explains is a statement, not a gap.
    known = ~(words.missing & (~listed | (coded.label.place < 0)))
    labels = Labels()
    meaning, code = labels.places(coded.label), labels.places(coded.code)
    label = Words(np.where(meaning >= 0, meaning, code), labels.values).compact()
    written = coded.code
    if not known.all():
        label, written, owner = label.where(known).compact(), written.where(known).compact(), owner[known]
    return Values(
        column.chain,
        _column(label, owner, count),
        _column(written, owner, count),
        column.kind,
    )


def _column(words: Words, owner: NDArray[np.int64], count: int) -> pa.Array:
    """Return one text for each feature; several values are joined in document order."""
    values = pa.array(words.values, pa.string())
    several = bool((owner[1:] == owner[:-1]).any())
    if not several and len(owner) == count:
        return pa.DictionaryArray.from_arrays(words.place, values)
    if not several:
        place = np.full(count, -1, dtype=np.int32)
        place[owner] = words.place
        return pa.DictionaryArray.from_arrays(pa.array(place, mask=place < 0), values)
    offsets = np.zeros(count + 1, dtype=np.int32)
    np.cumsum(np.bincount(owner, minlength=count), out=offsets[1:])
    lists = pa.ListArray.from_arrays(pa.array(offsets), values.take(pa.array(words.place)))
    joined = pc.binary_join(lists, BETWEEN)
    return pc.if_else(pa.array(np.diff(offsets) > 0), joined, None).dictionary_encode()


def unit_of(written: str) -> str:
    """Return a unit as it is usually spelt."""
    bare = written.strip().removeprefix("#")
    return _SPELT.get(bare, bare)


def factor(unit: str, target: str) -> float | None:
    """Return by what to multiply a number in one unit for another one, None when they do not compare."""
    for table in (_LENGTHS, _AREAS):
        if unit in table and target in table:
            return table[unit][1] / table[target][1]
    return 1.0 if unit == target else None


def _one_unit(words: Words, units: Words) -> tuple[Words, str]:
    """Return numbers in the commonest unit among them, and the unit."""
    named = [unit_of(value) for value in units.values]
    used = np.bincount(units.place[units.place >= 0], minlength=len(named))
    if not used.any():
        return words, ""
    target = named[int(np.argmax(used))]
    odd = [number for number, unit in enumerate(named) if used[number] and unit not in ("", target)]
    if not odd:
        return words, target
    labels = Labels()
    place = labels.places(words)
    for number in odd:
        times = factor(named[number], target)
        mine = np.flatnonzero(units.place == number)
        different, index = np.unique(words.place[mine], return_inverse=True)
        texts = (scaled(words.values[value], times, named[number]) for value in different.tolist())
        place[mine] = np.array([labels.place(text) for text in texts], dtype=np.int32)[index]
    return Words(place, labels.values).compact(), target


def scaled(text: str, times: float | None, unit: str) -> str:
    """Return a number in another unit; with its own one when it cannot be told in the other."""
    try:
        return repr(float(text) * times) if times is not None else f"{text} {unit}"
    except ValueError:
        return text
