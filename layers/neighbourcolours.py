"""Colours for areas that lie side by side: neighbours differ, and an edit changes no more than it must."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    import shapely
    from numpy.typing import NDArray

    from styles.style import Colour

TONES: tuple[Colour, ...] = (
    (105, 135, 180),
    (210, 225, 195),
    (210, 180, 120),
    (120, 180, 240),
    (165, 120, 135),
    (135, 135, 75),
    (120, 240, 255),
)
"""Calm colours; any two of them, and the grey of missing data, differ by more than 12 (CIEDE2000) for all
eyes. Seven are enough for any map (Heawood 1890: a planar one needs no more than five) with some overlaps."""
NEAR = 15.0
"""Metres within which two areas are neighbours: a road may lie between them."""
COARSE = 8.0
"""Metres by which outlines are simplified to find neighbours."""


def outline(shape: shapely.Geometry) -> shapely.Geometry:
    """Return an area with few corners, good enough for :func:`neighbours`."""
    import shapely

    return shapely.simplify(shape, COARSE, preserve_topology=True)


def neighbours(shapes: NDArray[np.object_], owner: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the pairs (k, 2) of owners whose areas lie side by side or one over the other, both ways.

    Parameters
    ----------
    shapes
        (n,) areas in metres, None where there is none.
    owner
        (n,) whose they are: areas of one owner are no neighbours of each other.
    """
    import shapely

    there = np.flatnonzero(~shapely.is_missing(shapes))
    tree = shapely.STRtree(shapes[there])
    one, other = owner[there[tree.query(shapes[there], predicate="dwithin", distance=NEAR)]]
    return np.unique(np.column_stack([one, other])[one != other], axis=0)


def tones(pairs: NDArray[np.intp], names: NDArray[np.str_]) -> NDArray[np.int32]:
    """Return a number of a colour (m,) for each owner, so that neighbours differ.

    Each owner begins with a colour that its name alone decides, and takes the next one that no neighbour
    before it has: so a change of one area changes few colours of others. Where all are taken it takes the one
    that the fewest neighbours have.

    Parameters
    ----------
    pairs
        (k, 2) as of :func:`neighbours`, sorted.
    names
        (m,) what owners are called, always the same for the same one.
    """
    found = np.full(len(names), -1, dtype=np.int32)
    starts = np.searchsorted(pairs[:, 0], np.arange(len(names) + 1))
    # The crowded ones first: they have the least choice.
    count = len(TONES)
    for number in np.argsort(-np.diff(starts), kind="stable").tolist():
        around = found[pairs[starts[number] : starts[number + 1], 1]].tolist()
        first = crc32(names[number].encode())
        found[number] = min(((first + k) % count for k in range(count)), key=around.count)
    return found
