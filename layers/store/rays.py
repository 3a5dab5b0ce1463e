"""Where a ray meets buildings: boxes first, then the triangles of the few that remain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def box_entries(
    bounds: NDArray[np.float64], origin: NDArray[np.float64], direction: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the distance at which a ray enters each box (n, 6), infinite where it misses.

    Parameters
    ----------
    bounds
        (n, 6) west, south, bottom, east, north, top.
    origin, direction
        (3,) the ray; distances are in lengths of `direction`.
    """
    low, high = bounds[:, :3], bounds[:, 3:]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        first, second = (low - origin) / direction, (high - origin) / direction
    # Along an axis a ray is between two faces for ever or never, and 0 / 0 would say neither.
    along = np.asarray(direction) == 0
    between = (origin >= low) & (origin <= high)
    first[:, along] = np.where(between, -np.inf, np.inf)[:, along]
    second[:, along] = np.where(between, np.inf, -np.inf)[:, along]
    entry = np.where(along, first, np.minimum(first, second)).max(axis=1)
    leave = np.where(along, second, np.maximum(first, second)).min(axis=1)
    entry = np.maximum(entry, 0.0)
    return np.where(entry <= leave, entry, np.inf)


def triangle_hits(
    points: NDArray[np.floating],
    triangles: NDArray[np.integer],
    origin: NDArray[np.float64],
    direction: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return the distance at which a ray meets each triangle, infinite where it misses.

    Möller and Trumbore (1997), both sides count.
    """
    a = points[triangles[:, 0]].astype(np.float64)
    edge_b = points[triangles[:, 1]] - a
    edge_c = points[triangles[:, 2]] - a
    across = np.cross(direction, edge_c)
    determinant = np.einsum("ij,ij->i", edge_b, across)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        inverse = 1.0 / determinant
        offset = origin - a
        u = np.einsum("ij,ij->i", offset, across) * inverse
        turned = np.cross(offset, edge_b)
        v = turned @ direction * inverse
        distance = np.einsum("ij,ij->i", edge_c, turned) * inverse
        inside = (u >= -1e-9) & (v >= -1e-9) & (u + v <= 1 + 1e-9) & (distance > 0)
        inside &= np.abs(determinant) > 1e-15  # a triangle seen edge-on
    return np.where(inside, distance, np.inf)
