"""The sky factor of a planned building beside that of a building that keeps to the slants (法56条7項).

For each rule by itself: the points of 令135条の9 to 11, the conforming building (適合建築物) of 令135条の6
to 8 that fills the site under that rule alone, and the planned building as far as the rule reaches. Where it
leaves as much sky as the conforming one at all points, the slant of that rule does not bind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.envelope import Envelope, lowest_over
from gisapp.desks.planning.inset import behind
from gisapp.desks.planning.limits import (
    adjacent,
    applies_beside,
    beside_base,
    half_beyond,
    north_beyond,
    pieces_of,
)
from gisapp.desks.planning.planes import Piece, line_of
from gisapp.desks.planning.roadregions import road_regions
from gisapp.desks.planning.roadslants import beyond, road_base
from gisapp.desks.planning.shadow import Prism
from gisapp.desks.planning.site import Rule
from gisapp.desks.planning.skyfactor import edges_of_envelope, edges_of_prisms, sky_factor
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.planning.halfplanes import HalfPlane
    from gisapp.desks.planning.site import Site

ADJACENT = {1.25: (16.0, 8.0), 2.5: (12.4, 6.2)}
"""Metres outside the boundary, and between points, by the rise of the adjacent slant (令135条の10)."""
NORTH = {5.0: (4.0, 1.0), 10.0: (8.0, 2.0)}
"""Metres to the true north, and between points, by the height at which the slant begins (令135条の11)."""
EQUAL = 1e-6
"""Parts of the sky that are the same."""
SMALLEST = 1e-6
FAR = 1e4

_NEARER = QT_TRANSLATE_NOOP(
    CONTEXT, "辺 {edge}: 計画建築物が、入力した後退距離（{setback} m）より境界に近い所にあります。"
)
_OUTSIDE = QT_TRANSLATE_NOOP(CONTEXT, "計画建築物が敷地の外に {area} m² 出ています。")
_BEYOND = QT_TRANSLATE_NOOP(
    CONTEXT, "辺 {edge}: 反対側の公園・水面の緩和（令134条）は、測定する位置に入れていません。"
)
_NO_DISTANCE = QT_TRANSLATE_NOOP(CONTEXT, "{rule}の勾配が法定と違うため、天空率の測定位置が決まりません。")


@dataclass(frozen=True, eq=False)
class SkyLine:
    """One line of measuring points.

    Attributes
    ----------
    rule
        Road, adjacent or north slant.
    edge
        Edge of the site that it belongs to.
    points
        (n, 3) metres.
    planned, conforming
        (n,) sky factors, 0 to 1.
    """

    rule: Rule
    edge: int
    points: NDArray[np.float64]
    planned: NDArray[np.float64]
    conforming: NDArray[np.float64]

    @property
    def margin(self) -> float:
        """By how much the planned building leaves more sky, at the worst point."""
        return float((self.planned - self.conforming).min())

    @property
    def kept(self) -> bool:
        """Whether the planned building leaves as much sky at every point."""
        return self.margin >= -EQUAL


@dataclass(frozen=True, eq=False)
class SkyComparison:
    """All lines, and what must be confirmed."""

    lines: tuple[SkyLine, ...]
    doubts: tuple[Message, ...]

    def kept(self, rule: Rule) -> bool | None:
        """Return whether a rule gives way; None where it has no points."""
        mine = [line.kept for line in self.lines if line.rule is rule]
        return all(mine) if mine else None


def compare_sky(site: Site, building: Sequence[Prism]) -> SkyComparison:
    """Compare a planned building with the conforming ones.

    Parameters
    ----------
    site
        Its road edges need widths; the set-backs of its edges are those of the conforming building.
    building
        The planned building, metres, heights in the datum of the site.

    Raises
    ------
    layers.errors.AnalysisFailed
        When something is missing that a rule needs.
    """
    pieces = [pieces_of(site, zone) for zone in site.zones]
    doubts = list(_checked(site, building))
    lines = list(_roads(site, building, pieces, doubts))
    for compare in (_beside, _north):
        for ground in site.grounds:  # each 高低差区分区域 by itself (令135条の7第3項, 135条の8第3項)
            areas = [one if ground.area is None else one.intersection(ground.area) for one in site.parts]
            lines += compare(site.on(ground), areas, building, doubts)
    told = tuple(one for number, one in enumerate(doubts) if one not in doubts[:number])
    return SkyComparison(tuple(lines), told)


def _checked(site: Site, building: Sequence[Prism]) -> Iterator[Message]:
    import shapely

    whole = shapely.union_all([prism.footprint for prism in building])
    out = whole.difference(site.net.polygon()).area
    if out > 0.01:
        yield Message(_OUTSIDE, {"area": f"{out:,.2f}"})
    ring = site.net.ring
    for index, edge in enumerate(site.net.edges):
        side = shapely.LineString([ring[index], ring[(index + 1) % len(ring)]])
        if edge.setback > 0 and whole.distance(side) < edge.setback - 0.001:
            yield Message(_NEARER, {"edge": index + 1, "setback": f"{edge.setback:g}"})


def _only(pieces: Sequence[Sequence[Piece]], rule: Rule, edge: int | None = None) -> list[list[Piece]]:
    """Return what is left of the pieces of each zone for one rule, and one edge."""
    return [[one for one in mine if one.rule is rule and edge in (None, one.edge)] for mine in pieces]


def _spread(begin: NDArray[np.float64], end: NDArray[np.float64], most: float) -> NDArray[np.float64]:
    """Return points from one place to another, both with them, evenly and at most so far apart."""
    count = max(int(np.ceil(np.hypot(*(end - begin)) / most - 1e-9)), 1)
    return begin + (end - begin) * np.linspace(0, 1, count + 1)[:, None]


def _line(
    rule: Rule,
    edge: int,
    points: NDArray[np.float64],
    level: float,
    building: Sequence[Prism],
    conforming: Envelope,
    region: shapely.Geometry,
) -> SkyLine:
    """Return a line of points; of the planned building counts what lies in the region."""
    at = np.column_stack([points, np.full(len(points), level)])
    planned = [
        Prism(part, prism.top)
        for prism in building
        for part in _polygons(prism.footprint.intersection(region))
    ]
    ours = edges_of_prisms(planned) if planned else np.empty((0, 6))
    return SkyLine(rule, edge, at, sky_factor(at, ours), sky_factor(at, edges_of_envelope(conforming)))


def _polygons(shape: shapely.Geometry) -> list[shapely.Polygon]:
    import shapely

    return [one for one in shapely.get_parts(shape) if one.geom_type == "Polygon" and one.area > SMALLEST]


def _limited(volume: Envelope) -> Envelope:
    """Return what of a volume a rule limits."""
    return Envelope(tuple(facet for facet in volume.facets if facet.rule is not None), volume.ground)


def _cell(region: tuple[HalfPlane, ...], origin: NDArray[np.float64]) -> shapely.Geometry:
    """Return half-planes as an area."""
    import shapely

    found = shapely.box(-FAR, -FAR, FAR, FAR)
    for a, b, c in region:
        size = np.hypot(a, b)
        normal = np.array([a, b]) / size
        along, foot = np.array([-normal[1], normal[0]]), normal * c / size
        corners = [foot + along * FAR, foot - along * FAR]
        corners += [corners[1] - normal * 3 * FAR, corners[0] - normal * 3 * FAR]
        found = found.intersection(shapely.Polygon(corners))
    return shapely.transform(found, lambda points: points + origin)


def _roads(
    site: Site, building: Sequence[Prism], pieces: Sequence[Sequence[Piece]], doubts: list[Message]
) -> Iterator[SkyLine]:
    """Road slant (令135条の6, 135条の9): for each road and each part of 令132条, on the opposite boundary."""
    import shapely

    if not site.roads:
        return
    net, origin = site.net, site.net.ring[0]
    back = np.array([edge.setback if edge.is_road else 0.0 for edge in net.edges])
    kept = behind(net, back)
    lines = [line_of(site, index) for index in range(len(net.edges))]
    for cell in road_regions(site, lines):
        place = net.polygon().intersection(_cell(cell.region, origin))
        for index, width in cell.widths:
            mine = _only(pieces, Rule.ROAD, index)
            areas = [part.intersection(place) for part in site.parts]
            reached = shapely.union_all(
                [facet.polygon for facet in _limited(lowest_over(site, areas, mine)).facets]
            )
            if reached.area <= SMALLEST:
                continue
            conforming = _limited(lowest_over(site, [area.intersection(kept) for area in areas], mine))
            edge, along = net.edges[index], net.directions[index]
            share = (shapely.get_coordinates(reached) - net.ring[index]) @ along
            low, high = max(share.min(), 0.0), min(share.max(), float(net.lengths[index]))
            if high - low <= SMALLEST or not conforming.facets:
                continue
            if beyond(edge):
                doubts.append(Message(_BEYOND, {"edge": index + 1}))
            opposite = net.ring[index] - net.inward[index] * width
            points = _spread(opposite + along * low, opposite + along * high, width / 2)
            # The centre of the road counts as raised where the site lies higher (令135条の9第4項).
            level = road_base(site, edge)
            yield _line(Rule.ROAD, index, points, level, building, conforming, reached)


def _faced(site: Site, index: int, area: shapely.Geometry) -> NDArray[np.float64]:
    """Return (2, 2) the ends of an edge, or of the part before which an area on one ground level lies."""
    import shapely

    net = site.net
    ends = net.ring[[index, (index + 1) % len(net.ring)]]
    if site.standing is None:
        return ends
    share = (shapely.get_coordinates(area) - ends[0]) @ net.directions[index]
    low, high = np.clip([share.min(), share.max()], 0.0, net.lengths[index])
    return np.asarray(ends[0] + net.directions[index] * np.array([[low], [high]]))


def _beside(
    site: Site, areas: Sequence[shapely.Geometry], building: Sequence[Prism], doubts: list[Message]
) -> Iterator[SkyLine]:
    """Adjacent slant (令135条の7, 135条の10): for each boundary, on a line outside of it."""
    import shapely

    for index, edge in enumerate(site.net.edges):
        slope = site.zone_beside(index).adjacent_slope
        if not applies_beside(edge) or slope is None:
            continue
        if slope.rise not in ADJACENT:
            doubts.append(Message(_NO_DISTANCE, {"rule": "隣地斜線"}))
            continue
        mine = [list(adjacent(site, zone, index)) for zone in site.zones]
        if edge.setback > 0:  # the part above the height at which the slope begins stands back
            line = line_of(site, index)
            foot = beside_base(site, index) + slope.height
            low = Piece(Rule.ADJACENT, index, (0.0, 0.0, foot), (line.at_most(edge.setback),))
            mine = [[*those, low] if those else those for those in mine]
        conforming = _limited(lowest_over(site, areas, mine))
        if not conforming.facets:
            continue
        away, most = ADJACENT[slope.rise]
        out = -site.net.inward[index] * (away + half_beyond(edge, parks=True))
        reached = shapely.union_all([facet.polygon for facet in conforming.facets], grid_size=SMALLEST)
        ends = _faced(site, index, reached) + out
        level = beside_base(site, index)
        yield _line(
            Rule.ADJACENT, index, _spread(ends[0], ends[1], most), level, building, conforming, reached
        )


def _north(
    site: Site, areas: Sequence[shapely.Geometry], building: Sequence[Prism], doubts: list[Message]
) -> Iterator[SkyLine]:
    """North slant (令135条の8, 135条の11): on a line to the true north of every edge that looks there."""
    import shapely

    pieces = [pieces_of(site, zone) for zone in site.zones]
    conforming = _limited(lowest_over(site, areas, _only(pieces, Rule.NORTH)))
    if not conforming.facets:
        return
    reached = shapely.union_all([facet.polygon for facet in conforming.facets], grid_size=SMALLEST)
    for index, edge in enumerate(site.net.edges):
        cosine = -float(site.net.inward[index] @ site.north_vector)
        slope = site.zone_beside(index).north_slope
        if cosine <= 1e-9 or slope is None:
            continue
        if slope.height not in NORTH:
            doubts.append(Message(_NO_DISTANCE, {"rule": "北側斜線"}))
            continue
        away, most = NORTH[slope.height]
        out = site.north_vector * (away + north_beyond(edge) / cosine)
        ends = _faced(site, index, reached) + out
        level = site.level if edge.is_road else beside_base(site, index)
        yield _line(Rule.NORTH, index, _spread(ends[0], ends[1], most), level, building, conforming, reached)
