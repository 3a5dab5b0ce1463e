"""The layers of lines: routes with all ways they take, and trips with when they go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from importers.collection import Collection
from importers.gtfs import words
from importers.gtfs.stops import CRS
from layers.base import Attribute
from styles.palettes import CATEGORICAL
from styles.style import ByCategory, Category, Colour

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.gtfs.feed import Rows
    from importers.gtfs.runs import Runs
    from importers.gtfs.timetable import Timetable
    from importers.gtfs.ways import Ways

ROUTE = "路線"
MOST_COLOURS = 200
"""Routes that get a colour of their own."""
SECONDS_OF_DAY = 86_400


def route_names(routes: Rows) -> pa.Array:
    """Return what people call each route: short and long name, or its identifier."""
    short, long = routes.texts("route_short_name"), routes.texts("route_long_name")
    both = pc.binary_join_element_wise(short, long, "　")
    same = pc.fill_null(pc.equal(short, long), False)
    return pc.coalesce(pc.if_else(same, short, both), short, long, routes.texts("route_id"))


def route_style(routes: Rows, name: str = ROUTE) -> ByCategory:
    """Return a colour for each route: the feed's own where it has several, else some that are told apart."""
    names = route_names(routes)
    given = pc.match_substring_regex(pc.fill_null(routes.texts("route_color"), ""), r"^#?[0-9A-Fa-f]{6}$")
    codes = pc.replace_substring(pc.fill_null(routes.texts("route_color"), ""), "#", "")
    own = pc.count_distinct(codes.filter(given)).as_py() > 1
    first = np.sort(np.unique(names.to_numpy(zero_copy_only=False).astype(str), return_index=True)[1])
    categories = []
    for number, row in enumerate(first[:MOST_COLOURS].tolist()):
        colour: Colour = CATEGORICAL[number % len(CATEGORICAL)]
        if own and given[row].as_py():
            red, green, blue = bytes.fromhex(codes[row].as_py())
            # White on a map of white paper is no colour.
            colour = (red, green, blue) if min(red, green, blue) < 235 else colour
        categories.append(Category(names[row].as_py(), colour))
    return ByCategory(name, tuple(categories))


def routes_collection(
    routes: Rows,
    agencies: Rows | None,
    details: Rows | None,
    timetable: Timetable,
    ways: Ways,
    runs: Runs,
) -> Collection:
    """Return the routes, each with all lines that its trips take.

    Parameters
    ----------
    agencies, details
        Rows of agency.txt and routes_jp.txt.
    runs
        What runs on the days that are shown.
    """
    names = route_names(routes)
    meaning, code = words.meanings(pa.array(routes.numbers("route_type"), from_pandas=True), words.TYPES)
    columns: dict[str, pa.Array] = {
        ROUTE: names,
        f"{ROUTE}_code": names,
        "系統番号": routes.texts("route_short_name"),
        "事業者": _agency(routes, agencies),
        "種類": meaning,
        "種類_code": code,
    }
    attributes = [
        Attribute(ROUTE, ROUTE, kind="code"),
        Attribute("系統番号", "系統番号"),
        Attribute("事業者", "事業者"),
        Attribute("種類", "種類", kind="code"),
    ]
    if details is not None:
        place = pc.index_in(routes.texts("route_id"), value_set=details.texts("route_id"))
        for name, column in (("起点", "origin_stop"), ("経由", "via_stop"), ("終点", "destination_stop")):
            columns[name] = details.texts(column).take(place)
            attributes.append(Attribute(name, name))
    for number, day in enumerate(runs.days):
        route = timetable.route[runs.trip[runs.day == number]]
        name = f"便数（{day.label}）"
        columns[name] = pa.array(np.bincount(route[route >= 0], minlength=routes.count))
        attributes.append(Attribute(name, name, "便", "integer"))
    columns["始発"], columns["終発"] = _first_and_last(routes.count, timetable)
    columns["路線ID"] = routes.texts("route_id")
    attributes += [Attribute(name, name) for name in ("始発", "終発", "路線ID")]
    return Collection(
        "routes",
        "路線",
        pa.table(columns),
        _lines_of_routes(routes.count, timetable, ways),
        CRS,
        tuple(attributes),
        product="GTFS",
        style=route_style(routes),
        left_out={"damaged": routes.damaged} if routes.damaged else {},
    )


def _agency(routes: Rows, agencies: Rows | None) -> pa.Array:
    if agencies is None or not agencies.count:
        return pa.nulls(routes.count, pa.string())
    names = agencies.texts("agency_name")
    place = pc.index_in(routes.texts("agency_id"), value_set=agencies.texts("agency_id"), skip_nulls=True)
    if agencies.count == 1:  # then routes need not name it
        place = pc.fill_null(place, 0)
    return names.take(place)


def _first_and_last(count: int, timetable: Timetable) -> tuple[pa.Array, pa.Array]:
    """Return the earliest and latest departure of each route as people write it (``25:10``)."""
    used = timetable.used
    begin = timetable.departure[timetable.first[used]]
    route = timetable.route[used]
    early, late = np.full(count + 1, np.inf), np.full(count + 1, -np.inf)
    np.minimum.at(early, route, begin)  # unknown routes take the last place
    np.maximum.at(late, route, begin)
    return _clocks(early[:count]), _clocks(late[:count])


def _clocks(seconds: NDArray[np.float64]) -> pa.Array:
    known = np.isfinite(seconds)
    minutes = np.where(known, seconds, 0).astype(np.int64) // 60
    texts = pc.binary_join_element_wise(
        pc.cast(pa.array(minutes // 60), pa.string()),
        pc.utf8_lpad(pc.cast(pa.array(minutes % 60), pa.string()), 2, "0"),
        ":",
    )
    return pc.if_else(pa.array(known), texts, pa.scalar(None, pa.string()))


def _lines_of_routes(count: int, timetable: Timetable, ways: Ways) -> NDArray[np.object_]:
    """Return for each route the different lines of its trips together, None for a route without any."""
    used = timetable.used
    pairs = np.column_stack([timetable.route[used], ways.pattern[used]])
    pairs = np.unique(pairs[pairs[:, 0] >= 0], axis=0)
    geometry = np.full(count, None, dtype=object)
    if len(pairs):
        lines = ways.lines[pairs[:, 1]]
        # Patterns that stop elsewhere may go the same way.
        form = pa.array(shapely.to_wkb(lines), pa.large_binary()).dictionary_encode().indices
        _, once = np.unique(np.column_stack([pairs[:, 0], np.asarray(form)]), axis=0, return_index=True)
        once = np.sort(once)
        shapely.multilinestrings(lines[once], indices=pairs[once, 0], out=geometry)
    return geometry


def trips_collection(
    routes: Rows | None,
    stops: Rows,
    timetable: Timetable,
    ways: Ways,
    runs: Runs,
) -> Collection:
    """Return the trips of the days that are shown, each from its first departure to its last arrival."""
    trip, trips = runs.trip, timetable.trips
    begin = timetable.departure[timetable.first[trip]] + runs.shift
    end = timetable.arrival[timetable.last[trip] - 1] + runs.shift
    where = pa.array(trip)
    ends = [pa.array(timetable.stop[place]) for place in (timetable.first[trip], timetable.last[trip] - 1)]
    names = stops.texts("stop_name")
    named = named_routes(routes, timetable, trip)
    columns = {
        ROUTE: named,
        f"{ROUTE}_code": named,
        "行先": trips.texts("trip_headsign").take(where),
        "運行開始": moments(runs.date, begin),
        "運行終了": moments(runs.date, end),
        "始点": names.take(ends[0]),
        "終点": names.take(ends[1]),
        "所要時間": pa.array(np.round((end - begin) / 60).astype(np.int64)),
        "曜日": pa.array([one.label for one in runs.days]).take(pa.array(runs.day)),
        "便ID": trips.texts("trip_id").take(where),
    }
    attributes = (
        Attribute(ROUTE, ROUTE, kind="code"),
        Attribute("行先", "行先"),
        Attribute("運行開始", "運行開始", kind="date"),
        Attribute("運行終了", "運行終了", kind="date"),
        Attribute("始点", "始点"),
        Attribute("終点", "終点"),
        Attribute("所要時間", "所要時間", "分", "integer"),
        Attribute("曜日", "曜日"),
        Attribute("便ID", "便ID"),
    )
    left_out = {
        "without-times": trips.count - len(timetable.used),
        "other-days": len(timetable.used) - len(np.unique(trip)),
        "damaged": trips.damaged,
    }
    return Collection(
        "trips",
        "便",
        pa.table(columns),
        ways.lines[ways.pattern[trip]],
        CRS,
        attributes,
        product="GTFS",
        style=None if routes is None else route_style(routes),
        left_out={reason: count for reason, count in left_out.items() if count},
    )


def named_routes(routes: Rows | None, timetable: Timetable, trip: NDArray[np.int64]) -> pa.Array:
    """Return the names of the routes of some trips, null where unknown."""
    if routes is None:
        return pa.nulls(len(trip), pa.string())
    route = timetable.route[trip]
    return route_names(routes).take(pa.array(route, mask=route < 0))


def moments(date: NDArray[np.integer], seconds: NDArray[np.floating]) -> pa.Array:
    """Return ISO 8601 texts of seconds after the midnight of days (n,); of no day they have no date."""
    whole = (np.asarray(date, dtype=np.int64) * SECONDS_OF_DAY + np.round(seconds).astype(np.int64)).astype(
        np.int64
    )
    different, index = np.unique(whole, return_inverse=True)
    texts = np.datetime_as_string(different.astype("datetime64[s]"))
    undated = different < 3 * SECONDS_OF_DAY
    short = np.char.add(np.char.zfill((different // 3600).astype(str), 2), [text[13:] for text in texts])
    texts = np.where(undated, short, texts)
    return pa.array(texts.tolist(), pa.string()).take(pa.array(index.ravel()))
