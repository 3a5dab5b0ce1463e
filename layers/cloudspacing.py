"""How far apart the points of a cloud lie, node by node: as large they must be drawn to look like a surface."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEW = 64
"""Points of which nothing is told."""
RASTER = 24
"""Cells along a node."""
UNEVEN = 1.5
"""By so much the gaps between uneven points are larger than the mean."""


def leaves(keys: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Return which nodes (n,) of an octree have no node below them.

    Parameters
    ----------
    keys
        (n, 4) level, x, y, z. Places beyond 2**19 are told apart no more: no file has so many levels.
    """
    wide = keys.astype(np.int64)
    above = np.column_stack([wide[:, 0] - 1, wide[:, 1:] >> 1])
    return ~np.isin(_packed(wide), _packed(above[wide[:, 0] > 0]))


def apart(places: NDArray[np.float32], grid: float, *, finest: bool) -> float:
    """Return metres between the points of a node.

    Above finer nodes it is what their grid says. The finest hold all that is left, which lies closer: it is
    told by how many points share a cell of a coarse raster, as on a surface.

    Parameters
    ----------
    places
        (m, 3) metres.
    grid
        Metres between the points that the level of the node leaves.
    finest
        Whether no node lies below it.
    """
    if not finest or len(places) < FEW:
        return grid
    low, side = places.min(axis=0), float(np.ptp(places, axis=0).max())
    if side <= 0:
        return grid
    cells = np.minimum(((places - low) * (RASTER / side)).astype(np.int64), RASTER - 1)
    number = cells[:, 0] + RASTER * (cells[:, 1] + RASTER * cells[:, 2])
    filled = np.count_nonzero(np.bincount(number, minlength=RASTER**3))
    return min(grid, side / RASTER * float(np.sqrt(filled / len(places))) * UNEVEN)


def _packed(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    return keys[:, 0] << 57 | keys[:, 1] << 38 | keys[:, 2] << 19 | keys[:, 3]
