"""Attributes of the building itself, its identity, size, use and planning."""

from __future__ import annotations

from importers.citygml.schema.column import (
    BASIC,
    IDENTITY,
    PLANNING,
    SIZE,
    USAGE,
    Column,
    code,
)
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

_AREA_LIST = "Common_localPublicAuthorities"
_DETAILED = "BuildingDetailAttribute_detailedUsage"


def _detail(element: str) -> tuple[str, ...]:
    return f"*/BuildingDetailAttribute/{element}", f"*/BuildingDetails/{element}"


def _real_estate(element: str) -> tuple[str, ...]:
    return (f"*/RealEstateIDAttribute/{element}",)


_BASIC = (
    Column("name", QT_TRANSLATE_NOOP(CONTEXT, "名称"), "text", BASIC, ("name",)),
    Column("description", QT_TRANSLATE_NOOP(CONTEXT, "説明"), "text", BASIC, ("description",)),
    Column("address", QT_TRANSLATE_NOOP(CONTEXT, "住所"), "text", BASIC),
    code("building_class", QT_TRANSLATE_NOOP(CONTEXT, "建物の種別"), BASIC, ("class",), "Building_class"),
    Column(
        "year_of_construction",
        QT_TRANSLATE_NOOP(CONTEXT, "建築年"),
        "year",
        BASIC,
        ("yearOfConstruction", "dateOfConstruction"),
    ),
    Column(
        "year_of_demolition",
        QT_TRANSLATE_NOOP(CONTEXT, "解体年"),
        "year",
        BASIC,
        ("yearOfDemolition", "dateOfDemolition"),
    ),
    Column("survey_year", QT_TRANSLATE_NOOP(CONTEXT, "調査年"), "year", BASIC, _detail("surveyYear")),
    Column("creation_date", QT_TRANSLATE_NOOP(CONTEXT, "データ作成日"), "date", BASIC, ("creationDate",)),
    Column(
        "termination_date", QT_TRANSLATE_NOOP(CONTEXT, "データ消滅日"), "date", BASIC, ("terminationDate",)
    ),
    Column("note", QT_TRANSLATE_NOOP(CONTEXT, "備考"), "text", BASIC, _detail("note")),
)

_IDENTITY = (
    Column("gml_id", "gml:id", "text", IDENTITY),
    Column(
        "building_id",
        QT_TRANSLATE_NOOP(CONTEXT, "建物ID"),
        "text",
        IDENTITY,
        ("*/BuildingIDAttribute/buildingID", *_detail("buildingID")),
        generic=("建物ID",),
    ),
    Column(
        "branch_id",
        QT_TRANSLATE_NOOP(CONTEXT, "枝番"),
        "integer",
        IDENTITY,
        ("*/BuildingIDAttribute/branchID",),
        generic=("枝番",),
    ),
    Column(
        "part_id",
        QT_TRANSLATE_NOOP(CONTEXT, "建物部分番号"),
        "integer",
        IDENTITY,
        ("*/BuildingIDAttribute/partID",),
    ),
    code(
        "prefecture",
        QT_TRANSLATE_NOOP(CONTEXT, "都道府県"),
        IDENTITY,
        ("*/BuildingIDAttribute/prefecture", *_detail("prefecture")),
        _AREA_LIST,
    ),
    code(
        "city",
        QT_TRANSLATE_NOOP(CONTEXT, "市区町村"),
        IDENTITY,
        ("*/BuildingIDAttribute/city", *_detail("city")),
        _AREA_LIST,
    ),
    Column(
        "real_estate_id",
        QT_TRANSLATE_NOOP(CONTEXT, "不動産ID"),
        "text",
        IDENTITY,
        _real_estate("realEstateIDOfBuilding"),
    ),
    Column(
        "unit_ownership_count",
        QT_TRANSLATE_NOOP(CONTEXT, "区分所有の数"),
        "integer",
        IDENTITY,
        _real_estate("numberOfBuildingUnitOwnership"),
    ),
    Column(
        "unit_real_estate_id",
        QT_TRANSLATE_NOOP(CONTEXT, "不動産ID（専有部分）"),
        "text",
        IDENTITY,
        _real_estate("realEstateIDOfBuildingUnitOwnership"),
    ),
    Column(
        "land_count",
        QT_TRANSLATE_NOOP(CONTEXT, "土地（筆）の数"),
        "integer",
        IDENTITY,
        _real_estate("numberOfRealEstateIDOfLand"),
    ),
    Column(
        "land_real_estate_id",
        QT_TRANSLATE_NOOP(CONTEXT, "不動産ID（土地）"),
        "text",
        IDENTITY,
        _real_estate("realEstateIDOfLand"),
    ),
    Column(
        "real_estate_matching_score",
        QT_TRANSLATE_NOOP(CONTEXT, "不動産IDの一致点数"),
        "integer",
        IDENTITY,
        _real_estate("matchingScore"),
    ),
)

_SIZE = (
    Column(
        "measured_height",
        QT_TRANSLATE_NOOP(CONTEXT, "計測高さ"),
        "number",
        SIZE,
        ("measuredHeight", "height/Height/value"),
        "m",
    ),
    Column(
        "building_height",
        QT_TRANSLATE_NOOP(CONTEXT, "建築物の高さ"),
        "number",
        SIZE,
        _detail("buildingHeight"),
        "m",
    ),
    Column("eave_height", QT_TRANSLATE_NOOP(CONTEXT, "軒の高さ"), "number", SIZE, _detail("eaveHeight"), "m"),
    Column(
        "storeys_above_ground",
        QT_TRANSLATE_NOOP(CONTEXT, "地上階数"),
        "integer",
        SIZE,
        ("storeysAboveGround",),
        "階",
    ),
    Column(
        "storeys_below_ground",
        QT_TRANSLATE_NOOP(CONTEXT, "地下階数"),
        "integer",
        SIZE,
        ("storeysBelowGround",),
        "階",
    ),
    Column(
        "storey_heights_above_ground",
        QT_TRANSLATE_NOOP(CONTEXT, "地上の階高"),
        "text",
        SIZE,
        ("storeyHeightsAboveGround",),
        "m",
    ),
    Column(
        "storey_heights_below_ground",
        QT_TRANSLATE_NOOP(CONTEXT, "地下の階高"),
        "text",
        SIZE,
        ("storeyHeightsBelowGround",),
        "m",
    ),
    code("roof_type", QT_TRANSLATE_NOOP(CONTEXT, "屋根の形"), SIZE, ("roofType",), "Building_roofType"),
    code(
        "structure_type",
        QT_TRANSLATE_NOOP(CONTEXT, "構造種別"),
        SIZE,
        _detail("buildingStructureType"),
        "BuildingDetailAttribute_buildingStructureType",
    ),
    code(
        "structure_org_type",
        QT_TRANSLATE_NOOP(CONTEXT, "構造種別（独自区分）"),
        SIZE,
        _detail("buildingStructureOrgType"),
    ),
    code(
        "fireproof_structure_type",
        QT_TRANSLATE_NOOP(CONTEXT, "耐火構造種別"),
        SIZE,
        _detail("fireproofStructureType"),
        "BuildingDetailAttribute_fireproofStructureType",
    ),
    Column(
        "total_floor_area",
        QT_TRANSLATE_NOOP(CONTEXT, "延床面積"),
        "number",
        SIZE,
        _detail("totalFloorArea"),
        "m2",
    ),
    Column(
        "footprint_area",
        QT_TRANSLATE_NOOP(CONTEXT, "建築面積"),
        "number",
        SIZE,
        _detail("buildingFootprintArea"),
        "m2",
    ),
    Column(
        "roof_edge_area",
        QT_TRANSLATE_NOOP(CONTEXT, "図形面積（屋根）"),
        "number",
        SIZE,
        _detail("buildingRoofEdgeArea"),
        "m2",
    ),
    Column("site_area", QT_TRANSLATE_NOOP(CONTEXT, "敷地面積"), "number", SIZE, _detail("siteArea"), "m2"),
    Column(
        "development_area",
        QT_TRANSLATE_NOOP(CONTEXT, "開発面積"),
        "number",
        SIZE,
        _detail("developmentArea"),
        "m2",
    ),
)

_USAGE = (
    code("usage", QT_TRANSLATE_NOOP(CONTEXT, "用途"), USAGE, ("usage",), "Building_usage"),
    code("function", QT_TRANSLATE_NOOP(CONTEXT, "機能"), USAGE, ("function",)),
    code("major_usage", QT_TRANSLATE_NOOP(CONTEXT, "用途（大分類）"), USAGE, _detail("majorUsage")),
    code("major_usage_2", QT_TRANSLATE_NOOP(CONTEXT, "用途（大分類2）"), USAGE, _detail("majorUsage2")),
    code("org_usage", QT_TRANSLATE_NOOP(CONTEXT, "用途（独自区分）"), USAGE, _detail("orgUsage")),
    code("org_usage_2", QT_TRANSLATE_NOOP(CONTEXT, "用途（独自区分2）"), USAGE, _detail("orgUsage2")),
    code(
        "detailed_usage", QT_TRANSLATE_NOOP(CONTEXT, "詳細用途"), USAGE, _detail("detailedUsage"), _DETAILED
    ),
    code("detailed_usage_2", QT_TRANSLATE_NOOP(CONTEXT, "詳細用途2"), USAGE, _detail("detailedUsage2")),
    code("detailed_usage_3", QT_TRANSLATE_NOOP(CONTEXT, "詳細用途3"), USAGE, _detail("detailedUsage3")),
    code("ground_floor_usage", QT_TRANSLATE_NOOP(CONTEXT, "1階の用途"), USAGE, _detail("groundFloorUsage")),
    code(
        "second_floor_usage",
        QT_TRANSLATE_NOOP(CONTEXT, "2階（以上）の用途"),
        USAGE,
        _detail("secondFloorUsage"),
    ),
    code(
        "third_floor_usage",
        QT_TRANSLATE_NOOP(CONTEXT, "3階（以上）の用途"),
        USAGE,
        _detail("thirdFloorUsage"),
    ),
    code("basement_usage", QT_TRANSLATE_NOOP(CONTEXT, "地下の用途"), USAGE, _detail("basementUsage")),
    code(
        "basement_first_usage",
        QT_TRANSLATE_NOOP(CONTEXT, "地下1階の用途"),
        USAGE,
        _detail("basementFirstUsage"),
    ),
    code(
        "basement_second_usage",
        QT_TRANSLATE_NOOP(CONTEXT, "地下2階の用途"),
        USAGE,
        _detail("basementSecondUsage"),
    ),
    code(
        "vacancy",
        QT_TRANSLATE_NOOP(CONTEXT, "空き家"),
        USAGE,
        _detail("vacancy"),
        "BuildingDetailAttribute_vacancy",
    ),
)

_PLANNING = (
    code(
        "urban_plan_type",
        QT_TRANSLATE_NOOP(CONTEXT, "都市計画区域"),
        PLANNING,
        _detail("urbanPlanType"),
        "Common_urbanPlanType",
    ),
    code(
        "area_classification_type",
        QT_TRANSLATE_NOOP(CONTEXT, "区域区分"),
        PLANNING,
        _detail("areaClassificationType"),
        "Common_areaClassificationType",
    ),
    code(
        "districts_and_zones_type",
        QT_TRANSLATE_NOOP(CONTEXT, "地域地区"),
        PLANNING,
        _detail("districtsAndZonesType"),
        "Common_districtsAndZonesType",
    ),
    code(
        "land_use_type",
        QT_TRANSLATE_NOOP(CONTEXT, "土地利用"),
        PLANNING,
        _detail("landUseType"),
        "Common_landUseType",
    ),
    Column(
        "building_coverage_rate",
        QT_TRANSLATE_NOOP(CONTEXT, "建蔽率"),
        "number",
        PLANNING,
        _detail("buildingCoverageRate"),
        "%",
        rate="actual",
    ),
    Column(
        "floor_area_rate",
        QT_TRANSLATE_NOOP(CONTEXT, "容積率"),
        "number",
        PLANNING,
        _detail("floorAreaRate"),
        "%",
        rate="actual",
    ),
    Column(
        "specified_building_coverage_rate",
        QT_TRANSLATE_NOOP(CONTEXT, "指定建蔽率"),
        "number",
        PLANNING,
        _detail("specifiedBuildingCoverageRate"),
        "%",
        rate="specified",
    ),
    Column(
        "specified_floor_area_rate",
        QT_TRANSLATE_NOOP(CONTEXT, "指定容積率"),
        "number",
        PLANNING,
        _detail("specifiedFloorAreaRate"),
        "%",
        rate="specified",
    ),
    Column(
        "standard_floor_area_rate",
        QT_TRANSLATE_NOOP(CONTEXT, "基準容積率"),
        "number",
        PLANNING,
        _detail("standardFloorAreaRate"),
        "%",
        rate="specified",
    ),
    Column(
        "building_certification_number",
        QT_TRANSLATE_NOOP(CONTEXT, "建築確認申請番号"),
        "text",
        PLANNING,
        _detail("serialNumberOfBuildingCertification"),
    ),
    Column(
        "implementing_body",
        QT_TRANSLATE_NOOP(CONTEXT, "実施主体"),
        "text",
        PLANNING,
        _detail("implementingBody"),
    ),
    Column(
        "map_reference", QT_TRANSLATE_NOOP(CONTEXT, "図面上の番号"), "text", PLANNING, _detail("reference")
    ),
)

COLUMNS = (*_BASIC, *_IDENTITY, *_SIZE, *_USAGE, *_PLANNING)
