"""From triangles to a grid: the height of the triangle that lies over the middle of each cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from importers.terrain.sampling import Box
    from layers.terrainwriter import GridPlan

_SLIVER = 0.1
"""Metres: shorter edges are those of slivers."""
_SAMPLE = 2_000
"""Triangles of a piece whose edges are measured."""
_EDGE = 1e-6
"""Metres by which a cell's middle may lie outside of a triangle: neighbours share edges, but not bits."""


@njit(cache=True, nogil=True)
def fill_cells(
    corners: NDArray[np.float64], west: float, south: float, cell: float, heights: NDArray[np.float32]
) -> None:
    """Write the heights of triangles into the cells of a grid that are still NaN.

    Parameters
    ----------
    corners
        (m, 3, 3) east, north, height.
    west, south, cell
        The grid in metres.
    heights
        (rows, columns) float32, changed.
    """
    rows, columns = heights.shape
    for i in range(len(corners)):
        x0, y0, z0 = corners[i, 0]
        x1, y1, z1 = corners[i, 1]
        x2, y2, z2 = corners[i, 2]
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        if not abs(area) > 1e-9:
            continue
        low = min(y0, y1, y2)
        high = max(y0, y1, y2)
        if high < south or low > south + rows * cell:
            continue
        first = max(int(np.ceil((low - _EDGE - south) / cell - 0.5)), 0)
        last = min(int(np.floor((high + _EDGE - south) / cell - 0.5)), rows - 1)
        if first > last:
            continue
        across = ((z1 - z0) * (y2 - y0) - (z2 - z0) * (y1 - y0)) / area
        along = ((z2 - z0) * (x1 - x0) - (z1 - z0) * (x2 - x0)) / area
        bottom, top = min(z0, z1, z2), max(z0, z1, z2)
        for row in range(first, last + 1):
            y = min(max(south + (row + 0.5) * cell, low), high)
            left, right = np.inf, -np.inf
            for k in range(3):
                xa, ya = corners[i, k, 0], corners[i, k, 1]
                xb, yb = corners[i, (k + 1) % 3, 0], corners[i, (k + 1) % 3, 1]
                if min(ya, yb) <= y <= max(ya, yb):
                    if ya == yb:
                        left, right = min(left, xa, xb), max(right, xa, xb)
                    else:
                        x = xa + (y - ya) / (yb - ya) * (xb - xa)
                        left, right = min(left, x), max(right, x)
            if right < west or left > west + columns * cell:
                continue
            begin = max(int(np.ceil((left - _EDGE - west) / cell - 0.5)), 0)
            end = min(int(np.floor((right + _EDGE - west) / cell - 0.5)), columns - 1)
            for column in range(begin, end + 1):
                if np.isnan(heights[row, column]):
                    x = west + (column + 0.5) * cell
                    z = z0 + across * (x - x0) + along * (y - y0)
                    heights[row, column] = min(max(z, bottom), top)


def grid_of_triangles(corners: NDArray[np.float64], plan: GridPlan) -> NDArray[np.float32]:
    """Return the heights (rows, columns) float32 of triangles (m, 3, 3) in the cells of a grid."""
    heights = np.full((plan.rows, plan.columns), np.nan, dtype=np.float32)
    fill_cells(np.ascontiguousarray(corners), plan.west, plan.south, plan.cell, heights)
    return heights


@dataclass(frozen=True, eq=False)
class Piece:
    """Triangles that were read together.

    Attributes
    ----------
    first, stop
        Where they lie in the file of all.
    bounds
        West, south, east, north in metres.
    edges
        (k,) metres: the shortest of the three edges, seen from above, of some of the triangles.
    """

    first: int
    stop: int
    bounds: Box
    edges: NDArray[np.float64]


class TriangleFile:
    """Triangles on disk: a city has more of them than fit into memory.

    Parameters
    ----------
    path
        The file, written while reading and mapped afterwards.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("xb")
        self._mapped: NDArray[np.float64] | None = None
        self.pieces: list[Piece] = []
        self.count = 0

    def add(self, corners: NDArray[np.float64]) -> None:
        """Append triangles (m, 3, 3) east, north, height."""
        if not len(corners):
            return
        self._file.write(np.ascontiguousarray(corners, dtype="<f8").tobytes())
        some = corners[:: len(corners) // _SAMPLE + 1, :, :2]
        edges = np.sort(np.linalg.norm(some - np.roll(some, 1, axis=1), axis=2), axis=1)[:, 0]
        west, south = corners[:, :, :2].min(axis=(0, 1)).tolist()
        east, north = corners[:, :, :2].max(axis=(0, 1)).tolist()
        stop = self.count + len(corners)
        self.pieces.append(Piece(self.count, stop, (west, south, east, north), edges))
        self.count = stop

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
        self._mapped = None

    @property
    def corners(self) -> NDArray[np.float64]:
        """(m, 3, 3) all triangles, mapped."""
        if self._mapped is None:
            self._file.close()
            mapped = np.memmap(self._path, dtype="<f8", mode="r", shape=(self.count, 3, 3))
            self._mapped = mapped.view(np.ndarray)
        return self._mapped

    @property
    def bounds(self) -> Box:
        """Extent in metres."""
        columns = list(zip(*(piece.bounds for piece in self.pieces), strict=True))
        return min(columns[0]), min(columns[1]), max(columns[2]), max(columns[3])

    @property
    def spacing(self) -> float:
        """Metres between vertices where they stand close: a quarter of the edges is shorter."""
        edges = np.concatenate([piece.edges for piece in self.pieces])
        edges = edges[edges > _SLIVER]
        return float(np.quantile(edges, 0.25)) if len(edges) else _SLIVER

    def read(self, plan: GridPlan) -> NDArray[np.float32] | None:
        """Return heights in the cells of a grid, None where no triangle lies.

        Nets of neighbouring meshes end a little before or behind each other; a gap of one cell between
        known ones gets their mean.
        """
        wide = plan.window(-1, -1, plan.rows + 2, plan.columns + 2)
        heights = np.full((wide.rows, wide.columns), np.nan, dtype=np.float32)
        touched = False
        for piece in self.pieces:
            west, south, east, north = piece.bounds
            if east < wide.west or west > wide.east or north < wide.south or south > wide.north:
                continue
            touched = True
            fill_cells(self.corners[piece.first : piece.stop], wide.west, wide.south, wide.cell, heights)
        return _bridged(heights)[1:-1, 1:-1] if touched else None


def _bridged(heights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return heights with single missing cells between two known ones filled."""
    result = heights.copy()
    for one, two, middle in (
        (heights[:, :-2], heights[:, 2:], result[:, 1:-1]),
        (heights[:-2], heights[2:], result[1:-1]),
    ):
        mean = (one + two) / 2
        gap = np.isnan(middle) & np.isfinite(mean)
        middle[gap] = mean[gap]
    return result
