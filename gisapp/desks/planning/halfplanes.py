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
CUT = -2
"""Owner of a part that was cut into others."""


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


def halved(polygon: Convex, half: HalfPlane) -> tuple[Convex, Convex]:
    """Return the parts of a polygon within a half-plane and outside of it; without corners for none."""
    inside, outside = np.empty((2, len(polygon) + 2, 2))
    kept, away = split(polygon, *half, inside, outside)
    return inside[:kept], outside[:away]


@njit(cache=True, nogil=True)
def clipped(polygon: Convex, halves: NDArray[np.float64]) -> Convex:
    """Return the part of a polygon that lies in all of some half-planes (n, 3); without corners for none."""
    most = len(polygon) + 2 * len(halves) + 2
    now, inside, away = np.empty((most, 2)), np.empty((most, 2)), np.empty((most, 2))
    count = len(polygon)
    now[:count] = polygon
    for h in range(len(halves)):
        if count:
            count, _ = split(now[:count], halves[h, 0], halves[h, 1], halves[h, 2], inside, away)
            now, inside = inside, now
    return now[:count]


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
    parts = len(starts) - 1
    out, ends, owner = corners.copy(), starts.copy(), np.full(parts, -1, np.int64)
    gone = 0  # parts that were cut are only marked
    for k in range(len(planes)):
        if parts - gone > most_parts:
            break
        if 2 * gone > parts:
            out, ends, owner = _kept(out, ends, owner, parts)
            parts, gone = len(owner), 0
        region = halves[first_half[k] : first_half[k + 1]]
        lines = np.empty((len(region) + 1, 3))
        lines[1:] = region
        for p in range(parts):
            mine = owner[p]
            if mine == CUT:
                continue
            polygon = out[ends[p] : ends[p + 1]]
            lines[0] = 0.0, 0.0, 1.0  # everywhere
            if mine >= 0:
                lines[0, :2] = planes[k, :2] - planes[mine, :2]
                lines[0, 2] = planes[mine, 2] - planes[k, 2]
            if _away(polygon, lines):
                continue
            lowest = clipped(polygon, lines)
            if not len(lowest):
                continue
            out, ends, owner = _with_room(
                out, ends, owner, parts, len(lines) + 1, len(polygon) + 2 * len(lines)
            )
            owner[p] = CUT
            gone += 1
            parts = _put(out, ends, owner, parts, lowest, k)
            # Only the lines that bound it cut what lies around it.
            rest = polygon
            for h in range(len(lines)):
                if bounds(lowest, lines[h]):
                    inside, away = np.empty((len(rest) + 2, 2)), np.empty((len(rest) + 2, 2))
                    count, left = split(rest, lines[h, 0], lines[h, 1], lines[h, 2], inside, away)
                    rest = inside[:count]
                    if left:
                        parts = _put(out, ends, owner, parts, away[:left], mine)
    return _kept(out, ends, owner, parts)


@njit(cache=True, nogil=True)
def _with_room(
    corners: NDArray[np.float64],
    starts: NDArray[np.int64],
    owner: NDArray[np.int64],
    parts: int,
    more: int,
    longest: int,
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the same with room for `more` polygons of at most `longest` corners each."""
    if starts[parts] + more * longest > len(corners):
        grown = np.empty((2 * len(corners) + more * longest, 2))
        grown[: starts[parts]] = corners[: starts[parts]]
        corners = grown
    if parts + more > len(owner):
        room = 2 * len(owner) + more
        further, owners = np.empty(room + 1, np.int64), np.empty(room, np.int64)
        further[: parts + 1], owners[:parts] = starts[: parts + 1], owner[:parts]
        starts, owner = further, owners
    return corners, starts, owner


@njit(cache=True, nogil=True)
def _kept(
    corners: NDArray[np.float64], starts: NDArray[np.int64], owner: NDArray[np.int64], parts: int
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the same without the polygons that were cut."""
    out, ends, owners = np.empty((starts[parts], 2)), np.zeros(parts + 1, np.int64), np.empty(parts, np.int64)
    count = 0
    for p in range(parts):
        if owner[p] != CUT:
            count = _put(out, ends, owners, count, corners[starts[p] : starts[p + 1]], owner[p])
    return out[: ends[count]], ends[: count + 1], owners[:count]


@njit(cache=True, nogil=True)
def _away(polygon: Convex, lines: NDArray[np.float64]) -> bool:
    """Say whether a polygon lies wholly outside one of some half-planes."""
    for h in range(len(lines)):
        a, b, c = lines[h]
        for k in range(len(polygon)):
            if a * polygon[k, 0] + b * polygon[k, 1] < c:
                break
        else:
            return True
    return False


@njit(cache=True, nogil=True)
def bounds(polygon: Convex, line: NDArray[np.float64]) -> bool:
    """Say whether a side of a polygon lies on the line of a half-plane."""
    touch = 2 * TOUCH * np.hypot(line[0], line[1])
    on = 0
    for k in range(len(polygon)):
        on += abs(line[0] * polygon[k, 0] + line[1] * polygon[k, 1] - line[2]) <= touch
    return on > 1


@njit(cache=True, nogil=True)
def _put(
    out: NDArray[np.float64],
    ends: NDArray[np.int64],
    owners: NDArray[np.int64],
    parts: int,
    polygon: NDArray[np.float64],
    owner: int,
) -> int:
    """Write a polygon behind the others and return how many there are."""
    begin = ends[parts]
    out[begin : begin + len(polygon)] = polygon
    ends[parts + 1] = begin + len(polygon)
    owners[parts] = owner
    return parts + 1
