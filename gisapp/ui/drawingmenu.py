"""The menu of the chip that says how the view is drawn: what is reduced, and the user's own wish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from gisapp.ui.words import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget


def way_name(way: str) -> str:
    """Return what a way of drawing is called."""
    return {
        "auto": translate("window", "自動"),
        "fine": translate("window", "きれい"),
        "quick": translate("window", "速い"),
    }[way]


def way_hint(way: str) -> str:
    """Return what a way of drawing means."""
    return {
        "auto": translate("window", "自動（この PC に合わせる）"),
        "fine": translate("window", "きれい（細かく描く。動きは遅くなります）"),
        "quick": translate("window", "速い（粗く描く。動きがなめらかになります）"),
    }[way]


def drawing_menu(
    parent: QWidget, chosen: str, facts: Sequence[str], choose: Callable[[str], object]
) -> QMenu:
    """Return the menu.

    Parameters
    ----------
    parent
        Whose menu it is.
    chosen
        The way that is chosen now.
    facts
        What draws and what is reduced now.
    choose
        Called with the way that the user picks.
    """
    menu = QMenu(parent)
    menu.setAccessibleName(translate("window", "描き方"))
    group = QActionGroup(menu)
    for way in ("auto", "fine", "quick"):
        action = menu.addAction(way_hint(way))
        action.setCheckable(True)
        action.setChecked(way == chosen)
        action.triggered.connect(lambda _=False, one=way: choose(one))
        group.addAction(action)
    if facts:
        menu.addSeparator()
        for fact in facts:
            menu.addAction(fact).setEnabled(False)
    return menu
