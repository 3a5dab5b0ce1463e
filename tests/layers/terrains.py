"""Terrains made for a test from an array of heights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from layers.base import Source, View
from layers.terrain import Ground, Terrain
from layers.terrainstore import TerrainStore
from layers.terrainwriter import GridPlan, write_terrain

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

WEST, SOUTH = -12_340.0, -35_670.0
ABOUT: dict[str, Any] = {
    "name": "丘",
    "source_crs": "EPSG:6668",
    "sources": [],
    "findings": [],
    "counts": {},
    "about": {},
}


def hills(rows: int, columns: int) -> NDArray[np.float32]:
    """Return smooth heights of about 100 m with a hole and an uneven edge."""
    row, column = np.meshgrid(np.arange(rows), np.arange(columns), indexing="ij")
    heights = 100 + 40 * np.sin(row / 23) * np.cos(column / 31) + 5 * np.sin(row / 3 + column / 5)
    heights[rows // 3 : rows // 3 + 20, columns // 4 : columns // 4 + 30] = np.nan
    heights[:, -5:][row[:, -5:] % 7 > 3] = np.nan
    return heights.astype(np.float32)


def written(
    folder: Path, heights: NDArray[np.float32], cell: float = 5.0, corner: tuple[float, float] = (WEST, SOUTH)
) -> TerrainStore:
    """Write heights as a terrain with its south-western corner somewhere, and open it."""
    west, south = corner
    folder.mkdir(parents=True)
    rows, columns = heights.shape

    def read(window: GridPlan) -> NDArray[np.float32] | None:
        row = round((window.south - south) / cell)
        column = round((window.west - west) / cell)
        return heights[row : row + window.rows, column : column + window.columns]

    plan = GridPlan("EPSG:6677", west, south, cell, rows, columns)
    manifest = write_terrain(folder, plan, read, dict(ABOUT), lambda _done, _total: None)
    assert manifest is not None
    return TerrainStore.open(folder)


def layer(store: TerrainStore, name: str = "丘", *, visible: bool = True) -> Terrain:
    """Return a layer of a terrain."""
    return Terrain(
        id=f"terrain-{name}",
        name=name,
        crs="EPSG:6668",
        source=Source(store.folder, "terrain"),
        visible=visible,
        data=Ground(store),
    )


def look(
    east: float, north: float, height: float, *, away: float, budget: int = 400_000, down: float = 1.0
) -> View:
    """Return a view of a place from `away` metres, looking north and down."""
    focal = np.array([east, north, height])
    back = np.array([0.0, -1.0, down])
    position = focal + back / np.linalg.norm(back) * away
    return View(position, focal, np.array([0.0, 0.0, 1.0]), 30.0, (1280, 800), budget)
