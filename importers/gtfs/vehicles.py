"""Where vehicles are minute by minute if they keep to the timetable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import shapely

from importers.collection import Collection
from importers.gtfs.lines import ROUTE, moments, named_routes, route_style
from importers.gtfs.stops import CRS
from importers.gtfs.timetable import FAR
from layers.base import Attribute
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.gtfs.feed import Feed, Rows
    from importers.gtfs.runs import Runs
    from importers.gtfs.timetable import Timetable
    from importers.gtfs.ways import Ways
    from layers.feedback import Feedback

MOST_ROWS = 800_000
"""With more positions than this they stand farther apart in time."""
MINUTES = (1, 2, 5, 10, 15, 30)
CENTIMETRES = 100.0
SIZE = 11.0
"""Pixels, to be told from stops."""
_ESTIMATED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "車両の位置は、時刻表どおりに停留所の間を同じ速さで走るものとした推定です"
    "（{minutes} 分ごと、{count:,} 件）。実際の運行の記録ではありません。",
)


def vehicles_collection(
    feed: Feed,
    routes: Rows | None,
    stops: Rows,
    timetable: Timetable,
    ways: Ways,
    runs: Runs,
    feedback: Feedback,
) -> Collection | None:
    """Return where the vehicles of the days that are shown are, None when none runs."""
    trip = runs.trip
    if not len(trip):
        return None
    begin = timetable.departure[timetable.first[trip]] + runs.shift
    end = timetable.arrival[timetable.last[trip] - 1] + runs.shift
    minutes = next(
        (each for each in MINUTES if (_counts(begin, end, each * 60)).sum() <= MOST_ROWS), MINUTES[-1]
    )
    step = minutes * 60
    count = _counts(begin, end, step)
    of = np.repeat(np.arange(len(trip)), count)
    within = np.arange(len(of)) - np.repeat(np.cumsum(count) - count, count)
    at = ((np.ceil(begin / step)[of] + within) * step).astype(np.float64)
    feedback.step()
    along, following = _along(timetable, ways, trip[of], at - runs.shift[of])
    feedback.step()
    geometry = _points(ways, ways.pattern[trip[of]], along)
    date = runs.date[of]
    where = pa.array(trip[of])
    named = named_routes(routes, timetable, trip[of])
    columns = {
        ROUTE: named,
        f"{ROUTE}_code": named,
        "行先": timetable.trips.texts("trip_headsign").take(where),
        "次の停留所": stops.texts("stop_name").take(pa.array(following)),
        "開始": moments(date, at),
        "終了": moments(date, at + step),
        "曜日": pa.array([one.label for one in runs.days]).take(pa.array(runs.day[of])),
        "便ID": timetable.trips.texts("trip_id").take(where),
    }
    attributes = (
        Attribute(ROUTE, ROUTE, kind="code"),
        Attribute("行先", "行先"),
        Attribute("次の停留所", "次の停留所"),
        Attribute("開始", "開始", kind="date"),
        Attribute("終了", "終了", kind="date"),
        Attribute("曜日", "曜日"),
        Attribute("便ID", "便ID"),
    )
    values = {"minutes": minutes, "count": len(of)}
    feed.findings.append(Finding(Severity.INFO, "gtfs-estimated", _ESTIMATED, values))
    return Collection(
        "vehicles",
        "車両の位置（推定）",
        pa.table(columns),
        geometry,
        CRS,
        attributes,
        product="GTFS",
        point_size=SIZE,
        style=None if routes is None else route_style(routes),
    )


def _counts(begin: NDArray[np.float64], end: NDArray[np.float64], step: int) -> NDArray[np.int64]:
    """Return how many whole steps of the clock lie within each trip (n,)."""
    return np.maximum(np.floor(end / step) - np.ceil(begin / step) + 1, 0).astype(np.int64)


def _along(
    timetable: Timetable, ways: Ways, trip: NDArray[np.int64], at: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return metres along its line of each trip at a time (n,), and the stop that comes next."""
    # All trips lie one after the other on one axis of time; at each stop a vehicle comes and goes.
    base = timetable.of * float(FAR)
    knots = np.column_stack([base + timetable.arrival, base + timetable.departure]).ravel()
    metres = np.interp(trip * float(FAR) + at, knots, np.repeat(ways.distance, 2))
    next_stop = np.searchsorted(base + timetable.departure, trip * float(FAR) + at, side="left")
    return metres, timetable.stop[np.minimum(next_stop, timetable.last[trip] - 1)]


def _points(ways: Ways, pattern: NDArray[np.int64], along: NDArray[np.float64]) -> NDArray[np.object_]:
    """Return points in degrees; those of one place are one object."""
    key = np.empty(len(pattern), dtype=[("pattern", np.int64), ("place", np.int64)])
    key["pattern"], key["place"] = pattern, np.round(along * CENTIMETRES)
    different, index = np.unique(key, return_inverse=True)
    points = shapely.line_interpolate_point(ways.flat[different["pattern"]], different["place"] / CENTIMETRES)
    places = shapely.get_coordinates(points) / ways.scale
    found: NDArray[np.object_] = shapely.points(places)[index.ravel()]
    return found
