"""What the city recommends at the place: offers of its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.ui.cards import Card, clear, label, row
from gisapp.ui.unfolding import tag
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from gisapp.desks.planning.offers import Offered
    from gisapp.ui.planning.desk import PlanningDesk


class OfferCard(Card):
    """Shows the offers of a study; hidden where there are none.

    Parameters
    ----------
    desk
        What is asked and known.
    """

    def __init__(self, desk: PlanningDesk) -> None:
        super().__init__()
        self._desk = desk

    def show_study(self) -> None:
        """Show the offers of the study of now."""
        clear(self.inside)
        study = self._desk.study
        offers = () if study is None else study.offers
        self.setVisible(bool(offers))
        if offers:
            self.inside.addWidget(label(translate("panels", "この場所のご案内"), "title"))
        for one in offers:
            self._add(one)

    def _add(self, one: Offered) -> None:
        head = row(space=8)
        head.addWidget(label(one.offer.title, "heading"), 1)
        if not one.certain:
            head.addWidget(tag(translate("panels", "要確認"), "confirm"))
        self.inside.addLayout(head)
        self.inside.addWidget(label(one.offer.text, select=True))
        office = (
            "" if one.offer.office is None else f"{one.offer.office.name} {one.offer.office.phone}".strip()
        )
        small = "　".join(filter(None, (office, one.offer.contact, one.offer.url)))
        if small:
            self.inside.addWidget(label(small, "small", select=True))
