"""Solids as sets of polygons: whether they close, which way their faces look, what they enclose; compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FORWARD = np.uint64(0xD6E8FEB86659FD93)
_TURNED = np.uint64(0x2545F4914F6CDD1D)
_EITHER = np.uint64(0x9FB21C651E98DF25)


@njit(cache=True, nogil=True)
def _mix(a: float, b: float, c: float) -> np.uint64:
    """Return a hash of a point, its coordinates rounded to 0.1 millimetres (or 1e-9 degrees)."""
    code = np.uint64(np.int64(np.round(a * 1e4)))
    code = (code ^ (code >> np.uint64(31))) * np.uint64(0x9E3779B97F4A7C15)
    code += np.uint64(np.int64(np.round(b * 1e4)))
    code = (code ^ (code >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    code += np.uint64(np.int64(np.round(c * 1e4)))
    code = (code ^ (code >> np.uint64(32))) * np.uint64(0x94D049BB133111EB)
    return code ^ (code >> np.uint64(30))


@njit(cache=True, nogil=True)
def hash_points(points: NDArray[np.float64]) -> NDArray[np.uint64]:
    """Return a hash of each point (n, 3); points less than 0.1 millimetres apart mostly have the same."""
    hashes = np.empty(len(points), dtype=np.uint64)
    for k in range(len(points)):
        hashes[k] = _mix(points[k, 0], points[k, 1], points[k, 2])
    return hashes


@njit(cache=True, nogil=True)
def edge_sums(
    hashes: NDArray[np.uint64],
    ring_offsets: NDArray[np.int64],
    ring_solid: NDArray[np.int64],
    solids: int,
) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return for each solid two numbers that tell how its edges meet.

    The first is zero when every edge is met by its opposite: each directed edge adds a hash of itself and
    takes away the hash of its opposite. The second is zero when every edge occurs an even number of times,
    whichever way it runs. A closed solid has two zeros; one that is closed but has a face turned round has
    only the second. (But for one chance in 2**64.)

    Parameters
    ----------
    hashes
        (n,) of the points.
    ring_offsets
        (rings + 1,) cuts.
    ring_solid
        (rings,) which solid a ring bounds, -1 for none.
    solids
        Number of solids.
    """
    sums = np.zeros(solids, dtype=np.uint64)
    pairs = np.zeros(solids, dtype=np.uint64)
    for ring in range(len(ring_offsets) - 1):
        solid = ring_solid[ring]
        first, stop = ring_offsets[ring], ring_offsets[ring + 1]
        if solid < 0 or stop - first < 3:
            continue
        previous = hashes[stop - 1]
        for k in range(first, stop):
            current = hashes[k]
            forward = (previous * _FORWARD) ^ (current + _TURNED)
            backward = (current * _FORWARD) ^ (previous + _TURNED)
            sums[solid] += forward - backward
            pairs[solid] ^= (previous + current) * _EITHER ^ (previous ^ current)
            previous = current
    return sums, pairs


@njit(cache=True, nogil=True)
def _root(parent: NDArray[np.int64], node: int) -> int:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


@njit(cache=True, nogil=True)
def components(
    hashes: NDArray[np.uint64],
    ring_offsets: NDArray[np.int64],
    polygon_offsets: NDArray[np.int64],
    order: NDArray[np.int64],
    solid: NDArray[np.int64],
    solids: int,
    most: int,
) -> NDArray[np.int64]:
    """Return of how many pieces each solid consists that share no corner.

    Parameters
    ----------
    hashes
        (n,) of the points.
    ring_offsets, polygon_offsets
        Cuts of points and rings.
    order
        Polygons so that those of one solid stand together.
    solid
        (polygons,) which solid a polygon bounds, -1 for none.
    solids
        Number of solids.
    most
        Corners of the solid that has the most.
    """
    pieces = np.zeros(solids, dtype=np.int64)
    slots = 64
    while slots < 2 * most:
        slots *= 2
    keys = np.zeros(slots, dtype=np.uint64)
    holder = np.full(slots, -1, dtype=np.int64)  # which solid wrote the slot
    node = np.zeros(slots, dtype=np.int64)
    parent = np.empty(most + 1, dtype=np.int64)
    used = 0
    current = -1
    for polygon in order:
        owner = solid[polygon]
        if owner < 0:
            continue
        if owner != current:
            current = owner
            used = 0
        lead = -1
        for ring in range(polygon_offsets[polygon], polygon_offsets[polygon + 1]):
            for k in range(ring_offsets[ring], ring_offsets[ring + 1]):
                key = hashes[k]
                slot = np.int64(key % np.uint64(slots))
                while holder[slot] == owner and keys[slot] != key:
                    slot = (slot + 1) % slots
                if holder[slot] != owner:
                    holder[slot], keys[slot], node[slot] = owner, key, used
                    parent[used] = used
                    used += 1
                    pieces[owner] += 1
                here = _root(parent, node[slot])
                if lead < 0:
                    lead = here
                elif here != lead:
                    parent[here] = lead
                    pieces[owner] -= 1
    return pieces


@njit(cache=True, nogil=True)
def measure(
    points: NDArray[np.float64],
    ring_offsets: NDArray[np.int64],
    polygon_offsets: NDArray[np.int64],
    normals: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the shortest edge of each polygon, and how far its corners lie apart across its plane.

    Parameters
    ----------
    points
        (n, 3) metres.
    ring_offsets, polygon_offsets
        Cuts of points and rings.
    normals
        (polygons, 3) of any length.

    Returns
    -------
    shortest, thickness
        (polygons,) metres; 0 for the thickness of polygons without area.
    """
    polygons = len(polygon_offsets) - 1
    shortest = np.full(polygons, np.inf)
    thickness = np.zeros(polygons)
    for polygon in range(polygons):
        nx, ny, nz = normals[polygon]
        length = np.sqrt(nx * nx + ny * ny + nz * nz)
        low = high = 0.0
        begin = ring_offsets[polygon_offsets[polygon]]
        for ring in range(polygon_offsets[polygon], polygon_offsets[polygon + 1]):
            first, stop = ring_offsets[ring], ring_offsets[ring + 1]
            previous = stop - 1
            for k in range(first, stop):
                dx = points[k, 0] - points[previous, 0]
                dy = points[k, 1] - points[previous, 1]
                dz = points[k, 2] - points[previous, 2]
                shortest[polygon] = min(shortest[polygon], dx * dx + dy * dy + dz * dz)
                dx = points[k, 0] - points[begin, 0]
                dy = points[k, 1] - points[begin, 1]
                dz = points[k, 2] - points[begin, 2]
                across = dx * nx + dy * ny + dz * nz
                low, high = min(low, across), max(high, across)
                previous = k
        if length > 0:
            thickness[polygon] = (high - low) / length
    return np.sqrt(shortest), thickness


def volumes(
    points: NDArray[np.float64], triangles: NDArray[np.int64], solid: NDArray[np.int64], solids: int
) -> NDArray[np.float64]:
    """Return the volume enclosed by the triangles of each solid, cubic metres, by the divergence theorem.

    Parameters
    ----------
    points
        (n, 3) metres.
    triangles
        (m, 3) indices.
    solid
        (m,) which solid a triangle bounds, -1 for none.
    solids
        Number of solids.
    """
    used = solid >= 0
    corner = points[triangles[used, 0]]
    solid = solid[used]
    first = np.zeros((solids, 3))
    first[solid[::-1]] = corner[::-1]  # any point near the solid keeps the numbers small
    a = corner - first[solid]
    b = points[triangles[used, 1]] - first[solid]
    c = points[triangles[used, 2]] - first[solid]
    signed = np.einsum("ij,ij->i", a, np.cross(b, c)) / 6
    return np.bincount(solid, weights=signed, minlength=solids).astype(np.float64)
