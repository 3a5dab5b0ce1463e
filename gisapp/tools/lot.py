"""Drawing a lot corner by corner, or a line that cuts one; corners jump to those of parcels nearby.

A click sets a corner, Backspace takes the last one back, Enter, a double click or a click on the first
corner ends, Esc forgets it all and then goes back to choosing by click. Dragging moves the view as usual.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.lots import corners_near
from gisapp.desks.planning.regulationfile import national
from gisapp.scene import camera as cameras
from gisapp.scene.origin import Frame
from gisapp.tools.base import Button, Drawn
from gisapp.tools.navigate import DRAG, Navigate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.session import Session
    from gisapp.tools.base import KeyEvent, PointerEvent

SNAP = 12.0
"""Pixels within which a corner jumps to that of a parcel."""


@dataclass
class DrawLot(Navigate):
    """Corners of an area.

    Attributes
    ----------
    name
        Id of the tool.
    least
        Corners without which there is nothing.
    most
        With so many it ends by itself; 0 for never.
    closed
        Whether the last corner is joined with the first one.
    stays
        Whether one goes on drawing when one has ended.
    """

    name: str = "lot-draw"
    least: int = 3
    most: int = 0
    closed: bool = True
    stays: bool = False
    corners: list[NDArray[np.float64]] = field(default_factory=list, init=False)
    """(3,) metres each."""
    _pointer: NDArray[np.float64] | None = field(default=None, init=False)

    def move(self, event: PointerEvent, session: Session) -> bool:
        """Move the view, or let the next corner follow the pointer."""
        if event.button != Button.NONE:
            used = super().move(event, session)
            self._show()
            return used
        if not self.corners:
            return False
        self._pointer = self.snapped(event.x, event.y)
        self._show()
        return False  # the cursor's place is told by others

    def release(self, event: PointerEvent, session: Session) -> bool:
        """Set a corner where one clicked without dragging."""
        if super().release(event, session) or event.button != Button.LEFT or event.clicks != 1:
            return True
        corner = self.snapped(event.x, event.y)
        if corner is None:
            return True
        if self._closes(event):
            self._end(session)
        elif not self.corners or (corner != self.corners[-1]).any():
            self.corners.append(corner)
            self._show()
            if len(self.corners) == self.most:
                self._end(session)
        return True

    def press(self, event: PointerEvent, session: Session) -> bool:
        """End at a double click; otherwise what navigating begins."""
        if event.button == Button.LEFT and event.clicks == 2:
            self._end(session)
            return True
        return super().press(event, session)

    def wheel(self, event: PointerEvent, session: Session) -> bool:
        """Zoom; what is drawn stays where it is on the ground."""
        used = super().wheel(event, session)
        self._show()
        return used

    def key(self, event: KeyEvent, session: Session) -> bool:
        """Enter ends, Backspace takes a corner back, Esc forgets the drawing or the tool."""
        if event.key in {"Return", "Enter"}:
            self._end(session)
        elif event.key in {"Backspace", "Del"} and self.corners:
            self.corners.pop()
            self._show()
        elif event.key == "Esc":
            if self.corners:
                self.cancel(session)
            else:
                session.use_tool("select")
        else:
            return super().key(event, session)
        return True

    def cancel(self, session: Session) -> None:
        """Forget what was drawn."""
        super().cancel(session)
        self.corners.clear()
        self._pointer = None
        self._show()

    def snapped(self, x: float, y: float) -> NDArray[np.float64] | None:
        """Return the place at a pixel, or the corner of a parcel that is seen close to it; None for sky."""
        place = self.view.surface(x, y)
        if place is None:
            return None
        camera, size = self.view.camera, self.view.view_size
        away = float(np.linalg.norm(Frame.of(self.view.project).drawn(place) - camera.position))
        reach = SNAP * cameras.metres_per_pixel(camera, size, away)
        corners = corners_near(self.view.project.layers, national(), place[0], place[1], 2 * reach)
        if not len(corners):
            return place
        distances = np.hypot(*(corners - place[:2]).T)
        nearest = int(distances.argmin())
        return place if distances[nearest] > reach else np.append(corners[nearest], place[2])

    def _closes(self, event: PointerEvent) -> bool:
        """Say whether one clicked on the first corner."""
        if not self.closed or len(self.corners) < self.least:
            return False
        first = Frame.of(self.view.project).drawn(self.corners[0])
        x, y = cameras.pixels(self.view.camera, self.view.view_size, first[None])[0, :2].tolist()
        return max(abs(event.x - x), abs(event.y - y)) < 2 * DRAG

    def _end(self, session: Session) -> None:
        if len(self.corners) < self.least:
            return
        places = np.array(self.corners)
        self.cancel(session)
        if not self.stays:
            session.use_tool("select")
        self.view.tell(Drawn(self.name, places))

    def _show(self) -> None:
        """Paint the corners, and the line to the pointer."""
        shown = list(self.corners)
        if shown and self._pointer is not None:
            shown.append(self._pointer)
        if not self.closed:  # what is painted closes, and a line does not: there and back
            shown += shown[-2::-1]
        self.ring = []
        if len(shown) > 1:
            places = np.array([Frame.of(self.view.project).drawn(one) for one in shown])
            seen = cameras.pixels(self.view.camera, self.view.view_size, places)[:, :2]
            self.ring = [(x, y) for x, y in seen.tolist()]
        self.view.refresh()


@dataclass
class CutLot(DrawLot):
    """Corners of a line across a lot."""

    name: str = "lot-cut"
    least: int = 2
    closed: bool = False
