"""The list of reports, what waits and is grave first, narrowed down by kind, state, department and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QHeaderView, QLineEdit, QTableWidgetItem

from gisapp.desks.hazard.event.board import Wanted
from gisapp.desks.hazard.event.words import KINDS, STATES, Kind, State
from gisapp.ui import theme
from gisapp.ui.cards import Card, label, row
from gisapp.ui.fields import HEADER, ROW, choice, plain_table
from gisapp.ui.hazard.event.words import short_words
from gisapp.ui.theme import px
from gisapp.ui.words import translate
from layers.messages import CONTEXT

if TYPE_CHECKING:
    from gisapp.ui.hazard.event.desk import EventDesk

MOST = 500
"""Rows that are listed; more are found by narrowing down, or in the table of the layer."""
LINES = 8
PAUSE = 250


class ListCard(Card):
    """Lists reports; a click shows one and flies there.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: EventDesk) -> None:
        super().__init__(translate("panels", "報告の一覧"))
        self._desk = desk
        self._ids: list[str] = []
        self._filling = False
        line = row(space=8)
        self.state, self.kind = choice(), choice()
        self.state.addItem(translate("panels", "すべての状態"), None)
        for state, word in STATES.items():
            self.state.addItem(translate(CONTEXT, word), state.value)
        self.kind.addItem(translate("panels", "すべての種別"), None)
        for kind, word in KINDS.items():
            self.kind.addItem(translate(CONTEXT, word), kind.value)
        for box in (self.state, self.kind):
            box.currentIndexChanged.connect(lambda _: self._want())
            line.addWidget(box, 1)
        self.inside.addLayout(line)
        line = row(space=8)
        self.department = choice()
        self.department.setAccessibleName(translate("panels", "部署"))
        self.department.currentIndexChanged.connect(lambda _: self._want())
        line.addWidget(self.department, 1)
        self.inside.addLayout(line)
        line = row(space=8)
        self.words = QLineEdit()
        self.words.setPlaceholderText(translate("panels", "場所・内容・部署の言葉"))
        self.words.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._want)
        self.words.textChanged.connect(lambda _: self._pause.start())
        line.addWidget(self.words, 1)
        self.unplaced = QCheckBox(translate("panels", "場所なし"))
        self.unplaced.toggled.connect(lambda _: self._want())
        line.addWidget(self.unplaced)
        self.inside.addLayout(line)
        self.during = label("", "small")
        self.inside.addWidget(self.during)
        self.table = plain_table(
            [translate("panels", "状態"), translate("panels", "種別・場所"), translate("panels", "日時")]
        )
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column in (0, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.table.itemSelectionChanged.connect(self._choose)
        self.inside.addWidget(self.table)
        self.more = label("", "small")
        self.inside.addWidget(self.more)

    def show_list(self) -> None:
        """Show the reports of now."""
        standing = self._desk.standing
        if standing is None:
            return
        reports = standing.board.reports
        self._show_departments({one.department for one in standing.reports})
        self.setVisible(standing.board.total > 0)
        shown = reports[:MOST]
        self._filling = True
        self._ids = [one.id for one in shown]
        self.table.setRowCount(len(shown))
        tokens = theme.look().tokens
        colours = {State.OPEN: tokens.danger, State.DONE: tokens.quiet, State.UNKNOWN: tokens.warn}
        for place, one in enumerate(shown):
            colour = QColor(colours.get(one.state, tokens.text))
            kind = translate(CONTEXT, KINDS[one.kind])
            where = one.address or ("" if one.place else translate("panels", "場所は未確認"))
            cells = (
                translate(CONTEXT, STATES[one.state]),
                " ".join(text for text in (kind, where) if text),
                short_words(one.begin),
            )
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(one.text or text)
                if not column or one.state is State.DONE:
                    item.setForeground(colour)
                self.table.setItem(place, column, item)
        self.table.setFixedHeight(px(HEADER) + px(ROW) * min(max(len(shown), 1), LINES) + 4)
        self.table.setVisible(bool(shown))
        hidden = len(reports) - len(shown)
        self.more.setVisible(hidden > 0)
        words = translate("panels", "ほかに {count} 件あります。絞り込むか、属性の表をお使いください。")
        self.more.setText(words.format(count=hidden))
        time = self._desk.session.project.time
        self.during.setVisible(time is not None)
        self.during.setText(translate("panels", "時間のバーで選んだ間に、続いていた報告だけです。"))
        self._filling = False
        self.show_chosen()

    def _show_departments(self, names: set[str]) -> None:
        """Offer the departments that have reported; the one that is looked at stays chosen."""
        wanted = self._desk.wanted.departments
        names = names | set(wanted)
        self.department.blockSignals(True)
        self.department.clear()
        self.department.addItem(translate("panels", "すべての部署"), None)
        for name in sorted(names, key=lambda one: (not one, one)):
            self.department.addItem(name or translate("panels", "部署は未確認"), name)
        self.department.setCurrentIndex(max(self.department.findData(wanted[0]) if wanted else 0, 0))
        self.department.blockSignals(False)

    def show_chosen(self) -> None:
        """Mark the report that is looked at."""
        self._filling = True
        if self._desk.chosen in self._ids:
            self.table.selectRow(self._ids.index(self._desk.chosen))
        else:
            self.table.clearSelection()
        self._filling = False

    def _choose(self) -> None:
        rows = {one.row() for one in self.table.selectedItems()}
        if not self._filling and rows:
            self._desk.choose(self._ids[rows.pop()], fly=True)

    def _want(self) -> None:
        kind, state = self.kind.currentData(), self.state.currentData()
        department = self.department.currentData()
        self._desk.want(
            Wanted(
                () if kind is None else (Kind(kind),),
                () if state is None else (State(state),),
                () if department is None else (department,),
                words=self.words.text(),
                unplaced=self.unplaced.isChecked(),
            )
        )
