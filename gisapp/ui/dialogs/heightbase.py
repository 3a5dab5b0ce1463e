"""Above what are the heights of a scan: the choices, each with what it does to the heights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton

from gisapp.ui.cards import column, label
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.theme import px
from gisapp.ui.words import translate
from layers.heightbase import BASES, ELLIPSOID, WORDS
from layers.messages import CONTEXT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class HeightBaseDialog(Sheet):
    """Asks above what heights are measured.

    Parameters
    ----------
    name
        Of the layer.
    now
        What is chosen: one of ``layers.heightbase``, empty for nothing.
    geoid
        Name of the model by which heights above the ellipsoid are turned, empty without one.
    """

    def __init__(self, name: str, now: str, geoid: str, parent: QWidget | None = None) -> None:
        super().__init__(translate("window", "高さの基準"), 560, parent)
        text = translate(
            "window",
            "「{name}」の高さは、何を基準に測ったものですか。測量の成果表や納品書で確かめてください。",
        )
        self.content.addWidget(label(text.format(name=name), "quiet"))
        frame = QFrame()
        frame.setProperty("role", "card")
        inside = column(frame, margin=16, space=8)
        self._group = QButtonGroup(self)
        for number, base in enumerate(BASES):
            choice = QRadioButton(translate(CONTEXT, WORDS[base]))
            choice.setChecked(base == now)
            self._group.addButton(choice, number)
            inside.addWidget(choice)
            if base == ELLIPSOID:
                words = label(_about_geoid(geoid), "small")
                words.setContentsMargins(px(24), 0, 0, 0)
                inside.addWidget(words)
        self.content.addWidget(frame)
        self.add_button(translate("window", "やめる"), self.reject)
        take = translate("window", "この基準にする")
        self._take = self.add_button(take, self.accept, role="primary", meaning="done")
        self._group.idClicked.connect(lambda _: self._take.setEnabled(True))
        self._take.setEnabled(self._group.checkedId() >= 0)

    @property
    def base(self) -> str:
        """What is chosen, empty while nothing is."""
        number = self._group.checkedId()
        return BASES[number] if number >= 0 else ""


def _about_geoid(geoid: str) -> str:
    if geoid:
        text = translate("window", "ジオイド・モデル {geoid} で標高に直して表示します。")
        return text.format(geoid=geoid)
    return translate(
        "window",
        "ジオイド・モデル（JPGEO2024・GSIGEO2011）が補正ファイルのフォルダーにないため、標高には直しません。",
    )
