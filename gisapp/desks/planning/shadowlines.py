"""Lines of equal hours of shadow on the measuring plane, and outlines of the shadow every half hour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.shadow import BETWEEN, CLASSES, Grid, hours_on, sides_of, swept
from gisapp.desks.planning.shadowverdict import deemed_boundary, prisms_of
from gisapp.desks.planning.sun import sun_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.planning.massing import Massing
    from gisapp.desks.planning.shadow import Daylight, Prism
    from gisapp.desks.planning.site import Site
    from layers.feedback import Feedback

CELL = 0.5
"""Metres between the points at which hours are counted."""
MOST_CELLS = 1_000_000
EVERY = 0.5
"""Hours between outlines."""
MINUTES = 3.0
"""Between the moments that lines of equal hours rest on."""


@dataclass(frozen=True, eq=False)
class ShadowLines:
    """What a shadow diagram (日影図) shows.

    Attributes
    ----------
    plane
        Height of the measuring plane, metres in the datum of the site.
    limits
        Hours between 5 m and 10 m, and beyond 10 m.
    equal
        Lines on which these hours are reached.
    distances
        The lines 5 m and 10 m outside of the boundary as it counts.
    outlines
        True solar time and outline of the shadow, every half hour.
    """

    plane: float
    limits: tuple[float, float]
    equal: tuple[shapely.Geometry, shapely.Geometry]
    distances: tuple[shapely.Geometry, shapely.Geometry]
    outlines: tuple[tuple[float, shapely.Geometry], ...]


def shadow_lines(site: Site, building: Massing, daylight: Daylight, feedback: Feedback) -> ShadowLines | None:
    """Return the diagram for a building on a site; None where no class of shadow limits is known.

    Where a site lies in several zones the strictest hours count and the lowest plane.

    Parameters
    ----------
    site
        Its zones say which hours count on which plane.
    building
        What throws the shadow.
    daylight
        The day, with latitude and true north.
    """
    known = [
        (CLASSES.get(zone.district.group, {}).get(zone.shadow_class or 0), zone.shadow_plane)
        for zone in site.zones
    ]
    pairs = [(limits, plane) for limits, plane in known if limits is not None]
    prisms = _seen(prisms_of(building))
    if not pairs or not prisms:
        return None
    ground = site.ground if site.mean_ground is None else site.mean_ground
    plane = ground + min(plane for _, plane in pairs)
    limits = min(limits for limits, _ in pairs)
    boundary = deemed_boundary(site)
    # What falls on the site itself is nobody's business.
    equal = [
        line.difference(site.net.polygon())
        for line in _equal(prisms, plane, replace(daylight, minutes=MINUTES), limits, feedback)
    ]
    rings = tuple(boundary.buffer(distance).exterior for distance in BETWEEN)
    return ShadowLines(
        plane, limits, (equal[0], equal[1]), (rings[0], rings[1]), outlines(prisms, plane, daylight)
    )


def _seen(prisms: Sequence[Prism]) -> list[Prism]:
    """Return the prisms without those that stand within a higher one: their shadows are in its shadow."""
    return [
        one
        for one in prisms
        if not any(
            other.top > one.top and other.footprint.buffer(1e-3).covers(one.footprint) for other in prisms
        )
    ]


def outlines(
    prisms: Sequence[Prism], plane: float, daylight: Daylight
) -> tuple[tuple[float, shapely.Geometry], ...]:
    """Return the outline of the shadow every half hour of the day that is looked at."""
    import shapely

    begin, end = daylight.hours
    hours = np.arange(begin, end + EVERY / 2, EVERY)
    tips = sun_at(daylight.latitude, hours, daylight.declination).shadows(daylight.north)
    sides = sides_of(prisms, plane)
    found = []
    for hour, tip in zip(hours.tolist(), tips, strict=True):
        if np.isfinite(tip).all() and len(sides.edges):
            area = shapely.union_all(shapely.make_valid(np.array(swept(sides, tip), dtype=object)))
            found.append((hour, area.simplify(0.01).boundary))
    return tuple(found)


def _equal(
    prisms: Sequence[Prism],
    plane: float,
    daylight: Daylight,
    limits: tuple[float, float],
    feedback: Feedback,
) -> tuple[shapely.Geometry, shapely.Geometry]:
    """Return the lines on which the hours are reached, from a raster as wide as they can reach."""
    import shapely

    whole = shapely.total_bounds([one.footprint for one in prisms])
    reach = max(one.top for one in prisms) - plane
    # What is dark for so many hours is dark at some moment that is half as many from either end of the day.
    begin, end = daylight.hours
    moments = daylight.moments
    middle = (moments >= begin + min(limits) / 2) & (moments <= end - min(limits) / 2)
    tips = daylight.tips[middle]
    tips = tips[np.isfinite(tips).all(axis=1)]
    away = np.clip(reach, 0.0, None) * np.abs(tips).max(axis=0, initial=0.0) + 2.0
    west, south, east, north = np.concatenate([whole[:2] - away, whole[2:] + away]).tolist()
    step = max(CELL, float(np.sqrt((east - west) * (north - south) / MOST_CELLS)))
    shape = (int(np.ceil((north - south) / step)), int(np.ceil((east - west) / step)))
    grid = Grid(west, north, step, shape)
    hours = hours_on(grid, prisms, plane, daylight, feedback).astype(np.float64)
    points = grid.points()
    # Rows from the south, as contours want them; values are shifted so that the limit falls on a line.
    east_of, north_of = points[0, :, 0], points[::-1, 0, 1]
    found = [_line(hours[::-1], east_of, north_of, limit) for limit in limits]
    return found[0], found[1]


def _line(
    hours: NDArray[np.float64], east: NDArray[np.float64], north: NDArray[np.float64], limit: float
) -> shapely.Geometry:
    """Return where hours cross a limit."""
    import shapely

    from layers.contours import contours

    # Only the line at number 1 is wanted: far from the limit the values say nothing more.
    near = np.clip(hours - limit, -0.9, 0.9) + 1.0
    pieces = contours(near, east, north, 1.0)
    lines = shapely.linestrings(pieces.points[pieces.number == 1][:, :, :2])
    return shapely.line_merge(shapely.multilinestrings(lines)).simplify(CELL / 10)
