"""``gisapp catalog`` and ``gisapp receipt``: all data as a list, and what proves each."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
import shapely

from gisapp.cli.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said


@pytest.fixture
def town(gisapp: Callable[..., Said], tmp_path: Path) -> tuple[Path, Path]:
    """Return a project of one layer, and its source."""
    path, project = tmp_path / "避難所.gpkg", tmp_path / "町.gisproj"
    places = shapely.points([129.8, 129.81], [32.7, 32.7])
    gpd.GeoDataFrame({"名称": ["甲", "乙"]}, geometry=places, crs=6668).to_file(path)
    assert gisapp("import", path, "--project", project).code == 0
    return project, path


def test_the_list_tells_what_there_is(gisapp: Callable[..., Said], town: tuple[Path, Path]) -> None:
    project, path = town
    said = gisapp("catalog", project, "--json")
    (entry,) = said.answer("catalog")["data"]
    assert said.code == Exit.OK
    assert (entry["name"], entry["kind"], entry["count"], entry["state"]) == ("避難所", "vector", 2, "ok")
    assert (entry["source"], entry["age_days"], entry["credit"]) == (str(path), 0, "")
    text = gisapp("catalog", project).out
    assert "避難所（点・線・面、2 件）" in text
    assert "出典: 未確認" in text


def test_changed_and_missing_sources_are_told_by_the_exit_code(
    gisapp: Callable[..., Said], town: tuple[Path, Path]
) -> None:
    project, path = town
    os.utime(path, (86_400, 86_400))
    said = gisapp("catalog", project, "--json")
    assert (said.code, said.answer("catalog")["data"][0]["state"]) == (Exit.FINDINGS, "changed")
    path.unlink()
    said = gisapp("catalog", project)
    assert said.code == Exit.FINDINGS
    assert "見つかりません 1 件" in said.out


def test_the_receipt_is_there_without_opening_anything(
    gisapp: Callable[..., Said], town: tuple[Path, Path], tmp_path: Path
) -> None:
    project, path = town
    path.unlink()
    (layer,) = gisapp("receipt", project, "--json").answer("receipt")["layers"]
    assert (layer["receipt"]["in"], layer["receipt"]["shown"]) == (2, 2)
    assert layer["receipt"]["source"] == str(path)
    text = gisapp("receipt", project).out
    assert "照合値（SHA-256）" in text
    page = tmp_path / "記録.html"
    assert gisapp("receipt", project, "--layer", "避難所", "--html", page).code == 0
    assert "読み込みの記録" in page.read_text("utf-8")
    assert gisapp("receipt", project, "--layer", "ない").code == Exit.USAGE


def test_data_may_be_asked_directly(gisapp: Callable[..., Said], town: tuple[Path, Path]) -> None:
    _, path = town
    (layer,) = gisapp("receipt", path, "--json").answer("receipt")["layers"]
    assert layer["name"] == "避難所"
    assert gisapp("catalog", path).code == Exit.USAGE
