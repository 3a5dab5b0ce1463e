"""Feature layers made of a few shapes, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import shapely

from layers import featurestore
from layers.base import Attribute, Source
from layers.vector import Features, Vector

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

RECEIPT: dict[str, Any] = {
    "source": "lots.shp",
    "modified": "2026-01-02T03:04:05+00:00",
    "crs": "EPSG:2443",
    "date": "2025",
    "licence": "",
    "credit": "市",
}


def vector(folder: Path, wkt: Sequence[str | None], columns: Mapping[str, Sequence[Any]]) -> Vector:
    """Write a store of these shapes and columns and return its layer."""
    folder.mkdir(parents=True, exist_ok=True)
    table = pa.table({name: pa.array(values) for name, values in columns.items()})
    attributes = [
        Attribute(name, name, "", "text" if pa.types.is_string(table.column(name).type) else "number")
        for name in table.column_names
    ]
    geometry = np.asarray(shapely.from_wkt(list(wkt)), dtype=object)
    featurestore.write(
        folder,
        table,
        geometry,
        "EPSG:6669",
        attributes,
        {"key": "lots", "name": "敷地", "receipt": RECEIPT, "made": "2026-01-01T00:00:00+00:00"},
    )
    store = featurestore.FeatureStore.open(folder)
    source = Source(folder / "lots.shp", "vector")
    return Vector("lots", "敷地", "EPSG:2443", source, data=Features(store))
