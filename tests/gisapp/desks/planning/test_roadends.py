"""Where a front road ends, and how the slant goes around its end: beside shapes and distances of shapely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from gisapp.desks.planning.envelope import envelope
from gisapp.desks.planning.lot import Edge, make_lot
from gisapp.desks.planning.pointwise import heights
from gisapp.desks.planning.site import Rule, Site
from gisapp.desks.planning.zones import Zone
from tests.gisapp.desks.planning.sites import NEIGHBOUR, road
from tests.gisapp.desks.planning.test_concave import beside_formulas

if TYPE_CHECKING:
    from numpy.typing import NDArray

FAR = 1000.0
HOUSES = Zone("1住", 200, 60)
WIDE = Zone("1住", 500, 60)
"""Reach of 35 m, and steeper from 1.25 widths of a road of 12 m on (56条3項)."""


def at_road(where: Site, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the road slant at points."""
    return heights(where, points)[Rule.ROAD]


def dead_end(width: float = 6.0, zone: Zone = HOUSES, *, end: Edge = NEIGHBOUR) -> Site:
    """Return a lot that closes a road in the east: the road comes from the west, south of y = 20, to x = 30.

    The lot lies north of the road (y > 20) and beyond its end (x > 30), where its edge looks west.
    """
    ring = [(0, 20), (30, 20), (30, -40), (60, -40), (60, 50), (0, 50)]
    edges = (road(width), end, NEIGHBOUR, NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    return Site(make_lot(ring, edges), (zone,))


def test_beside_the_end_of_a_road_the_distance_is_that_to_its_end() -> None:
    # The far side is y = 14 from x = −∞ to 30. At (20, 25): 25 − 14 = 11 m. At (33, 18), 3 m beyond the end
    # and 4 m over the far side: 5 m. At (36, 22): 6 and 8 m: 10 m. Below the middle of the road (y = 17) its
    # north side is the opposite one: at (33, 16), 3 m beyond (30, 20) and 4 m below it: 5 m again.
    where = dead_end()
    points = np.array([(20, 25), (33, 18), (36, 22), (33, 16), (45, 34.1)], float)
    assert at_road(where, points)[:4] == pytest.approx(1.25 * np.array([11, 5, 10, 5]))
    assert np.isinf(at_road(where, points)[4])  # hypot(15, 20.1) is beyond the reach of 20 m


def test_an_edge_at_the_end_of_a_road_says_itself_what_counts() -> None:
    # Its opposite boundary lies one width before it: 6 m + 3 m at (33, 17), in the middle of the road.
    where = dead_end(end=road(6))
    assert at_road(where, np.array([(33.0, 17.0)])) == pytest.approx([1.25 * 9])


def _oracle(
    where: Site, points: NDArray[np.float64], ends: dict[int, tuple[float, float]]
) -> NDArray[np.float64]:
    """Return the road slant by distances to drawn lines; `ends`: metres by which each road runs on."""
    found = np.full(len(points), np.inf)
    net, places = where.net, shapely.points(points)
    for index, (before, after) in ends.items():
        a, b = net.ring[index], net.ring[(index + 1) % len(net.ring)]
        u, n, width = net.directions[index], net.inward[index], net.edges[index].width or 0.0
        near = shapely.LineString([a - u * before, b + u * after])
        far = shapely.transform(near, lambda at, n=n, width=width: at - n * width)
        inside, along = (points - a) @ n, (points - a) @ u
        beside = (along > net.lengths[index] + after) | (along < -before)
        opposite = np.where(
            beside & (inside < -width / 2), shapely.distance(places, near), shapely.distance(places, far)
        )
        length = np.where((inside >= 0) | beside, opposite, np.inf)
        found = np.minimum(
            found, np.where(length <= where.zones[0].district.reach_at(200), 1.25 * length, np.inf)
        )
    return found


def test_formulas_and_facets_are_the_distances_to_the_drawn_far_side() -> None:
    where = dead_end()
    points = np.random.default_rng(4).uniform((0, -40), (60, 50), (4000, 2))
    points = points[shapely.contains_properly(where.net.polygon().buffer(-0.01), shapely.points(points))]
    assert at_road(where, points) == pytest.approx(_oracle(where, points, {0: (FAR, 0.0)}), abs=1e-9)
    lower = beside_formulas(where, envelope(where), 3000)
    assert lower.min() > -1e-6
    assert lower.max() < 0.0011


def test_a_road_runs_on_until_the_lot_stands_across_its_middle() -> None:
    # The lot comes back to the road 25 m after the edge: it ends there, and goes on without end on the left.
    ring = [(0, 0), (20, 0), (20, 4), (45, 4), (45, -20), (60, -20), (60, 30), (0, 30)]
    edges = (road(6), *[NEIGHBOUR] * 7)
    where = Site(make_lot(ring, edges), (HOUSES,))
    assert where.road_runs[0].tolist() == [np.inf, 25.0]
    points = np.random.default_rng(4).uniform((0, -20), (60, 30), (4000, 2))
    points = points[shapely.contains_properly(where.net.polygon().buffer(-0.01), shapely.points(points))]
    assert at_road(where, points) == pytest.approx(_oracle(where, points, {0: (FAR, 25.0)}), abs=1e-9)
    lower = beside_formulas(where, envelope(where), 3000)
    assert np.abs(lower).max() < 0.0011


@pytest.mark.parametrize("turned", [0.0, 37.0])
def test_around_the_end_a_wide_road_is_steeper_farther_away(turned: float) -> None:
    angle = np.radians(turned)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    flat = dead_end(12.0, WIDE)
    where = Site(make_lot(flat.lot.ring @ turn.T, flat.lot.edges), (WIDE,))
    # The far side ends at (30, 8): 9 and 12 m from (39, 20) are 15 = 1.25 · 12 m, from where on 1.5 counts.
    points = np.array([(39.01, 20.0), (38.9, 20.0), (51, 36.1)], float)
    lengths = np.hypot(points[:, 0] - 30, points[:, 1] - 8)
    rises = np.array([1.5, 1.25, np.inf])  # hypot(21, 28.1) is beyond 35 m
    assert at_road(where, points @ turn.T) == pytest.approx(lengths * rises)
    lower = beside_formulas(where, envelope(where), 3000)
    jump = 0.25 * 15 + 0.01  # within a millimetre of the circle where the slope changes the lower one counts
    assert lower.min() > -1e-6
    assert (lower < 0.0011).mean() > 0.999
    assert lower.max() < jump


def test_nowhere_before_or_beside_a_road_is_without_a_limit() -> None:
    """Every place nearer to the frontage than what the reach leaves over the width has a limit."""
    for where in (dead_end(), dead_end(end=road(6))):
        points = np.random.default_rng(4).uniform((0, -40), (60, 50), (4000, 2))
        points = points[shapely.contains_properly(where.net.polygon(), shapely.points(points))]
        frontage = shapely.LineString([(0, 20), (30, 20)])
        near = shapely.distance(shapely.points(points), frontage) < 20 - 6
        assert near.sum() > 300
        assert np.isfinite(at_road(where, points[near])).all()
