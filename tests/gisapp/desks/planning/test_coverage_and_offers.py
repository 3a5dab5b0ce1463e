"""Where silence means that there is nothing, and what a city recommends at a place."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import shapely

from gisapp.desks.planning.offers import offers_at
from gisapp.desks.planning.regulationfile import FORMAT, examined, national, read_table
from gisapp.desks.planning.regulations import Answer, rules_at
from tests.gisapp.cli.answers import SCHEMAS, faults
from tests.gisapp.desks.planning.test_regulations import CRS, LOT, TODAY, layer, row, zones
from tests.realdata import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from layers.vector import Vector


def _fire(folder: Path, *shapes: Any) -> Vector:
    names = ["防火地域"] * len(shapes)
    return layer(folder, "urf:FirePreventionDistrict", {"function": names}, shapes, file="b.zip")


def test_a_box_around_everything_covers_nothing_between(tmp_path: Path) -> None:
    """Silence means nothing only in areas of the theme, or between shapes that stand close around."""
    far = _fire(tmp_path, shapely.box(-4000, -4000, -3500, -3500), shapely.box(3500, 3500, 4000, 4000))
    assert row(rules_at(LOT, CRS, (far,), national(), TODAY), "fire").answer is Answer.UNKNOWN
    bent = [shapely.box(200, -900, 300, 900), shapely.box(-900, 200, 300, 300)]  # the sea in the southwest
    near = _fire(tmp_path, *bent)
    at_sea = shapely.Point(-600, -600)
    assert row(rules_at(at_sea, CRS, (near,), national(), TODAY), "fire").answer is Answer.UNKNOWN
    between = shapely.Point(150, 150)
    assert row(rules_at(between, CRS, (near,), national(), TODAY), "fire").answer is Answer.NOT
    whole = layer(
        tmp_path,
        "urf:UrbanPlanningArea",
        {"name": ["都市計画区域"]},
        [shapely.box(-9e3, -9e3, 9e3, 9e3)],
        file="b.zip",
    )
    assert row(rules_at(at_sea, CRS, (near, whole), national(), TODAY), "fire").answer is Answer.NOT
    other = replace(whole, source=replace(whole.source, path=tmp_path / "c.zip"))
    assert row(rules_at(at_sea, CRS, (near, other), national(), TODAY), "fire").answer is Answer.UNKNOWN


def test_a_lot_half_outside_is_covered_in_part(tmp_path: Path) -> None:
    area = layer(tmp_path, "urf:UrbanPlanningArea", {"name": ["a"]}, [shapely.box(-900, -900, 10, 900)])
    fire = replace(_fire(tmp_path, shapely.box(-900, -900, -800, 900)), source=area.source)
    found = row(rules_at(LOT, CRS, (area, fire), national(), TODAY), "fire")
    assert found.answer is Answer.UNKNOWN
    assert "一部にしか" in str(found.doubts[0])


def test_a_city_says_where_its_layers_are_complete_and_what_it_offers(tmp_path: Path) -> None:
    fire = {"id": "fire", "name": "防火", "order": 40, "covers": "area"}
    fire["layers"] = [{"key": "urf:FirePreventionDistrict", "fields": {"label": "function"}}]
    offer = {"id": "o", "title": "空き家バンク", "text": "相談", "contact": "窓口"}
    plain = {
        "format": FORMAT,
        "name": "市",
        "extends": "national",
        "regulations": [fire],
        "area": [{"columns": ["N03_007"]}],
        "offers": [
            {**offer, "when": [{"regulation": "use_district", "labels": ["商業地域"]}]},
            {
                **offer,
                "id": "p",
                "when": [{"regulation": "fire", "applies": False}],
                "valid_until": "2026-12-31",
            },
            {**offer, "id": "q", "when": [{"regulation": "use_district"}, {"regulation": "buried"}]},
        ],
    }
    table = read_table(json.dumps(plain).encode())
    schema = json.loads((SCHEMAS / "files" / "regulations.json").read_text("utf-8"))
    assert faults(plain, schema) == []
    assert len(table.regulations) == len(national().regulations)
    city = layer(tmp_path, "N03", {"N03_007": ["42999"]}, [shapely.box(-900, -900, 900, 900)])
    two = zones(tmp_path, ("商業地域", 400, 80, shapely.box(-500, -500, 500, 500)))
    layers = (city, two, _fire(tmp_path, shapely.box(800, 800, 850, 850)))
    rows = rules_at(LOT, CRS, layers, table, TODAY)
    assert row(rows, "fire").answer is Answer.NOT
    found = offers_at(rows, table, TODAY)
    assert [(one.offer.id, one.certain) for one in found] == [("o", True), ("p", True)]
    assert [one.offer.id for one in offers_at(rows, table, date(2027, 1, 1))] == ["o"]
    outside = rules_at(shapely.Point(2000, 2000), CRS, layers, table, TODAY)
    assert row(outside, "fire").answer is Answer.UNKNOWN
    assert offers_at(outside, table, TODAY) == ()
    wrong: list[dict[str, Any]] = [
        {"when": []},
        {"when": [{"regulation": "none"}]},
        {"url": "javascript:1"},
        {"contact": ""},
        {"valid_from": "2027-01-01", "valid_until": "2026-01-01"},
        {"office": "nobody"},
        {"strange": 1},
    ]
    base: dict[str, Any] = {**offer, "when": [{"regulation": "fire"}]}
    for change in wrong:
        assert examined(json.dumps(plain | {"offers": [base | change]}).encode())[1], change


def test_the_table_of_the_sample_town_is_right() -> None:
    content = (ROOT / "sample_data" / "規制" / "汐見浜市の規制.json").read_bytes()
    table, wrong = examined(content)
    assert not wrong
    assert len(table.offers) == 2
    schema = json.loads((SCHEMAS / "files" / "regulations.json").read_text("utf-8"))
    assert faults(json.loads(content), schema) == []
