"""What of the counter's answer stands in the view: the lot, its edges, and what may be built on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.bodies import bodies_on
from gisapp.desks.planning.standing import Standing, drawn
from layers.drawables import Lines
from layers.heights import height_at, heights_of
from styles.planning import LOT

if TYPE_CHECKING:
    from gisapp.desks.planning.lot import Lot
    from gisapp.desks.planning.standing import Show
    from gisapp.desks.planning.study import Built
    from layers.drawables import Drawable
    from layers.feedback import Feedback
    from layers.project import Project

STEP = 2.0
"""Metres between the points at which lines follow the ground."""
LIFT = 0.3
"""Metres over the ground, so that lines do not sink into it."""


def outlines(project: Project, lot: Lot | None, edge: int) -> tuple[Drawable, ...]:
    """Return the outline of a lot and the edge `edge` of it (-1 for none)."""
    if lot is None:
        return ()
    ring = np.vstack([lot.ring, lot.ring[:1]])
    whole = _line(project, ring, 3.0)
    return (whole, _line(project, ring[edge : edge + 2], 7.0)) if 0 <= edge < len(lot.ring) else (whole,)


@dataclass(frozen=True, eq=False)
class Stood:
    """What may be built as it stands in the scene; `most` metres of existing buildings stick out of it."""

    drawables: tuple[Drawable, ...] = ()
    most: float = 0.0


def volume(project: Project, made: Built, show: Show, *, feedback: Feedback) -> Stood:
    """Return what may be built as it stands among its neighbours."""
    feedback.step()
    ground = heights_of(project)
    bodies = bodies_on(project.layers, made.site.lot.polygon())
    feedback.step()
    what = Standing(made.site, made.volume, made.building, ground, bodies=bodies)
    return Stood(drawn(what, show), max((over.most for _, over in what.excesses), default=0.0))


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
    return Lines(origin, points - origin, offsets, np.zeros(1, np.uint32), width, LOT.colour)
