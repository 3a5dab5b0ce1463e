"""How far a front road runs on beyond the edges that face it, as far as the lot itself tells, compiled.

The road slant is measured from the opposite boundary of the road (法56条1項1号, 別表第三), and that goes on
where the road does. A lot does not say where its road ends, so it is taken to run on straight without end,
the reading that allows least, but for one thing that is sure: it does not run through the lot. Where the
line in its middle meets the lot the road ends; beside and behind its end the slant rises from that end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray


@njit(cache=True, nogil=True)
def run_on(
    begin: NDArray[np.float64], end: NDArray[np.float64], width: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return (n, 2) metres by which the road goes on before the begin and after the end of each edge.

    Parameters
    ----------
    begin, end
        (n, 2) ends of the edges of one lot, counter-clockwise, metres.
    width
        (n,) metres across the road, NaN for edges that face none.

    Returns
    -------
    Infinite where nothing of the lot stands in the way, and for edges that face no road.
    """
    found = np.full((len(begin), 2), np.inf)
    for k in range(len(begin)):
        if np.isnan(width[k]):
            continue
        ux, uy = end[k, 0] - begin[k, 0], end[k, 1] - begin[k, 1]
        length = np.hypot(ux, uy)
        ux, uy = ux / length, uy / length
        for j in range(len(begin)):
            if j == k:
                continue
            # How far both ends lie beyond the middle of the road, and where the edge meets it.
            ax, ay = begin[j, 0] - begin[k, 0], begin[j, 1] - begin[k, 1]
            bx, by = end[j, 0] - begin[k, 0], end[j, 1] - begin[k, 1]
            one, other = ax * uy - ay * ux - width[k] / 2, bx * uy - by * ux - width[k] / 2
            if one * other > 0.0 or one == other:
                continue
            first, second = ax * ux + ay * uy, bx * ux + by * uy
            along = first + (second - first) * one / (one - other)
            if along > length / 2:
                found[k, 1] = min(found[k, 1], max(along - length, 0.0))
            else:
                found[k, 0] = min(found[k, 0], max(-along, 0.0))
    return found


@njit(cache=True, nogil=True)
def road_distance(
    inside: float,
    along: float,
    length: float,
    run: NDArray[np.float64],
    ends: NDArray[np.float64],
    more: float,
) -> float:
    """Return metres from a point to the opposite boundary of a road; infinite where it does not count.

    Parameters
    ----------
    inside, along
        How far the point lies inside the line of the edge, and along it from its begin, metres.
    length
        Of the edge.
    run
        (2,) of :func:`run_on`.
    ends
        (2,) 1 where the edge that follows before and after it faces no road, else 0: there that edge counts.
    more
        Metres from the edge to the opposite boundary.
    """
    side = 1 if along > length / 2 else 0
    out = along - length if side else -along
    past = out - run[side]
    open_end = ends[side] > 0.0 and out > 0.0
    if inside < -1e-9 and not open_end:
        return np.inf
    if past <= 0.0:
        return inside + more if inside >= -more / 2 - 1e-9 else np.inf
    # Beside the end of the road the farther one of its two sides counts as the opposite one.
    return float(np.hypot(past, inside + more if inside >= -more / 2 else inside))
