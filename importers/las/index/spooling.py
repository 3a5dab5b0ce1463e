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
    path: Path
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


def spool(stretch: Stretch, cube: Cube, folder: Path) -> Spooled:
    """Sort a stretch and keep it, unless that was done before.

    Raises
    ------
    layers.errors.DamagedFile
        When points cannot be read.
    OSError
        When there is no room.
    """
    from importers.las.index.loops import by_cell

    told = told_file(folder, stretch.number)
    if told.exists():
        kept = json.loads(told.read_text())
        return Spooled(*(tuple(kept[name]) for name in ("low", "high", "returns", "times")))
    count = stretch.stop - stretch.start
    pieces = list(points_of(stretch.path, stretch.header, stretch.layout, stretch.start, stretch.stop, count))
    records = pieces[0] if len(pieces) == 1 else np.concatenate(pieces)
    cells = (cube.places(records) >> np.uint64(3 * (FINEST - COARSE))).astype(np.uint32)
    order, numbers = by_cell(cells, 1 << 3 * COARSE)
    records[order].tofile(points_file(folder, stretch.number))
    there = np.flatnonzero(numbers)
    firsts = np.concatenate([[0], np.cumsum(numbers[there])])
    table = np.stack([np.append(there, 1 << 3 * COARSE), firsts])
    np.save(index_file(folder, stretch.number), table, allow_pickle=False)
    found = summary(records)
    work = told.with_suffix(".tmp")
    work.write_text(json.dumps(asdict(found)))
    work.replace(told)
    return found


def summary(records: Records) -> Spooled:
    """Return what the head of the file has to tell of points."""
    axes = [records[name] for name in ("X", "Y", "Z")]
    low, high = [int(one.min()) for one in axes], [int(one.max()) for one in axes]
    returns = np.bincount(records["returns"] & 15, minlength=16).tolist()
    times = records["time"][np.isfinite(records["time"])]
    span = (float(times.min()), float(times.max())) if len(times) else (0.0, 0.0)
    return Spooled((low[0], low[1], low[2]), (high[0], high[1], high[2]), tuple(returns), span)
