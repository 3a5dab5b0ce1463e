"""Measuring by clicks: each corner is a point of a scan where one is met, else a place on what is drawn.

Keys work as for lots: Backspace takes a corner back, Enter or a double click ends, Esc forgets and then goes
back to choosing by click. What takes a fixed number of corners ends by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.survey.measure import CORNERS, Kind
from gisapp.desks.survey.measurements import label, measurement
from gisapp.scene.origin import Frame
from gisapp.tools.base import Button
from gisapp.tools.lot import DrawLot
from layers.errors import AnalysisFailed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.session import Session
    from gisapp.tools.base import KeyEvent, MapView, PointerEvent

EXACT = frozenset({"pointcloud", "buildings"})
"""Kinds of layers that say exactly where a line of sight meets them."""
BEFORE = 0.97
"""What is drawn at a smaller share of the distance hides what is met."""

LINES = ("clip-box", "clip-band", "section-line")
"""Tools that take both ends of a line."""
PLAIN = 0.02
"""Metres from the lowest of all heights, at which the plain around the data lies."""


@dataclass
class Exact(DrawLot):
    """Corners that are points of scans and buildings where there are any."""

    def snapped(self, x: float, y: float) -> NDArray[np.float64] | None:
        """Return the point of a scan that is met at a pixel, else the place there; None for no place."""
        return point_at(self.view, x, y)


@dataclass
class Measure(Exact):
    """Measures one thing after the other.

    Attributes
    ----------
    kind
        What is measured.
    """

    kind: Kind = Kind.DISTANCE

    def move(self, event: PointerEvent, session: Session) -> bool:
        """Move the view, or let the next corner follow the pointer and tell what would be measured."""
        used = super().move(event, session)
        if event.button == Button.NONE:
            self._tell(event.x, event.y)
        return used

    def key(self, event: KeyEvent, session: Session) -> bool:
        """Take a key; what was told of corners that are gone goes too."""
        self.note = None
        return super().key(event, session)

    def cancel(self, session: Session) -> None:
        """Forget what was begun."""
        self.note = None
        super().cancel(session)

    def _tell(self, x: float, y: float) -> None:
        """Write beside the pointer what would be measured if one clicked here."""
        if self._pointer is None or len(self.corners) + 1 < CORNERS[self.kind].least:
            self.note = None
            return
        corners = np.array([*self.corners, self._pointer])
        try:
            self.note = (x, y, label(measurement(self.kind, corners, self.view.project.crs, "")))
        except AnalysisFailed:
            self.note = None


def point_at(view: MapView, x: float, y: float) -> NDArray[np.float64] | None:
    """Return the true place (3,) that is meant at a pixel, metres; None where nothing is.

    It is a point of a scan, or of a building, where the line of sight meets one before anything else, else
    the ground that is drawn there. The plain around the data is no place that could be measured.
    """
    hit, surface = view.pick(x, y), view.surface(x, y)
    layer = None if hit is None else view.project.layer(hit.layer)
    if hit is None or layer is None or layer.kind not in EXACT:
        extent = view.project.extent()
        plain = surface is None or (extent is not None and abs(surface[2] - extent[2]) < PLAIN)
        return surface if hit is not None or not plain else None
    if surface is not None:
        eye = Frame.of(view.project).true(np.array(view.camera.position))
        if np.linalg.norm(surface - eye) < BEFORE * hit.distance:
            return surface  # something else stands before it
    return np.array(hit.point)


def _measuring(kind: Kind) -> partial[Measure]:
    """Return what makes the tool of a kind."""
    takes = CORNERS[kind]
    return partial(
        Measure,
        name=f"measure-{kind}",
        least=takes.least,
        most=takes.most,
        closed=kind is Kind.AREA,
        stays=True,
        kind=kind,
    )


point, distance, path, area = map(_measuring, (Kind.POINT, Kind.DISTANCE, Kind.PATH, Kind.AREA))
angle, slope, radius = map(_measuring, (Kind.ANGLE, Kind.SLOPE, Kind.RADIUS))
plane, cylinder = (
    partial(Exact, name=f"measure-{kind}", least=1, stays=True) for kind in (Kind.PLANE, Kind.CYLINDER)
)
"""One corner and a double click, two corners, or a ring: see :class:`gisapp.desks.survey.fitwork.Region`."""
box, band, line = (partial(Exact, name=name, least=2, most=2, closed=False) for name in LINES)
axis = partial(Exact, name="section-axis", least=2, closed=False)
