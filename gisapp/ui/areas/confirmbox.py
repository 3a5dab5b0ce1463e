"""What staff say of a change of areas before it goes into the ledger: from when, who, why."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QRadioButton, QWidget

from gisapp.desks.areas.draft import Entry
from gisapp.paper.days import era_day
from gisapp.ui.cards import button, column, label, row
from gisapp.ui.fields import Form
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from collections.abc import Callable


class ConfirmBox(QWidget):
    """Asks for the day, the department and the reason.

    Parameters
    ----------
    confirm
        Called with what was entered.

    Signals
    -------
    changed
        Something was entered.
    """

    changed = Signal()

    def __init__(self, confirm: Callable[[Entry], object]) -> None:
        super().__init__()
        self._confirm = confirm
        inside = column(self, space=8)
        self.dated = QRadioButton(translate("panels", "この日から変わる"))
        self.dated.setChecked(True)
        self.day = QDateEdit(QDate.currentDate())
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy/MM/dd")
        self.day.setAccessibleName(translate("panels", "区域が変わる日"))
        line = row(space=8)
        line.addWidget(self.dated)
        line.addWidget(self.day, 1)
        inside.addLayout(line)
        self.era = label("", "small")
        inside.addWidget(self.era)
        self.corrects = QRadioButton(translate("panels", "誤りの訂正"))
        inside.addWidget(self.corrects)
        words = translate("panels", "履歴を残さず、はじめからこの区域だったことにします。")
        self.corrected = label(words, "small")
        inside.addWidget(self.corrected)
        form = Form()
        self.by = form.line(translate("panels", "担当課"))
        self.why = form.line(translate("panels", "理由"))
        self.why.setPlaceholderText(translate("panels", "例: 総会で決定"))
        inside.addLayout(form)
        line = row(space=8)
        self.go = button(translate("panels", "確定して記録"), self._go, role="primary", meaning="done")
        line.addWidget(self.go)
        line.addStretch(1)
        inside.addLayout(line)
        self.missing = label(translate("panels", "担当課と理由を入力すると記録できます。"), "small")
        inside.addWidget(self.missing)
        for field in (self.by, self.why):
            field.textChanged.connect(lambda _: self._show())
        self.day.dateChanged.connect(lambda _: self._show())
        self.dated.toggled.connect(lambda _: self._show())
        self._show()

    @property
    def entry(self) -> Entry:
        """What was entered, now."""
        day = self.day.date().toString("yyyy-MM-dd") if self.dated.isChecked() else ""
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        return Entry(day, self.by.text().strip(), self.why.text().strip(), now)

    def _show(self) -> None:
        entry = self.entry
        self.day.setEnabled(self.dated.isChecked())
        self.era.setVisible(self.dated.isChecked())
        self.corrected.setVisible(not self.dated.isChecked())
        if entry.day:
            self.era.setText(
                translate("panels", "{day}から").format(day=era_day(date.fromisoformat(entry.day)))
            )
        ready = bool(entry.by and entry.why)
        self.go.setEnabled(ready)
        self.missing.setVisible(not ready)
        self.changed.emit()

    def _go(self) -> None:
        self._confirm(self.entry)
