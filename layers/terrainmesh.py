"""One tile of a terrain as triangles, with a skirt that hangs from its border.

A tile covers its square exactly: the heights of its cells stand at their middles, and along the border
stand the heights half-way to the neighbours' cells. So tiles of one level meet without a seam. Between
levels the borders differ by a little; the skirt hides what could be seen through there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from layers import groundlight
from layers.drawables import NO_FEATURE, Mesh, Surface
from layers.terrainstore import TILE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.terrainstore import TerrainStore

SIDE = TILE + 2
"""Points along the side of a tile: both borders and the middles of the cells."""
ALONG = np.concatenate([[0.0], np.arange(TILE) + 0.5, [float(TILE)]])
"""Where they stand along the side, in cells."""
TRIANGLES = 2 * (SIDE - 1) ** 2 + 8 * (SIDE - 1)
"""Triangles of a tile without gaps, with its skirt."""


def tile_surface(
    store: TerrainStore, level: int, row: int, column: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return the points of a tile.

    Returns
    -------
    east, north
        (SIDE,) metres.
    heights
        (SIDE, SIDE) metres, rows from south to north, NaN without a height.
    """
    grid = store.levels[level]
    first, left = row * TILE, column * TILE
    cells = grid.window(first - 1, left - 1, SIDE, SIDE).astype(np.float64)
    heights = cells.copy()
    heights[[0, -1]] = _mean(cells[[0, -1]], cells[[1, -2]])
    heights[:, [0, -1]] = _mean(heights[:, [0, -1]], heights[:, [1, -2]])
    # The border belongs to the tile only where its own outermost cells have heights.
    own = np.pad(np.isfinite(cells[1:-1, 1:-1]), 1, mode="edge")
    heights[~own] = np.nan
    # The last tiles reach beyond the grid; what is there is NaN and makes no triangle, but the border of
    # the grid is the border of its last cells.
    north = store.south + np.minimum(first + ALONG, grid.rows) * grid.cell
    east = store.west + np.minimum(left + ALONG, grid.columns) * grid.cell
    _close_edge(heights, grid.rows - first)
    _close_edge(heights.T, grid.columns - left)
    return east, north, heights


def _close_edge(heights: NDArray[np.float64], cells: int) -> None:
    """Let the surface reach the edge of a grid that ends within the tile after `cells` rows."""
    if 0 < cells < TILE:
        heights[cells + 1] = heights[cells]


def _mean(one: NDArray[np.float64], two: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean of what is not NaN."""
    both = (one + two) / 2
    return np.where(np.isfinite(both), both, np.where(np.isfinite(one), one, two))


@lru_cache(maxsize=1)
def _faces() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the triangles of a surface, and of its skirt with the points of the border."""
    number = np.arange(SIDE * SIDE, dtype=np.uint32).reshape(SIDE, SIDE)
    south_west, south_east = number[:-1, :-1].ravel(), number[:-1, 1:].ravel()
    north_west, north_east = number[1:, :-1].ravel(), number[1:, 1:].ravel()
    surface = np.concatenate(
        [
            np.stack([south_west, south_east, north_east], axis=1),
            np.stack([south_west, north_east, north_west], axis=1),
        ]
    )
    # Once around, counter-clockwise seen from above.
    border = np.concatenate([number[0, :-1], number[:-1, -1], number[-1, :0:-1], number[:0:-1, 0]])
    return surface, border


@dataclass(frozen=True)
class Sunlight:
    """Light that staff set up: where the sun stands (degrees clockwise from north), and how strong it is.

    `level` is the light on level ground: 1 where colours have to be those of a legend.
    """

    azimuth: float
    strength: float
    level: float


def tile_mesh(
    store: TerrainStore,
    level: int,
    row: int,
    column: int,
    depth: float,
    light: Sunlight | None = None,
    picture: NDArray[np.uint8] | None = None,
) -> Mesh:
    """Return a tile as a mesh that belongs to no feature.

    Parameters
    ----------
    store
        The terrain.
    level, row, column
        The tile.
    depth
        Metres by which the skirt hangs down; 0 for none.
    light
        Light of its own, None for that of the scene.
    picture
        Colours of its own (h, w, 3) uint8 over the whole square of the tile, the first row in the north.
    """
    east, north, heights = tile_surface(store, level, row, column)
    finite = heights[np.isfinite(heights)]
    middle = float(np.round(finite.mean())) if len(finite) else 0.0
    origin = np.array([east[0], north[0], middle])
    points = np.empty((SIDE * SIDE, 3))
    points[:, 0] = np.tile(east - east[0], SIDE)
    points[:, 1] = np.repeat(north - north[0], SIDE)
    points[:, 2] = heights.ravel() - middle
    shade = None
    if light is not None:
        # As if the last tiles were whole: beyond the edge of the grid points stand upon each other.
        shade = groundlight.hill_shade(
            heights,
            ALONG * store.levels[level].cell,
            azimuth=light.azimuth,
            strength=light.strength,
            level=light.level,
        ).ravel()
    known = np.isfinite(points[:, 2])
    surface, border = _faces()
    triangles = surface[known[surface].all(axis=1)]
    # Of the last tiles, what lies beyond the edge of the grid has no area.
    flat = points[triangles]
    triangles = triangles[(np.ptp(flat[:, :, 0], axis=1) > 0) & (np.ptp(flat[:, :, 1], axis=1) > 0)]
    if depth > 0 and len(triangles):
        # Where the terrain ends there is nothing behind that could show, and a skirt would itself.
        around = store.levels[level].window(row * TILE - 1, column * TILE - 1, SIDE, SIDE)
        points, triangles = _with_skirt(points, triangles, border, known & np.isfinite(around).ravel(), depth)
        shade = None if shade is None else np.concatenate([shade, shade[border], shade[border]])
    used, triangles = _compact(triangles)
    coordinates = None
    if picture is not None:
        side = TILE * store.levels[level].cell
        coordinates = (points[used, :2] / side).astype(np.float32)
    return Mesh(
        origin,
        points[used].astype(np.float32),
        triangles,
        np.full(len(triangles), NO_FEATURE, dtype=np.uint32),
        np.full(len(triangles), Surface.UNKNOWN, dtype=np.uint8),
        coordinates,
        closed=True,
        picture=picture,
        shade=None if shade is None else shade[used],
    )


def _with_skirt(
    points: NDArray[np.float64],
    triangles: NDArray[np.uint32],
    border: NDArray[np.uint32],
    known: NDArray[np.bool_],
    depth: float,
) -> tuple[NDArray[np.float64], NDArray[np.uint32]]:
    """Add a skirt with points of its own, so that it does not darken the border of the surface."""
    top = points[border]
    low = top - [0.0, 0.0, depth]
    count, base = np.uint32(len(border)), np.uint32(len(points))
    here = np.arange(count, dtype=np.uint32)
    following = (here + 1) % count
    whole = known[border] & known[border[following]]
    a, b = base + here[whole], base + following[whole]
    skirt = np.concatenate([np.stack([a, a + count, b + count], axis=1), np.stack([a, b + count, b], axis=1)])
    return np.concatenate([points, top, low]), np.concatenate([triangles, skirt])


def _compact(triangles: NDArray[np.uint32]) -> tuple[NDArray[np.intp], NDArray[np.uint32]]:
    """Return which points are used, and the triangles in terms of those."""
    used, numbered = np.unique(triangles, return_inverse=True)
    return used.astype(np.intp), numbered.reshape(-1, 3).astype(np.uint32)
