"""Writes a terrain window by window: memory does not depend on how large it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from layers import atomicfile
from layers.terrainstore import (
    FORMAT,
    MANIFEST,
    NO_SLOPE,
    SLOPE_STEP,
    TILE,
    TILE_RECORD,
    heights_file,
    map_level,
    slope_file,
    tiles_file,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.terrainstore import Level

BLOCK = 8
"""Tiles along the side of what is held at a time: 512 cells, 1 MB, and ten times that in between."""


@dataclass(frozen=True)
class GridPlan:
    """A grid that is to be filled.

    Attributes
    ----------
    crs
        Plane rectangular system.
    west, south
        Corner of the grid in metres.
    cell
        Metres along the side of a cell.
    rows, columns
        Cells.
    """

    crs: str
    west: float
    south: float
    cell: float
    rows: int
    columns: int

    @property
    def east(self) -> float:
        """Eastern edge in metres."""
        return self.west + self.cell * self.columns

    @property
    def north(self) -> float:
        """Northern edge in metres."""
        return self.south + self.cell * self.rows

    @property
    def cells(self) -> int:
        """Number of cells."""
        return self.rows * self.columns

    def window(self, row: int, column: int, rows: int, columns: int) -> GridPlan:
        """Return a part of the grid as a grid of its own."""
        west, south = self.west + column * self.cell, self.south + row * self.cell
        return GridPlan(self.crs, west, south, self.cell, rows, columns)


def write_terrain(
    folder: Path,
    plan: GridPlan,
    read: Callable[[GridPlan], NDArray[np.float32] | None],
    about: dict[str, Any],
    step: Callable[[float, float], None],
) -> dict[str, Any] | None:
    """Write a terrain into a folder that exists and is empty of terrain.

    Parameters
    ----------
    folder
        Where it goes; whoever calls makes it beside the final place and renames it.
    plan
        The finest grid.
    read
        Returns the heights (rows, columns) float32 of a part of the grid, rows from south to north, NaN
        where there are none; None when there is nothing at all.
    about
        The other members of the manifest: name, source_crs, sources, findings, counts, about.
    step
        Told how much is done of how much; may raise ``Cancelled``.

    Returns
    -------
    manifest
        What was written, None when there is no height at all.
    """
    total = plan.cells * 4 / 3
    written = _write_finest(folder, plan, read, lambda done: step(done, total))
    if written is None:
        return None
    bounds, known = written
    levels: list[dict[str, Any]] = [{"cell": plan.cell, "rows": plan.rows, "columns": plan.columns}]
    done = float(plan.cells)
    write_slopes(folder, 0, map_level(folder, 0, levels[0]), None, lambda: step(done, total))
    while levels[-1]["rows"] > TILE or levels[-1]["columns"] > TILE:
        finer = map_level(folder, len(levels) - 1, levels[-1])
        begun = done

        def coarser(more: float, begun: float = begun) -> None:
            step(begun + more, total)

        _write_coarser(folder, len(levels), finer, coarser)
        rows, columns = (finer.rows + 1) // 2, (finer.columns + 1) // 2
        levels.append({"cell": finer.cell * 2, "rows": rows, "columns": columns})
        finer = map_level(folder, len(levels) - 2, levels[-2])
        coarse = map_level(folder, len(levels) - 1, levels[-1])
        done += rows * columns
        write_slopes(folder, len(levels) - 1, coarse, finer, partial(step, min(done, total), total))
    kinds = (heights_file, tiles_file, slope_file)
    names = [name(number) for number in range(len(levels)) for name in kinds]
    manifest = {
        "format": FORMAT,
        **about,
        "crs": plan.crs,
        "west": plan.west,
        "south": plan.south,
        "cell": plan.cell,
        "rows": plan.rows,
        "columns": plan.columns,
        "bounds": bounds,
        "missing_share": 1.0 - known / plan.cells,
        "levels": levels,
        "files": {name: (folder / name).stat().st_size for name in names},
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, allow_nan=False)
    atomicfile.write(folder / MANIFEST, text.encode())
    return manifest


class _Tiles:
    """Appends tiles to the files of a level."""

    def __init__(self, folder: Path, level: int) -> None:
        self._heights = (folder / heights_file(level)).open("xb")
        self._path = folder / tiles_file(level)
        self.records: list[NDArray[np.void]] = []
        self.known = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._heights.close()
        if kind is None and self.records:
            self._path.write_bytes(np.concatenate(self.records).tobytes())

    def add(
        self, row: int, column: int, heights: NDArray[np.float32], error: NDArray[np.float32] | None = None
    ) -> None:
        """Write a block of tiles, all but the empty ones.

        Parameters
        ----------
        row, column
            The tile in its south-western corner.
        heights
            (tiles * TILE, tiles * TILE) float32.
        error
            (tiles, tiles) float32, 0 when left away.
        """
        tall, wide = heights.shape[0] // TILE, heights.shape[1] // TILE
        tiles = heights.reshape(tall, TILE, wide, TILE).swapaxes(1, 2).reshape(-1, TILE, TILE)
        known = np.isfinite(tiles)
        count = known.sum(axis=(1, 2))
        full = np.flatnonzero(count)
        if not len(full):
            return
        records = np.zeros(len(full), dtype=TILE_RECORD)
        records["row"], records["column"] = row + full // wide, column + full % wide
        records["bottom"] = np.nanmin(tiles[full], axis=(1, 2))
        records["top"] = np.nanmax(tiles[full], axis=(1, 2))
        records["error"] = 0.0 if error is None else error.ravel()[full]
        self._heights.write(np.where(known, tiles, np.float32(np.nan))[full].astype("<f4").tobytes())
        self.records.append(records)
        self.known += int(count.sum())


def _write_finest(
    folder: Path,
    plan: GridPlan,
    read: Callable[[GridPlan], NDArray[np.float32] | None],
    step: Callable[[float], None],
) -> tuple[list[float], int] | None:
    """Write the finest level; return bounds of what has heights and the number of such cells."""
    side = BLOCK * TILE
    low = np.array([np.inf, np.inf, np.inf])
    high = -low
    with _Tiles(folder, 0) as tiles:
        for row in range(0, plan.rows, side):
            for column in range(0, plan.columns, side):
                rows, columns = min(side, plan.rows - row), min(side, plan.columns - column)
                step(float(row) * plan.columns + float(column) * rows)
                window = plan.window(row, column, rows, columns)
                found = read(window)
                if found is None:
                    continue
                known = np.isfinite(found)
                if not known.any():
                    continue
                tall = np.flatnonzero(known.any(axis=1))
                wide = np.flatnonzero(known.any(axis=0))
                south, west = window.south + tall[0] * plan.cell, window.west + wide[0] * plan.cell
                north = window.south + (tall[-1] + 1) * plan.cell
                east = window.west + (wide[-1] + 1) * plan.cell
                low = np.minimum(low, [west, south, found[known].min()])
                high = np.maximum(high, [east, north, found[known].max()])
                tiles.add(row // TILE, column // TILE, _padded(found))
    if not tiles.known:
        return None
    return [float(value) for value in (*low, *high)], tiles.known


def _padded(heights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a grid made larger with NaN at north and east until it is whole tiles."""
    rows, columns = heights.shape
    return np.pad(heights, ((0, -rows % TILE), (0, -columns % TILE)), constant_values=np.float32(np.nan))


def _write_coarser(folder: Path, number: int, finer: Level, step: Callable[[float], None]) -> None:
    """Write a level from the next finer one."""
    side = BLOCK * TILE
    rows, columns = (finer.rows + 1) // 2, (finer.columns + 1) // 2
    errors = np.zeros((finer.index.shape[0] + BLOCK * 2, finer.index.shape[1] + BLOCK * 2), dtype=np.float32)
    errors[finer.records["row"], finer.records["column"]] = finer.records["error"]
    with _Tiles(folder, number) as tiles:
        for row in range(0, rows, side):
            for column in range(0, columns, side):
                step(float(row) * columns + float(column) * min(side, rows - row))
                # Two finer cells more on each side, for what lies between the middles of coarser cells.
                tall, wide = min(side, rows - row), min(side, columns - column)
                window = finer.window(2 * row - 2, 2 * column - 2, 2 * tall + 4, 2 * wide + 4)
                if not np.isfinite(window).any():
                    continue
                coarse = mean_of_four(window)
                away = _padded_twice(np.abs(between(coarse) - window[1:-1, 1:-1])[1:-1, 1:-1])
                tall_tiles, wide_tiles = -(-tall // TILE), -(-wide // TILE)
                worst = away.reshape(tall_tiles, 2 * TILE, wide_tiles, 2 * TILE).max(axis=(1, 3))
                first, left = row // TILE * 2, column // TILE * 2
                below = errors[first : first + 2 * tall_tiles, left : left + 2 * wide_tiles]
                below = below.reshape(tall_tiles, 2, wide_tiles, 2).max(axis=(1, 3))
                tiles.add(row // TILE, column // TILE, _padded(coarse[1:-1, 1:-1]), below + worst)


def write_slopes(
    folder: Path, number: int, level: Level, finer: Level | None, step: Callable[[], None]
) -> None:
    """Write how steep the cells of a level are.

    Parameters
    ----------
    folder, number
        Where to, and which level it is.
    level
        The level; the slopes stand in the order of its tiles.
    finer
        The next finer level, whose slopes are averaged; None for the finest level itself.
    step
        Called now and then; may raise ``Cancelled``.
    """
    side = BLOCK * TILE
    blocks = level.records["row"].astype(np.int64) // BLOCK, level.records["column"].astype(np.int64) // BLOCK
    # The tiles of a block were written one after the other.
    begins = np.flatnonzero(np.diff(blocks[0], prepend=-1) | np.diff(blocks[1], prepend=-1))
    with (folder / slope_file(number)).open("xb") as stream:
        for first, stop in pairwise([*begins.tolist(), len(level.records)]):
            step()
            row, column = int(blocks[0][first]) * side, int(blocks[1][first]) * side
            if finer is None:
                slopes = level.slope_window(row, column, side, side)
            else:
                slopes = mean_of_four(finer.slope_window(2 * row, 2 * column, 2 * side, 2 * side))
            known = np.isfinite(slopes)
            steps = np.floor(np.where(known, slopes, 0.0) / SLOPE_STEP).astype(np.uint8)
            steps[~known] = NO_SLOPE
            tiles = steps.reshape(BLOCK, TILE, BLOCK, TILE).swapaxes(1, 2)
            own = level.records[first:stop]
            stream.write(tiles[own["row"] % BLOCK, own["column"] % BLOCK].tobytes())


def _padded_twice(away: NDArray[np.float32]) -> NDArray[np.float32]:
    rows, columns = away.shape
    padded = np.pad(away, ((0, -rows % (2 * TILE)), (0, -columns % (2 * TILE))))
    return np.nan_to_num(padded, nan=0.0)


def mean_of_four(heights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return (r, c) the mean of each two by two cells of (2r, 2c), of those that are not NaN."""
    shape = (heights.shape[0] // 2, heights.shape[1] // 2)
    total, count = np.zeros(shape), np.zeros(shape, dtype=np.int8)
    for row in (0, 1):
        for column in (0, 1):
            part = heights[row::2, column::2]
            known = np.isfinite(part)
            total += np.where(known, part, np.float32(0))
            count += known
    return np.where(count > 0, total / np.maximum(count, 1), np.nan).astype(np.float32)


def between(coarse: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what (r, c) coarse cells say at the middles of the finer cells, bilinear.

    Returns
    -------
    heights
        (2r - 2, 2c - 2) float32: the finer cells from the second row and column on; NaN near a NaN.
    """
    rows = np.empty((2 * coarse.shape[0] - 2, coarse.shape[1]), dtype=np.float32)
    rows[0::2] = 0.75 * coarse[:-1] + 0.25 * coarse[1:]
    rows[1::2] = 0.25 * coarse[:-1] + 0.75 * coarse[1:]
    result = np.empty((len(rows), 2 * coarse.shape[1] - 2), dtype=np.float32)
    result[:, 0::2] = 0.75 * rows[:, :-1] + 0.25 * rows[:, 1:]
    result[:, 1::2] = 0.25 * rows[:, :-1] + 0.75 * rows[:, 1:]
    return result
