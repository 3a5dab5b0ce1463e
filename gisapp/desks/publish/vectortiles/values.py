"""Attributes as vector tiles write them: each different value once, and for every feature which one it has.

Texts are texts and nothing else: no tile and no reader takes them for markup. What has no value is left out,
as are numbers that are none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gisapp.desks.publish import varints
from gisapp.export import jsontext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

LONGEST = 1000
"""Letters of a text; what is longer is cut, for every reader of the tile has to fetch it."""
CUT = "…"
"""Stands at the end of a text that was cut."""
_KEY, _VALUE = 0x1A, 0x22
_TEXT, _FLOAT, _DOUBLE, _WHOLE, _SIGNED, _FLAG = 0x0A, 0x15, 0x19, 0x28, 0x30, 0x38
_EXACT = 2.0**53
_FAR = 1 << 40


@dataclass(frozen=True, eq=False)
class Column:
    """An attribute of all features.

    Attributes
    ----------
    codes
        (n,) which value each feature has, -1 for none.
    data, ends
        The values as fields of a layer, one behind the other, and (v + 1,) where each begins and the last one
        ends.
    kind
        ``String``, ``Number`` or ``Boolean``, as the metadata call it.
    cut
        Features whose text was cut.
    """

    codes: NDArray[np.int32]
    data: NDArray[np.uint8]
    ends: NDArray[np.int64]
    kind: str
    cut: int = 0


def column_of(values: pa.Array | pa.ChunkedArray | NDArray[np.float64]) -> Column:
    """Return a column (n,) as tiles write it."""
    column = pa.array(values) if isinstance(values, np.ndarray) else values
    cut = 0
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    if isinstance(column, pa.ChunkedArray):  # of no rows
        column = pa.array([], column.type)
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.cast(kind.value_type)
        kind = column.type
    if pa.types.is_decimal(kind) or pa.types.is_floating(kind):
        column = column.cast(pa.float64())
        column = pc.if_else(pc.is_finite(column), column, pa.scalar(None, pa.float64()))
    elif pa.types.is_nested(kind):
        column = jsontext.values(column)
    elif not (pa.types.is_integer(kind) or pa.types.is_boolean(kind)):
        column = column.cast(pa.string())
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        column = column.cast(pa.large_string())
        long = pc.greater(pc.utf8_length(column), LONGEST)
        cut = pc.sum(long).as_py() or 0
        if cut:
            short = pc.utf8_replace_slice(column, LONGEST - 1, _FAR, CUT)
            column = pc.if_else(long, short, column)
    coded = pc.dictionary_encode(column)
    codes = pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int32)
    data, ends, name = _written(coded.dictionary)
    return Column(codes, data, ends, name, cut)


def keys_of(names: Sequence[str]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return names of attributes as fields of a layer, and (k + 1,) where each begins and the last ends."""
    texts = pa.array(list(names), pa.large_string())
    return _texts(texts, np.empty(0, np.uint8), np.array([_KEY], np.uint8))


def _written(values: pa.Array) -> tuple[NDArray[np.uint8], NDArray[np.int64], str]:
    kind = values.type
    if pa.types.is_boolean(kind):
        flags = values.to_numpy(zero_copy_only=False).astype(np.uint8)
        return *_fixed(flags, _FLAG), "Boolean"
    if pa.types.is_integer(kind):
        return *_numbers(values.cast(pa.int64()).to_numpy(zero_copy_only=False)), "Number"
    if pa.types.is_floating(kind):
        return *_numbers(values.to_numpy(zero_copy_only=False)), "Number"
    return *_texts(values, np.array([_VALUE], np.uint8), np.array([_TEXT], np.uint8)), "String"


def _numbers(values: NDArray[np.float64] | NDArray[np.int64]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return numbers in the shortest form that is exact."""
    if not len(values):
        return np.empty(0, np.uint8), np.zeros(1, np.int64)
    if values.dtype == np.int64:
        whole = np.ones(len(values), bool)
    else:
        whole = (np.round(values) == values) & (np.abs(values) < _EXACT)
    bodies = np.zeros((len(values), 13), np.uint8)  # the longest: head, length, kind, ten bytes
    length = np.zeros(len(values), np.int64)
    signed = np.where(whole, values, 0).astype(np.int64)
    below = whole & (signed < 0)
    bare = np.where(below, varints.zigzag(signed), signed.astype(np.uint64))
    size = varints.sizes(bare)
    data = varints.written(bare)
    place = np.arange(len(data)) - np.repeat(np.cumsum(size) - size, size)
    owner = np.repeat(np.arange(len(values)), size)
    bodies[owner, 3 + place] = data
    bodies[:, 2] = np.where(below, _SIGNED, _WHOLE)
    length[whole] = 1 + size[whole]
    with np.errstate(over="ignore"):
        short = ~whole & (values.astype(np.float32).astype(np.float64) == values)
    long = ~whole & ~short
    for some, head, kind in ((short, _FLOAT, "<f4"), (long, _DOUBLE, "<f8")):
        wide = np.dtype(kind).itemsize
        bodies[some, 2] = head
        bodies[some, 3 : 3 + wide] = values[some].astype(kind).view(np.uint8).reshape(-1, wide)
        length[some] = 1 + wide
    bodies[:, 0], bodies[:, 1] = _VALUE, length
    ends = np.concatenate([[0], np.cumsum(length + 2)])
    return bodies[np.arange(13) < (length + 2)[:, None]], ends


def _fixed(values: NDArray[np.uint8], head: int) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    rows = np.empty((len(values), 4), np.uint8)
    rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3] = _VALUE, 2, head, values
    return rows.ravel(), 4 * np.arange(len(values) + 1)


def _texts(
    texts: pa.LargeStringArray, outer: NDArray[np.uint8], inner: NDArray[np.uint8]
) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return texts, each with its head and length before it, as a message of its own where `outer` says."""
    if not len(texts):
        return np.empty(0, np.uint8), np.zeros(1, np.int64)
    _, places, letters = texts.buffers()
    offsets = np.frombuffer(places, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    size = np.diff(offsets)
    own = varints.sizes(size.astype(np.uint64))
    inside = size + own + 1
    head = 1 + varints.sizes(inside.astype(np.uint64)) if len(outer) else np.zeros(len(size), np.int64)
    ends = np.concatenate([[0], np.cumsum(head + inside)])
    data = np.empty(ends[-1], np.uint8)
    at = ends[:-1]
    if len(outer):
        data[at] = outer
        _put(data, at + 1, inside)
    data[at + head] = inner
    _put(data, at + head + 1, size)
    if letters is not None:
        bytes_ = np.frombuffer(letters, np.uint8)[offsets[0] : offsets[-1]]
        data[_spread(at + head + 1 + own, size)] = bytes_
    return data, ends


def _put(data: NDArray[np.uint8], at: NDArray[np.int64], values: NDArray[np.int64]) -> None:
    """Write numbers at their places."""
    bare = values.astype(np.uint64)
    data[_spread(at, varints.sizes(bare))] = varints.written(bare)


def _spread(at: NDArray[np.int64], size: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return all places of runs that begin somewhere and are so long."""
    before = np.cumsum(size) - size
    return np.repeat(at - before, size) + np.arange(int(size.sum()))
