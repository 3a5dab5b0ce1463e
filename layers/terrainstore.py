"""A terrain on disk: grids of heights in tiles, each level half as fine as the one before.

The folder::

    terrain.json   what it was made of, place, levels, format number
    level_00.f32   the tiles of the finest level that hold anything: 64 by 64 float32, little endian
    level_00.tiles one record for each of them, in the same order: see TILE_RECORD
    level_00.slope 64 by 64 bytes for each of those tiles: how steep the cells are, see SLOPE_STEP
    level_01.f32   …

A cell's height stands at its middle. Rows run from south to north, columns from west to east; all levels
share their south-western corner, so a tile of one level lies exactly over four of the next finer one.
Cells without a height are NaN. The files are mapped: what is not looked at is not read.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from layers.errors import DamagedFile, SourceMissing, UnsupportedVersion
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT = 1
MANIFEST = "terrain.json"
TILE = 64
"""Cells along the side of a tile: 8,500 triangles, and 16 kB on disk."""
TILE_RECORD = np.dtype(
    [
        ("row", "<i4"),
        ("column", "<i4"),
        ("bottom", "<f4"),
        ("top", "<f4"),
        ("error", "<f4"),  # metres by which the tile may differ from the finest level
    ]
)
SLOPE_STEP = 0.5
"""Degrees of one step of a stored slope, rounded down: 60 stands for 30 to 30.5 degrees."""
NO_SLOPE = 255
"""Stored for a cell without a height."""
MOST_LEVELS = 24
MOST_TILES = 1 << 24
"""Tiles that a level may have room for: 260,000 by 260,000 cells."""

_KEYS = frozenset(
    {
        *("format", "name", "crs", "source_crs", "west", "south", "cell", "rows", "columns", "bounds"),
        *("missing_share", "levels", "files", "sources", "made", "findings", "counts", "about"),
    }
)
_NOT_THERE = QT_TRANSLATE_NOOP(CONTEXT, "読み込み済みの地形（{folder}）が見つかりません。")
_BROKEN = QT_TRANSLATE_NOOP(CONTEXT, "読み込み済みの地形（{folder}）が壊れています。")
_OTHER_VERSION = QT_TRANSLATE_NOOP(CONTEXT, "読み込み済みの地形（{folder}）は別の版の形式です。")
_READ_AGAIN = QT_TRANSLATE_NOOP(CONTEXT, "元のデータをもう一度読み込んでください。")


def heights_file(level: int) -> str:
    """Return the name of the file with the heights of a level."""
    return f"level_{level:02d}.f32"


def tiles_file(level: int) -> str:
    """Return the name of the file that says which tiles a level has."""
    return f"level_{level:02d}.tiles"


def slope_file(level: int) -> str:
    """Return the name of the file with the slopes of a level; terrains of older versions have none."""
    return f"level_{level:02d}.slope"


@dataclass(frozen=True, eq=False)
class Level:
    """One grid of the pyramid.

    Attributes
    ----------
    cell
        Metres along the side of a cell.
    rows, columns
        Cells of the grid.
    records
        (n,) of :data:`TILE_RECORD`: the tiles that hold anything.
    tiles
        (n, TILE, TILE) float32, mapped.
    slopes
        (n, TILE, TILE) uint8 in steps of :data:`SLOPE_STEP`, mapped: of the finest level as its cells lie, of
        a coarser one the mean of the finest cells below it, so that a cliff does not vanish from afar. None
        when the terrain was written without.
    """

    cell: float
    rows: int
    columns: int
    records: NDArray[np.void]
    tiles: NDArray[np.float32]
    slopes: NDArray[np.uint8] | None = None

    @cached_property
    def index(self) -> NDArray[np.int32]:
        """(tile rows, tile columns) number of each tile, -1 where there is none."""
        shape = (-(-self.rows // TILE), -(-self.columns // TILE))
        index = np.full(shape, -1, dtype=np.int32)
        index[self.records["row"], self.records["column"]] = np.arange(len(self.records), dtype=np.int32)
        return index

    def values(self, rows: NDArray[np.integer], columns: NDArray[np.integer]) -> NDArray[np.float32]:
        """Return the heights of cells, NaN outside of the grid; the shapes of both are the same."""
        inside = (rows >= 0) & (rows < self.rows) & (columns >= 0) & (columns < self.columns)
        row, column = np.where(inside, rows, 0), np.where(inside, columns, 0)
        number = self.index[row // TILE, column // TILE]
        number = np.where(inside, number, -1)
        found: NDArray[np.float32] = self.tiles[np.maximum(number, 0), row % TILE, column % TILE]
        return np.where(number >= 0, found, np.float32(np.nan))

    def window(self, row: int, column: int, rows: int, columns: int) -> NDArray[np.float32]:
        """Return a rectangle of heights (rows, columns) float32, NaN where there is nothing."""
        result = np.full((rows, columns), np.nan, dtype=np.float32)
        self._copy(self.tiles, result, row, column)
        return result

    def slope_window(self, row: int, column: int, rows: int, columns: int) -> NDArray[np.float32]:
        """Return a rectangle of slopes (rows, columns) float32 in degrees, NaN where there is no height."""
        if self.slopes is None:
            heights = self.window(row - 1, column - 1, rows + 2, columns + 2)
            return slope_of(heights, self.cell)
        steps = np.full((rows, columns), NO_SLOPE, dtype=np.uint8)
        self._copy(self.slopes, steps, row, column)
        degrees = (steps + np.float32(0.5)) * np.float32(SLOPE_STEP)
        return np.where(steps == NO_SLOPE, np.float32(np.nan), degrees)

    def _copy(self, tiles: NDArray[Any], result: NDArray[Any], row: int, column: int) -> None:
        """Fill a rectangle that begins at a cell with what tiles hold."""
        rows, columns = result.shape
        tile_rows = range(max(row // TILE, 0), min(-(-(row + rows) // TILE), self.index.shape[0]))
        tile_columns = range(max(column // TILE, 0), min(-(-(column + columns) // TILE), self.index.shape[1]))
        for tile_row in tile_rows:
            for tile_column in tile_columns:
                number = int(self.index[tile_row, tile_column])
                if number < 0:
                    continue
                south, west = tile_row * TILE - row, tile_column * TILE - column
                top, right = min(south + TILE, rows), min(west + TILE, columns)
                low, left = max(south, 0), max(west, 0)
                result[low:top, left:right] = tiles[
                    number, low - south : top - south, left - west : right - west
                ]


def slope_of(heights: NDArray[np.float32], cell: float) -> NDArray[np.float32]:
    """Return how steep cells are, by the eight around each (Horn 1981), as most programs do.

    Parameters
    ----------
    heights
        (rows + 2, columns + 2) metres, NaN without a height.
    cell
        Metres along a cell.

    Returns
    -------
    slopes
        (rows, columns) float32, degrees, NaN without a height. A neighbour without a height counts as if the
        ground went on from the one across.
    """
    east, north = gradient_of(heights, cell)
    slopes: NDArray[np.float32] = np.degrees(np.arctan(np.hypot(east, north))).astype(np.float32)
    return slopes


def _neighbour(heights: NDArray[np.float32], row: int, column: int) -> NDArray[np.float32]:
    """Return the height beside each inner cell; where there is none, the ground goes on from across."""
    tall, wide = heights.shape
    centre = heights[1:-1, 1:-1]
    one = heights[1 + row : tall - 1 + row, 1 + column : wide - 1 + column]
    if np.isfinite(one).all():
        return one
    across = heights[1 - row : tall - 1 - row, 1 - column : wide - 1 - column]
    beside = centre
    if row and column:
        beside = _neighbour(heights, row, 0) + _neighbour(heights, 0, column) - centre
    going_on = np.where(np.isfinite(across), 2 * centre - across, beside)
    return np.where(np.isfinite(one), one, going_on)


def gradient_of(heights: NDArray[np.float32], cell: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return by how much the ground rises for each metre to the east and to the north."""
    at = partial(_neighbour, heights)
    corners = (at(1, 1), at(1, -1), at(-1, 1), at(-1, -1))
    east = corners[0] + corners[2] - corners[1] - corners[3] + 2 * (at(0, 1) - at(0, -1))
    north = corners[0] + corners[1] - corners[2] - corners[3] + 2 * (at(1, 0) - at(-1, 0))
    scale = np.float32(8 * cell)
    return (east / scale).astype(np.float32), (north / scale).astype(np.float32)


@dataclass(frozen=True, eq=False)
class TerrainStore:
    """A terrain on disk.

    Attributes
    ----------
    folder
        Where it lies.
    manifest
        Content of ``terrain.json``.
    """

    folder: Path
    manifest: dict[str, Any]

    @classmethod
    def open(cls, folder: Path) -> TerrainStore:
        """Open a terrain.

        Raises
        ------
        layers.errors.SourceMissing
            When there is no finished terrain in the folder.
        layers.errors.UnsupportedVersion
            When another version of the program wrote it.
        layers.errors.DamagedFile
            When the manifest cannot be believed, or a file is missing or cut off.
        """
        folder = Path(folder)
        path = folder / MANIFEST
        values: dict[str, object] = {"folder": str(folder)}
        where = Where(str(path))
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise SourceMissing(_NOT_THERE, _READ_AGAIN, values=values, where=where) from error
        except (OSError, ValueError, RecursionError) as error:
            raise DamagedFile(_BROKEN, _READ_AGAIN, values=values, where=where, detail=str(error)) from error
        if isinstance(manifest, dict) and manifest.get("format") != FORMAT:
            raise UnsupportedVersion(_OTHER_VERSION, _READ_AGAIN, values=values, where=where)
        store = cls(folder, manifest)
        fault = _fault(folder, manifest) or store.fault_of_tiles()
        if fault:
            raise DamagedFile(_BROKEN, _READ_AGAIN, values=values, where=where, detail=fault)
        return store

    def fault_of_tiles(self) -> str:
        """Return what is wrong with the lists of tiles; empty when nothing is."""
        for number, level in enumerate(self.levels):
            shape = (-(-level.rows // TILE), -(-level.columns // TILE))
            row, column = level.records["row"], level.records["column"]
            if ((row < 0) | (row >= shape[0]) | (column < 0) | (column >= shape[1])).any():
                return f"level {number} has tiles outside of its grid"
            if len(np.unique(row.astype(np.int64) * shape[1] + column)) != len(row):
                return f"level {number} has a tile twice"
        return ""

    @property
    def crs(self) -> str:
        """Plane rectangular system of the grid, such as ``EPSG:6669``."""
        return str(self.manifest["crs"])

    @property
    def west(self) -> float:
        """Western edge in metres."""
        return float(self.manifest["west"])

    @property
    def south(self) -> float:
        """Southern edge in metres."""
        return float(self.manifest["south"])

    @property
    def cell(self) -> float:
        """Metres along the side of a cell of the finest level."""
        return float(self.manifest["cell"])

    @property
    def bounds(self) -> tuple[float, float, float, float, float, float]:
        """West, south, bottom, east, north, top of what has heights, in metres."""
        west, south, bottom, east, north, top = (float(value) for value in self.manifest["bounds"])
        return west, south, bottom, east, north, top

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The grids, the finest first."""
        return tuple(map_level(self.folder, number, plain) for number, plain in enumerate(self._plain))

    @property
    def _plain(self) -> list[dict[str, Any]]:
        levels: list[dict[str, Any]] = self.manifest["levels"]
        return levels


def map_level(folder: Path, number: int, plain: dict[str, Any]) -> Level:
    """Map the files of a level; `plain` holds its ``cell``, ``rows`` and ``columns``."""
    records = np.fromfile(folder / tiles_file(number), dtype=TILE_RECORD)
    shape = (len(records), TILE, TILE)
    tiles = np.memmap(folder / heights_file(number), dtype="<f4", mode="r", shape=shape)
    steep = folder / slope_file(number)
    slopes = None
    if steep.is_file():
        slopes = np.memmap(steep, dtype=np.uint8, mode="r", shape=shape).view(np.ndarray)
    return Level(
        float(plain["cell"]),
        int(plain["rows"]),
        int(plain["columns"]),
        records,
        tiles.view(np.ndarray),
        slopes,
    )


def _fault(folder: Path, manifest: object) -> str:
    """Return why a manifest cannot be believed; empty when it can."""
    if not isinstance(manifest, dict):
        return "the manifest is no object"
    missing = _KEYS - manifest.keys()
    if missing:
        return f"the manifest lacks {sorted(missing)}"
    kinds = {"bounds": list, "levels": list, "files": dict, "sources": list, "counts": dict, "findings": list}
    wrong = [name for name, kind in kinds.items() if not isinstance(manifest[name], kind)]
    numbers = [manifest["west"], manifest["south"], manifest["cell"], manifest["missing_share"]]
    if wrong or len(manifest["bounds"]) != 6 or not 0 < len(manifest["levels"]) <= MOST_LEVELS:
        return f"{wrong or 'the list of levels or bounds'} cannot be"
    if not all(_is_number(value) for value in [*numbers, *manifest["bounds"]]) or manifest["cell"] <= 0:
        return "a place is no number"
    return _fault_of_levels(folder, manifest)


def _fault_of_levels(folder: Path, manifest: dict[str, Any]) -> str:
    """Return which level is not as the finest one wants it, or has not the files it says."""
    files = manifest["files"]
    rows, columns, cell = manifest["rows"], manifest["columns"], manifest["cell"]
    if not isinstance(rows, int) or not isinstance(columns, int) or min(rows, columns) < 1:
        return "the grid has no size"
    if (-(-rows // TILE)) * (-(-columns // TILE)) > MOST_TILES:
        return f"the grid has {rows} by {columns} cells"
    for number, level in enumerate(manifest["levels"]):
        wanted = {"cell": cell, "rows": rows, "columns": columns}
        if level != wanted:
            return f"level {number} is not {wanted}"
        rows, columns, cell = (rows + 1) // 2, (columns + 1) // 2, cell * 2
        tiles, heights = files.get(tiles_file(number)), files.get(heights_file(number))
        if not isinstance(tiles, int) or tiles < TILE_RECORD.itemsize or tiles % TILE_RECORD.itemsize:
            return f"level {number} has no tiles"
        if heights != tiles // TILE_RECORD.itemsize * TILE * TILE * 4:
            return f"level {number} has {heights} bytes of heights"
        names = [tiles_file(number), heights_file(number)]
        steep = slope_file(number)
        if steep in files:
            names.append(steep)
            if files[steep] != tiles // TILE_RECORD.itemsize * TILE * TILE:
                return f"level {number} has {files[steep]} bytes of slopes"
        fault = _fault_of_files(folder, names, files)
        if fault:
            return fault
    return ""


def _fault_of_files(folder: Path, names: list[str], files: dict[str, Any]) -> str:
    """Return which file is missing or has another size than the manifest says."""
    for name in names:
        try:
            found = (folder / name).stat().st_size
        except OSError as error:
            return str(error)
        if found != files[name]:
            return f"{name} has {found} bytes instead of {files[name]}"
    return ""


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
