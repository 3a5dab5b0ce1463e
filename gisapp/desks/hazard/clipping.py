"""How many square metres polygons share, compiled, without cutting a single shape.

A polygon is a sum of signed trapezoids: below each edge that runs left the ground counts, below each edge
that runs right it is taken away again. What two polygons share is then a sum over pairs of their edges of
the integral of the lower of two lines, which has a closed form. Nothing can fail on touching, doubled or
coinciding edges, holes need no special care, and only edges above the small polygon are looked at. (The
area formula of Gauss and Meister, for the product of two indicator functions.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.loops import cells, join

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.feedback import Feedback

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

BLOCK = 16
"""Edges that share a box: whole runs of edges beside a building are passed over."""
GROUP = 16
"""Blocks that share a box."""
AT_ONCE = 200_000
"""Vertices of areas between two looks at the wish to stop."""
MOST_PAIRS = 500_000
"""Pairs that are found at a time."""
CELL_SHAPES = 4.0
"""Small polygons in a cell of the index, about."""
MOST_CELLS = 2000
"""Cells of the index along a side."""


@dataclass(frozen=True, eq=False)
class Edges:
    """Polygons as runs of edges.

    Attributes
    ----------
    points
        (k, 2) vertices, metres.
    first, stop
        (blocks,) vertices where each block's edges begin and end.
    sign
        (blocks,) 1 where the ring runs counter-clockwise around ground that counts, else -1.
    boxes
        (blocks, 4) west, south, east, north.
    groups
        (groups, 4) boxes of :data:`GROUP` blocks of one polygon.
    group_blocks
        (groups + 1,) cuts of the blocks.
    polygon_groups
        (n + 1,) cuts of the groups.
    bounds
        (n, 4) boxes of the polygons; NaN for those without ground.
    """

    points: NDArray[np.float64]
    first: NDArray[np.int64]
    stop: NDArray[np.int64]
    sign: NDArray[np.float64]
    boxes: NDArray[np.float64]
    groups: NDArray[np.float64]
    group_blocks: NDArray[np.int64]
    polygon_groups: NDArray[np.int64]
    bounds: NDArray[np.float64]

    def __len__(self) -> int:
        """Return the number of polygons."""
        return len(self.bounds)


def edges_of(polygons: NDArray[np.object_]) -> Edges:
    """Return the edges of (n,) polygons without faults; multipolygons too, none that is empty or missing."""
    import shapely

    kind, points, offsets = shapely.to_ragged_array(polygons, include_z=False)
    rings, parts = offsets[0].astype(np.int64), offsets[1].astype(np.int64)
    several = kind == shapely.GeometryType.MULTIPOLYGON
    owners = parts[offsets[2].astype(np.int64)] if several else parts
    outer = np.zeros(len(rings) - 1, np.bool_)
    outer[parts[:-1][parts[:-1] < parts[1:]]] = True
    return _edges(np.ascontiguousarray(points), rings, outer, owners)


def _edges(
    points: NDArray[np.float64],
    rings: NDArray[np.int64],
    outer: NDArray[np.bool_],
    owners: NDArray[np.int64],
) -> Edges:
    """Return runs of edges.

    Parameters
    ----------
    points, rings
        Vertices, and cuts of the rings.
    outer
        (rings,) whether a ring runs around its polygon; else it is a hole.
    owners
        (n + 1,) cuts of the rings by polygon.
    """
    count = np.diff(rings) - 1  # edges of each ring
    twice = np.zeros(len(count))
    kept = count > 2
    if kept.any():
        start = np.repeat(points[rings[:-1][kept]], np.diff(rings)[kept], axis=0)
        near = points[np.repeat(kept, np.diff(rings))] - start
        cross = near[:-1, 0] * near[1:, 1] - near[1:, 0] * near[:-1, 1]
        # From the last vertex of a ring to the first of the next it is zero: both lie at its start.
        twice[kept] = np.add.reduceat(
            np.append(cross, 0.0), np.append(0, np.cumsum(np.diff(rings)[kept])[:-1])
        )
    blocks = np.where(kept & (twice != 0), -(-count // BLOCK), 0)
    ring = np.repeat(np.arange(len(count)), blocks)
    within = np.arange(len(ring)) - np.repeat(np.cumsum(blocks) - blocks, blocks)
    first = rings[ring] + BLOCK * within
    stop = np.minimum(first + BLOCK, rings[ring + 1] - 1)
    sign = np.where((twice > 0) == outer, 1.0, -1.0)[ring]
    ends = np.column_stack([first, stop + 1]).ravel()
    padded = np.vstack([points, points[-1:]])
    boxes = np.hstack([lower.reduceat(padded, ends)[::2] for lower in (np.minimum, np.maximum)])
    of_polygon = np.append(0, np.cumsum(blocks))[owners]
    groups = -(-np.diff(of_polygon) // GROUP)
    polygon_groups = np.append(0, np.cumsum(groups))
    within = np.arange(polygon_groups[-1]) - np.repeat(polygon_groups[:-1], groups)
    begin = np.repeat(of_polygon[:-1], groups) + GROUP * within
    bounds = np.full((len(owners) - 1, 4), np.nan)
    some = groups > 0
    if len(boxes):
        bounds[some] = _around(boxes, of_polygon[:-1][some])
    around = _around(boxes, begin) if len(boxes) else np.empty((0, 4))
    return Edges(
        points, first, stop, sign, boxes, around, np.append(begin, len(boxes)), polygon_groups, bounds
    )


def _around(boxes: NDArray[np.float64], begin: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the boxes around runs of boxes; each run ends where the next one begins."""
    return np.hstack([np.minimum.reduceat(boxes[:, :2], begin), np.maximum.reduceat(boxes[:, 2:], begin)])


def _index(
    bounds: NDArray[np.float64], west: float, south: float, cell: float, wide: int, tall: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return which polygons reach into each cell: cuts, and numbers one cell after the other."""
    which = np.flatnonzero(np.isfinite(bounds[:, 0]))
    low = ((bounds[which, :2] - (west, south)) / cell).astype(np.int64)
    span = ((bounds[which, 2:] - (west, south)) / cell).astype(np.int64) - low + 1
    each = span[:, 0] * span[:, 1]
    row = np.repeat(np.arange(len(which)), each)
    within = np.arange(len(row)) - np.repeat(np.cumsum(each) - each, each)
    place = (low[row, 1] + within // span[row, 0]) * wide + low[row, 0] + within % span[row, 0]
    order = np.argsort(place, kind="stable")
    return np.searchsorted(place[order], np.arange(wide * tall + 1)), which[row[order]]


def shared_areas(
    small: Edges, large: Edges, least: float, feedback: Feedback
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return the pairs of polygons that overlap and the square metres that they share.

    Parameters
    ----------
    small
        Many polygons of few vertices: buildings.
    large
        Areas, of any number of vertices, in the same system. Those of one set may overlap each other.
    least
        Square metres that a pair must share at least to be told.
    feedback
        Receives progress.

    Returns
    -------
    small, large, area
        (pairs,) numbers and square metres.
    """
    found = [(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))]
    placed = np.isfinite(small.bounds[:, 0])
    if placed.any():
        west, south = small.bounds[placed, :2].min(axis=0).tolist()
        east, north = small.bounds[placed, 2:].max(axis=0).tolist()
        usual = np.sqrt(max((east - west) * (north - south), 1.0) * CELL_SHAPES / placed.sum())
        cell = max(float(usual), (east - west) / MOST_CELLS, (north - south) / MOST_CELLS, 1.0)
        grid = (west, south, cell, int((east - west) / cell) + 1, int((north - south) / cell) + 1)
        cuts, numbers = _index(small.bounds, *grid)
        few = _few(small)
        many = (
            large.points,
            large.first,
            large.stop,
            large.sign,
            large.boxes,
            large.groups,
            large.group_blocks,
        )
        own = _room(small)
        # What was looked at before each large polygon, in vertices.
        before = np.append(0, np.cumsum(large.stop - large.first))[large.group_blocks[large.polygon_groups]]
        room = max(MOST_PAIRS, len(small))
        which, other, area = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room)
        begin = 0
        while begin < len(large):
            feedback.step(begin, len(large))
            end = int(np.searchsorted(before, before[begin] + AT_ONCE, side="right"))
            end = min(max(end, begin + 1), len(large))
            count, begin = join(
                few,
                many,
                large.polygon_groups,
                large.bounds,
                grid,
                cuts,
                numbers,
                begin,
                end,
                least,
                own,
                which,
                other,
                area,
            )
            found.append((which[:count].copy(), other[:count].copy(), area[:count].copy()))
    which, other, area = (np.concatenate(column) for column in zip(*found, strict=True))
    return which, other, area


def cell_shares(
    small: Edges, wet: NDArray[np.bool_], least: float
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return what polygons share with the cells of a grid.

    Parameters
    ----------
    small
        Polygons in cells: the first cell of the grid is from 0 to 1 in both directions.
    wet
        (rows, columns) cells that are looked at.
    least
        Part of a cell that must be covered at least to be told.

    Returns
    -------
    small, row, column, area
        (pairs,) numbers, and parts of a cell.
    """
    spans = np.ceil(small.bounds[:, 2:]) - np.floor(small.bounds[:, :2])
    room = int(np.nansum(spans[:, 0] * spans[:, 1]))
    which, row, column = np.empty((3, room), np.int64)
    area = np.empty(room)
    count = cells(_few(small), wet, least, _room(small), which, row, column, area)
    return which[:count], row[:count], column[:count], area[:count]


def _room(small: Edges) -> NDArray[np.float64]:
    """Return room for the edges of any one of some polygons."""
    edges = np.append(0, np.cumsum(small.stop - small.first))
    return np.empty((int(np.diff(edges[small.group_blocks[small.polygon_groups]]).max()) + 1, 5))


def _few(small: Edges) -> tuple[Floats, Ints, Ints, Floats, Ints, Ints, Floats]:
    """Return what the loops need of small polygons."""
    return (
        small.points,
        small.first,
        small.stop,
        small.sign,
        small.polygon_groups,
        small.group_blocks,
        small.bounds,
    )
