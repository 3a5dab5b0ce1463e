"""Tile sets on disk: MBTiles files and folders of zoom, column and row."""

from __future__ import annotations

import re
import sqlite3
import threading
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from importers.raster.tiles import MOST_ZOOM, decoded, degrees_of
from layers.errors import DamagedFile, ImportFailed
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping

PICTURES = (".png", ".jpg", ".jpeg", ".webp")
MOST_BYTES = 8 << 20
"""Bytes of one tile."""
_NUMBER = re.compile(r"^\d{1,8}$")
_LOOKED_AT = 4096

_DAMAGED = QT_TRANSLATE_NOOP(CONTEXT, "{file} は壊れているか、タイル（MBTiles）として読めません。")
_GET_AGAIN = QT_TRANSLATE_NOOP(CONTEXT, "ファイルをもう一度受け取り直してください。")
_VECTOR = QT_TRANSLATE_NOOP(CONTEXT, "{file} はベクトルタイルです。画像のタイルではないため表示できません。")
_CHOOSE_RASTER = QT_TRANSLATE_NOOP(
    CONTEXT, "画像（PNG・JPEG・WebP）のタイルを選ぶか、元の地図データを読み込んでください。"
)
_EMPTY = QT_TRANSLATE_NOOP(CONTEXT, "{file} にタイルがありません。")


@dataclass(frozen=True)
class TileSet:
    """What is known of a tile set before a tile is drawn.

    Attributes
    ----------
    name
        For people.
    lowest, highest
        Zooms.
    bounds
        West, south, east, north in degrees.
    count
        Number of tiles, None when they were not counted.
    side
        Pixels along a side of a tile.
    facts
        Format, credit and what else the set says.
    """

    name: str
    lowest: int
    highest: int
    bounds: tuple[float, float, float, float]
    count: int | None
    side: int
    facts: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Database:
    """Tiles in an MBTiles file, whose rows count from the south."""

    path: Path
    _own: threading.local = field(default_factory=threading.local, repr=False)

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """Return the file of a tile, None where there is none or it cannot be read."""
        connection = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._own.connection = connected(self.path)
        place = (zoom, column, (1 << zoom) - 1 - row, MOST_BYTES)
        try:
            found = connection.execute(
                "SELECT tile_data FROM tiles"
                " WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? AND length(tile_data) <= ?",
                place,
            ).fetchone()
        except sqlite3.DatabaseError:
            return None  # a damaged page is a hole in the map, like a tile that is missing
        return bytes(found[0]) if found and isinstance(found[0], bytes) else None


@dataclass(frozen=True, eq=False)
class Folder:
    """Tiles as files ``zoom/column/row.suffix``.

    Attributes
    ----------
    path
        The folder.
    suffix
        Of its files.
    from_south
        Whether rows count from the south (TMS).
    """

    path: Path
    suffix: str
    from_south: bool = False

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """Return the file of a tile, None where there is none."""
        number = (1 << zoom) - 1 - row if self.from_south else row
        file = self.path / str(zoom) / str(column) / f"{number}{self.suffix}"
        try:
            with file.open("rb") as stream:
                data = stream.read(MOST_BYTES + 1)
        except OSError:
            return None
        return data if len(data) <= MOST_BYTES else None


def connected(path: Path) -> sqlite3.Connection:
    """Open a database for reading; whatever stands in it, nothing is written or run."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def describe_database(path: Path) -> TileSet:
    """Return what an MBTiles file holds.

    Raises
    ------
    layers.errors.DamagedFile
        When it is no MBTiles file.
    layers.errors.ImportFailed
        When it holds no pictures.
    """
    values: dict[str, object] = {"file": path.name}
    try:
        with closing(connected(path)) as connection:
            said = {str(k): str(v) for k, v in connection.execute("SELECT name, value FROM metadata")}
            zooms = connection.execute("SELECT min(zoom_level), max(zoom_level) FROM tiles").fetchone()
            if zooms[0] is None:
                raise ImportFailed(_EMPTY, _CHOOSE_RASTER, values=values, where=Where(str(path)))
            lowest, highest = int(zooms[0]), int(zooms[1])
            columns = connection.execute(
                "SELECT min(tile_column), max(tile_column), min(tile_row), max(tile_row), count(*)"
                " FROM tiles WHERE zoom_level = ?",
                (highest,),
            ).fetchone()
            (count,) = connection.execute("SELECT count(*) FROM tiles").fetchone()
            (sample,) = connection.execute(
                "SELECT tile_data FROM tiles WHERE zoom_level = ? LIMIT 1", (highest,)
            ).fetchone()
    except (sqlite3.Error, TypeError, ValueError, OverflowError) as error:
        raise DamagedFile(
            _DAMAGED, _GET_AGAIN, values=values, where=Where(str(path)), detail=str(error)
        ) from error
    if not 0 <= lowest <= highest <= MOST_ZOOM:
        raise DamagedFile(_DAMAGED, _GET_AGAIN, values=values, where=Where(str(path)))
    most = (1 << highest) - 1
    rows = (most - int(columns[3]), most - int(columns[2]))
    bounds = degrees_of(highest, (int(columns[0]), int(columns[1])), rows)
    return TileSet(
        name=said.get("name") or path.stem,
        lowest=lowest,
        highest=highest,
        bounds=_narrowed(bounds, said.get("bounds", "")),
        count=int(count),
        side=_side(bytes(sample) if isinstance(sample, bytes) else b"", path),
        facts={
            "kind": "MBTiles",
            "format": said.get("format", ""),
            "credit": _plain(said.get("attribution", "")),
        },
    )


def describe_folder(path: Path) -> tuple[TileSet, Folder]:
    """Return what a folder of tiles holds, and how its files are named.

    Raises
    ------
    layers.errors.ImportFailed
        When there is no tile in it.
    """
    zooms = sorted(int(one.name) for one in path.iterdir() if one.is_dir() and _NUMBER.match(one.name))
    zooms = [zoom for zoom in zooms if zoom <= MOST_ZOOM]
    values: dict[str, object] = {"file": path.name}
    columns = _numbers(path / str(zooms[-1])) if zooms else []
    rows: list[int] = []
    suffix, sample = "", b""
    for column in columns[:: max(len(columns) // 64, 1)] if columns else ():
        for file in (path / str(zooms[-1]) / str(column)).iterdir():
            if file.suffix.lower() in PICTURES and _NUMBER.match(file.stem):
                rows.append(int(file.stem))
                if not suffix:
                    suffix = file.suffix
                    with file.open("rb") as stream:
                        sample = stream.read(MOST_BYTES)
    if not suffix:
        raise ImportFailed(_EMPTY, _CHOOSE_RASTER, values=values, where=Where(str(path)))
    from_south = (path / "tilemapresource.xml").is_file()
    low, high = min(rows), max(rows)
    if from_south:
        most = (1 << zooms[-1]) - 1
        low, high = most - high, most - low
    found = TileSet(
        name=path.name,
        lowest=zooms[0],
        highest=zooms[-1],
        bounds=degrees_of(zooms[-1], (columns[0], columns[-1]), (low, high)),
        count=None,
        side=_side(sample, path),
        facts={"kind": "XYZ", "format": suffix[1:].lower(), "credit": ""},
    )
    return found, Folder(path, suffix, from_south)


def is_tile_folder(path: Path) -> bool:
    """Say whether a folder holds tiles, quickly."""
    for number, zoom in enumerate(path.iterdir()):
        if number > _LOOKED_AT:
            return False
        if not (_NUMBER.match(zoom.name) and zoom.is_dir()):
            continue
        for column in zoom.iterdir():
            if not (_NUMBER.match(column.name) and column.is_dir()):
                return False
            first = next(column.iterdir(), Path())
            return first.suffix.lower() in PICTURES and bool(_NUMBER.match(first.stem))
    return False


def _numbers(folder: Path) -> list[int]:
    return sorted(int(one.name) for one in folder.iterdir() if _NUMBER.match(one.name) and one.is_dir())


def _side(sample: bytes, path: Path) -> int:
    if sample[:2] == b"\x1f\x8b" or sample[:1] == b"\x1a":
        raise ImportFailed(_VECTOR, _CHOOSE_RASTER, values={"file": path.name}, where=Where(str(path)))
    found = decoded(sample)
    if found is None:
        raise DamagedFile(_DAMAGED, _GET_AGAIN, values={"file": path.name}, where=Where(str(path)))
    return len(found)


def _narrowed(tiles: tuple[float, float, float, float], said: str) -> tuple[float, float, float, float]:
    """Return the extent that a set states, as far as it lies within that of its tiles."""
    try:
        west, south, east, north = (float(part) for part in said.split(","))
    except ValueError:
        return tiles
    west, south, east, north = (
        max(west, tiles[0]),
        max(south, tiles[1]),
        min(east, tiles[2]),
        min(north, tiles[3]),
    )
    return (west, south, east, north) if west < east and south < north else tiles


def _plain(text: str) -> str:
    """Return a text without the marks of HTML, which sets put into their credits."""
    return re.sub(r"<[^>]*>", "", text).strip()
