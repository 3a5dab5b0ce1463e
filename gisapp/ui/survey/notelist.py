"""The list of notes of an inspection, narrowed down by state, facility, department and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTableWidgetItem, QWidget

from gisapp.desks.survey.notes import STATES, State, Wanted, chosen
from gisapp.ui import theme
from gisapp.ui.cards import column, label, row
from gisapp.ui.fields import HEADER, ROW, choice, plain_table
from gisapp.ui.theme import px
from gisapp.ui.words import integer, translate
from layers.messages import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.desks.survey.notes import Note

MOST = 500
"""Notes that are listed; more are found by narrowing down, or in the table of the layer."""
LINES = 7
PAUSE = 250


class NoteList(QWidget):
    """Lists notes.

    Signals
    -------
    chosen(str)
        Id of the note that was chosen.
    narrowed
        Others are looked at.
    """

    chosen = Signal(str)
    narrowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._filling = False
        self._notes: tuple[Note, ...] = ()
        self._ids: list[str] = []
        self.shown: tuple[Note, ...] = ()
        inside = column(self, space=8)
        line = row(space=8)
        self.state, self.department, self.facility = choice(), choice(), choice()
        self.state.addItem(translate("panels", "すべての状態"), None)
        for state, word in STATES.items():
            self.state.addItem(translate(CONTEXT, word), state.value)
        for box, words in (
            (self.state, translate("panels", "状態")),
            (self.facility, translate("panels", "施設番号")),
            (self.department, translate("panels", "部署")),
        ):
            box.setAccessibleName(words)
            box.currentIndexChanged.connect(lambda _: self._narrow())
        line.addWidget(self.state, 1)
        line.addWidget(self.facility, 1)
        inside.addLayout(line)
        line = row(space=8)
        self.words = QLineEdit()
        self.words.setPlaceholderText(translate("panels", "内容の言葉"))
        self.words.setClearButtonEnabled(True)
        pause = QTimer(self)
        pause.setSingleShot(True)
        pause.setInterval(PAUSE)
        pause.timeout.connect(self._narrow)
        self.words.textChanged.connect(lambda _: pause.start())
        line.addWidget(self.words, 1)
        line.addWidget(self.department, 1)
        inside.addLayout(line)
        self.table = plain_table(
            [translate("panels", "状態"), translate("panels", "施設・内容"), translate("panels", "点検日")]
        )
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for place in (0, 2):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
        self.table.itemSelectionChanged.connect(self._choose)
        inside.addWidget(self.table)
        self.count = label("", "small")
        inside.addWidget(self.count)

    @property
    def wanted(self) -> Wanted:
        """Which notes are looked at."""
        state = self.state.currentData()
        department, facility = self.department.currentData(), self.facility.currentData()
        return Wanted(
            () if state is None else (State(state),),
            () if not department else (department,),
            () if not facility else (facility,),
            self.words.text(),
        )

    def show_notes(self, notes: Sequence[Note], damaged: int) -> None:
        """Show notes; so many others cannot be read."""
        self._notes = tuple(notes)
        self._damaged = damaged
        self._filling = True
        names = (
            (self.department, translate("panels", "すべての部署"), {one.department for one in notes}),
            (self.facility, translate("panels", "すべての施設"), {one.facility for one in notes}),
        )
        for box, every, values in names:
            now = box.currentData()
            box.clear()
            box.addItem(every, None)
            for value in sorted(values - {""}):
                box.addItem(value, value)
            box.setCurrentIndex(max(box.findData(now), 0))
        self._filling = False
        self._fill()
        self.setVisible(bool(notes) or bool(damaged))

    def mark(self, id_: str) -> None:
        """Mark the note that is looked at."""
        self._filling = True
        if id_ in self._ids:
            self.table.selectRow(self._ids.index(id_))
        else:
            self.table.clearSelection()
        self._filling = False

    def _narrow(self) -> None:
        if not self._filling:
            self._fill()
            self.narrowed.emit()

    def _fill(self) -> None:
        self.shown = chosen(self._notes, self.wanted)
        self._filling = True
        listed = self.shown[:MOST]
        self._ids = [one.id for one in listed]
        self.table.setRowCount(len(listed))
        tokens = theme.look().tokens
        inks = {State.REPAIR: tokens.danger, State.WATCH: tokens.warn, State.UNKNOWN: tokens.warn}
        for place, one in enumerate(listed):
            cells = (
                translate(CONTEXT, STATES[one.state]),
                " ".join(text for text in (one.facility, one.text) if text),
                one.date[:10] or translate("panels", "未確認"),
            )
            for at, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(one.text or text)
                if not at:
                    item.setForeground(QColor(inks.get(one.state, tokens.quiet)))
                self.table.setItem(place, at, item)
        self.table.setFixedHeight(px(HEADER) + px(ROW) * min(max(len(listed), 1), LINES) + 4)
        self._filling = False
        self.table.setVisible(bool(listed))
        words = translate("panels", "{shown} 件（全部で {total} 件）").format(
            shown=integer(len(self.shown)), total=integer(len(self._notes))
        )
        if self._damaged:
            broken = translate("panels", "　壊れていて読めないもの {count} 件")
            words += broken.format(count=integer(self._damaged))
        self.count.setText(words)

    def _choose(self) -> None:
        rows = {one.row() for one in self.table.selectedItems()}
        if not self._filling and rows:
            self.chosen.emit(self._ids[rows.pop()])
