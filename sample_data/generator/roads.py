"""Roads laid out on the map: valley streets, cross streets, contour streets, stairs, hill roads."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from sample_data.generator import plan
from sample_data.generator.valley import EAST, SIDES, WEST, Floats, Hillside, Valley

# A valley street ends where the foot of the slope is nearer than this.
NARROWEST = 34.0
SIDE_NAMES = {EAST: "東", WEST: "西"}
# Kinds on which a car can drive, and kinds that only feet can use.
DRIVEABLE = ("main", "shopping", "street", "lane", "riverside", "foot", "port", "hill", "contour")
ON_FOOT = ("path", "stairs")


@dataclass(frozen=True)
class Road:
    """One road.

    Attributes
    ----------
    name
        Name on the map.
    kind
        ``main``, ``shopping``, ``street``, ``lane``, ``riverside``, ``foot``, ``port``,
        ``hill`` (driven, up the slope), ``contour`` (driven, along the slope), ``path``
        (along the slope, too narrow for a car) or ``stairs``.
    width
        Metres.
    line
        (n, 2) centre line, east and north, EPSG:6669.
    """

    name: str
    kind: str
    width: float
    line: Floats

    def surface(self) -> shapely.Polygon:
        """Outline of the road on the map."""
        line = shapely.LineString(self.line)
        return shapely.buffer(line, self.width / 2.0, cap_style="flat", join_style="round", quad_segs=4)


def runs(wanted: np.ndarray, knots: Floats, shortest: float) -> Iterator[tuple[float, float]]:
    """First and last knot of each unbroken stretch of ``True`` that is long enough."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], wanted, [False]]).astype(int)))
    for first, last in edges.reshape(-1, 2):
        if knots[last - 1] - knots[first] >= shortest:
            yield float(knots[first]), float(knots[last - 1])


def line_reach(valley: Valley, side: int, line: plan.Line) -> tuple[float, float]:
    """First and last metre of a valley street, cut where the slope comes near."""
    if line.anchor.startswith("foot"):
        return line.start, line.end
    along = np.arange(line.start, line.end + 0.5)
    room = valley.floor_width(side, along) - side * line.across(valley, along)
    near = np.flatnonzero(room < NARROWEST)
    if line.kind in ("main", "riverside") or near.size == 0:
        return line.start, line.end
    return line.start, float(along[near[0]])


def last_crossing_before(side: int, along: float) -> float:
    """Return the last cross street of a side at or before ``along``."""
    return max(place for place, *_ in plan.crossings(side) if place <= along + 1e-9)


def valley_roads(valley: Valley) -> list[Road]:
    """Streets along the valley and along the foot of the slopes."""
    roads = []
    for side in SIDES:
        for line in (*plan.LINES[side], plan.FOOT[side], *plan.PORT_LINES[side]):
            start, end = line_reach(valley, side, line)
            if line in plan.LINES[side] and line.kind not in ("main", "riverside"):
                end = last_crossing_before(side, end)
            if end - start < 30.0:
                continue
            along = np.append(np.arange(start, end, 10.0), end)
            roads.append(
                Road(line.name, line.kind, line.width, valley.place(along, line.across(valley, along)))
            )
    return roads


def cross_roads(valley: Valley) -> list[Road]:
    """Streets across the valley; those without a bridge stop at the street along the river."""
    roads = []
    for place, width, name, served in plan.CROSSINGS:
        west, east = (
            float(plan.FOOT[side].across(valley, place))
            if served in (side, plan.BOTH)
            else float(plan.LINES[-side][0].across(valley, place))
            for side in (WEST, EAST)
        )
        across = np.append(np.arange(west, east, 10.0), east)
        roads.append(Road(name, "street", width, valley.place(place, across)))
    for side in SIDES:
        for place in plan.PORT_CROSSINGS[side]:
            foot = float(plan.FOOT[side].across(valley, place))
            across = np.array([foot, foot - side * (plan.PORT_DEPTH[side] - 8.0)])
            name = "波止場道" if side == EAST else "浜道"
            roads.append(Road(name, "port" if side == EAST else "street", 7.0, valley.place(place, across)))
    return roads


def contour_rises(side: int) -> Floats:
    """Metres up the slope of the contour streets of one side, the foot street left out."""
    highest = max(plan.BUILT_LIMIT[side][1])
    return np.arange(plan.STREET_SPACING, highest + 5.0, plan.STREET_SPACING)


def contour_stretches(side: int, rise: float) -> list[tuple[float, float]]:
    """Where along the foot a contour street exists."""
    foot = np.arange(-800.0, 1700.0, 2.0)
    return list(runs(plan.built_limit(side, foot) >= rise - 4.0, foot, 45.0))


def contour_width(rise: float) -> float:
    """Contour streets are narrower higher up; every third one was widened for cars."""
    number = round(rise / plan.STREET_SPACING)
    if number <= 2:
        return 4.5
    return 4.0 if number % 3 == 0 else 2.6


def slope_roads(hillsides: dict[int, Hillside]) -> list[Road]:
    """Contour streets, stairs and hill roads of both slopes."""
    roads = []
    for side in SIDES:
        hillside = hillsides[side]
        for rise in contour_rises(side):
            width = contour_width(rise)
            name = f"{SIDE_NAMES[side]}坂{round(rise / plan.STREET_SPACING)}の筋"
            for first, last in contour_stretches(side, rise):
                foot = np.append(np.arange(first, last, 6.0), last)
                kind = "contour" if width >= 4.0 else "path"
                roads.append(Road(name, kind, width, hillside.place(foot, rise)))
        for number, place in enumerate(plan.STAIRS[side], start=1):
            top = stairs_top(side, place)
            if top > 0.0:
                line = hillside.place(float(place), np.append(np.arange(0.0, top, 6.0), top))
                roads.append(Road(f"{SIDE_NAMES[side]}{number}番坂", "stairs", 2.4, line))
        for name, knots in plan.HILL_ROADS[side]:
            roads.append(Road(name, "hill", 5.5, hillside.place(*hill_road_path(knots))))
    return roads


def stairs_top(side: int, foot: float) -> float:
    """Metres up the slope of the last street that a flight of stairs reaches."""
    built = float(plan.built_limit(side, foot))
    return plan.STREET_SPACING * np.floor((built + 4.0) / plan.STREET_SPACING)


def hill_road_path(knots: tuple[tuple[float, float], ...]) -> tuple[Floats, Floats]:
    """Dense path through the knots of a hill road, in slope numbers, bends rounded."""
    points = np.asarray(knots, dtype=np.float64)
    for _ in range(3):
        quarter = points[:-1] * 0.75 + points[1:] * 0.25
        three = points[:-1] * 0.25 + points[1:] * 0.75
        inner = np.stack([quarter, three], axis=1).reshape(-1, 2)
        points = np.vstack([points[:1], inner, points[-1:]])
    return points[:, 0], points[:, 1]


def make_roads(valley: Valley, hillsides: dict[int, Hillside]) -> tuple[Road, ...]:
    """Lay out every road of the town."""
    return tuple(valley_roads(valley) + cross_roads(valley) + slope_roads(hillsides))
