"""Choosing features: a click takes one, Shift adds, Shift and a drag take a rectangle."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from gisapp.session import Selection
from gisapp.tools.base import Button, Clicked
from gisapp.tools.navigate import DRAG, Navigate

if TYPE_CHECKING:
    from gisapp.session import Session
    from gisapp.tools.base import KeyEvent, PointerEvent
    from layers.base import Hit


@dataclass
class Select(Navigate):
    """The tool one begins with: it moves the view as :class:`Navigate` does, and clicks choose."""

    _from: tuple[float, float] | None = field(default=None, init=False)

    def press(self, event: PointerEvent, session: Session) -> bool:
        """Begin a rectangle with Shift, else what navigating begins."""
        if event.button == Button.LEFT and event.shift:
            self._from = (event.x, event.y)
            return True
        return super().press(event, session)

    def move(self, event: PointerEvent, session: Session) -> bool:
        """Pull the rectangle, or move the view."""
        if self._from is None:
            return super().move(event, session)
        x, y = self._from
        if self.rectangle is not None or max(abs(event.x - x), abs(event.y - y)) >= DRAG:
            self.rectangle = (min(x, event.x), min(y, event.y), max(x, event.x), max(y, event.y))
            self.view.refresh()
        return True

    def release(self, event: PointerEvent, session: Session) -> bool:
        """Choose what was clicked or lies in the rectangle."""
        if event.button == Button.LEFT and self._from is not None:
            rectangle, self.rectangle, self._from = self.rectangle, None, None
            if rectangle is None:
                self._click(event, session, add=True)
            else:
                self._enclose(rectangle, session)
            self.view.refresh()
            return True
        was_drag = super().release(event, session)
        if event.button == Button.LEFT and not was_drag and event.clicks == 1:
            self._click(event, session, add=False)
            return True
        return was_drag

    def key(self, event: KeyEvent, session: Session) -> bool:
        """Space and Enter choose what lies in the middle; Esc chooses nothing."""
        if event.key in {"Space", "Return", "Enter"}:
            width, height = self.view.view_size
            self._choose(width / 2, height / 2, session, add=event.shift)
            return True
        if event.key == "Esc" and len(session.selection):
            session.select(Selection())
            return True
        return super().key(event, session)

    def cancel(self, session: Session) -> None:
        """Forget the rectangle or the drag."""
        super().cancel(session)
        self._from = None
        self.view.refresh()

    def _click(self, event: PointerEvent, session: Session, *, add: bool) -> None:
        self._choose(event.x, event.y, session, add=add)

    def _choose(self, x: float, y: float, session: Session, *, add: bool) -> None:
        hit = self.view.pick(x, y)
        self._take(hit, session, add=add)
        self.view.tell(Clicked(self.view.surface(x, y), hit, add))

    @staticmethod
    def _take(hit: Hit | None, session: Session, *, add: bool) -> None:
        if hit is None:
            if not add:
                session.select(Selection())
            return
        old = session.selection
        if add and old.layer_id == hit.layer:
            # A second click on a chosen feature lets it go again.
            session.select(Selection.of(hit.layer, np.setxor1d(old.features, np.uint32(hit.feature))))
        else:
            session.select(Selection.of(hit.layer, [hit.feature]))

    def _enclose(self, rectangle: tuple[float, float, float, float], session: Session) -> None:
        old = session.selection
        names = [layer.id for layer in session.project.layers if layer.visible and layer.data is not None]
        # The layer that was chosen from stays the one that is chosen from, else the topmost with anything.
        names.sort(key=lambda name: name != old.layer_id)
        for name in names:
            found = self.view.inside(name, rectangle)
            if len(found):
                before = old.features if name == old.layer_id else found[:0]
                session.select(Selection.of(name, np.union1d(before, found)))
                return
