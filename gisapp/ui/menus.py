"""The table of actions as Qt actions, with menus and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from gisapp.actions import MENUS, Action, Commands
from gisapp.ui.icons import icon
from gisapp.ui.words import sentence, translate
from layers.messages import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gisapp.session import Session


def words(text: str) -> str:
    """Return the text of an action in the language of the window."""
    return translate(CONTEXT, text)


def plain(text: str) -> str:
    """Return the text of a menu without the mark of its key, as 「ファイル」 for 「ファイル(&F)」."""
    if text.endswith(")") and "(&" in text:
        return text[: text.rindex("(&")]
    return text.replace("&", "")


def keys_shown(action: Action) -> str:
    """Return the first key of an action as the keyboard says it, empty when it has none."""
    if not action.shortcuts:
        return ""
    return QKeySequence(action.shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText)


class Menus:
    """Qt actions of one window.

    Parameters
    ----------
    actions
        The table, with the user's own keys.
    commands
        What they act on.
    owner
        The window: keys work anywhere in it.
    guard
        Runs what an action does and tells the user when it fails.
    """

    def __init__(
        self,
        actions: Iterable[Action],
        commands: Commands,
        owner: QWidget,
        guard: Callable[[Callable[[], object]], None],
    ) -> None:
        self._owner = owner
        self.table: Mapping[str, Action] = {action.id: action for action in actions}
        self.actions: dict[str, QAction] = {}
        for action in self.table.values():
            made = QAction(words(action.text), owner)
            made.setObjectName(action.id)
            made.setShortcuts([QKeySequence(key) for key in action.shortcuts])
            if action.icon:
                made.setIcon(icon(action.icon))
            made.triggered.connect(lambda _=False, action=action: guard(lambda: action.run(commands)))
            owner.addAction(made)
            self.actions[action.id] = made
        self.refresh(commands.session)

    def __getitem__(self, action_id: str) -> QAction:
        """Return the Qt action of an id."""
        return self.actions[action_id]

    def refresh(self, session: Session) -> None:
        """Bring the actions up to date with the session: what can be done now, and what undo would undo."""
        for action_id, action in self.table.items():
            made = self.actions[action_id]
            made.setEnabled(action.when(session))
            detail = action.detail(session)
            text = words(action.text) if detail is None else sentence(detail)
            made.setText(text)
            keys = keys_shown(action)
            name = text.rstrip("…")
            made.setToolTip(
                translate("window", "{name}（{keys}）").format(name=name, keys=keys) if keys else name
            )

    def remove(self) -> None:
        """Take the actions off the window."""
        for made in self.actions.values():
            self._owner.removeAction(made)
            made.deleteLater()

    def menu(self, parent: QWidget) -> QMenu:
        """Return the whole menu: a submenu for each heading of the table."""
        whole = QMenu(parent)
        whole.setToolTipsVisible(True)
        for heading in MENUS:
            rows = [action for action in self.table.values() if action.menu == heading]
            if not rows:
                continue
            part = whole.addMenu(words(heading))
            section = rows[0].section
            for action in rows:
                if action.section != section:
                    part.addSeparator()
                    section = action.section
                part.addAction(self.actions[action.id])
        return whole
