"""The head of a cloud: as a library reads it where it is sound, and refused where it lies."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import laspy
import numpy as np
import pytest

from importers.las.header import begins_as_las, read_header
from importers.las.reading import chunks, samples
from layers.errors import DamagedFile, ImportFailed, UnsupportedVersion
from tests.importers.citygml.reading import expect_sentence
from tests.importers.las.clouds import ZONE, changed, town, written
from tests.realdata import real_files

if TYPE_CHECKING:
    from pathlib import Path

CLOUDS = [path for ending in ("las", "laz") for path in real_files(f"las/*.{ending}")]


@pytest.mark.parametrize("path", CLOUDS, ids=lambda path: path.name)
def test_every_real_head_is_read_or_refused_with_a_sentence(path: Path) -> None:
    try:
        header = read_header(path)
    except ImportFailed as error:
        expect_sentence(error, path.name)
        return
    with laspy.open(path, read_evlrs=False) as reader:
        theirs = reader.header
    assert header.claimed == theirs.point_count
    assert header.point_format == theirs.point_format.id
    assert header.compressed == theirs.are_points_compressed
    assert header.scale == tuple(theirs.scales)
    assert header.offset == tuple(theirs.offsets)
    assert header.low == tuple(theirs.mins)
    assert header.high == tuple(theirs.maxs)
    assert header.record_length == theirs.point_format.size
    room = (path.stat().st_size - header.offset_to_points) // header.record_length
    if not header.compressed:
        assert header.points == min(room, header.claimed)


@pytest.mark.parametrize("path", CLOUDS, ids=lambda path: path.name)
def test_every_real_cloud_is_read_or_refused_with_a_sentence(path: Path) -> None:
    try:
        header = read_header(path)
        seen = sum(len(chunk) for chunk in samples(path, header, places=3, size=2000))
        count = sum(len(chunk) for chunk in chunks(path, header)) if header.points < 400_000 else None
    except ImportFailed as error:
        expect_sentence(error, path.name)
        return
    assert seen <= 6000
    assert count in (None, header.points)


@pytest.mark.parametrize("version", ["1.2", "1.4"])
def test_points_are_those_that_were_written(tmp_path: Path, version: str) -> None:
    cloud = town(5000)
    kind = 6 if version == "1.4" else 1
    for name in ("a.las", "a.laz"):
        path = written(tmp_path / name, cloud, point_format=kind, version=version)
        assert begins_as_las(path.read_bytes()[:4])
        header = read_header(path)
        assert (header.version, header.crs, header.points) == (version, ZONE, 5000)
        parts = list(chunks(path, header, size=1200))
        assert [len(part) for part in parts] == [1200, 1200, 1200, 1200, 200]
        found = np.concatenate([np.column_stack([part.x, part.y, part.z]) for part in parts])
        assert found == pytest.approx(cloud.points, abs=0.0006)
        assert np.concatenate([part.classes for part in parts]).tolist() == cloud.classes.tolist()


def test_a_head_that_lies_is_refused_before_anything_is_believed(tmp_path: Path) -> None:
    path = written(tmp_path / "town.las", town(500))
    for place, layout, value in (
        (0, "<B", 0),  # the signature
        (100, "<I", 0x7FFFFFFF),  # more records than there is room for
        (96, "<I", 0x7FFFFFFF),  # the points begin behind the end
        (96, "<I", 10),  # they begin within the head
        (94, "<H", 60_000),  # the head is longer than what follows
        (105, "<H", 3),  # a point is shorter than its format
        (131, "<d", 0.0),  # no scale
        (139, "<d", float("nan")),
        (163, "<d", float("inf")),
    ):
        started = time.perf_counter()
        with pytest.raises(DamagedFile) as caught:
            read_header(changed(path, place, layout, value))
        assert time.perf_counter() - started < 0.5
        expect_sentence(caught.value, f"changed_{place}.las")
    for place, value in ((24, 2), (25, 9), (104, 63)):
        with pytest.raises(UnsupportedVersion) as refused:
            read_header(changed(path, place, "<B", value))
        expect_sentence(refused.value, f"changed_{place}.las")


@pytest.mark.parametrize("content", [b"", b"<html>", b"LASF", b"LASF" + bytes(300)])
def test_what_is_no_cloud_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "page.laz"
    path.write_bytes(content)
    with pytest.raises(ImportFailed) as caught:
        read_header(path)
    expect_sentence(caught.value, "page.laz")


def test_a_claim_of_endless_points_takes_no_memory(tmp_path: Path) -> None:
    path = written(tmp_path / "town.las", town(500))
    header = read_header(changed(path, 247, "<Q", 1 << 60))
    assert header.claimed == 1 << 60
    assert header.points == 500
    assert sum(len(chunk) for chunk in chunks(path, header)) == 500
