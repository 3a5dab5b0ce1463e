"""Where the data of a project are expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
import shapely

from gisapp import reading
from gisapp.cityplace import place_of
from layers.feedback import Feedback
from layers.operations import operation
from layers.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from importers.base import ImportResult

TOWNS = {
    "42901": ("汐見町", shapely.Polygon([(129.8, 32.7), (129.9, 32.7), (129.9, 32.8)])),
    "42902": ("浜辺町", shapely.Polygon([(129.8, 32.7), (129.9, 32.8), (129.8, 32.8)])),
}


@pytest.fixture(autouse=True)
def _stores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GISAPP_STORES", str(tmp_path / "stores"))


def _read(path: Path, project: Project) -> ImportResult:
    return reading.read_data(path, Feedback(), target=project.crs, place=place_of(project))


def _with(project: Project, path: Path) -> Project:
    return reading.with_layers(project, _read(path, project).layers)[0]


def _boundary(folder: Path) -> Path:
    path = folder / "N03-20240101_42.geojson"
    columns = {"N03_001": "長崎県", "N03_004": [name for name, _ in TOWNS.values()], "N03_007": list(TOWNS)}
    shapes = [shape for _, shape in TOWNS.values()]
    gpd.GeoDataFrame(columns, geometry=shapes, crs=6668).to_file(path)
    return path


def _points(path: Path, crs: str, *, told: bool = True) -> Path:
    x, y = operation("EPSG:6668", crs).transform([129.88, 129.881], [32.72, 32.721])[:2]
    gpd.GeoDataFrame({"番号": [1, 2]}, geometry=shapely.points(x, y), crs=crs).to_file(path)
    if not told:
        path.with_suffix(".prj").unlink()
    return path


def test_an_empty_project_expects_nothing() -> None:
    assert place_of(Project()) is None


def test_a_boundary_alone_is_the_whole_place(tmp_path: Path) -> None:
    place = place_of(_with(Project(), _boundary(tmp_path)))
    assert place is not None
    assert (place.name, place.prefecture) == ("行政区域（長崎県、2024年）", "42")
    assert place.bounds == pytest.approx((129.8, 32.7, 129.9, 32.8), abs=1e-4)


def test_of_a_boundary_that_municipality_counts_in_which_other_data_lie(tmp_path: Path) -> None:
    project = _with(Project(), _boundary(tmp_path))
    place = place_of(_with(project, _points(tmp_path / "避難所.gpkg", "EPSG:6669")))
    assert place is not None
    assert place.name == "汐見町"
    assert place.exact
    assert place.shape.area == pytest.approx(TOWNS["42901"][1].area, rel=1e-3)


def test_without_a_boundary_it_is_the_box_around_the_data(tmp_path: Path) -> None:
    place = place_of(_with(Project(name="汐見町"), _points(tmp_path / "避難所.gpkg", "EPSG:6669")))
    assert place is not None
    assert (place.name, place.exact) == ("汐見町", False)
    assert place.bounds == pytest.approx((129.88, 32.72, 129.881, 32.721), abs=1e-4)


def test_data_that_tell_no_system_are_concluded_from_the_place(tmp_path: Path) -> None:
    project = _with(Project(), _boundary(tmp_path))
    result = _read(_points(tmp_path / "道路.shp", "EPSG:6669", told=False), project)
    (layer,) = result.layers
    assert layer.crs == "EPSG:6669"
    assert "crs-proposed" in {one.code for one in result.findings}  # the datum is open: staff may look
    assert "place" not in layer.source.options
