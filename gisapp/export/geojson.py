"""GeoJSON (RFC 7946): longitude and latitude, outer rings counter-clockwise, missing values left out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from gisapp.export import jsontext
from gisapp.export.content import GEOMETRY, Content, about
from gisapp.export.footprints import decimals_of, polygons, to_degrees
from gisapp.export.legible import without_zeros

if TYPE_CHECKING:
    from pathlib import Path

    from layers.feedback import Feedback

ID = "gml_id"
"""Column that becomes the id of each feature, where there is one."""
SEPARATOR = ",\n"


def write(content: Content, path: Path, feedback: Feedback) -> None:
    """Write footprints and attributes; lists become JSON arrays.

    Coordinates are JGD2011 (EPSG:6668), which for the purposes of RFC 7946 is WGS 84.
    """
    told = about(content) | {"crs": "EPSG:6668"}
    head = {"type": "FeatureCollection", "name": content.layer.name, "provenance": told}
    decimals = decimals_of(content)
    with path.open("wb") as file:
        file.write(json.dumps(head, ensure_ascii=False)[:-1].encode())
        file.write(b',"features":[\n')
        skip = len(SEPARATOR)
        for table in content.tables(feedback):
            file.write(jsontext.run_together(_features(table, content.crs, decimals))[skip:])
            skip = 0
        file.write(b"\n]}\n")


def _features(table: pa.Table, system: str, decimals: int) -> pa.StringArray:
    """Return the features of some rows, each behind a separator."""
    import shapely

    count = len(table)
    columns = [
        (name, without_zeros(column.combine_chunks()))
        for name, column in zip(table.column_names, table.columns, strict=True)
        if name != GEOMETRY and column.null_count < count
    ]
    degrees = to_degrees(polygons(table.column(GEOMETRY)), system, decimals)
    shapes = pa.array(shapely.to_geojson(shapely.orient_polygons(degrees)), pa.string(), from_pandas=True)
    parts: list[pa.Array | str] = [SEPARATOR, '{"type":"Feature",']
    ids = dict(columns).get(ID)
    if ids is not None:
        parts.append(jsontext.members([("id", ids)], count))
        parts.append(pc.if_else(pc.is_valid(ids), ",", ""))
    parts += ['"geometry":', pc.fill_null(shapes, "null"), ',"properties":{']
    parts += [jsontext.members(columns, count), "}}", ""]
    return pc.binary_join_element_wise(*parts)
