"""Archives of tiles: what another reader finds in them, and how they are laid out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gisapp.desks.publish import varints
from gisapp.desks.publish.pmtiles import (
    HEADER_BYTES,
    ROOT_BYTES,
    ArchiveWritten,
    Cover,
    TileKind,
    compressed,
    spooled,
    write_archive,
)
from gisapp.desks.publish.tilegrid import degrees, places, tile_numbers
from layers import crs
from tests.gisapp.desks.publish.tilereading import header, metadata, raw_tiles

if TYPE_CHECKING:
    from pathlib import Path

zxy_to_tileid: Any = import_module("pmtiles.tile").zxy_to_tileid
COVER = Cover(TileKind.PNG, (0, 9), (129.5, 32.5, 130.0, 33.0))


@given(st.integers(0, 18), st.data())
def test_numbers_of_tiles_are_those_of_the_specification(zoom: int, data: st.DataObject) -> None:
    place = st.integers(0, (1 << zoom) - 1)
    x, y = (
        data.draw(st.lists(place, min_size=5, max_size=5)),
        data.draw(st.lists(place, min_size=5, max_size=5)),
    )
    expected = [zxy_to_tileid(zoom, a, b) for a, b in zip(x, y, strict=True)]
    assert tile_numbers(zoom, np.array(x), np.array(y)).tolist() == expected


def test_places_in_the_world() -> None:
    x, y = places(np.array([-180.0, 0.0, 139.7]), np.array([85.05112877980659, 0.0, 35.6]))
    east, north = crs.project(np.array([139.7]), np.array([35.6]), "EPSG:3857", "EPSG:4326")
    assert x == pytest.approx([0.0, 0.5, east[0] / 40_075_016.6856 + 0.5])
    assert y == pytest.approx([0.0, 0.5, 0.5 - north[0] / 40_075_016.6856])
    longitude, latitude = degrees(x, y)
    assert longitude == pytest.approx([-180, 0, 139.7])
    assert latitude == pytest.approx([85.05112877980659, 0, 35.6])


@given(st.lists(st.integers(0, (1 << 64) - 1), max_size=20))
def test_varints(values: list[int]) -> None:
    expected = bytearray()
    for value in values:
        rest = value
        while rest > 127:
            expected.append(rest & 127 | 128)
            rest >>= 7
        expected.append(rest)
    assert varints.written(np.array(values, np.uint64)).tobytes() == bytes(expected)


def _write(folder: Path, tiles: dict[int, bytes], cover: Cover = COVER) -> tuple[Path, ArchiveWritten]:
    items = list(tiles.items())
    spools = [spooled(folder / f"{k}.spool", items[k::2]) for k in range(2)]
    path = folder / "made.pmtiles"
    return path, write_archive(path, spools, cover, {"name": "見本"})


def _read(path: Path) -> tuple[dict[int, bytes], dict[str, Any], dict[str, Any]]:
    found = {zxy_to_tileid(*place): tile for place, tile in raw_tiles(path).items()}
    return found, header(path), metadata(path)


@pytest.mark.parametrize("count", [1, 300, 40_000])
def test_another_reader_finds_each_tile(tmp_path: Path, count: int) -> None:
    """With 40,000 different tiles the directory needs leaves."""
    random = np.random.default_rng(count)
    numbers = random.permutation(60_000)[:count].tolist()
    sizes = random.integers(1, 500, count).tolist()
    tiles = {number: f"{number}".encode() * size for number, size in zip(numbers, sizes, strict=True)}
    path, written = _write(tmp_path, tiles)
    found, header, metadata = _read(path)
    assert found == tiles
    assert metadata == {"name": "見本"}
    assert header["addressed_tiles_count"] == header["tile_contents_count"] == count
    assert (header["leaf_directory_length"] > 0) == (count == 40_000)
    assert header["root_offset"] == HEADER_BYTES
    assert HEADER_BYTES + header["root_length"] <= ROOT_BYTES
    assert (header["min_zoom"], header["max_zoom"], header["clustered"]) == (0, 9, True)
    assert header["min_lon_e7"] == 1_295_000_000
    assert header["max_lat_e7"] == 330_000_000
    assert written.tiles == count
    assert sum(written.by_zoom) == count
    assert written.bytes == path.stat().st_size


def test_equal_tiles_lie_once_and_runs_are_one_entry(tmp_path: Path) -> None:
    tiles = {**dict.fromkeys(range(100, 200), b"sea"), 200: b"land", **dict.fromkeys(range(300, 310), b"sea")}
    path, written = _write(tmp_path, tiles)
    found, header, _ = _read(path)
    assert found == tiles
    assert (header["tile_entries_count"], header["tile_contents_count"]) == (3, 2)
    assert (written.tiles, written.contents) == (111, 2)
    assert header["tile_data_length"] == len("sea" + "land")


def test_the_same_tiles_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    tiles = {number: bytes([number % 7]) * 5 for number in range(50)}
    turned = dict(reversed(tiles.items()))
    first, _ = _write(tmp_path / "one", tiles)
    second, _ = _write(tmp_path / "two", turned)
    assert first.read_bytes() == second.read_bytes()


def test_a_tile_cannot_be_there_twice(tmp_path: Path) -> None:
    spools = [spooled(tmp_path / f"{k}.spool", [(7, b"a")]) for k in range(2)]
    with pytest.raises(ValueError, match="two tiles"):
        write_archive(tmp_path / "made.pmtiles", spools, COVER, {})


def test_gzip_tells_neither_time_nor_system() -> None:
    import gzip

    made = compressed(b"a" * 1000)
    assert gzip.decompress(made) == b"a" * 1000
    assert made[4:8] == b"\0\0\0\0"
    assert made[9] == 255
