"""From clouds to a grid of ground heights: what runs in the worker process.

Memory does not depend on the number of points: chunks go into grids that lie on disk. Where points bear
classes, those of the ground give the heights. Where they bear none, the lowest points give a surface first
(:mod:`importers.las.ground`), and a second reading takes the points near it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from importers.las import ground
from importers.las.reading import GROUND, MODEL_KEY, NOISE, WATER, chunks, samples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from importers.las.files import File
    from importers.las.header import Header
    from importers.las.reading import Chunk
    from layers.heightbase import Geoid
    from layers.operations import Operation

    Progress = Callable[[float], None]

BLOCK = 1024
"""Cells along a block of a grid that is worked on at a time."""
FILTER_BLOCK = 768
"""The same while ground is told from what stands on it; what its windows reach is added around."""
ABSURD = 9_000.0
"""Metres: no ground of Japan, nor the sea floor that anybody scans from the air, is higher or deeper."""
MARGIN = 1e-6


@dataclass(frozen=True, eq=False)
class Look:
    """What some points of a cloud tell of it.

    Attributes
    ----------
    points
        (n, 3) as they stand in the file.
    classes
        How many of the looked-at points are of each class.
    low, high
        Corners of the box around all points, as they stand in the file: what the head says, or where it
        lies, what a reading of all points found.
    """

    points: NDArray[np.float64]
    classes: dict[int, int]
    low: tuple[float, float, float]
    high: tuple[float, float, float]


@dataclass(frozen=True)
class Cloud:
    """A file and how its points come to the target system.

    Attributes
    ----------
    path, header
        The file.
    crs, swapped
        Its system, and whether it has north first.
    bounds
        West, south, east, north in degrees.
    classified
        Whether its points bear classes that tell the ground.
    heights, geoid
        Above what its heights are in the end, and what is taken off them before.
    """

    path: File
    header: Header
    crs: str
    swapped: bool
    bounds: tuple[float, float, float, float]
    classified: bool
    heights: str = ""
    geoid: Geoid | None = None


@dataclass(frozen=True)
class GroundJob:
    """What is to be made.

    Attributes
    ----------
    clouds
        The files.
    target
        Plane rectangular system.
    west, south, cell, rows, columns
        The grid.
    filter_cell
        Metres along a cell of the grid in which ground is told from what stands on it.
    reach
        Metres over which a gap is filled from around it.
    water
        Whether points on water count as ground.
    folder
        Where grids lie while they are worked on.
    """

    clouds: tuple[Cloud, ...]
    target: str
    west: float
    south: float
    cell: float
    rows: int
    columns: int
    filter_cell: float
    reach: float
    water: bool
    folder: Path


@dataclass
class Made:
    """What came of it.

    Attributes
    ----------
    used
        Points that the heights rest on.
    left_out
        Other points by why they do not count.
    read
        Points that were read; ``used`` and those left out.
    short
        Points that files claim and do not have, by file.
    cells, filled
        Cells with points, and cells that were filled from around.
    """

    used: int = 0
    read: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    short: dict[str, int] = field(default_factory=dict)
    cells: int = 0
    filled: int = 0


def look(path: File, header: Header, progress: Progress) -> Look:
    """Return what points from all over a file tell; all of them are read when its head lies."""
    found: list[NDArray[np.float64]] = []
    classes: Counter[int] = Counter()
    for number, chunk in enumerate(samples(path, header)):
        progress(number / 12)
        found.append(np.column_stack([chunk.x, chunk.y, chunk.z]))
        values, counts = np.unique(chunk.classes, return_counts=True)
        classes.update(dict(zip(values.tolist(), counts.tolist(), strict=True)))
    points = np.concatenate(found) if found else np.empty((0, 3))
    points = points[np.isfinite(points).all(axis=1)]
    low, high = np.array(header.low), np.array(header.high)
    slack = 2 * np.abs(header.scale) + MARGIN
    believed = np.isfinite([*low, *high]).all() and (low <= high).all()
    if len(points) and not (believed and (points >= low - slack).all() and (points <= high + slack).all()):
        low, high = points.min(axis=0), points.max(axis=0)
        done = 0
        for chunk in chunks(path, header):
            done += len(chunk)
            progress(done / max(header.points, 1))
            here = np.column_stack([chunk.x, chunk.y, chunk.z])
            here = here[np.isfinite(here).all(axis=1)]
            if len(here):
                low, high = np.minimum(low, here.min(axis=0)), np.maximum(high, here.max(axis=0))
    step = max(len(points) // 20_000, 1)
    return Look(points[::step], dict(classes), _triple(low), _triple(high))


def _triple(values: NDArray[np.float64]) -> tuple[float, float, float]:
    x, y, z = (float(value) for value in values)
    return x, y, z


def make_ground(job: GroundJob, progress: Progress) -> Made:
    """Write ``heights.f32`` into the folder of a job: (rows, columns) from the north, NaN where none is.

    Returns
    -------
    Made
        What was used and what was left out.
    """
    made = Made()
    unclassified = [cloud for cloud in job.clouds if not cloud.classified]
    readings = len(job.clouds) + len(unclassified)
    bar = _Bar(progress, readings + 1)
    total = _grid(job, "sum.f64", np.dtype("<f8"))
    number = _grid(job, "number.u32", np.dtype("<u4"))
    surface = _surface(job, unclassified, bar) if unclassified else None
    for cloud in job.clouds:
        for chunk, row, column, height in _placed(job, cloud, bar):
            keep = _kept(job, cloud, chunk, row, column, height, surface, made.left_out)
            made.read += len(chunk)
            made.used += int(keep.sum())
            _add(total, number, (row[keep], column[keep]), height[keep])
        lost = cloud.header.claimed - bar.points
        if lost > 0:
            made.short[cloud.path.name] = lost
    _write_heights(job, total, number, made, bar)
    return made


class _Bar:
    """Counts readings and points, and tells how much of all is done."""

    def __init__(self, progress: Progress, readings: int) -> None:
        self._progress = progress
        self._readings = readings
        self._begun = -1
        self.points = 0

    def begin(self) -> None:
        self._begun += 1
        self.points = 0
        self.show(0.0)

    def show(self, share: float) -> None:
        self._progress((max(self._begun, 0) + min(share, 1.0)) / self._readings)


def _grid(job: GroundJob, name: str, kind: np.dtype[np.generic]) -> NDArray[np.generic]:
    """Return a grid of zeros on disk, which takes room only where it is written."""
    shape = (job.rows, job.columns)
    return np.memmap(job.folder / name, dtype=kind, mode="w+", shape=shape).view(np.ndarray)


Placed = tuple["Chunk", "NDArray[np.float64]", "NDArray[np.float64]", "NDArray[np.float64]"]


def _placed(job: GroundJob, cloud: Cloud, bar: _Bar) -> Iterator[Placed]:
    """Give chunks with row and column of each point in cells, and its height in metres."""
    from layers.operations import operation

    way, degrees = _way(cloud, job.target), operation(cloud.crs, "EPSG:6668")
    bar.begin()
    for chunk in chunks(cloud.path, cloud.header):
        bar.points += len(chunk)
        bar.show(bar.points / max(cloud.header.points, 1))
        x, y = (chunk.y, chunk.x) if cloud.swapped else (chunk.x, chunk.y)
        height = chunk.z * cloud.header.height_unit
        if cloud.geoid is not None:
            height = height - cloud.geoid.at(*degrees.transform(x, y)[:2])
        if way is not None:
            x, y = way.transform(x, y)[:2]
        yield chunk, (y - job.south) / job.cell, (x - job.west) / job.cell, height


def _way(cloud: Cloud, target: str) -> Operation | None:
    from layers.operations import operation

    return None if cloud.crs == target else operation(cloud.crs, target, cloud.bounds)


def _kept(
    job: GroundJob,
    cloud: Cloud,
    chunk: Chunk,
    row: NDArray[np.float64],
    column: NDArray[np.float64],
    height: NDArray[np.float64],
    surface: tuple[ground.Grid, ground.Grid] | None,
    left_out: Counter[str],
) -> NDArray[np.bool_]:
    """Return which points count as ground, and count the others by why they do not."""
    sound = _sound(job, row, column, height)
    left_out["outside"] += int((~sound).sum())
    used = sound & ~chunk.withheld
    left_out["withheld"] += int((sound & chunk.withheld).sum())
    if cloud.classified or surface is None:
        ground_classes = (GROUND, MODEL_KEY, WATER) if job.water else (GROUND, MODEL_KEY)
        keep = used & np.isin(chunk.classes, ground_classes)
        values, counts = np.unique(chunk.classes[used & ~keep], return_counts=True)
        for value, count in zip(values.tolist(), counts.tolist(), strict=True):
            left_out[f"class-{value:02d}"] += count
        return keep
    clean = used & ~np.isin(chunk.classes, NOISE)
    left_out["noise"] += int((used & ~clean).sum())
    times = job.cell / job.filter_cell
    rows, columns = np.where(clean, row, 0.0) * times, np.where(clean, column, 0.0) * times
    away = np.abs(height - ground.at_points(surface[0], rows, columns))
    keep = clean & (away <= ground.at_points(surface[1], rows, columns))
    left_out["above-ground"] += int((clean & ~keep).sum())
    return keep


def _sound(
    job: GroundJob, row: NDArray[np.float64], column: NDArray[np.float64], height: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Return which points lie in the grid at a height that can be; NaN compares as false."""
    inside: NDArray[np.bool_] = (row >= 0) & (row < job.rows) & (column >= 0) & (column < job.columns)
    return inside & (np.abs(height) < ABSURD)


def _add(
    total: NDArray[np.generic],
    number: NDArray[np.generic],
    place: tuple[NDArray[np.float64], NDArray[np.float64]],
    height: NDArray[np.float64],
) -> None:
    """Add heights to the cells they lie in."""
    if not len(height):
        return
    flat = place[0].astype(np.int64) * total.shape[1] + place[1].astype(np.int64)
    cells, index, counts = np.unique(flat, return_inverse=True, return_counts=True)
    total.reshape(-1)[cells] += np.bincount(index, weights=height)
    number.reshape(-1)[cells] += counts.astype(np.uint32)


def _surface(job: GroundJob, clouds: list[Cloud], bar: _Bar) -> tuple[ground.Grid, ground.Grid]:
    """Return the ground surface of clouds without classes, and how far points may lie from it, on disk."""
    times = job.cell / job.filter_cell
    shape = (int(job.rows * times) + 1, int(job.columns * times) + 1)

    def made(name: str) -> ground.Grid:
        return np.memmap(job.folder / name, dtype="<f4", mode="w+", shape=shape).view(np.ndarray)

    lowest, surface, tolerance = made("lowest.f32"), made("surface.f32"), made("tolerance.f32")
    for first in range(0, shape[0], 64):
        lowest[first : first + 64] = np.inf
    for cloud in clouds:
        for chunk, row, column, height in _placed(job, cloud, bar):
            keep = _sound(job, row, column, height) & ~chunk.withheld & ~np.isin(chunk.classes, NOISE)
            flat = (row[keep] * times).astype(np.int64) * shape[1] + (column[keep] * times).astype(np.int64)
            order = np.lexsort((height[keep], flat))
            cells, begins = np.unique(flat[order], return_index=True)
            values = height[keep][order][begins].astype(np.float32)
            own = lowest.reshape(-1)
            own[cells] = np.minimum(own[cells], values)
    margin = int(np.ceil(2 * ground.RULE.window / job.filter_cell)) + 1
    for south in range(0, shape[0], FILTER_BLOCK):
        for west in range(0, shape[1], FILTER_BLOCK):
            bar.show(1.0)
            low, left = max(south - margin, 0), max(west - margin, 0)
            block = np.array(lowest[low : south + FILTER_BLOCK + margin, left : west + FILTER_BLOCK + margin])
            found = ground.ground_surface(
                np.where(np.isinf(block), np.float32(np.nan), block), job.filter_cell
            )
            allowed = ground.tolerance(found, job.filter_cell)
            own_rows = slice(south - low, south - low + FILTER_BLOCK)
            own_columns = slice(west - left, west - left + FILTER_BLOCK)
            there = slice(south, south + FILTER_BLOCK), slice(west, west + FILTER_BLOCK)
            surface[there] = found[own_rows, own_columns]
            tolerance[there] = allowed[own_rows, own_columns]
    return surface, tolerance


def _write_heights(
    job: GroundJob, total: NDArray[np.generic], number: NDArray[np.generic], made: Made, bar: _Bar
) -> None:
    """Write means, and what lies between them as far as gaps are filled, rows from the north."""
    reach = max(job.reach / job.cell, 1.0)
    margin = int(np.ceil(4 * reach)) + 2
    heights = np.memmap(job.folder / "heights.f32", dtype="<f4", mode="w+", shape=(job.rows, job.columns))
    bar.begin()
    blocks = [(first, left) for first in range(0, job.rows, BLOCK) for left in range(0, job.columns, BLOCK)]
    for done, (first, left) in enumerate(blocks):
        bar.show(done / len(blocks))
        low, west = max(first - margin, 0), max(left - margin, 0)
        stop, right = min(first + BLOCK, job.rows), min(left + BLOCK, job.columns)
        around = slice(low, stop + margin), slice(west, right + margin)
        count = np.asarray(number[around], dtype=np.float64)
        known = count > 0
        if not known.any():
            heights[job.rows - stop : job.rows - first, left:right] = np.nan
            continue
        mean = np.where(known, np.asarray(total[around]) / np.maximum(count, 1), np.nan)
        whole = np.where(
            ground.within(known, reach), ground.fill(mean.astype(np.float32)), np.float32(np.nan)
        )
        own = slice(first - low, stop - low), slice(left - west, right - west)
        heights[job.rows - stop : job.rows - first, left:right] = whole[own][::-1]
        made.cells += int(known[own].sum())
        made.filled += int((np.isfinite(whole[own]) & ~known[own]).sum())
    heights.flush()
