"""In which format a layer leaves the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QWidget

from gisapp.ui.cards import label
from gisapp.ui.dialogs.properties import crs_words
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.words import integer, translate
from layers.messages import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.export.formats import Format
    from layers.base import Layer


class ExportDialog(Sheet):
    """Shows the formats; `chosen` holds one after the dialog was accepted.

    Parameters
    ----------
    layer
        The layer.
    formats
        Those it can be written in.
    count
        How many features pass its filter.
    crs
        Plane rectangular system of the project.
    selected
        How many features of the layer are chosen.
    """

    def __init__(
        self,
        layer: Layer,
        formats: Sequence[Format],
        count: int,
        crs: str,
        parent: QWidget | None = None,
        selected: int = 0,
    ) -> None:
        super().__init__(translate("window", "レイヤを書き出す"), 480, parent)
        self.chosen: Format | None = None
        what = (
            translate("window", "「{name}」のうち、絞り込みを通った {count} 件を書き出します。")
            if layer.filter
            else translate("window", "「{name}」の {count} 件すべてを書き出します。")
        )
        self.content.addWidget(label(what.format(name=layer.name, count=integer(count))))
        words = translate("window", "選択した {count} 件だけを書き出す").format(count=integer(selected))
        self.only_selected = QCheckBox(words)
        self.only_selected.setVisible(selected > 0)
        self.content.addWidget(self.only_selected)
        self.content.addWidget(label(translate("window", "形式"), "heading"))
        self._formats = {one.id: one for one in formats}
        self._group = QButtonGroup(self)
        for one in formats:
            choice = QRadioButton(f"{translate(CONTEXT, one.label)}  {one.suffix}")
            choice.setObjectName(one.id)
            choice.toggled.connect(self._show_note)
            self._group.addButton(choice)
            self.content.addWidget(choice)
        self._crs = crs
        self._note = label("", "small")
        self.content.addWidget(self._note)
        self.content.addWidget(
            label(
                translate("window", "庁外に出すときは、公開してよい属性だけかどうかを先にご確認ください。"),
                "warn",
            )
        )
        self.content.addStretch(1)
        self.add_button(translate("window", "やめる"), self.reject)
        self._go = self.add_button(translate("window", "書き出す場所を選ぶ…"), self._accept, role="primary")
        first = next(iter(self._group.buttons()), None)
        if first is not None:
            first.setChecked(True)

    def choose(self, format_id: str) -> None:
        """Choose a format."""
        for choice in self._group.buttons():
            if choice.objectName() == format_id:
                choice.setChecked(True)

    def _current(self) -> Format | None:
        choice = self._group.checkedButton()
        return None if choice is None else self._formats[choice.objectName()]

    def _show_note(self) -> None:
        one = self._current()
        if one is not None:
            crs = crs_words("EPSG:6668" if one.crs == "geographic" else self._crs)
            self._note.setText(translate("window", "座標: {crs}").format(crs=crs))

    def _accept(self) -> None:
        self.chosen = self._current()
        if self.chosen is not None:
            self.accept()
