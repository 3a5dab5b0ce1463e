"""As-built inspection (出来形管理): density, and rejects against a limit (DOMAIN 6.2, DK-01, DK-02)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_REJECTED = 0.003
"""Share of points that may lie outside the limit."""
LEAST_DENSITY = 1.0
"""Points on a square metre for the evaluation."""


@dataclass(frozen=True)
class Verdict:
    """What the table 様式-31-2 says of one part of a structure.

    Attributes
    ----------
    count, rejected
        Points that were looked at, and those outside the limit.
    mean, largest, smallest
        Metres, of the deviations without the rejected ones.
    within_half, within_most
        Share of the others within 50 and 80 percent of the limit.
    density
        Points on a square metre.
    """

    count: int
    rejected: int
    mean: float
    largest: float
    smallest: float
    within_half: float
    within_most: float
    density: float

    @property
    def passes(self) -> bool:
        """Whether rejects are few enough and points dense enough."""
        return self.rejected <= MOST_REJECTED * self.count and self.density >= LEAST_DENSITY


def verdict_of(deviations: NDArray[np.float64], limit: float, area: float) -> Verdict:
    """Return the verdict on deviations from a design.

    Parameters
    ----------
    deviations
        (n,) metres, at least one.
    limit
        Metres, of a single deviation either way.
    area
        Square metres that were evaluated.

    Raises
    ------
    ValueError
        Without points, limit or area.
    """
    if not len(deviations) or limit <= 0 or area <= 0:
        raise ValueError("points, a limit and an area are needed")
    size = np.abs(deviations)
    kept = deviations[size <= limit]
    inside = np.abs(kept)
    mean, largest, smallest, half, most = (np.nan,) * 5
    if len(kept):
        mean, largest, smallest = float(kept.mean()), float(kept.max()), float(kept.min())
        half, most = float((inside <= 0.5 * limit).mean()), float((inside <= 0.8 * limit).mean())
    rejected = len(deviations) - len(kept)
    return Verdict(len(deviations), rejected, mean, largest, smallest, half, most, len(deviations) / area)
