"""The right column of the survey desk: a stack of cards, or what to do where there is no scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.ui.cards import button, card, label
from gisapp.ui.sidedpage import SidedPage
from gisapp.ui.survey.surveycard import SurveyCard
from gisapp.ui.words import translate
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.ui.survey.desk import SurveyDesk

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


class SurveyPage(SidedPage[SurveyCard]):
    """Shows what the desk knows.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: SurveyDesk) -> None:
        self._desk = desk
        super().__init__(desk, SIDES, CARDS)
        desk.changed.connect(self.show_desk)
        self.show_desk()

    def show_desk(self) -> None:
        """Show the scan of now, or what to do where there is none."""
        self.line.setVisible(self._desk.cloud is not None)
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
