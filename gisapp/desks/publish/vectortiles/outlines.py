"""The compiled loops that draw shapes as commands of vector tiles (Mapbox Vector Tile 2.1, clause 4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from gisapp.desks.publish.vectortiles.cutting import HOLE, OUTER, POINT

if TYPE_CHECKING:
    from numpy.typing import NDArray


@njit(cache=True, nogil=True)
def varint(target: NDArray[np.uint8], at: int, value: int) -> int:
    """Write a number without a sign and return where it ends."""
    while value >= 128:
        target[at] = (value & 127) | 128
        value >>= 7
        at += 1
    target[at] = value
    return at + 1


@njit(cache=True, nogil=True)
def varint_size(value: int) -> int:
    """Return the bytes of a number without a sign."""
    size = 1
    while value >= 128:
        value >>= 7
        size += 1
    return size


@njit(cache=True, nogil=True)
def signed(target: NDArray[np.uint8], at: int, value: int) -> int:
    """Write a number with a sign and return where it ends."""
    return varint(target, at, (value << 1) ^ (value >> 63))


@njit(cache=True, nogil=True)
def _rounded(
    xy: NDArray[np.int32],
    first: int,
    stop: int,
    shift: int,
    corner: NDArray[np.int64],
    ring: NDArray[np.int64],
    closed: bool,
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
    if closed:
        while count > 1 and ring[count - 1, 0] == ring[0, 0] and ring[count - 1, 1] == ring[0, 1]:
            count -= 1
    return count


@njit(cache=True, nogil=True)
def _twice_area(ring: NDArray[np.int64], count: int) -> int:
    total = 0
    for k in range(count):
        following = k + 1 if k + 1 < count else 0
        total += ring[k, 0] * ring[following, 1] - ring[following, 0] * ring[k, 1]
    return total


@njit(cache=True, nogil=True)
def _far(ring: NDArray[np.int64], first: int, last: int, count: int) -> tuple[int, float]:
    """Return which point between two lies farthest from the line between them, and the square of how far."""
    x, y = ring[first]
    end = last if last < count else 0
    along, down = ring[end, 0] - x, ring[end, 1] - y
    long = float(along * along + down * down)
    best, far = first, -1.0
    for k in range(first + 1, last):
        right, low = ring[k, 0] - x, ring[k, 1] - y
        if long == 0.0:
            away = float(right * right + low * low)
        else:
            share = min(max((right * along + low * down) / long, 0.0), 1.0)
            away = (right - share * along) ** 2 + (low - share * down) ** 2
        if away > far:
            best, far = k, away
    return best, far


@njit(cache=True, nogil=True)
def _simpler(
    ring: NDArray[np.int64],
    count: int,
    closed: bool,
    stack: NDArray[np.int64],
    keep: NDArray[np.bool_],
    simple: NDArray[np.int64],
) -> int:
    """Write the points without which the outline would differ by a step or more and return how many."""
    keep[:count] = False
    keep[0] = True
    depth = 0
    if closed:
        turn, _ = _far(ring, 0, count, count)
        keep[turn] = True
        stack[0, 0], stack[0, 1] = 0, turn
        stack[1, 0], stack[1, 1] = turn, count
        depth = 2
    else:
        keep[count - 1] = True
        stack[0, 0], stack[0, 1] = 0, count - 1
        depth = 1
    while depth:
        depth -= 1
        first, last = stack[depth]
        if last - first < 2:
            continue
        best, far = _far(ring, first, last, count)
        if far >= 1.0:
            keep[best] = True
            stack[depth, 0], stack[depth, 1] = first, best
            stack[depth + 1, 0], stack[depth + 1, 1] = best, last
            depth += 2
    found = 0
    for k in range(count):
        if keep[k]:
            simple[found] = ring[k]
            found += 1
    return found


@njit(cache=True, nogil=True)
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
    at = varint(target, at, 9)
    for k in range(count):
        j = (count - k) % count if backwards else k
        at = signed(target, at, ring[j, 0] - cursor[0])
        at = signed(target, at, ring[j, 1] - cursor[1])
        cursor[:] = ring[j]
        if k == 0:
            at = varint(target, at, ((count - 1) << 3) | 2)
    if closed:
        at = varint(target, at, 15)
    return at


@njit(cache=True, nogil=True)
def square(target: NDArray[np.uint8], centre: NDArray[np.int64], side: int, ring: NDArray[np.int64]) -> int:
    """Write a square as commands and return where they end."""
    x, y = centre[0] - side // 2, centre[1] - side // 2
    ring[0, 0], ring[0, 1], ring[1, 0], ring[1, 1] = x, y, x + side, y
    ring[2, 0], ring[2, 1], ring[3, 0], ring[3, 1] = x + side, y + side, x, y + side
    return _drawn(target, 0, ring, 4, np.zeros(2, np.int64), True, False)


@njit(cache=True, nogil=True)
def shape(
    target: NDArray[np.uint8],
    first: int,
    stop: int,
    dimension: int,
    finest: bool,
    shift: int,
    corner: NDArray[np.int64],
    kind: NDArray[np.uint8],
    start: NDArray[np.int64],
    xy: NDArray[np.int32],
    ring: NDArray[np.int64],
    simple: NDArray[np.int64],
    stack: NDArray[np.int64],
    keep: NDArray[np.bool_],
    kept: bool,
) -> int:
    """Write the runs of a shape as commands and return their bytes; 0 when nothing is left of it."""
    cursor = np.zeros(2, np.int64)
    at = 0
    gone = True
    if dimension == 0:
        count = 0
        for r in range(first, stop):
            if kind[r] == POINT:
                count += start[r + 1] - start[r]
        at = varint(target, 0, (count << 3) | 1)
        half = (1 << shift) >> 1
        for r in range(first, stop):
            if kind[r] == POINT:
                for k in range(start[r], start[r + 1]):
                    for axis in range(2):
                        value = ((np.int64(xy[k, axis]) + half) >> shift) - corner[axis]
                        at = signed(target, at, value - cursor[axis])
                        cursor[axis] = value
        return at
    for r in range(first, stop):
        closed = kind[r] >= OUTER
        if closed != (dimension == 2) or kind[r] == POINT or (kind[r] == HOLE and gone):
            continue
        count = _rounded(xy, start[r], start[r + 1], shift, corner, ring, closed)
        if closed:
            area = _twice_area(ring, count) if count > 2 else 0
            if kind[r] == OUTER:
                gone = area == 0
            if area == 0:
                continue
            drawn, points = ring, count
            if not finest and count > 3:
                fewer = _simpler(ring, count, True, stack, keep, simple)
                less = _twice_area(simple, fewer) if fewer > 2 else 0
                if less != 0 and (less > 0) == (area > 0):
                    drawn, points = simple, fewer
            at = _drawn(target, at, drawn, points, cursor, True, (area > 0) != (kind[r] == OUTER))
        else:
            if count == 1:
                if not kept:
                    continue
                ring[1, 0], ring[1, 1] = ring[0, 0] + 1, ring[0, 1]
                count = 2
            drawn = ring
            if not finest and count > 2:
                count = _simpler(ring, count, False, stack, keep, simple)
                drawn = simple
            at = _drawn(target, at, drawn, count, cursor, False, False)
    return at
