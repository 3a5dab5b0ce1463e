"""Shadows of buildings and how long they stay (日影, 56条の2).

A building is a set of prisms: a footprint and the height of its top. The shadow of a prism on a level plane
is its footprint swept along the shadow of its height; the hours in shadow of a point are those moments at
which it lies in the shadow of any prism.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.sun import WINTER_SOLSTICE, sun_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    import shapely
    from numpy.typing import NDArray

    from layers.feedback import Feedback

HOURS = (8.0, 16.0)
"""True solar time that the Act looks at (別表第四)."""
HOURS_HOKKAIDO = (9.0, 15.0)
AT_ONCE = 16
"""Moments between two looks at whether somebody wants to stop."""
BETWEEN = (5.0, 10.0)
"""Metres outside the boundary between which, and beyond which, the two limits hold."""
CLASSES = {
    "low": {1: (3.0, 2.0), 2: (4.0, 2.5), 3: (5.0, 3.0)},
    "mid": {1: (3.0, 2.0), 2: (4.0, 2.5), 3: (5.0, 3.0)},
    "residential": {1: (4.0, 2.5), 2: (5.0, 3.0)},
    "commercial": {1: (4.0, 2.5), 2: (5.0, 3.0)},
    "industrial": {1: (4.0, 2.5), 2: (5.0, 3.0)},
    "none": {1: (3.0, 2.0), 2: (4.0, 2.5), 3: (5.0, 3.0)},
}
"""Hours between 5 m and 10 m, and beyond 10 m, by group of use districts and class (別表第四)."""


@dataclass(frozen=True, eq=False)
class Prism:
    """A part of a building.

    Attributes
    ----------
    footprint
        Polygon, metres.
    top
        Height of its top, metres in the datum of the plane.
    """

    footprint: shapely.Polygon
    top: float


@dataclass(frozen=True, eq=False)
class Grid:
    """Points of a raster, row by row from the north.

    Attributes
    ----------
    west, north
        Its upper left corner, metres.
    step
        Metres between points; each stands in the middle of its cell.
    shape
        Rows and columns.
    """

    west: float
    north: float
    step: float
    shape: tuple[int, int]

    def points(self) -> NDArray[np.float64]:
        """Return (rows, columns, 2) metres."""
        rows, columns = self.shape
        x = self.west + (np.arange(columns) + 0.5) * self.step
        y = self.north - (np.arange(rows) + 0.5) * self.step
        return np.stack(np.meshgrid(x, y), axis=-1)


@dataclass(frozen=True)
class Daylight:
    """The time of a day that is looked at, and where the sun goes in it.

    Attributes
    ----------
    latitude
        Degrees north.
    north
        Bearing of the true north on the map, degrees clockwise from the map's north.
    hours
        Beginning and end, true solar time.
    declination
        Of the sun, degrees.
    minutes
        Length of the steps: hours in shadow are exact to about half a step for each edge that passes.
    """

    latitude: float
    north: float = 0.0
    hours: tuple[float, float] = HOURS
    declination: float = WINTER_SOLSTICE
    minutes: float = 1.0

    @property
    def moments(self) -> NDArray[np.float64]:
        """(t,) middles of the steps, true solar time."""
        begin, end = self.hours
        count = max(round((end - begin) * 60 / self.minutes), 1)
        return np.asarray(begin + (np.arange(count) + 0.5) * (end - begin) / count)

    @property
    def tips(self) -> NDArray[np.float64]:
        """(t, 2) east and north of the shadow of 1 m at each moment."""
        return sun_at(self.latitude, self.moments, self.declination).shadows(self.north)

    @property
    def step(self) -> float:
        """Hours of one step."""
        return (self.hours[1] - self.hours[0]) / len(self.moments)


def shadow(prisms: Sequence[Prism], plane: float, tip: NDArray[np.float64]) -> shapely.Geometry:
    """Return the shadow of buildings on a plane at one moment.

    Parameters
    ----------
    prisms
        The buildings.
    plane
        Height of the plane, metres.
    tip
        (2,) east and north of the shadow of 1 m.
    """
    import shapely

    sides = sides_of(prisms, plane)
    return shapely.union_all(shapely.make_valid(np.array(swept(sides, tip), dtype=object)))


def hours_at(
    points: NDArray[np.float64], prisms: Sequence[Prism], plane: float, daylight: Daylight
) -> NDArray[np.float64]:
    """Return (n,) hours that points lie in shadow.

    Parameters
    ----------
    points
        (n, 2) metres.
    prisms
        Buildings; all of a site count as one.
    plane
        Height of the measuring plane, metres.
    daylight
        When.
    """
    import shapely

    from gisapp.desks.planning.crossing import dark

    sides = sides_of(prisms, plane)
    found = dark(points, sides.edges, sides.heights, daylight.tips)
    within = shapely.STRtree(shapely.points(points)).query(sides.footprints, predicate="intersects")[1]
    found[np.unique(within)] = True
    return np.asarray(found.sum(axis=1) * daylight.step)


def hours_on(
    grid: Grid, prisms: Sequence[Prism], plane: float, daylight: Daylight, feedback: Feedback
) -> NDArray[np.float32]:
    """Return (rows, columns) hours that the points of a raster lie in shadow; see :func:`hours_at`."""
    import rasterio.features
    from rasterio.transform import from_origin

    from gisapp.desks.planning.sweeping import dark_moments

    feedback.step()
    sides = sides_of(prisms, plane)
    tips = daylight.tips
    transform = from_origin(grid.west, grid.north, grid.step, grid.step)
    always = np.zeros(grid.shape, bool)
    if len(sides.footprints):
        always = rasterio.features.rasterize(
            list(sides.footprints), grid.shape, transform=transform, dtype="uint8"
        ).astype(bool)
    corner, cell = np.array([grid.west, grid.north] * 2), np.array([1.0, -1.0] * 2) / grid.step
    edges, tips_in_cells = (sides.edges - corner) * cell, tips * cell[:2]
    total = np.zeros(grid.shape, np.int32)
    for first in range(0, len(tips), AT_ONCE):
        feedback.step(first, len(tips))
        total += dark_moments(edges, sides.heights, tips_in_cells[first : first + AT_ONCE], always)
    return (total * daylight.step).astype(np.float32)


@dataclass(frozen=True, eq=False)
class Sides:
    """The walls of buildings as far as they stand above a plane.

    Attributes
    ----------
    footprints
        (k,) polygons.
    edges
        (m, 4) metres: the two ends of each wall.
    heights
        (m,) metres over the plane.
    """

    footprints: NDArray[np.object_]
    edges: NDArray[np.float64]
    heights: NDArray[np.float64]


def sides_of(prisms: Sequence[Prism], plane: float) -> Sides:
    """Return the walls of buildings above a plane."""
    import shapely

    high = [prism for prism in prisms if prism.top > plane and not prism.footprint.is_empty]
    footprints = np.array([prism.footprint for prism in high], dtype=object)
    if not high:
        return Sides(footprints, np.empty((0, 4)), np.empty(0))
    rings, owner = shapely.get_rings(footprints, return_index=True)
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    starts = np.flatnonzero(ring[1:] == ring[:-1])
    edges = np.hstack([corners[starts], corners[starts + 1]])
    tops = np.array([prism.top for prism in high])
    return Sides(footprints, edges, tops[owner[ring[starts]]] - plane)


def swept(sides: Sides, tip: NDArray[np.float64]) -> list[shapely.Geometry]:
    """Return areas whose union is the shadow: footprints, and the parallelogram that each wall sweeps."""
    import shapely

    by = sides.heights[:, None] * tip
    begin, end = sides.edges[:, :2], sides.edges[:, 2:]
    corners = np.stack([begin, end, end + by, begin + by], axis=1)
    return [*sides.footprints, *shapely.polygons(corners)]
