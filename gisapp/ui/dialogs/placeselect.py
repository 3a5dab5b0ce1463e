"""Choosing features of one layer by where the chosen features of another one lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QGridLayout, QWidget

from gisapp.ui.cards import label
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.theme import px
from gisapp.ui.words import integer, translate
from layers.query.model import Kind
from layers.query.words import FLAT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.base import Layer


class PlaceDialog(Sheet):
    """Asks which layer and how; `layer`, `kind` and `metres` hold the answer.

    Parameters
    ----------
    layers
        All layers of the project.
    source, count
        The layer of what is chosen, and how much is.
    """

    def __init__(
        self, layers: Sequence[Layer], source: Layer, count: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(translate("window", "選んだものの場所で選ぶ"), 480, parent)
        words = translate("window", "「{name}」の選んだ {count} 件に対して、次のものを選びます。")
        self.content.addWidget(label(words.format(name=source.name, count=integer(count))))
        self._layers = [
            one for one in layers if one.data is not None and one.id != source.id and one.kind not in FLAT
        ]
        self.layers = QComboBox()
        for one in self._layers:
            self.layers.addItem(one.name)
        self.how = QComboBox()
        for kind, text in (
            (Kind.INSIDE, translate("window", "その中にあるもの（代表の点で）")),
            (Kind.TOUCHES, translate("window", "少しでも重なるもの")),
            (Kind.NEAR, translate("window", "次の距離以内のもの")),
        ):
            self.how.addItem(text, kind)
        self.distance = QDoubleSpinBox()
        self.distance.setRange(0.0, 100_000.0)
        self.distance.setDecimals(1)
        self.distance.setValue(50.0)
        self.distance.setSuffix("\u2009m")
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setColumnStretch(1, 1)
        for place, (text, field) in enumerate(
            (
                (translate("window", "選ぶレイヤ"), self.layers),
                (translate("window", "位置"), self.how),
                (translate("window", "距離"), self.distance),
            )
        ):
            field.setAccessibleName(text)
            grid.addWidget(label(text), place, 0)
            grid.addWidget(field, place, 1)
        self.content.addLayout(grid)
        self.add_button(translate("window", "やめる"), self.reject)
        go = self.add_button(translate("window", "選ぶ"), self.accept, role="primary")
        go.setEnabled(bool(self._layers))
        if not self._layers:
            self.content.addWidget(label(translate("window", "ほかに選べるレイヤがありません。"), "warn"))
        self.how.currentIndexChanged.connect(lambda _: self.distance.setEnabled(self.kind is Kind.NEAR))
        self.distance.setEnabled(False)

    @property
    def layer(self) -> Layer | None:
        """The layer to choose from."""
        place = self.layers.currentIndex()
        return self._layers[place] if 0 <= place < len(self._layers) else None

    @property
    def kind(self) -> Kind:
        """How its features must lie."""
        return Kind(self.how.currentData())

    @property
    def metres(self) -> float:
        """The distance."""
        return self.distance.value()
