"""Lots: rows of them along every street, cut square to it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely

from sample_data.generator import plan, roads
from sample_data.generator.sites import Site
from sample_data.generator.valley import EAST, SIDES, WEST, Floats, Hillside, Valley

Curve = Callable[[Floats], Floats]

# Mean width of a lot along its street, metres.
FRONTAGE = {
    "shop": 7.6,
    "commercial": 14.5,
    "mixed": 17.0,
    "house": 11.8,
    "large house": 15.5,
    "slope": 12.2,
    "temple": 36.0,
    "farm": 30.0,
    "factory": 44.0,
    "warehouse": 33.0,
    "fishing": 9.0,
}
# Loss of area to a hill road or a site above which a lot is given up.
GREATEST_LOSS = 0.18


@dataclass(frozen=True)
class Lot:
    """One lot.

    Attributes
    ----------
    use
        A key of ``FRONTAGE`` or the use of a site.
    block
        Number of the block, counted over the town.
    corners
        (4, 2) front left, front right, back right, back left as seen from the street, EPSG:6669.
    outline
        Its outline.
    road
        Kind of the road at its front.
    road_width
        Metres.
    terraced
        True on the slopes, where the lot is made level.
    site
        Number of the site, -1 for an ordinary lot.
    """

    use: str
    block: int
    corners: Floats
    outline: shapely.Polygon
    road: str
    road_width: float
    terraced: bool
    site: int = -1


@dataclass(frozen=True)
class Row:
    """A row of lots between a street and the back of the block.

    Attributes
    ----------
    front, back
        Map points for plan values, EPSG:6669.
    start, end
        Plan values of its ends.
    use, block, road, road_width, terraced
        As in :class:`Lot`.
    """

    front: Curve
    back: Curve
    start: float
    end: float
    use: str
    block: int
    road: str
    road_width: float
    terraced: bool = False


def cut_row(row: Row, rng: np.random.Generator) -> Iterator[Lot]:
    """Cut a row into lots of about the usual width, without a remainder."""
    if row.end - row.start < 3.0:
        return
    steps = np.linspace(row.start, row.end, max(int((row.end - row.start) / 1.0), 4))
    pieces = np.linalg.norm(np.diff(row.front(steps), axis=0), axis=1)
    length = np.concatenate([[0.0], np.cumsum(pieces)])
    mean = FRONTAGE[row.use]
    if length[-1] < 0.62 * mean:
        return
    widths = draw_widths(length[-1], row.use, mean, rng)
    cuts = np.interp(np.concatenate([[0.0], np.cumsum(widths)]), length, steps)
    front, back = row.front(cuts), row.back(cuts)
    for left in range(len(cuts) - 1):
        corners = np.array([front[left], front[left + 1], back[left + 1], back[left]])
        along, inward = corners[1] - corners[0], corners[3] - corners[0]
        if along[0] * inward[1] - along[1] * inward[0] < 0:
            corners = corners[[1, 0, 3, 2]]
        outline = shapely.Polygon(corners)
        if outline.is_valid and outline.area > 40.0:
            yield Lot(row.use, row.block, corners, outline, row.road, row.road_width, row.terraced)


def draw_widths(length: float, use: str, mean: float, rng: np.random.Generator) -> Floats:
    """Widths of the lots of a row; they add up to its length."""
    spread = 0.34 if use in ("mixed", "commercial", "factory", "warehouse") else 0.16
    count = max(1, round(length / mean))
    widths = mean * np.exp(rng.normal(0.0, spread, count))
    if use == "mixed":
        widths = np.where(rng.random(count) < 0.22, widths * 1.7, widths)
    return np.asarray(widths / widths.sum() * length, dtype=np.float64)


@dataclass(frozen=True)
class Band:
    """The ground between two streets of one block interval, in plan numbers."""

    inner: plan.Line
    outer: plan.Line
    start: float
    end: float
    side: int


def active_lines(valley: Valley, side: int, start: float, end: float) -> list[plan.Line]:
    """Valley streets that run the whole of an interval, from the river outward, foot street last."""
    lines = []
    for line in plan.LINES[side]:
        first, last = roads.line_reach(valley, side, line)
        if line.kind not in ("main", "riverside"):
            last = roads.last_crossing_before(side, last)
        if first <= start + 1e-6 and last >= end - 1e-6:
            lines.append(line)
    return [*lines, plan.FOOT[side]]


def bands(valley: Valley) -> Iterator[Band]:
    """Every block of the valley floor."""
    for side in SIDES:
        crossings = plan.crossings(side)
        for (first, first_width, _), (last, last_width, _) in pairwise(crossings):
            lines = active_lines(valley, side, first, last)
            for inner, outer in pairwise(lines):
                yield Band(inner, outer, first + first_width / 2.0, last - last_width / 2.0, side)


def floor_use(band: Band, at_inner: bool, depth: float) -> str:
    """Decide what a row of the valley floor is used for."""
    along = (band.start + band.end) / 2.0
    street = band.inner if at_inner else band.outer
    if street.kind == "shopping":
        return "shop"
    if along > 1400.0:
        return "farm"
    if band.side == EAST and band.outer.kind == "foot" and along < 520.0 and band.inner.name == "寺前通り":
        return "temple"
    if street.kind == "main":
        return "commercial" if along < 870.0 else "mixed"
    near = along < 605.0 if band.side == EAST else along < 286.0
    if band.inner.kind in ("riverside", "main") and near:
        return "commercial"
    central = band.side == EAST and along < 520.0 and street.offset < 200.0
    if central or (band.side == WEST and along < 212.0):
        return "mixed"
    return "house" if depth < 18.0 else "large house"


def floor_rows(valley: Valley) -> Iterator[Row]:
    """Rows of the valley floor, two to a block where there is room."""
    for block, band in enumerate(bands(valley), start=1):
        side = band.side
        along = np.linspace(band.start, band.end, 9)

        def edge(values: Floats, line: plan.Line, sign: float) -> Floats:
            return line.across(valley, values) + sign * line.width / 2.0

        room = side * (edge(along, band.outer, -side) - edge(along, band.inner, side))
        if room.min() < 9.0:
            continue
        temple = floor_use(band, at_inner=True, depth=float(room.mean())) == "temple"
        double = room.mean() > 21.0 and not temple

        def curve(share: float, band: Band = band, side: int = side) -> Curve:
            def points(values: Floats) -> Floats:
                inner = edge(values, band.inner, side)
                outer = edge(values, band.outer, -side)
                return valley.place(values, inner + share * (outer - inner))

            return points

        depth = float(room.mean()) / (2.0 if double else 1.0)
        ends = (band.start, band.end)
        for at_inner in (True, False) if double else (True,):
            street = band.inner if at_inner else band.outer
            yield Row(
                front=curve(0.0 if at_inner else 1.0),
                back=curve(0.5 if double else 1.0),
                start=ends[0],
                end=ends[1],
                use=floor_use(band, at_inner=at_inner, depth=depth),
                block=block,
                road=street.kind,
                road_width=street.width,
            )


def port_rows(valley: Valley) -> Iterator[Row]:
    """Rows of the harbour strips; their blocks are numbered from 400."""
    block = 400
    for side in SIDES:
        places = [*plan.PORT_CROSSINGS[side], plan.QUAY_ROAD - 3.5 if side == EAST else 4.0]
        foot = plan.FOOT[side]
        quay = plan.PORT_DEPTH[side]

        def curve(distance: float, side: int = side, foot: plan.Line = foot) -> Curve:
            """Points at a distance from the foot of the slope towards the sea."""
            return lambda values: valley.place(values, foot.across(valley, values) - side * distance)

        for first, last in pairwise(places):
            block += 1
            start, end = first + 3.5, last - 3.5
            if side == WEST:
                yield Row(curve(3.0), curve(quay - 9.0), start, end, "fishing", block, "foot", 6.0)
                continue
            middle = -plan.PORT_LINES[side][0].offset
            yield Row(curve(middle + 6.0), curve(quay - 18.0), start, end, "warehouse", block, "port", 12.0)
            use = "factory" if first < -225.0 else "warehouse"
            yield Row(curve(middle - 6.0), curve(45.0), start, end, use, block, "port", 12.0)
            yield Row(curve(3.0), curve(43.0), start, end, use, block, "foot", 6.0)


def slope_rows(hillsides: dict[int, Hillside]) -> Iterator[Row]:
    """Rows above and below every contour street; their blocks are numbered from 500."""
    for side in SIDES:
        hillside = hillsides[side]
        for number, rise in enumerate(np.concatenate([[0.0], roads.contour_rises(side)])):
            if rise == 0.0:
                stretches, width, kind = roads.contour_stretches(side, 14.0), 6.0, "foot"
            else:
                stretches, width = roads.contour_stretches(side, rise), roads.contour_width(rise)
                kind = "contour" if width >= 4.0 else "path"
            for stretch in stretches:
                for column, (start, end) in enumerate(between_stairs(side, rise, stretch)):
                    for up in (1.0, -1.0) if rise > 0.0 else (1.0,):
                        yield Row(
                            front=contour(hillside, rise + up * width / 2.0),
                            back=contour(hillside, rise + up * plan.STREET_SPACING / 2.0),
                            start=start,
                            end=end,
                            use="slope",
                            block=500 + 1000 * (side == WEST) + 40 * number + column,
                            road=kind,
                            road_width=width,
                            terraced=True,
                        )


def contour(hillside: Hillside, rise: float) -> Curve:
    """Map points along a contour."""
    return lambda foot: hillside.place(foot, rise)


def between_stairs(side: int, rise: float, stretch: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Parts of a contour street between the stairs that cross or reach it."""
    reaching = [
        place
        for place in plan.STAIRS[side]
        if roads.stairs_top(side, place) >= rise and stretch[0] < place < stretch[1]
    ]
    places = [stretch[0], *reaching, stretch[1]]
    for first, last in pairwise(places):
        yield first + 1.6, last - 1.6


def site_lots(sites: tuple[Site, ...]) -> list[Lot]:
    """One lot for each site; their blocks are numbered from 300."""
    return [
        Lot(
            site.plan.use,
            300 + number,
            site.corners,
            site.outline,
            "stairs" if site.plan.use in ("shrine", "cemetery") else "street",
            6.0,
            terraced=site.plan.slope is not None and site.plan.use != "cemetery",
            site=number,
        )
        for number, site in enumerate(sites)
    ]


def make_lots(
    valley: Valley,
    hillsides: dict[int, Hillside],
    sites: tuple[Site, ...],
    road_surface: shapely.Geometry,
    rng: np.random.Generator,
) -> tuple[Lot, ...]:
    """Cut every row, take out what roads and sites need, and add the sites.

    Parameters
    ----------
    valley, hillsides
        The grids.
    sites
        Sites that take precedence over rows.
    road_surface
        Union of all road surfaces.
    rng
        Source of the lot widths.
    """
    lots = [
        lot
        for rows in (floor_rows(valley), port_rows(valley), slope_rows(hillsides))
        for row in rows
        for lot in cut_row(row, rng)
    ]
    outlines = np.array([lot.outline for lot in lots])
    taken = shapely.union_all([road_surface, *(shapely.buffer(site.outline, 0.5) for site in sites)])
    shapely.prepare(taken)
    touched = shapely.intersects(taken, outlines)
    left = outlines.copy()
    left[touched] = shapely.difference(outlines[touched], shapely.buffer(taken, 0.05))
    keep = shapely.area(left) > (1.0 - GREATEST_LOSS) * shapely.area(outlines)
    free = without_overlaps(left, keep)
    kept = [
        Lot(lot.use, lot.block, lot.corners, largest(part), lot.road, lot.road_width, lot.terraced)
        for lot, part, stays in zip(lots, left, free, strict=True)
        if stays
    ]
    return (*kept, *site_lots(sites))


def largest(shape: shapely.Geometry) -> shapely.Polygon:
    """Return the largest polygon of a shape."""
    parts = shapely.get_parts(shape)
    return parts[int(np.argmax(shapely.area(parts)))]


def without_overlaps(outlines: np.ndarray, keep: np.ndarray) -> np.ndarray:
    """Which lots stay when of two overlapping ones the later gives way."""
    keep = keep.copy()
    tree = shapely.STRtree(outlines)
    first, second = tree.query(outlines, predicate="overlaps")
    pairs = np.stack([first, second], axis=1)[first < second]
    shared = shapely.area(shapely.intersection(outlines[pairs[:, 0]], outlines[pairs[:, 1]]))
    for earlier, later in pairs[shared > 1.5]:
        if keep[earlier]:
            keep[later] = False
    return keep
