"""Shadows swept over a raster, compiled: in how many moments each cell's middle is dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray


@njit(cache=True, nogil=True)
def dark_moments(
    edges: NDArray[np.float64],
    heights: NDArray[np.float64],
    tips: NDArray[np.float64],
    always: NDArray[np.bool_],
) -> NDArray[np.int32]:
    """Return (rows, columns) the number of moments at which the middle of a cell is dark.

    Each wall sweeps a parallelogram along its shadow. Of each row of cells only the two ends of what it
    covers are marked, and summed along the row at the end: the cost goes with the outline, not the area.

    Parameters
    ----------
    edges
        (m, 4) ends of walls in cells: columns to the right, rows downward from the upper left corner.
    heights
        (m,) metres over the plane.
    tips
        (t, 2) shadow of 1 m in cells; NaN while the sun is down.
    always
        (rows, columns) what is dark at every moment: the buildings themselves.
    """
    rows, columns = always.shape
    found = np.zeros((rows, columns), np.int32)
    marks = np.zeros((rows, columns + 1), np.int32)
    low, high = np.empty(rows), np.empty(rows)
    corners = np.empty((5, 2))
    for t in range(len(tips)):
        if not np.isfinite(tips[t, 0] + tips[t, 1]):
            continue
        marks[:] = 0
        for m in range(len(edges)):
            x, y = tips[t, 0] * heights[m], tips[t, 1] * heights[m]
            corners[0, 0], corners[0, 1] = edges[m, 0], edges[m, 1]
            corners[1, 0], corners[1, 1] = edges[m, 2], edges[m, 3]
            corners[2, 0], corners[2, 1] = edges[m, 2] + x, edges[m, 3] + y
            corners[3, 0], corners[3, 1] = edges[m, 0] + x, edges[m, 1] + y
            corners[4, 0], corners[4, 1] = corners[0, 0], corners[0, 1]
            # Cells whose middle lies within: row r has its middle at r + 0.5.
            first = max(int(np.ceil(corners[:, 1].min() - 0.5)), 0)
            last = min(int(np.floor(corners[:, 1].max() - 0.5)), rows - 1)
            for r in range(first, last + 1):
                low[r], high[r] = np.inf, -np.inf
            for k in range(4):
                _spread(corners[k], corners[k + 1], first, last, low, high)
            for r in range(first, last + 1):
                begin = max(int(np.ceil(low[r] - 0.5)), 0) if low[r] < columns else columns
                end = min(int(np.floor(high[r] - 0.5)) + 1, columns) if high[r] > 0.0 else 0
                if begin < end:
                    marks[r, begin] += 1
                    marks[r, end] -= 1
        for r in range(rows):
            depth = 0
            for c in range(columns):
                depth += marks[r, c]
                if depth > 0 or always[r, c]:
                    found[r, c] += 1
    return found


@njit(cache=True, nogil=True)
def _spread(
    begin: NDArray[np.float64],
    end: NDArray[np.float64],
    first: int,
    last: int,
    low: NDArray[np.float64],
    high: NDArray[np.float64],
) -> None:
    """Widen the span of each row by where a side crosses the row's middle."""
    if begin[1] > end[1]:
        begin, end = end, begin
    rise = end[1] - begin[1]
    for r in range(max(int(np.ceil(begin[1] - 0.5)), first), min(int(np.floor(end[1] - 0.5)), last) + 1):
        x = begin[0]
        if rise > 0.0:
            x += (end[0] - begin[0]) * (r + 0.5 - begin[1]) / rise
        else:
            low[r], high[r] = min(low[r], end[0]), max(high[r], end[0])
        low[r], high[r] = min(low[r], x), max(high[r], x)
