"""Versions of departments are compared and merged on the command line."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import geopandas

from gisapp.cli.exits import Exit
from layers import projectfile
from layers.project import Project
from layers.records import of_kind
from tests.realdata import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said

FOLDER = ROOT / "sample_data" / "自治会"
FIRST, OTHER = FOLDER / "自治会区域_自治振興課.gpkg", FOLDER / "自治会区域_防災危機管理課.shp"


def test_from_comparison_to_ledger(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    path = tmp_path / "町.gisproj"
    projectfile.save(Project(crs="EPSG:6669"), path)
    versions = ("--a", FIRST, "--b", OTHER, "--quiet")
    places, lines = tmp_path / "食い違い.csv", tmp_path / "境界.gpkg"
    said = gisapp("areas", "compare", FIRST, *versions, "--out", places, "--lines", lines, "--json")
    answer = said.answer("areas-compare")
    assert [one["rows"] for one in answer["versions"]] == [25, 24]
    assert len(answer["places"]) == 4
    assert len(geopandas.read_file(lines)) == len(answer["boundaries"])

    rows = list(csv.reader(places.read_text("utf-8-sig").splitlines()))
    for row in rows[1:]:
        if "谷口町自治会" in row:
            row[-3:] = ["なし", "自治振興課", "設立を相談中"]
    with places.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    merged, whose = tmp_path / "統合.gpkg", tmp_path / "線.gpkg"
    said = gisapp(
        "areas", "merge", FIRST, *versions, "--decide", places, "--out", merged, "--lines", whose, "--json"
    )
    answer = said.answer("areas-merge")
    assert answer["places"] == {"rule": 2, "filled": 1, "decided": 1}
    found = geopandas.read_file(merged)
    assert len(found) == answer["areas"] == 25
    assert found.geometry.is_valid.all()
    assert {"決定", *answer["versions"]} & {
        text.partition("（")[0] for text in geopandas.read_file(whose)["whose"]
    }


def test_reports_and_tables_are_written(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    for suffix, begin in ((".pdf", b"%PDF"), (".xlsx", b"PK")):
        out = tmp_path / f"比較{suffix}"
        said = gisapp("areas", "compare", FIRST, "--a", FIRST, "--b", OTHER, "--out", out, "--quiet")
        assert said.code == Exit.OK
        assert "谷口町自治会" in said.out
        assert out.read_bytes().startswith(begin)
    same = gisapp("areas", "compare", FIRST, "--a", FIRST, "--b", FIRST, "--quiet")
    assert same.code == Exit.USAGE
    assert "別々の版" in same.err


def test_the_project_gets_areas_and_decisions(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    path = tmp_path / "町.gisproj"
    for one in (FIRST, OTHER):
        gisapp("import", one, "--project", path, "--quiet")
    names = {layer.source.path.name: layer.name for layer in projectfile.read(path).project.layers}
    versions = (
        "--a",
        names[FIRST.name],
        "--b",
        names[OTHER.name],
        "--ledger",
        "--since",
        "2026-04-01",
        "--quiet",
    )
    answer = gisapp("areas", "merge", path, *versions, "--json").answer("areas-merge")
    assert answer["ledger"] == 25
    kept = projectfile.read(path).project
    assert len(of_kind(kept, "areas/association")) == 25
    again = gisapp("areas", "merge", path, *versions, "--json").answer("areas-merge")
    assert again["ledger"] == 0
