"""Worked cases of sun, shadow and sky."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import shapely

from gisapp.desks.planning.shadow import Daylight, Grid, Prism, hours_at, hours_on, shadow
from gisapp.desks.planning.skyfactor import edges_of_prisms, sky_factor
from gisapp.desks.planning.sun import declination_on, sun_at
from layers.feedback import Feedback

NAGASAKI = 32.75
BOX = Prism(shapely.box(-10, -10, 10, 0), 8.0)


@pytest.mark.parametrize(
    ("hour", "altitude", "azimuth", "east", "north"),
    [
        (8.0, 9.8173, 126.2635, -4.6596, 3.4182),
        (8.5, 14.7395, 131.1844, -2.8607, 2.5030),
        (9.0, 19.2874, 136.5848, -1.9640, 2.0757),
        (10.0, 26.9314, 149.0358, -1.0128, 1.6879),
        (11.0, 32.0058, 163.7395, -0.4480, 1.5360),
        (12.0, 33.8000, 180.0, 0.0, 1.4938),
        (16.0, 9.8173, 233.7365, 4.6596, 3.4182),
    ],
)
def test_sun_01(hour: float, altitude: float, azimuth: float, east: float, north: float) -> None:
    sun = sun_at(NAGASAKI, hour)
    assert sun.altitude[0] == pytest.approx(altitude, abs=1e-4)
    assert sun.azimuth[0] == pytest.approx(azimuth, abs=1e-4)
    assert sun.shadows()[0] == pytest.approx([east, north], abs=1e-4)


def test_sun_02_03() -> None:
    assert sun_at(NAGASAKI, 8, -23.4367).altitude[0] == pytest.approx(9.8263, abs=1e-4)
    assert sun_at(NAGASAKI, 12, -23.4367).altitude[0] == pytest.approx(33.8133, abs=1e-4)
    sasebo = sun_at(33.18, [8, 12])
    assert sasebo.altitude == pytest.approx([9.5628, 33.3700], abs=1e-4)
    assert sasebo.azimuth[0] == pytest.approx(126.3226, abs=1e-4)
    assert 1 / np.tan(np.radians(sasebo.altitude)) == pytest.approx([5.9358, 1.5183], abs=1e-4)


def test_sun_05_twelve_metres_over_a_plane_of_four() -> None:
    lengths = np.hypot(*(8.0 * sun_at(NAGASAKI, [12, 8]).shadows()).T)
    assert lengths == pytest.approx([11.950, 46.232], abs=1e-3)


def test_the_sun_of_a_day() -> None:
    assert declination_on(date(2026, 12, 22)) == pytest.approx(-23.436, abs=0.01)
    assert declination_on(date(2026, 6, 21)) == pytest.approx(23.436, abs=0.01)
    assert declination_on(date(2026, 3, 20)) == pytest.approx(0.0, abs=0.25)


def test_at_night_nothing_throws_a_shadow() -> None:
    assert np.isnan(sun_at(NAGASAKI, 3).shadows()).all()
    assert hours_at(np.array([[0.0, 5.0]]), [BOX], 0.0, Daylight(NAGASAKI, hours=(2.0, 4.0)))[0] == 0


def test_shadow_01() -> None:
    points = np.array([[0, 5], [0, 10], [10, 5], [15, 5], [20, 10], [0, 11.9], [0, 12.0]], float)
    expected = [8.0, 6.2839, 4.0, 2.6486, 1.6819, 5.4206, 4.5994]
    assert hours_at(points, [BOX], 0.0, Daylight(NAGASAKI)) == pytest.approx(expected, abs=0.03)


def test_a_raster_says_the_same_as_single_points() -> None:
    grid = Grid(-60, 60, 1.0, (80, 120))
    raster = hours_on(grid, [BOX], 0.0, Daylight(NAGASAKI, minutes=2.0), Feedback())
    chosen = grid.points()[::7, ::11].reshape(-1, 2)
    single = hours_at(chosen, [BOX], 0.0, Daylight(NAGASAKI, minutes=2.0))
    assert np.abs(raster[::7, ::11].ravel() - single).max() <= 0.1


def test_turning_the_map_turns_the_shadow() -> None:
    angle = np.radians(25.0)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    turned = Prism(shapely.transform(BOX.footprint, lambda points: points @ turn.T), BOX.top)
    points = np.random.default_rng(3).uniform(-40, 40, (200, 2))
    here = hours_at(points, [BOX], 0.0, Daylight(NAGASAKI, minutes=10))
    there = hours_at(points @ turn.T, [turned], 0.0, Daylight(NAGASAKI, 25.0, minutes=10))
    assert there == pytest.approx(here)


def test_a_higher_or_second_building_never_shortens_a_shadow() -> None:
    points = np.random.default_rng(4).uniform(-50, 50, (300, 2))
    base = hours_at(points, [BOX], 0.0, Daylight(NAGASAKI, minutes=10))
    higher = hours_at(points, [Prism(BOX.footprint, 12.0)], 0.0, Daylight(NAGASAKI, minutes=10))
    two = hours_at(
        points, [BOX, Prism(shapely.box(20, 20, 30, 30), 5.0)], 0.0, Daylight(NAGASAKI, minutes=10)
    )
    assert (higher >= base - 1e-9).all()
    assert (two >= base - 1e-9).all()
    assert two.sum() > base.sum()


def test_the_outline_of_a_shadow() -> None:
    noon = sun_at(NAGASAKI, 12).shadows()[0]
    outline = shadow([BOX], 0.0, noon)
    assert outline.area == pytest.approx(20 * (10 + 11.950), abs=0.05)
    assert shadow([BOX], 9.0, noon).is_empty


@pytest.mark.parametrize(("altitude", "expected"), [(45.0, 0.853553), (60.0, 0.750)])
def test_sky_01(altitude: float, expected: float) -> None:
    far = 1e6
    height = 10 * np.tan(np.radians(altitude))
    wall = np.array([[-far, 10, height, far, 10, height]])
    assert sky_factor(np.array([[0.0, 0.0, 0.0]]), wall)[0] == pytest.approx(expected, abs=1e-4)


def test_an_open_place_sees_all_of_the_sky_and_a_yard_only_its_own() -> None:
    yard = Prism(shapely.box(-50, -50, 50, 50).difference(shapely.Point(0, 0).buffer(10, 64)), 10.0)
    found = sky_factor(np.array([[0.0, 0.0, 0.0], [0.0, 0.0, 20.0]]), edges_of_prisms([yard]))
    assert found == pytest.approx([0.5, 1.0], abs=2e-3)  # cos² 45° all around
