"""Triangulated polygons on their way into the mesh file of a store."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Polygons:
    """Triangulated polygons of one source file, ready to be cut into chunks.

    Attributes
    ----------
    points
        (n, 3) float64 metres.
    point_offsets
        (polygons + 1,) cuts of the points; polygons share no points.
    triangles
        (m, 3) indices into the points.
    triangle_offsets
        (polygons + 1,) cuts of the triangles.
    feature, lod, surface
        (polygons,) building within the source, level, kind of surface.
    tile
        (polygons,) tile of the building.
    coordinates
        (n, 2) float32 texture coordinates or None.
    texture
        (polygons,) index into `images`, -1 without texture.
    images
        Paths of the images within the container.
    closed
        (polygons,) whether the polygon bounds a solid that is closed and the right way round.
    """

    points: NDArray[np.float64]
    point_offsets: NDArray[np.int64]
    triangles: NDArray[np.int64]
    triangle_offsets: NDArray[np.int64]
    feature: NDArray[np.int64]
    lod: NDArray[np.int8]
    surface: NDArray[np.uint8]
    tile: NDArray[np.int64]
    coordinates: NDArray[np.float32] | None = None
    texture: NDArray[np.int32] | None = None
    images: tuple[str, ...] = ()
    closed: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=bool))

    def taken(self, chosen: NDArray[np.intp]) -> Polygons:
        """Return these polygons in this order, with points and triangles of their own.

        Parameters
        ----------
        chosen
            (k,) numbers of polygons, each at most once.
        """
        point_count = np.diff(self.point_offsets)[chosen]
        triangle_count = np.diff(self.triangle_offsets)[chosen]
        points = spread(self.point_offsets[chosen], point_count)
        point_offsets = np.concatenate([[0], np.cumsum(point_count)])
        moved = np.repeat(point_offsets[:-1] - self.point_offsets[chosen], triangle_count)
        triangles = self.triangles[spread(self.triangle_offsets[chosen], triangle_count)]
        return Polygons(
            self.points[points],
            point_offsets,
            triangles + moved[:, None],
            np.concatenate([[0], np.cumsum(triangle_count)]),
            self.feature[chosen],
            self.lod[chosen],
            self.surface[chosen],
            self.tile[chosen],
            None if self.coordinates is None else self.coordinates[points],
            None if self.texture is None else self.texture[chosen],
            self.images,
            self.closed[chosen] if len(self.closed) else self.closed,
        )


def spread(first: NDArray[np.int64], count: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the ranges ``first[i] .. first[i] + count[i] - 1`` one behind another."""
    total = int(count.sum())
    before = np.concatenate([[0], np.cumsum(count)[:-1]]) if len(count) else np.empty(0, dtype=np.int64)
    return np.repeat(first - before, count) + np.arange(total)
