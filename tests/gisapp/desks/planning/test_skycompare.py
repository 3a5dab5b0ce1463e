"""Sky factors at the points of the order, beside closed forms of the hemisphere."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from gisapp.desks.planning.lot import make_lot
from gisapp.desks.planning.shadow import Prism
from gisapp.desks.planning.site import Rule, Site
from gisapp.desks.planning.skycompare import SkyComparison, SkyLine, compare_sky
from gisapp.desks.planning.zones import Zone
from tests.gisapp.desks.planning.sites import NEIGHBOUR, road, site

LOW = Zone("1低", 100, 50, height_limit=10.0)


def _lines(found: SkyComparison, rule: Rule) -> list[SkyLine]:
    return [line for line in found.lines if line.rule is rule]


def wall(azimuth: float, tangent: float) -> float:
    """Return the sky that a wall hides, of half-width `azimuth` radians seen at its foot's right angle.

    The share of the projected hemisphere under a level edge at distance 1 and height t, azimuth 0 to a:
    1/2π ∫ t²cos²θ/(1 + t²cos²θ) dθ = 1/2π (a − arctan(tan a/√(1 + t²))/√(1 + t²)).
    """
    root = np.sqrt(1 + tangent**2)
    return float((azimuth - np.arctan(np.tan(azimuth) / root) / root) / (2 * np.pi))


def test_points_of_the_road_stand_on_its_far_side_at_most_half_its_width_apart() -> None:
    where = site(Zone("1住", 200, 60), 20, 15, road(6, level=-0.5), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    (line,) = _lines(compare_sky(where, [Prism(shapely.box(5, 3, 15, 12), 9.0)]), Rule.ROAD)
    assert line.points[:, 1] == pytest.approx(-6)
    assert line.points[:, 2] == pytest.approx(-0.5)
    assert np.diff(line.points[:, 0]) == pytest.approx([20 / 7] * 7)  # at most 3 m
    assert line.points[[0, -1], 0] == pytest.approx([0, 20])


def test_a_lone_wall_hides_what_the_closed_form_says() -> None:
    # A box with its near face 1 m from the road: only the upper edge of that face is seen from below.
    where = site(Zone("1住", 200, 60), 20, 15, road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    height, distance = 9.0, 7.0
    (line,) = _lines(compare_sky(where, [Prism(shapely.box(5, 1, 15, 1.001), height)]), Rule.ROAD)
    for point, planned in zip(line.points, line.planned, strict=True):
        left, right = (np.arctan((x - point[0]) / distance) for x in (5, 15))
        tangent = height / distance
        hidden = np.sign(right) * wall(abs(right), tangent) - np.sign(left) * wall(abs(left), tangent)
        assert planned == pytest.approx(1 - hidden, abs=2e-4)


def test_the_conforming_building_of_the_road_is_the_slant_itself() -> None:
    # From the far side the slant is seen under 1.25 all along: as high as its front edge.
    where = site(Zone("1住", 200, 60), 20, 10, road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    (line,) = _lines(compare_sky(where, []), Rule.ROAD)
    assert line.planned == pytest.approx(np.ones(len(line.points)))
    for point, conforming in zip(line.points, line.conforming, strict=True):
        # Its side walls, which rise backwards, hide some more beside the front edge.
        left, right = (np.arctan((x - point[0]) / 6.0) for x in (0, 20))
        front = np.sign(right) * wall(abs(right), 1.25) - np.sign(left) * wall(abs(left), 1.25)
        assert conforming <= 1 - front + 1e-4
    ends = line.conforming[[0, -1]]
    assert ends[0] == pytest.approx(ends[1], abs=1e-6)


def test_under_the_slant_is_kept_and_a_full_width_slab_over_it_is_not() -> None:
    where = site(Zone("1住", 200, 60), 20, 15, road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    low = compare_sky(where, [Prism(shapely.box(1, 1, 19, 14), 7.5)])
    assert low.kept(Rule.ROAD) is True
    assert low.kept(Rule.ADJACENT) is True
    assert low.kept(Rule.NORTH) is None
    slab = compare_sky(where, [Prism(shapely.box(0, 0, 20, 15), 20.0)])
    assert slab.kept(Rule.ROAD) is False
    tower = compare_sky(where, [Prism(shapely.box(8, 4, 12, 12), 22.0)])
    assert tower.kept(Rule.ROAD) is True  # over the slant, but slender


def test_adjacent_lines_and_north_lines_stand_where_the_order_says() -> None:
    residential = site(Zone("1中高", 200, 60), 20, 15, road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    found = compare_sky(residential, [Prism(shapely.box(2, 2, 18, 13), 9.0)])
    east = next(line for line in _lines(found, Rule.ADJACENT) if line.edge == 1)
    assert east.points[:, 0] == pytest.approx(36)  # 16 m outside
    assert np.diff(east.points[:, 1]).max() <= 8
    (north,) = _lines(found, Rule.NORTH)
    assert north.points[:, 1] == pytest.approx(23)  # 8 m to the north, 2 m apart
    assert len(north.points) == 11
    commercial = site(Zone("商業", 400, 80), 20, 15, road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    found = compare_sky(commercial, [Prism(shapely.box(2, 2, 18, 13), 9.0)])
    east = next(line for line in _lines(found, Rule.ADJACENT) if line.edge == 1)
    assert east.points[:, 0] == pytest.approx(32.4)
    assert not _lines(found, Rule.NORTH)
    low = compare_sky(site(LOW, 20, 15, road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR), [])
    (north,) = _lines(low, Rule.NORTH)
    assert north.points[:, 1] == pytest.approx(19)
    assert len(north.points) == 21


def test_true_north_moves_the_north_line_and_a_road_there_too() -> None:
    turned = site(LOW, 20, 15, road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR, north=30.0)
    lines = {line.edge: line for line in _lines(compare_sky(turned, []), Rule.NORTH)}
    vector = np.array([0.5, np.sqrt(0.75)])
    assert lines[2].points[0, :2] == pytest.approx(np.array([20, 15]) + 4 * vector)
    over = site(LOW, 20, 15, NEIGHBOUR, NEIGHBOUR, road(6), NEIGHBOUR)
    (line,) = _lines(compare_sky(over, []), Rule.NORTH)
    assert line.points[:, 1] == pytest.approx(15 + 6 + 4)


def test_two_roads_give_parts_with_their_own_widths() -> None:
    where = site(Zone("近商", 300, 80), 60, 60, road(12), NEIGHBOUR, NEIGHBOUR, road(4))
    lines = _lines(compare_sky(where, [Prism(shapely.box(20, 20, 40, 40), 12.0)]), Rule.ROAD)
    west = [float(-line.points[0, 0]) for line in lines if line.edge == 3]
    assert 12.0 in west  # within 24 m of the wide road the narrow one counts as wide
    assert 4.0 in west  # farther, within 10 m of its centre, with its own width


def test_a_building_before_its_setback_or_outside_is_told() -> None:
    where = site(Zone("1住", 200, 60), 20, 15, road(6, setback=2.0), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    found = compare_sky(where, [Prism(shapely.box(-1, 1, 10, 10), 6.0)])
    assert len(found.doubts) == 2
    assert "後退距離" in " ".join(map(str, found.doubts))
    free = compare_sky(where, [Prism(shapely.box(2, 2, 10, 10), 6.0)])
    assert free.doubts == ()


def test_moving_the_map_moves_nothing() -> None:
    ring = np.array([(0, 0), (20, 0), (20, 15), (0, 15)], float)
    edges = (road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    zone = Zone("1中高", 200, 60)
    base = compare_sky(Site(make_lot(ring, edges), (zone,)), [Prism(shapely.box(4, 3, 16, 12), 15.0)])
    shift = np.array([34_671.0, -27_662.0])
    box = shapely.box(4 + shift[0], 3 + shift[1], 16 + shift[0], 12 + shift[1])
    moved = compare_sky(Site(make_lot(ring + shift, edges), (zone,)), [Prism(box, 15.0)])
    for one, other in zip(base.lines, moved.lines, strict=True):
        assert one.planned == pytest.approx(other.planned, abs=1e-7)
        assert one.conforming == pytest.approx(other.conforming, abs=1e-7)
