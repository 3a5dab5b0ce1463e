from __future__ import annotations

from dataclasses import replace

import numpy as np

from layers.base import Attribute
from layers.colours import feature_colours
from layers.suggest import best, suggestions
from styles.presets import preset
from styles.style import ByCategory, ByRange
from tests.fakes import BoxTable, box_city

CITY = box_city(500)
TABLE = CITY.table()
ATTRIBUTES = {attribute.name: attribute for attribute in TABLE.attributes}


def test_official_palettes_come_first_then_what_the_values_propose() -> None:
    found = suggestions(TABLE, ATTRIBUTES["usage"])
    assert found[0].style == preset("building_usage").style("usage")
    assert found[0].source
    own = found[-1].style
    assert isinstance(own, ByCategory)
    assert {one.label for one in own.categories} <= set(TABLE.labels("usage").values())


def test_numbers_get_ranges() -> None:
    found = suggestions(TABLE, ATTRIBUTES["measured_height"])
    assert found[0].style == preset("measured_height").style("measured_height")
    assert all(isinstance(one.style, ByRange) for one in found)
    assert len(found) == 3


def test_every_suggestion_colours_the_layer() -> None:
    for attribute in TABLE.attributes:
        for one in suggestions(TABLE, attribute):
            colours = feature_colours(replace(CITY, style=one.style))
            assert len(np.unique(colours, axis=0)) > 1


def test_names_and_numbers_of_one_value_are_no_classes() -> None:
    assert suggestions(TABLE, ATTRIBUTES["id"]) == ()
    assert suggestions(TABLE, ATTRIBUTES["name"]) == ()
    table = BoxTable(50)
    table.numbers("storeys")[:] = 2.0
    assert [one.title for one in suggestions(table, ATTRIBUTES["storeys"])] == ["地上階数"]
    table.numbers("storeys")[:] = np.nan
    assert suggestions(table, ATTRIBUTES["storeys"]) == ()


def test_what_cannot_colour_gets_no_style() -> None:
    assert suggestions(TABLE, Attribute("risks", "災害リスク", kind="list")) == ()
    assert best(TABLE, Attribute("risks", "災害リスク", kind="list")) is None
    empty = box_city(0)
    assert best(empty.table(), ATTRIBUTES["name"]) is None
