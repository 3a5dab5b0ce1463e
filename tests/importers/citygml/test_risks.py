from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from importers.citygml.codelists import Codelists
from importers.citygml.dataset import open_dataset
from importers.citygml.schema.risk import HAZARDS, SUMMARIES
from tests.importers.citygml import oracle
from tests.importers.citygml.small_city import city, coded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml import etree

RISK_TYPES = {local: hazard.kind for hazard in HAZARDS for local in hazard.types}


def group(name: str, **values: str) -> str:
    """Return a named set of generic attributes as i-UR 1.x data have them."""
    inside = "".join(
        f'<gen:stringAttribute name="{key}"><gen:value>{value}</gen:value></gen:stringAttribute>'
        for key, value in values.items()
    )
    return f'<gen:genericAttributeSet name="{name}">{inside}</gen:genericAttributeSet>'


def risk(kind: str, **values: str) -> str:
    inside = "".join(f"<uro:{name}>{value}</uro:{name}>" for name, value in values.items())
    return f"<uro:bldgDisasterRiskAttribute><uro:{kind}>{inside}</uro:{kind}></uro:bldgDisasterRiskAttribute>"


def some(record: dict[str, Any], *fields: str) -> tuple[Any, ...]:
    return tuple(record[field] for field in fields)


def test_both_scales_of_a_river_stay_apart_in_version_one() -> None:
    river = "利根川水系渡良瀬川洪水浸水想定区域"
    known = city(
        group(f"{river}（計画規模）", 規模="L1", 浸水ランク="1", 浸水深="0.3", 継続時間="2")
        + group(f"{river}（想定最大規模）", 規模="L2", 浸水ランク="3", 浸水深="3.2", 継続時間="50"),
        group(f"{river}（計画規模）", 浸水ランク="2", 浸水深="-9999"),
        version="1.4",
    )
    first, second = known.rows
    fields = ("kind", "description", "scale", "rank_code", "rank", "depth", "duration", "source_path")
    assert [some(record, *fields) for record in first["risks"]] == [
        ("river_flooding", river, "L1", "1", "0.5m未満", 0.3, 2.0, "genericAttributeSet"),
        ("river_flooding", river, "L2", "3", "3m以上5m未満", 3.2, 50.0, "genericAttributeSet"),
    ]
    assert some(second["risks"][0], "scale", "rank", "depth") == ("L1", "0.5m以上3m未満", None)
    assert some(first, "flood_depth_max", "flood_rank_max", "flood_rank_max_code", "flood_duration_max") == (
        3.2,
        "3m以上5m未満",
        "3",
        50.0,
    )
    assert some(first, "flood_depth_planned", "flood_rank_planned") == (0.3, "0.5m未満")
    assert some(second, "flood_depth_max", "flood_rank_max", "flood_rank_planned") == (
        None,
        None,
        "0.5m以上3m未満",
    )
    assert first["generics"] == second["generics"] == []


def test_other_sets_and_unknown_attributes_of_known_sets_stay_generic() -> None:
    (row,) = city(
        group("土砂災害警戒区域", 区域区分="2", 現象区分="2", 区域番号="42-7")
        + group("空き家調査", 区域区分="甲")
        + group("津波浸水想定", 浸水ランク="4", 説明="南海トラフ巨大地震（ケース１）"),
        version="1.4",
    ).rows
    fields = ("kind", "description", "area_type", "rank")
    assert [some(record, *fields) for record in row["risks"]] == [
        ("landslide", "土石流", "土砂災害特別警戒区域（指定済）", None),
        ("tsunami", "南海トラフ巨大地震（ケース１）", None, "5m以上10m未満"),
    ]
    assert [(g["set"], g["name"], g["value"]) for g in row["generics"]] == [
        ("土砂災害警戒区域", "区域番号", "42-7"),
        ("空き家調査", "区域区分", "甲"),
    ]


@pytest.mark.parametrize("prefix", ["Building", ""])
@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: hazard.kind)
def test_the_data_types_of_all_later_versions_are_one(prefix: str, hazard: Any) -> None:
    name = f"{prefix}{hazard.types[0]}"
    field = "areaType" if hazard.kind == "landslide" else "rank"
    (row,) = city(risk(name, description="1", **{field: "2"}, depth="1.5")).rows
    (record,) = row["risks"]
    assert some(record, "kind", "depth") == (hazard.kind, 1.5)
    meaning = {
        "landslide": "土砂災害特別警戒区域（指定済）",
        "reservoir_flooding": "0.5m以上1m未満",
    }.get(hazard.kind, "0.5m以上3m未満")
    assert record["area_type" if hazard.kind == "landslide" else "rank"] == meaning
    assert record["source_path"] == f"bldgDisasterRiskAttribute/{name}"


def test_the_largest_of_several_stands_in_the_columns() -> None:
    known = city(
        risk("RiverFloodingRiskAttribute", rank="4", depth="6.1", scale="1")
        + risk("RiverFloodingRiskAttribute", rank="1", depth="0.4", scale="2")
        + risk("RiverFloodingRiskAttribute", rank="2", depth="0.9", scale="2", duration="30"),
        risk("RiverFloodingRiskAttribute", rank="5", depth="12"),
        risk("RiverFloodingRiskAttribute", rank="5", depth="12")
        + risk("RiverFloodingRiskAttribute", rank="1", depth="0.1", scale="2"),
        risk("LandSlideRiskAttribute", description="1", areaType="1")
        + risk("LandSlideRiskAttribute", description="2", areaType="2")
        + risk("LandSlideRiskAttribute", description="3", areaType="4"),
        risk("TsunamiRiskAttribute", rankOrg="10", depth="0.2") + risk("TsunamiRiskAttribute", rankOrg="9"),
        "",
        risk("LandSlideRiskAttribute", description="1", areaType="1")
        + risk("LandSlideRiskAttribute", description="2", areaType="4"),
    )
    assert [some(row, "flood_depth_max", "flood_rank_max_code") for row in known.rows[:3]] == [
        (0.9, "2"),
        (12.0, "5"),
        (0.1, "1"),
    ]
    assert some(known.rows[0], "flood_depth_planned", "flood_rank_planned_code") == (6.1, "4")
    assert known.rows[0]["flood_duration_max"] == 30
    assert some(known.rows[3], "landslide_area_type", "landslide_area_type_code") == (
        "土砂災害特別警戒区域（指定済）",
        "2",
    )
    assert some(known.rows[4], "tsunami_depth_max", "tsunami_rank_max_code") == (0.2, "10")
    assert known.rows[5]["risks"] == []
    assert {known.rows[5][summary.column.name] for summary in SUMMARIES} == {None}
    assert known.rows[6]["landslide_area_type_code"] == "1"  # designated, though the other will be special


def test_a_risk_of_a_part_is_a_risk_of_the_building() -> None:
    (row,) = city(
        '<bldg:consistsOfBuildingPart><bldg:BuildingPart gml:id="p">'
        + risk("LandSlideRiskAttribute", description="1", areaType="1")
        + "</bldg:BuildingPart></bldg:consistsOfBuildingPart>"
    ).rows
    (record,) = row["risks"]
    assert record["source_path"].startswith("consistsOfBuildingPart/BuildingPart/")
    assert row["landslide_area_type_code"] == "1"
    assert row["others"] == []


def test_depths_and_durations_come_in_metres_and_hours() -> None:
    (row,) = city(
        "<uro:bldgDisasterRiskAttribute><uro:RiverFloodingRiskAttribute>"
        '<uro:depth uom="cm">120</uro:depth><uro:duration uom="minute">90</uro:duration>'
        "<uro:newField>5</uro:newField>"
        "</uro:RiverFloodingRiskAttribute></uro:bldgDisasterRiskAttribute>"
    ).rows
    assert some(row["risks"][0], "depth", "duration") == (1.2, 1.5)
    assert [(other["path"].split("/")[-1], other["value"]) for other in row["others"]] == [("newField", "5")]


def test_a_city_may_name_its_rivers_itself() -> None:
    (row,) = city(
        "<uro:bldgDisasterRiskAttribute><uro:RiverFloodingRiskAttribute>"
        + coded("uro:description", "77", "RiverFloodingRiskAttribute_description")
        + "</uro:RiverFloodingRiskAttribute></uro:bldgDisasterRiskAttribute>"
    ).rows
    assert some(row["risks"][0], "description_code", "description") == ("77", None)


# ------------------------------------------------------------------------------------------ real cities


def risks_by_xpath(building: etree._Element) -> Counter[tuple[Any, ...]]:
    """Return kind, description code, rank code, depth, scale, duration and area type of all risks."""
    found: Counter[tuple[Any, ...]] = Counter()
    for element in building.iterdescendants():
        local = element.tag.rpartition("}")[2]
        if local in RISK_TYPES:
            own = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in element}
            scale = {"1": "L1", "2": "L2"}.get(own.get("scale", ""))
            found[
                RISK_TYPES[local],
                own.get("description"),
                own.get("rank"),
                float(own["depth"]) if "depth" in own else None,
                scale,
                float(own["duration"]) if "duration" in own else None,
                own.get("areaType"),
            ] += 1
    for element in building.iterfind("gen:genericAttributeSet", oracle.NAMESPACES):
        name = element.get("name")
        own = {
            child.get("name"): child.findtext("gen:value", None, oracle.NAMESPACES)
            for child in element
            if isinstance(child.tag, str)
        }
        if "浸水" in name or "土砂災害" in name:
            kind = "landslide" if "土砂" in name else "tsunami" if "津波" in name else "river_flooding"
            depth, duration = own.get("浸水深"), own.get("継続時間")
            found[
                kind,
                own.get("現象区分"),
                own.get("浸水ランク"),
                float(depth) if depth else None,
                own.get("規模"),
                float(duration) if duration else None,
                own.get("区域区分"),
            ] += 1
    return found


REAL = {
    "plateau/10207_tatebayashi-shi_2020_citygml_op.zip": 1_000,
    "plateau/11326_moroyama-machi_2020_citygml_op.zip": 20,
    "plateau/17206_kaga-shi_2022_citygml_op.zip": 200,
    "plateau/14201_yokosuka-shi_gisconv.zip": 15,
    "plateau/27100_osaka-shi_2022_citygml_op.zip": 3_000,
    "plateau/35215_shunan-shi_2024_citygml_op.zip": 400,
    "plateau/11222_koshigaya-shi_pref_2023_citygml_2_op": 2,
    "plateau/12347_tako-machi_city_2025_citygml_1_op.zip": 10,
}


@pytest.mark.parametrize("name", REAL)
def test_every_risk_of_a_real_building_is_a_record(name: str, real_data: Callable[[str], Path]) -> None:
    fields = ("kind", "description_code", "rank_code", "depth", "scale", "duration", "area_type_code")
    compared = 0
    for known, tree, _ in oracle.open_city(real_data(name), files=12):
        elements = oracle.buildings(tree)
        for row in known.rows:
            found = Counter(some(record, *fields) for record in row["risks"])
            assert found == risks_by_xpath(elements[row["gml_id"]])
            compared += found.total()
            deepest = [
                record["depth"]
                for record in row["risks"]
                if record["kind"] == "river_flooding"
                and record["scale"] == "L2"
                and record["depth"] is not None
            ]
            assert row["flood_depth_max"] == max(deepest, default=None)
    print(f"{name}: {compared} risks")
    assert compared >= REAL[name]


def test_rivers_and_ranks_have_the_names_that_the_city_gave_them(real_data: Callable[[str], Path]) -> None:
    path = real_data("plateau/11222_koshigaya-shi_pref_2023_citygml_2_op")
    named: Counter[str] = Counter()
    for known, _, lists in oracle.open_city(path):
        rivers = lists["RiverFloodingRiskAttribute_description"]
        for row in known.rows:
            for record in row["risks"]:
                if record["kind"] == "river_flooding":
                    assert record["description"] == rivers[record["description_code"]]
                    named[record["description"]] += 1
    assert len(named) > 1


def test_the_whole_of_a_city_has_as_many_risks_as_elements(real_data: Callable[[str], Path]) -> None:
    dataset = open_dataset(real_data("plateau/27100_osaka-shi_2022_citygml_op.zip"))
    codelists = Codelists(dataset.root(dataset.files[0]))
    records = elements = 0
    for file, data in oracle.building_files(dataset):
        elements += sum(data.count(f"<uro:{local}>".encode()) for local in RISK_TYPES)
        for table in oracle.read_file(dataset, file, data, codelists).tables:
            records += len(table["risks"].combine_chunks().flatten())
    assert records == elements
    assert records > 20_000
