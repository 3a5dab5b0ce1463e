"""The right column of the counter: a stack of cards, and the sheet below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gisapp.desks.planning.found import Readings
from gisapp.ui.cards import Card, button, card, clear, label, row
from gisapp.ui.deskpage import DeskPage
from gisapp.ui.planning.conditioncard import ConditionCard
from gisapp.ui.planning.edgecard import EdgeCard
from gisapp.ui.planning.figurecard import FigureCard
from gisapp.ui.planning.levelcard import LevelCard
from gisapp.ui.planning.offercard import OfferCard
from gisapp.ui.planning.placecard import PlaceCard
from gisapp.ui.planning.rulescard import RulesCard
from gisapp.ui.planning.suncard import SunCard
from gisapp.ui.planning.volumecard import VolumeCard
from gisapp.ui.words import sentence, translate

if TYPE_CHECKING:
    from gisapp.ui.planning.desk import PlanningDesk


class PlanningPage(DeskPage):
    """Shows what the desk knows.

    Parameters
    ----------
    desk
        What is asked and known.

    Signals
    -------
    sheet_asked
        The answer sheet of the study is wanted.
    table_asked, table_left
        Another table of regulations, the national one is wanted.
    """

    sheet_asked = Signal()
    table_asked = Signal()
    table_left = Signal()

    def __init__(self, desk: PlanningDesk) -> None:
        self._desk = desk
        self.place = PlaceCard(desk)
        self.figures = FigureCard(desk)
        self.volume = VolumeCard(desk)
        self.sun = SunCard(desk)
        self.edges = EdgeCard(desk)
        self.levels = LevelCard(desk)
        self.rules = RulesCard(desk)
        self.offers = OfferCard(desk)
        self.conditions = ConditionCard(desk)
        self.doubts = DoubtCard(desk)
        self._cards = (
            *(self.place, self.figures, self.volume, self.sun, self.edges, self.levels),
            *(self.rules, self.offers, self.conditions, self.doubts),
        )
        super().__init__(self._cards)
        self.rules.table_asked.connect(self.table_asked)
        self.rules.table_left.connect(self.table_left)
        foot = QWidget()
        line = row(foot, margin=8)
        self.sheet = button(
            translate("panels", "調査票を作る"),
            self.sheet_asked.emit,
            role="primary",
            meaning="desk-planning",
        )
        line.addWidget(self.sheet)
        line.addStretch(1)
        self.whole.addWidget(foot)
        desk.asking.connect(self._show_waiting)
        desk.studied.connect(self.show_study)
        desk.wish_kept.connect(self._show_kept)
        desk.volume_known.connect(self._show_volume)
        desk.shadow_known.connect(self.volume.show_shadow)
        self.show_study()

    def show_study(self) -> None:
        """Show the study of now, or what to do where there is none."""
        study = self._desk.study
        self.sheet.setVisible(study is not None)
        self.sheet.setEnabled(not self._desk.waiting)
        if study is None:
            self._show_words()
            return
        for one in self._cards:
            one.show_study()
        self.show_cards()

    def _show_kept(self) -> None:
        self.place.show_study()
        self.volume.show_wish()

    def _show_volume(self) -> None:
        self.figures.show_volume()
        self.volume.show_volume()
        self.sun.show_volume()

    def _show_waiting(self) -> None:
        self.sheet.setEnabled(False)
        if self._desk.study is None:
            self._show_words()

    def _show_words(self) -> None:
        desk = self._desk
        waiting = translate("panels", "この場所の規制を調べています…") if desk.waiting else ""
        self.show_words(desk.trouble, waiting)

    def add_hints(self) -> None:
        """Say what a click does, and which data are wanted."""
        desk = self._desk
        layers = desk.session.project.layers
        if not any(layer.data is not None for layer in layers):
            self.say(
                translate(
                    "panels",
                    "ここに敷地の規制と建てられる範囲が出ます。\nはじめに地図のデータを開いてください。",
                )
            )
            return
        readings = Readings.of(layers)
        frame, inside = card(translate("panels", "敷地の調査"))
        words = translate(
            "panels", "地図の土地か建物をクリックすると、その場所の規制と、建てられる範囲が出ます。"
        )
        inside.addWidget(label(words))
        inside.addWidget(label(translate("panels", "地番と町名は、上の欄で探せます。"), "quiet"))
        self.said.addWidget(frame)
        if not readings.layers_of(desk.table.lots):
            words = translate(
                "panels",
                "地番のレイヤがありません。登記所備付地図か地番図を読み込むと、クリックで筆を選べます。"
                "読み込まなくても、敷地を描けます。",
            )
            self.warn(words)
        known = [one for one in desk.table.regulations if readings.layers_of(one.layers)]
        if not known:
            words = translate(
                "panels",
                "規制のレイヤ（用途地域など）がありません。都市計画のデータを読み込んでください。"
                "ないあいだは、すべて「未確認」になります。",
            )
            self.warn(words)
        draw = translate("panels", "敷地を描く")
        use_tool = desk.session.use_tool
        self.said.addWidget(button(draw, lambda: use_tool("lot-draw"), meaning="polygon"))
        self.said.addStretch(1)


class DoubtCard(Card):
    """What could not be determined, or must be confirmed."""

    def __init__(self, desk: PlanningDesk) -> None:
        super().__init__()
        self._desk = desk

    def show_study(self) -> None:
        """Show the doubts of the study of now."""
        clear(self.inside)
        study = self._desk.study
        said = [] if study is None else list(dict.fromkeys(map(sentence, study.doubts)))
        self.setVisible(bool(said))
        self.inside.addWidget(label(translate("panels", "確かめること"), "title"))
        for one in said:
            self.inside.addWidget(label(translate("panels", "・{text}").format(text=one)))
        words = translate("panels", "参考図です。建築確認の審査に代わるものではありません。")
        self.inside.addWidget(label(words, "small"))
