"""The rules of a site as planes over convex regions.

A height limit is ``h = a·x + b·y + c`` wherever its region holds; where several hold, the lowest counts;
where none does, there is no limit. Coordinates are relative to the first point of the site's ring. Heights
are metres in the same datum as the site's levels: each rule starts from its own base (BSO-2(1)六, BSO-2(2)).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.cones import accuracy, ahead_of, cone_in, nearer, nearest_on
from gisapp.desks.planning.lot import Behind, Opposite
from gisapp.desks.planning.planes import Line, Piece, line_of, raised
from gisapp.desks.planning.roadslants import no_width, roads
from gisapp.desks.planning.site import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from gisapp.desks.planning.halfplanes import HalfPlane
    from gisapp.desks.planning.lot import Edge
    from gisapp.desks.planning.site import Site
    from gisapp.desks.planning.zones import Slope, Zone

SAME = 1e-9
"""Metres: heights that differ by less are one."""


def pieces_of(site: Site, zone: Zone) -> list[Piece]:
    """Return everything that limits heights in a zone of a site.

    Raises
    ------
    layers.errors.AnalysisFailed
        When a width or ratio is missing that a rule needs.
    """
    return [
        *_caps(site, zone),
        *roads(site, zone),
        *adjacent(site, zone),
        *_north(site, zone),
    ]


def _caps(site: Site, zone: Zone) -> Iterator[Piece]:
    if zone.height_limit is not None:
        yield Piece(Rule.ABSOLUTE, -1, (0.0, 0.0, site.level + zone.height_limit), ())
    if zone.height_district_limit is not None:
        yield Piece(Rule.HEIGHT_DISTRICT, -1, (0.0, 0.0, site.level + zone.height_district_limit), ())


# -------------------------------------------------------------------------------------------- neighbours


def applies_beside(edge: Edge) -> bool:
    """Say whether the adjacent slant is measured from an edge: from all but roads."""
    return not edge.is_road


def half_beyond(edge: Edge, *, parks: bool) -> float:
    """Return half the width of water, railway or, if `parks`, park behind an edge (BSO-135の3, 135の4)."""
    wide = edge.behind in (Behind.WATER, Behind.RAIL) or (parks and edge.behind is Behind.PARK)
    return (edge.width or 0.0) / 2 if wide else 0.0


def north_beyond(edge: Edge) -> float:
    """Return metres from an edge to the line from which north slants count (BSO-135の4一).

    The far side of a road, and half the width of water or a railway beyond it or behind the edge.
    """
    if not edge.is_road:
        return half_beyond(edge, parks=False)
    across = edge.opposite_width / 2 if edge.opposite is Opposite.WATER else 0.0
    return (edge.deemed_width or 0.0) + across


def beside_base(site: Site, index: int) -> float:
    """Return the ground level from which adjacent and north slants count at an edge (BSO-135の3, 135の4).

    On a slope the neighbour's ground rises along the edge as that of the site does: he stands higher only
    where he does so than the highest ground level of the site there.
    """
    level = site.net.edges[index].level
    if level is None:
        return site.level
    return site.level + raised(level - max(site.level, float(site.beside[index])))


def adjacent(site: Site, zone: Zone, alone: int | None = None) -> Iterator[Piece]:
    """Adjacent slant (56条1項2号): distance to the boundary itself, so a cone around its corners.

    Parameters
    ----------
    site, zone
        The zone of the site.
    alone
        The only edge from which it is measured, None for all.
    """
    slope = zone.adjacent_slope
    if slope is None:
        return
    net = site.net
    corners = net.ring - net.ring[0]
    ends = np.roll(corners, -1, axis=0)
    levels = _beside_levels(site, slope)
    counts = np.isfinite(levels)
    turns = _turns(net.directions)
    convex = bool((turns >= 0).all())
    same = bool(counts.all()) and float(np.ptp(levels)) <= SAME
    mine = np.flatnonzero(counts) if alone is None else np.array([alone])
    turning: list[tuple[int, NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]] = []
    for index in mine.tolist():
        line, level = line_of(site, index), float(levels[index])
        slab: list[HalfPlane] = []
        for end in (0, 1):
            vertex, other = (index, index - 1) if end == 0 else ((index + 1) % len(corners),) * 2
            outward = net.directions[index] * (1 if end else -1)
            lower = counts[other] and levels[other] <= level + SAME
            if convex and (same or turns[vertex] >= np.pi / 2):
                continue  # the nearest boundary point of no point of the site lies at this end
            point = corners[vertex]
            slab.append((float(outward[0]), float(outward[1]), float(outward @ point)))
            ahead = ahead_of(point, outward)
            if lower and alone is None:
                if end == 0 or levels[other] < level - SAME:
                    continue  # a corner of two such edges gets one cone: of the lower one, or of the first
                back = net.directions[other] * -1
                ahead = np.concatenate([ahead, ahead_of(point, back)])
            turning.append((index, point, outward, ahead))
        yield Piece(Rule.ADJACENT, index, line.rising(level, slope.rise, 0.0), (line.at_least(0.0), *slab))
        if alone is None and not (same or convex):
            # Behind its line, across a road that bends around, or where another neighbour stands higher.
            behind = Line(-line.nx, -line.ny, -line.offset)
            yield Piece(
                Rule.ADJACENT, index, behind.rising(level, slope.rise, 0.0), (behind.at_least(0.0), *slab)
            )
    cones = {}
    for number, (index, point, outward, ahead) in enumerate(turning):
        rivals = mine[levels[mine] <= levels[index] + SAME]
        near = nearest_on(point, corners[rivals], ends[rivals])
        rest = nearer(point, np.concatenate([near, corners[rivals], ends[rivals]]))
        halves = np.concatenate([ahead, rest])
        found = cone_in(point, outward, float(levels[index]), slope.rise, net.hull, halves)
        if found is not None:
            cones[number] = found
    below = accuracy(list(cones.values()))
    for number, one in cones.items():  # after the planes: they leave little for cones to cut
        for plane, region in one.planes(below):
            yield Piece(Rule.ADJACENT, turning[number][0], plane, region, below)


def _beside_levels(site: Site, slope: Slope) -> NDArray[np.float64]:
    """Return (n,) how high the adjacent slant begins at each edge, NaN where it does not."""
    return np.array(
        [
            beside_base(site, index)
            + slope.height
            + slope.rise * (half_beyond(edge, parks=True) + edge.setback)
            if applies_beside(edge)
            else np.nan
            for index, edge in enumerate(site.net.edges)
        ]
    )


def _turns(along: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (n,) radians by which the ring turns at each vertex, positive to the left."""
    before = np.roll(along, 1, axis=0)
    cross = before[:, 0] * along[:, 1] - before[:, 1] * along[:, 0]
    return np.arctan2(cross, (before * along).sum(axis=1))


# ------------------------------------------------------------------------------------------------ north


def _north(site: Site, zone: Zone) -> Iterator[Piece]:
    """North slants (56条1項3号, BSO-135の4) and slopes of height districts, towards the true north."""
    slopes: list[tuple[Rule, Slope]] = []
    if zone.north_slope is not None:
        slopes.append((Rule.NORTH, zone.north_slope))
    slopes += [(Rule.HEIGHT_DISTRICT_NORTH, slope) for slope in zone.height_district_north]
    if not slopes:
        return
    net = site.net
    north = site.north_vector
    east = np.array([north[1], -north[0]])
    for index, edge in enumerate(net.edges):
        cosine = -float(net.inward[index] @ north)
        if cosine <= 1e-9:
            continue  # the edge does not look north
        line = line_of(site, index)
        ends = [float(east @ (net.ring[k % len(net.ring)] - net.ring[0])) for k in (index, index + 1)]
        low, high = min(ends), max(ends)
        e, f = float(east[0]), float(east[1])
        region = (line.at_least(0.0), (e, f, high), (-e, -f, -low))
        if edge.is_road and edge.deemed_width is None:
            raise no_width(site)
        more = north_beyond(edge)
        base = site.level if edge.is_road else beside_base(site, index)
        for rule, slope in slopes:
            plane = line.rising(base + slope.height, slope.rise / cosine, more)
            yield Piece(rule, index, plane, region)
