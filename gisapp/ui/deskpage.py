"""The right column of a desk: a stack of cards, or words where there is nothing to show yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from gisapp.ui.cards import card, clear, column, label, scrolled
from gisapp.ui.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.messages import Message


class DeskPage(QWidget):
    """Shows cards or words; what the words are, each desk says.

    Parameters
    ----------
    cards
        From top to bottom; they scroll.

    Attributes
    ----------
    whole
        The layout of the page: what is added stands below the cards and does not scroll.
    area
        What scrolls.
    said
        The layout that takes words.
    """

    def __init__(self, cards: Iterable[QWidget]) -> None:
        super().__init__()
        self.whole = column(self)
        self.pages = QStackedWidget()
        self.whole.addWidget(self.pages, 1)
        self._words = QWidget()
        self.said = column(self._words, margin=8, space=8)
        self.pages.addWidget(self._words)
        inside = QWidget()
        stack = column(inside, margin=8, space=8)
        for one in cards:
            stack.addWidget(one)
        stack.addStretch(1)
        self.area = scrolled(inside)
        self.pages.addWidget(self.area)

    def show_cards(self) -> None:
        """Show the cards, from their top when words were shown before."""
        if self.pages.currentWidget() is not self.area:
            self.area.verticalScrollBar().setValue(0)
        self.pages.setCurrentWidget(self.area)

    def show_words(self, trouble: Message | None, waiting: str) -> None:
        """Say why there is no answer, that it is on its way, or what to do.

        Parameters
        ----------
        trouble
            What went wrong, None for nothing.
        waiting
            What is said while the answer is on its way; empty when none is.
        """
        clear(self.said)
        if trouble is not None:
            self.warn(sentence(trouble))
            self.said.addStretch(1)
        elif waiting:
            self.say(waiting)
        else:
            self.add_hints()
        self.pages.setCurrentWidget(self._words)

    def add_hints(self) -> None:
        """Say what to do; a desk without hints says nothing."""

    def say(self, text: str) -> None:
        """Say something quietly, in the middle."""
        self.said.addStretch(1)
        said = label(text, "quiet")
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said.addWidget(said)
        self.said.addStretch(2)

    def warn(self, words: str) -> None:
        """Say something that must not be missed."""
        frame, inside = card()
        frame.setProperty("role", "warn")
        inside.addWidget(label(words))
        self.said.addWidget(frame)
