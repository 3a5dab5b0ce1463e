"""Rules at a place: what applies, what is not known, what lies in doubt, on stores made here."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pytest
import shapely

from gisapp.desks.planning.edgeproposals import article_of, propose
from gisapp.desks.planning.lots import merged, parcel_numbered, plain_number, split
from gisapp.desks.planning.regulationfile import FORMAT, examined, national, read_table
from gisapp.desks.planning.regulations import Answer, rules_at
from gisapp.desks.planning.regulationtable import filled
from gisapp.desks.planning.sitefile import SiteDocument, read_site, write_site
from gisapp.desks.planning.sitezones import shadow_of, site_from
from layers.base import Attribute, Source
from layers.errors import AnalysisFailed, Damaged
from layers.featurestore import FeatureStore, write
from layers.vector import Features, Vector
from tests.gisapp.cli.answers import SCHEMAS, faults

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.desks.planning.regulations import Row

CRS = "EPSG:6669"
TODAY = date(2026, 11, 21)
NUMBERS = {"floorAreaRate", "buildingCoverageRate", "width", "幅員"}


def layer(
    folder: Path,
    key: str,
    columns: dict[str, list[Any]],
    shapes: Sequence[Any],
    name: str = "",
    file: str = "a.zip",
) -> Vector:
    """Return a layer on a real store."""
    where = folder / f"{key.replace(':', '_').replace('/', '_')}{len(list(folder.iterdir()))}"
    where.mkdir()
    attributes = [Attribute(one, one, kind="number" if one in NUMBERS else "text") for one in columns]
    facts = {"key": key, "name": name or key, "receipt": {"date": "2024"}, "made": ""}
    write(where, pa.table(columns), np.array(shapes, dtype=object), CRS, attributes, facts)
    source = Source(folder / file, "x", digest="ab" * 32)
    return Vector(where.name, name or key, CRS, source=source, data=Features(FeatureStore.open(where)))


def zones(folder: Path, *rows: tuple[str, float, float, Any]) -> Vector:
    """Return use districts as PLATEAU writes them."""
    names, ratios, coverages, shapes = zip(*rows, strict=True)
    columns = {
        "function": list(names),
        "floorAreaRate": list(ratios),
        "buildingCoverageRate": list(coverages),
        "validFrom": ["1996-04-01"] * len(names),
    }
    return layer(folder, "urf:UseDistrict", columns, shapes, "用途地域")


def row(rows: tuple[Row, ...], name: str) -> Row:
    """Return the answer of one regulation."""
    return next(one for one in rows if one.regulation.id == name)


LOT = shapely.box(0, 0, 20, 15)


def test_a_regulation_without_a_layer_is_unknown_and_never_none(tmp_path: Path) -> None:
    found = rules_at(LOT, CRS, (), national(), TODAY)
    assert {one.answer for one in found} == {Answer.UNKNOWN}
    assert all(one.doubts and not one.text for one in found)
    away = zones(tmp_path, ("商業地域", 400, 80, shapely.box(5000, 5000, 6000, 6000)))
    found = rules_at(LOT, CRS, (away,), national(), TODAY)
    assert row(found, "use_district").answer is Answer.UNKNOWN
    assert "届いていません" in str(row(found, "use_district").doubts[0])
    closed = replace(away, data=None)
    assert row(rules_at(LOT, CRS, (closed,), national(), TODAY), "use_district").answer is Answer.UNKNOWN


def test_inside_one_zone(tmp_path: Path) -> None:
    one = zones(tmp_path, ("第1種住居地域", 200, 60, shapely.box(-500, -500, 500, 500)))
    found = rules_at(LOT, CRS, (one,), national(), TODAY)
    use, ratios = row(found, "use_district"), row(found, "ratios")
    assert (use.answer, use.text) == (Answer.APPLIES, "第一種住居地域")
    assert ratios.text == "容積率 200 %・建蔽率 60 %"
    assert use.used[0].file == "a.zip"
    assert use.used[0].date == "2024"
    assert use.parts[0].share == pytest.approx(1)
    assert row(found, "fire").answer is Answer.UNKNOWN


def test_a_lot_across_two_zones_goes_by_the_greater_part_and_by_weight(tmp_path: Path) -> None:
    two = zones(
        tmp_path,
        ("近隣商業地域", 300, 80, shapely.box(-500, -500, 12, 500)),
        ("第一種住居地域", 200, 60, shapely.box(12, -500, 500, 500)),
    )
    found = rules_at(LOT, CRS, (two,), national(), TODAY)
    use = row(found, "use_district")
    # 30 m² over the half; 15 m of line with an error of 1.75 m make 26.25 m².
    assert use.answer is Answer.APPLIES
    assert use.decided is not None
    assert use.decided.label == "近隣商業地域"  # STR-1
    assert [round(part.share, 3) for part in use.parts] == [0.6, 0.4]
    assert row(found, "ratios").text.startswith("容積率 260 %・建蔽率 72 %")


def test_halves_are_to_be_confirmed(tmp_path: Path) -> None:
    two = zones(
        tmp_path,
        ("近隣商業地域", 300, 80, shapely.box(-500, -500, 10, 500)),
        ("第一種住居地域", 200, 60, shapely.box(10, -500, 500, 500)),
    )
    use = row(rules_at(LOT, CRS, (two,), national(), TODAY), "use_district")
    assert use.answer is Answer.CONFIRM
    assert use.decided is None
    assert "半分" in str(use.doubts[0])


@pytest.mark.parametrize(("edge", "word"), [(19.9, "だけ"), (21.0, "線から"), (0.5, "だけ")])
def test_slivers_and_near_lines_are_to_be_confirmed(tmp_path: Path, edge: float, word: str) -> None:
    fire = layer(
        tmp_path,
        "urf:FirePreventionDistrict",
        {"function": ["防火地域", "準防火地域"]},
        [shapely.box(edge, -500, 500, 500), shapely.box(-900, -500, -800, 500)],
    )
    found = row(rules_at(LOT, CRS, (fire,), national(), TODAY), "fire")
    assert found.answer is Answer.CONFIRM
    assert word in str(found.doubts[0])


def test_the_stricter_fire_district_holds(tmp_path: Path) -> None:
    fire = layer(
        tmp_path,
        "urf:FirePreventionDistrict",
        {"function": ["準防火地域", "防火地域"]},
        [shapely.box(-500, -500, 14, 500), shapely.box(14, -500, 500, 500)],
    )
    found = row(rules_at(LOT, CRS, (fire,), national(), TODAY), "fire")
    assert found.decided is not None
    assert found.decided.label == "防火地域"


def test_a29_codes_are_read_as_a29_and_names_come_first(tmp_path: Path) -> None:
    columns = {
        "A29_004": ["8", "9"],
        "A29_005": ["", "商業地域"],
        "A29_006": ["80", "80"],
        "A29_007": ["300", "400"],
    }
    shapes = [shapely.box(-500, -500, 500, 500), shapely.box(600, -500, 900, 500)]
    found = row(
        rules_at(LOT, CRS, (layer(tmp_path, "A29-19", columns, shapes),), national(), TODAY), "use_district"
    )
    assert found.parts[0].label == "近隣商業地域"  # 8 is 田園住居地域 in PLATEAU only


def test_what_is_not_yet_in_force_does_not_count(tmp_path: Path) -> None:
    plan = layer(
        tmp_path,
        "urf:DistrictPlan",
        {"name": ["本町地区"], "validFrom": ["2026-12-01"]},
        [shapely.box(-500, -500, 500, 500)],
    )
    assert row(rules_at(LOT, CRS, (plan,), national(), TODAY), "district_plan").answer is Answer.NOT
    later = rules_at(LOT, CRS, (plan,), national(), date(2026, 12, 1))
    assert row(later, "district_plan").answer is Answer.APPLIES


def test_a_value_that_the_source_lacks_is_unknown(tmp_path: Path) -> None:
    bare = layer(
        tmp_path, "x", {"youto": ["第１種低層住居専用地域"]}, [shapely.box(-99, -99, 99, 99)], "use_districts"
    )
    found = rules_at(LOT, CRS, (bare,), national(), TODAY)
    assert row(found, "use_district").text == "第一種低層住居専用地域"
    assert row(found, "ratios").answer is Answer.UNKNOWN
    assert row(found, "height_and_wall").answer is Answer.UNKNOWN


def test_texts_drop_what_is_missing_only_in_brackets() -> None:
    assert filled("{a}[（{b}）]", {"a": "1"}) == "1"
    assert filled("{a}[（{b}）]", {"a": "1", "b": "2"}) == "1（2）"
    assert filled("{a}・{b}", {"a": "1"}) == "1・未確認"
    assert filled("{a.__class__}{0}", {"a": "1"}) == "{a.__class__}未確認"


# ------------------------------------------------------------------------------------------------ table


def test_the_national_table_keeps_to_its_schema() -> None:
    path = Path(__file__).parents[4] / "gisapp" / "desks" / "planning" / "rules" / "regulations.json"
    schema = json.loads((SCHEMAS / "files" / "regulations.json").read_text("utf-8"))
    assert faults(json.loads(path.read_text("utf-8")), schema) == []
    table, wrong = examined(path.read_bytes())
    assert not wrong
    assert len(table.regulations) >= 35


def test_all_that_is_wrong_with_a_table_is_told() -> None:
    base = {"id": "a", "name": "あ", "order": 1, "layers": [{"key": "x"}]}
    rows = [
        base,
        base,
        base | {"id": "b", "office": "nobody"},
        base | {"id": "c", "principle": "none"},
        base | {"id": "d", "layers": [{"key": "("}]},
        base | {"id": "e", "layers": [{}]},
        base | {"id": "f", "applies": "{what}"},
        base | {"id": "g", "valid_from": "昨日"},
        base | {"id": "h", "error": -1},
        base | {"id": "i", "strange": 1},
        {"id": "j"},
        7,
    ]
    content = json.dumps({"format": FORMAT, "name": "市", "regulations": rows}).encode()
    _, wrong = examined(content)
    assert len(wrong) == 11
    assert all(str(one) for one in wrong)
    with pytest.raises(AnalysisFailed):
        read_table(content)
    for bad in (b"[]", b'{"format": "x"}', b"{"):
        with pytest.raises((AnalysisFailed, Damaged)):
            examined(bad)


# ------------------------------------------------------------------------------------------------- lots


def test_numbers_are_read_however_they_are_written() -> None:
    assert plain_number("１２番地の３") == plain_number("12-3") == plain_number("12番3") == "12-3"
    assert article_of("法42条1項5号（位置指定道路）") == "42-1-5"
    assert article_of("法４２条２項") == "42-2"
    assert article_of("市道") == ""
    assert (
        article_of("法外道路")
        == article_of("法42条に該当しない")
        == article_of("建基法の道路ではない")
        == "other"
    )


def test_parcels_by_number(tmp_path: Path) -> None:
    columns = {"number": ["１－１", "１－２", "１－２"], "place": ["本町１－１", "本町１－２", "港町１－２"]}
    boxes = [shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10), shapely.box(50, 0, 60, 10)]
    lots = layer(tmp_path, "lots@6669", columns, boxes)
    assert parcel_numbered((lots,), national(), "1-1").feature == 0
    assert parcel_numbered((lots,), national(), "港町1番2").feature == 2
    for wrong in ("1-2", "9-9"):
        with pytest.raises(AnalysisFailed):
            parcel_numbered((lots,), national(), wrong)
    assert merged(boxes[:2]).area == pytest.approx(200)
    with pytest.raises(AnalysisFailed):
        merged(boxes)
    one, other = split(boxes[0], shapely.LineString([(4, -1), (4, 11)]))
    assert (one.area, other.area) == (pytest.approx(60), pytest.approx(40))
    with pytest.raises(AnalysisFailed):
        split(boxes[0], shapely.LineString([(4, -1), (4, 5)]))


def test_edges_from_areas_and_centre_lines(tmp_path: Path) -> None:
    roads = layer(
        tmp_path,
        "tran:Road",
        {"RoadStructureAttribute_width": ["6.0"], "function": ["建築基準法第42条2項道路"], "name": [""]},
        [shapely.box(-50, -6, 70, 0)],
    )
    ledger = layer(
        tmp_path,
        "ledger",
        {"幅員": [4.0], "建基法の道路": ["法42条1項1号（市道）"], "路線名": ["東通り"]},
        [shapely.LineString([(22, -50), (22, 60)])],
    )
    found = propose(LOT, (roads, ledger), national())
    by_middle = {}
    for index, edge in enumerate(found.lot.edges):
        middle = (found.lot.ring[index] + np.roll(found.lot.ring, -1, axis=0)[index]) / 2
        by_middle[tuple(middle.tolist())] = edge
    south, east = by_middle[(10.0, 0.0)], by_middle[(20.0, 7.5)]
    assert (south.behind, south.width, south.article) == ("road", 6.0, "42-2")
    assert (east.behind, east.width, east.article) == ("road", 4.0, "42-1-1")
    assert by_middle[(0.0, 7.5)].behind == by_middle[(10.0, 15.0)].behind == "neighbour"
    assert propose(LOT, (), national()).doubts


def test_a_site_goes_to_a_file_and_back(tmp_path: Path) -> None:
    two = zones(
        tmp_path,
        ("近隣商業地域", 300, 80, shapely.box(-500, -500, 12, 500)),
        ("第一種住居地域", 200, 60, shapely.box(12, -500, 500, 500)),
    )
    road = layer(
        tmp_path,
        "l",
        {"幅員": [6.0], "建基法の道路": ["法42条1項1号"]},
        [shapely.LineString([(-50, -3), (70, -3)])],
    )
    table = national()
    lot = propose(LOT, (road,), table).lot
    made = site_from(lot, rules_at(LOT, CRS, (two,), table, TODAY), CRS)
    assert made.site.floor_area_ratio.value == pytest.approx(260)  # FAR-09
    content = write_site(SiteDocument(made.site, CRS, "本町1-1"))
    schema = json.loads((SCHEMAS / "files" / "site.json").read_text("utf-8"))
    assert faults(json.loads(content), schema) == []
    again = read_site(content)
    assert write_site(again) == content
    assert again.site.coverage_ratio.value == pytest.approx(72)  # BCR-02
    plain = json.loads(content)
    changes: tuple[dict[str, Any], ...] = (
        {"ring": [[0, 0], [1, 1], [1, 0], [0, 1]]},
        {"edges": []},
        {"edges": [{"article": "41"}] * 4},
        {"edges": [{"width": -1}] * 4},
        {"zones": [{"use": "住宅"}]},
        {"zones": []},
        {"format": "x"},
    )
    for change in changes:
        with pytest.raises((AnalysisFailed, Damaged)):
            read_site(json.dumps(plain | change).encode())


def test_hours_of_shadow_are_read() -> None:
    assert shadow_of("4時間・2.5時間（測定面4m）", "mid") == (2, 4.0)
    assert shadow_of("３時間・２時間（測定面1.5m）", "low") == (1, 1.5)
    assert shadow_of("指定なし", "commercial") == (None, 4.0)
