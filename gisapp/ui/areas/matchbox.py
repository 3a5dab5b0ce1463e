"""Rows of several versions that may be one association: staff say whether they are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gisapp.desks.areas.comparetables import WHY
from gisapp.desks.areas.decisions import What
from gisapp.ui.cards import button, clear, column, label, row
from gisapp.ui.unfolding import tag
from gisapp.ui.words import integer, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gisapp.desks.areas.decisions import Decision
    from gisapp.desks.areas.matching import Matched

ASKED = 5
"""Matches that are asked about at a time."""


class MatchBox(QWidget):
    """Asks about matches that have to be confirmed.

    Signals
    -------
    said(object, object)
        A group of the matched versions is one association or several (:class:`What`).
    """

    said = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._inside = column(self, space=4)

    def show_matches(self, matched: Matched, decided: Mapping[str, Decision]) -> None:
        """Ask about those of which nothing was said yet."""
        clear(self._inside)
        open_ = [
            number
            for number, one in enumerate(matched.groups)
            if any(link.confirm and link.key not in decided for link in one.links)
        ]
        self.setVisible(bool(open_))
        if not open_:
            return
        self._inside.addWidget(tag(translate("panels", "要確認"), "confirm"))
        words = translate("panels", "同じ自治会か確かめてください（{count} 件）")
        self._inside.addWidget(label(words.format(count=integer(len(open_)))))
        for number in open_[:ASKED]:
            names = ("・".join(matched.names(number, one)) or "—" for one in range(len(matched.sets)))
            self._inside.addWidget(label(" ⇔ ".join(names), select=True))
            one = matched.groups[number]
            line = row(space=8)
            line.addWidget(label(translate("panels", WHY[one.why]), "small"), 1)
            same, other = translate("panels", "同じ"), translate("panels", "別")
            for text, what in ((same, What.SAME), (other, What.OTHER)):
                line.addWidget(button(text, partial(self.said.emit, one, what)))
            self._inside.addLayout(line)
