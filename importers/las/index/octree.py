"""Where points stand in an octree.

A place is the Morton code of a point at the finest level: 21 bits for each axis, x lowest. A node of level d
is named by the first 3 d bits. Level d shows one point of each of its 128 x 128 x 128 cells, which are the
nodes of level d + 7, so that what a level shows in one part of space hangs on no other part. ``loops`` works
them out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FINEST = 21
"""Levels that a place tells apart."""
CELLS = 7
"""A node is cut into 2 ** 7 cells along each axis."""
LEAF = 30_000
"""A node of so many points or fewer is not divided."""
DEEPEST = FINEST - CELLS
"""Nodes of this level are never divided."""


def axes_of(nodes: NDArray[np.uint64]) -> NDArray[np.int32]:
    """Return x, y, z (n, 3) of nodes named by their leading bits."""
    found = np.zeros((len(nodes), 3), dtype=np.int32)
    for bit in range(FINEST):
        for axis in range(3):
            found[:, axis] |= ((nodes >> np.uint64(3 * bit + axis)) & np.uint64(1)).astype(np.int32) << bit
    return found
