"""Which point of a cloud is meant by a line of sight: among those that were drawn, and without VTK."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from layers.store import rays

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from layers.cloud import Cloud

NEAR = 0.004
"""A point is met by a ray that passes it at this share of its distance: about 4 pixels."""
BEHIND = 4 * NEAR
"""Points so far behind the first one that is met, as a share of its distance, lie on the same surface; of
these the one that is nearest to the ray is meant."""


@dataclass(frozen=True, eq=False)
class Kept:
    """Points of a node that were drawn.

    Attributes
    ----------
    places
        (m, 3) metres from the origin of the node.
    rows
        (m,) which points of the node they are, None for all.
    sieve
        What was left out.
    """

    places: NDArray[np.float32]
    rows: NDArray[np.int64] | None
    sieve: object


def nearest(
    cloud: Cloud,
    kept: Mapping[int, Kept],
    origin: NDArray[np.float64],
    direction: NDArray[np.float64],
) -> tuple[int, float] | None:
    """Return the number of the point that a ray meets and how far along it lies; None where it meets none.

    Parameters
    ----------
    cloud
        The cloud.
    kept
        Points of its nodes that were drawn.
    origin, direction
        (3,) metres of the project's system; the direction has length one.
    """
    numbers = np.array(sorted(kept), dtype=np.intp)
    boxes = cloud.boxes[numbers] + np.array([-1.0, -1.0, -1.0, 1.0, 1.0, 1.0])
    entry = rays.box_entries(boxes, origin, direction)
    first = np.inf
    met: list[NDArray[np.float64]] = []
    for place in np.argsort(entry).tolist():
        if not entry[place] < first * (1 + BEHIND):
            break
        number = int(numbers[place])
        away = kept[number].places + (cloud.origin(number) - origin)
        along = away @ direction
        beside = np.sqrt(np.maximum(np.einsum("ij,ij->i", away, away) - along**2, 0.0))
        near = np.flatnonzero((along > 0) & (beside <= NEAR * along))
        if len(near):
            first = min(first, float(along[near].min()))
            rows = kept[number].rows
            features = (near if rows is None else rows[near]) + float(cloud.first[number])
            met.append(np.column_stack([along[near], beside[near], features]))
    if not met:
        return None
    each = np.concatenate(met)
    each = each[each[:, 0] <= first * (1 + BEHIND)]
    best = each[np.argmin(each[:, 1] / each[:, 0])]
    return int(best[2]), float(best[0])
