"""A cloud moved as a whole: turned about a place and shifted, kept with the layer and never with the file."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers import plaindata

if TYPE_CHECKING:
    from numpy.typing import NDArray

NUMBERS = 15
"""What a motion is kept as: three of the origin, nine of the rotation row by row, three of the shift."""
_TURN = 1e-6
"""By so much the columns of what is read may fail to be a rotation."""


@dataclass(frozen=True)
class Motion:
    """A rigid motion.

    Attributes
    ----------
    origin
        (3,) what is turned about, metres; near the points, so that no digits are lost.
    rotation
        (9,) row by row.
    shift
        (3,) metres, after the rotation.
    """

    origin: tuple[float, ...]
    rotation: tuple[float, ...]
    shift: tuple[float, ...]

    @property
    def numbers(self) -> tuple[float, ...]:
        """What is kept of it."""
        return (*self.origin, *self.rotation, *self.shift)

    @property
    def degrees(self) -> float:
        """By how much it turns."""
        trace = self.rotation[0] + self.rotation[4] + self.rotation[8]
        return math.degrees(math.acos(min(max((trace - 1) / 2, -1.0), 1.0)))

    def moved(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return places (n, 3), metres, where they come to lie."""
        turn = np.array(self.rotation).reshape(3, 3)
        origin = np.array(self.origin)
        found: NDArray[np.float64] = (places - origin) @ turn.T + (origin + self.shift)
        return found

    def then(self, other: Motion) -> Motion:
        """Return this motion and another one after it as one."""
        first, second = (np.array(one.rotation).reshape(3, 3) for one in (self, other))
        end = other.moved(self.moved(np.array([self.origin])))[0]
        turn = second @ first
        return Motion(self.origin, _plain(turn), _plain(end - np.array(self.origin)))


def motion_of(matrix: NDArray[np.float64], origin: NDArray[np.float64]) -> Motion:
    """Return the motion of a matrix (4, 4) for places told from an origin (3,)."""
    return Motion(_plain(origin), _plain(matrix[:3, :3]), _plain(matrix[:3, 3]))


def motion_from(numbers: tuple[float, ...]) -> Motion | None:
    """Return the motion that was kept as numbers; None for none of them.

    Raises
    ------
    layers.errors.Damaged
        When they are no motion.
    """
    if not numbers:
        return None
    try:
        values = np.array(numbers, dtype=np.float64)
    except (TypeError, ValueError):
        plaindata.fail("motion")
    if values.shape != (NUMBERS,) or not np.isfinite(values).all():
        plaindata.fail("motion")
    turn = values[3:12].reshape(3, 3)
    if np.abs(turn @ turn.T - np.eye(3)).max() > _TURN or np.linalg.det(turn) < 0:
        plaindata.fail("motion")
    return Motion(_plain(values[:3]), _plain(turn), _plain(values[12:]))


def _plain(values: NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(float(one) for one in np.ravel(values))
