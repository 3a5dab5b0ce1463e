"""The maps of a comparison on paper: boundaries of all versions, and the places on which they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.boundaries import outline
from gisapp.paper.document import Legend, Plan, Shape, Swatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.areas.boundaries import Moved
    from gisapp.desks.areas.difference import Comparison

STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
SCALES = (500, *(int(step * power) for power in (1000, 10_000, 100_000) for step in STEPS))
"""1:2,500 as 2500."""
COLOURS = ("#b3261e", "#1f5fa8", "#2e7d32", "#7b4397")
"""Of boundaries that only one version has, by its number; more versions begin again."""
COMMON, FILL, QUIET = "#8d9299", "#f2c94c", "#4a4a4a"
WIDTHS = (0.75, 0.45, 0.6, 0.6)
"""Millimetres: the first version's line is seen under another's, in black and white too."""
FINE = 0.08
"""Millimetres on paper: what is smaller is not drawn."""
DRAWN = 60
"""Places that are filled and numbered on the map of all: those that stand in the table beside it."""
LARGE, BESIDE = 8.0, 2.5
"""Millimetres on paper from which on a number stands within its place, and how far beside it else."""
ROUND = 1.25
"""How much more than a place itself a map of it shows."""


def overview(made: Comparison, lines: Moved, size: tuple[float, float], caption: str) -> Plan:
    """Return a map of all areas with the numbers of the places.

    Parameters
    ----------
    made, lines
        The comparison, and the boundaries that moved.
    size
        Width and height on paper, millimetres.
    caption
        Over it.
    """
    import shapely

    places = made.pieces.order[:DRAWN]
    box = shapely.total_bounds(made.plane.faces)
    metre = 1000 / _scale(box, size)
    shapes = [
        *_fills(made, range(len(places))),
        *_lines(made, lines, box, size),
        *(
            _number(made.pieces.shapes[piece], number, metre)
            for number, piece in enumerate(places.tolist(), 1)
        ),
    ]
    return _plan(made, box, size, caption, shapes)


def close(made: Comparison, lines: Moved, number: int, size: tuple[float, float], caption: str) -> Plan:
    """Return a map of one place, by its number in the order of the places from 0, with the names around."""
    import shapely

    piece = int(made.pieces.order[number])
    west, south, east, north = made.pieces.shapes[piece].bounds
    grow = max(east - west, north - south) * (ROUND - 1) + 20.0
    box = np.array([west - grow, south - grow, east + grow, north + grow])
    seen = shapely.box(*_reach(box, size))
    shapes = [*_fills(made, [number]), *_lines(made, lines, box, size), *_names(made, piece, seen)]
    return _plan(made, box, size, caption, shapes)


def legend(made: Comparison) -> Legend:
    """Return what the lines and the fill mean."""
    titles = [
        Swatch(f"{one.title} だけの境界", outline=COLOURS[number % len(COLOURS)], thin=True)
        for number, one in enumerate(made.sets)
    ]
    return Legend(
        (
            Swatch("食い違う場所", FILL, QUIET, "/"),
            *titles,
            Swatch("境界", outline=COMMON, thin=True),
        )
    )


def _plan(
    made: Comparison, box: NDArray[np.float64], size: tuple[float, float], caption: str, shapes: list[Shape]
) -> Plan:
    from layers import crs as systems
    from layers.operations import true_north

    scale = _scale(box, size)
    middle = (float(box[0] + box[2]) / 2, float(box[1] + box[3]) / 2)
    longitude, latitude = systems.unproject(np.array([middle[0]]), np.array([middle[1]]), made.sets[0].crs)
    north = true_north(float(longitude[0]), float(latitude[0]), made.sets[0].crs)[0]
    return Plan(caption, middle, scale, tuple(shapes), size[1], north)


def _scale(box: NDArray[np.float64], size: tuple[float, float]) -> int:
    need = max((box[2] - box[0]) / size[0], (box[3] - box[1]) / size[1]) * 1000 * 1.04
    return next((one for one in SCALES if one >= need), SCALES[-1])


def _reach(box: NDArray[np.float64], size: tuple[float, float]) -> tuple[float, float, float, float]:
    """Return what is seen of the ground on a map of a box."""
    half = np.array(size) * _scale(box, size) / 2000
    middle = (box[:2] + box[2:]) / 2
    low, high = (middle - half).tolist(), (middle + half).tolist()
    return low[0], low[1], high[0], high[1]


def _fills(made: Comparison, numbers: Sequence[int]) -> list[Shape]:
    places = made.pieces.order
    return [
        Shape(rings, FILL, QUIET, 0.15, "/")
        for number in numbers
        for rings in rings_of(made.pieces.shapes[int(places[number])])
    ]


def _lines(
    made: Comparison, moved: Moved, box: NDArray[np.float64], size: tuple[float, float]
) -> list[Shape]:
    """Return all boundaries, and over them those that a version has elsewhere than another, in its colour.

    No more of them than is seen, and no finer than paper shows.
    """
    import shapely

    there = np.unique(np.concatenate([outline(made, version)[0] for version in range(len(made.sets))]))
    whole = shapely.linestrings(made.plane.segments[there])
    kinds = [(whole, COMMON, 0.25)]
    for version in range(len(made.sets)):
        own = moved.lines[moved.version == version]
        kinds.append((own, COLOURS[version % len(COLOURS)], WIDTHS[version % len(WIDTHS)]))
    seen, fine = _reach(box, size), FINE * _scale(box, size) / 1000
    found = []
    for lines, colour, width in kinds:
        within = shapely.clip_by_rect(shapely.multilinestrings(shapely.get_parts(lines)), *seen)
        joined = shapely.simplify(shapely.get_parts(shapely.line_merge(within)), fine)
        rings = tuple(
            tuple(map(tuple, shapely.get_coordinates(one).tolist())) for one in joined if one.length > fine
        )
        if rings:
            found.append(Shape(rings, "", colour, width, closed=False))
    return found


def _number(shape: shapely.Geometry, number: int, metre: float) -> Shape:
    """Return the number of a place within it, or beside it where it is small on paper."""
    west, south, east, north = shape.bounds
    point = shape.point_on_surface()
    place = (point.x, point.y)
    if min(east - west, north - south) * metre < LARGE:
        place = (east + BESIDE / metre, (south + north) / 2)
    return Shape(((place,),), label=str(number))


def _names(made: Comparison, piece: int, seen: shapely.Geometry) -> list[Shape]:
    """Return the names of the associations around a place, in the middle of what is seen of each."""
    import shapely as geometry

    at_stake = sorted({int(one) for held in made.pieces.held for one in held[piece] if one >= 0})
    found = []
    for group in at_stake:
        there = np.zeros(len(made.plane), np.bool_)
        for held in made.held:
            there |= (held == group).any(axis=1)
        there &= made.pieces.of != piece
        rest = geometry.intersection(geometry.union_all(made.plane.faces[there]), seen)
        if not rest.is_empty:
            found.append(_label(rest, made.matched.name(group)))
    return found


def _label(shape: shapely.Geometry, text: str) -> Shape:
    import shapely

    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    point = shapely.maximum_inscribed_circle(largest, 2.0).coords[0]
    return Shape(((point,),), label=text)


def rings_of(shape: shapely.Geometry) -> list[tuple[tuple[tuple[float, float], ...], ...]]:
    """Return the rings of each polygon of a shape, the outer one first."""
    import shapely as geometry

    return [
        tuple(
            tuple(map(tuple, geometry.get_coordinates(ring).tolist()))
            for ring in (part.exterior, *part.interiors)
        )
        for part in geometry.get_parts(shape)
        if part.geom_type == "Polygon" and not part.is_empty
    ]
