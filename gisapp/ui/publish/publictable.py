"""The rows that the public will see, below the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from gisapp.ui.cards import column, label
from gisapp.ui.fields import ROW
from gisapp.ui.theme import px
from gisapp.ui.words import integer, translate

if TYPE_CHECKING:
    from gisapp.ui.publish.desk import PublishDesk

NARROWEST, WIDEST = 72, 260
"""Unscaled pixels of a column."""


class PublicTable(QWidget):
    """Shows the first rows of the layer that is prepared, as a citizen will see them.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: PublishDesk) -> None:
        super().__init__()
        self._desk = desk
        inside = column(self, margin=8, space=8)
        self.about = label("", "small")
        inside.addWidget(self.about)
        self.table = QTableWidget()
        self.table.setAccessibleName(translate("panels", "利用者に見える表"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setWordWrap(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(px(ROW))
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStyleSheet(f"QHeaderView::section {{ padding: {px(4)}px {px(8) + 3}px; }}")
        header.setMinimumSectionSize(px(NARROWEST))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        inside.addWidget(self.table, 1)
        self._shown: object = None
        for news in (desk.found, desk.chosen, desk.recorded):
            news.connect(self.show_desk)
        self.show_desk()

    def show_desk(self) -> None:
        """Show the rows of now."""
        found, said = self._desk.insight.review, self._desk.publication
        if found is None or said is None:
            self.table.setVisible(False)
            words = translate("panels", "「審査」の画面で、公開する内容をまとめると、ここに表示されます。")
            self.about.setText(words)
            return
        rows = found.rows
        words = translate(
            "panels", "「{title}」の {count} 件のうち、はじめの {shown} 件。利用者に見えるとおりです。"
        )
        shown = {"title": said.title, "count": integer(found.count), "shown": integer(len(rows))}
        self.about.setText(words.format(**shown))
        self.table.setVisible(True)
        if rows is self._shown:
            return
        self._shown = rows
        names = rows.column_names
        self.table.clear()
        self.table.setColumnCount(len(names))
        self.table.setRowCount(len(rows))
        self.table.setHorizontalHeaderLabels(names)
        for place, name in enumerate(names):
            for line, value in enumerate(rows.column(name).to_pylist()):
                self.table.setItem(line, place, _cell(value))
        self.table.resizeColumnsToContents()
        for place in range(len(names)):
            width = min(max(self.table.columnWidth(place), px(NARROWEST)), px(WIDEST))
            self.table.setColumnWidth(place, width)


def _cell(value: object) -> QTableWidgetItem:
    """Return a cell; figures stand at the right."""
    text = "" if value is None else str(value)
    made = QTableWidgetItem(text)
    made.setToolTip(text)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        made.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made
