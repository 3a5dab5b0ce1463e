"""Fields, forms and tables of the narrow column."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableWidget,
    QWidget,
)

from gisapp.ui.cards import label
from gisapp.ui.theme import px

ROW = 28
HEADER = 30
"""Unscaled pixels of a row, and of the line of headings."""
LINES = 64
"""Unscaled pixels of a field of several lines."""
SHORT = 200
"""Letters of a field of one line."""


class Form(QGridLayout):
    """Fields one below the other, each with its name at the left."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(px(8))
        self.setVerticalSpacing(px(8))
        self.setColumnStretch(1, 1)
        self._names: dict[QWidget, QLabel] = {}

    def add(self, words: str, field: QWidget) -> None:
        """Add a field under a name."""
        line = self.rowCount()
        field.setAccessibleName(words)
        self._names[field] = label(words, "small", wrap=False)
        self.addWidget(self._names[field], line, 0)
        self.addWidget(field, line, 1)

    def show_field(self, field: QWidget, *, seen: bool) -> None:
        """Show a field with its name, or hide both."""
        field.setVisible(seen)
        self._names[field].setVisible(seen)

    def line(self, words: str) -> QLineEdit:
        """Add and return a field of one line."""
        made = QLineEdit()
        made.setMaxLength(SHORT)
        self.add(words, made)
        return made

    def text(self, words: str) -> QPlainTextEdit:
        """Add and return a field of several lines."""
        made = QPlainTextEdit()
        made.setFixedHeight(px(LINES))
        made.setTabChangesFocus(True)
        self.add(words, made)
        return made


class Choice(QComboBox):
    """Takes the room there is, however long its words are."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)


def choice() -> QComboBox:
    """Return a choice that takes the room there is, however long its words are."""
    return Choice()


def plain_table(headings: list[str]) -> QTableWidget:
    """Return a table to look at, whose rows can be chosen."""
    made = QTableWidget(0, len(headings))
    made.setHorizontalHeaderLabels(headings)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.verticalHeader().hide()
    made.verticalHeader().setDefaultSectionSize(px(ROW))
    made.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    made.setShowGrid(False)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made
