"""Pictures and tile sets with a known content, made for a test."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio
from PIL import Image
from rasterio.transform import from_origin

from importers.raster.importer import RasterFiles, RasterOptions
from importers.raster.tiles import HALF
from layers.feedback import Feedback

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from importers.base import ImportResult
    from layers.raster import Coverage

ZONE = "EPSG:6669"
WEST, NORTH = 30_000.0, -20_000.0
"""North-west corner of the made pictures in metres of zone I: 長崎."""


def chart(east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return the colour (3, ...) that the made pictures have at a place, metres of zone I: soft hills."""
    return np.stack(
        [
            127 + 100 * np.sin(east / 40),
            127 + 100 * np.cos(north / 55),
            127 + 100 * np.sin((east + north) / 90),
        ]
    ).astype(np.uint8)


def write_picture(
    path: Path, size: int = 600, pixel: float = 0.5, *, crs: str | None = ZONE, **how: Any
) -> Path:
    """Write a picture of `size` pixels along a side, in zone I."""
    middle = (np.arange(size) + 0.5) * pixel
    x, y = np.meshgrid(WEST + middle, NORTH - middle)
    if path.suffix in (".jpg", ".png"):
        Image.fromarray(np.moveaxis(chart(x, y), 0, -1)).save(path, quality=95)
        world = path.with_suffix({".jpg": ".jgw", ".png": ".pgw"}[path.suffix])
        world.write_text(f"{pixel}\n0\n0\n{-pixel}\n{WEST + pixel / 2}\n{NORTH - pixel / 2}\n")
        return path
    profile = {"driver": "GTiff", "width": size, "height": size, "count": 3, "dtype": "uint8"}
    transform = from_origin(WEST, NORTH, pixel, pixel)
    with rasterio.open(
        path, "w", crs=crs, transform=transform, photometric="RGB", **{**profile, **how}
    ) as made:
        made.write(chart(x, y))
    return path


def tile(zoom: int, column: int, row: int) -> bytes:
    """Return a tile as PNG whose colour tells zoom, column and row."""
    colour = (zoom * 10, column % 256, row % 256)
    stream = io.BytesIO()
    Image.new("RGB", (256, 256), colour).save(stream, "PNG")
    return stream.getvalue()


def around(zoom: int, longitude: float = 129.87, latitude: float = 32.75) -> tuple[int, int]:
    """Return column and row of the tile at a place."""
    x = np.radians(longitude) * 6_378_137.0
    y = 6_378_137.0 * np.log(np.tan(np.pi / 4 + np.radians(latitude) / 2))
    side = 2 * HALF / (1 << zoom)
    return int((x + HALF) // side), int((HALF - y) // side)


def write_folder(path: Path, zooms: range = range(13, 16), reach: int = 1) -> Path:
    """Write a folder of tiles around 長崎."""
    for zoom in zooms:
        column, row = around(zoom)
        for across in range(-reach, reach + 1):
            (path / str(zoom) / str(column + across)).mkdir(parents=True)
            for down in range(-reach, reach + 1):
                file = path / str(zoom) / str(column + across) / f"{row + down}.png"
                file.write_bytes(tile(zoom, column + across, row + down))
    return path


def write_database(path: Path, zooms: range = range(13, 16), reach: int = 1, **said: str) -> Path:
    """Write an MBTiles file with the tiles of :func:`write_folder`."""
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("CREATE TABLE metadata (name text, value text)")
        base.execute(
            "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)"
        )
        base.executemany(
            "INSERT INTO metadata VALUES (?, ?)", {"name": "基本図", "format": "png", **said}.items()
        )
        for zoom in zooms:
            column, row = around(zoom)
            for across in range(-reach, reach + 1):
                for down in range(-reach, reach + 1):
                    x, y = column + across, row + down
                    base.execute(
                        "INSERT INTO tiles VALUES (?, ?, ?, ?)",
                        (zoom, x, (1 << zoom) - 1 - y, tile(zoom, x, y)),
                    )
    return path


def read(path: Path, base: Path, **options: Any) -> ImportResult:
    """Read with stores kept in the test's folder."""
    return RasterFiles().read(path, RasterOptions(stores=base / "stores", **options), Feedback())


def coverage(path: Path, base: Path, **options: Any) -> Coverage:
    """Read and return the data of the one layer."""
    (layer,) = read(path, base, **options).layers
    data: Coverage = layer.data
    return data
