"""The SHA-256 of what the public would get of a layer, the same however the rows are read."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gisapp.export import jsontext
from gisapp.export.content import GEOMETRY

if TYPE_CHECKING:
    from gisapp.export.content import Content
    from layers.feedback import Feedback


def content_digest(content: Content, feedback: Feedback) -> str:
    """Return the SHA-256 of rows, names of columns, order and shapes in hexadecimal.

    Raises
    ------
    layers.feedback.Cancelled
        When that was asked for.
    """
    rows, shapes = hashlib.sha256(), hashlib.sha256()
    names = [one for one in content.schema.names if one != GEOMETRY]
    rows.update(repr((names, content.crs, len(content))).encode())
    done = 0
    for table in content.tables(feedback):
        feedback.step(done, len(content))
        done += len(table)
        texts = jsontext.members(((one, plain(table.column(one))) for one in names), len(table))
        rows.update(jsontext.run_together(pc.binary_join_element_wise(texts, "", "\n").cast(pa.string())))
        written = table.column(GEOMETRY).combine_chunks().cast(pa.large_binary())
        shapes.update(
            pc.fill_null(pc.binary_length(written), -1).to_numpy(zero_copy_only=False).astype(np.int64)
        )
        shapes.update(b"".join(pc.drop_null(written).to_pylist()))
    return hashlib.sha256(rows.digest() + shapes.digest()).hexdigest()


def plain(column: pa.ChunkedArray) -> pa.Array:
    """Return a column in one piece, of a type that JSON knows."""
    whole = column.combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = pa.concat_arrays(whole.chunks) if whole.num_chunks else pa.array([], whole.type)
    known = (
        pa.types.is_string(whole.type) or pa.types.is_floating(whole.type) or pa.types.is_integer(whole.type)
    )
    return whole if known else whole.cast(pa.string())
