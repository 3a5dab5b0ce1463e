"""Which trips there are, where and when each of them stops: flat arrays over all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from importers.gtfs.feed import TIMES, TRIPS, Rows, index_of
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.gtfs.feed import Feed
    from layers.feedback import Feedback

FAR = 1 << 22
"""Seconds, more than any time of a timetable: parts the trips on one axis."""
_ODD = np.uint64(0x9E3779B97F4A7C15)
_LEFT_OUT = {
    "unknown-trip": QT_TRANSLATE_NOOP(
        CONTEXT, "stop_times.txt の {count:,} 行は、trips.txt にない便のものなので使っていません。"
    ),
    "unknown-stop": QT_TRANSLATE_NOOP(
        CONTEXT,
        "stop_times.txt の {count:,} 行は、stops.txt にないか位置のない停留所のものなので使っていません。",
    ),
    "bad-sequence": QT_TRANSLATE_NOOP(
        CONTEXT, "stop_times.txt の {count:,} 行は、停車順が読めないため使っていません。"
    ),
}
_NO_TIMES = QT_TRANSLATE_NOOP(
    CONTEXT, "{count:,} 便は、停車する場所か時刻が 2 つ以上読めないため、地図に出していません。"
)
_NO_ROUTE = QT_TRANSLATE_NOOP(
    CONTEXT, "{count:,} 便は、routes.txt にない路線のものです。路線名は未確認です。"
)


@dataclass(frozen=True, eq=False)
class Timetable:
    """Stops of all trips, trip after trip in the order of the way.

    Attributes
    ----------
    trips
        The rows of trips.txt.
    route
        (t,) row of routes.txt of each trip, -1 unknown.
    first, last
        (t,) where the stops of a trip begin and end below; equal for a trip that is left out.
    stop
        (m,) row of stops.txt.
    arrival, departure
        (m,) seconds after the midnight with which the day begins; more than 86,400 after the next one.
    travelled
        (m,) what the feed says of the way until there, NaN where it does not.
    left_out
        Rows of stop_times.txt that are not used, by reason.
    """

    trips: Rows
    route: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    stop: NDArray[np.int64]
    arrival: NDArray[np.float64]
    departure: NDArray[np.float64]
    travelled: NDArray[np.float64]
    left_out: dict[str, int] = field(default_factory=dict)

    @property
    def used(self) -> NDArray[np.intp]:
        """Trips that go from one place to another."""
        return np.flatnonzero(self.last > self.first)

    @property
    def of(self) -> NDArray[np.int64]:
        """(m,) trip of each stop."""
        used = self.used
        return np.repeat(used, (self.last - self.first)[used])


def read_timetable(
    feed: Feed, stops: Rows, placed: NDArray[np.bool_], routes: Rows | None, feedback: Feedback
) -> Timetable | None:
    """Read trips.txt and stop_times.txt, None when one of them is missing.

    Parameters
    ----------
    stops, placed
        Rows of stops.txt and which of them have a place.
    routes
        Rows of routes.txt.
    """
    trips = feed.rows(TRIPS, feedback, what=QT_TRANSLATE_NOOP(CONTEXT, "便と路線の線"))
    times = (
        feed.rows(TIMES, feedback, what=QT_TRANSLATE_NOOP(CONTEXT, "便の時刻と発車回数"))
        if trips is not None
        else None
    )
    if trips is None or times is None:
        return None
    route = (
        index_of(trips.texts("route_id"), routes.texts("route_id"))
        if routes is not None
        else np.full(trips.count, -1)
    )
    if (route < 0).any():
        count = int((route < 0).sum())
        feed.findings.append(
            Finding(Severity.WARNING, "gtfs-unknown-route", _NO_ROUTE, {"count": count}, count=count)
        )
    feedback.step()
    trip = index_of(times.texts("trip_id"), trips.texts("trip_id"))
    stop = index_of(times.texts("stop_id"), stops.texts("stop_id"))
    sequence = times.numbers("stop_sequence")
    bad = {
        "unknown-trip": trip < 0,
        "unknown-stop": (trip >= 0) & ((stop < 0) | ~np.append(placed, False)[stop]),
    }
    bad["bad-sequence"] = ~(bad["unknown-trip"] | bad["unknown-stop"]) & np.isnan(sequence)
    left_out = {reason: int(rows.sum()) for reason, rows in bad.items() if rows.any()}
    for reason, count in left_out.items():
        feed.findings.append(
            Finding(Severity.WARNING, f"gtfs-{reason}", _LEFT_OUT[reason], {"count": count}, count=count)
        )
    if times.damaged:
        left_out["damaged"] = times.damaged
    feedback.step()
    good = np.flatnonzero(~(bad["unknown-trip"] | bad["unknown-stop"] | bad["bad-sequence"]))
    good = good[np.lexsort((sequence[good], trip[good]))]
    arrival, departure = (seconds(times.texts(name)) for name in ("arrival_time", "departure_time"))
    arrival, departure = arrival[good], departure[good]
    departure = np.where(np.isnan(departure), arrival, departure)
    arrival = np.where(np.isnan(arrival), departure, arrival)
    feedback.step()
    return _whole(
        feed,
        trips,
        route,
        (trip[good], stop[good], arrival, departure, times.numbers("shape_dist_traveled")[good]),
        left_out,
    )


def _whole(
    feed: Feed,
    trips: Rows,
    route: NDArray[np.int64],
    rows: tuple[
        NDArray[np.int64],
        NDArray[np.int64],
        NDArray[np.float64],
        NDArray[np.float64],
        NDArray[np.float64],
    ],
    left_out: dict[str, int],
) -> Timetable:
    """Keep the trips that go from a place to another at known times; fill in times between known ones."""
    trip, stop, arrival, departure, travelled = rows
    count = np.bincount(trip, minlength=trips.count)
    ends = np.cumsum(count)
    begins = ends - count
    some = count >= 2
    known = ~np.isnan(departure)
    begun, done = np.zeros(trips.count, dtype=bool), np.zeros(trips.count, dtype=bool)
    begun[some] = known[begins[some]]
    done[some] = known[ends[some] - 1]
    good = begun & done
    if not good.all():
        lost = int((~good).sum())
        feed.findings.append(
            Finding(Severity.WARNING, "gtfs-trip-without-times", _NO_TIMES, {"count": lost}, count=lost)
        )
    keep = good[trip]
    trip, stop, known = trip[keep], stop[keep], known[keep]
    arrival, departure, travelled = arrival[keep], departure[keep], travelled[keep]
    if not known.all():
        place = np.arange(len(trip), dtype=np.float64)
        arrival = np.where(known, arrival, np.interp(place, place[known], departure[known]))
        departure = np.where(known, departure, arrival)
    # A vehicle does not travel back in time: what a feed writes so is held at the time before.
    base = trip * float(FAR)
    departure = np.maximum.accumulate(np.maximum(departure, arrival) + base) - base
    arrival = np.maximum(
        arrival, np.where(np.append(True, trip[1:] != trip[:-1])[: len(trip)], arrival, np.roll(departure, 1))
    )
    arrival = np.minimum(arrival, departure)
    count = np.bincount(trip, minlength=trips.count)
    ends = np.cumsum(count)
    return Timetable(trips, route, ends - count, ends, stop, arrival, departure, travelled, left_out)


def seconds(texts: pa.Array) -> NDArray[np.float64]:
    """Return seconds after midnight of texts such as ``25:10:00`` (n,), NaN where a text is none."""
    encoded = texts.dictionary_encode()
    found = pc.extract_regex(
        encoded.dictionary, r"^(?P<hour>\d{1,3}):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?$"
    )
    known = np.asarray(pc.is_valid(found))
    parts = []
    for name in ("hour", "minute", "second"):
        text = pc.fill_null(found.field(name), "")
        parts.append(
            pc.cast(pc.if_else(pc.equal(text, ""), "0", text), pa.float64()).to_numpy(zero_copy_only=False)
        )
    value = np.where(known, parts[0] * 3600 + parts[1] * 60 + parts[2], np.nan)
    index = pc.fill_null(encoded.indices, len(value)).to_numpy(zero_copy_only=False)
    return np.append(value, np.nan)[index]


def patterns(table: Timetable, shape: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the trips grouped by way: the same shape and the same stops in the same order.

    Parameters
    ----------
    table
        The trips.
    shape
        (t,) number of the shape of each trip, -1 for none.

    Returns
    -------
    numpy.ndarray
        (t,) pattern of each trip, -1 for those that are left out.
    numpy.ndarray
        (p,) one trip of each pattern.
    """
    used = table.used
    found = np.full(len(table.first), -1, dtype=np.int64)
    if not len(used):
        return found, used.astype(np.int64)
    count = (table.last - table.first)[used]
    place = np.arange(len(table.stop)) - np.repeat(table.first[used], count)
    with np.errstate(over="ignore"):
        mixed = (table.stop.astype(np.uint64) + np.uint64(1)) * _ODD
        mixed = (
            (mixed ^ (mixed >> np.uint64(29)))
            * (place.astype(np.uint64) * np.uint64(2) + np.uint64(1))
            * _ODD
        )
        mixed ^= mixed >> np.uint64(32)
        whole = np.add.reduceat(mixed, table.first[used])
    key = np.empty(len(used), dtype=[("stops", np.uint64), ("count", np.int64), ("shape", np.int64)])
    key["stops"], key["count"], key["shape"] = whole, count, shape[used]
    _, one, group = np.unique(key, return_index=True, return_inverse=True)
    found[used] = group.ravel()
    return found, used[one].astype(np.int64)
