"""The compiled loops that draw shapes as commands of vector tiles (Mapbox Vector Tile 2.1, clause 4.3).

Parts of arrays are copied number by number: what numba makes of slices takes it seconds to compile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.publish.vectortiles.cutting import HOLE, OUTER, POINT, part

if TYPE_CHECKING:
    from numpy.typing import NDArray

AREA = 2
"""Of shapes that are areas, as their dimension."""


@part
def varint(target: NDArray[np.uint8], at: int, value: int) -> int:
    """Write a number without a sign and return where it ends."""
    while value >= 128:
        target[at] = (value & 127) | 128
        value >>= 7
        at += 1
    target[at] = value
    return at + 1


@part
def varint_size(value: int) -> int:
    """Return the bytes of a number without a sign."""
    size = 1
    while value >= 128:
        value >>= 7
        size += 1
    return size


@part
def _rounded(
    xy: NDArray[np.int32],
    first: int,
    stop: int,
    shift: int,
    corner: NDArray[np.int64],
    ring: NDArray[np.int64],
) -> int:
    """Write the points of a run in steps of a tile and return how many are left; neighbours differ."""
    half = (1 << shift) >> 1
    count = 0
    for k in range(first, stop):
        x = ((np.int64(xy[k, 0]) + half) >> shift) - corner[0]
        y = ((np.int64(xy[k, 1]) + half) >> shift) - corner[1]
        if count == 0 or ring[count - 1, 0] != x or ring[count - 1, 1] != y:
            ring[count, 0], ring[count, 1] = x, y
            count += 1
    return count


@part
def _twice_area(ring: NDArray[np.int64], count: int, keep: NDArray[np.bool_]) -> int:
    """Return twice the area within those points of a ring that are kept, above 0 for an outer ring."""
    total = 0
    last = count - 1
    while last > 0 and not keep[last]:
        last -= 1
    for k in range(count):
        if keep[k]:
            total += ring[last, 0] * ring[k, 1] - ring[k, 0] * ring[last, 1]
            last = k
    return total


@part
def _simpler(
    ring: NDArray[np.int64], count: int, closed: bool, stack: NDArray[np.int64], keep: NDArray[np.bool_]
) -> None:
    """Say without which points the outline would differ by a step or more (Douglas and Peucker)."""
    for k in range(count):
        keep[k] = False
    keep[0] = True
    if not closed:
        keep[count - 1] = True
    stack[0, 0], stack[0, 1] = 0, count if closed else count - 1
    depth = 1
    while depth:
        depth -= 1
        first, last = stack[depth, 0], stack[depth, 1]
        end = last if last < count else 0
        x, y = ring[first, 0], ring[first, 1]
        along, down = ring[end, 0] - x, ring[end, 1] - y
        long = float(along * along + down * down)
        best, far = first, 0.0
        for k in range(first + 1, last):
            right, low = ring[k, 0] - x, ring[k, 1] - y
            share = 0.0
            if long > 0.0:
                share = min(max((right * along + low * down) / long, 0.0), 1.0)
            away = (right - share * along) ** 2 + (low - share * down) ** 2
            if away > far:
                best, far = k, away
        if far >= 1.0:
            keep[best] = True
            stack[depth, 0], stack[depth, 1] = first, best
            stack[depth + 1, 0], stack[depth + 1, 1] = best, last
            depth += 2


@part
def _drawn(
    target: NDArray[np.uint8],
    at: int,
    ring: NDArray[np.int64],
    count: int,
    cursor: NDArray[np.int64],
    closed: bool,
    backwards: bool,
) -> int:
    """Write a line or a ring as commands and return where they end."""
    target[at] = 9  # go to one place
    at += 1
    for k in range(count):
        j = count - k if backwards and k else k
        for axis in range(2):
            step = ring[j, axis] - cursor[axis]
            at = varint(target, at, (step << 1) ^ (step >> 63))
            cursor[axis] = ring[j, axis]
        if k == 0:
            at = varint(target, at, ((count - 1) << 3) | 2)
    if closed:
        target[at] = 15
        at += 1
    return at


@part
def _spots(
    target: NDArray[np.uint8],
    first: int,
    stop: int,
    shift: int,
    corner: NDArray[np.int64],
    xy: NDArray[np.int32],
) -> int:
    """Write points as one command and return where it ends."""
    half = (1 << shift) >> 1
    at = varint(target, 0, ((stop - first) << 3) | 1)
    before_x, before_y = np.int64(0), np.int64(0)
    for k in range(first, stop):
        x = ((np.int64(xy[k, 0]) + half) >> shift) - corner[0]
        y = ((np.int64(xy[k, 1]) + half) >> shift) - corner[1]
        for step in (x - before_x, y - before_y):
            at = varint(target, at, (step << 1) ^ (step >> 63))
        before_x, before_y = x, y
    return at


@part
def shape(
    target: NDArray[np.uint8],
    first: int,
    stop: int,
    dimension: int,
    side: int,
    exact: bool,
    whole: bool,
    shift: int,
    corner: NDArray[np.int64],
    centre: NDArray[np.int64],
    kind: NDArray[np.uint8],
    start: NDArray[np.int64],
    xy: NDArray[np.int32],
    ring: NDArray[np.int64],
    stack: NDArray[np.int64],
    keep: NDArray[np.bool_],
    cursor: NDArray[np.int64],
) -> int:
    """Write the runs of a shape as commands.

    Parameters
    ----------
    target
        Room for them.
    first, stop
        The runs.
    dimension
        0 points, 1 lines, 2 areas.
    side
        Steps of a square around the centre that stands for the area; 0 for its runs.
    exact
        Whether no point may be left out.
    whole
        Whether a line of no length is drawn one step long.
    shift, corner
        A step is 2 to this power units; where the tile begins, in steps.
    centre
        In steps of the tile.
    kind, start, xy
        All runs; see :func:`gisapp.desks.publish.vectortiles.cutting.cut`.
    ring, stack, keep, cursor
        Room to work in.

    Returns
    -------
    int
        Bytes that were written, 0 when nothing is left of the shape.
    """
    if dimension == 0:
        return _spots(target, start[first], start[stop], shift, corner, xy)
    cursor[0], cursor[1] = 0, 0
    at = 0
    gone = True
    if side > 0:
        stop = first + 1
    for r in range(first, stop):
        closed = dimension == AREA
        if closed != (kind[r] >= OUTER) or kind[r] == POINT or (kind[r] == HOLE and gone):
            continue
        if side > 0:
            count = 4
            for k in range(4):
                ring[k, 0] = centre[0] - side // 2 + (side if k in (1, 2) else 0)
                ring[k, 1] = centre[1] - side // 2 + (side if k >= 2 else 0)
        else:
            count = _rounded(xy, start[r], start[r + 1], shift, corner, ring)
        area = 1
        if closed:
            while count > 1 and ring[count - 1, 0] == ring[0, 0] and ring[count - 1, 1] == ring[0, 1]:
                count -= 1
        elif count == 1:
            if not whole:
                continue
            ring[1, 0], ring[1, 1] = ring[0, 0] + 1, ring[0, 1]
            count = 2
        for k in range(count):
            keep[k] = True
        if closed:
            area = _twice_area(ring, count, keep) if count > 2 else 0
            if kind[r] == OUTER:
                gone = area == 0
            if area == 0:
                continue
        if not exact and side == 0 and count > 2:
            _simpler(ring, count, closed, stack, keep)
            less = _twice_area(ring, count, keep)
            if not closed or (less != 0 and (less > 0) == (area > 0)):
                left = 0
                for k in range(count):
                    if keep[k]:
                        ring[left, 0], ring[left, 1] = ring[k, 0], ring[k, 1]
                        left += 1
                count = left
        at = _drawn(target, at, ring, count, cursor, closed, closed and (area > 0) != (kind[r] == OUTER))
    return at
