"""Rows without coordinates lie where a feature of other data lies that has the same address or lot number.

The other data may be a map of parcels, points of blocks or towns, or whatever has such names and places.
Which columns hold them is found out: the pair that names most of the rows wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from importers.tables.addresses import MOST_STEPS, beginning, steps
from layers.errors import SourceMissing
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from layers.featurestore import FeatureStore
    from layers.feedback import Feedback

BASIS, SURE = "位置の根拠", "位置の確かさ"
"""Columns that tell for each row what it was placed by."""
WHOLE, UPPER = "番地まで一致", "町・街区まで一致"
_ADDRESSES = ("住所", "所在地", "所在", "address", "place", "設置場所", "施設所在地")
_TOWNS = (
    ("大字町丁目名",),
    ("大字_丁目名",),
    ("大字・丁目名",),
    ("大字名", "丁目名"),
    ("大字", "字"),
    ("大字",),
    ("町丁目名",),
    ("町丁目",),
    ("町名",),
    ("S_NAME",),
    ("town", "koaza"),
    ("town",),
)
_BLOCKS = ("街区符号・地番", "街区符号", "block")
_NUMBERS = ("地番", "番地", "number", "chiban", "parcel_number")

_READ = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の {count:,} 件を、列「{column}」と {other} の「{key}」が一致する場所に置きました"
    "（うち {upper:,} 件は町・街区まで）。",
)
_UNMATCHED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の {count:,} 件は、{other} に同じ住所・地番が一つに決まらないため"
    "（最初は {line:,} 行目「{example}」）、位置のない行として残しました。",
)
_NOTHING = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} と {other} には、同じ住所・地番が見つかりません。位置のない表として読みました。",
)
_GONE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の住所・地番を照らし合わせるデータ {other} が見つかりません。位置のない表として読みました。",
)


@dataclass(frozen=True, eq=False)
class Keyed:
    """Where rows lie by their names.

    Attributes
    ----------
    geometry
        (n,) shapely geometries, None for rows without a place.
    crs
        Plane system of the other data, empty when no row has a place.
    columns
        Texts by name (n,) that tell what each row was placed by.
    findings
        What was decided.
    """

    geometry: NDArray[np.object_]
    crs: str
    columns: Mapping[str, pa.Array]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, eq=False)
class _Names:
    """Names of rows: from which columns, as written, as steps, and the cities they name.

    `exact` where a number names a parcel: 12-3 is no part of 12.
    """

    column: str
    written: pa.Array
    steps: pa.Array
    city: pa.Array
    exact: bool


@dataclass(frozen=True, eq=False)
class _Match:
    """What names of the table and of other data have in common.

    `row` (n,) is the feature of each row, -1 for none; `upper` (n,) whether only its beginning is the same.
    """

    table: _Names
    other: _Names
    store: FeatureStore
    row: NDArray[np.int64]
    upper: NDArray[np.bool_]


def keyed(
    columns: Mapping[str, pa.Array],
    file: str,
    rows: NDArray[np.int64],
    other: Path,
    stores: Path | None,
    feedback: Feedback,
) -> Keyed:
    """Place rows by the addresses or lot numbers that they share with other data.

    Parameters
    ----------
    columns
        (n,) trimmed texts by name.
    file, rows
        Name of the file, and (n,) numbers of the rows in it.
    other
        The other data, of any kind that is read as features.
    stores
        Folder for what is read of it; by default the user's cache folder.
    feedback
        Receives progress.

    Raises
    ------
    layers.errors.ImportFailed
        When the other data cannot be read.
    """
    count = len(rows)
    nothing = np.full(count, None, dtype=object)
    values: dict[str, Any] = {"file": file, "other": other.name}
    try:
        found = _best(_names(columns), _stores(other, stores, feedback))
    except SourceMissing:
        gone = Finding(Severity.WARNING, "table-keys-missing", _GONE, values, Where(str(other)))
        return Keyed(nothing, "", {}, (gone,))
    if found is None:
        none = Finding(Severity.WARNING, "table-keys-unknown", _NOTHING, values, Where(file))
        return Keyed(nothing, "", {}, (none,))
    placed = found.row >= 0
    geometry = nothing.copy()
    geometry[placed] = found.store.shapes(found.row[placed])
    upper = placed & found.upper
    geometry[upper] = shapely.point_on_surface(geometry[upper])
    where = pa.array(found.row, mask=~placed)
    sure = np.where(upper, UPPER, WHOLE)
    findings = [_told(found, values, int(placed.sum()), int(upper.sum()))]
    if not placed.all():
        first = int(np.argmin(placed))
        example = found.table.written[first].as_py() or ""
        more = {**values, "count": int((~placed).sum()), "line": int(rows[first]), "example": example[:40]}
        missing = int((~placed).sum())
        at = Where(file, int(rows[first]))
        findings.append(Finding(Severity.WARNING, "table-keys-unmatched", _UNMATCHED, more, at, missing))
    told = {BASIS: found.other.written.take(where), SURE: pa.array(sure, pa.string(), mask=~placed)}
    return Keyed(geometry, found.store.crs, told, tuple(findings))


def _told(found: _Match, values: Mapping[str, Any], count: int, upper: int) -> Finding:
    more = {**values, "count": count, "upper": upper, "column": found.table.column, "key": found.other.column}
    return Finding(Severity.INFO, "table-keyed", _READ, more)


def _stores(other: Path, stores: Path | None, feedback: Feedback) -> list[FeatureStore]:
    """Read other data and return what was stored of its layers of features."""
    from importers.registry import recognise
    from layers.vector import Features

    importer = recognise(other)
    options: Any = importer.Options
    result = importer.read(other, options(stores=stores), feedback)
    return [layer.data.store for layer in result.layers if isinstance(layer.data, Features)]


def _best(names: Sequence[_Names], stores: Sequence[FeatureStore]) -> _Match | None:
    """Return the pair of columns that names most rows, None when no row is named."""
    best, most = None, (0, 0)
    for store in stores:
        there = np.isfinite(store.placed["west"])
        there = there if store.places is None else there[store.places]
        kept = [one for one in store.parquet.schema_arrow.names if one != "geometry"]
        labels = {one["label"]: one["name"] for one in store.manifest["attributes"] if one["name"] in kept}
        table = store.columns(kept)
        texts = {one: table.column(one) for one in kept} | {
            label: table.column(name) for label, name in labels.items()
        }
        others = _names({name: _one(column) for name, column in texts.items() if _is_text(column.type)})
        for mine, its in product(names, others):
            row, upper = _matched(mine, its, there)
            score = (int((row >= 0).sum()), int(((row >= 0) & ~upper).sum()))
            if score > most:
                best, most = _Match(mine, its, store, row, upper), score
    return best


def _is_text(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_string(kind) or (pa.types.is_dictionary(kind) and pa.types.is_string(kind.value_type))
    )


def _one(column: pa.ChunkedArray) -> pa.Array:
    return (
        column.cast(pa.string()).combine_chunks()
        if column.num_chunks != 1
        else column.chunk(0).cast(pa.string())
    )


def _names(columns: Mapping[str, pa.Array]) -> list[_Names]:
    """Return what may name the rows of a table: addresses, towns with a number, numbers alone."""
    present = {name.casefold(): name for name in columns}

    def named(wanted: Sequence[str]) -> list[str]:
        return [present[one.casefold()] for one in wanted if one.casefold() in present]

    towns = [names for wanted in _TOWNS if len(names := named(wanted)) == len(wanted)][:2]
    addresses, blocks, numbers = named(_ADDRESSES)[:2], named(_BLOCKS)[:1], named(_NUMBERS)[:1]
    wanted = [
        *([*head, number] for head in ([one] for one in addresses) for number in numbers),
        *([*head, number] for head in towns for number in (*numbers, *blocks)),
        *([one] for one in addresses),
        *towns,
        *([one] for one in numbers),
    ]
    found = []
    for names in wanted:
        parts = [pc.fill_null(columns[name].cast(pa.string()), "") for name in names]
        written = pc.binary_join_element_wise(*parts, "") if len(parts) > 1 else parts[0]
        written = pc.if_else(pc.equal(written, ""), None, written)
        made, city = steps(written)
        found.append(_Names("・".join(names), written, made, city, names[-1] in numbers))
    return found


def _matched(
    mine: _Names, its: _Names, there: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the feature that each row names (n,), -1 for none, and whether by the beginning only (n,)."""
    found = np.full(len(mine.steps), -1, dtype=np.int64)
    upper = np.zeros(len(found), dtype=bool)
    rows = np.flatnonzero(there & np.asarray(pc.is_valid(its.steps)))
    if not len(rows):
        return found, upper
    encoded = its.steps.take(pa.array(rows)).dictionary_encode()
    place = np.asarray(encoded.indices)
    several = np.bincount(place, minlength=len(encoded.dictionary)) > 1
    first = np.full(len(encoded.dictionary), -1, dtype=np.int64)
    first[place[::-1]] = rows[::-1]
    decided = ~np.asarray(pc.is_valid(mine.steps))
    # From the whole name up to its first step; a parcel is named as a whole or not at all.
    for count in (None, *(() if its.exact else range(MOST_STEPS, 0, -1))):
        key = mine.steps if count is None else beginning(mine.steps, count)
        index = np.asarray(pc.fill_null(pc.index_in(key, encoded.dictionary), -1))
        hit = ~decided & (index >= 0)
        named = hit & ~several[index]  # a name that stands for several places stands for none
        found[named] = first[index[named]]
        upper[named] = count is not None
        decided |= hit
    city, its_city = (one.to_numpy(zero_copy_only=False) for one in (mine.city, its.city))
    its_city = its_city[np.maximum(found, 0)]
    found[(city != its_city) & (city != "") & (its_city != "")] = -1
    return found, upper
