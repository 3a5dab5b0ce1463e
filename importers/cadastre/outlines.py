"""Outlines of lots that touch themselves: holes tied to the outer boundary by a line there and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAME_AREA = 1e-3
"""Square metres that mending may change."""


def mended(areas: NDArray[np.object_]) -> tuple[NDArray[np.object_], int, int]:
    """Turn outlines that run to a hole and back into outlines with a hole.

    Registry maps draw a lot around another one as a single outline with a line that is not drawn. What
    remains invalid when the area is to stay the same is left as it is written.

    Returns
    -------
    areas
        (n,) polygons or None.
    repaired
        How many were mended.
    crossing
        How many still cross themselves.
    """
    wrong = np.flatnonzero(~shapely.is_missing(areas) & ~shapely.is_valid(areas))
    if not len(wrong):
        return areas, 0, 0
    made = shapely.make_valid(areas[wrong], method="structure", keep_collapsed=False)
    polygon = np.isin(
        shapely.get_type_id(made), (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)
    )
    same = polygon & (np.abs(shapely.area(made) - shapely.area(areas[wrong])) <= SAME_AREA)
    result = areas.copy()
    result[wrong[same]] = made[same]
    return result, int(same.sum()), int((~same).sum())
