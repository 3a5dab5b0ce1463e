"""All that decides what may be built on a lot: the lot, its zones, levels, the north."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.grounds import GroundRegion
from gisapp.desks.planning.inset import behind, site_of
from gisapp.desks.planning.lot import front_roads
from gisapp.desks.planning.ratios import coverage_ratio, floor_area_ratio
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.planning.figures import Figure
    from gisapp.desks.planning.lot import Lot
    from gisapp.desks.planning.zones import Zone

UNCOVERED = 0.001
"""Share of a site without a zone from which on it is told."""
NO_ZONE = QT_TRANSLATE_NOOP(CONTEXT, "敷地の用途地域が分かりません。")
NO_ZONE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "用途地域のレイヤを読み込むか、用途地域を選んでください。")
NO_ROAD = QT_TRANSLATE_NOOP(CONTEXT, "法42条の道路に接していないため、道路幅員による限度を計算できません。")
NOT_WHOLE = QT_TRANSLATE_NOOP(CONTEXT, "敷地の {share} % に用途地域がありません。")


class Rule(StrEnum):
    """Rules that limit how high one may build."""

    ABSOLUTE = "absolute"
    ROAD = "road"
    ADJACENT = "adjacent"
    NORTH = "north"
    HEIGHT_DISTRICT = "height_district"
    HEIGHT_DISTRICT_NORTH = "height_district_north"


RULES = {
    Rule.ABSOLUTE: (QT_TRANSLATE_NOOP(CONTEXT, "絶対高さ"), "法55条1項"),
    Rule.ROAD: (QT_TRANSLATE_NOOP(CONTEXT, "道路斜線"), "法56条1項1号、別表第三"),
    Rule.ADJACENT: (QT_TRANSLATE_NOOP(CONTEXT, "隣地斜線"), "法56条1項2号"),
    Rule.NORTH: (QT_TRANSLATE_NOOP(CONTEXT, "北側斜線"), "法56条1項3号"),
    Rule.HEIGHT_DISTRICT: (QT_TRANSLATE_NOOP(CONTEXT, "高度地区（最高限度）"), "法58条"),
    Rule.HEIGHT_DISTRICT_NORTH: (QT_TRANSLATE_NOOP(CONTEXT, "高度地区（斜線）"), "法58条"),
}
"""Name and article of each rule."""

TOUCH = 1e-6
BESIDE = 0.1
"""Metres along an edge from which on a ground level lies there."""
MOST_STOREYS = 60
"""Of a simple building that is stacked into a volume."""
FINEST = 0.001
"""Metres by which planes may lie below the cone that they stand for, without a word about it."""


@dataclass(frozen=True, eq=False)
class Site:
    """A lot with its zones.

    Attributes
    ----------
    lot
        As surveyed, before the strips of narrow roads are taken off.
    zones
        Zones; where they have an area, together they cover the site.
    ground
        Ground level (地盤面), metres; the lowest where the site has several.
    elevation
        How high above sea level zero of these metres is, None where nobody said it.
    mean_ground
        Mean ground level (平均地盤面) for shadows, None for `ground`.
    north
        Bearing of the true north, degrees clockwise from the north of the map.
    special_distance
        Metres along the front road to a road of 15 m and more (52条9項), None for none.
    corner
        Whether the special authority's rule makes it a corner lot (53条3項2号).
    fire, resistance
        Fire protection district of the building and its fire resistance; see
        :func:`gisapp.desks.planning.ratios.coverage_ratio`.
    steps
        Ground levels from the lowest to the highest with where each counts, none where there is only one
        (令2条2項). What none of them covers counts with the lowest.
    standing
        The ground level that is looked at, None for `ground`; see :meth:`on`.
    """

    lot: Lot
    zones: tuple[Zone, ...]
    ground: float = 0.0
    mean_ground: float | None = None
    north: float = 0.0
    special_distance: float | None = None
    corner: bool = False
    fire: str = ""
    resistance: str = ""
    elevation: float | None = None
    steps: tuple[GroundRegion, ...] = ()
    standing: float | None = None

    def __post_init__(self) -> None:
        """Refuse a site without zones."""
        if not self.zones:
            raise AnalysisFailed(NO_ZONE, NO_ZONE_HINT)

    @cached_property
    def net(self) -> Lot:
        """The site that counts: without the strips of roads of 42条2項."""
        return site_of(self.lot)

    @property
    def level(self) -> float:
        """The ground level from which heights are measured."""
        return self.ground if self.standing is None else self.standing

    @cached_property
    def grounds(self) -> tuple[GroundRegion, ...]:
        """Every ground level and where it counts: together they cover the site."""
        if len(self.steps) < 2:
            return (GroundRegion(self.ground),)
        import shapely

        found: list[GroundRegion] = []
        left = self.net.polygon()
        for step in reversed(self.steps[1:]):
            found.append(
                GroundRegion(step.level, left if step.area is None else left.intersection(step.area))
            )
            left = left.difference(shapely.union_all([one.area for one in found]))
        return (GroundRegion(self.steps[0].level, left), *reversed(found))

    @cached_property
    def beside(self) -> NDArray[np.float64]:
        """(n,) the highest ground level along each edge, metres."""
        import shapely

        ring = self.net.ring
        sides = shapely.linestrings(np.stack([ring, np.roll(ring, -1, axis=0)], axis=1))
        found = np.full(len(ring), self.ground)
        for one in self.grounds:
            if one.area is not None:
                touches = shapely.length(shapely.intersection(sides, one.area.buffer(TOUCH))) > BESIDE
                found[touches] = np.maximum(found[touches], one.level)
        return found

    def on(self, ground: GroundRegion) -> Site:
        """Return the site as it counts where one of its ground levels does."""
        return self if len(self.steps) < 2 else replace(self, standing=ground.level)

    @cached_property
    def area(self) -> float:
        """Square metres of the site."""
        return float(self.net.polygon().area)

    @cached_property
    def parts(self) -> tuple[shapely.Geometry, ...]:
        """The part of the site in each zone."""
        whole = self.net.polygon()
        return tuple(whole if zone.area is None else whole.intersection(zone.area) for zone in self.zones)

    @cached_property
    def areas(self) -> tuple[float, ...]:
        """Square metres of the site in each zone."""
        return tuple(float(part.area) for part in self.parts)

    @cached_property
    def north_vector(self) -> NDArray[np.float64]:
        """(2,) unit vector to the true north."""
        angle = np.radians(self.north)
        return np.array([np.sin(angle), np.cos(angle)])

    @cached_property
    def roads(self) -> list[list[int]]:
        """Edges of the site that face each front road."""
        return front_roads(self.net)

    @cached_property
    def road_runs(self) -> NDArray[np.float64]:
        """(n, 2) metres by which the road before each edge runs on beyond its two ends."""
        from gisapp.desks.planning.roadends import run_on

        across = [(edge.deemed_width or 0.0) if edge.is_road else np.nan for edge in self.net.edges]
        ring = self.net.ring
        return np.asarray(run_on(ring, np.roll(ring, -1, axis=0), np.array(across)))

    @cached_property
    def widest(self) -> float | None:
        """Deemed width of the widest front road, None when one of them is unknown or there is none."""
        widths = [self.net.edges[index].deemed_width for road in self.roads for index in road]
        known = [width for width in widths if width is not None]
        return max(known) if known and len(known) == len(widths) else None

    @cached_property
    def floor_area_ratio(self) -> Figure:
        """Highest floor-area ratio, %."""
        figure = floor_area_ratio(self.zones, self.areas, self.widest, self.special_distance)
        more = [] if self.roads else [Message(NO_ROAD)]
        missing = 1 - sum(self.areas) / self.area
        if missing > UNCOVERED:
            more.append(Message(NOT_WHOLE, {"share": f"{missing * 100:.1f}"}))
        return replace(figure, doubts=(*more, *figure.doubts))

    @cached_property
    def coverage_ratio(self) -> Figure:
        """Highest coverage ratio, %."""
        return coverage_ratio(
            self.zones, self.areas, corner=self.corner, fire=self.fire, resistance=self.resistance
        )

    @cached_property
    def buildable(self) -> tuple[shapely.Geometry, ...]:
        """Where in each zone one may build: behind the set-backs of roads and the wall lines of the zone."""
        setbacks = np.array([edge.setback for edge in self.net.edges])
        found = []
        for zone, part in zip(self.zones, self.parts, strict=True):
            inner = behind(self.net, np.maximum(setbacks, zone.wall_setback))
            found.append(part.intersection(inner))
        return tuple(found)

    def zone_beside(self, edge: int) -> Zone:
        """Return the zone of the part that touches an edge at its middle (BSO-130の11)."""
        import shapely

        if len(self.zones) == 1:
            return self.zones[0]
        ring = self.net.ring
        middle = (ring[edge] + ring[(edge + 1) % len(ring)]) / 2 + self.net.inward[edge] * 0.01
        distances = shapely.distance(np.array(self.parts, dtype=object), shapely.Point(middle))
        return self.zones[int(np.argmin(distances))]
