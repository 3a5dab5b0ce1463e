"""Rings cleaned and polygons cut into triangles, compiled, each polygon in its own plane.

A wall seen from above is a line, so triangulating in the map plane loses it. Here a polygon is seen along
the axis its normal is closest to, which keeps all relations between its vertices exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

NOT_CLOSED, REPEATED, TOO_FEW, NOT_FINITE = 1, 2, 4, 8
"""Faults of a ring, added up."""

EMPTY, FLAT, TANGLED, HOLED, LARGE = 1, 2, 4, 8, 16
"""States of a polygon: no exterior; no area; the simple cutting failed; it has holes; it has more points
than can be cut in time. Tangled and holed ones are left to the library."""
THIN = 1e-5
"""Metres: what is thinner than this over its whole length has no area to show."""
MANY_POINTS = 2_000
"""Points from which the library, which sorts them first, is faster."""


@njit(cache=True, nogil=True)
def clean_rings(
    points: NDArray[np.float64], offsets: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]:
    """Drop closing and repeated vertices.

    Parameters
    ----------
    points
        (n, 3) vertices of all rings.
    offsets
        (rings + 1,) cuts.

    Returns
    -------
    kept
        Indices of the vertices that stay.
    new_offsets
        (rings + 1,) cuts of `kept`; a ring of fewer than three vertices becomes empty.
    faults
        (rings,) uint8 sums of :data:`NOT_CLOSED`, :data:`REPEATED`, :data:`TOO_FEW`, :data:`NOT_FINITE`.
    """
    rings = len(offsets) - 1
    kept = np.empty(len(points), dtype=np.int64)
    cuts = np.zeros(rings + 1, dtype=np.int64)
    faults = np.zeros(rings, dtype=np.uint8)
    used = 0
    for ring in range(rings):
        first, stop = offsets[ring], offsets[ring + 1]
        begin = used
        fault = 0
        for k in range(first, stop):
            x, y, z = points[k]
            if not (np.isfinite(x) and np.isfinite(y) and np.isfinite(z)):
                fault |= NOT_FINITE
                continue
            if used > begin:
                last = kept[used - 1]
                if points[last, 0] == x and points[last, 1] == y and points[last, 2] == z:
                    fault |= REPEATED
                    continue
            kept[used] = k
            used += 1
        if used - begin > 1:
            a, b = kept[begin], kept[used - 1]
            if points[a, 0] == points[b, 0] and points[a, 1] == points[b, 1] and points[a, 2] == points[b, 2]:
                used -= 1
            else:
                fault |= NOT_CLOSED
        if used - begin < 3:
            fault |= TOO_FEW
            used = begin
        faults[ring] = fault
        cuts[ring + 1] = used
    return kept[:used].copy(), cuts, faults


@njit(cache=True, nogil=True)
def newell(points: NDArray[np.float64], first: int, stop: int) -> tuple[float, float, float]:
    """Return the normal of a ring, its length being twice the area (Newell's method)."""
    nx = ny = nz = 0.0
    for k in range(first, stop):
        following = k + 1 if k + 1 < stop else first
        ax = points[k, 0] - points[first, 0]
        ay = points[k, 1] - points[first, 1]
        az = points[k, 2] - points[first, 2]
        bx = points[following, 0] - points[first, 0]
        by = points[following, 1] - points[first, 1]
        bz = points[following, 2] - points[first, 2]
        nx += ay * bz - az * by
        ny += az * bx - ax * bz
        nz += ax * by - ay * bx
    return nx, ny, nz


@njit(cache=True, nogil=True)
def _around(points: NDArray[np.float64], first: int, stop: int) -> float:
    """Return the length of a ring."""
    length = 0.0
    for k in range(first, stop):
        following = k + 1 if k + 1 < stop else first
        x = points[following, 0] - points[k, 0]
        y = points[following, 1] - points[k, 1]
        z = points[following, 2] - points[k, 2]
        length += np.sqrt(x * x + y * y + z * z)
    return length


@njit(cache=True, nogil=True)
def _largest_turn(points: NDArray[np.float64], first: int, stop: int) -> tuple[float, float, float]:
    """Return the longest of the vectors that :func:`newell` adds up."""
    best = 0.0
    nx = ny = nz = 0.0
    for k in range(first + 1, stop - 1):
        ax, ay, az = points[k] - points[first]
        bx, by, bz = points[k + 1] - points[first]
        x, y, z = ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx
        size = x * x + y * y + z * z
        if size > best:
            best, nx, ny, nz = size, x, y, z
    return nx, ny, nz


@njit(cache=True, nogil=True)
def _without_area(points: NDArray[np.float64], first: int, stop: int, normal: NDArray[np.float64]) -> int:
    """Return the state of a ring whose area is zero: a bow whose halves are equal has something to show."""
    nx, ny, nz = _largest_turn(points, first, stop)
    if max(abs(nx), abs(ny), abs(nz)) < 10 * THIN * _around(points, first, stop):
        return FLAT
    normal[0], normal[1], normal[2] = nx, ny, nz
    return TANGLED


@njit(cache=True, nogil=True, inline="always")
def _turn(u: NDArray[np.float64], v: NDArray[np.float64], a: int, b: int, c: int) -> float:
    return (u[b] - u[a]) * (v[c] - v[a]) - (v[b] - v[a]) * (u[c] - u[a])


@njit(cache=True, nogil=True)
def _clip(
    u: NDArray[np.float64],
    v: NDArray[np.float64],
    size: int,
    before: NDArray[np.int64],
    after: NDArray[np.int64],
    triangles: NDArray[np.int64],
    twice_area: float,
) -> int:
    """Cut ears off a counter-clockwise ring; return the number of triangles, or -1 when it fails."""
    for k in range(size):
        before[k] = k - 1 if k > 0 else size - 1
        after[k] = k + 1 if k + 1 < size else 0
    left = size
    count = 0
    covered = 0.0
    smallest = 1e-12 * twice_area
    tip = 0
    misses = 0
    while left > 3:
        a, c = before[tip], after[tip]
        turn = _turn(u, v, a, tip, c)
        if turn <= smallest:
            flat = turn >= -smallest
            # A vertex on a straight line is no ear; drop it only when nothing else is left to do.
            ear = flat and misses > left
            emit = False
        else:
            ear = True
            emit = True
            k = after[c]
            while k != a:
                if _turn(u, v, before[k], k, after[k]) <= smallest:
                    inside = (
                        _turn(u, v, a, tip, k) >= 0
                        and _turn(u, v, tip, c, k) >= 0
                        and _turn(u, v, c, a, k) >= 0
                    )
                    corner = (
                        (u[k] == u[a] and v[k] == v[a])
                        or (u[k] == u[c] and v[k] == v[c])
                        or (u[k] == u[tip] and v[k] == v[tip])
                    )
                    if inside and not corner:
                        ear = False
                        break
                k = after[k]
        if ear:
            if emit:
                triangles[count, 0], triangles[count, 1], triangles[count, 2] = a, tip, c
                count += 1
                covered += turn
            after[a], before[c] = c, a
            left -= 1
            misses = 0
            tip = c
        else:
            misses += 1
            if misses > 2 * left + 2:
                return -1
            tip = c
    a, c = before[tip], after[tip]
    turn = _turn(u, v, a, tip, c)
    if turn > smallest:
        triangles[count, 0], triangles[count, 1], triangles[count, 2] = a, tip, c
        count += 1
        covered += turn
    return count if abs(covered - twice_area) <= 1e-6 * twice_area else -1


@njit(cache=True, nogil=True)
def cut_polygons(
    points: NDArray[np.float64], ring_offsets: NDArray[np.int64], polygon_offsets: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.uint8]]:
    """Cut polygons into triangles.

    Parameters
    ----------
    points
        (n, 3) metres.
    ring_offsets
        (rings + 1,) cuts of `points`.
    polygon_offsets
        (polygons + 1,) cuts of the rings; the first ring of a polygon is its exterior.

    Returns
    -------
    triangles
        (m, 3) indices into `points`, oriented as their polygon.
    triangle_offsets
        (polygons + 1,) cuts of `triangles`.
    normals
        (polygons, 3), length twice the area of the exterior.
    states
        (polygons,) uint8 sums of :data:`EMPTY`, :data:`FLAT`, :data:`TANGLED`, :data:`HOLED`.
    """
    polygons = len(polygon_offsets) - 1
    triangles = np.empty((len(points), 3), dtype=np.int64)
    cuts = np.zeros(polygons + 1, dtype=np.int64)
    normals = np.zeros((polygons, 3), dtype=np.float64)
    states = np.zeros(polygons, dtype=np.uint8)
    most = 3
    for ring in range(len(ring_offsets) - 1):
        most = max(most, ring_offsets[ring + 1] - ring_offsets[ring])
    u = np.empty(most, dtype=np.float64)
    v = np.empty(most, dtype=np.float64)
    before = np.empty(most, dtype=np.int64)
    after = np.empty(most, dtype=np.int64)
    cut = np.empty((most, 3), dtype=np.int64)
    used = 0
    for polygon in range(polygons):
        cuts[polygon + 1] = used
        rings = polygon_offsets[polygon + 1] - polygon_offsets[polygon]
        first = ring_offsets[polygon_offsets[polygon]] if rings else 0
        stop = ring_offsets[polygon_offsets[polygon] + 1] if rings else 0
        size = stop - first
        if size < 3:
            states[polygon] = EMPTY
            continue
        nx, ny, nz = newell(points, first, stop)
        normals[polygon, 0], normals[polygon, 1], normals[polygon, 2] = nx, ny, nz
        ax, ay, az = abs(nx), abs(ny), abs(nz)
        largest = max(ax, ay, az)
        if largest < 1e-8 or largest < THIN * _around(points, first, stop):
            states[polygon] = _without_area(points, first, stop, normals[polygon])
            continue
        if rings > 1 or size > MANY_POINTS:
            states[polygon] = HOLED if rings > 1 else TANGLED
            continue
        for k in range(size):
            x = points[first + k, 0] - points[first, 0]
            y = points[first + k, 1] - points[first, 1]
            z = points[first + k, 2] - points[first, 2]
            if az == largest:
                u[k], v[k] = (x, y) if nz > 0 else (y, x)
            elif ax == largest:
                u[k], v[k] = (y, z) if nx > 0 else (z, y)
            else:
                u[k], v[k] = (z, x) if ny > 0 else (x, z)
        count = _clip(u, v, size, before, after, cut, largest)
        if count < 0:
            states[polygon] = TANGLED
            continue
        for k in range(count):
            triangles[used, 0] = first + cut[k, 0]
            triangles[used, 1] = first + cut[k, 1]
            triangles[used, 2] = first + cut[k, 2]
            used += 1
        cuts[polygon + 1] = used
    return triangles[:used].copy(), cuts, normals, states
