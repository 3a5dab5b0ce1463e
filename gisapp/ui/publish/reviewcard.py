"""What a citizen will see of a layer, and what is other than at the last publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.ui.cards import button, label
from gisapp.ui.publish.publishcard import PublishCard
from gisapp.ui.words import integer, sentence, translate

if TYPE_CHECKING:
    from gisapp.desks.publish.review import Review
    from gisapp.ui.publish.desk import PublishDesk

WIDE = "public"
"""Key of the table below the view."""


class ReviewCard(PublishCard):
    """Counts, columns and place, and the way to the table.

    Parameters
    ----------
    desk
        What is looked at.
    """

    def __init__(self, desk: PublishDesk) -> None:
        super().__init__(desk, translate("panels", "利用者に見えるもの"))
        self.figure = label("", "figure", select=True)
        self.inside.addWidget(self.figure)
        self.about = label("", select=True)
        self.inside.addWidget(self.about)
        self.difference = label("", "quiet", select=True)
        self.inside.addWidget(self.difference)
        self.table = button(translate("panels", "利用者に見える表を開く"), self._widen, meaning="table")
        self.inside.addWidget(self.table)

    def show_desk(self) -> None:
        """Show what the public will see."""
        said, found = self.desk.publication, self.desk.insight.review
        self.setVisible(said is not None)
        if said is None:
            return
        for one in (self.about, self.difference, self.table):
            one.setVisible(found is not None)
        if self.desk.ground:
            self.figure.setText(translate("panels", "背景の画像・地形"))
            return
        if found is None:
            waiting = self.desk.insight.judging
            words = (
                translate("panels", "確かめています…")
                if waiting
                else translate("panels", "見えるものはありません")
            )
            self.figure.setText(words)
            return
        self.figure.setText(translate("panels", "{count} 件を公開").format(count=integer(found.count)))
        names = translate("panels", "、").join(one.name for one in said.fields)
        lines = [
            translate("panels", "列: {names}").format(names=names)
            if names
            else translate("panels", "列はありません（形だけが公開されます）"),
            extent_words(found.extent),
            *(sentence(one.message) for one in found.findings),
        ]
        self.about.setText("\n".join(filter(None, lines)))
        self.difference.setText(difference_words(found))

    def _widen(self) -> None:
        self.desk.window.chrome.show_lower(WIDE)


def extent_words(extent: tuple[float, float, float, float]) -> str:
    """Return where features lie, degrees of west, south, east and north; empty where none has a shape."""
    if not any(extent):
        return ""
    west, south, east, north = (f"{value:.4f}" for value in extent)
    words = translate("panels", "範囲: 東経 {west}～{east}、北緯 {south}～{north}")
    return words.format(west=west, south=south, east=east, north=north)


def difference_words(found: Review) -> str:
    """Return what is other than at the last publication."""
    made = found.difference
    if made is None:
        return translate("panels", "はじめての公開です。比べる前回はありません。")
    if not made:
        return translate("panels", "前回の公開と同じ内容です。")
    words = translate("panels", "前回の公開から 追加 {added} 件、削除 {removed} 件、変更 {changed} 件")
    return words.format(**{name: integer(count) for name, count in made.counts.items()})
