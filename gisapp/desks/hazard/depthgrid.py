"""Depths in a raster: GeoTIFF or ASCII grid. Every cell is an area with a depth of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.assignment import Assigned, Footprints, largest
from gisapp.desks.hazard.classes import STANDARD, Kind
from gisapp.desks.hazard.hazards import Hazard, HazardClass, Origin, Theme, nothing

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from importers.terrain.rasters import RasterGrid
    from layers.base import Layer
    from layers.feedback import Feedback

DEEPEST = 200.0
"""Metres: what is written as more is no depth of water."""
ROWS = 1024
"""Rows of cells that are read at a time, about."""
SEAM = 1e-6
"""Parts of a cell by which a building may stand over the edge of a raster."""
LEAST = 1e-6
"""Part of a cell that must lie below a building to count."""
MOST_CELLS = 2_000_000
"""Cells that are laid over buildings at a time."""
_THEME = re.compile(r"浸水|水深|depth|flood|inundation", re.IGNORECASE)
STANDARD_CLASSES = tuple(
    HazardClass(*STANDARD.bounds(number), code, "") for number, code in enumerate(STANDARD.codes, 1)
)
"""Classes of depths that are values."""


@dataclass(frozen=True, eq=False)
class DepthGrid:
    """A raster of depths in metres.

    Attributes
    ----------
    path
        GeoTIFF or ASCII grid with one band of numbers.
    crs
        Its system, whatever the file says; empty to believe the file.
    system
        Plane rectangular system of the project.
    """

    path: Path
    crs: str
    system: str


def open_depths(path: Path, crs: str) -> RasterGrid:
    """Open a raster of depths; `crs` is its system, empty to believe the file.

    Raises
    ------
    layers.errors.ImportFailed
        When it is no raster of numbers, or nobody says where it lies.
    """
    from importers.terrain.importer import TerrainOptions
    from importers.terrain.rasters import open_grid

    return open_grid(path, TerrainOptions(crs=crs), [])


def depth_hazard(
    path: Path, system: str, *, kind: Kind | None = None, crs: str = "", name: str = "", date: str = ""
) -> Hazard:
    """Return the hazard of a raster file.

    Parameters
    ----------
    path
        GeoTIFF or ASCII grid.
    system
        Plane rectangular system of the project.
    kind
        What it is; None to ask its name.
    crs
        Its system, whatever the file says; empty to believe the file.
    name, date
        What it is called, and when it was made.

    Raises
    ------
    layers.errors.ImportFailed
        When it is no raster of numbers, or nobody says where it lies.
    """
    from gisapp.desks.hazard.sources import WORDS, scale_of

    open_depths(path, crs).close()  # what cannot be read is known now
    words = f"{path.name} {name}"
    found = kind or next(
        (one for one, pattern in WORDS if re.search(pattern, words, re.IGNORECASE)), Kind.FLOOD
    )
    origin = Origin("", name or path.stem, path.name, date)
    none = np.empty(0, dtype=object)
    return Hazard(
        f"grid/{path.name}",
        found,
        Theme.DEPTH,
        scale_of(words),
        name or path.stem,
        STANDARD_CLASSES,
        origin,
        none,
        np.empty(0, np.int64),
        nothing(),
        nothing(),
        grid=DepthGrid(path, crs, system),
    )


def hazard_of_raster(layer: Layer) -> Hazard | None:
    """Return the hazard of a raster layer whose file holds depths, None for a picture."""
    from layers.errors import GisError

    path = layer.source.path
    if path.suffix.lower() not in (".tif", ".tiff", ".asc") or not _THEME.search(f"{path.name} {layer.name}"):
        return None
    try:
        # Where the picture was placed its depths are, also when its file says something that cannot be.
        return depth_hazard(path, layer.data.crs, crs=layer.crs, name=layer.name, date=layer.source.date)
    except GisError:  # a picture of depths, as the portal's tiles are, has ranks of colour and no metres
        return None


def assign_grid(
    footprints: Footprints, grid: DepthGrid, feedback: Feedback
) -> tuple[Assigned, NDArray[np.bool_]]:
    """Return the depth of each building: of the class that covers most of it, the depth that covers most.

    The edges of the buildings are laid over the cells and not their middles only, so that a house that is
    smaller than a cell gets its depth too.

    Parameters
    ----------
    footprints
        Buildings in the project's system.
    grid
        The raster.
    feedback
        Receives progress.

    Returns
    -------
    assigned, outside
        `outside` tells which buildings lie beyond the raster, at least in part; nobody knows of them.

    Raises
    ------
    layers.errors.GisError
        When the raster cannot be read.
    """
    import shapely

    opened = open_depths(grid.path, grid.crs)
    try:
        rows = footprints.rows
        placed = _in_cells(footprints.shapes[rows], grid, opened.crs, opened.transform)
        bounds = shapely.bounds(placed)
        inside = (bounds[:, :2] >= -SEAM).all(axis=1)
        inside &= (bounds[:, 2] <= opened.columns + SEAM) & (bounds[:, 3] <= opened.rows + SEAM)
        found = _dry(footprints)
        # Each building is looked at once, with the rows of cells that begin where it begins.
        order = np.argsort(bounds[:, 1], kind="stable")
        spans = np.ceil(bounds[:, 2:]) - np.floor(bounds[:, :2]) + 1
        load = np.cumsum(np.nan_to_num(spans[order, 0] * spans[order, 1]))
        begin = 0
        while begin < len(order):
            feedback.step(begin, len(order))
            before = load[begin - 1] if begin else 0.0
            end = max(int(np.searchsorted(load, before + MOST_CELLS, side="right")), begin + 1)
            lowest = bounds[order[begin], 1]
            end = min(end, max(int(np.searchsorted(bounds[order, 1], lowest + ROWS)), begin + 1))
            here = order[begin:end]
            _fill(found, footprints, rows[here], placed[here], opened)
            begin = end
    finally:
        opened.close()
    outside = np.zeros(len(footprints), np.bool_)
    outside[rows[~inside]] = True
    return found, outside


def _dry(footprints: Footprints) -> Assigned:
    count = len(footprints)
    return Assigned(
        np.zeros(count, np.int64),
        np.zeros(count),
        np.zeros(count),
        nothing(count),
        np.full(count, -1, np.int64),
        footprints.placed,
    )


def _fill(
    found: Assigned,
    footprints: Footprints,
    rows: NDArray[np.intp],
    placed: NDArray[np.object_],
    opened: RasterGrid,
) -> None:
    """Write what some buildings get from the cells below them."""
    import shapely

    from gisapp.desks.hazard.clipping import cell_shares, edges_of

    low = np.floor(shapely.total_bounds(placed)).astype(np.int64)
    high = np.ceil(shapely.total_bounds(placed)).astype(np.int64)
    left, top = max(int(low[0]), 0), max(int(low[1]), 0)
    width, height = min(int(high[2]), opened.columns) - left, min(int(high[3]), opened.rows) - top
    if width <= 0 or height <= 0:
        return
    depths = opened.window(top, left, height, width)
    wet = np.isfinite(depths) & (depths > 0) & (depths < DEEPEST)
    if not wet.any():
        return
    moved = shapely.transform(placed, lambda points: points - (left, top))
    which, row, column, covered = cell_shares(edges_of(moved), wet, LEAST)
    depth = depths[row, column].astype(np.float64)
    some = Footprints(footprints.shapes[rows])
    # Cells are counted; what they cover is told in parts of the footprint.
    covered = covered / np.maximum(shapely.area(placed), LEAST)[which] * some.sizes[which]
    rank = STANDARD.of_depth(depth) if len(depth) else which
    got = largest(some, which, np.zeros(len(which), np.int64), covered, rank, depth)
    for name in ("rank", "share", "covered", "depth", "area"):
        getattr(found, name)[rows] = getattr(got, name)


def _in_cells(
    shapes: NDArray[np.object_], grid: DepthGrid, target: str, transform: tuple[float, ...]
) -> NDArray[np.object_]:
    """Return footprints in columns and rows of a raster."""
    import shapely

    from importers.terrain.sampling import transformer

    points = shapely.get_coordinates(shapes)
    if target != grid.system:
        move = transformer(grid.system, target, grid.path.name)
        points = np.column_stack(move.transform(points[:, 0], points[:, 1]))
    a, b, c, d, e, f = transform
    inverse = np.linalg.inv(np.array([[a, b], [d, e]]))
    return shapely.set_coordinates(shapely.force_2d(shapes).copy(), (points - (c, f)) @ inverse.T)
