"""Writes shapes with columns in the formats of map software: Shapefile, GeoPackage, GeoJSON."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio
import shapely

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

DRIVERS = {".shp": "ESRI Shapefile", ".gpkg": "GPKG", ".geojson": "GeoJSON"}
WRITTEN = "2025-03-21T00:00:00Z"
DATE = "2025-03-21"


def write_vector(
    path: Path,
    shapes: Sequence[shapely.Geometry] | np.ndarray,
    columns: Mapping[str, Sequence[Any]],
    *,
    crs: str | None,
    encoding: str | None = None,
    layer: str | None = None,
) -> None:
    """Write features; the same ones always give the same bytes.

    Parameters
    ----------
    path
        Its suffix says which format.
    shapes
        (n,) of one kind.
    columns
        (n,) values by name, texts or numbers.
    crs
        Authority code, None to leave it unsaid as many city halls do.
    encoding
        Of texts in a Shapefile.
    layer
        Name of the layer in a GeoPackage.
    """
    driver = DRIVERS[path.suffix]
    geometry = np.asarray(shapes, dtype=object)
    kind = str(shapely.GeometryType(int(shapely.get_type_id(geometry).max())).name)
    if kind in ("POLYGON", "MULTIPOLYGON") and driver != "ESRI Shapefile":
        geometry = np.array(
            [one if one.geom_type == "MultiPolygon" else shapely.MultiPolygon([one]) for one in geometry]
        )
    names = {"POINT": "Point", "LINESTRING": "LineString"}
    default = "Polygon" if driver == "ESRI Shapefile" else "MultiPolygon"
    geometry_type = names.get(kind, default)
    if kind == "POINT" and shapely.has_z(geometry).any():
        geometry_type = "2.5D Point"
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": WRITTEN})
    options: dict[str, str] = {}
    if driver == "ESRI Shapefile":
        options = {"DBF_DATE_LAST_UPDATE": DATE}
    elif driver == "GeoJSON":
        options = {"COORDINATE_PRECISION": "7", "RFC7946": "YES"}
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "'crs' was not provided")
        pyogrio.raw.write(
            path,
            geometry=shapely.to_wkb(geometry),
            field_data=[column(values) for values in columns.values()],
            fields=list(columns),
            layer=layer or path.stem,
            driver=driver,
            geometry_type=geometry_type,
            crs=crs,
            encoding=encoding,
            layer_options=options,
        )


def column(values: Sequence[Any]) -> np.ndarray:
    """Return values as an array that keeps texts as texts."""
    made = np.asarray(values)
    return made.astype(object) if made.dtype.kind in "UO" else made
