"""GeoParquet: the table of the store, the rows that pass the filter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from gisapp.export.content import GEOMETRY, Content, about, is_public
from gisapp.export.footprints import plane, polygons

if TYPE_CHECKING:
    from pathlib import Path

    from layers.feedback import Feedback


def write(content: Content, path: Path, feedback: Feedback) -> None:
    """Write footprints in the plane system, with all columns and lists as they are (GeoParquet 1.1)."""
    import pyarrow.parquet as pq

    west, south, _, east, north, _ = content.extent
    metadata = {"gisapp": json.dumps(about(content), ensure_ascii=False)}
    public = is_public(content)
    bounds, kinds = np.array([west, south, east, north]), _kinds(content.geometry_type)
    if public:
        bounds, kinds = np.array([np.inf, np.inf, -np.inf, -np.inf]), []
    schema = content.schema.with_metadata(metadata)
    with pq.ParquetWriter(path, schema, compression="zstd", version="2.6") as writer:
        for table in content.tables(feedback):
            rows = table
            if public:
                rows, bounds, kinds = _told(content, table, bounds, kinds)
            writer.write_table(rows.replace_schema_metadata(metadata).cast(schema))
        writer.add_key_value_metadata(
            {"geo": json.dumps(_geo(content.crs, bounds, kinds), ensure_ascii=False)}
        )


def _told(
    content: Content, table: pa.Table, bounds: np.ndarray[Any, Any], kinds: list[str]
) -> tuple[pa.Table, np.ndarray[Any, Any], list[str]]:
    """Return rows with shapes as the public sees them, and bounds and kinds with those of the rows."""
    import shapely

    shapes = plane(content, polygons(table.column(GEOMETRY)))
    low = np.fmin(bounds, shapely.total_bounds(shapes))[:2]
    high = np.fmax(bounds, shapely.total_bounds(shapes))[2:]
    there = shapes[~shapely.is_missing(shapes)]
    names = np.array(_TYPES)[np.unique(shapely.get_type_id(there) + 8 * shapely.has_z(there))].tolist()
    place = table.column_names.index(GEOMETRY)
    written = pa.array(shapely.to_wkb(shapes), pa.binary())
    rows = table.set_column(place, pa.field(GEOMETRY, pa.binary()), written)
    return rows, np.concatenate([low, high]), sorted({*kinds, *names} - {""})


_FLAT = (
    "Point",
    "LineString",
    "",
    "Polygon",
    "MultiPoint",
    "MultiLineString",
    "MultiPolygon",
    "GeometryCollection",
)
_TYPES = (*_FLAT, *(f"{one} Z" for one in _FLAT))
"""By shapely's number of the type of a shape, those with heights behind them."""


def _geo(system: str, bounds: np.ndarray[Any, Any], kinds: list[str]) -> dict[str, Any]:
    from pyproj import CRS

    column = {
        "encoding": "WKB",
        "geometry_types": kinds,
        "crs": CRS.from_user_input(system).to_json_dict(),
    }
    if np.isfinite(bounds).all():
        column["bbox"] = bounds.tolist()
    return {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}


def _kinds(kind: str) -> list[str]:
    """Return the kinds of geometry that may occur; empty for any."""
    return [] if kind == "Unknown" else list(dict.fromkeys([kind, kind.removeprefix("Multi")]))
