"""Vegetation over a road: how high its underside hangs, and how much of the road it covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.cutting import pieces
from gisapp.desks.survey.roadsurface import over_ground
from gisapp.desks.survey.scans import usable
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.survey.cutting import Area
    from layers.cloud import Cloud
    from layers.feedback import Feedback

PLANTS = (3, 4, 5)
"""ASPRS classes of low, medium and high vegetation."""
FLOOR = 0.5
"""Metres over the road below which nothing counts: grass at its edge, kerbs, noise."""
CELL = 0.5
_NONE = QT_TRANSLATE_NOOP(CONTEXT, "道路の面の中に点がありません。")
_HINT = QT_TRANSLATE_NOOP(CONTEXT, "面の位置と座標系を確かめてください。")
BY_CLASS = QT_TRANSLATE_NOOP(CONTEXT, "分類「植生」の点")
BY_HEIGHT = QT_TRANSLATE_NOOP(
    CONTEXT, "植生の分類がないため、地面から {floor:g} m より上のすべての点（標識や架線も含みます）"
)


@dataclass(frozen=True)
class Patch:
    """A place where it hangs low.

    Attributes
    ----------
    east, north
        Its lowest point, metres.
    area
        Square metres of road below it.
    lowest
        Metres over the road of its underside.
    count
        Points.
    """

    east: float
    north: float
    area: float
    lowest: float
    count: int


@dataclass(frozen=True, eq=False)
class Vegetation:
    """What hangs over a road.

    Attributes
    ----------
    points, over
        (n, 3) where, metres, and (n,) metres over the road.
    road, covered, low
        Square metres of road, of it with vegetation above, and of that lower than the limit.
    patches
        Where it is lower than the limit, the lowest first.
    ground, plants
        What the road and the vegetation were taken for.
    """

    points: NDArray[np.float64]
    over: NDArray[np.float64]
    road: float
    covered: float
    low: float
    patches: tuple[Patch, ...]
    ground: Message
    plants: Message


def vegetation_over(cloud: Cloud, road: Area, limit: float, feedback: Feedback) -> Vegetation:
    """Return what hangs over a road.

    Parameters
    ----------
    cloud
        The scan.
    road
        Its area.
    limit
        Metres over the road below which it should not hang.
    feedback
        Receives progress.

    Raises
    ------
    layers.errors.AnalysisFailed
        When there is no point within the road.
    """
    from scipy import ndimage

    found = list(pieces(cloud, road, feedback))
    if not found:
        raise AnalysisFailed(_NONE, _HINT)
    places = np.concatenate([one.places for one in found])
    classes = np.concatenate([one.points["classification"] for one in found])
    kept = np.concatenate([usable(one.points) for one in found])
    places, classes = places[kept], classes[kept]
    if not len(places):
        raise AnalysisFailed(_NONE, _HINT)
    over = over_ground(places[:, :2], places[:, 2], classes, 2 * CELL)
    named = bool(np.isin(classes, PLANTS).any())
    plants = (over.heights > FLOOR) & (np.isin(classes, PLANTS) if named else True)
    column, row = np.floor((places[:, :2] - places[:, :2].min(axis=0)) / CELL).astype(np.int64).T
    shape = (int(row.max()) + 1, int(column.max()) + 1)
    cell = row * shape[1] + column
    underside = np.full(shape[0] * shape[1], np.inf)
    np.minimum.at(underside, cell[plants], over.heights[plants])
    low = (underside < limit).reshape(shape)
    labels, count = ndimage.label(low, structure=np.ones((3, 3)))
    number = labels.ravel()[cell]
    hanging = np.flatnonzero(plants & (number > 0) & (over.heights < limit))
    hanging = hanging[np.argsort(number[hanging], kind="stable")]
    cells = np.bincount(labels.ravel(), minlength=count + 1)
    ends = np.cumsum(np.bincount(number[hanging], minlength=count + 1)[1:])
    patches = [
        _patch(places, over.heights, rows, int(cells[one]))
        for one, rows in enumerate(np.split(hanging, ends[:-1]), 1)
        if len(rows)
    ]
    patches.sort(key=lambda one: one.lowest)
    square = CELL * CELL
    return Vegetation(
        places[plants],
        over.heights[plants],
        float(road.shape.area),
        float(np.isfinite(underside).sum()) * square,
        float(low.sum()) * square,
        tuple(patches),
        over.basis,
        Message(BY_CLASS) if named else Message(BY_HEIGHT, {"floor": FLOOR}),
    )


def _patch(
    places: NDArray[np.float64], over: NDArray[np.float64], rows: NDArray[np.intp], cells: int
) -> Patch:
    first = rows[np.argmin(over[rows])]
    east, north = places[first, :2].tolist()
    return Patch(east, north, cells * CELL * CELL, float(over[first]), len(rows))
