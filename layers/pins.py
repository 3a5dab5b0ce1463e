"""Pins: what staff entered at a place, to be seen over the roofs, or close over the point of a scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers import drape
from layers.drawables import Lines, Points

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.drape import Ground
    from layers.drawables import Drawable

POINT = 13.0
"""Pixels across the head of a pin: each was entered by hand and is to be seen."""
PIN = 18.0
"""Metres from the ground to the head of a pin: over houses of five storeys, in which much of it happens."""
SHORT = 2.5
"""The same over what has a height of its own: it is looked at from near, and nothing stands before it."""
RISE = 18.0
"""Pixels from the head of a pin to its name."""
STEM = (60, 60, 64)


def pins(
    places: NDArray[np.float64],
    ground: Ground,
    rows: NDArray[np.integer],
    size: float = POINT,
    colour: tuple[int, int, int] | None = None,
) -> list[Drawable]:
    """Return pins: a stem from the ground, and a head over the roofs.

    Parameters
    ----------
    places
        (n, 2) metres, or (n, 3) with heights of their own, NaN for what stands on the ground.
    ground
        What that is.
    rows
        (n,) feature ids.
    size, colour
        Pixels across a head, and its colour where the layer has none.
    """
    if not len(places):
        return []
    feet, heads = stems(places, ground)
    origin = heads.mean(axis=0)
    ids = np.asarray(rows, np.uint32)
    sticks = np.stack([feet, heads], axis=1).reshape(-1, 3) - origin
    own = None if colour is None else np.tile(np.array(colour, np.uint8), (len(heads), 1))
    offsets = np.arange(0, len(sticks) + 1, 2)
    return [
        Lines(origin, sticks.astype(np.float32), offsets, ids, 2.0, colour or STEM),
        Points(origin, (heads - origin).astype(np.float32), ids, size, own),
    ]


def stems(places: NDArray[np.float64], ground: Ground) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return feet and heads (n, 3) of pins at places (n, 2), or (n, 3) with NaN for unknown heights."""
    feet = drape.on_ground(ground, places, 0.0)
    tall = np.full(len(places), PIN)
    if places.shape[1] == 3:
        own = np.isfinite(places[:, 2])
        feet[own, 2] = places[own, 2]
        tall[own] = SHORT
    return feet, feet + np.column_stack([np.zeros((len(tall), 2)), tall])
