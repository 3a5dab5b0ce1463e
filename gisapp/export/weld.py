"""Joins equal points of a building, which its polygons keep apart: files get smaller and solids closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.drawables import Mesh

_PRIMES = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], dtype=np.uint64
)
"""Odd numbers of 64 bits whose multiples spread well (golden ratio, xxHash, splitmix)."""


@dataclass(frozen=True, eq=False)
class Welded:
    """A mesh whose points belong to one feature each.

    Attributes
    ----------
    points
        (n, 3) of the type of the given points.
    features
        (n,) uint32, feature of each point.
    triangles
        (m, 3) uint32; triangles that had become lines are gone.
    owners
        (m,) uint32, feature of each triangle.
    """

    points: NDArray[Any]
    features: NDArray[np.uint32]
    triangles: NDArray[np.uint32]
    owners: NDArray[np.uint32]


def weld(mesh: Mesh, decimals: int | None = None) -> Welded:
    """Join points of the same feature at the same place.

    Parameters
    ----------
    mesh
        Polygons share no points; each point belongs to the feature of its triangles.
    decimals
        Points are rounded to so many decimals of a metre in absolute coordinates and returned as float64;
        None joins only points that are exactly equal, and keeps them relative to the mesh's origin.
    """
    corners = mesh.triangles.ravel()
    feature = np.zeros(len(mesh.points), dtype=np.uint32)
    feature[corners] = np.repeat(mesh.features, 3)
    if decimals is None:
        points: NDArray[Any] = mesh.points + np.float32(0.0)  # no negative zeros, which look different
        keys = points.astype(np.float32).view(np.uint32).astype(np.uint64)
    else:
        scale = 10.0**decimals
        whole = np.round((mesh.points + mesh.origin) * scale).astype(np.int64)
        points = whole / scale
        keys = whole.view(np.uint64)
    first, place = _same(np.column_stack([keys, feature.astype(np.uint64)]))
    triangles = place[mesh.triangles].astype(np.uint32)
    a, b, c = triangles.T
    real = (a != b) & (b != c) & (c != a)
    triangles = triangles[real]
    used = np.zeros(len(first), dtype=bool)
    used[triangles] = True
    renumbered = (np.cumsum(used) - 1).astype(np.uint32)
    return Welded(
        points[first][used],
        feature[first][used],
        renumbered[triangles],
        mesh.features[real].astype(np.uint32),
    )


def _same(rows: NDArray[np.uint64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the first of each group of equal rows, and the group of each row."""
    with np.errstate(over="ignore"):
        mixed = (rows + 1) * _PRIMES
        mixed ^= mixed >> np.uint64(29)
        number = np.einsum("ij,j->i", mixed, _PRIMES[::-1])  # the sum along a row of four is slow
        number ^= number >> np.uint64(32)
    _, first, place = np.unique(number, return_index=True, return_inverse=True)
    place = place.reshape(-1)
    if np.array_equal(rows[first[place]], rows):
        return first, place
    # Two different points got the same number; that happens once in millions of cities.
    _, first, place = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return first, place.reshape(-1)
