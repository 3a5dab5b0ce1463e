"""Points, lines and areas leave in every flat format as they came."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest

from gisapp.export import formats
from layers.errors import ExportFailed
from layers.feedback import Feedback
from layers.filters import Condition, Operator
from tests.layers.features import vector

if TYPE_CHECKING:
    from pathlib import Path

SHAPES = {
    "areas": ["POLYGON ((0 0, 10 0, 10 10, 0 0))", "MULTIPOLYGON (((20 0, 30 0, 30 10, 20 0)))"],
    "lines": ["LINESTRING (0 0, 10 5)", "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))"],
    "points": ["POINT (1 2)", "MULTIPOINT ((3 4), (5 6))"],
    "mixed": ["POINT (1 2)", "LINESTRING (0 0, 10 5)"],
    "spatial": ["POLYGON Z ((0 0 5, 10 0 5, 10 10 9, 0 0 5))", "POLYGON Z ((0 0 1, 1 0 1, 1 1 1, 0 0 1))"],
}
COLUMNS: dict[str, list[Any]] = {"名称": ["一", "二"], "広さ": [1.5, None]}


@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "parquet"])
def test_shapes_and_columns_stay(kind: str, suffix: str, tmp_path: Path) -> None:
    layer = vector(tmp_path / "store", SHAPES[kind], COLUMNS)
    path = formats.write(layer, tmp_path / f"out.{suffix}", Feedback())
    frame = gpd.read_parquet(path) if suffix == "parquet" else gpd.read_file(path)
    assert len(frame) == 2
    assert frame["名称"].tolist() == ["一", "二"]
    wanted = gpd.GeoSeries.from_wkt(SHAPES[kind], crs=6669)
    found = frame.geometry.to_crs(6669)
    assert found.hausdorff_distance(wanted, align=False).max() < 0.01


def test_only_what_passes_the_filter_is_written(tmp_path: Path) -> None:
    layer = vector(tmp_path / "store", SHAPES["areas"], COLUMNS)
    chosen = replace(layer, filter=(Condition("名称", Operator.EQUAL, "二"),))
    frame = gpd.read_file(formats.write(chosen, tmp_path / "out.gpkg", Feedback()))
    assert frame["名称"].tolist() == ["二"]


def test_a_mesh_of_flat_features_is_refused(tmp_path: Path) -> None:
    layer = vector(tmp_path / "store", SHAPES["areas"], COLUMNS)
    with pytest.raises(ExportFailed):
        formats.write(layer, tmp_path / "out.glb", Feedback())
