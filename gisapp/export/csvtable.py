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
from gisapp.export.footprints import centroids, polygons
from gisapp.export.headings import headings
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from layers.feedback import Feedback

LONGITUDE, LATITUDE = "経度", "緯度"
BOM = b"\xef\xbb\xbf"
FORMULA = r"^([=+\-@\t\r＝＋－＠])"
MOST_ROWS = 1_048_575
"""Rows below the heading that a spreadsheet shows."""
TOO_MANY = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} は {count:,} 行あります。表計算ソフトで見られるのは {most:,} 行までです。"
    "絞り込んでから書き出してください。",
)


def write(content: Content, path: Path, feedback: Feedback) -> None:
    """Write the columns that hold anything; codes beside their meanings, lists as JSON text."""
    from pyarrow import csv

    names = [name for name in content.schema.names if name != GEOMETRY and name in content.filled]
    heads = [*headings(content, names), LONGITUDE, LATITUDE]
    if len(content) > MOST_ROWS:
        values = {"file": path.name, "count": len(content), "most": MOST_ROWS}
        feedback.find(Finding(Severity.WARNING, "csv-rows", TOO_MANY, values, Where(path.name)))
    plain = csv.WriteOptions(include_header=False)
    with path.open("wb") as file:
        file.write(BOM)
        csv.write_csv(pa.table([pa.array([head]) for head in heads], heads), file, plain)
        for table in content.tables(feedback):
            columns = [_cells(table.column(name).combine_chunks()) for name in names]
            columns += [
                pa.array(degrees, from_pandas=True)
                for degrees in centroids(polygons(table.column(GEOMETRY)), content.crs)
            ]
            csv.write_csv(pa.table(columns, heads), file, plain)


def _cells(column: pa.Array) -> pa.Array:
    if pa.types.is_list(column.type):
        return jsontext.lists(column)
    if pa.types.is_string(column.type):
        return pc.replace_substring_regex(column, FORMULA, r"'\1")
    return column
