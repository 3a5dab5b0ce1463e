"""The track of the time slider: how many features there are when, and the window that shows now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gisapp.ui import fonts, theme
from gisapp.ui.theme import px
from gisapp.ui.tokens import SMALL
from gisapp.ui.words import integer, sentence, translate
from layers import timewords
from layers.moments import NO_DATE
from layers.period import DAY, Period
from layers.timesteps import Step

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from gisapp.ui.timeplayer import TimePlayer

HEIGHT, BARS, TOP = 48, 26, 4
HANDLE = 5
"""Pixels beside the end of the window in which it is caught."""
LEAST_BAR = 2
PAGE = 10
"""Steps of Page up and Page down."""
MOST_TICKS = 200
"""Words of which more than these are on the scale are not measured."""
SCALE = (
    *(Step(count, "minute") for count in (1, 2, 5, 10, 15, 30)),
    *(Step(count, "hour") for count in (1, 2, 3, 6, 12)),
    *(Step(count, "day") for count in (1, 2, 5, 10)),
    *(Step(count, "month") for count in (1, 2, 3, 6)),
    *(Step(count, "year") for count in (1, 2, 5, 10, 20, 50, 100)),
)
"""Distances of the words below the track; they meet midnight and the new year."""


class TimeTrack(QWidget):
    """The track.

    Parameters
    ----------
    player
        What it shows and moves.

    Signals
    -------
    hovered(str)
        The moment below the pointer in words, empty when it left.
    """

    hovered = Signal(str)

    def __init__(self, player: TimePlayer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._drag = ""
        self._from = 0.0
        self._begun: Period | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(HEIGHT))
        self.setAccessibleName(translate("window", "時間の目盛り"))
        self.setAccessibleDescription(
            translate("window", "左右の矢印キーで時間を進め、戻します。スペースで再生と停止を切り替えます。")
        )

    def sizeHint(self) -> QSize:
        """Return the size that it likes."""
        return QSize(px(300), px(HEIGHT))

    # ---------------------------------------------------------------- between pixels and moments

    def place(self, moment: float) -> float:
        """Return the pixel of a moment."""
        line = self._player.timeline
        if line is None:
            return 0.0
        share = (moment - line.whole.start) / max(line.whole.end - line.whole.start, 1)
        return self._left + share * self._width

    def moment(self, x: float) -> int:
        """Return the moment at a pixel."""
        line = self._player.timeline
        if line is None:
            return 0
        share = min(max((x - self._left) / self._width, 0.0), 1.0)
        return min(int(line.whole.start + share * (line.whole.end - line.whole.start)), line.whole.end - 1)

    @property
    def _left(self) -> float:
        return float(px(HANDLE))

    @property
    def _width(self) -> float:
        return max(1.0, self.width() - 2 * self._left)

    # ---------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the histogram, the window of now, and the scale."""
        line = self._player.timeline
        if line is None:
            return
        tokens = theme.look().tokens
        top, high = px(TOP), px(BARS)
        with QPainter(self) as brush:
            brush.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            brush.fillRect(QRectF(self._left, top, self._width, high), QColor(tokens.surface))
            now = self._player.period
            self._paint_bars(brush, now, top, high)
            brush.setPen(QPen(QColor(tokens.line), 1))
            base = top + high
            brush.drawLine(QPointF(self._left, base), QPointF(self._left + self._width, base))
            self._paint_scale(brush, base)
            if now is not None:
                self._paint_window(brush, now, top, high)
            if self.hasFocus():
                brush.setPen(QPen(QColor(tokens.accent), 2))
                brush.setBrush(Qt.BrushStyle.NoBrush)
                brush.setRenderHint(QPainter.RenderHint.Antialiasing)
                brush.drawRoundedRect(QRectF(1, 1, self.width() - 2, self.height() - 2), px(4), px(4))

    def _heights(self, high: int) -> NDArray[np.float64]:
        """Return the height of each column of pixels."""
        line = self._player.timeline
        if line is None:
            return np.zeros(0)
        columns = max(1, int(self._width))
        edges = (line.edges - line.whole.start) / max(line.whole.end - line.whole.start, 1) * columns
        first = np.clip(np.floor(edges[:-1]).astype(int), 0, columns - 1)
        last = np.clip(np.ceil(edges[1:]).astype(int), first + 1, columns)
        counts = np.zeros(columns)
        # Bars wider than a pixel fill all theirs; of several on one pixel the highest counts.
        wide = np.repeat(np.arange(len(first)), last - first)
        within = np.arange(len(wide)) - np.repeat(np.cumsum(last - first) - (last - first), last - first)
        np.maximum.at(counts, first[wide] + within, line.counts[wide])
        most = counts.max(initial=0)
        return np.where(counts > 0, np.maximum(counts / max(most, 1) * high, px(LEAST_BAR)), 0)

    def _paint_bars(self, brush: QPainter, now: Period | None, top: int, high: int) -> None:
        """Paint what there is when; what there is now stands out."""
        tokens = theme.look().tokens
        heights = np.round(self._heights(high)).astype(int)
        cuts = np.flatnonzero(np.diff(heights)) + 1
        starts, ends = np.concatenate([[0], cuts]), np.concatenate([cuts, [len(heights)]])
        bars = [
            QRectF(self._left + start, top + high - height, end - start, height)
            for start, end, height in zip(
                starts.tolist(), ends.tolist(), heights[starts].tolist(), strict=True
            )
            if height
        ]
        brush.setPen(Qt.PenStyle.NoPen)
        brush.setBrush(QColor(tokens.line))
        brush.drawRects(bars)
        if now is not None:
            low, up = self._ends(now)
            brush.save()
            brush.setClipRect(QRectF(low, top, up - low, high))
            brush.setBrush(QColor(tokens.accent))
            brush.drawRects(bars)
            brush.restore()

    def _paint_window(self, brush: QPainter, now: Period, top: int, high: int) -> None:
        tokens = theme.look().tokens
        low, up = self._ends(now)
        brush.setRenderHint(QPainter.RenderHint.Antialiasing)
        brush.setPen(QPen(QColor(tokens.accent), px(2)))
        brush.setBrush(Qt.BrushStyle.NoBrush)
        brush.drawRoundedRect(QRectF(low, top - px(2), up - low, high + px(4)), px(3), px(3))
        brush.setBrush(QColor(tokens.accent))
        brush.setPen(Qt.PenStyle.NoPen)
        for x in (low, up):
            brush.drawRoundedRect(QRectF(x - px(2.5), top + high / 2 - px(6), px(5), px(12)), px(2), px(2))

    def _ends(self, now: Period) -> tuple[float, float]:
        """Return left and right of the window, never narrower than can be seen."""
        low, up = self.place(now.start), self.place(now.until)
        least = px(8)
        if up - low < least:
            middle = (low + up) / 2
            low, up = middle - least / 2, middle + least / 2
        low = min(max(low, self._left), self._left + self._width - least)
        return low, min(max(up, low + least), self._left + self._width)

    def _paint_scale(self, brush: QPainter, base: int) -> None:
        font = fonts.body(theme.look().scale)
        font.setPixelSize(px(SMALL))
        brush.setFont(font)
        brush.setPen(QColor(theme.look().tokens.quiet))
        metrics = QFontMetrics(font)
        free = -1.0
        for moment, words in self.ticks(metrics):
            wide = metrics.horizontalAdvance(words)
            x = min(max(self.place(moment) - wide / 2, self._left), self._left + self._width - wide)
            if x < free:
                continue
            brush.drawText(QPointF(x, base + px(13)), words)
            free = x + wide + px(12)

    def ticks(self, metrics: QFontMetrics) -> list[tuple[int, str]]:
        """Return moments and words of the scale: the closest round distance at which the words fit."""
        line = self._player.timeline
        if line is None:
            return []
        found: list[tuple[int, str]] = []
        for step in (one for one in SCALE if one.seconds >= line.step.seconds):
            first, last = step.number(np.array([line.whole.start, line.whole.end - 1])).tolist()
            if last - first > MOST_TICKS:
                continue
            moments = step.begin(np.arange(first, last + 1, dtype=np.int64)).tolist()
            found = [
                (moment, self._tick_words(moment, step.unit))
                for moment in moments
                if line.whole.start <= moment < line.whole.end
            ]
            widest = max((metrics.horizontalAdvance(words) for _, words in found), default=0)
            if len(found) * (widest + px(24)) <= self._width:
                break
        return found or [(line.whole.start, self._tick_words(line.whole.start, line.step.unit))]

    @staticmethod
    def _tick_words(moment: int, unit: str) -> str:
        if unit in ("minute", "hour"):
            clock = moment % DAY
            if clock or moment // DAY == NO_DATE:
                return f"{clock // 3600}:{clock % 3600 // 60:02}"
            unit = "day"
        return sentence(timewords.tick(moment, unit))

    # ---------------------------------------------------------------- pointer and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Catch an end of the window or the window itself; anywhere else it jumps there."""
        if event.button() != Qt.MouseButton.LeftButton or self._player.step is None:
            return
        self._player.pause()
        x = event.position().x()
        now = self._player.period
        self._drag = self._caught(x)
        if self._drag == "jump" or now is None:
            now = self._player.step.at(self.moment(x))
            self._player.show(now)
            self._drag = "move"
        self._from, self._begun = x, now

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull what was caught; tell what lies below the pointer."""
        x = event.position().x()
        step = self._player.step
        if step is None:
            return
        if self._drag and self._begun is not None:
            self._pull(x, self._begun)
        else:
            caught = self._caught(x)
            shape = Qt.CursorShape.SizeHorCursor if caught in ("start", "end") else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
        self.hovered.emit(self._told(self.moment(x)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._drag = ""

    def leaveEvent(self, event: object) -> None:
        """Tell nothing once the pointer has left."""
        self.hovered.emit("")

    def _told(self, moment: int) -> str:
        line, step = self._player.timeline, self._player.step
        if line is None or step is None:
            return ""
        index = int(np.searchsorted(line.edges, moment, side="right")) - 1
        count = int(line.counts[min(max(index, 0), len(line.counts) - 1)])
        words = sentence(timewords.moment(step.at(moment).start, step.unit))
        return translate("window", "{moment}　{count} 件").format(moment=words, count=integer(count))

    def _caught(self, x: float) -> str:
        now = self._player.period
        if now is None:
            return "jump"
        low, up = self._ends(now)
        near = px(HANDLE)
        if abs(x - up) <= near and x >= (low + up) / 2:
            return "end"
        if abs(x - low) <= near:
            return "start"
        return "move" if low <= x <= up else "jump"

    def _pull(self, x: float, begun: Period) -> None:
        step, line = self._player.step, self._player.timeline
        if step is None or line is None:
            return
        if self._drag == "move":
            moved = self.moment(begun.start and self.place(begun.start) + x - self._from)
            start = step.at(moved + step.seconds // 2).start
            length = begun.end - begun.start
            single = step.at(begun.start) == begun
            self._player.show(step.at(start) if single else Period(start, start + length))
        elif self._drag == "end":
            end = step.at(self.moment(x)).end
            self._player.show(Period(begun.start, max(end, step.at(begun.start).end)))
        elif self._drag == "start":
            start = min(step.at(self.moment(x)).start, step.at(begun.until - 1).start)
            self._player.show(Period(start, begun.end))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, jump, play."""
        player, line, step = self._player, self._player.timeline, self._player.step
        key = event.key()
        walks = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_PageUp: PAGE,
            Qt.Key.Key_PageDown: -PAGE,
        }
        if line is None or step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in walks:
            player.pause()
            player.walk(walks[Qt.Key(key)])
        elif key == Qt.Key.Key_Home:
            player.show(step.at(line.whole.start))
        elif key == Qt.Key.Key_End:
            player.show(step.at(line.whole.end - 1))
        elif key == Qt.Key.Key_Space:
            player.toggle()
        elif key == Qt.Key.Key_Escape:
            player.show(None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring."""
        self.update()
        super().focusOutEvent(event)
