"""How high the points of a scan stand over the road or the ground below them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.surfaces import low_of
from importers.las.ground import GroundRule, at_points, fill, ground_surface
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

GROUND = (2, 11)
"""ASPRS classes of ground and of road surfaces."""
FEWEST = 0.02
"""Share of ground among the points from which on their classes are believed."""
LOW = 0.1
"""Of the points of a cell so many lie below its ground: one too low says little."""
MOST_CELLS = 20_000_000
RULE = GroundRule(window=6.0, slope=0.3)
"""For a strip along a road: vehicles and hedges are taken off, banks stay."""
BY_CLASS = QT_TRANSLATE_NOOP(CONTEXT, "分類「地面」「路面」の点")
BY_SHAPE = QT_TRANSLATE_NOOP(CONTEXT, "地面の分類がないため、低い点から推定した面")


@dataclass(frozen=True, eq=False)
class Over:
    """Heights over the ground.

    Attributes
    ----------
    heights
        (n,) metres over the ground below each point.
    classified
        Whether the ground is what the scan calls so; else it was worked out from the lowest points.
    """

    heights: NDArray[np.float64]
    classified: bool

    @property
    def basis(self) -> Message:
        """What the ground was, in Japanese."""
        return Message(BY_CLASS if self.classified else BY_SHAPE)


def over_ground(
    across: NDArray[np.float64], height: NDArray[np.float64], classes: NDArray[np.uint8], cell: float
) -> Over:
    """Return how high points stand over the ground.

    Parameters
    ----------
    across
        (n, 2) places on a plane: east and north, or along an axis and beside it, metres.
    height
        (n,) metres.
    classes
        (n,) ASPRS classes; noise should not be among them.
    cell
        Metres along the cells of the ground: one has to hold several points of it.

    Raises
    ------
    ValueError
        When the cells would be too many.
    """
    if not len(across):
        return Over(np.empty(0), classified=False)
    ground = np.isin(classes, GROUND)
    classified = bool(ground.mean() >= FEWEST)
    used = ground if classified else np.ones(len(across), dtype=bool)
    corner = across.min(axis=0)
    place = (across - corner) / cell
    shape = np.floor(place.max(axis=0)).astype(np.int64) + 1
    if int(shape.prod()) > MOST_CELLS:
        raise ValueError(shape)
    column, row = np.floor(place).astype(np.int64).T
    lowest = low_grid(row[used], column[used], height[used], (int(shape[1]), int(shape[0])))
    surface = fill(lowest) if classified else ground_surface(lowest, cell, RULE)
    return Over(height - at_points(surface, place[:, 1], place[:, 0]).astype(np.float64), classified)


def low_grid(
    row: NDArray[np.int64], column: NDArray[np.int64], height: NDArray[np.float64], shape: tuple[int, int]
) -> NDArray[np.float32]:
    """Return (r, c) the height below which a tenth of the points of each cell lie, NaN without points."""
    found = low_of(row * shape[1] + column, height, shape[0] * shape[1], LOW)
    return found.reshape(shape).astype(np.float32)
