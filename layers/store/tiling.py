"""The index of a store by place: which buildings and meshes lie in each tile, and what it costs to draw.

It is made once when a store is written, so that opening a city of a million buildings reads what lies in
the view and not the columns of a million.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from layers.store import overview
from layers.store.boxes import far_cost
from layers.store.overview import Overview

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.store.overview import Take

    Columns = dict[str, NDArray[Any]]

TILES, ORDER, SQUARES, CELLS = "tiles.arrow", "order.arrow", "squares.arrow", "cells.arrow"
BOUNDS = ("west", "south", "bottom", "east", "north", "top")
COSTS = ("far", "boxes", "prisms", "full")


@dataclass(frozen=True, eq=False)
class Index:
    """Where everything is.

    Attributes
    ----------
    tiles
        One entry a tile, by rising number: ``tile``, ``first`` and ``count`` in `order`, bounds, and the
        triangles ``far``, ``boxes``, ``prisms``, ``full`` of each level.
    order
        (n,) buildings that have a shape, ordered by tile; may be mapped.
    overview
        What stands for the city from afar.
    """

    tiles: Columns
    order: NDArray[np.int32]
    overview: Overview


def taker(features: Columns) -> Take:
    """Return what takes rows out of the columns of the feature index."""
    return lambda rows: {name: values[rows] for name, values in features.items()}


def make(take: Take, tile: NDArray[np.int64], chunks: Columns) -> Index:
    """Work the index out, some tiles at a time; about 30 bytes a building are held while it works.

    Parameters
    ----------
    take
        Returns the columns of the feature index for some buildings.
    tile
        (n,) tile of each building, -1 where it has no shape.
    chunks
        Columns of the chunk index.
    """
    order = np.argsort(tile, kind="stable").astype(np.int32)
    ordered = tile[order]
    placed = int(np.searchsorted(ordered, 0, side="left"))  # buildings without geometry have tile -1
    order, ordered = order[placed:], ordered[placed:]
    starts = np.flatnonzero(np.diff(ordered, prepend=-1))
    numbers = ordered[starts]
    del ordered
    tiles: Columns = {
        "tile": numbers,
        "first": starts.astype(np.int32),
        "count": np.diff([*starts.tolist(), len(order)]).astype(np.int32),
        **{name: np.empty(len(numbers)) for name in BOUNDS},
    }
    costs = np.zeros((len(numbers), 4), dtype=np.int64)
    for first, stop in overview.runs(starts, len(order)):
        here = starts[first:stop]
        part = take(order[here[0] : int(here[-1]) + int(tiles["count"][stop - 1])])
        for name in BOUNDS:
            function = np.fmin if name in BOUNDS[:3] else np.fmax
            tiles[name][first:stop] = function.reduceat(part[name], here - here[0])
        for level in (0, 1):
            each = far_cost(part, plates=level == 0)
            costs[first:stop, level] = np.add.reduceat(each, here - here[0])
    _add_costs(costs, chunks, numbers)
    tiles.update({name: costs[:, k].copy() for k, name in enumerate(COSTS)})
    return Index(tiles, order, overview.make(take, order, numbers, tiles["count"]))


def _add_costs(costs: NDArray[np.int64], chunks: Columns, numbers: NDArray[np.int64]) -> None:
    """Add the triangles of the meshes of each tile to (t, 4) those of all levels."""
    if not len(numbers):
        return
    place = np.searchsorted(numbers, chunks["tile"])
    inside = (place < len(numbers)) & (numbers[np.minimum(place, len(numbers) - 1)] == chunks["tile"])
    drawn = chunks["triangles"].astype(np.int64) - chunks["ground"]
    low = inside & (chunks["lod"] <= 1)
    np.add.at(costs[:, 2], place[low], drawn[low])
    np.add.at(costs[:, 3], place[inside], drawn[inside])
    costs[:, 2] = np.where(costs[:, 2] > 0, costs[:, 2], costs[:, 3])


def write(folder: Path, take: Take, tile: NDArray[np.int64], chunks: Columns) -> None:
    """Write the index into the folder of a store; before the manifest, which lists all files."""
    import pyarrow as pa

    from layers.store.writer import write_mapped

    index = make(take, tile, chunks)
    write_mapped(folder / TILES, pa.table(index.tiles))
    write_mapped(folder / ORDER, pa.table({"row": index.order}))
    write_mapped(folder / SQUARES, pa.table(index.overview.squares))
    write_mapped(folder / CELLS, pa.table(index.overview.cells))


def read(folder: Path) -> Index | None:
    """Return the index of a store, None for one that was written before there was any."""
    from layers.store.tablestore import mapped_columns

    if not all((folder / name).exists() for name in (TILES, ORDER, SQUARES, CELLS)):
        return None
    tiles, order = mapped_columns(folder / TILES), mapped_columns(folder / ORDER)["row"]
    found = Overview(mapped_columns(folder / SQUARES), mapped_columns(folder / CELLS))
    return Index(tiles, order, found)
