"""The sun at any moment, and the shadows of buildings on level and on sloping ground."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from gisapp.desks.planning.shadow import Prism, shadow
from gisapp.desks.planning.sun import JST, clock_time, declination_on, solar_time
from gisapp.desks.planning.sunshade import casters_near, casters_of, drawn, moment_of, shade
from layers.drawables import Mesh
from layers.heights import PlaneHeights

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOWER = shapely.box(0, 0, 20, 10)
ELL = shapely.Polygon([(40, 0), (60, 0), (60, 8), (48, 8), (48, 20), (40, 20)])


@dataclass(frozen=True)
class Slope(PlaneHeights):
    """Ground that rises to the north."""

    rise: float = 0.0

    def height_at(self, east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(north * self.rise)


def test_sun_04_clock_time() -> None:
    day, longitude = date(2026, 12, 22), 129.87
    assert clock_time(day, 12, longitude) == pytest.approx(12 + 18 / 60 + 54 / 3600, abs=10 / 3600)
    assert clock_time(day, 8, longitude) == pytest.approx(8 + 18 / 60 + 53 / 3600, abs=10 / 3600)
    hours, declination = solar_time(datetime(2026, 12, 22, 8, 18, 53, tzinfo=JST), longitude)
    assert hours == pytest.approx(8, abs=10 / 3600)
    assert declination == pytest.approx(declination_on(day), abs=0.01)
    found = moment_of(datetime(2026, 12, 22, 8, 18, 53, tzinfo=JST), longitude, 32.75)
    assert (found.altitude, found.azimuth) == pytest.approx((9.8368, 126.2665), abs=0.03)
    assert not moment_of(datetime(2026, 12, 22, 5, 0, tzinfo=JST), longitude, 32.75).up
    # The equation of time at its ends in the year: +16.4 minutes in November, -14.2 in February.
    assert clock_time(date(2026, 11, 3), 12, 135.0) == pytest.approx(12 - 16.4 / 60, abs=0.01)
    assert clock_time(date(2026, 2, 11), 12, 135.0) == pytest.approx(12 + 14.2 / 60, abs=0.01)


@pytest.mark.parametrize("hour", [9, 12, 15])
def test_on_level_ground_it_is_the_shadow_of_the_rules(hour: int) -> None:
    tip = moment_of(datetime(2026, 12, 22, hour, tzinfo=JST), 129.87, 32.75).tip(0.0)
    found = shade(casters_of(np.array([TOWER, ELL]), np.array([13.0, 9.0])), PlaneHeights(1.0), tip)
    exact = shadow([Prism(TOWER, 13.0), Prism(ELL, 9.0)], 1.0, tip)
    assert found.symmetric_difference(exact).area < 0.01 * exact.area


def test_uphill_it_is_shorter_and_downhill_longer() -> None:
    casters, tip = casters_of(np.array([TOWER]), np.array([13.0])), np.array([0.0, 1.5])
    # From the northern edge the top stands 13 - 10·rise above the ground and the light falls by 1 in 1.5.
    for rise in (0.1, -0.1, 0.0):
        farthest = shade(casters, Slope(rise=rise), tip).bounds[3]
        assert farthest == pytest.approx(10 + (13 - 10 * rise) * 1.5 / (1 + 1.5 * rise), abs=0.06)


def test_a_proposed_building_takes_the_place_of_the_one_that_is_there() -> None:
    casters = casters_near((), TOWER, [(TOWER, 5.0)])
    assert casters.tops.tolist() == [5.0] * len(casters.walls)
    assert shade(casters_near((), TOWER), PlaneHeights(), np.array([1.0, 1.0])).is_empty
    area = shade(casters, PlaneHeights(), np.array([1.0, 1.0]))
    mesh = drawn(area, PlaneHeights())[0]
    assert isinstance(mesh, Mesh)
    assert mesh.draped
    corners = (mesh.points.astype(float) + mesh.origin)[mesh.triangles.astype(int)][:, :, :2]
    assert shapely.area(shapely.polygons(corners)).sum() == pytest.approx(area.area, rel=1e-3)
