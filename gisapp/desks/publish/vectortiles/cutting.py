"""The compiled loop that cuts shapes at the edges of tiles.

Shapes are flat arrays in units of the world (:data:`gisapp.desks.publish.tilegrid.WORLD`). Areas are cut ring
by ring (Sutherland and Hodgman): what is left of a ring in several pieces hangs together along the edge,
outside of what is seen. Lines fall into pieces. All numbers are whole, and an edge is cut at the same place
whichever way round it goes, so neighbours stay neighbours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

POINT, LINE, OUTER, HOLE = 0, 1, 2, 3
"""Kinds of runs of points; rings are written without their last point, which is the first."""
part = njit(nogil=True, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)
"""Compiles what only compiled loops call: with them, and kept with them."""
WIDE = 1 << 40
_ROOM = 6
"""So many times its points a ring may have after four cuts, at most."""


@part
def copied(source: NDArray[np.int32], first: int, stop: int, target: NDArray[np.int32], at: int) -> int:
    """Write points behind those that are there and return how many there are."""
    for k in range(first, stop):
        target[at, 0], target[at, 1] = source[k, 0], source[k, 1]
        at += 1
    return at


@part
def _ring(
    xy: NDArray[np.int32], first: int, stop: int, box: NDArray[np.int64], rooms: NDArray[np.int32]
) -> tuple[int, int]:
    """Cut a ring to a box; return where in the rooms the rest begins and where it ends."""
    half = len(rooms) // 2
    begin, end = 0, copied(xy, first, stop, rooms, 0)
    for side in range(4):
        axis, other, sign, limit = side % 2, 1 - side % 2, 1 if side < 2 else -1, box[side]
        out = False
        for k in range(begin, end):
            out |= sign * (rooms[k, axis] - limit) < 0
        if not out:
            continue
        target = half if begin == 0 else 0
        found = target
        for k in range(begin, end):
            j = k + 1 if k + 1 < end else begin
            here, there = np.int64(rooms[k, axis]), np.int64(rooms[j, axis])
            if sign * (here - limit) >= 0:
                rooms[found, 0], rooms[found, 1] = rooms[k, 0], rooms[k, 1]
                found += 1
            if (here < limit and limit < there) or (there < limit and limit < here):
                # From the same end whichever way round it goes.
                low, high = (k, j) if here < there else (j, k)
                share = (limit - rooms[low, axis]) / (rooms[high, axis] - rooms[low, axis])
                beside = rooms[low, other] + share * (np.int64(rooms[high, other]) - rooms[low, other])
                rooms[found, axis] = limit
                rooms[found, other] = int(np.floor(beside + 0.5))
                found += 1
        begin, end = target, found
        if end - begin < 3:
            return begin, begin
    return begin, end


@part
def _segment(xy: NDArray[np.int32], k: int, box: NDArray[np.int64]) -> tuple[float, float]:
    """Return from where to where an edge lies in a box, 1 and 0 where it does not (Liang and Barsky)."""
    begin, end = 0.0, 1.0
    for side in range(4):
        axis, sign = side % 2, 1 if side < 2 else -1
        step = sign * (np.int64(xy[k + 1, axis]) - xy[k, axis])
        room = sign * (xy[k, axis] - box[side])
        if step == 0:
            if room < 0:
                return 1.0, 0.0
        elif step > 0:
            begin = max(begin, -room / step)
        else:
            end = min(end, -room / step)
    return begin, end


@part
def _put(target: NDArray[np.int32], at: int, xy: NDArray[np.int32], k: int, share: float) -> int:
    """Write the place along an edge behind the points that are there and return how many there are."""
    for axis in range(2):
        step = np.int64(xy[k + 1, axis]) - xy[k, axis]
        target[at, axis] = int(np.floor(xy[k, axis] + share * step + 0.5))
    return at + 1


@njit(cache=True, nogil=True, error_model="numpy")
def cut(
    tiles: NDArray[np.int64],
    owner: NDArray[np.int64],
    group: NDArray[np.int64],
    pick: NDArray[np.int64],
    label: NDArray[np.int64],
    rings: NDArray[np.int64],
    kind: NDArray[np.uint8],
    start: NDArray[np.int64],
    xy: NDArray[np.int32],
    side: int,
    pad: int,
) -> tuple[
    NDArray[np.int64],
    NDArray[np.int64],
    NDArray[np.int64],
    NDArray[np.uint8],
    NDArray[np.int64],
    NDArray[np.int32],
]:
    """Return what of shapes lies in tiles.

    Parameters
    ----------
    tiles, owner
        (t, 2) column and row of each tile, and (t,) the group that its shapes come from.
    group
        (g + 1,) where the shapes of each group begin.
    pick, label
        (p,) which shapes those are, and what each is called in the answer.
    rings
        (s + 1,) where the runs of each shape begin.
    kind, start, xy
        (r,) kind of each run, (r + 1,) where its points begin, (v, 2) the points in units of the world.
    side, pad
        Units along the side of a tile, and beyond its edges.

    Returns
    -------
    group, label, rings, kind, start, xy
        The same of the tiles: each is a group.
    """
    bounds = np.empty((len(pick), 4), np.int64)
    most = 0
    for p in range(len(pick)):
        west, north, east, south = WIDE, WIDE, -1, -1
        for r in range(rings[pick[p]], rings[pick[p] + 1]):
            most = max(most, start[r + 1] - start[r])
            for k in range(start[r], start[r + 1]):
                west, east = min(west, xy[k, 0]), max(east, xy[k, 0])
                north, south = min(north, xy[k, 1]), max(south, xy[k, 1])
        bounds[p, 0], bounds[p, 1], bounds[p, 2], bounds[p, 3] = west, north, east, south
    rooms = np.empty((2 * (_ROOM * most + 16), 2), np.int32)
    box = np.empty(4, np.int64)

    # First how much room the answer may need.
    shapes, runs, points = 0, 0, 0
    for t in range(len(tiles)):
        box[0], box[1] = tiles[t, 0] * side - pad, tiles[t, 1] * side - pad
        box[2], box[3] = box[0] + side + 2 * pad, box[1] + side + 2 * pad
        for p in range(group[owner[t]], group[owner[t] + 1]):
            low = bounds[p]
            if low[0] > box[2] or low[2] < box[0] or low[1] > box[3] or low[3] < box[1]:
                continue
            inside = low[0] >= box[0] and low[2] <= box[2] and low[1] >= box[1] and low[3] <= box[3]
            shapes += 1
            for r in range(rings[pick[p]], rings[pick[p] + 1]):
                size = start[r + 1] - start[r]
                runs += size if kind[r] == LINE and not inside else 1
                points += size if inside else _ROOM * size + 16

    group_out = np.zeros(len(tiles) + 1, np.int64)
    label_out = np.empty(shapes, np.int64)
    rings_out = np.zeros(shapes + 1, np.int64)
    kind_out = np.empty(runs, np.uint8)
    start_out = np.zeros(runs + 1, np.int64)
    xy_out = np.empty((points, 2), np.int32)
    shapes, runs, points = 0, 0, 0
    for t in range(len(tiles)):
        box[0], box[1] = tiles[t, 0] * side - pad, tiles[t, 1] * side - pad
        box[2], box[3] = box[0] + side + 2 * pad, box[1] + side + 2 * pad
        for p in range(group[owner[t]], group[owner[t] + 1]):
            low = bounds[p]
            if low[0] > box[2] or low[2] < box[0] or low[1] > box[3] or low[3] < box[1]:
                continue
            inside = low[0] >= box[0] and low[2] <= box[2] and low[1] >= box[1] and low[3] <= box[3]
            before = runs
            gone = False  # an outer ring, and with it its holes
            for r in range(rings[pick[p]], rings[pick[p] + 1]):
                first, stop = start[r], start[r + 1]
                if inside:
                    points = copied(xy, first, stop, xy_out, points)
                elif kind[r] >= OUTER:
                    if kind[r] == HOLE and gone:
                        continue
                    left, right = _ring(xy, first, stop, box, rooms)
                    if kind[r] == OUTER:
                        gone = left == right
                    if left == right:
                        continue
                    points = copied(rooms, left, right, xy_out, points)
                elif kind[r] == LINE:
                    going = False
                    for k in range(first, stop - 1):
                        begin, end = _segment(xy, k, box)
                        if begin > end:
                            going = False
                            continue
                        if not going or begin > 0.0:
                            if points > start_out[runs]:
                                kind_out[runs] = LINE
                                runs += 1
                                start_out[runs] = points
                            points = _put(xy_out, points, xy, k, begin)
                        points = _put(xy_out, points, xy, k, end)
                        going = end == 1.0
                    if points == start_out[runs]:
                        continue
                else:
                    for k in range(first, stop):
                        x, y = xy[k, 0], xy[k, 1]
                        if box[0] <= x and x <= box[2] and box[1] <= y and y <= box[3]:
                            points = copied(xy, k, k + 1, xy_out, points)
                    if points == start_out[runs]:
                        continue
                kind_out[runs] = kind[r]
                runs += 1
                start_out[runs] = points
            if runs > before:
                label_out[shapes] = label[p]
                shapes += 1
                rings_out[shapes] = runs
        group_out[t + 1] = shapes
    return (
        group_out,
        label_out[:shapes],
        rings_out[: shapes + 1],
        kind_out[:runs],
        start_out[: runs + 1],
        xy_out[:points],
    )
