"""On which days services run, and which days stand for all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from importers.gtfs.feed import index_of
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.gtfs.feed import Feed, Rows
    from layers.feedback import Feedback

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
KINDS = (("平日", range(5)), ("土曜日", range(5, 6)), ("日曜日", range(6, 7)))
MOST_DAYS = 1100
"""Three years: a calendar without end is cut there."""
_NO_CALENDAR = QT_TRANSLATE_NOOP(
    CONTEXT,
    "運行日（calendar.txt・calendar_dates.txt）が読めないため、すべての便を日付のない 1 日として並べました。",
)
_BAD_DATES = QT_TRANSLATE_NOOP(CONTEXT, "{file} の {count:,} 行は、日付が読めないため使っていません。")
_DAYS = QT_TRANSLATE_NOOP(CONTEXT, "時刻表は次の日のものを並べました: {days}")


@dataclass(frozen=True, eq=False)
class Day:
    """A day that stands for others of its kind.

    Attributes
    ----------
    label
        ``平日``, ``土曜日``, ``日曜日``, or ``毎日`` when all are alike.
    date
        The day since 1970; 0 stands for no day.
    runs
        (s,) which services run.
    """

    label: str
    date: int
    runs: NDArray[np.bool_]

    @property
    def iso(self) -> str:
        """The day as ISO 8601, empty for no day."""
        return str(np.datetime64(self.date, "D")) if self.date else ""


def days(feed: Feed, services: pa.Array, feedback: Feedback) -> tuple[Day, ...]:
    """Return the days whose timetables are shown: the usual weekday, Saturday and Sunday, where they differ.

    Parameters
    ----------
    feed
        The feed.
    services
        (s,) names of services that trips have.
    feedback
        Receives nothing but may ask to stop.
    """
    first, running = _running(feed, services, feedback)
    if running is None or not running.any():
        feed.findings.append(Finding(Severity.WARNING, "gtfs-no-calendar", _NO_CALENDAR))
        return (Day("毎日", 0, np.ones(len(services), dtype=bool)),)
    dates = first + np.arange(running.shape[1])
    weekday = (dates + 3) % 7  # 1970-01-01 was a Thursday
    # Days on which the same services run have the same number.
    _, alike = np.unique(running, axis=1, return_inverse=True)
    alike = alike.ravel()
    chosen: list[Day] = []
    taken: dict[int, str] = {}
    for name, of_week in KINDS:
        inside = np.flatnonzero(np.isin(weekday, list(of_week)) & running.any(axis=0))
        if not len(inside):
            continue
        usual = int(np.bincount(alike[inside]).argmax())
        if usual in taken:
            taken[usual] += f"・{name}"
            continue
        taken[usual] = name
        same = inside[alike[inside] == usual]
        after = same[dates[same] > (chosen[-1].date if chosen else -1)]
        place = int((after if len(after) else same)[0])
        chosen.append(Day(name, int(dates[place]), running[:, place]))
    if len(chosen) > 1:
        chosen = _side_by_side(chosen, running, dates, alike)
    names = list(taken.values())
    found = tuple(
        Day("毎日" if len(names) == 1 else names[k], one.date, one.runs) for k, one in enumerate(chosen)
    )
    found = tuple(sorted(found, key=lambda one: one.date))
    said = "、".join(f"{one.label} {one.iso}" for one in found)
    feed.findings.append(Finding(Severity.INFO, "gtfs-days", _DAYS, {"days": said}))
    return found


def _side_by_side(
    chosen: list[Day], running: NDArray[np.bool_], dates: NDArray[np.int64], alike: NDArray[np.intp]
) -> list[Day]:
    """Return the same kinds of days, each the last one before the next, so that they lie close together."""
    later = chosen[-1]
    found = [later]
    for one in reversed(chosen[:-1]):
        column = alike[int(one.date - dates[0])]
        weekday = (dates + 3) % 7 < 5 if one.label == "平日" else (dates + 3) % 7 == (one.date + 3) % 7
        before = np.flatnonzero((alike == column) & weekday & (dates < later.date))
        last = before[-1] if len(before) else None
        later = one if last is None else Day(one.label, int(dates[last]), running[:, last])
        found.append(later)
    return found[::-1]


def _running(feed: Feed, services: pa.Array, feedback: Feedback) -> tuple[int, NDArray[np.bool_] | None]:
    """Return the first day and (s, d) whether services run on it and those after it; None without any."""
    week = feed.rows("calendar.txt", feedback)
    extra = feed.rows("calendar_dates.txt", feedback)
    spans = _spans(feed, week, services) if week is not None else None
    changes = _changes(feed, extra, services) if extra is not None else None
    reach = [span[k] for span in (spans,) if span is not None and len(span[0]) for k in (1, 2)]
    reach += [changes[1]] if changes is not None and len(changes[0]) else []
    if not reach:
        return 0, None
    first = int(min(one.min() for one in reach))
    last = min(int(max(one.max() for one in reach)), first + MOST_DAYS)
    dates = first + np.arange(last - first + 1)
    running = np.zeros((len(services), len(dates)), dtype=bool)
    if spans is not None:
        service, start, end, flags = spans
        on = flags[:, (dates + 3) % 7] & (dates >= start[:, None]) & (dates <= end[:, None])
        np.logical_or.at(running, service, on)
    if changes is not None:
        service, date, kind = changes
        inside = (date >= first) & (date <= last)
        for value, runs in ((1, True), (2, False)):
            rows = inside & (kind == value)
            running[service[rows], date[rows] - first] = runs
    return first, running


def _spans(
    feed: Feed, week: Rows, services: pa.Array
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    service = index_of(week.texts("service_id"), services)
    start, end = (_dates(week.texts(name)) for name in ("start_date", "end_date"))
    flags = np.stack([week.numbers(name) == 1 for name in WEEK], axis=1)
    good = (start >= 0) & (end >= start)
    _tell(feed, week.name, good)
    rows = good & (service >= 0)
    return service[rows], start[rows], end[rows], flags[rows]


def _changes(
    feed: Feed, extra: Rows, services: pa.Array
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    service, date = index_of(extra.texts("service_id"), services), _dates(extra.texts("date"))
    kind = extra.numbers("exception_type")
    good = (date >= 0) & ((kind == 1) | (kind == 2))
    _tell(feed, extra.name, good)
    rows = good & (service >= 0)
    return service[rows], date[rows], kind[rows]


def _tell(feed: Feed, name: str, good: NDArray[np.bool_]) -> None:
    if not good.all():
        count = int((~good).sum())
        values = {"file": name, "count": count}
        feed.findings.append(Finding(Severity.WARNING, "gtfs-bad-dates", _BAD_DATES, values, count=count))


def _dates(texts: pa.Array) -> NDArray[np.int64]:
    """Return days since 1970 of texts such as ``20260401``, -1 where a text is none."""
    good = pc.fill_null(pc.match_substring_regex(texts, r"^(19|20)\d{6}$"), False)
    kept = pc.if_else(good, texts, "0")
    number = pc.cast(kept, pa.int64()).to_numpy(zero_copy_only=False)
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    months = np.where((month >= 1) & (month <= 12), (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    dates = months.astype("datetime64[D]") + (day - 1)
    sound = np.asarray(good) & (month >= 1) & (month <= 12) & (day >= 1)
    sound &= dates.astype("datetime64[M]") == months
    return np.where(sound, dates.astype(np.int64), -1)
