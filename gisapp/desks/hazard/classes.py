"""Classes of depth: official tables, and which class a depth is in.

Classes are closed below and open above: 「0.5m以上3m未満」 holds 0.5 and not 3.0. Sources: 国土交通省
「水害ハザードマップ作成の手引き」; 標準製品仕様書 (i-UR 3.2) RiverFloodingRiskAttribute_rank,
ReservoirFloodingRiskAttribute_rank, TsunamiRiskAttribute_rankOrg.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


class Kind(StrEnum):
    """What comes over a city."""

    FLOOD = "flood"
    INLAND = "inland"
    TSUNAMI = "tsunami"
    STORM_SURGE = "storm_surge"
    RESERVOIR = "reservoir"
    LANDSLIDE = "landslide"
    COLLAPSE = "collapse"
    """家屋倒壊等氾濫想定区域."""
    DANGER = "danger"
    """災害危険区域 (建築基準法39条)."""


class Scale(StrEnum):
    """How rare the event is that an area is drawn for."""

    PLANNED = "L1"
    """計画規模."""
    LARGEST = "L2"
    """想定最大規模."""
    UNKNOWN = ""


@dataclass(frozen=True)
class Classes:
    """A table of depth classes.

    Attributes
    ----------
    id
        Name in this program; also that of the palette in ``styles/presets``.
    lower
        Metres from which each class holds, rising; the first one holds from just above 0.
    codes
        What the data call them, from the shallowest.
    """

    id: str
    lower: tuple[float, ...]
    codes: tuple[str, ...]

    def of_depth(self, depth: ArrayLike) -> NDArray[np.int64]:
        """Return (n,) classes of depths in metres, 1 for the shallowest; 0 where it is dry or unknown."""
        values = np.atleast_1d(np.asarray(depth, np.float64))
        found = np.searchsorted(np.array(self.lower[1:]), values, side="right") + 1
        return np.where(values > 0, found, 0)  # NaN is not above 0

    def bounds(self, number: int) -> tuple[float, float]:
        """Return the ends of a class in metres, infinite above the last."""
        upper = self.lower[number] if number < len(self.lower) else float("inf")
        return self.lower[number - 1], upper

    def deepest(self, numbers: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return (n,) the deepest water of classes, metres: just below where the next begins; NaN for 0."""
        ends = np.array([np.nan, *(np.nextafter(end, 0) for end in self.lower[1:]), np.inf])
        return ends[np.clip(numbers, 0, None)]


STANDARD = Classes("flood_rank", (0.0, 0.5, 3.0, 5.0, 10.0, 20.0), ("1", "2", "3", "4", "5", "6"))
DETAILED = Classes(
    "flood_depth_detailed",
    (0.0, 0.3, 0.5, 1.0, 3.0, 5.0, 10.0, 20.0),
    ("1", "2", "3", "4", "5", "6", "7", "8"),
)
RESERVOIR = Classes("reservoir_rank", (0.0, 0.5, 1.0, 2.0, 3.0, 5.0), ("1", "2", "3", "4", "5", "6"))
TSUNAMI = Classes(
    "tsunami_rank",
    (0.01, 0.3, 1.0, 2.0, 3.0, 4.0, 5.0, 10.0, 20.0),
    ("1", "2", "3", "4", "5", "6", "7", "8", "9"),
)
