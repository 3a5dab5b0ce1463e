"""What the areas desk worked out, as features with shapes, to be written like any layer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from layers.base import Attribute, Source
from layers.vector import Vector

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from gisapp.export.made import MadeContent

LINES, AREAS = "MultiLineString", "MultiPolygon"

Columns = dict[str, tuple[Attribute, "Sequence[Any]"]]


def made_content(
    layer: Vector,
    columns: Mapping[str, tuple[Attribute, Sequence[Any]]],
    shapes: NDArray[np.object_],
    sources: tuple[str, ...],
    kind: str = AREAS,
) -> MadeContent:
    """Return features to be written.

    Parameters
    ----------
    layer
        What they are called and in which system they lie; see :func:`layer_named`.
    columns
        Attribute and values (n,) by name, None where there is none.
    shapes
        (n,) lines or areas, None where there is none.
    sources
        What they rest on, a line each.
    kind
        :data:`LINES` or :data:`AREAS`.
    """
    import pyarrow as pa
    import shapely

    from gisapp.export.made import MadeContent

    types = {"number": pa.float64(), "integer": pa.int64()}
    table = pa.table(
        {name: pa.array(values, types.get(one.kind, pa.string())) for name, (one, values) in columns.items()}
    )
    several = np.full(len(shapes), None, dtype=object)
    there = np.flatnonzero(~shapely.is_missing(shapes))
    make = shapely.multipolygons if kind == AREAS else shapely.multilinestrings
    parts, of = shapely.get_parts(shapes[there], return_index=True)
    several[there] = make(parts, indices=of) if len(parts) else None
    return MadeContent(layer, [one for one, _ in columns.values()], table, several, layer.crs, sources, kind)


def layer_named(id_: str, title: str, crs: str) -> Vector:
    """Return a layer without data, for its name and system."""
    return Vector(id_, title, crs, Source(Path(), "areas"))
