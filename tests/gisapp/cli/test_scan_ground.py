"""Ground, rasters, volumes and fewer points at the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio

from gisapp.cli.exits import Exit
from tests.importers.las.clouds import SOUTH, WEST, Town, town, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.gisapp.cli.conftest import Said


def test_from_a_scan_to_a_volume(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    here = town(40_000, side=60.0)
    source = written(tmp_path / "丘.laz", here, classes=False)
    ground = tmp_path / "地面.copc.laz"
    words = ("scan", "ground", source, "--out", ground, "--resolution", "1", "--quiet")
    answer = gisapp(*words, "--json").answer("scan-ground")
    assert answer["points"] == 40_000
    assert 0.5 < answer["ground"] / 40_000 < 0.9
    assert "すでにあります" in gisapp(*words).err
    raster = tmp_path / "DTM.tif"
    made = gisapp(
        "scan", "dtm", ground, "--out", raster, "--cell", "2", "--heights", "2011", "--json", "--quiet"
    )
    dtm = made.answer("scan-dtm")
    assert (dtm["kind"], dtm["method"], dtm["classes"]) == ("dtm", "mean", [2])
    with rasterio.open(raster) as file:
        assert file.crs.to_epsg() == 6669
        assert (file.tags()["METHOD"], file.tags()["HEIGHTS"]) == ("mean", "jgd2011")
        assert (file.height, file.width) == (dtm["rows"], dtm["columns"])
        values = file.read(1, masked=True)
        assert values.count() / values.size == pytest.approx(dtm["covered"], abs=1e-4)
    assert "分類 2" in gisapp("scan", "dtm", source, "--out", tmp_path / "x.tif", "--quiet").err
    thin = tmp_path / "間引き.laz"
    fewer = gisapp("scan", "thin", ground, "--out", thin, "--spacing", "1", "--json", "--quiet")
    thinned = fewer.answer("scan-thin")
    assert thinned["points"] == thinned["kept"] + thinned["left_out"] == 40_000
    assert gisapp("scan", "thin", ground, "--out", thin, "--quiet").code == Exit.USAGE
    area = ",".join(f"{WEST + a},{SOUTH + b}" for a, b in ((10, 10), (50, 10), (50, 50), (10, 50)))
    against = gisapp(
        *("scan", "volume", ground, "--surface", raster, "--area", area, "--classes", "2"),
        *("--cell", "2", "--json", "--quiet"),
    )
    told = against.answer("scan-volume")
    assert told["net"] == pytest.approx(0.0, abs=0.5)
    assert told["accuracy"] is None
    assert told["area"] == pytest.approx(1600)
    said = gisapp("scan", "volume", ground, "--level", "20", "--area", area, "--quiet")
    assert "未確認" in said.out
    assert gisapp("scan", "volume", ground, "--quiet").code == Exit.USAGE
    assert gisapp("scan", "volume", ground, "--rim", "--quiet").code == Exit.USAGE


def test_the_volume_of_a_heap_between_two_flights(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    random = np.random.default_rng(4)
    flat = np.column_stack([WEST + random.uniform(0, 40, 40_000), SOUTH + random.uniform(0, 40, 40_000)])
    level = 5 + random.normal(0, 0.01, 40_000)
    heap = (np.abs(flat - (WEST + 20, SOUTH + 20)) < 4).all(axis=1)
    classes = np.full(40_000, 2, dtype=np.uint8)
    first = written(tmp_path / "前.laz", Town(np.column_stack([flat, level]), classes))
    second = written(tmp_path / "後.laz", Town(np.column_stack([flat, level + heap]), classes))
    for method in ("grid", "tin"):
        words = ("scan", "volume", second, "--before", first, "--method", method, "--accuracy", "0.01")
        told = gisapp(*words, "--json", "--quiet").answer("scan-volume")
        assert told["net"] == pytest.approx(64.0, rel=0.01)
        assert told["accuracy"] == 0.01
        assert told["uncertainty"] > 1.96 * 0.01 * 1500


@pytest.mark.thorough
def test_changes_by_all_methods_and_in_a_series(gisapp: Callable[..., Said], tmp_path: Path) -> None:
    random = np.random.default_rng(4)
    flat = np.column_stack([WEST + random.uniform(0, 30, 40_000), SOUTH + random.uniform(0, 30, 40_000)])
    wavy = 5 + np.sin(flat[:, 0] / 2) + np.cos(flat[:, 1] / 3)
    heap = (np.abs(flat - (WEST + 20, SOUTH + 20)) < 4).all(axis=1)
    classes = np.full(40_000, 2, dtype=np.uint8)

    def flight(name: str, high: float, shift: float = 0.0) -> Path:
        noise = random.normal(0, 0.01, (40_000, 3))
        points = np.column_stack([flat, wavy + high * heap]) + noise + shift
        return written(tmp_path / name, Town(points, classes))

    first, second, third = flight("1.laz", 0), flight("2.laz", 0.5), flight("3.laz", 1.0)
    out = tmp_path / "差.tif"
    areas = tmp_path / "所.geojson"
    changed = ("scan", "change", first, second, "--more", third, "--out", out, "--patches", areas)
    series = gisapp(*changed, "--json", "--quiet").answer("scan-change")
    (feature,) = json.loads(areas.read_text("utf-8"))["features"]
    assert feature["properties"]["uncertainty"] == series["patches"][0]["uncertainty"]
    (place,) = series["series"]
    assert place["volumes"] == pytest.approx([32.0, 64.0], rel=0.05)
    with rasterio.open(out) as file:
        assert np.nanmax(np.abs(file.read(1, masked=True).filled(0))) == pytest.approx(1.0, abs=0.1)
        assert file.descriptions == ("difference", "detection")
    points = tmp_path / "距離.laz"
    distances = ("scan", "change", first, third, "--method", "m3c2", "--out", points, "--json", "--quiet")
    along = gisapp(*distances).answer("scan-change")
    assert along["fill"] == pytest.approx(64.0, rel=0.1)
    assert 0 < along["uncertainty"] < 1
    assert points.is_file()
    nearest = gisapp("scan", "change", first, third, "--method", "c2c", "--json", "--quiet")
    assert nearest.answer("scan-change")["cut"] is None
    off = flight("4.laz", 1.0, shift=0.1)
    said = gisapp("scan", "change", first, off, "--method", "m3c2", "--quiet")
    assert said.code == Exit.FAILED
    assert "ずれています" in said.err
    laid = gisapp("scan", "change", first, off, "--align", "--json", "--quiet").answer("scan-change")
    assert laid["fill"] == pytest.approx(64.0, rel=0.05)
    assert laid["alignments"][0]["shift"] == pytest.approx([-0.1] * 3, abs=0.03)
    assert "合わせました" in gisapp("scan", "change", first, off, "--align", "--quiet").out
    assert gisapp("scan", "change", first, off, "--out", tmp_path / "x.laz").code == Exit.USAGE
    assert gisapp("scan", "change", first, off, "--more", third, "--method", "c2c").code == Exit.USAGE
