"""The list of all data of the project: what, how old, from where, on which terms."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSortFilterProxyModel, Qt, QTimer, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QMenu, QTableView, QVBoxLayout, QWidget
from shiboken6 import isValid

from gisapp.catalogue import State, catalogue, changed
from gisapp.ui.cards import button, column, label, row
from gisapp.ui.icons import icon
from gisapp.ui.panels.cataloguemodel import COLUMNS, SORT, CatalogueModel
from gisapp.ui.theme import px
from gisapp.ui.words import integer, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.catalogue import Entry
    from gisapp.session import Change, Session
    from gisapp.tasks import TaskRunner

WIDTHS = {"name": 200, "kind": 150, "credit": 260, "licence": 180, "source": 420}
"""Widths of columns in unscaled pixels; the others fit their words."""
OTHER_WIDTH = 100


class CataloguePanel(QWidget):
    """The list with its tools.

    Parameters
    ----------
    session, tasks
        Whose data, and who looks at the sources.

    Signals
    -------
    layer_asked, receipt_asked
        Id of a layer that the user wants to see, or whose receipt.
    edited
        Id of a layer, ``date``, ``credit`` or ``licence``, and the text that staff wrote.
    read_again
        Paths of sources to be read again.
    repoint_asked
        The user wants to say where missing sources lie now.
    """

    layer_asked = Signal(str)
    receipt_asked = Signal(str)
    edited = Signal(str, str, str)
    read_again = Signal(list)
    repoint_asked = Signal()

    def __init__(self, session: Session, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._tasks = session, tasks
        self.model = CatalogueModel(self)
        self.model.edited.connect(self.edited, Qt.ConnectionType.QueuedConnection)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.model)
        self._sorted.setSortRole(SORT)
        self._sorted.setFilterKeyColumn(-1)
        self._sorted.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("panels", "名前・出典・場所で絞り込む"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(px(320))
        self.search.textChanged.connect(self._sorted.setFilterFixedString)
        self.table = self._make_table()
        self.setFocusProxy(self.table)
        self._words = label("", "quiet", wrap=False)
        self.again = button(
            translate("panels", "更新されたデータを読み直す"), self._ask_again, meaning="reset"
        )
        self.repoint = button(
            translate("panels", "見つからないデータの場所を指定する…"),
            self.repoint_asked.emit,
            meaning="missing",
        )
        whole: QVBoxLayout = column(self)
        tools = row(space=8)
        tools.setContentsMargins(px(16), px(4), px(8), px(4))
        tools.addWidget(self.search, 1)
        tools.addWidget(self._words)
        tools.addStretch(1)
        tools.addWidget(self.again)
        tools.addWidget(self.repoint)
        whole.addLayout(tools)
        whole.addWidget(self.table, 1)
        self._unsubscribe = session.subscribe(self._hear)
        self.destroyed.connect(self._unsubscribe)
        self._show(())
        self.refresh()

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self._sorted)
        table.setSortingEnabled(True)
        table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.SelectedClicked
        )
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(px(30))
        for number, (name, _) in enumerate(COLUMNS):
            table.setColumnWidth(number, px(WIDTHS.get(name, OTHER_WIDTH)))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._open_menu)
        table.doubleClicked.connect(lambda index: self.layer_asked.emit(self._entry(index.row()).layer))
        return table

    # ---------------------------------------------------------------- following the project

    def close_panel(self) -> None:
        """Stop following the session."""
        self._unsubscribe()

    def refresh(self) -> None:
        """Look at all sources, in the background."""
        self._tasks.run("", catalogue, self._session.project, key="catalogue", then=self._take)

    def _hear(self, change: Change) -> None:
        if change.what & {"layers", "groups"}:
            QTimer.singleShot(0, self, self.refresh)

    def _take(self, entries: Sequence[Entry]) -> None:
        if isValid(self):
            self._show(entries)

    def _show(self, entries: Sequence[Entry]) -> None:
        self.model.show_entries(entries, datetime.now(UTC))
        missing = sum(one.state is State.MISSING for one in entries)
        self.again.setVisible(bool(changed(entries)))
        self.repoint.setVisible(missing > 0)
        self._words.setText(translate("panels", "{count} 件").format(count=integer(len(entries))))

    # ---------------------------------------------------------------- what the user does

    def _entry(self, line: int) -> Entry:
        return self.model.entries[self._sorted.mapToSource(self._sorted.index(line, 0)).row()]

    def _ask_again(self) -> None:
        self.read_again.emit(list(changed(self.model.entries)))

    def _open_menu(self, place: QPoint) -> None:
        index = self.table.indexAt(place)
        if not index.isValid():
            return
        entry = self._entry(index.row())
        menu = QMenu(self)
        for words, picture, run in (
            (translate("panels", "レイヤを見る"), "zoom-to", lambda: self.layer_asked.emit(entry.layer)),
            (
                translate("panels", "読み込みの記録…"),
                "properties",
                lambda: self.receipt_asked.emit(entry.layer),
            ),
            (translate("panels", "もう一度読み込む"), "reset", lambda: self.read_again.emit([entry.source])),
            (translate("panels", "フォルダを開く"), "open", lambda: _open_folder(entry)),
        ):
            menu.addAction(icon(picture), words).triggered.connect(lambda _=False, run=run: run())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.table.viewport().mapToGlobal(place))


def _open_folder(entry: Entry) -> None:
    QDesktopServices.openUrl(entry.source.parent.as_uri())
