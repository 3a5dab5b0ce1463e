"""Height limits at points of a site, by the formulas of the Act themselves; they also check the facets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning import heightfield as column
from gisapp.desks.planning import limits, roadslants
from gisapp.desks.planning.heightfield import EDGE_COLUMNS, ZONE_COLUMNS, height_field
from gisapp.desks.planning.site import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from gisapp.desks.planning.site import Site
    from gisapp.desks.planning.zones import Zone


def heights(site: Site, points: NDArray[np.float64]) -> dict[Rule, NDArray[np.float64]]:
    """Return how high one may build at points of a site by each rule.

    Parameters
    ----------
    site
        A site whose road widths and ratios are known.
    points
        (n, 2) metres, within the site.

    Returns
    -------
    dict
        (n,) metres for each rule, infinite where it sets no limit. The lowest counts.

    Raises
    ------
    layers.errors.AnalysisFailed
        When something is missing that a rule needs.
    """
    import shapely

    for zone in site.zones:
        limits.pieces_of(site, zone)  # says what is missing
    parts = np.array(site.parts, dtype=object)
    # A point on a line between zones belongs to the nearest one; where both are, to the first.
    distances = shapely.distance(shapely.points(points)[:, None], parts[None, :])
    zone_at = np.argmin(distances, axis=1) if len(points) else np.zeros(0, np.int64)
    ground = _ground_of(site, points)
    found = np.empty((len(points), len(Rule)))
    for number, one in enumerate(site.grounds):
        here, mine = site.on(one), np.flatnonzero(ground == number)
        zones, slopes = zone_arrays(site.zones, here.level)
        found[mine] = height_field(
            np.ascontiguousarray(points[mine], np.float64),
            np.array([0, len(mine)]),
            _edges(here),
            np.array([0, len(site.net.edges)]),
            zone_at[mine],
            zones,
            slopes,
            site.north_vector,
        )
    return dict(zip(Rule, found.T, strict=True))


def _ground_of(site: Site, points: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return (n,) which ground level counts at points: on a line between two of them the lower one."""
    import shapely

    if len(site.grounds) < 2 or not len(points):
        return np.zeros(len(points), np.intp)
    areas = np.array([one.area for one in site.grounds], dtype=object)
    return np.asarray(shapely.distance(shapely.points(points)[:, None], areas[None, :]).argmin(axis=1))


def zone_arrays(zones: Sequence[Zone], ground: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return zones and their slopes to the north, as :func:`height_field` takes them."""
    found = np.full((len(zones), ZONE_COLUMNS), np.nan)
    most = max((len(zone.height_district_north) for zone in zones), default=0)
    slopes = np.full((len(zones), 1 + most, 2), np.nan)
    for number, zone in enumerate(zones):
        caps = (zone.height_limit, zone.height_district_limit)
        found[number, :2] = [np.inf if cap is None else ground + cap for cap in caps]
        found[number, 2:4] = zone.slope, zone.doubles_slope
        adjacent, north = zone.adjacent_slope, zone.north_slope
        if adjacent is not None:
            found[number, 4:] = adjacent.height, adjacent.rise
        for k, slope in enumerate((north, *zone.height_district_north)):
            if slope is not None:
                slopes[number, k] = slope.height, slope.rise
    return found, slopes


def _edges(site: Site) -> NDArray[np.float64]:
    net = site.net
    found = np.full((len(net.edges), EDGE_COLUMNS), np.nan)
    found[:, :6] = np.hstack([net.ring, np.roll(net.ring, -1, axis=0), net.inward])
    found[:, column.ROAD] = -1
    for number, road in enumerate(site.roads):
        found[road, column.ROAD] = number
    found[:, [column.RUN_BEFORE, column.RUN_AFTER]] = site.road_runs
    faces = np.array([edge.is_road for edge in net.edges])
    found[:, column.OPEN_BEFORE], found[:, column.OPEN_AFTER] = ~np.roll(faces, 1), ~np.roll(faces, -1)
    for index, edge in enumerate(net.edges):
        row = found[index]
        row[column.NORTH] = limits.north_beyond(edge)
        if edge.is_road:
            row[column.WIDTH] = edge.deemed_width or 0.0
            row[column.MORE] = edge.setback + roadslants.beyond(edge)
            row[column.SETBACK] = edge.setback
            row[column.ROAD_BASE] = roadslants.road_base(site, edge)
            row[column.REACH] = roadslants.reach_of(site, index)
            row[column.NORTH_BASE] = site.level
        else:
            base = limits.beside_base(site, index)
            row[column.BESIDE] = limits.half_beyond(edge, parks=True) + edge.setback
            row[[column.BESIDE_BASE, column.NORTH_BASE]] = base
    return found
