"""The layer of stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from importers.collection import Collection
from importers.gtfs import words
from importers.gtfs.feed import index_of
from importers.gtfs.ways import in_world
from layers.base import Attribute
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from styles.style import Fixed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.gtfs.feed import Feed, Rows
    from importers.gtfs.runs import Runs
    from importers.gtfs.timetable import Timetable

CRS = "EPSG:4326"
"""GTFS has all places in WGS 84."""
COLOUR = (90, 98, 112)
SIZE = 5.0
"""Pixels."""
_NOWHERE = QT_TRANSLATE_NOOP(
    CONTEXT, "停留所 {count:,} 件には、読める緯度・経度がありません。位置のない行として残しました。"
)


def places_of(stops: Rows) -> NDArray[np.float64]:
    """Return longitude and latitude of stops (n, 2), NaN where there is none."""
    points = np.column_stack([stops.numbers("stop_lon"), stops.numbers("stop_lat")])
    points[~in_world(points)] = np.nan
    return points


def stops_collection(
    feed: Feed,
    stops: Rows,
    places: NDArray[np.float64],
    timetable: Timetable | None,
    routes: Rows | None,
    runs: Runs | None,
    translations: Rows | None,
) -> Collection:
    """Return the stops with how often something departs there on each of the days.

    Parameters
    ----------
    places
        (n, 2) longitude and latitude, NaN where unknown.
    runs
        What runs on the days that are shown, None without a timetable.
    """
    names, identifiers = stops.texts("stop_name"), stops.texts("stop_id")
    kind = pa.array(np.nan_to_num(stops.numbers("location_type"), nan=0.0))
    meaning, code = words.meanings(kind, words.LOCATIONS)
    parent = index_of(stops.texts("parent_station"), identifiers)
    above = names.take(pa.array(parent, mask=parent < 0))
    columns: dict[str, pa.Array] = {
        "名称": names,
        "よみ": words.translated(translations, "stops", "stop_name", identifiers, names, words.KANA),
        "英語名": words.translated(translations, "stops", "stop_name", identifiers, names, words.ENGLISH),
        "種別": meaning,
        "種別_code": code,
        "のりば": stops.texts("platform_code"),
        "親の駅・停留所": above,
        "系統": _routes_at(stops.count, timetable, routes),
    }
    attributes = [
        Attribute("名称", "名称"),
        Attribute("よみ", "よみ"),
        Attribute("英語名", "英語名"),
        Attribute("種別", "種別", kind="code"),
        Attribute("のりば", "のりば"),
        Attribute("親の駅・停留所", "親の駅・停留所"),
        Attribute("系統", "系統"),
    ]
    if timetable is not None and runs is not None:
        for number, day in enumerate(runs.days):
            name = f"発車回数（{day.label}）"
            often = runs.on(number, timetable.trips.count)
            columns[name] = pa.array(_departures(stops.count, timetable, often))
            attributes.append(Attribute(name, name, "回", "integer"))
    columns["停留所ID"] = identifiers
    columns["停留所コード"] = stops.texts("stop_code")
    attributes += [Attribute("停留所ID", "停留所ID"), Attribute("停留所コード", "停留所コード")]
    known = np.isfinite(places).all(axis=1)
    geometry = np.full(stops.count, None, dtype=object)
    geometry[known] = shapely.points(places[known])
    if not known.all():
        count = int((~known).sum())
        feed.findings.append(
            Finding(Severity.WARNING, "gtfs-stop-nowhere", _NOWHERE, {"count": count}, count=count)
        )
    return Collection(
        "stops",
        "停留所",
        pa.table(columns),
        geometry,
        CRS,
        tuple(attributes),
        product="GTFS",
        point_size=SIZE,
        style=Fixed(COLOUR),
        left_out={"damaged": stops.damaged} if stops.damaged else {},
    )


def _departures(count: int, timetable: Timetable, often: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how often something departs at each stop, when trips run so often; their end is no departure."""
    of = timetable.of
    goes = np.arange(len(of)) != timetable.last[of] - 1
    return np.bincount(timetable.stop[goes], often[of[goes]], count).astype(np.int64)


def _routes_at(count: int, timetable: Timetable | None, routes: Rows | None) -> pa.Array:
    """Return the names of the routes that serve each stop, null for none."""
    if timetable is None or routes is None:
        return pa.nulls(count, pa.string())
    route = timetable.route[timetable.of]
    pairs = np.unique(np.column_stack([timetable.stop, route])[route >= 0], axis=0)
    names = pc.coalesce(routes.texts("route_short_name"), routes.texts("route_long_name"))
    table = pa.table({"stop": pairs[:, 0], "route": names.take(pa.array(pairs[:, 1]))})
    kept = table.filter(pc.is_valid(table["route"]))
    grouped = kept.group_by("stop", use_threads=False).aggregate([("route", "distinct")])
    joined = pc.binary_join(grouped["route_distinct"].combine_chunks(), "、")
    place = pc.index_in(pa.array(np.arange(count)), value_set=grouped["stop"].combine_chunks())
    return joined.take(place)
