"""The right column of the survey desk: a stack of cards, or what to do where there is no scan."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from gisapp.ui.cards import button, card, column, label, row
from gisapp.ui.deskpage import DeskPage
from gisapp.ui.theme import px
from gisapp.ui.words import translate
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.ui.survey.desk import SurveyDesk
    from gisapp.ui.survey.surveycard import SurveyCard

SIDES = {
    "see": QT_TRANSLATE_NOOP("panels", "見る・測る"),
    "work": QT_TRANSLATE_NOOP("panels", "調べる"),
    "inspect": QT_TRANSLATE_NOOP("panels", "点検"),
}
"""Sides of the page, one of which is seen."""
CARDS: tuple[tuple[str, str, str], ...] = (
    ("gisapp.ui.survey.cloudcard", "CloudCard", "see"),
    ("gisapp.ui.survey.lookcard", "LookCard", "see"),
    ("gisapp.ui.survey.clipcard", "ClipCard", "see"),
    ("gisapp.ui.survey.measurecard", "MeasureCard", "see"),
    ("gisapp.ui.survey.sectioncard", "SectionCard", "work"),
    ("gisapp.ui.survey.groundcard", "GroundCard", "work"),
    ("gisapp.ui.survey.changecard", "ChangeCard", "work"),
    ("gisapp.ui.survey.asbuiltcard", "AsbuiltCard", "work"),
    ("gisapp.ui.survey.clearancecard", "ClearanceCard", "work"),
    ("gisapp.ui.survey.notecard", "NoteCard", "inspect"),
)
"""Modules, classes and sides of the cards from top to bottom.

Each is a :class:`gisapp.ui.survey.surveycard.SurveyCard`, made with the desk. Its ``show_cloud()`` is called
whenever the scan that is looked at, or how it is shown, has changed; never without a scan. For everything
else it listens to the desk.
"""


class SurveyPage(DeskPage):
    """Shows what the desk knows.

    Parameters
    ----------
    desk
        What is looked at.

    Attributes
    ----------
    cards
        By the names of their classes.
    sides
        The buttons that choose a side.
    """

    def __init__(self, desk: SurveyDesk) -> None:
        self._desk = desk
        self.cards: dict[str, SurveyCard] = {}
        self._holders = {side: QWidget() for side in SIDES}
        stacks = {side: column(one, space=8) for side, one in self._holders.items()}
        for module, name, side in CARDS:
            self.cards[name] = getattr(import_module(module), name)(desk)
            stacks[side].addWidget(self.cards[name])
        super().__init__(self._holders.values())
        for _, name, side in CARDS:
            self.cards[name].wanted.connect(partial(self.turn, side))
        self.sides = {side: self._side(side) for side in SIDES}
        self._line = QWidget()
        line = row(self._line, margin=8, space=4)
        line.setContentsMargins(px(8), px(8), px(8), 0)
        for one in self.sides.values():
            line.addWidget(one, 1)
        self.whole.insertWidget(0, self._line)
        self.turn("see")
        desk.changed.connect(self.show_desk)
        self.show_desk()

    def _side(self, side: str) -> QPushButton:
        made = QPushButton(translate("panels", SIDES[side]))
        made.setProperty("role", "flat")
        made.setCheckable(True)
        made.clicked.connect(lambda _=False: self.turn(side))
        return made

    def turn(self, side: str) -> None:
        """Show the cards of a side, from their top."""
        seen = self.sides[side].isChecked()
        for name, one in self.sides.items():
            one.setChecked(name == side)
            self._holders[name].setVisible(name == side)
        if not seen:
            self.area.verticalScrollBar().setValue(0)

    def show_desk(self) -> None:
        """Show the scan of now, or what to do where there is none."""
        self._line.setVisible(self._desk.cloud is not None)
        if self._desk.cloud is None:
            self.show_words(None, "")
            return
        for one in self.cards.values():
            one.show_cloud()
        self.show_cards()

    def add_hints(self) -> None:
        """Say how a scan comes in."""
        frame, inside = card(translate("panels", "点群を開く"))
        words = translate(
            "panels",
            "ドローンや測量の点群（LAS・LAZ・COPC）をこの窓にドラッグするか、下のボタンで選んでください。",
        )
        inside.addWidget(label(words))
        words = translate(
            "panels",
            "開くと、計測・断面・土量・変化の比較ができます。座標系の書かれていないファイルは、"
            "置き場所の候補を地図で確かめてから開きます。",
        )
        inside.addWidget(label(words, "quiet"))
        work = self._desk.window.work
        open_it = translate("panels", "点群を選ぶ…")
        guard = self._desk.window.guard
        inside.addWidget(
            button(open_it, lambda: guard(work.choose_data), role="primary", meaning="open-data")
        )
        folder = translate("panels", "フォルダごと開く…")
        inside.addWidget(button(folder, lambda: guard(work.choose_folder), role="flat", meaning="open"))
        self.said.addWidget(frame)
        self.said.addStretch(1)
