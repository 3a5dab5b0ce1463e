"""What all cards of the areas desk have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.ui.sidedpage import DeskCard

if TYPE_CHECKING:
    from gisapp.ui.areas.desk import AreasDesk


class AreaCard(DeskCard):
    """What all cards of the desk have in common.

    Parameters
    ----------
    desk
        What is looked at.
    title
        Above it.
    """

    def __init__(self, desk: AreasDesk, title: str = "") -> None:
        super().__init__(title)
        self.desk = desk

    def show_ledger(self) -> None:
        """Show the ledger of the day; a card that shows none of it does nothing."""
