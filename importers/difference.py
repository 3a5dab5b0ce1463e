"""What changed since a source was read the last time: features added, removed and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

    from layers.featurestore import FeatureStore

EXAMPLES = 5
DIGITS = 3
"""Shapes that differ by less than a millimetre are the same."""
LIKELY = ("gml_id", "id", "ID", "building_id", "コード", "番号", "地番", "名称")
"""Columns that are tried first as the name of a feature."""


def since_stored(
    old: FeatureStore,
    table: pa.Table,
    geometry: NDArray[np.object_],
    places: NDArray[np.int32] | None = None,
) -> dict[str, Any]:
    """Return how features differ from those of a store; see :func:`difference`.

    With `places` (n,) `geometry` holds each shape once.
    """
    before = old.columns([name for name in old.parquet.schema_arrow.names if name != "geometry"])
    hashes = []
    for shapes, of in (
        (old.placed_shapes(np.arange(len(old.placed["tile"]))), old.places),
        (geometry, places),
    ):
        once = shape_hashes(shapes)
        hashes.append(once if of is None else once[of])
    found = difference(before, hashes[0], table, hashes[1])
    return {"since": str(old.manifest.get("made", "")), **found}


def difference(
    before: pa.Table, shapes_before: NDArray[np.uint64], after: pa.Table, shapes_after: NDArray[np.uint64]
) -> dict[str, Any]:
    """Return how two versions of a table with shapes differ.

    Features are matched by the first column whose values are all different in both versions. Without one, a
    feature counts as the same when all of it is the same, and a changed one as removed and added.

    Parameters
    ----------
    before, after
        Attributes.
    shapes_before, shapes_after
        (n,) hashes of the shapes.

    Returns
    -------
    dict
        ``key`` (name of the column, empty for none), ``added``, ``removed``, ``changed``, ``same``,
        ``columns_added``, ``columns_removed``, and ``examples`` of each by key.
    """
    common = [name for name in after.column_names if name in set(before.column_names)]
    old, new = (
        row_hashes(table.select(common), shapes)
        for table, shapes in ((before, shapes_before), (after, shapes_after))
    )
    found: dict[str, Any] = {
        "columns_added": [name for name in after.column_names if name not in set(common)],
        "columns_removed": [name for name in before.column_names if name not in set(common)],
    }
    key = _key(before, after, common)
    if not key:
        return {**found, **_by_content(old, new)}
    import pandas as pd

    matched = pd.DataFrame({"key": _texts(before, key), "old": pd.array(old, "UInt64")}).merge(
        pd.DataFrame({"key": _texts(after, key), "new": pd.array(new, "UInt64")}),
        on="key",
        how="outer",
        indicator=True,
    )
    removed, added = matched["_merge"] == "left_only", matched["_merge"] == "right_only"
    both = matched["_merge"] == "both"
    changed = both & (matched["old"] != matched["new"]).fillna(value=False)
    parts = {"added": added, "removed": removed, "changed": changed}
    return {
        **found,
        "key": key,
        **{name: int(part.sum()) for name, part in parts.items()},
        "same": int((both & ~changed).sum()),
        "examples": {
            name: matched.loc[part, "key"].head(EXAMPLES).astype(str).tolist() for name, part in parts.items()
        },
    }


def _by_content(old: NDArray[np.uint64], new: NDArray[np.uint64]) -> dict[str, Any]:
    values, counts_old = np.unique(old, return_counts=True)
    others, counts_new = np.unique(new, return_counts=True)
    _, first, second = np.intersect1d(values, others, return_indices=True)
    same = int(np.minimum(counts_old[first], counts_new[second]).sum())
    return {"key": "", "added": len(new) - same, "removed": len(old) - same, "changed": 0, "same": same}


def _key(before: pa.Table, after: pa.Table, common: list[str]) -> str:
    """Return the first column that names every feature of both versions, empty when there is none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    ordered = sorted(common, key=lambda name: LIKELY.index(name) if name in LIKELY else len(LIKELY))
    for name in ordered:
        columns = [before.column(name), after.column(name)]
        if not all(_names(column.type, pa) for column in columns):
            continue
        if all(
            len(column) and column.null_count == 0 and pc.count_distinct(column).as_py() == len(column)
            for column in columns
        ):
            return name
    return ""


def _names(kind: pa.DataType, pa: Any) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_integer(kind))


def row_hashes(table: pa.Table, shapes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return (n,) hashes of whole rows."""
    import pandas as pd

    hashes = shapes.astype(np.uint64, copy=True)
    for number, name in enumerate(table.column_names):
        column = pd.util.hash_pandas_object(_series(table, name), index=False).to_numpy()
        hashes = hashes * np.uint64(1_099_511_628_211) ^ (column + np.uint64(number))
    return hashes


def _series(table: pa.Table, name: str) -> pd.Series[Any]:
    """Return a column as values that can be hashed, the same whatever type it was written in."""
    import pyarrow as pa

    column = table.column(name)
    if pa.types.is_nested(column.type) or pa.types.is_dictionary(column.type):
        column = pa.chunked_array(
            [pa.array([None if one is None else str(one) for one in column.to_pylist()])]
        )
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        column = column.cast(pa.float64(), safe=False)
    found: pd.Series[Any] = column.to_pandas()
    return found


def _texts(table: pa.Table, name: str) -> NDArray[np.object_]:
    texts: NDArray[np.object_] = table.column(name).to_pandas().astype(str).to_numpy(dtype=object)
    return texts


def shape_hashes(geometry: NDArray[np.object_]) -> NDArray[np.uint64]:
    """Return a hash (n,) of each shape, rounded to a millimetre; one number for all that have none."""
    import pandas as pd
    import shapely

    rounded = shapely.transform(
        geometry, lambda points: np.round(points, DIGITS), include_z=bool(shapely.has_z(geometry).any())
    )
    binary = shapely.to_wkb(rounded)
    texts = np.array([b"" if one is None else one for one in binary], dtype=object)
    return pd.util.hash_array(texts, categorize=False)
