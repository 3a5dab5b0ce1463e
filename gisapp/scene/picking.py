"""Which feature is meant: by the line of sight through a pixel, or by a rectangle. Exact and without VTK."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from layers.base import Hit, Layer
    from layers.project import Project

    Shown = Callable[[str], NDArray[np.bool_] | None]
    """Gives for a layer which features pass its filter, None for all."""


def nearest(
    project: Project, origin: NDArray[np.float64], direction: NDArray[np.float64], shown: Shown
) -> Hit | None:
    """Return the nearest feature of the visible layers on a line of sight.

    Parameters
    ----------
    origin, direction
        (3,) metres of the project's system.
    shown
        Which features of a layer may be hit.
    """
    best: Hit | None = None
    for layer in project.layers:
        if not layer.visible or layer.data is None:
            continue
        hit = layer.pick(origin, direction)
        if hit is None or (best is not None and hit.distance >= best.distance):
            continue
        passing = shown(layer.id)
        if passing is None or passing[hit.feature]:
            best = hit
    return best


def inside(
    layer: Layer | None,
    pixels: Callable[[NDArray[np.float64]], NDArray[np.float64]],
    rectangle: tuple[float, float, float, float],
    shown: Shown,
) -> NDArray[np.uint32]:
    """Return the features of a visible layer whose centre lies in a rectangle of the picture.

    Parameters
    ----------
    pixels
        Gives for places (n, 3) where they fall in the picture: pixels right, down, and metres of depth.
    rectangle
        Left, top, right, bottom in pixels.

    Returns
    -------
    numpy.ndarray
        (n,) uint32, rising.
    """
    centres = None if layer is None or not layer.visible else layer.centroids()
    if layer is None or centres is None:
        return np.empty(0, dtype=np.uint32)
    left, top, right, bottom = rectangle
    place = pixels(centres)
    # Comparisons with NaN, for features without geometry, are false.
    found = (place[:, 2] > 0) & (place[:, 0] >= left) & (place[:, 0] <= right)
    found &= (place[:, 1] >= top) & (place[:, 1] <= bottom)
    passing = shown(layer.id)
    if passing is not None:
        found &= passing
    return np.flatnonzero(found).astype(np.uint32)
