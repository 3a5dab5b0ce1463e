"""What lies under the areas of associations on a map: buildings, roads and water that a project holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from gisapp.areastock import source_of
from gisapp.desks.areas.areamap import Ground
from layers import filters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from layers.base import Layer
    from layers.project import Project

ROADS = re.compile(r"tran_Road|道路|road", re.IGNORECASE)
WATERS = re.compile(r"wtr_WaterBody|水域|水面|河川|水涯|海岸", re.IGNORECASE)
FLOODS = re.compile(r"浸水|洪水|津波|高潮|想定|ハザード|_(?:fld|tnm|htd|ifld|rfld)_")
"""Layers of water that may come, which is no water on a map."""
PLANNED = re.compile(r"計画")
"""Roads that are planned are no roads on a map."""


def ground_of(project: Project, buildings: Layer | None) -> Ground:
    """Return what lies under the areas on a map: buildings, roads and water that the project holds.

    Roads as areas are taken before lines; water is that of maps, never of hazards.
    """
    from layers import crs as systems
    from layers.operations import true_north

    flat = [one for one in project.layers if one.kind == "vector" and one.data is not None]
    roads = [one for one in flat if ROADS.search(one.id + one.name) and not PLANNED.search(one.name)]
    roads.sort(key=lambda one: not one.data.areal)
    waters = [
        one for one in flat if WATERS.search(one.id + one.name) and not FLOODS.search(one.id + one.name)
    ]
    used = [one for one in (buildings, *roads[:1], *waters) if one is not None]
    shapes = {one.id: _shapes(one) for one in used}
    north = 0.0
    placed = next((one.extent() for one in used if one.extent() is not None), None)
    if placed is not None and project.crs:
        middle = (np.array([(placed[0] + placed[3]) / 2]), np.array([(placed[1] + placed[4]) / 2]))
        longitude, latitude = systems.unproject(*middle, project.crs)
        north = true_north(float(longitude[0]), float(latitude[0]), project.crs)[0]
    return Ground(
        _joined([shapes[buildings.id]] if buildings is not None else []),
        _joined([shapes[one.id] for one in roads[:1]]),
        _joined([shapes[one.id] for one in waters]),
        north,
        tuple(str(source_of(one)) for one in used),
    )


def _shapes(layer: Layer) -> NDArray[np.object_]:
    import shapely

    found = layer.footprints()
    if found is None:
        return np.empty(0, dtype=object)
    shown = filters.mask(layer)
    kept = shapely.force_2d(found if shown is None else found[shown])
    return kept[~(shapely.is_missing(kept) | shapely.is_empty(kept))]


def _joined(many: Sequence[NDArray[np.object_]]) -> NDArray[np.object_]:
    return np.concatenate(many) if many else np.empty(0, dtype=object)
