"""How high the buildings of many lots stand beside what the slants allow along their outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning import heightfield as column
from gisapp.desks.planning.heightfield import EDGE_COLUMNS, height_field
from gisapp.desks.planning.lot import NARROW, NO_ROADS
from gisapp.desks.planning.manyzones import zones_at
from gisapp.desks.planning.pointwise import zone_arrays

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.planning.manylots import Faced, ManyLots
    from gisapp.desks.planning.manyzones import Around, Laid

SAMPLE = 1.0
"""Metres between the points of an outline at which heights are compared."""


def front_roads(lots: ManyLots, faced: Faced, near: Around) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return for each edge the number of its front road within the lot, -1 for none, and its width."""
    said = near.said_of(np.unique(faced.road[faced.road >= 0]))
    road = faced.road.copy()
    width = faced.across.copy()
    for number, seen in said.items():  # road areas, not buildings
        here = faced.road == number
        if seen.article in NO_ROADS:
            road[here] = -1
        elif seen.width is not None:
            width[here] = seen.width
        if seen.article == "42-2":
            width[here] = np.maximum(width[here], NARROW)
    owner = lots.owner
    pairs, position = np.unique(np.column_stack([owner, road])[road >= 0], axis=0, return_inverse=True)
    first = np.searchsorted(pairs[:, 0], np.arange(len(lots.shapes)))
    own = np.full(len(road), -1)
    own[road >= 0] = position.ravel() - first[owner[road >= 0]]
    return own, np.where(own >= 0, width, np.nan)


def edges_of(
    shapes: NDArray[np.object_],
    lots: ManyLots,
    faced: Faced,
    own: NDArray[np.intp],
    widths: NDArray[np.float64],
    near: Around,
    floor_limit: NDArray[np.float64],
    known: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """Return the edges as :func:`height_field` takes them; the lot reaches to the road that it faces.

    The set-back of 56条2項 is how far the building stands from each front road, and that of 56条1項2号 how
    far from each neighbour: the building is there and can be measured.
    """
    import shapely

    found = np.full((len(own), EDGE_COLUMNS), np.nan)
    found[:, :6] = np.hstack([lots.begin, lots.end, lots.inward])
    found[:, [column.ROAD_BASE, column.BESIDE_BASE, column.NORTH, column.NORTH_BASE]] = 0.0
    sides = shapely.linestrings(np.stack([lots.begin, lots.end], axis=1))
    away = shapely.distance(sides, shapes[lots.owner])
    road = own >= 0
    gap = np.where(road, np.nan_to_num(faced.gap), 0.0)
    key = np.where(road, lots.owner * (own.max(initial=0) + 1) + own, 0)
    nearest = np.full(key.max(initial=0) + 1, np.inf)
    np.minimum.at(nearest, key[road], (away + gap)[road])
    setback = np.where(road, nearest[key], away)
    counts = road & known[lots.owner]
    found[:, column.ROAD] = np.where(counts, own, -1)
    found[:, column.WIDTH] = np.where(counts, widths, 0.0)
    found[:, column.MORE] = gap + setback
    found[:, column.SETBACK] = setback
    found[:, column.BESIDE] = np.where(road, np.nan, setback)
    found[road, column.NORTH] = gap[road] + np.nan_to_num(widths[road])
    middle = (lots.begin + lots.end) / 2 + lots.inward * 0.01
    zone = zones_at(middle[counts], near.zone_shapes)
    # Buildings of a whole city are held against roads without end: the reading that allows least.
    found[:, [column.RUN_BEFORE, column.RUN_AFTER]] = np.inf
    found[:, [column.OPEN_BEFORE, column.OPEN_AFTER]] = 0.0
    reach = np.zeros(len(own))
    ratio = floor_limit[lots.owner]
    reach[counts] = near.reach(zone, ratio[counts])
    found[:, column.REACH] = reach
    return found


def _district_slopes(
    points: NDArray[np.float64],
    owner: NDArray[np.intp],
    edges: NDArray[np.float64],
    lots: ManyLots,
    near: Around,
) -> NDArray[np.float64]:
    """Return (n,) the lowest slope of a height district at points, infinite where there is none."""
    import shapely

    found = np.full(len(points), np.inf)
    if len(near.sloped) and len(points):
        at, district = shapely.STRtree(near.slope_shapes).query(shapely.points(points), "intersects")
        first = np.searchsorted(owner[at], np.arange(len(lots.shapes) + 1))
        zones, slopes = zone_arrays(near.sloped, 0.0)
        limits = height_field(points[at], first, edges, lots.first, district, zones, slopes, near.north)[:, 5]
        np.minimum.at(found, at, limits)
    return found


def excess_of(
    shapes: NDArray[np.object_],
    lots: ManyLots,
    edges: NDArray[np.float64],
    near: Around,
    laid: Laid,
    height: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    """Return by how much each building stands over the lowest limit along its outline, and the rule."""
    import shapely

    points, owner = shapely.get_coordinates(
        shapely.segmentize(shapely.boundary(shapes), SAMPLE), return_index=True
    )
    first = np.searchsorted(owner, np.arange(len(shapes) + 1))
    zone = np.where(laid.best >= 0, laid.best, len(near.zones))[owner]
    across = laid.several[owner]
    exact = zones_at(points[across], near.zone_shapes)
    zone[across] = np.where(exact >= 0, exact, zone[across])
    zones, slopes = zone_arrays((*near.zones, near.no_zone), 0.0)
    field = height_field(points, first, edges, lots.first, zone, zones, slopes, near.north)
    cap = near.height_caps(points)
    field[:, 4] = np.minimum(field[:, 4], cap)
    field[:, 5] = _district_slopes(points, owner, edges, lots, near)
    lowest, rule = field.min(axis=1), field.argmin(axis=1)
    over = height[owner] - lowest
    worst = np.maximum.reduceat(over, first[:-1])
    # The first point of each building at which it is worst says by which rule.
    at = np.flatnonzero(over == worst[owner])
    _, which = np.unique(owner[at], return_index=True)
    found = np.full(len(shapes), -1, np.int8)
    found[owner[at[which]]] = rule[at[which]]
    unlimited = ~np.isfinite(worst)
    found[unlimited] = -1
    return np.where(unlimited, np.nan, worst), found
