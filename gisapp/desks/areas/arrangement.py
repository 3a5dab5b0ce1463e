"""Several versions of the areas, cut into faces that lie in the same areas everywhere.

The boundaries of all versions are drawn into one plane and cut where they meet. What then lies between them
(a face) is either wholly within an area or wholly without it, so differences, changes of sides and merged
versions are sums over faces, and two neighbours can never come apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from layers.feedback import Feedback

NOBODY = -1
"""In place of the number of an area: none."""
PRECISION = 0.001
"""Metres to which corners are rounded, so that a line that two areas share is one line."""


@dataclass(frozen=True, eq=False)
class Arrangement:
    """Faces and the pieces of line between them.

    Attributes
    ----------
    faces
        (f,) polygons, metres; each lies in an area of some version.
    sizes
        (f,) square metres.
    members
        For each version (f, m): the rows of the areas that a face lies in, the smallest first, filled up with
        :data:`NOBODY`.
    segments
        (s, 2, 2) the two ends of each piece of line.
    sides
        (s, 2) numbers of the faces to the left and to the right of it, :data:`NOBODY` for outside.
    """

    faces: NDArray[np.object_]
    sizes: NDArray[np.float64]
    members: tuple[NDArray[np.intp], ...]
    segments: NDArray[np.float64]
    sides: NDArray[np.intp]

    def __len__(self) -> int:
        """Return how many faces there are."""
        return len(self.faces)

    @cached_property
    def lengths(self) -> NDArray[np.float64]:
        """(s,) metres of the pieces of line."""
        return np.asarray(np.linalg.norm(self.segments[:, 1] - self.segments[:, 0], axis=1))

    def faces_of(self, points: NDArray[np.float64]) -> NDArray[np.intp]:
        """Return the face (n,) in which each point (n, 2) lies, :data:`NOBODY` where there is none."""
        import shapely

        found = np.full(len(points), NOBODY, dtype=np.intp)
        there = np.flatnonzero(np.isfinite(points).all(axis=1))
        if len(self) and len(there):
            tree = shapely.STRtree(shapely.points(points[there]))
            face, point = tree.query(self.faces, predicate="intersects")
            found[there[point]] = face
        return found

    def joined(self, numbers: NDArray[np.intp]) -> NDArray[np.object_]:
        """Return one shape for each number: the faces (f,) that bear it; below 0 they bear none."""
        import shapely

        count = int(numbers.max(initial=-1)) + 1
        found = np.full(count, None, dtype=object)
        rows = np.flatnonzero(numbers >= 0)
        rows = rows[np.argsort(numbers[rows], kind="stable")]
        which, starts, sizes = np.unique(numbers[rows], return_index=True, return_counts=True)
        alone = sizes == 1
        found[which[alone]] = self.faces[rows[starts[alone]]]
        for one, start, size in zip(
            which[~alone].tolist(), starts[~alone].tolist(), sizes[~alone].tolist(), strict=True
        ):
            found[one] = shapely.coverage_union_all(self.faces[rows[start : start + size]])
        return found

    def together(self, numbers: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return for each face (f,) which patch it belongs to: faces of one number that share a line."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        left, right = self.sides[(self.sides >= 0).all(axis=1)].T
        same = numbers[left] == numbers[right]
        links = coo_array(
            (np.ones(int(same.sum()), np.int8), (left[same], right[same])), shape=(len(self), len(self))
        )
        return np.asarray(connected_components(links, directed=False)[1], dtype=np.intp)


def arrangement(shapes: Sequence[NDArray[np.object_]], feedback: Feedback | None = None) -> Arrangement:
    """Return the faces of several versions.

    Parameters
    ----------
    shapes
        For each version (m,) areas in metres of one system, perhaps not valid, None for none.
    feedback
        Receives progress.

    Raises
    ------
    layers.feedback.Cancelled
        When the user stopped it.
    """
    import shapely

    def step(done: int) -> None:
        if feedback is not None:
            feedback.step(done, 4)

    rounded = [sound(one) for one in shapes]
    step(1)
    lines = shapely.linestrings(_segments(np.concatenate(rounded)))
    noded = shapely.unary_union(lines)
    step(2)
    faces = shapely.get_parts(shapely.polygonize([noded]))
    step(3)
    points = shapely.STRtree(shapely.point_on_surface(faces))
    members = []
    for one in rounded:
        row, face = points.query(one, predicate="contains")
        members.append(packed(face, row, len(faces)))
    owned = np.zeros(len(faces), np.bool_)
    for member in members:
        owned |= (member >= 0).any(axis=1)
    faces = faces[owned]
    segments, sides = _sides(faces)
    step(4)
    return Arrangement(
        faces, shapely.area(faces), tuple(member[owned] for member in members), segments, sides
    )


def sound(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return areas that are valid and whose corners lie on the grid of :data:`PRECISION`; None stays None."""
    import shapely

    flat = np.array(shapely.force_2d(shapes), dtype=object)
    bad = np.flatnonzero(~shapely.is_valid(flat) & ~shapely.is_missing(flat))
    flat[bad] = shapely.make_valid(flat[bad], method="structure", keep_collapsed=False)
    return np.array(shapely.set_precision(flat, PRECISION), dtype=object)


def _segments(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return the pieces (s, 2, 2) of all rings, each once."""
    import shapely

    rings = shapely.get_rings(shapely.get_parts(shapes))  # of polygons only, not of those that are several
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    first = np.flatnonzero(ring[1:] == ring[:-1])
    ends = np.stack([corners[first], corners[first + 1]], axis=1)
    ends, _ = _in_order(ends)
    order, new, _ = _distinct(ends)
    return np.asarray(ends[order[new]])


def _in_order(ends: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return pieces with the western (southern) end first, and which were turned for it."""
    (ax, ay), (bx, by) = ends[:, 0].T, ends[:, 1].T
    turned = (ax > bx) | ((ax == bx) & (ay > by))
    return np.where(turned[:, None, None], ends[:, ::-1], ends), turned


def _distinct(
    ends: NDArray[np.float64],
) -> tuple[NDArray[np.intp], NDArray[np.bool_], NDArray[np.intp]]:
    """Return an order of pieces, which of them in that order is another than the last, and their numbers."""
    flat = ends.reshape(-1, 4)
    order = np.lexsort(flat.T)
    new = np.ones(len(flat), np.bool_)
    new[1:] = (flat[order][1:] != flat[order][:-1]).any(axis=1)
    return order, new, np.cumsum(new) - 1


def _sides(faces: NDArray[np.object_]) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Return the pieces of line around faces, and the faces to their left and right."""
    import shapely

    rings, face = shapely.get_rings(faces, return_index=True)
    outer = np.diff(face, prepend=-1) != 0
    inside_left = shapely.is_ccw(rings) == outer
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    first = np.flatnonzero(ring[1:] == ring[:-1])
    ends, turned = _in_order(np.stack([corners[first], corners[first + 1]], axis=1))
    left = inside_left[ring[first]] ^ turned
    order, new, number = _distinct(ends)
    sides = np.full((int(new.sum()), 2), NOBODY, dtype=np.intp)
    sides[number, np.where(left[order], 0, 1)] = face[ring[first]][order]
    return np.asarray(ends[order[new]]), sides


def packed(places: NDArray[np.intp], numbers: NDArray[np.intp], count: int) -> NDArray[np.intp]:
    """Return the different numbers of each place (count, m), the smallest first, filled with NOBODY."""
    pairs = np.unique(np.column_stack([places, numbers]).astype(np.intp), axis=0)
    pairs = pairs[pairs[:, 1] >= 0]
    held = np.bincount(pairs[:, 0], minlength=count)
    starts = np.cumsum(held) - held
    found = np.full((count, max(int(held.max(initial=0)), 1)), NOBODY, dtype=np.intp)
    found[pairs[:, 0], np.arange(len(pairs)) - starts[pairs[:, 0]]] = pairs[:, 1]
    return found
