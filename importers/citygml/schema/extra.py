"""Attributes of large facilities in a building, and of the quality of the data."""

from __future__ import annotations

from importers.citygml.schema.column import (
    FACILITY,
    QUALITY,
    Column,
    code,
)
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP


def _facility(element: str) -> tuple[str, ...]:
    return f"*/LargeCustomerFacilityAttribute/{element}", f"*/LargeCustomerFacilities/{element}"


def _quality(element: str) -> tuple[str, ...]:
    return f"*/DataQualityAttribute/{element}", f"*/BuildingDataQualityAttribute/{element}"


def _survey(element: str) -> tuple[str, ...]:
    return tuple(f"{place}/PublicSurveyDataQualityAttribute/{element}" for place in _quality("*"))


_FACILITY = (
    code(
        "facility_class",
        QT_TRANSLATE_NOOP(CONTEXT, "集客施設の種類"),
        FACILITY,
        _facility("class"),
        "LargeCustomerFacilityAttribute_class",
    ),
    Column(
        "facility_name", QT_TRANSLATE_NOOP(CONTEXT, "集客施設の名称"), "text", FACILITY, _facility("name")
    ),
    Column(
        "facility_capacity",
        QT_TRANSLATE_NOOP(CONTEXT, "収容人数"),
        "integer",
        FACILITY,
        _facility("capacity"),
        "人",
    ),
    Column(
        "facility_owner", QT_TRANSLATE_NOOP(CONTEXT, "集客施設の所有者"), "text", FACILITY, _facility("owner")
    ),
    Column(
        "facility_total_floor_area",
        QT_TRANSLATE_NOOP(CONTEXT, "集客施設の延床面積"),
        "number",
        FACILITY,
        _facility("totalFloorArea"),
        "m2",
    ),
    Column(
        "facility_store_floor_area",
        QT_TRANSLATE_NOOP(CONTEXT, "店舗の床面積"),
        "number",
        FACILITY,
        _facility("totalStoreFloorArea"),
        "m2",
    ),
    Column(
        "facility_inaugural_date",
        QT_TRANSLATE_NOOP(CONTEXT, "運営開始日"),
        "date",
        FACILITY,
        _facility("inauguralDate"),
    ),
    Column(
        "facility_year_opened",
        QT_TRANSLATE_NOOP(CONTEXT, "開設年"),
        "year",
        FACILITY,
        _facility("yearOpened"),
    ),
    Column(
        "facility_year_closed",
        QT_TRANSLATE_NOOP(CONTEXT, "廃止年"),
        "year",
        FACILITY,
        _facility("yearClosed"),
    ),
    Column(
        "facility_key_tenants",
        QT_TRANSLATE_NOOP(CONTEXT, "主なテナント"),
        "text",
        FACILITY,
        _facility("keyTenants"),
    ),
    code(
        "facility_availability",
        QT_TRANSLATE_NOOP(CONTEXT, "3次医療圏規模の医療施設"),
        FACILITY,
        _facility("availability"),
        "Common_availabilityType",
    ),
    Column(
        "facility_survey_year",
        QT_TRANSLATE_NOOP(CONTEXT, "集客施設の調査年"),
        "year",
        FACILITY,
        _facility("surveyYear"),
    ),
    Column(
        "facility_note", QT_TRANSLATE_NOOP(CONTEXT, "集客施設の備考"), "text", FACILITY, _facility("note")
    ),
)

_SCALE = "PublicSurveyDataQualityAttribute_srcScale"
_SURVEY_SOURCE = "PublicSurveyDataQualityAttribute_geometrySrcDesc"
_GEOMETRY_SOURCE = "DataQualityAttribute_geometrySrcDesc"
_APPEARANCE_SOURCE = "DataQualityAttribute_appearanceSrcDesc"
_LODS = (0, 1, 2, 3, 4)

_QUALITY = (
    Column(
        "lod1_height_type",
        QT_TRANSLATE_NOOP(CONTEXT, "LOD1の高さの求め方"),
        "code",
        QUALITY,
        _quality("lod1HeightType"),
        standard="DataQualityAttribute_lod1HeightType",
        pair="extendedAttribute_key2",
    ),
    code(
        "lod_type",
        QT_TRANSLATE_NOOP(CONTEXT, "LODの詳細区分"),
        QUALITY,
        _quality("lodType"),
        "Building_lodType",
    ),
    # Until i-UR 3.0 one scale stood for the whole building; since then each level has its own.
    code(
        "source_scale",
        QT_TRANSLATE_NOOP(CONTEXT, "位置精度（地図情報レベル）"),
        QUALITY,
        (*_quality("srcScale"), *_survey("srcScaleLod1")),
        _SCALE,
    ),
    *(
        code(
            f"source_scale_lod{lod}",
            label,
            QUALITY,
            _survey(f"srcScaleLod{lod}"),
            _SCALE,
        )
        for lod, label in (
            (0, QT_TRANSLATE_NOOP(CONTEXT, "位置精度（LOD0）")),
            (2, QT_TRANSLATE_NOOP(CONTEXT, "位置精度（LOD2）")),
            (3, QT_TRANSLATE_NOOP(CONTEXT, "位置精度（LOD3）")),
            (4, QT_TRANSLATE_NOOP(CONTEXT, "位置精度（LOD4）")),
        )
    ),
    code("geometry_source", QT_TRANSLATE_NOOP(CONTEXT, "図形の原典"), QUALITY, _quality("geometrySrcDesc")),
    *(
        code(
            f"geometry_source_lod{lod}",
            label,
            QUALITY,
            _quality(f"geometrySrcDescLod{lod}"),
            _GEOMETRY_SOURCE,
        )
        for lod, label in zip(
            _LODS,
            (
                QT_TRANSLATE_NOOP(CONTEXT, "図形の原典（LOD0）"),
                QT_TRANSLATE_NOOP(CONTEXT, "図形の原典（LOD1）"),
                QT_TRANSLATE_NOOP(CONTEXT, "図形の原典（LOD2）"),
                QT_TRANSLATE_NOOP(CONTEXT, "図形の原典（LOD3）"),
                QT_TRANSLATE_NOOP(CONTEXT, "図形の原典（LOD4）"),
            ),
            strict=True,
        )
    ),
    *(
        code(
            f"survey_source_lod{lod}",
            label,
            QUALITY,
            _survey(f"publicSurveySrcDescLod{lod}"),
            _SURVEY_SOURCE,
        )
        for lod, label in zip(
            _LODS,
            (
                QT_TRANSLATE_NOOP(CONTEXT, "公共測量の原典（LOD0）"),
                QT_TRANSLATE_NOOP(CONTEXT, "公共測量の原典（LOD1）"),
                QT_TRANSLATE_NOOP(CONTEXT, "公共測量の原典（LOD2）"),
                QT_TRANSLATE_NOOP(CONTEXT, "公共測量の原典（LOD3）"),
                QT_TRANSLATE_NOOP(CONTEXT, "公共測量の原典（LOD4）"),
            ),
            strict=True,
        )
    ),
    code(
        "appearance_source", QT_TRANSLATE_NOOP(CONTEXT, "外観の原典"), QUALITY, _quality("appearanceSrcDesc")
    ),
    *(
        code(
            f"appearance_source_lod{lod}",
            label,
            QUALITY,
            _quality(f"appearanceSrcDescLod{lod}"),
            _APPEARANCE_SOURCE,
        )
        for lod, label in zip(
            _LODS,
            (
                QT_TRANSLATE_NOOP(CONTEXT, "外観の原典（LOD0）"),
                QT_TRANSLATE_NOOP(CONTEXT, "外観の原典（LOD1）"),
                QT_TRANSLATE_NOOP(CONTEXT, "外観の原典（LOD2）"),
                QT_TRANSLATE_NOOP(CONTEXT, "外観の原典（LOD3）"),
                QT_TRANSLATE_NOOP(CONTEXT, "外観の原典（LOD4）"),
            ),
            strict=True,
        )
    ),
    code(
        "thematic_source",
        QT_TRANSLATE_NOOP(CONTEXT, "属性の原典"),
        QUALITY,
        _quality("thematicSrcDesc"),
        "DataQualityAttribute_thematicSrcDesc",
    ),
)

COLUMNS = (*_FACILITY, *_QUALITY)
