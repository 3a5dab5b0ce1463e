"""Excel workbooks: checked before anything unpacks them, then read sheet by sheet.

Formulas are never worked out: a cell holds what Excel last saved in it.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from importers.tables import limits
from importers.tables.header import LOOKED_AT, find_header
from importers.tables.progress import tell
from importers.tables.sheet import Sheet, tidy
from layers.errors import ImportFailed
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import TypeVar

    from python_calamine import CalamineSheet, CalamineWorkbook

    from layers.feedback import Feedback

    T = TypeVar("T")

ZIP = b"PK\x03\x04"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How workbooks begin: .xlsx, and .xls of Excel 97."""
_BLOCK = 1 << 20
_ROWS = 10_000
_COLUMN = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})")
_FAR = re.compile(rb"\br\s*=\s*[\"'][A-Z]{0,3}(\d{6,})")
_ROW = re.compile(rb"\br\s*=\s*[\"'][A-Z]{0,3}(\d+)")
_READING = QT_TRANSLATE_NOOP(CONTEXT, "Excel を読んでいます: {sheet}")
_CHECKING = QT_TRANSLATE_NOOP(CONTEXT, "Excel を確かめています")
_NO_SUCH_SHEET = QT_TRANSLATE_NOOP(CONTEXT, "{file} に「{sheet}」というシートがありません。")
_CHOOSE = QT_TRANSLATE_NOOP(CONTEXT, "次の中から選んでください: {sheets}")
_LOCKED = QT_TRANSLATE_NOOP(CONTEXT, "{file} にはパスワードがかかっていて、読み込めません。")
_UNLOCK = QT_TRANSLATE_NOOP(CONTEXT, "Excel で開き、パスワードを外して別の名前で保存してください。")
_LEFT_OUT = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の {count:,} 枚のシートは、表でないか隠されているので読みませんでした: {sheets}"
)


def read_workbook(path: Path, sheet: str, feedback: Feedback) -> list[Sheet]:
    """Read the tables of a workbook.

    Parameters
    ----------
    path
        ``.xlsx``, ``.xlsm`` or ``.xls``.
    sheet
        The only sheet that is wanted, empty for all that can be seen.
    feedback
        Receives progress.

    Raises
    ------
    layers.errors.ImportFailed
        When it is broken, locked, too large, unsafe, or holds no table.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    limits.check_size(path, limits.WORKBOOK_BYTES)
    with path.open("rb") as stream:
        begin = stream.read(8)
    if begin.startswith(ZIP):
        _check_archive(path, feedback)
    elif begin != OLD:
        raise limits.no_table(path)
    elif _is_locked(path):
        raise ImportFailed(_LOCKED, _UNLOCK, values={"file": path.name}, where=Where(file=str(path)))
    try:
        book = _patiently(lambda: CalamineWorkbook.from_path(path), feedback)
        metadata = book.sheets_metadata
        if sheet and sheet not in book.sheet_names:
            values = {"file": path.name, "sheet": sheet, "sheets": "、".join(book.sheet_names)}
            raise ImportFailed(_NO_SUCH_SHEET, _CHOOSE, values=values, where=Where(file=str(path)))
        seen = [
            entry.name
            for entry in metadata
            if entry.typ is SheetTypeEnum.WorkSheet and entry.visible is SheetVisibleEnum.Visible
        ]
        wanted = [sheet] if sheet else seen
        found = []
        for k, name in enumerate(wanted):
            tell(feedback, 0.3 + 0.6 * k / len(wanted), Message(_READING, {"sheet": name}))
            table = _read_sheet(path, book, name, feedback, (0.3 + 0.6 * k / len(wanted), 0.6 / len(wanted)))
            if table is not None:
                found.append(table)
    except CalamineError as error:
        raise limits.damaged(path, str(error)) from error
    if not found:
        raise limits.empty(path)
    kept = {table.name for table in found}
    left = [] if sheet else [entry.name for entry in metadata if entry.name not in kept]
    if left:
        told = {"file": path.name, "count": len(left), "sheets": "、".join(left[:10])}
        feedback.find(Finding(Severity.INFO, "sheets-left-out", _LEFT_OUT, told, count=len(left)))
    return found


def _read_sheet(
    path: Path, book: CalamineWorkbook, name: str, feedback: Feedback, share: tuple[float, float]
) -> Sheet | None:
    """Read one sheet; None when it holds no table."""
    cells: CalamineSheet = _patiently(lambda: book.get_sheet_by_name(name), feedback)
    if not cells.height or not cells.width:
        return None
    limits.check_shape(path, cells.total_height, cells.total_width)
    start = cells.start or (0, 0)
    rows = _rows(cells)
    head_rows = list(itertools.islice(rows, LOOKED_AT))
    head = [[_text(cell) or "" for cell in row] for row in head_rows]
    header = find_header(head)
    width = max(cells.width, len(header.names))
    chunks: list[list[pa.Array]] = [[] for _ in range(width)]
    numbers: list[int] = []
    number = start[0] + header.data + 1
    source = itertools.chain(itertools.islice(head_rows, header.data, None), rows)
    while block := list(itertools.islice(source, _ROWS)):
        filled = [(k, row) for k, row in enumerate(block, number) if any(cell != "" for cell in row)]
        if filled:
            numbers += [k for k, _ in filled]
            texts = [[_text(cell) for cell in row] for _, row in filled]
            for parts, column in zip(chunks, itertools.zip_longest(*texts), strict=False):
                parts.append(pa.array(column, pa.string()))
        number += len(block)
        share_done = min((number - start[0]) / cells.height, 1.0)
        tell(feedback, share[0] + share[1] * share_done, Message(_READING, {"sheet": name}))
    blank = number - (start[0] + header.data + 1) - len(numbers)
    names = list(header.names) + [""] * (width - len(header.names))
    columns = [pa.chunked_array(parts, pa.string()) for parts in chunks]
    if len({len(column) for column in columns}) > 1 or not len(columns[0]):
        return None
    named, kept = tidy(names, columns, np.array(numbers, dtype=np.int64))
    blank += len(numbers) - len(kept)
    if not len(kept) or (not any(header.names) and min(len(named), len(kept)) < 2):
        return None  # a note, not a list
    left_out = {"empty_rows": blank} if blank else {}
    return Sheet(name, name, named, kept, header.title, left_out=left_out)


def _rows(cells: CalamineSheet) -> Iterator[list[Any]]:
    """Return the rows between the first and the last cell that is filled."""
    # iter_rows leaves out columns before the first cell that is filled, but not rows.
    return itertools.islice(cells.iter_rows(), cells.start[0] if cells.start else 0, None)


def _text(value: Any) -> str | None:
    """Return a value of a cell as text, None for an empty one."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        midnight = value.hour == value.minute == value.second == 0
        return value.date().isoformat() if midnight else value.isoformat(timespec="seconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return None if value is None else str(value)


def _patiently(work: Callable[[], T], feedback: Feedback) -> T:
    """Do work that cannot be interrupted, and leave it behind when the user stops."""
    pool = ThreadPoolExecutor(1)
    try:
        future = pool.submit(_calmly, work)
        while True:
            try:
                return future.result(timeout=0.1)
            except NotYet:
                feedback.step()
    finally:
        pool.shutdown(wait=False)


def _calmly(work: Callable[[], T]) -> T:
    """Do work of the reader; where it gives up in panic, which is no Exception, that is its error, too."""
    from python_calamine import CalamineError

    try:
        return work()
    except Exception:
        raise
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise CalamineError(str(error)) from error


def _is_locked(path: Path) -> bool:
    """Say whether a compound file holds an encrypted workbook and not an old one."""
    with path.open("rb") as stream:
        return "EncryptedPackage".encode("utf-16-le") in stream.read(1 << 20)


def _check_archive(path: Path, feedback: Feedback) -> None:
    """Refuse an archive that unpacks to too much or whose cells lie too far apart.

    The reader makes room for a whole rectangle: one cell in the last corner of a sheet would take
    hundreds of gigabytes. Every part is unpacked here once: what an archive says of its sizes may be a lie.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if not any(entry.filename.lower() == "xl/workbook.xml" for entry in entries):
                raise limits.no_table(path)
            claimed = sum(entry.file_size for entry in entries)
            if claimed > limits.UNPACKED_BYTES or claimed > limits.PACKING * max(path.stat().st_size, 10_000):
                raise limits.bomb(path)
            total = 0
            for entry in entries:
                if entry.is_dir() or "/media/" in entry.filename:
                    continue
                total = _check_entry(path, archive, entry, total, claimed, feedback)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise limits.damaged(path, str(error)) from error


def _check_entry(
    path: Path,
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    total: int,
    claimed: int,
    feedback: Feedback,
) -> int:
    """Unpack one part, and return the bytes unpacked so far."""
    is_sheet = entry.filename.lower().startswith("xl/worksheets/")
    columns: set[bytes] = set()
    far = 0
    rows = 0
    rest = b""
    with archive.open(entry) as stream:
        while block := stream.read(_BLOCK):
            total += len(block)
            if total > limits.UNPACKED_BYTES:
                raise limits.bomb(path)
            tell(feedback, 0.3 * total / max(claimed, total), Message(_CHECKING))
            if is_sheet:
                text = rest + block
                columns.update(_COLUMN.findall(text))
                far = max((int(row) for row in _FAR.findall(text)), default=far)
                rest = text[-40:]
    if not is_sheet or not columns:
        return total
    width = max(map(_column_number, columns))
    if width * max(far, 99_999) <= limits.CELLS:
        return total
    rest = b""
    with archive.open(entry) as stream:
        while block := stream.read(_BLOCK):
            feedback.step()
            text = rest + block
            rows = max(rows, max(map(int, _ROW.findall(text)), default=0))
            rest = text[-40:]
    limits.check_shape(path, rows, width)
    return total


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
