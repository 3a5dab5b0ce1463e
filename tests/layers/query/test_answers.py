"""Answers on columns and shapes, beside an oracle that asks each feature, and beside geopandas."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import given, settings

from layers import filters
from layers.computed import Computed, ComputedTable, free_name
from layers.feedback import Cancelled, Feedback
from layers.project import Project
from layers.query.evaluate import truth
from layers.query.model import (
    AllOf,
    AnyOf,
    Arithmetic,
    Call,
    Circle,
    Column,
    Compare,
    Condition,
    Expression,
    Features,
    Kind,
    Not,
    Number,
    Operator,
    Relation,
    Ring,
    Share,
    Sign,
    looks_at_shapes,
)
from layers.query.spatial import LayerShapes, touched_by
from layers.settling import asking, settled
from tests.fakes import BoxCity, BoxTable, box_city
from tests.layers.features import vector
from tests.layers.query.expressions import expressions

if TYPE_CHECKING:
    from pathlib import Path

    from layers.vector import Vector

TABLE = BoxTable(40)
COUNT = 400
AREAS = [
    "POLYGON ((0 0, 120 0, 120 130, 0 130, 0 0))",
    "POLYGON ((100 100, 260 90, 300 310, 90 260, 100 100))",
    "POLYGON ((400 400, 460 400, 460 460, 400 460, 400 400))",
    None,
]


def asked(expression: Expression, row: int) -> bool | None:
    """Return what holds for one row, None where it is unknown: Python's own words as the oracle."""
    if isinstance(expression, AllOf | AnyOf):
        parts = [asked(one, row) for one in expression.conditions]
        full = isinstance(expression, AllOf)
        if (not full) in parts:
            return not full
        return None if None in parts else full
    if isinstance(expression, Not):
        inner = asked(expression.condition, row)
        return None if inner is None else not inner
    assert isinstance(expression, Condition)
    return single(expression, row)


def single(one: Condition, row: int) -> bool | None:
    if one.attribute in ("name", "usage"):
        indices, codes = TABLE.categories(one.attribute)
        value: object = codes[indices[row]] if indices[row] >= 0 else None
    else:
        number = float(TABLE.numbers(one.attribute)[row])
        value = None if math.isnan(number) else number
    if one.operator is Operator.MISSING:
        return value is None
    if value is None:
        return None
    given = one.value
    if one.operator is Operator.BETWEEN:
        assert isinstance(given, tuple)
        return given[0] <= value <= given[1]  # type: ignore[operator]
    if one.operator is Operator.IN:
        return value in given  # type: ignore[operator]
    if one.operator is Operator.NOT_EQUAL:
        return value not in given if isinstance(given, tuple) else value != given
    if one.operator in (Operator.CONTAINS, Operator.STARTS):
        text, part = filters.folded(str(value)), filters.folded(str(given))
        return part in text if one.operator is Operator.CONTAINS else text.startswith(part)
    return {
        Operator.EQUAL: value == given,
        Operator.LESS: value < given,  # type: ignore[operator]
        Operator.AT_MOST: value <= given,  # type: ignore[operator]
        Operator.GREATER: value > given,  # type: ignore[operator]
        Operator.AT_LEAST: value >= given,  # type: ignore[operator]
    }[one.operator]


def plain(expression: Expression) -> bool:
    from layers.query.model import walk

    return not looks_at_shapes(expression) and not any(isinstance(one, Compare) for one in walk(expression))


@settings(max_examples=30, deadline=None)
@given(expressions().filter(plain))
def test_whole_columns_say_what_each_row_says(expression: Expression) -> None:
    found = truth(TABLE, expression)
    assert not (found.holds & found.unknown).any()
    expected = [asked(expression, row) for row in range(len(TABLE))]
    assert found.holds.tolist() == [one is True for one in expected]
    assert found.unknown.tolist() == [one is None for one in expected]


def test_arithmetic_knows_what_is_missing() -> None:
    height, storeys = TABLE.numbers("measured_height"), TABLE.numbers("storeys")
    value = Arithmetic(
        Sign.OVER, Column("measured_height"), Arithmetic(Sign.MINUS, Column("storeys"), Number(2.0))
    )
    found = truth(TABLE, Compare(value, Operator.GREATER, Number(3.0)))
    with np.errstate(all="ignore"):
        expected = height / (storeys - 2)
    known = np.isfinite(expected)
    assert (storeys == 2).any()
    assert found.unknown.tolist() == (~known).tolist()
    assert found.holds.tolist() == (known & (expected > 3)).tolist()
    rounded = truth(TABLE, Compare(Call("round", (Number(2.5),)), Operator.EQUAL, Number(3.0)))
    assert rounded.holds.all()  # half goes up, as staff round


def test_an_unknown_column_is_known_nowhere() -> None:
    found = truth(TABLE, Not(Condition("nowhere", Operator.EQUAL, 1.0)))
    assert not found.holds.any()
    assert found.unknown.all()


# -------------------------------------------------------------------- shapes


CORNER = box_city(COUNT).boxes.low[:, :2].min(axis=0)


def middles_of(layer: BoxCity) -> np.ndarray:
    """Return the middles from the corner of the town."""
    return (layer.boxes.low + layer.boxes.high)[:, :2] / 2 - CORNER


def from_corner(wkt: str | None) -> str | None:
    """Return a shape that was drawn from the corner of the town in metres of the plane."""
    return (
        None
        if wkt is None
        else shapely.to_wkt(shapely.transform(shapely.from_wkt(wkt), lambda xy: xy + CORNER))
    )


@pytest.fixture
def areas(tmp_path: Path) -> Vector:
    columns: dict[str, list[Any]] = {"name": ["北", "南", "離れ", "形なし"], "size": [1.0, 2.0, 3.0, 4.0]}
    return replace(
        vector(tmp_path / "areas", [from_corner(one) for one in AREAS], columns), id="areas", name="区域"
    )


def frames(areas: Vector) -> tuple[geopandas.GeoDataFrame, geopandas.GeoDataFrame]:
    boxes = geopandas.GeoDataFrame(geometry=box_city(COUNT).footprints())
    shapes = geopandas.GeoDataFrame({"size": areas.table().numbers("size")}, geometry=areas.footprints())
    return boxes, shapes


@pytest.mark.parametrize("where", [None, Condition("size", Operator.AT_LEAST, 2.0)])
@pytest.mark.parametrize("kind", list(Kind))
def test_places_as_geopandas_finds_them(areas: Vector, kind: Kind, where: Expression | None) -> None:
    boxes, shapes = frames(areas)
    relation = Relation(kind, Features("areas", where), 30.0)
    layer = asking(box_city(COUNT), [areas], (relation,))
    found = filters.truth_of(layer, (relation,))
    wanted = shapes if where is None else shapes[shapes["size"] >= 2]
    wanted = wanted[~wanted.geometry.isna()]
    own = boxes.set_geometry(boxes.centroid) if kind is Kind.INSIDE else boxes
    predicate = "dwithin" if kind is Kind.NEAR else "intersects"
    distance = {"distance": 30.0} if kind is Kind.NEAR else {}
    expected = own.sjoin(wanted[["geometry"]], predicate=predicate, **distance).index.unique()
    assert 0 < len(expected) < COUNT
    assert np.flatnonzero(found.holds).tolist() == sorted(expected.tolist())
    assert not found.unknown.any()


def test_shares_as_geopandas_finds_them(areas: Vector) -> None:
    boxes, shapes = frames(areas)
    share = Share(Features("areas"))
    layer = asking(box_city(COUNT), [areas], (Compare(share, Operator.GREATER, Number(0.0)),))
    found = LayerShapes(layer).share(share)
    union = shapes.union_all()
    expected = boxes.intersection(union).area / boxes.area * 100
    np.testing.assert_allclose(found, expected, atol=1e-6)
    assert ((found > 1) & (found < 99)).any()


def test_drawn_areas_need_no_other_layer() -> None:
    layer = box_city(COUNT)
    middles = middles_of(layer)
    corners = np.array([[0.0, 0.0], [200.0, 0.0], [200.0, 150.0], [0.0, 150.0]]) + CORNER
    ring = Ring(tuple((east, north) for east, north in corners.tolist()))
    inside = filters.truth_of(layer, (Relation(Kind.INSIDE, ring),)).holds
    expected = (middles[:, 0] <= 200) & (middles[:, 1] <= 150)
    assert inside.tolist() == expected.tolist()
    round_ = Circle(float(CORNER[0]) + 100.0, float(CORNER[1]) + 100.0, 60.0)
    circle = filters.truth_of(layer, (Relation(Kind.INSIDE, round_),)).holds
    away = np.hypot(middles[:, 0] - 100, middles[:, 1] - 100)
    assert (circle == (away <= 60))[np.abs(away - 60) > 0.1].all()


def test_without_the_other_layer_nobody_knows(areas: Vector) -> None:
    relation = Relation(Kind.INSIDE, Features("areas"))
    found = filters.truth_of(box_city(COUNT), (relation,))
    assert found.unknown.all()
    layer = replace(box_city(COUNT), filter=(relation,))
    assert [one.code for one in filters.problems(layer)] == ["filter-layer"]
    assert filters.problems(asking(layer, [areas], layer.filter)) == ()


def test_a_project_gives_each_layer_what_its_filter_looks_at(areas: Vector) -> None:
    relation = Relation(Kind.INSIDE, Features("areas"))
    layer = replace(box_city(COUNT), filter=(relation,))
    project = settled(Project(layers=(layer, areas)))
    first = project.layers[0]
    assert set(first.others) == {"areas"}
    assert settled(project) is project
    before = filters.key(first)
    gone = settled(Project(layers=(first,)))
    assert not gone.layers[0].others
    assert filters.key(gone.layers[0]) != before
    shown, hidden = filters.mask(first), filters.mask(gone.layers[0])
    assert shown is not None
    assert shown.any()
    assert hidden is not None
    assert not hidden.any()


def test_answers_are_remembered_and_work_can_be_stopped(areas: Vector) -> None:
    relation = Relation(Kind.TOUCHES, Features("areas"))
    layer = asking(box_city(COUNT), [areas], (relation,))
    stopped = Feedback()
    stopped.cancel()
    with pytest.raises(Cancelled):
        filters.truth_of(layer, (relation,), stopped)
    once = filters.truth_of(layer, (relation,))
    assert filters.truth_of(layer, (relation,), stopped) is once


def test_features_are_chosen_by_the_place_of_others(areas: Vector) -> None:
    layer = box_city(COUNT)
    rows = touched_by(layer, areas, np.array([0], dtype=np.uint32), Kind.INSIDE, feedback=Feedback())
    middles = middles_of(layer)
    assert rows.tolist() == np.flatnonzero((middles[:, 0] <= 120) & (middles[:, 1] <= 130)).tolist()


def test_a_shape_that_crosses_itself_still_has_a_share(tmp_path: Path) -> None:
    shape = from_corner("POLYGON ((0 0, 100 100, 100 0, 0 100, 0 0))")
    bow = vector(tmp_path / "bow", [shape], {"name": ["蝶"]})
    share = Share(Features("lots"))
    layer = asking(box_city(9), [bow], (Compare(share, Operator.GREATER, Number(0.0)),))
    mended = shapely.make_valid(shapely.from_wkt(shape))
    own = layer.footprints()
    expected = 100 * shapely.area(shapely.intersection(own, mended)) / shapely.area(own)
    np.testing.assert_allclose(LayerShapes(layer).share(share), expected, atol=1e-6)


# -------------------------------------------------------------------- calculated columns


def test_calculated_columns_follow_each_other() -> None:
    layer = box_city(COUNT)
    height = Arithmetic(Sign.OVER, Column("measured_height"), Column("storeys"))
    layer = replace(layer, columns=(Computed("calc_1", "階高", "m", height),))
    name = free_name(layer)
    twice = Computed(name, "階高の倍", "m", Arithmetic(Sign.TIMES, Column("calc_1"), Number(2.0)))
    layer = replace(layer, columns=(*layer.columns, twice))
    table = layer.table()
    assert isinstance(table, ComputedTable)
    assert [one.label for one in table.attributes[-2:]] == ["階高", "階高の倍"]
    expected = table.numbers("measured_height") / table.numbers("storeys")
    np.testing.assert_allclose(table.numbers(name), 2 * expected)
    assert table.numbers(name) is layer.table().numbers(name)
    assert (table.texts("calc_1") == "").sum() == np.isnan(expected).sum()
    found = filters.mask(replace(layer, filter=(Condition("calc_1", Operator.MISSING),)))
    assert found is not None
    assert found.sum() == np.isnan(expected).sum()


def test_a_column_cannot_look_at_itself() -> None:
    layer = replace(box_city(5), columns=(Computed("calc_1", "輪", "", Column("calc_1")),))
    assert np.isnan(layer.table().numbers("calc_1")).all()
