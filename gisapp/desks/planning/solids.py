"""The volume that may be built as a solid: tops, walls and edges; and what of a building stands out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.planning.envelope import Envelope

TOUCH = 1e-5
"""Metres: a corner that lies so near to a line lies on it."""
ASIDE = 1e-3
"""Metres beside a line where is looked which facet lies there."""
JUMP = 0.01
"""Metres: where the top falls by more, there is a wall."""
CORNER = np.radians(10.0)
"""Where the outline turns by more, an upright edge is drawn."""
SLACK = 0.05
"""Metres that a building may stand out of a volume before it is said to break it: less would read 0.0 m."""


@dataclass(frozen=True, eq=False)
class Shell:
    """A volume as triangles and lines, metres in the datum of the site.

    Attributes
    ----------
    tops, facet
        (n, 3, 3) triangles, counter-clockwise seen from above, and (n,) the facet of each. Facets without a
        limit have none.
    walls
        (m, 3, 3) triangles, counter-clockwise seen from outside.
    edges
        (k, 2, 3) ends of lines.
    """

    tops: NDArray[np.float64]
    facet: NDArray[np.intp]
    walls: NDArray[np.float64]
    edges: NDArray[np.float64]


def shell(volume: Envelope, bottom: float, unlimited: float) -> Shell:
    """Return a volume as triangles and lines.

    Parameters
    ----------
    volume
        What may be built.
    bottom
        Height at which its walls begin: the ground level, or the lowest terrain below it.
    unlimited
        Height that stands for no limit; walls end there without a top.
    """
    planes = _planes(volume, unlimited)
    polygons, facet = _polygons(volume)
    if not len(polygons):
        nothing = np.empty((0, 3, 3))
        return Shell(nothing, np.empty(0, np.intp), nothing, np.empty((0, 2, 3)))
    tops, top_facet = _tops(polygons, facet, planes)
    limited = np.array([one.rule is not None for one in volume.facets])
    keep = limited[top_facet]
    sides = _sides(polygons, facet)
    left = _heights(sides.points, sides.left, planes, bottom)
    right = _heights(sides.points, sides.right, planes, bottom)
    points, left, right, of = _uncrossed(sides.points, left, right)
    walls = _walls(points, left, right)
    kinds = [(one.rule, one.edge) for one in volume.facets]
    return Shell(
        tops[keep], top_facet[keep], walls, _edges(points, left, right, sides.taken(of), kinds, bottom)
    )


@dataclass(frozen=True, eq=False)
class _Sides:
    """Pieces of line (n, 2, 2) with the facet left and right of each, -1 for none."""

    points: NDArray[np.float64]
    left: NDArray[np.intp]
    right: NDArray[np.intp]

    def taken(self, rows: NDArray[np.intp]) -> _Sides:
        return _Sides(self.points[rows], self.left[rows], self.right[rows])


def _planes(volume: Envelope, unlimited: float) -> NDArray[np.float64]:
    """Return (f, 5): plane and origin of each facet."""
    rows = []
    for facet in volume.facets:
        a, b, c = facet.plane
        rows.append((a, b, c, *facet.origin) if np.isfinite(c) else (0.0, 0.0, unlimited, *facet.origin))
    return np.array(rows, np.float64).reshape(-1, 5)


def _polygons(volume: Envelope) -> tuple[NDArray[np.object_], NDArray[np.intp]]:
    import shapely

    parts, facet = shapely.get_parts(
        np.array([one.polygon for one in volume.facets], dtype=object), return_index=True
    )
    areas = (shapely.get_type_id(parts) == 3) & ~shapely.is_empty(parts)
    return parts[areas], facet[areas]


def _at(points: NDArray[np.float64], planes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the heights of planes (n, 5) at points (n, k, 2)."""
    away = points - planes[:, None, 3:]
    return np.asarray((away * planes[:, None, :2]).sum(axis=2) + planes[:, None, 2])


def _tops(
    polygons: NDArray[np.object_], facet: NDArray[np.intp], planes: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    import shapely

    triangles, of = shapely.get_parts(shapely.constrained_delaunay_triangles(polygons), return_index=True)
    corners = shapely.get_coordinates(shapely.orient_polygons(triangles)).reshape(-1, 4, 2)[:, :3]
    own = facet[of]
    return np.concatenate([corners, _at(corners, planes[own])[:, :, None]], axis=2), own


def _sides(polygons: NDArray[np.object_], facet: NDArray[np.intp]) -> _Sides:
    """Return the lines around facets in pieces that have one facet at most on either side."""
    import shapely

    coordinates, ring = shapely.get_coordinates(shapely.get_rings(polygons), return_index=True)
    begin = np.flatnonzero(ring[1:] == ring[:-1])
    origin = coordinates.mean(axis=0)
    ends = np.stack([coordinates[begin], coordinates[begin + 1]], axis=1) - origin
    corners = np.unique((coordinates - origin).round(6), axis=0)
    along = ends[:, 1] - ends[:, 0]
    length = np.hypot(along[:, 0], along[:, 1])
    long = length > TOUCH
    ends, along, length = ends[long], along[long], length[long]
    # Corners of others that lie on a line cut it.
    away = corners[None] - ends[:, None, 0]
    share = (away * along[:, None]).sum(axis=2) / (length**2)[:, None]
    across = np.abs(away[..., 0] * along[:, None, 1] - away[..., 1] * along[:, None, 0]) / length[:, None]
    margin = (TOUCH / length)[:, None]
    row, corner = np.nonzero((across < TOUCH) & (share > margin) & (share < 1 - margin))
    number = np.arange(len(ends))
    rows = np.concatenate([row, number, number])
    cuts = np.concatenate([share[row, corner], np.zeros(len(ends)), np.ones(len(ends))])
    order = np.lexsort((cuts, rows))
    rows, cuts = rows[order], cuts[order]
    places = ends[rows, 0] + cuts[:, None] * along[rows]
    same = np.flatnonzero(rows[1:] == rows[:-1])
    pieces = np.stack([places[same], places[same + 1]], axis=1)
    key = pieces.round(4)
    turned = (key[:, 0, 0] > key[:, 1, 0]) | ((key[:, 0, 0] == key[:, 1, 0]) & (key[:, 0, 1] > key[:, 1, 1]))
    pieces[turned] = pieces[turned][:, ::-1]
    _, first = np.unique(pieces.round(4).reshape(-1, 4), axis=0, return_index=True)
    pieces = pieces[first] + origin
    direction = pieces[:, 1] - pieces[:, 0]
    size = np.hypot(direction[:, 0], direction[:, 1])
    pieces, direction = pieces[size > TOUCH], direction[size > TOUCH]
    direction /= np.hypot(direction[:, 0], direction[:, 1])[:, None]
    aside = np.column_stack([-direction[:, 1], direction[:, 0]]) * ASIDE
    middle = pieces.mean(axis=1)
    tree = shapely.STRtree(polygons)

    def beside(points: NDArray[np.float64]) -> NDArray[np.intp]:
        found = np.full(len(points), -1, np.intp)
        of, polygon = tree.query(shapely.points(points), predicate="intersects")
        found[of] = facet[polygon]
        return found

    return _Sides(pieces, beside(middle + aside), beside(middle - aside))


def _heights(
    points: NDArray[np.float64], facet: NDArray[np.intp], planes: NDArray[np.float64], outside: float
) -> NDArray[np.float64]:
    """Return (n, 2) heights at both ends; `outside` where there is no facet."""
    return np.where(facet[:, None] >= 0, _at(points, planes[facet]), outside)


def _uncrossed(
    points: NDArray[np.float64], left: NDArray[np.float64], right: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.intp]]:
    """Cut pieces where the higher side changes; return them, their heights, and of which piece each is."""
    lower = left - right
    rows = np.flatnonzero((lower[:, 0] * lower[:, 1] < 0) & (np.abs(lower).min(axis=1) > JUMP))
    every = np.arange(len(points))
    if not len(rows):
        return points, left, right, every
    share = (lower[rows, 0] / (lower[rows, 0] - lower[rows, 1]))[:, None]
    middle = points[rows, 0] + (points[rows, 1] - points[rows, 0]) * share
    level = left[rows, :1] + (left[rows, 1:] - left[rows, :1]) * share
    second = np.stack([middle, points[rows, 1]], axis=1)
    points, left, right = points.copy(), left.copy(), right.copy()
    more = [np.column_stack([level, one[rows, 1]]) for one in (left, right)]
    points[rows, 1], left[rows, 1:], right[rows, 1:] = middle, level, level
    return (
        np.concatenate([points, second]),
        np.concatenate([left, more[0]]),
        np.concatenate([right, more[1]]),
        np.concatenate([every, rows]),
    )


def _walls(
    points: NDArray[np.float64], left: NDArray[np.float64], right: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the walls between the two sides of each piece; they face the lower side."""
    there = np.abs(left - right).max(axis=1) > JUMP
    points, left, right = points[there], left[there], right[there]
    swap = right.sum(axis=1) > left.sum(axis=1)
    points = np.where(swap[:, None, None], points[:, ::-1], points)
    high = np.where(swap[:, None], right[:, ::-1], left)
    low = np.where(swap[:, None], left[:, ::-1], right)
    (a, b), (al, bl), (ah, bh) = points.swapaxes(0, 1), low.T, high.T
    corners = [np.column_stack(one) for one in ((a, al), (b, bl), (b, bh), (a, ah))]
    quads = np.stack(corners, axis=1)
    triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
    size = np.linalg.norm(
        np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]), axis=1
    )
    return triangles[size > 1e-9]


def _edges(
    points: NDArray[np.float64],
    left: NDArray[np.float64],
    right: NDArray[np.float64],
    sides: _Sides,
    kinds: Sequence[tuple[object, int]],
    bottom: float,
) -> NDArray[np.float64]:
    """Return the lines that are seen: around facets of another rule, along walls, and upright at corners."""
    number = {kind: k for k, kind in enumerate(dict.fromkeys(kinds))}
    of = np.array([*(number[kind] for kind in kinds), -1])
    jump = np.abs(left - right).max(axis=1) > JUMP
    drawn = jump | (of[sides.left] != of[sides.right])
    outer = (sides.left < 0) != (sides.right < 0)
    high, low = np.maximum(left, right), np.minimum(left, right)
    step = jump & ~outer  # at its foot the volume has the line of the lot
    found = [
        np.concatenate([points[drawn], high[drawn][:, :, None]], axis=2),
        np.concatenate([points[step], low[step][:, :, None]], axis=2),
    ]
    flat, tall = points[outer].reshape(-1, 2), high[outer].reshape(-1)
    direction = np.repeat(points[outer][:, 1] - points[outer][:, 0], 2, axis=0)
    angle = np.arctan2(direction[:, 1], direction[:, 0]) % np.pi
    _, place = np.unique(flat.round(4), axis=0, return_inverse=True)
    place = place.ravel()
    count = int(place.max()) + 1 if len(place) else 0
    # Directions count as lines, so doubled angles tell whether two of them differ.
    mean = np.abs(
        np.bincount(place, np.cos(2 * angle), count) + 1j * np.bincount(place, np.sin(2 * angle), count)
    )
    bent = mean < np.bincount(place, minlength=count) * np.cos(CORNER)
    highest = np.full(count, -np.inf)
    np.maximum.at(highest, place, tall)
    where = np.empty((count, 2))
    where[place] = flat
    upright = np.stack(
        [np.column_stack([where, np.full(count, bottom)]), np.column_stack([where, highest])], axis=1
    )
    found.append(upright[bent])
    return np.concatenate(found)


# ------------------------------------------------------------------------------------------- excess


@dataclass(frozen=True, eq=False)
class Excess:
    """What of a body stands out of a volume.

    Attributes
    ----------
    triangles
        (n, 3, 3) metres: the parts of its surface above the volume.
    most
        Metres by which it stands out at most; 0 for not at all.
    place
        (3,) where that is.
    """

    triangles: NDArray[np.float64]
    most: float
    place: NDArray[np.float64]


def excess(triangles: NDArray[np.float64], volume: Envelope) -> Excess:
    """Return what of a surface stands above a volume, cut exactly along facets and their planes.

    Only what lies over a facet counts: parts beside the volume, such as eaves over the boundary, break other
    rules than those of heights.

    Parameters
    ----------
    triangles
        (n, 3, 3) surface of a body, metres in the datum of the site.
    volume
        What may be built.
    """
    planes = _planes(volume, np.inf)
    polygons, facet = _polygons(volume)
    found = [np.empty((0, 3, 3))]
    most, place = 0.0, np.zeros(3)
    if len(polygons) and len(triangles):
        tops, own = _tops(polygons, facet, np.where(np.isfinite(planes), planes, 0.0))
        low, high = triangles[:, :, :2].min(axis=1), triangles[:, :, :2].max(axis=1)
        for top, number in zip(tops, own.tolist(), strict=True):
            plane = planes[number]
            if not np.isfinite(plane[2]):
                continue
            near = ((low <= top[:, :2].max(axis=0)) & (high >= top[:, :2].min(axis=0))).all(axis=1)
            part = _over(triangles[near], top, plane)
            if len(part):
                over = part[:, :, 2] - _at(part[:, :, :2], np.repeat(plane[None], len(part), axis=0))
                if over.max() > max(most, SLACK):
                    k = np.unravel_index(np.argmax(over), over.shape)
                    most, place = float(over[k]), part[k]
                found.append(part[over.max(axis=1) > SLACK])
    return Excess(np.concatenate(found), most, place)


def _over(
    triangles: NDArray[np.float64], top: NDArray[np.float64], plane: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the parts of triangles over one triangle of the top."""
    a, b, c, x, y = plane
    for k in range(3):
        start, direction = top[k, :2], top[(k + 1) % 3, :2] - top[k, :2]
        normal = np.array([-direction[1], direction[0], 0.0])
        triangles = clipped(triangles, normal, -float(normal[:2] @ start))
    return clipped(triangles, np.array([-a, -b, 1.0]), a * x + b * y - c)


def clipped(
    triangles: NDArray[np.float64], normal: NDArray[np.float64], offset: float
) -> NDArray[np.float64]:
    """Return the parts of triangles where ``normal · point + offset`` is positive."""
    if not len(triangles):
        return triangles
    side = triangles @ normal + offset
    inside = side > 0
    count = inside.sum(axis=1)
    found = [triangles[count == 3]]
    for wanted in (1, 2):
        rows = np.flatnonzero(count == wanted)
        if not len(rows):
            continue
        # The corner that is alone on its side comes first.
        alone = np.argmax(inside[rows] if wanted == 1 else ~inside[rows], axis=1)
        order = (alone[:, None] + np.arange(3)) % 3
        corners = triangles[rows[:, None], order]
        at = side[rows[:, None], order]
        share = (at[:, :1] / (at[:, :1] - at[:, 1:]))[:, :, None]
        cut = corners[:, :1] + (corners[:, 1:] - corners[:, :1]) * share
        if wanted == 1:
            found.append(np.stack([corners[:, 0], cut[:, 0], cut[:, 1]], axis=1))
        else:
            found.append(np.stack([cut[:, 0], corners[:, 1], corners[:, 2]], axis=1))
            found.append(np.stack([cut[:, 0], corners[:, 2], cut[:, 1]], axis=1))
    return np.concatenate(found)


def prism(polygon: shapely.Geometry, bottom: float, top: float) -> NDArray[np.float64]:
    """Return the sides and the top of an upright body as triangles (n, 3, 3), seen from outside."""
    import shapely

    parts = shapely.get_parts(polygon)
    parts = shapely.orient_polygons(parts[(shapely.get_type_id(parts) == 3) & ~shapely.is_empty(parts)])
    if not len(parts):
        return np.empty((0, 3, 3))
    lid, _ = _tops(parts, np.zeros(len(parts), np.intp), np.array([[0.0, 0.0, top, 0.0, 0.0]]))
    corners, ring = shapely.get_coordinates(shapely.get_rings(parts), return_index=True)
    begin = np.flatnonzero(ring[1:] == ring[:-1])
    count = len(begin)
    left, right = np.full((count, 2), top), np.full((count, 2), bottom)
    return np.concatenate([lid, _walls(np.stack([corners[begin], corners[begin + 1]], axis=1), left, right)])
