"""Pictures lie where they say, at any zoom, and the same as another program draws them."""

from __future__ import annotations

import time
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_bounds, from_origin
from rasterio.warp import Resampling, reproject

from gisapp import reading
from importers.base import Sniff
from importers.raster.copies import COPY, copy_factor, make_copy, sketch_of
from importers.raster.files import open_file
from importers.raster.importer import RasterFiles
from importers.raster.looking import look_at
from layers.drawables import Image
from layers.errors import DamagedFile, ImportFailed, UnknownCrs
from layers.feedback import Cancelled, Feedback
from layers.project import Project
from tests.importers.raster.pictures import NORTH, WEST, ZONE, chart, coverage, read, write_picture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray


def _places(
    bounds: tuple[float, float, float, float], size: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    west, south, east, north = bounds
    share = (np.arange(size) + 0.5) / size
    x, y = np.meshgrid(west + (east - west) * share, north - (north - south) * share)
    return x, y


@pytest.mark.parametrize("name", ["photo.tif", "photo.png", "photo.jpg"])
def test_each_pixel_lies_where_the_file_says(name: str, tmp_path: Path) -> None:
    data = coverage(write_picture(tmp_path / name), tmp_path, crs=ZONE)
    assert data.bounds == pytest.approx((WEST, NORTH - 300, WEST + 300, NORTH))
    assert data.resolution == pytest.approx(0.5)
    assert data.crs == ZONE
    bounds = (WEST + 40.0, NORTH - 190.0, WEST + 140.0, NORTH - 90.0)
    drawn = data.pixels.draw(bounds, 256, Feedback())
    assert drawn is not None
    wanted = np.moveaxis(chart(*_places(bounds, 256)), 0, -1)
    assert np.abs(drawn[..., :3].astype(int) - wanted).max() < (20 if name.endswith("jpg") else 5)


def test_a_picture_in_degrees_is_drawn_as_gdal_draws_it(tmp_path: Path) -> None:
    west, south, east, north = 129.86, 32.74, 129.88, 32.76
    values = np.zeros((3, 800, 1000), dtype=np.uint8)
    row, column = np.mgrid[:800, :1000]
    values[0], values[1], values[2] = (
        127 + 100 * np.sin(column / 30),
        127 + 100 * np.cos(row / 40),
        127 + 100 * np.sin((row + column) / 60),
    )
    path = tmp_path / "degrees.tif"
    transform = from_bounds(west, south, east, north, 1000, 800)
    with rasterio.open(
        path, "w", driver="GTiff", width=1000, height=800, count=3, dtype="uint8", crs="EPSG:6668",
        transform=transform,
    ) as made:  # fmt: skip
        made.write(values)
    data = coverage(path, tmp_path)
    middle_x, middle_y = (data.bounds[0] + data.bounds[2]) / 2, (data.bounds[1] + data.bounds[3]) / 2
    bounds = (middle_x - 300, middle_y - 300, middle_x + 300, middle_y + 300)
    drawn = data.pixels.draw(bounds, 300, Feedback())
    other = np.zeros((3, 300, 300), dtype=np.uint8)
    reproject(
        values, other, src_transform=transform, src_crs="EPSG:6668",
        dst_transform=from_bounds(*bounds, 300, 300), dst_crs=data.crs, resampling=Resampling.bilinear,
    )  # fmt: skip
    assert drawn is not None
    assert np.abs(np.moveaxis(drawn[..., :3], -1, 0).astype(int) - other).max() <= 12
    assert np.abs(np.moveaxis(drawn[..., :3], -1, 0).astype(int) - other).mean() < 1.5


def test_beside_the_picture_there_is_nothing_and_at_its_edge_it_ends(tmp_path: Path) -> None:
    data = coverage(write_picture(tmp_path / "photo.tif"), tmp_path)
    assert data.pixels.draw((WEST - 500, NORTH, WEST - 400, NORTH + 100), 64, Feedback()) is None
    edge = data.pixels.draw((WEST - 50, NORTH - 100, WEST + 50, NORTH), 100, Feedback())
    assert edge is not None
    assert edge.shape == (100, 100, 4)
    assert not edge[:, :49, 3].any()
    assert (edge[2:-2, 52:, 3] == 255).all()


def test_what_has_no_value_is_seen_through(tmp_path: Path) -> None:
    path = write_picture(tmp_path / "hole.tif", nodata=0)
    with rasterio.open(path, "r+") as made:
        values = np.maximum(made.read(), 1)
        values[:, 200:300, 200:300] = 0
        made.write(values)
    data = coverage(path, tmp_path)
    drawn = data.pixels.draw((WEST + 105, NORTH - 145, WEST + 145, NORTH - 105), 40, Feedback())
    assert drawn is None
    drawn = data.pixels.draw((WEST, NORTH - 300, WEST + 300, NORTH), 300, Feedback())
    assert drawn is not None
    assert drawn[..., 3].min() == 0
    assert (drawn[..., 3] > 0).mean() == pytest.approx(35 / 36, abs=0.005)


def test_colours_by_table_grey_and_sixteen_bits_are_shown(tmp_path: Path) -> None:
    transform = from_origin(WEST, NORTH, 1, 1)
    kinds = {"width": 50, "height": 50, "count": 1, "crs": ZONE, "transform": transform, "driver": "GTiff"}
    classes = np.repeat(np.arange(5, dtype=np.uint8), 500).reshape(50, 50)
    with rasterio.open(tmp_path / "classes.tif", "w", dtype="uint8", **kinds) as made:
        made.write(classes, 1)
        made.write_colormap(1, {k: (40 * k, 255 - 40 * k, 7, 255) for k in range(5)})
    with rasterio.open(tmp_path / "grey.tif", "w", dtype="uint8", **kinds) as made:
        made.write(classes * 50, 1)
    deep = np.stack([classes.astype(np.uint16) * 3000] * 3)
    with rasterio.open(tmp_path / "deep.tif", "w", dtype="uint16", **{**kinds, "count": 3}) as made:
        made.write(deep)
    bounds = (WEST, NORTH - 50, WEST + 50, NORTH)
    drawn = {
        name: coverage(tmp_path / f"{name}.tif", tmp_path).pixels.draw(bounds, 50, Feedback())
        for name in ("classes", "grey", "deep")
    }
    assert drawn["classes"] is not None
    assert drawn["classes"][25, 25, :3].tolist() == [80, 175, 7]
    assert drawn["grey"] is not None
    assert drawn["grey"][25, 25, :3].tolist() == [100, 100, 100]
    assert drawn["deep"] is not None
    assert drawn["deep"][5, 5, 0] == 0
    assert drawn["deep"][45, 5, 0] == 255


def test_without_a_place_or_a_system_it_is_said_what_to_do(tmp_path: Path) -> None:
    photo = write_picture(tmp_path / "photo.png")
    photo.with_suffix(".pgw").unlink()
    assert RasterFiles().sniff(photo, photo.read_bytes()[:64]) is Sniff.YES
    with pytest.raises(ImportFailed, match=r"photo\.pgw"):
        read(photo, tmp_path)
    with pytest.raises(UnknownCrs):
        read(write_picture(tmp_path / "unsaid.tif", crs=None), tmp_path)
    assert read(tmp_path / "unsaid.tif", tmp_path, crs=ZONE).layers[0].crs == ZONE


def test_a_picture_in_a_zip_is_read_where_it_is(tmp_path: Path) -> None:
    photo = write_picture(tmp_path / "photo.tif")
    with zipfile.ZipFile(tmp_path / "photo.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(photo, "航空写真/photo.tif")
    bounds = (WEST, NORTH - 300, WEST + 300, NORTH)
    one, other = (
        coverage(path, tmp_path).pixels.draw(bounds, 128, Feedback())
        for path in (photo, tmp_path / "photo.zip")
    )
    assert one is not None
    np.testing.assert_array_equal(one, other)
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".tif"] == ["photo.tif"]


@pytest.mark.thorough
def test_a_large_picture_is_there_at_once_and_sharp_when_its_copy_is_made(tmp_path: Path) -> None:
    path = write_picture(tmp_path / "large.tif", 7000, 0.25, tiled=True, blockxsize=256, blockysize=256)
    (layer,) = read(path, tmp_path).layers
    data = layer.data
    assert data.finish is not None
    whole = (WEST, NORTH - 1750, WEST + 1750, NORTH)
    sketched = data.pixels.draw(whole, 64, Feedback())
    assert sketched is not None
    done = data.finish(Feedback())
    assert done.finish is None
    sharp = done.pixels.draw(whole, 350, Feedback())
    assert sharp is not None
    # A pixel is the mean of twenty by twenty, so the chart is softer than at a point.
    wanted = np.moveaxis(chart(*_places(whole, 350)), 0, -1).astype(float)
    assert np.abs(sharp[..., :3] - wanted).mean() < 4
    assert np.abs(sketched[..., :3].astype(float).mean(axis=(0, 1)) - wanted.mean(axis=(0, 1))).max() < 12
    (again,) = read(path, tmp_path).layers
    assert again.data.finish is None
    assert again.source.digest
    np.testing.assert_array_equal(again.data.pixels.draw(whole, 350, Feedback()), sharp)


def test_no_overview_or_block_means_a_copy(tmp_path: Path) -> None:
    wanted = {}
    for name, how in {
        "small": {"size": 1000},
        "tiled": {"size": 5000, "tiled": True},
    }.items():
        path = write_picture(tmp_path / f"{name}.tif", **how)  # type: ignore[arg-type]
        with rasterio.open(path) as dataset:
            wanted[name] = copy_factor(dataset, packed=False)
    with rasterio.open(write_picture(tmp_path / "photo.png", 3000)) as dataset:
        wanted["png"] = copy_factor(dataset, packed=False)
    with rasterio.open(tmp_path / "tiled.tif", "r+") as dataset:
        dataset.build_overviews([2, 4, 8], Resampling.average)
    with rasterio.open(tmp_path / "tiled.tif") as dataset:
        wanted["overviews"] = copy_factor(dataset, packed=False)
    assert wanted == {"small": 0, "tiled": 8, "png": 1, "overviews": 0}


def test_a_copy_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    looked = look_at(write_picture(tmp_path / "large.tif", 5000, tiled=True), "")
    feedback = Feedback(lambda done, _total, _text: feedback.cancel() if done > 0.3 else None)
    folder = tmp_path / "store"
    folder.mkdir()
    with pytest.raises(Cancelled):
        make_copy(looked.source, folder, looked.factor, feedback)
    assert list(folder.iterdir()) == []
    make_copy(looked.source, folder, looked.factor, Feedback())
    assert [file.name for file in folder.iterdir()] == [COPY]


@pytest.mark.parametrize("how", [{"tiled": True}, {"blockysize": 4}])
def test_a_sketch_is_a_small_likeness(how: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "halves.tif"
    write_picture(path, 4096, 1.0, **how)
    with rasterio.open(path, "r+") as made:
        values = np.zeros((3, 4096, 4096), dtype=np.uint8)
        values[0, :2048] = 200
        values[1, :, 2048:] = 100
        made.write(values)
    sketch = sketch_of(look_at(path, "").source, Feedback())
    high, wide = sketch.shape[:2]
    assert sketch[high // 4, wide // 4, :3].tolist() == [200, 0, 0]
    assert sketch[-high // 4, -wide // 4, :3].tolist() == [0, 100, 0]


def test_a_part_that_is_damaged_is_said(tmp_path: Path) -> None:
    path = write_picture(tmp_path / "photo.tif", 2000, compress="deflate", blockysize=16)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 250] = b"\xff\x00<>&" * 50
    path.write_bytes(content)
    result = read(path, tmp_path)
    assert "raster-damaged" in {one.code for one in result.findings}
    content[:100] = bytes(100)
    path.write_bytes(content)
    with pytest.raises(DamagedFile):
        read(path, tmp_path)


def test_the_layer_lays_tiles_on_the_ground(tmp_path: Path) -> None:
    class Slope:
        def height_at(self, east: NDArray[np.float64], north: NDArray[np.float64]) -> NDArray[np.float64]:
            return (east - WEST) * 0.1 + 0 * north

    from dataclasses import replace

    from layers.base import View

    (layer,) = read(write_picture(tmp_path / "photo.tif"), tmp_path).layers
    layer = replace(layer, data=layer.data.on(Slope()))
    eye = np.array([WEST + 150, NORTH - 150, 600.0])
    view = View(eye, eye - (0, 0, 600), np.array([0.0, 1.0, 0.0]), 30.0, (800, 600), 1_000_000)
    parts = layer.parts(view)
    assert parts
    for part in parts:
        (image,) = layer.load(part, Feedback())
        assert isinstance(image, Image)
        assert image.heights is not None
        slope = np.diff(image.heights + image.corner[2], axis=1) / (
            image.size[0] / (image.heights.shape[1] - 1)
        )
        np.testing.assert_allclose(slope, 0.1, atol=1e-3)
    assert layer.extent() == pytest.approx((WEST, NORTH - 300, 0, WEST + 300, NORTH, 30))
    assert layer.describe(0).title == "photo"
    assert layer.table().texts("width")[0] == "600"


def test_two_pictures_read_alike_both_live_and_old_projects_find_theirs(tmp_path: Path) -> None:
    one, other = write_picture(tmp_path / "一.tif", 40), write_picture(tmp_path / "二.tif", 50)
    found = [read(path, tmp_path).layers[0] for path in (one, other)]
    project, _ = reading.with_layers(Project(), found)
    ids = [layer.id for layer in project.layers]
    assert len(set(ids)) == 2
    assert set(ids) == {layer.id for layer in found}  # nobody had to step aside
    assert read(one, tmp_path, again=True).layers[0].id == found[0].id
    for old_id in ("raster-9f8e7d6c", "raster-9f8e7d6c-2"):  # of projects that were saved before
        kept = replace(found[1], id=old_id, data=None)
        again = reading.read_again(kept, Feedback(), [], stores=tmp_path / "stores")
        assert (again.id, again.data.bounds) == (old_id, found[1].data.bounds)


def test_blocks_are_kept_between_reads(tmp_path: Path) -> None:
    """A tile of many rows is unpacked once, not once for each row that is asked for."""
    path = tmp_path / "a.tif"
    values = np.random.default_rng(1).integers(0, 255, (3, 2048, 2048), dtype=np.uint8)
    place = {"crs": "EPSG:6669", "transform": from_origin(34_000, -28_000, 1, 1)}
    profile = {"driver": "GTiff", "width": 2048, "height": 2048, "count": 3, "dtype": "uint8", **place}
    with rasterio.open(path, "w", **profile, tiled=True, compress="deflate", interleave="pixel") as file:
        file.write(values)

    def seconds(open_it: Callable[[], Any]) -> float:
        with open_it() as file:
            begun = time.process_time()
            file.read(out_shape=(3, 300, 300))
            return time.process_time() - begun

    with rasterio.Env(GDAL_CACHEMAX=512 << 20):
        plain = seconds(lambda: rasterio.open(path))
    assert seconds(lambda: open_file(str(path), ".tif")) < 3 * plain
