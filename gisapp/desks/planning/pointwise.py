"""Height limits at points, by the formulas of the Act themselves: for many buildings, and to check facets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning import limits
from gisapp.desks.planning.roadregions import CENTRE, FARTHEST, lent_within
from gisapp.desks.planning.site import Rule

if TYPE_CHECKING:
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

    found = {rule: np.full(len(points), np.inf) for rule in Rule}
    if not len(points):
        return found
    parts = np.array(site.parts, dtype=object)
    at = shapely.points(points)
    # A point on a line between zones belongs to the nearest one; where both are, to the first.
    zone_of = np.argmin(shapely.distance(at[:, None], parts[None, :]), axis=1)
    for number, zone in enumerate(site.zones):
        here = zone_of == number
        if not here.any():
            continue
        for rule, values in _in_zone(site, zone, points[here]).items():
            found[rule][here] = np.minimum(found[rule][here], values)
    return found


def _in_zone(site: Site, zone: Zone, points: NDArray[np.float64]) -> dict[Rule, NDArray[np.float64]]:
    nothing = np.full(len(points), np.inf)
    absolute = nothing if zone.height_limit is None else np.full(len(points), site.ground + zone.height_limit)
    district = (
        nothing
        if zone.height_district_limit is None
        else np.full(len(points), site.ground + zone.height_district_limit)
    )
    by_district = nothing.copy()
    for slope in zone.height_district_north:
        by_district = np.minimum(by_district, _north(site, points, slope.height, slope.rise))
    north = zone.north_slope
    return {
        Rule.ABSOLUTE: absolute,
        Rule.HEIGHT_DISTRICT: district,
        Rule.HEIGHT_DISTRICT_NORTH: by_district,
        Rule.ROAD: _road(site, zone, points),
        Rule.ADJACENT: _adjacent(site, zone, points),
        Rule.NORTH: nothing if north is None else _north(site, points, north.height, north.rise),
    }


def _distances(site: Site, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (n, edges) distances from the lines of the edges into the site."""
    offsets = (site.net.inward * site.net.ring).sum(axis=1)
    return points @ site.net.inward.T - offsets


def _road(site: Site, zone: Zone, points: NDArray[np.float64]) -> NDArray[np.float64]:
    found = np.full(len(points), np.inf)
    if not site.roads:
        return found
    if site.widest is None:
        limits.pieces_of(site, zone)  # says what is missing
    distances = _distances(site, points)
    widths = _widths(site, distances)
    for number, road in enumerate(site.roads):
        for index in road:
            edge = site.net.edges[index]
            width = widths[:, number]
            length = distances[:, index] + width + edge.setback + limits.beyond(edge)
            counts = (width > 0) & (distances[:, index] >= -1e-9)
            counts &= length <= limits.reach_of(site, index) + 1e-9
            slope = np.full(len(points), zone.slope)
            if zone.doubles_slope:
                steep = (width >= limits.WIDE) & (length >= 1.25 * (width + 2 * edge.setback))
                slope[steep] = np.maximum(slope[steep], 1.5)
            height = limits.road_base(site, edge) + slope * length
            found = np.minimum(found, np.where(counts, height, np.inf))
    return found


def _widths(site: Site, distances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (n, roads) widths that the roads count with at each point, 0 where one does not (BSO-132)."""
    own = np.array([max(site.net.edges[i].deemed_width or 0.0 for i in road) for road in site.roads])
    count = len(distances)
    if len(own) == 1:
        return np.full((count, 1), own[0])
    greatest = own.max()
    away = np.column_stack([distances[:, road].min(axis=1) for road in site.roads])
    widest = own == greatest
    first = (away[:, widest] <= min(2 * greatest, FARTHEST)).any(axis=1)
    if (~widest).any():
        first |= (away[:, ~widest] + own[~widest] / 2 > CENTRE).all(axis=1)
    else:
        first[:] = True
    near = away <= np.array([lent_within(width) for width in own])
    greater = np.where(near, own, 0.0).max(axis=1, keepdims=True)
    return np.where(first[:, None], greatest, np.where(near, greater, 0.0))


def _adjacent(site: Site, zone: Zone, points: NDArray[np.float64]) -> NDArray[np.float64]:
    import shapely

    found = np.full(len(points), np.inf)
    slope = zone.adjacent_slope
    if slope is None:
        return found
    ring = site.net.ring
    at = shapely.points(points)
    for index, edge in enumerate(site.net.edges):
        if limits.applies_beside(edge):
            boundary = shapely.LineString([ring[index], ring[(index + 1) % len(ring)]])
            more = limits.half_beyond(edge, parks=True) + edge.setback
            base = limits.beside_base(site, edge) + slope.height
            found = np.minimum(found, base + slope.rise * (shapely.distance(at, boundary) + more))
    return found


def _north(site: Site, points: NDArray[np.float64], height: float, rise: float) -> NDArray[np.float64]:
    """Go north from each point to every edge that looks north; the nearest counts."""
    found = np.full(len(points), np.inf)
    north = site.north_vector
    ring = site.net.ring
    for index, edge in enumerate(site.net.edges):
        begin, end = ring[index], ring[(index + 1) % len(ring)]
        along = end - begin
        cross = float(north[0] * along[1] - north[1] * along[0])
        if cross <= 1e-9 * float(np.hypot(*along)):  # looks south, or runs north itself
            continue
        apart = begin - points
        way = (apart[:, 0] * along[1] - apart[:, 1] * along[0]) / cross
        share = (apart[:, 0] * north[1] - apart[:, 1] * north[0]) / cross
        met = (way >= -1e-9) & (share >= -1e-9) & (share <= 1 + 1e-9)
        cosine = -float(site.net.inward[index] @ north)
        if edge.is_road:
            more, base = edge.deemed_width or 0.0, site.ground
        else:
            more, base = limits.half_beyond(edge, parks=False), limits.beside_base(site, edge)
        value = base + height + rise * (way + more / cosine)
        found = np.minimum(found, np.where(met, value, np.inf))
    return found
