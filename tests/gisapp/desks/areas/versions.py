"""Versions of areas for tests: by hand, and made of the cells of a grid so that every figure is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from hypothesis import strategies

from gisapp.desks.areas.model import AreaSet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

CRS = "EPSG:6669"
CELL, SIDE, OWNERS = 30.0, 4, 4
"""Metres of a cell, cells of a side of the town, and associations."""
CELLS = np.array(
    [
        shapely.box(x * CELL, y * CELL, (x + 1) * CELL, (y + 1) * CELL)
        for y in range(SIDE)
        for x in range(SIDE)
    ]
)
MIDDLES = shapely.get_coordinates(shapely.centroid(CELLS))
towns = strategies.lists(strategies.integers(-1, OWNERS - 1), min_size=SIDE * SIDE, max_size=SIDE * SIDE).map(
    np.array
)
"""Owner of each cell, -1 for nobody."""


def version(title: str, rows: Sequence[tuple[str, str, shapely.Geometry | None]], date: str = "") -> AreaSet:
    """Return a version of code, name and shape of each row."""
    columns = [np.empty(len(rows), dtype=object) for _ in range(5)]
    for row, (code, name, shape) in enumerate(rows):
        for column, value in zip(columns, (str(row), code, name, "", shape), strict=True):
            column[row] = value
    ids, codes, names, kanas, shapes = columns
    return AreaSet(title, CRS, ids, codes, names, kanas, shapes, date, f"{title}.gpkg")


def town(title: str, owner: NDArray[np.int64]) -> AreaSet:
    """Return a version in which each association has the cells that bear its number."""
    rows = []
    for number in range(OWNERS):
        cells = CELLS[owner == number]
        rows.append((f"J{number}", f"{number}町会", shapely.union_all(cells) if len(cells) else None))
    return version(title, rows)
