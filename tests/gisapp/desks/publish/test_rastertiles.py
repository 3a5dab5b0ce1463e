"""Tiles of pictures: the colours that the picture has at their places, and nothing beside the pixels."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from gisapp.desks.publish.picturetiles import pixels_at
from gisapp.desks.publish.pmtiles import TileKind
from gisapp.desks.publish.pmtilescheck import check_pmtiles
from gisapp.desks.publish.rastertiles import write_raster_tiles
from importers.raster.importer import RasterFiles, RasterOptions
from layers.errors import NotAllowed
from layers.feedback import Feedback
from tests.gisapp.desks.publish.tilereading import raw_tiles
from tests.importers.raster.pictures import NORTH, WEST, ZONE, chart, write_picture

if TYPE_CHECKING:
    from pathlib import Path

    from layers.base import Layer

SIDE = 300.0


@pytest.fixture
def layer(tmp_path: Path) -> Layer:
    """A picture of 600 pixels of half a metre."""
    path = write_picture(tmp_path / "picture.tif")
    options = RasterOptions(stores=tmp_path / "stores", crs=ZONE)
    return RasterFiles().read(path, options, Feedback()).layers[0]


@pytest.mark.parametrize("kind", list(TileKind)[1:])
def test_pixels_have_the_colour_of_their_place(tmp_path: Path, layer: Layer, kind: TileKind) -> None:
    path = tmp_path / "made.pmtiles"
    written = write_raster_tiles(layer, path, Feedback(), kind=kind, name="写真", attribution="市")
    assert written.zooms[1] == 17  # 512 pixels of half a metre
    assert check_pmtiles(path, {}) == ()
    whole = 0
    for (zoom, column, row), tile in raw_tiles(path).items():
        if zoom != 17:
            continue
        picture = Image.open(io.BytesIO(tile))
        pixels = np.asarray(picture.convert("RGBA"), np.float64)
        east, north = pixels_at(zoom, column, row, ZONE)
        inside = (east > WEST + 2) & (east < WEST + SIDE - 2) & (north < NORTH - 2)
        inside &= north > NORTH - SIDE + 2
        true = np.moveaxis(chart(east, north), 0, -1)[inside].astype(float)
        if len(true):
            assert np.abs(pixels[inside][:, :3] - true).mean() < (2.5 if kind is TileKind.PNG else 5)
        beyond = (east < WEST - 1) | (east > WEST + SIDE + 1) | (north > NORTH + 1)
        if kind is TileKind.JPEG:
            assert beyond.sum() == 0 or pixels[beyond][:, :3].mean() > 245
        else:
            assert (pixels[beyond][:, 3] == 0).all()
        whole += int(inside.sum())
    metre = 512 / (40_075_016.6856 * np.cos(np.radians(32.82)) / (1 << 17))
    assert whole == pytest.approx((SIDE - 4) ** 2 * metre**2, rel=0.02)


def test_a_map_of_others_is_not_copied(tmp_path: Path, layer: Layer) -> None:
    others = replace(layer, data=replace(layer.data, background=True))
    with pytest.raises(NotAllowed, match="写して公開できません"):
        write_raster_tiles(others, tmp_path / "made.pmtiles", Feedback())
    with pytest.raises(NotAllowed, match="画像"):
        write_raster_tiles(replace(layer, data=None), tmp_path / "made.pmtiles", Feedback())
