"""What the layer of buildings gives to be written."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.export.content import Part
from gisapp.export.stored import StoredContent
from layers.buildings import BEST, City, subset
from layers.drawables import Mesh

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from layers.base import Layer
    from layers.feedback import Feedback


class BuildingContent(StoredContent):
    """Rows and shapes of the buildings that pass the layer's filter.

    Parameters
    ----------
    layer
        A layer of buildings with its data opened.
    keep
        (n,) which of the buildings that pass its filter; None for all.
    """

    offers = frozenset({Part.ROWS, Part.FOOTPRINTS, Part.SHAPES})
    geometry_type = "MultiPolygon"

    def __init__(self, layer: Layer, keep: NDArray[np.bool_] | None = None) -> None:
        super().__init__(layer, keep)
        self._city: City = layer.data

    @cached_property
    def extent(self) -> tuple[float, float, float, float, float, float]:
        """Bounds of the buildings that are written, zeros when none has a shape."""
        bounds = self._city.bounds if self._mask is None else self._city.bounds[self._mask]
        bounds = bounds[np.isfinite(bounds).all(axis=1)]
        if not len(bounds):
            return (0.0,) * 6
        low, high = bounds[:, :3].min(axis=0).tolist(), bounds[:, 3:].max(axis=0).tolist()
        return (low[0], low[1], low[2], high[0], high[1], high[2])

    def shapes(self, feedback: Feedback) -> Iterator[Mesh]:
        """Give one mesh for each tile, each building at its best level."""
        number = None if self._mask is None else (np.cumsum(self._mask) - 1).astype(np.uint32)
        done = 0
        for tile in range(len(self._city.tiles.numbers)):
            feedback.step(done, len(self))
            meshes = [mesh for mesh in self._city.meshes(tile, BEST) if len(mesh.triangles)]
            if self._mask is not None:
                meshes = [_only(mesh, self._mask[mesh.features]) for mesh in meshes]
                meshes = [mesh for mesh in meshes if len(mesh.triangles)]
            if meshes:
                mesh = _joined(meshes)
                features = mesh.features if number is None else number[mesh.features]
                yield Mesh(mesh.origin, mesh.points, mesh.triangles, features, mesh.surfaces)
            rows = self._city.tiles.rows(tile)
            done += len(rows) if self._mask is None else int(np.count_nonzero(self._mask[rows]))


def _only(mesh: Mesh, keep: NDArray[np.bool_]) -> Mesh:
    # Images are not written, and runs of images need not be cut.
    bare = Mesh(mesh.origin, mesh.points, mesh.triangles, mesh.features, mesh.surfaces)
    return bare if keep.all() else subset(bare, keep)


def _joined(meshes: Sequence[Mesh]) -> Mesh:
    """Return the meshes of a tile as one, relative to the origin of the first."""
    if len(meshes) == 1:
        return meshes[0]
    origin = meshes[0].origin
    points: list[NDArray[Any]] = [mesh.points + (mesh.origin - origin) for mesh in meshes]
    starts = np.cumsum([0, *(len(mesh.points) for mesh in meshes[:-1])])
    triangles = [mesh.triangles + start for mesh, start in zip(meshes, starts, strict=True)]
    return Mesh(
        origin,
        np.concatenate(points).astype(np.float32),
        np.concatenate(triangles).astype(np.uint32),
        np.concatenate([mesh.features for mesh in meshes]),
        np.concatenate([mesh.surfaces for mesh in meshes]),
    )
