"""Notes of an inspection: kept, drawn, joined with facilities, written."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from gisapp.desks.survey import facilities, notelists, notetable
from gisapp.desks.survey.north import declination, true_bearing
from gisapp.desks.survey.notereport import Given, missing, report
from gisapp.desks.survey.notes import (
    LAYER,
    Change,
    Note,
    State,
    Wanted,
    by_facility,
    chosen,
    counts,
    drop,
    keep,
    note_of,
    notes_of,
    record_of,
    with_state,
)
from gisapp.paper.document import plain
from gisapp.paper.pdf import write_pdf
from importers.photos import Photo, look, photo_at
from importers.pictures import MOST_PIXELS, small_jpeg, thumbnail
from importers.tables.importer import TablesOptions, read_sheets
from layers import crs, projectfile, sights
from layers.drape import Plane
from layers.drawables import Labels, Lines, Points
from layers.entered import Entered
from layers.feedback import Feedback
from layers.pins import SHORT
from layers.project import Project
from layers.settling import settled
from tests.importers.tables.made import sheet, workbook

if TYPE_CHECKING:
    from pathlib import Path

    from layers.drawables import Drawable

    Bridge = tuple[Path, Project, facilities.Facilities]

SYSTEM = "EPSG:6669"
EAST, NORTH = 34_671.5, -27_662.2
NOW = "2026-11-30T10:00:00+09:00"
MOMENT = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
XMP = (
    b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:Description drone-dji:GimbalYawDegree=\"-90.5\" "
    b'drone-dji:GimbalPitchDegree="-30.0"/></x:xmpmeta>'
)


def degrees(east: float, north: float) -> tuple[float, float]:
    """Return where a place some metres from the corner lies, longitude and latitude."""
    x, y = crs.unproject(np.array([EAST + east]), np.array([NORTH + north]), SYSTEM)
    return round(float(x[0]), 9), round(float(y[0]), 9)


def photo(
    path: Path, at: tuple[float, float] | None = None, bearing: float | None = None, **more: Any
) -> Path:
    """Write a photo with what a camera says of it."""
    exif = Image.Exif()
    gps: dict[int, Any] = {}
    for number, value in zip((2, 4), (at or ())[::-1], strict=False):
        minutes = value % 1 * 60
        gps[number] = (float(int(value)), float(int(minutes)), minutes % 1 * 60)
    if bearing is not None:
        gps |= {16: more.get("north", "T"), 17: bearing}
    if "altitude" in more:
        gps |= {5: more.get("below", b"\0"), 6: more["altitude"]}
    exif.get_ifd(0x8825).update(gps)
    exif.get_ifd(0x8769).update({0x9003: "2026:05:01 10:00:30", 0xA405: 24})
    size = more.get("size", (48, 36))
    colour = (sum(path.name.encode()) % 256, len(path.name) * 37 % 256, 120)
    Image.new("RGB", size, colour).save(path, exif=exif, xmp=more.get("xmp", b""))
    return path


def note(name: str, east: float, **more: Any) -> Note:
    """Return a note some metres from the corner."""
    state = more.pop("state", State.REPAIR)
    values = {"text": "ひび割れ 0.3 mm", "date": "2026-05-01", "department": "土木維持課", **more}
    return Note(
        name,
        place=degrees(east, 0),
        placed_by="scan",
        changes=(Change(state, "2026-05-01", "土木維持課"),),
        **values,
    )


def test_a_note_is_a_record_that_comes_back_and_can_be_undone(tmp_path: Path) -> None:
    one = note(
        "a", 0, height=12.345, facility="B-0001", photos=(Photo("写真/a.jpg", "d", "2026-05-01", 90.0),)
    )
    assert note_of(record_of(one, NOW)) == one
    done = with_state(one, State.DONE, "2026-06-10", "橋梁課")
    assert [each.state for each in done.changes] == [State.REPAIR, State.DONE]
    assert done.history == "要補修（2026-05-01） → 済（2026-06-10）"
    assert with_state(done, State.DONE, "2026-07-01") is done
    project = Project(name="橋", path=tmp_path / "橋.gisproj")
    kept = keep(keep(project, [one], NOW), [done, note("b", 20)], NOW)
    assert kept.crs == SYSTEM
    assert project.records == ()  # the project before is untouched: that is the undo
    projectfile.save(kept, tmp_path / "橋.gisproj")
    again = projectfile.read(tmp_path / "橋.gisproj").project
    assert notes_of(again) == (done, note("b", 20))
    assert notes_of(drop(again, "a")) == (note("b", 20),)


def test_notes_are_chosen_by_state_department_and_facility() -> None:
    some = (
        note("a", 0, facility="B-2", state=State.DONE),
        note("b", 0, facility="B-1"),
        note("c", 0, department="道路課", facility="B-2"),
        note("d", 0, text="植生", facility=""),
    )
    assert [one.id for one in chosen(some, Wanted())] == ["d", "b", "c", "a"]
    assert [one.id for one in by_facility(chosen(some, Wanted()))] == ["b", "c", "a", "d"]
    assert [one.id for one in chosen(some, Wanted(facilities=("B-2",)))] == ["c", "a"]
    assert [one.id for one in chosen(some, Wanted((State.REPAIR,), ("道路課",)))] == ["c"]
    assert [one.id for one in chosen(some, Wanted(words="植生 要補修"))] == ["d"]
    assert counts(some) == {State.REPAIR: 3, State.WATCH: 0, State.UNKNOWN: 0, State.DONE: 1}


def drawn(project: Project) -> list[Drawable]:
    """Return what is drawn of the notes from near."""
    layer = settled(project).layer(LAYER)
    assert isinstance(layer, Entered)
    rows = np.arange(layer.data.store.count)
    found: list[Drawable] = layer._drawn(layer.data.store.shapes(rows), rows, 0, None)
    return found


def test_pins_stand_at_their_height_with_names_and_cameras_beside_them() -> None:
    camera = Photo("a.jpg", "d", bearing=90.0, place=degrees(-10, 0), altitude=55.0, pitch=0.0, angle=90.0)
    high = note("a", 0, height=50.0, facility="B-1", photos=(camera,))
    low = note("b", 30, facility="B-2")
    kept = keep(Project(crs=SYSTEM), [high, low], NOW)
    pins, heads, cones, eyes, names = drawn(kept)
    assert isinstance(heads, Points)
    tops = heads.points + heads.origin
    assert tops[0] == pytest.approx([EAST, NORTH, 50.0 + SHORT], abs=0.01)
    assert isinstance(names, Labels)
    assert names.texts == ("要補修 B-1", "要補修 B-2")
    assert names.rise > 0
    assert isinstance(eyes, Points)
    assert eyes.points[0] + eyes.origin == pytest.approx([EAST - 10, NORTH, 55.0], abs=0.02)
    assert isinstance(cones, Lines)
    assert isinstance(pins, Lines)
    ends = cones.points + cones.origin
    middle = ends[[1, 2, 3, 4]].mean(axis=0)
    # East, but for the angle between true north and that of the grid: 0.20016° here.
    turn = np.radians(90.0 - 0.20016)
    expected = [EAST - 10 + sights.LONG * np.sin(turn), NORTH + sights.LONG * np.cos(turn), 55.0]
    assert middle == pytest.approx(expected, abs=0.02)
    layer = settled(kept).layer(LAYER)
    assert layer is not None
    bounds = layer.data.bounds
    assert bounds[:, 2].min() <= 0.0
    assert bounds[:, 5].max() >= 50.0 + SHORT
    hit = layer.pick(np.array([EAST, NORTH - 100.0, 50.0 + SHORT]), np.array([0.0, 1.0, 0.0]))
    assert hit is not None
    assert hit.feature == 0


def test_a_cone_looks_where_its_camera_did() -> None:
    eyes = np.array([[0.0, 0.0, 0.0]])
    down = sights.cones(eyes, np.array([0.0]), np.array([-90.0]), np.array([60.0]))[0]
    assert down[1:].mean(axis=0) == pytest.approx([0.0, 0.0, -sights.LONG], abs=1e-9)
    level = sights.cones(eyes, np.array([0.0]), np.array([0.0]), np.array([90.0]))[0]
    across = np.ptp(level[1:, 0]) / 2
    assert np.degrees(2 * np.arctan(across / sights.LONG)) == pytest.approx(90.0)
    assert (
        sights.drawn(
            sights.sights_of([{"sights": [{"place": [1e9, "x"]}, 3]}], SYSTEM, "EPSG:6668"),
            Plane(),
            np.array([0]),
        )
        == []
    )


def test_photos_tell_place_height_direction_and_angle(tmp_path: Path) -> None:
    at = degrees(0, 0)
    one = look(photo(tmp_path / "a.jpg", at, 271.5, north="M", altitude=88.25))
    assert one.place == pytest.approx(at, abs=2e-7)
    assert (one.altitude, one.bearing, one.magnetic) == (88.25, 271.5, True)
    assert one.angle == pytest.approx(2 * np.degrees(np.arctan(18 / 24)), abs=0.1)
    west = declination(*at)
    assert 6.5 < west < 7.5  # 長崎市: 7° west in 2015
    assert true_bearing(one) == pytest.approx(271.5 - west, abs=1e-6)
    assert declination(139.7, 35.68) == pytest.approx(7 + 19.2 / 60, abs=0.01)
    below = look(photo(tmp_path / "b.jpg", at, altitude=3.0, below=b"\1"))
    assert (below.altitude, below.bearing) == (-3.0, None)
    drone = look(photo(tmp_path / "c.jpg", at, xmp=XMP))
    assert (drone.bearing, drone.pitch, drone.magnetic) == (269.5, -30.0, False)


def test_small_pictures_are_made_safely(tmp_path: Path) -> None:
    turned = photo(tmp_path / "a.jpg", size=(640, 320))
    kept = photo_at(turned, tmp_path)
    made = thumbnail(kept, tmp_path, 64, feedback=Feedback())
    assert made is not None
    assert Image.open(io.BytesIO(made)).size == (64, 32)
    side = int(MOST_PIXELS**0.5) + 10
    path = tmp_path / "bomb.png"
    Image.new("1", (side, side)).save(path)
    assert small_jpeg(photo_at(path, tmp_path), tmp_path, 64, feedback=Feedback()) is None
    turned.unlink()
    assert thumbnail(kept, tmp_path, 64, feedback=Feedback()) is None


LIST = """橋梁番号,判定,所見,点検日,Ｘ座標,Ｙ座標,標高,写真
B-0001,要補修,主桁下面にひび割れ 0.3 mm,令和8年5月1日,{north},{east},12.5,a.jpg
B-0002,経過観察,支承に錆,2026/5/2,,,,無い.jpg;../秘密.jpg
,済,落石防護網の補修が終わった,2026/5/3,,,,
,,,,,,,
"""


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Bridge:
    """Return a folder, a project with notes of a list and a photo, and the list of facilities."""
    root = tmp_path_factory.mktemp("橋")
    folder = root / "点検"
    folder.mkdir()
    photo(root / "秘密.jpg")
    photo(folder / "a.jpg", degrees(-10, 0), 90.0, size=(640, 480))
    (folder / "点検.csv").write_bytes(LIST.format(north=NORTH, east=EAST).encode("cp932"))
    longitude, latitude = degrees(60, 5)
    rows: list[list[str | float]] = [
        ["橋梁番号", "橋梁名", "緯度", "経度", "橋長（m）"],
        ["B-0001", "港橋", 32.75, 129.87, 24.5],
        ["Ｂ－０００２", "川端橋", latitude, longitude, 8.0],
        ["B-0003", "山手橋", 32.751, 129.871, 12.0],
        ["B-0003", "山手橋（側道）", 32.751, 129.871, 12.0],
    ]
    known = facilities.read(workbook(folder / "橋梁一覧.xlsx", {"橋梁": sheet(rows)}), Feedback())
    project = Project(name="橋", path=root / "橋.gisproj", crs=SYSTEM)
    path = folder / "点検.csv"
    (one,) = read_sheets(path, TablesOptions(), Feedback())
    mapping = notelists.propose(one.columns)
    came = notelists.from_sheet(
        one, path, mapping, project, date(2026, 11, 30), department="土木維持課", crs=SYSTEM, facilities=known
    )
    assert came.rows == len(came.notes) + len(came.left_out) == 3
    assert {each.code: each.count for each in came.findings if each.code.startswith("note-")} == {
        "note-no-place": 1,
        "note-photo-missing": 2,
    }
    project = keep(project, came.notes, NOW)
    again = notelists.from_sheet(one, path, mapping, project, date(2026, 11, 30), crs=SYSTEM)
    assert again.notes == ()
    return root, project, known


def test_a_list_becomes_notes_and_is_joined_with_its_facilities(
    bridge: Bridge,
) -> None:
    root, project, known = bridge
    first, second, third = notes_of(project)
    assert (first.state, first.date, first.height, first.placed_by) == (
        State.REPAIR,
        "2026-05-01",
        12.5,
        "coordinates",
    )
    assert first.place == pytest.approx(degrees(0, 0), abs=2e-7)
    assert [one.path for one in first.photos] == ["点検/a.jpg"]
    assert (second.state, second.placed_by, second.photos) == (State.WATCH, "facility", ())
    assert second.place == pytest.approx(degrees(60, 5), abs=2e-7)
    assert (third.state, third.place, third.department) == (State.DONE, None, "土木維持課")
    more = (
        first,
        second,
        third,
        replace(first, id="x", facility="b0001"),
        replace(first, id="y", facility="3"),
    )
    join = facilities.joined(more, known)
    assert {name: known.rows[row].name for name, row in join.rows.items()} == {
        first.id: "港橋",
        second.id: "川端橋",
    }
    assert [one.id for one in join.lost] == ["x", "y"]
    assert [one.id for one in join.unnumbered] == [third.id]
    assert [known.rows[row].name for row in join.unseen] == ["山手橋"]
    assert {one.code for one in join.findings} == {"facility-number-twice", "facility-number-unknown"}
    plainly = replace(known, rows=tuple(replace(one, number=f"00{n}") for n, one in enumerate(known.rows, 1)))
    zeros = facilities.joined([replace(first, facility="2")], plainly)
    assert (list(zeros.rows.values()), [one.code for one in zeros.findings]) == (
        [1],
        ["facility-number-zeros"],
    )
    kept = facilities.keep(project, known, NOW)
    found = facilities.of_project(kept, Feedback())
    assert found is not None
    assert found.rows == known.rows
    assert root.name == "橋0"


def test_degrees_in_a_list_are_degrees_whatever_plane_is_named(tmp_path: Path) -> None:
    longitude, latitude = degrees(5, 5)
    path = tmp_path / "点検.csv"
    path.write_text(f"内容,経度,緯度,標高\n錆,{longitude},{latitude},3.5\n", "utf-8")
    (one,) = read_sheets(path, TablesOptions(), Feedback())
    project = Project(crs=SYSTEM)
    mapping = notelists.propose(one.columns)
    (found,) = notelists.from_sheet(one, path, mapping, project, date(2026, 11, 30), crs=SYSTEM).notes
    assert found.place == pytest.approx((longitude, latitude), abs=1e-7)
    assert found.height == 3.5


def given_of(bridge: Bridge) -> Given:
    """Return what a sheet is made of."""
    root, project, known = bridge
    notes = by_facility(chosen(notes_of(project), Wanted()))

    def small(one: Photo) -> bytes | None:
        return small_jpeg(one, root, 600, feedback=Feedback())

    return Given(project, notes, known, facilities.joined(notes, known), small)


def test_the_sheet_tells_each_note_and_its_facility(
    bridge: Bridge,
) -> None:
    given = given_of(bridge)
    document = report(given, MOMENT, "gisapp")
    words = json.dumps(plain(document), ensure_ascii=False)
    for one in (
        "港橋",
        "主桁下面にひび割れ",
        "橋長",
        "方位 90°（真北から）",
        "要補修（2026-05-01）",
        "B-0003",
    ):
        assert one in words
    assert '"map": "位置図"' in words
    made = write_pdf(document)
    assert made.startswith(b"%PDF")
    assert made == write_pdf(report(given, MOMENT, "gisapp"))
    assert missing(given) == ()
    gone = replace(given, photo=lambda _: None)
    assert [one.code for one in missing(gone)] == ["note-photo-gone"]
    assert "見つからないか" in json.dumps(plain(report(gone, MOMENT, "gisapp")), ensure_ascii=False)


def test_tables_hold_the_same_notes(bridge: Bridge) -> None:
    given = given_of(bridge)
    book = notetable.write_xlsx(given, MOMENT, "gisapp")
    assert book == notetable.write_xlsx(given, MOMENT, "gisapp")
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        pictures = [name for name in archive.namelist() if name.startswith("xl/media/")]
        assert len(pictures) == 1
    table, listed, matched, _ = (one for one in _sheets(book))
    assert table[1][:6] == ["1", "要補修", "B-0001", "港橋", "主桁下面にひび割れ 0.3 mm", "2026-05-01"]
    assert [row[-1] for row in listed[1:]] == ["1", "1", "0", "0"]
    assert matched[1][2:4] == ["B-0003", "山手橋"]
    harmful = replace(given, notes=(replace(given.notes[0], text="=1+1"),))
    text = notetable.write_csv(harmful).decode("utf-8-sig")
    assert "'=1+1" in text
    collection = json.loads(notetable.write_geojson(given))
    assert [one["geometry"]["coordinates"][2:] for one in collection["features"]] == [[12.5], []]
    assert notetable.plain(given)["facilities"]["facilities_without_note"] == ["B-0003"]


def _sheets(book: bytes) -> list[list[list[str]]]:
    from python_calamine import CalamineWorkbook

    opened = CalamineWorkbook.from_filelike(io.BytesIO(book))
    return [
        [[_cell(one) for one in row] for row in opened.get_sheet_by_name(name).to_python()]
        for name in opened.sheet_names
    ]


def _cell(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
