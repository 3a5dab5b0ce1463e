"""Areas as nodes and arcs: a boundary between two areas is one line, however often it was delivered.

Areas come as polygons, each with a copy of its boundaries. Here the copies become one *arc* (as in
TopoJSON): a line between two *nodes*, with the area on its left and the area on its right. A node is a place
where boundaries meet or end; a boundary without one (an island, a hole) is an arc that begins and ends at a
corner of its own. Where one neighbour lacks a corner that the other one has (a T-junction), it gets it first.

Places are told apart on a grid of a millimetre, yet keep the coordinates with which they were delivered
(those of the first area that has them), so that areas which nobody touches stay what they are, bit by bit.
Back as polygons, neighbours share exactly the same corners. Areas that overlap keep their boundaries apart:
nothing is repaired here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Rows = NDArray[np.intp]

GRID = 0.001
"""Metres: places closer than this are one."""
BESIDE = 1.5 * GRID
"""A corner that lies so near to the line of a neighbour lies on it: both were rounded to the grid."""
NOBODY = -1
"""What lies beside an arc at the rim."""


@dataclass(frozen=True, eq=False)
class Arcs:
    """The boundaries of areas.

    Attributes
    ----------
    points
        (n, 2) metres, one arc after the other, both ends of each included.
    offsets
        (k + 1,) where each arc begins.
    ends
        (k, 2) numbers of the nodes at which it begins and ends.
    left, right
        (k,) rows of the areas beside it, seen along it; :data:`NOBODY` at the rim.
    uses
        (u,) the arcs of all rings one after the other: the number, or ``~number`` of one gone backwards.
    ring_offsets
        (r + 1,) where each ring begins in `uses`. Outer rings run to the left, holes to the right.
    ring_parts, part_rows
        (r,) polygons of the rings, the outer ring of each first, and (p,) areas of the polygons, rising.
    count
        How many areas there are, those without a shape included.
    """

    points: NDArray[np.float64]
    offsets: Rows
    ends: Rows
    left: Rows
    right: Rows
    uses: Rows
    ring_offsets: Rows
    ring_parts: Rows
    part_rows: Rows
    count: int

    def __len__(self) -> int:
        """Return how many arcs there are."""
        return len(self.left)

    def line(self, arc: int) -> NDArray[np.float64]:
        """Return the points (n, 2) of an arc, metres."""
        return self.points[self.offsets[arc] : self.offsets[arc + 1]]

    @property
    def lines(self) -> NDArray[np.object_]:
        """(k,) the arcs as lines."""
        owners = np.repeat(np.arange(len(self)), np.diff(self.offsets))
        return np.asarray(shapely.linestrings(self.points, indices=owners))

    def rows_of(self, *arcs: int) -> Rows:
        """Return the areas that have some arcs in their boundary, rising."""
        owner = self.part_rows[np.repeat(self.ring_parts, np.diff(self.ring_offsets))]
        used = np.where(self.uses < 0, ~self.uses, self.uses)
        return np.unique(owner[np.isin(used, arcs)])

    def replaced(self, lines: Mapping[int, NDArray[np.float64]]) -> Arcs:
        """Return the same areas with other lines (n, 2) for some arcs, each between the nodes of before.

        A node that moves must move in every arc that ends there.
        """
        parts = [lines.get(arc, self.line(arc)) for arc in range(len(self))]
        offsets = np.concatenate([[0], np.cumsum([len(one) for one in parts])]).astype(np.intp)
        return replace(self, points=np.concatenate(parts), offsets=offsets)

    def shapes(self, rows: Rows | None = None) -> NDArray[np.object_]:
        """Return areas as polygons that share exactly the same corners.

        Parameters
        ----------
        rows
            Those that are wanted; None for all.

        Returns
        -------
        NDArray
            (m,) Polygon or MultiPolygon, None for an area without a shape.
        """
        wanted = np.arange(self.count) if rows is None else np.asarray(rows, dtype=np.intp)
        found = np.full(len(wanted), None, dtype=object)
        rings = np.flatnonzero(np.isin(self.part_rows[self.ring_parts], wanted))
        if not len(rings):
            return found
        runs, counts = _runs(self.ring_offsets, rings)
        uses = self.uses[runs]
        arcs = np.where(uses < 0, ~uses, uses)
        lengths = np.diff(self.offsets)[arcs] - 1  # the end of one is the beginning of the next
        places = _counted(lengths)
        begin, end = self.offsets[arcs], self.offsets[arcs + 1] - 1
        at = np.where(
            np.repeat(uses < 0, lengths), np.repeat(end, lengths) - places, np.repeat(begin, lengths) + places
        )
        owners = np.repeat(np.repeat(np.arange(len(rings)), counts), lengths)
        made = shapely.linearrings(self.points[at], indices=owners)
        parts, of_part = np.unique(self.ring_parts[rings], return_inverse=True)
        polygons = shapely.polygons(made, indices=of_part)
        areas, first, sizes = np.unique(self.part_rows[parts], return_index=True, return_counts=True)
        place = np.searchsorted(areas, wanted)
        there = (place < len(areas)) & (areas[np.minimum(place, len(areas) - 1)] == wanted)
        whole = polygons[first]
        several = np.flatnonzero(sizes > 1)
        if len(several):
            many = np.isin(self.part_rows[parts], areas[several])
            group = np.unique(self.part_rows[parts][many], return_inverse=True)[1]
            whole[several] = shapely.multipolygons(polygons[many], indices=group)
        found[there] = whole[place[there]]
        return found


@dataclass(frozen=True, eq=False)
class _Rings:
    """Rings as numbers of places, without the closing one."""

    places: NDArray[np.float64]
    corners: Rows
    rings: Rows
    """(n,) ring of each corner, rising."""
    parts: Rows
    """(r,) polygon of each ring."""

    @cached_property
    def next(self) -> Rows:
        """(n,) the place after each corner."""
        after = np.roll(self.corners, -1)
        last = np.flatnonzero(np.diff(self.rings, append=-1))
        after[last] = self.corners[self.first[self.rings[last]]]
        return after

    @cached_property
    def first(self) -> Rows:
        """(r,) the first corner of each ring."""
        return np.searchsorted(self.rings, np.arange(len(self.parts)))

    @cached_property
    def edges(self) -> tuple[Rows, Rows]:
        """(n,) number of the edge that leaves each corner, both ways alike; (e,) how often each is used."""
        low, high = np.minimum(self.corners, self.next), np.maximum(self.corners, self.next)
        codes = low * len(self.places) + high
        _, numbers, counts = np.unique(codes, return_inverse=True, return_counts=True)
        return numbers, counts


def arcs_of(shapes: NDArray[np.object_]) -> Arcs:
    """Return areas as arcs.

    Parameters
    ----------
    shapes
        (m,) Polygon or MultiPolygon in metres, None where an area has no shape. They need not be valid.
    """
    rings, part_rows = _rings_of(np.asarray(shapes, dtype=object))
    rings = _noded(_pruned(_gathered(rings)))
    parts, rings = _without_gone(part_rows, rings)
    return _cut(rings, parts, len(shapes))


def noded(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return areas with every corner that a neighbour has on their boundary; see :func:`arcs_of`."""
    return arcs_of(shapes).shapes()


def _rings_of(shapes: NDArray[np.object_]) -> tuple[_Rings, Rows]:
    parts, part_rows = shapely.get_parts(shapely.force_2d(shapes), return_index=True)
    flat = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    parts, part_rows = shapely.orient_polygons(parts[flat]), part_rows[flat]
    lines, ring_parts = shapely.get_rings(parts, return_index=True)
    points, owners = shapely.get_coordinates(lines, return_index=True)
    open_ = np.diff(owners, append=-1) == 0  # the last point of a ring is the first one again
    points, owners = points[open_], owners[open_]
    cells = np.rint(points / GRID).astype(np.int64)
    order = np.lexsort((cells[:, 1], cells[:, 0]))
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = (np.diff(cells[order], axis=0) != 0).any(axis=1)
    corners = np.empty(len(order), dtype=np.intp)
    corners[order] = np.cumsum(fresh) - 1
    return _Rings(points[order[fresh]], corners, owners, ring_parts), part_rows


def _gathered(rings: _Rings) -> _Rings:
    """Return the rings with corners of the rim that lie in neighbouring cells, yet together, made one."""
    numbers, counts = rings.edges
    alone = np.flatnonzero(counts[numbers] % 2 == 1)
    mine = np.unique(np.concatenate([rings.corners[alone], rings.next[alone]]))
    if not len(mine):
        return rings
    points = shapely.points(rings.places[mine])
    one, other = shapely.STRtree(points).query(points, predicate="dwithin", distance=BESIDE)
    near = one < other
    if not near.any():
        return rings
    target = np.arange(len(rings.places))
    np.minimum.at(target, mine[other[near]], mine[one[near]])
    return replace(rings, corners=target[target][rings.corners])


def _pruned(rings: _Rings) -> _Rings:
    """Return the rings without corners that repeat the one before."""
    kept = rings.corners != rings.next
    if kept.all():
        return rings
    return replace(rings, corners=rings.corners[kept], rings=rings.rings[kept])


def _noded(rings: _Rings) -> _Rings:
    """Return the rings with corners of others that lie on their edges."""
    numbers, counts = rings.edges
    alone = np.flatnonzero(counts[numbers] % 2 == 1)
    begin, end = rings.corners[alone], rings.next[alone]
    mine = np.unique(np.concatenate([begin, end]))
    if not len(mine):
        return rings
    places = rings.places
    lines = shapely.linestrings(np.stack([places[begin], places[end]], axis=1))
    tree = shapely.STRtree(shapely.points(places[mine]))
    edge, met = tree.query(lines, predicate="dwithin", distance=BESIDE)
    corner = mine[met]
    inner = (corner != begin[edge]) & (corner != end[edge])
    edge, corner = edge[inner], corner[inner]
    if not len(edge):
        return rings
    way = places[end[edge]] - places[begin[edge]]
    share = np.einsum("ij,ij->i", places[corner] - places[begin[edge]], way)
    order = np.lexsort((share, edge))
    at = alone[edge[order]] + 1
    return replace(
        rings,
        corners=np.insert(rings.corners, at, corner[order]),
        rings=np.insert(rings.rings, at, rings.rings[alone[edge[order]]]),
    )


def _without_gone(part_rows: Rows, rings: _Rings) -> tuple[Rows, _Rings]:
    """Return polygons and rings without those that have no inside on the grid."""
    sizes = np.bincount(rings.rings, minlength=len(rings.parts))
    outer = np.diff(rings.parts, prepend=-1) > 0
    lost = np.zeros(len(part_rows), dtype=bool)
    lost[rings.parts[outer & (sizes < 3)]] = True
    kept = (sizes >= 3) & ~lost[rings.parts]
    if kept.all():
        return part_rows, rings
    number = np.cumsum(kept) - 1
    stay = kept[rings.rings]
    parts = np.cumsum(~lost) - 1
    fresh = _Rings(rings.places, rings.corners[stay], number[rings.rings[stay]], parts[rings.parts[kept]])
    return part_rows[~lost], fresh


def _cut(rings: _Rings, part_rows: Rows, count: int) -> Arcs:
    """Cut rings into arcs at the nodes."""
    if not len(rings.corners):
        none = np.empty(0, dtype=np.intp)
        zero = np.zeros(1, dtype=np.intp)
        empty = np.empty((0, 2))
        return Arcs(empty, zero, none.reshape(0, 2), none, none, none, zero, none, none, count)
    edges, _ = rings.edges
    is_node = _nodes(rings, edges)[rings.corners]
    first, sizes = rings.first, np.bincount(rings.rings, minlength=len(rings.parts))
    # Every ring is turned so that it begins at a node.
    spots = np.flatnonzero(is_node)
    begins = spots[np.searchsorted(spots, first)] - first
    turned = (_counted(sizes) + np.repeat(begins, sizes)) % np.repeat(sizes, sizes) + np.repeat(first, sizes)
    corners, edges, after = rings.corners[turned], edges[turned], rings.next[turned]
    starts = np.flatnonzero(is_node[turned])
    lengths = np.diff(starts, append=len(corners))
    # An edge lies in one arc only: the smallest number of its edges names the arc.
    smallest = np.minimum.reduceat(edges, starts)
    marks = np.flatnonzero(edges == np.repeat(smallest, lengths))
    forward = corners[marks] < after[marks]
    _, chosen, arcs = np.unique(smallest, return_index=True, return_inverse=True)
    along = forward == forward[chosen][arcs]
    owners = part_rows[rings.parts[rings.rings[starts]]]
    beside = np.full((2, len(chosen)), NOBODY, dtype=np.intp)
    for side, used in enumerate((along, ~along)):
        beside[side, arcs[used][::-1]] = owners[used][::-1]
    runs = lengths[chosen]
    inner = np.repeat(starts[chosen], runs) + _counted(runs)
    offsets = np.concatenate([[0], np.cumsum(runs + 1)])
    last = after[starts[chosen] + runs - 1]
    line = np.insert(corners[inner], np.cumsum(runs), last)
    ring_offsets = np.searchsorted(rings.rings[starts], np.arange(len(rings.parts) + 1))
    return Arcs(
        rings.places[line],
        offsets,
        np.stack([corners[starts[chosen]], last], axis=1),
        beside[0],
        beside[1],
        np.where(along, arcs, ~arcs),
        ring_offsets,
        rings.parts,
        part_rows,
        count,
    )


def _nodes(rings: _Rings, edges: Rows) -> NDArray[np.bool_]:
    """Return which places (v,) are nodes: where not two edges meet, or one for a ring that has none."""
    distinct = np.unique(edges, return_index=True)[1]
    ends = np.concatenate([rings.corners[distinct], rings.next[distinct]])
    degree = np.bincount(ends, minlength=len(rings.places))
    nodes = (degree != 2) & (degree > 0)
    there = np.logical_or.reduceat(nodes[rings.corners], rings.first)
    lowest = np.minimum.reduceat(rings.corners, rings.first)
    nodes[lowest[~there]] = True
    return np.asarray(nodes)


def _counted(lengths: Rows) -> Rows:
    """Return 0, 1, 2 … for each run of some lengths, one run after the other."""
    total = int(lengths.sum())
    return np.arange(total) - np.repeat(np.cumsum(lengths) - lengths, lengths)


def _runs(offsets: Rows, chosen: Rows) -> tuple[Rows, Rows]:
    """Return the places of the chosen runs one after the other, and how long each is."""
    counts = np.diff(offsets)[chosen]
    return np.repeat(offsets[chosen], counts) + _counted(counts), counts
