"""GeoPackage: one table of footprints with all columns, Japanese names as aliases."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import pyarrow as pa

from gisapp.export import jsontext
from gisapp.export.content import GEOMETRY, Content, provenance
from gisapp.export.footprints import as_multi, polygons
from gisapp.export.headings import headings
from layers.feedback import Cancelled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layers.feedback import Feedback

ALIAS = b"GDAL:OGR:alternative_name"


def write(content: Content, path: Path, feedback: Feedback) -> None:
    """Write footprints in the plane system; lists become JSON text.

    Raises
    ------
    OSError
        When GDAL cannot write.
    """
    import pyogrio
    import pyogrio.errors

    schema = _schema(content)
    reader = pa.RecordBatchReader.from_batches(schema, _batches(content, schema, feedback))
    try:
        pyogrio.write_arrow(
            reader,
            path,
            layer=content.layer.kind,
            driver="GPKG",
            geometry_name=GEOMETRY,
            geometry_type=content.geometry_type,
            crs=content.crs,
            layer_metadata={"GISAPP": json.dumps(asdict(provenance(content)), ensure_ascii=False)},
            layer_options={"DESCRIPTION": content.layer.name, "GEOMETRY_NAME": "geom"},
        )
    except Exception as error:
        # What happens while rows are made comes back through GDAL as an error of its own.
        if feedback.cancelled:
            raise Cancelled from error
        if isinstance(error, pyogrio.errors.DataSourceError | pyogrio.errors.DataLayerError):
            raise OSError(str(error)) from error
        raise


def _schema(content: Content) -> pa.Schema:
    """Return the columns with their Japanese names, lists as text."""
    names = [name for name in content.schema.names if name != GEOMETRY]
    aliases = dict(zip(names, headings(content, names), strict=True))
    fields = []
    for field in content.schema:
        if field.name == GEOMETRY:
            wkb = {b"ARROW:extension:name": b"geoarrow.wkb"}
            fields.append(pa.field(GEOMETRY, pa.binary(), metadata=wkb))
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
                array = pa.array(
                    shapely.to_wkb(as_multi(polygons(column), content.geometry_type)), pa.binary()
                )
            elif pa.types.is_list(array.type):
                array = jsontext.lists(array)
            columns.append(array)
        yield pa.RecordBatch.from_arrays(columns, schema=schema)
