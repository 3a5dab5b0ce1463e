"""Whether the red zones of 土砂災害警戒区域 lie inside the yellow ones, as the law has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST = 2000
"""Zones of each colour that are looked at; enough to see which way round the numbers are."""


def inside(inner: NDArray[np.object_], outer: NDArray[np.object_]) -> int:
    """Return how many of some zones lie inside a larger one of others.

    Parameters
    ----------
    inner, outer
        Polygons in any one system; the first :data:`MOST` of each are looked at.
    """
    import shapely

    inner, outer = (_areas(zones)[:MOST] for zones in (inner, outer))
    if not len(inner) or not len(outer):
        return 0
    points = shapely.point_on_surface(inner)
    point, zone = shapely.STRtree(outer).query(points, predicate="within")
    smaller = shapely.area(inner)[point] < shapely.area(outer)[zone]
    return len(np.unique(point[smaller]))


def _areas(zones: NDArray[np.object_]) -> NDArray[np.object_]:
    import shapely

    valid = ~shapely.is_missing(zones) & (shapely.get_dimensions(zones) == 2) & ~shapely.is_empty(zones)
    chosen: NDArray[np.object_] = zones[valid]
    return chosen


def look_swapped(geometry: NDArray[np.object_], codes: NDArray[np.object_]) -> bool:
    """Return whether the numbers of yellow and red zones seem to be exchanged.

    Parameters
    ----------
    geometry
        (n,) zones.
    codes
        (n,) 1 or 3 for yellow (警戒区域), 2 or 4 for red (特別警戒区域).
    """
    yellow, red = geometry[np.isin(codes, ("1", "3"))], geometry[np.isin(codes, ("2", "4"))]
    right, wrong = inside(red, yellow), inside(yellow, red)
    return wrong >= 3 and wrong > 2 * right
