"""Polygons cut into small pieces that meet corner to corner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_HALVINGS = 24
SAME = 0.002
"""Metres: corners that are not further apart are one."""


def divided(polygons: NDArray[np.object_], cell: float) -> tuple[NDArray[np.object_], NDArray[np.intp]]:
    """Cut polygons along the lines of a grid until no piece is larger than its cell.

    Polygons are halved again and again, so that a large one with many corners is not cut against every
    cell it touches.

    Returns
    -------
    pieces
        (k,) polygons.
    owner
        (k,) the polygon each comes from.
    """
    polygons = np.where(shapely.is_valid(polygons), polygons, shapely.make_valid(polygons))
    pieces, owner = _polygons_of(polygons, np.arange(len(polygons)))
    done: list[NDArray[np.object_]] = []
    owners: list[NDArray[np.intp]] = []
    for _ in range(MOST_HALVINGS):
        bounds = shapely.bounds(pieces)
        size = bounds[:, 2:] - bounds[:, :2]
        large = size.max(axis=1, initial=0.0) > cell * 1.001
        done.append(pieces[~large])
        owners.append(owner[~large])
        pieces, owner, bounds, size = pieces[large], owner[large], bounds[large], size[large]
        if not len(pieces):
            break
        across = (size[:, 0] >= size[:, 1]).astype(int)  # 1: cut into west and east
        low = np.where(across == 1, bounds[:, 0], bounds[:, 1])
        high = np.where(across == 1, bounds[:, 2], bounds[:, 3])
        middle = np.round((low + high) / 2 / cell) * cell
        middle = np.where((middle > low) & (middle < high), middle, (low + high) / 2)
        west, south, east, north = bounds.T
        first = shapely.box(
            west - 1,
            south - 1,
            np.where(across == 1, middle, east + 1),
            np.where(across == 1, north + 1, middle),
        )
        second = shapely.box(
            np.where(across == 1, middle, west - 1),
            np.where(across == 1, south - 1, middle),
            east + 1,
            north + 1,
        )
        halves = np.concatenate([shapely.intersection(pieces, first), shapely.intersection(pieces, second)])
        pieces, owner = _polygons_of(halves, np.concatenate([owner, owner]))
    else:
        done.append(pieces)
        owners.append(owner)
    return np.concatenate(done), np.concatenate(owners)


def meeting(pieces: NDArray[np.object_]) -> NDArray[np.object_]:
    """Give polygons the corners of their neighbours that lie on their own edges.

    A smaller piece beside a larger one, or the areas on both sides of a boundary, would else bend in
    different places, and the ground would show in the gap.
    """
    rings, of_ring = shapely.get_rings(pieces, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    first = np.flatnonzero(ring[1:] == ring[:-1])
    edges = shapely.linestrings(np.stack([points[first], points[first + 1]], axis=1))
    corners = np.unique(np.round(points, 3), axis=0)
    tree = shapely.STRtree(shapely.points(corners))
    edge, corner = tree.query(edges, predicate="dwithin", distance=SAME)
    begin, end = points[first[edge]], points[first[edge] + 1]
    found = corners[corner]
    apart = np.minimum(np.abs(found - begin).max(axis=1), np.abs(found - end).max(axis=1)) > 2 * SAME
    edge, found, along = edge[apart], found[apart], np.hypot(*(found - begin)[apart].T)
    if not len(edge):
        return pieces
    order = np.lexsort([along, edge])
    where = first[edge[order]] + 1
    points, ring = np.insert(points, where, found[order], axis=0), np.insert(ring, where, ring[where])
    rings = shapely.linearrings(points, indices=ring)
    return np.asarray(shapely.polygons(rings, indices=of_ring), dtype=object)


def _polygons_of(
    geometry: NDArray[np.object_], owner: NDArray[np.intp]
) -> tuple[NDArray[np.object_], NDArray[np.intp]]:
    parts, index = shapely.get_parts(geometry, return_index=True)
    inner = shapely.get_type_id(parts) > 3  # a collection within what make_valid returned
    if inner.any():
        deeper, below = shapely.get_parts(parts[inner], return_index=True)
        parts = np.concatenate([parts[~inner], deeper])
        index = np.concatenate([index[~inner], index[inner][below]])
    keep = (shapely.get_type_id(parts) == 3) & ~shapely.is_empty(parts)
    return parts[keep], owner[index[keep]]
