"""Grids of the survey desk as GeoTIFF, and surfaces that others made read from one."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp import __version__
from layers.errors import ExportFailed, NotRecognised
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from gisapp.desks.survey.surfaces import Frame

NOTHING = -9999.0
"""What stands for no height, as the surveys of Japan write it."""
TILE = 256
"""Cells along a tile of the file."""
COARSE = 2048
"""Cells along a side up to which differences need no coarse copies in their file."""
_NOT_WRITTEN = QT_TRANSLATE_NOOP(CONTEXT, "{file} を書き出せませんでした（{reason}）。")
_ROOM = QT_TRANSLATE_NOOP(CONTEXT, "ディスクの空きと、書き込めるフォルダかどうかを確かめてください。")
_NO_SURFACE = QT_TRANSLATE_NOOP(CONTEXT, "{file} を高さの面として読めません（{reason}）。")
_GEOTIFF = QT_TRANSLATE_NOOP(CONTEXT, "座標系の書かれた 1 バンドの GeoTIFF（標高）を指定してください。")


def write_geotiff(
    path: Path,
    frame: Frame,
    heights: NDArray[np.float64],
    crs: str,
    about: Mapping[str, str],
    detection: NDArray[np.float64] | None = None,
) -> None:
    """Write a grid beside its name and give it the name when it is whole.

    Parameters
    ----------
    path
        The file.
    frame, heights
        The grid, (r, c) metres with rows from the south, NaN without a value.
    crs
        Plane rectangular system.
    about
        What else is told in the file: method, source and the like.
    detection
        (r, c) metres, a second band: the level of detection of each value, where they are differences.

    Raises
    ------
    layers.errors.ExportFailed
        When it cannot be written.
    """
    import rasterio
    from rasterio.enums import Resampling
    from rasterio.errors import RasterioError
    from rasterio.transform import from_origin

    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tif")
    north = frame.south + frame.rows * frame.cell
    bands = {"height": heights} if detection is None else {"difference": heights, "detection": detection}
    # A tile would be larger than a small grid.
    tiled = min(heights.shape) >= TILE
    options = {"tiled": True, "blockxsize": TILE, "blockysize": TILE} if tiled else {}
    try:
        with rasterio.open(
            temporary,
            "w",
            driver="GTiff",
            width=frame.columns,
            height=frame.rows,
            count=len(bands),
            dtype="float32",
            crs=crs,
            transform=from_origin(frame.west, north, frame.cell, frame.cell),
            nodata=NOTHING,
            compress="deflate",
            predictor=3,
            bigtiff="if_safer",
            **options,
        ) as file:
            for number, (name, band) in enumerate(bands.items(), 1):
                file.write(np.where(np.isfinite(band), band, NOTHING)[::-1].astype(np.float32), number)
                file.set_band_description(number, name)
            file.units = ("metre",) * len(bands)
            file.update_tags(AREA_OR_POINT="Area", TIFFTAG_SOFTWARE=f"gisapp {__version__}", **about)
        longest = max(frame.rows, frame.columns)
        if detection is not None and longest > COARSE:  # or a picture of all of it would read all of it
            factors = [1 << step for step in range(1, 12) if longest >> (step - 1) > COARSE]
            with rasterio.open(temporary, "r+") as file:
                file.build_overviews(factors, Resampling.nearest)
        temporary.replace(path)
    except (OSError, RasterioError) as error:
        values_ = {"file": path.name, "reason": str(error)}
        where = Where(str(path))
        raise ExportFailed(_NOT_WRITTEN, _ROOM, values=values_, where=where, detail=str(error)) from error
    finally:
        temporary.unlink(missing_ok=True)


def surface_at(path: Path, crs: str, places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the heights (n,) of a raster at places (n, 2), between the middles of its cells; NaN beyond it.

    Parameters
    ----------
    path
        A GeoTIFF.
    crs
        Plane rectangular system of the places.
    places
        Metres, east and north.

    Raises
    ------
    layers.errors.NotRecognised
        When it is no raster of heights with a system.
    """
    import rasterio
    from rasterio.errors import RasterioError
    from rasterio.windows import Window

    from layers.operations import operation

    try:
        with rasterio.open(path) as file:
            if file.count != 1 or file.crs is None:
                raise _refused(path, f"{file.count} bands, CRS {file.crs}")
            x, y = places[:, 0], places[:, 1]
            if not _same(file.crs, crs):
                x, y = operation(crs, file.crs.to_wkt()).transform(x, y)[:2]
            column, row = ~file.transform * np.array([x, y])
            column, row = column - 0.5, row - 0.5
            found = np.full(len(places), np.nan)
            near = (column > -1) & (row > -1) & (column < file.width) & (row < file.height)
            if not near.any():
                return found
            left, top = (max(int(np.floor(one[near].min())), 0) for one in (column, row))
            right = min(int(np.ceil(column[near].max())) + 1, file.width)
            bottom = min(int(np.ceil(row[near].max())) + 1, file.height)
            window = Window(left, top, max(right - left, 1), max(bottom - top, 1))
            grid = file.read(1, window=window, masked=True).astype(np.float64).filled(np.nan)
    except (OSError, RasterioError) as error:
        raise _refused(path, str(error)) from error
    found[near] = _between(grid, row[near] - top, column[near] - left)
    return found


def _same(system: Any, crs: str) -> bool:
    from pyproj import CRS

    return bool(CRS.from_user_input(system).equals(CRS.from_user_input(crs), ignore_axis_order=True))


def _between(
    grid: NDArray[np.float64], row: NDArray[np.float64], column: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return values between the middles of cells; within half a cell of the rim those of the rim."""
    rows, columns = grid.shape
    row, column = np.clip(row, 0, rows - 1), np.clip(column, 0, columns - 1)
    top = np.minimum(row.astype(np.intp), max(rows - 2, 0))
    left = np.minimum(column.astype(np.intp), max(columns - 2, 0))
    down, right = row - top, column - left
    below, beside = np.minimum(top + 1, rows - 1), np.minimum(left + 1, columns - 1)
    total = np.zeros(len(row))
    for one, other, weight in (
        (top, left, (1 - down) * (1 - right)),
        (top, beside, (1 - down) * right),
        (below, left, down * (1 - right)),
        (below, beside, down * right),
    ):
        # A neighbour without a height does not count where it has no weight.
        total += np.where(weight > 0, grid[one, other], 0.0) * weight
    return total


def _refused(path: Path, reason: str) -> NotRecognised:
    values = {"file": path.name, "reason": reason}
    return NotRecognised(_NO_SURFACE, _GEOTIFF, values=values, where=Where(str(path)), detail=reason)
