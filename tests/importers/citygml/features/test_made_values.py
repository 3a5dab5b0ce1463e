"""Attributes of made features: repetitions, units, missing values, names given in the file, hazards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importers.citygml import gml, reading
from tests.importers.citygml.features import made

if TYPE_CHECKING:
    from pathlib import Path

    from importers.collection import Collection
    from layers.base import Attribute

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<gml:Dictionary xmlns:gml="http://www.opengis.net/gml" gml:id="d"><gml:name>Road_function</gml:name>
<gml:dictionaryEntry><gml:Definition gml:id="a"><gml:description>国道</gml:description><gml:name>2</gml:name>
</gml:Definition></gml:dictionaryEntry>
<gml:dictionaryEntry><gml:Definition gml:id="b"><gml:description>県道</gml:description><gml:name>3</gml:name>
</gml:Definition></gml:dictionaryEntry></gml:Dictionary>"""


def attribute(collection: Collection, name: str) -> Attribute:
    return next(one for one in collection.attributes if one.name == name)


def values(collection: Collection, name: str) -> list[object]:
    found: list[object] = collection.table.column(name).to_pylist()
    return found


def coded(element: str, code: str, name: str = "Road_function") -> str:
    return f'<{element} codeSpace="../../codelists/{name}.xml">{code}</{element}>'


def test_codes_and_repetitions(tmp_path: Path) -> None:
    both = coded("tran:function", "3") + coded("tran:function", "2")
    files = {
        made.path_of("tran"): made.document(
            made.road(both, "a"), made.road(coded("tran:function", "77"), "b"), made.road("", "c")
        ),
        f"{reading.ROOT}/codelists/Road_function.xml": LIST,
    }
    (roads,), _ = made.read(tmp_path, "tran", files)
    assert values(roads, "function") == ["県道、国道", "77", None]
    assert values(roads, "function_code") == ["3、2", "77", None]
    assert attribute(roads, "function").kind == "code"
    assert attribute(roads, "function").label == "道路の種別"
    assert "code-unknown" in {finding.code for finding in roads.findings}


def structure(width: str, unit: str = "m") -> str:
    return (
        "<uro:roadStructureAttribute><uro:RoadStructureAttribute>"
        f'<uro:width uom="{unit}">{width}</uro:width><uro:numberOfLanes>2</uro:numberOfLanes>'
        "</uro:RoadStructureAttribute></uro:roadStructureAttribute>"
    )


def test_nested_blocks_become_columns_in_one_unit(tmp_path: Path) -> None:
    roads = made.read_one(
        tmp_path,
        "tran",
        made.road(structure("6.5"), "a"),
        made.road(structure("420", "cm"), "b"),
        made.road(structure("-9999"), "c"),
        made.road(structure("7"), "d"),
    )
    width = attribute(roads, "RoadStructureAttribute_width")
    assert (width.label, width.unit, width.kind, width.group) == ("幅員", "m", "number", "道路構造")
    assert values(roads, width.name) == pytest.approx([6.5, 4.2, None, 7.0])
    assert attribute(roads, "RoadStructureAttribute_numberOfLanes").kind == "integer"


def test_units_that_differ_from_file_to_file_are_joined(tmp_path: Path) -> None:
    files = {
        made.path_of("tran", "a_tran_6697_op.gml"): made.document(made.road(structure("6.5"), "a")),
        made.path_of("tran", "b_tran_6697_op.gml"): made.document(made.road(structure("650", "cm"), "b")),
    }
    (roads,), _ = made.read(tmp_path, "tran", files)
    assert values(roads, "RoadStructureAttribute_width") == pytest.approx([6.5, 6.5])
    assert values(roads, "file") == ["a_tran_6697_op.gml", "b_tran_6697_op.gml"]


def zone(inside: str, identifier: str = "z", kind: str = "UseDistrict") -> str:
    shape = f"<urf:lod1MultiSurface>{gml.surfaces(gml.polygon(made.SQUARE))}</urf:lod1MultiSurface>"
    return f'<urf:{kind} gml:id="{identifier}">{inside}{shape}</urf:{kind}>'


def test_dates_years_rates_and_what_nobody_knows(tmp_path: Path) -> None:
    use = made.read_one(
        tmp_path,
        "urf",
        zone(
            "<urf:validFrom>1973-12-28</urf:validFrom><urf:enactmentFiscalYear>1973</urf:enactmentFiscalYear>"
            "<urf:floorAreaRate>2</urf:floorAreaRate><urf:notificationNumber>0231</urf:notificationNumber>"
            "<urf:custodian>Null</urf:custodian>",
            "a",
        ),
        zone(
            "<urf:validFrom>0001-01-01</urf:validFrom><urf:enactmentFiscalYear>0001</urf:enactmentFiscalYear>"
            "<urf:floorAreaRate>80</urf:floorAreaRate><urf:custodian>市</urf:custodian>",
            "b",
        ),
    )
    assert use.name == "用途地域"
    assert values(use, "validFrom") == ["1973-12-28", None]
    assert values(use, "enactmentFiscalYear") == [1973, None]
    assert values(use, "floorAreaRate") == [200, 80]
    assert values(use, "notificationNumber") == ["0231", None]  # a number by name, not an amount
    assert values(use, "custodian") == [None, "市"]
    kinds = {
        name: attribute(use, name).kind for name in ("validFrom", "enactmentFiscalYear", "floorAreaRate")
    }
    assert kinds == {"validFrom": "date", "enactmentFiscalYear": "year", "floorAreaRate": "integer"}
    assert attribute(use, "floorAreaRate").unit == "%"


def test_districts_within_districts_have_rows_of_their_own(tmp_path: Path) -> None:
    district = zone("<urf:buildingRestrictions>内</urf:buildingRestrictions>", "d", "District")
    development = zone(
        f"<urf:policy>中</urf:policy><urf:district>{district}</urf:district>", "p", "DistrictDevelopmentPlan"
    )
    plan = zone(
        f"<gml:name>外</gml:name><urf:districtDevelopmentPlan>{development}</urf:districtDevelopmentPlan>",
        "o",
        "DistrictPlan",
    )
    collections, _ = made.read(tmp_path, "urf", {made.path_of("urf"): made.document(plan)})
    found = {one.key: one for one in collections}
    assert list(found) == ["urf:DistrictPlan", "urf:DistrictDevelopmentPlan", "urf:District"]
    assert [one.table.num_rows for one in collections] == [1, 1, 1]
    assert "parent_id" not in found["urf:DistrictPlan"].table.column_names
    assert values(found["urf:DistrictDevelopmentPlan"], "parent_id") == ["o"]
    assert values(found["urf:District"], "parent_id") == ["p"]
    assert values(found["urf:District"], "buildingRestrictions") == ["内"]
    assert "policy" not in found["urf:DistrictPlan"].table.column_names
    areas = {shape.area for one in collections for shape in one.geometry}
    assert len(areas) == 1


def test_a_district_within_a_district_is_part_of_it(tmp_path: Path) -> None:
    inner = zone("<urf:policy>中</urf:policy>", "i", "District")
    outer = f"<urf:district>{inner}</urf:district><urf:buildingRestrictions>外</urf:buildingRestrictions>"
    district = made.read_one(tmp_path, "urf", zone(outer, "o", "District"))
    assert values(district, "gml_id") == ["o"]
    assert values(district, "buildingRestrictions") == ["外"]
    assert values(district, "District_policy") == ["中"]


def test_attributes_named_in_the_file(tmp_path: Path) -> None:
    generic = (
        '<gen:stringAttribute name="1/2500図郭"><gen:value>05</gen:value></gen:stringAttribute>'
        '<gen:doubleAttribute name="延長"><gen:value>12.5</gen:value></gen:doubleAttribute>'
        '<gen:genericAttributeSet name="台帳"><gen:intAttribute name="路線"><gen:value>7</gen:value>'
        "</gen:intAttribute></gen:genericAttributeSet>"
        "<uro:tranKeyValuePairAttribute><uro:KeyValuePairAttribute><uro:key>管理</uro:key>"
        "<uro:stringValue>市道</uro:stringValue></uro:KeyValuePairAttribute></uro:tranKeyValuePairAttribute>"
    )
    roads = made.read_one(tmp_path, "tran", made.road(generic))
    shown = {
        one.label: (one.kind, one.group, values(roads, one.name))
        for one in roads.attributes
        if one.name.startswith("gen_")
    }
    assert shown == {
        "1/2500図郭": ("text", "汎用属性", ["05"]),
        "延長": ("number", "汎用属性", [12.5]),
        "路線": ("integer", "台帳", [7]),
        "管理": ("text", "汎用属性", ["市道"]),
    }


def test_a_file_cannot_make_a_thousand_columns(tmp_path: Path) -> None:
    many = "".join(
        f'<gen:stringAttribute name="n{number}"><gen:value>1</gen:value></gen:stringAttribute>'
        for number in range(1000)
    )
    roads = made.read_one(tmp_path, "tran", made.road(many))
    assert 300 < len(roads.attributes) < 500
    assert "columns-too-many" in {finding.code for finding in roads.findings}


def flood(rank: str) -> str:
    lists = "../../../../codelists/RiverFloodingRiskAttribute"
    return (
        f'<wtr:WaterBody gml:id="w{rank}"><uro:floodingRiskAttribute><uro:RiverFloodingRiskAttribute>'
        f'<uro:description codeSpace="{lists}_description.xml">1</uro:description>'
        f'<uro:rank codeSpace="{lists}_rank.xml">{rank}</uro:rank>'
        "</uro:RiverFloodingRiskAttribute></uro:floodingRiskAttribute></wtr:WaterBody>"
    )


def test_each_river_and_scale_is_a_collection(tmp_path: Path) -> None:
    rivers = LIST.replace("<gml:name>2</gml:name>", "<gml:name>1</gml:name>").replace(
        "国道", "石狩川水系石狩川"
    )
    text = made.document(flood("1"), flood("6"))
    files = {
        made.path_of("fld", "53391420_fld_6697_l1_op.gml", "natl/ishikari"): text,
        made.path_of("fld", "53391420_fld_6697_l2_op.gml", "natl/ishikari"): text,
        made.path_of("fld", "53391421_fld_6697_l2_op.gml", "natl/ishikari"): text,
        made.path_of("fld", "53391420_fld_6697_l2_op.gml", "pref/other"): text.replace(
            ">1</uro:desc", ">9</uro:desc"
        ),
        f"{reading.ROOT}/codelists/RiverFloodingRiskAttribute_description.xml": rivers,
    }
    collections, _ = made.read(tmp_path, "fld", files)
    assert {one.key: (one.name, len(one.table)) for one in collections} == {
        "wtr:WaterBody/fld/natl/ishikari/l1": ("洪水浸水想定区域（石狩川水系石狩川・L1）", 2),
        "wtr:WaterBody/fld/natl/ishikari/l2": ("洪水浸水想定区域（石狩川水系石狩川・L2）", 4),
        "wtr:WaterBody/fld/pref/other/l2": ("洪水浸水想定区域（other・L2）", 2),
    }
    assert values(collections[0], "rank") == ["0.5m未満", "20m以上"]
    assert values(collections[0], "rank_code") == ["1", "6"]
