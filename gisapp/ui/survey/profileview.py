"""A section on the screen: points and ground as they are cut, values under the pointer, slopes by clicks."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gisapp.desks.survey.sectionasked import HEADROOM
from gisapp.desks.survey.sectionfigure import (
    CUT,
    EARLIER,
    FILL,
    LATER,
    height_on,
    order_of,
    rings_between,
    slope_words,
)
from gisapp.desks.survey.titleblock import HAIR, INK, QUIET, nice_above
from gisapp.ui.theme import px
from gisapp.ui.words import THIN, decimal, said, translate

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from gisapp.desks.survey.crosssections import Cut

LEFT, BOTTOM, TOP, RIGHT = 44, 20, 20, 8
"""Unscaled pixels around the figure: heights at the left, distances below, values above."""
TALL = 200
STRETCHES = (1, 2, 5, 10, 20, 50)
"""How many times heights may be drawn larger than lengths."""
APART = 34, 20
"""Unscaled pixels between lines of the grid at least, across and up."""
EXTREME = 0.0005
"""Share of the points at each end that may lie outside."""


class ProfileView(QWidget):
    """Shows a section on paper white, in both themes: its colours are those of the sheet.

    Signals
    -------
    marked(tuple)
        Distances between which slopes are told: a click adds one, a click with the right button takes all.
    """

    marked = Signal(tuple)

    def __init__(self, cut: Cut, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hover: float | None = None
        self._dots: QImage | None = None
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(px(TALL))
        self.setToolTip(translate("panels", "クリックで勾配を測る点を置き、右クリックで消します。"))
        self.show_cut(cut)

    def sizeHint(self) -> QSize:
        """Return a size for the narrow column."""
        return QSize(px(300), px(TALL))

    def show_cut(self, cut: Cut) -> None:
        """Show another section."""
        self.cut = cut
        self._dots = None
        name = translate("panels", "断面図 {name}").format(name=cut.name)
        self.setAccessibleName(name.strip())
        self.update()

    # ---------------------------------------------------------------- where things lie

    def _fit(self) -> None:
        """Choose the scale, and how much heights are stretched."""
        grounds = np.concatenate([trace.ground[:, 1] for trace in self.cut.traces])
        bulk = [
            np.quantile(trace.section.height, [EXTREME, 1 - EXTREME])
            for trace in self.cut.traces
            if len(trace.section)
        ]
        heights = np.concatenate([grounds[np.isfinite(grounds)], *bulk, [0.0] if not bulk else []])
        low, high = float(heights.min()), float(heights.max())
        if self.cut.begin < 0 and np.isfinite(grounds).any():  # across an axis it is about the ground
            high = min(high, float(np.nanmax(grounds)) + HEADROOM)
        room = max(high - low, 0.5)
        self._left, self._top = px(LEFT), px(TOP)
        wide = max(self.width() - px(LEFT) - px(RIGHT), 10)
        self._tall = max(self.height() - px(TOP) - px(BOTTOM), 10)
        self._across = wide / self.cut.length
        fits = self._tall / (room * 1.08)
        self._across = min(self._across, fits)
        self.stretch = max(one for one in STRETCHES if one * self._across <= fits * (1 + 1e-9))
        self._up = self._across * self.stretch
        middle = (low + high) / 2
        self._low = middle - self._tall / self._up / 2
        self._wide = self.cut.length * self._across

    def _x(self, along: float) -> float:
        return self._left + along * self._across

    def _y(self, height: float) -> float:
        return self._top + self._tall - (height - self._low) * self._up

    # ---------------------------------------------------------------- painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint the points anew."""
        self._dots = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        self._fit()
        brush = QPainter(self)
        brush.setRenderHint(QPainter.RenderHint.Antialiasing)
        brush.fillRect(event.rect(), QColor("white"))
        font = self.font()
        font.setPixelSize(px(11))
        brush.setFont(font)
        self._grid(brush)
        if self._dots is None:
            self._dots = self._image()
        brush.drawImage(QPointF(self._left, self._top), self._dots)
        brush.setPen(Qt.PenStyle.NoPen)
        if len(self.cut.traces) > 1:
            for ring, gain in rings_between(self.cut.traces[0].ground, self.cut.traces[-1].ground):
                brush.setBrush(QColor(FILL if gain else CUT))
                brush.drawPolygon(QPolygonF([QPointF(self._x(a), self._y(h)) for a, h in ring.tolist()]))
        brush.setBrush(Qt.BrushStyle.NoBrush)
        for number, trace in enumerate(self.cut.traces):
            last = number == len(self.cut.traces) - 1
            brush.setPen(QPen(QColor(LATER if last else EARLIER), 2.0 if last else 1.5))
            known = np.isfinite(trace.ground[:, 1])
            for piece in np.split(trace.ground, np.flatnonzero(np.diff(known.astype(np.int8))) + 1):
                if len(piece) > 1 and np.isfinite(piece[0, 1]):
                    brush.drawPolyline(
                        QPolygonF([QPointF(self._x(a), self._y(h)) for a, h in piece.tolist()])
                    )
        self._marks(brush)
        self._values(brush)
        brush.end()

    def _grid(self, brush: QPainter) -> None:
        across, up = nice_above(px(APART[0]) / self._across), nice_above(px(APART[1]) / self._up)
        line, words = QPen(QColor(HAIR), 1.0), QPen(QColor(QUIET))
        begin = self.cut.begin
        foot = self._top + self._tall
        for step in range(
            math.ceil(begin / across - 1e-9), math.floor((begin + self.cut.length) / across + 1e-9) + 1
        ):
            x = self._x(step * across - begin)
            middle = begin < 0 and not step
            brush.setPen(QPen(QColor(QUIET), 1.2) if middle else line)
            brush.drawLine(QPointF(x, self._top), QPointF(x, foot))
            brush.setPen(words)
            box = QRectF(x - 40, foot + 2, 80, px(BOTTOM) - 2)
            brush.drawText(box, Qt.AlignmentFlag.AlignHCenter, f"{step * across + 0.0:g}")
        high = self._low + self._tall / self._up
        for step in range(math.ceil(self._low / up), math.floor(high / up) + 1):
            y = self._y(step * up)
            brush.setPen(line)
            brush.drawLine(QPointF(self._left, y), QPointF(self._left + self._wide, y))
            brush.setPen(words)
            box = QRectF(0, y - 10, px(LEFT) - 4, 20)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            brush.drawText(box, align, f"{step * up + 0.0:g}")
        if self.stretch > 1:
            text = translate("panels", "縦 {times} 倍").format(times=self.stretch)
            box = QRectF(self._left, foot - 20, self._wide - 4, 18)
            brush.drawText(box, Qt.AlignmentFlag.AlignRight, text)

    def _image(self) -> QImage:
        """Return the points as a picture."""
        tall, wide = max(int(self._tall), 1), max(math.ceil(self._wide), 1)
        seen = np.zeros((tall, wide, 4), np.uint8)
        for trace in self.cut.traces:
            column = (trace.section.along * self._across).astype(np.intp)
            row = (self._tall - (trace.section.height - self._low) * self._up).astype(np.intp)
            inside = (row >= 0) & (row < tall) & (column >= 0) & (column < wide)
            count = int(inside.sum())
            paint = np.column_stack([trace.section.colour[inside], np.full(count, 255, np.uint8)])
            for down in (0, 1) if count < 20_000 else (0,):
                seen[np.minimum(row[inside] + down, tall - 1), column[inside]] = paint
        return QImage(seen.tobytes(), wide, tall, wide * 4, QImage.Format.Format_RGBA8888).copy()

    def _marks(self, brush: QPainter) -> None:
        marks = np.array(self.cut.marks)
        if not len(marks):
            return
        heights = height_on(self.cut.traces[-1].ground, marks)
        places = [
            QPointF(self._x(a), self._y(h)) for a, h in zip(marks.tolist(), heights.tolist(), strict=True)
        ]
        measure = QFontMetricsF(brush.font())
        for number in range(len(marks) - 1):
            if not np.isfinite(heights[number : number + 2]).all():
                continue
            brush.setPen(QPen(QColor(INK), 1.4))
            brush.drawLine(places[number], places[number + 1])
            text = slope_words(marks[number : number + 2], heights[number : number + 2], said)
            room = places[number + 1].x() - places[number].x()
            if measure.horizontalAdvance(text) > room:
                text = text.partition("（")[0]  # what it is in degrees and percent has no room
            wide = measure.horizontalAdvance(text) + 6
            middle = (places[number] + places[number + 1]) / 2
            left = min(max(middle.x() - wide / 2, self._left), max(self.width() - wide - 2, 0.0))
            box = QRectF(left, max(middle.y() - 26, self._top), wide, 17)
            brush.fillRect(box, QColor(255, 255, 255, 210))
            brush.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        brush.setPen(QPen(QColor(INK), 1.2))
        brush.setBrush(QColor("white"))
        for place, height in zip(places, heights.tolist(), strict=True):
            if math.isfinite(height):
                brush.drawEllipse(place, 3.0, 3.0)

    def _values(self, brush: QPainter) -> None:
        """Write what is under the pointer over the figure."""
        brush.setPen(QColor(QUIET))
        box = QRectF(self._left, 0, self.width() - self._left - 4, px(TOP))
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if self._hover is None:
            brush.drawText(box, align, translate("panels", "標高 (m)　横: 距離 (m)"))
            return
        x = self._x(self._hover)
        brush.setPen(QPen(QColor(LATER), 1.0, Qt.PenStyle.DashLine))
        brush.drawLine(QPointF(x, self._top), QPointF(x, self._top + self._tall))
        brush.setPen(QColor(INK))
        brush.drawText(box, align, self.said_at(self._hover))

    def said_at(self, along: float) -> str:
        """Return what is said of a distance along the line: it, and the ground there."""
        parts = [f"{decimal(along + self.cut.begin, 2)}{THIN}m"]
        several = len(self.cut.traces) > 1
        heights = [float(height_on(trace.ground, np.array([along]))[0]) for trace in self.cut.traces]
        for number, height in enumerate(heights):
            name = said(order_of(number)) if several else translate("panels", "地盤")
            value = translate("panels", "未確認") if math.isnan(height) else f"{decimal(height, 2)}{THIN}m"
            parts.append(f"{name} {value}")
        if several and all(map(math.isfinite, heights)):
            parts.append(f"{translate('panels', '差')} {heights[-1] - heights[0]:+.2f}{THIN}m")
        return "　".join(parts)

    # ---------------------------------------------------------------- the pointer

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._fit()
        along = (event.position().x() - self._left) / self._across
        self._hover = along if 0 <= along <= self.cut.length else None
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Say nothing more of the pointer."""
        del event
        self._hover = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put a mark down, or take all away."""
        if event.button() == Qt.MouseButton.RightButton:
            self.marked.emit(())
            return
        self.mouseMoveEvent(event)
        if self._hover is not None:
            self.marked.emit(tuple(sorted({*self.cut.marks, round(self._hover, 3)})))
