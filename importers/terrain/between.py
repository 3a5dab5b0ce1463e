"""Heights between the middles of cells, for whole grids: :func:`layers.heights.bilinear`, compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray


@njit(cache=True, nogil=True)
def _known(held: NDArray[np.float32], row: int, column: int) -> float:
    if 0 <= row < held.shape[0] and 0 <= column < held.shape[1]:
        return float(held[row, column])
    return np.nan


@njit(cache=True, nogil=True)
def sample(
    held: NDArray[np.float32],
    first: tuple[int, int],
    places: tuple[NDArray[np.float64], NDArray[np.float64]],
    before: tuple[NDArray[np.int64], NDArray[np.int64]],
    shares: tuple[NDArray[np.float64], NDArray[np.float64]],
    heights: NDArray[np.float32],
) -> None:
    """Write the heights of the cells of a grid.

    Parameters
    ----------
    held
        A part of the source.
    first
        Row and column of its first cell in the source.
    places
        Rows and columns in the source, from the middle of its first cell, of a lattice of places (r, c).
    before, shares
        For each row and each column that is wanted: the lattice line before it, and how far it is on the way
        to the next one.
    heights
        (rows, columns) float32, written; NaN where the cell of the source has no height.
    """
    for i in range(len(before[0])):
        k, up = before[0][i], shares[0][i]
        above = min(k + 1, places[0].shape[0] - 1)
        for j in range(len(before[1])):
            m, right = before[1][j], shares[1][j]
            beside = min(m + 1, places[0].shape[1] - 1)
            one, two, three, four = (1 - up) * (1 - right), (1 - up) * right, up * (1 - right), up * right
            row = (
                one * places[0][k, m]
                + two * places[0][k, beside]
                + three * places[0][above, m]
                + four * places[0][above, beside]
            ) - first[0]
            column = (
                one * places[1][k, m]
                + two * places[1][k, beside]
                + three * places[1][above, m]
                + four * places[1][above, beside]
            ) - first[1]
            heights[i, j] = np.nan
            if not (-2 < row < held.shape[0] + 1 and -2 < column < held.shape[1] + 1):
                continue
            low, left = int(np.floor(row)), int(np.floor(column))
            tall, wide = row - low, column - left
            if np.isnan(_known(held, low + (tall >= 0.5), left + (wide >= 0.5))):
                continue
            total = 0.0
            weights = 0.0
            for a in range(2):
                for b in range(2):
                    value = _known(held, low + a, left + b)
                    if not np.isnan(value):
                        weight = (tall if a else 1 - tall) * (wide if b else 1 - wide)
                        total += weight * value
                        weights += weight
            heights[i, j] = total / weights
