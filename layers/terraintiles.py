"""Which tiles of a terrain a view wants: a walk down the pyramid over arrays, well below a millisecond."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from layers.base import Part
from layers.store.sight import Sight
from layers.terrainmesh import TRIANGLES
from layers.terrainstore import TILE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.base import View
    from layers.terrainstore import TerrainStore

PIXELS = 1.5
"""Pixels by which the picture of a tile may be wrong before the next finer level follows."""
CELL_PIXELS = 3.0
"""Pixels that a cell may be large on the screen where lines are drawn by its heights."""
LEAST_SHARE = 0.02
"""A level is at least this much of its cell wrong: a flat tile is refined, but late."""


@dataclass(frozen=True, eq=False)
class Pyramid:
    """All tiles of a terrain as arrays, the coarsest level first."""

    store: TerrainStore

    @cached_property
    def level(self) -> NDArray[np.int64]:
        """(n,) level of each tile, 0 the finest."""
        levels = self.store.levels
        return np.repeat(np.arange(len(levels))[::-1], [len(level.records) for level in levels[::-1]])

    @cached_property
    def _records(self) -> NDArray[np.void]:
        return np.concatenate([level.records for level in self.store.levels[::-1]])

    @cached_property
    def row(self) -> NDArray[np.int64]:
        """(n,) row of each tile within its level."""
        return self._records["row"].astype(np.int64)

    @cached_property
    def column(self) -> NDArray[np.int64]:
        """(n,) column of each tile within its level."""
        return self._records["column"].astype(np.int64)

    @cached_property
    def first(self) -> NDArray[np.int64]:
        """(levels + 1,) where each level begins, the coarsest first."""
        counts = [len(level.records) for level in self.store.levels[::-1]]
        return np.concatenate([[0], np.cumsum(counts)])

    @cached_property
    def parent(self) -> NDArray[np.int64]:
        """(n,) the tile of the next coarser level, -1 for the coarsest."""
        parent = np.full(len(self.level), -1, dtype=np.int64)
        levels = self.store.levels[::-1]
        for number in range(1, len(levels)):
            own = slice(self.first[number], self.first[number + 1])
            above = levels[number - 1].index[self.row[own] // 2, self.column[own] // 2]
            parent[own] = np.where(above >= 0, above + self.first[number - 1], -1)
        return parent

    @cached_property
    def children(self) -> NDArray[np.int64]:
        """(n, 4) the tiles of the next finer level, -1 where there is none."""
        children = np.full((len(self.level), 4), -1, dtype=np.int64)
        own = np.flatnonzero(self.parent >= 0)
        place = (self.row[own] % 2) * 2 + self.column[own] % 2
        children[self.parent[own], place] = own
        return children

    @cached_property
    def bounds(self) -> NDArray[np.float64]:
        """(n, 6) west, south, bottom, east, north, top."""
        side = self.store.cell * TILE * 2.0**self.level
        west, south = self.store.west + self.column * side, self.store.south + self.row * side
        bottom, top = self._records["bottom"].astype(np.float64), self._records["top"].astype(np.float64)
        # A coarser tile averages its heights away; its box has to hold those of the finer ones.
        for number in range(len(self.store.levels) - 1, 0, -1):
            own = np.arange(self.first[number], self.first[number + 1])
            np.minimum.at(bottom, self.parent[own], bottom[own])
            np.maximum.at(top, self.parent[own], top[own])
        return np.stack([west, south, bottom, west + side, south + side, top], axis=1)

    @cached_property
    def error(self) -> NDArray[np.float64]:
        """(n,) metres by which each tile may differ from the finest level."""
        cell = self.store.cell * 2.0**self.level
        error = np.maximum(self._records["error"].astype(np.float64), LEAST_SHARE * cell)
        error[self.level == 0] = 0.0
        return error

    def prepare(self) -> Pyramid:
        """Work out what :func:`choose` needs, so that the first view does not wait for it."""
        _ = (self.children, self.bounds, self.error)
        return self

    def key(self, tile: int) -> tuple[str, int]:
        """Return the key of the part of a tile."""
        return f"tile{self.row[tile]}_{self.column[tile]}", int(self.level[tile])

    def tile_of(self, key: tuple[str, int]) -> int:
        """Return the tile that a key names."""
        row, _, column = key[0].removeprefix("tile").partition("_")
        place = len(self.store.levels) - 1 - key[1]
        return int(self.first[place] + self.store.levels[key[1]].index[int(row), int(column)])

    def skirt(self, tile: int) -> float:
        """Return how deep the skirt of a tile must hang to hide a step to any neighbour's level."""
        above = int(self.parent[tile])
        cell = self.store.cell * 2.0 ** float(self.level[tile])
        return float(self.error[above] + self.error[tile] if above >= 0 else self.error[tile]) + cell


def choose(pyramid: Pyramid, layer: str, view: View, precision: float = 0.0) -> list[Part]:
    """Return the parts that a view wants within its budget of triangles, the nearest first.

    Parameters
    ----------
    pyramid, layer, view
        The tiles, the id of their layer, and the view.
    precision
        Metres by which heights may be wrong where a cell is larger than :data:`CELL_PIXELS`, because lines
        are drawn by them; 0 when only the shape counts.
    """
    budget = max(view.budget // TRIANGLES, 1)
    half = np.tan(np.radians(view.field_of_view) / 2)
    scale = view.size[1] / (2 * half)
    sight = Sight(view)
    roots = np.arange(pyramid.first[1])
    seen, distance = sight.of(pyramid.bounds[roots])
    active, away = roots[seen], distance[seen]
    drawn: list[tuple[NDArray[np.int64], NDArray[np.float64]]] = []
    count = len(active)
    while len(active):
        wrong = pyramid.error[active] * (view.stretch * scale) / np.maximum(away, 1.0)
        if precision:
            cell = pyramid.store.cell * 2.0 ** pyramid.level[active]
            large = cell * scale / (CELL_PIXELS * np.maximum(away, 1.0))
            wrong = np.maximum(wrong, np.where(pyramid.error[active] > precision, PIXELS * large, 0.0))
        order = np.argsort(-wrong)
        order = order[wrong[order] > PIXELS]
        children = pyramid.children[active[order]]
        some = children >= 0
        flat = children[some]
        seen, distance = sight.of(pyramid.bounds[flat])
        owner = np.repeat(np.arange(len(order)), some.sum(axis=1))
        # The worst tiles are refined first, as long as the budget lasts.
        more = np.cumsum(np.bincount(owner[seen], minlength=len(order)) - 1)
        fits = int(np.searchsorted(np.maximum.accumulate(more), budget - count, side="right"))
        refined = np.zeros(len(active), dtype=bool)
        refined[order[:fits]] = True
        drawn.append((active[~refined], away[~refined]))
        keep = seen & (owner < fits)
        count += int(more[fits - 1]) if fits else 0
        active, away = flat[keep], distance[keep]
    tiles = np.concatenate([tile for tile, _ in drawn]) if drawn else np.empty(0, dtype=np.int64)
    near = np.concatenate([distance for _, distance in drawn]) if drawn else np.empty(0)
    order = np.argsort(near, kind="stable")
    return [
        Part(layer, pyramid.key(tile), priority, TRIANGLES, _stand_ins(pyramid, tile))
        for tile, priority in zip(tiles[order].tolist(), near[order].tolist(), strict=True)
    ]


def _stand_ins(pyramid: Pyramid, tile: int) -> tuple[tuple[str, int], ...]:
    """Return what is drawn until a tile is loaded: the tiles above it, else those below it."""
    keys = []
    above = int(pyramid.parent[tile])
    while above >= 0:
        keys.append(pyramid.key(above))
        above = int(pyramid.parent[above])
    below = pyramid.children[tile]
    return (*keys, *(pyramid.key(child) for child in below[below >= 0].tolist()))
