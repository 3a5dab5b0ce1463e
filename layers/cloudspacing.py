"""How far apart the points of a cloud lie, node by node, and so how large they are drawn as a surface."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BESIDE = 0.3
"""What a point beside the picture costs, as a share of what one in it does."""
FEW = 64
"""Points of which nothing is told."""
RASTER = 24
"""Cells along a node."""
UNEVEN = 1.5
"""By so much the gaps between uneven points are larger than the mean."""


def above(keys: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return for each node of an octree the row (n,) of the node above it, -1 for none.

    Parameters
    ----------
    keys
        (n, 4) level, x, y, z, the levels in rising order. Places beyond 2**19 are told apart no more: no file
        has so many levels.
    """
    wide = keys.astype(np.int64)
    own = _packed(wide)
    wanted = _packed(np.column_stack([wide[:, 0] - 1, wide[:, 1:] >> 1]))
    order = np.argsort(own, kind="stable")
    place = order[np.minimum(np.searchsorted(own, wanted, sorter=order), len(own) - 1)]
    return np.where((wide[:, 0] > 0) & (own[place] == wanted), place, -1)


def filled_by(parent: NDArray[np.int64], seen: NDArray[np.bool_], wanted: list[int]) -> list[list[int]]:
    """Return for each wanted node those that fill the gaps between its points.

    None where not all that could be seen are wanted: the gaps stay.

    Parameters
    ----------
    parent
        (n,) as :func:`above` returns it.
    seen
        (n,) which nodes may be seen.
    wanted
        Rows of nodes.
    """
    place = {row: index for index, row in enumerate(wanted)}
    chosen = np.zeros(len(parent), dtype=bool)
    chosen[wanted] = True
    below = np.flatnonzero(seen & (parent >= 0))
    below = below[chosen[parent[below]]]
    found: list[list[int]] = [[] for _ in wanted]
    open_ = {int(one) for one in parent[below[~chosen[below]]]}
    for row, up in zip(below.tolist(), parent[below].tolist(), strict=True):
        if up not in open_:
            found[place[up]].append(row)
    return found


def costs_of(
    counts: NDArray[np.int64],
    boxes: NDArray[np.float64],
    distance: NDArray[np.float64],
    reach: float,
    size: tuple[int, int],
) -> NDArray[np.int64]:
    """Return what the points of nodes (n,) cost: most of a large node nearby lie beside the picture.

    Parameters
    ----------
    counts, boxes, distance
        (n,) points, (n, 6) corners, (n,) metres from the eye.
    reach
        Pixels for a metre at a metre's distance.
    size
        Width and height of the picture in pixels.
    """
    wide = np.linalg.norm(boxes[:, 3:] - boxes[:, :3], axis=1)
    across = np.maximum(wide * reach / np.maximum(distance + wide / 2, 1e-3), 1.0)
    share = np.minimum(size[0] * size[1] / across**2, 1.0)
    return np.asarray(counts * (BESIDE + (1 - BESIDE) * share), dtype=np.int64)


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
