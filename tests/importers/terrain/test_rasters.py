from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from pyproj import Transformer
from rasterio.errors import NotGeoreferencedWarning
from scipy.ndimage import map_coordinates

from importers.base import Sniff
from importers.located import ASK, Unlocated
from importers.terrain.importer import TerrainFiles
from layers.errors import DamagedFile, ImportFailed, NotRecognised, Unsafe
from layers.place import place_of_bounds
from tests.importers.citygml.reading import expect_sentence
from tests.importers.terrain.sources import (
    SOUTH,
    STEP,
    WEST,
    ascii_grid,
    geotiff,
    layer_of,
    read,
    slope,
)

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def sniff(path: Path) -> Sniff:
    return TerrainFiles().sniff(path, path.read_bytes()[:65_536])


def direct(path: Path, longitude: NDArray[np.float64], latitude: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the heights of a raster at places in its own system, with rasterio and scipy alone."""
    with rasterio.open(path) as dataset:
        heights = dataset.read(1, masked=True).astype(np.float64).filled(np.nan)
        column, row = ~dataset.transform @ (longitude, latitude)
    return np.asarray(map_coordinates(heights, [row - 0.5, column - 0.5], order=1, cval=np.nan))


@pytest.mark.parametrize("dtype", ["float32", "float64", "int16", "int32"])
@pytest.mark.parametrize("crs", ["EPSG:6668", "EPSG:4612", "EPSG:4326", "EPSG:6697"])
def test_a_grid_in_degrees_says_what_rasterio_says(tmp_path: Path, dtype: str, crs: str) -> None:
    heights = slope(150, 225).astype(dtype)
    heights[40:60, 100:130] = -9999
    path = geotiff(tmp_path / "a.tif", heights, crs=crs)
    assert sniff(path) is Sniff.YES
    layer = layer_of(read(path, tmp_path / "stores"))
    store = layer.data.store
    assert (store.crs, store.cell) == ("EPSG:6676", 5.0)
    grid = store.levels[0]
    row, column = np.meshgrid(np.arange(grid.rows), np.arange(grid.columns), indexing="ij")
    east, north = store.west + (column + 0.5) * 5, store.south + (row + 0.5) * 5
    horizontal = "EPSG:6668" if crs == "EPSG:6697" else crs
    x, y = Transformer.from_crs(store.crs, horizontal, always_xy=True).transform(east, north)
    expected = direct(path, x, y)
    found = grid.window(0, 0, grid.rows, grid.columns)
    known = np.isfinite(expected)
    assert known.sum() > 25_000
    assert np.abs(found[known] - expected[known]).max() < 1e-3
    hole = layer.height_at(
        *Transformer.from_crs(horizontal, store.crs, always_xy=True).transform(
            np.array([WEST + 115 * STEP]), np.array([SOUTH + 1 / 120 - 50 * STEP])
        )
    )
    assert np.isnan(hole).all()


@pytest.mark.parametrize("cell", [0.5, 1.0, 7.3])
def test_a_grid_in_a_plane_system_keeps_its_own_cells(tmp_path: Path, cell: float) -> None:
    heights = slope(90, 140).astype(np.float32)
    heights[5, 6] = -9999
    west, north = -31_234.56, -81_000.4
    path = geotiff(tmp_path / "a.tif", heights, crs="EPSG:6676", west=west, north=north, step=cell)
    layer = layer_of(read(path, tmp_path / "stores"))
    store = layer.data.store
    assert (store.crs, store.cell, layer.crs) == ("EPSG:6676", cell, "EPSG:6676")
    assert store.west == pytest.approx(west)
    expected = heights[::-1].copy()
    expected[expected == -9999] = np.nan
    assert np.allclose(store.levels[0].window(0, 0, 90, 140), expected, atol=1e-4, equal_nan=True)
    extent = layer.extent()
    assert extent is not None
    assert extent[3] == pytest.approx(west + 140 * cell)
    assert extent[4] == pytest.approx(north)


def test_the_user_may_choose_zone_and_cell(tmp_path: Path) -> None:
    path = geotiff(tmp_path / "a.tif", slope(150, 225).astype(np.float32))
    layer = layer_of(read(path, tmp_path / "stores", target="EPSG:6677", cell=20.0))
    assert (layer.data.crs, layer.data.store.cell) == ("EPSG:6677", 20.0)
    again = layer_of(read(path, tmp_path / "stores"))
    assert (again.data.crs, again.data.store.cell) == ("EPSG:6676", 5.0)


def test_an_ascii_grid_is_read_with_and_without_a_system(tmp_path: Path) -> None:
    heights = slope(40, 50)
    heights[3, 4] = np.nan
    path = ascii_grid(tmp_path / "a.asc", heights, west=WEST, south=SOUTH, cell=STEP)
    assert sniff(path) is Sniff.YES
    result = read(path, tmp_path / "stores")
    assert layer_of(result).crs == "EPSG:6668"
    assert [one.code for one in result.findings] == ["crs-proposed"]  # degrees, of whatever datum
    plane = ascii_grid(tmp_path / "plane.asc", heights, west=-5000.0, south=-80_000.0, cell=2.0)
    with pytest.raises(Unlocated) as caught:
        read(plane, tmp_path / "stores")
    expect_sentence(caught.value, "plane.asc", "座標系")
    assert {"EPSG:6669", "EPSG:6676"} <= {one.crs for one in caught.value.proposals}
    assert not any(one.swapped for one in caught.value.proposals)  # the grid would be mirrored
    assert (caught.value.path, caught.value.may_swap) == (plane, False)
    low, high = caught.value.sample.min(axis=0), caught.value.sample.max(axis=0)
    assert (low.tolist(), high.tolist()) == ([-5000, -80_000], [-4900, -79_920])
    assert not list((tmp_path / "stores").glob("plane*"))
    found = layer_of(read(plane, tmp_path / "stores", crs="EPSG:6669")).data.store
    assert found.crs == "EPSG:6669"
    assert np.allclose(found.levels[0].window(0, 0, 40, 50), heights[::-1], atol=1e-4, equal_nan=True)


def test_a_datum_that_lies_elsewhere_is_moved_and_told(tmp_path: Path) -> None:
    path = geotiff(tmp_path / "a.tif", slope(150, 225).astype(np.float32), crs="EPSG:4301")
    result = read(path, tmp_path / "stores")
    assert "terrain-coarse-operation" in {finding.code for finding in result.findings}
    moved = layer_of(result).extent()
    plain = layer_of(
        read(geotiff(tmp_path / "b.tif", slope(150, 225).astype(np.float32)), tmp_path / "stores")
    ).extent()
    assert moved is not None
    assert plain is not None
    assert 300 < np.hypot(moved[0] - plain[0], moved[1] - plain[1]) < 600


def test_a_grid_that_is_turned_is_read(tmp_path: Path) -> None:
    from affine import Affine

    heights = np.full((60, 80), 5.0, dtype=np.float32)
    path = tmp_path / "a.tif"
    transform = Affine.translation(-5000, -80_000) @ Affine.rotation(30) @ Affine.scale(2, -2)
    with rasterio.open(
        path, "w", driver="GTiff", width=80, height=60, count=1, dtype="float32", crs="EPSG:6669",
        transform=transform,
    ) as target:  # fmt: skip
        target.write(heights, 1)
    layer = layer_of(read(path, tmp_path / "stores"))
    east, north = transform @ (40, 30)
    outside = transform @ (40, 70)
    found = layer.height_at(np.array([east, outside[0]]), np.array([north, outside[1]]))
    assert np.allclose(found, [5.0, np.nan], equal_nan=True)
    assert 1 - layer.data.store.manifest["missing_share"] < 0.7


def test_several_rasters_of_a_folder_make_one_terrain(tmp_path: Path) -> None:
    whole = slope(100, 200).astype(np.float32)
    folder = tmp_path / "dem"
    folder.mkdir()
    geotiff(folder / "1.tif", whole[:, :100], crs="EPSG:6676", west=-5000.0, north=-80_000.0, step=1.0)
    geotiff(folder / "2.tif", whole[:, 100:], crs="EPSG:6676", west=-4900.0, north=-80_000.0, step=1.0)
    assert TerrainFiles().sniff(folder, b"") is Sniff.YES
    layer = layer_of(read(folder, tmp_path / "stores"))
    found = layer.data.store.levels[0].window(0, 0, 100, 200)
    assert np.allclose(found, whole[::-1], atol=1e-3)
    (folder / "2.tif").write_bytes((folder / "2.tif").read_bytes()[:300])
    result = read(folder, tmp_path / "stores")
    assert result.counts["files"] == 1


# ------------------------------------------------------------------------------------- whose file


def test_pictures_and_other_themes_are_left_alone(tmp_path: Path) -> None:
    random = np.random.default_rng(5)
    pictures: dict[str, NDArray[Any]] = {
        "rgb.tif": random.integers(0, 255, (3, 50, 50)).astype(np.uint8),
        "grey.tif": random.integers(0, 255, (50, 50)).astype(np.uint8),
        "four.tif": random.random((4, 50, 50)).astype(np.float32),
        "satellite.tif": random.integers(0, 65_000, (50, 50)).astype(np.uint16),
        "classes.tif": random.integers(0, 40, (50, 50)).astype(np.int16),
        "wild.tif": (random.random((50, 50)) * 1e9).astype(np.float32),
        "flood_depth.tif": random.random((50, 50)).astype(np.float32),
    }
    for name, pixels in pictures.items():
        path = geotiff(tmp_path / name, pixels, nodata=None)
        assert sniff(path) is Sniff.NO, name
    with pytest.raises(NotRecognised) as caught:
        read(tmp_path / "rgb.tif", tmp_path / "stores")
    expect_sentence(caught.value, "rgb.tif")
    assert TerrainFiles().sniff(tmp_path, b"") is Sniff.NO


def test_a_palette_is_a_picture(tmp_path: Path) -> None:
    path = geotiff(tmp_path / "a.tif", np.ones((50, 50), dtype=np.uint16), nodata=None)
    with rasterio.open(path, "r+") as dataset:
        dataset.write_colormap(1, {1: (255, 0, 0, 255)})
    assert sniff(path) is Sniff.NO


# ------------------------------------------------------------------------------------- damage


def test_a_raster_without_a_place_is_said(tmp_path: Path) -> None:
    where: dict[str, Any] = {"crs": None, "west": 0.0, "north": 0.0, "step": 1.0}
    with pytest.warns(NotGeoreferencedWarning):
        path = geotiff(tmp_path / "a.tif", slope(50, 60).astype(np.float32), **where)
    with pytest.raises(ImportFailed) as caught:
        read(path, tmp_path / "stores", crs="EPSG:6676")
    assert not isinstance(caught.value, Unlocated)  # no choice of a system helps
    expect_sentence(caught.value, "a.tif", "a.tfw")


def test_where_the_city_lies_says_which_zone_a_grid_is_in_and_staff_may_look_again(tmp_path: Path) -> None:
    where: dict[str, Any] = {"crs": None, "west": 34_600.0, "north": -27_600.0, "step": 1.0}
    path = geotiff(tmp_path / "標高.tif", slope(50, 60).astype(np.float32), **where)
    nagasaki = place_of_bounds("長崎市", (129.6, 32.6, 130.0, 32.9))
    result = read(path, tmp_path / "stores", place=nagasaki)
    assert layer_of(result).crs == "EPSG:6669"
    assert [one.code for one in result.findings] == ["crs-proposed"]
    with pytest.raises(Unlocated) as caught:
        read(path, tmp_path / "stores", place=nagasaki, crs=ASK)
    assert caught.value.proposals[0].crs == "EPSG:6669"
    assert layer_of(read(path, tmp_path / "stores", crs="EPSG:30161")).crs == "EPSG:30161"
    with pytest.raises(Unlocated, match="日本の外"):
        read(path, tmp_path / "stores", crs="EPSG:6668")


def test_an_answer_for_a_folder_is_for_the_grids_that_do_not_say_theirs(tmp_path: Path) -> None:
    heights = slope(50, 100).astype(np.float32)
    folder = tmp_path / "dem"
    folder.mkdir()
    geotiff(folder / "1.tif", heights, crs="EPSG:6669", west=34_600.0, north=-27_600.0, step=1.0)
    where: dict[str, Any] = {"crs": None, "north": -27_600.0, "step": 1.0}
    geotiff(folder / "2.tif", heights, west=34_700.0, **where)
    with pytest.raises(Unlocated) as caught:
        read(folder, tmp_path / "stores")
    assert caught.value.path == folder / "2.tif"
    store = layer_of(read(folder, tmp_path / "stores", crs="EPSG:6669")).data.store
    assert (store.levels[0].rows, store.levels[0].columns) == (50, 200)
    geotiff(folder / "0.tif", heights, west=9e6, **where)
    result = read(folder, tmp_path / "stores", crs="EPSG:6669")
    assert (result.counts["files"], result.counts["left_out:files"]) == (2, 1)


def test_a_raster_that_is_cut_off_is_said(tmp_path: Path) -> None:
    path = geotiff(tmp_path / "a.tif", np.random.default_rng(1).random((800, 800)).astype(np.float32))
    content = path.read_bytes()
    for size in (len(content) // 2, 100):
        path.write_bytes(content[:size])
        with pytest.raises(DamagedFile) as caught:
            read(path, tmp_path / "stores")
        expect_sentence(caught.value, "a.tif")
    assert not list((tmp_path / "stores").glob("*"))


def test_a_raster_of_the_whole_world_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.asc"
    path.write_text("ncols 3\nnrows 3\nxllcorner -9e9\nyllcorner -9e9\ncellsize 6e9\n" + "1 2 3\n" * 3)
    with pytest.raises((Unsafe, Unlocated, NotRecognised)) as caught:
        read(path, tmp_path / "stores", crs="EPSG:6676", cell=0.5)
    expect_sentence(caught.value, "a.asc")


def test_only_missing_heights_are_no_terrain(tmp_path: Path) -> None:
    path = geotiff(tmp_path / "a.tif", np.full((50, 50), -9999, dtype=np.float32))
    with pytest.raises(NotRecognised) as caught:
        read(path, tmp_path / "stores")
    expect_sentence(caught.value, "a.tif")
