"""The card of hazards: which of them count, and where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from gisapp.ui.cards import Card, clear, label
from gisapp.ui.theme import px
from gisapp.ui.unfolding import Unfolding
from gisapp.ui.words import sentence, translate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from gisapp.desks.hazard.hazards import Hazard
    from gisapp.ui.hazard.desk import HazardDesk


ROOM = 232
"""Unscaled pixels for the name of a hazard; the whole of it is told beside the pointer."""


class HazardCard(Card):
    """Lists the hazards of the project.

    Parameters
    ----------
    desk
        What is chosen.
    """

    def __init__(self, desk: HazardDesk) -> None:
        super().__init__()
        self._desk = desk
        self.boxes: dict[str, QCheckBox] = {}
        self._listed: object = None

    def show_stock(self) -> None:
        """Show what the project holds now."""
        stock = self._desk.stock
        if stock is None:
            return
        if self._listed is stock:
            for name, box in self.boxes.items():
                box.blockSignals(True)  # or each of them would choose anew
                box.setChecked(name in self._desk.chosen)
                box.blockSignals(False)
            return
        self._listed = stock
        clear(self.inside)
        self.boxes = {}
        self.inside.addWidget(label(translate("panels", "災害の想定"), "title"))
        mapped = [one for one in stock.hazards if one.given is None]
        carried = [one for one in stock.hazards if one.given is not None]
        for one in mapped:
            self._add(one, self.inside)
        if carried:
            words = translate("panels", "建物の属性に入っている想定（{count}）").format(count=len(carried))
            open_ = not mapped
            self.inside.addWidget(Unfolding(words, lambda inner: self._add_all(carried, inner), open_=open_))

    def _add_all(self, hazards: list[Hazard], inside: QVBoxLayout) -> None:
        for one in hazards:
            self._add(one, inside)

    def _add(self, hazard: Hazard, inside: QVBoxLayout) -> None:
        name = sentence(hazard.called)
        box = QCheckBox()
        box.setText(box.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, px(ROOM)))
        origin = hazard.origin
        told = (name, origin.layer_name, origin.file, origin.date, origin.credit)
        box.setToolTip("\n".join(dict.fromkeys(one for one in told if one)))
        box.setChecked(hazard.id in self._desk.chosen)
        box.toggled.connect(lambda _on: self._choose())
        self.boxes[hazard.id] = box
        inside.addWidget(box)

    def _choose(self) -> None:
        # Boxes that were never unfolded keep what was chosen.
        unseen = self._desk.chosen - self.boxes.keys()
        ids = frozenset(name for name, box in self.boxes.items() if box.isChecked())
        self._desk.choose_hazards(ids | unseen)
