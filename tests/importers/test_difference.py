"""Two versions of a source: what came, what went, what changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pytest
import shapely

from gisapp.catalogue import State, state_of
from importers.difference import difference, shape_hashes
from importers.vector.importer import VectorFiles, VectorOptions
from layers.feedback import Feedback
from layers.receipts import receipt_cards, receipt_of_layer

if TYPE_CHECKING:
    from pathlib import Path

    from layers.base import Layer


def _hashes(count: int, first: int = 0) -> np.ndarray:
    return shape_hashes(shapely.points(np.arange(first, first + count), np.arange(count)))


def test_features_are_matched_by_the_column_that_names_them() -> None:
    before = pa.table({"名前": ["あ", "い", "う", "え"], "番号": [1, 2, 3, 4], "値": [1.0, 1.0, 1.0, None]})
    after = pa.table({"番号": [5, 4, 3, 2], "値": [1.0, None, 7.0, 1.0], "新": ["x"] * 4})
    shapes = _hashes(4)
    found = difference(before, shapes, after, np.array([9, shapes[3], shapes[2], shapes[1]], dtype=np.uint64))
    assert found["key"] == "番号"
    assert [found[name] for name in ("added", "removed", "changed", "same")] == [1, 1, 1, 2]
    assert (found["columns_added"], found["columns_removed"]) == (["新"], ["名前"])
    assert found["examples"] == {"added": ["5"], "removed": ["1"], "changed": ["3"]}


def test_a_moved_shape_is_a_change_and_a_rounding_is_none() -> None:
    table = pa.table({"id": ["a", "b"]})
    points = np.array([(0.0, 0.0), (5.0, 5.0)])
    moved = shape_hashes(shapely.points(points + np.array([(0.0001, 0), (0.01, 0)])))
    found = difference(table, shape_hashes(shapely.points(points)), table, moved)
    assert (found["changed"], found["same"]) == (1, 1)


def test_without_a_name_all_of_a_feature_counts() -> None:
    before = pa.table({"用途": ["住居", "住居", "商業"]})
    after = pa.table({"用途": ["住居", "工業", "住居", "住居"]})
    same = np.zeros(4, dtype=np.uint64)
    found = difference(before, same[:3], after, same)
    assert found["key"] == ""
    assert [found[name] for name in ("added", "removed", "changed", "same")] == [2, 1, 0, 2]


def test_missing_shapes_lists_and_many_features_are_compared() -> None:
    count = 20_000
    ids = np.arange(count)
    before = pa.table({"id": ids, "list": [["a"]] * count})
    after = pa.table({"id": ids[1:], "list": [["a"]] * (count - 2) + [["b"]]})
    none = np.full(count, None, dtype=object)
    found = difference(before, shape_hashes(none), after, shape_hashes(none[1:]))
    assert [found[name] for name in ("added", "removed", "changed", "same")] == [0, 1, 1, count - 2]


def _read(path: Path, base: Path, target: str = "") -> Layer:
    (layer,) = (
        VectorFiles().read(path, VectorOptions(stores=base / "stores", target=target), Feedback()).layers
    )
    return layer


@pytest.mark.parametrize("target", ["", "EPSG:6669"])
def test_the_receipt_of_a_source_that_is_read_again_tells_what_changed(target: str, tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(
        {"番号": [1, 2, 3]}, geometry=shapely.points([129.8, 129.81, 129.82], [32.7, 32.7, 32.7]), crs=6668
    )
    path = tmp_path / "places.gpkg"
    frame.to_file(path)
    first = _read(path, tmp_path)
    assert "difference" not in receipt_of_layer(first)
    path.unlink()
    frame.iloc[1:].to_file(path)
    os.utime(path, (1, 1))
    second = _read(path, tmp_path, target)
    receipt = receipt_of_layer(second)
    assert receipt["difference"]["removed"] == 1
    assert receipt["difference"]["same"] == 2
    assert receipt["difference"]["since"] == receipt_of_layer(first)["made"]
    titles = [card.title for card in receipt_cards(second)]
    assert "前回との差" in titles
    # Opened once more, without a change, it still tells so.
    assert receipt_of_layer(_read(path, tmp_path, target))["difference"] == receipt["difference"]


def test_who_edits_the_table_of_a_shapefile_alone_is_told_what_changed(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(
        {"番号": [1, 2], "用途": ["商業", "住居"]},
        geometry=shapely.points([129.8, 129.81], [32.7, 32.7]),
        crs=6668,
    )
    path, other = tmp_path / "zones.shp", tmp_path / "other.shp"
    frame.to_file(path, encoding="cp932")
    source = _read(path, tmp_path).source
    assert state_of(path, source.modified, source.size) is State.OK
    frame["用途"] = ["商業", "工業"]
    frame.to_file(other, encoding="cp932")
    table = path.with_suffix(".dbf")
    table.write_bytes(other.with_suffix(".dbf").read_bytes())
    os.utime(table, (4e9, 4e9))
    assert state_of(path, source.modified, source.size) is State.CHANGED
    second = _read(path, tmp_path)
    assert second.source.digest != source.digest
    found = receipt_of_layer(second)["difference"]
    assert [found[name] for name in ("added", "removed", "changed", "same")] == [0, 0, 1, 1]
