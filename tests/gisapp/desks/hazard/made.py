"""Small files as cities get them, read by the importers, for tests of the hazard desk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gisapp.reading import read_data
from layers import crs
from layers.feedback import Feedback
from layers.project import Project

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


def street(folder: Path) -> Project:
    """Return a street of five houses, of which water of two scenarios reaches some."""
    houses = [
        (shapely.box(20 * n, 0, 20 * n + 10, 8), {"ID": f"家{n}", "階数": storeys, "用途": "411"})
        for n, storeys in enumerate((1, 2, 3, 2, None))
    ]
    buildings = layer(folder, "建物.geojson", *houses)
    largest = layer(
        folder,
        "洪水浸水想定区域_想定最大規模.geojson",
        (shapely.box(-5, -5, 55, 20), {"浸水深": "0.5m以上3.0m未満"}),
        (shapely.box(55, -5, 75, 20), {"浸水深": "3.0m以上5.0m未満"}),
    )
    planned = layer(
        folder,
        "洪水浸水想定区域_計画規模.geojson",
        (shapely.box(-5, -5, 35, 20), {"浸水深": "0.5m未満"}),
    )
    areas = layer(
        folder,
        "自治会.geojson",
        (shapely.box(-10, -10, 45, 30), {"自治会名": "東/町会", "人口": 40, "世帯数": 18}),
        (shapely.box(45, -10, 120, 30), {"自治会名": "西町会", "人口": 30, "世帯数": 12}),
    )
    shelters = layer(
        folder,
        "避難所.geojson",
        (shapely.Point(200, 5), {"名称": "東小学校", "災害種別_洪水": "1", "災害種別_高潮": ""}),
        (shapely.Point(30, 5), {"名称": "川端公民館", "災害種別_洪水": "1", "災害種別_高潮": ""}),
        (shapely.Point(50, 50), {"名称": "丘の公園", "災害種別_洪水": "", "災害種別_高潮": "1"}),
    )
    return Project(crs=SYSTEM, layers=(areas, shelters, planned, largest, buildings))
