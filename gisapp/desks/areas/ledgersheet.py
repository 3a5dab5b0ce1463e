"""The ledger as a workbook (XLSX): the associations, the join keys of shelters, the sources.

No cell is a formula or a link, whatever a text begins with.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from gisapp.desks.areas.ledgertable import columns_of
from gisapp.desks.areas.membership import UNKNOWN
from gisapp.desks.areas.shelterkeys import HOW
from gisapp.paper.days import era_day_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from gisapp.desks.areas.figures import Figures
    from gisapp.desks.areas.ledgertable import Column, Value

LEAST, MOST = 8, 40
"""Letters across a column."""
LONGEST = 32_000
"""Letters of a cell; a spreadsheet takes some more."""
HEADS = ("避難先ID", "避難先の名称", "一覧に書かれた名称", "自治会コード", "台帳の名称", "結び付け方")
BLANK = {"code", "kana", "until", "rate_state", "remark", "shelters_meant", "shelters_within"}
"""Columns in which nothing is an answer: no mark, no later end, no shelter."""


def write_xlsx(figures: Figures, now: datetime, program: str) -> bytes:
    """Return the workbook; the same figures and moment give the same bytes.

    Parameters
    ----------
    figures
        What it tells.
    now
        The moment that it states.
    program
        Name and version.
    """
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": "自治会台帳", "comments": program, "created": now.replace(tzinfo=None)})
    looks = _looks(book)
    _ledger(book.add_worksheet("自治会台帳"), columns_of(figures), looks)
    if figures.keys is not None:
        _keys(book.add_worksheet("避難先との対応"), figures, looks)
    _sources(book.add_worksheet("資料"), figures, now, program, looks)
    book.close()
    return target.getvalue()


def key_rows(figures: Figures) -> list[tuple[str, ...]]:
    """Return the join keys between the list of shelters and the ledger, as :data:`HEADS` names them."""
    keys, shelters = figures.keys, figures.shelters
    if keys is None or shelters is None:
        return []
    joined = zip(
        keys.shelter.tolist(),
        keys.association.tolist(),
        keys.written.tolist(),
        keys.how.tolist(),
        strict=True,
    )
    found: list[tuple[str, ...]] = []
    for shelter, association, written, how in joined:
        one = figures.associations[association] if association >= 0 else None
        code, name = ("", "") if one is None else (one.code, one.name)
        found.append(
            (str(shelters.ids[shelter]), str(shelters.names[shelter]), written, code, name, HOW[how])
        )
    return found


def _looks(book: Any) -> dict[str, Any]:
    edge = {"border": 1, "border_color": "#c8cdd2", "valign": "top"}
    return {
        "head": book.add_format({"bold": True, "bg_color": "#eef1f5", "text_wrap": True, **edge}),
        "group": book.add_format({"font_color": "#5f666e", "bg_color": "#eef1f5", **edge}),
        "text": book.add_format({"text_wrap": True, **edge}),
        "integer": book.add_format({"num_format": "#,##0", **edge}),
        "number": book.add_format({"num_format": "#,##0.0", **edge}),
        "unknown": book.add_format({"font_color": "#8a5200", **edge}),
        "none": book.add_format({"align": "right", **edge}),
    }


def _ledger(sheet: Any, columns: Sequence[Column], looks: dict[str, Any]) -> None:
    for number, column in enumerate(columns):
        one = column.attribute
        before = columns[number - 1].attribute.group if number else ""
        sheet.write_string(0, number, one.group if one.group != before else "", looks["group"])
        unit = {"m2": "㎡"}.get(one.unit, one.unit)
        sheet.write_string(1, number, f"{one.label}（{unit}）" if unit else one.label, looks["head"])
        letters = max((_wide(value) for value in column.values), default=0)
        sheet.set_column(number, number, min(max(letters + 2, LEAST), MOST))
        for row, value in enumerate(column.values, 2):
            _put(sheet, row, number, value, one.kind, one.name, looks)
    rates = {column.attribute.name: column.values for column in columns}
    place = [column.attribute.name for column in columns].index("rate")
    for row, (rate, households, members) in enumerate(
        zip(rates["rate"], rates["households"], rates["members"], strict=True), 2
    ):
        if rate is None and households == 0 and members is not None:
            sheet.write_string(row, place, "—", looks["none"])
    sheet.freeze_panes(2, 2)
    if columns and columns[0].values:
        sheet.autofilter(1, 0, len(columns[0].values) + 1, len(columns) - 1)
    sheet.set_row(1, 32)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, 1)


def _put(
    sheet: Any, row: int, number: int, value: Value, kind: str, name: str, looks: dict[str, Any]
) -> None:
    if isinstance(value, (int, float)):
        sheet.write_number(row, number, value, looks[kind] if kind in looks else looks["number"])
    elif value is None:
        blank = name in BLANK
        sheet.write_string(row, number, "" if blank else UNKNOWN, looks["text" if blank else "unknown"])
    else:
        sheet.write_string(row, number, value[:LONGEST], looks["text"])


def _keys(sheet: Any, figures: Figures, looks: dict[str, Any]) -> None:
    for number, head in enumerate(HEADS):
        sheet.write_string(0, number, head, looks["head"])
    rows = key_rows(figures)
    for row, cells in enumerate(rows, 1):
        for number, text in enumerate(cells):
            sheet.write_string(row, number, text[:LONGEST], looks["text"])
    for number, width in enumerate((10, 30, 30, 14, 30, 34)):
        sheet.set_column(number, number, width)
    sheet.freeze_panes(1, 0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(HEADS) - 1)


def _sources(sheet: Any, figures: Figures, now: datetime, program: str, looks: dict[str, Any]) -> None:
    labels = {
        "buildings": "建物",
        "people": "推計の方法",
        "water": "災害の想定",
        "shelters": "避難先の一覧",
        "halls": "集会所",
        "notice_boards": "掲示板",
        "waste_stations": "ごみステーション",
    }
    lines = [
        ("台帳の時点", era_day_of(figures.day) if figures.day else f"{now:%Y-%m-%d} の現在"),
        ("作成", now.isoformat(sep=" ", timespec="minutes")[:16]),
        ("プログラム", program),
        ("面積", "平面直角座標系の上での面積（図上計測）"),
        (
            "加入率",
            "加入世帯数 ÷ 世帯数。世帯数の出典と時点は列「加入率の分母」のとおり。世帯数が 0 のときは「—」",
        ),
        ("未確認", "資料がないか、読めないことを示す。0 や「なし」ではない"),
        ("数え方", "建物や施設は、その中の一点が区域に入るものを数えた。区域が重なる所ではどちらにも数えた"),
    ]
    told = {name: figures.source(name) for name in figures.sources if name in labels}
    lines += [(labels[name], text) for name, text in told.items() if text]
    for number, (head, width) in enumerate((("項目", 20), ("内容", 100))):
        sheet.write_string(0, number, head, looks["head"])
        sheet.set_column(number, number, width)
    for row, pair in enumerate(lines, 1):
        for number, text in enumerate(pair):
            sheet.write_string(row, number, text[:LONGEST], looks["text"])


def _wide(value: Value) -> float:
    return sum(1.0 if ord(one) < 0x2E80 else 2.0 for one in str("" if value is None else value))
