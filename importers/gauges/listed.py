"""Lists of readings (CSV): a row for each value, with the station and its thresholds in the same row."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.gauges.levels import NAMES, THRESHOLDS
from importers.gauges.readings import CAMERA, GAUGE, Rows, named, rows_of
from layers.errors import ImportFailed
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from importers.tables.sheet import Sheet
    from layers.feedback import Feedback

COLUMNS = {
    "station": r"観測所(番号|コード|ID)|局(番号|コード)|station(_?id)?",
    "name": r"観測所名?称?|局名|地点名?|名称|カメラ名|name",
    "kind": r"種別|種類|機器|kind|type",
    "river": r"河川名?|水系.*河川|river",
    "longitude": r"経度|lon(gitude)?|lng",
    "latitude": r"緯度|lat(itude)?",
    "time": r"観測(日時|時刻|年月日時分)|日時|計測日時|時刻|time|date(_?time)?|observed",
    "value": r"(現在|観測)?水位(（m）|\(m\)|\[m\])?|値|value|level",
    "unit": r"単位|unit",
    "standby": r"水防団待機水位.*|通報水位|standby",
    "caution": r"(氾濫|はん濫)注意水位.*|警戒水位|caution",
    "evacuation": r"避難判断水位.*|evacuation",
    "danger": r"(氾濫|はん濫)危険水位.*|危険水位|danger",
    "quality": r"(観測)?状態|欠測|品質|備考|quality|status",
    "datum": r"基準面|零点高.*|datum",
    "interval": r"(観測|更新)?間隔.*|interval",
    "image": r"画像.*|写真|URL|image",
}
"""How the columns may be called; docs/EVENT.md names the first of each."""
_TOLD = re.compile(
    "|".join(re.escape(word) for word in NAMES.values()) + "|standby|evacuation|水位計|カメラ名"
)
_NEEDED = QT_TRANSLATE_NOOP(CONTEXT, "{file} に「{column}」の列がないため、水位計の一覧として読めません。")
_SEE = QT_TRANSLATE_NOOP(CONTEXT, "観測所名・緯度・経度・観測日時・水位の列があるか確かめてください。")


def looks_like(text: str) -> bool:
    """Say whether the first line of a text is the heading of such a list."""
    heading = unicodedata.normalize("NFKC", text.partition("\n")[0])
    return bool(_TOLD.search(heading)) and bool(re.search("緯度|latitude|lat", heading, re.IGNORECASE))


def read_list(path: Path, encoding: str, feedback: Feedback) -> tuple[Rows, str, dict[str, int]]:
    """Return the rows of a list, its encoding, and what of it was left out, by reason.

    Raises
    ------
    layers.errors.ImportFailed
        When it is no such list.
    """
    from importers.tables.importer import TablesOptions, read_sheets

    (sheet,) = read_sheets(path, TablesOptions(encoding=encoding), feedback.share(0, 0.6))
    columns = _columns(sheet)
    for needed, word in (
        ("name", "観測所名"),
        ("longitude", "経度"),
        ("latitude", "緯度"),
        ("value", "水位"),
    ):
        if needed not in columns and not (needed == "value" and "image" in columns):
            raise ImportFailed(
                _NEEDED, _SEE, values={"file": path.name, "column": word}, where=Where(str(path))
            )
    from importers.tables import numbers
    from importers.tables.dates import read_dates

    plain = {name: numbers.normal(sheet.columns[column].combine_chunks()) for name, column in columns.items()}
    texts: dict[str, Any] = {}
    figures: dict[str, Any] = {}
    for done, (name, column) in enumerate(plain.items()):
        feedback.step(0.6 + 0.4 * done / len(plain), 1)
        if name in ("longitude", "latitude", "value", "interval", *map(str, THRESHOLDS)):
            figures[name] = numbers.floats(column)
        elif name == "time":
            texts[name] = read_dates(column, named=True).text.fill_null("").to_numpy(zero_copy_only=False)
        else:
            texts[name] = column.fill_null("").to_numpy(zero_copy_only=False)
    rows = rows_of(sheet.rows, texts, figures)
    rows["kind"] = _kinds(rows)
    return named(rows), sheet.encoding, dict(sheet.left_out)


def _columns(sheet: Sheet) -> dict[str, str]:
    free = {one: unicodedata.normalize("NFKC", one).strip() for one in sheet.columns}
    found = {}
    for name, pattern in COLUMNS.items():
        hit = next((one for one, plain in free.items() if re.fullmatch(pattern, plain, re.IGNORECASE)), None)
        if hit is not None:
            found[name] = hit
            del free[hit]
    return found


def _kinds(rows: Rows) -> np.ndarray[Any, Any]:
    """Return which rows are of cameras: they say so, or have a picture and never a value."""
    kinds, which = np.unique(rows["kind"].astype(str), return_inverse=True)
    said = np.array(
        [bool(re.search("カメラ|camera|画像", one, re.IGNORECASE)) for one in kinds.tolist()], dtype=bool
    )
    pictured = (
        (rows["kind"] == "") & (rows["image"] != "") & ~np.isfinite(rows["value"]) & (rows["quality"] == "")
    )
    return np.where(said[which] | pictured, CAMERA, GAUGE).astype(object)
