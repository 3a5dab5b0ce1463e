"""Which class a building gets from areas over its footprint.

The class that covers the largest part of the footprint, and of two that cover the same the more dangerous one
(標準製品仕様書, 災害リスク属性); its depth is that of the areas of the class, weighed by what they cover.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.feedback import Feedback

EQUAL = 1e-6
"""Part of a footprint by which two classes must differ to be told apart."""
TOUCHES = 1e-4
"""Square metres that an area must cover to reach a building: less is rounding at a shared edge."""
AT_ONCE = 20_000
"""Pairs of a building and an area that are cut between two looks at the wish to stop."""


@dataclass(frozen=True, eq=False)
class Assigned:
    """What each building got.

    Attributes
    ----------
    rank
        (n,) class, 0 where no area reaches the building, -1 where an area of unknown class is the largest.
    share
        (n,) part of the footprint that the class covers, 0 to 1.
    covered
        (n,) part of the footprint that any area covers, at most 1.
    depth
        (n,) metres; NaN where the areas state none.
    area
        (n,) number of the area that covers most of the class, -1 for none.
    placed
        (n,) whether the building has a footprint at all; without one nothing can be said (未確認).
    """

    rank: NDArray[np.int64]
    share: NDArray[np.float64]
    covered: NDArray[np.float64]
    depth: NDArray[np.float64]
    area: NDArray[np.int64]
    placed: NDArray[np.bool_]


def assign(
    footprints: NDArray[np.object_],
    areas: NDArray[np.object_],
    ranks: NDArray[np.int64],
    feedback: Feedback,
    depths: NDArray[np.float64] | None = None,
) -> Assigned:
    """Return the class of each building.

    Parameters
    ----------
    footprints
        (n,) polygons, metres; None or empty where there is none.
    areas
        (m,) polygons in the same system.
    ranks
        (m,) class of each area: the higher, the more dangerous; -1 for unknown.
    feedback
        Receives progress.
    depths
        (m,) metres of each area, NaN where unknown; None when the areas state none.
    """
    import shapely

    count = len(footprints)
    shapes = _valid(footprints)
    placed = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    building, area, covered = overlaps(shapes, _valid(areas), feedback)
    sizes = shapely.area(shapes)
    share = covered / sizes[building]
    # One row for each class that a building meets.
    rank = ranks[area]
    order = np.lexsort((-share, rank, building))
    building, area, rank, share = building[order], area[order], rank[order], share[order]
    starts = np.flatnonzero(
        np.r_[True, (building[1:] != building[:-1]) | (rank[1:] != rank[:-1])][: len(rank)]
    )
    together = np.add.reduceat(share, starts) if len(starts) else np.empty(0)
    depth = np.full(len(starts), np.nan)
    if depths is not None and len(starts):
        depth = _largest_depth(depths[area], share, starts)
    # The largest share first, of equal ones the more dangerous, of each building the first.
    rounded = np.round(together / EQUAL)
    best = np.lexsort((-rank[starts], -rounded, building[starts]))
    first = best[np.r_[True, building[starts][best][1:] != building[starts][best][:-1]][: len(best)]]
    found = Assigned(
        rank=np.zeros(count, np.int64),
        share=np.zeros(count),
        covered=np.zeros(count),
        depth=np.full(count, np.nan),
        area=np.full(count, -1, np.int64),
        placed=placed,
    )
    row = building[starts][first]
    found.rank[row] = rank[starts][first]
    found.share[row] = np.minimum(together[first], 1.0)
    found.depth[row] = depth[first]
    found.area[row] = area[starts][first]
    found.covered[:] = np.minimum(np.bincount(building, share, count), 1.0)
    return found


def _largest_depth(
    depths: NDArray[np.float64], share: NDArray[np.float64], starts: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Return for each group the depth that covers most of it; of equal ones the deeper."""
    group = np.zeros(len(share), np.int64)
    group[starts[1:]] = 1
    group = np.cumsum(group)
    known = np.isfinite(depths)
    group, depth, part = group[known], depths[known], share[known]
    order = np.lexsort((depth, group))
    group, depth, part = group[order], depth[order], part[order]
    found = np.full(len(starts), np.nan)
    if not len(group):
        return found
    same = np.flatnonzero(np.r_[True, (group[1:] != group[:-1]) | (depth[1:] != depth[:-1])])
    sums = np.round(np.add.reduceat(part, same) / EQUAL)
    best = np.lexsort((-depth[same], -sums, group[same]))
    first = best[np.r_[True, group[same][best][1:] != group[same][best][:-1]]]
    found[group[same][first]] = depth[same][first]
    return found


def overlaps(
    footprints: NDArray[np.object_], areas: NDArray[np.object_], feedback: Feedback
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return pairs of a footprint and an area that overlap, and the square metres that they share.

    A footprint that lies in an area whole is found by a prepared test; only those on an edge are cut.
    """
    import shapely

    tree = shapely.STRtree(footprints)
    area, building = tree.query(areas, predicate="intersects")
    feedback.step(0.2, 1)
    whole_area, whole = tree.query(areas, predicate="covers")
    feedback.step(0.3, 1)
    count = len(footprints)
    inside = np.isin(area * count + building, whole_area * count + whole)
    covered = np.empty(len(area))
    covered[inside] = shapely.area(footprints[building[inside]])
    cut = np.flatnonzero(~inside)
    for start in range(0, len(cut), AT_ONCE):
        feedback.step(0.3 + 0.7 * start / len(cut), 1)
        some = cut[start : start + AT_ONCE]
        covered[some] = shapely.area(shapely.intersection(footprints[building[some]], areas[area[some]]))
    reach = covered > TOUCHES
    return building[reach].astype(np.int64), area[reach].astype(np.int64), covered[reach]


def _valid(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return shapes with those mended whose rings cross themselves; only areas remain."""
    import shapely

    found = np.asarray(shapes, dtype=object)
    bad = ~(shapely.is_missing(found) | shapely.is_valid(found))
    if bad.any():
        found = found.copy()
        found[bad] = shapely.make_valid(found[bad], method="structure", keep_collapsed=False)
    return found
