"""What stands for a city from far away: one box for all buildings of a cell, in squares of growing size.

A house of eight metres is less than a pixel from twenty kilometres. There the buildings of a cell of
40 metres become one box as large as all of them together, at their middle, with the name of the largest:
colours, filters and clicks go by that name. Each further level has cells and squares twice as wide, so a
square costs about the same at every level, and a view costs the same however large the city is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from layers.store import boxes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.drawables import Mesh

    Columns = dict[str, NDArray[Any]]

SIDE = 16
"""Tiles along the side of the smallest square: four blocks."""
CELL = 40.0
"""Side of its cells in metres; both are doubled from level to level."""
MOST_LEVELS = 7
SLICE = 50_000
"""About so many buildings are merged at once, so that a large city takes no more memory than a small one."""
UPRIGHT = 0.5
"""A box keeps its walls when it is at least this share of its cell high."""
FILL = 0.85
"""Share of the cell that a box may cover along a side."""


def cell_of(level: int) -> float:
    """Return the side of the cells of a level in metres."""
    return float(CELL * 2**level)


def square_of(tile: NDArray[np.int64], level: int) -> NDArray[np.int64]:
    """Return the numbers of the squares that (n,) tiles lie in."""
    side = SIDE * 2**level
    return ((tile >> 20) // side) << 20 | ((tile & 0xFFFFF) // side)


def single(features: Columns, rows: NDArray[np.integer]) -> Columns:
    """Return the boxes of single buildings with their ground area, without those that have no shape."""
    found = boxes.boxes_of(features, rows)
    area = np.maximum(4.0 * found["length"].astype(np.float64) * found["width"], 1e-3)
    return {**found, "area": area, "largest": area}


def merged(found: Columns, level: int, square: NDArray[np.int64]) -> tuple[Columns, NDArray[np.int64]]:
    """Merge the boxes of each cell.

    Parameters
    ----------
    found
        Boxes as :func:`single` or this function returns them.
    level
        Level whose cells count.
    square
        (n,) square of each box; boxes of different squares stay apart.

    Returns
    -------
    boxes, square
        Boxes ordered by square, and the square of each.
    """
    if not len(found["row"]):
        return found, square
    cell = cell_of(level)
    column = np.floor(found["east"] / cell).astype(np.int64)
    row = np.floor(found["north"] / cell).astype(np.int64)
    # Within a cell the largest comes last, so that its name is at the end of the run.
    order = np.lexsort((found["largest"], column, row, square))
    square, column, row = square[order], column[order], row[order]
    fresh = (np.diff(square) != 0) | (np.diff(column) != 0) | (np.diff(row) != 0)
    starts = np.concatenate([[0], np.flatnonzero(fresh) + 1])
    last = np.concatenate([starts[1:], [len(square)]]) - 1
    sorted_ = {name: values[order] for name, values in found.items()}
    area = np.add.reduceat(sorted_["area"], starts)
    single_ = last == starts

    def mean(name: str) -> NDArray[np.float64]:
        return np.add.reduceat(sorted_[name] * sorted_["area"], starts) / area

    length, width = sorted_["length"][last], sorted_["width"][last]
    grown = np.sqrt(area / np.maximum(4.0 * length.astype(np.float64) * width, 1e-3))
    grown = np.where(single_, 1.0, grown)
    # What would reach over the cell is made squarer first, and then smaller.
    half = FILL * cell / 2
    length, width = length * grown, width * grown
    limit = np.where(single_, np.inf, half)
    return {
        "row": sorted_["row"][last],
        "east": mean("east"),
        "north": mean("north"),
        "length": np.minimum(length, limit).astype(np.float32),
        "width": np.minimum(np.maximum(width, np.where(single_, 0, area / (4 * half))), limit).astype(
            np.float32
        ),
        "angle": sorted_["angle"][last],
        "bottom": mean("bottom").astype(np.float32),
        "top": mean("top").astype(np.float32),
        "area": area,
        "largest": sorted_["largest"][last],
    }, square[starts]


def upright(found: Columns, level: int) -> NDArray[np.bool_]:
    """Return which boxes keep their walls."""
    return found["top"] - found["bottom"] > UPRIGHT * cell_of(level)


def cost(found: Columns, level: int) -> NDArray[np.int64]:
    """Return the triangles of each box."""
    return np.where(upright(found, level), boxes.WALLED, boxes.FLAT)


def mesh(found: Columns, level: int) -> Mesh:
    """Return what is drawn of some boxes."""
    return boxes.mesh_of(found, upright(found, level))


@dataclass(frozen=True, eq=False)
class Overview:
    """All squares of all levels.

    Attributes
    ----------
    squares
        One entry a square, ordered by level: ``level``, ``number``, ``first`` and ``count`` of its boxes,
        ``triangles``.
    cells
        One entry a box: ``row, east, north, length, width, angle, bottom, top``; may be mapped.
    """

    squares: Columns
    cells: Columns

    def mesh(self, square: int) -> Mesh:
        """Return what is drawn of a square."""
        first, count = int(self.squares["first"][square]), int(self.squares["count"][square])
        part = {name: values[first : first + count] for name, values in self.cells.items()}
        return mesh(part, int(self.squares["level"][square]))


CELL_COLUMNS = ("row", "east", "north", "length", "width", "angle", "bottom", "top")


def make(features: Columns, rows: NDArray[np.integer], tile: NDArray[np.int64]) -> Overview:
    """Merge the buildings of a city, level by level, until few squares hold all of it.

    Parameters
    ----------
    features
        Columns of the feature index.
    rows, tile
        (n,) buildings with a shape, and the tile of each.
    """
    sound = np.isfinite(features["box_east"][rows]) & np.isfinite(features["top"][rows])
    found, square = _smallest(features, rows[sound], square_of(tile[sound], 0))
    squares: dict[str, list[NDArray[Any]]] = {
        name: [] for name in ("level", "number", "first", "count", "triangles")
    }
    kept: dict[str, list[NDArray[Any]]] = {name: [] for name in CELL_COLUMNS}
    done = 0
    for level in range(MOST_LEVELS):
        if level:
            square = ((square >> 20) // 2) << 20 | ((square & 0xFFFFF) // 2)
            found, square = merged(found, level, square)
        numbers, starts = np.unique(square, return_index=True)
        if len(numbers):
            squares["level"].append(np.full(len(numbers), level, dtype=np.int32))
            squares["number"].append(numbers)
            squares["first"].append(starts + done)
            squares["count"].append(np.diff([*starts, len(square)]))
            squares["triangles"].append(np.add.reduceat(cost(found, level), starts))
            for name in CELL_COLUMNS:
                kept[name].append(found[name])
            done += len(square)
        if len(numbers) <= 1:
            break
    return Overview(
        {name: np.concatenate(parts) if parts else np.empty(0, np.int64) for name, parts in squares.items()},
        {name: np.concatenate(parts) if parts else np.empty(0) for name, parts in kept.items()},
    )


def _smallest(
    features: Columns, rows: NDArray[np.integer], square: NDArray[np.int64]
) -> tuple[Columns, NDArray[np.int64]]:
    """Return the merged boxes of the first level and the square of each, some squares after the others."""
    order = np.argsort(square, kind="stable")
    rows, square = rows[order], square[order]
    begins = np.concatenate([[0], np.flatnonzero(np.diff(square)) + 1])
    # A slice ends where a square does.
    cuts = np.unique(begins[np.searchsorted(begins, np.arange(0, len(rows), SLICE), side="right") - 1])
    made = [
        merged(single(features, rows[first:stop]), 0, square[first:stop])
        for first, stop in zip(cuts.tolist(), [*cuts[1:].tolist(), len(rows)], strict=True)
    ]
    if not made:
        return merged(single(features, rows), 0, square)
    names = made[0][0]
    return {name: np.concatenate([boxes_[name] for boxes_, _ in made]) for name in names}, np.concatenate(
        [numbers for _, numbers in made]
    )
