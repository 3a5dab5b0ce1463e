"""What the cards of the areas desk let stand in the view: lines and areas on the ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers import drape
from layers.heights import height_at, heights_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import shapely

    from gisapp.ui.window import Window
    from layers.drawables import Drawable
    from layers.project import Project

SPACING = 4.0
"""Metres after which a line follows the ground anew."""
ROOM = 15.0
"""Metres that are seen around a place."""


def outlined(
    project: Project, shapes: Sequence[shapely.Geometry], colour: tuple[int, int, int], width: float
) -> tuple[Drawable, ...]:
    """Return the outlines of areas, and lines, on the ground; shapes in metres of the project's system."""
    if not len(shapes):
        return ()
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    rows = np.zeros(len(found), np.uint32)
    return tuple(
        drape.lines(found, rows, heights_of(project), SPACING, solid=False, width=width, colour=colour)
    )


def fly_to_shape(window: Window, shape: shapely.Geometry) -> None:
    """Fly to a shape on the ground, metres of the project's system, with some room around."""
    if window.view is None:
        return
    west, south, east, north = shape.bounds
    middle = np.array([[(west + east) / 2, (south + north) / 2]])
    height = float(np.nan_to_num(height_at(window.session.project, middle).heights[0]))
    window.view.fly_to((west - ROOM, south - ROOM, height, east + ROOM, north + ROOM, height + ROOM))
