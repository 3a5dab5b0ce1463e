"""The question before changes would be lost."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from gisapp.ui.cards import label
from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Answer(Enum):
    """What is to become of the changes."""

    SAVE = "save"
    DISCARD = "discard"
    STAY = "stay"


class UnsavedDialog(Sheet):
    """Asks what is to become of the changes; `answer` holds it afterwards."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(translate("window", "保存していない変更があります"), 420, parent)
        self.answer = Answer.STAY
        text = translate("window", "「{name}」を最後に保存してからの変更を、どうしますか。").format(name=name)
        self.content.addWidget(label(text))
        self.add_button(translate("window", "作業に戻る"), self.reject)
        self.add_button(translate("window", "保存しないで閉じる"), lambda: self._choose(Answer.DISCARD))
        save = self.add_button(
            translate("window", "保存して閉じる"), lambda: self._choose(Answer.SAVE), role="primary"
        )
        save.setFocus()

    def _choose(self, answer: Answer) -> None:
        self.answer = answer
        self.accept()


def ask(name: str, parent: QWidget | None = None) -> Answer:
    """Ask what is to become of the changes of a project."""
    dialog = UnsavedDialog(name, parent)
    dialog.exec()
    dialog.deleteLater()
    return dialog.answer
