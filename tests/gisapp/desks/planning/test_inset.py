"""Lots behind wall lines and set-backs: edges vanish, narrow places go, and every distance is kept."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from gisapp.desks.planning.inset import behind, moved_inward, site_of
from gisapp.desks.planning.lot import Behind, Edge, Lot, make_lot
from layers.errors import AnalysisFailed
from tests.gisapp.desks.planning.sites import NEIGHBOUR, road


def sides(lot: Lot) -> np.ndarray:
    """Return the edges of a lot as lines."""
    return shapely.linestrings(np.stack([lot.ring, np.roll(lot.ring, -1, axis=0)], axis=1))


def star(seed: int) -> tuple[Lot, np.ndarray]:
    """Return a lot of random corners with random distances, some of them none."""
    rng = np.random.default_rng(seed)
    corners = int(rng.integers(3, 14))
    angle = (np.arange(corners) + rng.uniform(0.1, 0.9, corners)) * 2 * np.pi / corners
    away = rng.uniform(6, 30, corners)
    ring = np.column_stack([away * np.cos(angle), away * np.sin(angle)])
    edges = tuple(Edge(road=str(k)) for k in range(corners))
    return make_lot(ring, edges), rng.uniform(0, 4, corners) * (rng.random(corners) < 0.7)


def test_every_edge_keeps_its_distance_and_nothing_else_is_lost() -> None:
    looked = 0
    for seed in range(120):
        lot, distances = star(seed)
        try:
            left = behind(lot, distances)
        except AnalysisFailed:
            continue
        lines = sides(lot)
        assert (shapely.distance(left, lines) >= distances - 1e-6).all()
        points = shapely.points(np.random.default_rng(seed).uniform(-30, 30, (200, 2)))
        inside = shapely.contains(lot.polygon(), points)
        far = (shapely.distance(points[:, None], lines) > distances * np.sqrt(2) + 1e-6).all(axis=1)
        assert shapely.contains(left, points[inside & far]).all()
        looked += 1
    assert looked > 100


@pytest.mark.parametrize("distance", [0.3, 1.0, 1.5, 3.0])
def test_one_distance_for_all_edges_is_a_lot_again(distance: float) -> None:
    looked = 0
    for seed in range(60):
        lot, _ = star(seed)
        distances = np.full(len(lot.ring), distance)
        try:
            moved = moved_inward(lot, distances)
        except AnalysisFailed:
            continue
        assert moved.polygon().is_valid
        assert lot.polygon().covers(moved.polygon())
        assert len(moved.edges) == len(moved.ring)
        looked += 1
        for one in moved.edges:
            assert one in lot.edges
    assert looked > 30


def test_an_edge_that_vanishes_lets_its_neighbours_meet() -> None:
    # The cut corner is 0.7 m long; behind 1.5 m it is gone.
    ring = [(0, 0), (20, 0), (20, 14.5), (19.5, 15), (0, 15)]
    edges = tuple(Edge(road=str(k)) for k in range(5))
    moved = moved_inward(make_lot(ring, edges), np.array([0.0, 1.5, 0.0, 1.5, 0.0]))
    assert [one.road for one in moved.edges] == ["0", "1", "3", "4"]
    assert moved.polygon().equals(shapely.box(0, 0, 18.5, 13.5))


def test_a_narrow_place_splits_where_one_may_build_but_is_no_site() -> None:
    ring = [
        (0, 0),
        (10, 0),
        (10, 4),
        (20, 4),
        (20, 0),
        (30, 0),
        (30, 10),
        (20, 10),
        (20, 6),
        (10, 6),
        (10, 10),
        (0, 10),
    ]
    lot = make_lot(ring, (NEIGHBOUR,) * 12)
    left = behind(lot, np.full(12, 1.5))
    assert [one.area for one in left.geoms] == pytest.approx([49.0, 49.0])
    with pytest.raises(AnalysisFailed, match="二つ以上に分かれます"):
        moved_inward(lot, np.full(12, 1.5))
    with pytest.raises(AnalysisFailed, match="敷地が残らない"):
        behind(lot, np.full(12, 6.0))


def test_behind_a_corner_that_turns_inward_the_distance_ends_in_a_corner() -> None:
    ring = [(0, 0), (30, 0), (30, 30), (10, 30), (10, 10), (0, 10)]
    lot = make_lot(ring, (NEIGHBOUR,) * 6)
    whole = moved_inward(lot, np.full(6, 1.0))
    assert whole.polygon().equals(shapely.Polygon([(1, 1), (29, 1), (29, 29), (11, 29), (11, 9), (1, 9)]))
    one = behind(lot, np.array([0, 0, 0, 2.0, 0, 0]))  # only from x = 10: 2 m around its end too
    assert (
        lot.polygon()
        .difference(one)
        .equals(shapely.Polygon([(10, 30), (12, 30), (12, 8), (8, 8), (8, 10), (10, 10)]))
    )


def test_a_narrow_road_beside_short_edges_takes_its_strip() -> None:
    # 42条2項, 2.4 m wide: 0.8 m; the corner cut of 0.5 m beside it goes with it.
    ring = [(0.5, 0), (10, 0), (10, 15), (0, 15), (0, 0.5)]
    edges = (Edge(Behind.ROAD, 2.4, "42-2"), NEIGHBOUR, NEIGHBOUR, road(6), NEIGHBOUR)
    site = site_of(make_lot(ring, edges))
    assert site.polygon().area == pytest.approx(142.0)
    assert [one.behind for one in site.edges] == [
        Behind.ROAD,
        Behind.NEIGHBOUR,
        Behind.NEIGHBOUR,
        Behind.ROAD,
    ]
    assert site.edges[0].article == "42-2"
