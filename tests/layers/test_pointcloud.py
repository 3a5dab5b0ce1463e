"""The layer of a cloud: what a view gets, how it is coloured, and which point was clicked."""

from __future__ import annotations

import numpy as np
import pytest

from importers.las.cloudimporter import PointClouds
from importers.las.options import CloudOptions
from layers.base import View
from layers.cloudlook import CLASS, HEIGHT, colours_of
from layers.drawables import Points
from layers.feedback import Feedback
from layers.pointcloud import PointCloud
from styles.style import ByCategory, ByRange, Category, Fixed, Range
from tests.importers.las.clouds import SOUTH, WEST, hill, town, written


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
    points = scan.data.copc.node(0)
    heights = scan.data.copc.places(points)[:, 2]
    ranges = ByRange(HEIGHT, (Range(-100.0, 40.0, (1, 2, 3)), Range(40.0, 60.0, (4, 5, 6))), (9, 9, 9))
    by_height = colours_of(points, heights, ranges, bits=0)
    assert (by_height[heights < 40] == (1, 2, 3)).all()
    assert (by_height[(heights >= 40) & (heights <= 60)] == (4, 5, 6)).all()
    assert (by_height[heights > 60] == (9, 9, 9)).all()
    by_class = colours_of(points, heights, ByCategory(CLASS, (Category("2", (7, 7, 7)),), (8, 8, 8)), bits=0)
    ground = points["classification"] == 2
    assert (by_class[ground] == 7).all()
    assert (by_class[~ground] == 8).all()
    assert len(np.unique(colours_of(points, heights, Fixed((1, 1, 1)), bits=0))) == 1


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
