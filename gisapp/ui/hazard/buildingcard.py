"""The card of one building: may one stay and on which floor, why, every hazard, where else to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gisapp.desks.hazard.building import STAYS, STAYS_NOTE
from gisapp.desks.hazard.section import drawn, section_through
from gisapp.desks.hazard.study import water_for
from gisapp.paper.document import State as Sure
from gisapp.ui.cards import Card, button, clear, column, label, row, rule
from gisapp.ui.hazard.drawingview import DrawingView
from gisapp.ui.panels.longtext import value_label
from gisapp.ui.unfolding import Unfolding, tag
from gisapp.ui.words import integer, sentence, told, translate
from layers.errors import AnalysisFailed
from layers.feedback import Feedback
from layers.messages import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from gisapp.desks.hazard.building import Facts, Line, Refuge
    from gisapp.ui.hazard.desk import HazardDesk

CUT = (110.0, 62.0)
"""Millimetres of the cut: its letters can be read in the narrow column."""
TAGS = {Sure.UNKNOWN: "unknown", Sure.CONFIRM: "confirm", Sure.DANGER: "confirm"}
"""How an answer that is not plain is marked."""


class BuildingCard(Card):
    """Shows the building that was clicked.

    Parameters
    ----------
    desk
        What is known.

    Signals
    -------
    sheet_asked
        The sheet of the household is wanted.
    """

    sheet_asked = Signal()

    def __init__(self, desk: HazardDesk) -> None:
        super().__init__()
        self._desk = desk

    def show_building(self) -> None:
        """Show the building of now, or what to do."""
        clear(self.inside)
        facts = self._desk.facts
        if facts is None:
            self.inside.addWidget(label(translate("panels", "建物ごとの答え"), "title"))
            words = translate(
                "panels", "建物をクリックすると、浸水の深さ、安全な階、その理由、最寄りの避難先が出ます。"
            )
            self.inside.addWidget(label(words))
            return
        self.inside.addWidget(value_label(facts.id, "small", room=260))
        self.inside.addWidget(label(sentence(facts.verdict), "figure", select=True))
        self.inside.addWidget(label(_floor_words(facts), "" if facts.floor else "quiet"))
        if facts.reason.template:
            self.inside.addWidget(label(sentence(facts.reason), "warn"))
        for one in facts.figures:
            self.inside.addLayout(_line(one))
        self.inside.addWidget(rule())
        self.inside.addWidget(label(translate("panels", "想定ごとの答え"), "heading"))
        for one in facts.hazards:
            self.inside.addLayout(_line(one))
        words = translate("panels", "屋内安全確保の3つの条件")
        open_ = facts.sure in (Sure.DANGER, Sure.CONFIRM)
        self.inside.addWidget(Unfolding(words, lambda inside: _fill(facts.conditions, inside), open_=open_))
        words = translate("panels", "水位・地盤・階の断面")
        self.inside.addWidget(Unfolding(words, lambda inside: self._fill_cut(facts, inside)))
        self.inside.addWidget(rule())
        self._add_shelters(facts)
        if facts.stays:
            self.inside.addWidget(label(translate(CONTEXT, STAYS), "heading"))
            self._add_places(facts.stays)
            self.inside.addWidget(label(translate(CONTEXT, STAYS_NOTE), "small"))
        words = translate("panels", "出典と時点")
        self.inside.addWidget(Unfolding(words, lambda inside: _fill_sources(facts, inside)))
        self.inside.addWidget(button(translate("panels", "この家の1枚を作る"), self.sheet_asked.emit))

    def _fill_cut(self, facts: Facts, inside: QVBoxLayout) -> None:
        """Draw the cut through the building, with the water that is shown."""
        study, wish = self._desk.study, self._desk.wish
        shape = None if study is None else study.answers.targets.footprints.shapes[facts.row]
        if study is None or shape is None:
            inside.addWidget(label(translate("panels", "建物の形がないため、断面を作れません。"), "warn"))
            return
        try:
            cut = section_through(study, shape, water_for(study, wish, Feedback()))
        except AnalysisFailed as error:
            inside.addWidget(label(told(error), "warn"))
            return
        figure = drawn(cut, *CUT)
        inside.addWidget(DrawingView(figure))
        inside.addWidget(label(figure.caption, "small"))

    def _add_shelters(self, facts: Facts) -> None:
        self.inside.addWidget(label(translate("panels", "最寄りの避難先（直線距離）"), "heading"))
        if self._desk.study is None or self._desk.study.shelters is None:
            words = translate(
                "panels", "避難先の一覧がありません。指定緊急避難場所の CSV や Excel を読み込んでください。"
            )
            self.inside.addWidget(label(words, "warn"))
            return
        if not facts.shelters:
            words = translate("panels", "この想定に対応する避難先が、一覧にありません。")
            self.inside.addWidget(label(words, "warn"))
        self._add_places(facts.shelters)
        if facts.walk is not None:
            self.inside.addLayout(_line(facts.walk))

    def _add_places(self, places: Sequence[Refuge]) -> None:
        for one in places:
            line = row(space=8)
            line.addWidget(label(one.name, select=True), 1)
            line.addWidget(label(f"{integer(round(one.metres))}\u2009m", wrap=False))
            self.inside.addLayout(line)
            if one.warning is not None:
                self.inside.addWidget(label(sentence(one.warning), "warn"))


def _floor_words(facts: Facts) -> str:
    if not facts.floor and facts.sure is Sure.UNKNOWN:
        return translate("panels", "安全な階: 未確認")
    if not facts.floor:
        return translate("panels", "安全な階: なし")
    if facts.floor == 1:
        return translate("panels", "安全な階: 1 階から")
    return translate("panels", "安全な階: {floor} 階以上").format(floor=facts.floor)


def _line(one: Line) -> QVBoxLayout:
    """Return what it is about over the answer, with a tag where the answer is not plain, and notes below."""
    block = column(space=0)
    block.addWidget(label(sentence(one.about), "small"))
    head = row(space=8)
    plain = one.sure in (Sure.PLAIN, Sure.APPLIES)
    said = sentence(one.answer)
    head.addWidget(label(said, "" if plain else "warn", select=True), 1)
    if one.sure in TAGS:
        words = {
            Sure.UNKNOWN: translate("panels", "未確認"),
            Sure.CONFIRM: translate("panels", "要確認"),
            Sure.DANGER: translate("panels", "危険"),
        }[one.sure]
        if words != said:
            head.addWidget(tag(words, TAGS[one.sure]))
    block.addLayout(head)
    notes = [sentence(note) for note in one.notes if note.template]
    if notes:
        block.addWidget(label(translate("panels", "・").join(notes), "small"))
    return block


def _fill(lines: Sequence[Line], inside: QVBoxLayout) -> None:
    for one in lines:
        inside.addLayout(_line(one))


def _fill_sources(facts: Facts, inside: QVBoxLayout) -> None:
    for one in facts.sources:
        inside.addWidget(label(one, "small", select=True))
