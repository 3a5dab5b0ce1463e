"""Contour lines that lie exactly on the triangles of a grid.

Every triangle is cut by the heights between its lowest and its highest corner. So a line lies on what is
drawn, lines of neighbouring tiles meet, and none of them crosses another.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

INTERVALS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
"""Metres between lines that are chosen from."""
INDEX = 5
"""Every so many lines one is drawn stronger and bears its height."""
MOST_LINES = 40
"""A terrain gets an interval by which it has at most so many lines from its lowest to its highest place."""
MOST_SEGMENTS = 200_000
"""Pieces of lines of one tile; beyond that only the index lines of a tile are drawn."""


@dataclass(frozen=True, eq=False)
class Contours:
    """Pieces of contour lines.

    Attributes
    ----------
    points
        (n, 2, 3) float64: two ends of each piece, metres, as the grid was given.
    number
        (n,) int64: height of each piece in intervals.
    """

    points: NDArray[np.float64]
    number: NDArray[np.int64]

    @property
    def is_index(self) -> NDArray[np.bool_]:
        """(n,) whether a piece belongs to a line that is drawn stronger."""
        return self.number % INDEX == 0


def automatic(lowest: float, highest: float) -> float:
    """Return a usual interval in metres for a terrain between two heights."""
    fitting = (one for one in INTERVALS if highest - lowest <= MOST_LINES * one)
    return next(fitting, INTERVALS[-1])


def contours(
    heights: NDArray[np.float64],
    east: NDArray[np.float64],
    north: NDArray[np.float64],
    interval: float,
    *,
    whole: bool = False,
) -> Contours:
    """Return the contour lines of a grid whose cells are cut from south-west to north-east.

    Parameters
    ----------
    heights
        (r, c) metres, rows from south to north, NaN without a height.
    east, north
        (c,) and (r,) metres, rising.
    interval
        Metres between lines.
    whole
        Whether every line is wanted however many pieces they have.
    """
    corners = _triangles(heights, east, north)
    # A corner exactly on a line counts as just above it, so that every line enters and leaves a triangle.
    level = np.floor(corners[:, :, 2] / interval).astype(np.int64)
    first, last = level.min(axis=1) + 1, level.max(axis=1)
    count = last - first + 1
    cut = count > 0
    if not whole and count[cut].sum() > MOST_SEGMENTS:
        if interval * INDEX > INTERVALS[-1] * INDEX:
            return Contours(np.empty((0, 2, 3)), np.empty(0, dtype=np.int64))
        coarse = contours(heights, east, north, interval * INDEX)
        return Contours(coarse.points, coarse.number * INDEX)
    corners, level, first, count = corners[cut], level[cut], first[cut], count[cut]
    triangle = np.repeat(np.arange(len(count)), count)
    begins = np.cumsum(count) - count
    number = first[triangle] + np.arange(len(triangle)) - begins[triangle]
    height = number * interval
    above = level[triangle] >= number[:, None]
    # One corner is alone on its side of the line; both cut edges begin there.
    lonely = np.where(above.sum(axis=1) == 1, above.argmax(axis=1), (~above).argmax(axis=1))
    own = corners[triangle, lonely]
    ends = []
    for step in (1, 2):
        other = corners[triangle, (lonely + step) % 3]
        share = (height - own[:, 2]) / (other[:, 2] - own[:, 2])
        end = own + (other - own) * share[:, None]
        end[:, 2] = height
        ends.append(end)
    points = np.stack(ends, axis=1)
    long = np.abs(points[:, 0] - points[:, 1]).sum(axis=1) > 1e-9
    return Contours(points[long], number[long])


def _triangles(
    heights: NDArray[np.float64], east: NDArray[np.float64], north: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the corners (m, 3, 3) of the triangles that have heights and an area."""
    across, along = np.meshgrid(east, north)
    points = np.stack([across, along, heights], axis=-1)
    south_west, south_east = points[:-1, :-1], points[:-1, 1:]
    north_west, north_east = points[1:, :-1], points[1:, 1:]
    corners = np.concatenate(
        [
            np.stack([south_west, south_east, north_east], axis=2).reshape(-1, 3, 3),
            np.stack([south_west, north_east, north_west], axis=2).reshape(-1, 3, 3),
        ]
    )
    return corners[np.isfinite(corners[:, :, 2]).all(axis=1)]


def label_places(found: Contours, most: int) -> NDArray[np.intp]:
    """Return pieces at which to write the height: one for each index line, at most so many.

    The longest lines are chosen, and of each the piece in its middle, counted from west to east.
    """
    rows = np.flatnonzero(found.is_index)
    if not len(rows):
        return rows
    order = rows[np.lexsort((found.points[rows, 0, 0], found.number[rows]))]
    _, begins, counts = np.unique(found.number[order], return_index=True, return_counts=True)
    longest = np.argsort(-counts, kind="stable")[:most]
    return order[begins[longest] + counts[longest] // 2]


def height_words(height: float) -> str:
    """Return a height as it stands on a line."""
    return f"{height:.0f}" if math.isclose(height, round(height), abs_tol=1e-6) else f"{height:.1f}"
