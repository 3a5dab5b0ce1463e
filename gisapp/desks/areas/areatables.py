"""Tables of the areas desk as CSV and workbooks."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from gisapp.export.csvtable import BOM, FORMULA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime


def csv_of(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return rows as CSV with the mark that Excel needs; no cell is taken for a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow(["" if cell is None else _safe(cell) for cell in row])
    return BOM + stream.getvalue().encode()


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and re.match(FORMULA, cell) else cell


Sheet = tuple[str, "Sequence[str]", "Sequence[int]", "Sequence[Sequence[Any]]"]
"""Name, heads, widths in letters, and rows of a worksheet."""


def workbook(title: str, sheets: Sequence[Sheet], now: datetime, program: str) -> bytes:
    """Return a workbook of plain tables; the same content and moment give the same bytes."""
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": title, "comments": program, "created": now.replace(tzinfo=None)})
    line = {"border": 1, "border_color": "#c8cdd2", "valign": "top"}
    head = book.add_format({**line, "bold": True, "bg_color": "#eef1f5", "text_wrap": True})
    text = book.add_format({**line, "text_wrap": True})
    whole = book.add_format({**line, "num_format": "#,##0"})
    broken = book.add_format({**line, "num_format": "#,##0.0##"})
    for name, heads, widths, rows in sheets:
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, heads, head)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, (int, float)):
                    sheet.write_number(number, column, cell, whole if isinstance(cell, int) else broken)
                else:
                    sheet.write_string(number, column, "" if cell is None else str(cell), text)
        sheet.freeze_panes(1, 0)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(heads) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    book.close()
    return target.getvalue()


def read_csv(content: bytes) -> list[Mapping[str, str]]:
    """Return the rows of a CSV by the names of their columns, in UTF-8 or cp932."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp932", errors="replace")
    return [
        {str(head or "").strip(): str(cell or "").strip() for head, cell in row.items() if head is not None}
        for row in csv.DictReader(io.StringIO(text))
    ]
