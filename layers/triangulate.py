"""Polygons to triangles: the compiled cutter for the plain ones, the library for the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers import ears

if TYPE_CHECKING:
    from numpy.typing import NDArray


MOST_POINTS = 20_000
"""Points of a polygon beyond which it is not cut: a tangle of so many would take minutes."""


@dataclass(frozen=True, eq=False)
class Triangles:
    """Triangles of many polygons.

    Attributes
    ----------
    triangles
        (m, 3) int64 indices into the points, oriented as their polygon.
    polygon
        (m,) int64, the polygon of each triangle, ascending.
    normals
        (polygons, 3), length twice the area of the exterior.
    states
        (polygons,) uint8, see :mod:`layers.ears`; :data:`~layers.ears.TANGLED`
        stays set only when the polygon crosses itself.
    """

    triangles: NDArray[np.int64]
    polygon: NDArray[np.int64]
    normals: NDArray[np.float64]
    states: NDArray[np.uint8]


def triangulate(
    points: NDArray[np.float64], ring_offsets: NDArray[np.int64], polygon_offsets: NDArray[np.int64]
) -> Triangles:
    """Cut polygons into triangles, each in its own plane, with holes.

    Parameters are those of :func:`layers.ears.cut_polygons`.
    """
    triangles, cuts, normals, states = ears.cut_polygons(points, ring_offsets, polygon_offsets)
    polygon = np.repeat(np.arange(len(states)), np.diff(cuts))
    hard = np.flatnonzero(states & (ears.TANGLED | ears.HOLED))
    if not len(hard):
        return Triangles(triangles, polygon, normals, states)
    pieces, owners = [triangles], [polygon]
    # Only the polygons with holes or touching themselves come here: one or two in a hundred.
    sizes = ring_offsets[polygon_offsets[hard + 1]] - ring_offsets[polygon_offsets[hard]]
    states[hard[sizes > MOST_POINTS]] |= ears.LARGE
    for index in hard[sizes <= MOST_POINTS].tolist():
        cut, whole = _by_library(points, ring_offsets, polygon_offsets, normals[index], index)
        states[index] &= 0xFF ^ ears.TANGLED
        if not len(cut) and not states[index] & ears.HOLED:
            states[index] = ears.FLAT
        elif not whole or not len(cut):
            states[index] |= ears.TANGLED
        pieces.append(cut)
        owners.append(np.full(len(cut), index))
    polygon = np.concatenate(owners)
    order = np.argsort(polygon, kind="stable")
    return Triangles(np.concatenate(pieces)[order], polygon[order], normals, states)


def _by_library(
    points: NDArray[np.float64],
    ring_offsets: NDArray[np.int64],
    polygon_offsets: NDArray[np.int64],
    normal: NDArray[np.float64],
    index: int,
) -> tuple[NDArray[np.int64], bool]:
    """Triangulate one polygon with earcut; the flag tells whether the triangles cover its area."""
    from mapbox_earcut import triangulate_float64

    first_ring, stop_ring = polygon_offsets[index], polygon_offsets[index + 1]
    first, stop = ring_offsets[first_ring], ring_offsets[stop_ring]
    ring = points[first:stop] - points[first]
    axis = int(np.argmax(np.abs(normal)))
    plane = ring[:, [(axis + 1) % 3, (axis + 2) % 3]]
    ends = (ring_offsets[first_ring + 1 : stop_ring + 1] - first).astype(np.uint32)
    keep = np.diff(ends, prepend=np.uint32(0)) > 0  # a hole of too few vertices was emptied before
    cut = triangulate_float64(np.ascontiguousarray(plane), ends[keep]).reshape(-1, 3).astype(np.int64)
    a, b, c = plane[cut[:, 0]], plane[cut[:, 1]], plane[cut[:, 2]]
    twice = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    backwards = twice * normal[axis] < 0
    cut[backwards] = cut[backwards][:, ::-1]
    expected = _plane_area(plane, ends[keep])
    whole = bool(abs(np.abs(twice).sum() - expected) <= 1e-6 * max(expected, 1e-6))
    return cut[twice != 0] + first, whole


def _plane_area(plane: NDArray[np.float64], ends: NDArray[np.uint32]) -> float:
    """Return twice the area of the exterior less its holes."""
    following = np.arange(1, len(plane) + 1)
    following[ends.astype(np.int64) - 1] = np.concatenate([[0], ends[:-1].astype(np.int64)])
    cross = plane[:, 0] * plane[following, 1] - plane[:, 1] * plane[following, 0]
    rings = np.add.reduceat(cross, np.concatenate([[0], ends[:-1].astype(np.int64)]))
    return float(abs(rings[0]) - np.abs(rings[1:]).sum())
