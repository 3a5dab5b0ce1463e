"""Random ways to look at a city, and rays through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.base import View

if TYPE_CHECKING:
    from numpy.typing import NDArray

UP = np.array([0.0, 0.0, 1.0])


def random_view(
    random: np.random.Generator, bounds: NDArray[np.float64], budget: int, *, moving: bool = False
) -> View:
    """Return a view of some place in (n, 6) bounds: from the street up to far above, in any direction."""
    low, high = bounds[:, :3].min(axis=0), bounds[:, 3:].max(axis=0)
    focal = random.uniform(low, high)
    distance = float(np.exp(random.uniform(np.log(5), np.log(60_000))))
    azimuth, height = random.uniform(0, 2 * np.pi), random.uniform(-0.1, np.pi / 2)
    back = np.array([np.cos(azimuth) * np.cos(height), np.sin(azimuth) * np.cos(height), np.sin(height)])
    size = (int(random.integers(200, 2600)), int(random.integers(200, 1600)))
    angle = float(random.uniform(5, 90))
    return View(focal + distance * back, focal, UP, angle, size, budget, moving)


def random_ray(
    random: np.random.Generator, bounds: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return origin and direction of a ray towards some box, at times along an axis."""
    box = bounds[random.integers(len(bounds))]
    target = random.uniform(box[:3], np.maximum(box[3:], box[:3] + 1e-9))
    kind = random.integers(4)
    if kind == 0:
        direction = np.array([0.0, 0.0, -1.0])
    elif kind == 1:
        direction = np.roll([1.0, 0.0, 0.0], random.integers(3)) * random.choice([-1.0, 1.0])
    else:
        direction = random.normal(size=3)
        direction[2] = -abs(direction[2])
    direction = direction / np.linalg.norm(direction)
    return target - direction * random.uniform(1, 3000), direction


def first_hit(
    points: NDArray[np.float64],
    triangles: NDArray[np.int64],
    origin: NDArray[np.float64],
    direction: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return for each triangle where a ray meets it, by solving three equations; infinite where it misses."""
    corner = points[triangles[:, 0]]
    matrix = np.stack(
        [
            points[triangles[:, 1]] - corner,
            points[triangles[:, 2]] - corner,
            np.broadcast_to(-direction, corner.shape),
        ],
        axis=-1,
    )
    sound = np.abs(np.linalg.det(matrix)) > 1e-12
    found = np.full(len(triangles), np.inf)
    solved = np.linalg.solve(matrix[sound], (origin - corner[sound])[..., None])[..., 0]
    u, v, distance = solved.T
    hit = (u >= 0) & (v >= 0) & (u + v <= 1) & (distance > 0)
    found[np.flatnonzero(sound)[hit]] = distance[hit]
    return found
