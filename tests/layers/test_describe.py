from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pytest

from layers.buildings import Buildings
from tests import cities
from tests.importers.citygml import gml, source
from tests.importers.citygml.oracle import texts
from tests.importers.citygml.reading import GML, ROOT, archive, folder, load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.base import Description, Fact

LIST = "../../codelists/{}.xml"


def codelist(**codes: str) -> str:
    entries = "".join(
        f"<gml:dictionaryEntry><gml:Definition><gml:description>{label}</gml:description>"
        f"<gml:name>{code.removeprefix('c')}</gml:name></gml:Definition></gml:dictionaryEntry>"
        for code, label in codes.items()
    )
    return f"<gml:Dictionary xmlns:gml='http://www.opengis.net/gml'>{entries}</gml:Dictionary>"


def coded(name: str, code: str, of: str) -> str:
    return f'<{name} codeSpace="{LIST.format(of)}">{code}</{name}>'


RISK = (
    "<uro:bldgDisasterRiskAttribute><uro:RiverFloodingRiskAttribute>"
    + coded("uro:description", "1", "RiverFloodingRiskAttribute_description")
    + coded("uro:rank", "2", "RiverFloodingRiskAttribute_rank")
    + '<uro:depth uom="m">{depth}</uro:depth>'
    + coded("uro:adminType", "1", "RiverFloodingRiskAttribute_adminType")
    + coded("uro:scale", "{scale}", "RiverFloodingRiskAttribute_scale")
    + '<uro:duration uom="hour">36.5</uro:duration>'
    "</uro:RiverFloodingRiskAttribute></uro:bldgDisasterRiskAttribute>"
)
HALL = (
    "<gml:name>市役所</gml:name>"
    '<gen:stringAttribute name="区名"><gen:value>港区</gen:value></gen:stringAttribute>'
    + coded("bldg:usage", "421", "Building_usage")
    + coded("bldg:usage", "401", "Building_usage")
    + "<bldg:yearOfConstruction>1987</bldg:yearOfConstruction>"
    '<bldg:measuredHeight uom="m">21.456</bldg:measuredHeight>'
    "<bldg:storeysAboveGround>5</bldg:storeysAboveGround>"
    + gml.lod1(gml.Box(east=40.0))
    + RISK.format(depth="1.25", scale="2")
    + RISK.format(depth="0.4", scale="1")
    + "<uro:buildingIDAttribute><uro:BuildingIDAttribute><uro:buildingID>13999-bldg-7</uro:buildingID>"
    "</uro:BuildingIDAttribute></uro:buildingIDAttribute>"
    '<uro:buildingDetailAttribute><uro:BuildingDetailAttribute><uro:totalFloorArea uom="m2">12345.6'
    "</uro:totalFloorArea></uro:BuildingDetailAttribute></uro:buildingDetailAttribute>"
    "<uro:bldgDataQualityAttribute><uro:DataQualityAttribute>"
    + coded("uro:lod1HeightType", "0", "DataQualityAttribute_lod1HeightType")
    + "</uro:DataQualityAttribute></uro:bldgDataQualityAttribute>"
)
PARTS = (
    "<bldg:consistsOfBuildingPart><bldg:BuildingPart gml:id='part'><gml:name>東棟</gml:name>"
    '<bldg:measuredHeight uom="m">8</bldg:measuredHeight></bldg:BuildingPart></bldg:consistsOfBuildingPart>'
)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Buildings:
    base = tmp_path_factory.mktemp("town")
    members = [
        gml.member(f'<bldg:Building gml:id="hall">{HALL}</bldg:Building>'),
        gml.member(f'<bldg:Building gml:id="plain">{gml.lod1(gml.Box())}{PARTS}</bldg:Building>'),
        gml.member(
            "<bldg:Building gml:id='odd'><gml:name>{0} &lt;b&gt;</gml:name>"
            + coded("bldg:usage", "461", "Building_usage")
            + gml.lod1(gml.Box(east=80.0))
            + "</bldg:Building>"
        ),
        gml.member(
            f'<bldg:Building gml:id="unknown">{coded("bldg:usage", "461", "Building_usage")}'
            f"{coded('bldg:class', '9876', 'Building_class')}{gml.lod1(gml.Box(east=120.0))}</bldg:Building>"
        ),
    ]
    files = {
        GML: gml.model(*members),
        f"{ROOT}/codelists/RiverFloodingRiskAttribute_description.xml": codelist(c1="谷川水系"),
    }
    result = load(archive(base / "town.zip", files), base / "stores")
    layer = result.layers[0]
    assert isinstance(layer, Buildings)
    return layer


def facts(description: Description) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for card in description.cards:
        for fact in card.facts:
            found.setdefault(fact.label, []).append(fact)
    return found


def test_a_hall_says_what_it_is_in_japanese_with_units_codes_and_notes(town: Buildings) -> None:
    said = town.describe(0)
    assert said.feature == 0
    assert said.title == "市役所"
    assert "官公庁施設" in said.subtitle
    assert "13999-bldg-7" in said.subtitle
    known = facts(said)
    (usage,) = known["用途"]
    assert usage.value == "官公庁施設、業務施設"
    assert usage.code == "421"
    (height,) = known["計測高さ"]
    assert (height.value, height.unit, height.missing) == ("21.46", "m", False)
    assert "仮の値" in height.note
    assert said.figure == height
    (year,) = known["建築年"]
    assert (year.value, year.unit) == ("1987", "")
    (storeys,) = known["地上階数"]
    assert (storeys.value, storeys.unit) == ("5", "階")
    (area,) = known["延床面積"]
    assert (area.value, area.unit) == ("12,345.60", "㎡")
    (ward,) = known["区名"]
    assert ward.value == "港区"


def test_risks_are_listed_one_by_one_with_depth_rank_and_duration(town: Buildings) -> None:
    known = facts(town.describe(0))
    (largest,) = known["洪水（想定最大規模）"]
    assert (largest.value, largest.unit) == ("1.25", "m")
    assert "谷川水系" in largest.note
    assert "継続 36.5 時間" in largest.note
    (planned,) = known["洪水（計画規模）"]
    assert planned.value == "0.40"


def test_what_is_missing_is_said_and_never_called_nothing(town: Buildings) -> None:
    said = town.describe(1)
    known = facts(said)
    assert said.title == "建物"
    for label in ("用途", "計測高さ", "地上階数", "建築年", "構造種別", "住所"):
        if label in known:
            (fact,) = known[label]
            assert fact.missing
            assert fact.value == ""
    assert {"用途", "計測高さ", "地上階数", "建築年"} <= known.keys()
    assert "延床面積" not in known  # nobody asks for what is not there
    assert "なし" not in str(said)
    assert said.figure is not None
    assert said.figure.missing


def test_parts_stand_on_a_card_of_their_own(town: Buildings) -> None:
    card = town.describe(1).cards[-1]
    assert card.title == "建物部分"
    (part,) = card.facts
    assert part.value == "東棟"


def test_names_are_text_and_unknown_usage_is_no_title(town: Buildings) -> None:
    assert town.describe(2).title == "{0} <b>"
    unknown = town.describe(3)
    assert unknown.title == "建物"
    (usage,) = facts(unknown)["用途"]
    assert usage.value == "不明"
    (kind,) = facts(unknown)["建物の種別"]
    assert (kind.value, kind.code) == ("9876", "9876")


def test_the_answer_says_where_it_is_written(town: Buildings) -> None:
    provenance = {fact.label: fact.value for fact in town.describe(0).provenance}
    assert provenance["ファイル"] == f"{gml.MESH}_bldg_6697_op.gml"
    assert provenance["gml:id"] == "hall"
    assert provenance["i-UR"] == "3.1"
    assert provenance["形の詳細度"] == "LOD1"
    assert len(provenance["SHA-256"]) == 16
    assert provenance["読み込み日"].endswith("日")
    assert all(fact.value for fact in town.describe(0).provenance)


def test_no_card_is_empty_and_no_fact_without_a_name(town: Buildings) -> None:
    for row in range(4):
        for card in town.describe(row).cards:
            assert card.title
            assert card.facts
            for fact in card.facts:
                assert fact.label
                assert fact.value or fact.missing


@pytest.mark.parametrize("name", [cities.SHUNAN, cities.KAGA, cities.OSAKA, cities.TATEBAYASHI])
def test_real_buildings_answer_what_the_file_says(name: str, real_data: Callable[[str], Path]) -> None:
    layer = cities.buildings(name)
    wanted = {cities.OSAKA: "5135734", cities.TATEBAYASHI: "54393414"}.get(name, "")
    identifiers = layer.data.store.columns(["gml_id"]).column(0).to_pylist()
    rows = {identifier: row for row, identifier in enumerate(identifiers)}
    random = np.random.default_rng(6)
    compared = 0
    for _, element in source.buildings(cities.path(name), wanted):
        if random.random() > 0.05:
            continue
        said = facts(layer.describe(rows[source.identifier(element)]))
        for label, path, places in (
            ("計測高さ", "bldg:measuredHeight", 2),
            ("地上階数", "bldg:storeysAboveGround", 0),
            ("建築年", "bldg:yearOfConstruction", 0),
        ):
            written = [found.text for found in texts(element, path)]
            known = [text for text in written if text not in ("-9999", "9999", "0001")]
            (fact,) = said[label]
            assert fact.missing == (not known)
            if known:
                expected = f"{float(known[0]):,.{places}f}" if label != "建築年" else known[0]
                assert fact.value == expected
                compared += 1
        usage = [found.text for found in texts(element, "bldg:usage")]
        if usage:
            assert said["用途"][0].code == usage[0]
    assert compared


def test_an_answer_takes_a_few_milliseconds(real_data: Callable[[str], Path]) -> None:
    layer = cities.buildings(cities.TATEBAYASHI)
    layer.describe(0)
    took = []
    for row in np.random.default_rng(0).integers(0, layer.data.store.count, 20).tolist():
        started = time.perf_counter()
        layer.describe(row)
        took.append(time.perf_counter() - started)
    print(f"describe: median {np.median(took) * 1000:.1f} ms, at most {max(took) * 1000:.1f} ms")
    assert np.median(took) < 0.2  # far above what it takes, for the machine may be busy


def test_describing_needs_nothing_but_the_store(tmp_path: Path) -> None:
    path = folder(tmp_path, {GML: gml.model(gml.building("a"))})
    layer = load(path, tmp_path / "stores").layers[0]
    (tmp_path / GML).unlink()
    assert layer.describe(0).title == "建物"
