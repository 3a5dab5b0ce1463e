"""Icons by what they mean: Material Design Icons 6 as shipped by qtawesome, coloured by the theme.

qtawesome itself takes 0.2 s to import and loads twelve fonts; the window uses one of them, so only that
font file and its table of names are read.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QIconEngine, QPainter, QPixmap

from gisapp.ui import theme
from gisapp.ui.fonts import register

MEANINGS = MappingProxyType(
    {
        "menu": "menu",
        "new": "file-outline",
        "open": "folder-open-outline",
        "open-data": "layers-plus",
        "save": "content-save-outline",
        "export": "tray-arrow-down",
        "print": "printer-outline",
        "picture": "image-outline",
        "play": "play",
        "pause": "pause",
        "step-back": "skip-previous",
        "step-forward": "skip-next",
        "clock": "clock-outline",
        "undo": "undo",
        "redo": "redo",
        "settings": "cog-outline",
        "search": "magnify",
        "close": "close",
        "cancel": "close-circle-outline",
        "remove": "delete-outline",
        "rename": "pencil-outline",
        "zoom-to": "crosshairs-gps",
        "table": "table",
        "style": "palette-outline",
        "filter": "filter-outline",
        "filter-on": "filter",
        "properties": "information-outline",
        "findings": "alert-outline",
        "tasks": "progress-clock",
        "done": "check",
        "danger": "alert-circle-outline",
        "warn": "alert-outline",
        "info": "information-outline",
        "home": "home-outline",
        "top": "arrow-down-bold-box-outline",
        "north": "compass-outline",
        "layers": "layers-outline",
        "group": "folder-outline",
        "buildings": "office-building-outline",
        "terrain": "terrain",
        "entered": "map-marker-outline",
        "measured": "ruler",
        "associations": "home-group",
        "measure-point": "crosshairs",
        "measure-distance": "ruler",
        "measure-path": "vector-polyline",
        "measure-area": "vector-square",
        "measure-angle": "angle-acute",
        "measure-slope": "slope-uphill",
        "measure-radius": "vector-radius",
        "measure-plane": "angle-right",
        "measure-cylinder": "cylinder",
        "areas-move": "vector-point-edit",
        "areas-reshape": "vector-polyline-edit",
        "areas-split": "content-cut",
        "areas-merge": "vector-combine",
        "areas-assign": "selection-drag",
        "areas-found": "shape-polygon-plus",
        "areas-release": "vector-square-remove",
        "zoom-in": "magnify-plus-outline",
        "zoom-out": "magnify-minus-outline",
        "scan": "map-plus",
        "scan-fit": "fit-to-page-outline",
        "clip-box": "cube-outline",
        "clip-band": "view-week-outline",
        "section-line": "vector-line",
        "section-axis": "vector-polyline",
        "vector": "vector-square",
        "raster": "image-outline",
        "pointcloud": "dots-grid",
        "layer": "layers-outline",
        "missing": "link-variant-off",
        "project": "map-outline",
        "town": "home-group",
        "help": "help-circle-outline",
        "keyboard": "keyboard-outline",
        "left-column": "dock-left",
        "right-column": "dock-right",
        "fold": "chevron-down",
        "unfold": "chevron-right",
        "up": "arrow-up",
        "down": "arrow-down",
        "more": "dots-horizontal",
        "copy": "content-copy",
        "drop": "tray-arrow-up",
        "memory": "memory",
        "reset": "restore",
        "select": "cursor-default-click-outline",
        "lasso": "lasso",
        "polygon": "vector-polygon",
        "circle": "circle-outline",
        "cut": "content-cut",
        "statistics": "chart-bar",
        "computed": "calculator-variant-outline",
        "desk-planning": "file-document-outline",
        "desk-hazard": "waves",
        "desk-survey": "dots-grid",
        "desk-areas": "vector-polygon",
        "desk-publish": "earth",
    },
)
"""Meaning to name in Material Design Icons."""


@cache
def _font_files() -> tuple[Path, Path]:
    """Return the font file and its table of names inside the installed qtawesome."""
    package = find_spec("qtawesome")
    if package is None or package.origin is None:
        message = "qtawesome, whose icon font the window uses, is not installed"
        raise RuntimeError(message)
    folder = Path(package.origin).parent / "fonts"
    font = next(folder.glob("materialdesignicons6-webfont-[0-9]*.ttf"))
    names = next(folder.glob("materialdesignicons6-webfont-charmap-*.json"))
    return font, names


@cache
def _characters() -> dict[str, str]:
    """Return the character of each meaning."""
    table = json.loads(_font_files()[1].read_text(encoding="utf-8"))
    return {meaning: chr(int(table[name], 16)) for meaning, name in MEANINGS.items()}


class _Glyph(QIconEngine):
    """Draws one character of the icon font in the theme's colour at any size."""

    def __init__(self, meaning: str, colour: str) -> None:
        super().__init__()
        self._meaning = meaning
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw into `rect`; a disabled icon is drawn at 40 %."""
        if rect.isEmpty():  # Qt asks for icons of buttons that are squeezed to nothing
            return
        tokens = theme.look().tokens
        colour = QColor(getattr(tokens, self._colour))
        if mode == QIcon.Mode.Disabled:
            colour.setAlphaF(0.4)
        font = QFont(register(_font_files()[0]))
        font.setPixelSize(min(rect.width(), rect.height()))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QRectF(rect), Qt.AlignmentFlag.AlignCenter, _characters()[self._meaning])
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon as a picture with transparent ground."""
        pixmap = QPixmap(size.expandedTo(QSize(1, 1)))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap


@cache
def icon(meaning: str, colour: str = "icon") -> QIcon:
    """Return the icon of a meaning.

    The colour is looked up when the icon is drawn, so a change of theme needs a repaint and nothing else.

    Parameters
    ----------
    meaning
        A key of :data:`MEANINGS`.
    colour
        Name of a colour in :class:`gisapp.ui.tokens.Tokens`.

    Raises
    ------
    KeyError
        When no icon has that meaning.
    """
    if meaning not in MEANINGS:
        raise KeyError(meaning)
    return QIcon(_Glyph(meaning, colour))
