"""The first rows of a source, as they would be read: what staff choose by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from gisapp.ui import theme
from gisapp.ui.theme import px
from gisapp.ui.words import translate
from importers import textencoding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

WIDEST = 240
"""Unscaled pixels that a column takes at most."""


class FirstRows(QTableWidget):
    """A table to look at only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWordWrap(False)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(left)
        self.verticalHeader().setVisible(False)
        self.setMinimumHeight(px(320))
        self.setAccessibleName(translate("window", "はじめの行"))

    def show_rows(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show some rows under the names of their columns; letters that cannot be read stand out."""
        width = max([len(columns), *(len(row) for row in rows)], default=0)
        self.clear()
        self.setRowCount(len(rows))
        self.setColumnCount(width)
        self.horizontalHeader().setVisible(bool(columns))
        self.setHorizontalHeaderLabels([*columns, *[""] * (width - len(columns))])
        broken = QColor(theme.look().tokens.danger)
        for row, cells in enumerate(rows):
            for place, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if textencoding.REPLACEMENT in text:
                    item.setForeground(broken)
                self.setItem(row, place, item)
        self.resizeColumnsToContents()
        for place in range(width):
            self.setColumnWidth(place, min(self.columnWidth(place) + px(16), px(WIDEST)))
