"""Rows of a text that do not all have the same number of cells, or whose quotes are broken."""

from __future__ import annotations

import csv
import io
import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from importers.tables import limits
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

LONGEST_CELL = 16 << 20
"""A cell longer than this is a quote that was never closed."""
_MOST_REPAIRS = 200
_BLOCK = 20_000
_SHORT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の {count:,} 行は、ほかの行より列が少なくなっています（最初は {line:,} 行目）。"
    "足りない列は空として読みました。",
)
_LONG = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の {count:,} 行は、見出しより列が多くなっています（最初は {line:,} 行目）。"
    "はみ出した値は名前のない列に入れました。",
)
_QUOTE = QT_TRANSLATE_NOOP(
    CONTEXT,
    '{file} の {count:,} 行は、引用符（"）の対応がおかしくなっています（最初は {line:,} 行目）。'
    "その行だけで区切って読みました。",
)


@dataclass
class _Odd:
    """Rows of one kind: how many, and the number of the first."""

    count: int = 0
    line: int = 0

    def add(self, line: int) -> None:
        self.line = self.line or line
        self.count += 1


@dataclass
class _Uneven:
    """What was odd about rows."""

    short: _Odd = field(default_factory=_Odd)
    long: _Odd = field(default_factory=_Odd)
    quote: _Odd = field(default_factory=_Odd)

    def findings(self, file: str) -> list[Finding]:
        """Return what a person should know."""
        return [
            Finding(
                Severity.WARNING,
                code,
                template,
                {"file": file, "count": odd.count, "line": odd.line},
                Where(file=file, line=odd.line),
                count=odd.count,
            )
            for odd, template, code in (
                (self.short, _SHORT, "table-row-short"),
                (self.long, _LONG, "table-row-long"),
                (self.quote, _QUOTE, "table-row-quote"),
            )
            if odd.count
        ]


def read_uneven(
    path: Path, texts: Iterable[str], delimiter: str, width: int, first: int
) -> tuple[list[pa.ChunkedArray], NDArray[np.int64], list[Finding]]:
    """Read rows of any length; what is missing is empty, what is too much gets columns of its own.

    Parameters
    ----------
    path
        The file, for sentences.
    texts
        Pieces of the text behind the names of the columns.
    delimiter
        What stands between cells.
    width
        Number of named columns.
    first
        Number of the row where `texts` begin.

    Returns
    -------
    columns
        Texts, empty where a cell is.
    numbers
        (n,) of the rows, see :class:`importers.tables.sheet.Sheet`.
    findings
        What was odd.

    Raises
    ------
    layers.errors.ImportFailed
        When there are too many rows or columns, or no end to broken quotes.
    """
    uneven = _Uneven()
    total = 0
    chunks: list[list[pa.Array]] = [[] for _ in range(width)]
    numbers: list[int] = []
    rows = _even(_rows(path, texts, delimiter, first, uneven), width, uneven)
    while numbered := list(itertools.islice(rows, _BLOCK)):
        numbers += [number for number, _ in numbered]
        block = [cells for _, cells in numbered]
        columns = list(itertools.zip_longest(*block, fillvalue=""))
        limits.check_shape(path, total + len(block), max(len(columns), len(chunks)))
        chunks += [[pa.array([""] * total, pa.string())] for _ in range(len(columns) - len(chunks))]
        for k, parts in enumerate(chunks):
            parts.append(pa.array(columns[k] if k < len(columns) else [""] * len(block), pa.string()))
        total += len(block)
    even = [pa.chunked_array(parts, pa.string()) for parts in chunks]
    return even, np.array(numbers, dtype=np.int64), uneven.findings(path.name)


def _even(
    rows: Iterator[tuple[int, list[str]]], width: int, uneven: _Uneven
) -> Iterator[tuple[int, list[str]]]:
    """Yield rows without blank lines and without empty cells behind the last name."""
    for number, cells in rows:
        if len(cells) < 2 and not "".join(cells).strip() and width > 1:
            continue
        if len(cells) > width:
            while len(cells) > width and not cells[-1].strip():
                cells.pop()
            if len(cells) > width:
                uneven.long.add(number)
        elif len(cells) < width:
            uneven.short.add(number)
        if cells:
            yield number, cells


def _rows(
    path: Path, texts: Iterable[str], delimiter: str, number: int, uneven: _Uneven
) -> Iterator[tuple[int, list[str]]]:
    """Yield rows with their numbers; a row with broken quotes is cut at the end of its line.

    Without that one quote too many would swallow all that follows.
    """
    csv.field_size_limit(LONGEST_CELL)
    lines = _lines(texts)
    held: list[str] = []  # lines of the row that is being read

    def watched(source: Iterator[str]) -> Iterator[str]:
        for each in source:
            held.append(each)
            yield each

    while True:
        reader = csv.reader(watched(lines), delimiter=delimiter, strict=True)
        try:
            for row in reader:
                yield number, row
                number += 1
                held.clear()
        except csv.Error as error:
            uneven.quote.add(number)
            if uneven.quote.count > _MOST_REPAIRS or not held:
                raise limits.damaged(path, str(error)) from error
            yield number, _alone(held[0], delimiter)
            lines = itertools.chain(held[1:], lines)
            held = []
            number += 1
        else:
            return


def _alone(line: str, delimiter: str) -> list[str]:
    """Return the cells of a line whatever its quotes are."""
    plain = line.rstrip("\r\n")
    try:
        return next(csv.reader([plain], delimiter=delimiter), [])
    except csv.Error:
        return plain.split(delimiter)


def _lines(texts: Iterable[str]) -> Iterator[str]:
    """Yield lines with their ends; only line feeds and carriage returns end one."""
    rest = ""
    for text in texts:
        if len(rest) > LONGEST_CELL:
            raise csv.Error("a line has no end")
        lines = list(io.StringIO(rest + text, newline=""))
        rest = lines.pop() if lines else ""
        yield from lines
    yield from io.StringIO(rest, newline="")
