"""Which two hazards are compared, and how many buildings come into deeper, the same or shallower water."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from gisapp.desks.hazard.changes import LEFT_OUT
from gisapp.desks.hazard.colouring import By
from gisapp.desks.hazard.hazards import Theme
from gisapp.ui.cards import button, clear, column, label
from gisapp.ui.panels.legend import swatch
from gisapp.ui.theme import px
from gisapp.ui.words import integer, sentence, translate
from layers.messages import CONTEXT, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.desks.hazard.changes import Changes
    from gisapp.ui.hazard.desk import HazardDesk

SIDE = 14
"""Unscaled pixels of a field of the legend."""


class PairBox(QWidget):
    """Chooses two hazards, and counts what changes from one to the other.

    Parameters
    ----------
    desk
        What is known and wished for.

    Signals
    -------
    table_asked
        The table is wanted as a file.
    """

    table_asked = Signal()

    def __init__(self, desk: HazardDesk) -> None:
        super().__init__()
        self._desk = desk
        self._filling = False
        inside = column(self, space=4)
        self.before, self.after = QComboBox(), QComboBox()
        self.words = (label("", "small"), label("", "small"))
        for words, box in zip(self.words, (self.before, self.after), strict=True):
            inside.addWidget(words)
            inside.addWidget(box)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.currentIndexChanged.connect(lambda _index: self._choose())
        self.hint = label("", "small")
        inside.addWidget(self.hint)
        inside.addSpacing(4)
        self.heading = label(translate("panels", "建物の移り変わり（棟）"), "heading")
        inside.addWidget(self.heading)
        self.table = QWidget()
        self._grid = QGridLayout(self.table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(6))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(1, 1)
        inside.addWidget(self.table)
        self.left_out = label("", "small")
        inside.addWidget(self.left_out)
        self.export = button(translate("panels", "この表を書き出す"), self.table_asked.emit)
        inside.addWidget(self.export)

    def show_study(self) -> None:
        """Offer the hazards of depth of the study of now."""
        study, wish = self._desk.study, self._desk.wish
        if study is None:
            return
        self._filling = True
        deep = [one.hazard for one in study.answers.answers if one.hazard.theme is Theme.DEPTH]
        for box, wanted in ((self.before, wish.before), (self.after, wish.after)):
            box.clear()
            for one in deep:
                box.addItem(sentence(one.called), one.id)
            place = box.findData(wanted)
            # Two different ones to begin with: what is compared with itself never changes.
            box.setCurrentIndex(place if place >= 0 else min(int(box is self.after), box.count() - 1))
        self._filling = False

    def show_seen(self) -> None:
        """Show what is compared now, and how it differs."""
        wish, shown = self._desk.wish, self._desk.shown
        swipe = wish.by is By.SWIPE
        self.setVisible(wish.by.compares)
        sides = (translate("panels", "まえの想定（左）"), translate("panels", "あとの想定（右）"))
        plain = (translate("panels", "まえの想定"), translate("panels", "あとの想定"))
        for words, text in zip(self.words, sides if swipe else plain, strict=True):
            words.setText(text)
        one = self.before.count() < 2
        self.hint.setText(
            translate("panels", "比べるには、浸水深の想定を2つ以上選んでください。")
            if one
            else translate("panels", "境をドラッグするか、境を選んで ← → で動かします。")
        )
        self.hint.setVisible(one or swipe)
        found = None if shown is None or one else shown.changes
        for widget in (self.heading, self.table, self.export, self.left_out):
            widget.setVisible(found is not None)
        if found is not None:
            self._fill(found)

    def pair(self) -> tuple[str, str]:
        """Return the ids of the two hazards, empty where there are no two."""
        if self.before.count() < 2:
            return "", ""
        return self.before.currentData(), self.after.currentData()

    def _fill(self, found: Changes) -> None:
        clear(self._grid)
        heads = (
            translate("panels", "まえの区分"),
            translate("panels", "まえ"),
            translate("panels", "深く"),
            translate("panels", "同じ"),
            translate("panels", "浅く"),
            translate("panels", "あと"),
        )
        columns = (found.before, found.worse, found.same, found.better, found.after)
        self._put(0, heads, "small")
        for place, one in enumerate(found.classes, 1):
            field = label("", wrap=False)
            mark = one.mark
            field.setPixmap(swatch(mark.colour, size=SIDE, hatch=mark.hatch).pixmap(px(SIDE), px(SIDE)))
            self._grid.addWidget(field, place, 0)
            numbers = [int(figures[place - 1]) for figures in columns]
            told = (integer(number) if number else "–" for number in numbers)
            self._put(place, (translate(CONTEXT, one.label), *told), "" if any(numbers) else "quiet")
        sums = (integer(int(figures.sum())) for figures in columns)
        self._put(len(found.classes) + 1, (translate("panels", "合計"), *sums), "heading")
        self.left_out.setText(sentence(Message(LEFT_OUT, {"count": integer(found.unknown)})))
        self.left_out.setVisible(found.unknown > 0)

    def _put(self, place: int, texts: Sequence[str], role: str) -> None:
        for column_, text in enumerate(texts, 1):
            told = label(text, role, wrap=column_ == 1)
            if column_ > 1:
                told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(told, place, column_)

    def _choose(self) -> None:
        if not self._filling:
            before, after = self.pair()
            self._desk.wish_for(replace(self._desk.wish, before=before, after=after))
