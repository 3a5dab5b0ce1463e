"""Moving about: drag, wheel and keys, as in the 3D views of QGIS."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gisapp.scene import camera as cameras
from gisapp.scene.origin import Frame
from gisapp.tools.base import Button, Tool

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gisapp.session import Session
    from gisapp.tools.base import KeyEvent, PointerEvent
    from layers.project import Camera

DRAG = 4.0
"""Pixels that the mouse must move before a press is a drag."""
TURN = math.radians(180.0)
"""Turn for a drag over the whole height of the view."""
NOTCH, FINE_NOTCH = 0.8, 0.96
"""Factor of the distance for a notch of the wheel, and with Ctrl held."""
ARROW_PAN, ARROW_TURN = 0.08, math.radians(5.0)
"""Share of the view's height, and turn, for an arrow key."""


@dataclass
class _Drag:
    """A drag under way: how it began, and what it does."""

    button: Button
    x: float
    y: float
    camera: Camera
    grabbed: NDArray[np.float64]
    what: str
    begun: bool = False


@dataclass
class Navigate(Tool):
    """Moving about, and nothing else.

    Left drag pans, with Shift it orbits, with Ctrl it looks around; middle drag orbits; right drag too,
    and zooms with Ctrl; the wheel zooms to the cursor, with Ctrl in fine steps; a double click centres.
    """

    _drag: _Drag | None = field(default=None, init=False)

    def press(self, event: PointerEvent, session: Session) -> bool:
        """Grab what lies under the cursor."""
        if event.button == Button.LEFT and event.clicks == 2:
            point = self.view.surface(event.x, event.y)
            if point is not None:
                place = self._frame.drawn(point)
                self.view.look(cameras.centred(self.view.camera, place), fly=True)
            self._drag = None
            return True
        what = _meaning(event)
        if not what:
            return False
        self._drag = _Drag(
            event.button, event.x, event.y, self.view.camera, self.anchor(event.x, event.y), what
        )
        return True

    def move(self, event: PointerEvent, session: Session) -> bool:
        """Carry on a drag."""
        drag = self._drag
        if drag is None:
            return False
        right, down = event.x - drag.x, event.y - drag.y
        if not drag.begun and math.hypot(right, down) < DRAG:
            return True
        drag.begun = True
        height = self.view.view_size[1]
        turn, raise_ = right / height * TURN, down / height * TURN
        if drag.what == "pan":
            moved = cameras.dragged(drag.camera, self.view.view_size, drag.grabbed, event.x, event.y)
        elif drag.what == "orbit":
            moved = cameras.circled(drag.camera, drag.grabbed, turn, raise_)
        elif drag.what == "look":
            moved = cameras.looked_around(drag.camera, turn / 2, raise_ / 2)
        else:
            moved = cameras.zoomed(drag.camera, drag.grabbed, 2.0 ** (down / height * 6))
        self.view.look(self.held(moved))
        return True

    def release(self, event: PointerEvent, session: Session) -> bool:
        """End a drag; a press without a drag is left to others."""
        drag = self._drag
        if drag is None or drag.button != event.button:
            return False
        self._drag = None
        return drag.begun

    def wheel(self, event: PointerEvent, session: Session) -> bool:
        """Zoom to what lies under the cursor."""
        factor = (FINE_NOTCH if event.control else NOTCH) ** event.steps
        target = self.anchor(event.x, event.y)
        camera = cameras.focused(self.view.camera, target)
        self.view.look(self.held(cameras.zoomed(camera, target, factor)))
        return True

    def key(self, event: KeyEvent, session: Session) -> bool:
        """Move by keys: arrows pan, with Shift they orbit, with Ctrl they look around."""
        camera, size = self.view.camera, self.view.view_size
        right, up = _ARROWS.get(event.key, (0, 0))
        step = ARROW_PAN * size[1]
        if event.key in _ARROWS:
            if event.shift:
                moved = cameras.circled(camera, camera.focal, -right * ARROW_TURN, -up * ARROW_TURN)
            elif event.control:
                moved = cameras.looked_around(camera, right * ARROW_TURN, -up * ARROW_TURN)
            else:
                moved = cameras.panned(camera, size, right * step, up * step)
        elif event.key in {"PgUp", "PgDown"}:
            rise = cameras.metres_per_pixel(camera, size) * step * (1 if event.key == "PgUp" else -1)
            moved = cameras.moved(camera, (0.0, 0.0, rise))
        elif event.key in {"+", "=", "-"}:
            moved = cameras.zoomed(camera, camera.focal, 1 / NOTCH if event.key == "-" else NOTCH)
        elif event.key == "H" and not (event.control or event.alt):
            return self._home()
        else:
            return False
        self.view.look(self.held(moved))
        return True

    def cancel(self, session: Session) -> None:
        """Stop a drag and go back to where it began."""
        super().cancel(session)
        if self._drag is not None and self._drag.begun:
            self.view.look(self._drag.camera)
        self._drag = None

    @property
    def dragging(self) -> bool:
        """Whether a drag is under way."""
        return self._drag is not None and self._drag.begun

    def anchor(self, x: float, y: float) -> NDArray[np.float64]:
        """Return the point drawn at a pixel; for the sky a point as far away as what one looks at."""
        point = self.view.surface(x, y)
        if point is not None:
            return self._frame.drawn(point)
        origin, direction = cameras.ray(self.view.camera, self.view.view_size, x, y)
        return origin + direction * cameras.distance(self.view.camera)

    def held(self, camera: Camera) -> Camera:
        """Return the camera kept above the lowest ground."""
        extent = self.view.project.extent()
        return camera if extent is None else cameras.above(camera, self._frame.height(extent[2]) + 1.5)

    @property
    def _frame(self) -> Frame:
        return Frame.of(self.view.project)

    def _home(self) -> bool:
        extent = self.view.project.extent()
        if extent is not None:
            extent = self._frame.drawn_extent(extent)
            self.view.look(
                cameras.home(extent, self.view.view_size, self.view.camera.field_of_view), fly=True
            )
        return True


_ARROWS = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, 1), "Down": (0, -1)}


def _meaning(event: PointerEvent) -> str:
    """Return what a drag with this button does, empty for nothing."""
    if event.button == Button.MIDDLE:
        return "orbit"
    if event.button == Button.RIGHT:
        return "zoom" if event.control else "orbit"
    if event.button == Button.LEFT:
        return "orbit" if event.shift else "look" if event.control else "pan"
    return ""
