"""Boundaries that one version draws elsewhere than another, as lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.arrangement import NOBODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    import shapely
    from numpy.typing import NDArray

    from gisapp.desks.areas.difference import Comparison
    from layers.feedback import Feedback

STEP = 2.0
"""Metres of the pieces into which a boundary is cut to see which of it has moved."""
MOST = 100_000
"""Pieces of a version at most: where its boundaries are very long (coasts), the pieces are longer."""


@dataclass(frozen=True, eq=False)
class Moved:
    """Stretches of boundary of one version that lie farther than the tolerance from another's, one a row.

    Attributes
    ----------
    version
        (n,) number of the version that has the boundary here.
    other
        (n,) number of the version that has it elsewhere, or not at all.
    between
        (n, 2) the associations on both sides of it, :data:`NOBODY` for outside; twice the same where it parts
        two areas of what is one association in the other version.
    lines
        (n,) lines, metres.
    farthest
        (n,) metres from where the other version has the boundary of these associations, at most; infinite
        where it has none of them.
    """

    version: NDArray[np.intp]
    other: NDArray[np.intp]
    between: NDArray[np.intp]
    lines: NDArray[np.object_]
    farthest: NDArray[np.float64]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.lines)


def moved(made: Comparison, feedback: Feedback | None = None) -> Moved:
    """Return the boundaries that moved between the first version and each other one, both ways.

    Parameters
    ----------
    made
        The comparison; its tolerance says how far a boundary may lie from the other's.
    feedback
        Receives progress.

    Raises
    ------
    layers.feedback.Cancelled
        When the user stopped it.
    """
    outlines = [outline(made, version) for version in range(len(made.sets))]
    found: list[Moved] = []
    for other in range(1, len(made.sets)):
        for mine, theirs in ((0, other), (other, 0)):
            if feedback is not None:
                feedback.step(len(found), 2 * (len(made.sets) - 1))
            found.append(_stretches(made, (mine, theirs), outlines[mine], outlines[theirs]))
    return Moved(
        *(
            np.concatenate([getattr(one, name) for one in found])
            for name in ("version", "other", "between", "lines", "farthest")
        )
    )


def neighbours(held: NDArray[np.intp], sides: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the associations (s, 2) to the left and right of pieces of line, the smaller number first.

    Where one side lies in several, the first that the other side is not in counts; where both sides lie in
    the same, both numbers are equal and there is no boundary.
    """
    outside = np.full((1, held.shape[1]), NOBODY, dtype=np.intp)
    whole = np.concatenate([held, outside])  # the last row is what -1 finds
    left, right = whole[sides[:, 0]], whole[sides[:, 1]]
    same = (left == right).all(axis=1)
    found = np.column_stack([_first(left, right), _first(right, left)])
    found[same] = NOBODY
    found.sort(axis=1)
    return found


def _first(mine: NDArray[np.intp], theirs: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return of each row the first number that the other has not, else the first, else NOBODY."""
    own = (mine >= 0) & (mine[:, :, None] != theirs[:, None, :]).all(axis=2)
    rows = np.arange(len(mine))
    return np.where(own.any(axis=1), mine[rows, own.argmax(axis=1)], mine[:, 0])


def outline(made: Comparison, version: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the pieces of line that are a boundary of a version, and the associations on both sides."""
    sides = made.plane.sides
    between = neighbours(made.held[version], sides)
    rows = neighbours(made.plane.members[version], sides)
    inner = (between[:, 0] == between[:, 1]) & (rows[:, 0] != rows[:, 1])
    one = made.matched.of[version][rows[inner].max(axis=1)]
    between[inner] = one[:, None]
    there = np.flatnonzero((between[:, 0] != between[:, 1]) | inner)
    return there, between[there]


def _stretches(
    made: Comparison,
    versions: tuple[int, int],
    mine: tuple[NDArray[np.intp], NDArray[np.intp]],
    theirs: tuple[NDArray[np.intp], NDArray[np.intp]],
) -> Moved:
    import shapely as geometry

    alone = ~np.isin(mine[0], theirs[0])
    rows, between = mine[0][alone], mine[1][alone]
    pairs, pair = np.unique(between, axis=0, return_inverse=True)
    pair = pair.ravel()
    lines = geometry.linestrings(made.plane.segments)
    found: list[NDArray[np.object_]] = []
    farthest: list[NDArray[np.float64]] = []
    step = max(STEP, float(made.plane.lengths[rows].sum()) / MOST)
    trees: dict[int, shapely.STRtree] = {}
    for number, both in enumerate(pairs.tolist()):
        if both[0] == both[1]:
            near = [geometry.STRtree(lines[theirs[0][(theirs[1] == both).all(axis=1)]])]
        else:
            for one in both:
                if one >= 0 and one not in trees:
                    trees[one] = geometry.STRtree(lines[theirs[0][(theirs[1] == one).any(axis=1)]])
            near = [trees[one] for one in both if one >= 0]
        near = [tree for tree in near if len(tree)]
        stretches = _beyond(lines[rows[pair == number]], near, made.tolerance.width, step)
        corners, line = geometry.get_coordinates(stretches, return_index=True)
        most = np.zeros(len(stretches))
        np.maximum.at(most, line, _away(corners, near))
        found.append(stretches)
        farthest.append(most)
    count = [len(one) for one in found]
    total = sum(count)
    none = np.empty(0, dtype=object)
    return Moved(
        np.full(total, versions[0]),
        np.full(total, versions[1]),
        np.repeat(pairs.reshape(-1, 2), count, axis=0),
        np.concatenate([none, *found]),
        np.concatenate([np.empty(0), *farthest]),
    )


def _beyond(
    lines: NDArray[np.object_], near: Sequence[shapely.STRtree], width: float, step: float
) -> NDArray[np.object_]:
    """Return the stretches of lines farther than `width` from those of trees, to a `step` of metres."""
    import shapely as geometry

    corners, line = geometry.get_coordinates(geometry.segmentize(lines, step), return_index=True)
    away = _away(corners, near) > width
    first = np.flatnonzero((line[1:] == line[:-1]) & away[1:] & away[:-1])
    pieces = geometry.linestrings(np.stack([corners[first], corners[first + 1]], axis=1))
    whole = geometry.get_parts(geometry.line_merge(geometry.multilinestrings(pieces)))
    return np.asarray(whole[geometry.length(whole) > width], dtype=object)


def _away(corners: NDArray[np.float64], near: Sequence[shapely.STRtree]) -> NDArray[np.float64]:
    """Return how far (n,) corners lie from the farthest of some trees; infinite where there is none.

    A boundary belongs to both its neighbours: it has moved as far as for the one for which it moved most.
    """
    import shapely as geometry

    if not near or not len(corners):
        return np.full(len(corners), np.inf)
    points = geometry.points(corners)
    away = [tree.query_nearest(points, return_distance=True, all_matches=False)[1] for tree in near]
    return np.asarray(np.max(away, axis=0))
