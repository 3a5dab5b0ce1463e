"""Sections to work with: the ground in them, and what two flights differ by."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.axis import Axis
from gisapp.desks.survey.profiles import ground_line, lowest_line, sections_along
from gisapp.desks.survey.scans import NOISE
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.survey.profiles import Section
    from gisapp.desks.survey.stations import Station
    from layers.cloud import Cloud
    from layers.feedback import Feedback
    from styles.style import Style

GROUND = 2
"""ASPRS class of ground."""
OF_CLASSES = QT_TRANSLATE_NOOP(CONTEXT, "分類 {classes} の中央値")
OF_GROUND = QT_TRANSLATE_NOOP(CONTEXT, "分類「地面」の中央値")
OF_LOWEST = QT_TRANSLATE_NOOP(CONTEXT, "地面の分類がないため、最も低い点の集まりの中央値")
_NO_POINTS = QT_TRANSLATE_NOOP(CONTEXT, "線の上に点がないため、断面を作れません。")
_NO_POINTS_HINT = QT_TRANSLATE_NOOP(CONTEXT, "線の位置と座標系、幅を確かめてください。")


@dataclass(frozen=True, eq=False)
class Trace:
    """What one flight shows of a section.

    Attributes
    ----------
    name
        What the flight is called.
    section
        Its points.
    ground
        (m, 2) metres along and height, NaN where there are no points.
    based, classes
        How the ground was found: one of the templates of this module, and the classes that were named.
    """

    name: str
    section: Section
    ground: NDArray[np.float64]
    based: str
    classes: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Cut:
    """A section of one or more flights.

    Attributes
    ----------
    name
        「No.1+5.0」.
    line
        (k, 2) corners, metres of the project's system.
    traces
        The earlier flight first; at least one.
    begin
        What the left end is called, metres: 0, or minus what lies left of an axis.
    station
        Metres along the axis, NaN for a section of its own.
    marks
        Metres along the line between which slopes are told.
    band
        Metres of a difference between flights that is not counted.
    """

    name: str
    line: NDArray[np.float64]
    traces: tuple[Trace, ...]
    begin: float = 0.0
    station: float = math.nan
    marks: tuple[float, ...] = ()
    band: float = 0.0

    @property
    def length(self) -> float:
        """Metres."""
        return self.traces[0].section.length


@dataclass(frozen=True)
class Areas:
    """What lies between two lines of ground.

    Attributes
    ----------
    cut, fill
        Square metres that went, and that came.
    compared
        Metres of the section for which both are known.
    """

    cut: float
    fill: float
    compared: float


@dataclass(frozen=True)
class Slice:
    """A line of the table of volumes (平均断面法).

    Attributes
    ----------
    name, along
        Of the station, metres.
    distance
        Metres from the one before, 0 for the first.
    areas
        At the station.
    cut, fill
        Cubic metres between the one before and this.
    """

    name: str
    along: float
    distance: float
    areas: Areas
    cut: float
    fill: float


def trace_of(name: str, section: Section, step: float, classes: Collection[int] = ()) -> Trace:
    """Return what a flight shows of a section.

    Parameters
    ----------
    name
        Of the flight.
    section
        Its points.
    step
        Metres between places of the ground.
    classes
        ASPRS classes of the points that are ground. By default those classified as ground; where there are
        none, the lowest of all points but noise, see :func:`~gisapp.desks.survey.profiles.lowest_line`.
    """
    if classes:
        ground, based = ground_line(section.of_classes(classes), step, 0.5), OF_CLASSES
    elif (section.classification == GROUND).any():
        ground, based = ground_line(section.of_classes([GROUND]), step, 0.5), OF_GROUND
    else:
        ground = lowest_line(section.where(~np.isin(section.classification, NOISE)), step)
        based = OF_LOWEST
    return Trace(name, section, _to_the_ends(ground, section.length), based, tuple(classes))


def _to_the_ends(ground: NDArray[np.float64], length: float) -> NDArray[np.float64]:
    """Return a ground that is known in the middle of each step with the ends of its line.

    It goes on as between the two outermost places; else half a step at each end would be in no area.
    """
    if len(ground) < 2:
        return ground
    ends = []
    for along, (one, two) in ((0.0, ground[:2]), (length, ground[:-3:-1])):
        rise = (two[1] - one[1]) / (two[0] - one[0]) if two[0] != one[0] else 0.0
        ends.append((along, one[1] + (along - one[0]) * (rise if np.isfinite(rise) else 0.0)))
    return np.vstack([ends[:1], ground, ends[1:]])


@dataclass(frozen=True)
class Flight:
    """A cloud as sections see it: what it is called, its points, what colours them."""

    name: str
    cloud: Cloud
    style: Style | None = None


@dataclass(frozen=True)
class Cutting:
    """How sections are cut.

    Attributes
    ----------
    width
        Metres of points, both sides together.
    step
        Metres between places of the ground.
    classes
        ASPRS classes of the ground, see :func:`trace_of`.
    band
        Metres of a difference between flights that may be chance and is not counted.
    """

    width: float = 1.0
    step: float = 0.5
    classes: tuple[int, ...] = ()
    band: float = 0.0


def cuts_of(
    flights: Sequence[Flight],
    stations: Sequence[Station],
    how: Cutting,
    feedback: Feedback,
    begin: float = 0.0,
) -> tuple[Cut, ...]:
    """Return the sections of flights across stations.

    Parameters
    ----------
    flights
        The earlier first; at least one.
    stations
        Names and lines.
    how
        Width and step.
    feedback
        Receives progress.
    begin
        What the left ends are called, metres.

    Raises
    ------
    layers.errors.AnalysisFailed
        When no line meets a point.
    """
    lines = [one.line for one in stations]
    found = []
    for number, flight in enumerate(flights):
        part = feedback.share(number / len(flights), (number + 1) / len(flights))
        sections = sections_along(flight.cloud, lines, how.width, part, flight.style)
        found.append([trace_of(flight.name, one, how.step, how.classes) for one in sections])
    if not any(len(trace.section) for traces in found for trace in traces):
        raise AnalysisFailed(_NO_POINTS, _NO_POINTS_HINT)
    return tuple(
        Cut(station.name, station.line, traces, begin, station.along, band=how.band)
        for station, traces in zip(stations, zip(*found, strict=True), strict=True)
    )


def ground_places(cut: Cut, trace: Trace) -> NDArray[np.float64]:
    """Return the known places of a ground (m, 4): metres along the line, east, north, height."""
    known = trace.ground[np.isfinite(trace.ground[:, 1])]
    return np.column_stack([known[:, 0], Axis(cut.line).places(known[:, 0]), known[:, 1]])


def areas_between(earlier: NDArray[np.float64], later: NDArray[np.float64], band: float = 0.0) -> Areas:
    """Return what lies between two lines of ground (m, 2) with the same steps; a gap within a band is none.

    Notes
    -----
    Trapezoids between neighbouring places for which both are known; where the lines cross in between, each
    side gets the triangle that is its own.
    """
    gap = later[:, 1] - earlier[:, 1]
    gap = np.where(np.abs(gap) <= band, 0.0, gap)
    wide = np.diff(later[:, 0])
    one, two = gap[:-1], gap[1:]
    known = np.isfinite(one) & np.isfinite(two)
    one, two, wide = one[known], two[known], wide[known]
    crossing = one * two < 0
    apart = np.where(crossing, np.abs(one) + np.abs(two), 1.0)
    own = np.where(crossing, np.abs(one) / apart, 1.0) * wide
    other = wide - own
    # Where they do not cross, both ends are on one side and the whole is one trapezoid.
    first = np.where(crossing, one * own / 2, (one + two) * wide / 2)
    second = np.where(crossing, two * other / 2, 0.0)
    both = np.concatenate([first, second])
    return Areas(float(-both[both < 0].sum()), float(both[both > 0].sum()), float(wide.sum()))


def areas_of(cut: Cut) -> Areas | None:
    """Return what lies between the first and the last flight of a section, None when there is only one."""
    if len(cut.traces) < 2:
        return None
    return areas_between(cut.traces[0].ground, cut.traces[-1].ground, cut.band)


def earthwork(cuts: Sequence[Cut]) -> tuple[Slice, ...]:
    """Return areas and volumes along an axis by average end areas (平均断面法).

    The volume between two sections is the mean of their areas times the distance along the axis.
    """
    rows: list[Slice] = []
    areas = [areas_of(one) or Areas(0.0, 0.0, 0.0) for one in cuts]
    rows += [
        Slice(one.name, one.station, 0.0, area, 0.0, 0.0) for one, area in zip(cuts[:1], areas, strict=False)
    ]
    for (before, after), (first, second) in zip(pairwise(cuts), pairwise(areas), strict=True):
        long = after.station - before.station
        rows.append(
            Slice(
                after.name,
                after.station,
                long,
                second,
                (first.cut + second.cut) / 2 * long,
                (first.fill + second.fill) / 2 * long,
            )
        )
    return tuple(rows)
