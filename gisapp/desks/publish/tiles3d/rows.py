"""The public rows on disk while tiles are made, so that each worker reads only those of its tile."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from gisapp.export import jsontext
from gisapp.export.content import GEOMETRY

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from gisapp.export.content import Content
    from layers.feedback import Feedback

ID = "id"
"""Property with the public number of a feature: its place among the published ones, from 1."""
_WORD = re.compile(r"[^0-9A-Za-z]+")


@dataclass(frozen=True)
class Property:
    """A public field as tiles name it.

    Attributes
    ----------
    column
        Public name, the column of the content.
    id
        Of letters, digits and ``_``, as the extension asks.
    description
        Unit, or empty.
    """

    column: str
    id: str
    description: str = ""


def properties_of(content: Content) -> tuple[Property, ...]:
    """Return how the public fields are named: after their English name where there is one."""
    said = getattr(getattr(content, "publication", None), "fields", ())
    english = {one.name: one.english for one in said}
    units = {one.name: one.unit for one in content.attributes}
    taken = {ID}
    found = []
    names = [name for name in content.schema.names if name != GEOMETRY]
    for number, name in enumerate(names, 1):
        word = _WORD.sub("_", english.get(name) or name).strip("_").lower()
        # A name of which hardly anything is left says nothing.
        wanted = (
            word
            if word and not word[0].isdigit() and _latin(english.get(name) or name)
            else f"field_{number}"
        )
        one = wanted if wanted not in taken else f"{wanted}_{number}"
        taken.add(one)
        found.append(Property(name, one, units.get(name, "")))
    return tuple(found)


def _latin(text: str) -> bool:
    return text.isascii()


def write(content: Content, properties: tuple[Property, ...], path: Path, feedback: Feedback) -> None:
    """Write the public rows by the ids of their properties."""
    names = [one.column for one in properties]
    fields = [pa.field(one.id, _plain(content.schema.field(one.column).type)) for one in properties]
    schema = pa.schema(fields)
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, schema) as writer:
        for table in content.tables(feedback, names):
            columns = [_told(table.column(one.column), schema.field(one.id).type) for one in properties]
            writer.write_table(pa.table(columns, schema=schema))


def take(path: Path, rows: NDArray[np.integer]) -> pa.Table:
    """Return some rows (k,), rising, by the ids of their properties."""
    reader = pa.ipc.open_file(pa.memory_map(str(path)))
    starts = _starts(path)
    batch = np.searchsorted(starts, rows, side="right") - 1
    parts = [
        reader.get_batch(number).take(pa.array(rows[batch == number] - starts[number]))
        for number in np.unique(batch).tolist()
    ]
    return pa.Table.from_batches(parts, reader.schema)


@lru_cache(maxsize=4)
def _starts(path: Path) -> NDArray[np.int64]:
    """Return the first row of each batch."""
    reader = pa.ipc.open_file(pa.memory_map(str(path)))
    counts = [reader.get_batch(number).num_rows for number in range(reader.num_record_batches)]
    return np.cumsum([0, *counts[:-1]]) if counts else np.zeros(1, dtype=np.int64)


def _plain(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_floating(kind) or (pa.types.is_integer(kind) and kind.bit_width > 32):
        return pa.float64()
    return pa.int32() if pa.types.is_integer(kind) and kind != pa.uint32() else pa.string()


def _told(column: pa.ChunkedArray, kind: pa.DataType) -> pa.Array:
    plain = column.combine_chunks()
    if isinstance(plain, pa.ChunkedArray):
        plain = pa.concat_arrays(plain.chunks) if plain.num_chunks else pa.array([], plain.type)
    if pa.types.is_list(plain.type) or pa.types.is_struct(plain.type):
        plain = jsontext.values(plain)
    return plain.cast(kind)
