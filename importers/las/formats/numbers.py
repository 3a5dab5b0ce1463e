"""Lines of numbers, block by block: texts of any length in memory that does not grow."""

from __future__ import annotations

import io
import re
from typing import IO, TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

BLOCK = 8 << 20
"""Bytes that are held at a time."""
_BLANKS = re.compile(rb"[ \t]+")
_EDGES = re.compile(rb" ?\r?\n ?")


def numbers_of(
    stream: IO[bytes], delimiter: str, columns: int, skip: int, *, most: int | None = None
) -> Iterator[tuple[int, NDArray[np.float64], int]]:
    """Give tables of numbers.

    Parameters
    ----------
    stream
        Where the lines begin.
    delimiter
        One letter; a blank stands for any blanks.
    columns
        Numbers in a line.
    skip
        Lines at the beginning that hold no numbers.
    most
        No more lines are read, None for all.

    Yields
    ------
    read, table, lost
        Bytes read so far, (n, columns) float64 with NaN for empty fields, and lines that could not be read.
    """
    rest, read, seen = b"", 0, 0
    while True:
        content = stream.read(BLOCK)
        read += len(content)
        block = rest + content
        end = block.rfind(b"\n") + 1 if content else len(block)
        block, rest = block[:end], block[end:]
        if len(rest) > BLOCK:
            rest = b""  # no line of numbers is as long as that
        while skip and block:
            head = block.find(b"\n") + 1 or len(block)
            block, skip = block[head:], skip - 1
        if block.strip():
            table, lost = _table(_tidied(block, delimiter), delimiter, columns)
            seen += len(table) + lost
            yield read, table, lost
        if not content or (most is not None and seen >= most):
            return


def _tidied(block: bytes, delimiter: str) -> bytes:
    """Return lines with single delimiters where they are blanks."""
    if delimiter != " ":
        return block
    return _EDGES.sub(b"\n", _BLANKS.sub(b" ", block)).lstrip()


def _table(block: bytes, delimiter: str, columns: int) -> tuple[NDArray[np.float64], int]:
    import pyarrow as pa
    from pyarrow import csv

    names = [str(number) for number in range(columns)]
    lost = 0

    def skip(_row: object) -> str:
        nonlocal lost
        lost += 1
        return "skip"

    reading = csv.ReadOptions(column_names=names, use_threads=False, block_size=max(len(block) + 1, 1 << 16))
    parsing = csv.ParseOptions(delimiter=delimiter, invalid_row_handler=skip)
    kinds = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.float64()))
    try:
        found = csv.read_csv(io.BytesIO(block), reading, parsing, kinds)
    except pa.ArrowInvalid:
        lost = 0
        return _line_by_line(block, delimiter, columns)
    arrays = [column.to_numpy() for column in found.columns]
    return (np.column_stack(arrays) if arrays else np.empty((0, columns))), lost


def _line_by_line(block: bytes, delimiter: str, columns: int) -> tuple[NDArray[np.float64], int]:
    """Return the lines of a damaged block that hold numbers, and how many do not."""
    sign = delimiter.encode()
    rows, lost = [], 0
    for line in block.split(b"\n"):
        if not line.strip():
            continue
        try:
            row = [float(field) if field.strip() else np.nan for field in line.split(sign)]
        except ValueError:
            row = []
        if len(row) == columns:
            rows.append(row)
        else:
            lost += 1
    return np.array(rows, dtype=np.float64).reshape(-1, columns), lost
