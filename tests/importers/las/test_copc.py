"""A cloud becomes a COPC file: every point, every dimension, nodes that others can read."""

from __future__ import annotations

import shutil
import struct
from typing import TYPE_CHECKING, Any

import laspy
import numpy as np
import pytest

from importers.las.index import building, sorting
from importers.las.index.building import Built, build
from importers.las.index.loops import levels_of, places
from importers.las.index.octree import axes_of
from importers.las.index.records import layout_of
from layers.copc import open_copc
from layers.errors import DamagedFile, ImportFailed
from layers.feedback import Cancelled, Feedback
from tests.importers.las.clouds import Here, changed, cloud_of, town, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in this process."""
    monkeypatch.setattr(building, "Pool", Here)


def built(path: Path, target: Path, **options: Any) -> Built:
    return build(cloud_of(path, **options), target, Feedback(), lambda _share: None)


def table(points: Any, like: Any = None) -> NDArray[np.float64]:
    """Return what points hold, sorted; of others only what those have that they are to be like."""
    names = ("X", "Y", "Z", "intensity", "classification", "return_number", "number_of_returns", "user_data")
    found = np.column_stack([np.asarray(points[name], dtype=np.float64) for name in names])
    more = [
        one
        for one in ("gps_time", "red", "green", "blue")
        if one in (like or points).point_format.dimension_names
    ]
    found = np.column_stack([found, *(np.asarray(points[name], dtype=np.float64) for name in more)])
    return found[np.lexsort(found.T)]


def test_every_point_is_there_and_stands_in_its_node(tmp_path: Path) -> None:
    source = written(tmp_path / "丘.laz", town(120_000))
    target = tmp_path / "丘.copc.laz"
    told = built(source, target)
    assert told.points == 120_000
    assert told.nodes > 1
    assert np.array_equal(table(laspy.read(source)), table(laspy.read(target)))
    with laspy.CopcReader.open(str(target)) as reader:
        assert len(reader.query()) == 120_000
        coarse = reader.query(level=0)
        assert 0 < len(coarse) < 120_000
    copc = open_copc(target)
    assert copc.points == 120_000
    shown = np.concatenate([copc.places(copc.node(number)) for number in range(len(copc.counts))])
    owner = np.repeat(np.arange(len(copc.counts)), copc.counts)
    assert (shown >= copc.boxes[owner, :3] - 1e-9).all()
    assert (shown <= copc.boxes[owner, 3:] + 1e-9).all()
    assert np.array_equal(shown.min(axis=0), copc.low)
    assert not (tmp_path / "丘.copc.laz.part").exists()


@pytest.mark.usefixtures("here")
def test_a_coarse_level_shows_the_whole_extent_thinly(tmp_path: Path) -> None:
    target = tmp_path / "a.copc.laz"
    built(written(tmp_path / "a.laz", town(120_000)), target)
    copc = open_copc(target)
    root = copc.places(copc.node(0))
    spread = root.max(axis=0) - root.min(axis=0)
    assert (spread[:2] > 0.97 * (copc.high - copc.low)[:2]).all()
    cells = np.unique(np.floor((root - copc.corner) / copc.spacing), axis=0)
    assert len(cells) == len(root)  # one point in each cell


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("point_format", [0, 1, 2, 3, 6, 7, 8])
def test_older_formats_keep_their_dimensions(point_format: int, tmp_path: Path) -> None:
    version = "1.2" if point_format < 6 else "1.4"
    random = np.random.default_rng(3)
    header = laspy.LasHeader(point_format=point_format, version=version)
    header.scales, header.offsets = np.array([0.01, 0.01, 0.001]), np.array([30_000.0, 31_000.0, 0.0])
    header.add_extra_dim(laspy.ExtraBytesParams("deviation", "uint16"))
    header.add_extra_dim(laspy.ExtraBytesParams("normal", "3f8"))
    made = laspy.LasData(header)
    count = 500
    made.x, made.y, made.z = (random.uniform(30_000, 31_500, count) for _ in range(3))
    made.intensity = random.integers(0, 60_000, count)
    made.classification = random.integers(0, 31, count)
    made.return_number = random.integers(1, 6, count)
    made.number_of_returns = random.integers(1, 6, count)
    made.scan_direction_flag = random.integers(0, 2, count)
    made.withheld = random.integers(0, 2, count)
    made["deviation"] = random.integers(0, 60_000, count)
    made["normal"] = random.normal(size=(count, 3))
    made.write(str(tmp_path / "a.las"))
    built(tmp_path / "a.las", tmp_path / "a.copc.laz")
    before, after = laspy.read(tmp_path / "a.las"), laspy.read(tmp_path / "a.copc.laz")
    assert after.header.point_format.id in {6, 7, 8}
    assert np.array_equal(table(before), table(after, before))
    orders = [np.lexsort((one.X, one.Y, one.Z)) for one in (before, after)]
    names = ("scan_direction_flag", "withheld", "deviation")
    for name in names:
        first, second = (
            np.asarray(one[name])[order] for one, order in zip((before, after), orders, strict=True)
        )
        assert np.array_equal(first, second), name
    apart = np.column_stack([after[f"normal {number}"] for number in (1, 2, 3)])
    assert np.array_equal(before["normal"][orders[0]], apart[orders[1]])


def test_what_no_record_describes_is_kept_as_numbers(tmp_path: Path) -> None:
    layout = layout_of(3, 34 + 13, b"")
    assert layout.extra_length == 13
    kinds = [layout.extra[start + 2] for start in range(0, len(layout.extra), 192)]
    assert kinds == [7, 5, 1]  # eight bytes, four, one


def test_waveform_places_are_kept_as_extra_dimensions() -> None:
    layout = layout_of(4, 57, b"")
    assert layout.point_format == 6
    assert layout.extra_length == 29
    assert len(layout.extra) == 7 * 192


@pytest.mark.usefixtures("here")
def test_north_first_becomes_east_first(tmp_path: Path) -> None:
    source = written(tmp_path / "a.laz", town(2_000))
    built(source, tmp_path / "b.copc.laz", swapped=True)
    before, after = laspy.read(source), laspy.read(tmp_path / "b.copc.laz")
    assert sorted(before.X.tolist()) == sorted(after.Y.tolist())


@pytest.mark.usefixtures("here")
def test_tiles_become_one_file(tmp_path: Path) -> None:
    first = written(tmp_path / "a.laz", town(3_000, seed=1))
    second = written(tmp_path / "b.laz", town(4_000, seed=2))
    target = tmp_path / "whole.copc.laz"
    told = build(cloud_of(first, second), target, Feedback(), lambda _share: None)
    assert told.points == 7_000
    both = np.vstack([table(laspy.read(one)) for one in (first, second)])
    assert np.array_equal(both[np.lexsort(both.T)], table(laspy.read(target)))


@pytest.mark.usefixtures("here")
def test_a_head_that_lies_about_the_box_is_found_out(tmp_path: Path) -> None:
    source = written(tmp_path / "a.las", town(5_000))
    lying = changed(source, 179, "<d", 31_050.0)  # highest x
    told = built(lying, tmp_path / "a.copc.laz")
    honest = built(source, tmp_path / "b.copc.laz")
    assert told.high == honest.high
    assert (tmp_path / "a.copc.laz").read_bytes() == (tmp_path / "b.copc.laz").read_bytes()


@pytest.mark.usefixtures("here")
def test_it_goes_on_where_it_stopped_and_ends_with_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sorting, "STRETCH", 20_000)
    source = written(tmp_path / "a.laz", town(100_000))
    whole, halted = tmp_path / "a.copc.laz", tmp_path / "b.copc.laz"
    built(source, whole)
    feedback = Feedback()

    def stop(share: float) -> None:
        if share > 0.2:
            feedback.cancel()

    with pytest.raises(Cancelled):
        build(cloud_of(source), halted, feedback, stop)
    assert not halted.exists()
    kept = sorted((tmp_path / "b.copc.laz.part" / "sorted-0").glob("points-*"))
    assert kept
    before = {file: file.stat().st_mtime_ns for file in kept}
    monkeypatch.setattr(shutil, "rmtree", lambda *_args, **_options: None)
    built(source, halted)
    assert {file: file.stat().st_mtime_ns for file in kept} == before  # not made anew
    assert halted.read_bytes() == whole.read_bytes()


@pytest.mark.usefixtures("here")
def test_no_room_is_told_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = written(tmp_path / "a.laz", town(2_000))
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=10_000))
    with pytest.raises(ImportFailed, match="空き"):
        built(source, tmp_path / "a.copc.laz")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("place", [100, 94, 105, 24, 131])
def test_a_changed_head_is_refused(place: int, tmp_path: Path) -> None:
    target = tmp_path / "a.copc.laz"
    built(written(tmp_path / "a.laz", town(2_000)), target)
    content = bytearray(target.read_bytes())
    content[place : place + 8] = b"\xff" * 8
    other = tmp_path / "b.copc.laz"
    other.write_bytes(content)
    with pytest.raises(DamagedFile):
        open_copc(other)


@pytest.mark.usefixtures("here")
def test_a_hierarchy_that_leads_out_of_the_file_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "a.copc.laz"
    built(written(tmp_path / "a.laz", town(2_000)), target)
    content = bytearray(target.read_bytes())
    (at,) = struct.unpack_from("<Q", content, 375 + 54 + 40)
    for place, value in ((16, 1 << 60), (24, 1 << 30), (28, 1 << 30), (0, 40)):
        spoilt = bytearray(content)
        struct.pack_into("<Q" if place == 16 else "<i", spoilt, at + place, value)
        other = tmp_path / "b.copc.laz"
        other.write_bytes(spoilt)
        with pytest.raises(DamagedFile):
            open_copc(other)
    other.write_bytes(content[: len(content) // 2])
    with pytest.raises(DamagedFile):
        open_copc(other)


def test_levels_give_each_point_once_and_coarse_cells_one() -> None:
    random = np.random.default_rng(5)
    points = random.integers(0, 1 << 20, (50_000, 3)).astype(np.int32)
    units, low = np.array([[1.0] * 3, [0.0] * 3]), np.zeros(3)
    where = np.sort(places(*np.ascontiguousarray(points.T), units, low, (1 << 20) / (1 << 21)))
    levels = levels_of(where, 0, 1_000)
    assert (levels < 15).all()
    for level in (0, 1):
        cells = where[levels == level] >> np.uint64(3 * (21 - level - 7))
        assert len(np.unique(cells)) == len(cells)
    assert np.array_equal(axes_of(np.array([0b101_011], dtype=np.uint64)), [[0b11, 0b01, 0b10]])


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", ["jp_kyobashi__B-01_nocrs.laz", "laspy__extra.laz", "made__pf9.las"])
def test_real_files_keep_all_points(name: str, real_data: Callable[[str], Path], tmp_path: Path) -> None:
    source = real_data(f"las/{name}")
    told = built(source, tmp_path / "a.copc.laz")
    copc = open_copc(tmp_path / "a.copc.laz")
    before, after = laspy.read(source), laspy.read(tmp_path / "a.copc.laz")
    assert told.points == copc.points == len(before)
    assert np.array_equal(np.sort(before.X), np.sort(after.X))
    assert (tmp_path / "a.copc.laz").stat().st_size == told.size
