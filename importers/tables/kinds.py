"""What kind of values a column of text holds, and the column in that kind."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from importers.tables import dates, numbers
from layers.base import Attribute
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Collection as Container

    from numpy.typing import NDArray

ENOUGH = 0.95
"""Share of the values that must be of a kind."""
_LOOK = 500
"""Values that are looked at before a whole column is tried."""
MISSING = (
    *(
        "-",
        "--",
        "‐",
        "–",
        "—",
        "―",
        "−",
        "ー",
        "~",
        "・",
        "...",
        "…",
        "*",
        "**",
        "***",
        "※",
        "x",
        "X",
        "NULL",
        "null",
    ),
    *(
        "None",
        "nan",
        "NaN",
        "N/A",
        "n/a",
        "#N/A",
        "NA",
        "不明",
        "未定",
        "未詳",
        "なし",
        "無し",
        "無",
        "該当なし",
        "非公表",
    ),
    *("未調査", "未確認"),
)
"""What people write where a number or date is not known."""
_DATE_NAME = re.compile(
    r"日付|年月|日時|月日|時刻|日$|期限|期間|日[)(（]|date|time|timestamp|_at$|_on$", re.IGNORECASE
)
_CODE_NAME = re.compile(
    r"コード|番号|ｺｰﾄﾞ|郵便|電話|fax|(^|[_\s])(code|id|no|cd|fid|tel|zip|key)\.?$|^no\.?$|ID$|共通ID|地番|番地|^キー$|"
    r"メッシュ|mesh",
    re.IGNORECASE,
)
_YEAR_NAME = re.compile(r"年$|年度$|年次$|year", re.IGNORECASE)
_UNIT = re.compile(
    r"[(\[]\s*(m|m2|m²|ha|km|km2|km²|人|世帯|戸|棟|円|千円|百万円|億円|%|mm|cm|t|kg|階|台|件|箇所|か所|ヶ所|分|時間|日|年|"
    r"m3|m³|kw|kwh|db|°c|m/s|km/h)\s*[)\]]$",
    re.IGNORECASE,
)
_MOST_CODES = 200
_UNREAD = {
    "number": QT_TRANSLATE_NOOP(
        CONTEXT,
        "{file} の列「{column}」の {count:,} 件は数値として読めません（例「{example}」、{line:,} 行目）。"
        "元の書き方は列「{original}」にあります。",
    ),
    "date": QT_TRANSLATE_NOOP(
        CONTEXT,
        "{file} の列「{column}」の {count:,} 件は日付として読めません（例「{example}」、{line:,} 行目）。"
        "元の書き方は列「{original}」にあります。",
    ),
    "year": QT_TRANSLATE_NOOP(
        CONTEXT,
        "{file} の列「{column}」の {count:,} 件は年として読めません（例「{example}」、{line:,} 行目）。"
        "元の書き方は列「{original}」にあります。",
    ),
}


@dataclass(frozen=True, eq=False)
class Typed:
    """A column in the kind of its values.

    Attributes
    ----------
    attribute
        What it is.
    arrays
        Columns of the table by name; the first is the attribute's own.
    more
        Attributes of further columns.
    findings
        What could not be read.
    """

    attribute: Attribute
    arrays: dict[str, pa.Array]
    more: tuple[Attribute, ...] = ()
    findings: tuple[Finding, ...] = ()


def typed(name: str, texts: pa.Array, file: str, rows: NDArray[np.int64], taken: Container[str]) -> Typed:
    """Propose what a column holds, and read it so.

    Parameters
    ----------
    name
        Name of the column.
    texts
        (n,) trimmed texts, null where the cell is empty.
    file, rows
        Name of the file, and (n,) numbers of the rows in it.
    taken
        Names that other columns have.

    Returns
    -------
    Typed
        Kind ``integer``, ``number``, ``year``, ``date``, ``code`` or ``text``. Codes with leading zeros,
        and numbers that only name something, stay text. Where some values are not of the kind, the texts
        are kept in a column of their own.
    """
    label, unit = _label(name)
    filled = len(texts) - texts.null_count
    if filled:
        values = numbers.normal(texts)
        values = pc.if_else(pc.is_in(values, pa.array(MISSING)), pa.scalar(None, pa.string()), values)
        if values.null_count < len(values):
            for kind, array, read in _readings(name, values):
                attribute = Attribute(name, label, unit, kind)
                return _with_rest(attribute, array, read, texts, values, (file, rows), taken)
    if _few(texts, filled):
        code = _free(f"{name}_code", taken)
        if code == f"{name}_code":
            return Typed(Attribute(name, label, "", "code"), {name: texts, code: texts})
    return Typed(Attribute(name, label, "", "text"), {name: texts})


def _readings(name: str, values: pa.Array) -> list[tuple[str, pa.Array, NDArray[np.bool_]]]:
    """Return the kind of a column, its values in it and which were read; empty for text."""
    look = values.drop_null().slice(0, _LOOK)
    named = bool(_DATE_NAME.search(unicodedata.normalize("NFKC", name)))
    if not _CODE_NAME.search(name) or named:
        if named or not numbers.are_numbers(look).mean() >= ENOUGH:
            found = _as_dates(values, look, named=named)
            if found:
                return [found]
        found = _as_years(values, look)
        if found:
            return [found]
    if _CODE_NAME.search(name):
        return []
    valid = np.asarray(pc.is_valid(values))
    good = numbers.are_numbers(look)
    if good.mean() < ENOUGH or numbers.have_leading_zero(values).any():
        return []
    good = numbers.are_numbers(values)
    if good.sum() < ENOUGH * valid.sum():
        return []
    if numbers.are_whole(values)[good].all():
        whole = numbers.integers(values)
        return [] if _flag(whole) else [("year" if _years(name, whole) else "integer", whole, good)]
    digits = pc.replace_substring_regex(values.filter(pa.array(good)), r"[^\d].*$", "")
    if (pc.max(pc.utf8_length(digits)).as_py() or 0) > 15:
        return []  # longer than any measure: it names something
    floats = numbers.floats(values)
    return [("number", pa.array(floats, from_pandas=True), good)]


def _as_dates(
    values: pa.Array, look: pa.Array, *, named: bool
) -> tuple[str, pa.Array, NDArray[np.bool_]] | None:
    if dates.read_dates(look, named=named).read.mean() < ENOUGH:
        return None
    if not named and pc.any(pc.match_substring_regex(look, r"^[A-Za-z]\d+-")).as_py():
        return None  # H1-2-3 may be a date or a lot
    found = dates.read_dates(values, named=named)
    if found.read.sum() < ENOUGH * (len(values) - values.null_count):
        return None
    return "date", found.text, found.read


def _as_years(values: pa.Array, look: pa.Array) -> tuple[str, pa.Array, NDArray[np.bool_]] | None:
    if dates.read_years(look)[1].mean() < ENOUGH:
        return None
    years, read = dates.read_years(values)
    if read.sum() < ENOUGH * (len(values) - values.null_count):
        return None
    return "year", pa.array(years, mask=~read), read


def _with_rest(
    attribute: Attribute,
    array: pa.Array,
    read: NDArray[np.bool_],
    texts: pa.Array,
    values: pa.Array,
    place: tuple[str, NDArray[np.int64]],
    taken: Container[str],
) -> Typed:
    """Keep the texts of a column where not all could be read."""
    unread = np.asarray(pc.is_valid(values)) & ~read
    if not unread.any():
        return Typed(attribute, {attribute.name: array})
    original = _free(f"{attribute.name}_原文", taken)
    first = int(np.argmax(unread))
    file, line = place[0], int(place[1][first])
    kind = "number" if attribute.kind == "integer" else attribute.kind
    finding = Finding(
        Severity.WARNING,
        "table-value-not-read",
        _UNREAD[kind],
        {
            "file": file,
            "column": attribute.label,
            "count": int(unread.sum()),
            "example": str(texts[first])[:40],
            "line": line,
            "original": original,
        },
        Where(file=file, line=line),
        count=int(unread.sum()),
    )
    kept = pc.if_else(pa.array(unread), texts, pa.scalar(None, pa.string()))
    more = (Attribute(original, original),)
    return Typed(attribute, {attribute.name: array, original: kept}, more, (finding,))


def _label(name: str) -> tuple[str, str]:
    """Return the name without its unit, and the unit."""
    plain = unicodedata.normalize("NFKC", name)
    found = _UNIT.search(plain)
    if not found or found.start() == 0:
        return name, ""
    unit = found[1].replace("m2", "m²").replace("m3", "m³")
    return plain[: found.start()].strip(" _"), unit


def _free(name: str, taken: Container[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _few(texts: pa.Array, filled: int) -> bool:
    """Say whether a column has few different values, so that each can have a colour."""
    if filled < 8:
        return False
    most = min(_MOST_CODES, filled // 4)
    if len(texts.slice(0, 2000).unique()) > most + 1:
        return False
    different = texts.drop_null().unique()
    return len(different) <= most and (pc.max(pc.utf8_length(different)).as_py() or 0) <= 60


def _flag(whole: pa.Array) -> bool:
    """Say whether whole numbers only tell yes from no."""
    different = set(whole.unique().to_pylist()) - {None}
    return different <= {0, 1} and len(whole) > 1


def _years(name: str, whole: pa.Array) -> bool:
    low, high = pc.min_max(whole).as_py().values()
    return bool(_YEAR_NAME.search(name)) and low >= 1800 and high <= 2200
