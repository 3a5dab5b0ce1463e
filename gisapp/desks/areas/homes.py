"""The buildings that change sides: where they stand, and how many dwellings are in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.buildings import buildings_of
from layers.messages import CONTEXT, NOTHING, QT_TRANSLATE_NOOP, Message
from layers.usages import UNKNOWN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.base import Layer, Table

COLUMNS = {
    "id": r"gml_id|building_id|建物ID|家屋番号|id|fid",
    "dwellings": r"住戸数|戸数|世帯数|dwellings|households",
    "usage": r"usage|用途|建物用途",
    "floor": r"total_floor_area|延べ?床面積|.*floor_?area",
}
"""Columns that are asked for, by name or Japanese label."""
HOUSES = ("411", "413", "415")
"""Codes of Building_usage with one dwelling: 住宅, and those with a shop or a workshop."""
FLATS = ("412", "414")
"""共同住宅, and those with shops."""
FLAT = 51.14
"""Square metres of floor for one dwelling of a house of flats, with its share of stairs and passages:
平成30年住宅・土地統計調査（総務省統計局）, 共同住宅の1住宅当たり延べ面積, the whole country."""
STATED = QT_TRANSLATE_NOOP(CONTEXT, "戸数は「{layer}」の「{column}」")
ESTIMATED = QT_TRANSLATE_NOOP(CONTEXT, "戸数は推定（住宅は1棟に1戸、共同住宅は延床面積 {flat} m² に1戸）")


@dataclass(frozen=True, eq=False)
class Homes:
    """Buildings.

    Attributes
    ----------
    points
        (n, 2) a point inside of each, metres of the project's system; NaN for those without a shape.
    dwellings
        (n,) how many there are in it, NaN where nobody knows.
    ids
        (n,) what a building is called.
    method
        Where the dwellings are from; a sentence.
    layer
        Name of their layer.
    """

    points: NDArray[np.float64]
    dwellings: NDArray[np.float64]
    ids: NDArray[np.object_]
    method: Message = NOTHING
    layer: str = ""

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.points)


NO_HOMES = Homes(np.empty((0, 2)), np.empty(0), np.empty(0, dtype=object))


def homes_of(layer: Layer) -> Homes:
    """Return the buildings of a layer that pass its filter.

    Raises
    ------
    layers.errors.AnalysisFailed
        When it has no shapes.
    """
    import shapely

    houses = buildings_of(layer)
    rows, shapes = houses.rows, houses.shapes
    points = np.full((len(rows), 2), np.nan)
    placed = np.flatnonzero(~(shapely.is_missing(shapes) | shapely.is_empty(shapes)))
    points[placed] = shapely.get_coordinates(shapely.point_on_surface(shapes[placed]))
    table = layer.table()
    names = {role: _column(table, pattern) for role, pattern in COLUMNS.items()}
    ids = table.texts(names["id"])[rows] if names["id"] else (rows + 1).astype(str).astype(object)
    stated = _numbers(table, names["dwellings"], rows)
    if np.isfinite(stated).any():
        label = next(one.label for one in table.attributes if one.name == names["dwellings"])
        method = Message(STATED, {"layer": layer.name, "column": label})
        return Homes(points, np.where(stated >= 0, stated, np.nan), ids, method, layer.name)
    floor = _numbers(table, names["floor"], rows)
    usage = _codes(table, names["usage"], rows)
    dwellings = estimated(usage, floor)
    return Homes(points, dwellings, ids, Message(ESTIMATED, {"flat": FLAT}), layer.name)


def estimated(usage: NDArray[np.str_], floor: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how many dwellings (n,) buildings of some uses and floor areas have, NaN where unknown.

    A house is one dwelling, a house of flats one for each :data:`FLAT` of its floor but no fewer than two,
    anything else none.
    """
    flats = np.fmax(np.round(floor / FLAT), 2.0)
    found = np.where(np.isin(usage, FLATS), np.where(floor > 0, flats, np.nan), 0.0)
    found = np.where(np.isin(usage, HOUSES), 1.0, found)
    return np.where(usage == "", np.nan, found)


def _column(table: Table, pattern: str) -> str:
    for one in table.attributes:
        if re.fullmatch(pattern, one.name, re.IGNORECASE) or re.fullmatch(pattern, one.label):
            return one.name
    return ""


def _numbers(table: Table, name: str, rows: NDArray[np.intp]) -> NDArray[np.float64]:
    kinds = {one.name: one.kind for one in table.attributes}
    if not name or kinds[name] not in {"number", "integer"}:
        return np.full(len(rows), np.nan)
    return np.asarray(table.numbers(name)[rows], np.float64)


def _codes(table: Table, name: str, rows: NDArray[np.intp]) -> NDArray[np.str_]:
    """Return the codes of a column, empty where there is none or the use is not known."""
    if not name:
        return np.full(len(rows), "", dtype=str)
    numbers, values = table.categories(name)
    codes = np.array(["" if one == UNKNOWN else str(one) for one in values] + [""], dtype=str)
    return codes[numbers[rows]]
