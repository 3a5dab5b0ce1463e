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
WIDE = 1 << 40
_ROOM = 6
"""So many times its points a ring may have after four cuts, at most."""


@njit(cache=True, nogil=True)
def _crossing(a: NDArray[np.int32], b: NDArray[np.int32], axis: int, limit: int) -> int:
    """Return where an edge crosses a limit, along the other axis."""
    if b[axis] < a[axis]:
        a, b = b, a
    other = 1 - axis
    share = (limit - a[axis]) / (b[axis] - a[axis])
    return int(np.floor(a[other] + share * (b[other] - a[other]) + 0.5))


@njit(cache=True, nogil=True)
def _half(
    source: NDArray[np.int32], count: int, target: NDArray[np.int32], axis: int, limit: int, sign: int
) -> int:
    """Cut a ring at a straight limit and return how many points are left; `sign` 1 keeps what lies above."""
    found = 0
    for k in range(count):
        a, b = source[k], source[k + 1 if k + 1 < count else 0]
        inside, next_inside = sign * (a[axis] - limit) >= 0, sign * (b[axis] - limit) >= 0
        if inside:
            target[found] = a
            found += 1
        if inside != next_inside and a[axis] != limit and b[axis] != limit:
            target[found, axis] = limit
            target[found, 1 - axis] = _crossing(a, b, axis, limit)
            found += 1
    return found


@njit(cache=True, nogil=True)
def _ring(
    xy: NDArray[np.int32], first: int, stop: int, box: NDArray[np.int64], rooms: NDArray[np.int32]
) -> tuple[int, int]:
    """Cut a ring to a box; return in which of the two rooms the rest is, and how many points it has."""
    count, room = stop - first, 0
    rooms[0, :count] = xy[first:stop]
    for side in range(4):
        axis, sign = side % 2, 1 if side < 2 else -1
        out = False
        for k in range(count):
            if sign * (rooms[room, k, axis] - box[side]) < 0:
                out = True
                break
        if out:
            count = _half(rooms[room], count, rooms[1 - room], axis, box[side], sign)
            room = 1 - room
            if count < 3:
                return room, 0
    return room, count


@njit(cache=True, nogil=True)
def _segment(a: NDArray[np.int32], b: NDArray[np.int32], box: NDArray[np.int64]) -> tuple[float, float]:
    """Return from where to where an edge lies in a box, 1 and 0 where it does not (Liang and Barsky)."""
    begin, end = 0.0, 1.0
    for side in range(4):
        axis, sign = side % 2, 1 if side < 2 else -1
        step = sign * (np.int64(b[axis]) - a[axis])
        room = sign * (a[axis] - box[side])
        if step == 0:
            if room < 0:
                return 1.0, 0.0
        else:
            at = -room / step
            if step > 0:
                begin = max(begin, at)
            else:
                end = min(end, at)
    return begin, end


@njit(cache=True, nogil=True)
def _put(target: NDArray[np.int32], at: int, a: NDArray[np.int32], b: NDArray[np.int32], share: float) -> int:
    """Write the place along an edge behind the points that are there and return their number."""
    for axis in range(2):
        target[at, axis] = int(np.floor(a[axis] + share * (np.int64(b[axis]) - a[axis]) + 0.5))
    return at + 1


@njit(cache=True, nogil=True)
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
    rooms = np.empty((2, _ROOM * most + 16, 2), np.int32)
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
                    xy_out[points : points + stop - first] = xy[first:stop]
                    points += stop - first
                elif kind[r] >= OUTER:
                    if kind[r] == HOLE and gone:
                        continue
                    room, count = _ring(xy, first, stop, box, rooms)
                    if kind[r] == OUTER:
                        gone = count == 0
                    if count == 0:
                        continue
                    xy_out[points : points + count] = rooms[room, :count]
                    points += count
                elif kind[r] == LINE:
                    going = False
                    for k in range(first, stop - 1):
                        begin, end = _segment(xy[k], xy[k + 1], box)
                        if begin > end:
                            going = False
                            continue
                        if not going or begin > 0.0:
                            if points > start_out[runs]:
                                kind_out[runs] = LINE
                                runs += 1
                                start_out[runs] = points
                            points = _put(xy_out, points, xy[k], xy[k + 1], begin)
                        points = _put(xy_out, points, xy[k], xy[k + 1], end)
                        going = end == 1.0
                    if points == start_out[runs]:
                        continue
                else:
                    for k in range(first, stop):
                        x, y = xy[k, 0], xy[k, 1]
                        if box[0] <= x and x <= box[2] and box[1] <= y and y <= box[3]:
                            xy_out[points] = xy[k]
                            points += 1
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
