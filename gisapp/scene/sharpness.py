"""Smooth edges without multisampling: several pictures, each shifted by less than a pixel, and their mean.

Multisampling triples the time of every picture on software drawing; this costs nothing while moving and
stops as soon as somebody moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHIFTS = ((0, 0), (2, -1), (-2, 1), (-1, -3), (1, 3), (3, 1), (-3, -1), (0, -2))
"""Shifts in eighths of a pixel."""
MOST = len(SHIFTS)


class Sharpness:
    """The mean of the pictures drawn so far from one place."""

    def __init__(self) -> None:
        self._first: NDArray[np.uint8] | None = None
        self._sum: NDArray[np.uint16] | None = None
        self._number = 0

    def forget(self) -> None:
        """Begin anew: what is seen has changed."""
        self._first = self._sum = None
        self._number = 0

    def begin(self, picture: NDArray[np.uint8]) -> None:
        """Take the first picture, which has no shift."""
        self._first, self._sum, self._number = picture, None, 1

    @property
    def begun(self) -> bool:
        """Whether there is a picture that others may be added to."""
        return self._first is not None

    def shift(self, samples: int) -> tuple[float, float] | None:
        """Return the shift of the next picture in pixels, or None when `samples` were taken."""
        if self._first is None:
            return None
        if self._number >= min(samples, MOST):
            self.forget()  # a screen of 4K would keep a hundred megabytes of sums that nothing is added to
            return None
        right, up = SHIFTS[self._number]
        return right / 8, up / 8

    def add(self, picture: NDArray[np.uint8]) -> None:
        """Take one more picture."""
        if self._first is None:
            raise ValueError(picture.shape)
        if self._sum is None:  # not before: while one moves, no picture is followed by another of its kind
            self._sum = self._first.astype(np.uint16)
        self._sum += picture
        self._number += 1

    def mean(self) -> NDArray[np.uint8]:
        """Return the mean of the pictures so far."""
        if self._first is None:
            raise ValueError(self._number)
        if self._sum is None:
            return self._first
        mean = np.empty_like(self._first)
        return np.floor_divide(self._sum, self._number, out=mean, casting="unsafe")
