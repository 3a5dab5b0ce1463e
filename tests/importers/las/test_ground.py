"""Ground told by the shape of a cloud, measured against clouds whose ground is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import laspy
import numpy as np
import pytest

from importers.las import ground
from tests.importers.las.clouds import Town, hill, town

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray


def told(points: NDArray[np.float64], cell: float) -> NDArray[np.bool_]:
    """Return which points (n, 3) are ground."""
    row, column = (points[:, 1] - points[:, 1].min()) / cell, (points[:, 0] - points[:, 0].min()) / cell
    lowest = np.full((int(row.max()) + 1, int(column.max()) + 1), np.inf, dtype=np.float32)
    place = row.astype(int), column.astype(int)
    np.minimum.at(lowest, place, points[:, 2].astype(np.float32))
    lowest[np.isinf(lowest)] = np.nan
    surface = ground.ground_surface(lowest, cell)
    away = np.abs(points[:, 2] - ground.at_points(surface, row, column))
    found: NDArray[np.bool_] = away <= ground.at_points(ground.tolerance(surface, cell), row, column)
    return found


def quality(found: NDArray[np.bool_], truth: NDArray[np.bool_]) -> tuple[float, float]:
    """Return precision and recall."""
    both = float((found & truth).sum())
    return both / max(found.sum(), 1), both / truth.sum()


def test_houses_trees_and_mistakes_are_taken_off_a_steep_hill() -> None:
    cloud = town()
    found = told(cloud.points, 1.2)
    precision, recall = quality(found, cloud.classes == 2)
    assert precision > 0.99
    assert recall > 0.97
    assert not found[cloud.classes == 6].any()
    assert not found[cloud.classes == 7].any()
    away = cloud.points[found, 2] - hill(cloud.points[found, 0], cloud.points[found, 1])
    assert np.abs(away).max() < 1.5


REAL = (
    # Files, metres of a unit, least precision and recall. The classes of the real files name only the ground
    # that was of use for their makers: of the last one a third of the other points are ground just as well.
    ("ign__classified_laz_test_data_77050_627755_LA93_IGN69.laz", 1.0, 0.96, 0.99),
    ("ign__classified_laz_test_data_77050_627760_LA93_IGN69.laz", 1.0, 0.96, 0.99),
    ("ign__test_data_77055_627755_LA93_IGN69.laz", 1.0, 0.96, 0.99),
    ("ign__test_data_77055_627760_LA93_IGN69.laz", 1.0, 0.89, 0.99),
    ("pdal__las_4_6_crop.las", 0.3048, 0.93, 0.99),
    ("pyfor__test.laz", 1.0, 0.78, 0.97),
    ("pdal__filters_hexbin-crop.las", 1.0, 0.98, 0.87),
)


@pytest.mark.parametrize(("name", "unit", "least", "most"), REAL, ids=[row[0] for row in REAL])
def test_real_ground_is_found(
    real_data: Callable[[str], Path], name: str, unit: float, least: float, most: float
) -> None:
    read = laspy.read(real_data(f"las/{name}"))
    points = np.column_stack([read.x, read.y, read.z]) * unit
    classes = np.asarray(read.classification)
    keep = ~np.isin(classes, (7, 18, 64, 65))
    cloud = Town(points[keep], classes[keep])
    span = np.ptp(cloud.points[:, :2], axis=0)
    cell = float(np.clip(np.sqrt(2 * span[0] * span[1] / len(cloud.points)), 0.5, 3.0))
    found = told(cloud.points, cell)
    precision, recall = quality(found, cloud.classes == 2)
    assert precision >= least
    assert recall >= most
    # What is taken for ground beyond the classes lies where the ground is: the heights hardly change.
    row, column = ((cloud.points[:, k] - cloud.points[:, k].min()) / max(cell, 1.0) for k in (1, 0))
    place = row.astype(int) * (int(column.max()) + 1) + column.astype(int)

    def heights(chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        number = np.bincount(place[chosen], minlength=int(place.max()) + 1)
        total = np.bincount(place[chosen], cloud.points[chosen, 2], minlength=len(number))
        return np.where(number > 0, total / np.maximum(number, 1), np.nan)

    away = heights(found) - heights(cloud.classes == 2)
    assert np.nanpercentile(np.abs(away), 95) < 0.2


def test_gaps_are_filled_smoothly_and_known_heights_stay() -> None:
    row, column = np.mgrid[0:90, 0:70]
    plain = (100 + 0.3 * row - 0.1 * column).astype(np.float32)
    holed = plain.copy()
    holed[20:45, 10:50] = np.nan
    holed[np.random.default_rng(2).random(holed.shape) < 0.3] = np.nan
    filled = ground.fill(holed)
    known = np.isfinite(holed)
    assert (filled[known] == holed[known]).all()
    assert np.isfinite(filled).all()
    assert np.abs(filled - plain).max() < 1.5
    assert np.isnan(ground.fill(np.full((3, 3), np.nan, dtype=np.float32))).all()


def test_how_far_from_a_point_a_gap_is_filled() -> None:
    known = np.zeros((30, 30), dtype=bool)
    known[10, 10] = True
    near = ground.within(known, 5.0)
    row, column = np.mgrid[0:30, 0:30]
    assert (near == (np.hypot(row - 10, column - 10) <= 5.0)).all()
    assert not ground.within(np.zeros((3, 3), dtype=bool), 5.0).any()


def test_a_small_or_empty_grid_is_no_trouble() -> None:
    one = np.full((1, 1), 5.0, dtype=np.float32)
    assert ground.ground_surface(one, 1.0).tolist() == [[5.0]]
    assert ground.tolerance(one, 1.0).shape == (1, 1)
    assert np.isnan(ground.ground_surface(np.full((4, 4), np.nan, dtype=np.float32), 1.0)).all()


def test_the_ridge_of_a_steep_mountain_is_not_cut_off() -> None:
    random = np.random.default_rng(1)
    east, north = random.uniform(0, 300, 80_000), random.uniform(0, 300, 80_000)
    ground_height = 100 - np.abs(east - 150 + 20 * np.sin(north / 40)) * np.tan(np.radians(35))
    height = ground_height + random.normal(0, 0.05, len(east))
    trees = random.random(len(east)) < 0.5
    height[trees] += random.uniform(2, 12, int(trees.sum()))
    found = told(np.column_stack([east, north, height]), 1.5)
    precision, recall = quality(found, ~trees)
    assert precision > 0.99
    assert recall > 0.95
