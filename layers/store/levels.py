"""Which tiles a view wants, and at which level: arrays over tiles, well below a millisecond."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from layers.base import Part
from layers.store.boxes import far_cost
from layers.store.format import block_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.base import View
    from layers.store.city import CityStore

FAR, BOXES, PRISMS, FULL = range(4)
"""Levels: roof plates and large boxes; a box for each building; LOD1; the best there is."""

PIXELS_PER_METRE = np.array([0.25, 0.9, 3.0])
"""From how many pixels a metre on a level is followed by the next finer one: a house of 8 m is then two
pixels; the 2 to 3 m by which a box may be wrong are two pixels; a roof of 2 m is six pixels."""
COARSER = 1.3
MOST_STEPS = 16


@dataclass(frozen=True, eq=False)
class Tiles:
    """Tiles and blocks of a store as arrays; blocks are squares of tiles for the far view.

    Attributes
    ----------
    store
        The store.
    """

    store: CityStore

    @cached_property
    def _sorted(self) -> tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.int64]]:
        """Buildings ordered by tile, the different tiles, and where each begins."""
        tile = self.store.features["tile"]
        order = np.argsort(tile, kind="stable")
        tiles, starts = np.unique(tile[order], return_index=True)
        placed = tiles >= 0  # buildings without geometry have tile -1
        return order, tiles[placed], np.concatenate([starts[placed], [len(tile)]])

    @property
    def numbers(self) -> NDArray[np.int64]:
        """(t,) number of each tile, ascending."""
        return self._sorted[1]

    def rows(self, tile: int) -> NDArray[np.intp]:
        """Return the buildings of the tile at index `tile`."""
        order, _, starts = self._sorted
        return order[starts[tile] : starts[tile + 1]]

    @cached_property
    def bounds(self) -> NDArray[np.float64]:
        """(t, 6) west, south, bottom, east, north, top."""
        order, tiles, starts = self._sorted
        if not len(tiles):
            return np.empty((0, 6))
        features = self.store.features
        columns = []
        for name, function in (
            ("west", np.fmin),
            ("south", np.fmin),
            ("bottom", np.fmin),
            ("east", np.fmax),
            ("north", np.fmax),
            ("top", np.fmax),
        ):
            ordered = features[name][order[starts[0] :]]
            columns.append(function.reduceat(ordered, starts[:-1] - starts[0]))
        return np.stack(columns, axis=1)

    @cached_property
    def costs(self) -> NDArray[np.int64]:
        """(t, 4) triangles of each tile at each level."""
        order, tiles, starts = self._sorted
        costs = np.zeros((len(tiles), 4), dtype=np.int64)
        if not len(tiles):
            return costs
        cuts = starts[:-1] - starts[0]
        ordered = order[starts[0] :]
        costs[:, FAR] = np.add.reduceat(far_cost(self.store.features, plates=True)[ordered], cuts)
        costs[:, BOXES] = np.add.reduceat(far_cost(self.store.features, plates=False)[ordered], cuts)
        chunks = self.store.chunks
        place = np.searchsorted(tiles, chunks["tile"])
        inside = (place < len(tiles)) & (tiles[np.minimum(place, len(tiles) - 1)] == chunks["tile"])
        drawn = chunks["triangles"] - chunks["ground"]
        low = inside & (chunks["lod"] <= 1)
        np.add.at(costs[:, PRISMS], place[low], drawn[low])
        np.maximum.at(costs[:, FULL], place[inside], 0)
        np.add.at(costs[:, FULL], place[inside], drawn[inside])
        costs[:, PRISMS] = np.where(costs[:, PRISMS] > 0, costs[:, PRISMS], costs[:, FULL])
        return costs

    @cached_property
    def finer(self) -> NDArray[np.bool_]:
        """(t,) whether the full level shows more than prisms."""
        return self.costs[:, FULL] > self.costs[:, PRISMS]

    @cached_property
    def chunks_of(self) -> list[NDArray[np.intp]]:
        """For each tile the rows of the chunk index."""
        chunk_tiles = self.store.chunks["tile"]
        order = np.argsort(chunk_tiles, kind="stable")
        first = np.searchsorted(chunk_tiles[order], self.numbers, side="left")
        stop = np.searchsorted(chunk_tiles[order], self.numbers, side="right")
        return [order[a:b] for a, b in zip(first.tolist(), stop.tolist(), strict=True)]

    @cached_property
    def block(self) -> NDArray[np.int64]:
        """(t,) index of the block of each tile."""
        return np.unique(block_of(self.numbers), return_inverse=True)[1].reshape(-1)

    @cached_property
    def block_count(self) -> int:
        """Number of blocks."""
        return int(self.block.max()) + 1 if len(self.block) else 0

    @cached_property
    def block_costs(self) -> NDArray[np.int64]:
        """(b,) triangles of each block in the far view."""
        return np.bincount(self.block, weights=self.costs[:, FAR], minlength=self.block_count).astype(
            np.int64
        )

    def block_rows(self, block: int) -> NDArray[np.intp]:
        """Return the buildings of a block."""
        return np.concatenate([self.rows(tile) for tile in np.flatnonzero(self.block == block).tolist()])


def visible(bounds: NDArray[np.float64], view: View) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Return which boxes (n, 6) are in the view, and how far the nearest point of each is.

    A box counts as visible when the sphere around it touches the cone around the view.
    """
    if view.stretch != 1.0:
        bounds = bounds.copy()
        bounds[:, 2::3] = view.datum + (bounds[:, 2::3] - view.datum) * view.stretch
    eye = np.asarray(view.position, dtype=np.float64)
    axis = np.asarray(view.focal, dtype=np.float64) - eye
    axis = axis / max(float(np.linalg.norm(axis)), 1e-9)
    low, high = bounds[:, :3], bounds[:, 3:]
    nearest = np.linalg.norm(np.maximum(np.maximum(low - eye, eye - high), 0.0), axis=1)
    centre = (low + high) / 2 - eye
    radius = np.linalg.norm(high - low, axis=1) / 2
    ahead = centre @ axis
    aside = np.sqrt(np.maximum((centre**2).sum(axis=1) - ahead**2, 0.0))
    half = np.tan(np.radians(view.field_of_view) / 2)
    aspect = view.size[0] / max(view.size[1], 1)
    slope = half * np.hypot(1.0, aspect)
    seen = (aside - ahead * slope) <= radius * np.sqrt(1 + slope**2)
    return seen & (ahead > -radius), nearest


def _blocks(
    tiles: Tiles, seen: NDArray[np.bool_], level: NDArray[np.intp]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which blocks are drawn tile by tile, and which as a whole (with tiles that are not seen)."""
    near = np.zeros(tiles.block_count, dtype=bool)
    near[tiles.block[seen & (level > FAR)]] = True
    far = np.zeros(tiles.block_count, dtype=bool)
    far[tiles.block[seen]] = True
    return near, far & ~near


def _cost(tiles: Tiles, seen: NDArray[np.bool_], level: NDArray[np.intp]) -> int:
    """Return the triangles that these levels draw."""
    near, far = _blocks(tiles, seen, level)
    by_tile = np.flatnonzero(seen & near[tiles.block])
    return int(tiles.costs[by_tile, level[by_tile]].sum() + tiles.block_costs[far].sum())


def choose(tiles: Tiles, layer: str, view: View) -> list[Part]:
    """Return the parts that a view wants within its budget of triangles, the nearest first."""
    if not len(tiles.numbers):
        return []
    seen, distance = visible(tiles.bounds, view)
    if not seen.any():
        return []
    half = np.tan(np.radians(view.field_of_view) / 2)
    pixels = view.size[1] / (2 * half * np.maximum(distance, 1.0))
    thresholds = PIXELS_PER_METRE.copy()
    for _ in range(MOST_STEPS):
        level = np.searchsorted(thresholds, pixels, side="right")
        level[(level == FULL) & ~tiles.finer] = PRISMS
        if _cost(tiles, seen, level) <= view.budget:
            break
        thresholds *= COARSER
    else:
        level = np.full(len(seen), FAR)
    near_blocks, far_blocks = _blocks(tiles, seen, level)
    by_tile = np.flatnonzero(seen & near_blocks[tiles.block])
    block_distance = np.full(tiles.block_count, np.inf)
    np.minimum.at(block_distance, tiles.block, distance)
    parts = [
        Part(layer, (f"block{block}", FAR), float(block_distance[block]), int(tiles.block_costs[block]))
        for block in np.flatnonzero(far_blocks).tolist()
    ]
    for tile in by_tile.tolist():
        wanted, name = int(level[tile]), f"tile{tile}"
        fallback = (
            *((name, other) for other in (FULL, PRISMS, BOXES, FAR) if other != wanted),
            (f"block{tiles.block[tile]}", FAR),
        )
        parts.append(
            Part(layer, (name, wanted), float(distance[tile]), int(tiles.costs[tile, wanted]), fallback)
        )
    parts.sort(key=lambda part: part.priority)
    return parts
