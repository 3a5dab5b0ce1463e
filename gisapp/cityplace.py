"""The place that a project is about: where new data of the city are expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.place import Place, place_of_bounds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from layers.base import Layer
    from layers.project import Project

DEGREES = "EPSG:6668"
CODE, NAMES = "N03_007", ("N03_003", "N03_004")
"""Columns of 国土数値情報 N03 (行政区域): the municipality's code and its name."""
TOLERANCE = 20.0
"""Metres by which a boundary is made simpler; where data are expected need not be known closer."""
Box = tuple[float, float, float, float]


def place_of(project: Project) -> Place | None:
    """Return where the data of a project lie, None while it has none.

    The boundary of the municipalities, where the project holds 行政区域 (N03) and other data lie in them;
    the box around all data else. May take a second: for worker threads.
    """
    if not project.crs:
        return None
    boundaries = [layer for layer in project.layers if _is_boundary(layer)]
    others = [layer for layer in project.layers if layer not in boundaries and _box(layer) is not None]
    boxes = [box for layer in others if (box := _box(layer))]
    for layer in boundaries:
        found = _municipalities(layer, boxes, project.crs)
        if found is not None:
            return found
    if not boxes:
        return None
    return place_of_bounds(project.name or others[0].name, _degrees(_around(boxes), project.crs))


def box_in_degrees(layer: Layer, crs: str) -> Box | None:
    """Return west, south, east and north of a layer of a project with the system `crs`, None without data."""
    box = _box(layer)
    return None if box is None or not crs else _degrees(box, crs)


def _is_boundary(layer: Layer) -> bool:
    return layer.kind == "vector" and layer.data is not None and CODE in _columns(layer)


def _columns(layer: Layer) -> set[str]:
    return {one.name for one in layer.table().attributes}


def _box(layer: Layer) -> Box | None:
    extent = layer.extent() if layer.data is not None else None
    return None if extent is None else (extent[0], extent[1], extent[3], extent[4])


def _around(boxes: Iterable[Box]) -> Box:
    columns = np.array(list(boxes))
    low, high = columns[:, :2].min(axis=0), columns[:, 2:].max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _municipalities(layer: Layer, boxes: list[Box], crs: str) -> Place | None:
    """Return the area of the municipalities that other data lie in, of all when there are none."""
    import shapely

    from layers.operations import operation

    store = layer.data.store
    rows = np.arange(len(layer.table()))
    shapes = store.shapes(rows)
    codes = layer.table().texts(CODE)
    there = ~shapely.is_missing(shapes)
    if boxes:
        middles = np.array([[(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] for box in boxes])
        tree = shapely.STRtree(shapes)
        met = np.unique(tree.query(shapely.points(middles), predicate="intersects")[1])
        there &= np.isin(codes, codes[met])
    if not there.any():
        return None
    outline = shapely.force_2d(shapely.simplify(shapes[there], TOLERANCE))
    way = operation(crs, DEGREES)

    def moved(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(way.transform(points[:, 0], points[:, 1])[:2])

    area = shapely.transform(shapely.geometrycollections(outline), moved)
    first = int(np.flatnonzero(there)[0])
    one = len(set(codes[there])) == 1
    names = [str(layer.table().texts(name)[first]) for name in NAMES if one and name in _columns(layer)]
    return Place("".join(names) or layer.name, area, str(codes[first])[:2])


def _degrees(box: Box, crs: str) -> Box:
    from layers.operations import operation

    west, south, east, north = box
    way = operation(crs, DEGREES)
    x, y = way.transform(np.array([west, east, west, east]), np.array([south, south, north, north]))[:2]
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())
