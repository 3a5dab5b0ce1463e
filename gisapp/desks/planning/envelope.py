"""The volume that may be built (建築可能空間): exact facets, each with the rule that cuts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.halfplanes import split
from gisapp.desks.planning.limits import pieces_of
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.planning.halfplanes import Convex
    from gisapp.desks.planning.limits import Piece
    from gisapp.desks.planning.site import Rule, Site

JOIN = 1e-6
"""Metres to which corners are rounded when parts of one plane are joined."""
MOST_PARTS = 5000
"""Parts of the top beyond which a volume is refused: concave corners of large lots make thousands."""
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
    """

    polygon: shapely.Geometry
    rule: Rule | None
    edge: int
    zone: int
    plane: tuple[float, float, float]
    origin: tuple[float, float]

    def heights(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (n,) heights of the plane at (n, 2) points, metres."""
        a, b, c = self.plane
        return a * (points[:, 0] - self.origin[0]) + b * (points[:, 1] - self.origin[1]) + c

    def volume_over(self, base: float) -> float:
        """Return cubic metres between the facet and a level."""
        centroid = np.array([[self.polygon.centroid.x, self.polygon.centroid.y]])
        return float(self.polygon.area * (self.heights(centroid)[0] - base))


@dataclass(frozen=True, eq=False)
class Envelope:
    """The top of the volume that may be built.

    Attributes
    ----------
    facets
        They do not overlap and together cover all where one may build.
    ground
        Ground level, metres.
    """

    facets: tuple[Facet, ...]
    ground: float

    @property
    def volume(self) -> float:
        """Cubic metres over the ground level; infinite where nothing limits the height."""
        return sum(facet.volume_over(self.ground) for facet in self.facets)


def envelope(site: Site) -> Envelope:
    """Return the volume that may be built on a site.

    Raises
    ------
    layers.errors.AnalysisFailed
        When something is missing that a rule needs, or the lot has too many concave corners.
    """
    facets: list[Facet] = []
    origin = site.net.ring[0]
    for number, (zone, area) in enumerate(zip(site.zones, site.buildable, strict=True)):
        if area.area <= SMALLEST:
            continue
        pieces = pieces_of(site, zone)
        found: list[tuple[Convex, Piece | None]] = [(part, None) for part in convex_parts(area, origin)]
        for piece in pieces:
            found = _cut(found, piece)
            if len(found) > MOST_PARTS:
                raise AnalysisFailed(_TOO_MANY, _TOO_MANY_HINT, values={"edges": len(site.lot.ring)})
        facets += _joined(found, number, (float(origin[0]), float(origin[1])))
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
        for shape in shapely.orient_polygons(shapes):
            corners = shapely.get_coordinates(shape)[:-1] - origin
            found.append([(float(x), float(y)) for x, y in corners])
    return found


def _cut(found: list[tuple[Convex, Piece | None]], piece: Piece) -> list[tuple[Convex, Piece | None]]:
    """Lower what lies above a piece."""
    result: list[tuple[Convex, Piece | None]] = []
    a, b, c = piece.plane
    for polygon, now in found:
        if now is not None:
            d, e, f = a - now.plane[0], b - now.plane[1], c - now.plane[2]
            if min(d * x + e * y for x, y in polygon) >= -f:
                result.append((polygon, now))  # nowhere lower: needs no cutting
                continue
        inside = polygon
        outside: list[Convex] = []
        for half in piece.region:
            inside, away = split(inside, half)
            if away:
                outside.append(away)
            if not inside:
                break
        if not inside:
            result.append((polygon, now))
            continue
        kept: Convex = []
        lower = inside
        if now is not None:
            lower, kept = split(inside, (d, e, -f))
        if not lower:
            result.append((polygon, now))  # nothing changes: keep it in one
            continue
        result.append((lower, piece))
        if kept:
            result.append((kept, now))
        result += [(part, now) for part in outside]
    return result


def _joined(found: list[tuple[Convex, Piece | None]], zone: int, origin: tuple[float, float]) -> list[Facet]:
    """Join the parts of one plane."""
    import shapely

    groups: dict[tuple[object, ...], list[Convex]] = {}
    for polygon, piece in found:
        key: tuple[object, ...] = (None,)
        if piece is not None:
            key = (piece.rule, piece.edge, *(round(value, 9) for value in piece.plane))
        groups.setdefault(key, []).append(polygon)
    facets = []
    for key, polygons in groups.items():
        shapes = [shapely.Polygon([(x + origin[0], y + origin[1]) for x, y in one]) for one in polygons]
        joined = shapes[0] if len(shapes) == 1 else shapely.union_all(shapes, grid_size=JOIN)
        if joined.area <= SMALLEST:
            continue
        if key[0] is None:
            facets.append(Facet(joined, None, -1, zone, (0.0, 0.0, np.inf), origin))
        else:
            rule, edge, a, b, c = key
            facets.append(Facet(joined, rule, edge, zone, (a, b, c), origin))  # type: ignore[arg-type]
    return facets
