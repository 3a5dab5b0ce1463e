"""The view of the attribute table.

It chooses features by itself: a selection of Qt would be a list of ranges, and 60,000 scattered features
would be 60,000 ranges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QKeySequence, QMouseEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gisapp.ui import theme
from gisapp.ui.panels.tablemodel import ABSENT, CHOSEN, TableModel, wanted_width
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

ROW = 28
"""Height of a line in unscaled pixels."""


class CellDelegate(QStyledItemDelegate):
    """Paints chosen rows like selected ones and missing data quietly."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Fill in how a cell is painted."""
        super().initStyleOption(option, index)
        tokens = theme.look().tokens
        if index.data(CHOSEN):
            option.backgroundBrush = QBrush(QColor(tokens.accent_soft))
        if index.data(ABSENT):
            option.palette.setColor(QPalette.ColorRole.Text, QColor(tokens.quiet))


class TableView(QTableView):
    """A table whose rows are chosen with mouse and keyboard as everywhere.

    Signals
    -------
    chosen
        (n,) features the user chose, in no order.
    fly_to
        The user wants to see what is chosen.
    copy
        The user wants to copy.
    menu
        The user wants the menu of a line, with the place on the screen.
    """

    chosen = Signal(object)
    fly_to = Signal()
    copy = Signal()
    menu = Signal(QPoint)

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = model
        self._anchor = -1
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setCornerButtonEnabled(False)
        self.setAccessibleName(translate("panels", "属性の表"))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        self.verticalHeader().setMinimumSectionSize(theme.px(ROW))
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(theme.px(56))
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        # Cells keep 3 px more from their edge than the style sheet says; figures and headings line up.
        header.setStyleSheet(f"QHeaderView::section {{ padding: {theme.px(4)}px {theme.px(8) + 3}px; }}")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)

    # ---------------------------------------------------------------- choosing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose with the mouse: alone, with Ctrl one more or less, with Shift up to there."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            if event.button() == Qt.MouseButton.LeftButton and not event.modifiers():
                self.chosen.emit(np.empty(0, dtype=np.uint32))
            return
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(index.row(), event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose the lines over which the mouse is drawn."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if index.row() != self.currentIndex().row():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._choose(index.row(), Qt.KeyboardModifier.ShiftModifier)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fly to the line's feature."""
        if self.indexAt(event.position().toPoint()).isValid():
            self.fly_to.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the keyboard; everything else as Qt does it."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.chosen.emit(self._table.rows.astype(np.uint32))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.fly_to.emit()
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._choose(self.currentIndex().row(), Qt.KeyboardModifier.ControlModifier)
        else:
            before = self.currentIndex().row()
            super().keyPressEvent(event)
            after = self.currentIndex().row()
            moved = after >= 0 and after != before
            if moved and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._choose(after, event.modifiers())

    def _choose(self, line: int, modifiers: Qt.KeyboardModifier) -> None:
        rows = self._table.rows
        feature = int(rows[line])
        old = np.flatnonzero(self._table.chosen)
        if modifiers & Qt.KeyboardModifier.ShiftModifier and 0 <= self._anchor < len(rows):
            first, last = sorted((self._anchor, line))
            found = rows[first : last + 1]
            if modifiers & Qt.KeyboardModifier.ControlModifier:
                found = np.union1d(old, found)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self._anchor = line
            found = np.setxor1d(old, [feature])
        else:
            self._anchor = line
            found = np.array([feature])
        self.chosen.emit(found.astype(np.uint32))

    def forget_anchor(self) -> None:
        """Begin Shift anew: the lines have changed."""
        self._anchor = -1

    def show_line(self, line: int) -> None:
        """Bring a line into view and make it the current one."""
        index = self._table.index(line, max(0, self.currentIndex().column()))
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self._anchor = line

    def shown_names(self) -> list[str]:
        """Return the names of the columns that are shown, from left to right."""
        header = self.horizontalHeader()
        places = [header.logicalIndex(visual) for visual in range(header.count())]
        attributes = self._table.attributes
        return [attributes[place].name for place in places if not header.isSectionHidden(place)]

    def show_columns(self, names: Collection[str]) -> None:
        """Show these columns and no others."""
        header = self.horizontalHeader()
        for place, attribute in enumerate(self._table.attributes):
            header.setSectionHidden(place, attribute.name not in names)

    def begin_columns(self, names: Sequence[str]) -> None:
        """Give all columns their first width, show some at the left, sort by none."""
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.blockSignals(False)
        attributes = self._table.attributes
        places = {attribute.name: place for place, attribute in enumerate(attributes)}
        for place, attribute in enumerate(attributes):
            header.resizeSection(place, wanted_width(attribute))
        for visual, name in enumerate(names):
            header.moveSection(header.visualIndex(places[name]), visual)
        self.show_columns(names)

    def _ask_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if index.isValid():
            feature = int(self._table.rows[index.row()])
            if not self._table.chosen[feature]:
                self._choose(index.row(), Qt.KeyboardModifier.NoModifier)
            self.menu.emit(self.viewport().mapToGlobal(place))
