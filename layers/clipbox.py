"""A box that stands upright and is turned: what lies outside of it is cut away."""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

LARGEST = 1e8


@dataclass(frozen=True)
class ClipBox:
    """An upright box.

    Attributes
    ----------
    east, north
        Its middle on the map, metres.
    length, width
        Along its axis and across it, metres.
    turn
        From the east to its axis, degrees against the clock.
    bottom, top
        Heights, metres.
    """

    east: float
    north: float
    length: float
    width: float
    turn: float
    bottom: float
    top: float

    @classmethod
    def of(cls, numbers: Sequence[float]) -> ClipBox | None:
        """Return the box of seven numbers in the order of the attributes; None where they are none."""
        if len(numbers) != 7 or not all(isinstance(one, (int, float)) for one in numbers):
            return None
        made = cls(*(float(one) for one in numbers))
        good = all(abs(one) < LARGEST for one in astuple(made))  # NaN is not smaller
        return made if good and made.length > 0 and made.width > 0 and made.top > made.bottom else None

    @classmethod
    def along(
        cls, begin: NDArray[np.float64], end: NDArray[np.float64], width: float, bottom: float, top: float
    ) -> ClipBox:
        """Return the band on both sides of a line from one place on the map to another (2,), metres."""
        step = np.asarray(end, np.float64) - begin
        middle = np.asarray(begin, np.float64) + step / 2
        turn = math.degrees(math.atan2(step[1], step[0]))
        return cls(float(middle[0]), float(middle[1]), float(np.hypot(*step)), width, turn, bottom, top)

    @property
    def numbers(self) -> tuple[float, ...]:
        """The box as numbers, in the order of the attributes."""
        return astuple(self)

    @property
    def axes(self) -> NDArray[np.float64]:
        """(2, 2) directions on the map: along its axis, and to its left."""
        turn = math.radians(self.turn)
        return np.array([(math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))])

    @property
    def corners(self) -> NDArray[np.float64]:
        """(8, 3) corners: the lower four around, then the upper four."""
        signs = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) / 2.0
        ring = (signs * (self.length, self.width)) @ self.axes + (self.east, self.north)
        return np.vstack([np.column_stack([ring, np.full(4, one)]) for one in (self.bottom, self.top)])

    def holds(self, places: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which of some places (n, 3) lie inside, the sides among it."""
        away = (places[:, :2] - (self.east, self.north)) @ self.axes.T
        found = (np.abs(away[:, 0]) <= self.length / 2) & (np.abs(away[:, 1]) <= self.width / 2)
        found &= (places[:, 2] >= self.bottom) & (places[:, 2] <= self.top)
        return np.asarray(found)

    def meets(self, boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which boxes (n, 6; west, south, bottom, east, north, top) may hold something of it.

        None is missed; one that only nearly touches a turned box may be among them.
        """
        middle = (boxes[:, :2] + boxes[:, 3:5]) / 2 - (self.east, self.north)
        half = (boxes[:, 3:5] - boxes[:, :2]) / 2
        away, reach = np.abs(middle @ self.axes.T), half @ np.abs(self.axes).T
        found = (away - reach <= np.array([self.length, self.width]) / 2).all(axis=1)
        low, high = self.corners.min(axis=0), self.corners.max(axis=0)
        found &= (boxes[:, :3] <= high).all(axis=1) & (boxes[:, 3:] >= low).all(axis=1)
        return np.asarray(found)
