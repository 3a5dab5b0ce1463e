"""Worked cases of depth, assignment, refuge, people and shelters; what must always hold."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gisapp.desks.hazard.assignment import assign
from gisapp.desks.hazard.classes import DETAILED, RESERVOIR, STANDARD, TSUNAMI
from gisapp.desks.hazard.exposure import area_of, exposure
from gisapp.desks.hazard.refuge import Reason, Refuge, Verdict, refuge, storeys_of
from gisapp.desks.hazard.shelters import marked, nearest, serves
from layers.feedback import Feedback


def boxes(*sides: tuple[float, float, float, float]) -> np.ndarray:
    return np.array([shapely.box(*one) for one in sides], dtype=object)


def test_fld_01() -> None:
    depths = [0.49, 0.5, 2.999, 3.0, 5.0, 10.0, 20.0, 0.0, np.nan]
    assert STANDARD.of_depth(depths).tolist() == [1, 2, 2, 3, 4, 5, 6, 0, 0]
    assert STANDARD.bounds(2) == (0.5, 3.0)
    assert STANDARD.bounds(6) == (20.0, float("inf"))


def test_fld_02_depth_from_levels() -> None:
    depth = 5.2 - 3.0
    assert STANDARD.of_depth(depth)[0] == 2
    assert DETAILED.bounds(int(DETAILED.of_depth(depth)[0])) == (1.0, 3.0)
    assert DETAILED.of_depth(depth)[0] == 4


def test_reservoirs_and_tsunamis_have_tables_of_their_own() -> None:
    assert RESERVOIR.of_depth([0.4, 0.5, 1.5, 2.0, 3.0, 5.0]).tolist() == [1, 2, 3, 4, 5, 6]
    assert TSUNAMI.of_depth([0.1, 0.3, 1.0, 4.5, 25.0]).tolist() == [1, 2, 3, 6, 9]


HOUSE = boxes((0, 0, 10, 8))


@pytest.mark.parametrize(("line", "rank"), [(5.0, 3), (5.125, 2)])
def test_pl_01_the_larger_part_counts_and_of_equals_the_more_dangerous(line: float, rank: int) -> None:
    areas = boxes((-20, -20, line, 20), (line, -20, 30, 20))  # 40 m² each, or 41 and 39
    found = assign(HOUSE, areas, np.array([2, 3]), Feedback())
    assert found.rank[0] == rank
    assert found.share[0] == pytest.approx((line if rank == 2 else 10 - line) / 10)
    assert found.covered[0] == pytest.approx(1.0)


def test_pl_02_the_depth_of_the_larger_part() -> None:
    house = boxes((0, 0, 8, 5))
    areas = boxes((-5, -5, 5, 10), (5, -5, 20, 10))
    found = assign(house, areas, np.array([3, 3]), Feedback(), np.array([3.2, 4.1]))
    assert found.depth[0] == pytest.approx(3.2)
    assert found.area[0] == 0


def test_a_building_beside_the_water_is_dry_and_one_without_shape_is_unknown() -> None:
    houses = np.array([shapely.box(0, 0, 5, 5), shapely.box(20, 0, 25, 5), None], dtype=object)
    found = assign(houses, boxes((5, 0, 19, 9)), np.array([2]), Feedback())
    assert found.rank.tolist() == [0, 0, 0]
    assert found.placed.tolist() == [True, True, False]


def test_areas_whose_rings_cross_themselves_are_mended() -> None:
    bow = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    found = assign(boxes((0, 0, 10, 10)), np.array([bow], dtype=object), np.array([2]), Feedback())
    assert found.covered[0] == pytest.approx(0.5)


def test_parts_of_one_class_count_together() -> None:
    areas = boxes((0, 0, 3, 8), (3, 0, 6, 8), (6, 0, 10, 8))
    assert assign(HOUSE, areas, np.array([2, 2, 3]), Feedback()).rank[0] == 2


def test_the_same_as_cutting_every_pair() -> None:
    rng = np.random.default_rng(8)
    corner = rng.uniform(0, 200, (300, 2))
    houses = shapely.box(*corner.T, *(corner + rng.uniform(4, 15, (300, 2))).T)
    corner = rng.uniform(-20, 200, (60, 2))
    areas = shapely.box(*corner.T, *(corner + rng.uniform(10, 60, (60, 2))).T)
    ranks = rng.integers(1, 7, 60)
    found = assign(houses, areas, ranks, Feedback())
    for house, rank, share in zip(houses, found.rank, found.share, strict=True):
        sums = {
            int(one): float(shapely.area(shapely.intersection(house, areas[ranks == one])).sum() / house.area)
            for one in set(ranks.tolist())
        }
        best = max(sums.values())
        if best < 1e-6:
            assert rank == 0
        else:
            assert rank == max(one for one, part in sums.items() if part > best - 2e-6)
            assert share == pytest.approx(min(best, 1.0), abs=1e-5)


# ------------------------------------------------------------------------------------------------ refuge


def ask(depth: float, storeys: float, **more: object) -> Refuge:
    usual: dict[str, object] = {
        "flooded": True,
        "collapse": False,
        "landslide": False,
        "duration": np.nan,
        "placed": True,
    }
    return refuge(
        np.array([depth]),
        np.array([float(storeys)]),
        **{name: np.array([value]) for name, value in {**usual, **more}.items()},
    )


@pytest.mark.parametrize(
    ("depth", "storeys", "more", "verdict"),
    [
        (2.2, 2, {}, Verdict.STAY),  # VERT-01
        (3.0, 2, {}, Verdict.LEAVE),
        (float(STANDARD.deepest(np.array([2]))[0]), 2, {}, Verdict.STAY),
        (2.2, 2, {"collapse": True}, Verdict.LEAVE),
        (2.2, 1, {}, Verdict.LEAVE),
        (0.4, 1, {}, Verdict.STAY),
        (4.9, 3, {}, Verdict.STAY),
        (5.1, 9, {}, Verdict.LEAVE),
        (0.4, 2, {"landslide": True}, Verdict.LEAVE),
        (2.2, 2, {"duration": 72.0}, Verdict.CONFIRM),
        (np.nan, 2, {}, Verdict.UNKNOWN),
        (2.2, np.nan, {}, Verdict.UNKNOWN),
        (5.1, np.nan, {}, Verdict.LEAVE),
        (np.nan, np.nan, {"flooded": False}, Verdict.DRY),
        (1.0, 2, {"placed": False}, Verdict.UNKNOWN),
    ],
)
def test_vert_01_and_the_table(
    depth: float, storeys: float, more: dict[str, object], verdict: Verdict
) -> None:
    assert ask(depth, storeys, **more).verdict[0] == verdict


def test_the_reason_and_the_safe_floor_are_told() -> None:
    assert ask(2.2, 2).safe_floor[0] == 2
    assert ask(2.2, 1).safe_floor[0] == 0
    assert ask(3.5, 3).safe_floor[0] == 3
    assert ask(np.nan, 2, flooded=False).safe_floor[0] == 1
    assert ask(2.2, 2, collapse=True).reason[0] == Reason.COLLAPSE


def test_storeys_are_estimated_from_the_height_and_marked() -> None:
    storeys, estimated = storeys_of(np.array([2, np.nan, np.nan, np.nan]), np.array([3, 9.0, 2.0, np.nan]))
    assert storeys[:3].tolist() == [2, 3, 1]
    assert np.isnan(storeys[3])
    assert estimated.tolist() == [False, True, True, False]


ORDER = {Verdict.DRY: 0, Verdict.STAY: 1, Verdict.CONFIRM: 2, Verdict.LEAVE: 3}


@given(st.floats(0.01, 30), st.floats(0.01, 30), st.integers(1, 12), st.booleans(), st.floats(0, 200))
def test_more_water_never_makes_a_building_safer(
    one: float, other: float, storeys: int, collapse: bool, hours: float
) -> None:
    low, high = sorted((one, other))
    here, there = (ask(depth, storeys, collapse=collapse, duration=hours) for depth in (low, high))
    assert ORDER[Verdict(here.verdict[0])] <= ORDER[Verdict(there.verdict[0])]


# --------------------------------------------------------------------------------------- people, shelters


def test_pop_01_people_go_by_residential_floor() -> None:
    found = exposure(
        np.array([0, 0]),
        np.array([True, False]),
        np.array([True, True]),
        np.array([3000.0, 7000.0]),
        np.array([264.0]),
        np.array([120.0]),
    )
    assert found.affected_people[0] == pytest.approx(79.2)
    assert round(float(found.affected_people[0])) == 79
    assert found.affected_households[0] == pytest.approx(36.0)


def test_no_building_is_lost() -> None:
    rng = np.random.default_rng(2)
    area, affected, known = rng.integers(-1, 5, 500), rng.random(500) < 0.4, rng.random(500) < 0.9
    found = exposure(area, affected, known, rng.uniform(0, 300, 500), np.full(5, 100.0), np.full(5, 40.0))
    assert found.buildings.sum() == 500
    assert (found.affected + found.dry + found.unknown == found.buildings).all()
    assert found.buildings[-1] == (area < 0).sum()
    assert np.isnan(found.people[-1])
    assert (found.affected_people[:-1] <= found.people[:-1]).all()


def test_without_residential_floor_nobody_guesses() -> None:
    nothing = np.array([0.0])
    one = np.array([True])
    found = exposure(np.array([0]), one, one, nothing, np.array([50.0]), np.array([20.0]))
    assert np.isnan(found.affected_people[0])


def test_a_point_in_two_areas_counts_once() -> None:
    areas = boxes((0, 0, 10, 10), (5, 0, 15, 10))
    assert area_of(np.array([[7.0, 5], [12, 5], [30, 5]]), areas).tolist() == [0, 1, -1]


def test_shel_01_only_shelters_with_the_flag_are_offered() -> None:
    earthquake, flood = serves(np.array(["1"], object)), serves(np.array([""], object))
    place = np.array([[0.0, 0.0]])
    home = np.array([[3.0, 4.0]])
    assert nearest(home, place, flood).shelter[0] == -1
    offered = nearest(home, place, earthquake)
    assert (offered.shelter[0], offered.distance[0]) == (0, 5.0)


@pytest.mark.parametrize(
    ("text", "yes"), [("1", True), ("１", True), ("○", True), ("", False), ("0", False), ("×", False)]
)
def test_marks_of_all_kinds(text: str, yes: bool) -> None:
    assert marked(text) is yes
