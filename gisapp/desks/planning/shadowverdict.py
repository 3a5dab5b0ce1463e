"""Whether a building keeps to the hours of shadow (56条の2, 別表第四).

Hours are looked at between 5 m and 10 m, and beyond 10 m, outside the boundary, on the measuring plane.
Beside roads, water and railways the boundary counts as moved outward (BSO-135の12): by half the width up to
10 m, by the width less 5 m beyond. At corners between such edges nothing is added: the stricter reading.
Where the neighbour's ground lies 1 m or more higher, the plane on his side is raised (BSO-135の12).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.lot import Behind
from gisapp.desks.planning.massing import SMALLEST
from gisapp.desks.planning.planes import raised
from gisapp.desks.planning.shadow import BETWEEN, CLASSES, Daylight, Prism, hours_at
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.planning.lot import Edge
    from gisapp.desks.planning.massing import Massing
    from gisapp.desks.planning.site import Site
    from gisapp.desks.planning.zones import Zone

WIDE = 10.0
"""Metres: from this width of a road on the boundary moves to 5 m before its far edge."""
STEP = 1.0
"""Metres between the points that are looked at; on the two lines they stand closer."""
FARTHEST = 40.0
"""Metres outside the boundary to which is looked; beyond, shadows pass quickly."""
AS_LONG = 1 / 60
"""Hours by which sampling may exceed a limit."""

_ELSEWHERE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "敷地の用途地域の区分で判定しました。日影が落ちる土地の区分で確かめてください（法56条の2第4項）。",
)
_NONE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "この区域に日影規制の指定はありません。"
    "高さ 10 m を超える建物の影が、となりの規制区域に落ちるときは、その規制がかかります（法56条の2第4項）。",
)
_NO_CLASS = QT_TRANSLATE_NOOP(CONTEXT, "条例による日影規制の区分が分からないか、指定がありません。")
_SMALL = QT_TRANSLATE_NOOP(CONTEXT, "高さ {height} m・{storeys} 階の建物は、日影規制の対象ではありません。")


@dataclass(frozen=True)
class Worst:
    """The longest shadow in a band: limit and hours, and where (metres)."""

    limit: float
    hours: float
    point: tuple[float, float]

    @property
    def kept(self) -> bool:
        """Whether the limit is kept."""
        return self.hours <= self.limit + AS_LONG


@dataclass(frozen=True)
class Verdict:
    """Whether a building keeps to a class.

    Attributes
    ----------
    applies
        Whether the rule looks at this building at all; None when nobody knows.
    near, far
        Between 5 and 10 m, and beyond 10 m; None where the rule does not look.
    plane
        Height of the measuring plane, metres in the datum of the site.
    doubts
        What must be confirmed.
    """

    applies: bool | None
    near: Worst | None
    far: Worst | None
    plane: float
    doubts: tuple[Message, ...] = ()

    @property
    def kept(self) -> bool | None:
        """Whether both limits are kept; None when that cannot be said."""
        if self.near is None or self.far is None:
            return True if self.applies is False else None
        return self.near.kept and self.far.kept


def verdict(site: Site, zone: Zone, massing: Massing, daylight: Daylight) -> Verdict:
    """Return whether a stack of storeys keeps to the hours of a zone of the site.

    Parameters
    ----------
    site
        Its edges say where the boundary counts as moved.
    zone
        Gives class and measuring plane.
    massing
        The building.
    daylight
        The day, with latitude and true north.
    """
    ground = site.ground if site.mean_ground is None else site.mean_ground
    plane = ground + zone.shadow_plane
    limits = CLASSES.get(zone.district.group, {}).get(zone.shadow_class or 0)
    if limits is None and zone.shadow_class == 0:
        return Verdict(False, None, None, plane, (Message(_NONE),))
    if limits is None:
        return Verdict(None, None, None, plane, (Message(_NO_CLASS),))
    height = _height(site, massing)
    count = len(massing.storeys)
    low = zone.district.group == "low"
    if not (height > 7.0 or count >= 3 if low else height > 10.0):
        said = Message(_SMALL, {"height": f"{height:g}", "storeys": count})
        return Verdict(False, None, None, plane, (said,))
    outside = deemed_boundary(site)
    points, near, far = _points(outside)
    raise_ = _raise_at(site, ground, points)
    hours = np.empty(len(points))
    for step in np.unique(raise_).tolist():
        here = raise_ == step
        hours[here] = hours_at(points[here], prisms_of(massing), plane + step, daylight)
    found = [_worst(limit, hours, points, band) for limit, band in zip(limits, (near, far), strict=True)]
    return Verdict(True, found[0], found[1], plane, (Message(_ELSEWHERE),))


def _height(site: Site, massing: Massing) -> float:
    """Return how high a building stands over the ground level, the lowest below each storey (令2条2項)."""
    highest = 0.0
    for one in site.grounds:
        tops = (
            storey.top
            for storey in massing.storeys
            if one.area is None or storey.polygon.intersection(one.area).area > SMALLEST
        )
        highest = max(highest, max(tops, default=one.level) - one.level)
    return highest


def prisms_of(massing: Massing) -> list[Prism]:
    """Return the storeys of a building as prisms."""
    import shapely

    return [
        Prism(part, storey.top)
        for storey in massing.storeys
        for part in shapely.get_parts(storey.polygon)
        if part.geom_type == "Polygon"
    ]


def moved_by(edge: Edge) -> float:
    """Return metres by which the boundary at an edge counts as moved outward (BSO-135の12)."""
    width = edge.deemed_width
    if edge.behind not in (Behind.ROAD, Behind.WATER, Behind.RAIL) or width is None:
        return 0.0
    return width / 2 if width <= WIDE else width - 5.0


def deemed_boundary(site: Site) -> shapely.Geometry:
    """Return the area within the boundary as it counts for shadows."""
    import shapely

    net = site.net
    shift = np.array([moved_by(edge) for edge in net.edges])
    wide = shift > 0
    begin, end = net.ring[wide], np.roll(net.ring, -1, axis=0)[wide]
    by = -net.inward[wide] * shift[wide, None]
    strips = shapely.polygons(np.stack([begin, end, end + by, begin + by], axis=1))
    return shapely.union_all([net.polygon(), *strips])


def _raise_at(site: Site, ground: float, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (n,) metres by which the ground counts as higher, by the neighbour whose edge is nearest."""
    import shapely

    net = site.net
    raises = np.array(
        [0.0 if edge.is_road or edge.level is None else raised(edge.level - ground) for edge in net.edges]
    )
    if not raises.any():
        return np.zeros(len(points))
    sides = shapely.linestrings(np.stack([net.ring, np.roll(net.ring, -1, axis=0)], axis=1))
    return raises[shapely.STRtree(sides).nearest(shapely.points(points))]


def _points(
    inside: shapely.Geometry,
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return points outside the boundary, and which are between 5 and 10 m and which beyond."""
    import shapely

    west, south, east, north = inside.buffer(FARTHEST).bounds
    grid = np.stack(np.meshgrid(np.arange(west, east, STEP), np.arange(south, north, STEP)), axis=-1)
    lines = [
        shapely.get_coordinates(shapely.segmentize(inside.buffer(distance + 1e-6).exterior, STEP / 2))
        for distance in BETWEEN
    ]
    points = np.concatenate([grid.reshape(-1, 2), *lines])
    distance = shapely.distance(shapely.points(points), inside)
    wanted = (distance > BETWEEN[0]) & (distance <= FARTHEST)
    points, distance = points[wanted], distance[wanted]
    near = distance <= BETWEEN[1]
    return points, near, ~near


def _worst(
    limit: float, hours: NDArray[np.float64], points: NDArray[np.float64], band: NDArray[np.bool_]
) -> Worst:
    index = int(np.flatnonzero(band)[np.argmax(hours[band])])
    return Worst(limit, float(hours[index]), (float(points[index, 0]), float(points[index, 1])))


def worst_of(verdicts: Sequence[Verdict]) -> bool | None:
    """Return whether all verdicts are kept; None when one cannot be said and none is broken."""
    kept = [one.kept for one in verdicts]
    if False in kept:
        return False
    return None if None in kept else True
