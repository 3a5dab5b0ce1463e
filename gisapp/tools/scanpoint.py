"""Pointing at a place on the map that a scanned map shows too: crossings, corners of lots and houses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas import snapping
from gisapp.tools.areaedit import REACH, ground_at, pixel_size, standing
from gisapp.tools.base import Button, Drawn, Mark
from gisapp.tools.navigate import Navigate
from layers.messages import Message

if TYPE_CHECKING:
    from gisapp.desks.areas.snapping import Snap
    from gisapp.session import Session
    from gisapp.tools.base import KeyEvent, PointerEvent

TOOL = "areas-control-point"
KINDS = ("roads", "parcels", "buildings")
"""What stands on the ground and on paper alike; areas are what is sought."""


@dataclass
class PointAt(Navigate):
    """Tells where one clicked without dragging, or what that jumps to; with Alt nothing jumps."""

    name: str = TOOL

    def move(self, event: PointerEvent, session: Session) -> bool:
        """Move the view, or show which place is meant."""
        if event.button != Button.NONE:
            return super().move(event, session)
        meant = self._aimed(event)
        self.marks, self.note = [], None
        if meant is not None:
            self.marks = [Mark(standing(self.view, meant.place[None]), "target")]
            if meant.kind:
                self.note = (event.x, event.y, Message(snapping.KINDS[meant.kind]))
        self.view.refresh()
        return False  # the cursor's place is told by others

    def release(self, event: PointerEvent, session: Session) -> bool:
        """Tell the place where one clicked."""
        if super().release(event, session) or event.button != Button.LEFT or event.clicks != 1:
            return True
        meant = self._aimed(event)
        if meant is not None:
            self.view.tell(Drawn(self.name, np.round(meant.place[None], 3)))
        return True

    def key(self, event: KeyEvent, session: Session) -> bool:
        """Esc lets go."""
        if event.key == "Esc":
            session.use_tool("select")
            return True
        return super().key(event, session)

    def cancel(self, session: Session) -> None:
        """Show nothing more."""
        super().cancel(session)
        self.marks, self.note = [], None
        self.view.refresh()

    def _aimed(self, event: PointerEvent) -> Snap | None:
        place = ground_at(self.view, event.x, event.y)
        if place is None:
            return None
        plain = snapping.Snap(place[:2], "", corner=False)
        if event.alt:
            return plain
        found = snapping.sources(self.view.project.layers, KINDS)
        among = [(kind, one.shapes, one.tree) for kind, one in found]
        return snapping.snapped(place[:2], REACH * pixel_size(self.view, place), among) or plain
