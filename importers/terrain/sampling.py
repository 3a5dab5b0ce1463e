"""Heights in the cells of the grid that is being made, out of whatever a source holds.

A source in degrees or in another zone is asked at the middles of the cells, bilinear between its own
heights. What transforms the places is pyproj, which the rest of the program uses, and heights are never
touched by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from importers.terrain.between import sample
from layers.errors import UnknownCrs
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pyproj import Transformer

    from layers.terrainwriter import GridPlan

LATTICE = 16
"""Cells between the places that are really transformed; a plane system bends by less than a millimetre
over such a distance, however coarse the heights of a city are."""

Box = tuple[float, float, float, float]
"""West, south, east, north."""


class HeightSource(Protocol):
    """Something that knows heights."""

    @property
    def bounds(self) -> Box:
        """Extent in metres of the target system."""
        ...

    @property
    def spacing(self) -> float:
        """Metres between its heights."""
        ...

    def read(self, plan: GridPlan) -> NDArray[np.float32] | None:
        """Return heights (rows, columns) float32 from south to north, NaN where it knows none, or None."""
        ...


class HeightGrid(Protocol):
    """A grid of heights in a system of its own."""

    @property
    def crs(self) -> str:
        """Authority code or definition of its horizontal system."""
        ...

    @property
    def transform(self) -> tuple[float, float, float, float, float, float]:
        """Six numbers a b c d e f of the corners of cells: x = a column + b row + c, y = d column + …."""
        ...

    @property
    def rows(self) -> int:
        """Its height in cells."""
        ...

    @property
    def columns(self) -> int:
        """Its width in cells."""
        ...

    def window(self, row: int, column: int, rows: int, columns: int) -> NDArray[np.float32]:
        """Return a part that lies within the grid; NaN without a height."""
        ...


def horizontal(definition: object) -> Any:
    """Return the horizontal part of a reference system as pyproj knows it: heights are not transformed."""
    from pyproj import CRS

    system = CRS.from_user_input(definition)
    if system.is_compound:
        system = system.sub_crs_list[0]
    if system.is_bound and system.source_crs is not None:
        system = system.source_crs
    return system.to_2d() if len(system.axis_info) == 3 else system


def transformer(source: object, target: object, file: str) -> Transformer:
    """Return what takes x, y of one system to x, y of another.

    Raises
    ------
    layers.errors.UnknownCrs
        When there is no way better than a guess.
    """
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    try:
        return Transformer.from_crs(
            horizontal(source), horizontal(target), always_xy=True, allow_ballpark=False
        )
    except ProjError as error:
        raise UnknownCrs(
            QT_TRANSLATE_NOOP(CONTEXT, "{file} の座標系から平面直角座標系へ正しく変換できません。"),
            QT_TRANSLATE_NOOP(CONTEXT, "データの座標系を確かめ、読み込みの設定で選んでください。"),
            values={"file": file},
            where=Where(file),
            detail=str(error),
        ) from error


@dataclass(frozen=True, eq=False)
class GridSource:
    """A grid as a source of heights.

    Attributes
    ----------
    grid
        The grid.
    target
        Plane rectangular system that is asked in.
    file
        Name for errors.
    """

    grid: HeightGrid
    target: str
    file: str

    @cached_property
    def _to_grid(self) -> Transformer:
        return transformer(self.target, self.grid.crs, self.file)

    @cached_property
    def bounds(self) -> Box:
        """Extent in metres of the target system."""
        grid = self.grid
        a, b, c, d, e, f = grid.transform
        along = np.linspace(0.0, 1.0, 33)
        column = np.concatenate([along, along, np.zeros(33), np.ones(33)]) * grid.columns
        row = np.concatenate([np.zeros(33), np.ones(33), along, along]) * grid.rows
        x, y = a * column + b * row + c, d * column + e * row + f
        east, north = transformer(grid.crs, self.target, self.file).transform(x, y)
        return float(np.min(east)), float(np.min(north)), float(np.max(east)), float(np.max(north))

    @cached_property
    def spacing(self) -> float:
        """Metres between its heights, the smaller of both directions, at its middle."""
        grid = self.grid
        a, b, c, d, e, f = grid.transform
        column, row = grid.columns / 2, grid.rows / 2
        columns, rows = np.array([column, column + 1, column]), np.array([row, row, row + 1])
        back = transformer(grid.crs, self.target, self.file)
        east, north = back.transform(a * columns + b * rows + c, d * columns + e * rows + f)
        steps = np.hypot(east[1:] - east[0], north[1:] - north[0])
        return float(steps.min())

    def read(self, plan: GridPlan) -> NDArray[np.float32] | None:
        """Return heights at the middles of cells, None where the grid does not reach."""
        west, south, east, north = self.bounds
        if east <= plan.west or west >= plan.east or north <= plan.south or south >= plan.north:
            return None
        rows, *along_rows = _lattice(plan.rows)
        columns, *along_columns = _lattice(plan.columns)
        row, column = self._places(plan, rows, columns)
        grid = self.grid
        low_row, high_row = _span(row, grid.rows)
        low_column, high_column = _span(column, grid.columns)
        if high_row <= low_row or high_column <= low_column:
            return None
        held = grid.window(low_row, low_column, high_row - low_row, high_column - low_column)
        heights = np.empty((plan.rows, plan.columns), dtype=np.float32)
        before, shares = zip(along_rows, along_columns, strict=True)
        sample(held, (low_row, low_column), (row, column), before, shares, heights)
        return heights

    def _places(
        self, plan: GridPlan, rows: NDArray[np.int64], columns: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return row and column in the grid, from the middle of its first cell, of some cells asked."""
        north, east = np.meshgrid(
            plan.south + (rows + 0.5) * plan.cell, plan.west + (columns + 0.5) * plan.cell, indexing="ij"
        )
        x, y = self._to_grid.transform(east.ravel(), north.ravel())
        a, b, c, d, e, f = self.grid.transform
        determinant = a * e - b * d
        x, y = np.asarray(x) - c, np.asarray(y) - f
        column = ((e * x - b * y) / determinant - 0.5).reshape(north.shape)
        row = ((a * y - d * x) / determinant - 0.5).reshape(north.shape)
        return row, column


def _lattice(count: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return some of `count` cells; for all of them which of those stands before, and how far it is away."""
    some = np.unique(np.append(np.arange(0, count, LATTICE), count - 1))
    cells = np.arange(count)
    before = np.clip(np.searchsorted(some, cells, side="right") - 1, 0, max(len(some) - 2, 0))
    after = np.minimum(before + 1, len(some) - 1)
    return some, before, (cells - some[before]) / np.maximum(some[after] - some[before], 1)


def _span(places: NDArray[np.float64], count: int) -> tuple[int, int]:
    """Return the range of rows or columns that `places` need."""
    finite = places[np.isfinite(places)]
    if not len(finite):
        return 0, 0
    low = int(np.clip(np.floor(finite.min()), 0, count))
    high = int(np.clip(np.floor(finite.max()) + 2, 0, count))
    return low, high
