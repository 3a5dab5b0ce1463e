"""The lines on which trips go, and how far along them each stop lies.

Lengths are metres of a plane around the middle of the feed: good to a thousandth over a prefecture, which is
more than a timetable tells of where a bus is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import shapely

from importers.gtfs import timetable as timetables
from importers.gtfs.feed import Rows, index_of
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.gtfs.feed import Feed
    from importers.gtfs.timetable import Timetable
    from layers.feedback import Feedback

METRES = (111_320.0, 110_950.0)
"""Metres of a degree of longitude at the equator, and of one of latitude in Japan."""
BACK = 30.0
"""Metres by which a stop may lie before the one ahead of it on a line without the line being wrong."""
_NO_SHAPES = QT_TRANSLATE_NOOP(
    CONTEXT, "{count:,} 便には経路の形（shapes.txt）がないため、停留所を順に直線で結びました。"
)
_BAD_POINTS = QT_TRANSLATE_NOOP(
    CONTEXT, "shapes.txt の {count:,} 行は、位置か順番が読めないため使っていません。"
)


@dataclass(frozen=True, eq=False)
class Ways:
    """Lines of patterns of trips.

    Attributes
    ----------
    pattern
        (t,) pattern of each trip, -1 for those left out.
    trip
        (p,) one trip of each pattern.
    lines
        (p,) lines in degrees.
    flat
        (p,) the same lines in metres.
    scale
        (2,) metres of a degree of longitude and of latitude.
    distance
        (m,) metres from the begin of its line to each stop of the timetable.
    """

    pattern: NDArray[np.int64]
    trip: NDArray[np.int64]
    lines: NDArray[np.object_]
    flat: NDArray[np.object_]
    scale: NDArray[np.float64]
    distance: NDArray[np.float64]


def read_ways(feed: Feed, table: Timetable, places: NDArray[np.float64], feedback: Feedback) -> Ways:
    """Read shapes.txt and lay the trips on it; trips without a shape go straight from stop to stop.

    Parameters
    ----------
    table
        The trips.
    places
        (s, 2) longitude and latitude of stops, NaN where unknown.
    """
    known = places[np.isfinite(places).all(axis=1)]
    middle = float(known[:, 1].mean()) if len(known) else 35.0
    scale = np.array([METRES[0] * np.cos(np.radians(middle)), METRES[1]])
    shapes = feed.rows("shapes.txt", feedback)
    names, drawn = _shapes(feed, shapes) if shapes is not None else (pa.array([], pa.string()), _none(0))
    feedback.step()
    shape = index_of(table.trips.texts("shape_id"), names)
    pattern, trip = timetables.patterns(table, shape)
    without = int(((pattern >= 0) & (shape < 0)).sum())
    if without:
        feed.findings.append(
            Finding(Severity.INFO, "gtfs-no-shape", _NO_SHAPES, {"count": without}, count=without)
        )
    # Stops of one trip of each pattern, pattern after pattern.
    count = (table.last - table.first)[trip]
    begin = np.cumsum(count) - count
    within = np.arange(int(count.sum())) - np.repeat(begin, count)
    of = np.repeat(np.arange(len(trip)), count)
    stops = table.stop[np.repeat(table.first[trip], count) + within]
    straight = shapely.linestrings(places[stops], indices=of) if len(trip) else _none(0)
    has = shape[trip] >= 0
    lines = straight.copy()
    lines[has] = drawn[shape[trip][has]]
    flat = shapely.transform(lines, lambda points: points * scale)
    feedback.step()
    along = _along(flat, of, places[stops] * scale, begin, count)
    # Every trip of a pattern has its stops at the distances of the one that was looked at.
    used = table.used
    stops_of = (table.last - table.first)[used]
    place = np.arange(len(table.stop)) - np.repeat(table.first[used], stops_of)
    distance = along[begin[np.repeat(pattern[used], stops_of)] + place] if len(used) else np.empty(0)
    return Ways(pattern, trip, lines, flat, scale, distance)


def _along(
    flat: NDArray[np.object_],
    of: NDArray[np.intp],
    points: NDArray[np.float64],
    begin: NDArray[np.int64],
    count: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return how far along its line each stop lies, never less than the stop before it."""
    if not len(of):
        return np.empty(0)
    found = shapely.line_locate_point(flat[of], shapely.points(points))
    step = np.hypot(*np.diff(points, axis=0, prepend=points[:1]).T)
    step[begin] = 0.0
    whole = np.cumsum(step)
    chained = whole - np.repeat(whole[begin], count)
    total = np.repeat(chained[begin + count - 1], count)
    length = shapely.length(flat)[of]
    share = np.divide(chained, total, out=np.zeros_like(chained), where=total > 0)
    # On a way that meets itself the nearest point may be one of another lap: then straight distances tell.
    back = np.diff(found, prepend=found[:1]) < -BACK
    back[begin] = False
    lost = np.logical_or.reduceat(back, begin)[of]
    found = np.where(lost, share * length, found)
    far = of * (float(length.max()) + 1.0)
    return np.maximum.accumulate(found + far) - far


def _shapes(feed: Feed, rows: Rows) -> tuple[pa.Array, NDArray[np.object_]]:
    """Return names and lines of shapes.txt; a shape of fewer than two points is none."""
    names = rows.texts("shape_id").drop_null().unique()
    shape = index_of(rows.texts("shape_id"), names)
    points = np.column_stack([rows.numbers("shape_pt_lon"), rows.numbers("shape_pt_lat")])
    order = rows.numbers("shape_pt_sequence")
    good = (shape >= 0) & np.isfinite(order) & in_world(points)
    if not good.all() or rows.damaged:
        count = int((~good).sum()) + rows.damaged
        feed.findings.append(
            Finding(Severity.WARNING, "gtfs-bad-shape-points", _BAD_POINTS, {"count": count}, count=count)
        )
    kept = np.flatnonzero(good)
    kept = kept[np.lexsort((order[kept], shape[kept]))]
    enough = np.bincount(shape[kept], minlength=len(names)) >= 2
    kept = kept[enough[shape[kept]]]
    number = np.cumsum(enough) - 1
    lines = shapely.linestrings(points[kept], indices=number[shape[kept]]) if len(kept) else _none(0)
    return names.filter(pa.array(enough)), lines


def in_world(points: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say which longitudes and latitudes (n, 2) are places: zero and zero is a cell that nobody filled in."""
    with np.errstate(invalid="ignore"):
        inside = (np.abs(points[:, 0]) <= 180) & (np.abs(points[:, 1]) <= 90)
        result: NDArray[np.bool_] = inside & (np.abs(points).sum(axis=1) > 0)
    return result


def _none(count: int) -> NDArray[np.object_]:
    return np.full(count, None, dtype=object)
