"""Ground told apart, rasters, and thinning: on a hill with houses and trees whose classes are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import laspy
import numpy as np
import pytest

from gisapp.desks.survey.geotiff import write_geotiff
from gisapp.desks.survey.ground import ClothRule, write_ground
from gisapp.desks.survey.rasters import METHODS, raster_of
from gisapp.desks.survey.scans import box_of, places_in, tiles_over
from gisapp.desks.survey.surfaces import frame_over
from gisapp.desks.survey.thinning import Thinning, write_thinned
from importers.terrain.importer import TerrainFiles
from layers.copc import open_copc
from layers.errors import ExportFailed, WontOverwrite
from layers.feedback import Cancelled, Feedback
from layers.terrain import Terrain
from tests.gisapp.desks.survey.shapes import cloud_of, opened, scattered
from tests.importers.las.clouds import Town, hill, town, written

if TYPE_CHECKING:
    from pathlib import Path

    from layers.pointcloud import PointCloud

HERE = town(120_000, side=100.0)
RULE = ClothRule(resolution=1.0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ground")


@pytest.fixture(scope="module")
def unclassed(folder: Path) -> PointCloud:
    classes = np.where(HERE.classes == 7, 7, 0).astype(np.uint8)
    return opened(written(folder / "a.laz", Town(HERE.points, classes)), folder / "stores")


@pytest.fixture(scope="module")
def filtered(unclassed: PointCloud, folder: Path) -> Path:
    target = folder / "地面.copc.laz"
    found = write_ground(unclassed.data, target, Feedback(), RULE)
    assert found.points == len(HERE.points)
    assert found.left_out == (HERE.classes == 7).sum()
    return target


def by_place(las: laspy.LasData) -> np.ndarray:
    return np.lexsort((las.Z, las.Y, las.X))


def test_the_ground_is_found_and_the_source_untouched(filtered: Path, folder: Path) -> None:
    found, source = laspy.read(filtered), laspy.read(folder / "a.laz")
    order, other = by_place(found), by_place(source)
    for name in ("X", "Y", "Z", "gps_time", "intensity"):
        assert (np.array(found[name])[order] == np.array(source[name])[other]).all()
    ground = np.array(found.classification)[order] == 2
    true = HERE.classes[other] == 2
    assert (ground & true).sum() / ground.sum() > 0.99
    assert (ground & true).sum() / true.sum() > 0.95
    assert set(np.unique(found.classification)) == {1, 2, 7}
    assert set(np.unique(source.classification)) == {0, 7}
    assert open_copc(filtered).points == len(HERE.points)
    assert {one.name for one in folder.iterdir()} == {"a.laz", "stores", "地面.copc.laz"}


def test_nothing_is_written_over_a_source_or_by_chance(unclassed: PointCloud, filtered: Path) -> None:
    source = unclassed.data.copc.path
    with pytest.raises(ExportFailed):
        write_ground(unclassed.data, source, Feedback(), overwrite=True)
    with pytest.raises(WontOverwrite):
        write_ground(unclassed.data, filtered, Feedback())
    with pytest.raises(ExportFailed):
        write_ground(unclassed.data, filtered.with_name("a.txt"), Feedback())
    feedback = Feedback()
    feedback.cancel()
    target = filtered.with_name("b.laz")
    with pytest.raises(Cancelled):
        write_ground(unclassed.data, target, feedback)
    assert not list(target.parent.glob("*b.laz*"))


def test_rasters_are_what_the_points_say(filtered: Path, folder: Path) -> None:
    cloud = opened(filtered, folder / "stores").data
    frame = frame_over([box_of(cloud)], 2.0)
    places = places_in(cloud, Feedback(), classes=[2])
    cell = frame.cells_of(places)
    made = {name: raster_of(cloud, frame, name, Feedback(), [2]) for name in METHODS}
    for number in np.unique(cell)[::97]:
        own = places[cell == number, 2]
        row, column = divmod(int(number), frame.columns)
        for name in ("mean", "median", "min", "max"):
            expected = getattr(np, name)(own)
            assert made[name][row, column] == pytest.approx(expected, abs=6e-5), name
    empty = np.ones(frame.rows * frame.columns, dtype=bool)
    empty[cell] = False
    for name in ("mean", "median", "min", "max"):
        assert np.isnan(made[name].ravel()[empty]).all()
        assert np.isfinite(made[name].ravel()[~empty]).all()
    east, north = np.meshgrid(*frame.middles)
    away = np.abs(made["tin"] - hill(east, north))
    assert np.isfinite(away).mean() > 0.95
    assert np.nanmedian(away) < 0.1


def test_a_raster_opens_as_terrain(filtered: Path, folder: Path) -> None:
    cloud = opened(filtered, folder / "stores").data
    frame = frame_over([box_of(cloud)], 2.0)
    heights = raster_of(cloud, frame, "mean", Feedback(), [2])
    path = folder / "rasters" / "斜面_DTM.tif"
    path.parent.mkdir()
    write_geotiff(path, frame, heights, cloud.crs, {"METHOD": "mean"})
    options = TerrainFiles.Options(stores=folder / "stores")
    (layer,) = TerrainFiles().read(path, options, Feedback()).layers
    assert isinstance(layer, Terrain)
    west, south, bottom, east, _, top = layer.extent() or (0.0,) * 6
    assert (west, south) == pytest.approx((frame.west, frame.south), abs=2.1)
    assert (bottom, top) == pytest.approx((np.nanmin(heights), np.nanmax(heights)), abs=1.0)
    assert east - west == pytest.approx(100, abs=4.1)


@pytest.mark.parametrize("most", [3_000, 1_000_000])
def test_tiles_lie_side_by_side(unclassed: PointCloud, most: int) -> None:
    tiles = np.array(tiles_over(unclassed.data, most))
    west, south, east, north = box_of(unclassed.data)
    area = ((tiles[:, 2] - tiles[:, 0]) * (tiles[:, 3] - tiles[:, 1])).sum()
    assert area == pytest.approx((east - west) * (north - south))
    assert (len(tiles) == 1) is (most == 1_000_000)


def test_thinning_keeps_one_point_in_a_cube(
    folder: Path, unclassed: PointCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = folder / "thin" / "a.las"
    target.parent.mkdir()
    found = write_thinned(unclassed.data, target, Thinning(spacing=1.0), Feedback())
    las = laspy.read(target)
    assert found.kept == len(las) == found.points - found.left_out
    assert 0 < found.kept < found.points
    origin = np.array([*box_of(unclassed.data)[:2], unclassed.data.boxes[:, 2].min()])
    cubes = np.floor((np.column_stack([las.x, las.y, las.z]) - origin) / 1.0 + 1e-9)
    assert len(np.unique(cubes, axis=0)) == pytest.approx(found.kept, rel=1e-3)
    source = np.floor((HERE.points.round(3) - origin) / 1.0 + 1e-9)
    assert found.kept == pytest.approx(len(np.unique(source, axis=0)), rel=1e-3)
    by_tiles(unclassed, found.kept, monkeypatch)


def by_tiles(layer: PointCloud, expected: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """See that tiles change nothing."""
    from gisapp.desks.survey import thinning
    from gisapp.desks.survey.scans import Progress

    monkeypatch.setattr(thinning, "AT_ONCE", 9_000)
    chosen = thinning._by_cube(layer.data, 1.0, Progress(lambda _share: None))
    assert sum(map(len, chosen)) == expected


def test_thinning_by_share_keeps_what_points_bring(folder: Path) -> None:
    flat = scattered(20_000, 50.0)
    layer = cloud_of(np.column_stack([flat, np.zeros(len(flat))]), folder / "share")
    target = folder / "share" / "b.copc.laz"
    found = write_thinned(layer.data, target, Thinning(share=0.1), Feedback())
    assert found.kept == 2_000
    kept = laspy.read(target)
    assert set(np.unique(kept.classification)) == {2}
    source = {tuple(one) for one in np.rint(np.column_stack([flat, np.zeros(len(flat))]) * 1000).tolist()}
    own = np.rint(np.column_stack([kept.x, kept.y, kept.z]) * 1000).tolist()
    assert {tuple(one) for one in own} <= source
