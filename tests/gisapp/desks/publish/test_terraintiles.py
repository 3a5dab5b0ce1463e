"""Tiles of heights: what a web map reads out of the colours is what the terrain says."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from gisapp.desks.publish.picturetiles import PIXELS, pixels_at
from gisapp.desks.publish.pmtilescheck import check_pmtiles
from gisapp.desks.publish.terraintiles import Encoding, write_terrain_tiles
from layers import crs
from layers.errors import NotAllowed
from layers.feedback import Cancelled, Feedback
from tests.gisapp.desks.publish.tilereading import metadata, raw_tiles
from tests.layers import terrains

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.terrainstore import TerrainStore


def decoded(tile: bytes, encoding: Encoding) -> NDArray[np.float64]:
    red, green, blue = np.moveaxis(np.asarray(Image.open(io.BytesIO(tile)), np.float64), -1, 0)
    if encoding == "terrarium":
        return np.asarray(red * 256 + green + blue / 256 - 32768)
    return np.asarray((red * 65536 + green * 256 + blue) / 10 - 10_000)


@pytest.mark.parametrize("encoding", ["terrarium", "mapbox"])
def test_colours_are_the_heights_at_their_places(tmp_path: Path, encoding: Encoding) -> None:
    store = terrains.written(tmp_path / "hills", terrains.hills(150, 200))
    path = tmp_path / "made.pmtiles"
    written = write_terrain_tiles(
        terrains.layer(store), path, Feedback(), encoding=encoding, name="丘", attribution="市"
    )
    assert written.zooms[1] == 14  # 512 pixels of 4 metres
    assert check_pmtiles(path, {}) == ()
    seen = 0
    assert metadata(path) == {"name": "丘", "encoding": encoding, "attribution": "市"}
    for (zoom, column, row), tile in raw_tiles(path).items():
        if zoom < 14:
            continue
        east, north = _exactly(zoom, column, row)
        true = _bilinear(store, east, north)
        found = decoded(tile, encoding)
        known = np.isfinite(true)
        assert np.abs(found - true)[known].max() < 0.12
        seen += int(known.sum())
        far = (east < store.west - 10) | (north < store.south - 10)
        assert (found[far] == 0).all()
    assert seen > 20_000


def _exactly(zoom: int, column: int, row: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    middle = (np.arange(PIXELS) + 0.5) / PIXELS
    x, y = np.meshgrid((column + middle) / (1 << zoom), (row + middle) / (1 << zoom))
    half = 20_037_508.342789244
    east, north = crs.project(
        x.ravel() * 2 * half - half, half - y.ravel() * 2 * half, "EPSG:6677", "EPSG:3857"
    )
    return east.reshape(x.shape), north.reshape(x.shape)


def _bilinear(
    store: TerrainStore, east: NDArray[np.float64], north: NDArray[np.float64]
) -> NDArray[np.float64]:
    level = store.levels[0]
    row, column = (north - store.south) / level.cell - 0.5, (east - store.west) / level.cell - 0.5
    low, left = np.floor(row).astype(int), np.floor(column).astype(int)
    up, right = row - low, column - left
    corners = [[level.values(low + a, left + b).astype(float) for b in (0, 1)] for a in (0, 1)]
    south = corners[0][0] * (1 - right) + corners[0][1] * right
    above = corners[1][0] * (1 - right) + corners[1][1] * right
    return np.asarray(south * (1 - up) + above * up)


@pytest.mark.parametrize("zoom", [8, 11, 15])
def test_pixels_lie_where_the_projection_says(zoom: int) -> None:
    column, row = int((139.8 / 360 + 0.5) * (1 << zoom)), int(0.3935 * (1 << zoom))
    found = pixels_at(zoom, column, row, "EPSG:6677")
    true = _exactly(zoom, column, row)
    pixel = 40_075_016 / (1 << zoom) / PIXELS
    assert max(float(np.abs(a - b).max()) for a, b in zip(found, true, strict=True)) < 0.1 * pixel


def test_the_same_terrain_gives_the_same_bytes_and_it_can_be_stopped(tmp_path: Path) -> None:
    store = terrains.written(tmp_path / "hills", terrains.hills(60, 60))
    for name in ("one", "two"):
        write_terrain_tiles(terrains.layer(store), tmp_path / name, Feedback(), zooms=(12, 13))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        write_terrain_tiles(terrains.layer(store), tmp_path / "three", feedback)
    assert {one.name for one in tmp_path.iterdir()} == {"hills", "one", "two"}


def test_only_a_terrain_is_one(tmp_path: Path) -> None:
    from dataclasses import replace

    store = terrains.written(tmp_path / "hills", terrains.hills(40, 40))
    closed = replace(terrains.layer(store), data=None)
    with pytest.raises(NotAllowed, match="地形"):
        write_terrain_tiles(closed, tmp_path / "made.pmtiles", Feedback())
