"""Rows that were read back beside the rows that were to be written, some thousand at a time."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gisapp.export.content import GEOMETRY
from gisapp.export.footprints import polygons
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

ROWS = QT_TRANSLATE_NOOP(CONTEXT, "件数が {found:,} 件でした（正しくは {wanted:,} 件）。")
VALUES = QT_TRANSLATE_NOOP(CONTEXT, "「{column}」の値が {count:,} 件違いました。")
SHAPES = QT_TRANSLATE_NOOP(CONTEXT, "図形が {count:,} 件違いました。")
EXTENT = QT_TRANSLATE_NOOP(CONTEXT, "範囲が違いました（{found}、正しくは {wanted}）。")
MORE = QT_TRANSLATE_NOOP(CONTEXT, "書き出すはずのない項目「{column}」があります。")
NEAR = 1e-9
"""Share by which a number may differ, for formats that write digits."""


def check_rows(
    expected: Iterable[pa.Table],
    found: Iterable[pa.Table],
    tolerance: float,
    allowed: Iterable[str] = (),
) -> tuple[Finding, ...]:
    """Return how rows differ that stand in the same order.

    Parameters
    ----------
    expected
        What was to be written, by the names of the file; :data:`GEOMETRY` as WKB.
    found
        What was read, in pieces of any size. A column that is absent counts as empty.
    tolerance
        By how much a corner may lie elsewhere, in units of the file.
    allowed
        Further columns that the format brings of itself.
    """
    taking = _Taking(found)
    wanted = had = shapes = 0
    values: Counter[str] = Counter()
    more: set[str] = set()
    for table in expected:
        rows = taking.take(len(table))
        wanted += len(table)
        had += len(rows)
        if rows.num_columns:
            more |= set(rows.column_names) - set(table.column_names) - set(allowed)
        if len(rows) < len(table):
            break
        for name in table.column_names:
            there = rows.column(name) if name in rows.column_names else None
            if name == GEOMETRY:
                shapes += unlike_shapes(table.column(name), there, tolerance)
            else:
                values[name] += unlike(table.column(name), there)
    had += taking.rest()
    return told(wanted, had, values, shapes, more)


def told(
    wanted: int, had: int, values: Counter[str], shapes: int = 0, more: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """Return differences as findings."""
    found = [
        Finding(Severity.ERROR, "read-back-values", VALUES, {"column": name, "count": count}, count=count)
        for name, count in values.items()
        if count
    ]
    if wanted != had:
        found.insert(0, Finding(Severity.ERROR, "read-back-rows", ROWS, {"found": had, "wanted": wanted}))
    if shapes:
        found.append(Finding(Severity.ERROR, "read-back-shapes", SHAPES, {"count": shapes}, count=shapes))
    found += [Finding(Severity.ERROR, "read-back-column", MORE, {"column": one}) for one in sorted(more)]
    return tuple(found)


def check_extent(
    wanted: NDArray[np.float64], found: NDArray[np.float64], tolerance: float
) -> tuple[Finding, ...]:
    """Return a finding when bounds differ by more than the tolerance."""
    if np.allclose(wanted, found, rtol=0, atol=tolerance, equal_nan=True):
        return ()
    values = {"found": _words(found), "wanted": _words(wanted)}
    return (Finding(Severity.ERROR, "read-back-extent", EXTENT, values),)


def _words(values: NDArray[np.float64]) -> str:
    return " ".join(f"{one:.3f}" for one in values.tolist())


def _whole(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    return (
        pa.concat_arrays(column.chunks) if isinstance(column, pa.ChunkedArray) and column.chunks else column
    )


def unlike(wanted: pa.ChunkedArray, found: pa.ChunkedArray | None) -> int:
    """Return in how many rows two columns differ; an empty text is nothing, as most formats have it."""
    if found is None:
        return len(wanted) - _empty(wanted)
    if _is_number(wanted.type):
        here, there = _numbers(wanted), _numbers(found)
        same = np.isclose(here, there, rtol=NEAR, atol=1e-12, equal_nan=True)
        return int(np.count_nonzero(~same))
    here, there = _texts(wanted), _texts(found)
    return int(pc.sum(pc.not_equal(here, there)).as_py() or 0)


def _empty(column: pa.ChunkedArray) -> int:
    if _is_number(column.type):
        return int(np.count_nonzero(np.isnan(_numbers(column))))
    return int(pc.sum(pc.equal(_texts(column), "")).as_py() or 0)


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_boolean(kind))


def _numbers(column: pa.ChunkedArray | pa.Array) -> NDArray[np.float64]:
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        column = pc.if_else(pc.equal(column, ""), pa.scalar(None, column.type), column)
    elif pa.types.is_boolean(column.type):
        column = column.cast(pa.int8())
    numbers: Any = column.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False)
    return np.asarray(numbers, dtype=np.float64)


def _texts(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    return pc.fill_null(column.cast(pa.string()), "")


def unlike_shapes(wanted: pa.ChunkedArray, found: pa.ChunkedArray | None, tolerance: float) -> int:
    """Return how many shapes differ: in being there, in their corners' number, in bounds or length."""
    import shapely

    here = polygons(wanted)
    there = np.full(len(here), None, dtype=object) if found is None else polygons(found.cast(pa.binary()))
    empty = [shapely.is_missing(one) | shapely.is_empty(one) for one in (here, there)]
    close: Callable[..., NDArray[np.bool_]] = np.isclose
    near = close(shapely.bounds(here), shapely.bounds(there), rtol=0, atol=tolerance, equal_nan=True).all(
        axis=1
    )
    same = shapely.get_num_coordinates(here) == shapely.get_num_coordinates(there)
    corners = np.maximum(shapely.get_num_coordinates(here), 1)
    long = np.abs(shapely.length(here) - shapely.length(there)) <= tolerance * 4 * corners
    return int(np.count_nonzero(~np.where(empty[0] | empty[1], empty[0] == empty[1], near & same & long)))


class _Taking:
    """Gives rows in pieces of the size that is asked for."""

    def __init__(self, tables: Iterable[pa.Table]) -> None:
        self._tables: Iterator[pa.Table] = iter(tables)
        self._held: list[pa.Table] = []

    def take(self, count: int) -> pa.Table:
        """Return the next rows, fewer at the end."""
        while sum(map(len, self._held)) < count:
            table = next(self._tables, None)
            if table is None:
                break
            self._held.append(table)
        if not self._held:
            return pa.table({})
        whole = pa.concat_tables(self._held, promote_options="permissive")
        self._held = [whole.slice(count)]
        return whole.slice(0, count)

    def rest(self) -> int:
        """Return how many rows are left."""
        return sum(map(len, self._held)) + sum(map(len, self._tables))
