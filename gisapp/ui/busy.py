"""What stands in the middle while the first data are read: what is being done, how far, and a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gisapp.ui.cards import card, clear, column, label, row, scrolled
from gisapp.ui.panels.tasks import REFRESH, TaskRow
from gisapp.ui.theme import px
from gisapp.ui.welcome import WIDTH
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from gisapp.tasks import Task


class BusyPage(QWidget):
    """Shows the tasks that bring the first data."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate("window", "読み込みの進み具合"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page = QWidget()
        across = row(page, margin=24)
        across.addStretch(1)
        middle = QWidget()
        middle.setMaximumWidth(px(WIDTH))
        across.addWidget(middle, 8)
        across.addStretch(1)
        stack = column(middle, space=16)
        stack.addStretch(1)
        stack.addWidget(label(translate("window", "まちを読み込んでいます"), "figure"))
        frame, inside = card()
        self._list: QVBoxLayout = column(space=8)
        inside.addLayout(self._list)
        stack.addWidget(frame)
        stack.addWidget(
            label(
                translate(
                    "window",
                    "はじめて開くまちは、すぐに開ける形にして置いておきます。次に開くときは数秒です。",
                ),
                "quiet",
            )
        )
        stack.addStretch(2)
        column(self).addWidget(scrolled(page))
        self._rows: list[TaskRow] = []
        self._clock = QTimer(self)
        self._clock.setInterval(REFRESH)
        self._clock.timeout.connect(self.refresh)

    def show_tasks(self, tasks: list[Task]) -> None:
        """Show some tasks."""
        if [line.task.id for line in self._rows] != [task.id for task in tasks]:
            clear(self._list)
            self._rows = [TaskRow(task) for task in tasks]
            for line in self._rows:
                self._list.addWidget(line)
        self.refresh()

    def refresh(self) -> None:
        """Bring the rows up to date."""
        for line in self._rows:
            line.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to follow the time."""
        self._clock.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the clock: a hidden page costs nothing."""
        self._clock.stop()
        super().hideEvent(event)
