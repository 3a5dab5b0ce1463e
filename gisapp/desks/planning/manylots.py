"""The lots of many buildings at once, estimated where no parcel is known, and the roads that they face."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    import shapely
    from numpy.typing import NDArray

REACH_ESTIMATED = 3.0
"""Metres between an estimated lot and a road that it is taken to reach to."""
REACH_PARCEL = 1.5
FARTHEST = 40.0
"""Metres across the widest road that is sought."""
BEFORE = 0.5
"""Metres inside an edge at which probes begin: a road may be drawn over the lot."""
PROBES = (1 / 6, 1 / 2, 5 / 6)
SHORT = 0.3
"""Metres: shorter edges face nothing by themselves."""
GAP = 0.3
"""Metres between areas of one road that are drawn apart."""
WITHIN = 0.9
"""Part of a building that must lie in a parcel for it to be its lot."""
SIMPLER = 0.05
"""Metres by which the outline of an estimated lot may be made simpler."""


@dataclass(frozen=True, eq=False)
class ManyLots:
    """Lots in flat arrays.

    Attributes
    ----------
    shapes
        (n,) polygons without holes, counter-clockwise, metres.
    parcel
        (n,) number of the parcel that the lot is, -1 where it is estimated.
    begin, end
        (m, 2) ends of all edges, lot by lot.
    first
        (n + 1,) where the edges of each lot begin.
    """

    shapes: NDArray[np.object_]
    parcel: NDArray[np.intp]
    begin: NDArray[np.float64]
    end: NDArray[np.float64]
    first: NDArray[np.intp]

    @property
    def owner(self) -> NDArray[np.intp]:
        """(m,) lot of each edge."""
        return np.repeat(np.arange(len(self.shapes)), np.diff(self.first))

    @property
    def inward(self) -> NDArray[np.float64]:
        """(m, 2) unit vectors across the edges, into the lot."""
        along = self.end - self.begin
        along /= np.hypot(along[:, 0], along[:, 1])[:, None]
        return np.column_stack([-along[:, 1], along[:, 0]])


@dataclass(frozen=True, eq=False)
class Faced:
    """What each edge faces.

    Attributes
    ----------
    road
        (m,) number of the road area, -1 for none.
    gap, across
        (m,) metres from the edge to the road, and across it; NaN where it cannot be measured.
    """

    road: NDArray[np.intp]
    gap: NDArray[np.float64]
    across: NDArray[np.float64]


def make_lots(footprints: NDArray[np.object_], margin: float, parcels: NDArray[np.object_]) -> ManyLots:
    """Return the lot of each building: the parcel in which it lies, else its outline with a margin.

    Parameters
    ----------
    footprints
        (n,) valid flat areas, metres.
    margin
        Metres on all sides of an estimated lot.
    parcels
        (p,) polygons, may be none.
    """
    import shapely

    hulls = shapely.simplify(shapely.buffer(footprints, margin, join_style="mitre"), SIMPLER)
    several = shapely.get_type_id(hulls) != shapely.GeometryType.POLYGON
    hulls[several] = shapely.convex_hull(hulls[several])
    parcel = np.full(len(footprints), -1)
    if len(parcels):
        building, number = shapely.STRtree(parcels).query(shapely.point_on_surface(footprints), "intersects")
        common = shapely.area(shapely.intersection(footprints[building], parcels[number]))
        fits = common >= WITHIN * shapely.area(footprints[building])
        parcel[building[fits]] = number[fits]
        known = parcel >= 0
        hulls[known] = parcels[parcel[known]]
    shapes = shapely.orient_polygons(shapely.polygons(shapely.get_exterior_ring(hulls)))
    shapes = shapely.remove_repeated_points(shapes)
    corners, lot = shapely.get_coordinates(shapes, return_index=True)
    inner = np.flatnonzero(lot[1:] == lot[:-1])
    first = np.searchsorted(lot[inner], np.arange(len(shapes) + 1))
    return ManyLots(shapes, parcel, corners[inner], corners[inner + 1], first)


def facing(lots: ManyLots, roads: NDArray[np.object_]) -> Faced:
    """Return which edges face a road area, how far away it is, and how wide.

    An edge faces a road when two of three probes outward meet one within reach. The width is what a line
    outward from the middle of the edge runs through.

    Parameters
    ----------
    lots
        The lots.
    roads
        (r,) road areas, metres.
    """
    import shapely

    count = len(lots.begin)
    road = np.full(count, -1)
    gap, across = np.full((2, count), np.nan)
    if not len(roads) or not count:
        return Faced(road, gap, across)
    tree = shapely.STRtree(roads)
    outward = -lots.inward
    lengths = np.hypot(*(lots.end - lots.begin).T)
    reach = np.where(lots.parcel[lots.owner] >= 0, REACH_PARCEL, REACH_ESTIMATED)
    edge = np.repeat(np.arange(count), len(PROBES))
    points = (
        lots.begin[:, None] + (lots.end - lots.begin)[:, None] * np.array(PROBES)[None, :, None]
    ).reshape(-1, 2)
    ends = np.stack([points - outward[edge] * BEFORE, points + outward[edge] * reach[edge, None]], axis=1)
    ray, met = tree.query(shapely.linestrings(ends), "intersects")
    faced = np.bincount(edge[np.unique(ray)], minlength=count) >= 2
    faced &= lengths >= SHORT
    # The road that most probes of an edge meet: sorted by how many do, the last one stays.
    pairs, times = np.unique(np.column_stack([edge[ray], met]), axis=0, return_counts=True)
    order = np.argsort(times, kind="stable")
    road[pairs[order, 0]] = pairs[order, 1]
    road[~faced] = -1
    chosen = np.flatnonzero(faced)
    gap[chosen], across[chosen] = _measured(
        (lots.begin[chosen] + lots.end[chosen]) / 2, outward[chosen], roads, tree
    )
    return Faced(road, gap, across)


def _measured(
    points: NDArray[np.float64],
    outward: NDArray[np.float64],
    roads: NDArray[np.object_],
    tree: shapely.STRtree,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return metres to the first road along lines outward, and through it; NaN where there is none."""
    import shapely

    lines = shapely.linestrings(np.stack([points - outward * BEFORE, points + outward * FARTHEST], axis=1))
    line, area = tree.query(lines, "intersects")
    parts, pair = shapely.get_parts(shapely.intersection(lines[line], roads[area]), return_index=True)
    straight = shapely.get_dimensions(parts) == 1
    parts, line = parts[straight], line[pair[straight]]
    ends = np.stack([shapely.get_coordinates(shapely.get_point(parts, k)) for k in (0, -1)], axis=1)
    away = ((ends - points[line, None]) * outward[line, None]).sum(axis=2)
    begin, end = away.min(axis=1), away.max(axis=1)
    order = np.lexsort((begin, line))
    begin, end = _first_run(line[order], begin[order], end[order], len(points))
    far = end >= FARTHEST - GAP
    return np.maximum(begin, 0.0), np.where(far, np.nan, end - np.maximum(begin, 0.0))


@njit(cache=True, nogil=True)
def _first_run(
    line: NDArray[np.int64], begin: NDArray[np.float64], end: NDArray[np.float64], count: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return where the first run of intervals that touch begins and ends on each line; NaN for none."""
    first, last = np.full(count, np.nan), np.full(count, np.nan)
    for k in range(len(line)):
        number = line[k]
        if np.isnan(first[number]):
            first[number], last[number] = begin[k], end[k]
        elif begin[k] <= last[number] + GAP:
            last[number] = max(last[number], end[k])
    return first, last
