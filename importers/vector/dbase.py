"""The beginning of a dBASE table (.dbf), which holds the texts of a Shapefile: where text is, and cells."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from importers import textencoding

SUFFIXES = (".dbf", ".dat")
"""Tables of Shapefiles and of MapInfo."""
_HEAD = 32
_END = 0x0D


@dataclass(frozen=True)
class Columns:
    """What the header of a table says.

    Attributes
    ----------
    names
        Of the columns, as bytes.
    lengths
        Bytes of a cell of each column.
    start, width
        Where records begin, and bytes of each with the mark in front of it.
    """

    names: tuple[bytes, ...]
    lengths: tuple[int, ...]
    start: int
    width: int


def columns(data: bytes) -> Columns | None:
    """Return what a header says, None for numbers that cannot be.

    The header says its own length and that of a record; each column has 32 bytes: name, kind, …, length.
    """
    if len(data) <= _HEAD:
        return None
    start, width = struct.unpack_from("<HH", data, 8)
    names, lengths = [], []
    for place in range(_HEAD, min(start, len(data)) - _HEAD, _HEAD):
        if data[place] == _END:
            break
        names.append(data[place : place + 11].split(b"\0")[0])
        lengths.append(data[place + 16])
    if not names or width != 1 + sum(lengths) or start <= _HEAD:
        return None
    return Columns(tuple(names), tuple(lengths), start, width)


def texts(data: bytes) -> bytes:
    """Return the names of the columns and the records, a line each: the bytes that are text.

    What stands between (numbers of any value) would look like letters of some encoding. Without a header that
    can be read everything behind it is taken, with blanks for zeros.
    """
    head = columns(data)
    if head is None:
        return data[_HEAD:].replace(b"\0", b" ")
    records = data[head.start :]
    whole = len(records) // head.width * head.width
    lines = [records[place + 1 : place + head.width] for place in range(0, whole, head.width)]
    return b"\n".join([b" ".join(head.names), *lines]).replace(b"\0", b" ")


def cells(data: bytes, encoding: str, count: int) -> tuple[list[str], list[list[str]]]:
    """Return names of columns and the first rows read in an encoding; nothing where there is no header."""
    head = columns(data)
    if head is None:
        return [], []
    rows = []
    last = min(len(data), head.start + count * head.width) - head.width + 1
    for start in range(head.start, last, head.width):
        row, place = [], start + 1
        for length in head.lengths:
            row.append(_text(data[place : place + length].rstrip(b"\0"), encoding))
            place += length
        rows.append(row)
    return [_text(name, encoding) for name in head.names], rows


def _text(data: bytes, encoding: str) -> str:
    return textencoding.decode(data, encoding)[0].strip()
