"""How a layer is narrowed down: a form and the same as text, and at once how many features meet it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from gisapp.selecting import Mode
from gisapp.ui.cards import button, clear, column, icon_button, label, row, scrolled
from gisapp.ui.panels.conditionform import ConditionForm
from gisapp.ui.panels.expressionbox import ExpressionBox
from gisapp.ui.words import integer, said, translate
from layers import filters
from layers.filterwords import sentence
from layers.messages import QT_TRANSLATE_NOOP, Message
from layers.query.parse import parse
from layers.query.tokens import NotUnderstood
from layers.query.words import vocabulary
from layers.query.write import written
from layers.settling import asking

if TYPE_CHECKING:
    from gisapp.session import Change, Session
    from gisapp.tasks import Task, TaskRunner
    from gisapp.ui.panels.conditionrow import ConditionRow
    from layers.base import Attribute, Layer
    from layers.feedback import Feedback
    from layers.filters import Condition, Filter
    from layers.query.evaluate import Truth
    from layers.query.parse import Parsed
    from layers.query.words import Vocabulary

NARROW = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」を絞り込む")
WIDEN = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」の絞り込みを解く")
COUNTING = QT_TRANSLATE_NOOP("messages", "条件に当てはまるものを数える")

PAUSE = 150
"""Milliseconds of rest in the form after which it is counted anew."""


@dataclass(frozen=True, eq=False)
class Counted:
    """Which features meet some conditions, what the conditions are called, and the names they may use."""

    truth: Truth
    text: str
    vocabulary: Vocabulary


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
        (n,) features that meet the conditions, which the user wants to choose, and the :class:`Mode`.
    keep_asked
        The conditions, which the user wants to keep under a name.
    help_asked
        The user wants to read how expressions are written.
    """

    select_asked = Signal(object, object)
    keep_asked = Signal(object)
    help_asked = Signal()

    def __init__(
        self, session: Session, tasks: TaskRunner, layer_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = tasks
        self._layer_id = layer_id
        self._shown: object = None
        self._typing = False
        self.form: ConditionForm | None = None
        self.counted = label("", "title")
        self.unsure = label("", "warn")
        self.unsure.hide()
        self.box = ExpressionBox()
        self.box.edited.connect(self._text_edited)
        self.box.typed.connect(self._read_text)
        self.box.help_asked.connect(self.help_asked)
        self.apply = button(translate("panels", "絞り込む"), self.apply_filter, role="primary")
        self.clear = button(translate("panels", "解く"), self.clear_filter)
        self._inside = QWidget()
        self._stack: QVBoxLayout = column(self._inside, margin=12, space=8)
        whole = column(self)
        whole.addWidget(scrolled(self._inside), 1)
        whole.addWidget(self._foot())
        self._found: np.ndarray | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._count_now)
        self._unsubscribe = session.subscribe(self._follow)
        self.destroyed.connect(self._unsubscribe)
        self._show_layer()

    def _foot(self) -> QWidget:
        foot = QWidget()
        below = column(foot, margin=12, space=8)
        below.addWidget(self.box)
        below.addWidget(self.counted)
        below.addWidget(self.unsure)
        buttons = row(space=8)
        buttons.addWidget(self.apply)
        buttons.addWidget(self.clear)
        buttons.addStretch(1)
        self.select = button(translate("panels", "選ぶ"), self._select)
        self.select.setToolTip(translate("panels", "当てはまるものを選ぶ"))
        self.select.setAccessibleName(self.select.toolTip())
        buttons.addWidget(self.select)
        self.more = icon_button("more", translate("panels", "選択に加える・除くなど"), self._open_modes)
        buttons.addWidget(self.more)
        below.addLayout(buttons)
        return foot

    def close_panel(self) -> None:
        """Follow the session no more."""
        self._unsubscribe()

    @property
    def rows(self) -> list[ConditionRow]:
        """Lines that stand directly in the form."""
        return self.form.rows if self.form is not None else []

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
        return self.form.conditions() if self.form is not None else ()

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
        return self.form.add_row(condition) if self.form is not None else None

    # ---------------------------------------------------------------- showing

    def _follow(self, change: Change) -> None:
        if "layers" not in change.what:
            return
        layer = self._layer
        key = None if layer is None else (layer.data, layer.filter, layer.columns)
        if key != self._shown:
            same_columns = (
                isinstance(self._shown, tuple) and layer is not None and self._shown[2] == layer.columns
            )
            if layer is not None and same_columns and layer.filter == self.filter():
                self._shown = key
                self._refresh()
            else:
                self._show_layer()

    def _show_layer(self) -> None:
        clear(self._stack)
        self.form = None
        layer = self._layer
        self._shown = None if layer is None else (layer.data, layer.filter, layer.columns)
        self.box.setVisible(layer is not None)
        if layer is None or not self._attributes:
            self._stack.addWidget(
                label(translate("panels", "データが開いているレイヤを選ぶと、絞り込めます。"), "quiet")
            )
            self._stack.addStretch(1)
            self._refresh()
            return
        self.form = ConditionForm(layer.table(), self._attributes, self._tasks, self._words)
        self.form.show_conditions(layer.filter)
        self.form.changed.connect(self._count)
        self._stack.addWidget(self.form)
        self._stack.addStretch(1)
        self._typing = False
        self._count()

    def _words(self, condition: Filter) -> str:
        layer = self._layer
        if layer is None:
            return ""
        if isinstance(condition, filters.Condition):
            return sentence((condition,), layer.table(), said)
        return written(condition, vocabulary(layer, self._session.project.layers))

    def _refresh(self) -> None:
        layer = self._layer
        complete = self.form is not None and self.form.complete
        self.apply.setEnabled(layer is not None and complete and self.filter() != layer.filter)
        self.clear.setEnabled(layer is not None and bool(layer.filter))
        some = self._found is not None and bool(self._found.any())
        self.select.setEnabled(some)
        self.more.setEnabled(some)

    # ---------------------------------------------------------------- reading what was typed

    def _text_edited(self) -> None:
        self._typing = True  # the text stays as the user writes it, until a line of the form is changed

    def _read_text(self, text: str) -> None:
        layer = self._layer
        if layer is not None:
            self._tasks.run(
                "",
                _read,
                text,
                layer,
                self._session.project.layers,
                then=self._take_text,
                wanted=lambda: isValid(self) and self._layer is not None and self.box.text() == text,
                key=f"filter-text-{id(self)}",
            )

    def _take_text(self, found: Parsed | NotUnderstood) -> None:
        if isinstance(found, NotUnderstood):
            self.box.show_faults([found], "danger")
            return
        if self.form is None:
            return
        if found.notes:
            self.box.show_faults(found.notes, "warn")
        else:
            self.box.clear_faults()
        self.form.blockSignals(True)
        self.form.show_conditions(() if found.expression is None else filters_of(found.expression))
        self.form.blockSignals(False)
        self._refresh()
        self._pause.start()

    # ---------------------------------------------------------------- counting

    def _count(self) -> None:
        self._typing = False
        self._refresh()
        self._pause.start()

    def _count_now(self) -> None:
        layer = self._layer
        if layer is None:
            return
        conditions = self.filter()
        asked = asking(layer, self._session.project.layers, conditions)
        slow = filters.looks_at_shapes(filters.AllOf(conditions))
        self._tasks.run(
            COUNTING if slow else "",
            _counted,
            asked,
            conditions,
            self._session.project.layers,
            then=self._show_count,
            failed=self._show_failure,
            wanted=lambda: isValid(self) and self._layer is not None,
            key=f"filter-count-{id(self)}",
        )

    def _show_count(self, found: Counted) -> None:
        self._found = found.truth.holds
        total, met = len(self._found), int(np.count_nonzero(self._found))
        text = translate("panels", "{total} 件のうち {met} 件")
        self.counted.setText(text.format(total=integer(total), met=integer(met)))
        unknown = int(np.count_nonzero(found.truth.unknown))
        words = translate("panels", "値が未確認のため、当てはまるか分からないもの {count} 件")
        self.unsure.setText(words.format(count=integer(unknown)))
        self.unsure.setVisible(unknown > 0)
        self.box.use_words_of(found.vocabulary)
        if not self._typing:
            self.box.show_text(found.text)
        self._refresh()

    def _show_failure(self, task: Task) -> None:
        if isValid(self):
            self.counted.setText(str(task.message))

    def _give(self, conditions: tuple[Filter, ...]) -> None:
        layer = self._layer
        if layer is None or layer.filter == conditions:
            return
        label_ = Message(NARROW if conditions else WIDEN, {"name": layer.name})
        self._session.do(label_, self._session.project.replacing(replace(layer, filter=conditions)))

    def _select(self, mode: Mode = Mode.NEW) -> None:
        if self._found is not None:
            self.select_asked.emit(np.flatnonzero(self._found).astype(np.uint32), mode)

    def _open_modes(self) -> None:
        menu = QMenu(self)
        for mode, text in (
            (Mode.ADD, translate("panels", "選択に加える")),
            (Mode.REMOVE, translate("panels", "選択から除く")),
            (Mode.WITHIN, translate("panels", "選択の中から選ぶ")),
        ):
            menu.addAction(text, lambda mode=mode: self._select(mode))  # type: ignore[misc]
        menu.addSeparator()
        menu.addAction(
            translate("panels", "この条件に名前を付けて残す…"), lambda: self.keep_asked.emit(self.filter())
        )
        menu.exec(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        menu.deleteLater()


def filters_of(expression: Filter) -> tuple[Filter, ...]:
    """Return an expression as a layer keeps its filter."""
    return expression.conditions if isinstance(expression, filters.AllOf) else (expression,)


def _read(
    text: str, layer: Layer, layers: tuple[Layer, ...], *, feedback: Feedback
) -> Parsed | NotUnderstood:
    feedback.step()
    try:
        return parse(text, vocabulary(layer, layers))
    except NotUnderstood as error:
        return error


def _counted(
    layer: Layer, conditions: tuple[Filter, ...], layers: tuple[Layer, ...], *, feedback: Feedback
) -> Counted:
    feedback.step()
    found = filters.truth_of(layer, conditions, feedback)
    names = vocabulary(layer, layers)
    whole = conditions[0] if len(conditions) == 1 else filters.AllOf(conditions)
    return Counted(found, written(whole, names) if conditions else "", names)
