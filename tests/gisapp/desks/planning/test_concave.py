"""Lots with corners that turn inward: the adjacent slant is a cone there, and roads run all around."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from gisapp.desks.planning.cones import COARSEST
from gisapp.desks.planning.cuts import coarse
from gisapp.desks.planning.envelope import Envelope, envelope
from gisapp.desks.planning.limits import pieces_of
from gisapp.desks.planning.lot import Edge, make_lot
from gisapp.desks.planning.massing import section
from gisapp.desks.planning.pointwise import heights
from gisapp.desks.planning.site import FINEST, Rule, Site
from gisapp.desks.planning.standing import SMALLEST, Standing, drawn
from gisapp.desks.planning.zones import Zone
from layers.drawables import Labels
from layers.heights import PlaneHeights
from tests.gisapp.desks.planning.sites import NEIGHBOUR, road

HOUSES = Zone("1住", 200, 60)
FAR = (34_671.0, -27_662.0)


def jagged(seed: int, corners: int, *, uneven: bool) -> Site:
    """Return a lot of random corners; some of its edges face roads, some neighbours stand higher."""
    rng = np.random.default_rng(seed)
    angle = (np.arange(corners) + rng.uniform(0.1, 0.9, corners)) * 2 * np.pi / corners
    away = rng.uniform(8, 30, corners)
    ring = np.column_stack([away * np.cos(angle), away * np.sin(angle)]) + FAR
    edges = []
    for _ in range(corners):
        level = float(rng.uniform(-4, 4)) if uneven and rng.random() < 0.5 else None
        faces = rng.random() < 0.25
        edges.append(road(float(rng.uniform(4, 16)), level=level) if faces else Edge(level=level))
    return Site(make_lot(ring, tuple(edges)), (HOUSES,), north=-7.0)


def beside_formulas(where: Site, volume: Envelope, count: int) -> np.ndarray:
    """Return how much lower facets are than the formulas, at those of random points that lie inside one."""
    box = where.net.ring.min(axis=0), where.net.ring.max(axis=0)
    points = np.random.default_rng(5).uniform(*box, (count, 2))
    lowest = np.min(list(heights(where, points).values()), axis=0)
    polygons = np.array([facet.polygon for facet in volume.facets], dtype=object)
    point, facet = shapely.STRtree(polygons).query(shapely.points(points), predicate="within")
    clear = shapely.distance(shapely.boundary(polygons[facet]), shapely.points(points[point])) > 1e-4
    found = []
    for p, f in zip(point[clear].tolist(), facet[clear].tolist(), strict=True):
        one = volume.facets[f]
        if one.rule is None:
            assert np.isinf(lowest[p])
        else:
            found.append(lowest[p] - one.heights(points[p : p + 1])[0])
    assert len(found) > count / 10
    return np.array(found)


@pytest.mark.parametrize(
    ("seed", "corners", "uneven"), [(0, 9, False), (1, 11, False), (2, 6, True), (3, 8, True), (4, 10, True)]
)
def test_corners_that_turn_inward_among_roads_and_steps(seed: int, corners: int, uneven: bool) -> None:
    where = jagged(seed, corners, uneven=uneven)
    volume = envelope(where)
    lower = beside_formulas(where, volume, 3000)
    assert lower.min() > -1e-6  # never over the rule
    assert lower.max() < 0.0011
    assert sum(one.polygon.area for one in volume.facets) == pytest.approx(where.area, abs=1e-3)


def test_beyond_a_road_the_plane_of_an_edge_ends_although_all_turns_are_left() -> None:
    # The plane of the second edge would reach, behind the road in the west, below the slants from there.
    ring = np.array([(0, 0), (-20.7, 79.6), (-68.7, 59.7), (-84.9, 50.0), (-106.8, 34.9), (-114.6, 26.4)])
    ring = np.concatenate([ring, [(-86.5, -40.6), (-46.3, -34.1), (5.7, -24.4)]]) + FAR
    edges = [NEIGHBOUR] * 9
    for index, width in ((0, 8.3), (3, 9.0), (8, 7.7)):
        edges[index] = road(width)
    where = Site(make_lot(ring, tuple(edges)), (HOUSES,))
    assert np.abs(beside_formulas(where, envelope(where), 4000)).max() < 0.0011


def test_a_cone_is_that_of_the_lower_neighbour() -> None:
    # A corner turns inward at (10, 10); the neighbour beyond its first edge stands 5 m higher: 2 m count.
    ring = [(0, 0), (30, 0), (30, 30), (10, 30), (10, 10), (0, 10)]
    edges = (road(20), NEIGHBOUR, NEIGHBOUR, Edge(level=5.0), NEIGHBOUR, NEIGHBOUR)
    where = Site(make_lot(ring, edges), (HOUSES,))
    lower = beside_formulas(where, envelope(where), 4000)
    assert np.abs(lower).max() < 0.0011
    at = np.array([[13.0, 6.0]])  # 5 m from the corner
    assert min(float(one[0]) for one in heights(where, at).values()) == pytest.approx(20 + 1.25 * 5)


def test_roads_of_many_widths_do_not_multiply() -> None:
    corners = 24
    angle = np.arange(corners) * 2 * np.pi / corners
    ring = np.column_stack([np.cos(angle), np.sin(angle)]) * 40 + FAR
    edges = tuple(road(4.0 + 0.25 * k) if k % 2 else NEIGHBOUR for k in range(corners))
    where = Site(make_lot(ring, edges), (HOUSES,))
    assert len(pieces_of(where, HOUSES)) < 3000  # every set of the twelve roads would make 4,096 regions
    assert np.abs(beside_formulas(where, envelope(where), 2000)).max() < 0.0011


def test_a_lot_of_hectares_says_how_coarse_it_is() -> None:
    corners = 60
    angle = np.arange(corners) * 2 * np.pi / corners
    away = np.where(np.arange(corners) % 2, 150.0, 190.0)
    ring = np.column_stack([away * np.cos(angle), away * np.sin(angle)]) + FAR
    where = Site(make_lot(ring, (road(20.0), *[NEIGHBOUR] * (corners - 1))), (HOUSES,))
    volume = envelope(where)
    assert FINEST < volume.accuracy <= COARSEST
    lower = beside_formulas(where, volume, 2000)
    assert lower.min() > -1e-6
    assert lower.max() <= volume.accuracy + 1e-6
    (told,) = coarse(volume)
    assert f"{volume.accuracy * 100:.1f} cm" in str(told)
    assert coarse(envelope(jagged(0, 9, uneven=False))) == ()


def test_a_section_is_where_the_top_is_higher() -> None:
    where = jagged(1, 11, uneven=False)
    volume = envelope(where)
    box = where.net.ring.min(axis=0), where.net.ring.max(axis=0)
    points = np.random.default_rng(5).uniform(*box, (2000, 2))
    lowest = np.min(list(heights(where, points).values()), axis=0)
    places = shapely.points(points)
    inside = shapely.contains_properly(where.net.polygon().buffer(-0.01), places)
    whole = section(volume, 0.0)  # without cracks between the facets
    assert whole.geom_type == "Polygon"
    assert whole.buffer(-0.01).area == pytest.approx(where.net.polygon().buffer(-0.01).area, abs=1e-2)
    for height in (5.0, 15.0, 24.0, 30.0):
        floor = section(volume, height)
        sure = inside & (np.abs(lowest - height) > 0.005)
        assert sure.sum() > 300
        assert (shapely.contains(floor, places)[sure] == (lowest > height)[sure]).all()


def test_the_planes_of_one_cone_bear_one_name() -> None:
    # At (10, 10) a corner turns inward: the cone around it is cut into many planes.
    ring = [(0, 0), (60, 0), (60, 60), (10, 60), (10, 10), (0, 10)]
    where = Site(make_lot(ring, (road(20), *[NEIGHBOUR] * 5)), (HOUSES,))
    volume = envelope(where)
    assert sum(one.below > 0 and one.polygon.area > SMALLEST for one in volume.facets) > 3
    scene = drawn(Standing(where, volume, None, PlaneHeights(0.0)))
    (names,) = (one for one in scene if isinstance(one, Labels))
    said = [text for text in names.texts if text.startswith("隣地斜線")]
    planes = {one.edge for one in volume.facets if one.rule is Rule.ADJACENT and not one.below}
    cones = {one.edge for one in volume.facets if one.below}
    assert len(said) <= len(planes) + len(cones)
