"""Shapes of real features against polygons that lxml and float() read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from tests.importers.citygml.features.oracle import (
    GROUND,
    SOUND,
    Feature,
    class_of,
    collections,
    features,
    flat_area,
    polygons,
)

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

MOST = 50
"""Features of one class in one file that are compared one by one."""


def shapes(path: Path) -> dict[tuple[str, str], list[BaseGeometry | None]]:
    """Return the shapes of each class in each file, in the order of the file."""
    found: dict[tuple[str, str], list[BaseGeometry | None]] = {}
    for read in collections(path).values():
        for collection in read:
            files = collection.table.column("file_code").to_pylist()
            for file, shape in zip(files, collection.geometry, strict=True):
                found.setdefault((file, class_of(collection)), []).append(shape)
    return found


def compare(feature: Feature, shape: BaseGeometry | None) -> bool:
    """Compare one feature; say whether it has polygons at all."""
    expected = polygons(feature)
    if not expected:
        return False
    rings = [ring for polygon in expected for ring in polygon]
    assert shape is not None, feature.id
    points = np.concatenate(rings)
    bounds = shapely.bounds(shape)
    assert bounds == pytest.approx([*points[:, 1::-1].min(axis=0), *points[:, 1::-1].max(axis=0)], abs=1e-12)
    if feature.key.startswith(GROUND):
        area = sum(flat_area(polygon) for polygon in expected)
        assert shapely.area(shape) == pytest.approx(area, rel=1e-7, abs=1e-18), feature.id
    kept = [polygon for polygon in expected if len({tuple(point) for point in polygon[0]}) >= 3]
    assert shapely.get_num_geometries(shape) == len(kept), feature.id
    if shape.has_z:
        heights = shapely.get_coordinates(shape, include_z=True)[:, 2]
        assert (heights.min(), heights.max()) == pytest.approx((points[:, 2].min(), points[:, 2].max()))
    else:
        assert not points[:, 2].any()
    return True


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.name)
def test_shapes_are_those_of_the_file(path: Path) -> None:
    found = shapes(path)
    compared = 0
    seen: Counter[tuple[str, str]] = Counter()
    for feature in features(path):
        if feature.key.startswith("grp:"):
            continue
        place = feature.file, feature.key
        number = seen[place]
        seen[place] += 1
        if number < MOST:
            compared += compare(feature, found[place][number])
    assert compared > 0 or not seen


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.name)
def test_areas_of_whole_classes_are_equal(path: Path) -> None:
    expected: dict[str, float] = {}
    for feature in features(path):
        if feature.key.startswith(GROUND):
            area = sum(flat_area(polygon) for polygon in polygons(feature))
            expected[feature.key] = expected.get(feature.key, 0.0) + area
    found: dict[str, float] = {}
    for read in collections(path).values():
        for collection in read:
            if class_of(collection).startswith(GROUND):
                area = float(shapely.area(collection.geometry).sum())
                found[class_of(collection)] = found.get(class_of(collection), 0.0) + area
    assert found == pytest.approx(expected, rel=1e-9)
