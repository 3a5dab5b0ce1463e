"""The one height service against others: GDAL on a real grid, triangles, and what every height rests on."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from importers.terrain.importer import TerrainFiles, TerrainOptions
from layers.feedback import Feedback
from layers.heights import GridHeights, LayeredHeights, PlaneHeights, height_at, heights_of
from layers.project import Project
from layers.terrainmesh import tile_mesh
from tests.layers import terrains

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_every_height_tells_who_says_it(tmp_path: Path) -> None:
    heights = np.full((40, 40), 50.0, dtype=np.float32)
    heights[:, 20:] = np.nan
    fine = terrains.layer(terrains.written(tmp_path / "fine", heights, cell=2.0), "細かい")
    coarse = terrains.layer(
        terrains.written(tmp_path / "coarse", np.full((20, 20), 70.0, np.float32)), "粗い"
    )
    project = replace(Project().with_layer(coarse).with_layer(fine), exaggeration=3.0)
    west, south = terrains.WEST, terrains.SOUTH
    found = height_at(
        project, np.array([[west + 10, south + 10], [west + 60, south + 10], [west - 9, south]])
    )
    assert found.heights[:2].tolist() == [50.0, 70.0]
    assert np.isnan(found.heights[2])
    assert found.which.tolist() == [0, 1, -1]
    assert [source.source for source in found.sources] == ["細かい", "粗い"]
    assert not found.estimated.any()
    assert all(str(source.message) for source in found.sources)
    hidden = project.replacing(replace(fine, visible=False))
    assert height_at(hidden, np.array([[west + 10, south + 10]])).heights.tolist() == [70.0]
    nothing = height_at(Project(), np.zeros((3, 2)))
    assert nothing.heights.tolist() == [0.0, 0.0, 0.0]
    assert nothing.estimated.all()
    assert isinstance(nothing.sources[0], PlaneHeights)
    guess = GridHeights(west - 100, south - 100, 50.0, np.full((8, 8), 9.0, np.float32), "町", estimated=True)
    both = height_at(LayeredHeights((*heights_of(project).parts, guess)), np.array([[west - 9, south]]))  # type: ignore[attr-defined]
    assert both.estimated.tolist() == [True]
    assert height_at(project, np.empty((0, 2))).heights.shape == (0,)


def test_a_real_grid_is_asked_as_gdal_asks_it(real_data: Callable[[str], Path], tmp_path: Path) -> None:
    import rasterio
    from rasterio.enums import Resampling
    from rasterio.warp import reproject

    path = real_data("gis/fgddem-rs/tests/fixture/FG-GML-5238-74-00-DEM5A-20161001.xml")
    (layer,) = TerrainFiles().read(path, TerrainOptions(stores=tmp_path), Feedback()).layers
    store = layer.data.store
    grid = store.levels[0]
    cells = grid.window(0, 0, grid.rows, grid.columns)[::-1]
    top = store.south + grid.rows * grid.cell
    transform = rasterio.Affine(grid.cell, 0, store.west, 0, -grid.cell, top)
    # A grid of places between the cells, five times as fine and turned against nothing.
    fine = np.full((500, 500), np.nan, dtype=np.float32)
    west, north = store.west + 303.7, top - 121.3
    there = rasterio.Affine(1.0, 0, west, 0, -1.0, north)
    reproject(
        cells,
        fine,
        src_transform=transform,
        dst_transform=there,
        src_crs=store.crs,
        dst_crs=store.crs,
        src_nodata=np.nan,
        dst_nodata=np.nan,
        resampling=Resampling.bilinear,
    )
    column, row = np.meshgrid(np.arange(500) + 0.5, np.arange(500) + 0.5)
    places = np.column_stack([(west + column).ravel(), (north - row).ravel()])
    found = height_at(Project().with_layer(layer), places).heights.reshape(500, 500)
    both = np.isfinite(found) & np.isfinite(fine)
    assert both.mean() > 0.9
    away = np.abs(found - fine)[both]
    # GDAL works in single precision, and leaves out neighbours without a height another way.
    assert np.quantile(away, 0.99) < 0.002


def test_heights_lie_on_the_triangles_that_are_drawn(tmp_path: Path) -> None:
    store = terrains.written(tmp_path / "hills", terrains.hills(120, 150))
    heights = heights_of(Project().with_layer(terrains.layer(store)))
    mesh = tile_mesh(store, 0, 0, 1, 0.0)
    corners = (mesh.points + mesh.origin)[mesh.triangles]
    middle = corners.mean(axis=1)
    found = height_at(heights, middle[:, :2]).heights
    known = np.isfinite(found)
    assert known.mean() > 0.97
    rise = np.ptp(corners[:, :, 2], axis=1)
    # Bilinear between the corners of a cell, and a plane through three of them, differ by its bend at most;
    # along a gap the mesh goes on level for half a cell.
    bent = np.abs(found - middle[:, 2]) <= rise / 2 + 0.01
    assert bent[known].mean() > 0.98
    assert np.median(np.abs(found - middle[:, 2])[known]) < 0.1
    at_corners = height_at(heights, corners[:, 0, :2]).heights
    inside = np.isfinite(at_corners)
    assert np.median(np.abs(at_corners - corners[:, 0, 2])[inside]) < 1e-3


def test_a_million_places_take_a_moment(tmp_path: Path) -> None:
    store = terrains.written(tmp_path / "hills", terrains.hills(1500, 1500), cell=1.0)
    heights = heights_of(Project().with_layer(terrains.layer(store)))
    random = np.random.default_rng(9)
    places = np.array([terrains.WEST, terrains.SOUTH]) + random.uniform(0, 1500, (1_000_000, 2))
    started = time.perf_counter()
    found = height_at(heights, places)
    seconds = time.perf_counter() - started
    assert np.isfinite(found.heights).mean() > 0.95
    started = time.perf_counter()
    np.sort(random.random(8_000_000))  # so that a slow or busy machine is no fault of ours
    assert seconds < 6 * (time.perf_counter() - started)


@pytest.mark.parametrize("place", [(np.nan, 0.0), (np.inf, 0.0), (1e300, -1e300)])
def test_a_place_that_is_none_has_no_height(tmp_path: Path, place: tuple[float, float]) -> None:
    project = Project().with_layer(terrains.layer(terrains.written(tmp_path / "a", terrains.hills(20, 20))))
    found = height_at(project, np.array([place]))
    assert np.isnan(found.heights).all()
    assert found.which.tolist() == [-1]
