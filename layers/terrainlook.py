"""How a terrain is coloured: by height, by slope or by the direction of slopes, worked out tile by tile.

A terrain has no features, so its values have a table of their own, in which every cell of a coarse level is
a row: styles, proposals and legends work with it as with any other. The colours of a tile are a picture on
its mesh, finer than its cells, so that classes have clean edges.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from layers.base import Attribute
from layers.colours import in_ranges
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.terrainmesh import ALONG, SIDE, tile_surface
from layers.terrainstore import TILE, gradient_of
from styles.style import BUILDING, ByCategory, ByRange, Fixed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from layers.terrainstore import TerrainStore
    from styles.style import Style

FINE = 4
"""Pixels of a picture along a cell."""
MOST_CELLS = 200_000
"""A level of at most so many cells stands for the whole terrain in legends and proposals."""
FLAT = 1.0
"""Degrees below which the ground faces nowhere."""
HEIGHT, SLOPE, ASPECT = "ground_height", "ground_slope", "ground_aspect"
DIRECTIONS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
NOWHERE = "flat"
GROUND = QT_TRANSLATE_NOOP(CONTEXT, "地形")
ATTRIBUTES = (
    Attribute(HEIGHT, QT_TRANSLATE_NOOP(CONTEXT, "標高"), "m", "number", GROUND),
    Attribute(SLOPE, QT_TRANSLATE_NOOP(CONTEXT, "勾配"), "°", "number", GROUND),
    Attribute(ASPECT, QT_TRANSLATE_NOOP(CONTEXT, "斜面の向き"), "", "code", GROUND),
)
WORDS = {
    "N": QT_TRANSLATE_NOOP(CONTEXT, "北"),
    "NE": QT_TRANSLATE_NOOP(CONTEXT, "北東"),
    "E": QT_TRANSLATE_NOOP(CONTEXT, "東"),
    "SE": QT_TRANSLATE_NOOP(CONTEXT, "南東"),
    "S": QT_TRANSLATE_NOOP(CONTEXT, "南"),
    "SW": QT_TRANSLATE_NOOP(CONTEXT, "南西"),
    "W": QT_TRANSLATE_NOOP(CONTEXT, "西"),
    "NW": QT_TRANSLATE_NOOP(CONTEXT, "北西"),
    NOWHERE: QT_TRANSLATE_NOOP(CONTEXT, "ほぼ平ら"),
}


def facing(east: NDArray[np.floating], north: NDArray[np.floating]) -> NDArray[np.int32]:
    """Return where slopes face: 0 north to 7 north-west clockwise, 8 nowhere, -1 where it is not known.

    Parameters
    ----------
    east, north
        By how much the ground rises for each metre to the east and to the north, NaN where nobody knows.
    """
    azimuth = np.degrees(np.arctan2(-east, -north)) % 360.0
    sector = np.where(np.isfinite(azimuth), np.floor((azimuth + 22.5) / 45.0) % 8, -1.0).astype(np.int32)
    level = np.hypot(east, north) < np.tan(np.radians(FLAT))
    return np.where(level & (sector >= 0), np.int32(len(DIRECTIONS)), sector)


@dataclass(frozen=True, eq=False)
class GroundTable:
    """The values that colour a terrain: a row for each cell with a height of a level that stands for all."""

    store: TerrainStore

    @property
    def attributes(self) -> Sequence[Attribute]:
        """Height, slope, and where slopes face."""
        return ATTRIBUTES

    def __len__(self) -> int:
        """Return the number of cells."""
        return int(np.count_nonzero(self._known))

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Return the values of all cells, NaN for what is no number."""
        if name == HEIGHT:
            return self._cells[1:-1, 1:-1][self._known].astype(np.float64)
        if name == SLOPE:
            level = self.store.levels[self._number]
            return level.slope_window(0, 0, level.rows, level.columns)[self._known].astype(np.float64)
        return np.full(len(self), np.nan)

    def texts(self, name: str) -> NDArray[np.object_]:
        """Return the values as text."""
        if name == ASPECT:
            found, values = self.categories(name)
            return np.array([WORDS[one] for one in values], dtype=object)[found]
        return np.array([f"{one:.1f}" for one in self.numbers(name).tolist()], dtype=object)

    def categories(self, name: str) -> tuple[NDArray[np.int32], list[str]]:
        """Return where slopes face; the other values have no categories."""
        if name != ASPECT:
            return np.full(len(self), -1, dtype=np.int32), []
        east, north = gradient_of(self._cells, self.store.levels[self._number].cell)
        return facing(east, north)[self._known], [*DIRECTIONS, NOWHERE]

    def labels(self, name: str) -> Mapping[str, str]:
        """Return what the directions are called."""
        return WORDS if name == ASPECT else {}

    @cached_property
    def _number(self) -> int:
        levels = self.store.levels
        small = (number for number, one in enumerate(levels) if one.rows * one.columns <= MOST_CELLS)
        return next(small, len(levels) - 1)

    @cached_property
    def _cells(self) -> NDArray[np.float32]:
        level = self.store.levels[self._number]
        return level.window(-1, -1, level.rows + 2, level.columns + 2)

    @cached_property
    def _known(self) -> NDArray[np.bool_]:
        return np.isfinite(self._cells[1:-1, 1:-1])


def paints(style: Style) -> bool:
    """Say whether a style colours the ground itself; the plain style leaves it to the theme."""
    return not isinstance(style, Fixed) or style.colour != BUILDING


def picture(store: TerrainStore, style: Style, level: int, row: int, column: int) -> NDArray[np.uint8] | None:
    """Return the colours of a tile (h, w, 3) uint8, the first row in the north; None for a plain style."""
    if isinstance(style, Fixed):
        if not paints(style):
            return None
        return np.array(style.colour, dtype=np.uint8).reshape(1, 1, 3)
    grid = store.levels[level]
    first, left = row * TILE, column * TILE
    colours = np.array([*_colours(style), style.other], dtype=np.uint8)
    if style.attribute == HEIGHT and isinstance(style, ByRange):
        found = in_ranges(style, _on_triangles(tile_surface(store, level, row, column)[2]))
    elif style.attribute == SLOPE and isinstance(style, ByRange):
        slopes = grid.slope_window(first - 1, left - 1, SIDE, SIDE)
        found = in_ranges(style, _between(slopes))
    elif style.attribute == ASPECT and isinstance(style, ByCategory):
        cells = grid.window(first - 1, left - 1, SIDE, SIDE)
        listed = {category.value: index for index, category in enumerate(style.categories)}
        lookup = np.array([*(listed.get(one, -1) for one in (*DIRECTIONS, NOWHERE)), -1], dtype=np.int64)
        found = lookup[facing(*gradient_of(cells, grid.cell))].repeat(FINE, axis=0).repeat(FINE, axis=1)
    else:
        found = np.full((1, 1), -1)
    return np.ascontiguousarray(colours[found[::-1]])


def _colours(style: ByCategory | ByRange) -> list[tuple[int, int, int]]:
    parts = style.categories if isinstance(style, ByCategory) else style.ranges
    return [one.colour for one in parts]


@lru_cache(maxsize=1)
def _fine() -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Return for each pixel along a tile the point of the mesh before it, and how far it is to the next."""
    middle = (np.arange(TILE * FINE) + 0.5) / FINE
    before = np.searchsorted(ALONG, middle, side="right") - 1
    return before, ((middle - ALONG[before]) / np.diff(ALONG)[before]).astype(np.float32)


def _on_triangles(heights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return heights at pixels on the very triangles of the mesh, so that classes end on contour lines."""
    before, share = _fine()
    up, right = share[:, None], share[None, :]
    rows, columns = before[:, None], before[None, :]
    south_west, north_east = heights[rows, columns], heights[rows + 1, columns + 1]
    south_east, north_west = heights[rows, columns + 1], heights[rows + 1, columns]
    under = south_west + right * (south_east - south_west) + up * (north_east - south_east)
    over = south_west + up * (north_west - south_west) + right * (north_east - north_west)
    found: NDArray[np.float64] = np.where(right >= up, under, over)
    return found


def _between(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what stands between the middles of cells (with one more around), nearest beside a gap."""
    place = (np.arange(TILE * FINE) + 0.5) / FINE + 0.5
    before = np.floor(place).astype(np.intp)
    share = (place - before).astype(np.float32)
    nearest = np.floor(place + 0.5).astype(np.intp)
    along = values[before] * (1 - share[:, None]) + values[before + 1] * share[:, None]
    smooth = along[:, before] * (1 - share) + along[:, before + 1] * share
    plain = values[nearest[:, None], nearest[None, :]]
    return np.where(np.isfinite(smooth), smooth, plain)
