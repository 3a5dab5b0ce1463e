"""Areas are checked and repaired on the command line; findings go into files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas
import pytest

from gisapp.cli.exits import Exit
from gisapp.desks.areas.model import Association, associations, put
from gisapp.desks.areas.register import seen
from layers import projectfile
from layers.project import Project
from tests.realdata import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said

MAP = ROOT / "sample_data" / "自治会" / "自治会区域_自治振興課.gpkg"


def test_findings_are_told_and_written(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    out = tmp_path / "点検.gpkg"
    said = gisapp("areas", "check", MAP, "--out", out, "--json", "--quiet")
    assert said.code == Exit.FINDINGS
    answer = said.answer("areas-check")
    assert answer["counts"] == {"overlap": 1, "gap": 1}
    assert answer["buildings"] is None
    overlap, gap = answer["findings"]
    assert "椿坂町自治会・夕凪台自治会" in overlap["message"]
    assert "未確認" in gap["message"]
    assert [one["kind"] for one in overlap["proposals"]] == ["split", "give", "give", "agree"]
    written = geopandas.read_file(out)
    assert written["key"].tolist() == [overlap["key"], gap["key"]]
    assert written.area.tolist() == pytest.approx([overlap["area"], gap["area"]], abs=0.01)
    told = gisapp("areas", "check", MAP, "--quiet").out
    assert "重なり  1 件" in told
    assert overlap["message"] in told


def test_slivers_of_the_ledger_are_repaired_in_place(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    from shapely import box

    path = tmp_path / "町.gisproj"
    shapes = [box(0, 0, 100, 100), box(100.5, 0, 200, 100), box(0, 100, 200, 200), box(0, -100, 200, 0)]
    made = [
        Association(f"a{k}", f"a{k}", f"{k}", f"町{k}自治会", shape=shape, crs="EPSG:6669")
        for k, shape in enumerate(shapes)
    ]
    projectfile.save(seen(put(Project(crs="EPSG:6669"), made, "2026-04-01")), path)
    said = gisapp("areas", "check", path, "--json", "--quiet")
    assert said.code == Exit.FINDINGS
    assert said.answer("areas-check")["counts"] == {"gap-sliver": 1}
    said = gisapp("areas", "check", path, "--repair", "snap", "--json", "--quiet")
    assert said.code == Exit.OK
    assert said.answer("areas-check")["repaired"] == 1
    kept = associations(projectfile.read(path).project)
    assert sum(one.shape.area for one in kept if one.shape is not None) == pytest.approx(60_000)


def test_what_does_not_fit_together_is_said(gisapp: Callable[..., Said]) -> None:
    said = gisapp("areas", "check", MAP, "--repair", "snap", "--quiet")
    assert said.code == Exit.USAGE
    assert "--into" in said.err
    assert "snap か safe" in gisapp("areas", "check", MAP, "--repair", "all").err


def test_a_real_map_of_a_city(gisapp: Callable[..., Said], real_data: Callable[[str], Path]) -> None:
    """518 use districts of a city: its rivers are open land, and one boundary was drawn twice."""
    path = real_data("gis/development-permission/judgement_layers/use_districts/use_districts.shp")
    answer = gisapp("areas", "check", path, "--json", "--quiet").answer("areas-check")
    assert answer["rows"] == 518
    assert answer["counts"] == {"gap": 3, "gap-sliver": 1}
    (sliver,) = [one for one in answer["findings"] if one["code"] == "gap-sliver"]
    assert sliver["area"] == pytest.approx(2.0, abs=0.1)
    assert all(one["dwellings"] is None for one in answer["findings"])
