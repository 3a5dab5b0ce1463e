"""The buildings that are asked about, from a city model or from any layer of areas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.assignment import Footprints, footprints_of
from gisapp.desks.hazard.refuge import storeys_of
from layers import filters
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.usages import DWELLINGS, UNKNOWN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.base import Layer, Table
    from layers.heights import Heights

FACILITIES = {"421": "官公庁施設", "422": "文教厚生施設"}
"""Codes of Building_usage that are counted as facilities (schools, hospitals and care are one code)."""
MOST_STOREYS = 200
"""More storeys are a number that stands for nothing."""
COLUMNS = {
    "id": r"gml_id|building_id|建物ID|家屋番号|ID|id|fid",
    "storeys": r"storeys_above_ground|地上階数|階数|.*storeys?|.*stories",
    "height": r"measured_height|計測高さ|建物の?高さ|高さ|.*height",
    "floor_area": r"total_floor_area|延べ?床面積|.*floor_?area",
    "usage": r"usage|用途|建物用途",
    "ground": r"ground_height|地盤高|地盤の標高",
}
"""Columns that are asked for, by name or Japanese label."""
_NO_SHAPES = QT_TRANSLATE_NOOP(CONTEXT, "レイヤ「{layer}」に建物の形がないため、調べられません。")
_CHOOSE = QT_TRANSLATE_NOOP(CONTEXT, "建物の形（面）のあるレイヤを選んでください。")


@dataclass(frozen=True, eq=False)
class Targets:
    """Buildings.

    Attributes
    ----------
    layer
        Where they are from.
    rows
        (n,) their rows in the layer.
    footprints
        (n,) shapes, metres of the project's system.
    ids
        (n,) what they are called.
    storeys
        (n,) above ground, NaN where unknown.
    estimated
        (n,) whether the storeys are estimated from the height (推定).
    ground
        (n,) metres of the ground, NaN where unknown.
    floor_area
        (n,) square metres of all storeys, NaN where unknown.
    floor_estimated
        (n,) whether that is footprint times storeys (推定).
    usage
        (n,) codes of Building_usage, empty where unknown.
    """

    layer: Layer
    rows: NDArray[np.intp]
    footprints: Footprints
    ids: NDArray[np.object_]
    storeys: NDArray[np.float64]
    estimated: NDArray[np.bool_]
    ground: NDArray[np.float64]
    floor_area: NDArray[np.float64]
    floor_estimated: NDArray[np.bool_]
    usage: NDArray[np.object_]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.footprints)

    @cached_property
    def points(self) -> NDArray[np.float64]:
        """(n, 2) a point inside of each building, NaN without a shape."""
        return points_of(self.footprints)

    @cached_property
    def dwelling(self) -> NDArray[np.bool_]:
        """(n,) whether people live there; where no building has a usage, all count as dwellings."""
        if not self.usages_known:
            return np.ones(len(self), np.bool_)
        return np.isin(self.usage.astype(str), DWELLINGS)

    @property
    def usages_known(self) -> bool:
        """Whether any building tells its usage."""
        return bool((self.usage != "").any())

    @property
    def living_area(self) -> NDArray[np.float64]:
        """(n,) square metres of residential floor, 0 for other buildings, NaN where unknown."""
        return np.where(self.dwelling, self.floor_area, 0.0)


def points_of(footprints: Footprints) -> NDArray[np.float64]:
    """Return (n, 2) a point inside of each footprint, NaN where there is none."""
    import shapely

    found = np.full((len(footprints), 2), np.nan)
    rows = footprints.rows
    found[rows] = shapely.get_coordinates(shapely.point_on_surface(footprints.shapes[rows]))
    return found


def targets_of(layer: Layer, heights: Heights | None = None) -> Targets:
    """Return the buildings of a layer that pass its filter.

    Parameters
    ----------
    layer
        With its data opened; areas.
    heights
        Ground of the project, for hazards that state levels only; None to use what the layer states.

    Raises
    ------
    layers.errors.AnalysisFailed
        When it has no areas.
    """
    import shapely

    shapes = None if layer.data is None else layer.footprints()
    if shapes is None or not (shapely.get_dimensions(shapes) == 2).any():
        raise AnalysisFailed(_NO_SHAPES, _CHOOSE, values={"layer": layer.name})
    shown = filters.mask(layer)
    rows = np.arange(len(shapes)) if shown is None else np.flatnonzero(shown)
    footprints = footprints_of(shapes[rows])
    table = layer.table()
    names = {role: _column(table, pattern) for role, pattern in COLUMNS.items()}
    height = _numbers(table, names["height"], rows)
    stated = _numbers(table, names["storeys"], rows)
    storeys, estimated = storeys_of(np.where(stated <= MOST_STOREYS, stated, np.nan), height)
    floor = _numbers(table, names["floor_area"], rows)
    known = floor > 0
    guess = footprints.sizes * storeys
    ids = table.texts(names["id"])[rows] if names["id"] else (rows + 1).astype(str).astype(object)
    ground = _numbers(table, names["ground"], rows)
    if heights is not None and footprints.placed.any():
        points = points_of(footprints)
        measured = heights.height_at(points[:, 0], points[:, 1])
        # What a building stands on is known better by a terrain than by the lower end of its shape.
        ground = np.where(np.isfinite(measured), measured, ground)
    return Targets(
        layer,
        rows,
        footprints,
        ids,
        storeys,
        estimated,
        ground,
        np.where(known, floor, np.where(guess > 0, guess, np.nan)),
        ~known & (guess > 0),
        _codes(table, names["usage"], rows),
    )


def _column(table: Table, pattern: str) -> str:
    for one in table.attributes:
        if re.fullmatch(pattern, one.name, re.IGNORECASE) or re.fullmatch(pattern, one.label):
            return one.name
    return ""


def _numbers(table: Table, name: str, rows: NDArray[np.intp]) -> NDArray[np.float64]:
    kinds = {one.name: one.kind for one in table.attributes}
    if not name or kinds[name] not in {"number", "integer", "year"}:
        return np.full(len(rows), np.nan)
    return table.numbers(name)[rows]


def _codes(table: Table, name: str, rows: NDArray[np.intp]) -> NDArray[np.object_]:
    if not name:
        return np.full(len(rows), "", dtype=object)
    indices, values = table.categories(name)
    codes = np.array(["" if one == UNKNOWN else one for one in values] + [""], dtype=object)
    return codes[indices[rows]]


def standing_at(layer: Layer, shapes: NDArray[np.object_]) -> Targets:
    """Return places that are asked about like buildings, but are none: nothing is known of their storeys."""
    count = len(shapes)
    unknown = np.full(count, np.nan)
    none = np.zeros(count, np.bool_)
    names = np.full(count, "", dtype=object)
    footprints = footprints_of(shapes)
    return Targets(layer, np.arange(count), footprints, names, unknown, none, unknown, unknown, none, names)
