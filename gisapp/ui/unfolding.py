"""A line that unfolds what stands behind it; what it unfolds is made when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gisapp.ui.cards import column, label
from gisapp.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable


class Unfolding(QWidget):
    """A button with words, and what it unfolds.

    Parameters
    ----------
    words
        On the button.
    fill
        Puts what is unfolded into a layout, once.
    """

    def __init__(
        self,
        words: str,
        fill: Callable[[QVBoxLayout], object],
        *,
        open_: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fill = fill
        self.body: QWidget | None = None
        self._inside = column(self)
        self.head = QPushButton(words)
        self.head.setProperty("role", "fold")
        self.head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.head.clicked.connect(self.turn)
        self._inside.addWidget(self.head)
        self._show(open_=open_)

    def turn(self) -> None:
        """Unfold what is folded, and fold what is not."""
        self._show(open_=self.body is None or self.body.isHidden())

    def _show(self, *, open_: bool) -> None:
        self.head.setIcon(icon("fold" if open_ else "unfold"))
        if open_ and self.body is None:
            self.body = QWidget()
            self._fill(column(self.body, space=8))
            self._inside.addWidget(self.body)
        if self.body is not None:
            self.body.setVisible(open_)


def tag(text: str, role: str) -> QLabel:
    """Return a small label with a tint, such as the word of an answer."""
    made = label(text, role, wrap=False)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
