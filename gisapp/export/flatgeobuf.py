"""FlatGeobuf: longitude and latitude of JGD2011, with an index by place: a browser reads parts of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from gisapp.export import jsontext
from gisapp.export.content import GEOMETRY, Content
from gisapp.export.footprints import as_multi, decimals_of, polygons, to_degrees
from gisapp.export.legible import without_zeros
from gisapp.export.ogr import WKB, write_arrow
from gisapp.export.quiet import Quiet
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layers.feedback import Feedback

CRS = "EPSG:6668"
NO_INDEX = QT_TRANSLATE_NOOP(
    CONTEXT, "図形のない {count:,} 件があるため、FlatGeobuf に位置の索引を付けていません。"
)


def write(content: Content, path: Path, feedback: Feedback) -> None:
    """Write footprints in degrees; lists become JSON text.

    The index by place puts the features into another order. Rows without a shape forbid an index: nothing is
    left out for it.

    Raises
    ------
    OSError
        When GDAL cannot write.
    """
    lacking = sum(table.column(GEOMETRY).null_count for table in content.tables(Quiet(feedback), (GEOMETRY,)))
    if lacking:
        feedback.find(Finding(Severity.INFO, "no-index", NO_INDEX, {"count": lacking}, count=lacking))
    schema = _schema(content)
    write_arrow(
        schema,
        _batches(content, schema, feedback),
        path,
        feedback,
        layer=content.layer.name or "layer",
        driver="FlatGeobuf",
        geometry_name=GEOMETRY,
        geometry_type=content.geometry_type,
        crs=CRS,
        layer_options={"SPATIAL_INDEX": "NO" if lacking else "YES"},
    )


def _schema(content: Content) -> pa.Schema:
    fields = []
    for field in content.schema:
        if field.name == GEOMETRY:
            fields.append(pa.field(GEOMETRY, pa.binary(), metadata=WKB))
        elif field.name in content.filled:
            fields.append(pa.field(field.name, told_kind(field.type)))
    return pa.schema(fields)


def told_kind(kind: pa.DataType) -> pa.DataType:
    """Return how a column is told: lists and structures as text."""
    return pa.string() if pa.types.is_list(kind) or pa.types.is_struct(kind) else kind


def told(column: pa.Array) -> pa.Array:
    """Return values as they are told."""
    if pa.types.is_list(column.type):
        return jsontext.lists(column)
    return without_zeros(jsontext.values(column) if pa.types.is_struct(column.type) else column)


def _batches(content: Content, schema: pa.Schema, feedback: Feedback) -> Iterator[pa.RecordBatch]:
    import shapely

    decimals = decimals_of(content)
    for table in content.tables(feedback, schema.names):
        shapes = to_degrees(polygons(table.column(GEOMETRY)), content.crs, decimals)
        written = pa.array(shapely.to_wkb(as_multi(shapes, content.geometry_type)), pa.binary())
        columns = [
            written if name == GEOMETRY else told(table.column(name).combine_chunks())
            for name in schema.names
        ]
        yield pa.RecordBatch.from_arrays(columns, schema=schema)
