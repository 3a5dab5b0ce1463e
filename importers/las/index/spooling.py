"""The first pass: points of a stretch of a file are sorted by coarse cells and kept beside, with an index."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from importers.las.index.octree import FINEST
from importers.las.index.points import points_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.las.files import File
    from importers.las.header import Header
    from importers.las.index.records import Layout, Records

COARSE = 7
"""Level of the cells by which the first pass sorts."""


@dataclass(frozen=True)
class Cube:
    """The cube of the octree.

    Attributes
    ----------
    scale, offset
        What makes places of the numbers in the file.
    low
        x, y, z of its lowest corner.
    side
        Along it.
    """

    scale: tuple[float, float, float]
    offset: tuple[float, float, float]
    low: tuple[float, float, float]
    side: float

    def places(self, records: Records) -> NDArray[np.uint64]:
        """Return the places (n,) of points (see ``octree``)."""
        from importers.las.index.loops import places

        x, y, z = (np.ascontiguousarray(records[name]) for name in ("X", "Y", "Z"))
        return places(
            x, y, z, np.array([self.scale, self.offset]), np.array(self.low), self.side / (1 << FINEST)
        )


@dataclass(frozen=True)
class Stretch:
    """Points of one file that are sorted at a time.

    Attributes
    ----------
    number
        Names what is kept.
    path, header, layout
        The file and how its points lie.
    start, stop
        Which points.
    """

    number: int
    path: File
    header: Header
    layout: Layout
    start: int
    stop: int


@dataclass(frozen=True)
class Spooled:
    """What the index of a stretch tells.

    Attributes
    ----------
    low, high
        x, y, z of the true corners, in the numbers of the file.
    returns
        How many points have each return number from 0 to 15.
    times
        Earliest and latest time of GPS.
    """

    low: tuple[int, int, int]
    high: tuple[int, int, int]
    returns: tuple[int, ...]
    times: tuple[float, float]


def points_file(folder: Path, number: int) -> Path:
    """Return where the sorted points of a stretch lie."""
    return folder / f"points-{number:05}"


def index_file(folder: Path, number: int) -> Path:
    """Return where the cells (k,) of a stretch and the first point of each (k + 1,) lie."""
    return folder / f"cells-{number:05}.npy"


def told_file(folder: Path, number: int) -> Path:
    """Return where it is kept what a stretch told; it is written last, and there only when all is."""
    return folder / f"told-{number:05}.json"


def spool(course: tuple[Stretch, ...], cube: Cube, folder: Path) -> list[Spooled]:
    """Sort stretches that follow each other in a file, in one reading, and keep them.

    What was kept before is not read again, as far as nothing new lies before it.

    Raises
    ------
    layers.errors.DamagedFile
        When points cannot be read.
    OSError
        When there is no room.
    """
    left = [number for number, one in enumerate(course) if not told_file(folder, one.number).exists()]
    if left:
        rest = course[left[0] :]
        first = rest[0]
        counts = [one.stop - one.start for one in rest]
        read = points_of(first.path, first.header, first.layout, first.start, counts)
        for stretch, records in zip(rest, read, strict=True):
            _keep(stretch, records, cube, folder)
    return [_kept(told_file(folder, one.number)) for one in course]


def _kept(told: Path) -> Spooled:
    kept = json.loads(told.read_text())
    return Spooled(*(tuple(kept[name]) for name in ("low", "high", "returns", "times")))


def _keep(stretch: Stretch, records: Records, cube: Cube, folder: Path) -> None:
    from importers.las.index.loops import by_cell

    cells = (cube.places(records) >> np.uint64(3 * (FINEST - COARSE))).astype(np.uint32)
    order, numbers = by_cell(cells, 1 << 3 * COARSE)
    records[order].tofile(points_file(folder, stretch.number))
    there = np.flatnonzero(numbers)
    firsts = np.concatenate([[0], np.cumsum(numbers[there])])
    table = np.stack([np.append(there, 1 << 3 * COARSE), firsts])
    np.save(index_file(folder, stretch.number), table, allow_pickle=False)
    told = told_file(folder, stretch.number)
    work = told.with_suffix(".tmp")
    work.write_text(json.dumps(asdict(summary(records))))
    work.replace(told)


def done_in(folder: Path) -> int:
    """Return how many stretches are kept in a folder."""
    return sum(1 for _ in folder.glob("told-*.json"))


def summary(records: Records) -> Spooled:
    """Return what the head of the file has to tell of points."""
    axes = [records[name] for name in ("X", "Y", "Z")]
    low, high = [int(one.min()) for one in axes], [int(one.max()) for one in axes]
    returns = np.bincount(records["returns"] & 15, minlength=16).tolist()
    times = records["time"][np.isfinite(records["time"])]
    span = (float(times.min()), float(times.max())) if len(times) else (0.0, 0.0)
    return Spooled((low[0], low[1], low[2]), (high[0], high[1], high[2]), tuple(returns), span)
