"""Calculated columns of a layer: a list, and a form for the name, unit and expression of one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from gisapp.ui.cards import button, label, row
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.panels.expressionbox import ExpressionBox
from gisapp.ui.theme import px
from gisapp.ui.words import decimal, integer, translate
from layers.computed import LONGEST, MOST, Computed, free_name
from layers.query.parse import parse_value
from layers.query.tokens import NotUnderstood
from layers.query.words import vocabulary
from layers.query.write import written_value
from layers.settling import asking
from styles.figures import spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.base import Layer
    from layers.query.model import Value
    from layers.query.words import Vocabulary

LIST_HEIGHT = 112


class ComputedDialog(Sheet):
    """Shows the calculated columns; `columns` holds them after the dialog was accepted.

    Parameters
    ----------
    layer
        With its data opened.
    layers
        All layers of the project, for places in expressions.
    """

    def __init__(self, layer: Layer, layers: Sequence[Layer], parent: QWidget | None = None) -> None:
        super().__init__(translate("window", "計算した項目: {name}").format(name=layer.name), 560, parent)
        self._layer, self._layers = layer, tuple(layers)
        self.columns: tuple[Computed, ...] = layer.columns
        about = translate(
            "window", "ほかの項目から計算した値を、表・色分け・絞り込み・集計で使えるようにします。"
        )
        self.content.addWidget(label(about, "quiet"))
        self.list = QListWidget()
        self.list.setFixedHeight(px(LIST_HEIGHT))
        self.list.setAccessibleName(translate("window", "計算した項目"))
        self.list.currentRowChanged.connect(lambda _: self._show_current())
        self.content.addWidget(self.list)
        line = row(space=8)
        line.addWidget(button(translate("window", "新しい項目"), self._begin, role="flat"))
        self.remove = button(
            translate("window", "この項目を消す"), self._remove, role="flat", meaning="remove"
        )
        line.addWidget(self.remove)
        line.addStretch(1)
        self.content.addLayout(line)
        self.name, self.unit = QLineEdit(), QLineEdit()
        self.name.setPlaceholderText(translate("window", "例: 階高"))
        self.name.setMaxLength(LONGEST)
        self.unit.setMaxLength(LONGEST)
        self.unit.setFixedWidth(px(96))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(8))
        for place, (words, field) in enumerate(
            ((translate("window", "名前"), self.name), (translate("window", "単位"), self.unit))
        ):
            field.setAccessibleName(words)
            grid.addWidget(label(words, wrap=False), 0, 2 * place)
            grid.addWidget(field, 0, 2 * place + 1)
        grid.setColumnStretch(1, 1)
        self.content.addLayout(grid)
        self.box = ExpressionBox()
        self.box.edit.setPlaceholderText(translate("window", "計測高さ ÷ 地上階数"))
        self.box.examples.hide()
        self.box.typed.connect(lambda _: self._try())
        self.box.help_asked.connect(self._help)
        self.content.addWidget(self.box)
        self.outcome = label("", "quiet")
        self.content.addWidget(self.outcome)
        self.add_button(translate("window", "やめる"), self.reject)
        self.add_button(translate("window", "この項目にする"), self._finish, role="primary")
        self._fill(len(self.columns) - 1)

    @property
    def _current(self) -> int:
        return self.list.currentRow()

    def _fill(self, current: int) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for one in self.columns:
            QListWidgetItem(
                f"{one.label}{translate('window', '（{unit}）').format(unit=one.unit) if one.unit else ''}",
                self.list,
            )
        self.list.setCurrentRow(current)
        self.list.blockSignals(False)
        self._show_current()

    def _show_current(self) -> None:
        place = self._current
        one = self.columns[place] if 0 <= place < len(self.columns) else None
        self.remove.setEnabled(one is not None)
        self.name.setText(one.label if one is not None else "")
        self.unit.setText(one.unit if one is not None else "")
        self.box.show_text(written_value(one.value, self._words(place)) if one is not None else "")
        self.outcome.setText("")
        if one is not None:
            self._try()

    def _words(self, place: int) -> Vocabulary:
        before = self.columns[:place] if 0 <= place < len(self.columns) else self.columns
        return vocabulary(replace(self._layer, columns=before), self._layers)

    def _begin(self) -> None:
        if not self._keep(told=bool(self.name.text().strip())):
            return
        self.list.setCurrentRow(-1)
        self._show_current()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        place = self._current
        self.columns = self.columns[:place] + self.columns[place + 1 :]
        self._fill(min(place, len(self.columns) - 1))

    def _value(self) -> Value | None:
        try:
            found = parse_value(self.box.text(), self._words(self._current))
        except NotUnderstood as error:
            self.box.show_faults([error], "danger")
            self.outcome.setText("")
            return None
        self.box.clear_faults()
        return found

    def _try(self) -> None:
        """Say what comes out: how many values, from where to where, and how many stay unknown."""
        value = self._value()
        if value is None:
            return
        trial = Computed(free_name(self._layer), "?", "", value)
        place = self._current
        before = self.columns[:place] if 0 <= place < len(self.columns) else self.columns
        layer = asking(replace(self._layer, columns=(*before, trial)), self._layers, ())
        numbers = layer.table().numbers(trial.name)
        known = numbers[~np.isnan(numbers)]
        if not len(known):
            self.outcome.setText(translate("window", "どれも値が未確認になります。"))
            return
        unit = spaced(self.unit.text().strip())
        words = translate("window", "{low}〜{high}、真ん中の値 {middle}　未確認 {missing} 件")
        self.outcome.setText(
            words.format(
                low=decimal(float(known.min())),
                high=decimal(float(known.max())) + unit,
                middle=decimal(float(np.median(known))) + unit,
                missing=integer(len(numbers) - len(known)),
            )
        )

    def _keep(self, *, told: bool = True) -> bool:
        """Put what is in the form into the list; return whether that could be done."""
        name, place = self.name.text().strip(), self._current
        if not name and not self.box.text().strip():
            return True
        value = self._value()
        others = [one.label for k, one in enumerate(self.columns) if k != place]
        others += [
            one.label
            for one in self._layer.table().attributes
            if one not in [c.attribute for c in self.columns]
        ]
        if not name or name in others:
            text = translate("window", "この名前の項目はもうあります。別の名前にしてください。")
            if not name:
                text = translate("window", "項目の名前を入れてください。")
            self.outcome.setText(text if told or not name else "")
            return False
        if value is None:
            return False
        if 0 <= place < len(self.columns):
            changed = replace(self.columns[place], label=name, unit=self.unit.text().strip(), value=value)
            self.columns = (*self.columns[:place], changed, *self.columns[place + 1 :])
        elif len(self.columns) < MOST:
            new = free_name(replace(self._layer, columns=self.columns))
            self.columns = (*self.columns, Computed(new, name, self.unit.text().strip(), value))
        self._fill(place if place >= 0 else len(self.columns) - 1)
        return True

    def _finish(self) -> None:
        if self._keep():
            self.accept()

    def _help(self) -> None:
        from gisapp.ui.dialogs.expressionhelp import ExpressionHelp

        dialog = ExpressionHelp(self)
        dialog.exec()
        dialog.deleteLater()
