"""Height limits at points by the formulas of the Act, compiled: for one lot or for those of a whole city.

Lots, edges and points stand in flat arrays; the names below say what a column of an edge or zone means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from gisapp.desks.planning.roadends import road_distance
from gisapp.desks.planning.roadregions import CENTRE, FARTHEST, lent_within

if TYPE_CHECKING:
    from numpy.typing import NDArray

X, Y, TO_X, TO_Y, INWARD_X, INWARD_Y = range(6)
"""Columns of an edge: its two ends, metres, and the unit vector into the lot."""
ROAD, WIDTH, MORE, SETBACK, ROAD_BASE, REACH = range(6, 12)
"""Number of the front road (-1 for none), its own width, what is added to the distance, the set-back of the
building, the height from which the slant counts, and how far it reaches."""
BESIDE, BESIDE_BASE, NORTH, NORTH_BASE = range(12, 16)
"""What is added to the distance to a neighbour (NaN: the slant is not measured from here) and to the north,
and the heights from which they count."""
RUN_BEFORE, RUN_AFTER, OPEN_BEFORE, OPEN_AFTER = range(16, 20)
"""How far the road runs on beyond both ends, and whether the edges that follow face no road; see
:mod:`gisapp.desks.planning.roadends`."""
EDGE_COLUMNS = 20
CAP, DISTRICT_CAP, SLOPE, DOUBLES, ADJACENT, ADJACENT_RISE = range(6)
"""Columns of a zone: absolute heights (infinite for none), the road slant and whether 56条3項 holds, height
and rise of the adjacent slant (NaN for none)."""
ZONE_COLUMNS = 6
WIDE = 12.0
RULE_COLUMNS = 6
"""In the order of :class:`gisapp.desks.planning.site.Rule`."""


@njit(cache=True, nogil=True)
def height_field(
    points: NDArray[np.float64],
    first_point: NDArray[np.int64],
    edges: NDArray[np.float64],
    first_edge: NDArray[np.int64],
    zone_of: NDArray[np.int64],
    zones: NDArray[np.float64],
    slopes: NDArray[np.float64],
    north: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return (n, 6) how high one may build at points by each rule, infinite where it sets no limit.

    Parameters
    ----------
    points
        (n, 2) metres, those of a lot together.
    first_point, first_edge
        (lots + 1,) where the points and edges of each lot begin.
    edges
        (m, 20) see the names above.
    zone_of
        (n,) zone at each point.
    zones
        (z, 6) see the names above.
    slopes
        (z, s, 2) height and rise towards the true north: the first of 56条1項3号, the others of a height
        district; NaN for none.
    north
        (2,) unit vector to the true north.
    """
    found = np.full((len(points), RULE_COLUMNS), np.inf)
    for lot in range(len(first_point) - 1):
        mine = edges[first_edge[lot] : first_edge[lot + 1]]
        roads = 0
        for k in range(len(mine)):
            roads = max(roads, int(mine[k, ROAD]) + 1)
        away, own, counted = np.empty(roads), np.empty(roads), np.empty(roads)
        for n in range(first_point[lot], first_point[lot + 1]):
            x, y = points[n, 0], points[n, 1]
            zone = zones[zone_of[n]]
            found[n, 0], found[n, 4] = zone[CAP], zone[DISTRICT_CAP]
            if roads:
                _widths(x, y, mine, away, own, counted)
                found[n, 1] = _road(x, y, mine, zone, counted)
            if not np.isnan(zone[ADJACENT]):
                found[n, 2] = _adjacent(x, y, mine, zone[ADJACENT], zone[ADJACENT_RISE])
            for s in range(slopes.shape[1]):
                height, rise = slopes[zone_of[n], s]
                if not np.isnan(height):
                    limit = _north(x, y, mine, north, height, rise)
                    column = 3 if s == 0 else 5
                    found[n, column] = min(found[n, column], limit)
    return found


@njit(cache=True, nogil=True)
def _inside(x: float, y: float, edge: NDArray[np.float64]) -> float:
    """Return how far a point lies inside the line of an edge."""
    return (x - edge[X]) * edge[INWARD_X] + (y - edge[Y]) * edge[INWARD_Y]


@njit(cache=True, nogil=True)
def _widths(
    x: float,
    y: float,
    edges: NDArray[np.float64],
    away: NDArray[np.float64],
    own: NDArray[np.float64],
    counted: NDArray[np.float64],
) -> None:
    """Fill in the width that each road counts with at a point, 0 where one does not (BSO-132)."""
    away[:], own[:] = np.inf, 0.0
    for k in range(len(edges)):
        road = int(edges[k, ROAD])
        if road >= 0:
            away[road] = min(away[road], _inside(x, y, edges[k]))
            own[road] = max(own[road], edges[k, WIDTH])
    greatest = own.max()
    by_widest = False
    beyond_others = True
    greater = 0.0
    for road in range(len(own)):
        if own[road] == greatest:
            by_widest |= away[road] <= min(2 * greatest, FARTHEST)
        else:
            beyond_others &= away[road] + own[road] / 2 > CENTRE
        counted[road] = 0.0
        if away[road] <= lent_within(own[road]):
            counted[road] = 1.0
            greater = max(greater, own[road])
    if by_widest or beyond_others or len(own) == 1:
        counted[:] = greatest
    else:
        counted *= greater


@njit(cache=True, nogil=True)
def _road(
    x: float, y: float, edges: NDArray[np.float64], zone: NDArray[np.float64], counted: NDArray[np.float64]
) -> float:
    """Return the road slant (56条1項1号・2項・3項・4項)."""
    found = np.inf
    for k in range(len(edges)):
        edge = edges[k]
        road = int(edge[ROAD])
        if road < 0 or counted[road] <= 0.0:
            continue
        width = counted[road]
        ux, uy = edge[TO_X] - edge[X], edge[TO_Y] - edge[Y]
        size = np.hypot(ux, uy)
        along = ((x - edge[X]) * ux + (y - edge[Y]) * uy) / size
        run, ends = edge[RUN_BEFORE : RUN_AFTER + 1], edge[OPEN_BEFORE : OPEN_AFTER + 1]
        length = road_distance(_inside(x, y, edge), along, size, run, ends, width + edge[MORE])
        if length > edge[REACH] + 1e-9:
            continue
        slope = zone[SLOPE]
        if zone[DOUBLES] > 0 and width >= WIDE and length >= 1.25 * (width + 2 * edge[SETBACK]):
            slope = max(slope, 1.5)
        found = min(found, edge[ROAD_BASE] + slope * length)
    return found


@njit(cache=True, nogil=True)
def _adjacent(x: float, y: float, edges: NDArray[np.float64], height: float, rise: float) -> float:
    """Return the adjacent slant (56条1項2号): by the distance to the boundary itself."""
    found = np.inf
    for k in range(len(edges)):
        edge = edges[k]
        if np.isnan(edge[BESIDE]):
            continue
        ux, uy = edge[TO_X] - edge[X], edge[TO_Y] - edge[Y]
        share = ((x - edge[X]) * ux + (y - edge[Y]) * uy) / (ux * ux + uy * uy)
        share = min(max(share, 0.0), 1.0)
        distance = np.hypot(x - edge[X] - share * ux, y - edge[Y] - share * uy)
        found = min(found, edge[BESIDE_BASE] + height + rise * (distance + edge[BESIDE]))
    return found


@njit(cache=True, nogil=True)
def _north(
    x: float, y: float, edges: NDArray[np.float64], north: NDArray[np.float64], height: float, rise: float
) -> float:
    """Go to the true north up to every edge that looks there; the lowest counts (56条1項3号)."""
    found = np.inf
    for k in range(len(edges)):
        edge = edges[k]
        ux, uy = edge[TO_X] - edge[X], edge[TO_Y] - edge[Y]
        cross = north[0] * uy - north[1] * ux
        if cross <= 1e-9 * np.hypot(ux, uy):
            continue  # looks south, or runs north itself
        px, py = edge[X] - x, edge[Y] - y
        way, share = (px * uy - py * ux) / cross, (px * north[1] - py * north[0]) / cross
        if way >= -1e-9 and -1e-9 <= share <= 1 + 1e-9:
            cosine = -(edge[INWARD_X] * north[0] + edge[INWARD_Y] * north[1])
            found = min(found, edge[NORTH_BASE] + height + rise * (way + edge[NORTH] / cosine))
    return found
