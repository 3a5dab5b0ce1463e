"""Whether things fit the picture, and how near an eye may come so that they still do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.project import Camera


def nearest_eye(
    points: NDArray[np.float64], slopes: tuple[float, float], least: float
) -> tuple[float, float, float]:
    """Return the eye that is farthest forward and still sees all points, with equal margins.

    Parameters
    ----------
    points
        (n, 3) to the right, upwards and forwards, metres.
    slopes
        Half width and half height of the view at a depth of one metre.
    least
        Least depth of any point, metres.

    Returns
    -------
    right, up, forward
        Where the eye stands, in the same axes.
    """
    depth = points[:, 2]
    forward = float(depth.min()) - least
    for axis, slope in enumerate(slopes):
        # Each point keeps the eye behind a line for either side of the view; where the two meet is the limit.
        lower = float(np.max(points[:, axis] - slope * depth))
        upper = float(np.min(points[:, axis] + slope * depth))
        forward = min(forward, (upper - lower) / (2 * slope))
    right, up = (_middle(points[:, axis], depth - forward) for axis in (0, 1))
    return right, up, forward


def _middle(across: NDArray[np.float64], depth: NDArray[np.float64]) -> float:
    """Return from where points at some depths are seen as far to one side as to the other."""
    low, high = float(across.min()), float(across.max())
    for _ in range(60):
        middle = (low + high) / 2
        seen = (across - middle) / depth
        if seen.max() + seen.min() > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def is_near(extent: tuple[float, float, float, float, float, float], camera: Camera) -> bool:
    """Say whether the point looked at lies in a box or no farther from it than the box is wide."""
    west, south, _, east, north, _ = extent
    room = max(east - west, north - south, 100.0)
    along, across = camera.focal[0], camera.focal[1]
    return west - room <= along <= east + room and south - room <= across <= north + room
