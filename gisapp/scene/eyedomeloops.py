"""The compiled loop of :mod:`gisapp.scene.eyedome`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray


@njit(cache=True, nogil=True)
def darkened(
    picture: NDArray[np.uint8], depths: NDArray[np.float32], ring: int, strength: float, most: float
) -> None:
    """Darken each pixel by how much nearer its eight neighbours are.

    Parameters
    ----------
    picture
        (h, w, 4), changed in place.
    depths
        (h, w) metres ahead of the eye, infinite where nothing was drawn: such pixels stay as they are.
    ring
        Pixels to the neighbours.
    strength, most
        Darkness for a doubling of the distance, and what a neighbour counts at most of one.
    """
    high, wide = depths.shape
    levels = np.log2(depths)
    for row in range(high):
        for column in range(wide):
            own = levels[row, column]
            if not own < 1e9:
                continue
            nearer = 0.0
            for step in range(9):
                if step == 4:
                    continue
                other_row = min(max(row + (step // 3 - 1) * ring, 0), high - 1)
                other = min(max(column + (step % 3 - 1) * ring, 0), wide - 1)
                before = own - levels[other_row, other]
                if before > 0.0:
                    nearer += min(before, most)
            if nearer > 0.0:
                share = np.exp(-strength * nearer / 8.0)
                for band in range(3):
                    picture[row, column, band] = np.uint8(picture[row, column, band] * share)
