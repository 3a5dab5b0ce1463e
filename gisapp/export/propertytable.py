"""The main attributes of the features as a property table of EXT_structural_metadata."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gisapp.export.content import GEOMETRY, is_public
from gisapp.export.jsontext import run_together

if TYPE_CHECKING:
    from gisapp.export.content import Content
    from layers.base import Attribute

NAMES = (
    "gml_id",
    "building_id",
    "name",
    "usage",
    "structure_type",
    "year_of_construction",
    "measured_height",
    "storeys_above_ground",
    "storeys_below_ground",
    "lod",
)
"""What a viewer shows when a building is pointed at; everything else is in the table formats."""
NO_NUMBER = -9999.0
NO_INTEGER = -(2**31)
"""What stands where nothing is known."""
CLASS = "feature"
_ID = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")
"""What may be the id of a property; others get a number, and their name beside it."""


def write(content: Content, view: Callable[..., int]) -> dict[str, Any]:
    """Write the columns and return the extension's object at the root of the document.

    Parameters
    ----------
    content
        Its features are the rows.
    view
        Writes bytes at a multiple of ``align`` and returns the number of their buffer view.
    """
    ids = ids_of(content)
    table = content.columns(list(ids.values()))
    attributes = {attribute.name: attribute for attribute in content.attributes}
    words = {key: _words(attributes.get(name)) for key, name in ids.items()}
    columns = {key: table.column(name).combine_chunks() for key, name in ids.items()}
    # Whole numbers are written like all others here: viewers made for these files expect it.
    columns = {key: one if pa.types.is_string(one.type) else _floats(one) for key, one in columns.items()}
    return extension(content.layer.name, len(content), columns, words, view)


def extension(
    title: str,
    count: int,
    columns: Mapping[str, pa.Array],
    words: Mapping[str, Mapping[str, str]],
    view: Callable[..., int],
) -> dict[str, Any]:
    """Write columns of any names and return the extension's object at the root of the document.

    Parameters
    ----------
    title
        What the features are.
    count
        Number of rows.
    columns
        (count,) texts, whole numbers of 32 bits or float64, by ids of letters, digits and ``_``.
    words
        What people are told of each: ``name``, ``description``.
    view
        Writes bytes at a multiple of ``align`` and returns the number of their buffer view.
    """
    kinds: dict[str, dict[str, Any]] = {}
    places: dict[str, dict[str, Any]] = {}
    for name, column in columns.items():
        kinds[name] = {**_kind(column.type), **words.get(name, {})}
        places[name] = _texts(column, view) if pa.types.is_string(column.type) else _numbers(column, view)
    return {
        "schema": {"id": "gisapp", "classes": {CLASS: {"name": title, "properties": kinds}}},
        "propertyTables": [{"name": title, "class": CLASS, "count": count, "properties": places}],
    }


def ids_of(content: Content) -> dict[str, str]:
    """Return ids of the properties, each with its column: the main ones, of a public content all."""
    if is_public(content):
        names = [name for name in content.schema.names if name != GEOMETRY]
    else:
        names = [name for name in NAMES if name in content.schema.names and name in content.filled]
    return {name if _ID.fullmatch(name) else f"field_{number}": name for number, name in enumerate(names)}


def _words(attribute: Attribute | None) -> dict[str, str]:
    if attribute is None:
        return {}
    unit = {"description": attribute.unit} if attribute.unit else {}
    return {"name": attribute.label, **unit}


def _kind(kind: pa.DataType) -> dict[str, Any]:
    if pa.types.is_string(kind):
        return {"type": "STRING", "noData": ""}
    if pa.types.is_integer(kind):
        return {"type": "SCALAR", "componentType": "INT32", "noData": NO_INTEGER}
    return {"type": "SCALAR", "componentType": "FLOAT64", "noData": NO_NUMBER}


def _floats(column: pa.Array) -> pa.Array:
    return column.cast(pa.float64())


def _texts(column: pa.StringArray, view: Callable[..., int]) -> dict[str, Any]:
    texts = pc.fill_null(column, "")
    lengths = pc.binary_length(texts).to_numpy(zero_copy_only=False)
    offsets = np.zeros(len(texts) + 1, dtype=np.uint32)
    np.cumsum(lengths, out=offsets[1:])
    letters = run_together(texts)
    return {
        # A view of no bytes is not allowed; one that nothing points into is.
        "values": view(letters if letters.nbytes else memoryview(b"\0"), align=8),
        "stringOffsets": view(offsets, align=8),
        "stringOffsetType": "UINT32",
    }


def _numbers(column: pa.Array, view: Callable[..., int]) -> dict[str, Any]:
    if pa.types.is_integer(column.type):
        whole = pc.fill_null(column.cast(pa.int32()), NO_INTEGER)
        return {"values": view(whole.to_numpy(zero_copy_only=False), align=8)}
    numbers = pc.fill_null(column, NO_NUMBER).to_numpy(zero_copy_only=False)
    return {"values": view(np.where(np.isfinite(numbers), numbers, NO_NUMBER), align=8)}
