"""What all cards of the survey desk have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.ui.sidedpage import DeskCard

if TYPE_CHECKING:
    from gisapp.ui.survey.desk import SurveyDesk


class SurveyCard(DeskCard):
    """What all cards of the desk have in common.

    Parameters
    ----------
    desk
        What is looked at.
    title
        Above it.
    """

    def __init__(self, desk: SurveyDesk, title: str = "") -> None:
        super().__init__(title)
        self.desk = desk

    def show_cloud(self) -> None:
        """Show the scan that is looked at; a card that shows none of it does nothing."""
