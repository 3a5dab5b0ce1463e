from __future__ import annotations

import gc
import time
from dataclasses import replace
from weakref import ref

import numpy as np
import pytest

from layers.colours import ALL, OTHER, UNKNOWN, classes, feature_colours, legend
from layers.filters import Condition, Operator
from styles.style import MISSING, ByCategory, ByRange, Category, Fixed, Range
from tests.fakes import box_city

RED, GREEN, BLUE, OTHERS = (255, 0, 0), (0, 255, 0), (0, 0, 255), (9, 9, 9)

BY_USAGE = ByCategory("usage", (Category("411", GREEN, "住宅"), Category("402", RED)), other=OTHERS)
BY_HEIGHT = ByRange(
    "measured_height", (Range(30, np.inf, RED, "30 m以上"), Range(5, 30, GREEN, "5〜30 m")), other=OTHERS
)


def test_one_colour_for_all() -> None:
    layer = replace(box_city(10), style=Fixed(BLUE))
    assert feature_colours(layer).tolist() == [list(BLUE)] * 10
    assert [(entry.label, entry.count) for entry in legend(layer)] == [(ALL, 10)]


def test_categories_others_and_missing_have_their_own_colours() -> None:
    layer = replace(box_city(1000), style=BY_USAGE)
    indices, codes = layer.table().categories("usage")
    expected = [
        MISSING if index < 0 else {"411": GREEN, "402": RED}.get(codes[index], OTHERS) for index in indices
    ]
    assert feature_colours(layer).tolist() == [list(colour) for colour in expected]
    entries = legend(layer)
    assert [entry.label for entry in entries] == ["住宅", "402", OTHER, UNKNOWN]
    assert sum(entry.count for entry in entries) == 1000
    assert [entry.missing for entry in entries] == [False, False, False, True]


def test_ranges_hold_their_lower_end_and_not_their_upper() -> None:
    layer = replace(box_city(5000), style=BY_HEIGHT)
    heights = layer.table().numbers("measured_height")
    heights[:3] = [30.0, 5.0, 4.99]
    layer = replace(layer, data=replace(layer.data))
    colours = feature_colours(layer)
    assert colours[:3].tolist() == [list(RED), list(GREEN), list(OTHERS)]
    known = ~np.isnan(heights)
    assert np.array_equal((colours == RED).all(axis=1), known & (heights >= 30))
    assert np.array_equal((colours == MISSING).all(axis=1), ~known)


def test_an_attribute_that_is_not_there_is_missing_everywhere() -> None:
    for style in (ByCategory("gone", ()), ByRange("gone", (Range(0, 1, RED),))):
        layer = replace(box_city(7), style=style)
        assert feature_colours(layer).tolist() == [list(MISSING)] * 7
        assert legend(layer)[-1].count == 7


def test_the_legend_counts_what_the_filter_lets_through() -> None:
    layer = replace(box_city(1000), style=BY_USAGE)
    layer = replace(layer, filter=(Condition("usage", Operator.IN, ("411",)),))
    houses = int((classes(layer) == 0).sum())
    assert [(entry.label, entry.count) for entry in legend(layer)] == [("住宅", houses), ("402", 0)]


def test_a_layer_without_data_has_a_legend_and_no_colours() -> None:
    layer = replace(box_city(10), style=BY_USAGE, data=None)
    assert feature_colours(layer).shape == (0, 3)
    assert [(entry.label, entry.count) for entry in legend(layer)] == [("住宅", 0), ("402", 0)]


def test_classes_are_remembered_and_go_with_the_data() -> None:
    layer = replace(box_city(100), style=BY_USAGE)
    assert classes(layer) is classes(replace(layer, opacity=0.5))
    with pytest.raises(ValueError, match="read-only"):
        classes(layer)[0] = 0
    data = ref(layer.data)
    del layer
    gc.collect()
    assert data() is None


def test_two_hundred_thousand_features_take_no_noticeable_time() -> None:
    layer = replace(box_city(200_000), style=BY_HEIGHT)
    feature_colours(layer)
    again = replace(layer, style=replace(BY_HEIGHT, other=BLUE))
    begin = time.perf_counter()
    feature_colours(again)
    assert time.perf_counter() - begin < 0.25
