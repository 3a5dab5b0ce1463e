"""Notes as tables: XLSX with small photos, CSV, GeoJSON and plain values."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.survey.north import true_bearing
from gisapp.desks.survey.notereport import hexadecimal, photo_words, places_of
from gisapp.desks.survey.notes import COLOURS, STATES
from gisapp.export.csvtable import BOM, FORMULA

if TYPE_CHECKING:
    from datetime import datetime

    from gisapp.desks.survey.notereport import Given
    from gisapp.desks.survey.notes import Note

HEADS = (
    "No.",
    "状態",
    "施設番号",
    "施設名",
    "内容",
    "点検日",
    "部署",
    "状態の経過",
    "経度",
    "緯度",
    "X（北、m）",
    "Y（東、m）",
    "標高（m）",
    "写真",
)
WIDTHS = (6, 10, 14, 20, 44, 14, 16, 40, 12, 12, 13, 13, 10, 26)
"""Letters across each column."""
ROW = 96
"""Pixels of a row with a photo."""
PHOTO_WIDTH = 24
"""Letters across a column of photos."""
MOST_PHOTOS = 3
"""Photos of a note that stand in the workbook."""


def rows_of(given: Given) -> list[list[Any]]:
    """Return a row for each note, its cells as numbers and texts; None for what nobody knows."""
    places = places_of(given.notes, given.project.crs)
    found: list[list[Any]] = []
    for number, (note, (east, north)) in enumerate(zip(given.notes, places.tolist(), strict=True), 1):
        row = None if given.join is None else given.join.rows.get(note.id)
        name = "" if row is None or given.facilities is None else given.facilities.rows[row].name
        longitude, latitude = note.place or (None, None)
        plane = (round(north, 3), round(east, 3)) if np.isfinite(east) else (None, None)
        photos = "、".join(one.path.rpartition("/")[2] for one in note.photos)
        found.append(
            [
                number,
                STATES[note.state],
                note.facility or None,
                name or None,
                note.text or None,
                note.date.replace("T", " ") or None,
                note.department or None,
                note.history or None,
                longitude,
                latitude,
                *plane,
                note.height,
                photos or None,
            ]
        )
    return found


def write_csv(given: Given) -> bytes:
    """Return the notes as CSV that Excel opens with its Japanese headings."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADS)
    for row in rows_of(given):
        writer.writerow(["" if cell is None else _safe(cell) for cell in row])
    return BOM + stream.getvalue().encode()


def _safe(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and re.match(FORMULA, cell) else cell


def write_geojson(given: Given) -> bytes:
    """Return the notes with a place as GeoJSON (RFC 7946); heights are metres of the scan."""
    features = []
    for note, row in zip(given.notes, rows_of(given), strict=True):
        if note.place is None:
            continue
        where = [*note.place, *([] if note.height is None else [note.height])]
        told = {head: cell for head, cell in zip(HEADS, row, strict=True) if cell is not None}
        features.append(
            {
                "type": "Feature",
                "id": note.id,
                "geometry": {"type": "Point", "coordinates": where},
                "properties": told,
            }
        )
    whole = {"type": "FeatureCollection", "features": features}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def plain_note(note: Note, number: int, name: str = "") -> dict[str, Any]:
    """Return a note as plain values for JSON."""
    return {
        "number": number,
        "id": note.id,
        "state": note.state.value or None,
        "text": note.text or None,
        "date": note.date or None,
        "department": note.department or None,
        "facility": note.facility or None,
        "facility_name": name or None,
        "point": None if note.place is None else list(note.place),
        "height": note.height,
        "placed_by": note.placed_by or None,
        "changes": [
            {"state": one.state.value or None, "when": one.when or None, "department": one.department or None}
            for one in note.changes
        ],
        "photos": [
            {
                "path": one.path,
                "digest": one.digest,
                "taken": one.taken or None,
                "point": None if one.place is None else list(one.place),
                "altitude": one.altitude,
                "bearing": one.bearing,
                "magnetic": one.magnetic,
                "true_bearing": None if (found := true_bearing(one)) is None else round(found, 1),
                "pitch": one.pitch,
                "angle": one.angle,
            }
            for one in note.photos
        ],
        "file": note.origin.file or None,
        "row": note.origin.row or None,
    }


def plain(given: Given) -> dict[str, Any]:
    """Return all notes, and what of the list of facilities has no partner, as plain values."""
    join = given.join
    rows = () if given.facilities is None else given.facilities.rows
    names = {} if join is None else {one: rows[row].name for one, row in join.rows.items()}
    return {
        "crs": given.project.crs or None,
        "notes": [
            plain_note(one, number, names.get(one.id, "")) for number, one in enumerate(given.notes, 1)
        ],
        "facilities": None
        if join is None or given.facilities is None
        else {
            "file": str(given.facilities.path),
            "column": given.facilities.column,
            "count": len(rows),
            "matched": len(join.rows),
            "notes_without_facility": [one.facility for one in join.lost],
            "notes_without_number": len(join.unnumbered),
            "facilities_without_note": [rows[row].number for row in join.unseen],
        },
    }


# ------------------------------------------------------------------------------------------------- workbook


def write_xlsx(given: Given, now: datetime, program: str) -> bytes:
    """Return a workbook: the notes with small photos, the facilities, what has no partner, the sources.

    The same content and moment give the same bytes.
    """
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": "点検結果", "comments": program, "created": now.replace(tzinfo=None)})
    head = book.add_format({"bold": True, "bg_color": "#eef1f5", "border": 1, "border_color": "#c8cdd2"})
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": "#c8cdd2"})
    inks = {
        STATES[state]: book.add_format(
            {
                "bold": True,
                "valign": "top",
                "border": 1,
                "border_color": "#c8cdd2",
                "left": 5,
                "left_color": hexadecimal(colour),
            }
        )
        for state, colour in COLOURS.items()
    }
    sheet = book.add_worksheet("点検メモ")
    most = min(max((len(one.photos) for one in given.notes), default=0), MOST_PHOTOS)
    heads = (*HEADS, *(f"写真 {number}" for number in range(1, most + 1)))
    sheet.write_row(0, 0, heads, head)
    for column, width in enumerate((*WIDTHS, *(PHOTO_WIDTH,) * most)):
        sheet.set_column(column, column, width)
    for line, (note, row) in enumerate(zip(given.notes, rows_of(given), strict=True), 1):
        for column, value in enumerate(row):
            _put(sheet, line, column, value, inks[row[1]] if column == 1 else cell)
        if note.photos:
            sheet.set_row_pixels(line, ROW)
        for place, photo in enumerate(note.photos[:MOST_PHOTOS]):
            column = len(HEADS) + place
            small = given.photo(photo)
            if small is None:
                sheet.write_string(line, column, "見つかりません", cell)
            else:
                _embed(sheet, line, column, small, photo_words(photo))
    sheet.freeze_panes(1, 3)
    if given.notes:
        sheet.autofilter(0, 0, len(given.notes), len(HEADS) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if given.facilities is not None and given.join is not None:
        _facilities(book.add_worksheet("施設"), given, head, cell)
        _unmatched(book.add_worksheet("照合"), given, head, cell)
    _sources(book.add_worksheet("資料"), given, now, program, head, cell)
    book.close()
    return target.getvalue()


def _put(sheet: Any, line: int, column: int, value: object, form: Any) -> None:
    if isinstance(value, (int, float)):
        sheet.write_number(line, column, value, form)
    else:
        sheet.write_string(line, column, "" if value is None else str(value), form)


def _embed(sheet: Any, line: int, column: int, small: bytes, words: str) -> None:
    """Put a photo into its cell, as large as fits."""
    from PIL import Image

    with Image.open(io.BytesIO(small)) as image:
        width, height = image.size
    scale = min((ROW - 6) / height, (PHOTO_WIDTH * 7) / width)
    options = {
        "image_data": io.BytesIO(small),
        "x_scale": scale,
        "y_scale": scale,
        "x_offset": 3,
        "y_offset": 3,
        "description": words,
        "object_position": 1,
    }
    sheet.insert_image(line, column, f"photo-{line}-{column}.jpg", options)


def _facilities(sheet: Any, given: Given, head: Any, cell: Any) -> None:
    if given.facilities is None or given.join is None:
        return
    numbers: dict[int, int] = {}
    for row in given.join.rows.values():
        numbers[row] = numbers.get(row, 0) + 1
    sheet.write_row(0, 0, (*given.facilities.headings, "メモの数"), head)
    sheet.set_column(0, len(given.facilities.headings), 18)
    for line, one in enumerate(given.facilities.rows, 1):
        for column, value in enumerate((*one.cells, numbers.get(line - 1, 0))):
            _put(sheet, line, column, value, cell)
    sheet.freeze_panes(1, 0)


def _unmatched(sheet: Any, given: Given, head: Any, cell: Any) -> None:
    if given.facilities is None or given.join is None:
        return
    sheet.write_row(0, 0, ("施設の一覧にない番号のメモ", "内容", "メモのない施設の番号", "施設名"), head)
    sheet.set_column(0, 3, 30)
    for line, note in enumerate(given.join.lost, 1):
        for column, text in enumerate((note.facility, note.text)):
            _put(sheet, line, column, text, cell)
    for line, row in enumerate(given.join.unseen, 1):
        one = given.facilities.rows[row]
        for column, text in enumerate((one.number, one.name), 2):
            _put(sheet, line, column, text, cell)


def _sources(sheet: Any, given: Given, now: datetime, program: str, head: Any, cell: Any) -> None:
    lines: list[tuple[str, str]] = [
        ("作成", now.isoformat(sep=" ", timespec="minutes")[:16]),
        ("プログラム", program),
        ("座標系", given.project.crs or "未確認"),
        ("標高", "点群の標高"),
    ]
    lines += [
        (
            f"点群 {one.name}",
            f"{one.source.path.name}　{one.source.date or one.source.modified[:10] or '時点は未確認'}",
        )
        for one in given.project.layers
        if one.kind == "pointcloud"
    ]
    if given.facilities is not None:
        lines.append(("施設の一覧", f"{given.facilities.path.name}　{given.facilities.modified[:10]}"))
    sheet.write_row(0, 0, ("項目", "内容"), head)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 60)
    for line, pair in enumerate(lines, 1):
        for column, text in enumerate(pair):
            _put(sheet, line, column, text, cell)
