"""Choosing what lies in a drawn area: a free line, corners one by one, or a circle from its middle.

Shift adds to what was chosen, Alt takes away, Shift and Alt keep what was chosen before and lies inside.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from gisapp.scene import camera as cameras
from gisapp.selecting import Mode, combined
from gisapp.tools.base import Button, PointerEvent, Tool
from gisapp.tools.navigate import DRAG

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.session import Session
    from gisapp.tools.base import KeyEvent

Point = tuple[float, float]
STEP = 4.0
"""Pixels after which a free line gets its next corner."""
ROUND = 48
"""Corners of a drawn circle."""


def mode_of(event: PointerEvent) -> Mode:
    """Return what becomes of what was chosen before."""
    if event.shift and event.alt:
        return Mode.WITHIN
    return Mode.ADD if event.shift else Mode.REMOVE if event.alt else Mode.NEW


def in_ring(places: NDArray[np.float64], ring: list[Point]) -> NDArray[np.bool_]:
    """Return which of (n, 2) places lie in a closed line, by counting the edges to their right."""
    x, y = places[:, 0], places[:, 1]
    inside = np.zeros(len(places), dtype=bool)
    for (left, low), (right, high) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if low == high:
            continue
        across = (low > y) != (high > y)
        with np.errstate(invalid="ignore"):
            inside ^= across & (x < (right - left) * (y - low) / (high - low) + left)
    return inside


@dataclass
class _Draw(Tool):
    """What the tools of this file share."""

    def cancel(self, session: Session) -> None:
        """Forget what was drawn."""
        super().cancel(session)
        self.ring = []
        self.view.refresh()

    def key(self, event: KeyEvent, session: Session) -> bool:
        """Esc forgets what was drawn; when nothing was, it goes back to choosing by click."""
        if event.key != "Esc":
            return False
        if self.ring:
            self.cancel(session)
        else:
            session.use_tool("select")
        return True

    def _enclose(self, event: PointerEvent, session: Session) -> None:
        ring, self.ring = self.ring, []
        self.view.refresh()
        if len(ring) < 3:
            return
        old = session.selection
        names = [layer.id for layer in session.project.layers if layer.visible and layer.data is not None]
        names.sort(key=lambda name: name != old.layer_id)
        for name in names:
            found = self._inside(name, ring)
            if len(found):
                session.select(combined(old, name, found, mode_of(event)))
                return
        if mode_of(event) is Mode.NEW:
            session.select(combined(old, old.layer_id, np.empty(0, dtype=np.uint32), Mode.NEW))

    def _inside(self, layer_id: str, ring: list[Point]) -> NDArray[np.uint32]:
        """Return the features of a layer whose middle lies in the ring; its filter counts."""
        corners = np.array(ring)
        left, top = corners.min(axis=0).tolist()
        right, bottom = corners.max(axis=0).tolist()
        found = self.view.inside(layer_id, (left, top, right, bottom))
        layer = self.view.project.layer(layer_id)
        middles = None if layer is None else layer.centroids()
        if middles is None or not len(found):
            return found[:0]
        places = cameras.pixels(self.view.camera, self.view.view_size, middles[found])
        return found[in_ring(places[:, :2], ring)]


@dataclass
class Lasso(_Draw):
    """A free line with the button held."""

    def press(self, event: PointerEvent, session: Session) -> bool:
        """Begin the line."""
        del session
        if event.button != Button.LEFT:
            return False
        self.ring = [(event.x, event.y)]
        return True

    def move(self, event: PointerEvent, session: Session) -> bool:
        """Draw on."""
        del session
        if not self.ring:
            return False
        x, y = self.ring[-1]
        if max(abs(event.x - x), abs(event.y - y)) >= STEP:
            self.ring.append((event.x, event.y))
            self.view.refresh()
        return True

    def release(self, event: PointerEvent, session: Session) -> bool:
        """Choose what lies inside."""
        if event.button != Button.LEFT or not self.ring:
            return False
        self._enclose(event, session)
        return True


@dataclass
class Polygon(_Draw):
    """Corners one by one; a double click, Enter or a click on the first corner closes it."""

    def press(self, event: PointerEvent, session: Session) -> bool:
        """Set a corner."""
        if event.button != Button.LEFT:
            return False
        first = self.ring[0] if self.ring else None
        closes = first is not None and max(abs(event.x - first[0]), abs(event.y - first[1])) < 2 * DRAG
        if event.clicks == 2 or (closes and len(self.ring) > 3):
            self.ring = self.ring[:-1] if len(self.ring) > 3 else self.ring
            self._enclose(event, session)
            return True
        if not self.ring:
            self.ring = [(event.x, event.y)]
        self.ring.append((event.x, event.y))  # the last one follows the pointer
        self.view.refresh()
        return True

    def move(self, event: PointerEvent, session: Session) -> bool:
        """Let the last corner follow the pointer."""
        del session
        if not self.ring or event.button not in (Button.NONE, Button.LEFT):
            return False
        self.ring[-1] = (event.x, event.y)
        self.view.refresh()
        return event.button == Button.LEFT

    def release(self, event: PointerEvent, session: Session) -> bool:
        """Let nothing else take the click."""
        del session
        return event.button == Button.LEFT

    def key(self, event: KeyEvent, session: Session) -> bool:
        """Enter closes the line."""
        if event.key in {"Return", "Enter"} and len(self.ring) > 2:
            self._enclose(PointerEvent(0, 0, shift=event.shift, alt=event.alt), session)
            return True
        return super().key(event, session)


@dataclass
class Circle(_Draw):
    """A circle pulled from its middle."""

    middle: Point | None = field(default=None, init=False)

    def press(self, event: PointerEvent, session: Session) -> bool:
        """Set the middle."""
        del session
        if event.button != Button.LEFT:
            return False
        self.middle = (event.x, event.y)
        return True

    def move(self, event: PointerEvent, session: Session) -> bool:
        """Pull the circle: as it lies on the ground where the ground is known, else as it is seen."""
        del session
        if self.middle is None:
            return False
        self.ring = self._circle(self.middle, (event.x, event.y))
        self.view.refresh()
        return True

    def release(self, event: PointerEvent, session: Session) -> bool:
        """Choose what lies inside."""
        if event.button != Button.LEFT or self.middle is None:
            return False
        self.middle = None
        self._enclose(event, session)
        return True

    def cancel(self, session: Session) -> None:
        """Forget the circle."""
        self.middle = None
        super().cancel(session)

    def _circle(self, middle: Point, edge: Point) -> list[Point]:
        around = np.linspace(0.0, 2.0 * np.pi, ROUND, endpoint=False)
        turn = np.column_stack([np.cos(around), np.sin(around), np.zeros(ROUND)])
        first, last = self.view.surface(*middle), self.view.surface(*edge)
        if first is None or last is None:
            seen = np.array(middle) + turn[:, :2] * float(np.hypot(edge[0] - middle[0], edge[1] - middle[1]))
        else:
            radius = float(np.hypot(*(last - first)[:2]))
            seen = cameras.pixels(self.view.camera, self.view.view_size, first + radius * turn)[:, :2]
        return [(x, y) for x, y in seen.tolist()]
