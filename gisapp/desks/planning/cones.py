"""The slant around a corner rises with the distance from a point: a cone, for which planes stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.halfplanes import bounds, clipped
from gisapp.desks.planning.site import FINEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.planning.halfplanes import Convex, HalfPlane

    Plane = tuple[float, float, float]

TOUCH = 1e-9
"""Metres: points as near to each other are one."""
COARSEST = 0.05
"""Metres by which planes may lie below a cone on a lot of several hectares; elsewhere :data:`FINEST`."""
MOST_PLANES = 1500
"""Planes for the cones of a zone from which on they become coarser."""


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


@dataclass(frozen=True, eq=False)
class Cone:
    """A cone where it can be the lowest: between two directions from its apex, and within half-planes.

    Attributes
    ----------
    apex
        (2,) where it begins, metres.
    level, rise
        Height at the apex, metres, and slope.
    first, last
        Directions, radians.
    reach
        Metres from the apex to the farthest place.
    around
        The half-planes that bound it.
    """

    apex: NDArray[np.float64]
    level: float
    rise: float
    first: float
    last: float
    reach: float
    around: tuple[HalfPlane, ...]

    def count(self, below: float) -> int:
        """Return how many planes stand for it when they may lie so many metres below it."""
        step = 2 * np.arccos(max(1 - below / (self.rise * self.reach), 0.0))
        return max(int(np.ceil((self.last - self.first) / step)), 1)

    def planes(self, below: float) -> Iterator[tuple[Plane, tuple[HalfPlane, ...]]]:
        """Yield planes that touch it from below, each with the half-planes in which it stands for it."""
        turns = np.linspace(self.first, self.last, self.count(below) + 1)
        middle = (turns[:-1] + turns[1:]) / 2
        normals = np.column_stack([np.cos(middle), np.sin(middle)])
        planes = np.column_stack([self.rise * normals, self.level - self.rise * normals @ self.apex])
        # Each plane holds left of its first ray and right of its second.
        rays = np.column_stack([np.sin(turns), -np.cos(turns)])
        left = np.column_stack([rays, rays @ self.apex])
        for plane, one, other in zip(planes.tolist(), left[:-1].tolist(), (-left[1:]).tolist(), strict=True):
            yield tuple(plane), (tuple(one), tuple(other), *self.around)


def cone_in(
    apex: NDArray[np.float64],
    ahead: NDArray[np.float64],
    level: float,
    rise: float,
    area: Convex,
    halves: NDArray[np.float64],
) -> Cone | None:
    """Return a cone as far as it is sought, None for nowhere.

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
    """
    cell = clipped(area, halves)
    away = cell - apex
    far = np.hypot(away[:, 0], away[:, 1])
    away = away[far > TOUCH]
    if len(away) < 2:
        return None
    angles = np.arctan2(ahead[0] * away[:, 1] - ahead[1] * away[:, 0], away @ ahead)
    if np.ptp(angles) < TOUCH:
        return None
    first, last = np.arctan2(ahead[1], ahead[0]) + np.array([angles.min(), angles.max()])
    around = tuple(tuple(half.tolist()) for half in halves if bounds(cell, half))
    return Cone(apex, level, rise, float(first), float(last), float(far.max()), around)


def accuracy(cones: Sequence[Cone], most: int = MOST_PLANES) -> float:
    """Return metres by which planes may lie below some cones, so that they do not become too many."""
    count = sum(one.count(FINEST) for one in cones)
    return float(np.clip(FINEST * (count / most) ** 2, FINEST, COARSEST))
