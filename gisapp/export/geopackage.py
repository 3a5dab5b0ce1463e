"""GeoPackage: one table of footprints with all columns, Japanese names as aliases."""

from __future__ import annotations

import json
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pyarrow as pa

from gisapp.export import jsontext
from gisapp.export.content import GEOMETRY, Content, about, is_public
from gisapp.export.footprints import as_multi, plane, polygons
from gisapp.export.headings import headings
from gisapp.export.legible import without_zeros
from gisapp.export.ogr import ALIAS, SAME_DAY, WKB, configured, write_arrow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layers.feedback import Feedback


def write(content: Content, path: Path, feedback: Feedback) -> None:
    """Write footprints in the plane system; lists become JSON text.

    Raises
    ------
    OSError
        When GDAL cannot write.
    """
    schema = _schema(content)
    # Let GDAL write the same time again into files of the public.
    same = configured(OGR_CURRENT_DATE=SAME_DAY) if is_public(content) else nullcontext()
    with same:
        write_arrow(
            schema,
            _batches(content, schema, feedback),
            path,
            feedback,
            layer=content.layer.kind or "layer",
            driver="GPKG",
            geometry_name=GEOMETRY,
            geometry_type=content.geometry_type,
            crs=content.crs,
            layer_metadata={"GISAPP": json.dumps(about(content), ensure_ascii=False)},
            layer_options={"DESCRIPTION": content.layer.name, "GEOMETRY_NAME": "geom"},
        )


def _schema(content: Content) -> pa.Schema:
    """Return the columns with their Japanese names, lists as text."""
    names = [name for name in content.schema.names if name != GEOMETRY]
    aliases = dict(zip(names, headings(content, names), strict=True))
    fields = []
    for field in content.schema:
        if field.name == GEOMETRY:
            fields.append(pa.field(GEOMETRY, pa.binary(), metadata=WKB))
            continue
        kind = pa.string() if pa.types.is_list(field.type) else field.type
        alias = aliases[field.name]
        fields.append(pa.field(field.name, kind, metadata={ALIAS: alias} if alias != field.name else None))
    return pa.schema(fields)


def _batches(content: Content, schema: pa.Schema, feedback: Feedback) -> Iterator[pa.RecordBatch]:
    import shapely

    for table in content.tables(feedback):
        columns = []
        for name, column in zip(table.column_names, table.columns, strict=True):
            array = column.combine_chunks()
            if name == GEOMETRY:
                shapes = as_multi(plane(content, polygons(column)), content.geometry_type)
                array = pa.array(shapely.to_wkb(shapes), pa.binary())
            elif pa.types.is_list(array.type):
                array = jsontext.lists(array)
            columns.append(without_zeros(array))
        yield pa.RecordBatch.from_arrays(columns, schema=schema)
