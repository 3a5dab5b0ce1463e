"""How many square metres polygons share, compiled, without cutting a single shape.

A polygon is a sum of signed trapezoids: below each edge that runs left the ground counts, below each edge that runs
right it is taken away again. What two polygons share is then a sum over pairs of their edges of the
integral of the lower of two lines, which has a closed form. Nothing can fail on touching, doubled or
coinciding edges, holes need no special care, and only edges above the small polygon are looked at. (The area formula of
Gauss and Meister, for the product of two indicator functions.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

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


@njit(cache=True, nogil=True)
def _lower_integral(f0: float, f1: float, g0: float, g1: float, width: float) -> float:
    """Return the integral of the lower of two lines that go from f0 to f1 and from g0 to g1 over a width.

    Below zero the second one counts as zero; the first one is never below.
    """
    if g0 <= 0.0 and g1 <= 0.0:
        return 0.0
    if g0 < 0.0:
        part = g1 / (g1 - g0)
        f0, g0, width = f1 + (f0 - f1) * part, 0.0, width * part
    elif g1 < 0.0:
        part = g0 / (g0 - g1)
        f1, g1, width = f0 + (f1 - f0) * part, 0.0, width * part
    left, right = f0 - g0, f1 - g1
    if left <= 0.0 and right <= 0.0:
        return 0.5 * (f0 + f1) * width
    if left >= 0.0 and right >= 0.0:
        return 0.5 * (g0 + g1) * width
    part = left / (left - right)
    middle = f0 + (f1 - f0) * part
    if left < 0.0:
        return 0.5 * width * ((f0 + middle) * part + (middle + g1) * (1.0 - part))
    return 0.5 * width * ((g0 + middle) * part + (middle + f1) * (1.0 - part))


@njit(cache=True, nogil=True)
def _gather(
    points: Floats,
    first: Ints,
    stop: Ints,
    sign: Floats,
    low: int,
    high: int,
    west: float,
    south: float,
    out: Floats,
) -> int:
    """Write the edges of a small polygon relative to its corner, from left to right, and return how many."""
    found = 0
    for block in range(low, high):
        for k in range(first[block], stop[block]):
            x0, y0 = points[k, 0] - west, points[k, 1] - south
            x1, y1 = points[k + 1, 0] - west, points[k + 1, 1] - south
            if x0 == x1:
                continue
            if x0 > x1:
                out[found, 0], out[found, 1], out[found, 2], out[found, 3] = x1, y1, x0, y0
                out[found, 4] = sign[block]
            else:
                out[found, 0], out[found, 1], out[found, 2], out[found, 3] = x0, y0, x1, y1
                out[found, 4] = -sign[block]
            found += 1
    return found


@njit(cache=True, nogil=True)
def _shared(
    own: Floats,
    count: int,
    large: tuple[Floats, Ints, Ints, Floats, Floats, Floats, Ints],
    low: int,
    high: int,
    west: float,
    south: float,
    east: float,
) -> float:
    """Return what a small polygon, given as edges relative to its corner, shares with a large one."""
    points, first, stop, sign, boxes, groups, blocks = large
    total = 0.0
    for group in range(low, high):
        if groups[group, 0] >= east or groups[group, 2] <= west or groups[group, 3] <= south:
            continue
        for block in range(blocks[group], blocks[group + 1]):
            if boxes[block, 0] >= east or boxes[block, 2] <= west or boxes[block, 3] <= south:
                continue
            for k in range(first[block], stop[block]):
                x0, y0 = points[k, 0] - west, points[k, 1] - south
                x1, y1 = points[k + 1, 0] - west, points[k + 1, 1] - south
                if x0 == x1 or (y0 <= 0.0 and y1 <= 0.0):
                    continue
                around = -sign[block]
                if x0 > x1:
                    x0, y0, x1, y1 = x1, y1, x0, y0
                    around = -around
                slope = (y1 - y0) / (x1 - x0)
                for e in range(count):
                    a, b = max(x0, own[e, 0]), min(x1, own[e, 2])
                    if a >= b:
                        continue
                    rise = (own[e, 3] - own[e, 1]) / (own[e, 2] - own[e, 0])
                    f0 = max(own[e, 1] + rise * (a - own[e, 0]), 0.0)
                    f1 = max(own[e, 1] + rise * (b - own[e, 0]), 0.0)
                    g0, g1 = y0 + slope * (a - x0), y0 + slope * (b - x0)
                    total += around * own[e, 4] * _lower_integral(f0, f1, g0, g1, b - a)
    return total


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


@njit(cache=True, nogil=True)
def _join(
    small: tuple[Floats, Ints, Ints, Floats, Ints, Ints, Floats],
    large: tuple[Floats, Ints, Ints, Floats, Floats, Floats, Ints],
    large_groups: Ints,
    bounds: Floats,
    grid: tuple[float, float, float, int, int],
    cuts: Ints,
    numbers: Ints,
    begin: int,
    end: int,
    least: float,
    own: Floats,
    which: Ints,
    other: Ints,
    area: Floats,
) -> tuple[int, int]:
    """Write pairs of a small and a large polygon and what they share; return how many, and what comes next.

    It stops early when there may be no room for all pairs of one more large polygon.
    """
    s_points, s_first, s_stop, s_sign, s_groups, s_blocks, s_bounds = small
    west, south, cell, wide, tall = grid
    found = 0
    for one in range(begin, end):
        if len(which) - found < len(s_bounds):
            return found, one
        if np.isnan(bounds[one, 0]):
            continue
        c0, c1 = int(np.floor((bounds[one, 0] - west) / cell)), int(np.floor((bounds[one, 2] - west) / cell))
        r0, r1 = (
            int(np.floor((bounds[one, 1] - south) / cell)),
            int(np.floor((bounds[one, 3] - south) / cell)),
        )
        for row in range(max(r0, 0), min(r1, tall - 1) + 1):
            for column in range(max(c0, 0), min(c1, wide - 1) + 1):
                place = row * wide + column
                for k in range(cuts[place], cuts[place + 1]):
                    n = numbers[k]
                    left, bottom, right = s_bounds[n, 0], s_bounds[n, 1], s_bounds[n, 2]
                    x, y = max(left, bounds[one, 0]), max(bottom, bounds[one, 1])
                    if x >= min(right, bounds[one, 2]) or y >= min(s_bounds[n, 3], bounds[one, 3]):
                        continue
                    # A pair that meets in several cells counts where the corner of what is common lies.
                    if int((x - west) / cell) != column or int((y - south) / cell) != row:
                        continue
                    low, high = s_blocks[s_groups[n]], s_blocks[s_groups[n + 1]]
                    size = _gather(s_points, s_first, s_stop, s_sign, low, high, left, bottom, own)
                    low, high = large_groups[one], large_groups[one + 1]
                    shared = _shared(own, size, large, low, high, left, bottom, right)
                    if shared > least:
                        which[found], other[found], area[found] = n, one, shared
                        found += 1
    return found, end


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
        few = (
            small.points,
            small.first,
            small.stop,
            small.sign,
            small.polygon_groups,
            small.group_blocks,
            small.bounds,
        )
        many = (
            large.points,
            large.first,
            large.stop,
            large.sign,
            large.boxes,
            large.groups,
            large.group_blocks,
        )
        edges = np.append(0, np.cumsum(small.stop - small.first))
        own = np.empty((int(np.diff(edges[small.group_blocks[small.polygon_groups]]).max()) + 1, 5))
        # What was looked at before each large polygon, in vertices.
        before = np.append(0, np.cumsum(large.stop - large.first))[large.group_blocks[large.polygon_groups]]
        room = max(MOST_PAIRS, len(small))
        which, other, area = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room)
        begin = 0
        while begin < len(large):
            feedback.step(begin, len(large))
            end = int(np.searchsorted(before, before[begin] + AT_ONCE, side="right"))
            end = min(max(end, begin + 1), len(large))
            count, begin = _join(
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
