"""Tile sets on disk: the right tile at the right place, whatever the zoom."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest

from importers.base import Sniff
from importers.raster.importer import RasterFiles
from importers.raster.tiles import HALF, TileSource, decoded
from layers.errors import DamagedFile, ImportFailed
from layers.feedback import Feedback
from layers.operations import operation
from tests.importers.raster.pictures import (
    ZONE,
    around,
    coverage,
    read,
    tile,
    write_database,
    write_folder,
)

if TYPE_CHECKING:
    from pathlib import Path

    from layers.raster import Coverage


def _colour_at(data: Coverage, zoom: int, column: int, row: int, size: int) -> list[int]:
    """Return what is drawn in the middle of a tile, as large as `size` pixels for the side of that tile."""
    side = 2 * HALF / (1 << zoom)
    x, y = -HALF + (column + 0.5) * side, HALF - (row + 0.5) * side
    east, north = (float(part[0]) for part in operation("EPSG:3857", data.crs).transform(x, y))
    half = side * np.cos(np.radians(32.75)) / 2 * (64 / size)
    drawn = data.pixels.draw((east - half, north - half, east + half, north + half), 64, Feedback())
    assert drawn is not None
    return [int(value) for value in drawn[32, 32, :3]]


@pytest.mark.parametrize("kind", ["folder", "database"])
def test_each_tile_stands_at_its_place(kind: str, tmp_path: Path) -> None:
    path = (
        write_folder(tmp_path / "tiles") if kind == "folder" else write_database(tmp_path / "tiles.mbtiles")
    )
    assert RasterFiles().sniff(path, b"" if path.is_dir() else path.read_bytes()[:64]) is Sniff.YES
    data = coverage(path, tmp_path)
    assert data.crs == ZONE
    assert not data.background
    column, row = around(15)
    for across, down in ((0, 0), (1, -1), (-1, 1)):
        place = (column + across, row + down)
        assert _colour_at(data, 15, *place, 256) == [150, place[0] % 256, place[1] % 256]
    column, row = around(13)
    assert _colour_at(data, 13, column, row, 256)[0] == 130
    # Kept: the second time nothing is scanned.
    assert coverage(path, tmp_path).bounds == data.bounds


def test_rows_may_count_from_the_south(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "tiles", range(15, 16))
    for inside in (folder / "15").iterdir():
        for file in list(inside.iterdir()):
            file.rename(inside / f"tms{file.name}")
        for file in list(inside.iterdir()):
            file.rename(inside / f"{(1 << 15) - 1 - int(file.stem.removeprefix('tms'))}.png")
    (folder / "tilemapresource.xml").write_text("<TileMap/>")
    data = coverage(folder, tmp_path)
    column, row = around(15)
    assert _colour_at(data, 15, column, row, 256) == [150, column % 256, row % 256]


def test_where_a_tile_is_missing_a_coarser_one_stands_in() -> None:
    class Shelf:
        def tile(self, zoom: int, column: int, row: int) -> bytes | None:
            return tile(zoom, column, row) if zoom == 4 else None

    source = TileSource(Shelf(), 3, 6)
    pixels = source.read((256 * 20, 256 * 21, 256 * 21, 256 * 22), (256, 256), Feedback())
    assert pixels[128, 128].tolist() == [40, 5, 5, 255]
    assert not TileSource(Shelf(), 5, 6).read((0, 0, 256, 256), (256, 256), Feedback()).any()


def test_a_set_that_lacks_coarse_zooms_is_not_opened_by_the_thousand() -> None:
    asked = []

    class Shelf:
        def tile(self, zoom: int, column: int, row: int) -> bytes | None:
            asked.append((zoom, column, row))
            return None

    source = TileSource(Shelf(), 16, 18)
    assert not source.read((0, 0, source.width, source.height), (64, 64), Feedback()).any()
    assert not asked


def test_the_extent_is_that_of_the_tiles_or_smaller(tmp_path: Path) -> None:
    wide = coverage(write_database(tmp_path / "wide.mbtiles", bounds="-180,-85,180,85"), tmp_path)
    small = coverage(
        write_database(tmp_path / "small.mbtiles", bounds="129.869,32.749,129.871,32.751"), tmp_path
    )
    side = 2 * HALF / (1 << 15) * np.cos(np.radians(32.75))
    assert wide.bounds[2] - wide.bounds[0] == pytest.approx(3 * side, rel=0.01)
    assert small.bounds[2] - small.bounds[0] == pytest.approx(187, rel=0.02)


def test_the_credit_of_a_set_is_kept_without_its_marks(tmp_path: Path) -> None:
    path = write_database(tmp_path / "a.mbtiles", attribution='<a href="x">国土地理院</a>')
    (layer,) = read(path, tmp_path).layers
    assert layer.source.credit == "国土地理院"
    assert layer.name == "基本図"


def test_damaged_and_other_databases_are_refused_in_a_sentence(tmp_path: Path) -> None:
    path = write_database(tmp_path / "a.mbtiles")
    (tmp_path / "cut.mbtiles").write_bytes(path.read_bytes()[:5000])
    (tmp_path / "no.mbtiles").write_bytes(b"SQLite format 3\0" + bytes(200))
    for name in ("cut", "no"):
        with pytest.raises(DamagedFile, match="MBTiles"):
            read(tmp_path / f"{name}.mbtiles", tmp_path)
    with closing(sqlite3.connect(tmp_path / "vector.mbtiles")) as base, base:
        base.execute("CREATE TABLE metadata (name text, value text)")
        base.execute("CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)")
        base.execute("INSERT INTO tiles VALUES (0, 0, 0, ?)", (b"\x1f\x8b\x08rest",))
    with pytest.raises(ImportFailed, match="ベクトルタイル"):
        read(tmp_path / "vector.mbtiles", tmp_path)


def test_a_tile_that_is_no_picture_is_a_hole() -> None:
    assert decoded(b"noise") is None
    assert decoded(b"") is None
    found = decoded(tile(3, 1, 2), 128)
    assert found is not None
    assert found.shape == (128, 128, 4)
