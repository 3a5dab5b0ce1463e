"""What tiles that are pictures have in common: which there are, where their pixels lie, who makes them."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from gisapp.desks.publish.tilegrid import degrees, places
from layers import crs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.publish.pmtiles import ArchiveWritten, Spool
    from layers.feedback import Feedback
    from layers.messages import Message

PIXELS = 512
"""Along the side of a tile."""
EQUATOR = 40_075_016.6856
"""Metres around the world."""
NODES = 33
"""Places along a side of a tile that are projected; pixels between them lie between."""
BATCH = 16
"""Tiles that are made in one go."""
MOST_THREADS = 8
Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
Job = TypeVar("Job")


@dataclass(frozen=True)
class PicturesWritten:
    """What was written.

    Attributes
    ----------
    path
        The file.
    archive
        Its tiles.
    zooms
        The coarsest and the finest.
    bounds
        West, south, east, north in degrees.
    pixels
        Along the side of a tile.
    """

    path: Path
    archive: ArchiveWritten
    zooms: tuple[int, int]
    bounds: Bounds
    pixels: int = PIXELS


def zooms_for(bounds: Bounds, cell: float, limits: tuple[int, int]) -> tuple[int, int]:
    """Return the zoom at which all lies in few tiles, and the one at which pixels are as small as cells.

    Parameters
    ----------
    bounds
        Degrees.
    cell
        Metres.
    limits
        The coarsest and the finest zoom that may be.
    """
    around = EQUATOR * math.cos(math.radians((bounds[1] + bounds[3]) / 2))
    # A tenth of a zoom more would quadruple the file for nothing that one could see.
    finest = math.ceil(math.log2(around / (PIXELS * cell)) - 0.1)
    wide = max(bounds[2] - bounds[0], bounds[3] - bounds[1], 1e-9)
    high = min(max(finest, limits[0]), limits[1])
    return min(max(math.floor(math.log2(360 / wide)), limits[0]), high), high


def batches(bounds: Bounds, zooms: tuple[int, int]) -> list[tuple[int, NDArray[np.int64]]]:
    """Return zoom and (n, 2) columns and rows of all tiles that meet a rectangle, some at a time."""
    found = []
    x, y = places(np.array([bounds[0], bounds[2]]), np.array([bounds[3], bounds[1]]))
    for zoom in range(zooms[0], zooms[1] + 1):
        side = 1 << zoom
        low = np.clip(np.floor([x[0] * side, y[0] * side]), 0, side - 1).astype(int)
        high = np.clip(np.floor([x[1] * side, y[1] * side]), 0, side - 1).astype(int)
        grid = np.meshgrid(np.arange(low[0], high[0] + 1), np.arange(low[1], high[1] + 1), indexing="ij")
        tiles = np.stack([one.ravel() for one in grid], axis=1)
        found += [(zoom, tiles[at : at + BATCH]) for at in range(0, len(tiles), BATCH)]
    return found


def pixels_at(
    zoom: int, column: int, row: int, system: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return east and north (PIXELS, PIXELS) of the pixels of a tile, the first in the north-west.

    Parameters
    ----------
    system
        Plane rectangular system.
    """
    side = 1 << zoom
    along = np.linspace(0.0, 1.0, NODES)
    x, y = np.meshgrid((column + along) / side, (row + along) / side)
    longitude, latitude = degrees(x.ravel(), y.ravel())
    east, north = crs.project(longitude, latitude, system, "EPSG:6668")
    middle = (np.arange(PIXELS) + 0.5) / PIXELS * (NODES - 1)
    node = np.minimum(middle.astype(int), NODES - 2)
    share = middle - node

    def between(values: NDArray[np.float64]) -> NDArray[np.float64]:
        grid = values.reshape(NODES, NODES)
        tall = grid[node] * (1 - share)[:, None] + grid[node + 1] * share[:, None]
        result: NDArray[np.float64] = tall[:, node] * (1 - share) + tall[:, node + 1] * share
        return result

    return between(east), between(north)


def all_done(
    work: Callable[[Job], Spool],
    jobs: Sequence[Job],
    executor: Executor | None,
    feedback: Feedback,
    text: Message,
) -> list[Spool]:
    """Return what became of all jobs, in their order; done by threads where there is no executor."""
    done: list[Spool] = []
    with _crew(executor) as crew:
        waiting = [crew.submit(work, one) for one in jobs]
        try:
            for one in waiting:
                feedback.step(len(done), len(jobs), text)
                done.append(one.result())
        except BaseException:
            for one in waiting:
                one.cancel()
            raise
    return done


@contextmanager
def _crew(executor: Executor | None) -> Iterator[Executor]:
    if executor is not None:
        yield executor
        return
    with ThreadPoolExecutor(min(os.cpu_count() or 2, MOST_THREADS)) as threads:
        yield threads
