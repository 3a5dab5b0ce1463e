"""Conditions joined by 「すべて」 or 「どれか」, as lines to fill in, groups of lines, and lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from gisapp.ui.cards import button, clear, column, icon_button, label, row
from gisapp.ui.panels.conditionrow import ConditionRow
from gisapp.ui.panels.conditionvalues import fits
from gisapp.ui.words import translate
from layers.filters import AllOf, AnyOf, Condition, Filter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gisapp.tasks import TaskRunner
    from layers.base import Attribute, Table

ALL, ANY = "all", "any"
DEEPEST = 1
"""Groups within groups that have lines of their own; what is deeper is shown as text."""


def parts_of(conditions: Sequence[Filter]) -> tuple[str, tuple[Filter, ...]]:
    """Return how the conditions of a filter are joined at the top, and which they are."""
    inner = tuple(conditions)
    if len(inner) == 1 and isinstance(inner[0], AllOf | AnyOf):
        return (ANY if isinstance(inner[0], AnyOf) else ALL), inner[0].conditions
    return ALL, inner


def joined(joint: str, conditions: Sequence[Filter]) -> tuple[Filter, ...]:
    """Return the filter of a form."""
    if joint == ANY and len(conditions) > 1:
        return (AnyOf(tuple(conditions)),)
    return tuple(conditions)


class TextRow(QFrame):
    """A condition that no line can show, as text; it is changed in the field of the expression.

    Signals
    -------
    changed, removed
        As of :class:`ConditionRow`.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, condition: Filter, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._condition = condition
        inside = row(self, margin=12, space=4)
        inside.addWidget(label(words, select=True), 1)
        inside.addWidget(
            icon_button("remove", translate("panels", "この条件を消す"), self.removed.emit),
            0,
            Qt.AlignmentFlag.AlignTop,
        )

    def condition(self) -> Filter | None:
        """Return the condition."""
        return self._condition


class ConditionForm(QFrame):
    """The form of some joined conditions.

    Parameters
    ----------
    table, attributes
        The layer's table and the columns that can be asked for.
    tasks
        Reads what values there are.
    words
        Writes a condition as text.
    depth
        0 for the whole form, 1 for a group in it.

    Signals
    -------
    changed
        The conditions are others now.
    removed
        The user wants to be rid of the group.
    """

    changed = Signal()
    removed = Signal()

    def __init__(
        self,
        table: Table,
        attributes: Sequence[Attribute],
        tasks: TaskRunner,
        words: Callable[[Filter], str],
        depth: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._table, self._attributes, self._tasks = table, attributes, tasks
        self._words, self._depth = words, depth
        self.parts: list[ConditionRow | ConditionForm | TextRow] = []
        self.joint = QComboBox()
        self.joint.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.joint.setAccessibleName(translate("panels", "条件のつなぎ方"))
        self.joint.addItem(translate("panels", "すべての条件を満たす"), ALL)
        self.joint.addItem(translate("panels", "どれかの条件を満たす"), ANY)
        self.joint.currentIndexChanged.connect(lambda _: self.changed.emit())
        whole = column(self, margin=8 if depth else 0, space=8)
        if depth:
            self.setProperty("role", "card")
        self._top = QWidget()
        top = row(self._top, space=4)
        top.addWidget(self.joint, 1)
        if depth:
            top.addWidget(icon_button("remove", translate("panels", "このまとまりを消す"), self.removed.emit))
        whole.addWidget(self._top)
        self._stack: QVBoxLayout = column(space=8)
        whole.addLayout(self._stack)
        below = row(space=4)
        below.addWidget(button(translate("panels", "条件を加える"), self.add_row, role="flat"))
        if depth < DEEPEST:
            below.addWidget(button(translate("panels", "まとまりを加える"), self.add_group, role="flat"))
        below.addStretch(1)
        whole.addLayout(below)
        self._refresh()

    @property
    def rows(self) -> list[ConditionRow]:
        """The lines that stand directly in this form."""
        return [one for one in self.parts if isinstance(one, ConditionRow)]

    @property
    def complete(self) -> bool:
        """Whether every line says something."""
        return bool(self.parts) and all(one.condition() is not None for one in self.parts)

    def conditions(self) -> tuple[Filter, ...]:
        """Return the conditions as a layer keeps them; lines that are not complete are left out."""
        found = [condition for one in self.parts if (condition := one.condition()) is not None]
        return joined(str(self.joint.currentData()), found)

    def condition(self) -> Filter | None:
        """Return the conditions as one, None when there are none."""
        found = self.conditions()
        return found[0] if len(found) == 1 else AllOf(found) if found else None

    def show_conditions(self, conditions: Sequence[Filter]) -> None:
        """Show a filter; an empty one begins with one empty line."""
        joint, parts = parts_of(conditions)
        clear(self._stack)
        self.parts = []
        self.joint.blockSignals(True)
        self.joint.setCurrentIndex(self.joint.findData(joint))
        self.joint.blockSignals(False)
        for one in parts:
            self._add_part(one)
        if not parts:
            self.add_row()
        self._refresh()

    def add_row(self, condition: Condition | None = None) -> ConditionRow:
        """Add a line."""
        line = ConditionRow(self._table, self._attributes, self._tasks, condition)
        self._add(line)
        return line

    def add_group(self, group: Filter | None = None) -> ConditionForm:
        """Add a group of lines, joined the other way than this form."""
        made = ConditionForm(self._table, self._attributes, self._tasks, self._words, self._depth + 1)
        made.show_conditions(() if group is None else (group,))
        if group is None:
            other = ANY if self.joint.currentData() == ALL else ALL
            made.joint.setCurrentIndex(made.joint.findData(other))
        self._add(made)
        return made

    def _add_part(self, one: Filter) -> None:
        if isinstance(one, Condition) and fits(one, self._attributes):
            self.add_row(one)
        elif isinstance(one, AllOf | AnyOf) and self._depth < DEEPEST and len(one.conditions) > 1:
            self.add_group(one)
        else:
            self._add(TextRow(one, self._words(one)))

    def _add(self, part: ConditionRow | ConditionForm | TextRow) -> None:
        part.changed.connect(self.changed)
        part.removed.connect(lambda: self._remove(part))
        self._stack.addWidget(part)
        self.parts.append(part)
        self._refresh()
        self.changed.emit()

    def _remove(self, part: ConditionRow | ConditionForm | TextRow) -> None:
        self.parts.remove(part)
        self._stack.removeWidget(part)
        part.hide()
        part.deleteLater()
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        self._top.setVisible(len(self.parts) > 1 or self._depth > 0)
