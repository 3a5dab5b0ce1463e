"""Orthophotos and DSM of several gigabytes: opened at once, drawn in parts, laid on the ground."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.windows import Window

from layers.base import View
from layers.drawables import Image
from layers.feedback import Feedback
from tests.importers.raster.pictures import read

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

WIDE, TALL, BLOCK = 40_960, 24_576, 512
EAST, NORTH, PIXEL = 34_000.0, -27_000.0, 0.05
FAR = 2_300_000_000
"""Bytes of a hole in the file: what is written later lies beyond 2 GiB, and needs no room on the disk."""


class Slope:
    """Ground that rises to the east."""

    def height_at(self, east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return heights (n,), metres."""
        del north
        return 10.0 + 0.5 * (east - EAST)


@pytest.mark.parametrize(("count", "dtype"), [(3, "uint8"), (1, "float32")])
def test_more_than_two_gigabytes_are_drawn_in_parts(count: int, dtype: str, tmp_path: Path) -> None:
    path = tmp_path / "オルソ.tif"
    profile = {
        "driver": "GTiff",
        "width": WIDE,
        "height": TALL,
        "count": count,
        "dtype": dtype,
        "crs": "EPSG:6669",
        "transform": Affine(PIXEL, 0, EAST, 0, -PIXEL, NORTH),
        "tiled": True,
        "blockxsize": BLOCK,
        "blockysize": BLOCK,
        "bigtiff": "YES",
        "SPARSE_OK": "TRUE",
    }
    with rasterio.open(path, "w", **profile):
        pass
    with path.open("r+b") as stream:
        stream.truncate(FAR)
    values = np.zeros((count, 8 * BLOCK, 8 * BLOCK), dtype)
    values[:, :, : 4 * BLOCK] = 200
    with rasterio.open(path, "r+") as made:
        made.write(values, window=Window(WIDE // 2, TALL // 2, 8 * BLOCK, 8 * BLOCK))
    assert path.stat().st_size > FAR
    started = time.perf_counter()
    (layer,) = read(path, tmp_path / "stores").layers
    assert time.perf_counter() - started < 10  # a file that is read whole takes minutes
    extent = layer.extent()
    assert extent is not None
    assert extent[3] - extent[0] == pytest.approx(WIDE * PIXEL)
    data = layer.data.on(Slope())
    middle = np.array([EAST + WIDE * PIXEL / 2, NORTH - TALL * PIXEL / 2])
    box = (middle[0] + 5.0, middle[1] - 25.0, middle[0] + 25.0, middle[1] - 5.0)
    near = data.pixels.draw(box, 256, Feedback())
    assert near is not None
    assert near[..., 0].min() == near[..., 0].max() > 0
    across = data.pixels.draw((box[0] + 85, box[1] - 40, box[0] + 105, box[1] - 20), 256, Feedback())
    assert across is not None
    bright = across[128, :, 0] > near[0, 0, 0] / 2
    assert bright[:100].all()  # the values end 102.4 m from the middle
    assert not bright[190:].any()
    laid = replace(layer, data=data)
    target = np.array([*middle, 500.0])
    view = View(
        target + np.array([0.0, -60.0, 150.0]),
        target,
        np.array([0.0, 0.0, 1.0]),
        30.0,
        (1400, 900),
        4_000_000,
    )
    parts = laid.parts(view)
    assert 0 < len(parts) < 100
    (picture,) = laid.load(parts[0], Feedback())
    assert isinstance(picture, Image)
    west, _, east, _ = data.tiles.bounds(parts[0].key)
    assert picture.heights is not None
    assert np.ptp(picture.heights) == pytest.approx(0.5 * (east - west), rel=1e-3)
