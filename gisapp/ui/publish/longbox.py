"""A box to tick whose words may be longer than the column is wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from gisapp.ui.theme import px

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

LEAST, MARK = 96, 30
"""Unscaled pixels that it keeps, and of the mark before the words."""


class LongBox(QCheckBox):
    """Shows as many of its words as there is room for; a hint shows all.

    Parameters
    ----------
    text
        All of the words.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text.replace("&", "&&"))
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return a size that any column has."""
        return QSize(px(LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many letters as there is room for."""
        super().resizeEvent(event)
        room = self.width() - px(MARK)
        elided = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        shown = elided.replace("&", "&&")
        if shown != self.text():
            self.setText(shown)
