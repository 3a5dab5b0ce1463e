"""The ledger: what goes into a record comes out of it, and a day knows its areas."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely

from gisapp.desks.areas import model, register
from gisapp.desks.areas.model import Association
from layers import filters, records
from layers.project import Project

SQUARE = shapely.box(0, 0, 60, 100)
FIRST = Association(
    "a1",
    "a",
    "J001",
    "汐見町自治会",
    "シオミマチ",
    SQUARE,
    "EPSG:6669",
    "2020-04-01",
    "",
    {"households": 120},
)


def test_an_association_comes_back_as_it_was() -> None:
    project = model.put(Project(), [FIRST], "2026-01-05T09:00:00")
    (found,) = model.associations(project)
    assert replace(found, shape=None) != FIRST  # compared by identity, so field by field
    for name in ("id", "line", "code", "name", "kana", "crs", "since", "until", "values", "source"):
        assert getattr(found, name) == getattr(FIRST, name)
    assert found.shape is not None
    assert found.shape.equals_exact(SQUARE)


def test_each_day_has_its_area() -> None:
    before = model.ended(FIRST, "2024-04-01")
    after = replace(FIRST, id="a2", shape=shapely.box(0, 0, 62, 100), since="2024-04-01")
    project = model.put(Project(), [before, after], "2026-01-05T09:00:00")
    assert [one.id for one in model.associations(project, "2024-03-31")] == ["a1"]
    assert [one.id for one in model.associations(project, "2024-04-01")] == ["a2"]
    assert [one.id for one in model.associations(project, "2020-03-31")] == []
    assert [one.id for one in model.associations(project)] == ["a2"]
    assert [one.id for one in model.associations(project, None)] == ["a1", "a2"]


@pytest.mark.parametrize(
    "content",
    [
        {"shape": "%%%", "crs": "EPSG:6669"},
        {"shape": "AAAA", "crs": "EPSG:6669"},
        {"shape": 5, "crs": "EPSG:6669"},
        {"shape": None, "crs": None},
    ],
)
def test_a_shape_that_cannot_be_believed_is_none(content: dict[str, object]) -> None:
    project = records.put(Project(), records.record("x", model.ASSOCIATION, "名前", content))
    (found,) = model.associations(project)
    assert found.shape is None
    assert found.name == "名前"


def test_shapes_of_another_system_are_moved() -> None:
    (moved,) = model.area_set([FIRST], "台帳", "EPSG:6670").shapes
    assert not moved.equals_exact(SQUARE, 1.0)
    assert moved.area == pytest.approx(SQUARE.area, rel=2e-3)


def test_what_is_to_come_is_not_there_today() -> None:
    before = model.ended(FIRST, "2200-04-01")
    after = replace(FIRST, id="a2", since="2200-04-01")
    project = model.put(Project(), [before, after], "2026-01-05T09:00:00")
    assert [one.id for one in model.associations(project)] == ["a1"]
    assert [one.id for one in model.associations(project, "2200-04-01")] == ["a2"]
    layer = register.seen(project).layers[0]
    assert filters.mask(layer).tolist() == [True, False]  # type: ignore[union-attr]
