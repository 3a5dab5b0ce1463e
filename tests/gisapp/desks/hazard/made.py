"""Small files as cities get them, read by the importers, for tests of the hazard desk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gisapp.reading import read_data
from layers import crs
from layers.feedback import Feedback

if TYPE_CHECKING:
    from pathlib import Path

    from layers.base import Layer

SYSTEM = "EPSG:6669"
EAST, NORTH = 34_000.0, -27_000.0
"""Corner of the place in Nagasaki where all tests happen; shapes are told in metres from there."""


def degrees(shape: shapely.Geometry) -> dict[str, Any]:
    """Return a shape, metres from the corner, as GeoJSON in degrees."""

    def moved(points: np.ndarray) -> np.ndarray:
        longitude, latitude = crs.unproject(points[:, 0] + EAST, points[:, 1] + NORTH, SYSTEM)
        return np.column_stack([longitude, latitude])

    found: dict[str, Any] = json.loads(shapely.to_geojson(shapely.transform(shape, moved)))
    return found


def layer(folder: Path, name: str, *features: tuple[shapely.Geometry, dict[str, Any]]) -> Layer:
    """Return the layer of a GeoJSON file of some shapes with their properties."""
    path = folder / name
    path.write_text(
        json.dumps(
            {
                "type": "FeatureCollection",
                "features": [
                    {"type": "Feature", "geometry": degrees(shape), "properties": properties}
                    for shape, properties in features
                ],
            },
            ensure_ascii=False,
        ),
        "utf-8",
    )
    return read(path)


def read(path: Path) -> Layer:
    """Return the layer of a file."""
    return read_data(path, Feedback(), target=SYSTEM).layers[0]
