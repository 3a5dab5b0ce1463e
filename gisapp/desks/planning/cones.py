"""The slant around a corner rises with the distance from a point: a cone, for which planes stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.halfplanes import clipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from gisapp.desks.planning.halfplanes import Convex, HalfPlane

TOUCH = 1e-9
"""Metres: points as near to each other are one."""


def ahead_of(point: NDArray[np.float64], direction: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the half-plane (1, 3) that lies ahead of a point."""
    return np.array([[-direction[0], -direction[1], -float(direction @ point)]])


def nearer(point: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return half-planes (n, 3): what is nearer to a point than to each of others (m, 2) elsewhere."""
    away = others - point
    away = away[np.hypot(away[:, 0], away[:, 1]) > TOUCH]
    return np.column_stack([away, away @ point + (away**2).sum(axis=1) / 2])


def nearest_on(
    point: NDArray[np.float64], begin: NDArray[np.float64], end: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return (n, 2) the points of segments that are nearest to a point."""
    along = end - begin
    share = ((point - begin) * along).sum(axis=1) / (along**2).sum(axis=1)
    return np.asarray(begin + np.clip(share, 0.0, 1.0)[:, None] * along)


def cone(
    apex: NDArray[np.float64],
    ahead: NDArray[np.float64],
    level: float,
    rise: float,
    area: Convex,
    halves: NDArray[np.float64],
    below: float,
) -> Iterator[tuple[tuple[float, float, float], tuple[HalfPlane, ...]]]:
    """Yield planes that touch a cone from below, each with the half-planes in which it stands for it.

    Parameters
    ----------
    apex
        (2,) where the cone begins, metres.
    ahead
        (2,) unit vector: nothing that is sought lies behind.
    level, rise
        Height at the apex, metres, and slope.
    area
        Where heights are sought.
    halves
        (n, 3) half-planes, in all of which the cone is sought; one of them ends at `ahead`.
    below
        Metres by which the planes may lie below the cone.
    """
    cell = clipped(area, halves) - apex
    far = np.hypot(cell[:, 0], cell[:, 1])
    cell = cell[far > TOUCH]
    if len(cell) < 2:
        return
    angles = np.arctan2(ahead[0] * cell[:, 1] - ahead[1] * cell[:, 0], cell @ ahead)
    first, last = float(angles.min()), float(angles.max())
    if last - first < TOUCH:
        return
    step = 2 * np.arccos(max(1 - below / (rise * float(far.max())), 0.0))
    bounds = np.linspace(first, last, max(int(np.ceil((last - first) / step)), 1) + 1)
    bounds += np.arctan2(ahead[1], ahead[0])
    middle = (bounds[:-1] + bounds[1:]) / 2
    normals = np.column_stack([np.cos(middle), np.sin(middle)])
    planes = np.column_stack([rise * normals, level - rise * normals @ apex])
    # Each plane holds left of its first ray and right of its second.
    rays = np.column_stack([np.sin(bounds), -np.cos(bounds)])
    left = np.column_stack([rays, rays @ apex])
    ends = halves[np.abs(cell @ halves[:, :2].T + apex @ halves[:, :2].T - halves[:, 2]).min(axis=0) < 1e-6]
    around = tuple(map(tuple, ends.tolist()))
    for plane, one, other in zip(planes.tolist(), left[:-1].tolist(), (-left[1:]).tolist(), strict=True):
        yield tuple(plane), (tuple(one), tuple(other), *around)
