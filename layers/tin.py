"""A net of triangles as a design: where points stand to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import shapely
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Tin:
    """A net of triangles, none over another.

    Attributes
    ----------
    name
        As the file calls it.
    corners
        (m, 3, 3) east, north, height of the corners of each triangle, metres.
    crs
        Code of the system; empty when nobody told it.
    """

    name: str
    corners: NDArray[np.float64]
    crs: str

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        west, south = self.corners[:, :, :2].min(axis=(0, 1)).tolist()
        east, north = self.corners[:, :, :2].max(axis=(0, 1)).tolist()
        return west, south, east, north

    @cached_property
    def shapes(self) -> NDArray[np.object_]:
        """(m,) the triangles as seen from above."""
        import shapely

        found: NDArray[np.object_] = shapely.polygons(self.corners[:, [0, 1, 2, 0], :2])
        return found

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Finds triangles by place."""
        import shapely

        return shapely.STRtree(self.shapes)

    @cached_property
    def normals(self) -> NDArray[np.float64]:
        """(m, 3) unit vectors that stand on the triangles, upwards."""
        one = self.corners[:, 1] - self.corners[:, 0]
        two = self.corners[:, 2] - self.corners[:, 0]
        across = np.cross(one, two)
        long = np.linalg.norm(across, axis=1, keepdims=True)
        found: NDArray[np.float64] = across / np.maximum(long, 1e-12)
        return np.where(found[:, 2:] < 0, -found, found)

    def under(self, places: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return which triangle lies under or over each of some places (n, 2); -1 for none."""
        import shapely

        found = np.full(len(places), -1, dtype=np.int64)
        point, triangle = self.tree.query(shapely.points(places[:, :2]), predicate="intersects")
        found[point] = triangle  # on an edge either is right
        return found

    def above(self, places: NDArray[np.float64], triangles: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return how far places (n, 3) lie above the planes of triangles, upright, metres."""
        normal, corner = self.normals[triangles], self.corners[triangles, 0]
        away = places - corner
        found: NDArray[np.float64] = np.einsum("ij,ij->i", away, normal) / np.maximum(normal[:, 2], 1e-9)
        return found

    def heights(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how high it is at places (n, 2), metres; NaN beyond it."""
        triangles = self.under(places)
        there = triangles >= 0
        found = np.full(len(places), np.nan)
        level = np.column_stack([places[there, :2], np.zeros(int(there.sum()))])
        found[there] = -self.above(level, triangles[there])
        return found

    def area_within(self, polygon: shapely.Geometry) -> float:
        """Return how many square metres of it, as seen from above, lie within a polygon."""
        import shapely

        near = self.tree.query(polygon, predicate="intersects")
        return float(shapely.area(shapely.intersection(self.shapes[near], polygon)).sum())
