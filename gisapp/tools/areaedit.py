"""Changing the areas of the areas desk on the map, from above and in 3D: their corners, lines and outlines.

What a tool works on is the draft of the session (:mod:`gisapp.desks.areas.draft`). It changes nothing itself:
it shows what would be, and tells the window what was meant, as :class:`gisapp.tools.base.Drawn` under the id
of the tool with what was done: ``areas-corners:move`` (from, to), ``:shift`` (from, to), ``:insert`` and
``:delete`` (place), ``:back`` and ``:done`` (nothing), ``areas-line`` and ``areas-outline`` (corners).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gisapp.desks.areas import draft as drafts
from gisapp.desks.areas import snapping
from gisapp.desks.areas.patches import EditRefused
from gisapp.desks.areas.register import layer_of
from gisapp.scene import camera as cameras
from gisapp.scene.origin import Frame
from gisapp.tools.base import Button, Drawn, Mark
from gisapp.tools.lot import DrawLot
from gisapp.tools.navigate import DRAG, Navigate
from layers import drape
from layers.heights import heights_of
from layers.messages import Message

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.desks.areas.draft import Draft
    from gisapp.desks.areas.snapping import Snap
    from gisapp.session import Session
    from gisapp.tools.base import KeyEvent, MapView, PointerEvent
    from layers.drape import Ground

    Points = NDArray[np.float64]

REACH = 12.0
"""Pixels within which a corner or a line is meant."""
AROUND = 160.0
"""Pixels around the pointer in which corners are shown."""
MOST = 400
"""Corners that are shown; more of them would hide what lies below."""
ROUNDS = 8
"""A line of sight meets the ground after so many steps, where the ground is no wall."""
NONE = np.empty((0, 2))


def ground_of(view: MapView) -> Ground:
    """Return the ground on which the areas lie."""
    layer = layer_of(view.project)
    return heights_of(view.project) if layer is None or layer.data is None else layer.data.ground


def ground_at(view: MapView, x: float, y: float) -> Points | None:
    """Return the place (3,) on the ground, where lines are drawn, that a pixel means; None for sky.

    Boundaries lie on the ground: a roof that is seen before it stands somewhere else.
    """
    surface = view.surface(x, y)
    origin, way = Frame.of(view.project).true_ray(*cameras.ray(view.camera, view.view_size, x, y))
    if surface is None or way[2] >= -1e-6:
        return surface
    place = surface
    for _ in range(ROUNDS):
        height = float(standing(view, place[None, :2])[0, 2])
        fresh = origin + way * (height - origin[2]) / way[2]
        if np.hypot(*(fresh - place)[:2]) < 0.005:
            return np.asarray(fresh)
        place = fresh
    return np.asarray(place if np.isfinite(place).all() else surface)


def pixel_size(view: MapView, place: Points) -> float:
    """Return how many metres a pixel is at a place (3,)."""
    away = float(np.linalg.norm(Frame.of(view.project).drawn(place) - view.camera.position))
    return cameras.metres_per_pixel(view.camera, view.view_size, away)


def standing(view: MapView, places: Points) -> Points:
    """Return places (n, 2) on the ground (n, 3), where lines are drawn."""
    return drape.on_ground(ground_of(view), places, drape.LINE_ABOVE)


def aimed(
    view: MapView, draft: Draft | None, x: float, y: float, without: Points | None = None
) -> Snap | None:
    """Return what a pixel means on the map: where it jumps to, else the place itself; None for sky.

    Parameters
    ----------
    view, draft
        What is looked at, and what is changed; without a draft nothing jumps.
    x, y
        Pixels.
    without
        A corner (2,) that is being moved.
    """
    place = ground_at(view, x, y)
    if place is None:
        return None
    plain = snapping.Snap(place[:2], "", corner=False)
    if draft is None:
        return plain
    found = snapping.snapped(place[:2], REACH * pixel_size(view, place), _among(view, draft), without)
    return found or plain


def _among(view: MapView, draft: Draft) -> list[tuple[str, NDArray[np.object_], shapely.STRtree]]:
    own = [("areas", draft.shapes, draft.tree)] if "areas" in draft.kinds else []
    others = snapping.sources(view.project.layers, draft.kinds)
    return [*own, *((kind, one.shapes, one.tree) for kind, one in others)]


def _said(event: PointerEvent, meant: Snap | None) -> tuple[float, float, Message] | None:
    """Return what stands beside the pointer: what it jumps to."""
    if meant is None or not meant.kind:
        return None
    return event.x, event.y, Message(snapping.KINDS[meant.kind])


@dataclass(frozen=True, eq=False)
class _Hover:
    """What of a boundary lies under the pointer: a place (2,) on it, and whether that is a corner."""

    place: Points
    corner: bool


@dataclass
class EditCorners(Navigate):
    """Corners that are dragged with all boundaries that meet there.

    Dragging a corner moves it, dragging a line with Shift moves the whole boundary, a double click on a line
    puts a corner there, Delete takes the one under the pointer away, Backspace takes the last edit back,
    Enter ends. Esc lets a drag go, then the tool. Everything else moves the view.
    """

    name: str = "areas-corners"
    _hover: _Hover | None = field(default=None, init=False)
    _held: _Hover | None = field(default=None, init=False)
    _from: tuple[float, float] = field(default=(0.0, 0.0), init=False)
    _target: Points | None = field(default=None, init=False)
    _shift: bool = field(default=False, init=False)
    _refused: bool = field(default=False, init=False)

    def press(self, event: PointerEvent, session: Session) -> bool:
        """Take hold of the corner under the pointer, or put one there."""
        if event.button == Button.LEFT:
            self._hover = self._under(event, session)
            hover = self._hover
            if event.clicks == 2 and hover is not None:
                if not hover.corner:
                    self._tell("insert", hover.place)
                return True
            if hover is not None and (hover.corner or event.shift):
                self._held, self._target, self._shift = hover, None, event.shift and not hover.corner
                self._from, self._refused = (event.x, event.y), False
                return True
        return super().press(event, session)

    def move(self, event: PointerEvent, session: Session) -> bool:
        """Drag, move the view, or show what lies under the pointer."""
        if self._held is not None:
            self._drag_to(event, session)
            return True
        used = event.button != Button.NONE and super().move(event, session)
        if event.button == Button.NONE:
            self._refused = False
            self._hover = self._under(event, session)
            self._show(event, session)
        return used

    def release(self, event: PointerEvent, session: Session) -> bool:
        """Tell where the corner was dragged to."""
        held, target = self._held, self._target
        if held is None or event.button != Button.LEFT:
            return super().release(event, session)
        refused, self._held, self._target = self._refused, None, None
        if not refused:
            self.note, self.marks = None, []
            if target is not None:
                self._tell("shift" if self._shift else "move", held.place, target)
        self.view.refresh()
        return True

    def key(self, event: KeyEvent, session: Session) -> bool:
        """Delete, take back, end or let go."""
        if event.key in {"Del", "Delete"} and self._hover is not None and self._hover.corner:
            self._tell("delete", self._hover.place)
        elif event.key == "Backspace":
            self._tell("back")
        elif event.key in {"Return", "Enter"}:
            self._tell("done")
        elif event.key == "Esc" and self._held is None:
            session.use_tool("select")
        elif event.key == "Esc":
            self.cancel(session)
        else:
            return super().key(event, session)
        return True

    def cancel(self, session: Session) -> None:
        """Let a corner go where it was."""
        super().cancel(session)
        self._held = self._target = self._hover = None
        self.note, self.marks, self._refused = None, [], False
        self.view.refresh()

    def _tell(self, what: str, *places: Points) -> None:
        found = np.array(places) if places else NONE
        self._hover = None
        self.view.tell(Drawn(f"{self.name}:{what}", found))

    def _drag_to(self, event: PointerEvent, session: Session) -> None:
        held, draft = self._held, drafts.of(session)
        if held is None or draft is None:
            return
        if self._target is None and max(abs(event.x - self._from[0]), abs(event.y - self._from[1])) < DRAG:
            return
        if self._shift:
            place = ground_at(self.view, event.x, event.y)
            meant = None if place is None else snapping.Snap(place[:2], "", corner=False)
        else:
            meant = aimed(self.view, draft, event.x, event.y, held.place)
        if meant is None:
            return
        self._target = np.round(meant.place, 3)
        reach = REACH * pixel_size(self.view, standing(self.view, held.place[None])[0])
        try:
            if self._shift:
                after = draft.shifted(held.place, self._target - held.place, reach)
            else:
                after = draft.moved(held.place, self._target)
        except EditRefused as error:
            self._refused, self.note = True, (event.x, event.y, error.message)
            self.marks = [Mark(standing(self.view, np.array([held.place, self._target])), alert=True)]
            self.marks.append(Mark(standing(self.view, self._target[None]), "target", alert=True))
        else:
            self._refused = False
            self.note = _said(event, meant)
            self.marks = [*self._outlines(draft, after), *self._at(self._target[None], "target")]
        self.view.refresh()

    def _outlines(self, draft: Draft, after: Draft) -> list[Mark]:
        """Return the outlines of the areas that differ, so that all of them follow."""
        rows = [row for row, shape in enumerate(after.shapes) if shape is not draft.shapes[row]]
        rings = shapely.get_rings(shapely.get_parts(after.shapes[rows])) if rows else []
        return [Mark(standing(self.view, shapely.get_coordinates(one)), "area") for one in rings]

    def _at(self, places: Points, look: str) -> list[Mark]:
        return [Mark(standing(self.view, places), look)] if len(places) else []

    def _show(self, event: PointerEvent, session: Session) -> None:
        """Show the corners nearby, and what is meant."""
        draft, self.note = drafts.of(session), None
        place = ground_at(self.view, event.x, event.y)
        marks = []
        if draft is not None and place is not None:
            reach = AROUND * pixel_size(self.view, place)
            corners = shapely.get_coordinates(draft.shapes[draft.touching(place[:2], reach)])
            corners = np.unique(corners[(np.abs(corners - place[:2]) <= reach).all(axis=1)], axis=0)
            if len(corners) <= MOST:
                marks += self._at(corners, "corners")
        if self._hover is not None:
            marks += self._at(self._hover.place[None], "target")
        if marks or self.marks:
            self.marks = marks
            self.view.refresh()

    def _under(self, event: PointerEvent, session: Session) -> _Hover | None:
        """Return the corner or the line under the pointer, as they are seen."""
        draft, place = drafts.of(session), ground_at(self.view, event.x, event.y)
        if draft is None or place is None:
            return None
        reach = 3 * REACH * pixel_size(self.view, place)
        rings = shapely.get_rings(shapely.get_parts(draft.shapes[draft.touching(place[:2], reach)]))
        rings = rings[shapely.dwithin(rings, shapely.Point(place[:2]), reach)]
        corners, ring = shapely.get_coordinates(rings, return_index=True)
        if not len(corners):
            return None
        close = (np.abs(corners - place[:2]) <= reach).all(axis=1)
        begin = np.flatnonzero(ring[1:] == ring[:-1])
        pointer = np.array([event.x, event.y])
        if close.any():
            seen = self._pixels(corners[close])
            away = np.hypot(*(seen - pointer).T)
            if away.min() <= REACH:
                return _Hover(corners[close][int(np.argmin(away))], corner=True)
        one, other = corners[begin], corners[begin + 1]
        way = other - one
        share = np.einsum("ij,ij->i", place[:2] - one, way) / np.einsum("ij,ij->i", way, way)
        feet = one + np.clip(share, 0.0, 1.0)[:, None] * way
        away = np.hypot(*(self._pixels(feet) - pointer).T)
        nearest = int(np.argmin(away))
        return _Hover(feet[nearest], corner=False) if away[nearest] <= REACH else None

    def _pixels(self, places: Points) -> Points:
        drawn = Frame.of(self.view.project).drawn(standing(self.view, places))
        return cameras.pixels(self.view.camera, self.view.view_size, drawn)[:, :2]


@dataclass
class DrawAreaLine(DrawLot):
    """A line across areas; its corners jump to what is there, and where staff want it, it follows that."""

    name: str = "areas-line"
    least: int = 2
    closed: bool = False
    stays: bool = True
    _draft: Draft | None = field(default=None, init=False)

    def move(self, event: PointerEvent, session: Session) -> bool:
        """Move the view, or show where the next corner would be."""
        if event.button != Button.NONE:
            return super().move(event, session)
        meant = aimed(self.view, drafts.of(session), event.x, event.y)
        self._pointer = None if meant is None else self._solid(meant)
        self.note = _said(event, meant)
        self._show()
        return False

    def release(self, event: PointerEvent, session: Session) -> bool:
        """Set a corner, with the way to it along what lines follow."""
        before = len(self.corners)
        self._draft = drafts.of(session)
        used = super().release(event, session)
        draft = self._draft
        if len(self.corners) == before + 1 and before and draft is not None and draft.follows:
            among = [one for one in _among(self.view, draft) if one[0] != "areas"]
            path = snapping.traced(self.corners[-2][:2], self.corners[-1][:2], among)
            if path is not None:
                self.corners[-1:] = [*standing(self.view, path[1:])]
                self._show()
        return used

    def cancel(self, session: Session) -> None:
        """Forget what was drawn."""
        self.note, self.marks = None, []
        super().cancel(session)

    def snapped(self, x: float, y: float) -> Points | None:
        """Return the place at a pixel, or what it jumps to; None for sky."""
        meant = aimed(self.view, self._draft, x, y)
        return None if meant is None else self._solid(meant)

    def _solid(self, meant: Snap) -> Points:
        return np.asarray(standing(self.view, meant.place[None])[0])

    def _show(self) -> None:
        """Paint the line where it lies in the city."""
        shown = [*self.corners, *([] if self._pointer is None or not self.corners else [self._pointer])]
        self.marks = []
        if len(shown) > 1:
            self.marks.append(Mark(np.array(shown), "area" if self.closed and len(shown) > 2 else "line"))
        if self.corners:
            self.marks.append(Mark(np.array(self.corners), "corners"))
        if self._pointer is not None:
            self.marks.append(Mark(self._pointer[None], "target"))
        self.view.refresh()


@dataclass
class DrawAreaOutline(DrawAreaLine):
    """An outline of land, corner by corner."""

    name: str = "areas-outline"
    least: int = 3
    closed: bool = True
