"""The elements of a GML window as flat arrays: what both readers give and all later steps take.

Two readers fill this table: a compiled byte scanner (fast) and lxml (its fallback and its oracle). Names
are resolved to namespaces, so prefixes never matter later. Different chains of names from the root are
interned as *paths*; a file has a few hundred of them, and all later work runs once for each path over
arrays instead of once for each element.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Name:
    """An expanded XML name."""

    namespace: str
    local: str


@dataclass(frozen=True, eq=False)
class Elements:
    """Elements in document order.

    The window starts at depth 1 below the document element (``core:CityModel``); the document element
    itself is not in the table.

    Attributes
    ----------
    data
        (bytes,) uint8: UTF-8 text that all spans refer to.
    names
        Expanded names, indexed by `path_name` and `attribute_name`.
    path_parent, path_name
        (paths,) int32: the trie of name chains; parent -1 at the top.
    path
        (n,) int32: the path of each element.
    parent
        (n,) int32: row of the parent element, -1 at the top. Always smaller than the own row.
    stop
        (n,) int32: row behind the last descendant, so rows ``i+1 .. stop[i]-1`` are inside element i.
    text
        (n, 2) int64: span of the text of elements without child elements (white space trimmed), empty
        spans for others.
    leaf
        (n,) bool: elements without child elements.
    offset
        (n,) int64: where the start tag begins, in bytes from the start of `data`.
    attribute_element, attribute_name
        (a,) int32: attributes in document order, sorted by element.
    attribute_text
        (a, 2) int64: span of each attribute value.
    first_line
        Line number of the first byte of `data` within the file.
    lines
        (n,) int32: line number of each element within the file, from a reader whose `data` is not the
        file itself; None when the lines can be counted in `data`.
    """

    data: NDArray[np.uint8]
    names: tuple[Name, ...]
    path_parent: NDArray[np.int32]
    path_name: NDArray[np.int32]
    path: NDArray[np.int32]
    parent: NDArray[np.int32]
    stop: NDArray[np.int32]
    text: NDArray[np.int64]
    leaf: NDArray[np.bool_]
    offset: NDArray[np.int64]
    attribute_element: NDArray[np.int32]
    attribute_name: NDArray[np.int32]
    attribute_text: NDArray[np.int64]
    first_line: int = 1
    lines: NDArray[np.int32] | None = None

    def __len__(self) -> int:
        """Return the number of elements."""
        return len(self.path)

    @cached_property
    def chains(self) -> tuple[tuple[Name, ...], ...]:
        """The chain of names of every path, outermost first."""
        result: list[tuple[Name, ...]] = []
        for parent, name in zip(self.path_parent.tolist(), self.path_name.tolist(), strict=True):
            above = result[parent] if parent >= 0 else ()
            result.append((*above, self.names[name]))
        return tuple(result)

    @cached_property
    def rows_by_path(self) -> tuple[NDArray[np.intp], ...]:
        """For every path the rows of its elements, ascending."""
        if not len(self.path_name):
            return ()
        few = len(self.path_name) < 1 << 16  # numbers of 16 bits are sorted in a tenth of the time
        order = np.argsort(self.path.astype(np.uint16) if few else self.path, kind="stable")
        cuts = np.searchsorted(self.path[order], np.arange(1, len(self.path_name)))
        return tuple(np.split(order, cuts))

    def texts(self, spans: NDArray[np.int64]) -> pa.StringArray:
        """Return the text of (n, 2) spans with XML references resolved.

        Spans that end before they begin (``stop < start``) give null.
        """
        return strings(self.data, spans)

    def attribute(self, rows: NDArray[np.integer], local: str) -> pa.StringArray:
        """Return the value of an attribute for each row, null where an element has none."""
        return self.texts(self.attribute_spans(rows, local))

    def attribute_spans(self, rows: NDArray[np.integer], local: str) -> NDArray[np.int64]:
        """Return (n, 2) spans of an attribute; ``(0, -1)`` where an element has none."""
        wanted = np.array([name.local == local for name in self.names], dtype=bool)
        spans = np.full((len(rows), 2), (0, -1), dtype=np.int64)
        if not len(self.attribute_name) or not wanted.any():
            return spans
        hits = np.flatnonzero(wanted[self.attribute_name])
        owners = self.attribute_element[hits]
        place = np.searchsorted(owners, rows)
        place = np.minimum(place, max(len(owners) - 1, 0))
        if len(owners):
            found = owners[place] == rows
            spans[found] = self.attribute_text[hits[place[found]]]
        return spans

    def line(self, row: int) -> int:
        """Return the line number of an element within the file."""
        if self.lines is not None:
            return int(self.lines[row])
        return self.first_line + int(np.count_nonzero(self.data[: self.offset[row]] == ord("\n")))


_REFERENCE = re.compile(r"&(?:#([xX][0-9a-fA-F]+|[0-9]+)|(lt|gt|quot|apos|amp));")
_NAMED = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}


def strings(data: NDArray[np.uint8], spans: NDArray[np.int64]) -> pa.StringArray:
    """Cut (n, 2) spans out of UTF-8 `data` as an Arrow array, XML references resolved."""
    from importers.citygml.numbers import gather  # compiled; importing it is not free

    lengths = np.maximum(spans[:, 1] - spans[:, 0], 0)
    offsets = np.zeros(len(spans) + 1, dtype=np.int64)
    np.cumsum(lengths, out=offsets[1:])
    packed = gather(data, spans[:, 0], lengths, offsets)
    missing = spans[:, 1] < spans[:, 0]
    mask = pa.py_buffer(np.packbits(~missing, bitorder="little")) if missing.any() else None
    if offsets[-1] >= 1 << 31:
        message = "more text than a window can hold"
        raise ValueError(message)
    starts = pa.py_buffer(offsets.astype(np.int32))
    array = pa.StringArray.from_buffers(len(spans), starts, pa.py_buffer(packed), mask, int(missing.sum()))
    if (packed == ord("\r")).any():
        array = pc.replace_substring(pc.replace_substring(array, "\r\n", "\n"), "\r", "\n")
    if (packed == ord("&")).any():
        array = _resolve_references(array)
    return array


def _resolve_references(array: pa.StringArray) -> pa.StringArray:
    """Replace the five predefined entities and character references, on the different values only."""
    encoded = array.dictionary_encode()
    resolved = [_REFERENCE.sub(_character, text) for text in encoded.dictionary.to_pylist()]
    return pa.array(resolved, pa.string()).take(encoded.indices)


def _character(match: re.Match[str]) -> str:
    """Return what one reference stands for; U+FFFD where XML allows no such character."""
    if match[2]:
        return _NAMED[match[2]]
    digits = match[1].lstrip("xX0") or "0"
    if len(digits) > 7:
        return "\ufffd"
    value = int(digits, 16 if match[1][0] in "xX" else 10)
    allowed = value in (0x9, 0xA, 0xD) or 0x20 <= value < 0xD800 or 0xE000 <= value <= 0x10FFFF
    return chr(value) if allowed else "\ufffd"
