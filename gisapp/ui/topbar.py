"""The bar at the top: menu, desks, search, and the few things that are wanted all the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from gisapp.ui.cards import icon_button, row, rule
from gisapp.ui.desks import DESKS, Desk
from gisapp.ui.theme import px
from gisapp.ui.tokens import ICON, TOP_BAR
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QAction

SEARCH_WIDTH = 480
"""The search box grows to this width in unscaled pixels; the rest of the bar stays empty."""


class TopBar(QWidget):
    """The bar at the top.

    Parameters
    ----------
    menu
        What the menu button opens.
    search
        The search box.
    actions
        Shown as icons at the right end.
    desk
        Id of the desk that is chosen at first.
    """

    desk_chosen = Signal(str)

    def __init__(
        self,
        menu: QMenu,
        search: QWidget,
        actions: Iterable[QAction],
        desk: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(px(TOP_BAR))
        line = row(self, space=4)
        line.setContentsMargins(px(4), 0, px(8), 0)
        self.menu_button = icon_button("menu", translate("window", "メニュー（F10）"))
        self.menu_button.setAccessibleName(translate("window", "メニュー"))
        self.menu_button.setMenu(menu)
        self.menu_button.setShortcut(QKeySequence("F10"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        line.addWidget(self.menu_button)
        self.desks: dict[str, QToolButton] = {}
        self._add_desks(line, desk)
        divider = rule(upright=True)
        divider.setFixedHeight(px(24))
        line.addSpacing(px(8))
        line.addWidget(divider)
        line.addSpacing(px(8))
        search.setMaximumWidth(px(SEARCH_WIDTH))
        search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line.addWidget(search, 1)
        line.addStretch(0)
        for action in actions:
            line.addWidget(_button_of(action))

    def _add_desks(self, line: QHBoxLayout, chosen: str) -> None:
        group = QButtonGroup(self)
        group.setExclusive(True)
        for desk in DESKS:
            tab = self._tab(desk)
            tab.setChecked(desk.id == chosen)
            group.addButton(tab)
            line.addWidget(tab)
            self.desks[desk.id] = tab

    def _tab(self, desk: Desk) -> QToolButton:
        name = translate("window", desk.name)
        tab = QToolButton()
        tab.setText(name)
        tab.setProperty("role", "desk")
        tab.setCheckable(True)
        tab.setFixedHeight(px(TOP_BAR) - 1)
        tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tab.setToolTip(translate("window", desk.about))
        tab.setAccessibleName(translate("window", "業務: {name}").format(name=name))
        tab.clicked.connect(lambda: self.desk_chosen.emit(desk.id))
        return tab


def _button_of(action: QAction) -> QToolButton:
    made = QToolButton()
    made.setDefaultAction(action)
    made.setIconSize(QSize(px(ICON), px(ICON)))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    made.setAccessibleName(action.text().replace("&", ""))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
