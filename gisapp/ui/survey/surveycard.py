"""What all cards of the survey desk have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gisapp.ui.cards import Card

if TYPE_CHECKING:
    from gisapp.ui.survey.desk import SurveyDesk


class SurveyCard(Card):
    """What all cards of the desk have in common.

    Parameters
    ----------
    desk
        What is looked at.
    title
        Above it.

    Signals
    -------
    wanted
        It is to be seen, whatever side of the page was shown.
    """

    wanted = Signal()

    def __init__(self, desk: SurveyDesk, title: str = "") -> None:
        super().__init__(title)
        self.desk = desk

    def show_cloud(self) -> None:
        """Show the scan that is looked at; a card that shows none of it does nothing."""
