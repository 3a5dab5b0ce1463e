"""CSV, TSV and their like: encoding, delimiter and header are found, then the columns are read as text."""

from __future__ import annotations

import csv
import io
import itertools
import mmap
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from importers import textencoding
from importers.tables import limits
from importers.tables.header import LOOKED_AT, Header, find_header
from importers.tables.progress import tell
from importers.tables.sheet import Sheet, tidy
from importers.tables.unevenrows import LONGEST_CELL, read_uneven
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layers.feedback import Feedback

DELIMITERS = (",", "\t", ";", "|")
BLOCK = 1 << 20
_HEAD = 256 << 10
_READING = QT_TRANSLATE_NOOP(CONTEXT, "表を読んでいます")
_CUT = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の最後の行に改行がありません。ファイルが途中で切れていないか確かめてください。"
)


@dataclass(frozen=True)
class Layout:
    """How a text is cut into cells.

    Attributes
    ----------
    encoding
        How bytes become text.
    delimiter
        What stands between cells.
    header
        Names of the columns.
    offset
        Letters before the first row of data.
    """

    encoding: textencoding.Encoding
    delimiter: str
    header: Header
    offset: int


def is_text(head: bytes) -> bool:
    """Say whether bytes may be a table of text: neither a picture nor a program."""
    if not head:
        return False
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    control = sum(head.count(bytes([code])) for code in (*range(9), 11, 12, *range(14, 27), 28, 29, 30, 31))
    return control == 0 and not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(
        (b"<", b"{", b"[", b"%PDF", b"PK\x03")
    )


def find_delimiter(text: str) -> tuple[str, int, float]:
    """Return what separates cells, how many columns that makes, and the share of rows that have so many."""
    best = (",", 1, 0.0)
    rank = 0.0
    for delimiter in DELIMITERS:
        rows = [row for row in _rows(text, delimiter, 200) if any(cell.strip() for cell in row)]
        if not rows:
            continue
        counts = Counter(len(row) for row in rows)
        usual, often = max(counts.items(), key=lambda pair: (pair[1] * (pair[0] > 1), pair[0]))
        share = often / len(rows)
        if usual > 1 and share + 0.001 * min(usual, 50) > rank:
            rank = share + 0.001 * min(usual, 50)
            best = (delimiter, usual, share)
    return best


def lay_out(data: bytes | mmap.mmap, encoding: str = "") -> Layout:
    """Find encoding, delimiter and header of a text.

    Parameters
    ----------
    data
        The whole file.
    encoding
        What a person chose; empty to find it.
    """
    chosen = textencoding.known_name(encoding)
    found = textencoding.detect(textencoding.sample_of(data))
    if chosen and chosen != "ascii":
        found = textencoding.Encoding(
            chosen, 1.0, textencoding.preview(bytes(data[:_HEAD]), chosen), encoding
        )
    head = _whole_lines(textencoding.decode(bytes(data[:_HEAD]), found.name)[0], len(data) > _HEAD)
    delimiter, _, _ = find_delimiter(head)
    rows = list(itertools.islice(_rows_with_ends(head, delimiter), LOOKED_AT))
    header = find_header([row for row, _ in rows])
    offset = rows[header.data - 1][1] if header.data else 0
    return Layout(found, delimiter, header, offset)


def first_rows(data: bytes, encoding: str, count: int) -> tuple[list[str], list[list[str]]]:
    """Return the names of the columns and the first rows of the beginning of a text read in an encoding."""
    layout = lay_out(data, encoding)
    text = _whole_lines(textencoding.decode(data, layout.encoding.name)[0], cut=True)
    return list(layout.header.names), _rows(text[layout.offset :], layout.delimiter, count)


def read_delimited(path: Path, encoding: str, feedback: Feedback) -> Sheet:
    """Read a table of text.

    Raises
    ------
    layers.errors.ImportFailed
        When it is empty, too large or no table.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    size = limits.check_size(path, limits.TEXT_BYTES)
    tell(feedback, 0, Message(_READING))
    if not size:
        raise limits.empty(path)
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if not is_text(bytes(data[:4096])):
            raise limits.no_table(path)
        layout = lay_out(data, encoding)
        names = list(layout.header.names)
        if not names:
            raise limits.empty(path)
        limits.check_shape(path, 0, len(names))
        damage = textencoding.Damage()
        findings: list[Finding] = []
        try:
            columns = _fast(path, data, layout, damage, feedback)
            numbers = np.arange(len(columns[0])) + layout.header.data + 1
        except pa.ArrowInvalid:
            # Rows of differing length, or a quote that is never closed: read again with more patience.
            damage = textencoding.Damage()
            texts = _texts(data, layout, damage, feedback, 0.5, 0.9)
            columns, numbers, uneven = read_uneven(
                path, texts, layout.delimiter, len(names), layout.header.data + 1
            )
            findings += uneven
        if not _ends_with_line_feed(data):
            findings.append(Finding(Severity.INFO, "table-no-last-line-feed", _CUT, {"file": path.name}))
    names += [""] * (len(columns) - len(names))
    named, kept = tidy(names, columns, numbers)
    blank = len(numbers) - len(kept)
    findings += filter(
        None,
        (
            textencoding.doubt_finding(layout.encoding, path.name),
            textencoding.damage_finding(damage, layout.encoding.name, path.name),
        ),
    )
    if not named or not len(next(iter(named.values()))):
        raise limits.empty(path)
    if len(named) == 1 and layout.header.names.count("") == len(layout.header.names):
        raise limits.no_table(path)
    return Sheet(
        path.stem,
        path.stem,
        named,
        kept,
        layout.header.title,
        layout.encoding.name,
        findings=tuple(findings),
        left_out={"empty_rows": blank} if blank else {},
    )


def _texts(
    data: mmap.mmap,
    layout: Layout,
    damage: textencoding.Damage,
    feedback: Feedback,
    first: float,
    last: float,
) -> Iterator[str]:
    """Yield the text behind the header, telling progress from `first` to `last`."""
    total = len(data)

    def blocks() -> Iterator[bytes]:
        for start in range(0, total, BLOCK):
            tell(feedback, first + (last - first) * start / total, Message(_READING))
            yield data[start : start + BLOCK]

    skip = layout.offset
    for text in textencoding.decode_blocks(blocks(), layout.encoding.name, damage):
        if skip >= len(text):
            skip -= len(text)
        else:
            yield text[skip:] if skip else text
            skip = 0


class _Stream(io.RawIOBase):
    """Texts as a stream of UTF-8."""

    def __init__(self, texts: Iterator[str]) -> None:
        super().__init__()
        self._texts = texts
        self._rest = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while not self._rest:
            text = next(self._texts, None)
            if text is None:
                return b""
            self._rest = text.encode("utf-8", "replace")
        piece, self._rest = (self._rest[:size], self._rest[size:]) if size >= 0 else (self._rest, b"")
        return piece


def _fast(
    path: Path, data: mmap.mmap, layout: Layout, damage: textencoding.Damage, feedback: Feedback
) -> list[pa.ChunkedArray]:
    """Read rows that all have as many cells as there are names.

    Raises
    ------
    pyarrow.ArrowInvalid
        When they do not.
    """
    width = len(layout.header.names)
    names = [str(k) for k in range(width)]
    read = arrow_csv.ReadOptions(column_names=names, block_size=BLOCK, use_threads=False)
    parse = arrow_csv.ParseOptions(
        delimiter=layout.delimiter, newlines_in_values=True, ignore_empty_lines=False
    )
    convert = arrow_csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False
    )
    quotes = 0

    def counted() -> Iterator[str]:
        nonlocal quotes
        for text in _texts(data, layout, damage, feedback, 0.0, 0.5):
            quotes += text.count('"')
            yield text

    source = pa.PythonFile(_Stream(counted()), mode="r")
    batches: list[pa.RecordBatch] = []
    rows = 0
    reader = arrow_csv.open_csv(source, read, parse, convert)
    for batch in reader:
        rows += batch.num_rows
        limits.check_shape(path, rows, width)
        batches.append(batch)
    if quotes % 2:
        raise pa.ArrowInvalid("a quote is never closed")  # Arrow takes all that follows for one cell
    table = pa.Table.from_batches(batches, reader.schema)
    return list(table.columns)


def _rows(text: str, delimiter: str, most: int) -> list[list[str]]:
    return [row for row, _ in itertools.islice(_rows_with_ends(text, delimiter), most)]


def _rows_with_ends(text: str, delimiter: str) -> Iterator[tuple[list[str], int]]:
    """Yield rows, each with the letters read when it ends."""
    read = 0

    def lines() -> Iterator[str]:
        nonlocal read
        for line in io.StringIO(text, newline=""):
            read += len(line)
            yield line

    reader = csv.reader(lines(), delimiter=delimiter)
    csv.field_size_limit(LONGEST_CELL)
    try:
        for row in reader:
            yield row, read
    except csv.Error:
        return  # what could be read of a beginning is enough to know it by


def _whole_lines(text: str, cut: bool) -> str:
    if not cut:
        return text
    end = max(text.rfind("\n"), text.rfind("\r"))
    return text[: end + 1] if end >= 0 else text


def _ends_with_line_feed(data: mmap.mmap) -> bool:
    return bytes(data[-2:]).strip(b"\0")[-1:] in (b"\n", b"\r", b"\x1a")
