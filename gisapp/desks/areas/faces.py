"""The faces between lines: land cut along everything at once, so that all pieces share the same corners."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from gisapp.desks.areas.arcs import GRID, NOBODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Shapes = NDArray[np.object_]


def faces_between(lines: Sequence[shapely.Geometry], known: Points) -> Shapes:
    """Return the faces between lines, cut where they meet; corners that are known keep their coordinates."""
    union = shapely.union_all(list(lines), grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(union)))
    cells = np.rint(known / GRID).astype(np.int64)

    def restored(points: Points) -> Points:
        wanted = np.rint(points / GRID).astype(np.int64)
        if not len(cells):
            return np.asarray(wanted * GRID, dtype=np.float64)
        everything, number = np.unique(np.concatenate([cells, wanted]), axis=0, return_inverse=True)
        source = np.full(len(everything), NOBODY, dtype=np.intp)
        source[number[: len(cells)]] = np.arange(len(cells))
        at = source[number[len(cells) :]]
        found: Points = np.where((at >= 0)[:, None], known[at], wanted * GRID)
        return found

    return np.asarray(shapely.transform(faces, restored))


def plain(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a shape without the lines and points that a union may leave."""
    parts = shapely.get_parts(shape)
    areas = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    return areas[0] if len(areas) == 1 else shapely.multipolygons(areas)
