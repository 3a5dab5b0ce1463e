"""The row of the importer table for timetables of public transport, and how a feed becomes layers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from importers.base import ImportResult, Sniff
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from importers.collection import Collection
    from importers.gtfs.feed import Feed
    from layers.feedback import Feedback

HIDDEN = frozenset({"trips"})
"""Layers that stand in the list but are not shown at first: trips lie upon the routes that they belong to."""


@dataclass(frozen=True)
class GtfsOptions:
    """What a user may choose.

    Attributes
    ----------
    stores
        Folder for what was read; by default the user's cache folder.
    again
        Read again although nothing changed.
    target
        Plane rectangular system of the project, empty when there is none yet.
    """

    stores: Path | None = None
    again: bool = False
    target: str = ""


class Gtfs:
    """Reads feeds of GTFS and GTFS-JP, zips or folders."""

    id = "gtfs"
    label = QT_TRANSLATE_NOOP(CONTEXT, "公共交通の時刻表（GTFS・GTFS-JP）")
    Options = GtfsOptions

    def sniff(self, path: Path, head: bytes) -> Sniff:
        """Say whether `path` is a feed."""
        if not path.is_dir() and not head.startswith(b"PK"):
            return Sniff.NO
        from importers.gtfs.feed import looks_like_feed

        return Sniff.YES if looks_like_feed(path) else Sniff.NO

    def read(self, path: Path, options: GtfsOptions, feedback: Feedback) -> ImportResult:
        """Read a feed into layers of stops, routes, trips and vehicles.

        Raises
        ------
        layers.errors.ImportFailed
            When nothing of it can be used.
        layers.feedback.Cancelled
            When the user stopped it.
        """
        from importers import features

        path = Path(path).resolve()
        feedback.step()
        found = features.kept(path, self.id, options)
        if found is None:
            from importers.gtfs.feed import Feed

            feed = Feed(path)
            collections = read_collections(feed, feedback.share(0, 0.5))
            found = features.make_result(
                path, self.id, options, collections, feedback.share(0.5, 1), feed.findings
            )
        layers = tuple(
            replace(layer, visible=False) if layer.data.store.manifest["key"] in HIDDEN else layer
            for layer in found.layers
        )
        return replace(found, layers=layers)


def read_collections(feed: Feed, feedback: Feedback) -> list[Collection]:
    """Read a feed; what it tells of itself is added to the feed's findings.

    Raises
    ------
    layers.errors.ImportFailed
        When there is no feed, or none of its stops can be read.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    import numpy as np

    from importers.gtfs import feed as feeds
    from importers.gtfs import lines, stops, words
    from importers.gtfs.calendars import days
    from importers.gtfs.runs import runs_of
    from importers.gtfs.timetable import read_timetable
    from importers.gtfs.vehicles import vehicles_collection
    from importers.gtfs.ways import read_ways

    listed = feed.rows(feeds.STOPS, feedback)
    if listed is None or not listed.count:
        raise _no_stops(feed)
    places = stops.places_of(listed)
    routes = feed.rows(feeds.ROUTES, feedback, what=QT_TRANSLATE_NOOP(CONTEXT, "路線の名前"))
    feedback.step(0.1, 1)
    known = np.isfinite(places[:, 0])
    timetable = read_timetable(feed, listed, known, routes, feedback)
    feedback.step(0.4, 1)
    translations = words.read_translations(feed, feedback)
    runs = None
    if timetable is not None:
        named = timetable.trips.texts("service_id").drop_null().unique()
        services = feeds.index_of(timetable.trips.texts("service_id"), named)
        runs = runs_of(feed, timetable, days(feed, named, feedback), services, feedback)
    facts = _facts(feed, feedback)
    found = [stops.stops_collection(feed, listed, places, timetable, routes, runs, translations)]
    if timetable is not None and runs is not None and len(timetable.used):
        ways = read_ways(feed, timetable, places, feedback)
        feedback.step(0.6, 1)
        if routes is not None:
            agencies, details = (feed.rows(name, feedback) for name in ("agency.txt", "routes_jp.txt"))
            found.append(lines.routes_collection(routes, agencies, details, timetable, ways, runs))
        found.append(lines.trips_collection(routes, listed, timetable, ways, runs))
        feedback.step(0.7, 1)
        moving = vehicles_collection(feed, routes, listed, timetable, ways, runs, feedback)
        found += [moving] if moving is not None else []
    # As they stand in the list: what is first is drawn over what follows.
    order = {"vehicles": 0, "stops": 1, "trips": 2, "routes": 3}
    found.sort(key=lambda one: order[one.key])
    return [replace(one, **facts) for one in found]


def _facts(feed: Feed, feedback: Feedback) -> dict[str, Any]:
    """Return who publishes a feed and from when it holds."""
    about = feed.rows("feed_info.txt", feedback)
    agencies = feed.rows("agency.txt", feedback)
    official = feed.rows("agency_jp.txt", feedback)
    names = [
        text
        for rows, column in (
            (about, "feed_publisher_name"),
            (official, "agency_official_name"),
            (agencies, "agency_name"),
        )
        if rows is not None
        for text in rows.texts(column).drop_null().unique().to_pylist()
    ]
    start = about.texts("feed_start_date").drop_null().to_pylist() if about is not None else []
    date = start[0] if start and len(start[0]) == 8 and start[0].isdecimal() else ""
    return {
        "credit": "、".join(dict.fromkeys(names))[:200],
        "date": f"{date[:4]}-{date[4:6]}-{date[6:]}" if date else "",
    }


def _no_stops(feed: Feed) -> Exception:
    from layers.errors import ImportFailed
    from layers.feedback import Where

    return ImportFailed(
        QT_TRANSLATE_NOOP(CONTEXT, "{file} の stops.txt に、停留所が 1 件もありません。"),
        QT_TRANSLATE_NOOP(CONTEXT, "配布元の GTFS がそろっているか確かめてください。"),
        values={"file": feed.path.name},
        where=Where(str(feed.path)),
    )
