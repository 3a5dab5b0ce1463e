from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from layers.errors import DamagedFile, SourceMissing, UnsupportedVersion
from layers.feedback import Cancelled
from layers.terrainstore import MANIFEST, TILE, TerrainStore, heights_file, tiles_file
from layers.terrainwriter import GridPlan, between, mean_of_four, write_terrain
from tests.layers.terrains import ABOUT, SOUTH, WEST, hills, written

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def test_the_finest_level_is_what_was_given(tmp_path: Path) -> None:
    heights = hills(333, 1201)
    store = written(tmp_path / "a", heights)
    assert np.array_equal(store.levels[0].window(0, 0, 333, 1201), heights, equal_nan=True)
    assert store.manifest["missing_share"] == pytest.approx(np.isnan(heights).mean())
    assert store.crs == "EPSG:6677"
    west, south, bottom, east, north, top = store.bounds
    assert (west, south, east, north) == (WEST, SOUTH, WEST + 1201 * 5, SOUTH + 333 * 5)
    assert [bottom, top] == [float(np.nanmin(heights)), float(np.nanmax(heights))]


def test_each_level_is_the_mean_of_four_cells_of_the_finer_one(tmp_path: Path) -> None:
    store = written(tmp_path / "a", hills(333, 1201))
    assert store.levels[-1].rows <= TILE
    assert store.levels[-1].columns <= TILE
    assert len(store.levels) == 6
    for fine, coarse in zip(store.levels[:-1], store.levels[1:], strict=True):
        assert coarse.cell == 2 * fine.cell
        whole = fine.window(0, 0, 2 * coarse.rows, 2 * coarse.columns).astype(np.float64)
        four = np.stack([whole[0::2, 0::2], whole[0::2, 1::2], whole[1::2, 0::2], whole[1::2, 1::2]])
        known = np.isfinite(four).sum(axis=0)
        with np.errstate(invalid="ignore"):
            expected = np.nansum(four, axis=0) / known
        found = coarse.window(0, 0, coarse.rows, coarse.columns)
        assert np.allclose(found, expected, atol=1e-4, equal_nan=True)


def test_a_window_may_reach_beyond_the_grid(tmp_path: Path) -> None:
    heights = hills(70, 130)
    found = written(tmp_path / "a", heights).levels[0].window(-3, 125, 80, 20)
    assert np.isnan(found[:3]).all()
    assert np.isnan(found[:, 5:]).all()
    assert np.array_equal(found[3:73, :5], heights[:, 125:], equal_nan=True)


def test_empty_tiles_take_no_place(tmp_path: Path) -> None:
    heights = np.full((2000, 2000), np.nan, dtype=np.float32)
    heights[:50, :50] = 1.0
    heights[1990:, 1990:] = 2.0
    store = written(tmp_path / "a", heights)
    assert len(store.levels[0].records) == 2
    assert (tmp_path / "a" / heights_file(0)).stat().st_size == 2 * TILE * TILE * 4
    assert store.levels[0].window(1995, 1995, 1, 1)[0, 0] == 2.0
    assert np.isnan(store.levels[0].window(1000, 1000, 5, 5)).all()


def test_the_error_of_a_tile_holds_for_every_cell_of_the_finest_level(tmp_path: Path) -> None:
    heights = hills(300, 300)
    store = written(tmp_path / "a", heights)
    coarse = store.levels[2]
    row = (np.arange(8, 292) + 0.5) / 4 - 0.5
    low = np.floor(row).astype(int)
    share = row - low
    grid = coarse.window(0, 0, coarse.rows, coarse.columns).astype(np.float64)
    rows = grid[low] * (1 - share)[:, None] + grid[low + 1] * share[:, None]
    found = rows[:, low] * (1 - share) + rows[:, low + 1] * share
    away = np.abs(found - heights[8:292, 8:292])
    for record in coarse.records:
        first, left = record["row"] * TILE * 4 - 8, record["column"] * TILE * 4 - 8
        part = away[max(first, 0) : first + TILE * 4, max(left, 0) : left + TILE * 4]
        assert np.nanmax(part) <= record["error"] + 1e-3
        assert record["error"] < 40


def test_halving_and_widening_are_exact_on_a_plane() -> None:
    row, column = np.meshgrid(np.arange(12.0), np.arange(16.0), indexing="ij")
    plane = (3 * row - 2 * column).astype(np.float32)
    coarse = mean_of_four(plane)
    assert np.allclose(coarse, 3 * (2 * row[:6, :8] + 0.5) - 2 * (2 * column[:6, :8] + 0.5))
    assert np.allclose(between(coarse), plane[1:-1, 1:-1])


def test_nothing_at_all_makes_no_terrain(tmp_path: Path) -> None:
    plan = GridPlan("EPSG:6677", 0.0, 0.0, 1.0, 10, 10)
    assert write_terrain(tmp_path, plan, lambda _: None, dict(ABOUT), lambda _done, _total: None) is None
    assert not (tmp_path / MANIFEST).exists()


def test_progress_grows_to_the_end_and_may_stop_the_work(tmp_path: Path) -> None:
    shares: list[float] = []

    def read(window: GridPlan) -> NDArray[np.float32]:
        return np.ones((window.rows, window.columns), dtype=np.float32)

    plan = GridPlan("EPSG:6677", 0.0, 0.0, 1.0, 2500, 2500)
    (tmp_path / "a").mkdir()
    write_terrain(tmp_path / "a", plan, read, dict(ABOUT), lambda done, total: shares.append(done / total))
    assert shares == sorted(shares)
    assert 0 <= shares[0] < 0.2
    assert 0.9 < shares[-1] <= 1

    def stop(done: float, total: float) -> None:
        if done / total > 0.3:
            raise Cancelled

    (tmp_path / "b").mkdir()
    with pytest.raises(Cancelled):
        write_terrain(tmp_path / "b", plan, read, dict(ABOUT), stop)
    assert not (tmp_path / "b" / MANIFEST).exists()


# ------------------------------------------------------------------------------------- damage


def test_a_folder_without_a_terrain_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match="見つかりません"):
        TerrainStore.open(tmp_path / "gone")


def test_another_version_is_said(tmp_path: Path) -> None:
    store = written(tmp_path / "a", hills(30, 30))
    (tmp_path / "a" / MANIFEST).write_text(json.dumps(store.manifest | {"format": 99}))
    with pytest.raises(UnsupportedVersion):
        TerrainStore.open(tmp_path / "a")


@pytest.mark.parametrize(
    "change",
    [
        {"cell": 0},
        {"cell": "5"},
        {"west": None},
        {"rows": -3},
        {"rows": 10**12},
        {"columns": 2.5},
        {"levels": []},
        {"levels": "many"},
        {"bounds": [1, 2]},
        {"bounds": [1, 2, 3, 4, 5, True]},
        {"files": {}},
        {"files": [1]},
    ],
)
def test_a_manifest_that_cannot_be_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    store = written(tmp_path / "a", hills(100, 100))
    (tmp_path / "a" / MANIFEST).write_text(json.dumps(store.manifest | change))
    with pytest.raises(DamagedFile, match="壊れています"):
        TerrainStore.open(tmp_path / "a")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000])
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    written(tmp_path / "a", hills(30, 30))
    (tmp_path / "a" / MANIFEST).write_text(text)
    with pytest.raises(DamagedFile):
        TerrainStore.open(tmp_path / "a")


@pytest.mark.parametrize("name", [heights_file(0), tiles_file(0), heights_file(1)])
def test_a_file_that_is_cut_off_or_gone_is_refused(tmp_path: Path, name: str) -> None:
    written(tmp_path / "a", hills(100, 100))
    path = tmp_path / "a" / name
    path.write_bytes(path.read_bytes()[:-4])
    with pytest.raises(DamagedFile):
        TerrainStore.open(tmp_path / "a")
    path.unlink()
    with pytest.raises(DamagedFile):
        TerrainStore.open(tmp_path / "a")


def test_a_list_of_tiles_that_lie_elsewhere_is_refused(tmp_path: Path) -> None:
    store = written(tmp_path / "a", hills(100, 100))
    records = store.levels[0].records.copy()
    for row, column in ((7, 0), (-1, 0), (0, 1)):
        changed = records.copy()
        changed["row"][0], changed["column"][0] = row, column
        (tmp_path / "a" / tiles_file(0)).write_bytes(changed.tobytes())
        with pytest.raises(DamagedFile):
            TerrainStore.open(tmp_path / "a")
