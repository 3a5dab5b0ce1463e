"""Texts without a place to break, such as identifiers and file names, in narrow columns."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from gisapp.ui.cards import label
from gisapp.ui.icons import icon
from gisapp.ui.theme import px
from gisapp.ui.words import translate

NARROW = 132
"""Width in unscaled pixels that a value has beside its name and code."""

_UNBROKEN = re.compile(r"[!-~]+")


def value_label(text: str, role: str = "", *, room: int = NARROW) -> QLabel:
    """Return a label for a text from the data.

    A text that can be broken takes several lines and can be marked; one that cannot, and is wider than
    `room` unscaled pixels, is shortened in its middle and copied by its menu.
    """
    made = label(text, role, select=True)
    longest = max((one.group() for one in _UNBROKEN.finditer(text)), key=len, default="")
    if QFontMetrics(made.font()).horizontalAdvance(longest) <= px(room):
        return made
    made.deleteLater()
    return LongText(text, role)


class LongText(QLabel):
    """A label that is never wider than its place: the middle of its text gives way."""

    def __init__(self, text: str, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self._shorten()

    @property
    def whole(self) -> str:
        """The text as it is."""
        return self._whole

    def minimumSizeHint(self) -> QSize:
        """Return how narrow it may become."""
        return QSize(px(24), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Return how wide it would like to be."""
        self.ensurePolished()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text to the new width."""
        super().resizeEvent(event)
        self._shorten()

    def copy(self) -> None:
        """Copy the whole text."""
        QGuiApplication.clipboard().setText(self._whole)

    def _shorten(self) -> None:
        metrics = self.fontMetrics()
        self.setText(metrics.elidedText(self._whole, Qt.TextElideMode.ElideMiddle, self.width()))

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(icon("copy"), translate("panels", "コピーする"), self.copy)
        menu.exec(self.mapToGlobal(place))
        menu.deleteLater()
