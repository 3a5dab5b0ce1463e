"""The legend of a layer: colour fields, what they mean, and how many features each stands for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPen, QPixmap

from gisapp.ui import theme
from gisapp.ui.theme import px
from gisapp.ui.words import THIN, decimal, translate
from layers.messages import CONTEXT
from styles.style import ByRange, Colour, Fixed, Range, Style

if TYPE_CHECKING:
    from layers.base import Layer
    from layers.colours import LegendEntry
    from layers.feedback import Feedback

HATCHES = {
    ".": Qt.BrushStyle.Dense6Pattern,
    "-": Qt.BrushStyle.HorPattern,
    "/": Qt.BrushStyle.BDiagPattern,
    "|": Qt.BrushStyle.VerPattern,
    "\\": Qt.BrushStyle.FDiagPattern,
    "+": Qt.BrushStyle.CrossPattern,
    "x": Qt.BrushStyle.DiagCrossPattern,
    "#": Qt.BrushStyle.Dense6Pattern,
}
HATCH_INK, HATCH_PALE, HATCH_TURNS = (40, 40, 40), (255, 255, 255), 390
"""Lines on light fields and on dark ones, and the sum of the channels from which a field is light."""
SWATCH = 14
"""Side of a colour field in unscaled pixels."""


def count_legend(layer: Layer, *, feedback: Feedback) -> tuple[LegendEntry, ...]:
    """Return the legend of a layer with its counts; for a worker thread."""
    from layers.colours import legend

    feedback.step()
    return legend(layer)


def range_words(part: Range, unit: str = "") -> str:
    """Return the words of a range, such as 「3～10 m」; a label of its own comes first."""
    if part.label:
        return translate(CONTEXT, part.label)
    low, high = _figure(part.low), _figure(part.high)
    tail = f"{THIN}{unit}" if unit else ""
    if not low and not high:
        return translate("window", "すべて")
    if not low:
        return translate("window", "{high}{unit} 未満").format(high=high, unit=tail)
    if not high:
        return translate("window", "{low}{unit} 以上").format(low=low, unit=tail)
    return translate("window", "{low}～{high}{unit}").format(low=low, high=high, unit=tail)


def _figure(number: float) -> str:
    if math.isinf(number):
        return ""
    return decimal(number, 0 if float(number).is_integer() else 2)


def entry_words(entry: LegendEntry, index: int, style: Style, unit: str = "") -> str:
    """Return what a line of a legend says, in the language of the window.

    Parameters
    ----------
    entry
        The line.
    index
        Its place in the legend: ranges without a label take their words from the style.
    style, unit
        Style of the layer and unit of its attribute.
    """
    if isinstance(style, ByRange) and index < len(style.ranges):
        return range_words(style.ranges[index], unit)
    return translate(CONTEXT, entry.label)


def attribute_of(style: Style) -> str:
    """Return the attribute by which a style colours, empty for a single colour."""
    return "" if isinstance(style, Fixed) else style.attribute


def swatch(colour: Colour, opacity: float = 1.0, size: int = SWATCH, hatch: str = "") -> QIcon:
    """Return a colour field with the hairline around it, so that pale colours have an edge too.

    Parameters
    ----------
    colour, opacity
        Of the field.
    size
        Of its side in unscaled pixels.
    hatch
        As on paper (:class:`gisapp.paper.document.Shape`), for classes that colours alone do not tell apart.
    """
    side = px(size)
    ratio = 2.0  # drawn finely, for screens with more pixels than the window counts
    pixmap = QPixmap(QSize(int(side * ratio), int(side * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill = QColor(*colour)
    fill.setAlphaF(opacity)
    painter.setBrush(fill)
    painter.setPen(QPen(QColor(theme.look().tokens.line), 1))
    painter.drawRoundedRect(QRectF(0.5, 0.5, side - 1, side - 1), px(3), px(3))
    if hatch:
        pattern = QBrush(QColor(*(HATCH_INK if sum(colour) > HATCH_TURNS else HATCH_PALE)), HATCHES[hatch])
        painter.setBrush(pattern)
        painter.drawRoundedRect(QRectF(0.5, 0.5, side - 1, side - 1), px(3), px(3))
    painter.end()
    made = QIcon(pixmap)
    made.addPixmap(pixmap, QIcon.Mode.Selected)  # or Qt would tint the colour of a chosen row
    return made
