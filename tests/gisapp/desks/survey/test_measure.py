"""Measuring between points: known shapes, DOMAIN's slopes, and measurements kept in the project."""

from __future__ import annotations

import csv
import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import ezdxf.filemanagement
import geopandas as gpd
import numpy as np
import pytest
import shapely

from gisapp.desks.survey import measurements as kept
from gisapp.desks.survey.measure import CORNERS, FITTED, Kind, measured
from gisapp.export import formats
from layers import records
from layers.drawables import Labels, Lines, Points
from layers.entered import filled
from layers.errors import AnalysisFailed, Damaged
from layers.feedback import Feedback
from layers.measured import corners_of
from layers.project import Project
from layers.projectdocument import from_document, to_document
from layers.settling import settled

CRS = "EPSG:6669"

CLICKED = [kind for kind in CORNERS if kind not in FITTED]


@pytest.mark.parametrize(
    ("along", "rise", "degrees", "percent"),
    [
        (1.5, 1.0, 33.690, 66.67),
        (1.8, 1.0, 29.055, 55.56),
        (1.0, math.tan(math.radians(30)), 30.0, 57.735),
    ],
)
def test_slopes_are_those_of_pc_01(along: float, rise: float, degrees: float, percent: float) -> None:
    found = measured(Kind.SLOPE, np.array([(10.0, 20.0, 5.0), (10.0, 20.0 + along, 5.0 + rise)]))
    assert found["degrees"] == pytest.approx(degrees, abs=5e-4)
    assert found["percent"] == pytest.approx(percent, abs=5e-3)
    assert found["ratio"] == pytest.approx(along / rise)


def test_a_distance_is_told_along_the_slope_level_and_in_height() -> None:
    found = measured(Kind.DISTANCE, np.array([(0.0, 0.0, 0.0), (3.0, 4.0, -12.0)]))
    assert (found["length"], found["level"], found["rise"]) == (13.0, 5.0, -12.0)
    assert measured(Kind.PATH, np.array([(0.0, 0, 0), (3, 4, 0), (3, 4, 2), (3, 5, 2)]))["length"] == 8.0


def test_an_area_is_told_on_the_map_and_in_its_own_plane() -> None:
    rise = 10 * math.tan(math.radians(60))
    ring = np.array([(0.0, 0, 0), (10, 0, rise), (10, 4, rise), (0, 4, 0)]) + np.array([1e5, -2e5, 30.0])
    found = measured(Kind.AREA, ring)
    assert found["plan"] == pytest.approx(40.0)
    assert found["area"] == pytest.approx(80.0)
    assert found["degrees"] == pytest.approx(60.0)
    assert found["perimeter"] == pytest.approx(2 * (4 + 20.0))


def test_angles_and_the_radius_of_a_curve() -> None:
    found = measured(Kind.ANGLE, np.array([(1.0, 0, 0), (0, 0, 0), (0, 1, 1)]))
    assert [found["angle"], found["plan_angle"]] == pytest.approx([90.0, 90.0])
    assert math.isnan(measured(Kind.ANGLE, np.array([(0.0, 0, 1), (0, 0, 0), (0, 1, 0)]))["plan_angle"])
    turn = np.radians([10.0, 25.0, 60.0, 80.0])
    curve = np.column_stack([60 * np.cos(turn), 60 * np.sin(turn), turn]) + np.array([3e4, -3e4, 10.0])
    found = measured(Kind.RADIUS, curve)
    assert found["radius"] == pytest.approx(60.0)
    assert found["residual"] == pytest.approx(0.0, abs=1e-6)
    assert found["arc"] == pytest.approx(60 * math.radians(70.0))
    assert [found["east"], found["north"]] == pytest.approx([3e4, -3e4])


def test_what_says_nothing_is_refused() -> None:
    with pytest.raises(AnalysisFailed, match="同じ点"):
        measured(Kind.DISTANCE, np.zeros((2, 3)))
    with pytest.raises(AnalysisFailed, match="交わって"):
        measured(Kind.AREA, np.array([(0.0, 0, 0), (10, 5, 0), (10, 0, 0), (0, 6, 0)]))
    wall = np.array([(0.0, 0, 0), (4, 3, 0), (4, 3, 2), (0, 0, 2)])
    assert measured(Kind.AREA, wall)["area"] == pytest.approx(10.0)  # it has none on the map
    with pytest.raises(AnalysisFailed, match="一直線"):
        measured(Kind.RADIUS, np.array([(0.0, 0, 0), (1, 1, 0), (2, 2, 5)]))


def of_each_kind() -> Project:
    """Return a project with a measurement of each kind."""
    project = Project(crs=CRS)
    zigzag = np.array([(0.0, 0, 1), (6, 0, 2), (6, 8, 4)]) + np.array([34_000.0, -27_000.0, 0.0])
    for kind in CLICKED:
        corners = CORNERS[kind]
        one = kept.measurement(kind, zigzag[: corners.most or 3], CRS, f"{kind} 1", scan="橋.laz")
        project = kept.keep(project, one)
    return settled(project)


def test_measurements_are_kept_shown_and_read_again() -> None:
    project = of_each_kind()
    layer = kept.layer_of(project)
    assert layer is not None
    assert layer.table().texts("name").tolist() == [f"{kind} 1" for kind in CLICKED]
    assert layer.data.store.manifest["kinds"] == ["Point Z", "LineString Z", "Polygon Z"]
    points, lines, labels = layer.outline(np.arange(7, dtype=np.uint32))
    assert isinstance(points, Points)
    assert isinstance(lines, Lines)
    assert isinstance(labels, Labels)
    assert len(lines.offsets) == 7  # six lines: the point has none
    assert labels.texts[0].startswith("H 1.000")
    again = settled(from_document(to_document(project, None), Path())[0])
    found, damaged = kept.measurements_of(again)
    assert not damaged
    assert [one.values for one in found] == [one.values for one in kept.measurements_of(project)[0]]
    hidden = kept.keep(again, replace(found[1], hidden=True, name="橋の長さ"))
    layer = kept.layer_of(settled(hidden))
    assert layer is not None
    assert len(layer.outline(np.arange(7, dtype=np.uint32))[1].offsets) == 6  # type: ignore[union-attr]
    assert len(records.of_kind(kept.drop(hidden, found[1].id), kept.RECORD)) == 6


def test_they_are_written_like_any_layer(tmp_path: Path) -> None:
    layer = kept.layer_of(of_each_kind())
    assert layer is not None
    table = formats.write(layer, tmp_path / "計測.csv", Feedback()).read_text(encoding="utf-8-sig")
    assert len(table.splitlines()) == 8
    assert {"名称", "斜距離（m）", "曲線半径（m）"} <= set(next(csv.reader(table.splitlines())))
    shapes = json.loads(formats.write(layer, tmp_path / "計測.geojson", Feedback()).read_bytes())
    kinds = [one["geometry"]["type"].removeprefix("Multi") for one in shapes["features"]]
    assert kinds == ["Point", *["LineString"] * 2, "Polygon", *["LineString"] * 3]


def test_a_line_of_sight_meets_a_line_and_a_corner() -> None:
    layer = kept.layer_of(of_each_kind())
    assert layer is not None
    half = np.array([34_003.0, -27_000.0, 1.5])
    eye = half + np.array([0.0, -50.0, 30.0])
    hit = layer.pick(eye, half - eye)
    assert hit is not None
    assert hit.point == pytest.approx(half.tolist(), abs=0.1)
    assert layer.pick(eye, np.array([0.0, 0.0, 1.0])) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"corners": [[0, 0]]},
        {"corners": [[0, 0, math.inf], [1, 1, 1]]},
        {"corners": [["a", 0, 0], [1, 1, 1]]},
        {"corners": "no"},
        {"crs": "file:///etc/passwd"},
        {"crs": "EPSG:3857"},
        {"shape": ["line"]},
        {"shape": "solid"},
    ],
)
def test_shapes_that_cannot_be_believed_are_none(wrong: dict[str, object]) -> None:
    good: dict[str, object] = {"shape": "line", "crs": CRS, "corners": [[0, 0, 0], [1, 1, 1]]}
    assert corners_of(good, CRS) is not None
    assert corners_of({**good, **wrong}, CRS) is None
    record = records.record("m", kept.RECORD, "壊れ", {**good, "values": {"kind_code": "box"}})
    with pytest.raises(Damaged, match="壊れ"):
        kept.measurement_of(record)


def test_measurements_leave_with_their_heights(tmp_path: Path) -> None:
    corners = np.array([(0.0, 0.0, 5.0), (10.0, 0.0, 6.0), (10.0, 10.0, 7.0), (0.0, 10.0, 6.0)])
    corners += (34_000.0, -27_000.0, 0.0)
    project = Project(name="p", crs="EPSG:6669")
    for name, kind, count in (("杭", Kind.POINT, 1), ("幅", Kind.DISTANCE, 2), ("面", Kind.AREA, 4)):
        project = kept.keep(project, kept.measurement(kind, corners[:count], project.crs, name))
    shown = kept.layer_of(project)
    assert shown is not None
    layer = filled(shown, project)
    for suffix in ("gpkg", "geojson"):
        frame = gpd.read_file(formats.write(layer, tmp_path / f"a.{suffix}", Feedback()))
        heights = [shapely.get_coordinates(one, include_z=True)[:, 2].tolist() for one in frame.geometry]
        assert heights == [[5.0], [5.0, 6.0], [5.0, 6.0, 7.0, 6.0, 5.0]]
    drawing = ezdxf.filemanagement.readfile(formats.write(layer, tmp_path / "a.dxf", Feedback()))
    assert not drawing.audit().errors
    (point,) = drawing.query("POINT")
    assert tuple(point.dxf.location) == pytest.approx(corners[0])
    polylines: list[Any] = list(drawing.query("POLYLINE"))
    line, area = polylines
    assert np.array([tuple(one.dxf.location) for one in line.vertices]) == pytest.approx(corners[:2])
    assert area.is_closed
    assert [one.dxf.text.split("　")[0] for one in drawing.query("TEXT")] == ["杭", "幅", "面"]
