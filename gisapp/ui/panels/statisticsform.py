"""What is asked of the panel 「集計」: layer, groups, number column, and which features."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from gisapp.desks.statistics import By, Method, Question
from gisapp.ui.cards import column, label
from gisapp.ui.panels.style import narrow
from gisapp.ui.panels.tablemodel import heading
from gisapp.ui.words import said, translate
from layers.filters import NUMERIC
from layers.query.words import FLAT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.base import Attribute, Layer

FEWEST, MOST = 2, 20
FIRST = ("usage", "structure_type", "measured_height")


class Scope(StrEnum):
    """Which features are asked for."""

    ALL = "all"
    FILTER = "filter"
    SELECTION = "selection"
    VIEW = "view"


class StatisticsForm(QWidget):
    """The fields.

    Signals
    -------
    changed
        Something else is asked.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers: tuple[Layer, ...] = ()
        self._shown: object = None
        self.layer = self._box(translate("panels", "レイヤ"))
        self.group = self._box(translate("panels", "分け方"))
        self.method = self._box(translate("panels", "数の区切り方"))
        self.classes = QSpinBox()
        self.classes.setRange(FEWEST, MOST)
        self.classes.setValue(7)
        self.classes.setAccessibleName(translate("panels", "区切りの数"))
        self.of = self._box(translate("panels", "数値"))
        self.scope_box = self._box(translate("panels", "対象"))
        inside = column(self, margin=12, space=4)
        self._labels: dict[QWidget, QWidget] = {}
        for box in (self.layer, self.group, self.method, self.classes, self.of, self.scope_box):
            words = label(box.accessibleName(), "quiet")
            self._labels[box] = words
            inside.addWidget(words)
            inside.addWidget(box)
        inside.addStretch(1)
        for method, words_ in (
            (Method.STANDARD, translate("panels", "決まった区切り")),
            (Method.EVEN, translate("panels", "等間隔")),
            (Method.QUANTILE, translate("panels", "件数をそろえる")),
        ):
            self.method.addItem(words_, method)
        for scope, words_ in (
            (Scope.ALL, translate("panels", "すべて")),
            (Scope.FILTER, translate("panels", "絞り込みを通ったもの")),
            (Scope.SELECTION, translate("panels", "選択したもの")),
            (Scope.VIEW, translate("panels", "画面の中のもの")),
        ):
            self.scope_box.addItem(words_, scope)
        self.scope_box.setCurrentIndex(1)
        self.layer.activated.connect(lambda _: self._layer_changed())
        for box in (self.group, self.method, self.of, self.scope_box):
            box.activated.connect(lambda _: self._told())
        self.classes.valueChanged.connect(lambda _: self._told())
        self._refresh()

    @staticmethod
    def _box(name: str) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.setMaxVisibleItems(20)
        narrow(made)
        return made

    @property
    def layer_id(self) -> str:
        """Id of the layer, empty for none."""
        return str(self.layer.currentData() or "")

    @property
    def scope(self) -> Scope:
        """Which features."""
        return Scope(self.scope_box.currentData())

    def question(self) -> Question:
        """Return what is asked."""
        by, name = self.group.currentData() or (By.NOTHING, "")
        return Question(
            By(by),
            name,
            Method(self.method.currentData()),
            self.classes.value(),
            str(self.of.currentData() or ""),
        )

    def group_words(self) -> str:
        """Return what the groups are called."""
        return self.group.currentText()

    def scope_words(self) -> str:
        """Return which features are asked for, in words."""
        return self.scope_box.currentText()

    def nothing_words(self) -> str:
        """Return why there is nothing to count, and what to do."""
        return {
            Scope.SELECTION: translate(
                "panels", "このレイヤのものが選ばれていません。地図か表で選んでください。"
            ),
            Scope.VIEW: translate(
                "panels", "画面の中にこのレイヤのものがありません。地図を動かしてください。"
            ),
            Scope.FILTER: translate("panels", "絞り込みを通ったものがありません。条件を確かめてください。"),
            Scope.ALL: translate("panels", "このレイヤには 1 件もありません。"),
        }[self.scope]

    # ---------------------------------------------------------------- following the project

    def show_layers(self, layers: Sequence[Layer]) -> None:
        """Offer the layers of a project that have features."""
        self._layers = tuple(one for one in layers if one.data is not None and one.kind not in FLAT)
        shown = [(one.id, one.name, one.data, one.columns) for one in self._layers]
        if shown == self._shown:
            return
        self._shown = shown
        before = self.layer_id
        self.layer.clear()
        for one in self._layers:
            self.layer.addItem(one.name, one.id)
        self.layer.setCurrentIndex(max(0, self.layer.findData(before)) if self._layers else -1)
        self._fill(keep=self.layer_id == before)

    def choose_layer(self, layer_id: str) -> None:
        """Choose a layer."""
        place = self.layer.findData(layer_id)
        if place >= 0 and layer_id != self.layer_id:
            self.layer.setCurrentIndex(place)
            self._layer_changed()

    def choose_group(self, by: By, name: str = "") -> None:
        """Choose what makes the groups."""
        for place in range(self.group.count()):
            if self.group.itemData(place) == (str(by), name):
                self.group.setCurrentIndex(place)
                self._told()

    def _layer_changed(self) -> None:
        self._fill(keep=False)
        self._told()

    def _fill(self, *, keep: bool) -> None:
        group, of = (self.group.currentData(), self.of.currentData()) if keep else (None, None)
        self.group.clear()
        self.of.clear()
        self.group.addItem(translate("panels", "分けない"), (str(By.NOTHING), ""))
        self.of.addItem(translate("panels", "件数だけ"), "")
        layer = next((one for one in self._layers if one.id == self.layer_id), None)
        attributes: Sequence[Attribute] = layer.table().attributes if layer is not None else ()
        for other in self._layers:
            if other.id != self.layer_id and getattr(other.data, "areal", False):
                words = translate("panels", "「{name}」の区域ごと").format(name=other.name)
                self.group.addItem(words, (str(By.AREAS), other.id))
        for one in attributes:
            if one.kind != "list":
                self.group.addItem(said(one.label), (str(By.COLUMN), one.name))
            if one.kind in NUMERIC:
                self.of.addItem(heading(one), one.name)
        names = {one.name for one in attributes}
        first = next((name for name in FIRST if name in names), "")
        wanted = group or ((str(By.COLUMN), first) if first else (str(By.NOTHING), ""))
        places = [self.group.itemData(place) for place in range(self.group.count())]
        self.group.setCurrentIndex(
            next((k for k, one in enumerate(places) if tuple(one) == tuple(wanted)), 0)
        )
        self.of.setCurrentIndex(max(0, self.of.findData(of)))
        self._refresh()

    def _told(self) -> None:
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        by, name = self.group.currentData() or (By.NOTHING, "")
        layer = next((one for one in self._layers if one.id == self.layer_id), None)
        numeric = False
        if layer is not None and by == By.COLUMN:
            numeric = any(one.name == name and one.kind in NUMERIC for one in layer.table().attributes)
        for box, shown in (
            (self.method, numeric),
            (self.classes, numeric and self.method.currentData() != Method.STANDARD),
        ):
            box.setVisible(shown)
            self._labels[box].setVisible(shown)
