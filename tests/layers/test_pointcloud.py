"""The layer of a cloud: what a view gets, how it is coloured, and which point was clicked."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest

from importers.las.cloudimporter import PointClouds
from importers.las.options import CloudOptions
from layers.base import View
from layers.clipbox import ClipBox
from layers.cloudlook import CLASS, DAY, HEIGHT, SLOPE, colours_of
from layers.cloudspacing import apart
from layers.copc import open_copc
from layers.decoding import FEW, Decoders
from layers.drawables import Points
from layers.errors import DamagedFile
from layers.feedback import Feedback
from layers.pointcloud import PointCloud
from styles.style import ByCategory, ByRange, Category, Fixed, Range
from tests.importers.las.clouds import SOUTH, WEST, hill, town, written

if TYPE_CHECKING:
    from pathlib import Path

    from layers.copc import Copc


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> PointCloud:
    base = tmp_path_factory.mktemp("scan")
    path = written(base / "丘.laz", town(150_000))
    (layer,) = PointClouds().read(path, CloudOptions(stores=base / "stores"), Feedback()).layers
    assert isinstance(layer, PointCloud)
    return layer


def view(height: float, budget: int = 1_000_000, *, east: float = WEST + 100) -> View:
    middle = np.array([east, SOUTH + 100.0, 30.0])
    return View(
        middle + np.array([0.0, -1.0, height]), middle, np.array([0.0, 1.0, 0.0]), 30.0, (1600, 900), budget
    )


def shown(layer: PointCloud, what: View) -> int:
    return sum(part.triangles for part in layer.parts(what))


def test_from_afar_the_coarse_levels_do_and_nearby_the_fine_ones_come(scan: PointCloud) -> None:
    far, near = scan.parts(view(5_000.0)), scan.parts(view(60.0))
    levels = scan.data.copc.keys[:, 0]
    assert {int(levels[int(part.key[0].partition("@")[0])]) for part in far} == {0}
    assert max(int(levels[int(part.key[0].partition("@")[0])]) for part in near) == levels.max()
    assert shown(scan, view(200.0)) <= 150_000


def test_the_budget_is_kept_and_coarse_goes_before_fine(scan: PointCloud) -> None:
    parts = scan.parts(view(60.0, 60_000))
    assert sum(part.triangles for part in parts) <= 60_000
    levels = [int(scan.data.copc.keys[int(part.key[0].partition("@")[0]), 0]) for part in parts]
    assert levels[0] == 0
    # The coarsest stays even where it is more than may be drawn: nothing at all would look like a fault.
    assert len(scan.parts(view(60.0, 10))) == 1


def test_what_is_behind_is_not_asked_for(scan: PointCloud) -> None:
    assert scan.parts(view(60.0, east=WEST + 5_000.0)) == []


def test_points_are_drawn_where_they_are(scan: PointCloud) -> None:
    (drawn,) = scan.load(scan.parts(view(5_000.0))[0], Feedback())
    assert isinstance(drawn, Points)
    places = drawn.points.astype(np.float64) + drawn.origin
    ground = places[np.abs(places[:, 2] - hill(places[:, 0], places[:, 1])) < 0.2]
    assert len(ground) > 0.4 * len(places)
    assert drawn.colours is not None
    assert drawn.colours.shape == (len(places), 3)


def test_a_cloud_without_colours_is_shown_by_its_classes(scan: PointCloud) -> None:
    assert isinstance(scan.style, ByCategory)
    assert {one.label for one in scan.style.categories} >= {"地面", "建物", "高い植生"}


def test_colours_by_style(scan: PointCloud) -> None:
    copc = scan.data.copc
    points = copc.node(0)
    places = copc.places(points)
    heights = places[:, 2]
    ranges = ByRange(HEIGHT, (Range(-100.0, 40.0, (1, 2, 3)), Range(40.0, 60.0, (4, 5, 6))), (9, 9, 9))
    by_height = colours_of(copc, points, places, ranges, bits=0)
    assert (by_height[heights < 40] == (1, 2, 3)).all()
    assert (by_height[(heights >= 40) & (heights <= 60)] == (4, 5, 6)).all()
    assert (by_height[heights > 60] == (9, 9, 9)).all()
    by_class = colours_of(
        copc, points, places, ByCategory(CLASS, (Category("2", (7, 7, 7)),), (8, 8, 8)), bits=0
    )
    ground = points["classification"] == 2
    assert (by_class[ground] == 7).all()
    assert (by_class[~ground] == 8).all()
    assert len(np.unique(colours_of(copc, points, places, Fixed((1, 1, 1)), bits=0))) == 1


def test_slope_and_day_colour_a_cloud_like_any_value(scan: PointCloud) -> None:
    cloud, table = scan.data, scan.colouring()
    assert {SLOPE, DAY} <= {one.name for one in table.attributes}
    found, values = table.categories(DAY)
    assert len(values) == 1
    assert set(found.tolist()) == {0}
    day, year = cloud.copc.written
    told = datetime.strptime(f"{year} {day}", "%Y %j").replace(tzinfo=UTC).date().isoformat()
    assert table.labels(DAY)[values[0]] == table.texts(DAY)[0] == told
    points = cloud.copc.node(0)[:4_000]
    places = cloud.placed(cloud.copc.places(points))
    steep = ByRange(SLOPE, (Range(0.0, 30.0, (1, 2, 3)), Range(30.0, 90.0, (4, 5, 6))), (9, 9, 9))
    drawn = colours_of(cloud.copc, points, places, steep, bits=0)
    assert {tuple(one) for one in np.unique(drawn, axis=0).tolist()} == {(1, 2, 3), (4, 5, 6)}


def test_a_click_finds_the_point_under_it(scan: PointCloud) -> None:
    for part in scan.parts(view(60.0)):
        scan.load(part, Feedback())
    eye = np.array([WEST + 30.0, SOUTH + 170.0, 200.0])
    hit = scan.pick(eye, np.array([0.0, 0.0, -1.0]))
    assert hit is not None
    assert hit.point[2] == pytest.approx(float(hill(*np.array([hit.point[:2]]).T)[0]), abs=10.0)
    told = scan.describe(hit.feature)
    assert told.figure is not None
    assert float(told.figure.value) == pytest.approx(hit.point[2], abs=5e-4)
    assert {fact.label for fact in told.cards[0].facts} >= {"標高", "分類", "X（北）", "Y（東）"}
    assert scan.pick(eye, np.array([0.0, 0.0, 1.0])) is None


def test_the_table_tells_counts_and_density(scan: PointCloud) -> None:
    table = scan.table()
    assert table.numbers("points")[0] == 150_000
    assert table.numbers("density")[0] == pytest.approx(150_000 / 200**2, rel=0.01)


def test_a_project_opens_it_again_without_reading_it_anew(scan: PointCloud) -> None:
    made = scan.data.copc.path.stat().st_mtime_ns
    stores = scan.data.folder
    (again,) = PointClouds().read(scan.source.path, CloudOptions(stores=stores), Feedback()).layers
    assert again.data.copc.path.stat().st_mtime_ns == made
    assert again.id == scan.id


def test_classes_and_a_box_leave_points_out_of_the_picture_and_of_clicks(scan: PointCloud) -> None:
    middle = np.array([WEST + 50.0, SOUTH + 50.0, 30.0])
    box = ClipBox(middle[0], middle[1], 60.0, 30.0, 30.0, 0.0, 200.0)
    few = replace(scan, hidden=(2,), clip=box.numbers)
    assert few.look != scan.look
    seen = few.parts(view(300.0))
    assert len(seen) < len(scan.parts(view(300.0)))
    found = np.concatenate(
        [one.points + one.origin for part in seen for one in few.load(part, Feedback())]  # type: ignore[union-attr]
    )
    assert len(found)
    assert box.holds(found).all()
    assert not (np.abs(found[:, 2] - hill(found[:, 0], found[:, 1])) < 0.05).all()
    eye = np.array([*middle[:2], 300.0])
    hit = few.pick(eye, np.array([0.0, 0.0, -1.0]))
    assert hit is not None
    assert few.describe(hit.feature).cards[0].facts[3].code != "2"
    aside = eye + np.array([80.0, 0.0, 0.0])
    assert few.pick(aside, np.array([0.0, 0.0, -1.0])) is None
    odd = replace(scan, clip=(1.0, 2.0), hidden=("2", -1, 1 << 80))  # type: ignore[arg-type]
    assert odd.clip_box is None
    assert len(odd.load(odd.parts(view(300.0))[0], Feedback())) == 1


def test_what_fills_the_gaps_between_points_is_known(scan: PointCloud) -> None:
    parts = scan.parts(view(60.0))
    root = parts[0]
    assert root.spacing == pytest.approx(scan.data.copc.spacing)
    names = {part.key for part in parts}
    assert set(root.finer) <= names
    # Where the budget ends, the gaps between the points of the coarse ones stay.
    few = scan.parts(view(60.0, 20_000))
    kept = {part.key for part in few}
    assert all(set(part.finer) <= kept for part in few)
    assert not few[-1].finer
    levels = scan.data.copc.keys[:, 0]
    assert scan.data.leaves[levels == levels.max()].all()
    assert not scan.data.leaves[0]


def test_points_on_a_surface_are_as_far_apart_as_they_are() -> None:
    random = np.random.default_rng(1)
    plane = np.column_stack([random.random((40_000, 2)) * 20.0, np.zeros(40_000)]).astype(np.float32)
    assert apart(plane, 5.0, finest=True) == pytest.approx(1.5 * 0.1, rel=0.05)
    assert apart(plane, 5.0, finest=False) == 5.0
    assert apart(plane[:10], 5.0, finest=True) == 5.0


def test_a_node_is_decompressed_by_another_process_as_here(
    scan: PointCloud, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copc = scan.data.copc
    decoders = Decoders()
    decoders.wanted = True
    monkeypatch.setattr("layers.copc.DECODERS", decoders)
    try:
        assert copc.counts[0] > FEW
        beside = copc.node(0)
        assert decoders._free  # it was asked, and waits
        np.testing.assert_array_equal(beside, copc._decoded_here(*_where(copc)))
        broken = tmp_path / "壊れ.copc.laz"
        content = bytearray(copc.path.read_bytes())
        first = int(copc.at[0])
        content[first : first + int(copc.sizes[0])] = bytes(int(copc.sizes[0]))
        broken.write_bytes(content)
        with pytest.raises(DamagedFile, match="壊れ"):
            open_copc(broken).node(0)
        np.testing.assert_array_equal(copc.node(0), beside)  # the next one is none the worse for it
        monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
        decoders.stop()
        np.testing.assert_array_equal(copc.node(0), beside)  # without another process it is done here
        assert not decoders.wanted
    finally:
        decoders.stop()


def _where(copc: Copc) -> tuple[int, int, int]:
    return int(copc.at[0]), int(copc.sizes[0]), int(copc.counts[0])
