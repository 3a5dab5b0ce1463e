"""Views with names in the window: to save the one of now, to go to one, to take one away."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QInputDialog, QMenu

from gisapp import savedviews
from gisapp.ui.icons import icon
from gisapp.ui.words import date_words, translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from gisapp.savedviews import SavedView
    from gisapp.ui.window import Window
    from layers.project import Camera

SAVING = QT_TRANSLATE_NOOP(CONTEXT, "視点「{name}」を保存する")
GOING = QT_TRANSLATE_NOOP(CONTEXT, "視点「{name}」のレイヤを表示する")
DROPPING = QT_TRANSLATE_NOOP(CONTEXT, "視点「{name}」を消す")


def ask_name(window: Window) -> None:
    """Ask for a name, and save the view of now under it."""
    name, accepted = QInputDialog.getText(
        window, translate("window", "今の視点に名前を付ける"), translate("window", "名前")
    )
    if accepted and name.strip():
        save(window, name)


def save(window: Window, name: str) -> None:
    """Save the view of now under a name, as a step that can be undone."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    project = savedviews.saved(window.session.project, name, window.need_view().camera, now)
    window.session.do(Message(SAVING, {"name": name.strip()}), project)


def go(window: Window, view: SavedView) -> None:
    """Look from where a view does, with the layers that it shows."""
    before = window.session.project
    project = savedviews.applied(before, view)
    shown = [one.visible for one in before.layers] != [one.visible for one in project.layers]
    if shown or project.exaggeration != before.exaggeration:
        window.session.do(Message(GOING, {"name": view.name}), project)
    window.need_view().look(view.camera, fly=True)


def drop(window: Window, view: SavedView) -> None:
    """Take a view away, as a step that can be undone."""
    project = savedviews.dropped(window.session.project, view.id)
    window.session.do(Message(DROPPING, {"name": view.name}), project)


def menu(window: Window) -> QMenu:
    """Return the list of views: each goes there, and each can be taken away."""
    made = QMenu(window)
    made.setToolTipsVisible(True)
    views = savedviews.views_of(window.session.project)
    for one in views:
        action = made.addAction(icon("zoom-to"), one.name)
        action.setToolTip(_when(one))
        action.triggered.connect(lambda _=False, one=one: window.guard(lambda: go(window, one)))
    if views:
        made.addSeparator()
        away = made.addMenu(icon("remove"), translate("window", "視点を消す"))
        for one in views:
            action = away.addAction(one.name)
            action.triggered.connect(lambda _=False, one=one: window.guard(lambda: drop(window, one)))
    return made


def show(window: Window) -> None:
    """Show the list of views below the button of the menu."""
    button = window.chrome.top.menu_button
    made = menu(window)
    made.aboutToHide.connect(made.deleteLater)
    made.popup(button.mapToGlobal(QPoint(0, button.height())))


def ask_camera(window: Window) -> tuple[bool, Camera | None]:
    """Ask from where a picture is taken: whether to go on, and None for a view that fits."""
    views = savedviews.views_of(window.session.project)
    fitting, now = translate("window", "自動（全体が入る）"), translate("window", "今の視点")
    name, accepted = QInputDialog.getItem(
        window,
        translate("window", "報告書の図"),
        translate("window", "図の視点"),
        [fitting, now, *(one.name for one in views)],
        0,
        False,
    )
    if not accepted or name == fitting:
        return accepted, None
    if name == now:
        return True, window.need_view().camera
    return True, next(one.camera for one in views if one.name == name)


def _when(view: SavedView) -> str:
    return date_words(datetime.fromisoformat(view.changed)) if view.changed else ""
