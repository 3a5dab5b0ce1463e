"""Attributes of the sample town: codes that exist, values that fit, counts that agree."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from tests.sample_data.delivered import GML, archive, houses, members, summary


def code_lists() -> dict[str, dict[str, str]]:
    lists = {}
    for name in members("codelists", ".xml"):
        tree = etree.fromstring(archive().read(name))
        assert tree.tag == f"{GML}Dictionary"
        lists[Path(name).name] = {
            str(entry.findtext(f"{GML}name")): str(entry.findtext(f"{GML}description"))
            for entry in tree.iter(f"{GML}Definition")
        }
    return lists


def used_codes() -> set[tuple[str, str]]:
    found = {code for house in houses() for code in house.codes}
    for name in members("udx", ".gml"):
        tag = rb"app:mimeType" if "/bldg/" in name else rb"[\w:]+"
        pattern = rb"<" + tag + rb' codeSpace="[^"]*/([^"]+)">([^<]+)<'
        for text in re.findall(pattern, archive().read(name)):
            found.add((text[0].decode(), text[1].decode()))
    return found


def test_every_code_is_listed_and_every_list_is_used() -> None:
    lists = code_lists()
    used = used_codes()
    assert {name for name, _ in used} == set(lists)
    assert [code for code in used if code[1] not in lists[code[0]]] == []


def test_code_lists_are_named_as_in_the_files() -> None:
    for name in members("udx", ".gml"):
        up = "../" * (name.count("/") - 1)
        spaces = set(re.findall(r'codeSpace="([^"]+)"', archive().read(name).decode()))
        assert all(re.fullmatch(rf"{re.escape(up)}codelists/\w+\.xml", space) for space in spaces), name


def test_counts_agree_with_the_summary() -> None:
    told = summary()
    assert told["buildings"] == len(houses())
    per_file = Counter(Path(house.file).name for house in houses())
    assert told["buildings_by_file"] == dict(per_file)
    assert told["usage"] == dict(Counter(house.values["usage"] for house in houses()))
    assert told["named"] == sum("name" in house.values for house in houses())
    assert told["without_year"] == sum(house.values["yearOfConstruction"] == "0001" for house in houses())
    assert told["without_storeys"] == sum(house.values["storeysAboveGround"] == "9999" for house in houses())
    assert told["building_parts"] == sum(house.parts for house in houses())
    assert told["installations"] == sum(house.installations for house in houses())
    assert told["openings"] == sum(house.openings for house in houses())
    assert told["with_courtyard"] == sum(len(house.outline) > 1 for house in houses())
    for lod in ("lod2", "lod3"):
        has = [any(solid.tag == f"{lod}Solid" for solid in house.solids) for house in houses()]
        assert told[lod] == sum(has)
    risks = Counter(risk["kind"].removesuffix("RiskAttribute") for house in houses() for risk in house.risks)
    assert told["risk_attributes"] == dict(risks)
    assert told["code_lists"] == len(code_lists())
    assert told["files"] == len(archive().namelist())


def test_the_town_is_as_large_and_as_detailed_as_it_should_be() -> None:
    told = summary()
    assert 3_000 <= len(houses()) <= 4_000
    assert 0.15 <= int(str(told["lod2"])) / len(houses()) <= 0.25
    tallest = max(int(house.values["storeysAboveGround"]) % 9999 for house in houses())
    assert 12 <= tallest <= 14


def test_ids_are_unique() -> None:
    ids: Counter[bytes] = Counter()
    for name in (*members("bldg", ".gml"), *members("dem", ".gml")):
        ids.update(re.findall(rb'gml:id="([^"]+)"', archive().read(name)))
    assert max(ids.values()) == 1
    numbers = [house.values["buildingID"] for house in houses()]
    assert sorted(numbers, key=lambda one: int(one.rsplit("-", 1)[1])) == [
        f"42999-bldg-{number}" for number in range(1, len(houses()) + 1)
    ]


def test_addresses_name_one_building_each() -> None:
    places = Counter(house.values["LocalityName"] for house in houses())
    assert max(places.values()) == 1
    assert all(re.fullmatch(r"長崎県汐見浜市\D+町?(.丁目)?\d+番\d+号", place) for place in places)


def test_areas_and_heights_fit_each_other() -> None:
    for house in houses():
        storeys = int(house.values["storeysAboveGround"])
        if storeys == 9999:
            continue
        height = float(house.values["measuredHeight"])
        floor = float(house.values["totalFloorArea"])
        area = float(house.values["buildingFootprintArea"])
        assert floor == pytest.approx(area * storeys * 0.93, abs=0.2)
        assert height > 2.2 * storeys


def test_buildings_lie_in_the_grid_square_of_their_file() -> None:
    for house in houses():
        latitude, longitude = house.outline[0][:-1, :2].mean(axis=0)
        first = f"{int(latitude * 1.5)}{int(longitude - 100)}"
        assert Path(house.file).name.startswith(first)
        rows, columns = int(latitude * 120), int((longitude - 100) * 80)
        second = f"{rows // 10 % 8}{columns // 10 % 8}"
        third = f"{rows % 10}{columns % 10}"
        # A building on the border is stored where most of its area lies.
        if (
            min(latitude * 120 % 1, longitude * 80 % 1)
            > 0.02
            < 1 - max(latitude * 120 % 1, longitude * 80 % 1)
        ):
            assert Path(house.file).name.startswith(first + second + third)
