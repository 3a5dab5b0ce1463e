from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from importers.citygml import schema
from importers.citygml.attributes import build
from importers.citygml.codelists import Codelists
from importers.citygml.lxml_reader import read_elements
from importers.citygml.plan import column_at
from tests.importers.citygml import oracle
from tests.importers.citygml.small_city import URO, city, coded, detail

if TYPE_CHECKING:
    from layers.feedback import Finding


def codes(findings: list[Finding]) -> Counter[str]:
    found: Counter[str] = Counter()
    for finding in findings:
        found[finding.code] += finding.count
    return found


def test_values_that_nobody_knows_are_null_and_counted() -> None:
    known = city(
        coded("bldg:class", "Null", "Building_class")
        + '<bldg:measuredHeight uom="m">-9999</bldg:measuredHeight>'
        + "<bldg:storeysAboveGround>9999</bldg:storeysAboveGround>"
        + "<bldg:storeysBelowGround>-9999</bldg:storeysBelowGround>"
        + "<bldg:yearOfConstruction>0001</bldg:yearOfConstruction>"
        + "<core:creationDate>0001-01-01</core:creationDate>"
        + "<gml:name>Null</gml:name><gml:description>-</gml:description>"
        + detail(
            '<uro:totalFloorArea uom="m2">-9999.0</uro:totalFloorArea>'
            "<uro:districtsAndZonesType>Null</uro:districtsAndZonesType>"
            "<uro:surveyYear>0001</uro:surveyYear><uro:note></uro:note>"
        )
    )
    (row,) = known.rows
    filled = {name for name, value in row.items() if value not in (None, [])}
    assert filled == {"gml_id"}
    assert codes(known.findings) == {"value-missing": 12}


def test_codes_for_unknown_are_statements_and_keep_their_labels() -> None:
    (row,) = city(
        coded("bldg:usage", "461", "Building_usage")
        + detail(
            coded("uro:buildingStructureType", "611", "BuildingDetailAttribute_buildingStructureType")
            + coded("uro:fireproofStructureType", "1011", "BuildingDetailAttribute_fireproofStructureType")
        )
    ).rows
    assert (row["usage"], row["usage_code"]) == ("不明", "461")
    assert (row["structure_type"], row["structure_type_code"]) == ("不明", "611")
    assert (row["fireproof_structure_type"], row["fireproof_structure_type_code"]) == ("不明", "1011")


def test_a_code_that_nobody_knows_keeps_its_code_without_a_label() -> None:
    known = city(coded("bldg:usage", "99", "Building_usage"), coded("bldg:usage", "411", "Building_usage"))
    assert [(row["usage"], row["usage_code"]) for row in known.rows] == [(None, "99"), ("住宅", "411")]
    assert codes(known.findings) == {"code-unknown": 1, "codelist-missing": 1}


def test_a_free_text_in_the_place_of_a_code_is_its_own_label() -> None:
    (row,) = city("<bldg:usage>水車小屋</bldg:usage>").rows
    assert (row["usage"], row["usage_code"]) == ("水車小屋", "水車小屋")


@pytest.mark.parametrize("version", ["2.0", "3.0", "3.1", "3.2"])
def test_specified_rates_become_percentages_in_all_versions(version: str) -> None:
    known = city(
        detail(
            "<uro:specifiedBuildingCoverageRate>0.6</uro:specifiedBuildingCoverageRate>"
            "<uro:specifiedFloorAreaRate>2</uro:specifiedFloorAreaRate>"
        ),
        detail(
            "<uro:specifiedBuildingCoverageRate>80</uro:specifiedBuildingCoverageRate>"
            "<uro:specifiedFloorAreaRate>1300</uro:specifiedFloorAreaRate>"
        ),
        version=version,
    )
    assert [row["specified_building_coverage_rate"] for row in known.rows] == [60, 80]
    assert [row["specified_floor_area_rate"] for row in known.rows] == [200, 1300]
    assert codes(known.findings) == {"rate-as-ratio": 2}


@pytest.mark.parametrize(
    ("version", "expected"), [("2.0", 1520.0), ("3.0", 1520.0), ("3.1", 15.2), ("3.2", 15.2)]
)
def test_small_rates_of_existing_buildings_are_ratios_only_where_the_version_allows(
    version: str, expected: float
) -> None:
    (row,) = city(detail("<uro:floorAreaRate>15.2</uro:floorAreaRate>"), version=version).rows
    assert row["floor_area_rate"] == pytest.approx(expected)


def test_several_values_are_all_kept_and_the_first_known_one_stands_in_the_column() -> None:
    known = city(
        coded("bldg:usage", "413", "Building_usage") + coded("bldg:usage", "411", "Building_usage"),
        coded("bldg:usage", "441", "Building_usage"),
        "",
    )
    assert [row["usage"] for row in known.rows] == ["店舗等併用住宅", "工場", None]
    assert [row["usage_all"] for row in known.rows] == [["店舗等併用住宅", "住宅"], ["工場"], []]
    assert [row["usage_code_all"] for row in known.rows] == [["413", "411"], ["441"], []]
    years = city(
        detail("<uro:surveyYear>0001</uro:surveyYear>") + detail("<uro:surveyYear>2021</uro:surveyYear>")
    )
    assert years.rows[0]["survey_year"] == 2021
    assert "survey_year_all" not in years.rows[0]


def test_a_text_that_is_no_number_is_told_and_kept_among_the_others() -> None:
    known = city(
        "",
        "\n<bldg:measuredHeight>たかい</bldg:measuredHeight><bldg:storeysAboveGround>2.5</bldg:storeysAboveGround>",
    )
    row = known.rows[1]
    assert row["measured_height"] is None
    assert row["storeys_above_ground"] is None
    assert [(other["path"], other["value"]) for other in row["others"]] == [
        ("measuredHeight", "たかい"),
        ("storeysAboveGround", "2.5"),
    ]
    assert codes(known.findings) == {"value-wrong": 2}
    first = known.findings[0]
    assert (first.where.file, first.where.id, first.where.line) == ("町.gml", "b1", 4)
    assert "たかい" in str(first.message)


def test_lengths_and_areas_come_in_metres_or_the_odd_unit_is_told() -> None:
    known = city(
        '<bldg:measuredHeight uom="cm">1250</bldg:measuredHeight>',
        '<bldg:measuredHeight uom="尺">30</bldg:measuredHeight>',
        '<bldg:measuredHeight uom="m">8</bldg:measuredHeight>',
        detail('<uro:siteArea uom="ha">0.5</uro:siteArea>'),
    )
    assert [row["measured_height"] for row in known.rows] == [12.5, 30, 8, None]
    assert known.rows[3]["site_area"] == 5_000
    assert codes(known.findings) == {"unit-unexpected": 1}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-03-22", "2024-03-22"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("2024-03-22T00:00:00", "2024-03-22"),
    ],
)
def test_dates_keep_what_is_known_of_them(text: str, date: str) -> None:
    (row,) = city(f"<core:creationDate>{text}</core:creationDate>").rows
    assert row["creation_date"] == date


def test_a_survey_year_written_as_a_date_is_a_year() -> None:
    (row,) = city(detail("<uro:surveyYear>2017-01-01</uro:surveyYear>")).rows
    assert row["survey_year"] == 2017


def test_version_one_names_identity_and_details_its_own_way() -> None:
    (row,) = city(
        '<gen:stringAttribute name="建物ID"><gen:value>42202-bldg-7</gen:value></gen:stringAttribute>'
        '<gen:intAttribute name="枝番"><gen:value>2</gen:value></gen:intAttribute>'
        '<gen:stringAttribute name="町名"><gen:value>坂の上</gen:value></gen:stringAttribute>'
        + detail(coded("uro:city", "42202", "Common_localPublicAuthorities"), "1.4"),
        version="1.4",
    ).rows
    assert (row["building_id"], row["branch_id"], row["city"]) == ("42202-bldg-7", 2, "長崎県佐世保市")
    assert row["generics"] == [
        {"set": None, "name": "町名", "type": "string", "value": "坂の上", "unit": None}
    ]


def test_parts_stand_apart_from_their_building() -> None:
    part = (
        '<bldg:consistsOfBuildingPart><bldg:BuildingPart gml:id="{id}">'
        "<gml:name>{name}</gml:name><bldg:measuredHeight>{height}</bldg:measuredHeight>"
        '<gen:stringAttribute name="屋上"><gen:value>緑化</gen:value></gen:stringAttribute>'
        "<bldg:yearOfConstruction>1970</bldg:yearOfConstruction>"
        "</bldg:BuildingPart></bldg:consistsOfBuildingPart>"
    )
    known = city(
        "",
        "<gml:name>庁舎</gml:name>"
        + part.format(id="p1", name="本館", height=20)
        + part.format(id="p2", name="別館", height=-9999),
    )
    assert known.rows[0]["parts"] == []
    row = known.rows[1]
    assert (row["name"], row["measured_height"], row["year_of_construction"]) == ("庁舎", None, None)
    assert [(p["gml_id"], p["name"], p["measured_height"]) for p in row["parts"]] == [
        ("p1", "本館", 20.0),
        ("p2", "別館", None),
    ]
    path = "consistsOfBuildingPart/BuildingPart"
    assert Counter((other["path"], other["value"]) for other in row["others"]) == {
        (f"{path}/stringAttribute/屋上", "緑化"): 2,
        (f"{path}/yearOfConstruction", "1970"): 2,
    }
    assert row["generics"] == []


def test_geometry_and_appearance_are_no_attributes_but_all_else_is_kept() -> None:
    (row,) = city(
        "<gml:boundedBy><gml:Envelope><gml:lowerCorner>1 2 3</gml:lowerCorner></gml:Envelope></gml:boundedBy>"
        "<bldg:lod1Solid><gml:Solid><gml:exterior><gml:posList>1 2 3</gml:posList></gml:exterior></gml:Solid>"
        "</bldg:lod1Solid>"
        '<bldg:boundedBy><bldg:RoofSurface gml:id="r"><gml:name>大屋根</gml:name>'
        "<bldg:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember/></gml:MultiSurface></bldg:lod2MultiSurface>"
        "</bldg:RoofSurface></bldg:boundedBy>"
        '<app:appearance xmlns:app="http://www.opengis.net/citygml/appearance/2.0">'
        "<app:theme>x</app:theme></app:appearance>"
        '<core:externalReference xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<core:document xlink:href="a.pdf"/></core:externalReference>'
        '<uro:newProperty><uro:NewType><uro:newValue uom="lx">7</uro:newValue></uro:NewType>'
        "</uro:newProperty>"
    ).rows
    assert row["others"] == [
        {"path": "boundedBy/RoofSurface/name", "value": "大屋根", "code_label": None, "unit": None},
        {"path": "externalReference/document", "value": "a.pdf", "code_label": None, "unit": None},
        {"path": "newProperty/NewType/newValue", "value": "7", "code_label": None, "unit": "lx"},
    ]


def test_a_window_without_buildings_has_all_columns_and_no_rows() -> None:
    none, one = city().tables[0], city("").tables[0]
    assert len(none) == 0
    assert none.schema == one.schema
    assert pa.concat_tables([none, one]).num_rows == 1


def test_only_the_features_asked_for_are_read() -> None:
    inside = (
        "<gml:name>{n}</gml:name>"
        "<uro:bldgKeyValuePairAttribute><uro:KeyValuePairAttribute><uro:key>1</uro:key><uro:codeValue>{n}</uro:codeValue>"
        "</uro:KeyValuePairAttribute></uro:bldgKeyValuePairAttribute>"
        '<gen:stringAttribute name="番号"><gen:value>{n}</gen:value></gen:stringAttribute>'
    )
    members = "".join(
        f'<m><bldg:Building gml:id="b{n}">{inside.format(n=n)}</bldg:Building></m>' for n in range(3)
    )
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in oracle.NAMESPACES.items())
    elements = read_elements(f'<c {spaces} xmlns:uro="{URO["3.1"]}">{members}</c>'.encode())
    rows = oracle.building_rows(elements)[[1]]
    (row,) = build(elements, rows, Codelists(None), [], "a.gml").to_pylist()
    assert row["name"] == "1"
    assert row["key_values"] == [{"key": "1", "key_label": "1", "value": "1", "value_label": None}]
    assert [generic["value"] for generic in row["generics"]] == ["1"]


# ------------------------------------------------------------------------------------------- the model


def test_columns_have_one_name_one_label_and_a_heading() -> None:
    names = [column.name for column in (*schema.COLUMNS, *schema.LISTS)]
    labels = [column.label for column in (*schema.COLUMNS, *schema.LISTS)]
    assert len(set(names)) == len(names)
    assert len(set(labels)) == len(labels)
    assert all(column.group for column in schema.COLUMNS)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)


def test_attributes_leave_out_what_a_table_lacks() -> None:
    attributes = schema.attributes({"usage", "usage_code", "measured_height", "risks"})
    assert [attribute.name for attribute in attributes] == ["measured_height", "usage", "risks"]
    assert attributes[0].unit == "m"
    assert attributes[1].kind == "code"


def test_places_of_columns_do_not_reach_into_other_data_types() -> None:
    assert (
        column_at(("buildingDetailAttribute", "BuildingDetailAttribute", "totalFloorArea"))
        == "total_floor_area"
    )
    assert column_at(("anything", "BuildingDetails", "totalFloorArea")) == "total_floor_area"
    assert column_at(("a", "LargeCustomerFacilityAttribute", "totalFloorArea")) == "facility_total_floor_area"
    assert column_at(("boundedBy", "RoofSurface", "name")) == ""
    assert column_at(("class",)) == "building_class"
