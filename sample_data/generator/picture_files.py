"""Writes pictures as GeoTIFF with JPEG inside, and tiles as MBTiles."""

from __future__ import annotations

import io
import sqlite3
from typing import TYPE_CHECKING

import numpy as np
import rasterio
from PIL import Image
from rasterio.enums import Resampling
from rasterio.transform import from_origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from sample_data.generator.painting import Frame

QUALITY = 68
BLOCK = 512
APPLICATION = 0x4D504258
"""``MPBX`` in the head of the file says that it holds tiles."""


def write_geotiff(path: Path, frame: Frame, picture: NDArray[np.uint8], shown: NDArray[np.bool_]) -> None:
    """Write a picture in EPSG:6669 with smaller copies of it and a mask of what it shows."""
    with (
        rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True, JPEG_QUALITY_OVERVIEW=QUALITY),
        rasterio.open(
            path,
            "w",
            driver="GTiff",
            width=frame.width,
            height=frame.height,
            count=3,
            dtype="uint8",
            crs="EPSG:6669",
            transform=from_origin(frame.west, frame.north, frame.step, frame.step),
            compress="JPEG",
            photometric="YCBCR",
            jpeg_quality=QUALITY,
            tiled=True,
            blockxsize=BLOCK,
            blockysize=BLOCK,
        ) as target,
    ):
        target.write(np.moveaxis(picture, -1, 0))
        target.write_mask(shown)
        target.update_tags(TIFFTAG_IMAGEDESCRIPTION="汐見浜市（架空）の写真風の画像。プログラムで描いたもの")
        target.build_overviews([2, 4, 8, 16], Resampling.average)


def write_mbtiles(
    path: Path, tiles: Iterable[tuple[int, int, int, bytes]], metadata: Mapping[str, str]
) -> None:
    """Write tiles: zoom, column, row from the north, PNG."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path, isolation_level=None) as base:
        base.execute(f"PRAGMA application_id = {APPLICATION}")
        base.execute("PRAGMA page_size = 4096")
        base.execute("BEGIN")
        base.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        base.execute(
            "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)"
        )
        base.executemany("INSERT INTO metadata VALUES (?, ?)", metadata.items())
        base.executemany(
            "INSERT INTO tiles VALUES (?, ?, ?, ?)",
            ((zoom, column, (1 << zoom) - 1 - row, data) for zoom, column, row, data in tiles),
        )
        base.execute("CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row)")
        base.execute("COMMIT")
    base.close()


def png(picture: NDArray[np.uint8], shown: NDArray[np.bool_], colours: int = 128) -> bytes:
    """Return a picture as PNG, with few colours where all of it is shown."""
    stream = io.BytesIO()
    if shown.all():
        image = Image.fromarray(picture).quantize(colours, dither=Image.Dither.NONE)
    else:
        opaque = np.where(shown, 255, 0).astype(np.uint8)
        image = Image.fromarray(np.dstack([picture * shown[:, :, None], opaque]).astype(np.uint8))
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()
