"""The field in which an expression is read and typed, with its fault marked and examples to click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QTextEdit, QWidget

from gisapp.ui import theme
from gisapp.ui.cards import column, icon_button, label, row
from gisapp.ui.theme import px, set_role
from gisapp.ui.words import told, translate
from layers.query.examples import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.query.tokens import NotUnderstood
    from layers.query.words import Vocabulary

PAUSE = 350
"""Milliseconds of rest in typing after which the text is read."""
HEIGHT = 76


class ExpressionBox(QWidget):
    """The field.

    Signals
    -------
    edited
        The user is changing the text.
    typed
        The user changed the text and has paused; what it says now.
    help_asked
        The user wants to read how expressions are written.
    """

    edited = Signal()
    typed = Signal(str)
    help_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vocabulary: Vocabulary | None = None
        whole = column(self, space=4)
        head = row(space=0)
        head.addWidget(label(translate("panels", "式"), "heading"), 1)
        self.examples = icon_button("more", translate("panels", "例から選ぶ"), self._open_examples)
        head.addWidget(self.examples)
        head.addWidget(icon_button("help", translate("panels", "式の書き方"), self.help_asked.emit))
        whole.addLayout(head)
        self.edit = QPlainTextEdit()
        self.edit.setFixedHeight(px(HEIGHT))
        self.edit.setTabChangesFocus(True)
        self.edit.setAccessibleName(translate("panels", "条件の式"))
        self.edit.setPlaceholderText(translate("panels", "高さ > 10 かつ 用途 が 住宅, 共同住宅 のどれか"))
        whole.addWidget(self.edit)
        self.said = label("", "small")
        self.said.hide()
        whole.addWidget(self.said)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE)
        self._rest.timeout.connect(lambda: self.typed.emit(self.text()))
        self.edit.textChanged.connect(self._changed)

    def text(self) -> str:
        """Return what is written."""
        return self.edit.toPlainText()

    def show_text(self, text: str) -> None:
        """Show a text that is known to be good; while the user types, theirs stays."""
        self._rest.stop()
        if text != self.text():
            self.edit.blockSignals(True)
            self.edit.setPlainText(text)
            self.edit.blockSignals(False)
        self.clear_faults()

    def use_words_of(self, vocabulary: Vocabulary | None) -> None:
        """Take the names that examples are made of."""
        self._vocabulary = vocabulary
        self.examples.setEnabled(vocabulary is not None)

    def clear_faults(self) -> None:
        """Say nothing."""
        self.said.hide()
        self.edit.setExtraSelections([])

    def show_faults(self, faults: Sequence[NotUnderstood], role: str) -> None:
        """Say what is wrong (``danger``) or odd (``warn``), and underline where."""
        self.said.setText("\n".join(told(one) for one in faults))
        set_role(self.said, role)
        self.said.show()
        tokens = theme.look().tokens
        marks = []
        for one in faults:
            mark = QTextEdit.ExtraSelection()
            form = QTextCharFormat()
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            form.setUnderlineColor(QColor(getattr(tokens, role)))
            form.setBackground(QColor(getattr(tokens, f"{role}_soft")))
            cursor = QTextCursor(self.edit.document())
            last = max(0, self.edit.document().characterCount() - 1)
            cursor.setPosition(min(one.start, last))
            cursor.setPosition(min(one.stop, last), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, form
            marks.append(mark)
        self.edit.setExtraSelections(marks)

    def _changed(self) -> None:
        self.edit.setExtraSelections([])
        self.edited.emit()
        self._rest.start()

    def _open_examples(self) -> None:
        if self._vocabulary is None:
            return
        menu = QMenu(self)
        for text in examples(self._vocabulary):
            menu.addAction(text, lambda text=text: self._take(text))  # type: ignore[misc]
        menu.exec(self.examples.mapToGlobal(QPoint(0, self.examples.height())))
        menu.deleteLater()

    def _take(self, text: str) -> None:
        self.edit.setPlainText(text)  # which tells that it was edited
        self._rest.stop()
        self.typed.emit(text)
