"""One line of the filter form: an attribute, how it is compared, and a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFrame,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QWidget,
)
from shiboken6 import isValid

from gisapp.ui.cards import column, icon_button, label, row
from gisapp.ui.panels.conditionvalues import CodeValue, number_hint, text_values, typed_number, written_number
from gisapp.ui.panels.tablemodel import heading
from gisapp.ui.panels.valuelist import ValueList
from gisapp.ui.theme import px, set_role
from gisapp.ui.words import said, translate
from layers.filters import NUMERIC, Condition, Operator, operators
from styles.figures import spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.tasks import TaskRunner
    from layers.base import Attribute, Table

FIRST = ("usage", "measured_height", "name")
"""Columns that a new line begins with, the first that is there."""


def operator_words(operator: Operator, kind: str) -> str:
    """Return how a comparison is called in the form."""
    if kind == "code":
        words = {
            Operator.IN: translate("panels", "次のどれか"),
            Operator.NOT_EQUAL: translate("panels", "次のどれでもない"),
        }
        if operator in words:
            return words[operator]
    return {
        Operator.EQUAL: translate("panels", "等しい"),
        Operator.NOT_EQUAL: translate("panels", "等しくない"),
        Operator.LESS: translate("panels", "未満"),
        Operator.AT_MOST: translate("panels", "以下"),
        Operator.GREATER: translate("panels", "より大きい"),
        Operator.AT_LEAST: translate("panels", "以上"),
        Operator.CONTAINS: translate("panels", "含む"),
        Operator.STARTS: translate("panels", "で始まる"),
        Operator.BETWEEN: translate("panels", "から…まで"),
        Operator.MISSING: translate("panels", "未確認"),
        Operator.IN: translate("panels", "次のどれか"),
    }[operator]


def offered(attribute: Attribute) -> tuple[Operator, ...]:
    """Return the comparisons that the form offers; of codes 「次のどれか」 says what 「等しい」 would."""
    found = operators(attribute)
    return tuple(one for one in found if one is not Operator.EQUAL) if attribute.kind == "code" else found


class ConditionRow(QFrame):
    """One condition.

    Parameters
    ----------
    table, attributes
        The layer's table and the columns that can be asked for.
    tasks
        Reads what values there are.
    condition
        What it begins with.

    Signals
    -------
    changed
        The condition is another one now.
    removed
        The user wants to be rid of it.
    """

    changed = Signal()
    removed = Signal()

    def __init__(
        self,
        table: Table,
        attributes: Sequence[Attribute],
        tasks: TaskRunner,
        condition: Condition | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._table = table
        self._attributes = tuple(attributes)
        self._tasks = tasks
        self._codes: tuple[str, ...] = ()
        self._values: tuple[CodeValue, ...] = ()
        self._range = ""
        self.attribute_box = QComboBox()
        self.attribute_box.setAccessibleName(translate("panels", "項目"))
        self.attribute_box.setMaxVisibleItems(20)
        self.attribute_box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._fill_attributes()
        self.operator_box = QComboBox()
        self.operator_box.setAccessibleName(translate("panels", "比べ方"))
        self.number = QLineEdit()
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.number.setAccessibleName(translate("panels", "値"))
        self.high = QLineEdit()
        self.high.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.high.setAccessibleName(translate("panels", "上の値"))
        self.until = label("〜", wrap=False)
        self.unit = label("", wrap=False)
        self.text = QLineEdit()
        self.text.setAccessibleName(translate("panels", "値"))
        self.codes = QPushButton()
        self.codes.setEnabled(False)
        self.codes.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.codes.clicked.connect(self._open_codes)
        self.hint = label("", "small")
        self._editor = QWidget()
        self._pages = QStackedLayout(self._editor)
        self._pages.setContentsMargins(0, 0, 0, 0)
        numbers = QWidget()
        line = row(numbers, space=4)
        line.addWidget(self.number, 1)
        line.addWidget(self.until)
        line.addWidget(self.high, 1)
        line.addWidget(self.unit)
        for page in (numbers, self.text, self.codes, QWidget()):
            self._pages.addWidget(page)
        self._lay_out()
        self.number.textEdited.connect(self._number_edited)
        self.number.textEdited.connect(lambda _: self.changed.emit())
        self.high.textEdited.connect(self._number_edited)
        self.high.textEdited.connect(lambda _: self.changed.emit())
        self.text.textEdited.connect(lambda _: self.changed.emit())
        self.attribute_box.currentIndexChanged.connect(lambda _: self._attribute_changed())
        self.operator_box.currentIndexChanged.connect(lambda _: self._operator_changed())
        self._begin(condition)

    @property
    def attribute(self) -> Attribute:
        """The chosen column."""
        name = self.attribute_box.currentData()
        return next(one for one in self._attributes if one.name == name)

    @property
    def operator(self) -> Operator:
        """The chosen comparison."""
        return Operator(self.operator_box.currentData())

    def condition(self) -> Condition | None:
        """Return the condition, or None while it is not complete."""
        attribute, operator = self.attribute, self.operator
        if operator is Operator.MISSING:
            return Condition(attribute.name, operator)
        if self._pages.currentWidget() is self.codes:
            return Condition(attribute.name, operator, self._codes) if self._codes else None
        if self._pages.currentWidget() is self.text:
            text = self.text.text().strip()
            return Condition(attribute.name, operator, text) if text else None
        number = typed_number(self.number.text())
        if operator is Operator.BETWEEN:
            high = typed_number(self.high.text())
            both = None if number is None or high is None else (number, high)
            return None if both is None else Condition(attribute.name, operator, both)
        return None if number is None else Condition(attribute.name, operator, number)

    # ---------------------------------------------------------------- making

    def _lay_out(self) -> None:
        inside = column(self, margin=12, space=8)
        first = row(space=4)
        first.addWidget(self.attribute_box, 1)
        remove = icon_button("remove", translate("panels", "この条件を消す"), self.removed.emit)
        first.addWidget(remove)
        inside.addLayout(first)
        second = row(space=8)
        self.operator_box.setMinimumWidth(px(112))
        second.addWidget(self.operator_box)
        second.addWidget(self._editor, 1)
        inside.addLayout(second)
        inside.addWidget(self.hint)

    def _fill_attributes(self) -> None:
        group = None
        for attribute in self._attributes:
            if attribute.group != group:
                group = attribute.group
                self.attribute_box.addItem(said(group) if group else translate("panels", "そのほか"))
                model = self.attribute_box.model()
                if isinstance(model, QStandardItemModel):
                    model.item(self.attribute_box.count() - 1).setEnabled(False)
            self.attribute_box.addItem(said(attribute.label), attribute.name)
            self.attribute_box.setItemData(
                self.attribute_box.count() - 1, heading(attribute), Qt.ItemDataRole.ToolTipRole
            )

    def _begin(self, condition: Condition | None) -> None:
        known = {one.name for one in self._attributes}
        first = next((name for name in FIRST if name in known), self._attributes[0].name)
        name = condition.attribute if condition is not None else first
        self.attribute_box.blockSignals(True)
        self.attribute_box.setCurrentIndex(max(1, self.attribute_box.findData(name)))
        self.attribute_box.blockSignals(False)
        self._fill_operators()
        if condition is None:
            self._show_editor()
            return
        operator = condition.operator
        if operator is Operator.EQUAL and self.attribute.kind == "code":
            operator = Operator.IN
        self.operator_box.blockSignals(True)
        self.operator_box.setCurrentIndex(max(0, self.operator_box.findData(str(operator))))
        self.operator_box.blockSignals(False)
        self._show_editor()
        values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
        given = [value for value in values if value is not None]
        self._codes = tuple(str(value) for value in given)
        if given:
            self.text.setText(str(given[0]))
            self.number.setText(written_number(given[0]))
            self.high.setText(written_number(given[-1]))
        self._show_codes()

    def _fill_operators(self) -> None:
        self.operator_box.blockSignals(True)
        self.operator_box.clear()
        for operator in offered(self.attribute):
            self.operator_box.addItem(operator_words(operator, self.attribute.kind), str(operator))
        self.operator_box.blockSignals(False)

    # ---------------------------------------------------------------- changing

    def _attribute_changed(self) -> None:
        self._codes, self._values = (), ()
        self.codes.setEnabled(False)
        self.number.clear()
        self.high.clear()
        self.text.clear()
        self.text.setCompleter(None)  # type: ignore[arg-type]  # Qt's way to say: none
        self._fill_operators()
        self._show_editor()
        self.changed.emit()

    def _operator_changed(self) -> None:
        self._show_editor()
        self.changed.emit()

    def _show_editor(self) -> None:
        attribute, operator = self.attribute, self.operator
        self._range = ""
        self.high.setVisible(operator is Operator.BETWEEN)
        self.until.setVisible(operator is Operator.BETWEEN)
        as_text = operator in (Operator.CONTAINS, Operator.STARTS)
        if operator is Operator.MISSING:
            self._pages.setCurrentIndex(3)
        elif not as_text and attribute.kind in NUMERIC:
            self._pages.setCurrentIndex(0)
            self.unit.setText(spaced(attribute.unit).strip("\u2009"))
        elif not as_text and attribute.kind == "code":
            self._pages.setCurrentWidget(self.codes)
            self._show_codes()
        else:
            self._pages.setCurrentWidget(self.text)
        self._number_edited()
        self._ask_values()

    def _number_edited(self) -> None:
        bad = False
        for field in (self.number, self.high):
            wrong = bool(field.text().strip()) and typed_number(field.text()) is None
            bad = bad or (wrong and not field.isHidden())
            field.setProperty("bad", wrong)
            field.style().unpolish(field)
            field.style().polish(field)
        self._say(
            translate("panels", "数字で入力してください。") if bad else self._range,
            "danger" if bad else "small",
        )

    def _say(self, words: str, role: str) -> None:
        self.hint.setText(words)
        self.hint.setVisible(bool(words))
        set_role(self.hint, role)

    # ---------------------------------------------------------------- what values there are

    def _ask_values(self) -> None:
        attribute, operator = self.attribute, self.operator
        if operator is Operator.MISSING:
            return
        work = number_hint if attribute.kind in NUMERIC else text_values
        self._tasks.run(
            "",
            work,
            self._table,
            attribute,
            then=self._take_values,
            wanted=lambda: isValid(self) and self.attribute is attribute and self.operator is operator,
            key=f"filter-values-{id(self)}",
        )

    def _take_values(self, found: str | list[str] | tuple[CodeValue, ...]) -> None:
        if isinstance(found, str):
            self._range = found
            self._number_edited()
            return
        if isinstance(found, tuple):
            self._values = found
            self.codes.setEnabled(True)
            self._show_codes()
            found = [name for _, name, _ in found]
        completer = QCompleter(self.text)
        completer.setModel(QStringListModel(found, completer))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.text.setCompleter(completer)

    def _open_codes(self) -> None:
        chooser = ValueList(self._values, self._codes, self)
        chooser.changed.connect(self._choose_codes)
        chooser.open_below(self.codes.mapToGlobal(QPoint(0, self.codes.height())), self.codes.width())

    def _choose_codes(self, codes: tuple[str, ...]) -> None:
        self._codes = tuple(codes)
        self._show_codes()
        self.changed.emit()

    def _show_codes(self) -> None:
        if not self._codes:
            self.codes.setText(translate("panels", "選ぶ…"))
            self.codes.setToolTip("")
            return
        known = {code: name for code, name, _ in self._values}
        names = [known.get(code, code) for code in self._codes]
        text = translate("panels", "、").join(names)
        long = self.codes.fontMetrics().horizontalAdvance(text) > px(84)
        if len(names) > 2 or (len(names) > 1 and long):
            text = translate("panels", "{name} ほか {count} 種").format(name=names[0], count=len(names) - 1)
        self.codes.setText(text)
        self.codes.setToolTip("\n".join(names))
