from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pytest

from importers.citygml import schema
from importers.citygml.codelists import Codelists
from importers.citygml.dataset import open_dataset
from layers.errors import GisError
from tests.importers.citygml import oracle
from tests.realdata import real_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml import etree

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
