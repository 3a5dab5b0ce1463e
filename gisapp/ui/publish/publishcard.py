"""What all cards of the publish desk have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.ui.sidedpage import DeskCard

if TYPE_CHECKING:
    from gisapp.ui.publish.desk import PublishDesk


class PublishCard(DeskCard):
    """What all cards of the desk have in common.

    Parameters
    ----------
    desk
        What is looked at.
    title
        Above it.
    """

    def __init__(self, desk: PublishDesk, title: str = "") -> None:
        super().__init__(title)
        self.desk = desk

    def show_desk(self) -> None:
        """Show what the desk knows; called whenever it has changed."""

    def go_to(self, name: str) -> bool:
        """Let one enter what `name` tells, a field of a record or the public name of an attribute.

        Returns
        -------
        bool
            Whether it is entered on this card.
        """
        del name
        return False
