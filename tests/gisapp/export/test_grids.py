"""Heights and pictures as GeoTIFF: every cell, where it lies, and nothing of the source beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio

from gisapp.export import geotiff
from gisapp.export.content import content_of
from gisapp.export.formats import formats_for, write
from gisapp.export.readback import compare
from layers.feedback import Feedback
from tests.importers.raster.pictures import read, write_picture
from tests.layers.terrains import SOUTH, WEST, hills, layer, written

if TYPE_CHECKING:
    from pathlib import Path

    from layers.base import Layer

CELL = 5.0


@pytest.fixture
def ground(tmp_path: Path) -> Layer:
    return layer(written(tmp_path / "terrain", hills(620, 700), CELL), "丘")


def test_heights_lie_where_they_are(ground: Layer, tmp_path: Path) -> None:
    path = write(ground, tmp_path / "a.tif", Feedback())
    with rasterio.open(path) as file:
        assert (file.width, file.height, file.count) == (700, 620, 1)
        assert (file.transform.c, file.transform.f) == (WEST, SOUTH + 620 * CELL)
        assert file.crs.to_epsg() == 6677
        assert file.nodata == geotiff.NOTHING
        heights = file.read(1, masked=True).filled(np.nan)[::-1]
        assert file.overviews(1)
        assert file.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert set(file.tags()) <= geotiff.OWN | set(geotiff.TAGS.values())
    assert np.array_equal(heights, hills(620, 700), equal_nan=True)
    content = path.read_bytes()
    assert str(tmp_path).encode() not in content


def test_another_height_or_tag_is_noticed(ground: Layer, tmp_path: Path) -> None:
    path = write(ground, tmp_path / "a.tif", Feedback())
    with rasterio.open(path) as file:
        cells, profile = file.read(), file.profile
    cells[0, 100, 100] += 0.01
    with rasterio.open(path, "w", **profile) as file:
        file.write(cells)
        file.update_tags(SOURCE="/srv/yamada/secret.tif")
    codes = [one.code for one in compare(content_of(ground), path, Feedback())]
    assert codes == ["read-back-tags", "read-back-values"]


def test_a_picture_leaves_its_tags_behind(tmp_path: Path) -> None:
    source = tmp_path / "source.tif"
    write_picture(source)
    with rasterio.open(source, "r+") as file:
        file.update_tags(ARTIST="長崎 太郎", TIFFTAG_IMAGEDESCRIPTION="/srv/yamada/secret")
    (picture,) = read(source, tmp_path).layers
    assert [one.id for one in formats_for(picture)] == ["tif"]
    path = write(picture, tmp_path / "out.tif", Feedback())
    with rasterio.open(path) as file:
        assert file.count == 4
        assert file.colorinterp[3].name == "alpha"
        assert file.crs.to_epsg() == int(picture.data.crs.removeprefix("EPSG:"))
        alpha = file.read(4)
        west, south, east, north = picture.data.bounds
        assert file.bounds.left == pytest.approx(west)
        assert file.bounds.top == pytest.approx(north)
        middle = file.read()[:, file.height // 2, file.width // 2]
    assert alpha.any()
    drawn = picture.data.pixels.draw((west, south, east, north), 64, Feedback())
    assert np.abs(middle[:3].astype(int) - drawn[32, 32, :3].astype(int)).max() < 40
    assert "太郎".encode() not in path.read_bytes()
    assert b"yamada" not in path.read_bytes()


def test_the_same_bytes_again(ground: Layer, tmp_path: Path) -> None:
    first, again = (write(ground, tmp_path / f"{name}.tif", Feedback()) for name in "ab")
    assert first.read_bytes() == again.read_bytes()
