"""The surface of the water over a regular grid: how high it stands, and how deep it is over the ground.

Whatever a hazard was published as (surfaces with heights, areas with depths or classes, rasters) becomes a
level for each cell. Water over a cell of known depth stands at ground + depth; of a class it stands at the
upper end of the class (of an open one at the lower end), the same that buildings are judged by.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.classes import STANDARD
from gisapp.desks.hazard.hazards import Theme, bounds_of
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.hazard.classes import Classes
    from gisapp.desks.hazard.depthgrid import DepthGrid
    from gisapp.desks.hazard.hazards import Hazard
    from layers.feedback import Feedback
    from layers.heights import Heights

MOST_CELLS = 400_000
"""Cells of a grid over a whole city: ten metres for 40 square kilometres."""
FINEST = 2.0
"""Metres of the smallest cells."""
SHALLOWEST = 0.01
"""Metres of water that are water at all."""
STRIP = 200_000
"""Cells that are looked up at a time."""
AROUND = 300.0
"""Metres around buildings and water in which water is shown, or may rise."""
EIGHT = np.ones((3, 3), bool)
"""All neighbours of a cell."""
_NOWHERE = QT_TRANSLATE_NOOP(CONTEXT, "選んだハザードは、市の範囲に水面がありません。")
_OTHER = QT_TRANSLATE_NOOP(CONTEXT, "浸水深か水位のあるハザードを選んでください。")

Box = tuple[float, float, float, float]
"""West, south, east, north in metres."""


@dataclass(frozen=True)
class Lattice:
    """A regular grid: south-west corner, metres of a cell, rows from the south and columns from the west."""

    west: float
    south: float
    cell: float
    rows: int
    columns: int

    @staticmethod
    def over(box: Box, most: int = MOST_CELLS) -> Lattice:
        """Return a grid of at most about `most` cells over a box."""
        west, south, east, north = box
        cell = max(math.sqrt((east - west) * (north - south) / most), FINEST)
        return Lattice(
            west,
            south,
            cell,
            max(math.ceil((north - south) / cell), 1),
            max(math.ceil((east - west) / cell), 1),
        )

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.rows, self.columns

    def middles(self) -> NDArray[np.float64]:
        """Return (rows * columns, 2) the middle of each cell, row by row."""
        east = self.west + (np.arange(self.columns) + 0.5) * self.cell
        north = self.south + (np.arange(self.rows) + 0.5) * self.cell
        return np.stack(np.meshgrid(east, north), axis=-1).reshape(-1, 2)

    def cell_of(
        self, points: NDArray[np.float64]
    ) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_]]:
        """Return row and column of points (n, 2), and whether they lie inside; outside the nearest cell."""
        with np.errstate(invalid="ignore"):
            column = np.floor((points[:, 0] - self.west) / self.cell)
            row = np.floor((points[:, 1] - self.south) / self.cell)
            inside = (row >= 0) & (row < self.rows) & (column >= 0) & (column < self.columns)
        row = np.clip(np.nan_to_num(row), 0, self.rows - 1).astype(np.intp)
        column = np.clip(np.nan_to_num(column), 0, self.columns - 1).astype(np.intp)
        return row, column, inside


@dataclass(frozen=True, eq=False)
class Water:
    """Water over a grid.

    Attributes
    ----------
    lattice
        The grid.
    ground
        (rows, columns) metres of the ground, NaN where unknown.
    level
        (rows, columns) metres of the surface, NaN where it is dry.
    """

    lattice: Lattice
    ground: NDArray[np.float64]
    level: NDArray[np.float64]

    @cached_property
    def depth(self) -> NDArray[np.float64]:
        """(rows, columns) metres of water, NaN where it is dry or nobody knows the ground."""
        deep = self.level - self.ground
        return np.where(deep > SHALLOWEST, deep, np.nan)

    @cached_property
    def nearest_level(self) -> NDArray[np.float64]:
        """(rows, columns) level of the nearest wet cell; there must be one."""
        from scipy import ndimage

        dry = ~np.isfinite(self.level)
        nearest = ndimage.distance_transform_edt(dry, return_distances=False, return_indices=True)
        return np.asarray(self.level[tuple(nearest)])

    def level_at(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (n,) the level at points (n, 2), NaN where it is dry or outside."""
        row, column, inside = self.lattice.cell_of(points)
        return np.where(inside, self.level[row, column], np.nan)

    def depth_at(self, points: NDArray[np.float64], ground: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (n,) the depth at points (n, 2) over ground (n,) of their own, NaN where it is dry."""
        deep = self.level_at(points) - ground
        return np.where(deep > SHALLOWEST, deep, np.nan)


def has_water(hazard: Hazard) -> bool:
    """Say whether a hazard tells how deep or how high water stands over areas or cells."""
    return hazard.theme is Theme.DEPTH and hazard.measured


def box_of(hazards: Sequence[Hazard], city: Box | None) -> Box:
    """Return the box in which water is shown: that of the hazards, where the city is.

    Parameters
    ----------
    hazards
        With areas or grids; the extent of a grid is not asked for, it may be as large as a country.
    city
        Box of the buildings; None without any.

    Raises
    ------
    layers.errors.AnalysisFailed
        When there is nothing.
    """
    import shapely

    shapes = [one.areas for one in hazards if has_water(one) and len(one.areas)]
    grids = any(one.grid is not None for one in hazards)
    wide = None if city is None else (city[0] - AROUND, city[1] - AROUND, city[2] + AROUND, city[3] + AROUND)
    if grids and wide is not None:
        return wide
    if not shapes:
        raise AnalysisFailed(_NOWHERE, _OTHER)
    around = np.array([-AROUND, -AROUND, AROUND, AROUND])
    bounds = (shapely.total_bounds(np.concatenate(shapes)) + around).tolist()
    if wide is not None:
        low = [max(one, other) for one, other in zip(bounds[:2], wide[:2], strict=True)]
        high = [min(one, other) for one, other in zip(bounds[2:], wide[2:], strict=True)]
        bounds = [*low, *high]
    west, south, east, north = bounds
    if not (west < east and south < north):
        raise AnalysisFailed(_NOWHERE, _OTHER)
    return west, south, east, north


def ground_over(lattice: Lattice, heights: Heights) -> NDArray[np.float64]:
    """Return (rows, columns) heights of the ground at the middles of cells."""
    middles = lattice.middles()
    return np.asarray(heights.height_at(middles[:, 0], middles[:, 1])).reshape(lattice.shape)


def water_of(
    hazards: Sequence[Hazard], lattice: Lattice, ground: NDArray[np.float64], feedback: Feedback
) -> Water:
    """Return the water of hazards together: in each cell the highest.

    Parameters
    ----------
    hazards
        Those without water over areas or cells are passed over.
    lattice, ground
        Where, and how high the ground is there (rows, columns).
    feedback
        Receives progress.

    Raises
    ------
    layers.errors.GisError
        When a raster cannot be read.
    """
    level = np.full(lattice.shape, np.nan)
    wanted = [one for one in hazards if has_water(one)]
    for number, hazard in enumerate(wanted):
        part = feedback.share(number / len(wanted), (number + 1) / len(wanted))
        if hazard.grid is not None:
            deep = sampled(hazard.grid, lattice, part)
            found = np.where(deep > 0, ground + deep, np.nan)
        else:
            found = _over_areas(hazard, lattice, ground, part)
        level = np.fmax(level, found)
    return Water(lattice, ground, level)


def raised(water: Water, metres: float) -> Water:
    """Return water that stands higher or lower by some metres; it spreads to lower ground that it can reach.

    The level beyond the edge of the known water is that of the nearest wet cell, and only cells that hang
    together with wet ones are flooded. Nothing is known of dikes that the ground does not show.
    """
    from scipy import ndimage

    wet = np.isfinite(water.level)
    if not wet.any() or metres == 0:
        return water
    if metres < 0:
        return replace(
            water, level=np.where(water.level + metres > water.ground, water.level + metres, np.nan)
        )
    level = water.nearest_level + metres
    below = wet | (level > water.ground + SHALLOWEST)
    pools, _ = ndimage.label(below, structure=EIGHT)
    reached = np.isin(pools, np.unique(pools[wet]))
    return replace(water, level=np.where(reached & below, level, np.nan))


def level_everywhere(lattice: Lattice, ground: NDArray[np.float64], level: float) -> Water:
    """Return water that stands at one level over all lower ground, whether or not it could get there."""
    return Water(lattice, ground, np.where(ground < level - SHALLOWEST, level, np.nan))


def sampled(grid: DepthGrid, lattice: Lattice, feedback: Feedback) -> NDArray[np.float64]:
    """Return (rows, columns) the depth that a raster has at the middle of each cell, NaN for none.

    Raises
    ------
    layers.errors.GisError
        When the raster cannot be read.
    """
    from gisapp.desks.hazard.depthgrid import DEEPEST, open_depths
    from importers.terrain.sampling import transformer

    opened = open_depths(grid.path, grid.crs)
    try:
        middles = lattice.middles()
        if opened.crs != grid.system:
            move = transformer(grid.system, opened.crs, grid.path.name)
            middles = np.column_stack(move.transform(middles[:, 0], middles[:, 1]))
        a, b, c, d, e, f = opened.transform
        inverse = np.linalg.inv(np.array([[a, b], [d, e]]))
        place = np.floor((middles - (c, f)) @ inverse.T)
        with np.errstate(invalid="ignore"):
            inside = (place >= 0).all(axis=1) & (place[:, 0] < opened.columns) & (place[:, 1] < opened.rows)
        found = np.full(len(middles), np.nan)
        rows = np.flatnonzero(inside)
        for begin in range(0, len(rows), STRIP):
            feedback.step(begin, len(rows))
            here = rows[begin : begin + STRIP]
            column, row = place[here].astype(np.int64).T
            left, top = int(column.min()), int(row.min())
            cells = opened.window(top, left, int(row.max()) - top + 1, int(column.max()) - left + 1)
            found[here] = cells[row - top, column - left]
    finally:
        opened.close()
    wet = np.isfinite(found) & (found > 0) & (found < DEEPEST)
    return np.where(wet, found, np.nan).reshape(lattice.shape)


def _over_areas(
    hazard: Hazard, lattice: Lattice, ground: NDArray[np.float64], feedback: Feedback
) -> NDArray[np.float64]:
    """Return (rows, columns) the level of water of areas: of several over a cell the highest."""
    import shapely

    lower, upper = bounds_of(hazard.classes, hazard.rank)
    deep = np.where(np.isfinite(hazard.depth), hazard.depth, np.where(np.isfinite(upper), upper, lower))
    parts, owner = shapely.get_parts(hazard.areas, return_index=True)
    stated, deep = hazard.level[owner], deep[owner]
    # Surfaces that lie in space state the level themselves, be their class known or not.
    if bool(shapely.has_z(hazard.areas).all()) and hazard.origin.column in ("rank", "rankOrg", ""):
        stated = mean_heights(parts)
    middles = lattice.middles()
    level = np.full(len(middles), np.nan)
    tree = shapely.STRtree(parts)
    flat = ground.ravel()
    for begin in range(0, len(middles), STRIP):
        feedback.step(begin, len(middles))
        cell, part = tree.query(shapely.points(middles[begin : begin + STRIP]), predicate="intersects")
        cell += begin
        value = np.where(np.isfinite(stated[part]), stated[part], flat[cell] + deep[part])
        known = np.isfinite(value)
        highest = np.full(len(middles), -np.inf)
        np.maximum.at(highest, cell[known], value[known])
        level = np.fmax(level, np.where(np.isfinite(highest), highest, np.nan))
    return level.reshape(lattice.shape)


def mean_heights(parts: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return (n,) the mean height of the vertices of each shape, metres."""
    import shapely

    points, owner = shapely.get_coordinates(parts, include_z=True, return_index=True)
    return np.asarray(
        np.bincount(owner, points[:, 2], len(parts)) / np.maximum(np.bincount(owner, minlength=len(parts)), 1)
    )


def classes_over(water: Water, classes: Classes = STANDARD) -> NDArray[np.int64]:
    """Return (rows, columns) the class of the depth of each cell, 0 where it is dry."""
    return classes.of_depth(water.depth.ravel()).reshape(water.depth.shape)
