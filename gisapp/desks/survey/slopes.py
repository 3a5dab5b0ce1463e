"""How steep something is, as people say it: degrees, percent, and 1 to n."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Slope:
    """A slope.

    Attributes
    ----------
    degrees
        From level.
    percent
        Metres that it rises on 100 m.
    ratio
        Metres along for each metre that it rises: n of 「1:n」; infinite where it is level.
    """

    degrees: float
    percent: float
    ratio: float


def slope_between(along: float, rise: float) -> Slope:
    """Return the slope of a line that rises so much over a level distance.

    Parameters
    ----------
    along
        Metres, level; not negative.
    rise
        Metres, negative downwards.

    Raises
    ------
    ValueError
        When both are zero.
    """
    if along == 0 and rise == 0:
        raise ValueError("a point has no slope")
    degrees = math.degrees(math.atan2(rise, along))
    percent = 100 * rise / along if along else math.copysign(math.inf, rise)
    return Slope(degrees, percent, along / abs(rise) if rise else math.inf)


def slope_of_ratio(ratio: float) -> Slope:
    """Return the slope 「1:n」."""
    return slope_between(ratio, 1.0)
