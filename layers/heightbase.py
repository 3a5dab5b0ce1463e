"""Above what heights are measured: the base of each scan and each epoch, kept and shown with it.

Heights above Tokyo Peil were revised on 1 April 2025 (測地成果2024); between the two lie centimetres to
decimetres. Satellites measure heights above the ellipsoid, in Kyushu some 30 m more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import numpy as np

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

UNKNOWN, ELLIPSOID, RESULT_2011, RESULT_2024 = "", "ellipsoid", "jgd2011", "jgd2024"
WORDS = {
    UNKNOWN: QT_TRANSLATE_NOOP(CONTEXT, "標高の基準は未確認"),
    ELLIPSOID: QT_TRANSLATE_NOOP(CONTEXT, "楕円体高（標高より 30～40 m ほど大きい値）"),
    RESULT_2011: QT_TRANSLATE_NOOP(CONTEXT, "標高（測地成果2011）"),
    RESULT_2024: QT_TRANSLATE_NOOP(CONTEXT, "標高（測地成果2024）"),
}
BASES = (RESULT_2011, RESULT_2024, ELLIPSOID)
"""What staff may choose."""
BASE = QT_TRANSLATE_NOOP(CONTEXT, "高さの基準")


class Undulation(Protocol):
    """How far the geoid lies above the ellipsoid, from wherever that is known."""

    @property
    def name(self) -> str:
        """What it is called where it is stated."""
        ...

    def at(self, longitude: ArrayLike, latitude: ArrayLike) -> NDArray[np.float64]:
        """Return metres (n,) at places in degrees of JGD2011; NaN where nothing is known."""
        ...


@dataclass(frozen=True)
class StatedGeoid:
    """One geoid height for a whole city, as staff state it with its source.

    Attributes
    ----------
    metres
        How far the geoid lies above the ellipsoid.
    name
        Where the number comes from.
    """

    metres: float
    name: str

    def at(self, longitude: ArrayLike, latitude: ArrayLike) -> NDArray[np.float64]:
        """Return the same metres (n,) everywhere."""
        shape = np.broadcast_shapes(np.shape(longitude), np.shape(latitude))
        return np.full(shape, self.metres)


@dataclass(frozen=True, eq=False)
class Geoid:
    """How far the geoid lies above the ellipsoid, on a grid.

    Attributes
    ----------
    name
        Of the model, such as ``GSIGEO2011``.
    base
        What heights are measured above when it is taken off: one of :data:`BASES`.
    west, south, step_east, step_north
        Degrees of the first node and between nodes.
    values
        (r, c) metres, rows from south to north, NaN where nothing is known.
    """

    name: str
    base: str
    west: float
    south: float
    step_east: float
    step_north: float
    values: NDArray[np.float32]

    def at(self, longitude: ArrayLike, latitude: ArrayLike) -> NDArray[np.float64]:
        """Return metres (n,) at places in degrees of JGD2011, bilinear; NaN outside."""
        rows, columns = self.values.shape
        x = (np.asarray(longitude, dtype=np.float64) - self.west) / self.step_east
        y = (np.asarray(latitude, dtype=np.float64) - self.south) / self.step_north
        with np.errstate(invalid="ignore"):
            inside = (x >= 0) & (x <= columns - 1) & (y >= 0) & (y <= rows - 1)
        column = np.where(inside, np.minimum(np.where(inside, x, 0), columns - 2), 0).astype(np.int64)
        row = np.where(inside, np.minimum(np.where(inside, y, 0), rows - 2), 0).astype(np.int64)
        right, up = x - column, y - row
        low = self.values[row, column] * (1 - right) + self.values[row, column + 1] * right
        high = self.values[row + 1, column] * (1 - right) + self.values[row + 1, column + 1] * right
        return np.where(inside, low * (1 - up) + high * up, np.nan)

    def cropped(self, west: float, south: float, east: float, north: float) -> Geoid:
        """Return the part of it that places within these degrees need, and a node more on each side.

        Nodes without a value (GSIGEO2011 has none at sea) get that of the nearest node with one, so that
        a house at the shore has a height; :attr:`values` are all NaN where there is no node with one.
        """
        rows, columns = self.values.shape
        left = int(np.clip((west - self.west) // self.step_east - 1, 0, columns - 2))
        right = int(np.clip((east - self.west) // self.step_east + 2, left + 1, columns - 1))
        low = int(np.clip((south - self.south) // self.step_north - 1, 0, rows - 2))
        high = int(np.clip((north - self.south) // self.step_north + 2, low + 1, rows - 1))
        values = self.values[low : high + 1, left : right + 1].copy()
        missing = np.isnan(values)
        if missing.any() and not missing.all():
            from scipy.ndimage import distance_transform_edt

            nearest = distance_transform_edt(missing, return_distances=False, return_indices=True)
            values = values[tuple(nearest)]
        corner = (self.west + left * self.step_east, self.south + low * self.step_north)
        return replace(self, west=corner[0], south=corner[1], values=values)
