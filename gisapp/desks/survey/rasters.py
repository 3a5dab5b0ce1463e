"""Rasters of a scan's surface: mean, median, lowest and highest height of cells, or a net of triangles.

Nothing is laid where there are no points: such cells have no value, unless the net of triangles spans them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.scans import pieces, tiles_over
from gisapp.desks.survey.surfaces import Frame, surface_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from gisapp.desks.survey.scans import Progress
    from layers.cloud import Cloud
    from layers.feedback import Feedback

METHODS = ("mean", "median", "min", "max", "tin")
AT_ONCE = 8_000_000
"""Points that are held at a time for a median: 130 MB."""
STEP = 1e-4
"""Metres to which heights are rounded while they are put in order: a tenth of what scans are stored with."""
REACH = 10.0
"""Metres of the longest side of a triangle that spans a gap, unless somebody says otherwise."""
TOUCH = 1e-9
"""Share of a triangle by which a place on its side may lie outside by the last digits."""
BLOCK = 512
"""Cells along a block whose triangles are made at a time."""


def raster_of(
    cloud: Cloud,
    frame: Frame,
    method: str,
    feedback: Feedback | Progress,
    classes: Collection[int] = (),
    reach: float = REACH,
) -> NDArray[np.float64]:
    """Return heights (r, c), metres, rows from south to north, NaN without any.

    Parameters
    ----------
    cloud
        The cloud; noise and withheld points never count.
    frame
        The grid.
    method
        One of ``METHODS``; ``tin`` lays triangles between the mean places of the points of cells.
    feedback
        Receives progress.
    classes
        ASPRS classes of the points that count, all when empty.
    reach
        Metres of the longest side of a triangle, for ``tin``.
    """
    if method == "mean":
        return surface_of(cloud, frame, feedback, classes).height
    if method == "median":
        return _median(cloud, frame, feedback, classes)
    if method == "tin":
        places = cell_means(cloud, frame, feedback, classes)
        return tin_heights(places, frame, max(reach, 3 * frame.cell))
    lowest = method == "min"
    found = np.full(frame.rows * frame.columns, np.inf if lowest else -np.inf)
    for places in pieces(cloud, feedback, frame.box, classes):
        (np.minimum if lowest else np.maximum).at(found, frame.cells_of(places), places[:, 2])
    found[np.isinf(found)] = np.nan
    return found.reshape(frame.rows, frame.columns)


def _median(
    cloud: Cloud, frame: Frame, feedback: Feedback | Progress, classes: Collection[int]
) -> NDArray[np.float64]:
    found = np.full(frame.rows * frame.columns, np.nan)
    base = float(cloud.boxes[:, 2].min())
    tiles = tiles_over(cloud, AT_ONCE, frame.box)
    for done, tile in enumerate(tiles):
        own = feedback.share(done / len(tiles), (done + 1) / len(tiles))
        # Tiles end within cells; a cell belongs to the tile that its middle lies in.
        half = frame.cell
        west, south, east, north = tile
        around = (west - half, south - half, east + half, north + half)
        keys = [np.empty(0, dtype=np.int64)]
        for places in pieces(cloud, own, around, classes):
            inner = places[_inside(frame, places)]
            cells = frame.cells_of(inner)
            middle_east = frame.west + (cells % frame.columns + 0.5) * frame.cell
            middle_north = frame.south + (cells // frame.columns + 0.5) * frame.cell
            ours = (middle_east >= west) & (middle_east < east) & (middle_north >= south)
            ours &= middle_north < north
            # Cell and height as one number are put in order at once.
            steps = np.rint((inner[ours, 2] - base) / STEP).astype(np.int64)
            keys.append((cells[ours] << 32) | np.clip(steps, 0, (1 << 32) - 1))
        whole = np.sort(np.concatenate(keys))
        cells = whole >> 32
        begins = np.flatnonzero(np.diff(cells, prepend=-1))
        counts = np.diff(begins, append=len(cells))
        heights = (whole & ((1 << 32) - 1)) * STEP + base
        low, high = begins + (counts - 1) // 2, begins + counts // 2
        found[cells[begins]] = (heights[low] + heights[high]) / 2
    return found.reshape(frame.rows, frame.columns)


def _inside(frame: Frame, places: NDArray[np.float64]) -> NDArray[np.bool_]:
    west, south, east, north = frame.box
    x, y = places[:, 0], places[:, 1]
    found: NDArray[np.bool_] = (x >= west) & (x < east) & (y >= south) & (y < north)
    return found


def cell_means(
    cloud: Cloud, frame: Frame, feedback: Feedback | Progress, classes: Collection[int] = ()
) -> NDArray[np.float64]:
    """Return the mean place (n, 3) of the points of each cell that has some; exact on planes."""
    cells = frame.rows * frame.columns
    count, total = np.zeros(cells), np.zeros((3, cells))
    origin = np.array([frame.west, frame.south, float(cloud.boxes[:, 2].min())])
    for places in pieces(cloud, feedback, frame.box, classes):
        cell = frame.cells_of(places)
        np.add.at(count, cell, 1.0)
        for axis in range(3):
            np.add.at(total[axis], cell, places[:, axis] - origin[axis])
    there = count > 0
    return (total[:, there] / count[there]).T + origin


def tin_heights(places: NDArray[np.float64], frame: Frame, reach: float) -> NDArray[np.float64]:
    """Return the heights (r, c) of a net of triangles between places (n, 3) at the middles of cells.

    Triangles with a side longer than `reach`, metres, are left out: they would span what nobody saw.
    """
    found = np.full((frame.rows, frame.columns), np.nan)
    east, north = frame.middles
    order = np.argsort(places[:, 1])
    places = places[order]
    for row in range(0, frame.rows, BLOCK):
        rows = north[row : row + BLOCK]
        first, last = np.searchsorted(places[:, 1], [rows[0] - reach, rows[-1] + reach])
        belt = places[first:last]
        for column in range(0, frame.columns, BLOCK):
            columns = east[column : column + BLOCK]
            near = (belt[:, 0] >= columns[0] - reach) & (belt[:, 0] <= columns[-1] + reach)
            own = tuple(axis.ravel() for axis in np.meshgrid(columns, rows))
            heights = heights_of(belt[near], np.column_stack(own), reach)
            shape = len(rows), len(columns)
            found[row : row + BLOCK, column : column + BLOCK] = heights.reshape(shape)
    return found


def triangles_of(places: NDArray[np.float64], reach: float) -> NDArray[np.intp]:
    """Return the triangles (m, 3) of the net of Delaunay between places (n, 2 or 3), none of them longer."""
    from scipy.spatial import Delaunay, QhullError

    if len(places) < 3:
        return np.empty((0, 3), dtype=np.intp)
    flat = places[:, :2] - places[:, :2].mean(axis=0)
    try:
        corners = Delaunay(flat).simplices.astype(np.intp)
    except QhullError:
        return np.empty((0, 3), dtype=np.intp)  # all on one line: no triangle
    sides = flat[corners] - flat[np.roll(corners, 1, axis=1)]
    short = np.hypot(sides[..., 0], sides[..., 1]).max(axis=1) <= reach
    return corners[short]


def heights_of(places: NDArray[np.float64], asked: NDArray[np.float64], reach: float) -> NDArray[np.float64]:
    """Return the heights (m,) at places that are asked for (m, 2), on triangles between places (n, 3)."""
    from scipy.spatial import Delaunay, QhullError

    heights = np.full(len(asked), np.nan)
    if len(places) < 3:
        return heights
    origin = places[:, :2].mean(axis=0)
    flat = places[:, :2] - origin
    try:
        net = Delaunay(flat)
    except QhullError:
        return heights  # all on one line: no triangle
    which, weights = _found(flat, net.simplices, net.neighbors, asked - origin)
    hit = np.flatnonzero(which >= 0)
    corners = net.simplices[which[hit]]
    sides = flat[corners] - flat[np.roll(corners, 1, axis=1)]
    short = np.hypot(sides[..., 0], sides[..., 1]).max(axis=1) <= reach
    hit, corners = hit[short], corners[short]
    heights[hit] = (weights[hit] * places[corners, 2]).sum(axis=1)
    return heights


def _found(
    flat: NDArray[np.float64],
    corners: NDArray[np.int32],
    neighbours: NDArray[np.int32],
    asked: NDArray[np.float64],
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the triangle (m,) of each place, -1 outside, and the weights (m, 3) of its corners.

    From a triangle near by one goes to the neighbour beyond the side that the place is farthest outside
    of, all places at once; in a net of Delaunay such a way ends (Devillers, Pion and Teillaud 2002).
    The search of scipy works out a matrix for each triangle first, which takes a hundred times as long.
    """
    from scipy.spatial import cKDTree

    _, start = cKDTree(flat[corners].mean(axis=1)).query(asked)
    which = np.asarray(start, dtype=np.int64)
    weights = np.zeros((len(asked), 3))
    going = np.arange(len(asked))
    while len(going):
        own = flat[corners[which[going]]]
        away = own - asked[going, None]
        following, last = np.roll(away, -1, axis=1), np.roll(away, -2, axis=1)
        # Twice the area of the triangle of the place and the side across from each corner.
        parts = following[..., 0] * last[..., 1] - following[..., 1] * last[..., 0]
        total = parts.sum(axis=1)
        share = parts / np.where(total == 0, 1.0, total)[:, None]
        weights[going] = share
        outside = (share.min(axis=1) < -TOUCH) & (total != 0)
        going, side = going[outside], share[outside].argmin(axis=1)
        which[going] = neighbours[which[going], side]
        going = going[which[going] >= 0]
    return which, weights
