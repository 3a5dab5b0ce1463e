"""A value that says that nothing is designated gives 「なし」, one that says that nobody knows 「未確認」."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from gisapp.desks.planning.regulationfile import FORMAT, examined, national, read_table
from gisapp.desks.planning.regulations import Answer, rules_at
from gisapp.desks.planning.sitezones import shadow_of, zone_from
from tests.gisapp.cli.answers import SCHEMAS, faults
from tests.gisapp.desks.planning.test_regulations import CRS, LOT, TODAY, layer, row

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.desks.planning.regulations import Row

AROUND = shapely.box(-500, -500, 500, 500)
USE: dict[str, list[Any]] = {
    "function": ["商業地域"],
    "floorAreaRate": [400.0],
    "buildingCoverageRate": [80.0],
}


def said(folder: Path, key: str, name: str, columns: dict[str, list[Any]], *shapes: Any) -> Row:
    """Return the answer of one regulation about a layer with some values."""
    one = layer(folder, key, columns, shapes or (AROUND,))
    return row(rules_at(LOT, CRS, (one,), national(), TODAY), name)


@pytest.mark.parametrize(
    ("key", "name", "columns"),
    [
        ("urf:UseDistrict", "shadow", USE | {"shadeRegulation": ["日影規制なし"]}),
        ("urf:UseDistrict", "shadow", USE | {"shadeRegulation": ["日影規制　指定なし"]}),
        ("urf:UseDistrict", "shadow", USE | {"shadeRegulation": ["対象外"]}),
        ("urf:UseDistrict", "use_district", USE | {"function": ["指定なし"]}),
        ("urf:FirePreventionDistrict", "fire", {"function": ["防火指定なし"]}),
        ("urf:FirePreventionDistrict", "fire", {"function": ["法22条区域"]}),
        ("urf:HeightControlDistrict", "height_district", {"name": ["高度地区　指定無し"]}),
        ("urf:SpecialUseDistrict", "special_use", {"usage": ["なし"], "name": [""]}),
        ("urf:AreaClassification", "area_classification", {"function": ["非線引き用途白地"]}),
        ("urf:UrbanPlanningArea", "urban_planning_area", {"urbanPlanType": ["都市計画区域外"]}),
        ("wtr:WaterBody/fld/a/l2", "flood_l2", {"rank": ["浸水なし"]}),
        ("wtr:WaterBody/tnm/a", "tsunami", {"rank": ["浸水しない"]}),
    ],
)
def test_a_value_that_says_none_is_none(
    tmp_path: Path, key: str, name: str, columns: dict[str, list[Any]]
) -> None:
    found = said(tmp_path, key, name, columns)
    assert (found.answer, found.parts, found.doubts) == (Answer.NOT, (), ())
    assert found.text


def test_ratios_hold_where_no_use_district_is_designated(tmp_path: Path) -> None:
    found = said(tmp_path, "urf:UseDistrict", "ratios", USE | {"function": ["指定なし"]})
    assert (found.answer, found.text) == (Answer.APPLIES, "容積率 400 %・建蔽率 80 %")


@pytest.mark.parametrize("value", ["不明", "－", "0"])
def test_a_value_that_says_that_nobody_knows_is_unknown(tmp_path: Path, value: str) -> None:
    found = said(tmp_path, "urf:UseDistrict", "shadow", USE | {"shadeRegulation": [value]})
    assert found.answer is Answer.UNKNOWN
    green = said(tmp_path, "urf:ProductiveGreenZone", "productive_green", {"name": [value]})
    assert (green.answer, green.text) == (Answer.APPLIES, "生産緑地地区")


def test_what_one_source_says_and_another_leaves_out_is_to_be_confirmed(tmp_path: Path) -> None:
    columns = {name: value * 2 for name, value in USE.items()} | {"shadeRegulation": ["日影規制なし", ""]}
    found = said(tmp_path, "urf:UseDistrict", "shadow", columns, AROUND, AROUND)
    assert found.answer is Answer.CONFIRM
    assert "日影規制なし" in found.text


def test_a_district_that_was_given_up_holds_no_more(tmp_path: Path) -> None:
    columns = {"name": ["第1種高度地区"], "validFromType": ["廃止"]}
    assert said(tmp_path, "urf:HeightControlDistrict", "height_district", columns).answer is Answer.NOT


def test_an_area_before_its_designation_does_not_pass_for_designated(tmp_path: Path) -> None:
    columns = {"areaType": ["土砂災害警戒区域（指定前）"], "disasterType": ["土石流"]}
    found = said(tmp_path, "urf:SedimentDisasterProneArea", "landslide", columns)
    assert "指定の前" in found.text
    assert "中です" not in found.text


def test_a_city_adds_its_own_words_and_changes_single_members(tmp_path: Path) -> None:
    plain: dict[str, Any] = {
        "format": FORMAT,
        "name": "市",
        "extends": "national",
        "regulations": [{"id": "shadow", "none": ["条例の対象としない"], "none_text": "なし（{said}）"}],
    }
    assert faults(plain, json.loads((SCHEMAS / "files" / "regulations.json").read_text("utf-8"))) == []
    table = read_table(json.dumps(plain).encode())
    columns = USE | {"shadeRegulation": ["条例の対象と しない"]}
    one = layer(tmp_path, "urf:UseDistrict", columns, [AROUND])
    found = row(rules_at(LOT, CRS, (one,), table, TODAY), "shadow")
    assert (found.answer, found.text) == (Answer.NOT, "なし（条例の対象と しない）")
    assert found.regulation.basis == row(rules_at(LOT, CRS, (), national(), TODAY), "shadow").regulation.basis
    for wrong in ({"none": 1}, {"unknown": [1]}, {"regulations": [{"id": "shadow", "none": "なし"}]}):
        assert examined(json.dumps(plain | wrong).encode())[1]


def test_the_shadow_rule_as_kawasaki_writes_it() -> None:
    text = "5m～10m以内は5時間以上、10mを超える場合は3時間以上、測定水平面高さ4m"
    assert shadow_of(text, "industrial") == (2, 4.0)
    doubts: list[Any] = []
    rule = row(rules_at(LOT, CRS, (), national(), TODAY), "shadow").regulation
    none = zone_from("第一種中高層住居専用地域", {"shadow": "日影規制なし"}, AROUND, doubts, rule)
    assert none.shadow_class == 0
    assert none.north_slope is not None  # 56条1項3号 spares a zone only where an ordinance designates it
    assert zone_from("準工業地域", {"shadow": ""}, AROUND, doubts).shadow_class is None
    assert doubts == []
