"""Scans together with the city: clearance along an axis, vegetation over a road, cutting by areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import laspy
import numpy as np
import pytest
import shapely
from scipy.spatial import KDTree

from gisapp.desks.survey.clearance import Envelope, clearance, placed_along
from gisapp.desks.survey.cutting import Area, area_of, pieces
from gisapp.desks.survey.roadsurface import over_ground
from gisapp.desks.survey.stations import stake
from gisapp.desks.survey.vegetation import vegetation_over
from layers.errors import AnalysisFailed
from layers.feedback import Feedback
from tests.gisapp.desks.survey.madecloud import made
from tests.importers.las.clouds import SOUTH, WEST, Town

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.cloud import Cloud

AXIS = np.array([[WEST + 10, SOUTH + 20], [WEST + 130, SOUTH + 20], [WEST + 130, SOUTH + 80]])
"""120 m to the east, then 60 m to the north."""
WIDTH = 6.0
ROAD = shapely.LineString(AXIS).buffer(WIDTH / 2, cap_style="flat", join_style="mitre")


def surface(east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a road that rises by 4 % to the east and 2 % to the north."""
    return 30 + 0.04 * (east - WEST) + 0.02 * (north - SOUTH)


def road() -> Town:
    """Return a road with a gantry, a tree, a car park sign beside it, and noise above it."""
    random = np.random.default_rng(3)

    def block(
        count: int, west: float, south: float, east: float, north: float, low: float, high: float, kind: int
    ) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
        x, y = WEST + random.uniform(west, east, count), SOUTH + random.uniform(south, north, count)
        z = surface(x, y) + (random.uniform(low, high, count) if high > low else low)
        return np.column_stack([x, y, z]), np.full(count, kind, np.uint8)

    parts = [
        block(90_000, 0, 0, 150, 100, 0.0, 0.0, 2),
        block(400, 60, 15, 60.4, 25, 4.2, 4.2, 1),  # a gantry 4.2 m over the road, 50 m along
        block(900, 100, 21, 104, 27, 3.0, 6.0, 5),  # a tree that hangs over the left side, 90 to 94 m along
        block(300, 40, 23.2, 40.2, 23.6, 0.5, 3.0, 1),  # a sign beside the road
        block(3, 80, 19, 81, 21, 2.0, 3.0, 18),
    ]
    return Town(np.concatenate([one[0] for one in parts]), np.concatenate([one[1] for one in parts]))


@pytest.fixture(scope="module")
def cloud() -> Cloud:
    """Return the road."""
    return made(road())


@pytest.fixture(scope="module")
def unclassified() -> Cloud:
    """Return the road without classes and without noise."""
    whole = road()
    kept = whole.classes != 18
    return made(Town(whole.points[kept], np.zeros(int(kept.sum()), np.uint8)))


def test_an_envelope_has_the_shape_that_was_entered() -> None:
    whole = Envelope(6.0, 4.5, shoulder=0.5, pavement=2.0)
    beside = np.array([0.0, 2.5, 2.75, 3.0, 3.001, 5.0, 5.001, -2.75])
    assert whole.top(beside) == pytest.approx([4.5, 4.5, 4.15, 3.8, 2.5, 2.5, 0.0, 4.15])
    polygon = shapely.Polygon(whole.outline())
    assert polygon.is_valid
    assert polygon.area == pytest.approx(6.0 * 4.5 - 2 * 0.5 * 0.7 / 2 + 2 * 2.0 * 2.5)
    assert shapely.Polygon(Envelope(6.0, 4.5).outline()).area == pytest.approx(27.0)
    assert shapely.Polygon(Envelope(6.0, 4.5, pavement=1.0).outline()).area == pytest.approx(32.0)
    assert Envelope(6.0, 3.0, shoulder=0.5).top(np.array([3.0])) == pytest.approx([3.0])


@pytest.mark.parametrize("classes", [True, False])
def test_what_stands_in_the_envelope_is_found_where_it_is(
    cloud: Cloud, unclassified: Cloud, classes: bool
) -> None:
    found = clearance(cloud if classes else unclassified, AXIS, Envelope(WIDTH), Feedback())
    gantry, tree = found.stretches
    assert gantry.begin == pytest.approx(50.0, abs=0.05)
    assert gantry.end == pytest.approx(50.4, abs=0.05)
    assert gantry.lowest == pytest.approx(4.2, abs=0.04)
    assert gantry.lacking == pytest.approx(0.3, abs=0.04)
    assert gantry.name == "No.2+10.0 ～ No.2+10.4"
    assert gantry.count == pytest.approx(400 * 0.6, abs=40)  # those within 3 m of the axis
    assert [tree.begin, tree.end] == pytest.approx([90.0, 94.0], abs=0.1)
    assert tree.lacking == pytest.approx(1.5, abs=0.06)
    assert 1.0 <= tree.beside <= 3.0
    assert tree.classes == (5 if classes else 0)
    assert [found.length, found.covered] == pytest.approx([180.0, 1.0])
    assert np.abs(shapely.distance(shapely.points(found.points[:, :2]), ROAD)).max() < 1e-3
    assert ("分類「地面」" in str(found.basis)) == classes
    east, north = placed_along(AXIS, found.road[:, 0], np.zeros(180), np.zeros(180))[:, :2].T
    assert found.road[:, 1] == pytest.approx(surface(east, north), abs=0.06)
    low = clearance(cloud, AXIS, Envelope(WIDTH, height=4.0), Feedback())
    assert [one.begin for one in low.stretches] == [pytest.approx(90.0, abs=0.1)]


def test_a_road_without_points_is_told() -> None:
    empty = np.empty((0, 2))
    assert len(over_ground(empty, np.empty(0), np.empty(0, np.uint8), 1.0).heights) == 0


def test_an_axis_far_away_says_so(cloud: Cloud) -> None:
    with pytest.raises(AnalysisFailed, match="建築限界"):
        clearance(cloud, AXIS + 1000, Envelope(WIDTH), Feedback())


def test_places_along_an_axis_come_back() -> None:
    along, beside = np.array([0.0, 50.0, 120.0, 150.0]), np.array([1.0, -2.0, 0.0, 3.0])
    found = placed_along(AXIS, along, beside, np.zeros(4)) - [WEST, SOUTH, 0.0]
    assert found[:, :2] == pytest.approx(np.array([[10, 21], [60, 18], [130, 20], [127, 50]]))
    assert [stake(one) for one in (0.0, 19.96, 20.0, 72.5)] == ["No.0", "No.1", "No.1", "No.3+12.5"]


@pytest.mark.parametrize("classes", [True, False])
def test_vegetation_over_a_road(cloud: Cloud, unclassified: Cloud, classes: bool) -> None:
    found = vegetation_over(cloud if classes else unclassified, Area(ROAD), 4.5, Feedback())
    tree = found.patches[0]
    assert tree.lowest == pytest.approx(3.0, abs=0.06)
    # 4 m of the road, from 1 m beside the axis to its side, less cells that its lowest points miss.
    assert tree.area == pytest.approx(4.0 * 2.0, abs=1.6)
    assert WEST + 100 <= tree.east <= WEST + 104
    assert len(found.patches) == (1 if classes else 2)  # without classes a gantry is no less than a tree
    assert found.road == pytest.approx(ROAD.area)
    assert found.low <= found.covered < 20
    with pytest.raises(AnalysisFailed):
        vegetation_over(cloud, Area(shapely.box(0, 0, 1, 1)), 4.5, Feedback())


def test_a_cut_keeps_what_lies_inside_and_nothing_else(cloud: Cloud) -> None:
    area = Area(shapely.box(WEST + 100, SOUTH + 20, WEST + 110, SOUTH + 30), 37.0, 40.0)
    found = list(pieces(cloud, area, Feedback()))
    places = np.concatenate([one.places for one in found])
    every = np.concatenate(
        [one.places for one in pieces(cloud, Area(shapely.box(0, 0, 1e6, 1e6)), Feedback())]
    )
    assert len(every) == cloud.copc.points
    low, high = [WEST + 100, SOUTH + 20, 37.0], [WEST + 110, SOUTH + 30, 40.0]
    inside = ((every >= low) & (every <= high)).all(axis=1)
    assert len(places) == int(inside.sum()) > 500
    rest = sum(
        len(one.places)
        for one in pieces(cloud, Area(area.shape, area.low, area.high, outside=True), Feedback())
    )
    assert len(places) + rest == cloud.copc.points
    grown = area_of(np.array([area.shape, None], dtype=object), 1.0)
    assert shapely.bounds(grown.shape).tolist() == pytest.approx(
        [*np.array(low[:2]) - 1, *np.array(high[:2]) + 1]
    )
    with pytest.raises(AnalysisFailed):
        area_of(np.array([shapely.Point(0, 0)], dtype=object))


def test_real_trees_hang_over_a_real_strip(real_data: Callable[[str], Path]) -> None:
    path = real_data("las/ign__classified_laz_test_data_77050_627755_LA93_IGN69.laz")
    read = laspy.read(path)
    everything = made(Town(np.column_stack([read.x, read.y, read.z]), np.asarray(read.classification)))
    west, south, _, east, north, _ = (
        everything.boxes.min(axis=0)[:3].tolist() + everything.boxes.max(axis=0)[3:].tolist()
    )
    middle = (south + north) / 2
    strip = Area(shapely.LineString([(west, middle), (east, middle)]).buffer(3.0))
    found = vegetation_over(everything, strip, 4.5, Feedback())
    assert "植生" in str(found.plants)
    assert 0 < found.low <= found.covered <= found.road
    # The same with nothing but the classes of the file: the ground is that of the nearest point of it.
    inside = list(pieces(everything, strip, Feedback()))
    places = np.concatenate([one.places for one in inside])
    ground = places[np.concatenate([one.points["classification"] for one in inside]) == 2]
    near = KDTree(ground[:, :2]).query(found.points[:, :2])[1]
    error = found.over - (found.points[:, 2] - ground[near, 2])
    assert np.median(np.abs(error)) < 0.15
