"""Contour lines and fitted shapes of scans: known answers under noise and strays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import ezdxf
import numpy as np
import pyogrio
import pytest
import shapely

from gisapp.desks.survey.contourwork import Asked, write_contours
from gisapp.desks.survey.fitwork import Region, fit_work
from gisapp.desks.survey.measure import Kind
from gisapp.desks.survey.measurements import fitted, keep, label, layer_of, measurements_of
from importers.las.cloudimporter import PointClouds
from importers.las.options import CloudOptions
from layers.errors import AnalysisFailed, ExportFailed, MissingAttribute
from layers.feedback import Feedback
from layers.project import Project
from tests.importers.las.clouds import SOUTH, WEST, Town, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from layers.pointcloud import PointCloud
    from tests.gisapp.cli.conftest import Said

SIDE = 40.0
MIDDLE = np.array([WEST, SOUTH]) + SIDE / 2
WALL = np.array([WEST + 60.0, SOUTH + 10.0, 4.0])
PIER = np.array([WEST + 70.0, SOUTH + 10.0, 4.0])
LEAN, AZIMUTH, RADIUS = 2.0, 120.0, 0.6


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cone on the ground, a leaning wall and a pier, classes 2 and 1, with noise and strays."""
    random = np.random.default_rng(3)
    flat = np.array([WEST, SOUTH]) + random.uniform(0, SIDE, (12_000, 2))
    cone = np.column_stack([flat, 30 - np.hypot(*(flat - MIDDLE).T) + random.normal(0, 0.005, 12_000)])
    dip, turn = np.radians(90 - LEAN), np.radians(AZIMUTH)
    normal = np.array([np.sin(dip) * np.sin(turn), np.sin(dip) * np.cos(turn), np.cos(dip)])
    across = np.array([np.cos(turn), -np.sin(turn), 0.0])
    sides = random.uniform(-2, 2, (5_000, 2))
    wall = WALL + sides @ np.array([across, np.cross(normal, across)])
    wall += random.normal(0, 0.004, (5_000, 1)) * normal
    around = random.uniform(0, np.pi, 5_000)
    pier = np.column_stack([RADIUS * np.cos(around), RADIUS * np.sin(around), random.uniform(-2, 2, 5_000)])
    pier += PIER + random.normal(0, 0.003, pier.shape)
    strays = np.concatenate([one + random.uniform(-2, 2, (400, 3)) for one in (WALL, PIER)])
    points = np.vstack([cone, wall, pier, strays])
    classes = np.repeat(np.array([2, 1], np.uint8), [len(cone), len(points) - len(cone)])
    return written(tmp_path_factory.mktemp("fit") / "現場.laz", Town(points, classes))


@pytest.fixture(scope="module")
def scan(place: Path) -> PointCloud:
    (layer,) = PointClouds().read(place, CloudOptions(stores=place.parent / "stores"), Feedback()).layers
    return cast("PointCloud", layer)


def test_contours_of_a_cone_as_a_drawing(gisapp: Callable[..., Said], place: Path, tmp_path: Path) -> None:
    target = tmp_path / "等高線.dxf"
    words = ("scan", "contour", place, "--interval", "1", "--to", target, "--json", "--quiet")
    told = gisapp(*words).answer("scan-contour")
    assert (told["highest"], told["classes"]) == (29.0, [2])
    drawing = ezdxf.filemanagement.readfile(target)
    lines = list(drawing.modelspace().query("LWPOLYLINE"))
    strong = [one for one in lines if one.dxf.layer == "等高線_計曲線"]
    assert (len(lines), len(strong)) == (told["lines"], told["index_lines"])
    assert {one.dxf.elevation for one in strong} == {5.0, 10.0, 15.0, 20.0, 25.0}
    (ring,) = (one for one in strong if one.dxf.elevation == 25.0)
    assert ring.closed
    away = np.hypot(*(np.array([one[:2] for one in ring]) - MIDDLE).T)
    assert away == pytest.approx(np.full(len(away), 5.0), abs=0.15)
    assert "すでにあります" in gisapp(*words).err


@pytest.mark.parametrize("ending", ["gpkg", "geojson", "shp"])
def test_contours_as_files_for_maps(ending: str, scan: PointCloud, tmp_path: Path) -> None:
    target = tmp_path / f"等高線.{ending}"
    made = write_contours(scan, target, Asked(interval=1.0), Feedback())
    read = pyogrio.read_dataframe(target)
    assert len(read) == len(made.heights)
    assert set(read["line"]) == {"主曲線", "計曲線"}
    assert (read["line"] == "計曲線").sum() == made.strong.sum()
    assert not [one.name for one in tmp_path.iterdir() if one.name.startswith(".")]
    if ending != "geojson":
        assert read.crs.to_epsg() == 6669
        (ring,) = read.geometry[read["height"] == 25]
        assert set(shapely.get_coordinates(ring, include_z=True)[:, 2]) == {25.0}
        assert ring.length == pytest.approx(2 * np.pi * 5, rel=0.01)


def test_what_has_no_contours_is_said(scan: PointCloud, tmp_path: Path) -> None:
    for name, asked, error in (
        ("a.gpkg", Asked(interval=1.0, classes=(9,)), MissingAttribute),
        ("a.gpkg", Asked(interval=500.0), AnalysisFailed),
        ("a.tif", Asked(interval=1.0), ExportFailed),
    ):
        with pytest.raises(error):
            write_contours(scan, tmp_path / name, asked, Feedback())
    assert not list(tmp_path.iterdir())


def test_a_wall_at_the_command_line(gisapp: Callable[..., Said], place: Path) -> None:
    at = ",".join(f"{one}" for one in WALL)
    words = ("scan", "fit", place, "--at", at, "--radius", "1.5", "--quiet")
    told = gisapp(*words, "--json").answer("scan-fit")
    assert told["lean"] == pytest.approx(LEAN, abs=0.05)
    assert told["azimuth"] == pytest.approx(AZIMUTH, abs=0.1)
    assert told["ratio"] == pytest.approx(np.tan(np.radians(LEAN)), abs=0.001)
    assert told["residual"] == pytest.approx(0.004, rel=0.2)
    assert 0 < told["used"] < told["tried"] == told["around"]
    assert told["diameter"] is None
    assert "鉛直からの傾き 2.0" in gisapp(*words).out
    nowhere = gisapp("scan", "fit", place, "--at", f"{WEST + 55},{SOUTH}", "--radius", "0.5", "--quiet")
    assert "点がありません" in nowhere.err


def test_a_pier_and_a_ring_on_a_wall_become_measurements(scan: PointCloud) -> None:
    pier = fit_work(scan.data, Region((tuple(PIER.tolist()),), 1.5), Kind.CYLINDER, Feedback())
    assert pier.values["diameter"] == pytest.approx(2 * RADIUS, abs=0.005)
    assert pier.values["lean"] == pytest.approx(0, abs=0.2)
    away = np.hypot(*(pier.outline[:, :2] - PIER[:2]).T)
    assert away == pytest.approx(np.full(len(away), RADIUS), abs=0.02)
    turn = np.radians(AZIMUTH)
    across = np.array([np.cos(turn), -np.sin(turn), 0.0])
    ring = [WALL + east * across + (0, 0, up) for east, up in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    region = Region(tuple(tuple(one.tolist()) for one in ring), 0.3)
    wall = fit_work(scan.data, region, Kind.PLANE, Feedback())
    assert wall.values["lean"] == pytest.approx(LEAN, abs=0.05)
    assert wall.around == pytest.approx(5_000 / 4, rel=0.1)  # 2 by 2 of 4 by 4 metres
    with pytest.raises(AnalysisFailed, match="平ら"):
        fit_work(scan.data, region, Kind.CYLINDER, Feedback())
    project = Project(crs=scan.data.crs)
    for kind, found in ((Kind.CYLINDER, pier), (Kind.PLANE, wall)):
        project = keep(project, fitted(kind, found.outline, found.values, scan.data.crs, kind.value))
    known, damaged = measurements_of(project)
    assert not damaged
    assert [one.values for one in known] == [pier.values, wall.values]
    assert label(known[1]).startswith("88.0°　⊥ ")  # a slope would have 1:n instead
    assert label(replace(known[1], values={"degrees": 30.0, "ratio": 1.732})) == "30.0°　1:1.73"
    layer = layer_of(project)
    assert layer is not None
    assert layer.table().numbers("diameter")[0] == pier.values["diameter"]
