"""The table of the ledger with its search, narrow in the column or wide below the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView, QWidget

from gisapp.ui.areas.ledgermodel import COLUMNS, NARROW, LedgerModel
from gisapp.ui.cards import column, label
from gisapp.ui.fields import HEADER, ROW
from gisapp.ui.theme import px
from gisapp.ui.words import integer, translate

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from gisapp.ui.areas.desk import AreasDesk

LINES = 9
PAUSE = 200
"""Milliseconds of rest before what was typed is searched."""
FIGURE = 72
"""Unscaled pixels of a column of figures in the narrow table."""
WIDE = {"name": 200, "kana": 160, "members": 100, "people": 100, "waste_stations": 100}
"""Unscaled pixels of columns of the wide table."""
OTHERS = 84


class LedgerTable(QWidget):
    """Lists the associations; the line that is chosen is the one that is looked at.

    Parameters
    ----------
    desk
        Whose ledger it is.
    wide
        Whether all columns are shown.

    Signals
    -------
    clicked(str)
        An association (its line) was clicked or chosen with the keys.
    """

    clicked = Signal(str)

    def __init__(self, desk: AreasDesk, *, wide: bool = False) -> None:
        super().__init__()
        self._desk, self._wide, self._filling, self._fresh = desk, wide, False, ""
        inside = column(self, margin=8 if wide else 0, space=8)
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("panels", "名称・かな・コードで探す"))
        self.search.setAccessibleName(translate("panels", "名称・かな・コードで探す"))
        self.search.setClearButtonEnabled(True)
        pause = QTimer(self)
        pause.setSingleShot(True)
        pause.setInterval(PAUSE)
        pause.timeout.connect(self._search)
        self.search.textChanged.connect(lambda _: pause.start())
        self.search.returnPressed.connect(self._first)
        inside.addWidget(self.search)
        self.model = LedgerModel(self)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setAccessibleName(translate("panels", "自治会の台帳"))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(px(ROW))
        self.view.setSortingEnabled(True)
        self.view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._measure()
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self.view.clicked.connect(self._click)
        inside.addWidget(self.view, 1)
        self.count = label("", "small")
        inside.addWidget(self.count)
        desk.changed.connect(self.show_ledger)
        desk.figured.connect(self.show_ledger)
        desk.chosen.connect(self._mark)
        self.show_ledger()

    def _measure(self) -> None:
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        # Cells keep 3 px more from their edge than the style sheet says; figures and headings line up.
        header.setStyleSheet(f"QHeaderView::section {{ padding: {px(4)}px {px(8) + 3}px; }}")
        header.setMinimumSectionSize(px(48))
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)  # as in the ledger: by code
        for place, (name, _) in enumerate(COLUMNS):
            self.view.setColumnHidden(place, not self._wide and place >= NARROW)
            header.resizeSection(place, px(WIDE.get(name, OTHERS) if self._wide else FIGURE))
        if self._wide:
            header.setStretchLastSection(True)
        else:
            self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def show_ledger(self) -> None:
        """Show the ledger of the day with the figures that are there."""
        self._filling = True
        self.model.show_ledger(self._desk.ledger, self._desk.figures, waiting=self._desk.counting)
        self._filling = False
        self._tell()
        self._mark()

    def _search(self) -> None:
        self._filling = True
        self.model.search(self.search.text())
        self._filling = False
        self._tell()
        self._mark()

    def _tell(self) -> None:
        shown, total = len(self.model.lines), self.model.total
        words = translate("panels", "{shown} 件（全部で {total} 自治会）")
        self.count.setText(words.format(shown=integer(shown), total=integer(total)))
        self.count.setVisible(shown < total)
        if not self._wide:
            lines = min(max(shown, 1), LINES)
            self.view.setFixedHeight(px(HEADER) + px(ROW) * lines + 4)

    def _first(self) -> None:
        """Go to the first that was found."""
        self._search()
        if self.model.lines:
            self.view.selectRow(0)

    def _mark(self) -> None:
        """Mark the association that is looked at."""
        found = self._desk.association
        row = -1 if found is None else self.model.row_of(found.line)
        self._filling = True
        if row >= 0:
            self.view.selectRow(row)
        else:
            self.view.clearSelection()
        self._filling = False

    def _choose(self, now: QModelIndex) -> None:
        if not self._filling and now.isValid():
            self._fresh = self.model.lines[now.row()].line
            self.clicked.emit(self._fresh)

    def _click(self, index: QModelIndex) -> None:
        """Go there again when the line that is looked at already is clicked."""
        line = self.model.lines[index.row()].line
        if line != self._fresh:
            self.clicked.emit(line)
        self._fresh = ""
