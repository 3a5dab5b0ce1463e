"""What runs on the days that are shown: each trip once, or as often as frequencies.txt says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from importers.gtfs.feed import index_of
from importers.gtfs.timetable import seconds
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from importers.gtfs.calendars import Day
    from importers.gtfs.feed import Feed
    from importers.gtfs.timetable import Timetable
    from layers.feedback import Feedback

LEAST_HEADWAY = 30.0
"""Seconds: nothing follows closer."""
_FREQUENT = QT_TRANSLATE_NOOP(
    CONTEXT,
    "{count:,} 便は運行間隔（frequencies.txt）で書かれているため、間隔どおりに {runs:,} 便として並べました。",
)
_BAD = QT_TRANSLATE_NOOP(CONTEXT, "frequencies.txt の {count:,} 行は、便か時刻が読めないため使っていません。")


@dataclass(frozen=True, eq=False)
class Runs:
    """What runs.

    Attributes
    ----------
    days
        The days that are shown.
    trip, day
        (r,) trip, and number of the day, of each run.
    shift
        (r,) seconds after the times of the timetable.
    """

    days: Sequence[Day]
    trip: NDArray[np.int64]
    day: NDArray[np.int64]
    shift: NDArray[np.float64]

    @property
    def date(self) -> NDArray[np.int64]:
        """(r,) the day since 1970."""
        return np.array([one.date for one in self.days], dtype=np.int64)[self.day]

    def on(self, day: int, trips: int) -> NDArray[np.int64]:
        """Return how often each of (t,) trips runs on a day."""
        return np.bincount(self.trip[self.day == day], minlength=trips)


def runs_of(
    feed: Feed, timetable: Timetable, days: Sequence[Day], services: NDArray[np.int64], feedback: Feedback
) -> Runs:
    """Return what runs on some days.

    Parameters
    ----------
    services
        (t,) service of each trip, -1 unknown.
    """
    used = timetable.used
    running = np.stack([np.append(day.runs, False)[services[used]] for day in days], axis=1)
    row, day = np.nonzero(running)
    trip = used[row].astype(np.int64)
    shift = np.zeros(len(trip))
    repeated = _repeated(feed, timetable, feedback)
    if repeated is not None:
        again, first, count, headway = repeated
        every = np.isin(trip, again)
        trip, day, shift = trip[~every], day[~every], shift[~every]
        on = np.stack([np.append(one.runs, False)[services[again]] for one in days], axis=1)
        row, of_day = np.nonzero(on)
        times = count[row]
        place = np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)
        begin = timetable.departure[timetable.first[again]]
        more = np.repeat((first - begin)[row], times) + place * np.repeat(headway[row], times)
        trip = np.concatenate([trip, np.repeat(again[row], times)])
        day = np.concatenate([day, np.repeat(of_day, times)])
        shift = np.concatenate([shift, more])
        values = {"count": len(np.unique(again)), "runs": len(more)}
        feed.findings.append(Finding(Severity.INFO, "gtfs-frequencies", _FREQUENT, values))
    return Runs(days, trip, day, shift)


def _repeated(
    feed: Feed, timetable: Timetable, feedback: Feedback
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64], NDArray[np.float64]] | None:
    """Return trips, first departures, how often and in what seconds they go; None without such."""
    rows = feed.rows("frequencies.txt", feedback)
    if rows is None or not rows.count:
        return None
    trip = index_of(rows.texts("trip_id"), timetable.trips.texts("trip_id"))
    start, end = seconds(rows.texts("start_time")), seconds(rows.texts("end_time"))
    headway = rows.numbers("headway_secs")
    with np.errstate(invalid="ignore"):
        good = (trip >= 0) & (end > start) & (headway >= LEAST_HEADWAY)
    good &= np.isin(trip, timetable.used)
    if not good.all():
        count = int((~good).sum())
        feed.findings.append(
            Finding(Severity.WARNING, "gtfs-bad-frequencies", _BAD, {"count": count}, count=count)
        )
    if not good.any():
        return None
    often = np.ceil((end - start)[good] / headway[good]).astype(np.int64)
    return trip[good], start[good], often, headway[good]
