from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from styles.presets import preset, presets, presets_for
from styles.style import MISSING, ByCategory, ByRange

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_every_palette_says_where_it_comes_from() -> None:
    assert len(presets()) >= 12
    for one in presets():
        assert one.title, one.id
        assert one.source, one.id
        assert one.attributes, one.id
        assert bool(one.categories) != bool(one.ranges), one.id
        shown = [(item.label, item.colour) for item in one.categories]
        shown += [(item.label, item.colour) for item in one.ranges]
        for label, colour in shown:
            assert label, one.id
            assert all(0 <= channel <= 255 for channel in colour), one.id


def test_ranges_follow_each_other_without_gap() -> None:
    for one in presets():
        for before, after in pairwise(one.ranges):
            assert before.high == after.low, one.id
        if one.ranges:
            assert (one.ranges[0].low, one.ranges[-1].high) == (-math.inf, math.inf), one.id


def test_flood_colours_are_those_of_the_ministry() -> None:
    rank = preset("flood_rank").style("flood_rank_max")
    assert isinstance(rank, ByCategory)
    assert [(one.value, one.colour) for one in rank.categories] == [
        ("1", (247, 245, 169)),
        ("2", (255, 216, 192)),
        ("3", (255, 183, 183)),
        ("4", (255, 145, 145)),
        ("5", (242, 133, 201)),
        ("6", (220, 122, 220)),
    ]
    depth = preset("flood_depth").style("flood_depth_max")
    assert isinstance(depth, ByRange)
    assert [one.low for one in depth.ranges] == [-math.inf, 0.5, 3, 5, 10, 20]
    assert [one.colour for one in depth.ranges] == [one.colour for one in rank.categories]


def test_reservoir_ranks_have_other_classes_and_do_not_take_these_colours() -> None:
    assert presets_for("reservoir_rank_max") == ()


def test_the_calm_palette_of_usages_is_proposed_first() -> None:
    found = presets_for("usage")
    assert [one.id for one in found] == ["building_usage", "building_usage_plateau_view"]
    for one in found:
        assert len(one.categories) == 18
    assert {one.value: one.colour for one in found[0].categories}["461"] == MISSING


CODE_LISTS = {
    "building_usage": "Building_usage.xml",
    "building_usage_plateau_view": "Building_usage.xml",
    "structure": "BuildingDetailAttribute_buildingStructureType.xml",
    "fireproof_structure": "BuildingDetailAttribute_fireproofStructureType.xml",
    "flood_rank": "RiverFloodingRiskAttribute_rank.xml",
    "landslide_area": "LandSlideRiskAttribute_areaType.xml",
}


@pytest.mark.parametrize(("preset_id", "name"), CODE_LISTS.items())
def test_codes_and_labels_are_those_of_the_standard_lists(
    preset_id: str, name: str, real_data: Callable[[str], Path]
) -> None:
    text = real_data(f"plateau/iur_codelists_3.2/{name}").read_text(encoding="utf-8")
    published = {
        re.search(r"<gml:name>(.*?)<", entry)[1]: re.search(r"<gml:description>(.*?)<", entry)[1]  # type: ignore[index]  # both are always there
        for entry in re.findall(r"<gml:Definition.*?</gml:Definition>", text, re.DOTALL)
    }
    assert {one.value: one.label for one in preset(preset_id).categories} == published
