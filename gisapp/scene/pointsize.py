"""How large points are drawn: as large as they are to be, and larger where they would leave gaps."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.scene.bake import BakedPoints
    from gisapp.scene.dressed import Dressed

MOST = 14.0
"""Pixels of a 96 dpi screen that a point never exceeds: larger ones are seen as squares, not as a surface."""


@dataclass(frozen=True)
class Lens:
    """What the size of points depends on.

    Attributes
    ----------
    pixel
        Size of a pixel of the drawn picture in pixels of a 96 dpi screen.
    reach
        Pixels of the drawn picture for a metre at a metre's distance.
    """

    pixel: float
    reach: float


def lens_of(size: tuple[int, int], pixel: float, field_of_view: float) -> Lens:
    """Return what holds for a picture.

    Parameters
    ----------
    size
        Width and height of the picture in pixels.
    pixel
        As in :class:`Lens`.
    field_of_view
        Vertical angle in degrees.
    """
    return Lens(pixel, size[1] / (2 * math.tan(math.radians(field_of_view) / 2)))


def size_of(piece: Dressed, baked: BakedPoints, eye: NDArray[np.float64], lens: Lens) -> float:
    """Return how many pixels of the drawn picture a point of a piece is wide.

    Parameters
    ----------
    piece, baked
        The piece and its points.
    eye
        (3,) metres relative to the project's origin.
    lens
        What holds for the picture.
    """
    least = baked.size / lens.pixel
    if not baked.spacing or not len(baked.points):
        return max(1.0, least)
    low, high = baked.box
    away = float(np.linalg.norm(piece.place + (low + high) / 2 - eye))
    distance = max(away, float(np.linalg.norm(high - low)) / 4)
    metres = baked.spacing if baked.finest else min(piece.apart or baked.spacing, baked.spacing)
    return max(1.0, least, min(metres * lens.reach / distance, MOST / lens.pixel))
