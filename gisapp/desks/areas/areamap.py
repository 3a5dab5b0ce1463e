"""The map of an association on paper: its area among buildings, roads, water and the areas around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gisapp.paper.document import Legend, Plan, Shape, Swatch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import shapely
    from numpy.typing import NDArray

Pair = tuple[float, float]
SCALES = (500, 750, 1000, 1500, 2000, 2500, 3000, 4000, 5000, 6000, 8000, 10_000, 15_000, 20_000, 25_000)
LARGER = (30_000, 40_000, 50_000, 75_000, 100_000, 150_000, 200_000, 300_000, 500_000)
AROUND = 1.12
"""How much more than the area a map shows."""
MOST_BUILDINGS = 6000
"""Buildings that a map draws one by one; where there are more, the largest."""
FINE = 0.08
"""Millimetres on paper below which a corner is not seen."""
SMALLEST = 0.15
"""Millimetres on paper below which a building is not seen."""
EDGE = "#1f5fa8"
TINT = "#e9f0f8"
OWN, OTHER, BUILT = "#b9c6d3", "#dcdad5", "#a9a7a2"
ROAD, WATER, SHORE = "#f3efe6", "#d3e5f2", "#a9c8de"
BORDER = "#6e6a64"
HOUSE = "#c8102e"
HALL = "#1a7f37"
LETTER, TALL = 2.5, 4.0
"""Millimetres of a Japanese letter of a name on a map, and of its line."""
ROOM = 9.0
"""Millimetres across an area on paper below which its name does not stand in it."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What lies under the areas.

    Attributes
    ----------
    buildings, roads, water
        (n,) shapes each, metres of one plane system; None or empty ones are left out. Roads and water may be
        lines.
    north
        Bearing of the true north on the plane, degrees.
    sources
        A line for each of them that there is: layer and day.
    """

    buildings: NDArray[np.object_]
    roads: NDArray[np.object_]
    water: NDArray[np.object_]
    north: float = 0.0
    sources: tuple[str, ...] = ()

    @cached_property
    def trees(self) -> tuple[shapely.STRtree, shapely.STRtree, shapely.STRtree]:
        """Of buildings, roads and water."""
        from shapely import STRtree

        return STRtree(self.buildings), STRtree(self.roads), STRtree(self.water)


@dataclass(frozen=True, eq=False)
class Marked:
    """What a map is about besides the area.

    Attributes
    ----------
    house
        A building or a point that is asked about, None for none.
    halls
        (k, 2) metres of meeting halls.
    names
        (k) what they are called.
    """

    house: shapely.Geometry | None = None
    halls: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 2)))
    names: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Areas:
    """The areas that maps are drawn of.

    Attributes
    ----------
    shapes
        (m,) they, sound, None where unknown.
    tree
        Of `shapes`.
    called
        What each is called on a map.
    ground
        What lies under them.
    """

    shapes: NDArray[np.object_]
    tree: shapely.STRtree
    called: Callable[[int], str]
    ground: Ground


def plan_of(
    areas: Areas,
    numbers: Sequence[int],
    size: tuple[float, float],
    *,
    caption: str = "区域図",
    marked: Marked | None = None,
    scale: int = 0,
    centre: tuple[float, float] | None = None,
) -> tuple[Plan, Legend]:
    """Return the map of an area, or of some that share a place, and its legend.

    Parameters
    ----------
    areas
        All of them, and what lies under them.
    numbers
        Which areas; none for a map around `centre`.
    size
        Width and height on paper, millimetres.
    caption
        Over the map.
    marked
        House and halls.
    scale
        2500 for 1:2,500; 0 for the largest at which the areas fit.
    centre
        Of the map, metres; None for that of the areas.

    Raises
    ------
    ValueError
        When neither an area nor a centre is given.
    """
    import shapely

    shapes, ground = areas.shapes, areas.ground
    own = shapes[list(numbers)]
    if len(own):
        west, south, east, top = shapely.total_bounds(own).tolist()
        scale = scale or fitting((west, south, east, top), size)
        centre = centre or ((west + east) / 2, (south + top) / 2)
    if centre is None or not scale:
        raise ValueError(numbers)
    half = np.array(size) * scale / 2000
    box = (centre[0] - half[0], centre[1] - half[1], centre[0] + half[0], centre[1] + half[1])
    about = marked or Marked()
    near = np.sort(areas.tree.query(shapely.box(*box), predicate="intersects"))
    drawn = [
        *(Shape(rings, TINT) for one in own for rings in _rings(one, box, scale)),
        *_under(ground, box, scale),
        *_buildings(ground, box, scale, shapely.union_all(own) if len(own) else None),
    ]
    others = [one for one in near.tolist() if one not in numbers]
    named = [*others, *(numbers if len(numbers) > 1 else ())]
    drawn += [Shape(rings, "", BORDER, 0.25) for one in others for rings in _rings(shapes[one], box, scale)]
    drawn += [Shape(rings, "", EDGE, 0.9) for one in own for rings in _rings(one, box, scale)]
    drawn += [Shape(((point,),), label=name) for point, name in _named(areas, named, box, scale)]
    drawn += list(_marks(about, scale))
    return Plan(caption, centre, scale, tuple(drawn), size[1], ground.north), _legend(len(own), ground, about)


def overview_of(areas: Areas, numbers: list[int], size: tuple[float, float], caption: str) -> Plan:
    """Return the map of some areas, each with what it is called where that has room."""
    import shapely

    shapes = areas.shapes[numbers]
    bounds = tuple(shapely.total_bounds(shapes).tolist())
    scale = fitting((bounds[0], bounds[1], bounds[2], bounds[3]), size)
    box = (-np.inf, -np.inf, np.inf, np.inf)
    drawn = [Shape(rings, TINT, EDGE, 0.2) for one in shapes for rings in _rings(one, box, scale)]
    drawn += [
        Shape(((point,),), label=name) for point, name in _named(areas, numbers, box, scale, room=ROOM * 0.6)
    ]
    centre = ((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2)
    return Plan(caption, centre, scale, tuple(drawn), size[1], areas.ground.north)


def fitting(bounds: tuple[float, float, float, float], size: tuple[float, float]) -> int:
    """Return the largest round scale at which bounds fit on a map of `size` millimetres."""
    west, south, east, north = bounds
    need = max((east - west) / size[0], (north - south) / size[1]) * 1000 * AROUND
    return next((one for one in (*SCALES, *LARGER) if one >= need), LARGER[-1])


def _under(ground: Ground, box: tuple[float, float, float, float], scale: int) -> Iterator[Shape]:
    """Yield water and roads."""
    import shapely

    frame = shapely.box(*box)
    for shapes, tree, fill, line, width in (
        (ground.water, ground.trees[2], WATER, SHORE, 0.15),
        (ground.roads, ground.trees[1], ROAD, BUILT, 0.1),
    ):
        for row in np.sort(tree.query(frame, predicate="intersects")).tolist():
            if shapely.get_dimensions(shapes[row]) == 2:
                for rings in _rings(shapes[row], box, scale):
                    yield Shape(rings, fill, line, width)
            else:
                for part in shapely.get_parts(shapes[row]).tolist():
                    points = shapely.get_coordinates(part)
                    yield Shape((tuple(map(tuple, points.tolist())),), "", line, width * 3, closed=False)


def _buildings(
    ground: Ground, box: tuple[float, float, float, float], scale: int, area: shapely.Geometry | None
) -> Iterator[Shape]:
    import shapely

    rows = np.sort(ground.trees[0].query(shapely.box(*box), predicate="intersects"))
    size = np.sqrt(shapely.area(ground.buildings[rows])) * 1000 / scale
    rows, size = rows[size >= SMALLEST], size[size >= SMALLEST]
    if len(rows) > MOST_BUILDINGS:
        rows = np.sort(rows[np.argsort(-size, kind="stable")[:MOST_BUILDINGS]])
    shapes = shapely.simplify(ground.buildings[rows], FINE * scale / 1000, preserve_topology=False)
    own = np.zeros(len(rows), np.bool_)
    if area is not None and len(rows):
        shapely.prepare(area)
        own = shapely.intersects(area, shapely.point_on_surface(ground.buildings[rows]))
    for mine, colour in ((False, OTHER), (True, OWN)):
        for ring in _outlines(shapes[own == mine]):
            yield Shape((ring,), colour, BUILT, 0.08)


def _outlines(shapes: NDArray[np.object_]) -> Iterator[tuple[Pair, ...]]:
    """Yield the outer ring of each polygon of many shapes."""
    import shapely

    rings = shapely.get_exterior_ring(shapely.get_parts(shapes))
    places, ring = shapely.get_coordinates(rings, return_index=True)
    points = list(map(tuple, places.tolist()))
    ends = np.flatnonzero(np.diff(ring)) + 1
    for first, last in pairwise((0, *ends.tolist(), len(points))):
        if last > first:
            yield tuple(points[first:last])


def _rings(
    shape: shapely.Geometry | None, box: tuple[float, float, float, float] | None, scale: int
) -> list[tuple[tuple[tuple[float, float], ...], ...]]:
    """Return the rings of each polygon of a shape, without corners that paper does not show."""
    import shapely as geometry

    if shape is None or shape.is_empty:
        return []
    if box is not None:
        shape = geometry.simplify(shape, FINE * scale / 1000)
        if np.isfinite(box).all():
            wide = (box[2] - box[0]) * 0.05  # beyond the edge of the map, so that no cut is seen
            shape = geometry.clip_by_rect(shape, box[0] - wide, box[1] - wide, box[2] + wide, box[3] + wide)
    return [
        tuple(
            tuple(map(tuple, geometry.get_coordinates(ring).tolist()))
            for ring in (part.exterior, *part.interiors)
        )
        for part in geometry.get_parts(shape)
        if part.geom_type == "Polygon" and not part.is_empty
    ]


def _named(
    areas: Areas,
    numbers: list[int],
    box: tuple[float, float, float, float],
    scale: int,
    room: float = ROOM,
) -> Iterator[tuple[Pair, str]]:
    """Yield where the name of each area stands, the largest first; names never lie on each other."""
    import shapely

    millimetre = scale / 1000
    within = np.isfinite(box).all()
    found: list[tuple[float, NDArray[np.float64], str]] = []
    for one in numbers:
        seen = shapely.clip_by_rect(areas.shapes[one], *box) if within else areas.shapes[one]
        parts = shapely.get_parts(seen)
        sizes = shapely.area(parts)
        if not len(parts) or np.sqrt(sizes.max()) < room * millimetre:
            continue
        circle = shapely.maximum_inscribed_circle(parts[np.argmax(sizes)], tolerance=2 * millimetre)
        found.append((float(sizes.max()), shapely.get_coordinates(circle)[0], areas.called(one)))
    taken = np.empty((0, 4))
    for _, middle, name in sorted(found, key=lambda one: -one[0]):
        half = np.array([_wide(name) / 2 + 1, TALL / 2]) * millimetre
        point = np.clip(middle, np.array(box[:2]) + half, np.array(box[2:]) - half) if within else middle
        mine = np.concatenate([point - half, point + half])
        clash = (taken[:, :2] < mine[2:]).all(axis=1) & (taken[:, 2:] > mine[:2]).all(axis=1)
        if not clash.any():
            taken = np.vstack([taken, mine])
            yield (float(point[0]), float(point[1])), name


def _wide(text: str) -> float:
    """Return about how many millimetres a name takes at the size of labels."""
    return sum(LETTER if ord(one) > 0x2E7F else LETTER * 0.6 for one in text)


def _marks(marked: Marked, scale: int) -> Iterator[Shape]:
    """Yield the house and the halls."""
    import shapely

    millimetre = scale / 1000
    for point, name in zip(marked.halls, marked.names, strict=True):
        square = shapely.box(*(point - millimetre * 0.9), *(point + millimetre * 0.9))
        yield Shape(_rings(square, None, 0)[0], HALL, "#ffffff", 0.2)
        yield Shape((((float(point[0]), float(point[1]) - 2.6 * millimetre),),), label=name)
    house = marked.house
    if house is None:
        return
    if shapely.get_dimensions(house) == 2:
        for rings in _rings(house, None, 0):
            yield Shape(rings, HOUSE, HOUSE, 0.3)
    middle = shapely.centroid(house)
    ring = shapely.buffer(middle, 5 * millimetre, quad_segs=12)
    yield Shape(_rings(ring, None, 0)[0], "", HOUSE, 0.7)
    if shapely.get_dimensions(house) < 2:
        dot = shapely.buffer(middle, 0.9 * millimetre, quad_segs=6)
        yield Shape(_rings(dot, None, 0)[0], HOUSE)


def _legend(count: int, ground: Ground, marked: Marked) -> Legend:
    swatches = [Swatch("この自治会の区域", TINT, EDGE)] if count else []
    swatches.append(Swatch("ほかの自治会の境界", "", BORDER, thin=True))
    if count and len(ground.buildings):
        swatches.append(Swatch("区域の中の建物", OWN, BUILT))
    if len(ground.buildings):
        swatches.append(Swatch("そのほかの建物" if count else "建物", OTHER, BUILT))
    if len(ground.roads):
        swatches.append(Swatch("道路", ROAD, BUILT))
    if len(ground.water):
        swatches.append(Swatch("水面", WATER, SHORE))
    if len(marked.halls):
        swatches.append(Swatch("集会所", HALL, HALL))
    if marked.house is not None:
        swatches.append(Swatch("お尋ねの場所", HOUSE, HOUSE))
    return Legend(tuple(swatches))
