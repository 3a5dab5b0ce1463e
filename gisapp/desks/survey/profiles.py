"""A section along a line: the points beside it, how far along they are, and the line of the surface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.axis import Axis
from gisapp.desks.survey.scans import WITHHELD
from gisapp.desks.survey.surfaces import low_of
from layers.cloudlook import colours_of
from styles.style import Fixed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from layers.cloud import Cloud
    from layers.feedback import Feedback
    from styles.style import Style


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
    place
        (n, 2) east and north, metres of the project's system.
    colour
        (n, 3) as the cloud is shown.
    """

    along: NDArray[np.float64]
    beside: NDArray[np.float64]
    height: NDArray[np.float64]
    classification: NDArray[np.uint8]
    length: float
    place: NDArray[np.float64]
    colour: NDArray[np.uint8]

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.along)

    def of_classes(self, classes: Collection[int]) -> Section:
        """Return the part of it that is of some ASPRS classes."""
        return self.where(np.isin(self.classification, list(classes)))

    def where(self, keep: NDArray[np.bool_]) -> Section:
        """Return the part of it for which (n,) `keep` is true."""
        return Section(
            self.along[keep],
            self.beside[keep],
            self.height[keep],
            self.classification[keep],
            self.length,
            self.place[keep],
            self.colour[keep],
        )


def section_along(
    cloud: Cloud, line: NDArray[np.float64], width: float, feedback: Feedback, style: Style | None = None
) -> Section:
    """Return the points within half a width of a line; see :func:`sections_along`."""
    return sections_along(cloud, [line], width, feedback, style)[0]


def sections_along(
    cloud: Cloud,
    lines: Sequence[NDArray[np.float64]],
    width: float,
    feedback: Feedback,
    style: Style | None = None,
) -> list[Section]:
    """Return the points within half a width of each of some lines; every node is read once.

    Parameters
    ----------
    cloud
        The cloud. Points marked as withheld are in no section.
    lines
        Each (k, 2) corners, metres of the project's system; at least two, no two alike in a row. A point
        beside a corner belongs to the piece that it is nearest to.
    width
        Metres, both sides together.
    feedback
        Receives progress; a wish to stop is heard at each node.
    style
        What gives the points their colour; their own by default.

    Raises
    ------
    ValueError
        When a line has no length.
    """
    ways = [_Way(line, width / 2) for line in lines]
    boxes = cloud.boxes
    near = np.array([way.meets(boxes) for way in ways]).reshape(len(ways), len(boxes))
    numbers = np.flatnonzero(near.any(axis=0)).tolist()
    found: list[list[Section]] = [[] for _ in ways]
    for done, number in enumerate(numbers):
        feedback.step(done, len(numbers))
        points = cloud.copc.node(number)
        points = points[(points["flags"] & WITHHELD) == 0]
        places = cloud.placed(cloud.copc.places(points))
        colours = colours_of(cloud.copc, points, places, style or Fixed(), bits=cloud.table.bits)
        for which in np.flatnonzero(near[:, number]).tolist():
            keep, along, beside = ways[which].reached(places[:, :2])
            length = ways[which].length
            height, classes = places[keep, 2], points["classification"][keep]
            found[which].append(
                Section(along, beside, height, classes, length, places[keep, :2], colours[keep])
            )
    return [_joined(parts, way.length) for parts, way in zip(found, ways, strict=True)]


class _Way:
    """A line that points are held against.

    Parameters
    ----------
    line
        (k, 2) metres.
    half
        Metres to each side.
    """

    def __init__(self, line: NDArray[np.float64], half: float) -> None:
        self.axis, self.half = Axis(line), half
        if len(line) < 2 or (self.axis.lengths == 0).any():
            raise ValueError("a line needs two different ends")
        self.length = self.axis.length
        self.low, self.high = line.min(axis=0) - half, line.max(axis=0) + half

    def meets(self, boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell of boxes (n, 6) which may hold points of it."""
        found: NDArray[np.bool_] = (boxes[:, :2] <= self.high).all(axis=1) & (boxes[:, 3:5] >= self.low).all(
            axis=1
        )
        return found

    def reached(
        self, places: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
        """Return which of places (m, 2) lie beside the line, how far along and beside it."""
        within = np.flatnonzero(((places >= self.low) & (places <= self.high)).all(axis=1))
        places = places[within]
        best, along, beside = np.full(len(places), np.inf), np.zeros(len(places)), np.zeros(len(places))
        axis = self.axis
        pieces = zip(axis.line[:-1], axis.ahead, axis.lengths, axis.begins[:-1], strict=True)
        for begin, ahead, length, start in pieces:
            away = places - begin
            level = away @ ahead
            reach = np.clip(level, 0.0, length)
            distance = np.hypot(*(away - reach[:, None] * ahead).T)
            # Points behind an end of the whole line belong to no section.
            nearer = (distance < best) & (level >= -1e-9) & (level <= length + 1e-9)
            best = np.where(nearer, distance, best)
            along = np.where(nearer, start + reach, along)
            beside = np.where(nearer, ahead[0] * away[:, 1] - ahead[1] * away[:, 0], beside)
        keep = best <= self.half
        return within[keep], along[keep], beside[keep]


def _joined(parts: list[Section], length: float) -> Section:
    """Return parts as one section in the order along it."""
    if not parts:
        none = np.empty(0)
        return Section(
            *(none, none, none, none.astype(np.uint8)), length, np.empty((0, 2)), np.empty((0, 3), np.uint8)
        )
    along = np.concatenate([one.along for one in parts])
    order = np.argsort(along, kind="stable")
    return Section(
        along[order],
        np.concatenate([one.beside for one in parts])[order],
        np.concatenate([one.height for one in parts])[order],
        np.concatenate([one.classification for one in parts])[order],
        length,
        np.concatenate([one.place for one in parts])[order],
        np.concatenate([one.colour for one in parts])[order],
    )


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
    middles = np.minimum((np.arange(count) + 0.5) * step, section.length)
    return np.column_stack([middles, low_of(cell, section.height, count, share)])


FLOOR = 0.02
"""Share of the points of a step that may lie below the ground: echoes from nowhere."""
LAYER = 0.3
"""Metres above the lowest points that still belong to them where the ground is level."""


def lowest_line(section: Section, step: float) -> NDArray[np.float64]:
    """Return the ground below trees and walls (m, 2) where points are not classified.

    Parameters
    ----------
    section
        The points, without noise.
    step
        Metres between places of the line.

    Notes
    -----
    In each step the median of what lies no higher above the lowest points than the step is long: all of the
    ground up to a slope of 45 degrees, and next to nothing of what stands on it.
    """
    floor = ground_line(section, step, FLOOR)[:, 1]
    cell = np.minimum((section.along / step).astype(np.int64), len(floor) - 1)
    above = section.height - floor[cell]
    return ground_line(section.where((above >= 0) & (above <= max(step, LAYER))), step, 0.5)
