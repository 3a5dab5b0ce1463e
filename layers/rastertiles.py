"""Which tiles of a raster a view wants: a quadtree over its extent, cut where it is needed and never held.

Level 0 has the raster's own resolution, each further level half of it. A tile has :data:`PIXELS` pixels along
a side at every level, so a raster of any size costs what the view can show of it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from layers.base import Part
from layers.store.sight import Sight

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.base import View

PIXELS = 512
"""Pixels along a side of a tile."""
NODES = 65
"""Heights along a side of a tile: eight metres apart for pixels of a metre, or hills pierce the picture."""
TRIANGLES = 2 * (NODES - 1) ** 2
MOST_TILES = 48
"""Tiles of one view: 50 MB of pictures."""
FOUR = np.array([(0, 0), (0, 1), (1, 0), (1, 1)], dtype=np.int64)
SHARPNESS = 1.25
"""A pixel of the raster may be so many pixels of the screen wide before the next finer level is drawn."""


@dataclass(frozen=True, eq=False)
class Quadtree:
    """The tiles of a raster.

    Attributes
    ----------
    west, south, east, north
        Extent in metres of the project's plane rectangular system.
    resolution
        Metres along a pixel at level 0.
    bottom, top
        Heights between which the ground lies, as far as nobody knows better of a tile.
    known
        Lowest and highest ground of tiles that were made, by key. It fills while tiles are made.
    """

    west: float
    south: float
    east: float
    north: float
    resolution: float
    bottom: float = 0.0
    top: float = 0.0
    known: dict[tuple[str, int], tuple[float, float]] = field(default_factory=dict)

    @property
    def levels(self) -> int:
        """Number of levels; the last has one tile."""
        longest = max(self.east - self.west, self.north - self.south)
        return max(math.ceil(math.log2(max(longest / (PIXELS * self.resolution), 1.0))), 0) + 1

    def side(self, level: int) -> float:
        """Return the metres along a side of the tiles of a level."""
        return float(PIXELS * self.resolution * 2.0**level)

    def bounds(self, key: tuple[str, int]) -> tuple[float, float, float, float]:
        """Return west, south, east, north of a tile; it may reach over the edge of the raster."""
        row, _, column = key[0].removeprefix("tile").partition("_")
        side = self.side(key[1])
        west, south = self.west + int(column) * side, self.south + int(row) * side
        return west, south, west + side, south + side

    def choose(self, layer: str, view: View) -> list[Part]:
        """Return the tiles that a view wants, the nearest first."""
        half = np.tan(np.radians(view.field_of_view) / 2)
        level = self.levels - 1
        active = np.zeros((1, 2), dtype=np.int64)
        active, away = self._seen(active, level, view)
        most = min(MOST_TILES, max(view.budget // TRIANGLES, 1))
        found: list[tuple[NDArray[np.int64], NDArray[np.float64], int]] = []
        count = len(active)
        while len(active):
            pixel = 2 * half * np.maximum(away, 1.0) / view.size[1]
            coarse = self.resolution * 2.0**level / pixel
            order = np.argsort(-coarse, kind="stable")
            split = order[coarse[order] > SHARPNESS] if level else order[:0]
            # The tiles that are worst are cut first, as long as the number of tiles allows it.
            split = split[: max((most - count) // 3, 0)]
            whole = np.ones(len(active), dtype=bool)
            whole[split] = False
            found.append((active[whole], away[whole], level))
            children = (active[split][:, None, :] * 2 + FOUR).reshape(-1, 2)
            count -= len(split)
            level -= 1
            active, away = self._seen(children, level, view)
            count += len(active)
        return self._parts(layer, found)

    def _parts(
        self, layer: str, found: list[tuple[NDArray[np.int64], NDArray[np.float64], int]]
    ) -> list[Part]:
        parts = [
            Part(layer, _key(row, column, level), distance, TRIANGLES, self._stand_ins(row, column, level))
            for tiles, away, level in found
            for (row, column), distance in zip(tiles.tolist(), away.tolist(), strict=True)
        ]
        parts.sort(key=lambda part: part.priority)
        return parts

    def _stand_ins(self, row: int, column: int, level: int) -> tuple[tuple[str, int], ...]:
        above = [_key(row >> step, column >> step, level + step) for step in range(1, self.levels - level)]
        if not level:
            return tuple(above)
        below = [_key(row * 2 + up, column * 2 + right, level - 1) for up in (0, 1) for right in (0, 1)]
        return (*above, *below)

    def _seen(
        self, tiles: NDArray[np.int64], level: int, view: View
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return those of some tiles (n, 2: row, column) that are in the view, and how far each is."""
        side = self.side(level)
        west, south = self.west + tiles[:, 1] * side, self.south + tiles[:, 0] * side
        inside = (west < self.east) & (south < self.north)
        tiles, west, south = tiles[inside], west[inside], south[inside]
        heights = np.array(
            [self._heights(row, column, level) for row, column in tiles.tolist()], dtype=np.float64
        ).reshape(-1, 2)
        box = np.stack(
            [
                west,
                south,
                heights[:, 0],
                np.minimum(west + side, self.east),
                np.minimum(south + side, self.north),
                heights[:, 1],
            ],
            axis=1,
        )
        seen, distance = Sight(view).of(box)
        return tiles[seen], distance[seen]

    def _heights(self, row: int, column: int, level: int) -> tuple[float, float]:
        for step in range(self.levels - level):
            found = self.known.get(_key(row >> step, column >> step, level + step))
            if found is not None:
                return found
        return self.bottom, self.top


def _key(row: int, column: int, level: int) -> tuple[str, int]:
    return f"tile{row}_{column}", level
