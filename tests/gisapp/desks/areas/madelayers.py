"""Layers of areas and lists, as small as a test needs them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import shapely

from layers import featurestore
from layers.base import Attribute, Source
from layers.vector import Features, Vector
from tests.layers.features import RECEIPT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

CRS = "EPSG:6669"


def layer_of(
    folder: Path,
    columns: Mapping[str, Any],
    shapes: NDArray[np.object_] | None = None,
    name: str = "区域",
    date: str = "",
) -> Vector:
    """Write a store of rows, with or without shapes, and return its layer."""
    folder.mkdir(parents=True)
    table = pa.table({one: pa.array(values) for one, values in columns.items()})
    whole = {one: pa.types.is_integer(table.column(one).type) for one in columns}
    attributes = [Attribute(one, one, kind="integer" if whole[one] else "text") for one in columns]
    none = np.full(len(table), None, dtype=object)
    facts = {"key": "x", "name": name, "receipt": RECEIPT, "made": "2026-01-01"}
    featurestore.write(folder, table, none if shapes is None else shapes, CRS, attributes, facts)
    data = Features(featurestore.FeatureStore.open(folder))
    return Vector(name, name, CRS, Source(Path(f"{name}.shp"), "vector", date=date), data=data)


def squares(count: int, side: float = 100.0) -> NDArray[np.object_]:
    """Return squares side by side, from west to east."""
    west = np.arange(count) * side
    found: NDArray[np.object_] = shapely.box(west, 0.0, west + side, side)
    return found
