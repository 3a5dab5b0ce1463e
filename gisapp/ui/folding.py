"""Which side columns are out: what the user wants, as far as the map keeps its room.

Large letters make wide columns. Before the map gets too narrow to work with, the column that was used less
recently folds away by itself, and a rail with its button stays in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from gisapp.ui.cards import column
from gisapp.ui.theme import px
from gisapp.ui.tokens import ICON

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from gisapp.ui.chrome import Chrome
    from gisapp.ui.columns import Column
    from gisapp.ui.window import Window

ROOM = 480
"""Pixels that the map keeps: not scaled, for a map does not get better by large letters."""
RAIL = 40
"""Width of a rail in unscaled pixels."""
LEFT, RIGHT = "left", "right"


class Rail(QWidget):
    """Stands where a column was folded away, and brings it back."""

    def __init__(self, action: QAction, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "column")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(px(RAIL))
        inside = column(self, margin=4)
        self.button = QToolButton()
        self.button.setDefaultAction(action)
        self.button.setIconSize(QSize(px(ICON), px(ICON)))
        self.button.setAccessibleName(action.text())
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        inside.addWidget(self.button)
        inside.addStretch(1)


class Folding(QObject):
    """Folds the side columns of a window.

    Parameters
    ----------
    window
        Its columns.
    line
        Where the columns stand; the rails stand at its ends.
    """

    def __init__(self, window: Window, line: QHBoxLayout) -> None:
        super().__init__(window)
        self._window = window
        self._line = line
        self._wanted = {LEFT: True, RIGHT: True}
        self._recent = RIGHT
        self._alone = False
        self._rails: dict[str, Rail] = {}
        window.columns.installEventFilter(self)

    def place(self, chrome: Chrome) -> None:
        """Take the columns of a new chrome."""
        for old in self._rails.values():
            self._line.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        self._rails = {
            LEFT: Rail(chrome.menus["left-column"], "leftColumn"),
            RIGHT: Rail(chrome.menus["right-column"], "rightColumn"),
        }
        self._line.insertWidget(0, self._rails[LEFT])
        self._line.addWidget(self._rails[RIGHT])
        self.arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrange anew when the room changes."""
        if event.type() is QEvent.Type.Resize:
            self.arrange()
        return super().eventFilter(watched, event)

    def is_out(self, side: str) -> bool:
        """Say whether a column is seen."""
        return self._column(side).isVisibleTo(self._window)

    def use(self, side: str) -> None:
        """Bring a column before the other one where there is no room for both; what the user folded stays."""
        self._recent = side
        self.arrange()

    def open(self, side: str) -> None:
        """Bring a column out."""
        self._wanted[side] = True
        self.use(side)

    def toggle(self, side: str) -> None:
        """Fold a column away, or out."""
        out = self.is_out(side)
        self._wanted[side] = not out
        if out:
            self.arrange()
        else:
            self.use(side)

    def toggle_both(self) -> None:
        """Fold both columns away, or out."""
        out = self.is_out(LEFT) or self.is_out(RIGHT)
        self._wanted = {LEFT: not out, RIGHT: not out}
        self.arrange()

    def leave_alone(self, *, alone: bool) -> None:
        """Show neither columns nor rails, or again what was out before."""
        self._alone = alone
        self.arrange()

    def arrange(self) -> None:
        """Show what is wanted, as far as the map keeps its room."""
        if not self._rails:
            return
        out = {side for side, wanted in self._wanted.items() if wanted and not self._alone}
        room = self._window.columns.width() + sum(
            rail.width() for rail in self._rails.values() if rail.isVisibleTo(self._window)
        )
        needed = sum(self._column(side).width_wanted for side in out)
        if len(out) > 1 and self._window.isVisible() and room - needed < ROOM:
            out = {self._recent}
        for side in sorted(self._rails, key=out.__contains__):  # what goes makes room before what comes
            self._column(side).setVisible(side in out)
            self._rails[side].setVisible(side not in out and not self._alone)

    def _column(self, side: str) -> Column:
        chrome = self._window.chrome
        return chrome.left if side == LEFT else chrome.right
