"""Volumes by grid and by triangles: cones, prisms and worked cases whose answers are known."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra import numpy as arrays

from gisapp.desks.survey import volume
from gisapp.desks.survey.geotiff import surface_at, write_geotiff
from gisapp.desks.survey.rasters import tin_heights, triangles_of
from gisapp.desks.survey.surfaces import Frame
from gisapp.desks.survey.volumework import Asked, volume_work
from layers.errors import AnalysisFailed, NotComparable, NotRecognised
from layers.feedback import Feedback
from tests.gisapp.desks.survey.shapes import SOUTH, WEST, cloud_of, grid, scattered, surface

if TYPE_CHECKING:
    from pathlib import Path

    from layers.pointcloud import PointCloud

SQUARE = tuple((WEST + a, SOUTH + b) for a, b in ((5, 5), (35, 5), (35, 35), (5, 35)))


def corners_of(ring: object) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), float(y)) for x, y in np.asarray(ring))


def circle(east: float, north: float, radius: float) -> tuple[tuple[float, float], ...]:
    turn = np.linspace(0, 2 * np.pi, 360, endpoint=False)
    return corners_of(np.column_stack([east + radius * np.cos(turn), north + radius * np.sin(turn)]))


def test_a_grid_against_a_level_pc_02_and_pc_03() -> None:
    raised = surface(np.full((10, 10), 0.5))
    whole = volume.shares(raised.frame, None)
    told = volume.by_grid(raised, np.zeros((10, 10)), whole)
    assert (told.volume.cut, told.volume.fill, told.volume.net) == (0.0, 50.0, 50.0)
    half = np.full((10, 10), 0.5)
    half[:5] = -0.5
    told = volume.by_grid(surface(half), np.zeros((10, 10)), whole)
    assert (told.volume.cut, told.volume.fill, told.volume.net) == (-25.0, 25.0, 0.0)
    # Two surveys of 5 cm each: 6 cm are no change, 8 cm are one. 1.96 is not in that case.
    flat = surface(np.array([[0.06, 0.08]]), spread=0.0)
    told = volume.by_grid(flat, np.zeros((1, 2)), np.ones((1, 2)), accuracy=math.hypot(0.05, 0.05) / 1.96)
    assert told.detection == pytest.approx(0.0707, abs=5e-5)
    assert told.beyond is not None
    assert told.beyond.fill == pytest.approx(0.08)
    assert told.uncertainty == pytest.approx(2 * 0.0707, abs=1e-4)


def test_what_nobody_saw_is_no_zero() -> None:
    heights = np.full((10, 10), 1.0)
    heights[:, :4] = np.nan
    told = volume.by_grid(surface(heights), np.zeros((10, 10)), np.ones((10, 10)))
    assert told.covered == pytest.approx(0.6)
    assert told.area == 100.0
    assert told.volume.fill == 60.0
    assert told.accuracy is None


def test_cells_at_the_edge_of_an_area_count_in_part() -> None:
    frame = Frame(0.0, 0.0, 1.0, 20, 20)
    area = volume.area_of(((2.3, 2.1), (17.4, 3.2), (11.0, 18.7)))
    part = volume.shares(frame, area)
    assert part.sum() == pytest.approx(area.area, rel=1e-9)
    assert (part >= 0).all()
    assert (part <= 1 + 1e-12).all()
    with pytest.raises(AnalysisFailed):
        volume.area_of(((0, 0), (1, 1), (1, 0), (0, 1)))


def test_prisms_are_cut_where_they_pass_through_zero() -> None:
    one = np.array([1.0])
    assert volume.prisms(one, np.array([[1.0, 1.0, 1.0]])).fill == 1.0
    assert volume.prisms(one, np.array([[-3.0, 0.0, 0.0]])).cut == -1.0
    # Half of each side: a quarter of the area, a third of 1 m, above; the rest of the whole below.
    told = volume.prisms(one, np.array([[1.0, -1.0, -1.0]]))
    assert told.fill == pytest.approx(1 / 12)
    assert told.net == pytest.approx(-1 / 3)


@settings(max_examples=50, deadline=None)
@given(arrays.arrays(np.float64, (20, 3), elements=some.floats(-5, 5, width=32)))
def test_prisms_cut_and_fill_make_the_whole(heights: np.ndarray) -> None:
    size = np.linspace(0.1, 2.0, 20)
    told = volume.prisms(size, heights)
    assert told.cut <= 0 <= told.fill
    assert told.net == pytest.approx((size * heights.mean(axis=1)).sum(), abs=1e-9)
    turned = volume.prisms(size, -heights)
    assert turned.fill == pytest.approx(-told.cut, abs=1e-9)


def test_a_cone_on_sloping_ground_by_both_ways(tmp_path: Path) -> None:
    """A cone of 8 m radius and 5 m height on a slope of 1:5 holds pi r² h / 3 = 335.1 m³."""
    flat = scattered(160_000, 40.0)
    slope = 0.2 * (flat[:, 0] - WEST) + 10
    away = np.hypot(flat[:, 0] - WEST - 20, flat[:, 1] - SOUTH - 20)
    noise = np.random.default_rng(5).normal(0, 0.01, len(flat))
    heights = slope + np.maximum(5 * (1 - away / 8), 0) + noise
    layer = cloud_of(np.column_stack([flat, heights]), tmp_path)
    truth = math.pi * 64 * 5 / 3
    plane = tuple((WEST + a, SOUTH + b, 10 + 0.2 * a) for a, b in ((0, 0), (40, 0), (0, 40)))
    around = circle(WEST + 20, SOUTH + 20, 8.5)
    for triangles in (False, True):
        for base in ({"plane": plane}, {"rim": True}):
            asked = Asked(area=around, triangles=triangles, cell=0.25, **base)
            told = volume_work(layer.data, None, asked, Feedback())
            assert told.volume.fill == pytest.approx(truth, rel=0.005), (triangles, base)
            assert told.covered > 0.99
            assert 0 < told.uncertainty < 5


def test_a_prism_of_a_level_and_a_wall_by_triangles() -> None:
    places = grid(40.0, 1.0)
    block = np.where(places[:, 0] < WEST + 20, 0.0, (places[:, 0] - WEST - 20) / 10)
    told = volume.by_triangles(
        np.column_stack([places, 3 + block]), volume.level(3.0), volume.area_of(SQUARE)
    )
    # A wedge of 15 m by 30 m, 1.5 m high.
    assert told.volume.fill == pytest.approx(15 * 1.5 / 2 * 30, rel=1e-9)
    assert told.volume.cut == pytest.approx(0.0, abs=1e-9)
    assert told.covered == pytest.approx(1.0)


def test_planes_and_triangles_that_are_none() -> None:
    line = np.column_stack([np.arange(5.0), np.arange(5.0), np.zeros(5)])
    with pytest.raises(AnalysisFailed):
        volume.plane(line)
    assert len(triangles_of(line, 10.0)) == 0
    frame = Frame(WEST, SOUTH, 1.0, 40, 40)
    places = grid(40.0, 1.0)
    sloping = np.column_stack([places, 0.3 * (places[:, 0] - WEST)])
    away = np.hypot(places[:, 0] - WEST - 20, places[:, 1] - SOUTH - 20) > 6
    heights = tin_heights(sloping[away], frame, 4.0)
    assert np.isnan(heights[20, 20])  # nobody saw it, and the triangles over it are long
    known = np.isfinite(heights)
    assert known.mean() > 0.85
    east = np.broadcast_to(0.3 * (np.arange(40) + 0.5), (40, 40))
    assert np.abs(heights - east)[known].max() < 1e-9


def test_a_raster_of_somebody_else_is_the_base(tmp_path: Path) -> None:
    frame = Frame(WEST, SOUTH, 1.0, 40, 300)
    east, north = frame.middles
    heights = 5 + 0.1 * (east[None, :] - WEST) + np.zeros((40, 1)) * north[:, None]
    heights[:2] = np.nan
    path = tmp_path / "面.tif"
    write_geotiff(path, frame, heights, "EPSG:6669", {"METHOD": "test"})
    places = np.array([[WEST + 10.3, SOUTH + 20.9], [WEST - 50, SOUTH], [WEST + 10.3, SOUTH + 1.0]])
    found = surface_at(path, "EPSG:6669", places)
    assert found[0] == pytest.approx(5 + 1.03, abs=1e-5)
    assert np.isnan(found[1:]).all()
    assert len(list(tmp_path.iterdir())) == 1
    broken = tmp_path / "b.tif"
    broken.write_bytes(path.read_bytes()[:200])
    with pytest.raises(NotRecognised):
        surface_at(broken, "EPSG:6669", places)
    flat = scattered(30_000, 40.0)
    layer = cloud_of(np.column_stack([flat, 7 + 0.1 * (flat[:, 0] - WEST)]), tmp_path / "c")
    for triangles in (False, True):
        asked = Asked(surface=path, area=SQUARE, triangles=triangles, cell=1.0)
        told = volume_work(layer.data, None, asked, Feedback())
        assert told.volume.fill == pytest.approx(2 * 900, rel=2e-3)
        assert told.covered == pytest.approx(1.0, abs=1e-6)


@pytest.mark.parametrize("triangles", [False, True])
def test_real_flights_within_a_percent(kyobashi: tuple[PointCloud, PointCloud, Any], triangles: bool) -> None:
    before, after, truth = kyobashi
    for name in ("cut", "fill"):
        east, north = truth[name]["centre"]
        area = circle(east, north, truth[name]["r"] + 0.5)
        asked = Asked(area=area, triangles=triangles, cell=0.25)
        told = volume_work(after.data, before.data, asked, Feedback())
        expected = truth[name]["volume_m3"]
        assert told.volume.net == pytest.approx(expected, rel=0.01), told
        assert told.covered > 0.95


def test_a_flight_that_does_not_fit_gets_no_volume(kyobashi: tuple[PointCloud, PointCloud, Any]) -> None:
    before, after, truth = kyobashi
    none = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)
    moved = replace(after, motion=(0.0, 0.0, 0.0, *none, *truth["shift_misregistered"]))
    with pytest.raises(NotComparable):
        volume_work(moved.data, before.data, Asked(cell=0.5), Feedback())
