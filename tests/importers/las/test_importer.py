"""A cloud becomes a terrain: heights, counts, place, gaps, and everything that can go wrong."""

from __future__ import annotations

import json
import os
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from importers.base import Sniff
from importers.las import worker
from importers.las.cloudimporter import PointClouds
from importers.las.importer import LasGround
from importers.las.options import LasOptions
from importers.las.worker import alone
from importers.located import ASK, Unlocated
from importers.registry import recognise
from layers.crs import unproject
from layers.errors import DamagedFile, GisError, ImportFailed, SourceMissing, Unsafe
from layers.feedback import Cancelled, Feedback, Severity, Where
from layers.receipts import receipt_cards, receipt_of_layer
from layers.terrain import Terrain
from tests.importers.citygml.reading import JAPANESE, expect_sentence
from tests.importers.las.clouds import SOUTH, WEST, ZONE, Town, changed, hill, town, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from importers.base import ImportResult


def read(path: Path, tmp_path: Path, feedback: Feedback | None = None, **options: Any) -> ImportResult:
    chosen = LasOptions(stores=tmp_path / "stores", **options)
    return LasGround().read(path, chosen, feedback or Feedback())


def layer_of(result: ImportResult) -> Terrain:
    (layer,) = result.layers
    assert isinstance(layer, Terrain)
    return layer


def away_from_the_hill(layer: Terrain) -> NDArray[np.float64]:
    along = np.arange(3.0, 197.0)
    east, north = (part.ravel() for part in np.meshgrid(WEST + along, SOUTH + along))
    return layer.height_at(east, north) - hill(east, north)


def test_classed_ground_gives_its_heights_and_every_point_is_accounted_for(tmp_path: Path) -> None:
    cloud = town()
    result = read(written(tmp_path / "丘.laz", cloud), tmp_path)
    layer = layer_of(result)
    assert layer.name == "丘（点群の地面）"
    assert layer.data.crs == ZONE
    away = away_from_the_hill(layer)
    assert np.nanpercentile(np.abs(away), 99) < 0.6  # a cell of a metre and more on a slope of 30 degrees
    assert abs(float(np.nanmedian(away))) < 0.05
    counts = result.counts
    assert counts["points"] == len(cloud.points)
    assert counts["ground"] == int((cloud.classes == 2).sum())
    for value, name in ((5, "class-05"), (6, "class-06"), (7, "class-07")):
        assert counts[f"left_out:{name}"] == int((cloud.classes == value).sum())
    left_out = sum(count for name, count in counts.items() if name.startswith("left_out:"))
    assert counts["points"] == counts["ground"] + left_out
    receipt = receipt_of_layer(layer)
    assert receipt["in"] == receipt["shown"] + sum(receipt["left_out"].values())
    assert receipt["crs"] == ZONE
    assert len(receipt["digest"]) == 64
    assert receipt_cards(layer)
    told = {finding.code: finding for finding in result.findings}
    assert told["las-ground-by-class"].values["used"] == counts["ground"]
    assert told["las-heights-unknown"].severity is Severity.INFO


def test_heights_are_the_means_of_the_points_of_a_cell(tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    points = np.column_stack(
        [WEST + random.uniform(0, 40, 4000), SOUTH + random.uniform(0, 30, 4000), random.uniform(5, 9, 4000)]
    ).round(3)
    path = written(tmp_path / "flat.las", Town(points, np.full(4000, 2, dtype=np.uint8)))
    layer = layer_of(read(path, tmp_path, cell=5.0))
    level = layer.data.store.levels[0]
    row, column = ((points[:, k] - start) // 5 for k, start in ((1, SOUTH), (0, WEST)))
    for north in range(6):
        for east in range(8):
            inside = (row == north) & (column == east)
            found = level.values(np.array([north]), np.array([east]))[0]
            assert found == pytest.approx(points[inside, 2].mean(), abs=1e-4)


def test_without_classes_ground_is_told_by_shape_and_said_to_be_an_estimate(tmp_path: Path) -> None:
    cloud = town()
    result = read(written(tmp_path / "town.las", cloud, classes=False), tmp_path)
    layer = layer_of(result)
    away = away_from_the_hill(layer)
    assert np.nanpercentile(np.abs(away), 99) < 0.8
    assert np.nanmax(away) < 2.5  # no roof of 6 m is left
    counts = result.counts
    left_out = sum(count for name, count in counts.items() if name.startswith("left_out:"))
    assert counts["points"] == counts["ground"] + left_out == len(cloud.points)
    told = {finding.code: finding for finding in result.findings}
    assert told["las-ground-by-shape"].severity is Severity.WARNING
    assert JAPANESE.search(str(told["las-ground-by-shape"].message))
    # The same way may be asked for where there are classes.
    asked = read(written(tmp_path / "classed.las", cloud), tmp_path, by_shape=True)
    # Points that somebody marked as noise are not even looked at.
    assert asked.counts["left_out:noise"] == int((cloud.classes == 7).sum())
    assert abs(asked.counts["ground"] - counts["ground"]) < 0.01 * counts["ground"]


def test_water_counts_when_it_is_asked_for(tmp_path: Path) -> None:
    cloud = town(20_000)
    wet = replace(
        cloud, classes=np.where(cloud.points[:, 1] > SOUTH + 150, 9, cloud.classes).astype(np.uint8)
    )
    path = written(tmp_path / "shore.las", wet)
    dry = read(path, tmp_path)
    with_water = read(path, tmp_path, water=True)
    assert dry.counts["left_out:class-09"] == int((wet.classes == 9).sum())
    assert with_water.counts["ground"] == dry.counts["ground"] + dry.counts["left_out:class-09"]


def test_a_gap_is_filled_over_ten_metres_and_no_farther(tmp_path: Path) -> None:
    cloud = town()
    hole = (np.abs(cloud.points[:, 0] - WEST - 100) < 40) & (np.abs(cloud.points[:, 1] - SOUTH - 140) < 40)
    path = written(tmp_path / "hole.las", Town(cloud.points[~hole], cloud.classes[~hole]))
    result = read(path, tmp_path)
    layer = layer_of(result)
    inward = np.arange(2.0, 40.0, 2.0)
    east, north = WEST + 60 + inward, np.full(len(inward), SOUTH + 140.0)
    found = layer.height_at(east, north)
    assert np.isfinite(found[inward < 9]).all()
    assert np.isnan(found[inward > 13]).all()
    assert np.abs(found - hill(east, north))[inward < 9].max() < 3
    told = next(finding for finding in result.findings if finding.code == "las-ground-by-class")
    assert told.values["reach"] == 10.0


def test_a_cloud_lies_where_its_system_says(tmp_path: Path) -> None:
    cloud = town(20_000)
    longitude, latitude = unproject(cloud.points[:, 0], cloud.points[:, 1], ZONE)
    degrees = Town(np.column_stack([longitude, latitude, cloud.points[:, 2]]), cloud.classes)
    layer = layer_of(read(written(tmp_path / "degrees.las", degrees, crs="EPSG:6668"), tmp_path))
    assert layer.data.crs == ZONE
    assert abs(float(np.nanmedian(away_from_the_hill(layer)))) < 0.1
    swapped = Town(cloud.points[:, [1, 0, 2]], cloud.classes)
    turned = layer_of(
        read(written(tmp_path / "survey.las", swapped, crs=""), tmp_path, crs=ZONE, target=ZONE)
    )
    extent = turned.extent()
    assert extent is not None
    receipt = receipt_of_layer(turned)
    assert receipt["crs"] == ZONE
    elsewhere = layer_of(read(written(tmp_path / "zone.las", cloud), tmp_path, target="EPSG:6670"))
    assert elsewhere.data.crs == "EPSG:6670"


def test_without_a_system_the_user_is_asked(tmp_path: Path) -> None:
    path = written(tmp_path / "nocrs.las", town(5000), crs="")
    with pytest.raises(Unlocated) as caught:
        read(path, tmp_path)
    expect_sentence(caught.value, "nocrs.las")
    assert ZONE in {one.crs for one in caught.value.proposals}
    assert len(caught.value.sample)
    assert not list((tmp_path / "stores").iterdir())
    assert layer_of(read(path, tmp_path, crs=ZONE)).source.options == {"crs": ZONE}
    with pytest.raises(Unlocated):
        read(path, tmp_path, crs=ASK)


def test_a_folder_of_tiles_becomes_one_terrain_and_a_broken_tile_is_told(tmp_path: Path) -> None:
    cloud = town()
    tiles = tmp_path / "tiles"
    tiles.mkdir()
    west = cloud.points[:, 0] < WEST + 100
    for name, inside in (("a.laz", west), ("b.laz", ~west)):
        written(tiles / name, Town(cloud.points[inside], cloud.classes[inside]))
    (tiles / "c.laz").write_bytes(b"LASF" + bytes(100))
    result = read(tiles, tmp_path)
    assert result.counts["points"] == len(cloud.points)
    assert abs(float(np.nanmedian(away_from_the_hill(layer_of(result))))) < 0.05
    left_out = [finding for finding in result.findings if finding.code == "las-file-left-out"]
    assert [finding.values["file"] for finding in left_out] == ["c.laz"]


def test_what_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    path = written(tmp_path / "town.las", town(5000))
    layer = layer_of(read(path, tmp_path))
    made = layer.data.folder / "terrain.json"
    before = made.stat().st_mtime_ns
    again = layer_of(read(path, tmp_path))
    assert (again.id, again.source) == (layer.id, layer.source)
    assert made.stat().st_mtime_ns == before
    read(path, tmp_path, cell=2.0)
    assert made.stat().st_mtime_ns > before
    assert json.loads(made.read_text())["cell"] == 2.0


def test_files_are_recognised_by_what_they_hold(tmp_path: Path) -> None:
    path = written(tmp_path / "cloud.dat.las", town(100))
    assert PointClouds().sniff(path, path.read_bytes()[:100]) is Sniff.YES
    assert PointClouds().sniff(path, b"PK") is Sniff.NO
    assert PointClouds().sniff(tmp_path, b"") is Sniff.MAYBE
    assert isinstance(recognise(path), PointClouds)
    assert isinstance(recognise(tmp_path), PointClouds)
    assert LasGround().sniff(path, path.read_bytes()[:100]) is Sniff.NO  # it is asked for by name
    with pytest.raises(SourceMissing):
        read(tmp_path / "gone.las", tmp_path)


# ------------------------------------------------------------------------------------- damage


def test_a_file_that_is_cut_off_says_how_many_points_are_lost(tmp_path: Path) -> None:
    path = written(tmp_path / "town.las", town(20_000))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 6 // 10])
    result = read(path, tmp_path)
    short = next(finding for finding in result.findings if finding.code == "las-short")
    assert short.values["count"] == 20_000 - result.counts["points"]
    assert 7_900 < int(str(short.values["count"])) < 8_100


def test_damage_gives_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "town.laz", town(20_000))
    content = path.read_bytes()
    cut = tmp_path / "cut.laz"
    cut.write_bytes(content[: len(content) // 2])
    scrambled = tmp_path / "scrambled.laz"
    rest = np.random.default_rng(5).integers(0, 256, len(content) - 2000, dtype=np.uint8).tobytes()
    scrambled.write_bytes(content[:2000] + rest)
    empty = written(tmp_path / "empty.las", Town(np.array([[WEST, SOUTH, 5.0]]), np.array([2], np.uint8)))
    nothing = changed(empty, 247, "<Q", 0)
    nothing = changed(nothing, 107, "<I", 0)
    for one in (cut, scrambled, nothing):
        with pytest.raises(ImportFailed) as caught:
            read(one, tmp_path)
        expect_sentence(caught.value, one.name)
    assert not list((tmp_path / "stores").iterdir())


@pytest.mark.parametrize(
    "name", ["laszip__broken_coder.laz", "laszip__broken_type.laz", "made__truncated60.laz"]
)
def test_real_damage_gives_one_sentence(real_data: Callable[[str], Path], tmp_path: Path, name: str) -> None:
    with pytest.raises(DamagedFile) as caught:
        read(real_data(f"las/{name}"), tmp_path)
    expect_sentence(caught.value, name)


def test_a_head_whose_box_lies_is_replaced_by_what_the_points_say(tmp_path: Path) -> None:
    path = written(tmp_path / "town.las", town(20_000))
    lying = changed(path, 179, "<d", WEST + 5.0)  # the eastern end
    result = read(lying, tmp_path)
    assert "left_out:outside" not in result.counts
    extent = layer_of(result).extent()
    assert extent is not None
    assert extent[3] - extent[0] > 190


def test_points_far_apart_are_refused_with_a_sentence(tmp_path: Path) -> None:
    points = np.array([[WEST, SOUTH, 5.0], [WEST + 90_000, SOUTH + 90_000, 5.0]] * 2)
    path = written(tmp_path / "apart.las", Town(points, np.full(4, 2, dtype=np.uint8)))
    with pytest.raises(Unsafe) as caught:
        read(path, tmp_path, cell=0.5)
    expect_sentence(caught.value, "apart.las")


# ------------------------------------------------------------------------------------- the process


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5])
def test_a_wish_to_stop_is_heard_within_a_second(tmp_path: Path, share: float) -> None:
    path = written(tmp_path / "town.laz", town(400_000, side=400.0), classes=False)
    asked: list[float] = []
    feedback = Feedback(lambda done, total, _: later(done / total) if total else None)

    def later(done: float) -> None:
        if done >= share and not asked:
            # From another thread, as the window does it, and not at the very step that is heard next.
            asked.append(time.monotonic() + 0.05)
            threading.Timer(0.05, feedback.cancel).start()

    with pytest.raises(Cancelled):
        read(path, tmp_path, feedback)
    assert time.monotonic() - asked[0] < 1.0
    assert not list((tmp_path / "stores").iterdir())


def dies(progress: Callable[[float], None]) -> None:
    progress(0.5)
    os._exit(11)


def hangs(progress: Callable[[float], None]) -> None:
    while True:
        time.sleep(0.05)


def takes_all(progress: Callable[[float], None]) -> int:
    return len(np.ones(1 << 40, dtype=np.uint8))


def tells_where(progress: Callable[[float], None]) -> str:
    Path("dropped.txt").write_text("by a library")
    return os.getcwd()  # noqa: PTH109 - the test asks for just that


def fails(progress: Callable[[float], None]) -> None:
    raise DamagedFile("{file} は壊れています。", "もう一度。", values={"file": "a.las"}, where=Where("a.las"))


def test_a_process_that_dies_hangs_or_takes_too_much_is_an_error_and_no_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.las"
    monkeypatch.setattr(worker, "SILENCE", 3.0)
    for work in (dies, hangs, takes_all, fails):
        with pytest.raises(GisError) as caught:
            alone(work, (), path, Feedback(), lambda _share: None)
        expect_sentence(caught.value, "a.las")


def test_what_a_library_drops_does_not_lie_where_the_user_works(tmp_path: Path) -> None:
    before = Path.cwd()
    where = alone(tells_where, (), tmp_path, Feedback(), lambda _share: None)
    assert Path(where) != before
    assert not Path(where).exists()
    assert not (before / "dropped.txt").exists()
