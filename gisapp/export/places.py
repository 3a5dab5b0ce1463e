"""Corners of many shapes as joined texts, made by Arrow for all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

KINDS = {"Point": (0, 4), "LineString": (1, 5), "Polygon": (3, 6)}
"""Kinds of single shapes, and shapely's numbers of the types that are made of them."""


@dataclass(frozen=True, eq=False)
class Pieces:
    """The single shapes (m,) of one kind in some rows.

    Attributes
    ----------
    kind
        ``Point``, ``LineString`` or ``Polygon``.
    rows
        (m,) the row of each, in order.
    rings
        Text of each line, each ring of an area, or each point: its corners, joined.
    firsts
        (m + 1,) number of the first ring of each.
    """

    kind: str
    rows: NDArray[np.intp]
    rings: pa.StringArray
    firsts: NDArray[np.int32]

    @property
    def outer(self) -> pa.StringArray:
        """Text of the line, the point or the outer ring of each."""
        return self.rings.take(pa.array(self.firsts[:-1]))

    @property
    def inner(self) -> tuple[pa.StringArray, NDArray[np.int32]]:
        """Texts of the rings of holes, and (m + 1,) number of the first of each shape."""
        hole = np.ones(len(self.rings), dtype=bool)
        hole[self.firsts[:-1]] = False
        return self.rings.filter(pa.array(hole)), (self.firsts - np.arange(len(self.firsts))).astype(np.int32)


def pieces_of(shapes: NDArray[Any], kind: str, *, between: str, behind: str, heights: bool) -> Pieces:
    """Return the single shapes of a kind.

    Parameters
    ----------
    shapes
        (n,) shapes of all kinds in degrees, None where there is none; empty ones have no pieces.
    kind
        ``Point``, ``LineString`` or ``Polygon``.
    between
        What stands between the numbers of a corner.
    behind
        What stands between corners.
    heights
        Whether the height of each corner is told (0 where it has none).
    """
    import shapely

    chosen = np.flatnonzero(np.isin(shapely.get_type_id(shapes), KINDS[kind]) & ~shapely.is_empty(shapes))
    parts, owner = shapely.get_parts(shapes[chosen], return_index=True)
    kept = ~shapely.is_empty(parts)
    parts, rows = parts[kept], chosen[owner[kept]]
    if kind == "Polygon":
        rings, part = shapely.get_rings(shapely.orient_polygons(parts), return_index=True)
        firsts = np.searchsorted(part, np.arange(len(parts) + 1))
    else:
        rings, firsts = parts, np.arange(len(parts) + 1)
    numbers, ring = shapely.get_coordinates(rings, include_z=heights, return_index=True)
    texts = [pa.array(np.ascontiguousarray(one) + 0.0).cast(pa.string()) for one in np.nan_to_num(numbers).T]
    corners = pc.binary_join_element_wise(*texts, between)
    starts = np.searchsorted(ring, np.arange(len(rings) + 1)).astype(np.int32)
    joined = pc.binary_join(pa.ListArray.from_arrays(pa.array(starts), corners), behind)
    return Pieces(kind, rows, joined, firsts.astype(np.int32))


def gathered(texts: pa.StringArray, rows: NDArray[np.intp], count: int, between: str = "") -> pa.StringArray:
    """Return texts (m,) of rows joined for each of `count` rows; empty where a row has none.

    `rows` (m,) are in order.
    """
    starts = np.searchsorted(rows, np.arange(count + 1)).astype(np.int32)
    return pc.binary_join(pa.ListArray.from_arrays(pa.array(starts), texts), between)


def wrapped(before: str, texts: pa.Array, after: str) -> pa.StringArray:
    """Return texts with something in front and behind; null stays null."""
    return pc.binary_join_element_wise(before, texts, after, "")


def together(*texts: pa.Array | str) -> pa.StringArray:
    """Return texts of rows one behind the other."""
    return pc.binary_join_element_wise(*texts, "")


def as_texts(column: pa.Array) -> pa.StringArray:
    """Return values as text for reading: numbers as they are, lists as JSON; null where there is none."""
    from gisapp.export import jsontext

    kind = column.type
    if pa.types.is_string(kind):
        return column
    if pa.types.is_list(kind):
        return jsontext.lists(column)
    if pa.types.is_struct(kind):
        return jsontext.values(column)
    if pa.types.is_floating(kind):
        column = pc.if_else(pc.is_finite(column), column, pa.scalar(None, kind))
    return column.cast(pa.string())


def plain_columns(table: pa.Table, names: Sequence[str]) -> list[pa.Array]:
    """Return columns of a table, each in one piece."""
    return [table.column(name).combine_chunks() for name in names]
