"""The right column of the hazard desk: a stack of cards, or what to do where there is nothing to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from gisapp.ui.cards import label, row
from gisapp.ui.deskpage import DeskPage
from gisapp.ui.hazard.buildingcard import BuildingCard
from gisapp.ui.hazard.event.page import EventPage
from gisapp.ui.hazard.hazardcard import HazardCard
from gisapp.ui.hazard.sectioncard import SectionCard
from gisapp.ui.hazard.seeingcard import SeeingCard
from gisapp.ui.hazard.tablecard import TableCard
from gisapp.ui.hazard.totalscard import TotalsCard
from gisapp.ui.theme import px
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from gisapp.ui.hazard.desk import HazardDesk
    from gisapp.ui.window import Window


class HazardPage(DeskPage):
    """Shows what the desk knows.

    Parameters
    ----------
    desk
        What is asked and known.
    window
        Its tasks and banner.

    Signals
    -------
    house_asked, districts_asked
        The sheet of the building, the sheets of all areas are wanted.
    columns_asked, table_asked, changes_asked, totals_asked
        The answers are wanted as columns of the buildings, and as a file; so are changes and totals.

    Attributes
    ----------
    now
        The other side of the desk: what happens now.
    """

    house_asked = Signal()
    districts_asked = Signal()
    columns_asked = Signal()
    table_asked = Signal()
    changes_asked = Signal()
    totals_asked = Signal()

    def __init__(self, desk: HazardDesk, window: Window) -> None:
        self._desk = desk
        self.building = BuildingCard(desk)
        self.seeing = SeeingCard(desk)
        self.hazards = HazardCard(desk)
        self.totals = TotalsCard(desk)
        self.table = TableCard()
        self.section = SectionCard(desk)
        words = translate(
            "panels", "参考図です。避難の判断は、市の避難情報とハザードマップによってください。"
        )
        cards = (self.building, self.seeing, self.hazards, self.totals, self.section, self.table)
        super().__init__((*cards, label(words, "small")))
        self.now = EventPage(desk.now, window)
        self.sides = [
            self._side(translate("panels", "想定"), event=False),
            self._side(translate("panels", "災害対応"), event=True),
        ]
        line = row(margin=8, space=4)
        line.setContentsMargins(px(8), px(8), px(8), 0)
        for one in self.sides:
            line.addWidget(one, 1)
        self.whole.insertLayout(0, line)
        self.whole.addWidget(self.now, 1)
        self.turn(event=desk.now.active)
        self.building.sheet_asked.connect(self.house_asked)
        self.totals.sheets_asked.connect(self.districts_asked)
        self.totals.table_asked.connect(self.totals_asked)
        self.seeing.pair.table_asked.connect(self.changes_asked)
        self.table.columns_asked.connect(self.columns_asked)
        self.table.file_asked.connect(self.table_asked)
        desk.changed.connect(self.show_study)
        desk.seen.connect(self.seeing.show_seen)
        desk.seen.connect(self.section.show_cut)
        desk.cut.connect(self.section.show_cut)
        desk.building.connect(self._show_building)
        desk.totalled.connect(self.totals.show_report)
        self.show_study()

    def _side(self, words: str, *, event: bool) -> QPushButton:
        made = QPushButton(words)
        made.setProperty("role", "flat")
        made.setCheckable(True)
        made.clicked.connect(lambda _=False: self.turn(event=event))
        return made

    def turn(self, *, event: bool) -> None:
        """Show what happens now, or what may happen."""
        for one, wanted in zip(self.sides, (False, True), strict=True):
            one.setChecked(wanted is event)
        self.pages.setVisible(not event)
        self.now.setVisible(event)
        self._desk.turn(event=event)

    def show_study(self) -> None:
        """Show the study of now, or what to do where there is none."""
        desk = self._desk
        self.area.setEnabled(not desk.waiting)
        if desk.study is None:
            waiting = translate("panels", "災害の想定を建物に重ねています…") if desk.waiting else ""
            self.show_words(desk.trouble, waiting)
            return
        if not desk.waiting:
            self.hazards.show_stock()
            self.seeing.show_study()
            self.building.show_building()
            self.totals.show_layers()
            self.totals.show_report()
        self.show_cards()

    def _show_building(self) -> None:
        self.building.show_building()
        if self._desk.facts is not None:
            self.area.verticalScrollBar().setValue(0)

    def add_hints(self) -> None:
        """Say which data are wanted."""
        desk = self._desk
        if not any(layer.data is not None for layer in desk.session.project.layers):
            words = translate(
                "panels",
                "ここに浸水の深さと安全な階が出ます。\nはじめに建物と災害の想定のデータを開いてください。",
            )
            self.say(words)
            return
        stock = desk.stock
        if stock is not None and stock.buildings is None:
            words = translate(
                "panels", "建物のレイヤがありません。PLATEAU の建物か、家屋の図を読み込んでください。"
            )
            self.warn(words)
        if stock is not None and not stock.hazards:
            words = translate(
                "panels",
                "災害の想定のデータがありません。PLATEAU の fld・tnm・htd・lsld、国土数値情報の A31・A33・"
                "A40・A49、または浸水深の GeoTIFF・CSV を読み込んでください。",
            )
            self.warn(words)
        self.said.addStretch(1)
