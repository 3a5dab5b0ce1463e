"""The water as a surface in the scene: over the ground, seen through, in the colours of its depth.

Hazards are published in squares of some metres, and what lies between the last wet middle and the shore is
lost. So the surface runs on over lower ground as far as such a square, where rising ground closes it there,
and under the rising ground by one cell: the shore is where both meet and not where squares end. Where the
ground falls off instead, the published edge stays, but between the corners of squares that stand in steps the
surface is filled. Colours lie on it as a picture with a field for each cell,
and so the shape need not be made anew when they change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.hazard.water import FINEST
from layers.drawables import NO_FEATURE, Mesh, Surface

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.hazard.water import Water
    from styles.style import Colour

SEEN_THROUGH = 178
"""Opacity of water, of 255: the class is seen, and what stands in it."""
SQUARE = 10.0
"""Metres of the squares in which hazards are commonly published."""
CLOSE = 0.05
"""Metres by which ground may lie below the water and still close it."""
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
    level = _to_the_shore(np.where(wet, water.level, np.nan), water.ground, _cells(lattice.cell))
    around = _mean_of_neighbours(level)
    closed = np.isnan(level) & (water.ground >= around - CLOSE)
    level = np.where(closed, around, level)
    faces = np.isfinite(level)
    nodes = _at_nodes(level)
    row, column = np.nonzero(faces)
    wide = lattice.columns + 1
    first = row * wide + column
    corners = np.stack([first, first + 1, first + 1 + wide, first + wide], axis=1)
    there = np.zeros(wide * (lattice.rows + 1), np.bool_)
    there[corners] = True
    used = np.flatnonzero(there)
    corners = (np.cumsum(there, dtype=np.int32) - 1)[corners]
    triangles = corners[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 3)
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
        (rows, columns) class of each cell from 1, 0 where it is dry; dry cells take the colour of the gravest
        wet one near them, for the surface runs on to the shore.
    colours
        Of the classes.
    opacity
        Of 255.
    """
    filled = number.astype(np.uint8)
    for _ in range(_cells(FINEST) + 2):
        filled = np.where(filled == 0, _around(np.maximum, filled, 0), filled)
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


def _cells(cell: float) -> int:
    """Return how many cells of some metres the water may run on."""
    return max(round(SQUARE / cell), 1)


def _to_the_shore(level: NDArray[np.float64], ground: NDArray[np.float64], cells: int) -> NDArray[np.float64]:
    """Return levels that run on over lower ground for some cells: where it is closed, and into notches."""
    wet = np.isfinite(level)
    spread = level
    for _ in range(cells):
        around = _mean_of_neighbours(spread)
        low = np.isnan(spread) & (ground < around - CLOSE)  # nothing passes through higher ground
        spread = np.where(low, around, spread)
    closing = np.isnan(spread) & (ground >= _mean_of_neighbours(spread) - CLOSE)
    for _ in range(cells):
        closing = closing | _around(np.logical_or, closing, fill=False)
    return np.where(wet | closing | _notches(wet, cells), spread, np.nan)


def _notches(wet: NDArray[np.bool_], cells: int) -> NDArray[np.bool_]:
    """Return what lies between the corners of squares of so many cells along a slanting edge.

    A closing with a diamond: grown and shrunk again to the four sides, so that steps become a straight edge.
    """
    grown = np.pad(wet, cells)
    for join in (np.logical_or, np.logical_and):
        for _ in range(cells):
            there = grown.copy()
            for one, other in ((np.s_[1:], np.s_[:-1]), (np.s_[:-1], np.s_[1:])):
                there[one] = join(there[one], grown[other])
                there[:, one] = join(there[:, one], grown[:, other])
            grown = there
    return grown[cells:-cells, cells:-cells]


def _around(join: np.ufunc, values: NDArray[Any], fill: float) -> NDArray[Any]:
    """Return what a function of two makes of each cell and the eight around it."""
    padded = np.pad(values, 1, constant_values=fill)
    rows = join(join(padded[:-2], padded[1:-1]), padded[2:])
    found: NDArray[Any] = join(join(rows[:, :-2], rows[:, 1:-1]), rows[:, 2:])
    return found


def _mean_of_neighbours(level: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean of the known levels of the cells around each cell, NaN where there is none."""
    known = np.isfinite(level)
    total = _around(np.add, np.where(known, level, 0.0), 0.0)
    count = _around(np.add, known.astype(np.float64), 0.0)
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
