"""Which class a building gets from areas over its footprint.

The class that covers the largest part of the footprint, and of two that cover the same the more dangerous one
(標準製品仕様書, 災害リスク属性); its depth is that of the areas of the class, weighed by what they cover.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from gisapp.desks.hazard.clipping import Edges
    from layers.feedback import Feedback

EQUAL = 1e-6
"""Part of a footprint by which two classes must differ to be told apart."""
TOUCHES = 1e-4
"""Square metres that an area must cover to reach a building: less is rounding at a shared edge."""
PLAIN = 4
"""Vertices of a ring that cannot cross itself: a triangle, closed."""


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


@dataclass(frozen=True, eq=False)
class Footprints:
    """Footprints that are looked at for many hazards; what is worked out of them is worked out once.

    Attributes
    ----------
    shapes
        (n,) polygons without faults, metres; None or empty where there is none.
    """

    shapes: NDArray[np.object_]

    @cached_property
    def rows(self) -> NDArray[np.intp]:
        """Those that have ground."""
        return np.flatnonzero(self.sizes > 0)

    @cached_property
    def sizes(self) -> NDArray[np.float64]:
        """(n,) square metres; 0 for those without ground."""
        import shapely

        return np.nan_to_num(shapely.area(self.shapes))

    @property
    def placed(self) -> NDArray[np.bool_]:
        """(n,) whether there is ground."""
        return self.sizes > 0

    @cached_property
    def edges(self) -> Edges:
        """Edges of those in :attr:`rows`."""
        from gisapp.desks.hazard.clipping import edges_of

        return edges_of(self.shapes[self.rows])

    def __len__(self) -> int:
        """Return the number of footprints, with those that are missing."""
        return len(self.shapes)


@dataclass(frozen=True, eq=False)
class Overlaps:
    """What footprints and pieces of areas share.

    Attributes
    ----------
    building, piece
        (pairs,) numbers.
    covered
        (pairs,) square metres.
    area
        (pieces,) number of the area that each piece is of.
    pieces
        (pieces,) polygons of one ring and its holes.
    """

    building: NDArray[np.int64]
    piece: NDArray[np.int64]
    covered: NDArray[np.float64]
    area: NDArray[np.int64]
    pieces: NDArray[np.object_]


def footprints_of(shapes: NDArray[np.object_]) -> Footprints:
    """Return footprints with those mended whose rings cross themselves.

    Parameters
    ----------
    shapes
        (n,) polygons, metres; None or empty where there is none.
    """
    import shapely

    found = np.asarray(shapes, dtype=object)
    areal = np.isin(shapely.get_dimensions(found), (2,)) & ~shapely.is_empty(found)
    bad = areal & ~shapely.is_valid(found)
    if bad.any() or not areal.all():
        found = found.copy()
        found[bad] = shapely.make_valid(found[bad], method="structure", keep_collapsed=False)
        found[~areal] = None
    return Footprints(found)


def assign(
    footprints: Footprints | NDArray[np.object_],
    areas: NDArray[np.object_],
    ranks: NDArray[np.int64],
    feedback: Feedback,
    depths: NDArray[np.float64] | None = None,
    *,
    by_share: bool = True,
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
    by_share
        See :func:`largest`.
    """
    if not isinstance(footprints, Footprints):
        footprints = footprints_of(footprints)
    found = overlaps(footprints, areas, feedback)
    area = found.area[found.piece]
    depth = None if depths is None else depths[area]
    return largest(footprints, found.building, area, found.covered, ranks[area], depth, by_share=by_share)


def assign_levels(
    footprints: Footprints,
    areas: NDArray[np.object_],
    levels: Callable[[Overlaps], NDArray[np.float64]],
    ground: NDArray[np.float64],
    classes: Callable[[NDArray[np.float64]], NDArray[np.int64]],
    feedback: Feedback,
) -> tuple[Assigned, NDArray[np.bool_]]:
    """Return the class of each building from levels of water: depth = level - ground.

    Parameters
    ----------
    footprints, areas, feedback
        As for :func:`assign`.
    levels
        Gives the level of each piece in metres, in the vertical system of `ground`; NaN where unknown.
    ground
        (n,) metres of the ground at each building, NaN where unknown.
    classes
        Gives the class of depths.

    Returns
    -------
    assigned, below
        `below` tells for each building whether some of the water over it lies below its ground; there it is
        dry. A building whose ground or water is not known gets class -1.
    """
    found = overlaps(footprints, areas, feedback)
    depth = levels(found)[found.piece] - ground[found.building]
    below = np.zeros(len(footprints), np.bool_)
    below[found.building[depth <= 0]] = True
    rank = np.where(np.isnan(depth), -1, classes(depth))
    wet = rank != 0
    area = found.area[found.piece]
    return (
        largest(footprints, found.building[wet], area[wet], found.covered[wet], rank[wet], depth[wet]),
        below,
    )


def largest(
    footprints: Footprints,
    building: NDArray[np.int64],
    area: NDArray[np.int64],
    covered: NDArray[np.float64],
    rank: NDArray[np.int64],
    depth: NDArray[np.float64] | None,
    *,
    by_share: bool = True,
) -> Assigned:
    """Return of the classes over each building the one that covers most.

    Parameters
    ----------
    footprints
        The buildings.
    building, area, covered, rank, depth
        (pairs,) numbers of a building and an area, square metres, class, and metres of water or None.
    by_share
        False takes the most dangerous class that reaches the building, however little it covers: zones of
        landslides and of houses that may collapse lie inside of each other.
    """
    from gisapp.desks.hazard.loops import largest_depths, largest_rows

    count = len(footprints)
    share = covered / footprints.sizes[building]
    # One row for each class that a building meets.
    lowest = int(rank.min()) if len(rank) else 0
    classes = int(rank.max()) - lowest + 1 if len(rank) else 1
    # One number for building and class: pairs come by building, and what is nearly in order is sorted fast.
    order = np.argsort(building * classes + (rank - lowest), kind="stable")
    building, area, rank, share = building[order], area[order], rank[order], share[order]
    starts = np.flatnonzero(
        np.r_[True, (building[1:] != building[:-1]) | (rank[1:] != rank[:-1])][: len(rank)]
    )
    together = np.add.reduceat(share, starts) if len(starts) else np.empty(0)
    deep = np.full(len(starts), np.nan)
    if depth is not None and len(starts):
        deep = largest_depths(depth[order].astype(np.float64), share, starts, EQUAL)
    # The largest share first, of equal ones the more dangerous, of each building the first.
    rounded = np.round(together / EQUAL) if by_share else np.zeros(len(starts))
    best = np.lexsort((-rank[starts], -rounded, building[starts]))
    first = best[np.r_[True, building[starts][best][1:] != building[starts][best][:-1]][: len(best)]]
    found = Assigned(
        rank=np.zeros(count, np.int64),
        share=np.zeros(count),
        covered=np.zeros(count),
        depth=np.full(count, np.nan),
        area=np.full(count, -1, np.int64),
        placed=footprints.placed,
    )
    row = building[starts][first]
    found.rank[row] = rank[starts][first]
    found.share[row] = np.minimum(together[first], 1.0)
    found.depth[row] = deep[first]
    found.area[row] = area[largest_rows(share, starts)][first]
    found.covered[:] = np.minimum(np.bincount(building, share, count), 1.0)
    return found


def overlaps(footprints: Footprints, areas: NDArray[np.object_], feedback: Feedback) -> Overlaps:
    """Return what footprints and areas share.

    Areas of many parts, as water of PLATEAU is (thousands of triangles), are looked at part by part.
    """
    from gisapp.desks.hazard.clipping import edges_of, shared_areas

    pieces, area = _pieces(areas)
    nothing = np.empty(0, np.int64)
    if not len(footprints.rows) or not len(pieces):
        return Overlaps(nothing, nothing, np.empty(0), area, pieces)
    row, piece, covered = shared_areas(footprints.edges, edges_of(pieces), TOUCHES, feedback)
    building = footprints.rows[row]
    return Overlaps(building, piece, np.minimum(covered, footprints.sizes[building]), area, pieces)


def _pieces(areas: NDArray[np.object_]) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """Return the polygons that areas consist of, without faults, and which area each is of."""
    import shapely

    pieces, area = shapely.get_parts(np.asarray(areas, dtype=object), return_index=True)
    # What crosses itself falls into polygons and lines; a triangle cannot.
    doubtful = np.flatnonzero(shapely.get_num_coordinates(pieces) > PLAIN)
    bad = doubtful[~shapely.is_valid(pieces[doubtful])]
    if len(bad):
        mended, which = shapely.get_parts(
            shapely.make_valid(pieces[bad], method="structure", keep_collapsed=False), return_index=True
        )
        sound = np.ones(len(pieces), np.bool_)
        sound[bad] = False
        pieces = np.append(pieces[sound], mended)
        area = np.append(area[sound], area[bad][which])
    kept = (shapely.get_type_id(pieces) == shapely.GeometryType.POLYGON) & ~shapely.is_empty(pieces)
    return pieces[kept], area[kept].astype(np.int64)
