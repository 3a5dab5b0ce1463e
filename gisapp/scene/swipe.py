"""Two states of the same place side by side, and the divider between them that one drags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gisapp.scene import painter
from gisapp.scene.display import Display
from gisapp.scene.painter import said
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from gisapp.scene.comparison import Comparison
    from gisapp.scene.frames import Step
    from gisapp.session import Session
    from layers.project import Camera

NAME = QT_TRANSLATE_NOOP(CONTEXT, "比較の境")
HELP = QT_TRANSLATE_NOOP(CONTEXT, "左右の矢印キーで境を動かします。Home と End で端まで動きます。")
WIDE, GRIP = 18, 48
"""Pixels across the divider that can be seized, and of the height of its grip."""
STEP, LEAP = 0.02, 0.1
"""Shares of the width by which a key moves the divider, alone and with Shift."""
EDGE = 0.02
"""Share of the width that the divider keeps from both sides, so that it can be seized again."""


class Swipe(Display):
    """A display that can show another state to the right of a divider."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._comparison: Comparison | None = None
        self._beside = QImage()
        self._pixels_beside: NDArray[np.uint8] | None = None
        self._divided = 0.5
        self.divider = Divider(self)

    @property
    def divided(self) -> float:
        """Share of the width at which the two states meet."""
        return self._divided

    def compare(self, comparison: Comparison | None) -> None:
        """Show another state to the right of a divider; None for no more."""
        if comparison is self._comparison is None:
            return
        self._comparison = comparison
        self._pass_on()
        if comparison is None:
            self._beside, self._pixels_beside = QImage(), None
        self.divider.setVisible(comparison is not None)
        self.divider.place()
        self.redraw()
        self.update()

    def divide(self, share: float) -> None:
        """Let the two states meet at a share of the width."""
        self._divided = min(max(share, EDGE), 1.0 - EDGE)
        if self._frames is not None:
            self._frames.divided = self._divided
        self.divider.place()
        self.update()

    def take(self, step: Step) -> None:
        """Take pictures that were drawn."""
        super().take(step)
        if step.beside is not None:
            self._beside, self._pixels_beside = painter.image(step.beside), step.beside

    def show_picture(self, brush: QPainter) -> None:
        """Paint the last pictures."""
        super().show_picture(brush)
        if self._comparison is not None and not self._beside.isNull():
            brush.save()
            brush.setClipRect(self.rect().adjusted(round(self._divided * self.width()), 0, 0, 0))
            painter.picture(brush, self.rect(), self._beside, self.theme)
            brush.restore()

    def write_over(self, brush: QPainter, size: tuple[float, float], camera: Camera) -> None:
        """Write names, compass, scale and sources over a picture of some size, and the divider."""
        super().write_over(brush, size, camera)
        if self._comparison is not None:
            called = (self._comparison.left, self._comparison.right)
            painter.divider(brush, size, round(self._divided * size[0]), called, self.theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw in the new size."""
        super().resizeEvent(event)
        self.divider.place()

    def _start(self) -> bool:
        fresh = self._frames is None
        started = super()._start()
        if fresh and self._comparison is not None:
            self._pass_on()
        return started

    def _pass_on(self) -> None:
        if self._frames is not None:
            self._frames.compare(self._comparison)
            self._frames.divided = self._divided


class Divider(QWidget):
    """What one seizes to move the line at which two states meet."""

    moved = Signal(float)

    def __init__(self, view: Swipe) -> None:
        super().__init__(view)
        self._view = view
        self.moved.connect(view.divide)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(said(NAME))
        self.setAccessibleDescription(said(HELP))
        self.setToolTip(said(HELP))
        self.hide()

    def place(self) -> None:
        """Move to where the two states meet."""
        middle = round(self._view.divided * self._view.width())
        self.setGeometry(middle - WIDE // 2, 0, WIDE, self._view.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the grip; the line itself belongs to the picture."""
        theme = self._view.theme
        with QPainter(self) as brush:
            brush.setRenderHint(QPainter.RenderHint.Antialiasing)
            grip = QRectF(1.5, (self.height() - GRIP) / 2, WIDE - 3, GRIP)
            brush.setPen(QPen(QColor(*theme.halo), 3.0 if self.hasFocus() else 1.5))
            brush.setBrush(QColor(*theme.accent))
            brush.drawRoundedRect(grip, 6, 6)
            brush.setPen(QPen(QColor(*theme.halo), 1.5))
            for x in (-2.5, 2.5):
                middle = grip.center() + QPointF(x, 0)
                brush.drawLine(middle + QPointF(0, -8), middle + QPointF(0, 8))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Seize it."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            x = self.mapToParent(event.position()).x()
            self.moved.emit(x / max(self._view.width(), 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move it by keys."""
        by = LEAP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
        now = self._view.divided
        goals = {
            Qt.Key.Key_Left: now - by,
            Qt.Key.Key_Right: now + by,
            Qt.Key.Key_Home: 0.0,
            Qt.Key.Key_End: 1.0,
        }
        goal = goals.get(Qt.Key(event.key()))
        if goal is None:
            event.ignore()
        else:
            self.moved.emit(goal)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys work here."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that keys work elsewhere."""
        self.update()
