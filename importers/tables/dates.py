"""Dates and times as people write them in Japan, as ISO 8601 texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ERA_NAMES = "明治|大正|昭和|平成|令和|明|大|昭|平|令|[MTSHRmtshr]"
_ERAS = {
    **dict.fromkeys(("明治", "明", "m"), 1867),
    **dict.fromkeys(("大正", "大", "t"), 1911),
    **dict.fromkeys(("昭和", "昭", "s"), 1925),
    **dict.fromkeys(("平成", "平", "h"), 1988),
    **dict.fromkeys(("令和", "令", "r"), 2018),
}
"""What is added to the year of an era.

Forms printed before an era ended are still filled in (平成32年): such a year is read as it is meant.
"""
_DAY = r"(?:[(（]?[月火水木金土日](?:曜日?)?[)）])?"
_TIME = (
    r"(?:[T\s]*(?P<half>午前|午後|AM|PM|am|pm)?\s*(?P<hour>\d{1,2})[::時](?P<minute>\d{1,2})?"
    r"(?:[::分](?P<second>\d{1,2})?(?:\.(?P<part>\d{1,9}))?)?秒?分?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_ERA = rf"^(?P<era>{_ERA_NAMES})[.\s]*(?P<of_era>元|\d{{1,2}})\s*[-/.年]\s*(?P<month>\d{{1,2}})"
_PATTERNS = (
    # 2023-04-01, 2023/4/1 10:30, 2023年4月1日(土) 10時30分
    rf"^(?P<year>\d{{4}})\s*[-/.年]\s*(?P<month>\d{{1,2}})\s*[-/.月]\s*(?P<day>\d{{1,2}})日?\s*{_DAY}{_TIME}$",
    # 令和5年4月1日, R5.4.1, R05/04/01
    rf"{_ERA}\s*[-/.月]\s*(?P<day>\d{{1,2}})日?\s*{_DAY}{_TIME}$",
    # 20230401, 202304011030
    (
        r"^(?P<year>(?:18|19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})"
        r"(?:[T_ ]?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?)?$"
    ),
    # 2023年4月, 2023/04, 令和5年4月, R5.4
    r"^(?P<year>\d{4})[-/](?P<month>\d{1,2})$",
    r"^(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})月$",
    rf"{_ERA}月?$",
)
_ONLY_NAMED = (2, 3)
"""Eight digits, two numbers with a stroke between: only the name of a column tells that they are dates."""
_PARTS = ("year", "month", "day", "hour", "minute", "second")
_YEAR = rf"^(?:(?P<year>\d{{4}})年度?|(?P<era>{_ERA_NAMES})[.\s]*(?P<of_era>元|\d{{1,2}})年度?)$"


@dataclass(frozen=True, eq=False)
class Dates:
    """A column read as dates.

    Attributes
    ----------
    text
        (n,) ISO 8601: ``2023-04``, ``2023-04-01`` or ``2023-04-01T10:30:00`` (Japan's time), each as exact as
        it is written; null where there is none.
    read
        (n,) whether a value was read.
    timed
        Whether times of the day are told.
    """

    text: pa.Array
    read: NDArray[np.bool_]
    timed: bool


def read_dates(texts: pa.Array, *, named: bool) -> Dates:
    """Read a column of dates.

    Parameters
    ----------
    texts
        (n,) trimmed texts in NFKC.
    named
        Whether the name of the column speaks of dates;
        ``20230401`` and ``2023-4`` may be something else.
    """
    count = len(texts)
    parts = {
        name: np.full(count, -1, dtype=np.int64)
        for name in ("year", "month", "day", "hour", "minute", "second")
    }
    shift = np.zeros(count, dtype=np.int64)
    open_rows = np.asarray(pc.is_valid(texts))
    for k, pattern in enumerate(_PATTERNS):
        if (k in _ONLY_NAMED and not named) or not open_rows.any():
            continue
        rows = np.flatnonzero(open_rows)
        found = pc.extract_regex(texts.take(pa.array(rows)), pattern)
        hit = np.asarray(pc.is_valid(found))
        if not hit.any():
            continue
        found, rows = found.filter(pa.array(hit)), rows[hit]
        names = [field.name for field in found.type]
        values = {name: found.field(name) for name in names}
        for name in parts.keys() & values.keys():
            parts[name][rows] = _integers(values[name])
        if "era" in values:
            parts["year"][rows] = _era_years(values["era"], values["of_era"])
        if "half" in values:
            parts["hour"][rows] = _whole_day(values["half"], parts["hour"][rows])
            shift[rows] = _zone_shift(values["zone"])
        open_rows[rows] = False
    return _assembled(parts, shift)


def read_years(texts: pa.Array) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Read a column of years such as 昭和55年 or 1980年; return years and which rows were read."""
    found = pc.extract_regex(texts, _YEAR)
    read = np.asarray(pc.is_valid(found))
    years = np.full(len(texts), -1, dtype=np.int64)
    if read.any():
        hit = found.filter(pa.array(read))
        western = _integers(hit.field("year"))
        years[read] = np.where(western >= 0, western, _era_years(hit.field("era"), hit.field("of_era")))
    return years, read & (years > 0)


def _integers(texts: pa.Array) -> NDArray[np.int64]:
    """Return whole numbers, -1 where a text is empty."""
    filled = pc.if_else(pc.equal(pc.fill_null(texts, ""), ""), "-1", texts)
    return np.asarray(pc.cast(filled, pa.int64()))


def _era_years(eras: pa.Array, years: pa.Array) -> NDArray[np.int64]:
    """Return years of our era, -1 where the era cannot have such a year."""
    names = pc.utf8_lower(eras)
    number = _integers(pc.if_else(pc.equal(years, "元"), "1", years))
    result = np.full(len(number), -1, dtype=np.int64)
    for name, before in _ERAS.items():
        rows = np.asarray(pc.fill_null(pc.equal(names, name), False))
        result[rows & (number > 0)] = before + number[rows & (number > 0)]
    return result


def _whole_day(half: pa.Array, hours: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return hours 0 to 23 of hours in the morning or afternoon."""
    name = pc.utf8_lower(pc.fill_null(half, ""))
    after = np.asarray(pc.is_in(name, pa.array(["午後", "pm"]))) & (hours >= 0)
    before = np.asarray(pc.is_in(name, pa.array(["午前", "am"]))) & (hours == 12)
    return np.where(after & (hours < 12), hours + 12, np.where(before, 0, hours))


def _zone_shift(zones: pa.Array) -> NDArray[np.int64]:
    """Return minutes to add to get Japan's time; none where no zone is told."""
    text = pc.fill_null(zones, "")
    text = pc.replace_substring(pc.if_else(pc.equal(text, "Z"), "+0000", text), ":", "")
    told = np.asarray(pc.not_equal(text, ""))
    digits = np.asarray(
        pc.cast(pc.if_else(pa.array(told), pc.utf8_slice_codeunits(text, 1, 5), "0900"), pa.int64())
    )
    sign = np.where(np.asarray(pc.starts_with(text, "-")), -1, 1)
    offset = sign * (digits // 100 * 60 + digits % 100)
    return np.where(told, 9 * 60 - offset, 0)


def _assembled(parts: dict[str, NDArray[np.int64]], shift: NDArray[np.int64]) -> Dates:
    year, month, day = parts["year"], parts["month"], parts["day"]
    hour, minute, second = parts["hour"], np.maximum(parts["minute"], 0), np.maximum(parts["second"], 0)
    dayless = day < 0
    known = (year >= 1800) & (year <= 2200) & (month >= 1) & (month <= 12)
    months = np.where(known, (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    days = months.astype("datetime64[D]") + np.where(dayless, 0, day - 1)
    known &= (days.astype("datetime64[M]") == months) & (dayless | (day >= 1))
    timed = hour >= 0
    known &= ~timed | ((hour <= 24) & (minute < 60) & (second < 60))  # 24:00 ends a day
    moment = (
        days.astype("datetime64[s]")
        + np.where(timed, hour * 3600 + minute * 60 + second, 0).astype("timedelta64[s]")
        + (shift * 60).astype("timedelta64[s]")
    )
    # Cast, not formatted: on Windows Arrow formats times only with a database of time zones.
    text = pc.replace_substring(pc.cast(pa.array(moment), pa.string()), " ", "T")
    if not timed.all():
        text = pc.if_else(pa.array(timed), text, pc.utf8_slice_codeunits(text, 0, 10))
    if (dayless & known).any():
        text = pc.if_else(pa.array(dayless), pc.utf8_slice_codeunits(text, 0, 7), text)
    text = pc.if_else(pa.array(known), text, pa.scalar(None, pa.string()))
    return Dates(text, known, bool((timed & known).any()))
