"""Beginning a ledger: which of the open layers holds the areas."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from gisapp.ui.areas.areacard import AreaCard
from gisapp.ui.cards import button, clear, column, label
from gisapp.ui.words import integer, translate

if TYPE_CHECKING:
    from gisapp.ui.areas.desk import AreasDesk
    from layers.base import Layer


class StartCard(AreaCard):
    """Offers the layers that look like areas of associations while there is no ledger.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: AreasDesk) -> None:
        super().__init__(desk, translate("panels", "自治会の台帳を作る"))
        words = translate(
            "panels",
            "各課が持つ自治会・町内会の区域の図と一覧を、1つの台帳にまとめます。"
            "建物や住所から自治会をすぐに答え、未組織の地区や図の食い違いを調べます。",
        )
        self.inside.addWidget(label(words))
        self.offers = QWidget()
        self._offers = column(self.offers, space=8)
        self.inside.addWidget(self.offers)
        window = desk.window
        open_it = translate("panels", "区域の図を開く…")
        self.inside.addWidget(
            button(open_it, lambda: window.guard(window.work.choose_data), role="flat", meaning="open-data")
        )
        self._asked: tuple[str, ...] = ()

    def show_ledger(self) -> None:
        """Offer the layers of now."""
        self.setVisible(not self.desk.asked and not self.desk.importing)
        layers = () if self.desk.asked else self.desk.likely_versions
        if tuple(one.id for one in layers) == self._asked:
            return
        self._asked = tuple(one.id for one in layers)
        clear(self._offers)
        words = translate("panels", "開いている区域の図")
        if not layers:
            words = translate("panels", "開いているレイヤに、自治会の区域らしいものはありません。")
        self._offers.addWidget(label(words, "quiet"))
        for layer in layers:
            self._offers.addWidget(self._offer(layer))

    def _offer(self, layer: Layer) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "card")
        inside = column(frame, margin=8, space=4)
        inside.addWidget(label(layer.name))
        count = translate("panels", "{count} 区域").format(count=integer(len(layer.table())))
        inside.addWidget(label("　".join(filter(None, (count, layer.source.date))), "small"))
        make = partial(self.desk.import_asked.emit, layer.id)
        inside.addWidget(button(translate("panels", "この区域から台帳を作る"), make, role="primary"))
        return frame
