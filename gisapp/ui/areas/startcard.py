"""Beginning a ledger: which of the open layers holds the areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gisapp.ui.areas.areacard import AreaCard
from gisapp.ui.cards import clear, column, label
from gisapp.ui.words import integer, translate

if TYPE_CHECKING:
    from gisapp.ui.areas.desk import AreasDesk


class StartCard(AreaCard):
    """Offers the layers of areas while there is no ledger.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: AreasDesk) -> None:
        super().__init__(desk, translate("panels", "自治会の台帳を作る"))
        words = translate(
            "panels",
            "各課が持つ自治会・町内会の区域の図を、1つの台帳にまとめます。もとになる図を選んでください。",
        )
        self.inside.addWidget(label(words))
        self.offers = QWidget()
        self._offers = column(self.offers, space=8)
        self.inside.addWidget(self.offers)

    def show_ledger(self) -> None:
        """Offer the layers of now."""
        self.setVisible(not self.desk.asked)
        clear(self._offers)
        for layer in self.desk.versions:
            count = translate("panels", "{count} 区域").format(count=integer(len(layer.table())))
            self._offers.addWidget(label(f"{layer.name}　{count}"))
