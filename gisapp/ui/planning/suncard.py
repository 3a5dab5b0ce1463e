"""The sun of any day over the lot: a switch, and the bar that moves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from gisapp.ui.cards import Card
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from datetime import datetime

    from gisapp.ui.planning.desk import PlanningDesk
    from gisapp.ui.sunbar import SunBar


class SunCard(Card):
    """Throws the shadows of a moment on the ground, those of the neighbours and of what is planned.

    Parameters
    ----------
    desk
        What is asked and known.
    """

    def __init__(self, desk: PlanningDesk) -> None:
        super().__init__(translate("panels", "日影を動かす"))
        self._desk = desk
        self._when: datetime | None = None
        self._bar: SunBar | None = None
        self.on = QCheckBox(translate("panels", "周りの建物と計画の影を地面に出す"))
        self.on.toggled.connect(lambda _: self.show_study())
        self.inside.addWidget(self.on)

    def show_study(self) -> None:
        """Show the bar where the switch is on, over the place of the study of now."""
        study = self._desk.study
        if self._bar is not None:
            self._bar.stop()
            self._bar.deleteLater()
            self._bar = None
        if study is None or not self.on.isChecked():
            self._desk.shine(None)
            return
        from gisapp.ui.sunbar import SunBar  # the window shows before geometry is loaded

        self._bar = SunBar(study.position, self._when)
        self.inside.addWidget(self._bar)
        self._bar.moved.connect(self._shine)
        self._shine(self._bar.moment)

    def show_volume(self) -> None:
        """Let what is planned now throw its shadow."""
        if self._bar is not None:
            self._shine(self._bar.moment)

    def _shine(self, when: datetime) -> None:
        self._when = when
        self._desk.shine(when)
