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
from layers.store.polygons import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from layers.drawables import Mesh

    Columns = dict[str, NDArray[Any]]
    Take = Callable[[NDArray[np.integer]], Columns]
    TakeBoxes = Callable[[NDArray[np.integer]], tuple[Columns, NDArray[np.integer]]]

SIDE = 16
"""Tiles along the side of the smallest square: four blocks."""
CELL = 40.0
"""Side of its cells in metres; both are doubled from level to level."""
MOST_LEVELS = 7
RUN = 50_000
"""About so many buildings are looked at together, so that a large city takes hardly more memory than a small
one."""
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


def runs(begins: NDArray[np.integer], count: int) -> list[tuple[int, int]]:
    """Return first and stop of groups that hold about :data:`RUN` buildings each.

    Parameters
    ----------
    begins
        Where each group begins among the buildings, rising from 0.
    count
        Number of all buildings.
    """
    firsts = np.unique(np.searchsorted(begins, np.arange(0, count, RUN), side="right") - 1).tolist()
    return list(zip(firsts, [*firsts[1:], len(begins)], strict=True)) if firsts else []


def make(
    take: Take, order: NDArray[np.integer], tile: NDArray[np.int64], tile_count: NDArray[np.integer]
) -> Overview:
    """Merge the buildings of a city, level by level, until few squares hold all of it.

    Parameters
    ----------
    take
        Returns the columns of the feature index for some buildings.
    order
        (n,) buildings with a shape, ordered by tile.
    tile, tile_count
        (t,) tiles by rising number, and how many buildings lie in each.
    """

    def single_boxes(places: NDArray[np.integer]) -> tuple[Columns, NDArray[np.integer]]:
        rows = order[places]
        found = single(take(rows), np.arange(len(rows)))
        with_box = found["row"]
        return {**found, "row": rows[with_box].astype(np.uint32)}, with_box

    found, square = _merged_in_runs(single_boxes, square_of(tile, 0), tile_count, 0)
    squares: dict[str, list[NDArray[Any]]] = {
        name: [] for name in ("level", "number", "first", "count", "triangles")
    }
    kept: dict[str, list[NDArray[Any]]] = {name: [] for name in CELL_COLUMNS}
    done = 0
    for level in range(MOST_LEVELS):
        numbers, starts = np.unique(square, return_index=True)
        count = np.diff([*starts.tolist(), len(square)])
        if len(numbers):
            squares["level"].append(np.full(len(numbers), level, dtype=np.int32))
            squares["number"].append(numbers)
            squares["first"].append(starts + done)
            squares["count"].append(count)
            squares["triangles"].append(np.add.reduceat(cost(found, level), starts))
            for name in CELL_COLUMNS:
                kept[name].append(found[name])
            done += len(square)
        if len(numbers) <= 1 or level + 1 == MOST_LEVELS:
            break
        larger = ((numbers >> 20) // 2) << 20 | ((numbers & 0xFFFFF) // 2)
        found, square = _merged_in_runs(_taker_of_boxes(found), larger, count, level + 1)
    del found
    return Overview(
        {name: np.concatenate(parts) if parts else np.empty(0, np.int64) for name, parts in squares.items()},
        {name: np.concatenate(kept.pop(name) or [np.empty(0)]) for name in CELL_COLUMNS},
    )


def _taker_of_boxes(found: Columns) -> TakeBoxes:
    return lambda places: ({name: values[places] for name, values in found.items()}, np.arange(len(places)))


def _merged_in_runs(
    take: TakeBoxes, square: NDArray[np.int64], count: NDArray[np.integer], level: int
) -> tuple[Columns, NDArray[np.int64]]:
    """Return the merged boxes of a level and the square of each, some squares after the others.

    Parameters
    ----------
    take
        Returns the boxes at some places, and to which of these places they belong: some have none.
    square, count
        (g,) square of each group of places, and how many places it holds; the groups lie one behind another.
    level
        Level whose squares and cells count.
    """
    by_square = np.argsort(square, kind="stable")
    held = count.astype(np.int64)
    first = (np.cumsum(held) - held)[by_square]
    held, square = held[by_square], square[by_square]
    heads = np.flatnonzero(np.diff(square, prepend=-1))  # the first group of each square
    made: list[Columns] = []
    numbers = [np.empty(0, np.int64)]
    for low, high in runs((np.cumsum(held) - held)[heads], int(held.sum())):
        here = slice(heads[low], heads[high] if high < len(heads) else len(square))
        found, with_box = take(spread(first[here], held[here]))
        boxes_, number = merged(found, level, np.repeat(square[here], held[here])[with_box])
        made.append(boxes_)
        numbers.append(number)
    if not made:
        made.append(take(np.empty(0, np.int64))[0])
    return _one_by_one(made, tuple(made[0])), np.concatenate(numbers)


def _one_by_one(parts: list[Columns], names: Sequence[str]) -> Columns:
    """Join columns; each gives up its parts then, for all of them twice would be the most that is held."""
    return {name: np.concatenate([part.pop(name) for part in parts]) for name in names}
