"""Point clouds at the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gisapp.cli.exits import Exit
from layers.copc import open_copc
from tests.importers.las.clouds import changed, town, written

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
