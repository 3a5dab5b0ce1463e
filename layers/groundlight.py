"""The light on the ground: one formula for what the scene bakes and for hill shade that staff set up.

Level ground stays below full brightness, so that hills stand out. Slopes away from the sun grow dark faster
than those towards it grow bright. The sun stands 45 degrees high.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEVEL, TOWARDS, AWAY = 0.93, 0.28, 0.85
"""Light on level ground, and how fast it grows towards the sun and away from it."""
DARKEST = 70.0
"""Steps of 255 that are left in the deepest shade."""
HIGH = 0.5**0.5
"""Sine, and cosine, of how high the sun stands."""
SOUTH_WEST = 225.0
"""Where the sun of all other things stands, degrees clockwise from north."""


def sun(azimuth: float) -> NDArray[np.float32]:
    """Return the unit vector (3,) to the sun at an azimuth, degrees clockwise from north."""
    angle = np.radians(azimuth)
    return np.array((np.sin(angle) * HIGH, np.cos(angle) * HIGH, HIGH), dtype=np.float32)


def shades(towards: NDArray[np.float32], level: float = LEVEL, strength: float = 1.0) -> NDArray[np.uint8]:
    """Return shades (n,) uint8, 255 for full light.

    Parameters
    ----------
    towards
        (n,) cosine of the angle between the normal of the ground and the sun.
    level
        Light on level ground.
    strength
        By how much hills stand out: 0 not at all, 1 as everywhere.
    """
    more = towards - np.float32(HIGH)
    light = level + strength * np.where(more > 0, TOWARDS * more, AWAY * more)
    return np.clip(light * 255.0 + 0.5, DARKEST, 255.0).astype(np.uint8)


def hill_shade(
    heights: NDArray[np.float64],
    along: NDArray[np.float64],
    *,
    azimuth: float,
    strength: float,
    level: float,
) -> NDArray[np.uint8]:
    """Return the shade of each point of a grid; where a neighbour is missing the ground counts as level.

    Parameters
    ----------
    heights
        (n, n) metres, rows from south to north.
    along
        (n,) metres, rising: where rows and columns stand.
    azimuth, strength, level
        Of the sun, and as in :func:`shades`.
    """
    up_north, up_east = np.gradient(heights, along, along)
    up_north, up_east = np.nan_to_num(up_north), np.nan_to_num(up_east)
    direction = sun(azimuth)
    towards = direction[2] - up_east * direction[0] - up_north * direction[1]
    return shades((towards / np.sqrt(1 + up_east**2 + up_north**2)).astype(np.float32), level, strength)
