"""What changed between flights as layers: a grid of differences, and its patches as areas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.geotiff import write_geotiff
from importers.raster.differences import DIFFERENCE_KIND, KIND
from layers.base import Attribute, Source
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.vector import Vector
from styles.palettes import GAIN, LOSS
from styles.style import ByCategory, Category

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.survey.change import ChangeMap
    from gisapp.export.made import MadeContent
    from layers.feedback import Feedback

GRIDS = (".tif", ".tiff")
"""Endings of a grid of differences."""
AREAS = (".gpkg", ".geojson")
"""Endings of patches as areas."""
METHODS = {"dod": "difference of means", "m3c2": "M3C2, mean of the distances along normals"}
GONE, NEW = QT_TRANSLATE_NOOP(CONTEXT, "減"), QT_TRANSLATE_NOOP(CONTEXT, "増")
PATCHES = QT_TRANSLATE_NOOP(CONTEXT, "変化した所")
ATTRIBUTES = (
    Attribute("kind", QT_TRANSLATE_NOOP(CONTEXT, "増減"), "", "code", PATCHES),
    Attribute("area", QT_TRANSLATE_NOOP(CONTEXT, "面積"), "m²", "number", PATCHES),
    Attribute("volume", QT_TRANSLATE_NOOP(CONTEXT, "土量"), "m³", "number", PATCHES),
    Attribute("uncertainty", QT_TRANSLATE_NOOP(CONTEXT, "土量の ±（95 %）"), "m³", "number", PATCHES),
    Attribute("largest", QT_TRANSLATE_NOOP(CONTEXT, "最大の差"), "m", "number", PATCHES),
)
STYLE = ByCategory("kind", (Category(GONE, LOSS[1], GONE), Category(NEW, GAIN[1], NEW)))
"""How patches are coloured."""


def write_change(path: Path, change: ChangeMap, crs: str, method: str) -> None:
    """Write differences and their levels of detection as a GeoTIFF of two bands, metres.

    Raises
    ------
    layers.errors.ExportFailed
        When it cannot be written.
    """
    about = {KIND: DIFFERENCE_KIND, "METHOD": METHODS[method]}
    write_geotiff(path, change.frame, change.difference, crs, about, change.detection)


def write_patches(
    path: Path, change: ChangeMap, crs: str, name: str, feedback: Feedback, *, overwrite: bool = False
) -> Path:
    """Write the patches as areas with their area, volume and how sure it is.

    Parameters
    ----------
    path
        Target, by its ending one of :data:`AREAS`.
    change, crs
        What changed, in a plane rectangular system.
    name
        What the layer is called.
    feedback
        Receives progress.
    overwrite
        Whether a file of that name may be replaced.

    Raises
    ------
    layers.errors.ExportFailed
        When it cannot be written, or nothing changed.
    """
    from gisapp.export.formats import write_content

    return write_content(_content(change, crs, name), path, feedback, overwrite=overwrite)


def _content(change: ChangeMap, crs: str, name: str) -> MadeContent:
    import pyarrow as pa

    from gisapp.export.made import MadeContent

    found = change.patches
    columns = {
        "kind": pa.array([GONE if one.volume < 0 else NEW for one in found], pa.string()),
        "area": pa.array([round(one.area, 3) for one in found], pa.float64()),
        "volume": pa.array([round(one.volume, 3) for one in found], pa.float64()),
        "uncertainty": pa.array([round(one.uncertainty, 3) for one in found], pa.float64()),
        "largest": pa.array([round(one.largest, 3) for one in found], pa.float64()),
    }
    layer = Vector("change_patches", name, crs, Source(Path(), "survey"))
    return MadeContent(layer, ATTRIBUTES, pa.table(columns), shapes_of(change), crs)


def shapes_of(change: ChangeMap) -> NDArray[np.object_]:
    """Return the outlines (n,) of the patches, along the cells, as areas of several parts."""
    import shapely
    from rasterio.features import shapes
    from rasterio.transform import from_origin

    frame = change.frame
    north = frame.south + frame.rows * frame.cell
    labels = np.ascontiguousarray(change.labels[::-1])
    placed = from_origin(frame.west, north, frame.cell, frame.cell)
    told = list(shapes(labels, mask=labels > 0, connectivity=4, transform=placed))
    parts = np.array([None, *(shapely.geometry.shape(one) for one, _ in told)], dtype=object)[1:]
    numbers = np.array([int(number) - 1 for _, number in told], dtype=np.int64)
    order = np.argsort(numbers, kind="stable")
    found: NDArray[np.object_] = np.full(len(change.patches), None, dtype=object)
    if len(parts):
        found[:] = shapely.multipolygons(parts[order], indices=numbers[order])
    return found
