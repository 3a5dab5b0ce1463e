"""What stands on the map while a scan is being placed: its outline, and its points with their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from layers import drape
from layers.drawables import Labels
from layers.pins import RISE, pins, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from layers.drape import Ground
    from layers.drawables import Drawable

COLOUR = (199, 0, 110)
WIDTH, FINE = 3.0, 4.0
"""Pixels across a line, and metres of its pieces on the ground."""


def marks(places: Sequence[tuple[float, float]], ground: Ground) -> list[Drawable]:
    """Return pins with numbers at places, metres."""
    if not places:
        return []
    rows = np.arange(len(places), dtype=np.uint32)
    points = np.array(places)
    heads = stems(points, ground)[1]
    numbers = tuple(f"{one + 1}" for one in rows.tolist())
    return [
        Labels(heads[0], heads - heads[0], numbers, rows, RISE),
        *pins(points, ground, rows, colour=COLOUR),
    ]


def outline(corners: NDArray[np.float64], ground: Ground) -> list[Drawable]:
    """Return the outline of a picture by its corners (4, 2), metres."""
    rim, one = np.array([shapely.Polygon(corners)], dtype=object), np.zeros(1, dtype=np.uint32)
    return [*drape.lines(rim, one, ground, FINE, solid=False, width=WIDTH, colour=COLOUR)]
