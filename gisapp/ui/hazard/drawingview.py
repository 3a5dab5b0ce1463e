"""A figure of lines and words on the screen, as wide as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gisapp.paper.document import Drawing

LETTERS = 2.9
"""Millimetres of the letters in a drawing."""
NARROW = 240
"""Pixels of width at least."""


class DrawingView(QWidget):
    """Shows a drawing on paper white, in both themes: its colours are those of the sheet.

    Parameters
    ----------
    drawing
        What is shown.
    """

    def __init__(self, drawing: Drawing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = drawing
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(NARROW)
        self.setAccessibleName(drawing.caption)

    def sizeHint(self) -> QSize:
        """Return a size in the proportions of the drawing."""
        return QSize(NARROW, self.heightForWidth(NARROW))

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height for a width."""
        return round(width * self._drawing.height / self._drawing.width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        brush = QPainter(self)
        brush.setRenderHint(QPainter.RenderHint.Antialiasing)
        brush.fillRect(event.rect(), QColor("white"))
        scale = self.width() / self._drawing.width
        brush.scale(scale, scale)
        for one in self._drawing.strokes:
            pen = QPen(QColor(one.line), one.width) if one.line else QPen(Qt.PenStyle.NoPen)
            if one.dashed:
                pen.setStyle(Qt.PenStyle.DashLine)
            brush.setPen(pen)
            points = QPolygonF([QPointF(x, y) for x, y in one.points])
            if one.fill:
                brush.setBrush(QColor(one.fill))
                brush.drawPolygon(points)
            else:
                brush.drawPolyline(points)
        font = QFont(self.font())
        font.setPixelSize(max(round(LETTERS * scale), 8))
        brush.resetTransform()
        brush.setFont(font)
        brush.setPen(QColor("#1a1a1a"))
        for words in self._drawing.words:
            box = QRectF(words.x * scale - 200, words.y * scale - 30, 400, 60)
            brush.drawText(box, Qt.AlignmentFlag.AlignCenter, words.text)
        brush.end()
