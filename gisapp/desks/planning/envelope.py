"""The volume that may be built (建築可能空間): exact facets, each with the rule that cuts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.halfplanes import lowered
from gisapp.desks.planning.limits import pieces_of
from gisapp.desks.planning.site import Rule
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.planning.halfplanes import Convex
    from gisapp.desks.planning.planes import Piece
    from gisapp.desks.planning.site import Site

JOIN = 1e-6
"""Metres to which corners are rounded when parts of one plane are joined."""
MOST_PARTS = 40_000
"""Parts of the top beyond which a volume is refused: it would take longer than somebody waits."""
Group = tuple[Rule | None, int, float, float, float, float]
"""Parts that are one facet: what cuts them, along which edge, their plane, how far it lies below a cone."""
SMALLEST = 1e-8
"""Square metres: what is smaller came about by rounding."""
_TOO_MANY = QT_TRANSLATE_NOOP(
    CONTEXT, "敷地の形が複雑なため（辺 {edges} 本）、建てられる範囲を計算できません。"
)
_TOO_MANY_HINT = QT_TRANSLATE_NOOP(CONTEXT, "敷地を簡単な形に描き直すか、小さく分けてください。")


@dataclass(frozen=True, eq=False)
class Facet:
    """A part of the top of the volume.

    Attributes
    ----------
    polygon
        Where it is, metres.
    rule
        What cuts here, None where nothing limits the height.
    edge
        Edge of the site that the rule is measured from, -1 for none.
    zone
        Number of the zone.
    plane
        (a, b, c): height a·x + b·y + c, relative to `origin`.
    origin
        (2,) metres.
    ground
        Ground level (地盤面) there, metres: what may be built is so much higher than that.
    below
        Metres by which it may lie below what the rule says, as it stands for a curved surface.
    """

    polygon: shapely.Geometry
    rule: Rule | None
    edge: int
    zone: int
    plane: tuple[float, float, float]
    origin: tuple[float, float]
    ground: float
    below: float = 0.0

    def heights(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (n,) heights of the plane at (n, 2) points, metres."""
        a, b, c = self.plane
        return a * (points[:, 0] - self.origin[0]) + b * (points[:, 1] - self.origin[1]) + c

    @property
    def volume(self) -> float:
        """Cubic metres between the facet and the ground level there."""
        centroid = np.array([[self.polygon.centroid.x, self.polygon.centroid.y]])
        return float(self.polygon.area * (self.heights(centroid)[0] - self.ground))


@dataclass(frozen=True, eq=False)
class Envelope:
    """The top of the volume that may be built.

    Attributes
    ----------
    facets
        They do not overlap and together cover all where one may build.
    ground
        Ground level, metres; the lowest of several.
    """

    facets: tuple[Facet, ...]
    ground: float

    @property
    def volume(self) -> float:
        """Cubic metres over the ground levels; infinite where nothing limits the height."""
        return sum(facet.volume for facet in self.facets)

    @property
    def accuracy(self) -> float:
        """Metres by which the top may lie below the rules where they are curved, 0 where they are not."""
        return max((facet.below for facet in self.facets), default=0.0)


def envelope(site: Site) -> Envelope:
    """Return the volume that may be built on a site.

    Raises
    ------
    layers.errors.AnalysisFailed
        When something is missing that a rule needs, or the lot has too many concave corners.
    """
    return _over_grounds(site, tuple(Rule))


def free(site: Site) -> Envelope:
    """Return the volume without the slants of 法56条: they give way where the sky factor allows (56条7項)."""
    return _over_grounds(
        site, tuple(one for one in Rule if one not in (Rule.ROAD, Rule.ADJACENT, Rule.NORTH))
    )


def _over_grounds(site: Site, rules: Sequence[Rule]) -> Envelope:
    """Return the lowest of some rules, on each ground level by itself."""
    facets: list[Facet] = []
    for ground in site.grounds:
        here = site.on(ground)
        areas = [part if ground.area is None else part.intersection(ground.area) for part in site.buildable]
        pieces = [[one for one in pieces_of(here, zone) if one.rule in rules] for zone in site.zones]
        facets += lowest_over(here, areas, pieces).facets
    return Envelope(tuple(facets), site.ground)


def lowest_over(site: Site, areas: Sequence[shapely.Geometry], pieces: Sequence[Sequence[Piece]]) -> Envelope:
    """Return the lowest of some pieces over areas of a site.

    Parameters
    ----------
    site
        The site.
    areas
        For each zone where to look, metres.
    pieces
        For each zone what limits heights there.
    """
    facets: list[Facet] = []
    origin = site.net.ring[0]
    for number, (area, mine) in enumerate(zip(areas, pieces, strict=True)):
        parts = convex_parts(area, origin)
        if parts:
            cut = _cut(parts, mine)
            if len(cut[2]) > MOST_PARTS:
                raise AnalysisFailed(_TOO_MANY, _TOO_MANY_HINT, values={"edges": len(site.lot.ring)})
            facets += _joined(cut, mine, number, (float(origin[0]), float(origin[1])), site.level)
    return Envelope(tuple(facets), site.ground)


def convex_parts(area: shapely.Geometry, origin: NDArray[np.float64]) -> list[Convex]:
    """Return an area as convex polygons relative to an origin: itself where it is one, else triangles."""
    import shapely

    found: list[Convex] = []
    for part in shapely.get_parts(area):
        if part.geom_type != "Polygon" or part.area <= SMALLEST:
            continue
        if not part.interiors and part.convex_hull.area - part.area <= SMALLEST:
            shapes = np.array([part], dtype=object)
        else:
            shapes = shapely.get_parts(shapely.constrained_delaunay_triangles(part))
        found += [shapely.get_coordinates(shape)[:-1] - origin for shape in shapely.orient_polygons(shapes)]
    return found


def _cut(
    parts: list[Convex], pieces: Sequence[Piece]
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """Return corners, starts and lowest pieces of the parts, see :func:`halfplanes.lowered`."""
    return lowered(
        np.concatenate(parts),
        np.cumsum([0, *map(len, parts)]),
        np.array([piece.plane for piece in pieces], np.float64).reshape(-1, 3),
        np.array([half for piece in pieces for half in piece.region], np.float64).reshape(-1, 3),
        np.cumsum([0, *(len(piece.region) for piece in pieces)]),
        MOST_PARTS,
    )


def _joined(
    cut: tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]],
    pieces: Sequence[Piece],
    zone: int,
    origin: tuple[float, float],
    ground: float,
) -> list[Facet]:
    """Join the parts of one plane."""
    import shapely

    corners, starts, owner = cut
    rings = shapely.linearrings(corners + origin, indices=np.repeat(np.arange(len(owner)), np.diff(starts)))
    shapes = shapely.polygons(rings)
    groups: dict[Group, list[int]] = {}
    for index, number in enumerate(owner.tolist()):
        key: Group = (None, -1, 0.0, 0.0, np.inf, 0.0)
        if number >= 0:
            piece = pieces[number]
            a, b, c = (round(value, 9) for value in piece.plane)
            key = (piece.rule, piece.edge, a, b, c, piece.below)
        groups.setdefault(key, []).append(index)
    facets = []
    for key, members in groups.items():
        mine = shapes[members]
        joined = mine[0] if len(mine) == 1 else shapely.union_all(mine, grid_size=JOIN)
        if joined.area <= SMALLEST:
            continue
        rule, edge, a, b, c, below = key
        facets.append(Facet(joined, rule, edge, zone, (a, b, c), origin, ground, below))
    return facets
