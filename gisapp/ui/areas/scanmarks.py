"""What stands on the map while a scan is being placed: its outline, and its points with their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from layers import drape
from layers.drawables import Labels, Points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from layers.drape import Ground
    from layers.drawables import Drawable

COLOUR = (199, 0, 110)
ABOVE = 1.0
"""Metres by which points stand above the ground."""
WIDTH, FINE = 3.0, 4.0
"""Pixels across a line, and metres of its pieces on the ground."""
RISE, SIZE = 16.0, 11.0
"""Pixels from a point to its number, and across it."""


def marks(places: Sequence[tuple[float, float]], ground: Ground) -> list[Drawable]:
    """Return points and numbers at places, metres."""
    if not places:
        return []
    rows = np.arange(len(places), dtype=np.uint32)
    points = drape.on_ground(ground, np.array(places), ABOVE)
    numbers = tuple(f"{one + 1}" for one in rows.tolist())
    colours = np.tile(np.array(COLOUR, np.uint8), (len(rows), 1))
    return [
        Labels(points[0], points - points[0], numbers, rows, RISE),
        Points(points[0], (points - points[0]).astype(np.float32), rows, SIZE, colours),
    ]


def outline(corners: NDArray[np.float64], ground: Ground) -> list[Drawable]:
    """Return the outline of a picture by its corners (4, 2), metres."""
    rim, one = np.array([shapely.Polygon(corners)], dtype=object), np.zeros(1, dtype=np.uint32)
    return [*drape.lines(rim, one, ground, FINE, solid=False, width=WIDTH, colour=COLOUR)]
