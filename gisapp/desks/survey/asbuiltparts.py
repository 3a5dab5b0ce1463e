"""As-built inspection of the parts of a structure: points of a scan against the design (DOMAIN 6.2)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.asbuilt import Verdict, verdict_of
from gisapp.desks.survey.scans import usable
from layers.errors import NoOverlap
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import shapely
    from numpy.typing import NDArray

    from layers.cloud import Cloud
    from layers.feedback import Feedback
    from layers.tin import Tin

EDGE = 0.05
"""Metres from the edges of a part within which points are not looked at (法肩・法尻から 5 cm、未確認)."""
CELL = 1.0
"""Metres of the cells that each should hold a point."""
_APART = QT_TRANSLATE_NOOP(CONTEXT, "「{part}」の範囲に設計面がありません。")
_APART_HINT = QT_TRANSLATE_NOOP(CONTEXT, "設計データと部位の範囲の座標系を確かめてください。")


class Kind(StrEnum):
    """Parts that limits are given for."""

    CROWN = "天端"
    SLOPE = "法面"
    BERM = "小段"


KINDS = {
    Kind.CROWN: QT_TRANSLATE_NOOP(CONTEXT, "天端"),
    Kind.SLOPE: QT_TRANSLATE_NOOP(CONTEXT, "法面"),
    Kind.BERM: QT_TRANSLATE_NOOP(CONTEXT, "小段"),
}


class Way(StrEnum):
    """How a deviation is measured."""

    VERTICAL = "vertical"
    NORMAL = "normal"
    HORIZONTAL = "horizontal"


WAYS = {
    Way.VERTICAL: QT_TRANSLATE_NOOP(CONTEXT, "標高較差（鉛直）"),
    Way.NORMAL: QT_TRANSLATE_NOOP(CONTEXT, "設計面に直角の較差"),
    Way.HORIZONTAL: QT_TRANSLATE_NOOP(CONTEXT, "水平較差"),
}


@dataclass(frozen=True)
class Limits:
    """What is allowed of a part.

    Attributes
    ----------
    single, mean
        Metres either way: of a point, and of the mean of all.
    single_sure, mean_sure
        Whether the value is known, and not only quoted somewhere (未確認).
    """

    single: float
    mean: float
    single_sure: bool = True
    mean_sure: bool = True


QUOTED = {
    Kind.CROWN: Limits(0.150, 0.050, mean_sure=False),
    Kind.SLOPE: Limits(0.190, 0.080, mean_sure=False),
    Kind.BERM: Limits(0.190, 0.080, single_sure=False, mean_sure=False),
}
"""Limits where staff give none: of single values ±150 mm (天端) and ±190 mm (法面) as quoted of
the 出来形管理要領 of March 2026; means and those of berms (as for slopes) could not be confirmed."""


@dataclass(frozen=True, eq=False)
class Part:
    """A part of a structure.

    Attributes
    ----------
    name
        What staff call it.
    kind
        For which limits are given.
    polygon
        Where it lies, metres.
    limits
        What is allowed.
    way
        How deviations are measured.
    """

    name: str
    kind: Kind
    polygon: shapely.Geometry
    limits: Limits
    way: Way = Way.VERTICAL


class Outcome(StrEnum):
    """What comes of a part."""

    PASSED = "pass"
    FAIL = "fail"
    CONFIRM = "confirm"
    """It hangs on a limit that nobody confirmed."""


OUTCOMES = {
    Outcome.PASSED: QT_TRANSLATE_NOOP(CONTEXT, "合格"),
    Outcome.FAIL: QT_TRANSLATE_NOOP(CONTEXT, "不合格"),
    Outcome.CONFIRM: QT_TRANSLATE_NOOP(CONTEXT, "要確認"),
}


@dataclass(frozen=True, eq=False)
class Evaluation:
    """What was found of a part.

    Attributes
    ----------
    part
        The part.
    verdict
        Its figures.
    area
        Square metres that were evaluated, as seen from above.
    places, deviations
        (n, 3) and (n,) of the points, metres; up or outwards is positive.
    at_edge, off_design
        Points that were left out: too near to an edge, and without a design below.
    cells, empty
        Cells of a square metre within it, and those of them without a point.
    """

    part: Part
    verdict: Verdict
    area: float
    places: NDArray[np.float64]
    deviations: NDArray[np.float64]
    at_edge: int
    off_design: int
    cells: int
    empty: int

    @property
    def mean_fits(self) -> bool:
        """Whether the mean lies within its limit."""
        return bool(abs(self.verdict.mean) <= self.part.limits.mean)

    @property
    def outcome(self) -> Outcome:
        """Whether the part passes; limits that nobody confirmed let none pass and none fail."""
        limits = self.part.limits
        if not self.verdict.passes:
            few = self.verdict.density < 1 or limits.single_sure
            return Outcome.FAIL if few else Outcome.CONFIRM
        if not self.mean_fits:
            return Outcome.FAIL if limits.mean_sure else Outcome.CONFIRM
        return Outcome.PASSED if limits.single_sure else Outcome.CONFIRM


def evaluate(
    cloud: Cloud,
    design: Tin,
    parts: Sequence[Part],
    feedback: Feedback,
    *,
    edge: float = EDGE,
    classes: Collection[int] = (),
) -> tuple[Evaluation, ...]:
    """Return what comes of the parts of a structure.

    Parameters
    ----------
    cloud
        The scan.
    design
        In the system of the cloud's places.
    parts
        At least one.
    feedback
        Receives progress; a wish to stop is heard at each node.
    edge
        Metres from the edges within which points are not looked at.
    classes
        ASPRS classes of the points that count; all but noise by default. Points marked as withheld never do.

    Raises
    ------
    layers.errors.NoOverlap
        When a part has no design at all.
    """
    sought = [_Sought(part, design, edge) for part in parts]
    areas = [design.area_within(one.inner) for one in sought]
    for part, area in zip(parts, areas, strict=True):
        if not area:
            raise NoOverlap(_APART, _APART_HINT, values={"part": part.name})
    boxes = cloud.boxes
    near = np.array([one.meets(boxes) for one in sought])
    numbers = np.flatnonzero(near.any(axis=0)).tolist()
    for done, number in enumerate(numbers):
        feedback.step(done, len(numbers))
        points = cloud.copc.node(number)
        places = cloud.placed(cloud.copc.places(points[usable(points, classes)]))
        for which in np.flatnonzero(near[:, number]).tolist():
            sought[which].take(places)
    return tuple(one.found(area) for one, area in zip(sought, areas, strict=True))


class _Sought:
    """Gathers the points of a part."""

    def __init__(self, part: Part, design: Tin, edge: float) -> None:
        import shapely

        self.part, self.design = part, design
        self.inner = part.polygon.buffer(-edge) if edge else part.polygon
        shapely.prepare(self.inner)
        shapely.prepare(part.polygon)
        self.box = np.array(part.polygon.bounds)
        self.places: list[NDArray[np.float64]] = [np.empty((0, 3))]
        self.deviations: list[NDArray[np.float64]] = [np.empty(0)]
        self.at_edge = self.off_design = 0

    def meets(self, boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
        west, south, east, north = self.box
        found: NDArray[np.bool_] = (boxes[:, 0] <= east) & (boxes[:, 3] >= west)
        return found & (boxes[:, 1] <= north) & (boxes[:, 4] >= south)

    def take(self, places: NDArray[np.float64]) -> None:
        import shapely

        west, south, east, north = self.box
        near = (places[:, 0] >= west) & (places[:, 0] <= east)
        near &= (places[:, 1] >= south) & (places[:, 1] <= north)
        places = places[near]
        whole = shapely.contains_xy(self.part.polygon, places[:, 0], places[:, 1])
        inside = shapely.contains_xy(self.inner, places[:, 0], places[:, 1])
        self.at_edge += int((whole & ~inside).sum())
        places = places[inside]
        triangle = self.design.under(places)
        self.off_design += int((triangle < 0).sum())
        places, triangle = places[triangle >= 0], triangle[triangle >= 0]
        upright = self.design.above(places, triangle)
        self.places.append(places)
        self.deviations.append(upright * self._share(triangle))

    def _share(self, triangle: NDArray[np.int64]) -> NDArray[np.float64] | float:
        """Return what makes a deviation of an upright one: by the slope of the design."""
        up = self.design.normals[triangle, 2]
        if self.part.way is Way.NORMAL:
            found: NDArray[np.float64] = up
            return found
        if self.part.way is Way.HORIZONTAL:
            return np.asarray(up / np.maximum(np.sqrt(np.maximum(1 - up**2, 0)), 1e-9), np.float64)
        return 1.0

    def found(self, area: float) -> Evaluation:
        places, deviations = np.concatenate(self.places), np.concatenate(self.deviations)
        if len(deviations):
            verdict = verdict_of(deviations, self.part.limits.single, area)
        else:
            nothing = (float("nan"),) * 5
            verdict = Verdict(0, 0, *nothing, density=0.0)
        cells, empty = self._cells(places)
        return Evaluation(
            self.part, verdict, area, places, deviations, self.at_edge, self.off_design, cells, empty
        )

    def _cells(self, places: NDArray[np.float64]) -> tuple[int, int]:
        """Return how many cells have their middle in the part, and how many of them hold no point."""
        import shapely

        low = np.floor(self.box[:2] / CELL)
        columns, rows = np.ceil(self.box[2:] / CELL).astype(np.int64) - low.astype(np.int64)
        x = (low[0] + np.arange(columns) + 0.5) * CELL
        y = (low[1] + np.arange(rows) + 0.5) * CELL
        inside = shapely.contains_xy(self.inner, *np.meshgrid(x, y))
        column, row = (np.floor(places[:, :2] / CELL) - low).astype(np.int64).T
        held = np.zeros((rows, columns), dtype=bool)
        held[row, column] = True
        return int(inside.sum()), int((inside & ~held).sum())
