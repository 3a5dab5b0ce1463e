"""``gisapp import``: new projects, old projects, and none that is half written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import psutil
import pytest

from gisapp.cli.exits import Exit
from layers import projectfile
from layers.filters import Condition, Operator
from styles.style import Fixed
from tests.importers.terrain.sources import ascii_grid, slope
from tests.realdata import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said

TATEBAYASHI = "plateau/10207_tatebayashi-shi_2020_citygml_op.zip"


def test_a_new_project(gisapp: Callable[..., Said], shunan: Path, kaga: Path, tmp_path: Path) -> None:
    path = tmp_path / "町.gisproj"
    said = gisapp("import", shunan, kaga, "--project", path, "--new", "--json", "--quiet")
    assert said.code == 0
    answer = said.answer("import")
    assert [layer["features"] for layer in answer["layers"]] == [517, 192]
    assert all(layer["added"] for layer in answer["layers"])
    project = projectfile.read(path).project
    assert [layer.source.path for layer in project.layers] == [kaga, shunan]  # the newest on top
    assert project.crs == "EPSG:6671"
    assert project.name == "町"
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_adding_keeps_what_is_there(
    gisapp: Callable[..., Said], town: Path, shunan: Path, kaga: Path
) -> None:
    project = projectfile.read(town).project
    tall = (Condition("measured_height", Operator.AT_LEAST, 10.0),)
    changed = replace(project.layers[0], style=Fixed((1, 2, 3)), filter=tall, name=project.layers[0].name)
    projectfile.save(project.replacing(changed), town)
    answer = gisapp("import", kaga, shunan, "--project", town, "--json").answer("import")
    assert [layer["added"] for layer in answer["layers"]] == [True, False]
    layers = projectfile.read(town).project.layers
    assert len(layers) == 2
    assert (layers[1].style, layers[1].filter) == (Fixed((1, 2, 3)), tall)


def test_again_reads_again(gisapp: Callable[..., Said], town: Path, kaga: Path, stores: Path) -> None:
    gisapp("import", kaga, "--project", town)
    (manifest,) = stores.glob("17206*/store.json")
    before = manifest.stat().st_mtime_ns
    gisapp("import", kaga, "--project", town)
    assert manifest.stat().st_mtime_ns == before
    gisapp("import", kaga, "--project", town, "--again")
    assert manifest.stat().st_mtime_ns > before


def test_a_project_stays_when_something_fails(
    gisapp: Callable[..., Said], town: Path, kaga: Path, tmp_path: Path
) -> None:
    before = town.read_bytes()
    said = gisapp("import", kaga, tmp_path / "none.zip", "--project", town)
    assert said.code == Exit.FAILED
    assert "none.zip" in said.err
    said = gisapp("import", kaga, "--project", town, "--new")
    assert said.code == Exit.FAILED
    assert "すでにあります" in said.err
    assert town.read_bytes() == before
    said = gisapp("import", kaga, "--project", tmp_path / "none" / "a.gisproj")
    assert said.code == Exit.FAILED
    assert "フォルダ" in said.err


def waits_for(what: Callable[[], object], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="only on Linux: signals to a group of processes")
def test_ctrl_c_leaves_nothing(real_data: Callable[[str], Path], tmp_path: Path) -> None:
    stores, project = tmp_path / "stores", tmp_path / "館林.gisproj"
    words = ["import", real_data(TATEBAYASHI), "--project", project]
    process = subprocess.Popen(
        [sys.executable, "-m", "gisapp", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "GISAPP_STORES": str(stores), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    parent = psutil.Process(process.pid)
    try:
        assert waits_for(
            lambda: any(stores.glob("*making*/parts/*")) and len(parent.children(recursive=True)) >= 2, 120
        )
        workers = parent.children(recursive=True)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == Exit.CANCELLED
    assert out == ""
    assert err.splitlines()[-1] == "中止しました。"
    assert "Traceback" not in err
    assert waits_for(lambda: not any(worker.is_running() for worker in workers), 10)
    assert list(stores.iterdir()) == []
    assert not project.exists()


def test_other_data_come_in_beside_one_another(
    gisapp: Callable[..., Said], real_data: Callable[[str], Path], tmp_path: Path
) -> None:
    names = (
        "gis/nagasaki_n03/nagasaki_municipalities_N03_from_jpndistrict.geojson",
        "gis/jp-shelter-api/docs/api/v0/evacuation/422011.json",
        "gis/japanese-addresses/api/ja/長崎県/長崎市.json",
    )
    paths = [real_data(name) for name in names]
    plain = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    project = tmp_path / "長崎.gisproj"
    answer = gisapp("import", *paths, "--project", project, "--json", "--quiet").answer("import")
    assert [layer["features"] for layer in answer["layers"]] == [
        len(one if isinstance(one, list) else one["features"]) for one in plain
    ]
    assert projectfile.read(project).project.crs == "EPSG:6669"


def test_heights_without_a_system_are_asked_for(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    grid = ascii_grid(tmp_path / "標高.asc", slope(20, 30), west=34_600.0, south=-27_700.0, cell=1.0)
    project = tmp_path / "長崎.gisproj"
    said = gisapp("import", grid, "--project", project, "--quiet")
    assert (said.code, said.out) == (Exit.FAILED, "")
    assert "標高.asc の座標系が分からない" in said.err
    assert "EPSG:6669" in said.err
    assert "--crs" in said.err.splitlines()[-1]
    assert not project.exists()
    assert gisapp("import", grid, "--project", project, "--crs", "一系").code == Exit.USAGE
    assert gisapp("import", grid, "--project", project, "--crs", "6669", "--quiet").code == 0
    (layer,) = projectfile.read(project).project.layers
    assert (layer.kind, layer.crs, layer.source.options["crs"]) == ("terrain", "EPSG:6669", "EPSG:6669")
