"""Convex polygons cut by lines, compiled: shapes of a few corners, cut thousands of times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Convex = NDArray[np.float64]
    """(n, 2) corners of a convex polygon, counter-clockwise, metres."""

HalfPlane = tuple[float, float, float]
"""(a, b, c): the points with a·x + b·y <= c."""
TOUCH = 1e-9
"""Metres: what lies as close to a line lies on it."""


@njit(cache=True, nogil=True)
def split(polygon: Convex, a: float, b: float, c: float, inside: Convex, outside: Convex) -> tuple[int, int]:
    """Cut a polygon by the line a·x + b·y = c.

    Parameters
    ----------
    polygon
        (n, 2) corners.
    a, b, c
        The half-plane a·x + b·y <= c.
    inside, outside
        (n + 2, 2) or more, filled with the corners of what lies within and outside of it.

    Returns
    -------
    Numbers of corners of the two; 0 for none.
    """
    count = len(polygon)
    size = (a * a + b * b) ** 0.5
    touch = TOUCH * size
    least, most = np.inf, -np.inf
    for k in range(count):
        side = a * polygon[k, 0] + b * polygon[k, 1] - c
        least, most = min(least, side), max(most, side)
    if most <= touch or least >= -touch:
        within = most <= touch and (size > 0.0 or c >= 0.0)
        target = inside if within else outside
        target[:count] = polygon
        return (count, 0) if within else (0, count)
    kept = away = 0
    before = count - 1
    side_before = a * polygon[before, 0] + b * polygon[before, 1] - c
    for k in range(count):
        side = a * polygon[k, 0] + b * polygon[k, 1] - c
        if (side_before > touch and side < -touch) or (side_before < -touch and side > touch):
            share = side_before / (side_before - side)
            for axis in range(2):
                cross = polygon[before, axis] + share * (polygon[k, axis] - polygon[before, axis])
                inside[kept, axis] = cross
                outside[away, axis] = cross
            kept, away = kept + 1, away + 1
        if side <= touch:
            inside[kept] = polygon[k]
            kept += 1
        if side >= -touch:
            outside[away] = polygon[k]
            away += 1
        before, side_before = k, side
    return (kept if kept > 2 else 0), (away if away > 2 else 0)


def within(polygon: Convex, half: HalfPlane) -> Convex:
    """Return the part of a polygon that lies in a half-plane; without corners for none."""
    inside, outside = np.empty((2, len(polygon) + 2, 2))
    count = split(polygon, *half, inside, outside)[0]
    return inside[:count]


@njit(cache=True, nogil=True)
def lowered(
    corners: NDArray[np.float64],
    starts: NDArray[np.int64],
    planes: NDArray[np.float64],
    halves: NDArray[np.float64],
    first_half: NDArray[np.int64],
    most_parts: int,
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """Lower what has no height yet by one piece after the other.

    Parameters
    ----------
    corners, starts
        Convex polygons that do not overlap: polygon *i* has the corners ``starts[i]:starts[i + 1]``.
    planes
        (k, 3) heights a·x + b·y + c of the pieces.
    halves, first_half
        Half-planes in all of which a piece holds: ``first_half[k]:first_half[k + 1]``.
    most_parts
        It stops when there are more.

    Returns
    -------
    Corners and starts of the parts, and the piece that is lowest over each, -1 for none.
    """
    owner = np.full(len(starts) - 1, -1, np.int64)
    k = 0
    while k < len(planes) and len(owner) <= most_parts:
        region = halves[first_half[k] : first_half[k + 1]]
        # Each cut adds at most a polygon and four corners.
        cuts = len(region) + 1
        most = int((starts[1:] - starts[:-1]).max()) + 2 * cuts + 2 if len(starts) > 1 else 0
        out = np.empty((len(corners) + 4 * cuts * len(owner), 2))
        ends = np.empty(len(owner) * (cuts + 1) + 1, np.int64)
        owners = np.empty(len(owner) * (cuts + 1), np.int64)
        ends[0] = 0
        now, inside, away = np.empty((most, 2)), np.empty((most, 2)), np.empty((most, 2))
        parts = 0
        for p in range(len(owner)):
            polygon = corners[starts[p] : starts[p + 1]]
            mine = owner[p]
            d = e = f = 0.0
            unchanged = False
            if mine >= 0:
                d, e, f = planes[k] - planes[mine]
                unchanged = _least(polygon, d, e) >= -f
            begin = parts  # where to go back to when nothing changes
            count = len(polygon)
            if not unchanged:
                now[:count] = polygon
                for h in range(len(region)):
                    count, gone = split(now[:count], region[h, 0], region[h, 1], region[h, 2], inside, away)
                    now, inside = inside, now
                    if gone:
                        parts = _put(out, ends, owners, parts, away, gone, mine)
                    if not count:
                        break
                kept = 0
                if count and mine >= 0:
                    count, kept = split(now[:count], d, e, -f, inside, away)
                    now, inside = inside, now
                unchanged = count == 0
                if not unchanged:
                    parts = _put(out, ends, owners, parts, now, count, k)
                    if kept:
                        parts = _put(out, ends, owners, parts, away, kept, mine)
            if unchanged:
                parts = _put(out, ends, owners, begin, polygon, len(polygon), mine)
        corners, starts, owner = out[: ends[parts]], ends[: parts + 1], owners[:parts]
        k += 1
    return corners, starts, owner


@njit(cache=True, nogil=True)
def _least(polygon: NDArray[np.float64], a: float, b: float) -> float:
    """Return the least a·x + b·y over the corners of a polygon."""
    found = np.inf
    for k in range(len(polygon)):
        found = min(found, a * polygon[k, 0] + b * polygon[k, 1])
    return found


@njit(cache=True, nogil=True)
def _put(
    out: NDArray[np.float64],
    ends: NDArray[np.int64],
    owners: NDArray[np.int64],
    parts: int,
    polygon: NDArray[np.float64],
    count: int,
    owner: int,
) -> int:
    """Write a polygon behind the others and return how many there are."""
    begin = ends[parts]
    out[begin : begin + count] = polygon[:count]
    ends[parts + 1] = begin + count
    owners[parts] = owner
    return parts + 1
