"""An overlap of two areas divided along its middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.emptyland import TOUCHES
from gisapp.desks.areas.findings import parts_of

if TYPE_CHECKING:
    import shapely
    from numpy.typing import NDArray

FINE = 6.0
"""The middle is sought with so many points for each width of the overlap."""
MOST_POINTS = 4_000


def divided(
    overlap: shapely.Geometry, one: shapely.Geometry, other: shapely.Geometry
) -> tuple[shapely.Geometry, shapely.Geometry]:
    """Return the parts of an overlap for each of two areas.

    What lies nearer to the inner part of an area goes to it: each place of the overlap is given to the
    nearest point of its outline (Voronoi cells), where the outline of one area runs through the other one.

    Parameters
    ----------
    overlap
        What both have.
    one, other
        The areas.

    Returns
    -------
    for_one, for_other
        Polygons that fill the overlap. Where one area lies within the other, there is no middle: it all goes
        to the area that lies within.
    """
    import shapely

    parts, _ = parts_of(np.array([overlap], dtype=object))
    shares = [_divided(part, one, other) for part in parts.tolist()]
    first = shapely.union_all([a for a, _ in shares])
    return first, shapely.union_all([b for _, b in shares])


def _divided(
    part: shapely.Geometry, one: shapely.Geometry, other: shapely.Geometry
) -> tuple[shapely.Geometry, shapely.Geometry]:
    import shapely

    nothing = shapely.Polygon()
    points = shapely.points(_samples(part))
    on_one = shapely.dwithin(shapely.boundary(one), points, TOUCHES)
    on_other = shapely.dwithin(shapely.boundary(other), points, TOUCHES)
    # Beyond the outline of one area there is only the other one.
    to_other, to_one = on_one & ~on_other, on_other & ~on_one
    if not to_one.any() or not to_other.any():
        return (part, nothing) if not to_other.any() and to_one.any() else (nothing, part)
    kept = np.flatnonzero(to_one | to_other)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(points[kept]), extend_to=part, ordered=True)
    )
    mine = shapely.intersection(part, shapely.union_all(cells[to_one[kept]]))
    return _straightened(part, mine)


def _samples(part: shapely.Geometry) -> NDArray[np.float64]:
    """Return points (k, 2) along the outline of a polygon, none of them at a corner."""
    import shapely

    step = max(2 * part.area / part.length / FINE, part.length / MOST_POINTS)
    lines = shapely.get_parts(shapely.boundary(part))
    corners, line = shapely.get_coordinates(lines, return_index=True)
    same = line[1:] == line[:-1]
    first, last = corners[:-1][same], corners[1:][same]
    count = np.maximum(np.ceil(np.hypot(*(last - first).T) / step).astype(int), 1)
    segment = np.repeat(np.arange(len(count)), count)
    place = np.arange(len(segment)) - np.repeat(np.cumsum(count) - count, count)
    along = ((place + 0.5) / count[segment])[:, None]
    return first[segment] + (last - first)[segment] * along


def _straightened(
    part: shapely.Geometry, mine: shapely.Geometry
) -> tuple[shapely.Geometry, shapely.Geometry]:
    """Return a part in two, along a line with few vertices where Voronoi cells have many."""
    import shapely

    rest = shapely.difference(part, mine)
    line = shapely.line_merge(shapely.intersection(shapely.boundary(mine), shapely.boundary(rest)))
    tolerance = 2 * part.area / part.length / FINE
    simple = shapely.simplify(line, tolerance)
    noded = shapely.union_all([shapely.boundary(part), simple])
    pieces, _ = parts_of(np.array([shapely.polygonize(shapely.get_parts(noded))], dtype=object))
    inside = shapely.area(shapely.intersection(pieces, mine)) >= 0.5 * shapely.area(pieces)
    if inside.any() and not inside.all() and abs(shapely.area(pieces).sum() - part.area) < 1e-6 * part.area:
        return shapely.union_all(pieces[inside]), shapely.union_all(pieces[~inside])
    return mine, rest
