"""Names that may be one association: staff say yes or no, one by one, or yes to all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from gisapp.ui.cards import button, clear, column, label, row
from gisapp.ui.words import integer, translate
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.desks.areas.incoming import Incoming
    from gisapp.desks.areas.names import Candidate

WHY = {
    "stem": QT_TRANSLATE_NOOP("panels", "会の呼び方（自治会・町内会など）だけが違います"),
    "town": QT_TRANSLATE_NOOP("panels", "「町」の付くか付かないかだけが違います"),
    "part": QT_TRANSLATE_NOOP("panels", "片方の名前が、もう片方に含まれています"),
    "kana": QT_TRANSLATE_NOOP("panels", "読みが同じです"),
    "like": QT_TRANSLATE_NOOP("panels", "名前がよく似ています"),
}
MOST = 30
"""Candidates that are shown at once; the next come when these are answered."""


class CandidateBox(QWidget):
    """Shows candidates.

    Signals
    -------
    said(list)
        Candidates that staff said are the same.
    """

    said = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._inside = column(self, space=8)
        self._refused: set[tuple[str, str]] = set()
        self._came: Incoming | None = None

    def forget(self) -> None:
        """Forget what staff said no to."""
        self._refused.clear()

    def show_candidates(self, came: Incoming) -> None:
        """Show what staff have not answered yet."""
        self._came = came
        clear(self._inside)
        open_ = self.open
        self.setVisible(bool(open_))
        if not open_:
            return
        words = translate("panels", "同じ自治会かもしれない名前が {count} 組あります。確かめてください。")
        self._inside.addWidget(label(words.format(count=integer(len(open_))), "warn"))
        everything = translate("panels", "すべて同じと認める")
        self._inside.addWidget(button(everything, self._say_all, role="flat", meaning="done"))
        for one in open_[:MOST]:
            self._inside.addWidget(self._pair(one))

    @property
    def open(self) -> list[Candidate]:
        """Candidates that staff have not answered, the likest first."""
        came = self._came
        if came is None or came.joined is None:
            return []
        found = [one for one in came.joined.candidates if self._names(one) not in self._refused]
        return sorted(found, key=lambda one: -one.likeness)

    def _names(self, one: Candidate) -> tuple[str, str]:
        came = self._came
        if came is None or came.listed is None:
            return "", ""
        return str(came.listed.names[one.one]), str(came.areas.names[one.other])

    def _pair(self, one: Candidate) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "card")
        inside = column(frame, margin=8, space=4)
        listed, area = self._names(one)
        inside.addWidget(label(translate("panels", "一覧: {name}").format(name=listed)))
        inside.addWidget(label(translate("panels", "区域: {name}").format(name=area)))
        inside.addWidget(label(translate("panels", WHY[one.why]), "small"))
        line = row(space=8)
        line.addWidget(button(translate("panels", "同じ"), partial(self.said.emit, [one])))
        line.addWidget(button(translate("panels", "違う"), partial(self._refuse, one), role="flat"))
        line.addStretch(1)
        inside.addLayout(line)
        return frame

    def _say_all(self) -> None:
        from gisapp.ui.areas.gathering import likest

        self.said.emit(likest(self.open))

    def _refuse(self, one: Candidate) -> None:
        self._refused.add(self._names(one))
        if self._came is not None:
            self.show_candidates(self._came)
