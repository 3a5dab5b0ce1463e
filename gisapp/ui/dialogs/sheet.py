"""The frame that all dialogs share: title, content, and buttons at the lower right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gisapp.ui.cards import button, column, label, row
from gisapp.ui.theme import px

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent


class Sheet(QDialog):
    """A dialog with a title, room for content, and a line of buttons.

    Parameters
    ----------
    title
        In the frame of the window and above the content.
    width
        Smallest width in unscaled pixels.
    """

    def __init__(self, title: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(px(width))
        whole = column(self, margin=24, space=16)
        whole.addWidget(label(title, "title"))
        self.content: QVBoxLayout = column(space=12)
        whole.addLayout(self.content, 1)
        self.buttons: QHBoxLayout = row(space=8)
        self.buttons.addStretch(1)
        whole.addLayout(self.buttons)

    def add_button(
        self, text: str, run: Callable[[], object], *, role: str = "", meaning: str = ""
    ) -> QPushButton:
        """Add a button at the right; the primary one answers to Enter."""
        made = button(text, run, role=role, meaning=meaning)
        made.setDefault(role == "primary")
        made.setAutoDefault(role == "primary")
        self.buttons.addWidget(made)
        return made

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the words need at this width; Qt's own guess cuts wrapped lines."""
        self.fit()
        super().showEvent(event)

    def fit(self) -> None:
        """Take the height that the content needs at the present width."""
        layout = self.layout()
        if layout is None:
            return
        width = max(self.width(), self.minimumWidth())
        needed = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else self.sizeHint().height()
        self.resize(width, max(needed, self.minimumSizeHint().height()))
