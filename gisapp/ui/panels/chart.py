"""A bar chart painted by ourselves: bars with their figures, 「未確認」 in amber, a click chooses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from gisapp.ui import fonts, theme
from gisapp.ui.theme import px
from gisapp.ui.tokens import BODY, SMALL, TITLE
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent, QPaintEvent

LINE = 26
"""Height of a lying bar with its space in unscaled pixels."""
NARROWEST = 64
"""A standing bar needs so much width for the words below it."""
MOST_STANDING = 14
PICTURE = QSize(1200, 720)


@dataclass(frozen=True)
class Bar:
    """One bar.

    Attributes
    ----------
    label, words
        What it stands for, and its figure as it is written; 「未確認」 where there is none.
    value
        Its length; None where nothing is known.
    role
        Name of its colour among the tokens: ``accent``, ``warn`` for 「未確認」, ``line`` for the rest.
    """

    label: str
    words: str
    value: float | None
    role: str = "accent"


class Chart(QWidget):
    """Bars, lying, or standing where they follow each other and there is room.

    Signals
    -------
    clicked
        Number of the bar.
    """

    clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: tuple[Bar, ...] = ()
        self._standing = False
        self._hot = -1
        self._places: list[QRectF] = []
        self.setMouseTracking(True)
        self.setAccessibleName(translate("panels", "グラフ"))

    def show_bars(self, bars: Sequence[Bar], *, standing: bool) -> None:
        """Show some bars."""
        self.bars = tuple(bars)
        self._standing = standing and len(bars) <= MOST_STANDING
        self._hot = -1
        self.setMinimumHeight(px(120) if self._standing else px(LINE) * len(self.bars) + px(16))
        described = (f"{bar.label} {bar.words}" for bar in self.bars[:20])
        self.setAccessibleDescription(translate("panels", "、").join(described))
        self.update()

    def picture(self, title: str, source: str) -> QImage:
        """Return the chart as a picture with a title, and below it where the figures come from."""
        lying = 140 + LINE * len(self.bars)
        height = PICTURE.height() if self._standing else max(PICTURE.height() // 2, lying)
        image = QImage(PICTURE.width(), height, QImage.Format.Format_RGB32)
        tokens = theme.look().tokens
        image.fill(QColor(tokens.surface))
        brush = QPainter(image)
        brush.setRenderHint(QPainter.RenderHint.Antialiasing)
        brush.setFont(_font(TITLE, 1.4))
        brush.setPen(QColor(tokens.text))
        area = QRectF(image.rect()).adjusted(32, 24, -32, -24)
        brush.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, title)
        brush.setFont(_font(SMALL, 1.2))
        brush.setPen(QColor(tokens.quiet))
        brush.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, source)
        self._paint(brush, area.adjusted(0, 48, 0, -40), keep=False)
        brush.end()
        return image

    # ---------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint."""
        del event
        brush = QPainter(self)
        brush.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(brush, QRectF(self.rect()).adjusted(px(12), px(8), -px(12), -px(8)), keep=True)
        brush.end()

    def _paint(self, brush: QPainter, area: QRectF, *, keep: bool) -> None:
        if not self.bars:
            return
        known = [bar.value for bar in self.bars if bar.value is not None]
        low, high = min([0.0, *known]), max([0.0, *known])
        brush.setFont(_font(SMALL if self._standing else BODY))
        standing = self._standing and area.width() >= px(NARROWEST) * len(self.bars)
        paint = self._stand if standing else self._lie
        places = paint(brush, area, low, (high - low) or 1.0)
        if keep:
            self._places = places

    def _lie(self, brush: QPainter, area: QRectF, low: float, span: float) -> list[QRectF]:
        tokens, letters = theme.look().tokens, QFontMetricsF(brush.font())
        line = area.height() / len(self.bars) if area.height() < px(LINE) * len(self.bars) else px(LINE)
        names = min(
            max(letters.horizontalAdvance(bar.label) for bar in self.bars) + px(8), area.width() * 0.4
        )
        figures = max(letters.horizontalAdvance(bar.words) for bar in self.bars) + px(8)
        length = max(area.width() - names - figures, px(24))
        zero = area.left() + names + length * (-low / span)
        places = []
        for number, bar in enumerate(self.bars):
            top = area.top() + number * line
            place = QRectF(area.left(), top, area.width(), line)
            places.append(place)
            if number == self._hot:
                brush.fillRect(place, QColor(tokens.sunken))
            brush.setPen(QColor(tokens.warn if bar.role == "warn" else tokens.text))
            words = letters.elidedText(bar.label, Qt.TextElideMode.ElideMiddle, names - px(8))
            brush.drawText(
                QRectF(area.left(), top, names - px(8), line),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                words,
            )
            reach = 0.0 if bar.value is None else length * bar.value / span
            thick = min(line * 0.62, px(18))
            shape = QRectF(zero, top + (line - thick) / 2, reach, thick).normalized()
            self._fill(brush, shape, bar)
            brush.setPen(QColor(tokens.quiet if bar.value is None else tokens.text))
            brush.drawText(
                QRectF(max(zero, shape.right()) + px(6), top, figures, line),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                bar.words,
            )
        brush.setPen(QPen(QColor(tokens.line), 1))
        brush.drawLine(QPointF(zero, area.top()), QPointF(zero, places[-1].bottom()))
        return places

    def _stand(self, brush: QPainter, area: QRectF, low: float, span: float) -> list[QRectF]:
        tokens, letters = theme.look().tokens, QFontMetricsF(brush.font())
        step = area.width() / len(self.bars)
        below = letters.height() * 2 + px(6)
        height = max(area.height() - below - letters.height() - px(4), px(24))
        top = area.top() + letters.height() + px(4)
        zero = top + height * (1 + low / span)
        places = []
        for number, bar in enumerate(self.bars):
            place = QRectF(area.left() + number * step, area.top(), step, area.height())
            places.append(place)
            if number == self._hot:
                brush.fillRect(place, QColor(tokens.sunken))
            reach = 0.0 if bar.value is None else height * bar.value / span
            gap = px(1) if bar.role == "accent" else step * 0.2
            shape = QRectF(place.left() + gap, zero - reach, step - 2 * gap, reach).normalized()
            self._fill(brush, shape, bar)
            brush.setPen(QColor(tokens.text))
            over = QRectF(place.left(), shape.top() - letters.height() - px(2), step, letters.height())
            brush.drawText(over, Qt.AlignmentFlag.AlignCenter, bar.words)
            brush.setPen(QColor(tokens.warn if bar.role == "warn" else tokens.text))
            under = QRectF(place.left() + px(2), top + height + px(4), step - px(4), below)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            brush.drawText(under, int(flags | Qt.TextFlag.TextWordWrap), bar.label)
        brush.setPen(QPen(QColor(tokens.line), 1))
        brush.drawLine(QPointF(area.left(), zero), QPointF(area.right(), zero))
        return places

    @staticmethod
    def _fill(brush: QPainter, shape: QRectF, bar: Bar) -> None:
        colour = QColor(getattr(theme.look().tokens, bar.role))
        brush.setPen(Qt.PenStyle.NoPen)
        if bar.role == "accent":
            brush.fillRect(shape, colour)
            return
        brush.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))  # told apart without colour too
        brush.setPen(QPen(colour, 1))
        brush.drawRect(shape)

    # ---------------------------------------------------------------- mouse

    def _at(self, point: QPointF) -> int:
        return next((number for number, place in enumerate(self._places) if place.contains(point)), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the bar under the pointer and tell all of it."""
        hot = self._at(event.position())
        if hot != self._hot:
            self._hot = hot
            self.setCursor(Qt.CursorShape.PointingHandCursor if hot >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()
        if hot >= 0:
            bar = self.bars[hot]
            QToolTip.showText(event.globalPosition().toPoint(), f"{bar.label}\n{bar.words}", self)

    def leaveEvent(self, event: QEvent) -> None:
        """Let no bar be lit."""
        del event
        self._hot = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a bar."""
        hit = self._at(event.position())
        if hit >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(hit)


def _font(size: float, factor: float = 1.0) -> QFont:
    made = QFont(fonts.body(theme.look().scale))
    made.setPixelSize(round(px(size) * factor))
    return made
