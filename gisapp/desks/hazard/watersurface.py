"""The water as a surface in the scene: over the ground, seen through, in the colours of its depth.

The surface runs on under the rising ground by one cell, so that the shore is where both meet and not where
cells end. Colours lie on it as a picture with a field for each cell, and so the shape need not be made anew
when they change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.water import EIGHT
from layers.drawables import NO_FEATURE, Mesh, Surface

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.hazard.water import Water
    from styles.style import Colour

SEEN_THROUGH = 178
"""Opacity of water, of 255: the class is seen, and what stands in it."""
BLANK: Colour = (120, 170, 215)
"""Water without classes."""


@dataclass(frozen=True, eq=False)
class Skin:
    """The shape of a surface of water.

    Attributes
    ----------
    points
        (n, 3) float32 metres relative to `origin`.
    origin
        (3,) metres.
    triangles
        (m, 3) numbers of points.
    coordinates
        (n, 2) where each point lies in a picture of the cells.
    """

    points: NDArray[np.float32]
    origin: NDArray[np.float64]
    triangles: NDArray[np.int32]
    coordinates: NDArray[np.float32]


def skin(water: Water) -> Skin:
    """Return the shape of the surface."""
    lattice = water.lattice
    wet = np.isfinite(water.depth)
    level = np.where(wet, water.level, np.nan)
    around = _mean_of_neighbours(level)
    # Under rising ground it may run on; where the ground falls off, a dike holds it.
    shore = ~wet & np.isfinite(around) & (water.ground >= around - 0.05)
    level = np.where(shore, around, level)
    faces = wet | shore
    nodes = _at_nodes(level)
    row, column = np.nonzero(faces)
    wide = lattice.columns + 1
    first = row * wide + column
    corners = np.stack([first, first + 1, first + 1 + wide, first + wide], axis=1)
    used, index = np.unique(corners, return_inverse=True)
    corners = index.reshape(-1, 4)
    triangles = corners[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3).astype(np.int32)
    up, right = np.divmod(used, wide)
    height = nodes[up, right]
    middle = float(np.round(height.mean())) if len(height) else 0.0
    origin = np.array([lattice.west, lattice.south, middle])
    points = np.column_stack([right * lattice.cell, up * lattice.cell, height - middle]).astype(np.float32)
    coordinates = np.column_stack([right / lattice.columns, up / lattice.rows]).astype(np.float32)
    return Skin(points, origin, triangles, coordinates)


def picture(
    number: NDArray[np.int64], colours: Sequence[Colour], opacity: int = SEEN_THROUGH
) -> NDArray[np.uint8]:
    """Return the colours of cells as a picture (rows, columns, 4), the first row in the north.

    Parameters
    ----------
    number
        (rows, columns) class of each cell from 1, 0 where it is dry; dry cells take the colour of the nearest
        wet one, for the surface runs on under the shore.
    colours
        Of the classes.
    opacity
        Of 255.
    """
    from scipy import ndimage

    filled = number
    if (number > 0).any() and (number == 0).any():
        nearest = ndimage.distance_transform_edt(number == 0, return_distances=False, return_indices=True)
        filled = number[tuple(nearest)]
    table = np.array([BLANK, *colours], np.uint8)
    found = np.empty((*number.shape, 4), np.uint8)
    found[..., :3] = table[filled]
    found[..., 3] = opacity
    return np.ascontiguousarray(found[::-1])


def surface(shape: Skin, colours: NDArray[np.uint8]) -> Mesh | None:
    """Return what is drawn, None for no water at all.

    Parameters
    ----------
    shape
        From :func:`skin`.
    colours
        From :func:`picture`, for the same grid.
    """
    if not len(shape.triangles):
        return None
    return Mesh(
        shape.origin,
        shape.points,
        shape.triangles,
        np.full(len(shape.triangles), NO_FEATURE, np.uint32),
        np.full(len(shape.triangles), Surface.UNKNOWN, np.uint8),
        shape.coordinates,
        # A little nearer to the eye, or shallow water would sink into ground that is drawn coarsely.
        draped=True,
        picture=colours,
        shade=np.full(len(shape.points), 255, np.uint8),
    )


def _mean_of_neighbours(level: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean of the known levels of the cells around each cell, NaN where there is none."""
    from scipy import ndimage

    known = np.isfinite(level)
    kernel = EIGHT.astype(float)
    total = ndimage.convolve(np.where(known, level, 0.0), kernel, mode="constant")
    count = ndimage.convolve(known.astype(float), kernel, mode="constant")
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(count > 0, total / count, np.nan)


def _at_nodes(level: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (rows + 1, columns + 1) the mean of the known levels of the four cells at each corner."""
    rows, columns = level.shape
    known = np.isfinite(level)
    value = np.where(known, level, 0.0)
    total, count = np.zeros((2, rows + 1, columns + 1))
    for up in (0, 1):
        for right in (0, 1):
            total[up : up + rows, right : right + columns] += value
            count[up : up + rows, right : right + columns] += known
    return total / np.maximum(count, 1)
