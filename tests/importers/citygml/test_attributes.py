from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pytest

from importers.citygml import schema
from importers.citygml.attributes import build
from importers.citygml.codelists import Codelists
from importers.citygml.dataset import open_dataset
from importers.citygml.lxml_reader import read_elements
from importers.citygml.plan import column_at
from layers.errors import GisError
from tests.importers.citygml import oracle
from tests.realdata import real_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml import etree

    from layers.feedback import Finding

# ------------------------------------------------------------------------------- small cities of our own

URO = {
    "1.4": "http://www.kantei.go.jp/jp/singi/tiiki/toshisaisei/itoshisaisei/iur/uro/1.4",
    "1.5": "https://www.chisou.go.jp/tiiki/toshisaisei/itoshisaisei/iur/uro/1.5",
    **{version: f"https://www.geospatial.jp/iur/uro/{version}" for version in ("2.0", "3.0", "3.1", "3.2")},
}


def city(*buildings: str, version: str = "3.1") -> oracle.City:
    """Return the table of buildings whose insides are given."""
    members = "\n".join(
        f'<core:cityObjectMember><bldg:Building gml:id="b{number}">{inside}</bldg:Building>'
        "</core:cityObjectMember>"
        for number, inside in enumerate(buildings)
    )
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in oracle.NAMESPACES.items())
    document = f'<core:CityModel {spaces} xmlns:uro="{URO[version]}">\n{members}\n</core:CityModel>'
    elements = read_elements(document.encode())
    found = oracle.City()
    table = build(
        elements, oracle.building_rows(elements), Codelists(None), found.findings, "町.gml", "udx/bldg/町.gml"
    )
    found.tables = [table]
    return found


def detail(inside: str, version: str = "3.1") -> str:
    if version.startswith("1"):
        return (
            f"<uro:buildingDetails><uro:BuildingDetails>{inside}</uro:BuildingDetails></uro:buildingDetails>"
        )
    return (
        "<uro:buildingDetailAttribute><uro:BuildingDetailAttribute>"
        f"{inside}</uro:BuildingDetailAttribute></uro:buildingDetailAttribute>"
    )


def coded(name: str, code: str, list_name: str) -> str:
    return f'<{name} codeSpace="../../codelists/{list_name}.xml">{code}</{name}>'


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


# ------------------------------------------------------------------------------------------ real cities

DETAIL = "uro:buildingDetailAttribute/uro:BuildingDetailAttribute/uro:"
IDENTITY = "uro:buildingIDAttribute/uro:BuildingIDAttribute/uro:"
QUALITY2 = "uro:buildingDataQualityAttribute/uro:BuildingDataQualityAttribute/uro:"
QUALITY3 = "uro:bldgDataQualityAttribute/uro:DataQualityAttribute/uro:"
SURVEY3 = f"{QUALITY3}publicSurveyDataQualityAttribute/uro:PublicSurveyDataQualityAttribute/uro:"
COMMON = {
    "name": "gml:name",
    "measured_height": "bldg:measuredHeight",
    "creation_date": "core:creationDate",
    "building_class": "bldg:class",
    "usage": "bldg:usage",
    "storeys_above_ground": "bldg:storeysAboveGround",
    "storeys_below_ground": "bldg:storeysBelowGround",
    "year_of_construction": "bldg:yearOfConstruction",
    "address": "bldg:address/core:Address/core:xalAddress//*[not(*) and not(self::xAL:CountryName)]",
}
FIRST = {
    **COMMON,
    "building_id": "gen:stringAttribute[@name='建物ID']/gen:value",
    "branch_id": "gen:intAttribute[@name='枝番']/gen:value",
    "survey_year": "uro:buildingDetails/uro:BuildingDetails/uro:surveyYear",
    "prefecture": "uro:buildingDetails/uro:BuildingDetails/uro:prefecture",
    "city": "uro:buildingDetails/uro:BuildingDetails/uro:city",
    "districts_and_zones_type": "uro:buildingDetails/uro:BuildingDetails/uro:districtsAndZonesType",
    "roof_edge_area": "uro:buildingDetails/uro:BuildingDetails/uro:buildingRoofEdgeArea",
    "lod1_height_type": "uro:extendedAttribute/uro:KeyValuePair[uro:key='2']/uro:codeValue",
}
SECOND = {
    **COMMON,
    "building_id": f"{IDENTITY}buildingID",
    "branch_id": f"{IDENTITY}branchID",
    "prefecture": f"{IDENTITY}prefecture",
    "city": f"{IDENTITY}city",
    "survey_year": f"{DETAIL}surveyYear",
    "structure_type": f"{DETAIL}buildingStructureType",
    "structure_org_type": f"{DETAIL}buildingStructureOrgType",
    "fireproof_structure_type": f"{DETAIL}fireproofStructureType",
    "total_floor_area": f"{DETAIL}totalFloorArea",
    "footprint_area": f"{DETAIL}buildingFootprintArea",
    "roof_edge_area": f"{DETAIL}buildingRoofEdgeArea",
    "building_height": f"{DETAIL}buildingHeight",
    "specified_building_coverage_rate": f"{DETAIL}specifiedBuildingCoverageRate",
    "specified_floor_area_rate": f"{DETAIL}specifiedFloorAreaRate",
    "urban_plan_type": f"{DETAIL}urbanPlanType",
    "area_classification_type": f"{DETAIL}areaClassificationType",
    "districts_and_zones_type": f"{DETAIL}districtsAndZonesType",
    "land_use_type": f"{DETAIL}landUseType",
    "org_usage": f"{DETAIL}orgUsage",
    "org_usage_2": f"{DETAIL}orgUsage2",
    "major_usage_2": f"{DETAIL}majorUsage2",
    "detailed_usage": f"{DETAIL}detailedUsage",
    "ground_floor_usage": f"{DETAIL}groundFloorUsage",
    "basement_first_usage": f"{DETAIL}basementFirstUsage",
    "lod1_height_type": f"{QUALITY2}lod1HeightType",
    "source_scale": f"{QUALITY2}srcScale",
    "geometry_source": f"{QUALITY2}geometrySrcDesc",
    "thematic_source": f"{QUALITY2}thematicSrcDesc",
    "lod_type": f"{QUALITY2}lodType",
}
THIRD = {
    **SECOND,
    "lod1_height_type": f"{QUALITY3}lod1HeightType",
    "source_scale": f"{SURVEY3}srcScaleLod1",
    "source_scale_lod0": f"{SURVEY3}srcScaleLod0",
    "source_scale_lod2": f"{SURVEY3}srcScaleLod2",
    "survey_source_lod1": f"{SURVEY3}publicSurveySrcDescLod1",
    "geometry_source_lod1": f"{QUALITY3}geometrySrcDescLod1",
    "appearance_source_lod2": f"{QUALITY3}appearanceSrcDescLod2",
    "thematic_source": f"{QUALITY3}thematicSrcDesc",
    "lod_type": f"{QUALITY3}lodType",
}
NOBODY_KNOWS = {"", "Null", "-", "-9999", "-9999.0"}
CITIES = {
    # name: XPaths of its version, least number of columns with values, least number of values
    "plateau/10207_tatebayashi-shi_2020_citygml_op.zip": (FIRST, 8, 700),
    "plateau/11326_moroyama-machi_2020_citygml_op.zip": (FIRST, 3, 80),
    "plateau/13100_tokyo23-ku_2020_citygml_op.zip": (FIRST, 6, 6),
    "plateau/17206_kaga-shi_2022_citygml_op.zip": (SECOND, 12, 2_000),
    "plateau/14201_yokosuka-shi_gisconv.zip": (SECOND, 13, 100),
    "plateau/27100_osaka-shi_2022_citygml_op.zip": (SECOND, 12, 1_000),
    "plateau/35215_shunan-shi_2024_citygml_op.zip": (THIRD, 20, 500),
    "plateau/17206_kaga-shi_2024_citygml_op.zip": (THIRD, 17, 2_500),
    "plateau/27100_osaka-shi_city_2024_citygml_1_op": (THIRD, 18, 1_000),
    "plateau/12347_tako-machi_city_2025_citygml_1_op.zip": (THIRD, 17, 1_200),
}


def compare(
    row: dict[str, Any], name: str, found: list[etree._Element], lists: dict[str, dict[str, str]]
) -> int:
    """Compare a column with the elements that hold it; return how many values were compared."""
    column = next(column for column in schema.COLUMNS if column.name == name)
    words = [((element.text or "").strip(), element) for element in found]
    missing = NOBODY_KNOWS | {
        "integer": {"9999"},
        "year": {"0001", "0001-01-01"},
        "date": {"0001-01-01"},
    }.get(column.kind, set())
    words = [(word, element) for word, element in words if word not in missing]
    if not words:
        assert row[name] is None
        return 0
    word, element = words[0]
    if name == "address":
        assert row[name] == " ".join(word for word, _ in words)
    elif column.kind == "code":
        assert row[f"{name}_code"] == word
        if element.get("codeSpace"):
            own = lists.get(element.get("codeSpace").split("/")[-1][:-4], {})
            if word in own:
                assert row[name] == own[word]
        if len(words) > 1:
            assert row[f"{name}_code_all"] == [word for word, _ in words]
    elif column.kind == "number":
        expected = float(word)
        if name == "specified_building_coverage_rate" and expected <= 1:
            expected *= 100
        assert math.isclose(row[name], expected, rel_tol=1e-12)
    elif column.kind in ("integer", "year"):
        assert row[name] == int(word)
    else:
        assert row[name] == word
    return len(words)


@pytest.mark.parametrize("name", CITIES)
def test_real_buildings_say_what_xpath_finds(name: str, real_data: Callable[[str], Path]) -> None:
    paths, least_columns, least_values = CITIES[name]
    filled: Counter[str] = Counter()
    sampled = 0
    for known, tree, lists in oracle.open_city(real_data(name), files=3):
        elements = oracle.buildings(tree)
        rows = {row["gml_id"]: row for row in known.rows}
        assert list(rows) == list(elements)
        for gml_id in list(elements)[:: max(len(elements) // 400, 1)]:
            sampled += 1
            for column, path in paths.items():
                filled[column] += compare(rows[gml_id], column, oracle.texts(elements[gml_id], path), lists)
    columns = [column for column, count in filled.items() if count]
    print(f"{name}: {sampled} buildings, {len(columns)} columns, {filled.total()} values compared")
    assert len(columns) >= least_columns
    assert filled.total() >= least_values


def said(value: Any) -> list[str]:
    """Return all that a row says, as words and numbers."""
    if isinstance(value, dict):
        return [word for inner in value.values() for word in said(inner)]
    if isinstance(value, list):
        return [word for inner in value for word in said(inner)]
    if value is None:
        return []
    return [value] if isinstance(value, str) else [repr(float(value))]


def is_geometry(element: etree._Element) -> bool:
    chain = [element, *element.iterancestors()]
    for above in chain[: [above.tag.endswith("}Building") for above in chain].index(True)]:
        space, _, local = above.tag.rpartition("}")
        if space.startswith("{http://www.opengis.net/gml") and local not in ("name", "description"):
            return True
        if re.match(r"lod-?\d(?!HeightType)", local):
            return True
    return False


@pytest.mark.parametrize("name", [*CITIES, "plateau/_malformed_13100_tokyo23-ku_2022.zip"])
def test_nothing_that_a_real_building_says_is_lost(name: str, real_data: Callable[[str], Path]) -> None:
    compared = 0
    for known, tree, _ in oracle.open_city(real_data(name), files=2):
        rows = {row["gml_id"]: row for row in known.rows}
        elements = oracle.buildings(tree)
        for gml_id in list(elements)[:: max(len(elements) // 150, 1)]:
            words = Counter(said(rows[gml_id]))
            for element in elements[gml_id].iterdescendants():
                text = (element.text or "").strip() if isinstance(element.tag, str) else ""
                if len(element) or not text or is_geometry(element) or element.tag.endswith("}CountryName"):
                    continue
                if text in NOBODY_KNOWS | {"9999", "0001", "0001-01-01"}:
                    continue
                forms = [text, text[:10]]
                if re.fullmatch(r"-?[0-9.]+(?:[eE]-?\d+)?", text):
                    number = float(text)
                    forms += [repr(number), repr(number * 100), f"L{text}"]
                assert any(form in words for form in forms), (gml_id, element.tag, text)
                compared += 1
            for named in elements[gml_id].iterfind("*[@name]"):
                if not named.tag.endswith("Set") and named.get("name") not in ("建物ID", "枝番"):
                    assert named.get("name") in words
    print(f"{name}: {compared} texts found again")
    assert compared > 50


@pytest.mark.parametrize("path", real_files("plateau/*"), ids=lambda path: path.name)
def test_every_dataset_gives_a_table_and_never_an_error(path: Path) -> None:
    if path.name == "iur_codelists_3.2":
        return
    dataset = open_dataset(path)
    tables: list[pa.Table] = []
    lists: dict[str, Codelists] = {}
    for number, (file, data) in enumerate(oracle.building_files(dataset)):
        if number == 20:  # more of the two whole cities adds time, not cases
            break
        codelists = lists.setdefault(file.root, Codelists(dataset.root(file)))
        try:
            tables += oracle.read_file(dataset, file, data, codelists).tables
        except GisError:
            continue  # what cannot be read at all is the reader's to tell
    whole = pa.concat_tables(tables, promote_options="default") if tables else pa.table({})
    for table in tables:
        assert len(set(table.column_names)) == len(table.column_names)
        assert np.all([len(column) == len(table) for column in table.columns])
    for column in whole.columns:
        column.validate(full=True)


def test_a_real_table_goes_through_parquet(real_data: Callable[[str], Path], tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    path = real_data("plateau/35215_shunan-shi_2024_citygml_op.zip")
    tables = [table for known, _, _ in oracle.open_city(path, files=3) for table in known.tables]
    whole = pa.concat_tables(tables, promote_options="default").unify_dictionaries()
    pq.write_table(whole, tmp_path / "a.parquet")
    assert pq.read_table(tmp_path / "a.parquet").to_pylist() == whole.to_pylist()
