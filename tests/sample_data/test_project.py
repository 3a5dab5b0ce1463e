"""The ready project: everything opens, lies in the town, and is called and coloured as staff know it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio

from layers.feedback import Severity
from sample_data.generator import layer_files as files
from styles.style import ByCategory
from tests.sample_data.delivered import FOLDER, PROJECT, layer, summary

if TYPE_CHECKING:
    from gisapp.ui.opening import Opened

MOST_BYTES = 15_000_000
BOUNDS = (-17_000.0, -18_100.0, -13_950.0, -14_250.0)
ROWS = {
    "指定緊急避難場所": files.SHELTERS,
    "防災行政無線": files.SPEAKERS,
    "公共施設": files.HALLS,
    "自治会一覧": files.LIST,
    "区域 自治振興課": files.FIRST,
    "区域 防災課": files.SECOND,
    "道路の幅員": files.ROADS,
    "地番図": files.PARCELS,
    "登記所備付地図": files.REGISTRY,
}
THEMES = {
    "用途地域": "UseDistrict",
    "区域区分": "AreaClassification",
    "防火・準防火地域": "FirePreventionDistrict",
    "高度地区": "HeightControlDistrict",
    "風致地区": "ScenicDistrict",
    "臨港地区": "PortZone",
    "都市計画道路": "TrafficFacility",
    "地区計画": "DistrictPlan",
    "地区整備計画": "DistrictDevelopmentPlan",
    "地区の区分": "District",
    "居住誘導区域": "ResidenceAttractionArea",
    "都市機能誘導区域": "UrbanFunctionAttractionArea",
    "都市計画区域": "UrbanPlanningArea",
}
WATERS = {"洪水（想定最大）": "fld_l2", "洪水（計画規模）": "fld_l1", "津波浸水": "tnm", "高潮浸水": "htd"}


def test_every_layer_opens_without_a_fault(opened: Opened) -> None:
    assert [one.name for one in opened.project.layers if one.data is None] == []
    assert [one for _, one in opened.findings if one.severity is not Severity.INFO] == []


def test_the_rows_are_those_that_were_made(opened: Opened) -> None:
    told: dict[str, Any] = summary()
    made = {name: len(layer(opened, name).table()) for name in (*ROWS, *THEMES, *WATERS)}
    assert made == {
        **{name: told["layer_rows"][file] for name, file in ROWS.items()},
        **{name: told["zones"][theme] for name, theme in THEMES.items()},
        **{name: told["water_bodies"][key] for name, key in WATERS.items()},
    }
    assert len(layer(opened, "土砂災害警戒区域").table()) == told["slide_zones"]
    assert len(layer(opened, "建築基準法の道路").table()) == told["road_sections"]
    assert len(layer(opened, "建物").table()) == told["buildings"]


def test_everything_lies_in_the_town(opened: Opened) -> None:
    west, south, east, north = BOUNDS
    for one in opened.project.layers:
        extent = one.extent()
        if one.name == "自治会一覧":
            assert extent is None
        elif one.name != "背景地図":  # its tiles reach beyond
            assert extent is not None
            assert west < extent[0] < extent[3] < east, one.name
            assert south < extent[1] < extent[4] < north, one.name


def test_few_layers_are_shown_at_first_and_groups_are_known(opened: Opened) -> None:
    project = opened.project
    shown = [one.name for one in project.layers if one.visible]
    assert shown == ["建物", "指定緊急避難場所", "航空写真風画像", "地形"]
    assert list(dict.fromkeys(one.group for one in project.layers)) == [one.name for one in project.groups]
    assert len({one.id for one in project.layers}) == len(project.layers)


def test_the_project_can_be_carried_anywhere() -> None:
    document = json.loads(PROJECT.read_text(encoding="utf-8"))
    for one in document["layers"]:
        path = one["source"]["path"]
        assert not path.startswith(("/", ".."))
        assert (FOLDER / path).is_file()
        assert one["source"]["modified"] == one["source"]["digest"] == ""


def test_styles_name_every_value_that_occurs(opened: Opened) -> None:
    checked = 0
    for one in opened.project.layers:
        if isinstance(one.style, ByCategory):
            _, values = one.table().categories(one.style.attribute)
            assert set(values) <= {category.value for category in one.style.categories}, one.name
            checked += 1
    assert checked >= 10


def test_all_files_together_are_small() -> None:
    size = sum(
        path.stat().st_size
        for path in FOLDER.rglob("*")
        if path.is_file() and "generator" not in path.parts and "__pycache__" not in path.parts
    )
    assert size < MOST_BYTES


def test_the_picture_shows_the_town_in_colour() -> None:
    with rasterio.open(FOLDER / files.PHOTO) as picture:
        assert picture.crs.to_epsg() == 6669
        assert picture.compression.name == "jpeg"
        small = picture.read(out_shape=(3, picture.height // 16, picture.width // 16)).astype(float)
        shown = picture.dataset_mask(out_shape=small.shape[1:]) > 0
    assert 0.5 < shown.mean() < 0.9
    red, green, blue = small[:, shown]
    sea, woods = (blue > red + 25) & (blue > green), (green > red + 8) & (green > blue + 8)
    assert sea.mean() > 0.1
    assert woods.mean() > 0.4
    assert np.std(small[:, shown]) > 15


def test_the_base_map_has_all_its_zooms() -> None:
    with closing(sqlite3.connect(FOLDER / files.BASE)) as base:
        levels = dict(base.execute("SELECT zoom_level, count(*) FROM tiles GROUP BY zoom_level"))
        (broken,) = base.execute(
            "SELECT count(*) FROM tiles WHERE hex(substr(tile_data, 1, 4)) != '89504E47'"
        )
    assert sorted(levels) == [13, 14, 15, 16, 17]
    assert sum(levels.values()) == summary()["base_map_tiles"]
    assert broken == (0,)
