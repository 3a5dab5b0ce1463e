"""What the layer of buildings gives to be written."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from gisapp.export.content import Part
from layers import filters
from layers.buildings import BEST, City, subset
from layers.drawables import Mesh

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from layers.base import Attribute, Layer
    from layers.feedback import Feedback


class BuildingContent:
    """Rows and shapes of the buildings that pass the layer's filter.

    Parameters
    ----------
    layer
        A layer of buildings with its data opened.
    """

    offers = frozenset({Part.ROWS, Part.FOOTPRINTS, Part.SHAPES})

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        self._city: City = layer.data
        self._mask = filters.mask(layer)

    def __len__(self) -> int:
        """Return the number of buildings that are written."""
        return self._city.store.count if self._mask is None else int(np.count_nonzero(self._mask))

    @property
    def crs(self) -> str:
        """Plane rectangular system."""
        return self._city.crs

    @cached_property
    def extent(self) -> tuple[float, float, float, float, float, float]:
        """Bounds of the buildings that are written, zeros when none has a shape."""
        bounds = self._city.bounds if self._mask is None else self._city.bounds[self._mask]
        bounds = bounds[np.isfinite(bounds).all(axis=1)]
        if not len(bounds):
            return (0.0,) * 6
        low, high = bounds[:, :3].min(axis=0).tolist(), bounds[:, 3:].max(axis=0).tolist()
        return (low[0], low[1], low[2], high[0], high[1], high[2])

    @property
    def attributes(self) -> Sequence[Attribute]:
        """All attributes, also those that hold lists."""
        return self._city.table.all_attributes

    @cached_property
    def schema(self) -> pa.Schema:
        """Columns of :meth:`tables`."""
        return pa.schema(
            [pa.field(field.name, _plain(field.type)) for field in self._city.store.parquet.schema_arrow]
        )

    @cached_property
    def filled(self) -> frozenset[str]:
        """Columns that hold anything, from the statistics of the stored table."""
        metadata = self._city.store.parquet.metadata
        found = set()
        for group in range(metadata.num_row_groups):
            for position in range(metadata.num_columns):
                column = metadata.row_group(group).column(position)
                statistics = column.statistics
                known = statistics is not None and statistics.has_null_count
                if not known or statistics.null_count < column.num_values:
                    found.add(column.path_in_schema.partition(".")[0])
        return frozenset(found)

    def tables(self, feedback: Feedback) -> Iterator[pa.Table]:
        """Give the rows, one row group of the store at a time."""
        file = self._city.store.parquet
        first = done = 0
        for group in range(file.num_row_groups):
            feedback.step(done, len(self))
            table = self._kept(file.read_row_group(group), first)
            first += file.metadata.row_group(group).num_rows
            if len(table):
                yield table.cast(self.schema)
            done += len(table)

    def _kept(self, table: pa.Table, first: int) -> pa.Table:
        if self._mask is None:
            return table
        return table.filter(pa.array(self._mask[first : first + len(table)]))

    def columns(self, names: Sequence[str]) -> pa.Table:
        """Return some columns of all buildings that are written."""
        fields = pa.schema([self.schema.field(name) for name in names])
        return self._kept(self._city.store.columns(list(names)), 0).cast(fields)

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


def _plain(kind: pa.DataType) -> pa.DataType:
    """Return a type that every format knows."""
    if pa.types.is_dictionary(kind):
        return pa.string()
    if pa.types.is_integer(kind):
        return pa.int32()
    return kind


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
