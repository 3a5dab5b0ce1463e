"""The one place where the project's origin is subtracted and float32 begins.

Plane rectangular coordinates are 10^4 to 10^5 m large, where neighbouring float32 numbers lie up to
7.8 mm apart; the graphics card knows nothing better. So every piece is drawn relative to an origin of
its own, and only the difference of two origins, still float64, moves it to its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray


def local(
    points: NDArray[np.floating], origin: NDArray[np.float64]
) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Return points as float32 and the origin they are relative to.

    Parameters
    ----------
    points
        (n, 3) float32 or float64, metres relative to `origin`.
    origin
        (3,) float64, metres in the project's system.

    Returns
    -------
    points, origin
        (n, 3) float32 and (3,) float64. Points that are float32 already are returned as they are, so that
        mapped files stay mapped; float64 points get an origin of their own in the middle of them.
    """
    origin = np.asarray(origin, dtype=np.float64)
    if points.dtype == np.float32 or not len(points):
        return np.asarray(points, dtype=np.float32), origin
    centre = np.round((points.min(axis=0) + points.max(axis=0)) / 2)
    return (points - centre).astype(np.float32), origin + centre


def to_scene(position: ArrayLike, project_origin: Sequence[float]) -> NDArray[np.float64]:
    """Return a position or (n, 3) positions in metres relative to the project's origin, float64."""
    return np.asarray(position, dtype=np.float64) - np.asarray(project_origin, dtype=np.float64)


def to_project(position: ArrayLike, project_origin: Sequence[float]) -> NDArray[np.float64]:
    """Return scene positions in metres of the project's system, float64."""
    return np.asarray(position, dtype=np.float64) + np.asarray(project_origin, dtype=np.float64)
