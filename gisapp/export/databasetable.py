"""How the columns of a content stand in a table of PostGIS, and its rows as they are copied there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from gisapp.export import jsontext
from gisapp.export.content import GEOMETRY
from gisapp.export.footprints import as_multi, polygons, to_degrees
from gisapp.export.headings import headings
from importers.postgis.relations import identifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gisapp.export.content import Content
    from layers.feedback import Feedback

SHAPE = "geom"
"""Name of the column of shapes."""
GEOGRAPHIC = 6668
"""JGD2011 longitude and latitude."""
LONGEST_NAME = 63
"""Bytes of a name; PostgreSQL cuts longer ones, and two could become one."""
_TYPES: tuple[tuple[str, str, pa.DataType], ...] = (
    ("is_boolean", "boolean", pa.bool_()),
    ("is_integer", "bigint", pa.int64()),
    ("is_floating", "double precision", pa.float64()),
)


@dataclass(frozen=True)
class Column:
    """A column of facts.

    Attributes
    ----------
    source
        Name in the content.
    name
        Name in the database.
    label
        What staff call it, its comment there.
    type
        As the database names it.
    arrow
        As it is copied.
    """

    source: str
    name: str
    label: str
    type: str
    arrow: pa.DataType


@dataclass(frozen=True)
class TableForm:
    """What a table looks like.

    Attributes
    ----------
    columns
        Facts, in order.
    geometry
        Kind of shape as PostGIS names it.
    srid
        Number of its system.
    decimals
        Of degrees to which places are rounded, None for metres as they are.
    """

    columns: tuple[Column, ...]
    geometry: str
    srid: int
    decimals: int | None

    @property
    def definition(self) -> str:
        """Columns as they stand behind ``CREATE TABLE name``, without the type of the shape."""
        return ", ".join(f"{identifier(one.name)} {one.type}" for one in self.columns)


def form_of(content: Content) -> TableForm:
    """Return what the table of a content looks like.

    What the public sees is in degrees, rounded as was decided for it; all else in metres of the plane system.
    """
    names = [name for name in content.schema.names if name != GEOMETRY]
    labels = headings(content, names)
    taken = {SHAPE}
    columns = []
    for name, label in zip(names, labels, strict=True):
        kind, arrow = _type(content.schema.field(name).type)
        columns.append(Column(name, _free(name, taken), label, kind, arrow))
        taken.add(columns[-1].name)
    decimals = getattr(content, "decimals", None)
    srid = GEOGRAPHIC if decimals is not None else int(content.crs.removeprefix("EPSG:"))
    kind = content.geometry_type
    plain = "Geometry" if kind == "Unknown" else kind.replace(" ", "")
    return TableForm(tuple(columns), plain, srid, decimals)


def rows_of(content: Content, form: TableForm, feedback: Feedback) -> pa.RecordBatchReader:
    """Return the rows, some thousand at a time, shapes as the binary that PostGIS receives."""
    fields = [pa.field(one.name, one.arrow) for one in form.columns]
    schema = pa.schema([*fields, pa.field(SHAPE, pa.binary())])
    return pa.RecordBatchReader.from_batches(schema, _batches(content, form, schema, feedback))


def _batches(
    content: Content, form: TableForm, schema: pa.Schema, feedback: Feedback
) -> Iterator[pa.RecordBatch]:
    names = [one.source for one in form.columns]
    for table in content.tables(feedback, [*names, GEOMETRY]):
        arrays = [_array(table.column(one.source), one.arrow) for one in form.columns]
        arrays.append(_shapes(table.column(GEOMETRY), content, form))
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(column: pa.ChunkedArray, kind: pa.DataType) -> pa.Array:
    array = column.combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], array.type)
    if pa.types.is_list(array.type):
        return jsontext.lists(array)
    if pa.types.is_struct(array.type):
        return jsontext.values(array)
    return array.cast(kind)


def _shapes(column: pa.ChunkedArray, content: Content, form: TableForm) -> pa.Array:
    import numpy as np
    import shapely

    shapes = as_multi(polygons(column), content.geometry_type)
    if form.decimals is not None:
        shapes = to_degrees(shapes, content.crs)
        there = ~shapely.is_missing(shapes)
        places = shapely.get_coordinates(shapes[there], include_z=bool(shapely.has_z(shapes).any()))
        places[:, :2] = np.round(places[:, :2], form.decimals)
        shapes[there] = shapely.set_coordinates(shapes[there], places)
    shapes = shapely.set_srid(shapes, form.srid)
    return pa.array(shapely.to_wkb(shapes, include_srid=True), pa.binary())


def _type(kind: pa.DataType) -> tuple[str, pa.DataType]:
    for test, sql, arrow in _TYPES:
        if getattr(pa.types, test)(kind):
            return sql, arrow
    return "text", pa.string()


def _free(wanted: str, taken: Sequence[str] | set[str]) -> str:
    """Return a name that the database keeps whole and that no other column has."""
    name, number = cut(wanted), 2
    while name in taken:
        name = cut(wanted, f"_{number}")
        number += 1
    return name


def cut(name: str, end: str = "") -> str:
    """Return a name of at most 63 bytes, cut between letters, with something at its end."""
    room = LONGEST_NAME - len(end.encode())
    plain = name.replace("\0", "")
    return plain.encode()[:room].decode(errors="ignore") + end
