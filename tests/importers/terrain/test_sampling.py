from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest

from importers.terrain.sampling import GridSource, horizontal, transformer
from layers.errors import UnknownCrs
from layers.heights import GridHeights
from layers.terrainwriter import GridPlan
from tests.layers.terrains import hills

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass
class Held:
    """A grid in memory, from north to south as files are."""

    heights: NDArray[np.float32]
    crs: str
    transform: tuple[float, float, float, float, float, float]

    @property
    def rows(self) -> int:
        return int(self.heights.shape[0])

    @property
    def columns(self) -> int:
        return int(self.heights.shape[1])

    def window(self, row: int, column: int, rows: int, columns: int) -> NDArray[np.float32]:
        assert row >= 0
        assert column >= 0
        assert row + rows <= self.rows
        assert column + columns <= self.columns
        return self.heights[row : row + rows, column : column + columns]


@pytest.mark.parametrize("cell", [0.7, 2.0, 3.3])
def test_the_compiled_way_says_the_same_as_the_height_service(cell: float) -> None:
    heights = hills(90, 140)
    source = GridSource(
        Held(heights[::-1], "EPSG:6677", (2.0, 0.0, 100.0, 0.0, -2.0, 200.0 + 180)), "EPSG:6677", "a"
    )
    oracle = GridHeights(100.0, 200.0, 2.0, heights)
    plan = GridPlan("EPSG:6677", 90.3, 180.1, cell, int(220 / cell), int(300 / cell))
    found = source.read(plan)
    assert found is not None
    row, column = np.meshgrid(np.arange(plan.rows), np.arange(plan.columns), indexing="ij")
    east = np.asarray(plan.west + (column + 0.5) * cell, dtype=np.float64)
    north = np.asarray(plan.south + (row + 0.5) * cell, dtype=np.float64)
    expected = oracle.height_at(east, north)
    # Exactly between two cells, one of which has no height, the last bit of the place decides.
    assert np.mean(np.isnan(found) != np.isnan(expected)) < 1e-3
    both = np.isfinite(found) & np.isfinite(expected)
    assert both.sum() > 1000
    assert np.abs(found - expected)[both].max() < 1e-3


def test_places_between_the_transformed_ones_are_exact_enough() -> None:
    degrees = (1 / 3600, 0.0, 139.0, 0.0, -1 / 3600, 36.0)
    source = GridSource(Held(np.zeros((600, 600), np.float32), "EPSG:6668", degrees), "EPSG:6677", "a")
    west, south, *_ = source.bounds
    plan = GridPlan("EPSG:6677", west + 1000, south + 1000, 30.0, 300, 300)
    from importers.terrain.sampling import _lattice

    every = np.arange(300)
    rows, before, shares = _lattice(300)
    exact = source._places(plan, every, every)
    some = source._places(plan, rows, rows)
    after = np.minimum(before + 1, len(rows) - 1)
    for one, lattice in zip(exact, some, strict=True):
        along = lattice[before] * (1 - shares)[:, None] + lattice[after] * shares[:, None]
        both = along[:, before] * (1 - shares) + along[:, after] * shares
        assert np.abs(both - one).max() * 30 < 0.01  # metres


def test_heights_are_never_transformed_and_guesses_never_made() -> None:
    assert len(horizontal("EPSG:6697").axis_info) == 2
    assert len(horizontal("EPSG:10162").axis_info) == 2
    with pytest.raises(UnknownCrs, match="変換できません"):
        transformer("EPSG:4001", "EPSG:6677", "a.tif")
    with pytest.raises(UnknownCrs):
        transformer("EPSG:999999", "EPSG:6677", "a.tif")
    with pytest.raises(UnknownCrs):
        transformer("no system", "EPSG:6677", "a.tif")


def test_far_away_there_is_nothing() -> None:
    degrees = (1 / 3600, 0.0, 139.0, 0.0, -1 / 3600, 36.0)
    source = GridSource(Held(np.zeros((60, 60), np.float32), "EPSG:6668", degrees), "EPSG:6677", "a")
    assert source.read(GridPlan("EPSG:6677", 5e6, 5e6, 1.0, 10, 10)) is None
