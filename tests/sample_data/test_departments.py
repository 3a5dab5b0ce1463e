"""What the departments hold: associations with their known faults, parcels, shelters, lists."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from sample_data.generator import layer_files as files
from sample_data.generator.associations import GAP, MERGED, MOVED, OVERLAP, UNORGANISED
from sample_data.generator.districts import TOWN_BLOCKS, Area, area_outline
from sample_data.generator.parcels import SURVEYED
from sample_data.generator.valley import Valley, make_valley
from tests.sample_data.delivered import FOLDER, footprints, layer, shapes, summary

if TYPE_CHECKING:
    from gisapp.ui.opening import Opened

PERSONAL = re.compile(r"氏名|会長|代表|電話|携帯|メール|生年月日|担当者")


@pytest.fixture(scope="module")
def valley() -> Valley:
    return make_valley()


def outline(valley: Valley, *areas: Area) -> shapely.Geometry:
    return shapely.union_all([area_outline(valley, area) for area in areas])


def mostly(first: shapely.Geometry, second: shapely.Geometry) -> float:
    """Return how much of both areas is common to them."""
    return float(shapely.intersection(first, second).area / shapely.union(first, second).area)


def test_the_first_map_has_one_overlap_and_it_is_the_known_one(opened: Opened, valley: Valley) -> None:
    areas = shapes(opened, "区域 自治振興課")
    first, second = shapely.STRtree(areas).query(areas, predicate="intersects")
    pairs = np.stack([first, second], axis=1)[first < second]
    shared = shapely.intersection(areas[pairs[:, 0]], areas[pairs[:, 1]])
    large = np.flatnonzero(shapely.area(shared) > 5.0)
    assert len(large) == 1
    names = layer(opened, "区域 自治振興課").table().texts("自治会名")
    assert set(names[pairs[large[0]]]) == {"椿坂町自治会", "夕凪台自治会"}
    assert mostly(shared[large[0]], outline(valley, OVERLAP)) > 0.97


def test_the_first_map_lacks_the_gap_and_the_new_estate_and_nothing_else(
    opened: Opened, valley: Valley
) -> None:
    first = shapely.union_all(shapes(opened, "区域 自治振興課"))
    second = shapely.union_all(shapes(opened, "区域 防災課"))
    missing = shapely.get_parts(shapely.difference(second, first))
    missing = missing[shapely.area(missing) > 20.0]
    assert len(missing) == 2
    gap, estate = sorted(missing, key=shapely.area)
    assert mostly(gap, outline(valley, GAP)) > 0.97
    new = outline(valley, *(area for area in TOWN_BLOCKS if area.name == UNORGANISED))
    assert shapely.difference(estate, new).area < 0.02 * estate.area
    assert shapely.difference(first, second).area < 20.0
    homes = shapely.centroid(footprints())
    assert shapely.contains(gap, homes).sum() >= 4
    assert shapely.contains(estate, homes).sum() > 150


def test_the_second_map_moved_a_boundary_and_merged_two(opened: Opened, valley: Valley) -> None:
    names = list(layer(opened, "区域 防災課").table().texts("名称"))
    before = list(layer(opened, "区域 自治振興課").table().texts("自治会名"))
    areas = dict(zip(names, shapes(opened, "区域 防災課"), strict=True))
    old = dict(zip(before, shapes(opened, "区域 自治振興課"), strict=True))
    moved = shapely.difference(areas["帆柱町町内会"], old["帆柱町町内会"])
    assert mostly(moved, outline(valley, MOVED)) > 0.97
    merged = shapely.union_all([old[name] for name in MERGED[1]])
    assert mostly(areas[MERGED[0]], merged) > 0.99
    together = np.array(list(areas.values()))
    assert shapely.area(together).sum() - shapely.union_all(together).area < 5.0


def test_no_list_has_a_column_about_people(opened: Opened) -> None:
    told = [one.name for name in ("自治会一覧", "公共施設") for one in layer(opened, name).table().attributes]
    assert [name for name in told if PERSONAL.search(name)] == []
    with (FOLDER / files.SHELTERS).open(encoding="utf-8-sig", newline="") as stream:
        assert not any(row["電話番号"] for row in csv.DictReader(stream))


def test_members_are_no_more_than_households(opened: Opened) -> None:
    table = layer(opened, "自治会一覧").table()
    homes, members = table.numbers("世帯数"), table.numbers("加入世帯数")
    assert (members <= homes).all()
    assert homes.sum() == summary()["households"]
    unorganised = table.texts("自治会名") == "（未組織）"
    assert unorganised.sum() == 1
    assert members[unorganised] == 0
    listed = set(table.texts("番号")[~unorganised])
    assert listed == set(layer(opened, "区域 自治振興課").table().texts("自治会番号"))


def test_parcels_do_not_overlap_and_carry_the_buildings(opened: Opened) -> None:
    parcels = shapes(opened, "地番図")
    assert shapely.is_valid(parcels).all()
    first, second = shapely.STRtree(parcels).query(parcels, predicate="overlaps")
    shared = shapely.area(shapely.intersection(parcels[first], parcels[second]))
    assert shared.max(initial=0.0) < 0.05
    ground = footprints()
    house, parcel = shapely.STRtree(parcels).query(ground, predicate="intersects")
    most = np.zeros(len(ground))
    covered = shapely.area(shapely.intersection(ground[house], parcels[parcel])) / shapely.area(ground[house])
    np.maximum.at(most, house, covered)
    assert (most > 0.98).mean() > 0.98
    assert most.min() > 0.7
    roads = shapes(opened, "建築基準法の道路")
    first, second = shapely.STRtree(roads).query(parcels, predicate="intersects")
    assert shapely.area(shapely.intersection(parcels[first], roads[second])).max(initial=0.0) < 1.0


def test_the_registry_map_shows_the_same_parcels(opened: Opened) -> None:
    table, registered = layer(opened, "地番図").table(), layer(opened, "登記所備付地図").table()
    wide = str.maketrans("０１２３４５６７８９－", "0123456789-")
    numbers = {str(text).translate(wide) for text in registered.texts("number")}
    named = np.char.add(table.texts("大字町名").astype(str), "")
    chome = table.numbers("丁目").astype(int)
    blocks = [
        f"{name}{'一二三四五六七八九'[number - 1]}丁目" if number else str(name)
        for name, number in zip(named.tolist(), chome.tolist(), strict=True)
    ]
    own = np.isin(blocks, SURVEYED)
    assert own.sum() == len(registered)
    assert numbers == set(table.texts("地番")[own])
    area = shapely.area(shapes(opened, "登記所備付地図"))
    np.testing.assert_allclose(np.sort(area), np.sort(table.numbers("地積")[own]), atol=0.05)


def test_nobody_says_where_the_tax_map_lies() -> None:
    beside = sorted(path.suffix for path in (FOLDER / files.PARCELS).parent.glob("地番図*"))
    assert beside == [".dbf", ".shp", ".shx"]
    assert "大字町名".encode("cp932") in (FOLDER / files.PARCELS).with_suffix(".dbf").read_bytes()
    assert "施設名" in (FOLDER / files.HALLS).read_text(encoding="cp932")


def test_shelters_lie_outside_what_they_are_good_for(opened: Opened) -> None:
    one = layer(opened, "指定緊急避難場所")
    points = shapes(opened, "指定緊急避難場所")
    table = one.table()
    for flag, name in (("災害種別_津波", "津波浸水"), ("災害種別_高潮", "高潮浸水")):
        good = table.texts(flag) == "対象"
        flooded = shapely.union_all(shapely.force_2d(shapes(opened, name)))
        assert 5 < good.sum() < len(points)
        limit = 0 if name == "津波浸水" else 3  # some centimetres of a storm surge are no danger
        assert shapely.intersects(flooded, points[good]).sum() <= limit
    red = shapely.union_all(shapes(opened, "土砂災害警戒区域"))
    safe = table.texts("災害種別_崖崩れ、土石流及び地滑り") == "対象"
    assert shapely.intersects(red, points[safe]).sum() == 0
