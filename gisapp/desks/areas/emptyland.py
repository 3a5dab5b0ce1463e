"""Land that no area covers: slivers, gaps between areas, holes, places without an association (未組織地区).

Such land is cut to pieces by its width, which is that of the largest circle that fits:

- narrower than :attr:`Limits.width`, or smaller than :attr:`Limits.area`: a **sliver**, listed as such;
- surrounded by one area alone: a **hole** of it;
- narrower than :attr:`Limits.strip` and mostly surrounded by areas: a **gap** where people live in it. Its
  neighbours should have met there;
- wider: a place of its own. Houses in it that stand near each other are a place without an association; those
  that stand alone are told together.

Land where nobody lives is no gap (roads, rivers, woods); it is counted. Where no buildings are known, nobody
can tell: every piece that is enclosed is then a gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.findings import parts_of

if TYPE_CHECKING:
    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.areas.buildings import Buildings

TOUCHES = 0.002
"""Metres: boundaries that are this near are one; coordinates are kept to the millimetre."""
HAIR = 1e-4
"""Metres: less is what arithmetic leaves."""
ENCLOSED = 0.75
"""Part of the outline of a piece that runs along areas, from which on it lies between them."""
SECOND = 0.1
"""Part of the outline that has to run along a second area where a piece is open on some side."""
ALONE = 0.97
"""Part of the outline that runs along one area, from which on it is that area's hole."""
TIP = 5.0
"""A narrow arm of a wider piece counts from so many squares of the width on: less is a pointed corner."""
SLENDER = 5.0
"""An arm that narrows to a point counts when its area is at least so many squares of its width."""
FRAME = 500.0
"""Metres of open land that are looked at around areas and houses where no city is known."""


@dataclass(frozen=True)
class Limits:
    """What counts.

    Attributes
    ----------
    width, area
        Metres and square metres; what is narrower or smaller is a sliver.
    rounding
        Metres; what is narrower comes of rounded coordinates: it is counted, not listed.
    strip
        Metres; wider land without an association is a place of its own, not a gap.
    near
        Metres between houses that belong to one place.
    place
        Fewer dwellings than this, alone somewhere, are no place: they are told together.
    """

    width: float = 1.0
    area: float = 20.0
    rounding: float = 0.01
    strip: float = 50.0
    near: float = 30.0
    place: int = 5


@dataclass(frozen=True, eq=False)
class Pieces:
    """Pieces of land without an area.

    Attributes
    ----------
    shapes
        (k,) polygons.
    sliver, narrow
        (k,) narrower than a sliver; than a gap.
    closed
        (k,) whether areas, or areas and the city's edge, surround it.
    piece, row, length
        (e,) common edges: which piece, row of the area, metres.
    around
        (k,) metres of the outline.
    """

    shapes: NDArray[np.object_]
    sliver: NDArray[np.bool_]
    narrow: NDArray[np.bool_]
    closed: NDArray[np.bool_]
    piece: NDArray[np.intp]
    row: NDArray[np.intp]
    length: NDArray[np.float64]
    around: NDArray[np.float64]

    def beside(self, piece: int) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Return the rows along a piece, the longest common edge first, and the metres of each."""
        mine = np.flatnonzero(self.piece == piece)
        mine = mine[np.argsort(-self.length[mine], kind="stable")]
        return self.row[mine], self.length[mine]

    @property
    def enclosed(self) -> NDArray[np.float64]:
        """(k,) part of the outline that runs along areas."""
        along = np.bincount(self.piece, self.length, len(self.shapes))
        return np.asarray(along / np.maximum(self.around, 1e-9))

    @property
    def between(self) -> NDArray[np.bool_]:
        """(k,) whether a piece lies between areas: it is enclosed, or two of them stand along its sides.

        An inlet in the outline of one area is open land like any other around it.
        """
        order = np.lexsort((-self.length, self.piece))
        piece = self.piece[order]
        first = np.r_[True, piece[1:] != piece[:-1]][: len(piece)]
        after = np.r_[False, first[:-1]][: len(piece)] & ~first
        second = np.zeros(len(self.shapes))
        second[piece[after]] = self.length[order][after]
        sided = second >= SECOND * self.around
        return (self.enclosed >= ENCLOSED) & (self.closed | sided)

    @property
    def alone(self) -> NDArray[np.int64]:
        """(k,) row of the area that alone surrounds a piece, -1 where none does."""
        found = np.full(len(self.shapes), -1, np.int64)
        whole = self.length >= ALONE * self.around[self.piece]
        found[self.piece[whole]] = self.row[whole]
        return found


def empty_land(
    areas: NDArray[np.object_], city: shapely.Geometry | None, houses: NDArray[np.object_]
) -> tuple[shapely.Geometry, shapely.Geometry]:
    """Return the land without an area, and the edge beyond which nothing is known.

    Parameters
    ----------
    areas
        (m,) valid areas.
    city
        Outline of the city, None where it is not known.
    houses
        (k,) buildings without an area.
    """
    import shapely

    covered = shapely.union_all(areas)
    if city is not None:
        return shapely.difference(city, covered), shapely.Point()
    west, south, east, north = shapely.total_bounds(np.append(houses, covered))
    frame = shapely.box(west - FRAME, south - FRAME, east + FRAME, north + FRAME)
    return shapely.difference(frame, covered), shapely.boundary(frame)


def pieces_of(
    land: shapely.Geometry, edge: shapely.Geometry, areas: NDArray[np.object_], limits: Limits
) -> tuple[Pieces, float]:
    """Return the pieces of land without an area that are to be looked at, and what is only rounding.

    Parameters
    ----------
    land, edge
        See :func:`empty_land`.
    areas
        (m,) valid areas, None where a row has none.
    limits
        What counts.

    Returns
    -------
    pieces
        First those that lie within each other's outline: an arm stands before the wide piece that it is of.
    rounding
        Square metres of what is narrower than :attr:`Limits.rounding`.
    """
    import shapely

    whole, _, rounding = without_rounding(np.array([land], dtype=object), limits)
    slivers = narrow(whole, limits.width) | (shapely.area(whole) < limits.area)
    rest = whole[~slivers]
    thin = arms(rest, limits.width, TIP * limits.width**2)
    if len(thin):
        rest, _ = parts_of(shapely.difference(rest, shapely.union_all(thin)))
        small = shapely.area(rest) < limits.area
        thin, rest = np.append(thin, rest[small]), rest[~small]
    isolated = whole[slivers]
    strips = narrow(rest, limits.strip)
    wide = rest[~strips]
    branches = arms(wide, limits.strip, limits.area)
    # The pointed corner of a wide piece is none: it is short, and in its middle much wider than on average.
    slender = np.maximum(1.5 * mean_width(branches), np.sqrt(shapely.area(branches) / SLENDER))
    branches = branches[narrow(branches, slender)]
    shapes = np.concatenate([isolated, thin, rest[strips], branches, wide])
    counts = [len(isolated) + len(thin), int(strips.sum()), len(branches), len(wide)]
    kind = np.repeat([0, 1, 1, 2], counts)
    closed = ~shapely.intersects(shapes, edge)
    closed[sum(counts[:2]) : sum(counts[:3])] = False  # a branch is open to what it is a branch of
    piece, row, length = edges_along(shapes, areas)
    return (
        Pieces(shapes, kind == 0, kind <= 1, closed, piece, row, length, shapely.length(shapes)),
        rounding,
    )


def without_rounding(
    shapes: NDArray[np.object_], limits: Limits
) -> tuple[NDArray[np.object_], NDArray[np.intp], float]:
    """Return the polygons (k,) of shapes without what comes of rounded coordinates.

    Where one line is written twice, the last digits of its coordinates differ: the land between is long and
    about a millimetre wide, alone or as a spike of something real. The pointed end of a sliver is none.

    Returns
    -------
    parts, of
        Polygons, and which shape each is of.
    rounding
        Square metres that were left away.
    """
    import shapely

    parts, of = parts_of(shapes)
    before = float(shapely.area(parts).sum())
    kept = ~narrow(parts, limits.rounding)
    parts, of = parts[kept], of[kept]
    spikes = arms(parts, limits.rounding, TIP * limits.rounding**2)
    spikes = spikes[mean_width(spikes) < limits.rounding / 4]
    if len(spikes):
        tree = shapely.STRtree(spikes)
        spiked = np.unique(tree.query(parts, predicate="intersects")[0])
        cut, which = parts_of(shapely.difference(parts[spiked], shapely.union_all(spikes)))
        there = ~narrow(cut, limits.rounding)
        parts = np.append(np.delete(parts, spiked), cut[there])
        of = np.append(np.delete(of, spiked), of[spiked][which[there]])
    return parts, of, before - float(shapely.area(parts).sum())


def mean_width(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return metres from side to side of long thin polygons (k,)."""
    import shapely

    return np.asarray(2 * shapely.area(shapes) / np.maximum(shapely.length(shapes), 1e-9))


def narrow(shapes: NDArray[np.object_], width: float | NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say which polygons (k,) hold no circle of that diameter."""
    import shapely

    inner = shapely.buffer(shapes, -np.asarray(width) / 2, join_style="mitre")
    return np.asarray(shapely.is_empty(inner))


def arms(shapes: NDArray[np.object_], width: float, least: float) -> NDArray[np.object_]:
    """Return the parts of polygons that are narrower than a width, and not smaller than `least` m²."""
    import shapely

    if not len(shapes):
        return shapes
    inner = shapely.buffer(shapes, -width / 2, join_style="mitre")
    # A little more than before, or else hairs along the outline would tie the arms to each other.
    opened = shapely.buffer(inner, width / 2 + HAIR, join_style="mitre")
    found, _ = parts_of(shapely.difference(shapes, opened))
    return found[shapely.area(found) >= least]


def edges_along(
    shapes: NDArray[np.object_], areas: NDArray[np.object_]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """Return how long outlines of shapes (k,) run along areas (m,): shape, row of the area, metres."""
    import shapely

    lines, of = shapely.get_parts(shapely.boundary(shapes), return_index=True)
    corners, line = shapely.get_coordinates(lines, return_index=True)
    same = line[1:] == line[:-1]
    first, last, owner = corners[:-1][same], corners[1:][same], of[line[:-1][same]]
    known = np.flatnonzero(~shapely.is_missing(areas))
    middle = shapely.points((first + last) / 2)
    segment, met = shapely.STRtree(areas[known]).query(middle, predicate="dwithin", distance=TOUCHES)
    length = np.hypot(*(last - first)[segment].T)
    pairs, which = np.unique(owner[segment] * len(areas) + known[met], return_inverse=True)
    total = np.bincount(which, length, len(pairs)).astype(np.float64)
    return pairs // len(areas), pairs % len(areas), total


def places_of(buildings: Buildings, chosen: NDArray[np.intp], limits: Limits) -> NDArray[np.intp]:
    """Return which place each chosen building belongs to: houses whose boxes lie near each other share one.

    Parameters
    ----------
    buildings
        All of them.
    chosen
        (k,) those that are asked about.
    limits
        What is near.

    Returns
    -------
    numpy.ndarray
        (k,) numbers from 0.
    """
    import shapely
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    half = limits.near / 2
    boxes = shapely.box(*(shapely.bounds(buildings.shapes[chosen]) + np.array([-half, -half, half, half])).T)
    one, other = shapely.STRtree(boxes).query(boxes)
    links = coo_array((np.ones(len(one), np.bool_), (one, other)), shape=(len(chosen), len(chosen)))
    return np.asarray(connected_components(links, directed=False)[1])


def hulls_of(buildings: Buildings, chosen: NDArray[np.intp], place: NDArray[np.intp]) -> NDArray[np.object_]:
    """Return the land around the houses of each place (p,)."""
    import shapely

    boxes = shapely.box(*(shapely.bounds(buildings.shapes[chosen]) + np.array([-5.0, -5.0, 5.0, 5.0])).T)
    corners = shapely.get_coordinates(boxes)
    order = np.argsort(np.repeat(place, 5), kind="stable")
    points = shapely.multipoints(shapely.points(corners[order]), indices=np.repeat(place, 5)[order])
    return np.asarray(shapely.buffer(shapely.concave_hull(points, ratio=0.2), 5.0, join_style="mitre"))
