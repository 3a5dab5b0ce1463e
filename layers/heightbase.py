"""Above what heights are measured: the base of each scan and each epoch, kept and shown with it.

Heights above Tokyo Peil were revised on 1 April 2025 (測地成果2024); between the two lie centimetres to
decimetres. Satellites measure heights above the ellipsoid, in Kyushu some 30 m more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
