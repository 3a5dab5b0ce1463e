"""The right column of the counter: a stack of cards, and the sheet below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from gisapp.desks.planning.found import Readings
from gisapp.ui.cards import button, card, clear, column, label, row, scrolled
from gisapp.ui.planning.conditioncard import ConditionCard
from gisapp.ui.planning.edgecard import EdgeCard
from gisapp.ui.planning.figurecard import FigureCard
from gisapp.ui.planning.placecard import PlaceCard
from gisapp.ui.planning.rulescard import RulesCard
from gisapp.ui.planning.volumecard import VolumeCard
from gisapp.ui.words import sentence, translate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from gisapp.ui.planning.desk import PlanningDesk


class PlanningPage(QWidget):
    """Shows what the desk knows.

    Parameters
    ----------
    desk
        What is asked and known.

    Signals
    -------
    sheet_asked
        The answer sheet of the study is wanted.
    """

    sheet_asked = Signal()

    def __init__(self, desk: PlanningDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        whole = column(self)
        self.pages = QStackedWidget()
        whole.addWidget(self.pages, 1)
        self._words = QWidget()
        self._said: QVBoxLayout = column(self._words, margin=8, space=8)
        self.pages.addWidget(self._words)
        inside = QWidget()
        stack = column(inside, margin=8, space=8)
        self.place = PlaceCard(desk)
        self.figures = FigureCard(desk)
        self.volume = VolumeCard(desk)
        self.edges = EdgeCard(desk)
        self.rules = RulesCard(desk)
        self.conditions = ConditionCard(desk)
        self.doubts = DoubtCard(desk)
        self._cards = (
            *(self.place, self.figures, self.volume, self.edges),
            *(self.rules, self.conditions, self.doubts),
        )
        for one in self._cards:
            stack.addWidget(one)
        stack.addStretch(1)
        self.area = scrolled(inside)
        self.pages.addWidget(self.area)
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
        whole.addWidget(foot)
        desk.asking.connect(self._show_waiting)
        desk.studied.connect(self.show_study)
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
        if self.pages.currentWidget() is not self.area:
            self.area.verticalScrollBar().setValue(0)
        for one in self._cards:
            one.show_study()
        self.pages.setCurrentWidget(self.area)

    def _show_volume(self) -> None:
        self.figures.show_volume()
        self.volume.show_volume()

    def _show_waiting(self) -> None:
        self.sheet.setEnabled(False)
        if self._desk.study is None:
            self._show_words()

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
            self._say(translate("panels", "この場所の規制を調べています…"))
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
        layers = desk.session.project.layers
        if not any(layer.data is not None for layer in layers):
            self._say(
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
        self._said.addWidget(frame)
        if not readings.layers_of(desk.table.lots):
            words = translate(
                "panels",
                "地番のレイヤがありません。登記所備付地図か地番図を読み込むと、クリックで筆を選べます。"
                "読み込まなくても、敷地を描けます。",
            )
            self._warn(words)
        known = [one for one in desk.table.regulations if readings.layers_of(one.layers)]
        if not known:
            words = translate(
                "panels",
                "規制のレイヤ（用途地域など）がありません。都市計画のデータを読み込んでください。"
                "ないあいだは、すべて「未確認」になります。",
            )
            self._warn(words)
        draw = translate("panels", "敷地を描く")
        use_tool = desk.session.use_tool
        self._said.addWidget(button(draw, lambda: use_tool("lot-draw"), meaning="polygon"))
        self._said.addStretch(1)

    def _warn(self, words: str) -> None:
        frame, inside = card()
        frame.setProperty("role", "warn")
        inside.addWidget(label(words))
        self._said.addWidget(frame)


class DoubtCard(QFrame):
    """What could not be determined, or must be confirmed."""

    def __init__(self, desk: PlanningDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("role", "card")
        self._inside = column(self, margin=16, space=8)

    def show_study(self) -> None:
        """Show the doubts of the study of now."""
        clear(self._inside)
        study = self._desk.study
        said = [] if study is None else list(dict.fromkeys(map(sentence, study.doubts)))
        self.setVisible(bool(said))
        self._inside.addWidget(label(translate("panels", "確かめること"), "title"))
        for one in said:
            self._inside.addWidget(label(translate("panels", "・{text}").format(text=one)))
        words = translate("panels", "参考図です。建築確認の審査に代わるものではありません。")
        self._inside.addWidget(label(words, "small"))
