"""Pairs of reports that may be of the same thing: staff put them together, or say that they are not."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gisapp.desks.hazard.event.words import KINDS
from gisapp.ui.cards import Card, button, clear, column, label, row, rule
from gisapp.ui.hazard.event.words import moment_words
from gisapp.ui.words import integer, translate
from layers.messages import CONTEXT

if TYPE_CHECKING:
    from gisapp.desks.hazard.event.duplicates import Proposal
    from gisapp.desks.hazard.event.reports import Report
    from gisapp.ui.hazard.event.desk import EventDesk
    from gisapp.ui.window import Window

MOST = 3
"""Pairs that are shown at once: one decides about one after the other."""


class DuplicateCard(Card):
    """Shows the surest pairs.

    Parameters
    ----------
    desk
        What may be the same.
    window
        Tells what went wrong.
    """

    def __init__(self, desk: EventDesk, window: Window) -> None:
        super().__init__(translate("panels", "重複かもしれない報告"))
        self._desk, self._window = desk, window
        self._pairs = column(space=8)
        self.inside.addLayout(self._pairs)

    def show_pairs(self) -> None:
        """Show the pairs of now; without any the card is away."""
        standing = self._desk.standing
        pairs = () if standing is None else standing.proposals
        self.setVisible(bool(pairs))
        clear(self._pairs)
        if standing is None:
            return
        for number, pair in enumerate(pairs[:MOST]):
            first, second = standing.report(pair.first), standing.report(pair.second)
            if first is None or second is None:
                continue
            if number:
                self._pairs.addWidget(rule())
            self._add(pair, first, second)
        if len(pairs) > MOST:
            words = translate("panels", "ほかに {count} 組").format(count=integer(len(pairs) - MOST))
            self._pairs.addWidget(label(words, "small"))

    def _add(self, pair: Proposal, first: Report, second: Report) -> None:
        for one in (first, second):
            words = f"{translate(CONTEXT, KINDS[one.kind])}　{one.text or one.address}"
            self._pairs.addWidget(label(words[:80]))
            told = [moment_words(one.begin), one.department or translate("panels", "部署は未確認")]
            self._pairs.addWidget(label(translate("panels", "・").join(told), "small"))
        far = (
            translate("panels", "場所は未確認")
            if math.isnan(pair.metres)
            else translate("panels", "{metres} m 離れた所").format(metres=round(pair.metres))
        )
        late = (
            translate("panels", "時刻は未確認")
            if pair.seconds < 0
            else translate("panels", "{minutes} 分の差").format(minutes=pair.seconds // 60)
        )
        self._pairs.addWidget(label(translate("panels", "・").join((far, late)), "heading"))
        line = row(space=8)
        merge, part = self._desk.merge, self._desk.part
        line.addWidget(
            button(
                translate("panels", "まとめる"),
                lambda: self._window.guard(lambda: merge(pair.first, pair.second)),
            )
        )
        line.addWidget(
            button(
                translate("panels", "別の報告です"),
                lambda: self._window.guard(lambda: part(pair.first, pair.second)),
                role="flat",
            )
        )
        line.addStretch(1)
        self._pairs.addLayout(line)
