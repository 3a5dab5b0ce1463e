"""GeoParquet: the table of the store, the rows that pass the filter."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from gisapp.export.content import GEOMETRY, Content, provenance

if TYPE_CHECKING:
    from pathlib import Path

    from layers.feedback import Feedback


def write(content: Content, path: Path, feedback: Feedback) -> None:
    """Write footprints in the plane system, with all columns and lists as they are (GeoParquet 1.1)."""
    import pyarrow.parquet as pq
    from pyproj import CRS

    west, south, _, east, north, _ = content.extent
    geo = {
        "version": "1.1.0",
        "primary_column": GEOMETRY,
        "columns": {
            GEOMETRY: {
                "encoding": "WKB",
                "geometry_types": _kinds(content.geometry_type),
                "crs": CRS.from_user_input(content.crs).to_json_dict(),
                "bbox": [west, south, east, north],
            }
        },
    }
    metadata = {
        "geo": json.dumps(geo, ensure_ascii=False),
        "gisapp": json.dumps(asdict(provenance(content)), ensure_ascii=False),
    }
    schema = content.schema.with_metadata(metadata)
    with pq.ParquetWriter(path, schema, compression="zstd", version="2.6") as writer:
        for table in content.tables(feedback):
            writer.write_table(table.replace_schema_metadata(metadata))


def _kinds(kind: str) -> list[str]:
    """Return the kinds of geometry that may occur; empty for any."""
    return [] if kind == "Unknown" else [kind, kind.removeprefix("Multi")]
