"""CSV for spreadsheets: UTF-8 with BOM, Japanese headings, longitude and latitude of each centroid.

A spreadsheet takes a text that begins with ``= + - @`` for a formula, and a formula in a file from
elsewhere can do harm; such texts get an apostrophe in front.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from gisapp.export import jsontext
from gisapp.export.content import GEOMETRY, Content
from gisapp.export.footprints import centroids, decimals_of, polygons
from gisapp.export.headings import headings
from gisapp.export.standards import LATITUDE, LONGITUDE, STANDARDS, fitting
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from layers.feedback import Feedback

BOM = b"\xef\xbb\xbf"
FORMULA = r"^([=+\-@\t\r\n＝＋－＠])"
MOST_ROWS = 1_048_575
"""Rows below the heading that a spreadsheet shows."""
TOO_MANY = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} は {count:,} 行あります。表計算ソフトで見られるのは {most:,} 行までです。"
    "絞り込んでから書き出してください。",
)
NEEDED = QT_TRANSLATE_NOOP(CONTEXT, "「{standard}」に必要な項目が空欄です: {columns}")
BLANK = QT_TRANSLATE_NOOP(CONTEXT, "「{standard}」のうち、次の項目は公開する列がなく空欄です: {columns}")
BEYOND = QT_TRANSLATE_NOOP(CONTEXT, "「{standard}」にない項目を、後ろに付けました: {columns}")


def write(content: Content, path: Path, feedback: Feedback) -> None:
    """Write the columns that hold anything; codes beside their meanings, lists as JSON text.

    What is published after a municipal standard has its columns, those without an attribute blank.
    """
    from pyarrow import csv

    names = [name for name in content.schema.names if name != GEOMETRY and name in content.filled]
    columns = _after_standard(content, names, feedback)
    heads = cells(pa.array([head for head, _ in columns])).to_pylist()
    if len(content) > MOST_ROWS:
        values = {"file": path.name, "count": len(content), "most": MOST_ROWS}
        feedback.find(Finding(Severity.WARNING, "csv-rows", TOO_MANY, values, Where(path.name)))
    plain = csv.WriteOptions(include_header=False)
    decimals = decimals_of(content)
    names_ = [f"{number}" for number in range(len(columns))]
    with path.open("wb") as file:
        file.write(BOM)
        csv.write_csv(pa.table([pa.array([head]) for head in heads], heads), file, plain)
        for table in content.tables(feedback):
            shapes = polygons(table.column(GEOMETRY))
            east, north = centroids(shapes, content.crs, decimals)
            places = {
                LONGITUDE: pa.array(east, from_pandas=True),
                LATITUDE: pa.array(north, from_pandas=True),
            }
            nothing = pa.array([None] * len(table), pa.string())
            told = [
                cells(table.column(name).combine_chunks()) if name else places.get(head, nothing)
                for head, name in columns
            ]
            csv.write_csv(pa.Table.from_arrays(told, names_), file, plain)


def columns_of(content: Content) -> tuple[str, ...]:
    """Return which column of the content stands in each column of the file, empty for none."""
    from layers.feedback import Feedback

    names = [name for name in content.schema.names if name != GEOMETRY and name in content.filled]
    return tuple(name for _, name in _after_standard(content, names, Feedback()))


def _after_standard(content: Content, names: list[str], feedback: Feedback) -> list[tuple[str, str]]:
    """Return headings, each with the column below it; empty for the place and for what is blank."""
    said = getattr(getattr(content, "publication", None), "standard", "")
    standard = STANDARDS.get(said)
    if standard is None:
        return [*zip(headings(content, names), names, strict=True), (LONGITUDE, ""), (LATITUDE, "")]
    found = fitting(standard, names)
    for columns, severity, code, sentence in (
        (found.needed, Severity.WARNING, "standard-needed", NEEDED),
        ([one for one in found.missing if one not in found.needed], Severity.INFO, "standard-blank", BLANK),
        (found.beyond, Severity.INFO, "standard-beyond", BEYOND),
    ):
        if columns:
            values = {"standard": said, "columns": "、".join(columns)}
            feedback.find(Finding(severity, code, sentence, values, count=len(columns)))
    taken = [(head, "" if head in (LATITUDE, LONGITUDE) else name) for head, name in found.filled]
    return taken + [(name, name) for name in found.beyond]


def cells(column: pa.Array) -> pa.Array:
    """Return values as they stand in cells: no text that a spreadsheet takes for a formula."""
    if pa.types.is_list(column.type):
        return jsontext.lists(column)
    if pa.types.is_string(column.type):
        return pc.replace_substring_regex(column, FORMULA, r"'\1")
    return column
