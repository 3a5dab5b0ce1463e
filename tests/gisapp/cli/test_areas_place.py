"""A scanned map is placed on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from gisapp.cli.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said

ROWS = ((10, 10), (590, 15), (580, 390), (12, 380), (300, 200), (150, 300))


def points(path: Path, wrong: float = 0.0) -> Path:
    lines = [f"{column},{row},{500 + 0.5 * column},{900 - 0.5 * row}" for column, row in ROWS]
    lines[3] = f"12,380,{506 + wrong},710"
    path.write_text("列,行,東,北\n" + "\n".join(lines) + "\n", "cp932")
    return path


def test_a_scan_is_placed_and_a_mistyped_point_named(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    Image.new("RGB", (600, 400), (240, 240, 230)).save(tmp_path / "図.png")
    words = ("areas", "place", tmp_path / "図.png", "--out", tmp_path / "図.tif", "--quiet", "--points")
    answer = gisapp(*words, points(tmp_path / "点.csv"), "--crs", "EPSG:6676", "--json").answer("areas-place")
    assert (answer["method"], answer["suspect"], answer["pixel"]) == ("affine", None, 0.5)
    assert answer["rms"] == pytest.approx(0, abs=1e-4)
    told = gisapp(*words, points(tmp_path / "点.csv", 40.0), "--crs", "EPSG:6676", "--overwrite")
    assert "4番の点が 40.0 m ずれています" in told.out
    for wrong, sentence in (
        ((tmp_path / "点.csv",), "座標系か分かりません"),
        ((tmp_path / "ない.csv", "--crs", "EPSG:6676"), "見つかりません"),
        ((tmp_path / "点.csv", "--crs", "EPSG:6676"), "すでにあります"),
    ):
        said = gisapp(*words, *wrong)
        assert said.code == Exit.FAILED
        assert sentence in said.err
    (tmp_path / "度.csv").write_text("column,row,lon,lat\n1,1,137.1,34.8\n9,x,137.2,34.8\n")
    assert "3 行目の row が数ではありません" in gisapp(*words, tmp_path / "度.csv").err
