"""Which tiles a view wants, and at which level: arrays over what is in sight, about a millisecond.

A city is a tree: squares of growing size (:mod:`layers.store.overview`), blocks of 4 by 4 tiles, tiles. Each
node is opened when it comes so near that its own stand-in would be seen to be one. So only what is near is
looked at one by one, and a view costs the same however large the city is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from layers.base import Part
from layers.store import overview
from layers.store.polygons import spread
from layers.store.sight import Sight
from layers.store.tree import BOXES, FAR, FULL, PRISMS, node_key

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.base import View
    from layers.store.tree import Tiles

PIXELS_PER_METRE = np.array([0.25, 0.9, 3.0])
"""From how many pixels a metre on a level is followed by the next finer one: a house of 8 m is then two
pixels; the 2 to 3 m by which a box may be wrong are two pixels; a roof of 2 m is six pixels."""
CELL_PIXELS = 2.0
"""A square is opened where a cell of it would be larger than so many pixels."""
EFFORT = 250
"""Triangles that take as long to draw as the calls for one part."""
STEADY = 1.08
"""While moving, a level stays until it is wrong by this factor."""
ROOM = 1.4
"""While moving, everything gets finer again only when this factor of triangles would be free …"""
PATIENT = 15
"""… in so many pictures in a row: whoever turns past a dense block would see houses become boxes and houses
again within a second."""


@dataclass(eq=False)
class Memory:
    """What was chosen last, so that levels do not flicker while one moves.

    Attributes
    ----------
    coarser
        Factor on all thresholds.
    tiles
        (t,) level of each tile, -1 for unknown.
    opened
        For each level of nodes, whether each was opened.
    roomy, enough
        In how many pictures in a row there was room for something finer, and the factor that all of them
        needed.
    """

    coarser: float = 1.0
    tiles: NDArray[np.int8] = field(default_factory=lambda: np.empty(0, dtype=np.int8))
    opened: list[NDArray[np.int8]] = field(default_factory=list)
    roomy: int = 0
    enough: float = 1.0

    def settle(self, needed: float) -> float:
        """Return the factor to draw with: coarser at once, finer when that has been possible for a while.

        Parameters
        ----------
        needed
            The smallest factor that keeps this picture within its budget.
        """
        if self.coarser > needed * ROOM:
            self.roomy, self.enough = self.roomy + 1, max(self.enough, needed)
        else:
            self.roomy, self.enough = 0, 1.0
        if needed > self.coarser or self.roomy >= PATIENT:
            self.coarser = max(needed, self.enough)
            self.roomy, self.enough = 0, 1.0
        return self.coarser


@dataclass
class _Items:
    """What may be drawn, and for which factors on the thresholds: from `low` to below `high`."""

    what: list[NDArray[np.int8]] = field(default_factory=list)
    number: list[NDArray[np.intp]] = field(default_factory=list)
    low: list[NDArray[np.float64]] = field(default_factory=list)
    high: list[NDArray[np.float64]] = field(default_factory=list)
    cost: list[NDArray[np.int64]] = field(default_factory=list)
    away: list[NDArray[np.float64]] = field(default_factory=list)

    def add(
        self,
        what: int,
        number: NDArray[np.intp],
        factors: tuple[NDArray[np.float64], NDArray[np.float64]],
        cost: NDArray[np.int64],
        away: NDArray[np.float64],
    ) -> None:
        """Add nodes of one level (negative) or tiles at one level of detail."""
        self.what.append(np.full(len(number), what, dtype=np.int8))
        self.number.append(number)
        self.low.append(factors[0])
        self.high.append(factors[1])
        self.cost.append(cost)
        self.away.append(away)


def choose(tiles: Tiles, layer: str, view: View, memory: Memory | None = None, mark: str = "") -> list[Part]:
    """Return the parts that a view wants within its budget of triangles, the nearest first.

    Parameters
    ----------
    tiles, layer, view
        Of what, its id, and what the camera sees.
    memory
        What was chosen last; it is used and renewed while the view moves.
    mark
        Added to the names of squares, whose content depends on more than the store.
    """
    if not len(tiles.numbers):
        return []
    memory = memory if memory is not None and view.moving else None
    found = _items(tiles, view, memory)
    what, number = np.concatenate(found.what), np.concatenate(found.number)
    low, high = np.concatenate(found.low), np.concatenate(found.high)
    cost, away = np.concatenate(found.cost), np.concatenate(found.away)
    factor = _factor(low, high, cost + EFFORT, view.budget)
    if memory is not None:
        factor = memory.settle(factor)
    drawn = np.flatnonzero((low <= factor) & (factor < high) & (cost > 0))
    drawn = drawn[np.argsort(away[drawn], kind="stable")]
    if memory is not None:
        _remember(tiles, memory, what[drawn], number[drawn])
    return [
        _part(tiles, layer, one, node, price, distance, mark)
        for one, node, price, distance in zip(
            what[drawn].tolist(),
            number[drawn].tolist(),
            cost[drawn].tolist(),
            away[drawn].tolist(),
            strict=True,
        )
    ]


def _items(tiles: Tiles, view: View, memory: Memory | None) -> _Items:
    """Go down the tree and collect everything that this view may draw."""
    half = np.tan(np.radians(view.field_of_view) / 2)
    scale = view.size[1] / (2 * half)
    found = _Items()
    sight = Sight(view)
    top = len(tiles.nodes) - 1
    inside = np.arange(len(tiles.nodes[top].numbers))
    limit = np.full(len(inside), np.inf)
    for level in range(top, -1, -1):
        nodes = tiles.nodes[level]
        seen, away = sight.of(nodes.bounds[inside])
        inside, limit, away = inside[seen], limit[seen], away[seen]
        pixels = scale / np.maximum(away, 1.0)
        threshold = PIXELS_PER_METRE[0] if level == 0 else CELL_PIXELS / overview.cell_of(level - 1)
        opened = pixels / min(threshold, PIXELS_PER_METRE[0])
        if memory is not None and level < len(memory.opened):
            opened = opened * STEADY ** memory.opened[level][inside]
        opened = np.minimum(opened, limit)
        found.add(-level - 1, inside, (opened, limit), nodes.costs[inside], away)
        enter = opened > 1.0
        inside, opened = inside[enter], opened[enter]
        limit = np.repeat(opened, nodes.count[inside])
        inside = nodes.order[spread(nodes.first[inside], nodes.count[inside])]
    seen, away = sight.of(tiles.bounds[inside])
    inside, limit, away = inside[seen], limit[seen], away[seen]
    pixels = scale / np.maximum(away, 1.0)
    ratio = pixels[:, None] / PIXELS_PER_METRE
    if memory is not None and len(memory.tiles):
        last = memory.tiles[inside]
        known = last[:, None] >= 0
        ratio = ratio * np.where(known, np.where(last[:, None] > np.arange(3), STEADY, 1 / STEADY), 1.0)
    ratio = np.minimum(ratio, limit[:, None])
    ratio[~tiles.finer[inside], PRISMS] = 0.0
    price = tiles.costs[inside]
    edges = np.column_stack([limit, ratio, np.zeros(len(inside))])
    for level in (FAR, BOXES, PRISMS, FULL):
        found.add(level, inside, (edges[:, level + 1], edges[:, level]), price[:, level], away)
    return found


def _factor(
    low: NDArray[np.float64], high: NDArray[np.float64], cost: NDArray[np.int64], budget: int
) -> float:
    """Return the smallest factor of at least 1 with which what is drawn stays within the budget."""
    begins, ends = np.maximum(low, 1.0), high
    some = ends > begins
    begins, ends, cost = begins[some], ends[some], cost[some]
    if not len(cost):
        return 1.0
    place = np.concatenate([begins, ends])
    change = np.concatenate([cost, -cost])
    order = np.argsort(place, kind="stable")
    place, total = place[order], np.cumsum(change[order])
    last = np.append(place[1:] > place[:-1], True)  # several changes in one place count together
    place, total = place[last], total[last]
    fits = np.flatnonzero((total <= budget) & np.isfinite(place))
    return float(place[fits[0]] if len(fits) else place[np.isfinite(place)][-1])


def _remember(tiles: Tiles, memory: Memory, what: NDArray[np.int8], number: NDArray[np.intp]) -> None:
    """Note the levels that were chosen."""
    if not len(memory.tiles):
        memory.tiles = np.full(len(tiles.numbers), -1, dtype=np.int8)
        memory.opened = [np.zeros(len(nodes.numbers), dtype=np.int8) for nodes in tiles.nodes]
    for level, opened in enumerate(memory.opened):
        opened[number[what == -level - 1]] = -1
    near = what >= 0
    memory.tiles[number[near]] = what[near]
    # What lies above something that is drawn was opened.
    inside = tiles.above(0)[number[near]]
    for level, opened in enumerate(memory.opened):
        opened[inside] = 1
        if level + 1 < len(memory.opened):
            drawn = number[what == -level - 1]
            inside = tiles.above(level + 1)[np.concatenate([inside, drawn])]


def _part(tiles: Tiles, layer: str, what: int, node: int, price: int, distance: float, mark: str) -> Part:
    """Return a part with what may stand in for it."""
    if what < 0:
        level = -what - 1
        name, number = node_key(level, node)
        above = tiles.chain(level, node)
        if not mark:
            return Part(layer, (name, number), distance, price, above)
        if level == 0:
            return Part(layer, (name, number), distance, price, _marked(above, mark))
        return Part(layer, (name + mark, number), distance, price, ((name, number), *_marked(above, mark)))
    name = f"tile{node}"
    others = tuple((name, other) for other in (FULL, PRISMS, BOXES, FAR) if other != what)
    above = tiles.chain(-1, node)
    return Part(
        layer, (name, what), distance, price, (*others, *(_marked(above, mark) if mark else above)), above[0]
    )


def _marked(keys: tuple[tuple[str, int], ...], mark: str) -> tuple[tuple[str, int], ...]:
    return tuple((name if level == FAR else name + mark, level) for name, level in keys)
