"""Columns as JSON text, made by Arrow for all rows at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable

_CONTROL = r"[\x00-\x1f]"


def values(column: pa.Array) -> pa.StringArray:
    """Return each value as JSON; null where there is none, and for empty lists.

    Parameters
    ----------
    column
        Texts, numbers, lists of them, or lists of structures.
    """
    kind = column.type
    if pa.types.is_dictionary(kind):
        return values(column.dictionary).take(column.indices)
    if pa.types.is_string(kind):
        return _quoted(column)
    if pa.types.is_floating(kind):
        finite = pc.is_finite(column)
        return pc.if_else(finite, column, pa.scalar(None, kind)).cast(pa.string())
    if pa.types.is_integer(kind):
        return column.cast(pa.string())
    if pa.types.is_struct(kind):
        return _wrapped("{", members(zip(kind.names, column.flatten(), strict=True), len(column)), "}")
    if pa.types.is_list(kind):
        return _lists(column)
    if pa.types.is_boolean(kind):
        return column.cast(pa.string())
    if pa.types.is_large_string(kind) or pa.types.is_temporal(kind):
        return _quoted(column.cast(pa.string()))
    raise TypeError(kind)


def members(columns: Iterable[tuple[str, pa.Array]], count: int) -> pa.StringArray:
    """Return the members of an object for each row, without braces; missing values are left out.

    Parameters
    ----------
    columns
        Names and values.
    count
        Number of rows.
    """
    # Arrow drops rows of nothing but nulls when it is told to skip nulls, so each member
    # brings its own comma, and the first comma goes at the end.
    parts = [
        _wrapped(f",{json.dumps(name, ensure_ascii=False)}:", values(column)) for name, column in columns
    ]
    parts = [pc.fill_null(part, "") for part in parts if part.null_count < len(part)]
    if not parts:
        return pa.array([""] * count, pa.string())
    return pc.utf8_slice_codeunits(pc.binary_join_element_wise(*parts, ""), 1)


def run_together(texts: pa.StringArray) -> memoryview:
    """Return all texts one behind the other in UTF-8, as they lie in memory; there must be no nulls."""
    _, places, letters = texts.buffers()
    if not len(texts) or letters is None:
        return memoryview(b"")
    offsets = np.frombuffer(places, dtype=np.int32)
    return memoryview(letters)[int(offsets[texts.offset]) : int(offsets[texts.offset + len(texts)])]


def lists(column: pa.Array) -> pa.StringArray:
    """Return a column of lists as JSON text."""
    return _lists(column)


def _lists(column: pa.Array) -> pa.StringArray:
    lengths = pc.fill_null(pc.list_value_length(column), 0).to_numpy(zero_copy_only=False)
    offsets = np.zeros(len(column) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    texts = pc.fill_null(values(column.flatten()), "null")
    joined = pc.binary_join(pa.ListArray.from_arrays(pa.array(offsets), texts), ",")
    return _wrapped("[", pc.if_else(pa.array(lengths > 0), joined, pa.scalar(None, pa.string())), "]")


def _wrapped(before: str, texts: pa.StringArray, after: str = "") -> pa.StringArray:
    return pc.binary_join_element_wise(before, texts, after, "")


def _quoted(texts: pa.StringArray) -> pa.StringArray:
    texts = pc.replace_substring(texts, "\\", "\\\\")
    texts = pc.replace_substring(texts, '"', '\\"')
    if pc.any(pc.match_substring_regex(texts, _CONTROL)).as_py():
        for code in range(0x20):
            texts = pc.replace_substring(texts, chr(code), f"\\u{code:04x}")
    return _wrapped('"', texts, '"')
