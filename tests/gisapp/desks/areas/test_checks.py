from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from gisapp.desks.areas.findings import Code, general, plain_area_finding
from layers.feedback import Cancelled, Feedback, Severity
from tests.gisapp.desks.areas.made import CRS, checked, codes_of, houses, partition, version

TOWN = box(0, 0, 100, 100)


def test_jic_01() -> None:
    """Town 100 m square, A = x 0 to 60, B = x 50 to 95: overlap 1,000 m², gap 500 m²."""
    areas = version([box(0, 0, 60, 100), box(50, 0, 95, 100)])
    found = checked(areas, None, TOWN)
    assert {one.code: one.area for one in found.findings} == {
        Code.OVERLAP: pytest.approx(1000.0),
        Code.GAP: pytest.approx(500.0),
    }
    overlap, gap = found.findings
    assert overlap.rows == (0, 1)
    assert gap.rows == (1,)
    assert shapely.bounds(overlap.shape).tolist() == [50, 0, 60, 100]
    assert shapely.bounds(gap.shape).tolist() == [95, 0, 100, 100]
    # Nobody knows of houses: the answer says so, and nobody claims there are none.
    assert gap.buildings is None
    assert "未確認" in str(gap.message)
    assert any("建物のデータがない" in str(one) for one in found.notes)


def test_jic_01_with_houses_tells_who_lives_there() -> None:
    areas = version([box(0, 0, 60, 100), box(50, 0, 95, 100)])
    found = checked(areas, houses([(55, 20), (55, 50), (30, 30), (97, 30), (97, 60)], side=4), TOWN)
    overlap, gap = found.findings
    assert (overlap.buildings, gap.buildings, gap.dwellings) == (2, 2, 2)
    assert found.in_two == (2, 2)
    assert found.unorganised == (2, 2)
    assert found.members is not None
    assert found.members.area_of.tolist()[2:] == [0, -1, -1]


@settings(max_examples=20)
@given(seed=st.integers(0, 10_000), cells=st.integers(2, 30))
def test_a_valid_partition_has_no_findings(seed: int, cells: int) -> None:
    cells_ = partition(seed, cells)
    square = box(0, 0, 400, 400)
    places = np.random.default_rng(seed).uniform(10, 390, (20, 2))
    for city, buildings in ((None, None), (square, houses(places.tolist()))):
        found = checked(version(cells_.tolist()), buildings, city)
        assert codes_of(found) == []
        assert found.empty == 0


def test_land_where_nobody_lives_is_no_gap() -> None:
    areas = version([box(0, 0, 50, 100), box(60, 0, 110, 100), box(0, 100, 110, 150), box(0, -50, 110, 0)])
    shed = houses([(55, 50)], side=4, usage="431")
    found = checked(areas, shed)
    assert codes_of(found) == []
    assert found.empty == 1
    lived = checked(areas, houses([(55, 50)], side=4))
    assert codes_of(lived) == ["gap"]
    assert lived.findings[0].rows[:2] == (0, 1)
    unknown = checked(areas, houses([(55, 50)], side=4, usage=""))
    assert codes_of(unknown) == ["gap"]
    assert any("用途の分からない建物 1 棟" in str(one) for one in unknown.notes)


def test_slivers_are_listed_and_rounding_is_counted() -> None:
    areas = version([box(0, 0, 50, 100), box(50.4, 0, 100, 100), box(0, 100, 100, 150), box(0, -50, 100, 0)])
    found = checked(areas)
    assert codes_of(found) == ["gap-sliver"]
    sliver = found.findings[0]
    assert sliver.severity is Severity.WARNING
    assert sliver.rows[:2] == (0, 1)
    assert [one.id for one in sliver.proposals[:2]] == ["0", "1"]
    areas = version(
        [box(0, 0, 50, 100), box(50.004, 0, 100, 100), box(0, 100, 100, 150), box(0, -50, 100, 0)]
    )
    found = checked(areas)
    assert codes_of(found) == []
    assert found.rounding[0] == pytest.approx(0.4, abs=0.01)
    overlapping = checked(version([box(0, 0, 50, 100), box(49.7, 0, 100, 100)]))
    assert codes_of(overlapping) == ["overlap-sliver"]


def test_a_filled_hole_is_none_and_an_empty_one_is() -> None:
    ring = box(0, 0, 200, 200).difference(box(80, 80, 120, 120))
    assert codes_of(checked(version([ring, box(80, 80, 120, 120)]))) == []
    found = checked(version([ring]), houses([(100, 100)]))
    assert codes_of(found) == ["hole"]
    assert (found.findings[0].rows, found.findings[0].dwellings) == ((0,), 1)


def test_houses_without_an_association_are_grouped_by_how_near_they_stand() -> None:
    street = [(300 + 15.0 * k, 100.0) for k in range(6)]
    farms = [(800.0, 800.0), (-900.0, 50.0)]
    found = checked(version([box(0, 0, 200, 200)]), houses([(50, 50), *street, *farms]))
    assert codes_of(found) == ["unorganised", "unorganised"]
    assert [one.dwellings for one in found.findings] == [6, 2]
    assert "2 か所に点在" in str(found.findings[1].message)
    assert found.faults == ()  # a fact about the city, not a fault
    assert all(one.proposals[0].kind == "keep" for one in found.findings)


def test_a_gap_that_leads_into_a_place_without_an_association_is_told_apart() -> None:
    around = box(-200, -200, 400, 400).difference(
        shapely.union_all([box(0, 0, 200, 200), box(200, 90, 300, 110)])
    )
    areas = version(
        [around.intersection(box(-200, 100, 400, 400)), around.intersection(box(-200, -200, 400, 100))]
    )
    place = [(20.0 + 25 * k, 20.0 + 25 * j) for k in range(7) for j in range(7)]
    found = checked(areas, houses([*place, (230, 100), (270, 100)]))
    assert codes_of(found) == ["gap", "unorganised"]
    assert [one.dwellings for one in found.findings] == [2, 49]
    assert [one.area for one in found.findings] == pytest.approx([2000, 40_000], abs=1)


def test_an_inlet_of_one_area_is_no_gap() -> None:
    area = box(0, 0, 200, 200).difference(box(150, 90, 200, 110))
    assert codes_of(checked(version([area]))) == []
    two = version([area.intersection(box(0, 100, 200, 200)), area.intersection(box(0, 0, 200, 100))])
    assert codes_of(checked(two)) == ["gap"]


def test_a_building_is_where_most_of_it_stands() -> None:
    areas = version([box(0, 0, 50, 100), box(50, 0, 100, 100)])
    found = checked(areas, houses([(47, 20), (53, 50), (50, 80), (102, 50), (98, 50)], side=10))
    assert found.members is not None
    assert found.members.area_of.tolist()[:2] == [0, 1]
    assert found.members.area_of[3:].tolist() == [-1, 1]
    assert found.members.cut.tolist() == [True, True, True, True, True]
    assert found.in_two == (0, 0)


def test_faults_of_shape_are_told_with_their_place() -> None:
    bow = shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])
    apart = shapely.MultiPolygon([box(200, 0, 300, 100), box(200, 200, 230, 230), box(400, 0, 402, 1)])
    found = checked(version([bow, apart, box(500, 0, 700, 100)]), city=box(-10, -10, 600, 300))
    told = {one.code: one for one in found.findings}
    assert told[Code.SELF_CROSSING].where == (50, 50)
    assert told[Code.MULTI_PART].area == pytest.approx(900)
    assert told[Code.SLIVER_PART].area == pytest.approx(2)
    assert told[Code.OUTSIDE].area == pytest.approx(10_000)
    assert told[Code.OUTSIDE].rows == (2,)


def test_rows_without_what_they_need() -> None:
    areas = version(
        [box(0, 0, 50, 50), box(50, 0, 100, 50), None, box(100, 0, 150, 50), shapely.Point(1, 1)],
        names=["東町自治会", "東 町自治会", "西町自治会", "", "北町自治会"],
        codes=["1", "2", "３", "3", ""],
    )
    found = checked(areas)
    assert {(str(one.code), one.rows) for one in found.findings} == {
        ("no-area", (2,)),
        ("no-area", (4,)),
        ("duplicate-code", (2, 3)),
        ("duplicate-name", (0, 1)),
        ("no-name", (3,)),
    }
    # A department that has no codes is not blamed for each row.
    assert codes_of(checked(version([box(0, 0, 9, 9)], codes=[""]))) == []


def test_what_was_decided_is_listed_and_no_fault() -> None:
    areas = version([box(0, 0, 60, 100), box(50, 0, 100, 100)])
    (overlap,) = checked(areas).findings
    assert overlap.key == "overlap:00+01"
    again = checked(areas, agreed={overlap.key})
    assert [one.decided for one in again.findings] == [True]
    assert again.faults == ()
    assert again.counts == {}


def test_nothing_and_hostile_shapes() -> None:
    assert codes_of(checked(version([]))) == []
    endless = shapely.Polygon([(0, 0), (np.inf, 0), (0, 9)])
    solid = shapely.force_3d(box(0, 0, 100, 100), 7.0)
    assert codes_of(checked(version([endless, shapely.Polygon(), solid]))) == ["no-area", "no-area"]


def test_plain_and_general_forms() -> None:
    (overlap,) = checked(version([box(0, 0, 60, 100), box(50, 0, 100, 100)])).findings
    plain = plain_area_finding(overlap)
    assert plain["place"] == [55, 50]
    assert {one["kind"] for one in plain["proposals"]} == {"split", "give", "agree"}
    told = general(overlap, CRS)
    assert told.where.point is not None
    assert told.where.point[0] == pytest.approx(129.5, abs=0.01)
    assert told.severity is Severity.ERROR


def test_it_stops_when_asked() -> None:
    from gisapp.desks.areas.checks import check

    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        check(version([box(0, 0, 1, 1)]), None, None, (), feedback)
