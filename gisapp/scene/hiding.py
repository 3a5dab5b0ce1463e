"""Which words of a picture stand behind something: their places are compared with what was drawn there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.scene import camera as cameras

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.project import Camera

SLACK, SHARE = 2.0, 0.01
"""Metres, and share of the distance, by which something must stand in front to hide a word: its place lies on
the ground, which may be coarser drawn than it is, and steep to the eye."""


def uncovered(
    points: NDArray[np.float64], camera: Camera, size: tuple[int, int], depths: NDArray[np.float32]
) -> NDArray[np.bool_]:
    """Say which points nothing stands in front of.

    Parameters
    ----------
    points
        (n, 3) metres, as they are drawn.
    camera, size
        Where the picture was drawn from, and how large the full picture is.
    depths
        (h, w) metres in front of the eye of what was drawn, infinite for the sky; of any resolution.

    Returns
    -------
    numpy.ndarray
        (n,) bool; true also outside the picture. A point counts as seen when it is at any of the nine pixels
        around it: on a slope that is steep to the eye the next pixel may be much nearer.
    """
    place = cameras.pixels(camera, size, points)
    high, wide = depths.shape
    with np.errstate(invalid="ignore"):
        column = np.nan_to_num(np.floor(place[:, 0] * wide / size[0]), nan=-9.0, posinf=-9.0, neginf=-9.0)
        row = np.nan_to_num(np.floor(place[:, 1] * high / size[1]), nan=-9.0, posinf=-9.0, neginf=-9.0)
    inside = (place[:, 2] > 0) & (column >= 0) & (column < wide) & (row >= 0) & (row < high)
    found = np.ones(len(points), dtype=bool)
    around = np.array([-1, 0, 1])
    rows = np.clip(row[inside, None].astype(int) + np.repeat(around, 3), 0, high - 1)
    columns = np.clip(column[inside, None].astype(int) + np.tile(around, 3), 0, wide - 1)
    found[inside] = depths[rows, columns].max(axis=1) > place[inside, 2] * (1 - SHARE) - SLACK
    return found
