"""A tile and all below it: cut, written, and squeezed until no tile is too large, by whoever has the time.

A branch is told by paths and numbers alone, so that any process can do it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.publish.pmtiles import Spooler, compressed
from gisapp.desks.publish.tilegrid import WORLD_BITS, tile_numbers
from gisapp.desks.publish.varints import written
from gisapp.desks.publish.vectortiles.cutting import cut
from gisapp.desks.publish.vectortiles.encoding import EXTENT, EXTENT_BITS, PIXEL, encoded
from gisapp.desks.publish.vectortiles.stock import Stock

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.publish.pmtiles import Spool

BUFFER = 64
"""Steps that a tile reaches over its edge, so that outlines and pins there are whole."""
MOST_BYTES = 400_000
"""Of a tile as it is sent; where it would be larger, small things are thinned by larger cells."""
COARSEST = 512
"""Steps of the largest cell."""


@dataclass(frozen=True)
class Shelf:
    """A layer of the tiles.

    Attributes
    ----------
    name
        Id of the layer within the tiles.
    folder
        Its :class:`~gisapp.desks.publish.vectortiles.stock.Stock`.
    zooms
        The coarsest and the finest zoom at which it is there.
    """

    name: str
    folder: Path
    zooms: tuple[int, int]


@dataclass(frozen=True)
class Branch:
    """Work that one process does in one go.

    Attributes
    ----------
    shelves
        The layers.
    zoom, column, row
        The tile.
    last
        The finest zoom that is made of it; equal to `zoom` for this one tile.
    spool
        The file that the tiles are written to.
    """

    shelves: tuple[Shelf, ...]
    zoom: int
    column: int
    row: int
    last: int
    spool: Path


@dataclass(frozen=True, eq=False)
class Done:
    """What became of a branch.

    Attributes
    ----------
    spool
        The tiles.
    kept
        Features that are there, by number of the layer and zoom.
    thinned
        Tiles in which more was thinned, because they would have been too large.
    """

    spool: Spool
    kept: dict[tuple[int, int], int]
    thinned: int


class _Layer:
    """The shapes of a layer within the tiles of one zoom, and what all zooms need of them."""

    def __init__(self, shelf: Shelf, zoom: int, column: int, row: int) -> None:
        stock = Stock(shelf.folder)
        self.shelf = shelf
        side = 1 << (WORLD_BITS - zoom)
        pad = side * BUFFER // EXTENT
        boxes = stock.array("boxes")
        west, north = column * side - pad, row * side - pad
        inside = (boxes[:, 0] <= west + side + 2 * pad) & (boxes[:, 2] >= west)
        inside &= (boxes[:, 1] <= north + side + 2 * pad) & (boxes[:, 3] >= north)
        rows = np.flatnonzero(inside)
        boxes = boxes[rows]
        self.features = (
            stock.array("ids")[rows],
            (boxes[:, :2] + boxes[:, 2:]) // 2,
            stock.array("firsts")[rows],
            np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]),
            stock.array("areas")[rows],
            stock.array("dimensions")[rows],
        )
        self._values(stock, rows)
        self.tiles = np.array([[column, row]], np.int64)
        # What is looked at first are whole shapes; later ones what was cut out of them.
        shapes = [stock.array(name) for name in ("rings", "kinds", "starts", "points")]
        group = np.array([0, len(rows)], np.int64)
        self.cut = cut(
            self.tiles, np.zeros(1, np.int64), group, rows, np.arange(len(rows)), *shapes, side, pad
        )

    def _values(self, stock: Stock, rows: NDArray[np.int64]) -> None:
        """Take those values that occur here."""
        codes = np.ascontiguousarray(stock.array("codes")[rows])
        ends = stock.array("value_ends")
        there = np.zeros(len(ends), bool)
        there[codes] = True
        there[-1] = False  # stands for -1 too
        used = np.flatnonzero(there)
        number = np.full(len(ends), -1, np.int32)
        number[used] = np.arange(len(used), dtype=np.int32)
        size = ends[used + 1] - ends[used]
        own = np.concatenate([[0], np.cumsum(size)])
        places = np.repeat(ends[used] - own[:-1], size) + np.arange(own[-1])
        keys, key_ends = stock.array("keys").copy(), stock.array("key_ends").copy()
        self.written = (number[codes], keys, key_ends, stock.array("values")[places], own)

    def descend(self, zoom: int) -> None:
        """Go on to the four tiles below each."""
        owner = np.repeat(np.arange(len(self.tiles)), 4)
        corners = np.tile(np.array([(0, 0), (1, 0), (0, 1), (1, 1)]), (len(self.tiles), 1))
        tiles = 2 * self.tiles[owner] + corners
        group, label, *shapes = self.cut
        side = 1 << (WORLD_BITS - zoom)
        found = cut(
            *(tiles, owner, group, np.arange(len(label)), label, *shapes, side, side * BUFFER // EXTENT)
        )
        some = np.diff(found[0]) > 0
        self.tiles = tiles[some]
        self.cut = (np.concatenate([[0], found[0][1:][some]]), *found[1:])

    def encode(self, zoom: int, cell: int, number: int | None = None) -> tuple[list[bytes], list[int]]:
        """Return the layer in each tile (or one of them), empty where nothing is there, and what was kept."""
        low, high = self.shelf.zooms
        tiles, (group, *shapes) = self.tiles, self.cut
        if number is not None:
            tiles, group = tiles[number : number + 1], group[number : number + 2]
        if not low <= zoom <= high:
            return [b""] * len(tiles), [0] * len(tiles)
        data, ends, kept = encoded(
            *(
                tiles,
                WORLD_BITS - EXTENT_BITS - zoom,
                zoom == high,
                cell,
                group,
                *shapes,
                *self.features,
                *self.written,
            )
        )
        bodies = data.tobytes()
        layers = [
            self._layer(bodies[a:b]) for a, b in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)
        ]
        return layers, kept.tolist()

    def _layer(self, body: bytes) -> bytes:
        if not body:
            return b""
        name = self.shelf.name.encode()
        inner = b"\x78\x02\x0a" + _length(name) + name + body + b"\x28" + _length(EXTENT)
        return b"\x1a" + _length(inner) + inner


def grow(branch: Branch) -> Done:
    """Make the tiles of a branch and write them into its spool."""
    spooler = Spooler(branch.spool)
    kept: dict[tuple[int, int], int] = {}
    thinned = 0
    layers = [_Layer(one, branch.zoom, branch.column, branch.row) for one in branch.shelves]
    with branch.spool.open("wb") as file:
        for zoom in range(branch.zoom, branch.last + 1):
            if zoom > branch.zoom:
                for layer in layers:
                    layer.descend(zoom)
            made: dict[tuple[int, int], list[tuple[int, int, bytes, int]]] = {}
            for number, layer in enumerate(layers):
                for place, (tile, body, count) in enumerate(
                    zip(layer.tiles.tolist(), *layer.encode(zoom, PIXEL), strict=True)
                ):
                    if body:
                        made.setdefault(tuple(tile), []).append((number, place, body, count))
            names = sorted(made)
            columns, rows = np.array(names, np.int64).reshape(-1, 2).T
            for tile, name in zip(tile_numbers(zoom, columns, rows).tolist(), names, strict=True):
                parts, data, coarse = _small_enough(layers, zoom, made[name])
                thinned += coarse
                if data:
                    spooler.add(file, tile, data)
                for number, _, _, count in parts:
                    kept[number, zoom] = kept.get((number, zoom), 0) + count
    return Done(spooler.done(), kept, thinned)


def _small_enough(
    layers: list[_Layer], zoom: int, parts: list[tuple[int, int, bytes, int]]
) -> tuple[list[tuple[int, int, bytes, int]], bytes, bool]:
    """Return what is in a tile, the tile as it is sent, and whether it had to be thinned."""
    cell = PIXEL
    data = compressed(b"".join(body for _, _, body, _ in parts))
    while len(data) > MOST_BYTES and cell < COARSEST:
        cell *= 2
        again = []
        for number, place, _, _ in parts:
            (body,), (count,) = layers[number].encode(zoom, cell, place)
            again.append((number, place, body, count))
        parts = again
        data = compressed(b"".join(body for _, _, body, _ in parts))
    return parts, data, cell > PIXEL


def _length(value: bytes | int) -> bytes:
    number = value if isinstance(value, int) else len(value)
    return written(np.array([number], np.uint64)).tobytes()
