"""Where a raster lies in the project's plane system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.located import located
from importers.raster.tiles import MERCATOR
from importers.raster.warping import applied
from layers import crs
from layers.errors import ImportFailed
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.operations import operation

if TYPE_CHECKING:
    from pathlib import Path

    from affine import Affine
    from numpy.typing import NDArray

    from layers.feedback import Finding
    from layers.operations import Operation

SAMPLES = 9
"""Places along a side that are looked at."""
REACH = 150_000.0
"""Metres around the origin of a plane system within which a map of the whole country is shown."""
WIDE = 4.0
"""Degrees: what reaches further is a background and says nothing of where the project is."""

_WHERE = QT_TRANSLATE_NOOP(CONTEXT, "{file} は全国の地図のため、どの地域を表示するか分かりません。")
_CITY_FIRST = QT_TRANSLATE_NOOP(
    CONTEXT, "先に建物や区域などのデータを読み込んでから、背景地図を加えてください。"
)
_TILES = QT_TRANSLATE_NOOP(CONTEXT, "地図タイルは Web メルカトルと決まっています。")


@dataclass(frozen=True, eq=False)
class Extent:
    """Where a raster lies.

    Attributes
    ----------
    crs, how
        System of the source, and the sentence that says why it is taken for that.
    target
        The project's system.
    forth, back
        From the source to the project, and the other way.
    bounds
        West, south, east, north in metres of the project's system.
    resolution
        Metres along a pixel.
    background
        Whether it shows the whole country.
    """

    crs: str
    how: Message
    target: str
    forth: Operation
    back: Operation
    bounds: tuple[float, float, float, float]
    resolution: float
    background: bool = False


def place_file(
    path: Path,
    transform: Affine,
    size: tuple[int, int],
    declared: str,
    options: Any,
    findings: list[Finding],
) -> Extent:
    """Find out where a picture lies.

    Parameters
    ----------
    path
        The file.
    transform
        From columns and rows to its system.
    size
        Columns and rows.
    declared
        What it says of its system, empty for nothing.
    options
        ``crs`` and ``target`` as the user chose.
    findings
        Receives what is worth knowing.

    Raises
    ------
    layers.errors.UnknownCrs
        When nobody can say.
    """
    column, row = np.meshgrid(np.linspace(0, size[0], SAMPLES), np.linspace(0, size[1], SAMPLES))
    x, y = applied(transform, column.ravel(), row.ravel())
    # Rows of a picture run along its own axes: one whose axes were swapped would be mirrored.
    best = located(path, np.column_stack([x, y]), declared, options, findings, may_swap=False)
    west, south, east, north = best.bounds
    target = options.target or crs.epsg_of_zone(
        crs.zone_of_epsg(best.crs) or crs.zone_at((west + east) / 2, (south + north) / 2)
    )
    forth = operation(best.crs, target, best.bounds)
    back = operation(target, best.crs, best.bounds)
    there = np.column_stack(forth.transform(x, y)[:2]).reshape(SAMPLES, SAMPLES, 2)
    across = np.linalg.norm(there[SAMPLES // 2, -1] - there[SAMPLES // 2, 0]) / size[0]
    along = np.linalg.norm(there[-1, SAMPLES // 2] - there[0, SAMPLES // 2]) / size[1]
    how = best.reasons[0] if best.reasons else Message("")
    return Extent(best.crs, how, target, forth, back, _box(there), float(min(across, along)))


def place_tiles(
    path: Path, degrees: tuple[float, float, float, float], highest: int, side: int, target: str
) -> Extent:
    """Find out where a tile set lies.

    Parameters
    ----------
    path
        The set.
    degrees
        West, south, east, north of its tiles.
    highest, side
        Its highest zoom, and pixels along a tile.
    target
        The project's system, empty for that of the middle of the set.

    Raises
    ------
    layers.errors.ImportFailed
        When it shows the whole country and the project does not say which part is meant.
    """
    west, south, east, north = degrees
    background = east - west > WIDE or north - south > WIDE
    if background and not target:
        raise ImportFailed(_WHERE, _CITY_FIRST, values={"file": path.name}, where=Where(str(path)))
    target = target or crs.epsg_of_zone(crs.zone_at((west + east) / 2, (south + north) / 2))
    longitude, latitude = crs.origin_of_zone(crs.zone_of_epsg(target) or 1)
    if background:
        bounds = (-REACH, -REACH, REACH, REACH)
        west, south, east, north = longitude - 2, latitude - 2, longitude + 2, latitude + 2
    area = (west, south, east, north)
    forth, back = operation(MERCATOR, target, area), operation(target, MERCATOR, area)
    if not background:
        x, y = np.meshgrid(np.linspace(west, east, SAMPLES), np.linspace(south, north, SAMPLES))
        there = operation("EPSG:6668", target, area).transform(x.ravel(), y.ravel())
        bounds = _box(np.column_stack(there[:2]))
    middle = np.cos(np.radians((south + north) / 2))
    resolution = 2 * np.pi * 6_378_137.0 / (side << highest) * float(middle)
    return Extent(MERCATOR, Message(_TILES), target, forth, back, bounds, resolution, background)


def _box(points: NDArray[np.float64]) -> tuple[float, float, float, float]:
    flat = points.reshape(-1, 2)
    west, south = flat.min(axis=0).tolist()
    east, north = flat.max(axis=0).tolist()
    return west, south, east, north
