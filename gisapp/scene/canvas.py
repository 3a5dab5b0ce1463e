"""The 3D view of the window: shows the session's project, and lets tools work in it by mouse and keys."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence

from gisapp.scene import camera as cameras
from gisapp.scene import overlay, painter
from gisapp.scene.origin import Frame
from gisapp.scene.painter import said
from gisapp.scene.swipe import Swipe
from gisapp.tools import base as tools
from gisapp.tools.base import Button, KeyEvent, PointerEvent
from gisapp.tools.navigate import Navigate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from gisapp.session import Change, Session
    from layers.base import Hit
    from layers.drawables import Drawable

VIEW_NAME = QT_TRANSLATE_NOOP(CONTEXT, "3D ビュー")
VIEW_HELP = QT_TRANSLATE_NOOP(
    CONTEXT,
    "矢印キーで移動、Shift と矢印で回転、Ctrl と矢印で見回し、PageUp と PageDown で上下、"
    "スペースで中央のものを選択します。",
)
_BUTTONS = {
    Qt.MouseButton.LeftButton: Button.LEFT,
    Qt.MouseButton.MiddleButton: Button.MIDDLE,
    Qt.MouseButton.RightButton: Button.RIGHT,
}


class Canvas(Swipe):
    """The 3D view.

    Parameters
    ----------
    session
        What is shown, and what the tools change.

    Signals
    -------
    picked(layer id, feature)
        A feature was clicked.
    coordinates(east, north, height)
        Where the cursor points, metres of the project's system; NaN for the sky.
    told(news)
        A tool tells of a click or of what was drawn, :class:`gisapp.tools.base.Clicked` or ``Drawn``.
    """

    picked = Signal(str, int)
    coordinates = Signal(float, float, float)
    told = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._desk: tuple[Drawable, ...] = ()
        self._paints: Mapping[str, NDArray[np.uint8]] = {}
        self._clicks = 1
        self._tool_id = ""
        self._tool: tools.Tool = Navigate(self)
        self._mover = Navigate(self)
        self._take_tool()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(160, 120)
        self.setAccessibleName(said(VIEW_NAME))
        self.setAccessibleDescription(said(VIEW_HELP))

    def surface(self, x: float, y: float) -> NDArray[np.float64] | None:
        """Return the point at a pixel (3,), metres, or None for the sky."""
        ratio = self.devicePixelRatioF()
        return self.renderer.surface(x * ratio, y * ratio) if self.renderer else None

    def pick(self, x: float, y: float) -> Hit | None:
        """Return the nearest feature at a pixel, and tell of it."""
        ratio = self.devicePixelRatioF()
        hit = self.renderer.pick(x * ratio, y * ratio) if self.renderer else None
        if hit is not None:
            self.picked.emit(hit.layer, hit.feature)
        return hit

    def inside(self, layer_id: str, rectangle: tuple[float, float, float, float]) -> NDArray[np.uint32]:
        """Return the features of a layer whose centre lies in left, top, right, bottom (pixels)."""
        if self.renderer is None:
            return np.empty(0, dtype=np.uint32)
        ratio = self.devicePixelRatioF()
        left, top, right, bottom = (value * ratio for value in rectangle)
        return self.renderer.inside(layer_id, (left, top, right, bottom))

    def refresh(self) -> None:
        """Show anew what the tool draws."""
        if self.renderer is not None:
            drawables = self._tool.overlay()
            if drawables or self.renderer.shows_extra:
                self.renderer.show(drawables)
                self.redraw()
        self.update()

    def show_desk(self, drawables: Iterable[Drawable]) -> None:
        """Show what a desk has worked out, such as `gisapp.desks.planning.standing`; ``()`` takes it off."""
        self._desk = tuple(drawables)
        if self.renderer is not None:
            self.renderer.show_desk(self._desk)
            self.redraw()
        self.update()

    def paint(self, paints: Mapping[str, NDArray[np.uint8]]) -> None:
        """Show layers, by their id, in a desk's colours (n, 3) of their features; ``{}`` for their styles."""
        self._paints = paints
        if self.renderer is not None:
            self.renderer.paint(paints)
            self.redraw()

    def _start(self) -> bool:
        fresh = self.renderer is None
        started = super()._start()
        if fresh and self.renderer is not None:
            self.renderer.paint(self._paints)
            if self._desk:
                self.renderer.show_desk(self._desk)
        return started

    def tell(self, news: tools.Clicked | tools.Drawn) -> None:
        """Tell the window of a click, or of what was drawn."""
        self.told.emit(news)

    def follow(self, change: Change) -> None:
        """Show what has changed in the session."""
        super().follow(change)
        if "tool" in change.what:
            self._take_tool()

    def decorate(self, brush: QPainter) -> None:
        """Paint what the tool pulls over the picture."""
        if self._tool.rectangle is not None:
            painter.band(brush, self._tool.rectangle, self.theme)
        if self._tool.ring:
            painter.ring(brush, self._tool.ring, self.theme)
        for mark in self._tool.marks:
            drawn = Frame.of(self.project).drawn(mark.places)
            painter.mark(brush, cameras.pixels(self.camera, self.view_size, drawn), mark, self.theme)
        if self._tool.note is not None:
            x, y, text = self._tool.note
            text = text if isinstance(text, str) else text.render(said)
            painter.note(brush, self.view_size, (x, y, text), self.theme)

    def _take_tool(self) -> None:
        if self._tool_id == self.session.tool:
            return
        self._tool.cancel(self.session)
        self._tool_id = self.session.tool
        self._tool = tools.make(self._tool_id, self)
        self.refresh()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Give a press to the compass, the tool, or moving about."""
        self._press(event, 1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Give the second press to the tool, or moving about."""
        self._press(event, 2)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell where the cursor points, and carry on what was begun."""
        held = next((button for mask, button in _BUTTONS.items() if event.buttons() & mask), Button.NONE)
        pointer = _pointer(event, held, self._clicks)
        if not self._tool.move(pointer, self.session):
            self._mover.move(pointer, self.session)
        if held == Button.NONE and self.resting:
            point = self.surface(pointer.x, pointer.y)
            place = [math.nan] * 3 if point is None else point.tolist()
            self.coordinates.emit(*place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End what was begun."""
        pointer = _pointer(event, _BUTTONS.get(event.button(), Button.NONE), self._clicks)
        if not self._tool.release(pointer, self.session):
            self._mover.release(pointer, self.session)
        self.unsetCursor()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom."""
        place, turn, keys = event.position(), event.angleDelta(), event.modifiers()
        pointer = PointerEvent(
            place.x(),
            place.y(),
            steps=(turn.y() or turn.x()) / 120.0,
            shift=bool(keys & Qt.KeyboardModifier.ShiftModifier),
            control=bool(keys & Qt.KeyboardModifier.ControlModifier),
        )
        if not self._tool.wheel(pointer, self.session):
            self._mover.wheel(pointer, self.session)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give a key to the tool or moving about; leave the others to the window."""
        keys = event.modifiers()
        key = KeyEvent(
            QKeySequence(event.key()).toString(QKeySequence.SequenceFormat.PortableText),
            shift=bool(keys & Qt.KeyboardModifier.ShiftModifier),
            control=bool(keys & Qt.KeyboardModifier.ControlModifier),
            alt=bool(keys & Qt.KeyboardModifier.AltModifier),
        )
        used = self._tool.key(key, self.session) or self._mover.key(key, self.session)
        if key.key == "Esc":
            self._tool.cancel(self.session)
            self._mover.cancel(self.session)
            used = True
        event.setAccepted(used)

    def _press(self, event: QMouseEvent, clicks: int) -> None:
        self._clicks = clicks
        pointer = _pointer(event, _BUTTONS.get(event.button(), Button.NONE), clicks)
        on_compass = overlay.compass(self.camera, self.view_size).holds(pointer.x, pointer.y)
        if on_compass and pointer.button == Button.LEFT and self.project.layers:
            self.north()
            return
        if not self._tool.press(pointer, self.session):
            self._mover.press(pointer, self.session)
        if pointer.button != Button.LEFT or isinstance(self._tool, Navigate):
            self.setCursor(Qt.CursorShape.ClosedHandCursor)


def _pointer(event: QMouseEvent, button: Button, clicks: int) -> PointerEvent:
    keys, place = event.modifiers(), event.position()
    return PointerEvent(
        place.x(),
        place.y(),
        button,
        clicks,
        shift=bool(keys & Qt.KeyboardModifier.ShiftModifier),
        control=bool(keys & Qt.KeyboardModifier.ControlModifier),
        alt=bool(keys & Qt.KeyboardModifier.AltModifier),
    )
