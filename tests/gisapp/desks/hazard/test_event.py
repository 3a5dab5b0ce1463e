"""Damage reports: lists and photos come in whole, duplicates are merged and parted, the board adds up."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from PIL import Image

from gisapp.desks.hazard.areas import areas_of
from gisapp.desks.hazard.event import duplicates, intake, photos, pictures
from gisapp.desks.hazard.event.board import Wanted, board_of
from gisapp.desks.hazard.event.publishing import publish
from gisapp.desks.hazard.event.reports import (
    Report,
    keep,
)
from gisapp.desks.hazard.event.words import KINDS, Kind, State, kind_of, state_of
from importers import pictures as picturefiles
from importers.photos import Photo, photo_at
from importers.pictures import found_photo, thumbnail
from importers.tables.importer import TablesOptions, read_sheets
from layers import crs
from layers.errors import NotAllowed
from layers.feedback import Feedback
from layers.period import Period
from layers.project import Project
from tests.gisapp.desks.hazard.made import EAST, NORTH, SYSTEM, layer
from tests.importers.tables.made import sheet, workbook

if TYPE_CHECKING:
    from gisapp.desks.hazard.event.intake import Intake

DAY = date(2026, 7, 1)
NOW = "2026-07-01T12:00:00+09:00"


def degrees(east: float, north: float) -> tuple[float, float]:
    """Return where metres from the corner lie."""
    longitude, latitude = crs.unproject(np.array([east + EAST]), np.array([north + NORTH]), SYSTEM)
    return float(longitude[0]), float(latitude[0])


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("event")
    lots = layer(
        folder,
        "地番.geojson",
        (shapely.box(0, 0, 10, 10), {"大字": "川端町", "地番": "12-3"}),
        (shapely.box(20, 0, 30, 10), {"大字": "川端町", "地番": "12-30"}),
        (shapely.box(300, 0, 310, 10), {"大字": "川端町", "地番": "40"}),
        (shapely.box(900, 0, 910, 10), {"大字": "山手町", "地番": "40"}),
    )
    areas = layer(
        folder,
        "自治会.geojson",
        (shapely.box(-50, -50, 100, 100), {"自治会名": "東町会"}),
        (shapely.box(100, -50, 400, 100), {"自治会名": "西町会"}),
    )
    return Project(crs=SYSTEM, layers=(areas, lots))


def read(path: Path, project: Project, **more: Any) -> Intake:
    """Return what a list gives, with the columns as they are proposed."""
    (one,) = read_sheets(path, TablesOptions(), Feedback())
    return intake.from_sheet(one, path.name, intake.propose(one.columns), project, DAY, Feedback(), **more)


LIST = """受付番号,覚知日時,種別,場所,状況,対応状況,担当課,通報者氏名,電話番号
1,7/1 10:05,床上浸水,川端町12-3,玄関まで水が来ている,対応中,土木課,海野,095-000-0000
2,令和8年7月1日 10時20分,,川端町12番3付近,玄関に水が来ている,,土木課,,
3,2026/7/1 11:00,倒木,40,道をふさいでいる,未対応,,,
4,きのう,なぞの音,どこか遠い所,山のほうで音がする,,総務課,,
,,,,,,,,
合計,,合計,,,,,,
1,7/1 10:05,床上浸水,川端町12-3,玄関まで水が来ている,対応中,土木課,海野,095-000-0000
"""


def test_every_row_of_a_list_is_taken_or_left_out_with_why(town: Project, tmp_path: Path) -> None:
    path = tmp_path / "土木課.csv"
    path.write_bytes(LIST.encode("cp932"))
    found = read(path, town)
    assert found.rows == len(found.reports) + len(found.left_out) == 6  # a blank line is no row
    assert found.reasons() == {"合計の行です。": 1, "同じ表の中の、まったく同じ行です。": 1}
    first, second, third, fourth = found.reports
    assert (first.kind, first.state, first.begin) == (Kind.ABOVE_FLOOR, State.WORKING, "2026-07-01T10:05")
    assert (first.department, first.reporter, first.phone) == ("土木課", "海野", "095-000-0000")
    assert first.placed_by == second.placed_by == "address"
    assert first.place == pytest.approx(degrees(5, 5), abs=1e-6)
    assert second.place == first.place
    assert second.begin == "2026-07-01T10:20"
    assert (second.kind, second.state) == (Kind.OTHER, State.UNKNOWN)
    assert third.place is None  # two parcels far apart have that number
    assert (fourth.place, fourth.begin) == (None, "")
    codes = {one.code: one.count for one in found.findings}
    assert codes["report-no-place"] == 2
    assert codes["report-no-time"] == 1
    assert codes["report-kind-unknown"] == 1
    assert codes["report-day-assumed"] == 1
    kept = keep(town, found.reports, NOW)
    again = read(path, kept)
    assert again.reports == ()
    assert again.reasons()["前に取り込んだ行と同じです。"] == 5


def test_a_workbook_with_coordinates_in_odd_columns(town: Project, tmp_path: Path) -> None:
    longitude, latitude = degrees(200, 20)
    rows: list[list[str | float]] = [
        ["消防局 災害受付簿"],
        ["日付", "時刻", "災害区分", "緯度", "経度", "内容", "状態"],
        ["2026-07-01", "9:30", "がけ崩れ", latitude, longitude, "裏山がくずれた", "調査中"],
        ["2026-07-01", "午後1時5分", "冠水", longitude, latitude, "道が川のようだ", "完了"],
        ["2026-07-01", "14:00", "冠水", 0, 0, "どこか分からない", "完了"],
    ]
    path = workbook(tmp_path / "消防.xlsx", {"受付": sheet(rows)})
    found = read(path, town, department="消防局")
    slope, road, nowhere = found.reports
    assert (slope.kind, slope.state, slope.begin) == (Kind.SLOPE, State.CHECKING, "2026-07-01T09:30")
    assert slope.place == pytest.approx((longitude, latitude), abs=1e-6)
    assert slope.department == "消防局"
    assert (road.kind, road.state, road.begin) == (Kind.ROAD_FLOODED, State.DONE, "2026-07-01T13:05")
    assert nowhere.place is None
    assert found.without_place >= 1


def photo(path: Path, gps: dict[int, Any] | None, taken: str = "", offset: str = "") -> Path:
    """Write a photo with what a camera says of it."""
    exif = Image.Exif()
    if gps:
        exif.get_ifd(0x8825).update(gps)
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    if offset:
        exif.get_ifd(0x8769)[0x9011] = offset
    colour = (len(path.name) * 7 % 256, sum(path.name.encode()) % 256, 60)
    Image.new("RGB", (16, 12), colour).save(path, exif=exif)
    return path


def test_photos_tell_where_when_and_into_which_direction(town: Project, tmp_path: Path) -> None:
    at = {1: "N", 2: (32.0, 45.0, 30.0), 3: "E", 4: (129.0, 52.0, 12.0), 16: "M", 17: 271.5}
    paths = [
        photo(tmp_path / "a.jpg", at, "2026:07:01 10:00:30"),
        photo(tmp_path / "bb.jpg", {**at, 18: "TOKYO"}, "2026:07:01 01:00:30", "+00:00"),
        photo(tmp_path / "ccc.jpg", None, "0000:00:00 00:00:00"),
        tmp_path / "d.jpg",
    ]
    paths[3].write_bytes(b"\xff\xd8 no photo at all")
    before = [one.read_bytes() for one in paths]
    found = photos.from_photos(paths, tmp_path, frozenset(), Feedback(), "土木課")
    assert [one.read_bytes() for one in paths] == before
    assert found.rows == len(found.reports) + len(found.left_out) == 4
    good, tokyo, lost = found.reports
    assert good.place == pytest.approx((129.87, 32 + 45.5 / 60))
    assert good.placed_by == "photo"
    (kept,) = good.photos
    assert (kept.path, kept.taken, kept.bearing, kept.magnetic) == (
        "a.jpg",
        "2026-07-01T10:00:30",
        271.5,
        True,
    )
    assert tokyo.begin == "2026-07-01T10:00"
    assert tokyo.place is not None
    assert tokyo.place[1] - 32.7583333 == pytest.approx(0.00335, abs=2e-4)  # 370 m: CRS-03
    assert (lost.place, lost.begin) == (None, "")
    assert {one.code for one in found.findings} == {"photo-without-gps", "photo-without-time"}
    assert found_photo(kept, tmp_path) == tmp_path / "a.jpg"
    again = photos.from_photos(
        paths, tmp_path, intake.known_digests(keep(town, found.reports, NOW)), Feedback()
    )
    assert len(again.left_out) == 4
    photo(tmp_path / "a.jpg", None)  # another file of that name
    assert found_photo(kept, tmp_path) is None


def made(name: str, east: float, north: float = 0.0, **more: Any) -> Report:
    """Return a report some metres from the corner."""
    values = {"kind": Kind.ROAD_FLOODED, "state": State.OPEN, "begin": "2026-07-01T10:00", **more}
    return Report(name, place=degrees(east, north), placed_by="map", **values)


def test_reports_of_the_same_thing_are_proposed_merged_and_parted_again() -> None:
    one = made("a", 0, text="駅前の道が冠水している", department="土木課", reporter="海野")
    same = made(
        "b",
        40,
        text="駅前の道路が冠水",
        begin="2026-07-01T10:30",
        department="消防局",
        phone="1",
        state=State.WORKING,
    )
    words = made("c", 20, kind=Kind.OTHER, text="駅前の道が冠水している。車が動けない", begin="")
    far = made("d", 120, text="駅前の道が冠水している")
    late = made("e", 10, text="駅前の道が冠水している", begin="2026-07-01T20:00")
    unplaced = Report("f", Kind.TREE, address="川端町 12", text="木")
    also = made("g", 500, kind=Kind.TREE, address="川端町12")
    reports = [one, same, words, far, late, unplaced, also]
    pairs = {(two.first, two.second) for two in duplicates.proposals(reports, Feedback())}
    assert pairs == {("a", "b"), ("a", "c"), ("c", "e"), ("f", "g")}
    whole = duplicates.merged(*duplicates.pair_of(reports, "a", "b"))
    assert whole.merged == (one, same)
    assert (whole.id, whole.state, whole.phone, whole.reporter) == ("a", State.WORKING, "1", "海野")
    assert "駅前の道路が冠水" in whole.text
    both = duplicates.merged(whole, words)
    assert both.merged == (one, same, words)
    back = duplicates.split(both)
    assert [replace(two, apart=()) for two in back] == [one, same, words]
    assert duplicates.proposals(back, Feedback()) == ()
    first, second = duplicates.parted(one, same)
    assert duplicates.proposals([first, second], Feedback()) == ()
    done = duplicates.merged(
        replace(one, state=State.DONE), replace(same, state=State.DONE, end="2026-07-01T12:00")
    )
    assert (done.state, done.end) == (State.DONE, "2026-07-01T12:00")


def test_the_board_adds_up_by_everything(town: Project) -> None:
    reports = [
        made("a", 0, department="土木課"),
        made("b", 200, kind=Kind.SLOPE, department="消防局", begin="2026-07-01T09:00"),
        made("c", 200, state=State.DONE, end="2026-07-01T11:00", department="土木課"),
        made("d", 5000, kind=Kind.PEOPLE, begin=""),
        Report("e", Kind.OTHER),
    ]
    areas = areas_of(town.layers[0], Feedback())
    board = board_of(reports, areas=areas, crs=SYSTEM)
    for counts in (board.kinds, board.states, board.departments, board.neighbourhoods):
        assert sum(one.count for one in counts) == len(reports)
        assert sum(one.open for one in counts) == board.open == 4
    assert [(one.name, one.count) for one in board.neighbourhoods] == [
        ("西町会", 2),
        ("東町会", 1),
        ("区域の外", 1),
        ("未確認", 1),
    ]
    assert [one.id for one in board.reports] == ["d", "b", "a", "e", "c"]  # what waits and is grave first
    assert (board.unplaced, board.untimed) == (1, 2)
    assert sum(one.came for one in board.bars) == 3
    assert board.bars[-1].open == 2
    chosen = board_of(reports, Wanted(departments=("土木課",), states=(State.OPEN,)), areas, SYSTEM)
    assert [one.id for one in chosen.reports] == ["a"]
    noon = Period(1_782_903_600, 1_782_903_600)  # 11:00
    assert {one.id for one in board_of(reports, Wanted(during=noon)).reports} == {"a", "b"}
    assert [one.id for one in board_of(reports, Wanted(unplaced=True)).reports] == ["e"]


def test_the_public_learns_nothing_of_people(tmp_path: Path) -> None:
    secret: dict[str, Any] = {
        "reporter": "海野",
        "phone": "095-000-0000",
        "text": "海野さん宅",
        "address": "川端町12-3",
    }
    reports = [
        made("a", 0, notice="=駅前は通れません", photos=(Photo("写真/海.jpg", "00"),), **secret),
        made("b", 0, kind=Kind.ABOVE_FLOOR, **secret),
        made("c", 0, kind=Kind.PEOPLE, **secret),
        Report("d", Kind.TREE, **secret),
    ]
    path = tmp_path / "公開.geojson"
    told = publish(reports, ["東町会", "", "", ""], path, Feedback())
    assert told.count + sum(told.left_out.values()) == 4
    text = path.read_text("utf-8")
    assert not any(word in text for word in ("海野", "095", "12-3", "海.jpg"))
    road, house = json.loads(text)["features"]
    assert road["properties"]["area"] == "東町会"
    assert road["geometry"]["coordinates"] == pytest.approx(degrees(0, 0), abs=1e-6)
    assert house["properties"]["place_accuracy"] == 100
    assert house["geometry"]["coordinates"] == [round(one, 3) for one in degrees(0, 0)]
    table = tmp_path / "公開.csv"
    publish(reports, [""] * 4, table, Feedback(), photos=True)
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
    assert rows[0]["説明"] == "'=駅前は通れません"
    assert rows[0]["写真"] == "海.jpg"
    with pytest.raises(NotAllowed):
        publish(reports, [""] * 4, tmp_path / "a.kml", Feedback())


def test_departments_write_kinds_and_states_as_they_like() -> None:
    assert [kind_of(one) for one in ("道路冠水", "床下", "裏の崖がくずれた", "停電している", "ufo", "")] == [
        Kind.ROAD_FLOODED,
        Kind.BELOW_FLOOR,
        Kind.SLOPE,
        Kind.LIFELINE,
        Kind.OTHER,
        Kind.OTHER,
    ]
    assert all(kind_of(word) is kind for kind, word in KINDS.items())
    said = ("未完了", "対応済み", "現地確認中", "作業中", "受付", "?")
    meant = (State.OPEN, State.DONE, State.CHECKING, State.WORKING, State.OPEN, State.UNKNOWN)
    assert tuple(map(state_of, said)) == meant


def test_pictures_are_small_upright_and_keep_their_secrets(tmp_path: Path) -> None:
    at = {1: "N", 2: (32.0, 45.0, 30.0), 3: "E", 4: (129.0, 52.0, 12.0)}
    path = photo(tmp_path / "秘密.jpg", at, "2026:07:01 10:00:30")
    shown = photo_at(path, tmp_path)
    small = thumbnail(shown, tmp_path, 8, feedback=Feedback())
    assert small is not None
    with Image.open(io.BytesIO(small)) as image:
        assert image.size == (8, 6)
        assert (dict(image.getexif()), image.info) == ({}, {})
    report = replace(made("a", 0), photos=(shown,), notice="通行止め")
    for name in ("公開.geojson", "公開.csv"):
        target = tmp_path / name
        publish([report], [""], target, Feedback(), photos=True)
        told = target.read_text("utf-8-sig")
        assert "秘密.jpg" in told
        assert "129.87" not in told  # where the photo was taken
        assert shown.digest not in told
        assert str(tmp_path) not in told
    source = tmp_path / "水位.csv"
    camera = pictures.camera_picture(source, "秘密.jpg", 8, feedback=Feedback())
    assert camera == small
    below = tmp_path / "中"
    below.mkdir()
    wrong = ("../秘密.jpg", str(path), "ない.jpg", "https://camera.example/a.jpg", "a\0.jpg", "")
    for one in wrong:
        assert pictures.camera_picture(below / "水位.csv", one, 8, feedback=Feedback()) is None


def test_a_picture_that_says_it_is_huge_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "大.png"
    Image.new("1", (400, 300)).save(path)
    assert picturefiles.small(path, 20) is not None
    monkeypatch.setattr(picturefiles, "MOST_PIXELS", 400 * 300 - 1)
    assert picturefiles.small(path, 20) is None
