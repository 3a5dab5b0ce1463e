"""Where the land ends: the ground above the sea, taken from the triangulated ground itself."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely

from sample_data.generator.coverage import without_crumbs

if TYPE_CHECKING:
    from sample_data.generator.town import Town

DRY = 0.05
LARGEST_POND = 400.0


@cache
def land(town: Town) -> shapely.Polygon:
    """Return the mainland: everything above the sea that hangs together, with the river."""
    return max(shapely.get_parts(dry(town)), key=shapely.area)


@cache
def dry(town: Town) -> shapely.Geometry:
    """Return mainland, breakwaters and piers."""
    corners = town.terrain.points[town.terrain.triangles]
    high = corners[:, :, 2].max(axis=1) > DRY
    faces = shapely.polygons(corners[high][:, :, :2])
    ground = shapely.union_all([shapely.coverage_union_all(faces), town.water.river])
    open_again = shapely.buffer(shapely.buffer(ground, -0.6, join_style="mitre"), 0.6, join_style="mitre")
    parts = shapely.get_parts(open_again)
    filled = [
        shapely.Polygon(
            part.exterior, [ring for ring in part.interiors if shapely.Polygon(ring).area > LARGEST_POND]
        )
        for part in parts
    ]
    return without_crumbs(shapely.union_all(filled), 100.0)


def sea(town: Town) -> shapely.Geometry:
    """Return the surveyed area without the land."""
    return shapely.difference(town.terrain.outline, dry(town))


def ground_at(town: Town, points: np.ndarray) -> np.ndarray:
    """Return the height of the ground at (n, 2) points, metres T.P.; 0 outside the surveyed area."""
    return np.nan_to_num(town.terrain.height(points[:, 0], points[:, 1]))
