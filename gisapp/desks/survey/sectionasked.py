"""From clouds and lines to sections with what stands on their sheets; for window and command line."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.change import same_heights
from gisapp.desks.survey.crosssections import Cutting, Flight, cuts_of
from gisapp.desks.survey.sectiondrawing import Key, scaled
from gisapp.desks.survey.sectionfiles import Sections
from gisapp.desks.survey.stations import Station, stations_along
from gisapp.desks.survey.titleblock import Size, Title
from layers.cloudlook import CLASS, HEIGHT
from layers.heightbase import WORDS
from styles import propose
from styles.palettes import RISING
from styles.style import ByCategory, ByRange, Fixed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.survey.titleblock import Say
    from layers.feedback import Feedback
    from layers.pointcloud import PointCloud
    from styles.style import Style

COLOURS = ("layer", "rgb", "class", "height")
"""What may colour the points: what the layer wears, their own colours, their class, their height."""
HEADROOM = 3.0
"""Metres over the ground that sections of a series show: they are about the ground, not about trees."""


@dataclass(frozen=True, eq=False)
class Asked:
    """What somebody wants to see.

    Attributes
    ----------
    line
        (k, 2) metres: of the one section, or the axis of a series.
    interval
        Metres between sections across the axis; 0 for one section along the line.
    left, right
        Metres to each side of the axis.
    kilometres, start
        How places of the axis are called, and what its begin is, see :func:`stations_along`.
    how
        Width and step of the sections.
    marks
        Metres along the line between which slopes are told.
    name
        Of a single section.
    colour
        One of :data:`COLOURS`.
    size
        Paper and scale.
    """

    line: NDArray[np.float64]
    interval: float = 0.0
    left: float = 10.0
    right: float = 10.0
    kilometres: bool = False
    start: float = 0.0
    how: Cutting = field(default_factory=Cutting)
    marks: tuple[float, ...] = ()
    name: str = ""
    colour: str = "layer"
    size: Size = field(default_factory=Size)


def sections_of(
    layers: Sequence[tuple[str, PointCloud]], asked: Asked, title: Title, feedback: Feedback, say: Say = str
) -> Sections:
    """Return sections through clouds.

    Parameters
    ----------
    layers
        What each flight is called and its cloud, the earlier first, all in one system.
    asked
        What is wanted.
    title
        What the block says.
    feedback
        Receives progress.
    say
        Returns sentences in the language of the reader.

    Raises
    ------
    layers.errors.AnalysisFailed
        When no point lies on the lines, there would be too many, or they do not fit the paper.
    """
    if len(layers) > 1:
        same_heights([layer.data for _, layer in layers], feedback)
    flights = [Flight(name, layer.data, style_of(layer, asked.colour)) for name, layer in layers]
    if asked.interval:
        stations = stations_along(
            asked.line,
            asked.interval,
            asked.left,
            asked.right,
            kilometres=asked.kilometres,
            start=asked.start,
        )
        begin, size = -asked.left, replace(asked.size, headroom=min(asked.size.headroom, HEADROOM))
    else:
        stations = (Station(asked.name, math.nan, asked.line),)
        begin, size = 0.0, asked.size
    cuts = cuts_of(flights, stations, asked.how, feedback, begin)
    cuts = tuple(replace(one, marks=asked.marks) for one in cuts)
    keys = keys_of(flights[-1].style, np.concatenate([one.traces[-1].section.colour for one in cuts]), say)
    return Sections(cuts, title, scaled(cuts, size), keys)


def title_of(
    layers: Sequence[PointCloud], name: str, made: str, *, surveyed: str = "", say: Say = str
) -> Title:
    """Return what the block of a drawing of clouds says; empty is what nobody knows.

    Parameters
    ----------
    layers
        The clouds, in one system.
    name
        Of the work.
    made
        ISO 8601 moment.
    surveyed
        What staff said of the day; by default what the data say.
    say
        Returns sentences in the language of the reader.
    """
    sources = [one.source for one in layers]
    return Title(
        name or layers[-1].name,
        surveyed or _joined([one.date for one in sources]),
        layers[-1].data.crs,
        _joined([say(WORDS[one.data.heights]) if one.data.heights else "" for one in layers]),
        _joined([one.credit or one.path.name for one in sources]),
        made,
    )


def _joined(texts: Sequence[str]) -> str:
    """Return different texts as one; nothing when one of them is not known."""
    return "、".join(dict.fromkeys(texts)) if all(texts) else ""


def style_of(layer: PointCloud, colour: str) -> Style:
    """Return what colours the points, by one of :data:`COLOURS`."""
    table = layer.data.table
    if colour == "rgb":
        return Fixed()
    if colour == "height":
        return propose.by_range(HEIGHT, table.numbers(HEIGHT), unit="m", anchors=RISING)
    if colour == "class":
        found, values = table.categories(CLASS)
        counts = np.bincount(found, minlength=len(values))
        return propose.by_category(CLASS, values, counts, table.labels(CLASS))
    return layer.style


def keys_of(style: Style | None, colours: NDArray[np.uint8], say: Say) -> tuple[Key, ...]:
    """Return what the colours mean that some points (n, 3) really have."""
    if isinstance(style, ByCategory):
        said = [(say(one.label) if one.label else one.value, one.colour) for one in style.categories]
    elif isinstance(style, ByRange):
        said = [(one.label or f"{one.low:g}–{one.high:g}", one.colour) for one in style.ranges]
    else:
        return ()
    weights = np.array([65536, 256, 1])
    there = set(np.unique(colours.astype(np.int64) @ weights).tolist())
    return tuple(
        Key(label, "#{:02x}{:02x}{:02x}".format(*colour))
        for label, colour in said
        if int(np.array(colour) @ weights) in there
    )
