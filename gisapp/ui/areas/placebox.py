"""A place on which versions differ: what each of them says, and what staff decide."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from gisapp.desks.areas.merging import names_of, owner_words, place_key, proposals
from gisapp.ui.cards import button, clear, column, label, row
from gisapp.ui.unfolding import tag
from gisapp.ui.words import integer, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gisapp.desks.areas.decisions import Decision
    from gisapp.desks.areas.difference import Comparison

NOBODY = -1


class PlaceBox(QWidget):
    """Shows one place, and asks who it belongs to.

    Signals
    -------
    decided(int, object, str)
        A place (number of the piece) belongs to an association, or None for nobody; and why.
    withdrawn(str)
        What was decided of a key is withdrawn.
    """

    decided = Signal(int, object, str)
    withdrawn = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._inside = column(self, space=4)
        self._piece = -1
        self.owner = QComboBox(self)
        self.reason = QLineEdit(self)
        self.hide()

    def show_place(self, made: Comparison, piece: int, number: int, decided: Mapping[str, Decision]) -> None:
        """Show a place by its piece, and its number in the list."""
        clear(self._inside)
        self._piece = piece
        pieces = made.pieces
        figures = translate("panels", "{number}　{dwellings} 戸　{buildings} 棟　{area} m²").format(
            number=number,
            area=integer(round(float(pieces.sizes[piece]))),
            buildings=integer(int(pieces.buildings[piece])),
            dwellings=integer(int(pieces.dwellings[piece])),
        )
        self._inside.addWidget(label(figures, "title"))
        for version, groups in proposals(made, piece):
            one = made.sets[version]
            date = one.date or translate("panels", "時点は未確認")
            self._inside.addWidget(label(f"{names_of(made, groups)}", select=True))
            self._inside.addWidget(label(f"{one.title}（{date}）", "small", select=True))
        key = place_key(made, piece)
        if key in decided:
            self._show_decision(made, decided[key])
        self._ask(made, piece)
        self.show()

    def _show_decision(self, made: Comparison, one: Decision) -> None:
        self._inside.addWidget(tag(translate("panels", "決定済み"), "applies"))
        self._inside.addWidget(label(owner_words(made, one), select=True))
        self._inside.addWidget(label(f"{one.by}　{one.when[:10]}", "small", select=True))
        if one.text:
            self._inside.addWidget(label(one.text, "small", select=True))
        line = row(space=8)
        line.addWidget(
            button(
                translate("panels", "決定を取り消す"), partial(self.withdrawn.emit, one.about), role="flat"
            )
        )
        line.addStretch(1)
        self._inside.addLayout(line)

    def _ask(self, made: Comparison, piece: int) -> None:
        self.owner = QComboBox()
        self.owner.setAccessibleName(translate("panels", "この場所の自治会"))
        offered = sorted({one for _, groups in proposals(made, piece) for one in groups})
        for one in offered:
            self.owner.addItem(made.matched.name(one), one)
        self.owner.addItem(translate("panels", "どの自治会でもない（未組織）"), NOBODY)
        self._inside.addWidget(label(translate("panels", "この場所の自治会"), "small"))
        self._inside.addWidget(self.owner)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(translate("panels", "理由・経緯（例: 両自治会に確認）"))
        self.reason.setAccessibleName(translate("panels", "理由・経緯"))
        self._inside.addWidget(self.reason)
        line = row(space=8)
        line.addStretch(1)
        line.addWidget(button(translate("panels", "決める"), self.ask, role="primary"))
        self._inside.addLayout(line)

    def ask(self) -> None:
        """Tell what is entered."""
        chosen = int(self.owner.currentData())
        self.decided.emit(self._piece, None if chosen == NOBODY else chosen, self.reason.text().strip())
