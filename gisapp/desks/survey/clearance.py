"""The clearance of a road (建築限界): which points of a scan stand in the envelope swept along an axis.

道路構造令 第12条 says that within the envelope of its first figure nothing may stand: over the carriageway
4.5 m, which in narrow cases may come down to 4 m or 3 m, its upper corners cut off over the shoulders by the
height less 3.8 m; over a pavement 2.5 m. The figures are what staff enter, and the answer says so: the
text of the article was not at hand when this was written (未確認), and each road has a width of its own.

Heights are counted from the road below each point, so that crossfall and slope are followed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.axis import Axis
from gisapp.desks.survey.profiles import section_along
from gisapp.desks.survey.roadsurface import over_ground
from gisapp.desks.survey.scans import NOISE
from gisapp.desks.survey.stations import stake
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.cloud import Cloud
    from layers.feedback import Feedback

HEIGHT, PAVEMENT = 4.5, 2.5
"""Metres over a carriageway and over a pavement."""
CORNER = 3.8
"""Metres: above it the corners over the shoulders are cut off."""
FLOOR = 0.3
"""Metres over the road below which points are taken for the road, kerbs and noise."""
CELL = 1.0
MARGIN = 3.0
"""Metres beside the envelope that are looked at to find the ground."""
_NONE = QT_TRANSLATE_NOOP(CONTEXT, "軸のまわりに点がないため、建築限界を調べられません。")
_HINT = QT_TRANSLATE_NOOP(CONTEXT, "軸の位置と座標系、幅を確かめてください。")
UNCONFIRMED = QT_TRANSLATE_NOOP(
    CONTEXT,
    "建築限界の寸法は入力した値です（道路構造令第12条の条文との照合は未確認）。"
    "走っている車や歩行者の点も、入り込んだものとして数えます。",
)


@dataclass(frozen=True)
class Envelope:
    """A cross-section in which nothing may stand, the same on both sides of the axis.

    Attributes
    ----------
    width
        Metres of carriageway and shoulders, both sides together.
    height
        Metres over them.
    shoulder
        Metres from each side over which the upper corner is cut off; 0 for none.
    pavement
        Metres of a pavement beyond each side; 0 for none.
    pavement_height
        Metres over it.
    floor
        Metres over the road below which nothing counts.
    """

    width: float
    height: float = HEIGHT
    shoulder: float = 0.0
    pavement: float = 0.0
    pavement_height: float = PAVEMENT
    floor: float = FLOOR

    @property
    def reach(self) -> float:
        """Metres from the axis to its farthest side."""
        return self.width / 2 + self.pavement

    def top(self, beside: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how high the envelope is (n,) metres beside the axis, 0 outside of it."""
        away = np.abs(beside)
        half = self.width / 2
        drop = max(self.height - CORNER, 0.0)
        cut = np.clip((away - (half - self.shoulder)) / self.shoulder, 0.0, 1.0) if self.shoulder else 0.0
        found = np.where(away <= half, self.height - drop * cut, 0.0)
        return np.where((away > half) & (away <= self.reach), self.pavement_height, found)

    def outline(self) -> NDArray[np.float64]:
        """Return (k, 2) corners of the cross-section: metres beside the axis and over the road."""
        half, drop = self.width / 2, max(self.height - CORNER, 0.0)
        right = [(half - self.shoulder, self.height)]
        if self.shoulder:
            right.append((half, self.height - drop))
        if self.pavement:
            if not self.shoulder:
                right.append((half, self.height))
            right += [(half, self.pavement_height), (self.reach, self.pavement_height)]
        elif not self.shoulder:
            right = [(half, self.height)]
        right.append((self.reach, 0.0))
        return np.array([*((-x, y) for x, y in right[::-1]), *right])


@dataclass(frozen=True)
class Stretch:
    """A stretch of the road in which points stand in the envelope.

    Attributes
    ----------
    begin, end
        Metres along the axis.
    count
        Points.
    lowest
        Metres over the road of the lowest of them.
    lacking
        Metres by which the one that is deepest in would have to be higher.
    beside
        Metres to the left of the axis at which that is, negative to the right.
    classes
        ASPRS class that most of them have.
    """

    begin: float
    end: float
    count: int
    lowest: float
    lacking: float
    beside: float
    classes: int

    @property
    def name(self) -> str:
        """From where to where, by stakes."""
        return f"{stake(self.begin)} ～ {stake(self.end)}"


@dataclass(frozen=True, eq=False)
class Clearance:
    """What stands in an envelope.

    Attributes
    ----------
    points
        (n, 3) where, metres of the project's system.
    along, beside, over
        (n,) metres along the axis, to its left, and over the road.
    lacking
        (n,) metres by which each would have to be higher.
    stretches
        Where along the axis.
    road
        (m, 2) metres along the axis and mean height of the road there, NaN without points.
    looked, length
        Points that were looked at, and metres of the axis.
    covered
        Share of the axis at which there are points at all.
    basis
        What the road was taken for.
    """

    points: NDArray[np.float64]
    along: NDArray[np.float64]
    beside: NDArray[np.float64]
    over: NDArray[np.float64]
    lacking: NDArray[np.float64]
    stretches: tuple[Stretch, ...]
    road: NDArray[np.float64]
    looked: int
    length: float
    covered: float
    basis: Message


def clearance(
    cloud: Cloud, axis: NDArray[np.float64], envelope: Envelope, feedback: Feedback, step: float = 1.0
) -> Clearance:
    """Return which points stand in an envelope along an axis.

    Parameters
    ----------
    cloud
        The scan.
    axis
        (k, 2) corners, metres of the project's system.
    envelope
        The cross-section.
    feedback
        Receives progress.
    step
        Metres along: stretches less apart than twice that are one.

    Raises
    ------
    layers.errors.AnalysisFailed
        When there is no point around the axis.
    """
    section = section_along(cloud, axis, 2 * (envelope.reach + MARGIN), feedback)
    kept = ~np.isin(section.classification, NOISE)
    along, beside, height = section.along[kept], section.beside[kept], section.height[kept]
    classes = section.classification[kept]
    if not len(along):
        raise AnalysisFailed(_NONE, _HINT)
    over = over_ground(np.column_stack([along, beside]), height, classes, CELL)
    top = envelope.top(beside)
    inside = (over.heights > envelope.floor) & (over.heights < top)
    rows = np.flatnonzero(inside)
    lacking = top[rows] - over.heights[rows]
    bins = max(int(np.ceil(section.length / step)), 1)
    near = np.abs(beside) <= envelope.reach
    place = np.minimum((along[near] / step).astype(np.int64), bins - 1)
    count = np.bincount(place, minlength=bins)
    total = np.bincount(place, height[near] - over.heights[near], bins)
    means = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return Clearance(
        placed_along(axis, along[rows], beside[rows], height[rows]),
        along[rows],
        beside[rows],
        over.heights[rows],
        lacking,
        _stretches(along[rows], beside[rows], over.heights[rows], lacking, classes[rows], step),
        np.column_stack([(np.arange(bins) + 0.5) * step, means]),
        int(near.sum()),
        section.length,
        float((count > 0).mean()),
        over.basis,
    )


def _stretches(
    along: NDArray[np.float64],
    beside: NDArray[np.float64],
    over: NDArray[np.float64],
    lacking: NDArray[np.float64],
    classes: NDArray[np.uint8],
    step: float,
) -> tuple[Stretch, ...]:
    if not len(along):
        return ()
    order = np.argsort(along, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(along[order]) > 2 * step) + 1)
    return tuple(
        Stretch(
            float(along[part[0]]),
            float(along[part[-1]]),
            len(part),
            float(over[part].min()),
            float(lacking[part].max()),
            float(beside[part[np.argmax(lacking[part])]]),
            int(np.bincount(classes[part]).argmax()),
        )
        for part in parts
    )


def placed_along(
    axis: NDArray[np.float64],
    along: NDArray[np.float64],
    beside: NDArray[np.float64],
    height: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return where points are (n, 3) that are told by an axis (k, 2): along it and to its left, metres."""
    return np.column_stack([Axis(axis).places(along, beside), height])
