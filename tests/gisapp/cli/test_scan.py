"""Point clouds at the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from gisapp.cli.exits import Exit
from layers.copc import open_copc
from tests.importers.las.clouds import SOUTH, WEST, Town, changed, town, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said


def test_info_of_several_files_one_of_them_broken(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    good = written(tmp_path / "丘.laz", town(3_000))
    short = changed(written(tmp_path / "短い.las", town(2_000)), 247, "<Q", 2_500)
    broken = tmp_path / "壊れた.las"
    broken.write_bytes(b"LASF" + bytes(100))
    said = gisapp("scan", "info", good, short, broken, "--json", "--quiet")
    assert said.code == Exit.FAILED
    answer = said.answer("scan-info")
    first, second = answer["files"]
    assert (first["points"], first["claimed"], first["crs"]) == (3_000, 3_000, "EPSG:6669")
    assert first["density"] == pytest.approx(3_000 / 200**2, rel=0.05)
    assert (second["points"], second["claimed"]) == (2_000, 2_500)
    assert [one["code"] for one in answer["finding_list"]] == ["las-file-short"]
    assert answer["failed"][0]["file"] == str(broken)
    words = gisapp("scan", "info", good, "--quiet")
    assert "3,000" in words.out
    assert "地面" in words.out


def test_a_system_that_nobody_told_is_not_guessed(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    source = written(tmp_path / "a.laz", town(2_000), crs="")
    (one,) = gisapp("scan", "info", source, "--json", "--quiet").answer("scan-info")["files"]
    assert one["crs"] == ""
    assert "EPSG:6669" in one["crs_proposals"]
    assert one["density"] is None
    said = gisapp("scan", "index", source, "--out", tmp_path / "b.copc.laz", "--quiet")
    assert said.code == Exit.FAILED
    assert "座標系" in said.err


def test_index_makes_a_file_that_opens(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    source = written(tmp_path / "a.laz", town(2_000), crs="")
    target = tmp_path / "b.copc.laz"
    words = ("scan", "index", source, "--out", target, "--crs", "EPSG:6669", "--quiet")
    answer = gisapp(*words, "--json").answer("scan-index")
    assert answer["points"] == answer["claimed"] == 2_000
    copc = open_copc(target)
    assert copc.points == 2_000
    assert "JGD2011" in copc.wkt
    assert "すでにあります" in gisapp(*words).err
    assert gisapp(*words, "--overwrite").code == Exit.OK


def test_a_wrong_second_word_tells_the_right_ones(gisapp: Callable[..., Said]) -> None:
    said = gisapp("scan", "look")
    assert said.code == Exit.USAGE
    assert "scan info" in said.err


def test_a_section_and_a_change(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    before = town(60_000, side=100.0)
    first = written(tmp_path / "前.laz", before)
    points = before.points.copy()
    pit = (abs(points[:, 0] - WEST - 80) < 6) & (abs(points[:, 1] - SOUTH - 20) < 6)
    points[pit, 2] -= 2.0
    second = written(tmp_path / "後.laz", Town(points, before.classes))
    table = tmp_path / "断面.csv"
    line = f"{WEST + 10},{SOUTH + 20},{WEST + 90},{SOUTH + 20}"
    cut = gisapp("scan", "section", first, "--line", line, "--to", table, "--json", "--quiet")
    (section,) = cut.answer("scan-section")["sections"]
    assert section["length"] == 80.0
    assert len(table.read_text("utf-8-sig").splitlines()) == section["points"][0] + 1
    axis = tmp_path / "軸.geojson"
    ends = [[WEST + 70, SOUTH + 20], [WEST + 90, SOUTH + 20]]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::6669"}}
    shape = {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": ends}}
    axis.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [shape]}), "utf-8")
    along = ("--along", axis, "--interval", "6", "--width", "2", "--name", "池", "--slopes", "2,8")
    told = gisapp(
        "scan",
        "section",
        first,
        "--later",
        second,
        *along,
        "--to",
        tmp_path / "横断.pdf",
        "--json",
        "--quiet",
    )
    series = told.answer("scan-section")
    assert [one["name"] for one in series["sections"]][-1] == "No.1"
    assert series["volume"]["cut"] == pytest.approx(288.0, rel=0.12)
    assert series["files"] == [str(tmp_path / "横断.pdf")]
    assert (tmp_path / "横断.pdf").read_bytes().startswith(b"%PDF")
    assert "--along" in gisapp("scan", "section", first, "--quiet").err
    found = gisapp("scan", "change", first, second, "--cell", "2", "--classes", "2", "--json", "--quiet")
    change = found.answer("scan-change")
    assert change["cut"] == pytest.approx(-288.0, rel=0.05)
    assert change["fill"] == 0.0
    assert len(change["patches"]) == 1
    lifted = written(tmp_path / "ずれ.laz", Town(points + np.array([0.0, 0.0, 0.3]), before.classes))
    said = gisapp("scan", "change", first, lifted, "--cell", "2", "--classes", "2", "--quiet")
    assert said.code == Exit.FAILED
    assert "ずれています" in said.err
    away = written(tmp_path / "別.laz", Town(points + np.array([5_000.0, 0.0, 0.0]), before.classes))
    assert "重なっていません" in gisapp("scan", "change", first, away, "--quiet").err
    assert gisapp("scan", "section", first, "--line", "1,2,1,2", "--quiet").code == Exit.USAGE
