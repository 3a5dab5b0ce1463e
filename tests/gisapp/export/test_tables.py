"""What GIS programs read back is what the store holds."""

from __future__ import annotations

import csv
import json
import math
import sqlite3
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import geopandas
import numpy as np
import pyarrow as pa
import pytest
import shapely

from gisapp.export import csvtable, geojson, geopackage, geoparquet
from gisapp.export.formats import write
from layers import filters
from layers.feedback import Feedback
from layers.filters import Condition, Operator
from tests.gisapp.export.fake import NASTY, FakeContent

if TYPE_CHECKING:
    from pathlib import Path

    from layers.base import Layer

TALL = (Condition("measured_height", Operator.AT_LEAST, 6.0),)


def stored(layer: Layer) -> geopandas.GeoDataFrame:
    """Return the store's own table, the rows that pass the layer's filter."""
    table = geopandas.read_parquet(layer.data.store.folder / "buildings.parquet")
    mask = filters.mask(layer)
    return table if mask is None else table[mask].reset_index(drop=True)


def same(ours: Any, theirs: Any) -> bool:
    """Say whether two values are alike; all ways to be missing are."""
    if isinstance(theirs, str) and theirs[:1] in "[{" and not isinstance(ours, str):
        theirs = json.loads(theirs)
    ours, theirs = trimmed(ours), trimmed(theirs)
    if isinstance(ours, float) and isinstance(theirs, (float, int)):
        return math.isclose(ours, theirs, rel_tol=1e-12)
    return bool(ours == theirs)


def trimmed(value: Any) -> Any:
    if isinstance(value, np.ndarray | list):
        return [trimmed(one) for one in value] or None
    if isinstance(value, dict):
        return {name: found for name, one in value.items() if (found := trimmed(one)) is not None}
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, datetime):
        return value.date().isoformat()  # GDAL takes texts of GeoJSON that look like dates for dates
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    return value


def compare(written: geopandas.GeoDataFrame, expected: geopandas.GeoDataFrame) -> int:
    """Compare all columns; return how many hold anything."""
    filled = 0
    for name in expected.columns.drop("geometry"):
        ours = expected[name].astype(object).where(expected[name].notna(), None).tolist()
        ours_filled = any(trimmed(value) is not None for value in ours)
        if name not in written.columns:
            assert not ours_filled, name
            continue
        theirs = written[name].astype(object).where(written[name].notna(), None).tolist()
        wrong = [(a, b) for a, b in zip(ours, theirs, strict=True) if not same(a, b)]
        assert wrong == [], name
        filled += ours_filled
    return filled


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson", ".parquet"])
def test_all_values_come_back(layer: Layer, tmp_path: Path, suffix: str) -> None:
    path = write(layer, tmp_path / f"町{suffix}", Feedback())
    read = geopandas.read_parquet if suffix == ".parquet" else geopandas.read_file
    written, expected = read(path), stored(layer)
    assert len(written) == len(expected) == layer.data.store.count
    assert compare(written, expected) > 10
    plane = written.to_crs(layer.data.crs) if suffix == ".geojson" else written
    off = shapely.hausdorff_distance(plane.geometry.to_numpy(), expected.geometry.to_numpy())
    assert off.max() <= (0.002 if suffix == ".geojson" else 0.0)
    assert [path.name for path in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson", ".parquet", ".csv"])
def test_the_filter_decides(layer: Layer, tmp_path: Path, suffix: str) -> None:
    shown = replace(layer, filter=TALL)
    expected = stored(shown)
    assert 0 < len(expected) < layer.data.store.count
    path = write(shown, tmp_path / f"tall{suffix}", Feedback())
    if suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            ids = [row["gml:id"] for row in csv.DictReader(file)]
    else:
        read = geopandas.read_parquet if suffix == ".parquet" else geopandas.read_file
        ids = read(path)["gml_id"].tolist()
    assert ids == expected["gml_id"].tolist()


def test_gpkg_says_what_columns_are_called(layer: Layer, tmp_path: Path) -> None:
    path = write(layer, tmp_path / "a.gpkg", Feedback())
    with sqlite3.connect(path) as database:
        aliases = dict(database.execute("select column_name, name from gpkg_data_columns"))
        kinds = list(database.execute("select geometry_type_name, srs_id from gpkg_geometry_columns"))
        names = list(database.execute("select table_name, description from gpkg_contents"))
        about = database.execute("select metadata from gpkg_metadata").fetchone()[0]
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    database.close()
    assert aliases["measured_height"] == "計測高さ（m）"
    assert aliases["usage_code"] == "用途（コード）"
    assert kinds == [("MULTIPOLYGON", int(layer.data.crs.split(":")[1]))]
    assert names == [("buildings", layer.name)]
    assert layer.source.digest in about


def test_geojson_keeps_the_rules_of_rfc_7946(layer: Layer, tmp_path: Path) -> None:
    path = write(layer, tmp_path / "a.geojson", Feedback())
    document = json.loads(path.read_bytes())
    assert "crs" not in document
    assert document["provenance"]["source"] == layer.source.path.name
    assert document["provenance"]["credit"]
    shapes = shapely.from_geojson([json.dumps(one["geometry"]) for one in document["features"]])
    rings = shapely.get_exterior_ring(shapely.get_parts(shapes))
    assert shapely.is_ccw(rings).all()
    west, south, east, north = shapely.total_bounds(shapes)
    assert 122 < west <= east < 154
    assert 20 < south <= north < 46
    assert [one["id"] for one in document["features"]] == stored(layer)["gml_id"].tolist()


def test_parquet_without_a_filter_holds_the_whole_table(layer: Layer, tmp_path: Path) -> None:
    path = write(layer, tmp_path / "a.parquet", Feedback())
    written = geopandas.read_parquet(path)
    assert set(written.columns) == set(stored(layer).columns)
    assert written.crs.to_epsg() == int(layer.data.crs.split(":")[1])


def test_csv_for_spreadsheets(layer: Layer, tmp_path: Path) -> None:
    path = write(layer, tmp_path / "a.csv", Feedback())
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    expected = stored(layer)
    assert len(rows) == len(expected)
    assert {"gml:id", "計測高さ（m）", "用途", "用途（コード）", "経度", "緯度"} <= set(rows[0])
    heights = [float(row["計測高さ（m）"] or "nan") for row in rows]
    np.testing.assert_array_equal(heights, expected["measured_height"].to_numpy())
    assert [row["用途"] for row in rows] == expected["usage"].astype(object).fillna("").tolist()
    centres = expected.geometry.centroid.to_crs(6668)
    np.testing.assert_allclose([float(row["経度"]) for row in rows], centres.x, atol=1e-8)
    np.testing.assert_allclose([float(row["緯度"]) for row in rows], centres.y, atol=1e-8)


def test_csv_disarms_formulas_and_keeps_everything_else(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    csvtable.write(FakeContent(), path, Feedback())
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert all(len(row) == len(rows[0]) for row in rows)
    headings = rows[0]
    assert headings.count("名称（name）") == headings.count("名称（title）") == 1
    assert "empty" not in headings
    names = [row[headings.index("名称（name）")] for row in rows[1:]]
    armed = ("=", "+", "-", "@", "＝")
    assert names == [f"'{text}" if text and text[0] in armed else text or "" for text in NASTY]
    heights = [row[headings.index("計測高さ（m）")] for row in rows[1:]]
    assert heights[0] == "-2.5"  # a number is no formula
    assert [row[headings.index("経度")] == "" for row in rows[1:]] == [False] * 9 + [True]


def test_csv_beyond_what_a_spreadsheet_shows_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csvtable, "MOST_ROWS", 5)
    feedback = Feedback()
    csvtable.write(FakeContent(), tmp_path / "a.csv", feedback)
    assert [finding.code for finding in feedback.findings] == ["csv-rows"]
    assert "10 行" in str(feedback.findings[0].message)


def test_geojson_of_nasty_texts_is_valid(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    geojson.write(FakeContent(), path, Feedback())
    features = json.loads(path.read_bytes())["features"]
    assert [one["properties"].get("name") for one in features] == list(NASTY)
    assert features[0]["properties"]["risks"] == [{"kind": NASTY[0], "depth": 0.5}, {"kind": "b"}]
    assert "risks" not in features[1]["properties"]
    assert "risks" not in features[2]["properties"]
    assert "measured_height" not in features[3]["properties"]
    assert "empty" not in features[0]["properties"]
    assert features[-1]["geometry"] is None
    assert "id" not in features[-1]
    ring = shapely.from_geojson(json.dumps(features[0]["geometry"])).exterior
    assert ring.is_ccw


def test_gpkg_and_parquet_of_nasty_texts(tmp_path: Path) -> None:
    geopackage.write(FakeContent(), tmp_path / "a.gpkg", Feedback())
    geoparquet.write(FakeContent(), tmp_path / "a.parquet", Feedback())
    for frame in (geopandas.read_file(tmp_path / "a.gpkg"), geopandas.read_parquet(tmp_path / "a.parquet")):
        names = frame["name"].astype(object).where(frame["name"].notna(), None).tolist()
        assert names == list(NASTY)
        assert frame.geometry.isna().tolist() == [False] * 9 + [True]
    risks = geopandas.read_file(tmp_path / "a.gpkg")["risks"]
    assert json.loads(risks[0]) == [{"kind": NASTY[0], "depth": 0.5}, {"kind": "b"}]
    assert pa.types.is_list(pa.parquet.read_schema(tmp_path / "a.parquet").field("risks").type)
