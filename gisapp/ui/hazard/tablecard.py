"""The card from which the answers of all buildings go on: into the attribute table, and into files."""

from __future__ import annotations

from PySide6.QtCore import Signal

from gisapp.ui.cards import Card, button, label
from gisapp.ui.words import translate


class TableCard(Card):
    """Offers the answers of all buildings.

    Signals
    -------
    columns_asked
        They are wanted as columns of the layer.
    file_asked
        They are wanted as a file.
    """

    columns_asked = Signal()
    file_asked = Signal()

    def __init__(self) -> None:
        super().__init__(translate("panels", "すべての建物の答え"))
        words = translate(
            "panels", "建物の項目に加えると、属性の表で並べ替えや絞り込みができ、プロジェクトに残ります。"
        )
        self.inside.addWidget(label(words, "small"))
        self.keep = button(translate("panels", "建物の項目に加える"), self.columns_asked.emit)
        self.inside.addWidget(self.keep)
        self.write = button(translate("panels", "表を書き出す"), self.file_asked.emit)
        self.inside.addWidget(self.write)
