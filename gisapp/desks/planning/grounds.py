"""The ground levels (地盤面) of a lot that rises by more than 3 m, and where each of them counts (令2条2項).

Where what touches the ground differs by more than 3 m in level there is one ground level for each 3 m of
it. The Act does not say how it is divided; here it is as building authorities usually do (世田谷区「地盤面の
設定方法について」, after 日本建築行政会議): 3 m at a time from the lowest place, in plan by lines, and the
level of a region is the mean height all around it, along the lines that divide it too. The Act divides sites
so itself for the sky factor (高低差区分区域, 令135条の7第3項). A building that fills the lot is assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.solids import clipped

if TYPE_CHECKING:
    import shapely
    from numpy.typing import NDArray

STEP = 3.0
"""Metres of a difference in level for which one ground level holds (令2条2項)."""
SMALLEST = 2.0
"""Square metres: on less nothing is built, so it counts with what lies around it."""
STRAIGHT = 1.0
"""Metres (of the root of an area) by which a line that divides a lot may be made straighter."""
SPACING = 0.25
"""Metres after which heights around a region are taken."""
ON_LINE = 1e-6
SAME = 1e-7
"""Metres: corners as near to the line between others are none."""


@dataclass(frozen=True, eq=False)
class GroundRegion:
    """A part of a site with a ground level of its own.

    Attributes
    ----------
    level
        Its ground level, metres.
    area
        Where it counts, metres; None for the whole site.
    """

    level: float
    area: shapely.Geometry | None = None

    def __eq__(self, other: object) -> bool:
        """Compare levels, and areas by what they cover: a file may give their corners in another order."""
        if not isinstance(other, GroundRegion) or self.level != other.level:
            return NotImplemented if not isinstance(other, GroundRegion) else False
        mine, theirs = self.area, other.area
        return mine is theirs or (mine is not None and theirs is not None and mine.equals(theirs))

    def __hash__(self) -> int:
        """Return the same for the same level."""
        return hash(self.level)


def ground_regions(outline: NDArray[np.float64], heights: NDArray[np.float64]) -> tuple[GroundRegion, ...]:
    """Divide a lot by how high it touches the ground.

    Parameters
    ----------
    outline
        (n, 2) places along the outline of the lot, counter-clockwise, not closed, metres.
    heights
        (n,) metres; NaN is filled in from the places beside it.

    Returns
    -------
    tuple
        One region without an area where heights differ by 3 m at most, else from the lowest to the highest.
    """
    import shapely

    whole = shapely.Polygon(outline)
    along = np.append(0.0, np.cumsum(np.hypot(*(np.roll(outline, -1, axis=0) - outline).T)))
    known = np.isfinite(heights)
    around = np.interp(along[:-1], along[:-1][known], heights[known], period=along[-1])
    lowest, highest = float(around.min()), float(around.max())
    bounds = np.arange(lowest + STEP, highest - ON_LINE, STEP)
    parts = _parts(whole, _below(whole, outline, around, bounds) if len(bounds) else [])
    around = np.append(around, around[0])
    found = []
    for number, (band, part) in enumerate(parts):
        lower = shapely.union_all([one for _, one in parts[:number]])
        places, lengths = _middles(part.boundary)
        level = np.interp(shapely.line_locate_point(whole.exterior, places), along, around)
        if len(parts) > 1:
            within = shapely.distance(places, whole.exterior) > ON_LINE  # on a line that divides the lot
            down = within & (shapely.distance(places, lower) <= ON_LINE)
            level[down] = bounds[max(band - 1, 0)]
            level[within & ~down] = bounds[min(band, len(bounds) - 1)]
        mean = round(float(level @ lengths / lengths.sum()), 2)
        found.append(GroundRegion(mean, part.simplify(SAME) if len(parts) > 1 else None))
    return tuple(found)


def _parts(whole: shapely.Polygon, lower: list[shapely.Geometry]) -> list[tuple[int, shapely.Geometry]]:
    """Return the number and the place of each band that is worth one; `lower` says what lies below each."""
    import shapely

    bands: list[tuple[int, shapely.Geometry]] = []
    before: shapely.Geometry = shapely.Polygon()
    for number, upto in enumerate([*lower, whole]):
        rest = upto.difference(before)
        if rest.area >= SMALLEST:
            bands.append((number, rest))
            before = upto
    if len(bands) < 2:
        return [(0, whole)]
    made = shapely.coverage_simplify([one for _, one in bands], STRAIGHT, simplify_boundary=False)
    return [(number, part) for (number, _), part in zip(bands, made, strict=True)]


def _middles(line: shapely.Geometry) -> tuple[NDArray[np.object_], NDArray[np.float64]]:
    """Return the middles of short pieces of a line, and how long those are, metres."""
    import shapely

    corners, ring = shapely.get_coordinates(
        shapely.get_parts(shapely.segmentize(line, SPACING)), return_index=True
    )
    same = np.flatnonzero(ring[1:] == ring[:-1])
    begin, end = corners[same], corners[same + 1]
    return shapely.points((begin + end) / 2), np.hypot(*(end - begin).T)


def _below(
    whole: shapely.Polygon,
    outline: NDArray[np.float64],
    heights: NDArray[np.float64],
    bounds: NDArray[np.float64],
) -> list[shapely.Geometry]:
    """Return where the lot lies lower than each of some heights: between its outline it is straight."""
    import shapely

    triangles = shapely.get_parts(shapely.constrained_delaunay_triangles(whole))
    corners = shapely.get_coordinates(triangles).reshape(-1, 4, 2)[:, :3]
    _, number = shapely.STRtree(shapely.points(outline)).query_nearest(
        shapely.points(corners.reshape(-1, 2)), all_matches=False
    )
    solid = np.concatenate([corners, heights[number].reshape(-1, 3, 1)], axis=2)
    found = []
    for bound in bounds.tolist():
        under = clipped(solid, np.array([0.0, 0.0, -1.0]), bound)[:, :, :2]
        low = shapely.union_all(shapely.polygons(under), grid_size=ON_LINE).intersection(whole)
        # What is too small for a building goes to what lies around it, on either side of the line.
        low = shapely.union_all(_large(low))
        found.append(whole.difference(shapely.union_all(_large(whole.difference(low)))))
    return found


def _large(shape: shapely.Geometry) -> NDArray[np.object_]:
    import shapely

    parts = shapely.get_parts(shape)
    return parts[shapely.area(parts) >= SMALLEST]
