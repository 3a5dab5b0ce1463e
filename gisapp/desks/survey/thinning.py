"""Fewer points of a cloud: one in each cube of some size, or a share of them; nothing of each is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.scans import Progress, Scan, box_of, nodes_near, scan_of, tiles_over
from gisapp.desks.survey.writing import finished, written
from importers.las.worker import alone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from layers.cloud import Cloud
    from layers.feedback import Feedback

AT_ONCE = 4_000_000
"""Points that are looked at together."""
SEED = 20_260_401
"""The same points are kept each time."""


@dataclass(frozen=True)
class Thinning:
    """How many are kept: one in a cube of `spacing` metres, or without it a `share` of all, from 0 to 1."""

    spacing: float = 0.0
    share: float = 1.0


@dataclass(frozen=True)
class Thinned:
    """How many there were, and how many were kept."""

    points: int
    kept: int

    @property
    def left_out(self) -> int:
        """How many were not kept."""
        return self.points - self.kept


def write_thinned(
    cloud: Cloud, target: Path, rule: Thinning, feedback: Feedback, *, overwrite: bool = False
) -> Thinned:
    """Write some of the points of a cloud.

    Parameters
    ----------
    cloud
        The cloud; its file stays as it is.
    target
        ``.copc.laz``, ``.laz`` or ``.las``; whole or not there.
    rule
        Which are kept.
    feedback
        Receives progress; a wish to stop ends the process.
    overwrite
        Whether a file may be replaced.

    Raises
    ------
    layers.errors.GisError
        When it cannot be read or written.
    layers.feedback.Cancelled
        When the user stopped it; nothing is left.
    """
    with finished(cloud, target, feedback, overwrite=overwrite) as (path, first):
        arguments = (scan_of(cloud), path, rule)
        found: Thinned = alone(
            _work, arguments, cloud.copc.path, feedback, lambda share: first.step(share, 1.0)
        )
    return found


def _work(scan: Scan, target: Path, rule: Thinning, show: Callable[[float], None]) -> Thinned:
    cloud = scan.opened()
    progress = Progress(show)
    kept = 0
    with written(cloud.copc, target) as write:
        chosen = (
            _by_cube(cloud, rule.spacing, progress)
            if rule.spacing
            else _by_share(cloud, rule.share, progress)
        )
        for points in chosen:
            kept += len(points)
            write(points)
    return Thinned(cloud.copc.points, kept)


def _by_share(cloud: Cloud, share: float, progress: Progress) -> Iterator[NDArray[np.void]]:
    # So many of all, whatever the nodes hold: what is left of one counts for the next.
    owed = 0.0
    random = np.random.default_rng(SEED)
    numbers = len(cloud.copc.counts)
    for number in range(numbers):
        progress.step(number, numbers)
        points = cloud.copc.node(number)
        owed += share * len(points)
        count = min(round(owed), len(points))
        owed -= count
        yield points[np.sort(random.choice(len(points), count, replace=False))]


def _by_cube(cloud: Cloud, spacing: float, progress: Progress) -> Iterator[NDArray[np.void]]:
    """Give of each cube the point nearest to its middle, tile by tile."""
    west, south, east, north = box_of(cloud)
    origin = np.array([west, south, float(cloud.boxes[:, 2].min())])
    whole = west, south, np.nextafter(east, np.inf), np.nextafter(north, np.inf)
    tiles = tiles_over(cloud, AT_ONCE)
    # No cube may lie in two tiles.
    edges = np.array(tiles).reshape(-1, 2, 2)
    edges = np.rint((edges - origin[:2]) / spacing) * spacing + origin[:2]
    ends = np.array(whole).reshape(2, 2)
    edges = np.where(np.array(tiles).reshape(-1, 2, 2) == np.array(box_of(cloud)).reshape(2, 2), ends, edges)
    for done, (low, high) in enumerate(edges):
        own = progress.share(done / len(edges), (done + 1) / len(edges))
        found, places = gathered(cloud, low, high, own)
        if not len(found):
            continue
        yield found[nearest_in_cubes(places, spacing, origin)]


def nearest_in_cubes(
    places: NDArray[np.float64], spacing: float, origin: NDArray[np.float64]
) -> NDArray[np.intp]:
    """Return which places (n, 3) are the nearest to the middle of their cube, in their order.

    Parameters
    ----------
    places
        Metres.
    spacing
        Metres along a cube.
    origin
        (3,) where a cube begins.
    """
    if not len(places):
        return np.empty(0, dtype=np.intp)
    inner = (places - origin) / spacing
    cube = np.floor(inner).astype(np.int64)
    away = ((inner - cube - 0.5) ** 2).sum(axis=1)
    cube -= cube.min(axis=0)
    size = cube.max(axis=0) + 1
    name = (cube[:, 0] * size[1] + cube[:, 1]) * size[2] + cube[:, 2]
    order = np.lexsort((away, name))
    first = np.flatnonzero(np.diff(name[order], prepend=-1))
    return np.sort(order[first])


def gathered(
    cloud: Cloud, low: NDArray[np.float64], high: NDArray[np.float64], progress: Progress
) -> tuple[NDArray[np.void], NDArray[np.float64]]:
    """Return the points between two corners (2,), and where they are."""
    found, places = [np.empty(0, dtype=cloud.copc.dtype)], [np.empty((0, 3))]
    numbers = nodes_near(cloud, (low[0], low[1], high[0], high[1]))
    for done, number in enumerate(numbers):
        progress.step(done, len(numbers))
        points = cloud.copc.node(number)
        here = cloud.placed(cloud.copc.places(points))
        inside = ((here[:, :2] >= low) & (here[:, :2] < high)).all(axis=1)
        found.append(points[inside])
        places.append(here[inside])
    return np.concatenate(found), np.concatenate(places)
