"""The one model of a hazard, whatever it was published as.

A hazard is one event (kind, scale, river or plan) of one theme: how deep the water is, how long it stays,
where houses may collapse, where slopes may slide. Its areas carry classes from a table of the hazard's own,
from the least to the most dangerous; the codes of the source are kept beside them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.classes import Kind, Scale
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.hazard.depthgrid import DepthGrid
    from gisapp.desks.hazard.given import Given


class Theme(StrEnum):
    """What the areas of a hazard tell."""

    DEPTH = "depth"
    """How deep the water is (浸水深)."""
    DURATION = "duration"
    """How long it stays (浸水継続時間)."""
    COLLAPSE = "collapse"
    """Where houses may be swept away (家屋倒壊等氾濫想定区域)."""
    ZONE = "zone"
    """Where slopes may slide, or nobody may build (土砂災害警戒区域, 災害危険区域)."""


KINDS = {
    Kind.FLOOD: QT_TRANSLATE_NOOP(CONTEXT, "洪水"),
    Kind.INLAND: QT_TRANSLATE_NOOP(CONTEXT, "内水"),
    Kind.TSUNAMI: QT_TRANSLATE_NOOP(CONTEXT, "津波"),
    Kind.STORM_SURGE: QT_TRANSLATE_NOOP(CONTEXT, "高潮"),
    Kind.RESERVOIR: QT_TRANSLATE_NOOP(CONTEXT, "ため池"),
    Kind.LANDSLIDE: QT_TRANSLATE_NOOP(CONTEXT, "土砂災害"),
    Kind.COLLAPSE: QT_TRANSLATE_NOOP(CONTEXT, "家屋倒壊等氾濫想定区域"),
    Kind.DANGER: QT_TRANSLATE_NOOP(CONTEXT, "災害危険区域"),
}
"""What each kind is called."""
SCALES = {
    Scale.PLANNED: QT_TRANSLATE_NOOP(CONTEXT, "計画規模"),
    Scale.LARGEST: QT_TRANSLATE_NOOP(CONTEXT, "想定最大規模"),
    Scale.UNKNOWN: "",
}
"""What each scale is called."""
_LASTING = QT_TRANSLATE_NOOP(CONTEXT, "{kind}の継続時間")
_NAMED = QT_TRANSLATE_NOOP(CONTEXT, "{kind}（{details}）")
UNKNOWN = -1
"""Class of an area whose code or text cannot be read."""


@dataclass(frozen=True, order=True)
class HazardClass:
    """One class of a hazard; they are ordered by danger.

    Attributes
    ----------
    lower, upper
        Metres of water or hours; upper may be infinite. Of zones the lower one is their order, the upper too.
    code
        As the source writes it.
    text
        What it means, in the words of the source.
    """

    lower: float
    upper: float
    code: str
    text: str


@dataclass(frozen=True)
class Origin:
    """Where a hazard comes from.

    Attributes
    ----------
    layer, layer_name, file, date, digest, credit
        Of the layer; `date` is what the data tell of.
    column
        Column that holds the classes, depths or levels.
    """

    layer: str = ""
    layer_name: str = ""
    file: str = ""
    date: str = ""
    digest: str = ""
    credit: str = ""
    column: str = ""


@dataclass(frozen=True, eq=False)
class Hazard:
    """A hazard.

    Attributes
    ----------
    id
        Unique among those of a project, the same as long as the data are the same.
    kind, theme, scale
        What it is.
    name
        River, plan or zone, as the source calls it; empty when it does not.
    classes
        Its classes, the least dangerous first.
    origin
        Where it comes from.
    areas
        (m,) polygons, metres of the project's system; empty for a grid and for what buildings carry.
    rank
        (m,) number of the class of each area from 1, :data:`UNKNOWN` where nobody knows.
    depth
        (m,) metres where the source states a value, else NaN.
    level
        (m,) metres above the vertical datum where the source states the water's level and no depth, else NaN.
    from_shape
        Whether the level of the water is the height of the shapes themselves, and nothing else is known.
    grid
        Depths in a raster, or None.
    given
        What buildings themselves carry of it, or None.
    """

    id: str
    kind: Kind
    theme: Theme
    scale: Scale
    name: str
    classes: tuple[HazardClass, ...]
    origin: Origin
    areas: NDArray[np.object_]
    rank: NDArray[np.int64]
    depth: NDArray[np.float64]
    level: NDArray[np.float64]
    from_shape: bool = False
    grid: DepthGrid | None = None
    given: Given | None = None

    @property
    def title(self) -> str:
        """What it is called in tables, in Japanese: kind, and in brackets the name and scale."""
        return str(self.called)

    @property
    def called(self) -> Message:
        """The same as a message, so that a window of another language can tell it."""
        details = "・".join(one for one in (self.name, str(self.scale)) if one)
        what = Message(KINDS[self.kind])
        if self.theme is Theme.DURATION:
            what = Message(_LASTING, {"kind": what})
        return Message(_NAMED, {"kind": what, "details": details}) if details else what

    @property
    def measured(self) -> bool:
        """Whether there is anything to lay over buildings, and not only what they carry themselves."""
        return self.grid is not None or len(self.areas) > 0


def nothing(count: int = 0) -> NDArray[np.float64]:
    """Return (count,) numbers that nobody knows."""
    return np.full(count, np.nan)


def same_name(one: str, other: str) -> bool:
    """Say whether two names of rivers or plans mean the same: one may be part of the other."""
    first, second = plain_name(one), plain_name(other)
    return bool(first and second) and (first in second or second in first)


def plain_name(name: str) -> str:
    """Return a name without what writers differ in."""
    text = unicodedata.normalize("NFKC", name)
    for word in ("浸水想定区域図", "浸水想定区域", "浸水想定図", "浸水想定", "洪水", "津波", "高潮", "内水"):
        text = text.replace(word, "")
    for word in ("想定最大規模", "計画規模", "()", "・", " ", "L1", "L2"):
        text = text.replace(word, "")
    return text


def bounds_of(classes: Sequence[HazardClass], rank: NDArray[np.int64]) -> tuple[NDArray[np.float64], ...]:
    """Return the lower and upper ends of classes by number; NaN for 0 and for unknown ones."""
    lower = np.array([np.nan, *(one.lower for one in classes), np.nan])
    upper = np.array([np.nan, *(one.upper for one in classes), np.nan])
    place = np.clip(rank, UNKNOWN, len(classes))
    return lower[place], upper[place]
