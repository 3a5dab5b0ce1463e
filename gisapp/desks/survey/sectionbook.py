"""Sections as XLSX: areas, volumes and the lines of the ground."""

from __future__ import annotations

import io
import math
from datetime import datetime
from typing import TYPE_CHECKING, Any

from gisapp.desks.survey.crosssections import earthwork, ground_places
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.desks.survey.crosssections import Cut
    from gisapp.desks.survey.sectionfiles import Sections
    from gisapp.desks.survey.titleblock import Say

_STATION = QT_TRANSLATE_NOOP(CONTEXT, "測点")
_FLIGHT = QT_TRANSLATE_NOOP(CONTEXT, "時期")
_ALONG = QT_TRANSLATE_NOOP(CONTEXT, "距離（m）")
_HEIGHT = QT_TRANSLATE_NOOP(CONTEXT, "標高（m）")
_NORTH = QT_TRANSLATE_NOOP(CONTEXT, "X（北、m）")
_EAST = QT_TRANSLATE_NOOP(CONTEXT, "Y（東、m）")
_GROUND = QT_TRANSLATE_NOOP(CONTEXT, "地盤線")
_LIST = QT_TRANSLATE_NOOP(CONTEXT, "一覧")
_EARTHWORK = QT_TRANSLATE_NOOP(CONTEXT, "土量計算")
_ABOUT = QT_TRANSLATE_NOOP(CONTEXT, "説明")
_CHAINAGE = QT_TRANSLATE_NOOP(CONTEXT, "追加距離（m）")
_DISTANCE = QT_TRANSLATE_NOOP(CONTEXT, "区間距離（m）")
_CUT_AREA = QT_TRANSLATE_NOOP(CONTEXT, "切土断面積（m²）")
_CUT_VOLUME = QT_TRANSLATE_NOOP(CONTEXT, "切土量（m³）")
_FILL_AREA = QT_TRANSLATE_NOOP(CONTEXT, "盛土断面積（m²）")
_FILL_VOLUME = QT_TRANSLATE_NOOP(CONTEXT, "盛土量（m³）")
_COMPARED = QT_TRANSLATE_NOOP(CONTEXT, "比べられた長さ（m）")
_LENGTH = QT_TRANSLATE_NOOP(CONTEXT, "断面の長さ（m）")
_POINTS = QT_TRANSLATE_NOOP(CONTEXT, "点数")
_SUM = QT_TRANSLATE_NOOP(CONTEXT, "計")
_NAME = QT_TRANSLATE_NOOP(CONTEXT, "件名")
_SURVEYED = QT_TRANSLATE_NOOP(CONTEXT, "計測日")
_SYSTEM = QT_TRANSLATE_NOOP(CONTEXT, "座標系")
_HEIGHTS = QT_TRANSLATE_NOOP(CONTEXT, "標高の基準")
_SOURCE = QT_TRANSLATE_NOOP(CONTEXT, "出典")
_MADE = QT_TRANSLATE_NOOP(CONTEXT, "作成")
_UNKNOWN = QT_TRANSLATE_NOOP(CONTEXT, "未確認")


def workbook(sections: Sections, say: Say = str) -> bytes:
    """Return areas, volumes and the lines of the ground as XLSX, sums as formulas that can be followed."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"title": sections.title.name, "created": _moment(sections.title.made)})
    head = book.add_format({"bold": True, "bg_color": "#EEF1F5", "border": 1, "border_color": "#C8CDD2"})
    figure = book.add_format({"num_format": "#,##0.00"})
    total = book.add_format({"num_format": "#,##0.00", "bold": True, "top": 1})
    formats = (head, figure, total)
    if len(sections.cuts[0].traces) > 1:
        _volumes(book.add_worksheet(say(_EARTHWORK)), sections.cuts, formats, say)
    else:
        _list(book.add_worksheet(say(_LIST)), sections.cuts, formats, say)
    _lines(book.add_worksheet(say(_GROUND)), sections.cuts, formats, say)
    _about(book.add_worksheet(say(_ABOUT)), sections, head, say)
    book.close()
    return stream.getvalue()


def _moment(made: str) -> datetime:
    return datetime.fromisoformat(made).replace(tzinfo=None)


def _volumes(sheet: Any, cuts: Sequence[Cut], formats: tuple[Any, ...], say: Say) -> None:
    """Write areas and volumes; each volume is a formula over the areas beside it."""
    head, figure, total = formats
    names = (
        *(_STATION, _CHAINAGE, _DISTANCE, _CUT_AREA, _CUT_VOLUME),
        *(_FILL_AREA, _FILL_VOLUME, _COMPARED, _LENGTH),
    )
    _heads(sheet, names, head, say)
    rows = earthwork(cuts)
    for number, (row, cut) in enumerate(zip(rows, cuts, strict=True), 1):
        sheet.write_string(number, 0, row.name)
        values = {1: row.along, 3: row.areas.cut, 5: row.areas.fill, 7: row.areas.compared, 8: cut.length}
        for column, value in values.items():
            if not math.isnan(value):
                sheet.write_number(number, column, round(value, 3), figure)
        if number > 1:
            line = number + 1
            sheet.write_formula(number, 2, f"=B{line}-B{line - 1}", figure, round(row.distance, 3))
            for volume, area, value in (("E", "D", row.cut), ("G", "F", row.fill)):
                formula = f"=({area}{line - 1}+{area}{line})/2*C{line}"
                sheet.write_formula(f"{volume}{line}", formula, figure, round(value, 3))
    last = len(rows) + 1
    sheet.write_string(last, 0, say(_SUM))
    for letter, value in (
        ("C", sum(row.distance for row in rows)),
        ("E", sum(row.cut for row in rows)),
        ("G", sum(row.fill for row in rows)),
    ):
        sheet.write_formula(f"{letter}{last + 1}", f"=SUM({letter}2:{letter}{last})", total, round(value, 3))


def _list(sheet: Any, cuts: Sequence[Cut], formats: tuple[Any, ...], say: Say) -> None:
    head, figure, _ = formats
    _heads(sheet, (_STATION, _CHAINAGE, _LENGTH, _POINTS), head, say)
    for number, cut in enumerate(cuts, 1):
        sheet.write_string(number, 0, cut.name)
        if not math.isnan(cut.station):
            sheet.write_number(number, 1, round(cut.station, 3), figure)
        sheet.write_number(number, 2, round(cut.length, 3), figure)
        sheet.write_number(number, 3, len(cut.traces[0].section))


def _lines(sheet: Any, cuts: Sequence[Cut], formats: tuple[Any, ...], say: Say) -> None:
    head, figure, _ = formats
    _heads(sheet, (_STATION, _FLIGHT, _ALONG, _HEIGHT, _NORTH, _EAST), head, say)
    row = 1
    for cut in cuts:
        for trace in cut.traces:
            for along, east, north, height in ground_places(cut, trace).tolist():
                sheet.write_string(row, 0, cut.name)
                sheet.write_string(row, 1, trace.name)
                for column, value in enumerate((along + cut.begin, height, north, east), 2):
                    sheet.write_number(row, column, round(value, 3), figure)
                row += 1


def _about(sheet: Any, sections: Sections, head: Any, say: Say) -> None:
    title = sections.title
    rows = (
        (_NAME, title.name),
        (_SURVEYED, title.surveyed),
        (_SYSTEM, title.crs),
        (_HEIGHTS, title.heights),
        (_SOURCE, title.source),
        (_MADE, title.made),
    )
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 70)
    for number, (name, text) in enumerate(rows):
        sheet.write_string(number, 0, say(name), head)
        sheet.write_string(number, 1, text or say(_UNKNOWN))


def _heads(sheet: Any, names: Sequence[str], head: Any, say: Say) -> None:
    for column, name in enumerate(names):
        sheet.write_string(0, column, say(name), head)
    sheet.set_column(0, len(names) - 1, 16)
    sheet.freeze_panes(1, 1)
