"""The tree of a city: tiles in blocks, blocks in squares of growing size, as arrays."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from layers.store import overview
from layers.store.format import block_of
from layers.store.polygons import spread
from layers.store.tiling import BOUNDS, COSTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.drawables import Drawable
    from layers.store.city import CityStore
    from layers.store.tiling import Index

FAR, BOXES, PRISMS, FULL = range(4)
"""Levels: roof plates and large boxes; a box for each building; LOD1; the best there is."""
SQUARES = -1
"""Level of the smallest squares of the overview; larger ones count down from it."""


@dataclass(frozen=True, eq=False)
class Nodes:
    """The nodes of one level of the tree.

    Attributes
    ----------
    numbers
        (k,) number of each, rising.
    bounds
        (k, 6) west, south, bottom, east, north, top.
    costs
        (k,) triangles of the stand-in of the whole node.
    order, first, count
        Its children, indices into the level below: ``order[first : first + count]``.
    """

    numbers: NDArray[np.int64]
    bounds: NDArray[np.float64]
    costs: NDArray[np.int64]
    order: NDArray[np.intp]
    first: NDArray[np.intp]
    count: NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Tiles:
    """Tiles and blocks of a store as arrays; blocks are squares of tiles for the far view.

    Attributes
    ----------
    store
        The store.
    """

    store: CityStore
    _fallbacks: dict[tuple[int, int], tuple[tuple[str, int], ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def index(self) -> Index:
        """What lies where."""
        return self.store.index

    @property
    def numbers(self) -> NDArray[np.int64]:
        """(t,) number of each tile, ascending."""
        return self.index.tiles["tile"]

    def rows(self, tile: int) -> NDArray[np.intp]:
        """Return the buildings of the tile at index `tile`."""
        first = int(self.index.tiles["first"][tile])
        return self.index.order[first : first + int(self.index.tiles["count"][tile])].astype(np.intp)

    @cached_property
    def bounds(self) -> NDArray[np.float64]:
        """(t, 6) west, south, bottom, east, north, top."""
        return np.stack([self.index.tiles[name] for name in BOUNDS], axis=1)

    @cached_property
    def costs(self) -> NDArray[np.int64]:
        """(t, 4) triangles of each tile at each level."""
        return np.stack([self.index.tiles[name] for name in COSTS], axis=1)

    @cached_property
    def finer(self) -> NDArray[np.bool_]:
        """(t,) whether the full level shows more than prisms."""
        return self.costs[:, FULL] > self.costs[:, PRISMS]

    @cached_property
    def _chunks(self) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
        """Rows of the chunk index by tile, and where those of each tile begin and end."""
        chunk_tiles = self.store.chunks["tile"]
        order = np.argsort(chunk_tiles, kind="stable")
        first = np.searchsorted(chunk_tiles[order], self.numbers, side="left")
        stop = np.searchsorted(chunk_tiles[order], self.numbers, side="right")
        return order, first, stop

    def chunks_of(self, tile: int) -> NDArray[np.intp]:
        """Return the rows of the chunk index that belong to a tile."""
        order, first, stop = self._chunks
        return order[first[tile] : stop[tile]]

    @cached_property
    def block(self) -> NDArray[np.int64]:
        """(t,) index of the block of each tile."""
        return np.unique(block_of(self.numbers), return_inverse=True)[1].reshape(-1)

    @cached_property
    def nodes(self) -> tuple[Nodes, ...]:
        """Blocks, then squares from the smallest to the largest."""
        far = self.costs[:, FAR]
        found = [_parents(block_of(self.numbers), self.bounds, far)]
        squares = self.index.overview.squares
        for level in range(int(squares["level"].max()) + 1 if len(squares["level"]) else 0):
            below = found[-1]
            if level == 0:  # a block lies where its first tile lies
                number = overview.square_of(self.numbers[below.order[below.first]], 0)
            else:
                number = ((below.numbers >> 20) // 2) << 20 | ((below.numbers & 0xFFFFF) // 2)
            here = squares["level"] == level
            costs = dict(
                zip(squares["number"][here].tolist(), squares["triangles"][here].tolist(), strict=True)
            )
            made = _parents(number, below.bounds, None)
            # A square may hold buildings without a box only: then there is nothing to draw.
            known = np.array([costs.get(one, 0) for one in made.numbers.tolist()], dtype=np.int64)
            found.append(Nodes(made.numbers, made.bounds, known, made.order, made.first, made.count))
        return tuple(found)

    @property
    def block_count(self) -> int:
        """Number of blocks."""
        return len(self.nodes[0].numbers)

    def block_rows(self, block: int) -> NDArray[np.intp]:
        """Return the buildings of a block."""
        return self.rows_below(0, block)

    def rows_below(self, level: int, node: int) -> NDArray[np.intp]:
        """Return the buildings of a node."""
        inside = np.array([node], dtype=np.intp)
        for nodes in reversed(self.nodes[: level + 1]):
            inside = nodes.order[spread(nodes.first[inside], nodes.count[inside])]
        tiles = self.index.tiles
        first, count = tiles["first"][inside].astype(np.int64), tiles["count"][inside].astype(np.int64)
        return self.index.order[spread(first, count)].astype(np.intp)

    def square_mesh(self, level: int, node: int) -> list[Drawable]:
        """Return what is drawn of a square; nothing where its buildings have no shape."""
        squares = self.index.overview.squares
        here = (squares["level"] == level - 1) & (squares["number"] == self.nodes[level].numbers[node])
        return [self.index.overview.mesh(int(square)) for square in np.flatnonzero(here).tolist()]

    @cached_property
    def _holders(self) -> tuple[NDArray[np.intp], ...]:
        """For tiles and for each level of nodes but the last the index of the node above."""
        found = []
        for nodes in self.nodes:
            above = np.empty(len(nodes.order), dtype=np.intp)
            above[nodes.order] = np.repeat(np.arange(len(nodes.count)), nodes.count)
            found.append(above)
        return tuple(found)

    def above(self, level: int) -> NDArray[np.intp]:
        """Return in which node of a level each tile (level 0) or node of the level below lies."""
        return self._holders[level]

    def chain(self, level: int, node: int) -> tuple[tuple[str, int], ...]:
        """Return the keys of all nodes above a tile (level -1) or node, the nearest first."""
        key = (level, node)
        found = self._fallbacks.get(key)
        if found is None:
            keys = []
            for step in range(level + 1, len(self.nodes)):
                node = int(self.above(step)[node])
                keys.append(node_key(step, node))
            found = self._fallbacks[key] = tuple(keys)
        return found


def node_key(level: int, node: int) -> tuple[str, int]:
    """Return the key of a node: blocks are level 0, then squares."""
    return (f"block{node}", FAR) if level == 0 else (f"square{level}_{node}", SQUARES - level + 1)


def _parents(
    number: NDArray[np.int64],
    bounds: NDArray[np.float64],
    costs: NDArray[np.int64] | None,
) -> Nodes:
    """Return the nodes that hold others: `number` says in which one each of them lies."""
    order = np.argsort(number, kind="stable")
    numbers, first = np.unique(number[order], return_index=True)
    count = np.diff([*first.tolist(), len(order)])
    if not len(numbers):
        return Nodes(numbers, np.empty((0, 6)), np.empty(0, np.int64), order, first, count.astype(np.intp))
    low = np.fmin.reduceat(bounds[order, :3], first, axis=0)
    high = np.fmax.reduceat(bounds[order, 3:], first, axis=0)
    total = np.zeros(len(numbers), np.int64) if costs is None else np.add.reduceat(costs[order], first)
    return Nodes(numbers, np.hstack([low, high]), total, order, first, count.astype(np.intp))
