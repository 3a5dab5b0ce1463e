"""The form that narrows a layer down: conditions, and at once how many features meet them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget
from shiboken6 import isValid

from gisapp.ui.cards import button, card, clear, column, label, row, scrolled
from gisapp.ui.panels.conditionrow import ConditionRow
from gisapp.ui.panels.facts import said
from gisapp.ui.theme import px
from gisapp.ui.words import integer, translate
from layers import filters
from layers.filters import AllOf, AnyOf, Condition, Filter
from layers.filterwords import sentence
from layers.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.session import Change, Session
    from gisapp.tasks import TaskRunner
    from layers.base import Attribute, Layer, Table
    from layers.feedback import Feedback

NARROW = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」を絞り込む")
WIDEN = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」の絞り込みを解く")

ALL, ANY = "all", "any"
PAUSE = 150
"""Milliseconds of rest in typing after which the form counts anew."""


def simple(conditions: Sequence[Filter]) -> tuple[str, tuple[Condition, ...]] | None:
    """Return how the conditions of a filter are joined and which they are, None when it is nested."""
    joint, inner = ALL, tuple(conditions)
    if len(inner) == 1 and isinstance(inner[0], (AllOf, AnyOf)):
        joint, inner = ANY if isinstance(inner[0], AnyOf) else ALL, inner[0].conditions
    plain = tuple(one for one in inner if isinstance(one, Condition))
    return (joint, plain) if len(plain) == len(inner) else None


def joined(joint: str, conditions: Sequence[Condition]) -> tuple[Filter, ...]:
    """Return the filter of a form."""
    if joint == ANY and len(conditions) > 1:
        return (AnyOf(tuple(conditions)),)
    return tuple(conditions)


class FilterPanel(QWidget):
    """The form of one layer.

    Parameters
    ----------
    session
        Gives the layer and takes its new filter, as a step that can be undone.
    tasks
        Counts.
    layer_id
        The layer.

    Signals
    -------
    select_asked
        (n,) features that meet the conditions, which the user wants to choose.
    """

    select_asked = Signal(object)

    def __init__(
        self, session: Session, tasks: TaskRunner, layer_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._layer_id = layer_id
        self._shown: object = None
        self.rows: list[ConditionRow] = []
        self.joint = QComboBox()
        self.joint.addItem(translate("panels", "すべての条件を満たす"), ALL)
        self.joint.addItem(translate("panels", "どれかの条件を満たす"), ANY)
        self.joint.currentIndexChanged.connect(lambda _: self._count())
        self.counted = label("", "title")
        self.apply = button(translate("panels", "絞り込む"), self.apply_filter, role="primary")
        self.clear = button(translate("panels", "解く"), self.clear_filter)
        self._inside = QWidget()
        self._stack: QVBoxLayout = column(self._inside, margin=12, space=8)
        whole = column(self)
        self._top = QWidget()
        head = column(self._top)
        head.setContentsMargins(px(12), px(12), px(12), 0)
        head.addWidget(self.joint)
        whole.addWidget(self._top)
        whole.addWidget(scrolled(self._inside), 1)
        foot = QWidget()
        below = column(foot, margin=12, space=8)
        below.addWidget(self.counted)
        buttons = row(space=8)
        buttons.addWidget(self.apply)
        buttons.addWidget(self.clear)
        buttons.addStretch(1)
        self.select = button(translate("panels", "当てはまるものを選ぶ"), self._select, role="flat")
        buttons.addWidget(self.select)
        below.addLayout(buttons)
        whole.addWidget(foot)
        self._found: np.ndarray | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(lambda: self._count_filter(self.filter()))
        self._unsubscribe = session.subscribe(self._follow)
        self.destroyed.connect(self._unsubscribe)
        self._show_layer()

    def close_panel(self) -> None:
        """Follow the session no more."""
        self._unsubscribe()

    @property
    def _layer(self) -> Layer | None:
        layer = self._session.project.layer(self._layer_id)
        return layer if layer is not None and layer.data is not None else None

    @property
    def _attributes(self) -> tuple[Attribute, ...]:
        layer = self._layer
        return tuple(one for one in layer.table().attributes if one.kind != "list") if layer else ()

    def filter(self) -> tuple[Filter, ...]:
        """Return the filter that the form describes; lines that are not complete are left out."""
        conditions = [found for line in self.rows if (found := line.condition()) is not None]
        return joined(str(self.joint.currentData()), conditions)

    def apply_filter(self) -> None:
        """Give the layer the filter of the form."""
        self._give(self.filter())

    def clear_filter(self) -> None:
        """Give the layer no filter and begin anew."""
        self._give(())
        self._shown = None
        self._show_layer()

    def add_row(self, condition: Condition | None = None) -> ConditionRow | None:
        """Add a line to the form."""
        layer = self._layer
        if layer is None or not self._attributes:
            return None
        line = ConditionRow(layer.table(), self._attributes, self._tasks, condition)
        line.changed.connect(self._count)
        line.removed.connect(lambda: self._remove(line))
        self._stack.insertWidget(len(self.rows), line)
        self.rows.append(line)
        self._refresh()
        return line

    # ---------------------------------------------------------------- showing

    def _follow(self, change: Change) -> None:
        if "layers" not in change.what:
            return
        layer = self._layer
        key = None if layer is None else (layer.data, layer.filter)
        if key != self._shown:
            if layer is not None and self._shown is not None and layer.filter == self.filter():
                self._shown = key
                self._refresh()
            else:
                self._show_layer()

    def _show_layer(self) -> None:
        clear(self._stack)
        self.rows = []
        layer = self._layer
        self._shown = None if layer is None else (layer.data, layer.filter)
        if layer is None or not self._attributes:
            self._stack.addWidget(
                label(translate("panels", "データが開いているレイヤを選ぶと、絞り込めます。"), "quiet")
            )
            self._stack.addStretch(1)
            self._refresh()
            return
        form = simple(layer.filter)
        if form is None:
            self._show_nested(layer)
            return
        joint, conditions = form
        self.joint.blockSignals(True)
        self.joint.setCurrentIndex(self.joint.findData(joint))
        self.joint.blockSignals(False)
        add = button(translate("panels", "条件を加える"), self.add_row, role="flat")
        self._stack.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self._stack.addStretch(1)
        for condition in conditions:
            self.add_row(condition)
        if not conditions:
            self.add_row()
        self._refresh()
        self._count()

    def _show_nested(self, layer: Layer) -> None:
        frame, inside = card(translate("panels", "今の絞り込み"))
        words = sentence(layer.filter, layer.table(), said)
        inside.addWidget(label(words, select=True))
        note = translate(
            "panels", "条件が入れ子になっているため、この画面では変えられません。解くことはできます。"
        )
        inside.addWidget(label(note, "quiet"))
        self._stack.addWidget(frame)
        self._stack.addStretch(1)
        self._refresh()
        self._pause.stop()
        self._count_filter(layer.filter)

    def _remove(self, line: ConditionRow) -> None:
        self.rows.remove(line)
        self._stack.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._count()

    def _refresh(self) -> None:
        layer = self._layer
        self._top.setVisible(len(self.rows) > 1)
        complete = bool(self.rows) and all(line.condition() is not None for line in self.rows)
        self.apply.setEnabled(layer is not None and complete and self.filter() != layer.filter)
        self.clear.setEnabled(layer is not None and bool(layer.filter))
        self.select.setEnabled(self._found is not None and bool(self._found.any()))

    # ---------------------------------------------------------------- counting

    def _count(self) -> None:
        self._refresh()
        self._pause.start()

    def _count_filter(self, conditions: tuple[Filter, ...]) -> None:
        layer = self._layer
        if layer is None:
            return
        self._tasks.run(
            "",
            _matches,
            layer.table(),
            conditions,
            then=self._show_count,
            wanted=lambda: isValid(self) and self._layer is not None,
            key=f"filter-count-{id(self)}",
        )

    def _show_count(self, found: np.ndarray) -> None:
        self._found = found
        total, met = len(found), int(np.count_nonzero(found))
        text = translate("panels", "{total} 件のうち {met} 件")
        self.counted.setText(text.format(total=integer(total), met=integer(met)))
        self._refresh()

    def _give(self, conditions: tuple[Filter, ...]) -> None:
        layer = self._layer
        if layer is None or layer.filter == conditions:
            return
        label_ = Message(NARROW if conditions else WIDEN, {"name": layer.name})
        self._session.do(label_, self._session.project.replacing(replace(layer, filter=conditions)))

    def _select(self) -> None:
        if self._found is not None:
            self.select_asked.emit(np.flatnonzero(self._found).astype(np.uint32))


def _matches(table: Table, conditions: tuple[Filter, ...], *, feedback: Feedback) -> np.ndarray:
    feedback.step()
    return filters.matches(table, conditions)
