"""Worked cases of heights, through facets and through formulas."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from gisapp.desks.planning.envelope import Envelope, envelope
from gisapp.desks.planning.lot import Behind, Edge, Opposite, make_lot
from gisapp.desks.planning.pointwise import heights
from gisapp.desks.planning.site import Rule, Site
from gisapp.desks.planning.zones import Slope, Zone
from tests.gisapp.desks.planning.sites import NEIGHBOUR, road, site


def _height(volume: Envelope, x: float, y: float) -> float:
    """Return the height over a point; on a line between facets the lower one."""
    point = np.array([[x, y]])
    near = [one for one in volume.facets if shapely.distance(one.polygon, shapely.Point(x, y)) < 1e-7]
    return min(float(one.heights(point)[0]) for one in near)


def _both(where: Site, x: float, y: float, rule: Rule) -> float:
    value = float(heights(where, np.array([[x, y]]))[rule][0])
    lowest = min(float(one[0]) for one in heights(where, np.array([[x, y]])).values())
    assert _height(envelope(where), x, y) == pytest.approx(lowest, abs=1e-6)
    return value


def _road_site(zone: Zone, width: float, setback: float = 0.0, level: float | None = None) -> Site:
    """Return a site so deep and wide that nothing but the road in the south cuts near it."""
    south = road(width, setback=setback, level=level)
    return site(zone, 400, 200, south, NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)


@pytest.mark.parametrize(
    ("y", "expected"), [(0, 7.5), (5, 13.75), (13.9, 24.875), (14, 25.0), (14.1, np.inf)]
)
def test_road_01(y: float, expected: float) -> None:
    assert _both(_road_site(Zone("1住", 200), 6), 200, y, Rule.ROAD) == pytest.approx(expected)


@pytest.mark.parametrize(("y", "expected"), [(2, 12.5), (5, 16.25), (12, 25.0), (12.1, np.inf)])
def test_road_02_with_setback(y: float, expected: float) -> None:
    assert _both(_road_site(Zone("1住", 200), 6, 2.0), 200, y, Rule.ROAD) == pytest.approx(expected)


@pytest.mark.parametrize(("width", "reach"), [(6, 25), (5, 20)])
def test_road_03_reach_follows_the_ratio_that_counts(width: float, reach: float) -> None:
    where = _road_site(Zone("1住", 300), width)
    assert np.isfinite(_both(where, 200, reach - width, Rule.ROAD))
    assert np.isinf(_both(where, 200, reach - width + 0.1, Rule.ROAD))


@pytest.mark.parametrize(("y", "expected"), [(0, 15.0), (15, 37.5), (15.1, np.inf)])
def test_road_04(y: float, expected: float) -> None:
    assert _both(_road_site(Zone("商業", 500), 10), 200, y, Rule.ROAD) == pytest.approx(expected)


@pytest.mark.parametrize(("y", "expected"), [(3, 23.75), (4.001, 30.0015), (9, 37.5), (3.999, 24.99875)])
def test_road_05_steeper_from_one_and_a_quarter_widths(y: float, expected: float) -> None:
    assert _both(_road_site(Zone("1住", 300), 16), 200, y, Rule.ROAD) == pytest.approx(expected)


def test_road_05_the_threshold_moves_with_the_setback() -> None:
    assert _both(_road_site(Zone("1住", 300), 16, 2.0), 200, 2, Rule.ROAD) == pytest.approx(25.0)


def test_road_06_a_higher_ground_raises_the_road() -> None:
    where = _road_site(Zone("1住", 200), 6, level=-2.0)
    assert _both(where, 200, 0, Rule.ROAD) == pytest.approx(6.0)  # above the ground, 8.0 above the road


@pytest.mark.parametrize(("x", "y", "expected"), [(3, 10, 22.5), (3, 30, 10.5), (9, 30, np.inf)])
def test_r132_a_wide_road_lends_its_width(x: float, y: float, expected: float) -> None:
    where = site(Zone("近商", 300), 300, 300, road(12), NEIGHBOUR, NEIGHBOUR, road(4))
    assert _both(where, x, y, Rule.ROAD) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("use", "x", "setback", "expected"),
    [
        ("1住", 2, 2, 25.0),
        ("1住", 6, 2, 30.0),
        ("1住", 5, 0, 26.25),
        ("商業", 2, 2, 41.0),
        ("商業", 5, 0, 43.5),
    ],
)
def test_adj_adjacent_slant(use: str, x: float, setback: float, expected: float) -> None:
    west = Edge(setback=setback)
    where = site(Zone(use, 400), 300, 300, road(20), NEIGHBOUR, NEIGHBOUR, west)
    assert _both(where, x, 150, Rule.ADJACENT) == pytest.approx(expected)


def test_low_rise_has_no_adjacent_slant() -> None:
    where = site(Zone("1低", 100), 30, 30, road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    assert np.isinf(heights(where, np.array([[15.0, 15.0]]))[Rule.ADJACENT][0])


@pytest.mark.parametrize(
    ("use", "turned", "expected"),
    [("1低", 0, 10.0), ("1低", 30, 10.7735), ("1中高", 0, 15.0), ("1中高", 30, 15.7735)],
)
def test_north_01_02_towards_the_true_north(use: str, turned: float, expected: float) -> None:
    where = site(Zone(use, 100), 300, 300, road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR, north=turned)
    assert _both(where, 150, 296, Rule.NORTH) == pytest.approx(expected, abs=1e-4)


def test_north_03_over_a_road() -> None:
    zone = Zone("1低", 100, height_limit=10.0)
    where = site(zone, 100, 100, NEIGHBOUR, NEIGHBOUR, road(6), NEIGHBOUR)
    assert _both(where, 50, 99, Rule.NORTH) == pytest.approx(13.75)
    assert _height(envelope(where), 50, 99) == pytest.approx(8.75)  # the road slant is lower there
    assert _both(where, 50, 50, Rule.ABSOLUTE) == 10.0


def test_north_water_counts_by_half_behind_the_edge_and_beyond_a_road_and_parks_never() -> None:
    zone = Zone("1低", 100, height_limit=10.0)
    for north, expected in (
        (Edge(Behind.WATER, 8.0), 5 + 1.25 * (4 + 4)),
        (Edge(Behind.PARK, 8.0), 5 + 1.25 * 4),
        (road(6, opposite=Opposite.WATER, opposite_width=10.0), 5 + 1.25 * (4 + 6 + 5)),
        (road(6, opposite=Opposite.PARK, opposite_width=10.0), 5 + 1.25 * (4 + 6)),
        (Edge(level=3.0), 1.0 + 5 + 1.25 * 4),  # the neighbour's ground is 3 m higher: (3 − 1)/2
        (Edge(level=1.0), 5 + 1.25 * 4),
    ):
        where = site(zone, 100, 100, NEIGHBOUR, NEIGHBOUR, north, NEIGHBOUR)
        assert _both(where, 50, 96, Rule.NORTH) == pytest.approx(expected)


def test_a_shadow_class_takes_the_north_slant_from_mid_rise() -> None:
    for use, finite in (("1中高", False), ("1低", True)):
        where = site(Zone(use, 100, shadow_class=2), 50, 50, road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
        assert np.isfinite(heights(where, np.array([[25.0, 45.0]]))[Rule.NORTH][0]) == finite


ENV = Zone("1低", 100, 50, height_limit=10.0)


def test_env_01() -> None:
    where = site(ENV, 20, 15, road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    volume = envelope(where)
    for y, expected in ((0, 7.5), (1, 8.75), (2, 10), (11, 10), (13, 7.5), (15, 5)):
        assert _height(volume, 10, y) == pytest.approx(expected)
    assert volume.volume == pytest.approx(2750.0, abs=1e-6)
    assert {facet.rule for facet in volume.facets} == {Rule.ROAD, Rule.ABSOLUTE, Rule.NORTH}
    assert where.floor_area_ratio.value == 100
    assert where.coverage_ratio.value == 50


def test_env_02() -> None:
    where = site(ENV, 20, 15, road(6, setback=1.0), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    volume = envelope(where)
    assert _height(volume, 10, 1) == pytest.approx(10.0)
    assert volume.volume == pytest.approx(2600.0, abs=1e-6)


def test_sb_01_a_narrow_road_takes_a_strip() -> None:
    for opposite, area in ((Opposite.LOTS, 142.0), (Opposite.CLIFF, 134.0)):
        south = Edge(Behind.ROAD, 2.4, "42-2", opposite=opposite)
        where = site(Zone("1住", 200, 60), 10, 15, south, NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
        assert where.area == pytest.approx(area)
        assert where.floor_area_ratio.value == pytest.approx(160)  # FAR-06
    assert where.coverage_ratio.value == 60


# ------------------------------------------------------------------------------------------- properties

CORNERED = [(0, 0), (24, 2), (26, 18), (14, 19), (13, 30), (-3, 28)]
"""A lot with a corner that turns inward."""
EDGES = (road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR, NEIGHBOUR, road(4.5))


def _cornered(zones: tuple[Zone, ...], turned: float = 0.0, shift: tuple[float, float] = (0.0, 0.0)) -> Site:
    angle = np.radians(turned)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])  # clockwise
    ring = np.array(CORNERED, float) @ turn.T + shift
    moved = tuple(
        Zone(**{**zone.__dict__, "area": _turned(zone.area, turn, shift)}) if zone.area else zone
        for zone in zones
    )
    return Site(make_lot(ring, EDGES), moved, north=-7.0 + turned)


def _turned(area: object, turn: np.ndarray, shift: tuple[float, float]) -> shapely.Geometry:
    return shapely.transform(area, lambda points: points @ turn.T + shift)


HALVES = (
    Zone("1中高", 200, 60, area=shapely.box(-50, -50, 10, 80), height_district_north=(Slope(5, 0.6),)),
    Zone("近商", 300, 80, area=shapely.box(10, -50, 80, 80), height_district_limit=22.0),
)
CASES = [
    (Zone("1住", 200, 60),),
    (Zone("1中高", 200, 60),),
    (Zone("商業", 600, 80),),
    (Zone("1低", 100, 50, height_limit=10.0, wall_setback=1.0),),
    HALVES,
]


TWELVE = [(0, 0), (24, 2), (26, 18), (20, 18.5), (19, 12), (12, 12.5)]
TWELVE += [(13, 30), (6, 31), (5, 24), (-1, 25), (-3, 28), (-4, 10)]
QUARTERS = (
    Zone("1中高", 200, 60, shapely.box(-50, -50, 8, 14), height_district_north=(Slope(5, 0.6),)),
    Zone("近商", 300, 80, shapely.box(8, -50, 80, 14), height_district_limit=22.0),
    Zone("1住", 200, 60, shapely.box(-50, 14, 8, 80)),
    Zone("1低", 100, 50, shapely.box(8, 14, 80, 80), height_limit=10.0),
)


def _jagged() -> Site:
    """Return a lot of twelve edges in four zones."""
    edges = (road(6), *[NEIGHBOUR] * 9, road(4.5), NEIGHBOUR)
    return Site(make_lot(TWELVE, edges), QUARTERS, north=-7.0)


@pytest.mark.parametrize(
    "where", [*(_cornered(zones, shift=(34_671.0, -27_662.0)) for zones in CASES), _jagged()]
)
def test_facets_are_what_the_formulas_say(where: Site) -> None:
    volume = envelope(where)
    box = where.net.ring.min(axis=0), where.net.ring.max(axis=0)
    points = np.random.default_rng(5).uniform(*box, (10_000, 2))
    lowest = np.min(list(heights(where, points).values()), axis=0)
    checked = 0
    for facet in volume.facets:
        inside = shapely.contains_properly(facet.polygon.buffer(-1e-4), shapely.points(points))
        assert np.abs(facet.heights(points[inside]) - lowest[inside]).max(initial=0) < 0.0011 or (
            np.isinf(lowest[inside]).all() and facet.rule is None
        )
        checked += int(inside.sum())
    assert checked > 4000
    covered = shapely.union_all([facet.polygon for facet in volume.facets], grid_size=1e-6).area
    allowed = sum(part.area for part in where.buildable)
    assert covered == pytest.approx(allowed, abs=1e-3)
    assert sum(facet.polygon.area for facet in volume.facets) == pytest.approx(allowed, abs=1e-3)


@pytest.mark.parametrize("zones", [CASES[0], CASES[1], HALVES])
def test_turning_the_site_turns_the_result(zones: tuple[Zone, ...]) -> None:
    here, there = envelope(_cornered(zones)).volume, envelope(_cornered(zones, 37.0)).volume
    assert there == pytest.approx(here, rel=1e-6)


def test_a_finer_ring_changes_nothing() -> None:
    where = _cornered(CASES[0])
    ring = where.lot.ring
    fine = np.concatenate([[a, (a + b) / 2] for a, b in zip(ring, np.roll(ring, -1, axis=0), strict=True)])
    edges = tuple(edge for edge in where.lot.edges for _ in range(2))
    finer = Site(make_lot(fine, edges), where.zones, north=where.north)
    assert envelope(finer).volume == pytest.approx(envelope(where).volume, rel=1e-6)


def test_another_rule_never_raises_the_volume() -> None:
    base = Zone("1住", 200, 60)
    free = envelope(_cornered((base,))).volume
    for more in (
        {"height_limit": 15.0},
        {"height_district_limit": 12.0},
        {"height_district_north": (Slope(5, 0.6),)},
        {"wall_setback": 1.0},
    ):
        assert envelope(_cornered((Zone("1住", 200, 60, **more),))).volume < free
