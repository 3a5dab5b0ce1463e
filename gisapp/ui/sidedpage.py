"""The right column of a desk whose cards stand on several sides, one of which is seen."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gisapp.ui.cards import Card, column, row
from gisapp.ui.deskpage import DeskPage
from gisapp.ui.theme import px
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gisapp.ui.workdesk import WorkDesk


class DeskCard(Card):
    """What cards of such a page have in common.

    Signals
    -------
    wanted
        It is to be seen, whatever side of the page was shown.
    """

    wanted = Signal()


OneCard = TypeVar("OneCard", bound=DeskCard)


class SidedPage(DeskPage, Generic[OneCard]):
    """Shows the cards of one side; what they show, each desk says.

    Parameters
    ----------
    desk
        What the cards are made with.
    sides
        Words of the sides by their ids (marked for the context ``panels``); the first is seen at the start.
    table
        Modules, classes and sides of the cards from top to bottom.

    Attributes
    ----------
    cards
        By the names of their classes.
    sides
        The buttons that choose a side.
    line
        Where they stand.
    """

    def __init__(
        self, desk: WorkDesk, sides: Mapping[str, str], table: Sequence[tuple[str, str, str]]
    ) -> None:
        self.cards: dict[str, OneCard] = {}
        self._holders = {side: QWidget() for side in sides}
        stacks = {side: column(one, space=8) for side, one in self._holders.items()}
        for module, name, side in table:
            self.cards[name] = getattr(import_module(module), name)(desk)
            stacks[side].addWidget(self.cards[name])
        super().__init__(self._holders.values())
        for _, name, side in table:
            self.cards[name].wanted.connect(partial(self.turn, side))
        self.sides = {side: self._side(side, words) for side, words in sides.items()}
        self.line = QWidget()
        line = row(self.line, margin=8, space=4)
        line.setContentsMargins(px(8), px(8), px(8), 0)
        for one in self.sides.values():
            line.addWidget(one, 1)
        self.whole.insertWidget(0, self.line)
        self.turn(next(iter(sides)))

    def _side(self, side: str, words: str) -> QPushButton:
        made = QPushButton(translate("panels", words))
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
