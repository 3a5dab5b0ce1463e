"""How large points are drawn: as large as they are to be, and larger where they would leave gaps."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.scene.bake import BakedPoints

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from gisapp.scene.dressed import Dressed

MOST = 14.0
"""Pixels of a 96 dpi screen that a point never exceeds: larger ones are seen as squares, not as a surface."""
LOOSE = 2.0
"""By so much points lie farther apart than if all that are drawn filled the picture evenly, each once."""


@dataclass(frozen=True)
class Lens:
    """What the size of points depends on.

    Attributes
    ----------
    pixel
        Size of a pixel of the drawn picture in pixels of a 96 dpi screen.
    reach
        Pixels of the drawn picture for a metre at a metre's distance.
    gap
        Pixels of the drawn picture between points where finer ones lie between them.
    """

    pixel: float
    reach: float
    gap: float


def lens_of(pieces: Iterable[Dressed], size: tuple[int, int], pixel: float, field_of_view: float) -> Lens:
    """Return what holds for a picture.

    Parameters
    ----------
    pieces
        What may be drawn.
    size
        Width and height of the picture in pixels.
    pixel
        As in :class:`Lens`.
    field_of_view
        Vertical angle in degrees.
    """
    number = sum(
        len(one.baked.points) for one in pieces if isinstance(one.baked, BakedPoints) and one.visible
    )
    gap = LOOSE * math.sqrt(size[0] * size[1] / max(number, 1))
    return Lens(pixel, size[1] / (2 * math.tan(math.radians(field_of_view) / 2)), gap)


def size_of(baked: BakedPoints, place: NDArray[np.float64], eye: NDArray[np.float64], lens: Lens) -> float:
    """Return how many pixels of the drawn picture a point of a piece is wide.

    Parameters
    ----------
    baked
        The points.
    place, eye
        (3,) where their origin and the eye are, metres.
    lens
        What holds for the picture.
    """
    least = baked.size / lens.pixel
    if not baked.spacing or not len(baked.points):
        return max(1.0, least)
    low, high = baked.box
    away = float(np.linalg.norm(place + (low + high) / 2 - eye))
    distance = max(away, float(np.linalg.norm(high - low)) / 4)
    apart = baked.spacing * lens.reach / distance
    if not baked.finest:
        apart = min(apart, lens.gap)
    return max(1.0, least, min(apart, MOST / lens.pixel))
