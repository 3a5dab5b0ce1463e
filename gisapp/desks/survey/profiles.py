"""A section along a line: the points beside it, how far along they are, and the line of the surface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.feedback import Feedback
    from layers.pointcloud import Cloud


@dataclass(frozen=True, eq=False)
class Section:
    """Points of a section in the order along it.

    Attributes
    ----------
    along
        (n,) metres from the beginning of the line.
    beside
        (n,) metres to its left, negative to its right.
    height
        (n,) metres.
    classification
        (n,) ASPRS classes.
    length
        Metres of the line.
    """

    along: NDArray[np.float64]
    beside: NDArray[np.float64]
    height: NDArray[np.float64]
    classification: NDArray[np.uint8]
    length: float


def section_along(cloud: Cloud, line: NDArray[np.float64], width: float, feedback: Feedback) -> Section:
    """Return the points within half a width of a line.

    Parameters
    ----------
    cloud
        The cloud.
    line
        (k, 2) corners, metres of the project's system; at least two, no two alike in a row. A point beside
        a corner belongs to the piece that it is nearest to.
    width
        Metres, both sides together.
    feedback
        Receives progress.

    Raises
    ------
    ValueError
        When the line has no length.
    """
    steps = np.diff(line, axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    if not len(lengths) or (lengths == 0).any():
        raise ValueError("a line needs two different ends")
    begins = np.concatenate([[0.0], np.cumsum(lengths)])
    half = width / 2
    low, high = line.min(axis=0) - half, line.max(axis=0) + half
    boxes = cloud.boxes
    near = (boxes[:, :2] <= high).all(axis=1) & (boxes[:, 3:5] >= low).all(axis=1)
    numbers = np.flatnonzero(near).tolist()
    found: list[NDArray[np.float64]] = [np.empty((0, 4))]
    for done, number in enumerate(numbers):
        feedback.step(done, len(numbers))
        points = cloud.copc.node(number)
        places = cloud.placed(cloud.copc.places(points))
        within = ((places[:, :2] >= low) & (places[:, :2] <= high)).all(axis=1)
        places, classes = places[within], points["classification"][within]
        best, along, beside = np.full(len(places), np.inf), np.zeros(len(places)), np.zeros(len(places))
        for begin, step, length, start in zip(line[:-1], steps, lengths, begins, strict=False):
            ahead = step / length
            away = places[:, :2] - begin
            reach = np.clip(away @ ahead, 0.0, length)
            distance = np.hypot(*(away - reach[:, None] * ahead).T)
            # Points behind an end of the whole line belong to no section.
            level = away @ ahead
            nearer = (distance < best) & (level >= -1e-9) & (level <= length + 1e-9)
            best = np.where(nearer, distance, best)
            along = np.where(nearer, start + reach, along)
            beside = np.where(nearer, ahead[0] * away[:, 1] - ahead[1] * away[:, 0], beside)
        keep = best <= half
        found.append(np.column_stack([along[keep], beside[keep], places[keep, 2], classes[keep]]))
    whole = np.concatenate(found)
    whole = whole[np.argsort(whole[:, 0], kind="stable")]
    return Section(whole[:, 0], whole[:, 1], whole[:, 2], whole[:, 3].astype(np.uint8), float(begins[-1]))


def ground_line(section: Section, step: float, share: float = 0.1) -> NDArray[np.float64]:
    """Return the lower edge of a section (m, 2): along it and height, metres, a step apart.

    Parameters
    ----------
    section
        The points.
    step
        Metres between places of the line.
    share
        Of the points of a step, so many lie below the line; NaN where there are none.
    """
    count = max(int(np.ceil(section.length / step)), 1)
    cell = np.minimum((section.along / step).astype(np.int64), count - 1)
    order = np.lexsort((section.height, cell))
    numbers = np.bincount(cell, minlength=count)
    begins = np.concatenate([[0], np.cumsum(numbers)[:-1]])
    place = begins + np.floor(share * np.maximum(numbers - 1, 0)).astype(np.int64)
    heights = np.full(count, np.nan)
    there = numbers > 0
    heights[there] = section.height[order][place[there]]
    middles = np.minimum((np.arange(count) + 0.5) * step, section.length)
    return np.column_stack([middles, heights])
