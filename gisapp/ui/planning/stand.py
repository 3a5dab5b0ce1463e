"""What of the counter's answer stands in the view: the lot, what may be built on it, shadows of the sun."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gisapp.ui.latest import Latest
from layers.drawables import Lines
from layers.heights import height_at, heights_of
from styles.planning import LOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from gisapp.desks.planning.lot import Lot
    from gisapp.desks.planning.study import Built, Study
    from gisapp.desks.planning.sunshade import Casters
    from gisapp.tasks import Task
    from gisapp.ui.window import Window
    from layers.drawables import Drawable
    from layers.feedback import Feedback
    from layers.project import Project

STEP = 2.0
"""Metres between the points at which lines follow the ground."""
LIFT = 0.8
"""Metres over the ground, so that lines do not sink into it."""


class InView:
    """Keeps in the view what the desk knows; what takes its time is worked out beside the window.

    Parameters
    ----------
    window
        Its view is drawn in while one sits at the desk.
    failed
        Told of work that failed.
    """

    def __init__(self, window: Window, failed: Callable[[Task], object]) -> None:
        self._window = window
        self._volumes = Latest(window.program.tasks, failed)
        self._suns = Latest(window.program.tasks, failed)
        self._volume: tuple[Drawable, ...] = ()
        self._shade: tuple[Drawable, ...] = ()
        self._cast: tuple[object, Casters] | None = None
        self._lot: Lot | None = None
        self._edge = -1
        self._shown: object = None

    def forget(self) -> None:
        """Drop what was worked out; the next :meth:`show` takes it off the view."""
        self._volumes.forget()
        self._suns.forget()
        self._volume = self._shade = ()

    def build(self, made: Built) -> None:
        """Let what may be built stand in the view as soon as it is worked out."""
        self._volumes.run(volume, self._window.session.project, made, then=self._take_volume)

    def shine(self, study: Study, made: Built | None, when: datetime | None) -> None:
        """Let the sun of a moment shine, None for none."""
        if when is None:
            self._suns.forget()
            self._take_shade(())
        else:
            project = self._window.session.project
            self._suns.run(self._shaded, project, study, made, when, then=self._take_shade)

    def _shaded(
        self, project: Project, study: Study, made: Built | None, when: datetime, *, feedback: Feedback
    ) -> tuple[Drawable, ...]:
        """Return the shadows on the ground at a moment; in a worker, one at a time."""
        from gisapp.desks.planning import sunshade

        feedback.step()
        sun = sunshade.moment_of(when, *study.position)
        if not sun.up:
            return ()
        key = (project.layers, study, made)
        if self._cast is None or key != self._cast[0]:  # what throws them stays while the sun moves
            self._cast = key, casters(project, study, made)
        feedback.step()
        ground = heights_of(project)
        return sunshade.drawn(sunshade.shade(self._cast[1], ground, sun.tip(study.north)), ground)

    def show(self, lot: Lot | None, edge: int, *, anew: bool = False) -> None:
        """Show a lot, its edge `edge` (-1 for none) and the rest; `anew` also when nothing changed."""
        self._lot, self._edge = lot, edge
        if self._window.view is None:
            return
        here = self._window.desk == "planning"
        key = (lot, edge, self._volume, self._shade) if here else None
        if (anew and here) or key != self._shown:
            self._shown = key
            lines = outlines(self._window.session.project, lot, edge)
            self._window.view.show_desk((*lines, *self._volume, *self._shade) if here else ())

    def _take_volume(self, drawables: tuple[Drawable, ...]) -> None:
        self._volume = drawables
        self.show(self._lot, self._edge)

    def _take_shade(self, drawables: tuple[Drawable, ...]) -> None:
        self._shade = drawables
        self.show(self._lot, self._edge)


def outlines(project: Project, lot: Lot | None, edge: int) -> tuple[Drawable, ...]:
    """Return the outline of a lot and the edge `edge` of it (-1 for none)."""
    if lot is None:
        return ()
    ring = np.vstack([lot.ring, lot.ring[:1]])
    whole = _line(project, ring, 3.0)
    return (whole, _line(project, ring[edge : edge + 2], 7.0)) if 0 <= edge < len(lot.ring) else (whole,)


def volume(project: Project, made: Built, *, feedback: Feedback) -> tuple[Drawable, ...]:
    """Return what may be built as it stands among its neighbours."""
    from gisapp.desks.planning.bodies import bodies_on
    from gisapp.desks.planning.standing import Standing, drawn

    feedback.step()
    bodies = bodies_on(project.layers, made.site.lot.polygon())
    feedback.step()
    return drawn(Standing(made.site, made.volume, made.building, heights_of(project), bodies=bodies))


def casters(project: Project, study: Study, made: Built | None) -> Casters:
    """Return what throws shadows: the neighbours, and what is planned."""
    from gisapp.desks.planning import sunshade
    from gisapp.desks.planning.standing import Standing

    planned = []
    if made is not None and made.building is not None:
        lift = Standing(made.site, made.volume, made.building, heights_of(project)).lift
        planned = [(one.polygon, one.top + lift) for one in made.building.storeys]
    return sunshade.casters_near(project.layers, study.place.area, planned)


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
