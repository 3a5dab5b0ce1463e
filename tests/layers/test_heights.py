from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pytest
from scipy.interpolate import RegularGridInterpolator

from layers.base import Layer, Source
from layers.heights import (
    GridHeights,
    Heights,
    LayeredHeights,
    PlaneHeights,
    StoreHeights,
    estimated_ground,
    heights_of,
)
from layers.project import Project
from tests.layers.terrains import SOUTH, WEST, hills, layer, written

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class FakeCity(Layer):
    kind: ClassVar[str] = "buildings"


def city(ground: dict[str, Any] | None, tmp_path: Path) -> Layer:
    store = SimpleNamespace(ground=ground)
    return FakeCity("b", "市街", "EPSG:6697", Source(tmp_path, "citygml"), data=SimpleNamespace(store=store))


def places(heights: NDArray[np.float32], cell: float, count: int) -> tuple[Any, Any]:
    """Return random places whose four neighbours all have heights."""
    random = np.random.default_rng(7)
    rows, columns = heights.shape
    north = SOUTH + random.uniform(0.5, rows - 0.5, count) * cell
    east = WEST + random.uniform(0.5, columns - 0.5, count) * cell
    return east, north


def oracle(heights: NDArray[np.float32], cell: float, east: Any, north: Any) -> NDArray[np.float64]:
    rows, columns = heights.shape
    axes = (SOUTH + (np.arange(rows) + 0.5) * cell, WEST + (np.arange(columns) + 0.5) * cell)
    return np.asarray(RegularGridInterpolator(axes, heights.astype(np.float64))((north, east)))


def test_a_terrain_and_a_grid_say_what_scipy_says(tmp_path: Path) -> None:
    heights = hills(200, 300)
    store = written(tmp_path / "a", heights, cell=2.5)
    east, north = places(heights, 2.5, 20_000)
    expected = oracle(heights, 2.5, east, north)
    known = np.isfinite(expected)
    assert known.sum() > 15_000
    for found in (
        StoreHeights(store, "丘").height_at(east, north),
        GridHeights(WEST, SOUTH, 2.5, heights).height_at(east, north),
    ):
        assert np.allclose(found[known], expected[known], atol=1e-4)


def test_a_place_is_known_exactly_where_its_cell_is(tmp_path: Path) -> None:
    heights = hills(90, 140)
    store = written(tmp_path / "a", heights, cell=1.0)
    random = np.random.default_rng(8)
    row, column = random.uniform(-5, 95, 5000), random.uniform(-5, 145, 5000)
    inside = (row >= 0) & (row < 90) & (column >= 0) & (column < 140)
    cells = heights[np.clip(row, 0, 89).astype(int), np.clip(column, 0, 139).astype(int)]
    found = StoreHeights(store, "").height_at(WEST + column, SOUTH + row)
    assert np.array_equal(np.isfinite(found), inside & np.isfinite(cells))
    low, high = np.nanmin(heights), np.nanmax(heights)
    assert (found[np.isfinite(found)] >= low).all()
    assert (found[np.isfinite(found)] <= high).all()


def test_places_that_are_none_have_no_height(tmp_path: Path) -> None:
    store = written(tmp_path / "a", hills(20, 20))
    strange = np.array([np.nan, np.inf, -np.inf, 1e300, 1e12])
    assert np.isnan(StoreHeights(store, "").height_at(strange, np.full(5, SOUTH + 10))).all()
    assert StoreHeights(store, "").height_at(np.empty(0), np.empty(0)).shape == (0,)
    square = np.full((3, 4), WEST + 30.0)
    assert StoreHeights(store, "").height_at(square, np.full((3, 4), SOUTH + 30.0)).shape == (3, 4)


def test_a_project_with_nothing_stands_on_a_plane_and_says_so() -> None:
    found = heights_of(Project())
    assert isinstance(found, PlaneHeights)
    assert found.estimated
    assert found.height_at(np.zeros((2, 3)), np.zeros((2, 3))).tolist() == [[0.0] * 3] * 2
    assert str(found.message) == "地形データがないため、標高 0 m の平面としています。"


def test_a_city_alone_stands_on_the_ground_that_its_buildings_tell(tmp_path: Path) -> None:
    ground = {"west": 0.0, "south": 0.0, "cell": 50.0, "heights": np.array([[1, 2], [3, 4]], np.float32)}
    found = heights_of(Project(layers=(city(ground, tmp_path),)))
    assert found.estimated
    assert found.source == "市街"
    assert str(found.message) == "地形データがないため、建物の足元から推定した地面です。"
    heights = found.height_at(np.array([25.0, 50.0, 75.0, 150.0]), np.array([25.0, 50.0, 75.0, 50.0]))
    assert np.array_equal(heights, [1.0, 2.5, 4.0, np.nan], equal_nan=True)
    assert isinstance(heights_of(Project(layers=(city(None, tmp_path),))), PlaneHeights)


def test_the_finest_terrain_counts_first_and_others_fill_its_gaps(tmp_path: Path) -> None:
    fine = np.full((20, 20), 10.0, dtype=np.float32)
    fine[5:10] = np.nan
    coarse = layer(written(tmp_path / "coarse", np.full((20, 20), 20, np.float32), cell=10.0), "粗い")
    exact = layer(written(tmp_path / "fine", fine, cell=1.0), "細かい")
    ground = {
        "west": WEST - 1000,
        "south": SOUTH - 1000,
        "cell": 500.0,
        "heights": np.full((5, 5), 30, np.float32),
    }
    found = heights_of(Project(layers=(coarse, city(ground, tmp_path), exact)))
    assert isinstance(found, LayeredHeights)
    assert found.resolution == 1.0
    assert found.source == "細かい、粗い、市街"
    east = WEST + np.array([3.0, 3.0, 100.0, -300.0, -30_000.0])
    north = SOUTH + np.array([3.0, 7.5, 100.0, 50.0, 0.0])
    assert np.allclose(found.height_at(east, north), [10, 20, 20, 30, np.nan], equal_nan=True)
    assert found.which(east, north).tolist() == [0, 1, 1, 2, -1]
    assert str(found.message) == (
        "地形データ「細かい」（1 m 間隔）の標高です。地形データのない所は、建物の足元から推定した地面です。"
    )


def test_what_is_not_visible_or_not_there_does_not_count(tmp_path: Path) -> None:
    store = written(tmp_path / "a", hills(20, 20))
    hidden = layer(store, visible=False)
    assert isinstance(heights_of(Project(layers=(hidden,))), PlaneHeights)
    shown = layer(store)
    found = heights_of(Project(layers=(hidden, shown)))
    assert isinstance(found, StoreHeights)
    assert str(found.message) == "地形データ「丘」（5 m 間隔）の標高です。"


@pytest.mark.parametrize(
    "heights",
    [
        PlaneHeights(3.0),
        GridHeights(0, 0, 1, np.ones((2, 2), np.float32)),
        LayeredHeights((PlaneHeights(1.0),)),
        estimated_ground({"west": 0, "south": 0, "cell": 1, "heights": np.ones((2, 2), np.float32)}, "町"),
    ],
)
def test_every_source_answers_in_the_same_way(heights: Heights) -> None:
    found = heights.height_at(np.ones(5), np.ones(5))
    assert found.shape == (5,)
    assert found.dtype == np.float64
    assert np.isfinite(found).all()
    assert str(heights.message).endswith("。")
    assert heights.resolution > 0
