"""What the cards of the areas desk let stand in the view: lines and areas on the ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers import drape
from layers.heights import heights_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import shapely

    from layers.drawables import Drawable
    from layers.project import Project

SPACING = 4.0
"""Metres after which a line follows the ground anew."""


def outlined(
    project: Project, shapes: Sequence[shapely.Geometry], colour: tuple[int, int, int], width: float
) -> tuple[Drawable, ...]:
    """Return the outlines of areas, and lines, on the ground; shapes in metres of the project's system."""
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    rows = np.zeros(len(found), np.uint32)
    return tuple(
        drape.lines(found, rows, heights_of(project), SPACING, solid=False, width=width, colour=colour)
    )
