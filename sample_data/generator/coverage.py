"""Areas that share their edges exactly: no overlaps and no slivers between neighbours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

GRID = 0.001
SMALLEST = 0.5
Shapes = NDArray[np.object_]


def coverage(outlines: Sequence[shapely.Geometry], within: shapely.Geometry | None = None) -> Shapes:
    """Cut overlapping outlines so that of each place the first one keeps it.

    All edges are drawn together, cut where they meet, and made into faces; each face goes to the first
    outline that holds it. Neighbours therefore have the same points along their common edge.

    Parameters
    ----------
    outlines
        Areas in order of precedence, metres.
    within
        What lies outside is cut away.

    Returns
    -------
    Shapes
        (n,) polygons or multipolygons, empty where an earlier one took everything.
    """
    limits = [] if within is None else [within]
    rings = shapely.boundary(np.array([*outlines, *limits]))
    lines = shapely.union_all(shapely.set_precision(rings, GRID), grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    middle = shapely.get_coordinates(shapely.point_on_surface(faces))
    owner = which(outlines, middle)
    if within is not None:
        owner[~shapely.contains_xy(within, middle[:, 0], middle[:, 1])] = -1
    found = [shapely.union_all(faces[owner == number]) for number in range(len(outlines))]
    return np.array([without_crumbs(shape) for shape in found])


def merged(shapes: Shapes, groups: Sequence[int]) -> Shapes:
    """Join the shapes of each group; groups are numbered from 0."""
    numbers = np.asarray(groups)
    return np.array([shapely.union_all(shapes[numbers == one]) for one in range(int(numbers.max()) + 1)])


def simplified(shapes: Shapes, tolerance: float) -> Shapes:
    """Leave out points that hardly bend an edge, the same ones on both sides of it."""
    made = shapely.coverage_simplify(shapes, tolerance)
    return np.asarray(shapely.set_precision(made, GRID), dtype=object)


def which(outlines: Sequence[shapely.Geometry], points: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the number of the first outline that holds each point (n, 2), -1 for none."""
    found = np.full(len(points), -1)
    for number, outline in reversed(list(enumerate(outlines))):
        shapely.prepare(outline)
        found[shapely.contains_xy(outline, points[:, 0], points[:, 1])] = number
    return found


def without_crumbs(shape: shapely.Geometry, smallest: float = SMALLEST) -> shapely.Geometry:
    """Return the areas of a shape that are no crumbs: lines, points and bits of less than `smallest` m²."""
    parts = shapely.get_parts(shape)
    kept = parts[(shapely.get_dimensions(parts) == 2) & (shapely.area(parts) >= smallest)]
    return shapely.union_all(kept) if len(kept) else shapely.Polygon()


def disjoint(shapes: Shapes, smallest: float = SMALLEST) -> Shapes:
    """Take from each shape what earlier ones cover, where only neighbours overlap a little.

    Parameters
    ----------
    shapes
        (n,) polygons in order of precedence.
    smallest
        Bits below so many square metres are dropped.
    """
    result = shapes.copy()
    later, earlier = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    order = np.lexsort((earlier, later))
    later, earlier = later[order], earlier[order]
    wanted = earlier < later
    later, earlier = later[wanted], earlier[wanted]
    for number in np.unique(later):
        others = shapely.union_all(shapes[earlier[later == number]])
        result[number] = without_crumbs(shapely.difference(shapes[number], others), smallest)
    return result
