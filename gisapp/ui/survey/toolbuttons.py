"""Buttons of the tools of the survey desk, and what is said while one of them is in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from gisapp.ui.cards import column, label
from gisapp.ui.icons import icon
from gisapp.ui.theme import px
from gisapp.ui.tokens import ICON
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gisapp.ui.survey.desk import SurveyDesk

ACROSS = 4
"""Buttons in a row."""
LEAST = 64
"""Width of a button in unscaled pixels."""


class ToolButtons(QWidget):
    """A grid of buttons, one for each tool; a second click puts the tool down.

    Parameters
    ----------
    desk
        Whose session has the tool.
    tools
        Names and hints by the id of the tool, in the language of the window.
    more
        Said below the hint of every tool.
    """

    def __init__(self, desk: SurveyDesk, tools: Mapping[str, tuple[str, str]], more: str = "") -> None:
        super().__init__()
        self._desk, self._tools, self._more = desk, tools, more
        inside = column(self, space=8)
        grid = QGridLayout()
        grid.setSpacing(px(4))
        self.buttons: dict[str, QToolButton] = {}
        for place, (tool, (name, hint)) in enumerate(tools.items()):
            made = QToolButton()
            made.setText(name)
            made.setIcon(icon(tool))
            made.setIconSize(QSize(px(ICON), px(ICON)))
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setToolTip(hint)
            made.setMinimumWidth(px(LEAST))
            made.clicked.connect(lambda _=False, tool=tool: self.use(tool))
            grid.addWidget(made, place // ACROSS, place % ACROSS)
            self.buttons[tool] = made
        grid.setColumnStretch(ACROSS, 1)
        inside.addLayout(grid)
        self.hint = label("", "small")
        inside.addWidget(self.hint)
        desk.tool_changed.connect(self.show_tool)
        self.show_tool()

    def use(self, tool: str) -> None:
        """Take a tool in hand, or put it down."""
        session = self._desk.session
        session.use_tool("select" if session.tool == tool else tool)
        self.show_tool()

    def show_tool(self) -> None:
        """Show which tool is in hand, and how it is used."""
        now = self._desk.session.tool
        for tool, one in self.buttons.items():
            one.setChecked(now == tool)
        self.hint.setVisible(now in self._tools)
        if now in self._tools:
            keys = translate("panels", "BackSpace で1点戻り、Esc でやめます。")
            self.hint.setText("\n".join(one for one in (self._tools[now][1], self._more + keys) if one))
