"""Several ground levels where a lot rises by more than 3 m (令2条2項): limits, floors, shadow, sky."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely

from gisapp.desks.planning.cuts import cuts, ground_shares, height_figure
from gisapp.desks.planning.envelope import Envelope, envelope
from gisapp.desks.planning.grounds import GroundRegion, ground_regions
from gisapp.desks.planning.lot import Edge, make_lot
from gisapp.desks.planning.massing import massing
from gisapp.desks.planning.pointwise import heights
from gisapp.desks.planning.shadow import Daylight, Prism
from gisapp.desks.planning.shadowverdict import verdict
from gisapp.desks.planning.site import Rule, Site
from gisapp.desks.planning.sitefile import SiteDocument, read_site, write_site
from gisapp.desks.planning.skycompare import compare_sky
from gisapp.desks.planning.standing import Standing
from gisapp.desks.planning.zones import Slope, Zone
from layers.errors import Damaged
from layers.heights import PlaneHeights
from tests.gisapp.desks.planning.sites import NEIGHBOUR, road, site
from tests.gisapp.desks.planning.test_regulations import CRS

LOWER, UPPER = shapely.box(0, 0, 20, 18), shapely.box(0, 18, 20, 30)
STEPS = (GroundRegion(0.0, LOWER), GroundRegion(2.5, UPPER))
"""A lot of 20 × 30 m: 2.5 m higher behind y = 18."""


def regions(outline: list[tuple[float, float]], heights_at: object) -> tuple[GroundRegion, ...]:
    """Return the regions of a lot whose ground is a function of its places."""
    places = shapely.get_coordinates(shapely.segmentize(shapely.Polygon(outline).exterior, 0.5))[:-1]
    return ground_regions(places, heights_at(places))  # type: ignore[operator]


def test_an_even_slope_is_divided_three_metres_above_its_lowest_place() -> None:
    # 10 × 40 m, 10 cm a metre: from 0 to 4 m. At y = 30 the ground is 3 m higher than at y = 0.
    # Lower: 10·0 + 2·30·1.5 + 10·3 over 80 m all around = 120/80 = 1.5. Upper: (30 + 2·10·3.5 + 40)/40 = 3.5.
    found = regions([(0, 0), (10, 0), (10, 40), (0, 40)], lambda at: at[:, 1] * 0.1)
    assert [one.level for one in found] == [1.5, 3.5]
    areas = [one.area for one in found if one.area is not None]
    assert [one.area for one in areas] == pytest.approx([300, 100])
    assert areas[0].equals_exact(shapely.box(0, 0, 10, 30), 1e-6, normalize=True)


def test_a_mean_counts_every_metre_around_and_the_dividing_line_too() -> None:
    # A triangle (0, 0), (20, 0), (0, 40), 10 cm a metre to the north; the line y = 30 is 5 m long there.
    # Lower: 20·0 + 33.541·1.5 + 5·3 + 30·1.5 = 110.31 over 88.541 m = 1.246.
    # Upper: 5·3 + 11.180·3.5 + 10·3.5 = 89.13 over 26.180 m = 3.404.
    found = regions([(0, 0), (20, 0), (0, 40)], lambda at: at[:, 1] * 0.1)
    assert [one.level for one in found] == [1.25, 3.40]
    assert sum(one.area.area for one in found if one.area) == pytest.approx(400)


def test_three_metres_are_one_level_and_a_wall_makes_no_level_of_its_own() -> None:
    flat = regions([(0, 0), (10, 0), (10, 20), (0, 20)], lambda at: at[:, 1] * 0.15)
    assert [(one.level, one.area) for one in flat] == [(1.5, None)]
    # A wall of 8 m: what lies between 3 and 6 m is the wall itself, on which nobody builds.
    wall = regions([(0, 0), (10, 0), (10, 40), (0, 40)], lambda at: np.where(at[:, 1] > 20, 8.0, 0.0))
    assert len(wall) == 2
    rough = regions(
        [(0, 0), (30, 0), (30, 30), (0, 30)], lambda at: 4 + 3 * np.sin(at[:, 0] / 4) + 0.02 * at[:, 1]
    )
    assert sum(one.area.area for one in rough if one.area) == pytest.approx(900, abs=1e-3)
    assert [one.level for one in rough] == sorted(one.level for one in rough)
    hole = regions(
        [(0, 0), (10, 0), (10, 40), (0, 40)],
        lambda at: np.where((at[:, 1] > 10) & (at[:, 1] < 12), np.nan, at[:, 1] * 0.1),
    )
    assert [one.level for one in hole] == [1.5, 3.5]  # what the terrain does not know lies between the rest


def _height(volume: Envelope, x: float, y: float) -> float:
    point = shapely.Point(x, y)
    facet = next(one for one in volume.facets if one.polygon.distance(point) < 1e-9)
    return float(facet.heights(np.array([[x, y]]))[0])


def _at(where: Site, x: float, y: float, rule: Rule) -> float:
    return float(heights(where, np.array([[x, y]]))[rule][0])


def stepped(zone: Zone, *edges: Edge, **more: object) -> Site:
    """Return the lot on two levels."""
    return site(zone, 20, 30, *edges, steps=STEPS, **more)


def test_each_part_is_measured_from_its_own_ground_level() -> None:
    zone = Zone("1低", 100, 50, height_limit=10.0)
    where = stepped(zone, road(6, level=-0.5), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    # 55条: 10 m over 0 m below y = 18, over 2.5 m behind it.
    assert [_at(where, 10, y, Rule.ABSOLUTE) for y in (10, 20)] == [10.0, 12.5]
    # 56条1項3号, 4 m from the north: 5 + 1.25·4 = 10 over the upper level; 15 m from it over the lower one.
    assert _at(where, 10, 26, Rule.NORTH) == pytest.approx(2.5 + 10.0)
    assert _at(where, 10, 15, Rule.NORTH) == pytest.approx(5 + 1.25 * 15)
    # 56条1項1号 from the road's centre: −0.5 + 1.25·(6 + 2), on either level the same height of the road.
    assert _at(where, 10, 2, Rule.ROAD) == pytest.approx(9.5)
    volume = envelope(where)
    assert _height(volume, 10, 10) == 10.0
    assert _height(volume, 10, 20) == pytest.approx(12.5)
    # y: 0…2.4 from 7 to 10 m, to 18 level; then 12.5 m up to y = 26 and down to 7.5 m at 30: above its ground
    # (7 + 10)/2·2.4 + 10·15.6 + 10·8 + (10 + 5)/2·4 = 20.4 + 156 + 80 + 30 = 286.4 m², 20 m long.
    assert volume.volume == pytest.approx(286.4 * 20, abs=1e-6)
    assert np.array(ground_shares(volume)) == pytest.approx(np.array([(0.0, 0.6), (2.5, 0.4)]))
    assert max(one.highest for one in cuts(volume)) == pytest.approx(10.0)
    said = [str(step.text) for step in height_figure(volume).steps if step.article == "令2条2項"]
    assert said[1].startswith("地盤面 2: 最も低い地盤面から +2.50 m（建てられる範囲の 40 %）")


def test_the_lowest_ground_level_raises_the_road() -> None:
    # 令135条の2: 2 m over the road in front, 4.5 m behind: the road counts as (2 − 1)/2 = 0.5 m higher.
    where = stepped(Zone("1住", 200, 60), road(6, level=-2.0), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    assert _at(where, 10, 12, Rule.ROAD) == pytest.approx(-1.5 + 1.25 * 18)
    unknown = stepped(Zone("1住", 500, 60), road(12), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    # A road of which nobody knows the level lies at the lowest one: 32 m from its far side, not 2.5 m more.
    assert _at(unknown, 10, 20, Rule.ROAD) == pytest.approx(1.5 * 32)


def test_neighbours_raise_what_lies_lower_than_the_site_beside_them() -> None:
    zone = Zone("1住", 200, 60)
    # 令135条の3: behind, where the site lies at 2.5 m, the neighbour stands at 5.5 m: (3 − 1)/2 = 1 m more.
    # In the east he stands at 3.2 m: only 0.7 m higher than the site at its highest there, so nothing more.
    where = stepped(zone, road(20), Edge(level=3.2), Edge(level=5.5), NEIGHBOUR)
    only = replace(where, lot=replace(where.lot, edges=(road(20), NEIGHBOUR, Edge(level=5.5), NEIGHBOUR)))
    assert _at(where, 10, 29, Rule.ADJACENT) == pytest.approx(2.5 + 1.0 + 20 + 1.25)
    assert _at(where, 19, 20, Rule.ADJACENT) == pytest.approx(2.5 + 20 + 1.25)
    assert _at(where, 19, 5, Rule.ADJACENT) == _at(only, 19, 5, Rule.ADJACENT) == pytest.approx(21.25)


CASES = (
    (Zone("1中高", 200, 60, height_district_north=(Slope(5, 0.6),)),),
    (
        Zone("1住", 200, 60, area=shapely.box(-9, -9, 9, 99)),
        Zone("近商", 300, 80, area=shapely.box(9, -9, 99, 99), height_district_limit=22.0),
    ),
)


@pytest.mark.parametrize("zones", CASES)
def test_facets_are_what_the_formulas_say_on_every_level(zones: tuple[Zone, ...]) -> None:
    ring = [(0, 0), (20, 1), (21, 30), (11, 29), (10, 17), (1, 18)]
    edges = (road(6, level=-1.5), Edge(level=2.0), Edge(level=6.0), NEIGHBOUR, NEIGHBOUR, road(4.5))
    slanting = [
        shapely.Polygon(one)
        for one in ([(-9, 9), (50, 12), (50, 21), (-9, 18)], [(-9, 18), (50, 21), (50, 60), (-9, 60)])
    ]
    steps = (GroundRegion(0.0, None), GroundRegion(2.5, slanting[0]), GroundRegion(5.0, slanting[1]))
    where = Site(make_lot(ring, edges), zones, north=-7.0, steps=steps)
    volume = envelope(where)
    points = np.random.default_rng(3).uniform((0, 0), (21, 30), (6000, 2))
    lowest = np.min(list(heights(where, points).values()), axis=0)
    checked = 0
    for facet in volume.facets:
        inside = shapely.contains_properly(facet.polygon.buffer(-1e-4), shapely.points(points))
        lower = lowest[inside] - facet.heights(points[inside])
        assert ((lower > -1e-6) & (lower < 0.0011)).all() or facet.rule is None
        checked += int(inside.sum())
    assert checked > 3000
    assert sum(one.polygon.area for one in volume.facets) == pytest.approx(where.area, abs=1e-3)
    assert len(ground_shares(volume)) == 3
    # A level more never takes anything: its part is measured from higher up.
    assert all(
        _height(envelope(replace(where, steps=())), x, y) <= _height(volume, x, y) + 1e-6
        for x, y in ((5, 5), (15, 15), (17, 26))
    )


def test_floors_stand_over_the_ground_and_the_shadow_counts_from_the_lowest() -> None:
    zone = Zone("1低", 400, 80, height_limit=10.0, shadow_class=2, shadow_plane=1.5)
    where = stepped(zone, road(12), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR, mean_ground=1.0)
    made = massing(where, envelope(where), 3.0)
    assert made.storeys[0].polygon.intersection(UPPER).area < 1e-6  # its floor would lie in the slope
    assert made.storeys[1].polygon.intersection(UPPER).area > 100  # at 3 m, over a ground of 2.5 m
    assert made.building_area <= where.area * 0.8 + 1e-6
    # Storeys end at 9 m where the ground is at 0, at 12 m where it is at 2.5: 9.5 m high at most.
    assert max(one.top for one in made.storeys) == 12.0
    found = verdict(where, zone, made, Daylight(33.0))
    assert found.applies
    assert found.plane == 2.5  # over the one mean ground level: 別表第四 knows no steps
    low = massing(where, envelope(where), 3.0, 2)  # 6 m over the lower level, 3.5 m over the upper one
    assert verdict(where, zone, low, Daylight(33.0)).applies is False


def test_the_sky_is_compared_on_each_level_by_itself() -> None:
    where = stepped(Zone("1住", 200, 60), road(20), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    found = compare_sky(where, [Prism(shapely.box(4, 4, 16, 26), 15.0)])
    east = [line for line in found.lines if line.rule is Rule.ADJACENT and line.edge == 1]
    # 令135条の10第3項: before each level its own points, at the height of that level.
    assert [sorted(set(line.points[:, 2])) for line in east] == [[0.0], [2.5]]
    assert [line.points[[0, -1], 1].tolist() for line in east] == [[0.0, 18.0], [18.0, 30.0]]
    assert all(line.kept for line in east)
    # 令135条の9第4項: the site lies 2 m over the road, whose centre counts as 0.5 m higher.
    high = site(Zone("1住", 200, 60), 20, 15, road(6, level=-2.0), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR)
    at_road = next(line for line in compare_sky(high, []).lines if line.rule is Rule.ROAD)
    assert set(at_road.points[:, 2]) == {-1.5}


def test_levels_go_to_a_file_and_back_and_what_is_no_rise_is_refused() -> None:
    where = stepped(Zone("1住", 200, 60), road(6), NEIGHBOUR, NEIGHBOUR, NEIGHBOUR, elevation=40.0)
    content = write_site(SiteDocument(where, CRS))
    assert read_site(content).site.steps == STEPS
    for wrong in (b'"level":0.0', b'"level":-1.0'):  # as high as the other, lower than the ground level
        with pytest.raises(Damaged):
            read_site(content.replace(b" ", b"").replace(b'"level":2.5', wrong))


def test_what_stands_on_a_slope_is_put_on_its_mean_and_told_from_its_own_level() -> None:
    where = stepped(Zone("1低", 100, 50, height_limit=10.0), road(6), *[NEIGHBOUR] * 3, mean_ground=1.0)
    scene = Standing(where, envelope(where), None, PlaneHeights(40.0))
    assert scene.lift == pytest.approx(39.0)
