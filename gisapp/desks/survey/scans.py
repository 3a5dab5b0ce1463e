"""Clouds as other processes open them, and their points piece by piece."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from layers.cloud import Cloud
from layers.copc import open_copc
from layers.motion import motion_from

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from numpy.typing import NDArray

    from layers.feedback import Feedback
    from layers.heightbase import Geoid

WITHHELD = 4
"""Bit of the flags of a point of format 6 on that says that it is not to be used."""
NOISE = (7, 18)
"""Classes of the ASPRS specification for points that are none of anything."""
Box = tuple[float, float, float, float]
"""West, south, east, north, metres of the project's system."""


@dataclass(frozen=True)
class Scan:
    """What another process needs to open a cloud: plain values, no open file.

    Attributes
    ----------
    path
        The COPC file.
    source_crs, crs
        System of its numbers, and the plane rectangular one of the project.
    unit
        Metres of a unit of height.
    motion
        By what it is moved (see :mod:`layers.motion`), empty for nothing.
    geoid
        What is taken off its heights, None for nothing.
    """

    path: Path
    source_crs: str
    crs: str
    unit: float = 1.0
    motion: tuple[float, ...] = ()
    geoid: Geoid | None = None

    def opened(self) -> Cloud:
        """Open the cloud."""
        motion = motion_from(self.motion)
        copc = open_copc(self.path)
        return Cloud(copc, self.source_crs, self.crs, self.unit, geoid=self.geoid, motion=motion)


def scan_of(cloud: Cloud) -> Scan:
    """Return what another process needs to open a cloud."""
    motion = () if cloud.motion is None else cloud.motion.numbers
    return Scan(cloud.copc.path, cloud.source_crs, cloud.crs, cloud.unit, motion, cloud.geoid)


class Progress:
    """Feedback of work in a process of its own, which can only tell the share that is done."""

    def __init__(self, show: Callable[[float], None], first: float = 0.0, last: float = 1.0) -> None:
        self._show, self._first, self._last = show, first, last

    def step(self, done: float = 0.0, total: float = 0.0) -> None:
        """Tell how far the work is."""
        if total:
            self._show(self._first + (self._last - self._first) * min(done / total, 1.0))

    def share(self, first: float, last: float) -> Progress:
        """Return what tells of a piece of the work."""
        span = self._last - self._first
        return Progress(self._show, self._first + first * span, self._first + last * span)


def box_of(cloud: Cloud) -> Box:
    """Return west, south, east, north of a cloud."""
    boxes = cloud.boxes
    west, south = boxes[:, :2].min(axis=0).tolist()
    east, north = boxes[:, 3:5].max(axis=0).tolist()
    return west, south, east, north


def nodes_near(cloud: Cloud, box: Box) -> list[int]:
    """Return the nodes that may have points in a box."""
    west, south, east, north = box
    boxes = cloud.boxes
    near = (boxes[:, 0] <= east) & (boxes[:, 3] >= west) & (boxes[:, 1] <= north) & (boxes[:, 4] >= south)
    return np.flatnonzero(near).tolist()


def usable(points: NDArray[np.void], classes: Collection[int] = ()) -> NDArray[np.bool_]:
    """Return which points (n,) count: no noise, not withheld, and of some classes where any are named."""
    keep: NDArray[np.bool_] = (points["flags"] & WITHHELD) == 0
    if classes:
        return keep & np.isin(points["classification"], list(classes))
    return keep & ~np.isin(points["classification"], NOISE)


def pieces(
    cloud: Cloud, feedback: Feedback | Progress, box: Box | None = None, classes: Collection[int] = ()
) -> Iterator[NDArray[np.float64]]:
    """Give the places (n, 3) of points that count, node by node, those within a box where there is one."""
    numbers = list(range(len(cloud.copc.counts))) if box is None else nodes_near(cloud, box)
    for done, number in enumerate(numbers):
        feedback.step(done, len(numbers))
        points = cloud.copc.node(number)
        places = cloud.placed(cloud.copc.places(points[usable(points, classes)]))
        if box is not None:
            west, south, east, north = box
            east_of, north_of = places[:, 0], places[:, 1]
            inside = (east_of >= west) & (east_of < east) & (north_of >= south) & (north_of < north)
            places = places[inside]
        yield places


def places_in(
    cloud: Cloud, feedback: Feedback | Progress, box: Box | None = None, classes: Collection[int] = ()
) -> NDArray[np.float64]:
    """Return the places (n, 3) of all points that count, in one array."""
    return np.concatenate([np.empty((0, 3)), *pieces(cloud, feedback, box, classes)])


def tiles_over(cloud: Cloud, most: int, box: Box | None = None) -> list[Box]:
    """Return boxes side by side over a cloud, each with hardly more points than `most`.

    The points of a node count in a tile by the share of its area that lies in it.
    """
    boxes, counts = cloud.boxes, cloud.copc.counts
    area = np.maximum((boxes[:, 3] - boxes[:, 0]) * (boxes[:, 4] - boxes[:, 1]), 1e-9)

    def number(west: float, south: float, east: float, north: float) -> float:
        wide = np.minimum(boxes[:, 3], east) - np.maximum(boxes[:, 0], west)
        deep = np.minimum(boxes[:, 4], north) - np.maximum(boxes[:, 1], south)
        return float((np.maximum(wide, 0) * np.maximum(deep, 0) / area * counts).sum())

    found: list[Box] = []
    waiting = [box or box_of(cloud)]
    while waiting:
        west, south, east, north = one = waiting.pop()
        if number(*one) <= most or max(east - west, north - south) < 2.0:
            found.append(one)
        elif east - west >= north - south:
            middle = (west + east) / 2
            waiting += [(west, south, middle, north), (middle, south, east, north)]
        else:
            middle = (south + north) / 2
            waiting += [(west, south, east, middle), (west, middle, east, north)]
    return sorted(found)
