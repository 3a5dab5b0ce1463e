"""Times that a table tells in several columns, or in the names of its columns.

Two rules, both so narrow that they say nothing where they are not sure; what they do is told by a finding.

* **Parts** (:func:`joined`): columns called 年 and 月 (and 日, 時), or a date and an hour, become one column
  「日時」 in front of the table. The parts stay.
* **Wide tables** (:func:`long`): at least three columns whose names are nothing but times of one kind
  (0時, 1時台, 8:00; 平成27年, R2, 2020年度; 2020-04, 2020年4月; 2020/4/1), in rising order, whose cells are
  numbers, become rows: one for each cell, with the time and the value. Cells without a value become no row.
  Staff may say which columns these are (:func:`candidates`); then what they hold is not doubted.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from importers.tables import dates, numbers
from importers.tables.kinds import MISSING
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

MOMENT, VALUE = "日時", "値"
LEAST = 3
"""So many columns must have times for names."""
ENOUGH = 0.95
MOST_ROWS = 20_000_000
"""A table that would get longer stays wide."""
_YEAR = re.compile(r"^(西暦)?年$|^year$|^調査年$")
_MONTH = re.compile(r"^月$|^month$|^調査月$")
_DAY = re.compile(r"^日$|^day$")
_HOUR = re.compile(
    r"^時$|^時刻$|^時間$|^時間帯$|^時台$|^hour$|^time$|^(調査|観測|計測|測定)(時刻|時間帯|時間)$"
)
_DATE = re.compile(r"^日付$|^年月日$|^date$|^(調査|観測|計測|測定|対象)(日|日付|年月日)$")
_CLOCK = r"^(?P<hour>[01]?\d|2[0-9])(?:時台?|:(?P<minute>[0-5]\d)(?::[0-5]\d)?)?(?:[~〜～\-−－].*)?$"
_HOUR_NAME = re.compile(r"^(?P<hour>[01]?\d|2[0-9])(?:時台?|:(?P<minute>[0-5]\d))$")
_JOINED = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の列「{columns}」を合わせて、列「{column}」を作りました（{count:,} 件）。"
)
_LONG = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{file} の「{first}」から「{last}」までの {number:,} 列は時間を表すため、縦に並べ直しました"
    "（{before:,} 行が {after:,} 行、値のない {empty:,} 個のセルは行にしていません）。",
)


def joined(columns: Mapping[str, pa.Array], file: str) -> tuple[dict[str, pa.Array], tuple[Finding, ...]]:
    """Return the columns with one more that tells the moment, where several columns tell its parts.

    Parameters
    ----------
    columns
        (n,) trimmed texts by name.
    file
        Name of the file, for findings.
    """
    same = dict(columns)
    named = {unicodedata.normalize("NFKC", name).strip().lower(): name for name in columns}

    def find(pattern: re.Pattern[str]) -> str:
        return next((name for plain, name in named.items() if pattern.search(plain)), "")

    date, hour = find(_DATE), find(_HOUR)
    year, month, day = find(_YEAR), find(_MONTH), find(_DAY)
    if MOMENT in columns:
        return same, ()
    if date and hour:
        texts = _with_hours(dates.read_dates(numbers.normal(columns[date]), named=True), columns[hour])
        used: tuple[str, ...] = (date, hour)
    elif year and month:
        parts = [numbers.normal(columns[name]) for name in (year, month, day) if name]
        digits = [pc.replace_substring_regex(part, r"[年月日]$", "") for part in parts]
        read = dates.read_dates(pc.binary_join_element_wise(*digits, "-"), named=True)
        used = tuple(name for name in (year, month, day) if name)
        texts = read.text
        if day and hour:
            texts, used = _with_hours(read, columns[hour]), (*used, hour)
    else:
        return same, ()
    count = len(texts) - texts.null_count
    known = len(texts) - max(columns[name].null_count for name in used)
    if not count or count < ENOUGH * known:
        return same, ()
    values = {"file": file, "columns": "」「".join(used), "column": MOMENT, "count": count}
    return {MOMENT: texts, **same}, (Finding(Severity.INFO, "table-time-parts", _JOINED, values),)


def _with_hours(days: dates.Dates, hours: pa.Array) -> pa.Array:
    """Return days with the hour that another column tells, null where either is not known."""
    found = pc.extract_regex(numbers.normal(hours), _CLOCK)
    hour = pc.if_else(pc.equal(found.field("hour"), ""), pa.scalar(None, pa.string()), found.field("hour"))
    hour = pc.if_else(pc.is_valid(found), hour, pa.scalar(None, pa.string()))
    minute = pc.if_else(pc.equal(pc.fill_null(found.field("minute"), ""), ""), "00", found.field("minute"))
    if days.timed:
        return days.text
    whole = pc.if_else(pc.equal(pc.utf8_length(days.text), 10), days.text, pa.scalar(None, pa.string()))
    texts = pc.binary_join_element_wise(whole, pc.binary_join_element_wise(hour, minute, ":"), " ")
    return dates.read_dates(texts, named=True).text  # 24:00 is the next day


def candidates(names: Sequence[str]) -> list[str]:
    """Return the columns whose names are times of one kind: those that staff may choose among."""
    return [name for name, _ in _times_of_names(names)[1]]


def long(
    columns: Mapping[str, pa.Array], file: str, chosen: tuple[str, str] = ("", "")
) -> tuple[dict[str, pa.Array], NDArray[np.intp], tuple[Finding, ...]] | None:
    """Return a wide table as a long one.

    Parameters
    ----------
    columns
        (n,) trimmed texts by name.
    file
        Name of the file, for findings.
    chosen
        First and last of the columns that are times, as staff say; empty to find them.

    Returns
    -------
    tuple or None
        The columns of the long table, (m,) row of the wide table from which each row comes, and what to tell;
        None where the names of columns tell no times, or not surely.
    """
    kind, pairs = _times_of_names(_between(list(columns), chosen))
    names, moments = [name for name, _ in pairs], [text for _, text in pairs]
    told = all(chosen)
    if len(pairs) < (2 if told else LEAST) or any(one >= other for one, other in pairwise(moments)):
        return None  # few, twice the same, or in no order: they may be something else
    rest = [name for name in columns if name not in set(names)]
    count = len(next(iter(columns.values())))
    if not rest or count * len(names) > MOST_ROWS:
        return None
    cells = pa.concat_arrays([columns[name].cast(pa.string()) for name in names])
    plain = numbers.normal(cells)
    missing = pc.fill_null(pc.is_in(plain, pa.array(MISSING)), False)
    plain = pc.if_else(missing, pa.scalar(None, pa.string()), plain)
    filled = np.asarray(pc.is_valid(plain))
    if not filled.any() or (not told and numbers.are_numbers(plain)[filled].mean() < ENOUGH):
        return None
    rows = np.tile(np.arange(count), len(names))[filled]
    texts = pa.array(moments).take(pa.array(np.repeat(np.arange(len(names)), count)[filled]))
    moment = {"hour": "時刻", "year": "年", "month": "年月", "day": "日付"}[kind]
    if kind == "hour":
        dated, used = _dated_hours(columns, rest, rows, texts)
        if dated is not None:
            texts, moment = dated, MOMENT
            rest = [name for name in rest if name != used] + [used]
    while moment in rest:
        moment += "_"
    value = VALUE
    while value in rest:
        value += "_"
    where = pa.array(rows)
    made = {moment: texts, value: plain.filter(pa.array(filled))}
    made |= {name: columns[name].take(where) for name in rest}
    values: dict[str, object] = {
        "file": file,
        "first": names[0],
        "last": names[-1],
        "number": len(names),
        "before": count,
        "after": len(rows),
        "empty": int((~filled).sum()),
    }
    return made, rows, (Finding(Severity.INFO, "table-wide-times", _LONG, values, count=len(names)),)


def clock_of(columns: Mapping[str, pa.Array]) -> str:
    """Return the first column of a long table when it holds times of no day (``08:30``), else empty."""
    name, texts = next(iter(columns.items()))
    return name if pc.all(pc.match_substring_regex(texts, r"^\d{2}:\d{2}$")).as_py() else ""


def _dated_hours(
    columns: Mapping[str, pa.Array], rest: list[str], rows: NDArray[np.intp], hours: pa.Array
) -> tuple[pa.Array | None, str]:
    """Return moments of hours and the one column with days, None when there is none."""
    for name in rest:
        if _DATE.search(unicodedata.normalize("NFKC", name).strip().lower()):
            days = dates.read_dates(numbers.normal(columns[name]), named=True)
            if days.read.mean() < ENOUGH or days.timed:
                continue
            texts = pc.binary_join_element_wise(days.text.take(pa.array(rows)), hours, " ")
            return dates.read_dates(texts, named=True).text, name
    return None, ""


def _between(names: list[str], chosen: tuple[str, str]) -> list[str]:
    """Return the names from one to another, all of them when one of these is not there."""
    if not all(one in names for one in chosen):
        return names
    return names[names.index(chosen[0]) : names.index(chosen[1]) + 1]


def _times_of_names(names: Sequence[str]) -> tuple[str, list[tuple[str, str]]]:
    """Return a kind of time, and the columns that are called by such times with these as ISO 8601 texts."""
    plain = [unicodedata.normalize("NFKC", name).strip() for name in names]
    hours = [_HOUR_NAME.search(one) for one in plain]
    read = {
        "hour": [f"{int(one['hour']):02}:{one['minute'] or '00'}" if one else "" for one in hours],
        **_dates_of(plain),
    }
    kinds = [
        (kind, [(name, text) for name, text in zip(names, texts, strict=True) if text])
        for kind, texts in read.items()
    ]
    return max(kinds, key=lambda one: len(one[1]))


def _dates_of(plain: list[str]) -> dict[str, list[str]]:
    """Return the names that are years, months and days, as ISO 8601 texts, empty where they are none."""
    texts = pa.array(plain, pa.string())
    # 2020, R2 and 令和2 are years here: others of their kind stand beside them.
    bare = pc.match_substring_regex(texts, r"^(19|20)\d{2}$|^([MTSHR]|明治|大正|昭和|平成|令和)(\d{1,2}|元)$")
    years, are_years = dates.read_years(pc.if_else(bare, pc.binary_join_element_wise(texts, "年", ""), texts))
    found = dates.read_dates(texts, named=False)
    words = [text or "" for text in found.text.to_pylist()]
    return {
        "year": [f"{year}" if read else "" for year, read in zip(years.tolist(), are_years, strict=True)],
        "month": [text if len(text) == 7 else "" for text in words],
        "day": [text if len(text) == 10 else "" for text in words],
    }
