"""How the relief of a terrain is shown: hill shade, where its light comes from, contour lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from gisapp.ui.cards import card, column, label
from gisapp.ui.words import decimal, translate
from layers.contours import INTERVALS, automatic
from layers.groundlight import SOUTH_WEST
from layers.messages import QT_TRANSLATE_NOOP, Message
from layers.terrain import AUTOMATIC, Terrain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.session import Session
    from layers.base import Layer

SHADE = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」の陰影を変える")
CONTOURS = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」の等高線を変える")
WEAK, USUAL, STRONG = 0.5, 1.0, 1.4


class ReliefCard(QWidget):
    """The card of the style panel for what only a terrain has; every change can be undone.

    Parameters
    ----------
    session
        Where the layer lives.
    layer_id
        The terrain.
    """

    def __init__(self, session: Session, layer_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._layer_id = layer_id
        box, inside = card(translate("window", "起伏の見せ方"))
        column(self).addWidget(box)
        self.shade = self._choice(
            inside,
            translate("window", "陰影"),
            (
                (translate("window", "なし"), 0.0),
                (translate("window", "弱い"), WEAK),
                (translate("window", "標準"), USUAL),
                (translate("window", "強い"), STRONG),
            ),
        )
        self.sun = self._choice(
            inside,
            translate("window", "光の来る方角"),
            (
                (translate("window", "南西（はじめの設定）"), SOUTH_WEST),
                (translate("window", "北西（地図の慣例）"), 315.0),
                (translate("window", "北"), 0.0),
                (translate("window", "北東"), 45.0),
                (translate("window", "東"), 90.0),
                (translate("window", "南東"), 135.0),
                (translate("window", "南"), 180.0),
                (translate("window", "西"), 270.0),
            ),
        )
        metres = [
            (
                translate("window", "{interval} m ごと").format(interval=decimal(one, 0 if one >= 1 else 1)),
                one,
            )
            for one in INTERVALS
        ]
        self.contours = self._choice(
            inside,
            translate("window", "等高線"),
            ((translate("window", "なし"), 0.0), (self._automatic(), AUTOMATIC), *metres),
        )
        self.shade.activated.connect(lambda _: self._set(SHADE, shade=self.shade.currentData()))
        self.sun.activated.connect(lambda _: self._set(SHADE, sun=self.sun.currentData()))
        self.contours.activated.connect(lambda _: self._set(CONTOURS, contours=self.contours.currentData()))
        self.show_layer(session.project.layer(layer_id))

    @staticmethod
    def _choice(inside: QVBoxLayout, name: str, entries: Sequence[tuple[str, float]]) -> QComboBox:
        inside.addWidget(label(name, "heading"))
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        for words, value in entries:
            box.addItem(words, value)
        inside.addWidget(box)
        return box

    def _automatic(self) -> str:
        layer = self._session.project.layer(self._layer_id)
        extent = layer.extent() if layer is not None else None
        if extent is None:
            return translate("window", "自動")
        interval = automatic(extent[2], extent[5])
        words = decimal(interval, 0 if interval >= 1 else 1)
        return translate("window", "自動（{interval} m ごと）").format(interval=words)

    def show_layer(self, layer: Layer | None) -> None:
        """Show how the terrain is drawn now."""
        if not isinstance(layer, Terrain):
            return
        for box, value in ((self.shade, layer.shade), (self.sun, layer.sun), (self.contours, layer.contours)):
            box.setCurrentIndex(box.findData(value))
        self.sun.setEnabled(layer.shade > 0)

    def _set(self, message: str, **changes: float) -> None:
        layer = self._session.project.layer(self._layer_id)
        if not isinstance(layer, Terrain) or all(
            getattr(layer, name) == value for name, value in changes.items()
        ):
            return
        changed = self._session.project.replacing(replace(layer, **changes))  # type: ignore[arg-type]
        self._session.do(Message(message, {"name": layer.name}), changed)
