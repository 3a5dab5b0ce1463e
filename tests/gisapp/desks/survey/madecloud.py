"""Clouds in memory, in tiles as a file would have them: for tests that are not about files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from layers.cloud import Cloud
from layers.copc import _POINT
from tests.importers.las.clouds import ZONE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tests.importers.las.clouds import Town

SCALE = 0.001
TILE = 40.0


@dataclass(frozen=True, eq=False)
class MadeCopc:
    """Points in tiles, one a node; see :class:`layers.copc.Copc`."""

    nodes: tuple[NDArray[np.void], ...]
    offset: NDArray[np.float64]
    has_colours = False

    @property
    def counts(self) -> NDArray[np.int64]:
        """(n,) points of each node."""
        return np.array([len(one) for one in self.nodes], np.int64)

    @property
    def points(self) -> int:
        """How many there are."""
        return int(self.counts.sum())

    @property
    def boxes(self) -> NDArray[np.float64]:
        """(n, 6) lowest and highest corners."""
        placed = [self.places(one) for one in self.nodes]
        return np.array([np.concatenate([one.min(axis=0), one.max(axis=0)]) for one in placed])

    def node(self, number: int) -> NDArray[np.void]:
        """Return the points of a node."""
        return self.nodes[number]

    def places(self, points: NDArray[np.void]) -> NDArray[np.float64]:
        """Return where points are (n, 3)."""
        found: NDArray[np.float64] = points["xyz"] * SCALE + self.offset
        return found


def made(town: Town) -> Cloud:
    """Return a cloud of points with classes."""
    offset = np.floor(town.points.min(axis=0))
    points = np.zeros(len(town.points), np.dtype(cast("Any", _POINT)))
    points["xyz"] = np.round((town.points - offset) / SCALE).astype(np.int32)
    points["classification"] = town.classes
    tile = np.floor((town.points[:, :2] - offset[:2]) / TILE).astype(np.int64) @ [1000, 1]
    nodes = tuple(points[tile == one] for one in np.unique(tile))
    return Cloud(cast("Any", MadeCopc(nodes, offset)), ZONE, ZONE)
