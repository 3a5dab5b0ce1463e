"""A scanned map of any size: moved by dragging, zoomed by the wheel, pointed at by a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gisapp.ui import theme
from gisapp.ui.theme import px

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from gisapp.desks.areas.scans import Scan
    from gisapp.tasks import TaskRunner
    from layers.feedback import Feedback

    Box = tuple[int, int, int, int]

COARSE = 1024
"""Pixels along the longer side of the picture that stands in for what is being read."""
DRAG = 4.0
"""Pixels within which a press is a click."""
STEP = 1.25
"""By how much a notch of the wheel zooms."""
CLOSEST = 16.0
"""Pixels of the screen for one of the scan."""
PAUSE = 60
CROSS, RING = 9, 8
"""Unscaled pixels from the middle of a point to the ends of its cross, and to its ring."""


def read(scan: Scan, box: Box, shape: tuple[int, int], *, feedback: Feedback) -> NDArray[np.uint8]:
    """Read a part of a scan; runs beside the window."""
    return scan.read(box, shape, feedback)


class ScanView(QWidget):
    """Shows a scan and the points that are known on it.

    Parameters
    ----------
    tasks
        Read parts of the scan.

    Signals
    -------
    pointed(float, float)
        Column and row that were clicked.
    """

    pointed = Signal(float, float)

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        self._tasks = tasks
        self._scan: Scan | None = None
        self._coarse: QImage | None = None
        self._sharp: tuple[Box, QImage] | None = None
        self._zoom, self._middle = 1.0, np.zeros(2)
        self._pressed: QPointF | None = None
        self._dragged = self._fitted = False
        self._points: NDArray[np.float64] = np.empty((0, 2))
        self._alert: frozenset[int] = frozenset()
        self._chosen, self._pending = -1, np.empty((0, 2))
        self.setMouseTracking(True)
        self.setMinimumWidth(px(240))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._sharpen)

    def show_scan(self, scan: Scan) -> None:
        """Show the whole of a scan."""
        self._scan, self._coarse, self._sharp = scan, None, None
        size = np.array([scan.width, scan.height])
        small = np.maximum(size * min(COARSE / size.max(), 1.0), 1).astype(int).tolist()
        self.fit()
        self._tasks.run(
            "",
            read,
            scan,
            (0, 0, scan.width, scan.height),
            (small[1], small[0]),
            then=self._take_coarse,
            wanted=lambda: self._scan is scan,
        )

    def show_points(
        self,
        points: NDArray[np.float64],
        alert: Sequence[int] = (),
        chosen: int = -1,
        pending: tuple[float, float] | None = None,
    ) -> None:
        """Show points (n, 2), which of them are doubtful or chosen, and the one that waits for the map."""
        self._points, self._alert, self._chosen = points, frozenset(alert), chosen
        self._pending = np.empty((0, 2)) if pending is None else np.array([pending])
        self.update()

    # ---------------------------------------------------------------- moving

    def fit(self) -> None:
        """Show all of it."""
        if self._scan is not None:
            size = np.array([self._scan.width, self._scan.height])
            room = np.array([max(self.width(), 1), max(self.height(), 1)]) * 0.96
            self._zoom, self._middle = float((room / size).min()), size / 2
            self._fitted = True
            self._moved()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom around a place of the widget, by default its middle."""
        if self._scan is None:
            return
        at = QPointF(self.width() / 2, self.height() / 2) if at is None else at
        held = self.place(at)
        least = 0.25 * min(self.width() / self._scan.width, self.height() / self._scan.height)
        self._zoom = float(np.clip(self._zoom * factor, least, CLOSEST))
        self._middle += held - self.place(at)
        self._fitted = False
        self._moved()

    def look_at(self, column: float, row: float) -> None:
        """Bring a place to the middle."""
        self._middle, self._fitted = np.array([column, row]), False
        self._moved()

    def place(self, at: QPointF) -> NDArray[np.float64]:
        """Return column and row at a place of the widget."""
        away = np.array([at.x() - self.width() / 2, at.y() - self.height() / 2])
        return np.asarray(self._middle + away / self._zoom)

    def spot(self, place: NDArray[np.float64]) -> QPointF:
        """Return where a column and row are seen."""
        x, y = ((place - self._middle) * self._zoom).tolist()
        return QPointF(x + self.width() / 2, y + self.height() / 2)

    def _moved(self) -> None:
        self._pause.start()
        self.update()

    # ---------------------------------------------------------------- reading

    def _take_coarse(self, pixels: NDArray[np.uint8]) -> None:
        self._coarse = _image(pixels)
        self.update()

    def _sharpen(self) -> None:
        scan = self._scan
        if scan is None:
            return
        low = self.place(QPointF(0, 0))
        high = self.place(QPointF(self.width(), self.height()))
        left, top = np.clip(np.floor(low), 0, (scan.width - 1, scan.height - 1)).astype(int).tolist()
        right, bottom = np.clip(np.ceil(high), 1, (scan.width, scan.height)).astype(int).tolist()
        if right <= left or bottom <= top:
            return
        share = min(self._zoom * self.devicePixelRatioF(), 1.0)
        shape = max(round((bottom - top) * share), 1), max(round((right - left) * share), 1)
        box = (left, top, right, bottom)

        def take(pixels: NDArray[np.uint8]) -> None:
            self._sharp = (box, _image(pixels))
            self.update()

        self._tasks.run(
            "",
            read,
            scan,
            box,
            shape,
            then=take,
            wanted=lambda: self._scan is scan,
            key="areas-scan-view",
        )

    # ---------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scan and its points."""
        del event
        tokens = theme.look().tokens
        brush = QPainter(self)
        brush.fillRect(self.rect(), QColor(tokens.sunken))
        scan = self._scan
        if scan is None:
            return
        brush.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        brush.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._coarse is not None:
            brush.drawImage(self._rect((0, 0, scan.width, scan.height)), self._coarse)
        if self._sharp is not None:
            brush.drawImage(self._rect(self._sharp[0]), self._sharp[1])
        for number, point in enumerate(self._points):
            alert, chosen = number in self._alert, number == self._chosen
            self._mark(brush, self.spot(point), f"{number + 1}", alert=alert, chosen=chosen)
        for point in self._pending:
            self._mark(brush, self.spot(point), "", alert=False, chosen=True)

    def _rect(self, box: Box) -> QRectF:
        return QRectF(self.spot(np.array(box[:2])), self.spot(np.array(box[2:])))

    def _mark(self, brush: QPainter, at: QPointF, text: str, *, alert: bool, chosen: bool) -> None:
        """Paint a cross in a ring, and its number; with a rim, for the paper may have any colour."""
        colour = QColor("#B3261E" if alert else "#1F5FA8")
        cross, ring = px(CROSS), px(RING)
        for pen in (QPen(QColor("white"), px(4)), QPen(colour, px(2))):
            brush.setPen(pen)
            brush.setBrush(Qt.BrushStyle.NoBrush)
            brush.drawLine(at - QPointF(cross, 0), at + QPointF(cross, 0))
            brush.drawLine(at - QPointF(0, cross), at + QPointF(0, cross))
            if chosen:
                brush.drawEllipse(at, ring, ring)
        if not text:
            return
        font = QFont(self.font())
        font.setBold(True)
        brush.setFont(font)
        wide = brush.fontMetrics().horizontalAdvance(text) + px(10)
        high = brush.fontMetrics().height() + px(2)
        pill = QRectF(at.x() + px(6), at.y() - px(6) - high, max(wide, high), high)
        brush.setPen(QPen(QColor("white"), px(1)))
        brush.setBrush(colour)
        brush.drawRoundedRect(pill, high / 2, high / 2)
        brush.setPen(QColor("white"))
        brush.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    # ---------------------------------------------------------------- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag."""
        self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the picture."""
        if self._pressed is None:
            return
        away = event.position() - self._pressed
        if self._dragged or max(abs(away.x()), abs(away.y())) > DRAG:
            self._dragged, self._fitted = True, False
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._middle = self._middle - np.array([away.x(), away.y()]) / self._zoom
            self._pressed = event.position()
            self._moved()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Point at a place where one clicked without dragging."""
        clicked = self._pressed is not None and not self._dragged
        self._pressed = None
        self.setCursor(Qt.CursorShape.CrossCursor)
        scan = self._scan
        if clicked and scan is not None and event.button() == Qt.MouseButton.LeftButton:
            column, row = self.place(event.position()).tolist()
            if 0 <= column <= scan.width and 0 <= row <= scan.height:
                self.pointed.emit(column, row)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer."""
        self.zoom(STEP ** (event.angleDelta().y() / 120), event.position())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep all of it in sight as long as nobody zoomed."""
        del event
        if self._fitted:
            self.fit()
        else:
            self._moved()


def _image(pixels: NDArray[np.uint8]) -> QImage:
    """Return an image of its own over pixels (r, c, 4)."""
    rows, columns = pixels.shape[:2]
    data = np.ascontiguousarray(pixels)
    return QImage(data.data, columns, rows, columns * 4, QImage.Format.Format_RGBA8888).copy()
