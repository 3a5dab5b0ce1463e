"""Paints what is written over the picture, with the fonts and the sharpness of the window."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QPolygonF

from gisapp.scene import overlay
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtCore import QRect

    from gisapp.scene.bake import BakedLabels
    from gisapp.scene.overlay import Compass, Name, ScaleBar
    from gisapp.scene.theme import Theme
    from gisapp.tools.base import Mark
    from layers.project import Camera, Project

EMPTY = QT_TRANSLATE_NOOP(CONTEXT, "ここに PLATEAU の zip や Shapefile をドラッグしてください")
LOADING = QT_TRANSLATE_NOOP(CONTEXT, "建物を読み込んでいます…")
ABOUT = QT_TRANSLATE_NOOP(CONTEXT, "約 {length}")
NORTH = QT_TRANSLATE_NOOP(CONTEXT, "N")
STRETCHED = QT_TRANSLATE_NOOP(CONTEXT, "高さ {times:g} 倍")
MARGIN = 16.0
ALERT = (206, 44, 40)
"""Colour of what cannot be, seen on dark and on light ground with the rim of the theme."""
CORNER, TARGET = 3.5, 9.0
"""Pixels from the middle of a corner, and of a place that is aimed at, to its rim."""
NAMES_FROM = 72.0
"""Pixels from the top at which the names of two states stand."""


def said(text: str) -> str:
    """Return a sentence in the language of the window."""
    return QCoreApplication.translate(CONTEXT, text)


def everything(
    brush: QPainter,
    size: tuple[float, float],
    camera: Camera,
    project: Project,
    labels: Iterable[BakedLabels],
    theme: Theme,
) -> None:
    """Write all that stands over a picture of a project: texts, compass, scale, exaggeration, sources."""
    names(brush, overlay.names(camera, size, *overlay.together(labels)), theme)
    compass(brush, overlay.compass(camera, size), theme)
    if project.exaggeration != 1.0:
        stretched(brush, size, project.exaggeration, theme)
    scale_bar(brush, overlay.scale_bar(camera, size), size, theme, about=not overlay.is_flat(camera))
    credits_ = dict.fromkeys(
        layer.source.credit for layer in project.layers if layer.visible and layer.source.credit
    )
    sources(brush, "　".join(credits_), size, theme)


def image(pixels: NDArray[np.uint8]) -> QImage:
    """Return an image over pixels (h, w, 4), which must be kept as long as it."""
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBX8888)


def picture(brush: QPainter, rect: QRect, image: QImage, theme: Theme) -> None:
    """Fill the view with a picture of any resolution, or with the colour of the sky."""
    if image.isNull():
        brush.fillRect(rect, QColor(*theme.horizon))
        return
    brush.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    brush.drawImage(QRectF(rect), image)


def middle(brush: QPainter, rect: QRect, theme: Theme, text: str, more: str = "") -> None:
    """Write a sentence, and what more there is to say, into the middle."""
    brush.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = brush.font()
    font.setPixelSize(round(_size(brush) * 1.25))
    brush.save()
    brush.setFont(font)
    brush.setPen(QColor(*theme.ink))
    room = QRectF(rect).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    brush.drawText(room, flags, f"{text}\n\n{more}" if more else text)
    brush.restore()


def hint(brush: QPainter, rect: QRect, theme: Theme, text: str) -> None:
    """Write a short note on a pill at the top."""
    wide, high = _size_of_pill(brush, text)
    _pill(brush, QRectF(rect.center().x() - wide / 2, rect.top() + MARGIN, wide, high), text, theme)


def note(brush: QPainter, size: tuple[float, float], where: tuple[float, float, str], theme: Theme) -> None:
    """Write what a tool tells on a pill at the lower right of a pixel, or where there is room."""
    x, y, text = where
    wide, high = _size_of_pill(brush, text)
    left = x + MARGIN if x + MARGIN + wide < size[0] else x - MARGIN - wide
    top = y + MARGIN if y + MARGIN + high < size[1] else y - MARGIN - high
    _pill(brush, QRectF(left, top, wide, high), text, theme)


def _size_of_pill(brush: QPainter, text: str) -> tuple[float, float]:
    metrics = QFontMetricsF(brush.font())
    return metrics.horizontalAdvance(text) + 24, metrics.height() + 8


def _pill(brush: QPainter, pill: QRectF, text: str, theme: Theme) -> None:
    brush.setRenderHint(QPainter.RenderHint.Antialiasing)
    brush.setPen(Qt.PenStyle.NoPen)
    brush.setBrush(_soft(theme))
    brush.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    brush.setPen(QColor(*theme.ink))
    brush.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def band(brush: QPainter, rectangle: tuple[float, float, float, float], theme: Theme) -> None:
    """Draw the rectangle that is being pulled: left, top, right, bottom."""
    left, top, right, bottom = rectangle
    brush.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    brush.setPen(QPen(QColor(*theme.accent), 1))
    brush.setBrush(QColor(*theme.accent, 40))
    brush.drawRect(QRectF(left, top, right - left, bottom - top))


def ring(brush: QPainter, corners: list[tuple[float, float]], theme: Theme) -> None:
    """Draw the closed line that is being drawn."""
    brush.setRenderHint(QPainter.RenderHint.Antialiasing)
    brush.setPen(QPen(QColor(*theme.accent), 1.5))
    brush.setBrush(QColor(*theme.accent, 40))
    brush.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))


def mark(brush: QPainter, seen: NDArray[np.float64], what: Mark, theme: Theme) -> None:
    """Draw lines or corners that a tool shows in the city, with a rim that is seen on any ground.

    Parameters
    ----------
    brush, theme
        What is painted on, and its colours.
    seen
        (n, 3) pixels from the left and the top, and metres before the eye; what lies behind it is left out.
    what
        How it is drawn.
    """
    points = [QPointF(x, y) for x, y, _ in seen[seen[:, 2] > 0].tolist()]
    brush.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = ALERT if what.alert else theme.accent
    if what.look in {"corners", "target"}:
        radius = CORNER if what.look == "corners" else TARGET
        brush.setBrush(QColor(*theme.halo) if what.look == "corners" else Qt.BrushStyle.NoBrush)
        for tone, width in ((theme.halo, 4.0), (colour, 2.0)):
            brush.setPen(QPen(QColor(*tone), width))
            for point in points:
                brush.drawEllipse(point, radius, radius)
        return
    line = QPolygonF(points)
    brush.setBrush(Qt.BrushStyle.NoBrush)
    if what.look == "area":
        brush.setPen(Qt.PenStyle.NoPen)
        brush.setBrush(QColor(*colour, 28))
        brush.drawPolygon(line)
        brush.setBrush(Qt.BrushStyle.NoBrush)
    draw = brush.drawPolygon if what.look == "area" else brush.drawPolyline
    for tone, width in ((theme.halo, 5.0), (colour, 2.5)):
        pen = QPen(QColor(*tone), width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        brush.setPen(pen)
        draw(line)


def divider(
    brush: QPainter, size: tuple[float, float], x: float, called: tuple[str, str], theme: Theme
) -> None:
    """Draw the line at which two states meet, and what each is called on its side.

    Parameters
    ----------
    brush, size, theme
        What is painted on, how large it is, and its colours.
    x
        Where they meet, pixels from the left.
    called
        Of the left and the right state.
    """
    brush.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in ((theme.halo, 5.0), (theme.accent, 2.0)):
        brush.setPen(QPen(QColor(*colour), width))
        brush.drawLine(QPointF(x, 0), QPointF(x, size[1]))
    metrics = QFontMetricsF(brush.font())
    high = metrics.height() + 8
    for text, room, side in ((called[0], x, -1.0), (called[1], size[0] - x, 1.0)):
        said_ = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, max(room - 2 * MARGIN - 24, 0))
        wide = metrics.horizontalAdvance(said_) + 24
        if len(said_) < 2 < len(text):
            continue  # no room for a word
        left = x + 12 if side > 0 else x - 12 - wide
        # Below the note of what is being loaded, and below the compass.
        pill = QRectF(left, NAMES_FROM, wide, high)
        brush.setPen(Qt.PenStyle.NoPen)
        brush.setBrush(QColor(*theme.halo, 235))
        brush.drawRoundedRect(pill, high / 2, high / 2)
        brush.setPen(QColor(*theme.ink))
        brush.drawText(pill, Qt.AlignmentFlag.AlignCenter, said_)


def compass(brush: QPainter, where: Compass, theme: Theme) -> None:
    """Draw the needle; north is in the accent colour and lettered."""
    brush.save()
    brush.setRenderHint(QPainter.RenderHint.Antialiasing)
    brush.translate(where.x, where.y)
    brush.setPen(Qt.PenStyle.NoPen)
    brush.setBrush(_soft(theme))
    brush.drawEllipse(QPointF(0, 0), where.radius, where.radius)
    brush.rotate(math.degrees(where.angle))
    radius = where.radius
    half, tip = radius * 0.26, radius * 0.62
    brush.setBrush(QColor(*theme.accent))
    brush.drawPolygon(QPolygonF([QPointF(-half, 2), QPointF(0, -tip + 4), QPointF(half, 2)]))
    faint = QColor(*theme.ink)
    faint.setAlpha(90)
    brush.setBrush(faint)
    brush.drawPolygon(QPolygonF([QPointF(-half, 2), QPointF(0, tip), QPointF(half, 2)]))
    brush.setPen(QColor(*theme.ink))
    font = brush.font()
    font.setPixelSize(round(radius * 0.5))
    font.setBold(True)
    brush.setFont(font)
    top = QRectF(-radius, -radius - 1, 2 * radius, radius * 0.62)
    brush.drawText(top, Qt.AlignmentFlag.AlignCenter, QCoreApplication.translate(CONTEXT, NORTH))
    brush.restore()


def stretched(brush: QPainter, size: tuple[float, float], times: float, theme: Theme) -> None:
    """Write below the compass that heights are drawn larger than they are, so that nobody is misled."""
    text = QCoreApplication.translate(CONTEXT, STRETCHED).format(times=times)
    metrics = QFontMetricsF(brush.font())
    wide, high = metrics.horizontalAdvance(text) + 20, metrics.height() + 6
    pill = QRectF(size[0] - MARGIN - wide, 2 * MARGIN + 40, wide, high)
    brush.setRenderHint(QPainter.RenderHint.Antialiasing)
    brush.setPen(QPen(QColor(*theme.accent), 1.5))
    brush.setBrush(_soft(theme))
    brush.drawRoundedRect(pill, high / 2, high / 2)
    brush.setPen(QColor(*theme.ink))
    brush.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def scale_bar(
    brush: QPainter, bar: ScaleBar, size: tuple[float, float], theme: Theme, *, about: bool
) -> None:
    """Draw the scale bar at the bottom left; seen at a slant it holds only about the middle, and says so."""
    text = bar.figure
    if about:
        text = QCoreApplication.translate(CONTEXT, ABOUT).format(length=text)
    left, base = MARGIN, size[1] - MARGIN
    brush.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    path = [QPointF(left, base - 5), QPointF(left, base), QPointF(left + bar.pixels, base)]
    path.append(QPointF(left + bar.pixels, base - 5))
    for colour, width in ((theme.halo, 4.0), (theme.ink, 1.5)):
        pen = QPen(QColor(*colour), width)
        pen.setCapStyle(Qt.PenCapStyle.SquareCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        brush.setPen(pen)
        brush.drawPolyline(QPolygonF(path))
    _haloed(brush, QPointF(left + 5, base - 6), text, theme)


def sources(brush: QPainter, text: str, size: tuple[float, float], theme: Theme) -> None:
    """Write where the data come from, at the bottom right."""
    if not text:
        return
    brush.save()
    font = brush.font()
    font.setPixelSize(max(round(_size(brush) * 0.85), 11))
    brush.setFont(font)
    metrics = QFontMetricsF(font)
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, size[0] * 0.6)
    _haloed(brush, QPointF(size[0] - MARGIN - metrics.horizontalAdvance(text), size[1] - MARGIN), text, theme)
    brush.restore()


def names(brush: QPainter, found: Iterable[Name], theme: Theme) -> None:
    """Write names with their middle at their place."""
    metrics = QFontMetricsF(brush.font())
    for name in found:
        left = name.x - metrics.horizontalAdvance(name.text) / 2
        _haloed(brush, QPointF(left, name.y + metrics.ascent() / 2), name.text, theme)


def _haloed(brush: QPainter, where: QPointF, text: str, theme: Theme) -> None:
    """Write text that is read on any ground: letters with a rim of the opposite brightness."""
    path = QPainterPath()
    path.addText(where, brush.font(), text)
    brush.setRenderHint(QPainter.RenderHint.Antialiasing)
    rim = QPen(QColor(*theme.halo, 220), 3)
    rim.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    brush.strokePath(path, rim)
    brush.fillPath(path, QColor(*theme.ink))


def _soft(theme: Theme) -> QColor:
    return QColor(*theme.halo, 205)


def _size(brush: QPainter) -> float:
    size = brush.font().pixelSize()
    return float(size) if size > 0 else brush.fontInfo().pixelSize()
