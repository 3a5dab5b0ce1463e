"""A form whose fields are those of a frozen record of the project; each is kept as soon as it was entered."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from gisapp.ui.cards import column, label
from gisapp.ui.fields import LINES, choice
from gisapp.ui.theme import px
from gisapp.ui.words import translate
from layers.messages import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QObject

PAUSE = 700
"""Milliseconds of rest before what was typed is kept."""
LONGEST_LINE, LONGEST_TEXT = 400, 4000


@dataclass(frozen=True)
class Entry:
    """What a form says about one field of a record.

    Attributes
    ----------
    name
        The field.
    words
        Above it, marked for the context ``messages``, for steps that can be undone are called so too.
    hint
        In the empty field, marked for the context ``messages``.
    help
        Below it, marked for the context ``messages``.
    long
        Whether it takes several lines.
    choices
        Values and their words (marked for the context ``messages``) where one is chosen; else empty.
    """

    name: str
    words: str
    hint: str = ""
    help: str = ""
    long: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)


class BoundForm(QWidget):
    """Fields one below the other, each under its name.

    Parameters
    ----------
    entries
        Which fields, from top to bottom.

    Attributes
    ----------
    editors
        The fields by the names of what they enter.

    Signals
    -------
    entered(Entry, str, str)
        Something was entered: the field, its new value, and a key that holds while one types on in it.
    """

    entered = Signal(object, str, str)

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._numbers = count()
        self._key = ""
        self._filling = False
        self._shown: dict[str, str] = {}
        self.entries = {one.name: one for one in entries}
        self.editors: dict[str, QWidget] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.settle)
        inside = column(self, space=8)
        for one in entries:
            editor = self._editor(one)
            editor.setAccessibleName(translate(CONTEXT, one.words))
            editor.installEventFilter(self)
            self.editors[one.name] = editor
            group = column(space=4)
            group.addWidget(label(translate(CONTEXT, one.words), "small"))
            group.addWidget(editor)
            if one.help:
                editor.setAccessibleDescription(translate(CONTEXT, one.help))
                group.addWidget(label(translate(CONTEXT, one.help), "small"))
            inside.addLayout(group)

    def _editor(self, one: Entry) -> QWidget:
        hint = translate(CONTEXT, one.hint) if one.hint else ""
        if one.choices:
            box = choice()
            for value, words in one.choices.items():
                box.addItem(translate(CONTEXT, words), value)
            box.activated.connect(partial(self._type, one.name))
            return box
        if one.long:
            text = QPlainTextEdit()
            text.setFixedHeight(px(LINES))
            text.setTabChangesFocus(True)
            text.setPlaceholderText(hint)
            text.textChanged.connect(partial(self._type, one.name))
            return text
        line = QLineEdit()
        line.setMaxLength(LONGEST_LINE)
        line.setPlaceholderText(hint)
        line.textEdited.connect(partial(self._type, one.name))
        line.editingFinished.connect(self.settle)
        return line

    def _type(self, name: str, *_: object) -> None:
        if self._filling:
            return
        if isinstance(self.editors[name], QComboBox):
            self.settle()
        else:
            self._pause.start()

    def show_record(self, record: Any) -> None:
        """Show the values of a record; what is being typed stays."""
        self._filling = True
        for name, editor in self.editors.items():
            value = str(getattr(record, name))
            if value != self._shown.get(name):
                self._shown[name] = value
                if self._read(name) != value:
                    self._write(editor, value)
        self._filling = False

    def settle(self) -> None:
        """Keep what was entered."""
        self._pause.stop()
        for name, one in self.entries.items():
            value = self._read(name)
            editor = self.editors[name]
            if isinstance(editor, QComboBox) and editor.currentIndex() < 0:
                continue  # a value that nobody offers, such as the licence of a newer version
            if name in self._shown and value != self._shown[name]:
                self._shown[name] = value
                if not self._key.startswith(f"{name} "):
                    self._key = f"{name} {next(self._numbers)}"
                self.entered.emit(one, value, self._key)

    def enter(self, name: str) -> bool:
        """Put the caret into a field; say whether there is such a field."""
        editor = self.editors.get(name)
        if editor is None:
            return False
        editor.setFocus()
        if isinstance(editor, QLineEdit):
            editor.selectAll()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what was typed when one leaves a field; typing in it again is another step."""
        if event.type() == QEvent.Type.FocusOut:
            self.settle()
            self._key = ""
        return super().eventFilter(watched, event)

    def _read(self, name: str) -> str:
        editor = self.editors[name]
        if isinstance(editor, QComboBox):
            return str(editor.currentData() or "")
        text = editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()  # type: ignore[attr-defined]
        return text.strip()[:LONGEST_TEXT]

    @staticmethod
    def _write(editor: QWidget, value: str) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(value)
        elif isinstance(editor, QLineEdit):
            editor.setText(value)
