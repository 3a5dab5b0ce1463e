"""Levels of detail of points, lines and areas: what is simplified, what is merged, what a tile costs.

A level simplifies by a tolerance of about a pixel. What is smaller than a cell of two tolerances does not
vanish: of the areas in a cell one square as large as all of them together stands for them, of the lines and
points the longest or first one, each with the name of the largest: colours and filters go by that name, as
in the overview of a city (:mod:`layers.store.overview`). So a view costs the same however many features lie
in it, and for what is small only the columns of the index are read, no shapes.

Tiles lie in blocks of 8 by 8, which are drawn in one piece where all of their tiles are far.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from layers.store.tablestore import mapped_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.featurestore import FeatureStore

COSTS = "costs.arrow"
LEVELS = 11
TOLERANCE = 0.25
"""Metres by which shapes are simplified at level 1; each further level twice as many, level 0 none."""
CUTS = tuple(max(16.0, 8.0 * TOLERANCE * 2.0 ** (level - 1)) for level in range(LEVELS))
"""Metres of the cells that areas are cut into at each level: eight pixels, no finer than the ground is."""
SPACINGS = tuple(cut / 2 for cut in CUTS)
"""Metres after which a line follows the ground at each level."""
LEFT = 0.63
"""About so many of the vertices each coarser level leaves."""
FEWEST = 4
"""Vertices that each simplified shape has at least."""
PER_VERTEX, PER_EDGED = 1, 4
"""Triangles for each vertex of an area, and with its outline; at level 0 all have one."""
OUTLINED = 4
"""An area has an outline where it is larger than so many cells: of smaller ones it would hide the colours."""
SIDE = 8
"""Tiles along the side of a block."""
BLOCKS_FROM = 5
"""Level from which on blocks are drawn in one piece …"""
TOGETHER = 4
"""… of so many tiles in view at least."""


def tolerance(level: int) -> float:
    """Return by how many metres the shapes of a level may be wrong."""
    return TOLERANCE * 2.0 ** (level - 1) if level else 0.0


def cell(level: int) -> float:
    """Return the side in metres of the cells of a level within which small shapes are merged."""
    return 2.0 * tolerance(level)


@dataclass(frozen=True, eq=False)
class Thinned:
    """What is drawn of some shapes at a level.

    Attributes
    ----------
    whole
        Numbers of the shapes that are drawn themselves.
    owners
        Number of the largest shape of each square.
    east, north, half
        Middle of each square and half of its side, metres.
    """

    whole: NDArray[np.intp]
    owners: NDArray[np.intp]
    east: NDArray[np.float64]
    north: NDArray[np.float64]
    half: NDArray[np.float64]

    def squares(self) -> NDArray[np.object_]:
        """Return the squares as shapes."""
        import shapely

        found: NDArray[np.object_] = shapely.box(
            self.east - self.half, self.north - self.half, self.east + self.half, self.north + self.half
        )
        return found


def simplified(shapes: NDArray[np.object_], level: int) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """Simplify shapes for a level above 0.

    Returns
    -------
    shapes
        (n,) simplified; what is longer than a cell and thinner than the tolerance stays, as thin as it is.
    edged
        (n,) which of them are lines, or areas so long and wide that an outline does not hide them.
    """
    import shapely

    found = shapely.simplify(shapes, tolerance(level), preserve_topology=False)
    bounds = shapely.bounds(shapes)
    extent = np.fmax(bounds[:, 2] - bounds[:, 0], bounds[:, 3] - bounds[:, 1])
    gone = np.flatnonzero(shapely.is_empty(found) & (extent >= cell(level)))
    found[gone] = shapely.simplify(shapes[gone], tolerance(level), preserve_topology=True)
    wide = 2 * shapely.area(shapes) > cell(level) * shapely.length(shapes)
    return found, (shapely.get_dimensions(shapes) < 2) | (wide & (extent > OUTLINED * cell(level)))


def thinned(store: FeatureStore, numbers: NDArray[np.intp], level: int) -> Thinned:
    """Merge what is smaller than a cell of a level among the shapes `numbers`."""
    columns, side = store.placed, cell(level)
    west, south = columns["west"][numbers], columns["south"][numbers]
    wide, high = columns["east"][numbers] - west, columns["north"][numbers] - south
    extent = np.maximum(wide, high)
    small = np.flatnonzero(extent < side)
    empty = np.empty(0)
    if not len(small):
        return Thinned(numbers, numbers[:0], empty, empty, empty)
    area = store.areas[numbers[small]]
    east, north = west[small] + wide[small] / 2, south[small] + high[small] / 2
    column, row = np.floor(east / side), np.floor(north / side)
    # Within a cell the largest comes last, so that its name is at the end of the run.
    order = np.lexsort((extent[small], area, column, row))
    fresh = (np.diff(column[order]) != 0) | (np.diff(row[order]) != 0)
    starts = np.concatenate([[0], np.flatnonzero(fresh) + 1])
    last = order[np.concatenate([starts[1:], [len(order)]]) - 1]
    total = np.add.reduceat(area[order], starts)
    areal = total > 0
    weight = np.where(area > 0, area, 1e-9)[order]
    sums = np.add.reduceat(weight, starts)
    half = np.sqrt(np.minimum(total, side * side)) / 2
    # A square stays within its cell, so that two of them do not lie upon each other.
    low_east, low_north = column[last] * side + half, row[last] * side + half
    room = side - 2 * half

    def middle(values: NDArray[np.float64], low: NDArray[np.float64]) -> NDArray[np.float64]:
        found = np.add.reduceat(values[order] * weight, starts) / sums
        return np.clip(found, low, low + room)[areal]

    alone = numbers[small[last[~areal]]]
    return Thinned(
        np.sort(np.concatenate([numbers[extent >= side], alone])),
        numbers[small[last[areal]]],
        middle(east, low_east),
        middle(north, low_north),
        half[areal],
    )


@dataclass(frozen=True, eq=False)
class Pyramid:
    """What the tiles of a store cost at each level, and which of them lie together.

    Attributes
    ----------
    store
        The store.
    """

    store: FeatureStore

    @cached_property
    def costs(self) -> NDArray[np.int64]:
        """(t, LEVELS) triangles, or what costs as much, of each tile at each level."""
        path = self.store.folder / COSTS
        if path.exists():
            columns = list(mapped_columns(path).values())
            if len(columns) == LEVELS and len(columns[0]) == self.store.tile_count:
                return np.stack(columns, axis=1)
        return self.counted()

    def counted(self) -> NDArray[np.int64]:
        """Return :attr:`costs` worked out from the columns of the shapes; written with the store."""
        order, starts = self.store.by_tile
        found = np.zeros((len(starts) - 1, LEVELS), dtype=np.int64)
        if not len(order):
            return found
        columns = {name: values[order] for name, values in self.store.placed.items()}
        extent = np.maximum(columns["east"] - columns["west"], columns["north"] - columns["south"])
        area = self.store.areas[order]
        tile = np.repeat(np.arange(len(found)), np.diff(starts))
        east, north = (columns["west"] + columns["east"]) / 2, (columns["south"] + columns["north"]) / 2
        for level in range(LEVELS):
            each = np.maximum(columns["vertices"] * LEFT**level, FEWEST)
            if self.store.areal:
                each *= np.where(extent > OUTLINED * cell(level), PER_EDGED, PER_VERTEX)
                each += 0 if self.store.solid else 2 * area / CUTS[level] ** 2
            if level and self.merges:
                small = extent < cell(level)
                found[:, level] = 2 * _cells(tile[small], east[small], north[small], level, len(found))
                each[small] = 0.0
            found[:, level] += np.add.reduceat(each, starts[:-1]).astype(np.int64)
        return found

    @property
    def merges(self) -> bool:
        """Whether small shapes can be merged: not those with heights, nor those that change in time."""
        return not self.store.solid and self.store.places is None

    @cached_property
    def block(self) -> NDArray[np.intp]:
        """(t,) index of the block of each tile."""
        order, starts = self.store.by_tile
        tile = self.store.placed["tile"][order[starts[:-1]]]
        number = ((tile >> 20) // SIDE) << 20 | ((tile & 0xFFFFF) // SIDE)
        return np.unique(number, return_inverse=True)[1].reshape(-1)

    def shapes_of(self, name: str) -> NDArray[np.intp]:
        """Return the numbers of the shapes of ``tile…`` or ``block…``."""
        if name.startswith("tile"):
            return self.store.shapes_of(int(name[4:]))
        tiles = np.flatnonzero(self.block == int(name[5:]))
        return np.concatenate([self.store.shapes_of(tile) for tile in tiles.tolist()])


def _cells(
    tile: NDArray[np.intp], east: NDArray[np.float64], north: NDArray[np.float64], level: int, tiles: int
) -> NDArray[np.intp]:
    """Return in how many cells of a level the places of each tile lie."""
    if not len(tile):
        return np.zeros(tiles, dtype=np.intp)
    column, row = (
        np.floor((values - values.min()) / cell(level)).astype(np.int64) for values in (east, north)
    )
    wide, high = int(column.max()) + 1, int(row.max()) + 1
    one_by_one = np.unique((tile * high + row) * wide + column)
    return np.bincount(one_by_one // (wide * high), minlength=tiles)
