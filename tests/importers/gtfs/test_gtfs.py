"""A feed of a made-up town: what stands in its files is what the layers tell, even with pieces missing."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pytest
import shapely

from gisapp.ui.translations.update import CONTEXT
from gisapp.ui.translations.update import read as read_translations
from importers.base import ImportResult, Sniff
from importers.gtfs.calendars import KINDS, days
from importers.gtfs.feed import Feed, feed_root
from importers.gtfs.importer import Gtfs, GtfsOptions, read_collections
from importers.gtfs.timetable import seconds
from importers.registry import recognise
from layers.errors import DamagedFile, ImportFailed
from layers.feedback import Cancelled, Feedback
from layers.period import Period
from layers.standing import standing
from layers.timeline import timeline
from tests.importers.citygml.reading import codes, expect_sentence
from tests.importers.gtfs import feeds
from tests.layers.test_moments import at

if TYPE_CHECKING:
    from pathlib import Path

    from importers.collection import Collection

STOPS = 12
_NAMES = tuple(name for name, _ in KINDS)
_KINDS = {"stops": "種別", "routes": "種類"}


def _read(tmp_path: Path, files: dict[str, Any]) -> tuple[dict[str, Collection], Feed]:
    feed = Feed(feeds.write_zip(tmp_path / "feed.zip", files))
    return {one.key: one for one in read_collections(feed, Feedback())}, feed


def _import(tmp_path: Path, files: dict[str, Any]) -> ImportResult:
    path = feeds.write_zip(tmp_path / "feed.zip", files)
    return Gtfs().read(path, GtfsOptions(stores=tmp_path / "stores"), Feedback())


def _rows(files: dict[str, str], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name])))


def _column(one: Collection, name: str) -> list[Any]:
    values: list[Any] = one.table.column(name).to_pylist()
    return values


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return feeds.files()


# ------------------------------------------------------------------------------------- whose file


@pytest.mark.parametrize(
    ("names", "root"),
    [
        (["stops.txt", "trips.txt"], ""),
        (["bus/stops.txt", "bus/routes.txt", "readme.txt"], "bus"),
        (["stops.txt"], None),
        (["trips.txt", "routes.txt"], None),
        (["a/b/c/stops.txt", "a/b/c/trips.txt"], None),
        (["STOPS.TXT", "Stop_Times.txt"], ""),
    ],
)
def test_a_feed_is_known_by_its_files(names: list[str], root: str | None) -> None:
    assert feed_root(names) == root


def test_a_zip_a_folder_and_a_zip_with_a_folder_are_all_read(tmp_path: Path, files: dict[str, str]) -> None:
    paths = [
        feeds.write_zip(tmp_path / "a.zip", files),
        feeds.write_zip(tmp_path / "b.zip", files, "バス/"),
        feeds.write_folder(tmp_path / "c", files),
    ]
    for path in paths:
        assert recognise(path).id == "gtfs"
        feed = Feed(path)
        assert [len(one.table) for one in read_collections(feed, Feedback())][1:] == [60, 238, 5]
    lone = tmp_path / "stops.txt"
    lone.write_text(files["stops.txt"], "utf-8")
    assert Gtfs().sniff(lone, lone.read_bytes()) is Sniff.NO


# ------------------------------------------------------------------------------------- stops and routes


def test_stops_tell_their_names_and_how_often_something_leaves(tmp_path: Path, files: dict[str, str]) -> None:
    found, _ = _read(tmp_path, files)
    stops = found["stops"]
    names = _column(stops, "名称")
    station = names.index("港駅")
    assert _column(stops, "よみ")[station] == "みなとえき"
    assert _column(stops, "英語名")[station] == "Harbour Station"
    assert _column(stops, "種別")[station] == "駅・停留所のまとまり"
    first = names.index("港循環0番")
    assert _column(stops, "親の駅・停留所")[first] == "港駅"
    assert _column(stops, "系統")[first] == "1"
    # Counted row by row, as a person would.
    service = {row["trip_id"]: row["service_id"] for row in _rows(files, "trips.txt")}
    last: dict[str, int] = {}
    rows = _rows(files, "stop_times.txt")
    for row in rows:
        last[row["trip_id"]] = max(last.get(row["trip_id"], 0), int(row["stop_sequence"]))
    leaves = Counter(
        row["stop_id"]
        for row in rows
        if service[row["trip_id"]] == "weekday" and int(row["stop_sequence"]) < last[row["trip_id"]]
    )
    counted = dict(zip(_column(stops, "停留所ID"), _column(stops, "発車回数（平日）"), strict=True))
    assert counted == {stop: leaves.get(stop, 0) for stop in counted}


def test_routes_have_their_lines_colours_and_numbers_of_trips(tmp_path: Path, files: dict[str, str]) -> None:
    found, _ = _read(tmp_path, files)
    routes = found["routes"]
    assert _column(routes, "事業者") == ["みなと市営バス"] * 5
    assert _column(routes, "種類") == ["バス"] * 5
    per_route = Counter(
        row["route_id"] for row in _rows(files, "trips.txt") if row["service_id"] == "saturday"
    )
    assert _column(routes, "便数（土曜日）") == [per_route[f"R{k}"] for k in range(5)]
    assert _column(routes, "終発")[3] == "24:30"
    assert set(shapely.get_type_id(routes.geometry)) == {5}
    style = routes.style
    assert [one.colour for one in style.categories] == [tuple(bytes.fromhex(one)) for one in feeds.COLOURS]  # type: ignore[union-attr]
    assert routes.credit == "みなと市、みなと市交通局、みなと市営バス"
    assert routes.date == "2026-04-01"


# ------------------------------------------------------------------------------------- days and times


def test_the_days_that_are_shown_lie_side_by_side_and_are_not_holidays(
    tmp_path: Path, files: dict[str, str]
) -> None:
    feed = Feed(feeds.write_zip(tmp_path / "feed.zip", files))
    found = days(feed, pa.array(["weekday", "saturday", "holiday"]), Feedback())
    assert [(one.label, one.iso) for one in found] == [
        ("平日", "2026-04-03"),
        ("土曜日", "2026-04-04"),
        ("日曜日", "2026-04-05"),
    ]
    assert [one.runs.tolist() for one in found] == np.eye(3, dtype=bool).tolist()


def test_a_feed_that_runs_alike_every_day_shows_one(tmp_path: Path, files: dict[str, str]) -> None:
    calendar = files["calendar.txt"].splitlines()[0] + "\nweekday,1,1,1,1,1,1,1,20260401,20270331\n"
    feed = Feed(
        feeds.write_zip(tmp_path / "feed.zip", {**files, "calendar.txt": calendar, "calendar_dates.txt": ""})
    )
    (one,) = days(feed, pa.array(["weekday"]), Feedback())
    assert (one.label, one.iso) == ("毎日", "2026-04-01")


def test_days_that_are_only_listed_one_by_one(tmp_path: Path, files: dict[str, str]) -> None:
    listed = "service_id,date,exception_type\nweekday,20260601,1\nweekday,20260602,1\nweekday,20260699,1\n"
    extra = {**files, "calendar_dates.txt": listed}
    del extra["calendar.txt"]
    feed = Feed(feeds.write_zip(tmp_path / "feed.zip", extra))
    (one,) = days(feed, pa.array(["weekday"]), Feedback())
    assert one.iso == "2026-06-01"
    assert "gtfs-bad-dates" in codes(feed.findings)


def test_without_a_calendar_all_trips_stand_on_a_day_without_a_date(
    tmp_path: Path, files: dict[str, str]
) -> None:
    bare = {name: text for name, text in files.items() if not name.startswith("calendar")}
    found, feed = _read(tmp_path, bare)
    assert "gtfs-no-calendar" in codes(feed.findings)
    assert len(found["trips"].table) == len(_rows(files, "trips.txt"))
    assert _column(found["trips"], "運行開始")[0] == "06:00:00"
    assert max(_column(found["trips"], "運行終了")) == "24:57:30"


def test_times_past_midnight_lie_on_the_next_day(tmp_path: Path, files: dict[str, str]) -> None:
    found, _ = _read(tmp_path, files)
    trips = found["trips"]
    late = _column(trips, "便ID").index("weekday_3_1470")
    assert _column(trips, "運行開始")[late] == "2026-04-04T00:30:00"
    assert _column(trips, "運行終了")[late] == "2026-04-04T00:57:30"
    assert _column(trips, "曜日")[late] == "平日"


def test_seconds_of_times() -> None:
    texts = pa.array(["8:05:00", "08:05", "25:10:30", "", None, "8h", "08:61:00"])
    np.testing.assert_array_equal(seconds(texts), [29100, 29100, 90630, np.nan, np.nan, np.nan, np.nan])


# ------------------------------------------------------------------------------------- vehicles


def test_vehicles_are_at_their_stops_when_the_timetable_says_so(
    tmp_path: Path, files: dict[str, str]
) -> None:
    found, feed = _read(tmp_path, files)
    vehicles, stops = found["vehicles"], found["stops"]
    place = dict(zip(_column(stops, "停留所ID"), stops.geometry, strict=True))
    where = {
        (trip, moment): shape
        for trip, moment, shape in zip(
            _column(vehicles, "便ID"), _column(vehicles, "開始"), vehicles.geometry, strict=True
        )
    }
    checked = 0
    for row in _rows(files, "stop_times.txt"):
        trip, clock = row["trip_id"], row["departure_time"]
        if not trip.startswith("weekday") or not clock.endswith("00") or int(clock[:2]) > 23:
            continue
        shape = where.get((trip, f"2026-04-03T{clock}"))
        if shape is None:
            continue  # the last arrival is the end
        assert shape.distance(place[row["stop_id"]]) < 2e-4, row
        checked += 1
    assert checked > 500
    assert "gtfs-estimated" in codes(feed.findings)


def test_vehicles_move_on_along_their_line_and_none_jumps(tmp_path: Path, files: dict[str, str]) -> None:
    found, _ = _read(tmp_path, files)
    vehicles = found["vehicles"]
    trip = np.array(_column(vehicles, "便ID"))
    points = shapely.get_coordinates(vehicles.geometry)
    same = trip[1:] == trip[:-1]
    moved = np.hypot(*(np.diff(points, axis=0) * (91_000, 111_000)).T)[same]
    assert moved.max() < 400  # metres a minute; the loop closes without a leap
    assert moved.mean() > 50


def test_the_layer_shows_the_vehicles_of_a_moment(tmp_path: Path, files: dict[str, str]) -> None:
    result = _import(tmp_path, files)
    assert [layer.visible for layer in result.layers] == [True, True, False, True]
    layer = result.layers[0]
    line = timeline([layer], Feedback())
    assert line is not None
    assert (line.step.count, line.step.unit) == (1, "minute")
    now = replace(layer, during=Period(at("2026-04-03T08:05"), at("2026-04-03T08:06")))
    stand = standing(now)
    assert stand is not None
    assert (stand.rows >= 0).sum() == 4
    assert len(stand.rows) < len(layer.table()) / 10  # places are shared by trips and days
    trips = replace(result.layers[2], during=now.during)
    assert standing(trips) is not None


def test_trips_by_frequency_run_as_often_as_it_says(tmp_path: Path, files: dict[str, str]) -> None:
    frequent = (
        "trip_id,start_time,end_time,headway_secs\nweekday_0_360,09:00:00,10:00:00,600\nnone,1:00,2:00,60\n"
    )
    found, feed = _read(tmp_path, {**files, "frequencies.txt": frequent})
    trips = found["trips"]
    begun = sorted(
        begin
        for trip, begin in zip(_column(trips, "便ID"), _column(trips, "運行開始"), strict=True)
        if trip == "weekday_0_360"
    )
    assert begun == [f"2026-04-03T09:{minute:02}:00" for minute in range(0, 60, 10)]
    assert {"gtfs-frequencies", "gtfs-bad-frequencies"} <= set(codes(feed.findings))


# ------------------------------------------------------------------------- what is missing or broken


def test_without_shapes_trips_go_from_stop_to_stop(tmp_path: Path) -> None:
    found, feed = _read(tmp_path, feeds.files(shapes=False))
    assert {shapely.get_num_coordinates(one) for one in found["trips"].geometry} == {STOPS}
    assert "gtfs-no-shape" in codes(feed.findings)
    assert len(found["vehicles"].table) == 6664


def test_only_stops(tmp_path: Path, files: dict[str, str]) -> None:
    found, feed = _read(tmp_path, {"stops.txt": files["stops.txt"], "routes.txt": files["routes.txt"]})
    assert list(found) == ["stops"]
    assert "gtfs-file-missing" in codes(feed.findings)


def test_what_comes_in_is_shown_or_counted(tmp_path: Path, files: dict[str, str]) -> None:
    broken = dict(files)
    broken["stop_times.txt"] += "none,8:00:00,8:00:00,S0_0,1\nweekday_0_360,8:00,8:00,NOWHERE,99\na,b\n"
    broken["stops.txt"] += "BAD,,場所なし,,,,0,,\nZERO,,零,0,0,,0,,\n"
    broken["trips.txt"] += "R9,weekday,lost,,0,\n"
    found, feed = _read(tmp_path, broken)
    assert {
        "gtfs-unknown-trip",
        "gtfs-unknown-stop",
        "gtfs-bad-rows",
        "gtfs-stop-nowhere",
        "gtfs-unknown-route",
    } <= set(codes(feed.findings))
    stops = found["stops"]
    assert len(stops.table) == len(_rows(broken, "stops.txt"))
    assert shapely.is_missing(stops.geometry).sum() == 2
    trips = found["trips"]
    assert len(set(_column(trips, "便ID"))) + sum(trips.left_out.values()) == len(_rows(broken, "trips.txt"))
    assert trips.left_out == {"without-times": 1}


def test_missing_times_between_stops_are_filled_in(tmp_path: Path, files: dict[str, str]) -> None:
    rows = files["stop_times.txt"].splitlines()
    sparse = [rows[0]] + [
        row
        if int(row.rsplit(",", 1)[1]) in (1, STOPS)
        else ",".join([row.split(",")[0], "", "", *row.split(",")[3:]])
        for row in rows[1:]
    ]
    found, feed = _read(tmp_path, {**files, "stop_times.txt": "\n".join(sparse) + "\n"})
    assert len(found["vehicles"].table) == 6664
    assert "gtfs-trip-without-times" not in codes(feed.findings)
    cut = [row for row in sparse if not row.endswith(f",{STOPS}")]
    found, feed = _read(tmp_path, {**files, "stop_times.txt": "\n".join(cut) + "\n"})
    assert "gtfs-trip-without-times" in codes(feed.findings)
    assert list(found) == ["stops"]


@pytest.mark.parametrize("code", ["utf-8-sig", "cp932"])
def test_marks_and_other_encodings(tmp_path: Path, files: dict[str, str], code: str) -> None:
    found, feed = _read(tmp_path, {name: text.encode(code) for name, text in files.items()})
    assert _column(found["stops"], "名称")[0] == "港駅"
    assert ("gtfs-encoding" in codes(feed.findings)) == (code == "cp932")
    assert len(found["trips"].table) == 238


def test_quotes_line_ends_spaces_and_columns_in_another_order(tmp_path: Path) -> None:
    text = '\ufeff stop_lon , stop_lat,stop_id,stop_name\r\n129.87 ,32.75,A,"港, 南\r\n口"\r\n'
    text += "129.88,32.76,B,北口\r\n"
    found, _ = _read(tmp_path, {"stops.txt": text, "trips.txt": "trip_id\n"})
    assert _column(found["stops"], "名称") == ["港, 南\r\n口", "北口"]
    assert shapely.get_coordinates(found["stops"].geometry).tolist() == [[129.87, 32.75], [129.88, 32.76]]


def test_damaged_and_empty_feeds_are_told_in_one_sentence(tmp_path: Path, files: dict[str, str]) -> None:
    path = feeds.write_zip(tmp_path / "cut.zip", files)
    whole = path.read_bytes()
    spoiled = bytearray(whole)
    begin = whole.find(b"stops.txt") + 30
    spoiled[begin : begin + 40] = bytes(40)
    path.write_bytes(bytes(spoiled))
    with pytest.raises(DamagedFile) as caught:
        read_collections(Feed(path), Feedback())
    expect_sentence(caught.value, "stops.txt")
    empty = feeds.write_zip(tmp_path / "empty.zip", {"stops.txt": "stop_id,stop_lat\n", "trips.txt": "a\n"})
    with pytest.raises(ImportFailed) as failed:
        read_collections(Feed(empty), Feedback())
    expect_sentence(failed.value, "empty.zip")


def test_it_can_be_stopped_anywhere(tmp_path: Path, files: dict[str, str]) -> None:
    path = feeds.write_zip(tmp_path / "feed.zip", files)

    class Counting(Feedback):
        def __init__(self, most: int) -> None:
            super().__init__()
            self.most, self.seen = most, 0

        def step(self, *words: Any, **named: Any) -> None:
            self.seen += 1
            if self.seen > self.most:
                raise Cancelled
            super().step(*words, **named)

    whole = Counting(10**9)
    read_collections(Feed(path), whole)
    for most in range(0, whole.seen, 3):
        with pytest.raises(Cancelled):
            read_collections(Feed(path), Counting(most))


def test_names_of_columns_days_and_kinds_have_english(tmp_path: Path, files: dict[str, str]) -> None:
    english = {one.text: text for one, text in read_translations().items() if one.context == CONTEXT}
    read, _ = _read(tmp_path, files)
    every = {
        text
        for one in read.values()
        for attribute in one.attributes
        for text in (attribute.label, attribute.unit)
    }
    said = {str(text) for one in (read["stops"], read["routes"]) for text in _column(one, _KINDS[one.key])}
    days_said = set(_column(read["trips"], "曜日")) | {"・".join(pair) for pair in combinations(_NAMES, 2)}
    for text in (every | said | days_said | {"毎日"}) - {""}:
        assert english.get(text), text
