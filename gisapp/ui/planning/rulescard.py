"""The rules of a place: what applies and what must be confirmed in full, the rest folded away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gisapp.desks.planning.regulationfile import national
from gisapp.desks.planning.regulations import Answer
from gisapp.ui.cards import Card, button, clear, column, label, row, rule
from gisapp.ui.panels.longtext import value_label
from gisapp.ui.planning.names import answer_words, number_words
from gisapp.ui.unfolding import Unfolding, tag
from gisapp.ui.words import integer, sentence, translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from gisapp.desks.planning.regulations import Row
    from gisapp.ui.planning.desk import PlanningDesk

ROLES = {
    Answer.APPLIES: "applies",
    Answer.CONFIRM: "confirm",
    Answer.UNKNOWN: "unknown",
    Answer.NOT: "absent",
}
TAG_WIDTH = 56
"""Width of the word of an answer in unscaled pixels: names begin at one line."""


class RulesCard(Card):
    """Shows the answers of a study.

    Parameters
    ----------
    desk
        What is asked and known.

    Signals
    -------
    table_asked, table_left
        Another table of regulations, the national one is wanted.
    """

    table_asked = Signal()
    table_left = Signal()

    def __init__(self, desk: PlanningDesk) -> None:
        super().__init__()
        self._desk = desk

    def show_study(self) -> None:
        """Show the rules of the study of now."""
        clear(self.inside)
        study = self._desk.study
        self.setVisible(study is not None)
        if study is None:
            return
        self.inside.addWidget(label(translate("panels", "規制"), "title"))
        told = [one for one in study.rows if one.answer is not Answer.NOT and one.used]
        for number, one in enumerate(told):
            if number:
                self.inside.addWidget(rule())
            add_row(self.inside, one)
        absent = [one for one in study.rows if one.answer is Answer.NOT]
        silent = [one for one in study.rows if one.answer is not Answer.NOT and not one.used]
        if not told:
            self.inside.addWidget(
                label(translate("panels", "この場所に届いている規制の資料がありません。"), "warn")
            )
        if absent:
            words = translate("panels", "該当なし（{count} 件）").format(count=integer(len(absent)))
            self.inside.addWidget(Unfolding(words, lambda inside: _fill(inside, absent)))
        if silent:
            words = translate("panels", "資料がないため未確認（{count} 件）").format(
                count=integer(len(silent))
            )
            self.inside.addWidget(Unfolding(words, lambda inside: _fill_silent(inside, silent)))
        self._add_table()

    def _add_table(self) -> None:
        """Say by which table was asked, and let another one be taken."""
        desk = self._desk
        words = translate("panels", "規制の一覧: {name}").format(name=desk.table.name)
        self.inside.addWidget(label(words, "small"))
        take = translate("panels", "市の一覧を使う…")
        self.inside.addWidget(button(take, self.table_asked.emit, role="flat", meaning="open"))
        if desk.table is not national():
            back = translate("panels", "国の一覧に戻す")
            self.inside.addWidget(button(back, self.table_left.emit, role="flat", meaning="reset"))


def _fill(inside: QVBoxLayout, rows: Sequence[Row]) -> None:
    for one in rows:
        add_row(inside, one)


def _fill_silent(inside: QVBoxLayout, rows: Sequence[Row]) -> None:
    """Name the rules without any layer by the office that knows."""
    offices: dict[str, list[str]] = {}
    for one in rows:
        office = one.regulation.office
        offices.setdefault("" if office is None else office.name, []).append(one.regulation.name)
    for name, regulations in offices.items():
        inside.addWidget(label("、".join(regulations), "warn"))
        if name:
            words = translate("panels", "確かめるところ: {office}").format(office=name)
            inside.addWidget(label(words, "small"))


def add_row(inside: QVBoxLayout, one: Row) -> None:
    """Add a rule: its answer and name, what it says, and in small type who says so."""
    from gisapp.ui.theme import px

    block = column(space=4)
    head = row()
    word = tag(answer_words(one.answer), ROLES[one.answer])
    word.setMinimumWidth(px(TAG_WIDTH))
    head.addWidget(word)
    head.addWidget(label(one.regulation.name, "heading"), 1)
    block.addLayout(head)
    if one.text:
        block.addWidget(label(one.text, select=True))
    for doubt in one.doubts:
        block.addWidget(label(sentence(doubt), "warn"))
    block.addWidget(value_label(small_words(one), "small", room=280))
    if len(one.parts) > 1 or any(used.file for used in one.used):
        block.addWidget(Unfolding(translate("panels", "内訳と資料"), lambda inner: _fill_parts(inner, one)))
    inside.addLayout(block)


def small_words(one: Row) -> str:
    """Return article, office, and the day of the sources."""
    office = one.regulation.office
    dates = "、".join(dict.fromkeys(used.date for used in one.used if used.reaches and used.date))
    day = (
        translate("panels", "{date} 時点").format(date=dates) if dates else translate("panels", "時点 未確認")
    )
    said = [one.regulation.basis, "" if office is None else f"{office.name} {office.phone}".strip()]
    return "　".join([*filter(None, said), day] if one.used else filter(None, said))


def _fill_parts(inside: QVBoxLayout, one: Row) -> None:
    for part in one.parts:
        line = row(space=8)
        line.addWidget(label(part.text, select=True), 1)
        if part.area:
            share = f"{number_words(part.area, 'm²')}（{number_words(part.share * 100, '%')}）"
            line.addWidget(label(share, "quiet", wrap=False))
        inside.addLayout(line)
    for used in one.used:
        words = translate("panels", "レイヤ「{layer}」　{file}").format(layer=used.name, file=used.file)
        inside.addWidget(value_label(words, "small", room=260))
        if used.credit:
            inside.addWidget(label(used.credit, "small"))
