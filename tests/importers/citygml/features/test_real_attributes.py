"""Attributes of real features against what lxml finds element by element."""

from __future__ import annotations

import posixpath
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from importers.citygml.dataset import open_dataset
from tests.importers.citygml.features.oracle import (
    ID,
    NESTED,
    SOUND,
    Feature,
    class_of,
    collections,
    features,
    local,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from importers.collection import Collection

MISSING = {"", "-", "null", "-9999", "unknown", "missing", "template", "withheld", "inapplicable"}
SAMPLE = 25
"""Features of one class in one dataset whose attributes are compared."""
HAZARDS = (
    "RiverFloodingRiskAttribute",
    "TsunamiRiskAttribute",
    "HighTideRiskAttribute",
    "ReservoirFloodingRiskAttribute",
)
QUALITY = "DataQualityAttribute"


def values(feature: Feature) -> Iterator[tuple[str, etree._Element]]:
    """Yield the leaves below a feature that are no geometry, with the column where they belong."""
    for leaf in feature.element.iterdescendants():
        if not isinstance(leaf.tag, str) or len(leaf) or not (leaf.text or "").strip():
            continue
        above = []
        for one in leaf.iterancestors():
            if one is feature.element:
                break
            above.append(one)
        if any(local(one) in NESTED or local(one).startswith("lod") or one.prefix == "gml" for one in above):
            continue
        if leaf.prefix == "gml" and local(leaf) not in ("name", "description"):
            continue
        if leaf.prefix == "gen" or (local(leaf) == "description" and above):
            continue
        if feature.key == "urf:DistrictsAndZones" and local(leaf) == "class":
            yield "function", leaf  # told as later versions do
            continue
        types = [local(one) for one in reversed(above) if local(one)[0].isupper()]
        types = [QUALITY if one.endswith(QUALITY) and "Survey" not in one else one for one in types]
        if types and types[-1].removeprefix("WaterBody") in HAZARDS:
            types.pop()
        yield "_".join([*types, local(leaf)]), leaf


@cache
def labels(path: Path, root: str, name: str) -> dict[str, str]:
    """Return codes and labels of a code list of a dataset; empty when it is not there."""
    dataset = open_dataset(path)
    place = posixpath.join(root, "codelists", name)
    if place not in dataset.container.names():
        return {}
    with dataset.container.open(place) as opened:
        tree = etree.fromstring(opened.read())
    found: dict[str, str] = {}
    for definition in tree.iterfind(".//{*}Definition"):
        code, label = definition.findtext("{*}name"), definition.findtext("{*}description")
        found.setdefault((code or "").strip(), (label or "").strip(" \n\t\u3000"))
    return found


def rows(path: Path) -> dict[tuple[str, str, str], dict[str, object]]:
    found: dict[tuple[str, str, str], dict[str, object]] = {}
    for read in collections(path).values():
        for collection in read:
            for row in collection.table.to_pylist():
                found[str(row["file_code"]), class_of(collection), str(row["gml_id"])] = row
    return found


def chosen(path: Path) -> list[Feature]:
    by_class: dict[str, list[Feature]] = {}
    for feature in features(path):
        if feature.element.get(ID) and not feature.key.startswith("grp:"):
            some = by_class.setdefault(feature.key, [])
            if len(some) < SAMPLE:
                some.append(feature)
    return [feature for some in by_class.values() for feature in some]


def same(found: object, texts: list[str]) -> bool:
    """Say whether a value of the table is what the texts say."""
    if isinstance(found, int | float):
        number = float(texts[0])
        return any(abs(found - number * by) <= 1e-9 * abs(found) for by in (1, 100, 0.01, 0.001, 1000))
    return str(found) == "、".join(texts) or str(found) == texts[0][:10]


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.name)
def test_attributes_are_those_of_the_file(path: Path) -> None:
    table = rows(path)
    compared: Counter[str] = Counter()
    for feature in chosen(path):
        row = table[feature.file, feature.key, feature.id]
        written: dict[str, list[etree._Element]] = {}
        for column, leaf in values(feature):
            written.setdefault(column, []).append(leaf)
        for column, leaves in written.items():
            texts = [(leaf.text or "").strip() for leaf in leaves]
            listed = any(leaf.get("codeSpace") for leaf in leaves)
            kept = [text for text in texts if listed or text.lower() not in MISSING]
            if not kept or kept[0].startswith(("0001", "9999")):
                continue
            compared["code" if listed else "value"] += 1
            if listed and f"{column}_code" in row:
                assert row[f"{column}_code"] == "、".join(kept), (feature.id, column)
                root = feature.file.split("/udx/")[0] if "/udx/" in feature.file else ""
                known = labels(path, root, posixpath.basename(leaves[0].get("codeSpace") or ""))
                if all(text in known for text in kept):
                    assert row[column] == "、".join(known[text] for text in kept), (feature.id, column)
                    compared["label"] += 1
            else:
                assert same(row[column], kept), (feature.id, column, row[column], kept)
    assert not table or compared["value"] + compared["code"] > 0


def collection_of(path: Path, key: str) -> Collection:
    return next(one for read in collections(path).values() for one in read if one.key == key)


def dataset(name: str) -> Path:
    return next(path for path in SOUND if path.name.startswith(name))


@pytest.mark.skipif(not SOUND, reason="no real data")
def test_codes_are_told_in_japanese() -> None:
    use = collection_of(dataset("22203_numazu-shi_gisconv"), "urf:UseDistrict")
    function = next(one for one in use.attributes if one.name == "function")
    assert (function.label, function.kind) == ("用途地域", "code")
    pairs = set(
        zip(
            use.table.column("function_code").to_pylist(),
            use.table.column("function").to_pylist(),
            strict=True,
        )
    )
    assert ("1", "第1種低層住居専用地域") in pairs
    assert {code for code, _ in pairs} <= {str(number) for number in range(14)}


@pytest.mark.skipif(not SOUND, reason="no real data")
def test_rates_are_percentages_whatever_the_version() -> None:
    ratio = collection_of(dataset("14130_kawasaki-shi.zip"), "urf:UseDistrict")
    rates = [rate for rate in ratio.table.column("floorAreaRate").to_pylist() if rate is not None]
    assert rates
    assert min(rates) >= 50
    assert next(one.unit for one in ratio.attributes if one.name == "floorAreaRate") == "%"
    assert "rate-as-ratio" in {finding.code for finding in ratio.findings}


@pytest.mark.skipif(not SOUND, reason="no real data")
def test_a_district_knows_its_plan() -> None:
    path = dataset("36201_tokushima")
    plans = collection_of(path, "urf:DistrictPlan")
    districts = collection_of(path, "urf:DistrictDevelopmentPlan")
    assert (plans.name, districts.name) == ("地区計画", "地区整備計画")
    around = {}
    for feature in features(path):
        if feature.key == "urf:DistrictDevelopmentPlan":
            around[feature.id] = feature.element.getparent().getparent().get(ID)
    parents = zip(
        districts.table.column("gml_id").to_pylist(),
        districts.table.column("parent_id").to_pylist(),
        strict=True,
    )
    assert dict(parents) == around
    assert set(around.values()) <= set(plans.table.column("gml_id").to_pylist())
    assert "buildingRestrictions" in districts.table.column_names
    assert "buildingRestrictions" not in plans.table.column_names


@pytest.mark.skipif(not SOUND, reason="no real data")
def test_floods_are_named_by_river_and_scale() -> None:
    names = {
        one.key: one.name
        for start in ("16202_takaoka", "22203_numazu-shi_2021", "12206_kisarazu")
        for read in collections(dataset(start)).values()
        for one in read
    }
    assert names["wtr:WaterBody/fld/pref/oyabegawa_gandogawa/l2"] == (
        "洪水浸水想定区域（小矢部川水系岸渡川・L2）"
    )
    assert names["wtr:WaterBody/fld/natl/kanogawa_kanogawa/l2"] == (
        "洪水浸水想定区域（狩野川水系狩野川・L2）"
    )
    assert names["wtr:WaterBody/rfld/12_4"] == "ため池浸水想定区域（田川貯水池下）"
    assert names["wtr:WaterBody/tnm/12_1"] == "津波浸水想定（千葉県）"


@pytest.mark.skipif(not SOUND, reason="no real data")
def test_pipes_keep_their_plane_system_and_depth() -> None:
    pipes = collection_of(dataset("15202_nagaoka"), "uro:Pipe")
    assert pipes.crs == "EPSG:10169"
    assert {shape.geom_type for shape in pipes.geometry} == {"MultiLineString"}
    west, south, east, north = (float(value) for value in pipes.geometry[0].bounds)
    assert abs(west) < abs(east) + 1000 < 100_000  # east of the origin comes first
    assert 100_000 < south < north + 1000 < 250_000


@pytest.mark.skipif(not SOUND, reason="no real data")
def test_first_versions_are_told_in_the_words_of_later_ones() -> None:
    landslides = collection_of(dataset("22203_numazu-shi_2021"), "gen:GenericCityObject/lsld")
    assert (landslides.name, landslides.product) == ("土砂災害警戒区域", "urf:SedimentDisasterProneArea")
    assert set(landslides.table.column("areaType_code").to_pylist()) == {"1", "2"}
    assert "土砂災害特別警戒区域（指定済）" in landslides.table.column("areaType").to_pylist()
    zones = [one for read in collections(dataset("13100_tokyo23-ku_2020")).values() for one in read]
    found = {one.product: one for one in zones if one.key.startswith("urf:DistrictsAndZones")}
    assert set(found) == {"urf:UseDistrict", "urf:HeightControlDistrict", "urf:FirePreventionDistrict"}
    assert sum(len(one.table) for one in found.values()) == 29
    assert set(found["urf:FirePreventionDistrict"].table.column("function_code").to_pylist()) <= {"24", "25"}
