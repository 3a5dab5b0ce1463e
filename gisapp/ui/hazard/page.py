"""The right column of the hazard desk: a stack of cards, or what to do where there is nothing to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gisapp.ui.cards import card, clear, column, label, scrolled
from gisapp.ui.hazard.buildingcard import BuildingCard
from gisapp.ui.hazard.hazardcard import HazardCard
from gisapp.ui.hazard.seeingcard import SeeingCard
from gisapp.ui.hazard.totalscard import TotalsCard
from gisapp.ui.words import sentence, translate

if TYPE_CHECKING:
    from gisapp.ui.hazard.desk import HazardDesk


class HazardPage(QWidget):
    """Shows what the desk knows.

    Parameters
    ----------
    desk
        What is asked and known.

    Signals
    -------
    house_asked, districts_asked
        The sheet of the building, the sheets of all areas are wanted.
    """

    house_asked = Signal()
    districts_asked = Signal()

    def __init__(self, desk: HazardDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        whole = column(self)
        self.pages = QStackedWidget()
        whole.addWidget(self.pages, 1)
        self._words = QWidget()
        self._said = column(self._words, margin=8, space=8)
        self.pages.addWidget(self._words)
        inside = QWidget()
        stack = column(inside, margin=8, space=8)
        self.building = BuildingCard(desk, self.house_asked.emit)
        self.seeing = SeeingCard(desk)
        self.hazards = HazardCard(desk)
        self.totals = TotalsCard(desk, self.districts_asked.emit)
        for one in (self.building, self.seeing, self.hazards, self.totals):
            stack.addWidget(one)
        words = translate(
            "panels", "参考図です。避難の判断は、市の避難情報とハザードマップによってください。"
        )
        stack.addWidget(label(words, "small"))
        stack.addStretch(1)
        self.area = scrolled(inside)
        self.pages.addWidget(self.area)
        desk.changed.connect(self.show_study)
        desk.seen.connect(self.seeing.show_seen)
        desk.building.connect(self._show_building)
        desk.totalled.connect(self.totals.show_report)
        self.show_study()

    def show_study(self) -> None:
        """Show the study of now, or what to do where there is none."""
        desk = self._desk
        self.area.setEnabled(not desk.waiting)
        if desk.study is None:
            self._show_words()
            return
        if not desk.waiting:
            self.hazards.show_stock()
            self.seeing.show_study()
            self.building.show_building()
            self.totals.show_layers()
            self.totals.show_report()
        self.pages.setCurrentWidget(self.area)

    def _show_building(self) -> None:
        self.building.show_building()
        if self._desk.facts is not None:
            self.area.verticalScrollBar().setValue(0)

    def _show_words(self) -> None:
        """Say what to do, that the answer is on its way, or why there is none."""
        clear(self._said)
        desk = self._desk
        if desk.trouble is not None:
            frame, inside = card()
            frame.setProperty("role", "warn")
            inside.addWidget(label(sentence(desk.trouble)))
            self._said.addWidget(frame)
            self._said.addStretch(1)
        elif desk.waiting:
            self._say(translate("panels", "災害の想定を建物に重ねています…"))
        else:
            self._add_hints()
        self.pages.setCurrentWidget(self._words)

    def _say(self, text: str) -> None:
        self._said.addStretch(1)
        said = label(text, "quiet")
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._said.addWidget(said)
        self._said.addStretch(2)

    def _add_hints(self) -> None:
        desk = self._desk
        if not any(layer.data is not None for layer in desk.session.project.layers):
            words = translate(
                "panels",
                "ここに浸水の深さと安全な階が出ます。\nはじめに建物と災害の想定のデータを開いてください。",
            )
            self._say(words)
            return
        stock = desk.stock
        if stock is not None and stock.buildings is None:
            words = translate(
                "panels", "建物のレイヤがありません。PLATEAU の建物か、家屋の図を読み込んでください。"
            )
            self._warn(words)
        if stock is not None and not stock.hazards:
            words = translate(
                "panels",
                "災害の想定のデータがありません。PLATEAU の fld・tnm・htd・lsld、国土数値情報の A31・A33・"
                "A40・A49、または浸水深の GeoTIFF・CSV を読み込んでください。",
            )
            self._warn(words)
        self._said.addStretch(1)

    def _warn(self, words: str) -> None:
        frame, inside = card()
        frame.setProperty("role", "warn")
        inside.addWidget(label(words))
        self._said.addWidget(frame)
