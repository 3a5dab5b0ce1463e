"""What the points of a scan tell of a surface: mean, spread and number in each cell of a grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.scans import pieces
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from numpy.typing import NDArray

    from gisapp.desks.survey.scans import Box, Progress
    from layers.cloud import Cloud
    from layers.feedback import Feedback

MOST_CELLS = 1 << 26
"""Cells of a grid: 1.6 GB while it is filled."""
_TOO_LARGE = QT_TRANSLATE_NOOP(CONTEXT, "範囲が広すぎるため、{cell:g} m の格子では計算できません。")
_COARSER = QT_TRANSLATE_NOOP(CONTEXT, "格子を大きくするか、範囲を絞ってください。")


@dataclass(frozen=True)
class Frame:
    """A grid of cells; the first is in the south-west.

    Attributes
    ----------
    west, south
        Of the first cell, metres of the project's system.
    cell
        Metres along a cell.
    rows, columns
        From south to north, from west to east.
    """

    west: float
    south: float
    cell: float
    rows: int
    columns: int

    @property
    def box(self) -> Box:
        """West, south, east, north."""
        east, north = self.west + self.columns * self.cell, self.south + self.rows * self.cell
        return self.west, self.south, east, north

    @property
    def middles(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """(c,) and (r,) metres: where the middles of columns and rows stand."""
        columns, rows = np.arange(self.columns, dtype=np.float64), np.arange(self.rows, dtype=np.float64)
        return self.west + (columns + 0.5) * self.cell, self.south + (rows + 0.5) * self.cell

    def cells_of(self, places: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return the cell (n,) that each place (n, 2 or 3) inside lies in, counted row by row."""
        column = np.floor((places[:, 0] - self.west) / self.cell).astype(np.int64)
        row = np.floor((places[:, 1] - self.south) / self.cell).astype(np.int64)
        # What lies inside by a rounding of the last digit does so here too.
        return np.clip(row, 0, self.rows - 1) * self.columns + np.clip(column, 0, self.columns - 1)


@dataclass(frozen=True, eq=False)
class Surface:
    """A surface over a frame.

    Attributes
    ----------
    frame
        The grid.
    height
        (r, c) mean height of the points of a cell, metres; NaN without any.
    spread
        (r, c) their standard deviation; 0 for a single one, NaN without any.
    count
        (r, c) how many they are.
    """

    frame: Frame
    height: NDArray[np.float64]
    spread: NDArray[np.float64]
    count: NDArray[np.int64]


def frame_over(boxes: Iterable[tuple[float, float, float, float]], cell: float) -> Frame:
    """Return the grid over the part that all boxes (west, south, east, north) have in common.

    Its lines stand at whole cells, so that grids of other days meet it.

    Raises
    ------
    ValueError
        When they have nothing in common.
    layers.errors.AnalysisFailed
        When it would have too many cells.
    """
    each = np.array(list(boxes), dtype=np.float64)
    low, high = each[:, :2].max(axis=0), each[:, 2:].min(axis=0)
    if (high <= low).any():
        raise ValueError("nothing in common")
    first, last = np.floor(low / cell), np.ceil(high / cell)
    columns, rows = (last - first).astype(np.int64).tolist()
    if rows * columns > MOST_CELLS:
        raise AnalysisFailed(_TOO_LARGE, _COARSER, values={"cell": cell})
    return Frame(float(first[0] * cell), float(first[1] * cell), cell, rows, columns)


def surface_of(
    cloud: Cloud, frame: Frame, feedback: Feedback | Progress, classes: Collection[int] = ()
) -> Surface:
    """Return the surface of a cloud; all its points are read, node by node.

    Parameters
    ----------
    cloud
        The cloud.
    frame
        The grid.
    feedback
        Receives progress; a wish to stop is heard at each node.
    classes
        ASPRS classes of the points that count, all but noise when empty. Points marked as withheld never do.

    Notes
    -----
    Heights are summed from the middle height of the cloud on, which keeps the variance exact to float64.
    """
    cells = frame.rows * frame.columns
    count, total, squares = np.zeros(cells, np.int64), np.zeros(cells), np.zeros(cells)
    middle = float((cloud.boxes[:, 2].min() + cloud.boxes[:, 5].max()) / 2)
    for places in pieces(cloud, feedback, frame.box, classes):
        place = frame.cells_of(places)
        height = places[:, 2] - middle
        np.add.at(count, place, 1)
        np.add.at(total, place, height)
        np.add.at(squares, place, height * height)
    known = count > 0
    mean = np.divide(total, count, out=np.full(cells, np.nan), where=known)
    variance = np.divide(squares, count, out=np.full(cells, np.nan), where=known) - mean**2
    # Of the cell's points, not of all there might be: n - 1.
    variance *= np.where(count > 1, count / np.maximum(count - 1, 1), 0.0)
    shape = frame.rows, frame.columns
    spread = np.sqrt(np.maximum(variance, 0.0))
    return Surface(frame, (mean + middle).reshape(shape), spread.reshape(shape), count.reshape(shape))


def low_of(
    cell: NDArray[np.int64], height: NDArray[np.float64], cells: int, share: float
) -> NDArray[np.float64]:
    """Return (c,) the height below which a share of the points of each cell lie, NaN without points.

    Parameters
    ----------
    cell, height
        (n,) in which of the cells each point lies, and how high, metres.
    cells
        How many cells there are.
    share
        0 for the lowest point of each, 0.5 for the lower of its middle ones.
    """
    order = np.lexsort((height, cell))
    counts = np.bincount(cell, minlength=cells)
    begins = np.concatenate([[0], np.cumsum(counts)[:-1]])
    place = begins + np.floor(share * np.maximum(counts - 1, 0)).astype(np.int64)
    found = np.full(cells, np.nan)
    there = counts > 0
    found[there] = height[order][place[there]]
    return found
