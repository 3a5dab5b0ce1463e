"""Palettes for public data products: classes as the lists have them, whatever code a column writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from styles.presets import preset, presets, presets_for
from styles.style import ByCategory

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DISTRICTS = ("use_district", "use_district_vivid")


def _list(path: Path) -> dict[str, str]:
    entries = re.findall(r"<gml:Definition.*?</gml:Definition>", path.read_text("utf-8"), re.DOTALL)
    return {
        re.search(r"<gml:name>(.*?)<", entry)[1]: re.search(r"<gml:description>(.*?)<", entry)[1]  # type: ignore[index]  # both are always there
        for entry in entries
    }


@pytest.mark.parametrize("preset_id", DISTRICTS)
def test_thirteen_use_districts_by_name_and_by_three_codes(preset_id: str) -> None:
    palette = preset(preset_id)
    by_name = palette.style("A29_005")
    assert isinstance(by_name, ByCategory)
    colours = {one.label: one.colour for one in by_name.categories}
    assert len(colours) == 13
    assert len(set(colours.values())) == 13
    for attribute, system, code, name in (
        ("A29_004", "", "8", "近隣商業地域"),
        ("A29_004", "", "21", "田園住居地域"),
        ("YoutoCode", "", "8", "田園住居地域"),
        ("function", "urf:UseDistrict", "13", "工業専用地域"),
        ("用途地域", "", "第１種低層住居専用地域", "第一種低層住居専用地域"),
    ):
        style = palette.style(attribute, system)
        assert isinstance(style, ByCategory)
        assert style.attribute == attribute
        assert len(style.categories) == 13
        (found,) = [one for one in style.categories if one.value == code]
        assert (found.label, found.colour) == (name, colours[name])


@pytest.mark.parametrize("preset_id", DISTRICTS)
def test_codes_of_plateau_are_those_of_the_standard_list(
    preset_id: str, real_data: Callable[[str], Path]
) -> None:
    listed = _list(real_data("plateau/iur_codelists_3.2/Common_districtsAndZonesType.xml"))
    codes = preset(preset_id).codes["urf:UseDistrict"]
    assert [code for code in listed if 1 <= int(code) <= 13] == sorted(codes, key=int)
    for code, name in codes.items():
        assert listed[code].replace("第1種", "第一種").replace("第2種", "第二種") == name


def test_reservoir_classes_are_those_of_the_standard_list(real_data: Callable[[str], Path]) -> None:
    listed = _list(real_data("plateau/iur_codelists_3.2/ReservoirFloodingRiskAttribute_rank.xml"))
    assert {one.value: one.label for one in preset("reservoir_rank").categories} == listed


def test_fire_zones_areas_and_plans_share_columns_and_keep_apart() -> None:
    found = {one.id for one in presets_for("AreaCode")}
    assert found == {"fire_zone", "area_classification", "location_plan"}
    codes = [code for one in found for code in preset(one).codes["AreaCode"]]
    assert sorted(codes) == ["22", "23", "24", "25", "31", "32"]


def test_every_code_stands_for_a_class_of_its_palette() -> None:
    for one in presets():
        values = {category.value for category in one.categories}
        for system, codes in one.codes.items():
            assert set(codes.values()) <= values, (one.id, system)


def test_duration_ranks_have_the_colours_of_the_hours() -> None:
    hours = [one.colour for one in preset("flood_duration").ranges]
    assert [one.colour for one in preset("flood_duration_rank").categories] == hours


def test_columns_of_products_find_their_palette() -> None:
    assert [one.id for one in presets_for("A31a_205")] == ["flood_rank"]
    assert presets_for("A33_002")[0].id == "landslide_area"
    assert [one.id for one in presets_for("A29_004")] == [*DISTRICTS]
    assert [one.id for one in presets_for("A31_001")] == ["flood_depth_2012"]
