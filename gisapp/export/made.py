"""A table that an analysis made, with a shape for each row, to be written like a layer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from gisapp.export.content import GEOMETRY, Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from layers.base import Attribute, Layer
    from layers.drawables import Mesh
    from layers.feedback import Feedback

ROWS = 20_000
"""Rows that are given at a time."""


@dataclass(frozen=True, eq=False)
class MadeContent:
    """See :class:`gisapp.export.content.Content`.

    Attributes
    ----------
    layer
        The layer that the analysis started from; what is written bears its name, source and credit.
    attributes, rows
        Columns and their values.
    geometry
        (n,) shapes, None where there is none.
    crs
        Plane rectangular system of the shapes.
    sources
        What else it rests on, a line each.
    geometry_type
        Kind of the shapes as OGC names it; those in space (`` Z``) keep their heights.
    """

    layer: Layer
    attributes: Sequence[Attribute]
    rows: pa.Table
    geometry: NDArray[np.object_]
    crs: str
    sources: tuple[str, ...] = ()
    geometry_type: str = "MultiPolygon"

    offers = frozenset({Part.ROWS, Part.FOOTPRINTS})

    @cached_property
    def extent(self) -> tuple[float, float, float, float, float, float]:
        """Bounds of the shapes, zeros when there is none."""
        import shapely

        west, south, east, north = np.nan_to_num(shapely.total_bounds(self.geometry)).tolist()
        return west, south, 0.0, east, north, 0.0

    @property
    def schema(self) -> pa.Schema:
        """Columns of :meth:`tables`."""
        return self.rows.schema.append(pa.field(GEOMETRY, pa.binary()))

    @property
    def filled(self) -> frozenset[str]:
        """All columns: an empty one tells that nothing was found."""
        return frozenset(self.schema.names)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def tables(self, feedback: Feedback, names: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """Give the rows, some thousand at a time, with some columns or all of them."""
        wanted = self.schema.names if names is None else list(names)
        import shapely

        for start in range(0, len(self), ROWS):
            feedback.step(start, len(self))
            shapes = self.geometry[start : start + ROWS]
            if not self.geometry_type.endswith(" Z"):
                shapes = shapely.force_2d(shapes)
            written = pa.array(shapely.to_wkb(shapes), pa.binary())
            yield self.rows.slice(start, ROWS).append_column(GEOMETRY, written).select(wanted)

    def columns(self, names: Sequence[str]) -> pa.Table:
        """Return some columns."""
        return self.rows.select(list(names))

    def shapes(self, feedback: Feedback) -> Iterator[Mesh]:
        """Give nothing: only solids are written as meshes."""
        feedback.step()
        return iter(())
