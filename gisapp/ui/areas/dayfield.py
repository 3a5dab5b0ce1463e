"""The day whose ledger is looked at: now, a day at which something changed, or any other day."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QWidget

from gisapp.ui.cards import label, row
from gisapp.ui.fields import choice
from gisapp.ui.theme import px
from gisapp.ui.words import date_words, translate

if TYPE_CHECKING:
    from gisapp.ui.areas.desk import AreasDesk

ANY = "any"
"""Stands in the choice for a day that is entered."""


class DayField(QWidget):
    """Chooses the day.

    Parameters
    ----------
    desk
        Whose day it is.

    Attributes
    ----------
    days
        Now, and the days at which the ledger changed, the newest first.
    date
        Another day.
    """

    def __init__(self, desk: AreasDesk) -> None:
        super().__init__()
        self._desk = desk
        self._filling = False
        line = row(self, space=8)
        line.setContentsMargins(px(16), px(8), px(16), 0)
        line.addWidget(label(translate("panels", "時点"), "quiet", wrap=False))
        self.days = choice()
        self.days.setAccessibleName(translate("panels", "時点"))
        self.days.activated.connect(lambda _: self._choose())
        line.addWidget(self.days, 1)
        self.date = QDateEdit()
        self.date.setCalendarPopup(True)
        self.date.setDisplayFormat("yyyy/MM/dd")
        self.date.setAccessibleName(translate("panels", "台帳を見る日"))
        self.date.dateChanged.connect(lambda _: self._enter())
        line.addWidget(self.date)
        self.date.hide()

    def show_day(self) -> None:
        """Show the day of now, and offer those at which the ledger changed."""
        self._filling = True
        day = self._desk.day
        found = {one.since for one in self._desk.history} | {one.until for one in self._desk.history}
        known = sorted((one for one in found if _date(one) is not None), reverse=True)
        self.days.clear()
        self.days.addItem(translate("panels", "いま"), "")
        for one in known:
            self.days.addItem(day_words(one), one)
        self.days.addItem(translate("panels", "日を選ぶ…"), ANY)
        free = bool(day) and day not in known
        self.days.setCurrentIndex(self.days.findData(ANY if free else day))
        self.date.setVisible(free)
        if free:
            self.date.setDate(QDate.fromString(day, "yyyy-MM-dd"))
        self._filling = False

    def _choose(self) -> None:
        day = self.days.currentData()
        if day != ANY:
            self._desk.look_at(day)
            return
        self._filling = True
        self.date.setDate(QDate.currentDate())
        self._filling = False
        self.date.show()
        self._enter()

    def _enter(self) -> None:
        if not self._filling:
            self._desk.look_at(self.date.date().toString("yyyy-MM-dd"))


def day_words(day: str) -> str:
    """Return a day (ISO 8601) as staff read it, such as 「2026年4月1日時点」; what is none stays."""
    found = _date(day)
    return day if found is None else translate("panels", "{day}時点").format(day=date_words(found))


def _date(day: str) -> datetime | None:
    try:
        return datetime.fromisoformat(day)
    except ValueError:
        return None
