"""Forms made from the fields of a dataclass: label, unit, range and help are data, not code."""

from __future__ import annotations

from dataclasses import Field, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from gisapp.ui.cards import icon_button, label, row
from gisapp.ui.theme import px
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Value = TypeVar("Value")

LABELS = 168
FIELD = 32
"""Width of the column of labels and height of a field in unscaled pixels: forms below each other line up."""


@dataclass(frozen=True)
class Words:
    """What a form says about one field, in the language of the window.

    Attributes
    ----------
    label
        Name of the field.
    help
        A sentence below it, empty for none.
    unit
        Behind the figure.
    choices
        What each choice is called.
    kind
        ``percent`` shows a factor as per cent, ``folder`` lets the user choose a folder.
    """

    label: str
    help: str = ""
    unit: str = ""
    choices: Mapping[Any, str] = field(default_factory=dict)
    kind: str = ""


class Form(QWidget, Generic[Value]):
    """A form for some fields of a frozen dataclass.

    Parameters
    ----------
    value
        What it begins with.
    words
        Fields to show, in this order, and what is said about them.
    """

    def __init__(self, value: Value, words: Mapping[str, Words], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = value
        self._readers: dict[str, Callable[[], object]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        grid.setColumnMinimumWidth(0, px(LABELS))
        grid.setColumnStretch(1, 1)
        known: dict[str, Field[Any]] = {one.name: one for one in fields(value)}  # type: ignore[arg-type]
        for name, said in words.items():
            editor = self._editor(known[name], getattr(value, name), said)
            editor.setObjectName(name)
            line = grid.rowCount()
            if isinstance(editor, QCheckBox):
                editor.setText(said.label)
                grid.addWidget(editor, line, 0, 1, 2)
            else:
                editor.setAccessibleName(said.label)
                editor.setMinimumHeight(px(FIELD))
                name_label = label(said.label)
                name_label.setFixedWidth(px(LABELS))
                grid.addWidget(name_label, line, 0)
                if isinstance(editor, (QComboBox, QSpinBox, QDoubleSpinBox)):
                    grid.addWidget(editor, line, 1, Qt.AlignmentFlag.AlignLeft)
                else:
                    grid.addWidget(editor, line, 1)
            if said.help:
                editor.setAccessibleDescription(said.help)
                advice = label(said.help, "small")
                advice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
                grid.addWidget(advice, line + 1, 1)

    def value(self) -> Value:
        """Return the dataclass with what was entered."""
        return replace(self._value, **{name: read() for name, read in self._readers.items()})  # type: ignore[type-var]

    def _editor(self, one: Field[Any], value: object, said: Words) -> QWidget:
        name = one.name
        if "choices" in one.metadata:
            return self._choice(name, value, one.metadata["choices"], said)
        if isinstance(value, bool):
            box = QCheckBox()
            box.setChecked(value)
            self._readers[name] = box.isChecked
            return box
        if isinstance(value, (int, float)):
            low, high = one.metadata.get("range", (0, 1_000_000))
            return self._figure(name, value, (low, high), said)
        if said.kind == "folder":
            return self._folder(name, str(value))
        line = QLineEdit(str(value))
        self._readers[name] = line.text
        return line

    def _choice(self, name: str, value: object, choices: tuple[object, ...], said: Words) -> QWidget:
        box = QComboBox()
        for choice in choices:
            box.addItem(said.choices.get(choice, str(choice)), choice)
        box.setCurrentIndex(box.findData(value))
        box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._readers[name] = box.currentData
        return box

    def _figure(self, name: str, value: float, limits: tuple[float, float], said: Words) -> QWidget:
        whole = isinstance(value, int) or said.kind == "percent"
        box: QSpinBox | QDoubleSpinBox
        if whole:
            factor = 100 if said.kind == "percent" else 1
            box = QSpinBox()
            box.setRange(round(limits[0] * factor), round(limits[1] * factor))
            box.setValue(round(value * factor))
            box.setSingleStep(5 if factor > 1 else 1)
            spin = box
            self._readers[name] = (lambda: spin.value() / 100) if factor > 1 else box.value
        else:
            box = QDoubleSpinBox()
            box.setDecimals(1)
            box.setRange(*limits)
            box.setValue(value)
            self._readers[name] = box.value
        box.lineEdit().setTextMargins(px(6), 0, 0, 0)  # a style sheet cannot reach inside
        if said.unit:
            box.setSuffix(f"\u2009{said.unit}")
        box.setMinimumWidth(px(112))
        box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return box

    def _folder(self, name: str, value: str) -> QWidget:
        holder = QWidget()
        across = row(holder, space=4)
        line = QLineEdit(value)
        line.setPlaceholderText(translate("window", "いつもの場所"))
        line.setClearButtonEnabled(True)

        def choose() -> None:
            chosen = QFileDialog.getExistingDirectory(
                self, translate("window", "フォルダを選ぶ"), line.text()
            )
            if chosen:
                line.setText(chosen)

        across.addWidget(line, 1)
        pick = icon_button("open", translate("window", "フォルダを選ぶ"), choose)
        pick.setIconSize(QSize(px(20), px(20)))
        across.addWidget(pick)
        holder.setFocusProxy(line)
        self._readers[name] = lambda: line.text().strip()
        return holder
