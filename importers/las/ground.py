"""Which points of a cloud without classes lie on the ground: a simple morphological filter on a grid.

The idea is that of Pingel, Clarke and McBride (2013, "An improved simple morphological filter for the
terrain classification of airborne LIDAR data"): the lowest points of a grid are opened with windows that
grow to the size of the largest buildings; what an opening lowers by more than a slope allows is no ground.
What is left is filled in to a surface, and the points near it are the ground. Here windows are squares, which
can be slid along rows and columns, so that the time does not grow with their size.

Nothing here knows files. Grids are arrays with rows from south to north, and NaN where nothing is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Grid = NDArray[np.float32]


@dataclass(frozen=True)
class GroundRule:
    """What counts as ground.

    Attributes
    ----------
    window
        Metres from the middle to the side of the largest window: half of the widest building that is taken
        off.
    slope
        Metres for each metre of a window that an opening may lower the ground: below it the tops of steep
        hills are cut off, above it wide low houses stay.
    threshold
        Metres that a point may lie above or below the surface.
    scale
        By how much steeper ground widens the threshold: metres for each metre that it rises along a metre.
    """

    window: float = 30.0
    slope: float = 0.3
    threshold: float = 0.3
    scale: float = 0.8


RULE = GroundRule()
LOW_SLOPE = 5.0
"""A lowest point deeper than its neighbours by so much for each metre is a mistake of the instrument."""


def ground_surface(lowest: Grid, cell: float, rule: GroundRule = RULE) -> Grid:
    """Return the surface of the ground below the lowest points of cells.

    Parameters
    ----------
    lowest
        (r, c) metres, NaN without a point.
    cell
        Metres along a cell.
    rule
        What counts as ground.

    Returns
    -------
    surface
        (r, c) float32 without gaps, unless there is no point at all.
    """
    if not np.isfinite(lowest).any():
        return lowest.astype(np.float32)
    from scipy import ndimage

    known = np.isfinite(lowest)
    low = pits(lowest, cell)
    filled = fill(np.where(low | ~known, np.float32(np.nan), lowest))
    raised = np.zeros(lowest.shape, dtype=bool)
    before = filled
    for half in _windows(max(int(np.ceil(rule.window / cell)), 1)):
        opened = ndimage.grey_opening(before, size=2 * half + 1, mode="nearest")
        raised |= (before - opened) > rule.slope * half * cell
        before = opened
    kept = known & ~low & ~raised
    return fill(np.where(kept, lowest, np.float32(np.nan))) if kept.any() else before


def pits(lowest: Grid, cell: float) -> NDArray[np.bool_]:
    """Return which lowest points (r, c) of cells lie too deep between their neighbours to be true."""
    from scipy import ndimage

    # Turned over, a single low point is what an opening takes off.
    deep = -fill(lowest)
    found: NDArray[np.bool_] = (deep - ndimage.grey_opening(deep, size=3, mode="nearest")) > LOW_SLOPE * cell
    return found & np.isfinite(lowest)


def _windows(reach: int) -> list[int]:
    """Return half sizes of windows that grow slowly at first, up to a reach."""
    found = [1]
    while found[-1] < reach:
        found.append(min(max(found[-1] + 1, round(found[-1] * 1.3)), reach))
    return found


def tolerance(surface: Grid, cell: float, rule: GroundRule = RULE) -> Grid:
    """Return how far a point may lie from the surface (r, c), metres: more where it is steep."""
    if min(surface.shape) < 2:
        return np.full(surface.shape, rule.threshold, dtype=np.float32)
    north, east = np.gradient(surface, cell)
    return (rule.threshold + rule.scale * np.hypot(east, north) * min(cell, 1.0)).astype(np.float32)


def at_points(grid: Grid, row: NDArray[np.float64], column: NDArray[np.float64]) -> Grid:
    """Return values between the middles of cells, bilinear; beyond the outermost middles those count.

    Parameters
    ----------
    grid
        (r, c) without gaps.
    row, column
        (n,) places in cells; the first cell goes from 0 to 1.
    """
    row = np.clip(row - 0.5, 0.0, grid.shape[0] - 1.0)
    column = np.clip(column - 0.5, 0.0, grid.shape[1] - 1.0)
    south = np.minimum(row.astype(np.intp), max(grid.shape[0] - 2, 0))
    west = np.minimum(column.astype(np.intp), max(grid.shape[1] - 2, 0))
    north, east = np.minimum(south + 1, grid.shape[0] - 1), np.minimum(west + 1, grid.shape[1] - 1)
    up, right = (row - south).astype(np.float32), (column - west).astype(np.float32)
    below = grid[south, west] * (1 - right) + grid[south, east] * right
    above = grid[north, west] * (1 - right) + grid[north, east] * right
    found: Grid = below * (1 - up) + above * up
    return found


def fill(grid: Grid) -> Grid:
    """Return a grid whose gaps are filled smoothly from around them; unchanged when nothing is known.

    Means of four are taken until no gap is left, and given back down between them.
    """
    known = np.isfinite(grid)
    if known.all() or not known.any():
        return grid.astype(np.float32)
    rows, columns = grid.shape
    padded = np.pad(grid, ((0, rows % 2), (0, columns % 2)), constant_values=np.nan)
    quarters = padded.reshape(padded.shape[0] // 2, 2, padded.shape[1] // 2, 2)
    number = np.isfinite(quarters).sum(axis=(1, 3))
    total = np.nansum(quarters, axis=(1, 3), dtype=np.float64)
    coarse = np.where(number > 0, total / np.maximum(number, 1), np.nan).astype(np.float32)
    coarse = fill(coarse)
    row, column = np.mgrid[0:rows, 0:columns]
    smooth = at_points(coarse, (row.ravel() + 0.5) / 2, (column.ravel() + 0.5) / 2).reshape(rows, columns)
    return np.where(known, grid, smooth).astype(np.float32)


def within(known: NDArray[np.bool_], reach: float) -> NDArray[np.bool_]:
    """Return which cells lie within so many cells of one that is known."""
    from scipy import ndimage

    if not known.any():
        return known
    found: NDArray[np.bool_] = ndimage.distance_transform_edt(~known) <= reach
    return found
