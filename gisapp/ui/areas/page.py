"""The right column of the areas desk: a stack of cards, or what to do where there are no areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gisapp.ui.areas.areacard import AreaCard
from gisapp.ui.areas.dayfield import DayField
from gisapp.ui.cards import button, card, label
from gisapp.ui.sidedpage import SidedPage
from gisapp.ui.words import translate
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.ui.areas.desk import AreasDesk
    from gisapp.ui.areas.scancard import ScanCard

SIDES = {
    "ledger": QT_TRANSLATE_NOOP("panels", "台帳"),
    "check": QT_TRANSLATE_NOOP("panels", "点検・比較"),
    "edit": QT_TRANSLATE_NOOP("panels", "編集"),
}
"""Sides of the page, one of which is seen."""
CARDS: tuple[tuple[str, str, str], ...] = (
    ("gisapp.ui.areas.startcard", "StartCard", "ledger"),
    ("gisapp.ui.areas.lookupcard", "LookupCard", "ledger"),
    ("gisapp.ui.areas.associationcard", "AssociationCard", "ledger"),
    ("gisapp.ui.areas.ledgercard", "LedgerCard", "ledger"),
    ("gisapp.ui.areas.incomingcard", "IncomingCard", "ledger"),
    ("gisapp.ui.areas.officercard", "OfficerCard", "ledger"),
    ("gisapp.ui.areas.checkcard", "CheckCard", "check"),
    ("gisapp.ui.areas.comparecard", "CompareCard", "check"),
    ("gisapp.ui.areas.editcard", "EditCard", "edit"),
    ("gisapp.ui.areas.scancard", "ScanCard", "edit"),
    ("gisapp.ui.areas.lifecard", "LifeCard", "edit"),
)
"""Modules, classes and sides of the cards from top to bottom.

Each is a :class:`gisapp.ui.areas.areacard.AreaCard`, made with the desk. Its ``show_ledger()`` is called
whenever the ledger, the day or the layers have changed; there may be no ledger yet. For everything else it
listens to the desk.
"""


class AreasPage(SidedPage[AreaCard]):
    """Shows what the desk knows.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: AreasDesk) -> None:
        self._desk = desk
        super().__init__(desk, SIDES, CARDS)
        self.day = DayField(desk)
        self.whole.insertWidget(1, self.day)
        desk.changed.connect(self.show_desk)
        self.show_desk()

    def show_desk(self) -> None:
        """Show the ledger of the day, or what to do where there is neither ledger nor areas."""
        there = self._desk.asked
        begun = there or bool(self._desk.versions) or self._desk.scanned or self._desk.placing
        self.line.setVisible(begun)
        self.day.setVisible(there)
        if not begun:
            self.show_words(None, "")
            return
        self.day.show_day()
        for one in self.cards.values():
            one.show_ledger()
        self.show_cards()

    def add_hints(self) -> None:
        """Say what the desk is for, and how areas come in."""
        frame, inside = card(translate("panels", "自治会の台帳を作る"))
        words = translate(
            "panels",
            "各課が持つ自治会・町内会の区域の図と一覧を、1つの台帳にまとめます。"
            "建物や住所から自治会をすぐに答え、未組織の地区や図の食い違いを調べます。",
        )
        inside.addWidget(label(words))
        words = translate(
            "panels",
            "区域の図（Shapefile・GeoPackage・GeoJSON・KML・DXF など）や一覧（XLSX・CSV）を"
            "この窓にドラッグするか、下のボタンで選んでください。",
        )
        inside.addWidget(label(words, "quiet"))
        window = self._desk.window
        open_it = translate("panels", "区域の図を開く…")
        inside.addWidget(
            button(
                open_it, lambda: window.guard(window.work.choose_data), role="primary", meaning="open-data"
            )
        )
        words = translate("panels", "紙の図しかないときは、スキャンした画像を地図に置いて写し取れます。")
        inside.addWidget(label(words, "quiet"))
        scan = cast("ScanCard", self.cards["ScanCard"])
        inside.addWidget(button(translate("panels", "スキャンした地図を置く…"), scan.choose, meaning="scan"))
        self.said.addWidget(frame)
        self.said.addStretch(1)
