"""Versions are matched and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings

from gisapp.desks.areas.boundaries import moved
from gisapp.desks.areas.comparetables import by_change
from gisapp.desks.areas.difference import compare
from gisapp.desks.areas.homes import Homes, estimated
from gisapp.desks.areas.incoming import area_set_of
from gisapp.desks.areas.matching import Kind, Why
from layers.feedback import Feedback
from tests.gisapp.desks.areas.versions import CELL, MIDDLES, town, towns, version
from tests.realdata import ROOT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.areas.difference import Comparison

HOMES = Homes(MIDDLES, np.arange(len(MIDDLES), dtype=float), np.arange(len(MIDDLES)).astype(object))


def test_jic_02_the_difference_is_200_square_metres_and_3_23_percent() -> None:
    one = version("1課", [("", "ひがし町自治会", shapely.box(0, 0, 60, 100))])
    two = version("2課", [("", "ひがし町自治会", shapely.box(0, 0, 62, 100))])
    (change,) = compare([one, two]).changes
    assert change.different[0] == pytest.approx(200.0)
    assert round(100 * change.share[0], 2) == 3.23
    assert change.union[0] == pytest.approx(6200.0)


def test_jic_04_names_of_another_kind_are_candidates() -> None:
    square = shapely.box(0, 0, 60, 100)
    one = version("1課", [("", "ﾋｶﾞｼﾏﾁ1丁目町内会", square), ("", "西町自治会", shapely.box(60, 0, 90, 100))])
    two = version(
        "2課", [("", "ヒガシマチ１丁目自治会", square), ("", "西町 自治会", shapely.box(60, 0, 90, 100))]
    )
    first, second = compare([one, two]).matched.groups
    assert (first.why, first.confirm, first.rows) == (Why.NAME, True, ((0,), (0,)))
    assert (second.why, second.confirm, second.rows) == (Why.NAME, False, ((1,), (1,)))
    key = first.links[0].key
    assert not compare([one, two], confirmed={key: True}).matched.groups[0].confirm
    apart = compare([one, two], confirmed={key: False}).matched
    assert [one.kind for one in apart.groups] == [Kind.MISSING, Kind.ONE, Kind.MISSING]


def test_a_code_that_stands_for_another_place_is_to_be_confirmed() -> None:
    one = version(
        "1課", [("J1", "東町会", shapely.box(0, 0, 50, 50)), ("J2", "西町会", shapely.box(50, 0, 90, 50))]
    )
    two = version(
        "2課", [("Ｊ１", "東町会", shapely.box(0, 0, 50, 50)), ("J2", "南町会", shapely.box(0, 90, 50, 99))]
    )
    first, second = compare([one, two]).matched.groups
    assert (first.why, first.confirm) == (Why.CODE, False)
    assert (second.why, second.confirm) == (Why.CODE, True)


def test_several_of_one_are_known_by_what_they_cover() -> None:
    parts = [("", "南町会", shapely.box(0, 0, 50, 50)), ("", "北町会", shapely.box(0, 50, 50, 90))]
    many, one = version("1課", parts), version("2課", [("", "中央町会", shapely.box(0, 0, 50, 90))])
    (merged,), (split,) = (compare(sets).matched.groups for sets in ([many, one], [one, many]))
    assert (merged.kind, merged.rows, merged.confirm) == (Kind.MERGED, ((0, 1), (0,)), True)
    assert (split.kind, split.rows, split.why) == (Kind.SPLIT, ((0,), (0, 1)), Why.AREA)
    made = compare([many, one])
    assert not len(made.pieces)
    (line,) = moved(made).lines
    assert line.length == pytest.approx(50.0)


def test_strips_below_the_tolerance_are_apart() -> None:
    one = version(
        "1課", [("A", "甲", shapely.box(0, 0, 100, 100)), ("B", "乙", shapely.box(100, 0, 200, 100))]
    )
    two = version(
        "2課", [("A", "甲", shapely.box(0, 0, 100.6, 100)), ("B", "乙", shapely.box(100.6, 0, 200, 100))]
    )
    made = compare([one, two])
    assert made.pieces.noise.tolist() == [True]
    assert made.changes[0].different.tolist() == [0.0, 0.0]
    assert made.changes[0].noise == pytest.approx([60.0, 60.0])
    assert len(moved(made)) == 0
    far = compare(
        [
            one,
            version(
                "2課", [("A", "甲", shapely.box(0, 0, 103, 100)), ("B", "乙", shapely.box(103, 0, 200, 100))]
            ),
        ]
    )
    lines = moved(far)
    assert lines.version.tolist() == [0, 1]
    assert lines.farthest == pytest.approx([3.0, 3.0])


@settings(max_examples=25, deadline=None)
@given(towns, towns)
def test_figures_are_those_of_the_cells(mine: NDArray[np.int64], theirs: NDArray[np.int64]) -> None:
    made = compare([town("1課", mine), town("2課", theirs)], HOMES)
    (change,) = made.changes
    for number, group in enumerate(made.matched.of[0].tolist()):
        if made.matched.groups[group].rows != ((number,), (number,)):
            continue  # matched by place: the whole town may be one association in another version
        gone, come = (mine == number) & (theirs != number), (mine != number) & (theirs == number)
        assert change.lost[group] == pytest.approx(gone.sum() * CELL**2)
        assert change.gained[group] == pytest.approx(come.sum() * CELL**2)
        assert change.buildings_lost[group] == gone.sum()
        assert change.dwellings_gained[group] == np.flatnonzero(come).sum()
    assert len(made.moving()) == (mine != theirs).sum()
    assert made.pieces.sizes.sum() == pytest.approx((mine != theirs).sum() * CELL**2)


@settings(max_examples=10, deadline=None)
@given(towns)
@example(np.full(16, -1))
def test_nothing_differs_from_itself(owner: NDArray[np.int64]) -> None:
    made = compare([town("1課", owner), town("2課", owner)], HOMES)
    assert not len(made.pieces)
    assert not made.changes[0].different.any()
    assert not len(made.moving())
    assert not len(moved(made))


def test_dwellings_are_estimated_by_use_and_floor() -> None:
    usage = np.array(["411", "412", "412", "412", "401", ""])
    floor = np.array([120.0, 511.4, 30.0, np.nan, 900.0, 80.0])
    assert estimated(usage, floor)[:3].tolist() == [1.0, 10.0, 2.0]
    assert np.isnan(estimated(usage, floor)).tolist() == [False, False, False, True, False, True]


@pytest.fixture(scope="module")
def sample() -> Comparison:
    from gisapp.reading import read_data

    folder = ROOT / "sample_data" / "自治会"
    layers = [
        read_data(folder / name, Feedback()).layers[0]
        for name in ("自治会区域_自治振興課.gpkg", "自治会区域_防災危機管理課.shp")
    ]
    return compare([area_set_of(layer) for layer in layers])


def test_the_two_departments_of_the_sample_town_differ_as_they_were_made_to(sample: Comparison) -> None:
    matched, pieces = sample.matched, sample.pieces
    unlike = {
        matched.name(one): (group.kind, group.why)
        for one, group in enumerate(matched.groups)
        if group.kind is not Kind.ONE or group.why is not Why.CODE
    }
    assert unlike == {
        "灯台町自治会": (Kind.ONE, Why.NAME),
        "船溜町町内会": (Kind.ONE, Why.NAME),
        "西坂町一丁目自治会・西坂町二丁目自治会": (Kind.MERGED, Why.AREA),
    }
    sides = {
        tuple("・".join(matched.name(one) for one in side) for side in pieces.sides(piece, 1))
        for piece in pieces.order.tolist()
    }
    assert sides == {
        ("", "谷口町自治会"),  # the new estate
        ("楠木町一丁目自治会", "帆柱町町内会"),  # the boundary that moved
        ("", "東坂町二丁目自治会"),  # the gap
        ("夕凪台自治会", "椿坂町自治会"),  # the overlap
    }
    assert len(by_change(sample, 1)) == 5
    lines = moved(sample)
    between = {frozenset(matched.name(one) for one in both if one >= 0) for both in lines.between.tolist()}
    assert frozenset({"帆柱町町内会", "楠木町一丁目自治会"}) in between
    far = [
        far
        for both, far in zip(lines.between.tolist(), lines.farthest.tolist(), strict=True)
        if {matched.name(one) for one in both} == {"帆柱町町内会", "楠木町一丁目自治会"}
    ]
    assert max(far) == pytest.approx(30.6, abs=0.2)


def test_places_stay_within_the_city(sample: Comparison) -> None:
    whole = shapely.union_all(np.concatenate([one.shapes for one in sample.sets]))
    assert shapely.area(sample.plane.faces).sum() == pytest.approx(whole.area, abs=1.0)
