"""The right column of the publish desk: which layers, what of them, what the public will see, and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from gisapp.ui.cards import button, card, label
from gisapp.ui.publish.layerbox import LayerBox
from gisapp.ui.publish.publishcard import PublishCard
from gisapp.ui.sidedpage import SidedPage
from gisapp.ui.words import translate
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.ui.publish.desk import PublishDesk

SIDES = {
    "layers": QT_TRANSLATE_NOOP("panels", "一覧"),
    "record": QT_TRANSLATE_NOOP("panels", "設定"),
    "review": QT_TRANSLATE_NOOP("panels", "審査"),
    "output": QT_TRANSLATE_NOOP("panels", "公開"),
}
"""Sides of the page, one of which is seen."""
OF_ONE = ("record", "review")
"""Sides about one layer."""
CARDS: tuple[tuple[str, str, str], ...] = (
    ("gisapp.ui.publish.listcard", "ListCard", "layers"),
    ("gisapp.ui.publish.recordcard", "RecordCard", "record"),
    ("gisapp.ui.publish.fieldscard", "FieldsCard", "record"),
    ("gisapp.ui.publish.exactcard", "ExactCard", "record"),
    ("gisapp.ui.publish.formscard", "FormsCard", "record"),
    ("gisapp.ui.publish.reviewcard", "ReviewCard", "review"),
    ("gisapp.ui.publish.concernscard", "ConcernsCard", "review"),
    ("gisapp.ui.publish.approvecard", "ApproveCard", "review"),
    ("gisapp.ui.publish.outputcard", "OutputCard", "output"),
    ("gisapp.ui.publish.sitecard", "SiteCard", "output"),
    ("gisapp.ui.publish.pastcard", "PastCard", "output"),
)
"""Modules, classes and sides of the cards from top to bottom.

Each is a :class:`gisapp.ui.publish.publishcard.PublishCard`, made with the desk. Its ``show_desk()`` is
called whenever layers, records, the layer that is prepared, or what was found out about it have changed.
"""


class PublishPage(SidedPage[PublishCard]):
    """Shows what the desk knows.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: PublishDesk) -> None:
        self._desk = desk
        self.box = LayerBox(desk)
        super().__init__(desk, SIDES, CARDS)
        self.whole.insertWidget(1, self.box)
        for news in (desk.changed, desk.recorded, desk.chosen, desk.found):
            news.connect(self.show_desk)
        desk.field_asked.connect(self.go_to)
        desk.side_asked.connect(self.turn)
        self.show_desk()

    def turn(self, side: str) -> None:
        """Show the cards of a side, from their top."""
        super().turn(side)
        self.box.setVisible(side in OF_ONE)
        insight = self._desk.insight
        if insight.reviewing != (side == "review"):
            insight.reviewing = side == "review"
            insight.ask_anew()

    @property
    def side(self) -> str:
        """Which side is seen."""
        return next(name for name, one in self.sides.items() if one.isChecked())

    def show_desk(self) -> None:
        """Show the layers, or what the desk is for where there are none."""
        there = self._desk.asked
        self.line.setVisible(there)
        for side in OF_ONE:
            self.sides[side].setEnabled(self._desk.publication is not None)
        if not self._desk.publication and self.side in OF_ONE:
            self.turn("layers")
        if not there:
            self.box.hide()
            self.show_words(None, "")
            return
        self.box.setVisible(self.side in OF_ONE)
        self.box.show_desk()
        for one in self.cards.values():
            one.show_desk()
        self.show_cards()

    def go_to(self, name: str) -> None:
        """Show the card on which something is entered, and let it be entered."""
        for one in self.cards.values():
            if one.go_to(name):
                one.wanted.emit()
                self.area.ensureWidgetVisible(QApplication.focusWidget() or one)
                return

    def add_hints(self) -> None:
        """Say what the desk is for, and how data come in."""
        frame, inside = card(translate("panels", "庁外に出すデータを用意する"))
        words = translate(
            "panels",
            "レイヤごとに公開する列と表示名を決め、個人情報がないことを確かめ、承認してから、"
            "市のホームページに置ける地図とオープンデータを作ります。",
        )
        inside.addWidget(label(words))
        words = translate(
            "panels", "何もしなければ、何も公開されません。まず、公開するデータを開いてください。"
        )
        inside.addWidget(label(words, "quiet"))
        window = self._desk.window
        inside.addWidget(
            button(
                translate("panels", "データを開く…"),
                lambda: window.guard(window.work.choose_data),
                role="primary",
                meaning="open-data",
            )
        )
        self.said.addWidget(frame)
        self.said.addStretch(1)
