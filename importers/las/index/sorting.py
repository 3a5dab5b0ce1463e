"""The first pass over all files: the points are cut into stretches, and each is sorted (see ``spooling``)."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from importers.las.index import copcfile
from importers.las.index.branches import laszip_of
from importers.las.index.copcfile import About
from importers.las.index.spooling import Cube, Spooled, Stretch, done_in, spool
from importers.las.reading import can_be_entered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from importers.las.index.records import Units
    from importers.las.index.sources import Cloud, Scan
    from importers.las.pool import Pool

Corner = tuple[int, int, int]
Box = tuple[Corner, Corner]

INT32 = -(1 << 31), (1 << 31) - 1
STRETCH = 1_000_000
"""Points that a process sorts at a time."""


def sort_all(cloud: Cloud, work: Path, pool: Pool, show: Callable[[float], None]) -> tuple[About, Cube, Path]:
    """Sort all points by coarse cells; once more where the head of the file lied about their box."""
    told = [_whole(scan, cloud.units) for scan in cloud.scans]
    box: Box = _lowest(low for low, _ in told), _highest(high for _, high in told)
    for attempt in range(2):
        cube = _cube(box, cloud.units)
        folder = work / f"sorted-{attempt}"
        folder.mkdir(exist_ok=True)
        courses = _courses(cloud)
        total = sum(map(len, courses))

        def done(folder: Path = folder, total: int = total) -> float:
            return done_in(folder) / total

        tasks = {number: (spool, (course, cube, folder)) for number, course in enumerate(courses)}
        found = pool.run(tasks, show, done)
        spooled: list[Spooled] = [one for number in sorted(found) for one in found[number]]
        true = _lowest(one.low for one in spooled), _highest(one.high for one in spooled)
        if true == box:
            return about_of(cloud, box, spooled), cube, folder
        box = true
        for file in folder.glob("points-*"):
            file.unlink()
    raise AssertionError("the box of the same points changed")


def _lowest(corners: Iterable[Corner]) -> Corner:
    x, y, z = (min(axis) for axis in zip(*corners, strict=True))
    return x, y, z


def _highest(corners: Iterable[Corner]) -> Corner:
    x, y, z = (max(axis) for axis in zip(*corners, strict=True))
    return x, y, z


def _whole(scan: Scan, units: Units) -> Box:
    """Return the corners that a head tells, in whole numbers, as far as they can be: it may tell anything."""
    ends = []
    first, second = (1, 0) if scan.layout.swapped else (0, 1)
    for told in (scan.header.low, scan.header.high):
        corner = told[first], told[second], told[2]
        x, y, z = (
            int(np.clip(round((one - offset) / scale), *INT32)) if math.isfinite(one) else 0
            for one, offset, scale in zip(corner, units.offset, units.scale, strict=True)
        )
        ends.append((x, y, z))
    return ends[0], ends[1]


def _cube(box: Box, units: Units) -> Cube:
    low, high = copcfile.corners(*box, units.scale, units.offset)
    return Cube(units.scale, units.offset, low, copcfile.side(low, high))


def _courses(cloud: Cloud) -> list[tuple[Stretch, ...]]:
    """Cut the points into pieces, and tell which must be read after each other.

    A file that cannot be entered in the middle is read from end to end by one process.
    """
    found: list[tuple[Stretch, ...]] = []
    count = 0
    for scan in cloud.scans:
        header = scan.header
        number = -(-header.points // STRETCH)
        ends = [header.points * one // number for one in range(number + 1)]
        pieces = [
            Stretch(count + place, scan.path, header, scan.layout, start, stop)
            for place, (start, stop) in enumerate(pairwise(ends))
        ]
        count += number
        found += [(one,) for one in pieces] if can_be_entered(scan.path, header) else [tuple(pieces)]
    return found


def about_of(cloud: Cloud, box: Box, spooled: list[Spooled]) -> About:
    """Return what the head of the octree tells: its true corners, and what each stretch told."""
    header, layout = cloud.scans[0].header, cloud.layout
    return About(
        layout.point_format,
        layout.target.itemsize,
        cloud.units.scale,
        cloud.units.offset,
        *box,
        tuple(sum(one.returns[number] for one in spooled) for number in range(16)),
        (min(one.times[0] for one in spooled), max(one.times[1] for one in spooled)),
        header.standard_time,
        header.day,
        header.year,
        header.system,
        cloud.wkt,
        layout.extra,
        bytes(laszip_of(layout).record_data()),
    )
