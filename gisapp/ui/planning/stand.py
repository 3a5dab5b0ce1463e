"""What of the counter's answer stands in the view: the outline of the lot and the edge that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.drawables import Lines
from layers.heights import height_at

if TYPE_CHECKING:
    from gisapp.desks.planning.study import Built, Study
    from layers.drawables import Drawable
    from layers.project import Project

STEP = 2.0
"""Metres between the points at which lines follow the ground."""
LIFT = 0.8
"""Metres over the ground, so that lines do not sink into it."""


def standing_key(study: Study | None, made: Built | None, edge: int) -> object:
    """Return what the picture rests on: while it stays the same, nothing is drawn anew."""
    del made
    return None if study is None else study.lot, edge


def stand(view: object, project: Project, study: Study | None, made: Built | None, edge: int) -> None:
    """Show a study in the view, nothing for None.

    Parameters
    ----------
    view
        The 3D view.
    project
        Gives the ground.
    study, made
        What is known.
    edge
        Number of the chosen edge of the lot, -1 for none.
    """
    del made
    renderer = getattr(view, "renderer", None)
    if renderer is None:
        return
    drawables: list[Drawable] = []
    if study is not None and study.lot is not None:
        ring = np.vstack([study.lot.ring, study.lot.ring[:1]])
        drawables.append(_line(project, ring, 3.0))
        if 0 <= edge < len(study.lot.ring):
            drawables.append(_line(project, ring[edge : edge + 2], 7.0))
    renderer.show(drawables)
    view.redraw()  # type: ignore[attr-defined]  # whoever has a renderer can draw


def _line(
    project: Project, corners: np.ndarray[tuple[int, int], np.dtype[np.float64]], width: float
) -> Lines:
    """Return a line over the ground; where nobody knows how high that is, at the mean of the rest or zero."""
    import shapely

    places = shapely.get_coordinates(shapely.segmentize(shapely.LineString(corners), STEP))
    heights = height_at(project, places).heights
    known = heights[np.isfinite(heights)]
    heights = np.where(np.isfinite(heights), heights, known.mean() if len(known) else 0.0)
    points = np.column_stack([places, heights + LIFT])
    origin = points[0].copy()
    offsets = np.array([0, len(points)], np.int64)
    return Lines(origin, points - origin, offsets, np.zeros(1, np.uint32), width)
