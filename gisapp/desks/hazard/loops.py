"""The compiled loops of :mod:`gisapp.desks.hazard.clipping`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


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


@njit(cache=True, nogil=True)
def join(
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


@njit(cache=True, nogil=True)
def cells(
    small: tuple[Floats, Ints, Ints, Floats, Ints, Ints, Floats],
    wet: NDArray[np.bool_],
    least: float,
    own: Floats,
    which: Ints,
    row: Ints,
    column: Ints,
    area: Floats,
) -> int:
    """Write what polygons share with the wet cells of a grid, and return how many pairs there are."""
    points, first, stop, sign, groups, blocks, bounds = small
    tall, wide = wet.shape
    found = 0
    for n in range(len(bounds)):
        if np.isnan(bounds[n, 0]):
            continue
        size = _gather(points, first, stop, sign, blocks[groups[n]], blocks[groups[n + 1]], 0.0, 0.0, own)
        r0, r1 = max(int(np.floor(bounds[n, 1])), 0), min(int(np.ceil(bounds[n, 3])), tall)
        c0, c1 = max(int(np.floor(bounds[n, 0])), 0), min(int(np.ceil(bounds[n, 2])), wide)
        for r in range(r0, r1):
            for c in range(c0, c1):
                if not wet[r, c]:
                    continue
                shared = 0.0
                for e in range(size):
                    a, b = max(own[e, 0], float(c)), min(own[e, 2], float(c + 1))
                    if a >= b:
                        continue
                    rise = (own[e, 3] - own[e, 1]) / (own[e, 2] - own[e, 0])
                    g0 = own[e, 1] + rise * (a - own[e, 0]) - r
                    g1 = own[e, 1] + rise * (b - own[e, 0]) - r
                    shared += own[e, 4] * _lower_integral(1.0, 1.0, g0, g1, b - a)
                if shared > least:
                    which[found], row[found], column[found], area[found] = n, r, c, shared
                    found += 1
    return found


@njit(cache=True, nogil=True)
def largest_rows(share: Floats, starts: Ints) -> Ints:
    """Return (groups,) of each group of rows the first one with the largest share."""
    found = np.empty(len(starts), np.int64)
    for group in range(len(starts)):
        stop = starts[group + 1] if group + 1 < len(starts) else len(share)
        best = starts[group]
        for row in range(starts[group] + 1, stop):
            if share[row] > share[best]:
                best = row
        found[group] = best
    return found


@njit(cache=True, nogil=True)
def largest_depths(depths: Floats, share: Floats, starts: Ints, equal: float) -> Floats:
    """Return (groups,) the depth that covers most of each group, of equal ones the deeper; NaN for none.

    Shares that differ by less than half of `equal` are equal.
    """
    found = np.full(len(starts), np.nan)
    for group in range(len(starts)):
        begin = starts[group]
        stop = starts[group + 1] if group + 1 < len(starts) else len(share)
        order = np.argsort(depths[begin:stop])  # unknown ones last
        most, total = -1.0, 0.0
        for place in range(stop - begin):
            row = begin + order[place]
            if np.isnan(depths[row]):
                break
            total += share[row]
            last = place + 1 == stop - begin or depths[begin + order[place + 1]] != depths[row]
            if last:
                rounded = np.round(total / equal)
                if rounded >= most:
                    most, found[group] = rounded, depths[row]
                total = 0.0
    return found
