"""The road slant (法56条1項1号・2項・3項・4項): planes in front of a road, cones around where it ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.cones import accuracy, ahead_of, cone_in
from gisapp.desks.planning.halfplanes import clipped
from gisapp.desks.planning.lot import Opposite
from gisapp.desks.planning.planes import Line, Piece, line_of, raised
from gisapp.desks.planning.roadregions import road_regions
from gisapp.desks.planning.site import Rule
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.planning.cones import Cone
    from gisapp.desks.planning.halfplanes import HalfPlane
    from gisapp.desks.planning.lot import Edge
    from gisapp.desks.planning.site import Site
    from gisapp.desks.planning.zones import Zone

    _Around = tuple[int, "_Band", Cone]
    """An edge, the slope, and the cone around an end of its road."""

MOST_PLANES = 600
"""Planes for all ends of roads from which on they become coarser."""
WIDE = 12.0
"""Metres: from this width on 56条3項 makes the road slant steeper farther away."""

_NO_WIDTH = QT_TRANSLATE_NOOP(CONTEXT, "辺 {edges} の道路の幅員が分からないため、斜線制限を計算できません。")
_NO_WIDTH_HINT = QT_TRANSLATE_NOOP(CONTEXT, "道路の辺を選んで、幅員を入力してください。")
_NO_RATIO = QT_TRANSLATE_NOOP(CONTEXT, "容積率の限度が分からないため、道路斜線の届く距離が決まりません。")
_NO_RATIO_HINT = QT_TRANSLATE_NOOP(CONTEXT, "用途地域の指定容積率を入力してください。")


def no_width(site: Site) -> AnalysisFailed:
    """Return the error that names the edges whose road has no width."""
    missing = [
        str(index + 1)
        for index, edge in enumerate(site.net.edges)
        if edge.is_road and edge.deemed_width is None
    ]
    return AnalysisFailed(_NO_WIDTH, _NO_WIDTH_HINT, values={"edges": "、".join(missing)})


def beyond(edge: Edge) -> float:
    """Return metres by which a park or water opposite moves the opposite boundary (BSO-134)."""
    return edge.opposite_width if edge.opposite in (Opposite.PARK, Opposite.WATER) else 0.0


def road_base(site: Site, edge: Edge) -> float:
    """Return the height from which a road slant counts: the road's centre, higher by BSO-135の2.

    The road lies at one height: where the site has several ground levels the lowest raises it, as the Act
    does not say which one does and no other gives a lower limit.
    """
    level = site.ground if edge.level is None else edge.level
    return level + raised(site.ground - level)


def reach_of(site: Site, edge: int) -> float:
    """Return how far the road slant of an edge reaches, metres (別表第三, BSO-130の11).

    Raises
    ------
    layers.errors.AnalysisFailed
        When the floor-area ratio is unknown, on which it depends.
    """
    zone = site.zone_beside(edge)
    if zone.road_reach is not None:
        return zone.road_reach
    ratio = site.floor_area_ratio.value
    if ratio is None:
        raise AnalysisFailed(_NO_RATIO, _NO_RATIO_HINT)
    return zone.district.reach_at(ratio)


@dataclass(frozen=True)
class _Band:
    """Distances from the opposite boundary between which one slope counts, metres."""

    rise: float
    least: float
    most: float


def _bands(zone: Zone, width: float, setback: float, reach: float) -> tuple[_Band, ...]:
    """Return the slopes: a steeper one farther from a wide road (56条3項・4項)."""
    if not zone.doubles_slope or width < WIDE or zone.slope >= 1.5:
        return (_Band(zone.slope, 0.0, reach),)
    steep_from = 1.25 * (width + 2 * setback)
    return _Band(zone.slope, 0.0, min(steep_from, reach)), _Band(1.5, steep_from, reach)


def roads(site: Site, zone: Zone) -> Iterator[Piece]:
    """Road slants of a zone (also BSO-132, 134, 135の2); see :mod:`roadends` for where a road ends.

    Raises
    ------
    layers.errors.AnalysisFailed
        When a width or ratio is missing that a rule needs.
    """
    if not site.roads:
        return
    if site.widest is None:
        raise no_width(site)
    around: list[_Around] = []
    for cell in road_regions(site, [line_of(site, index) for index in range(len(site.net.edges))]):
        for index, width in cell.widths:
            edge = site.net.edges[index]
            bands = _bands(zone, width, edge.setback, reach_of(site, index))
            yield from _slant(site, index, width + edge.setback + beyond(edge), bands, cell.region, around)
    yield from _around(around)


def _slant(
    site: Site,
    index: int,
    more: float,
    bands: tuple[_Band, ...],
    where: tuple[HalfPlane, ...],
    around: list[_Around],
) -> Iterator[Piece]:
    """Yield the slant of one road edge, and add what goes around its ends.

    `more` metres lie between the edge and the opposite boundary.
    """
    line, base = line_of(site, index), road_base(site, site.net.edges[index])
    sides = [_Side.of(site, index, end) for end in (0, 1)]
    front = [(line.at_least(0.0), *(side.upto for side in sides if np.isfinite(side.run)))]
    # Beside the frontage the lot may reach over its line by a little, as far as the middle of the road.
    front += [
        (line.at_most(0.0), line.at_least(-more / 2), side.out, side.upto) for side in sides if side.open_end
    ]
    for band in bands:
        plane = line.rising(base, band.rise, more)
        within = (line.at_least(band.least - more), line.at_most(band.most - more))
        for region in front:
            yield Piece(Rule.ROAD, index, plane, (*where, *region, *(within if band.least else within[1:])))
    ended = [side for side in sides if np.isfinite(side.run)]
    for band in bands:
        around += [
            (index, band, cone) for side in ended for cone in side.cones(line, base, more, band, where)
        ]


def _around(cones: Sequence[_Around]) -> Iterator[Piece]:
    """Yield the planes that stand for the slants around the ends of roads."""
    below = accuracy([cone for _, _, cone in cones], MOST_PLANES)
    for index, band, cone in cones:
        for flat, region in cone.planes(below):
            normal = np.array(flat[:2]) / band.rise
            foot = float(normal @ cone.apex)
            far: tuple[HalfPlane, ...] = ((*normal.tolist(), foot + band.most),)
            if band.least:
                far = (*far, (*(-normal).tolist(), -(foot + band.least)))
            yield Piece(Rule.ROAD, index, flat, (*region, *far), below)


@dataclass(frozen=True, eq=False)
class _Side:
    """One end of a road edge.

    Attributes
    ----------
    corner
        (2,) where the road ends there at the edge's line, relative to the first point of the ring; the
        corner of the lot where it runs on without end.
    along
        (2,) unit vector beyond it.
    run
        Metres from the edge to there.
    open_end
        Whether the lot reaches behind the line of the edge there, and no other road edge tells what counts.
    hull
        Where heights are sought.
    out, upto
        Half-planes: beyond the edge; not beyond the end of the road.
    """

    corner: NDArray[np.float64]
    along: NDArray[np.float64]
    run: float
    open_end: bool
    hull: NDArray[np.float64]
    out: HalfPlane
    upto: HalfPlane

    @classmethod
    def of(cls, site: Site, index: int, end: int) -> _Side:
        net = site.net
        count = len(net.ring)
        along = net.directions[index] * (1 if end else -1)
        corner = net.ring[(index + end) % count] - net.ring[0]
        run = float(site.road_runs[index, end])
        next_edge = net.edges[(index + (1 if end else -1)) % count]
        start = float(along @ corner)
        x, y = along.tolist()
        quarter = np.array([(-x, -y, -start), line_of(site, index).at_most(0.0)])
        open_end = not next_edge.is_road and len(clipped(net.hull, quarter)) > 0
        finite = run if np.isfinite(run) else 0.0
        upto = (x, y, start + run) if np.isfinite(run) else (0.0, 0.0, 1.0)
        return cls(corner + along * finite, along, run, open_end, net.hull, (-x, -y, -start), upto)

    def cones(
        self, line: Line, base: float, more: float, band: _Band, where: tuple[HalfPlane, ...]
    ) -> Iterator[Cone]:
        """Yield the cones around the end of the opposite side and, from behind the road, of this one."""
        inward = np.array([line.nx, line.ny])
        middle = -more / 2 if self.open_end else 0.0
        places = [(self.corner - inward * more, line.at_least(middle))]
        if self.open_end:
            places.append((self.corner, line.at_most(middle)))
        for apex, part in places:
            halves = np.concatenate([ahead_of(apex, self.along), [part], np.reshape(where, (-1, 3))])
            found = cone_in(apex, self.along, base, band.rise, self.hull, halves)
            if found is not None:
                yield replace(found, reach=min(found.reach, band.most))
