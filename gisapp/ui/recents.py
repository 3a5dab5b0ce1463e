"""What was open lately: on the welcome page, and as a menu."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from gisapp.ui import opening
from gisapp.ui.icons import icon
from gisapp.ui.welcome import Recent
from gisapp.ui.words import date_words, shortened, translate

if TYPE_CHECKING:
    from datetime import datetime

    from gisapp.ui.window import Window


class Recents:
    """The files that were open lately.

    Parameters
    ----------
    window
        Whose program keeps them, and which opens them.
    """

    def __init__(self, window: Window) -> None:
        self._window = window
        self._program = window.program
        self._recent: list[Recent] = []

    def show(self) -> None:
        """Show them on the welcome page; whether they are still there is found out beside."""
        paths = [Path(name) for name in self._program.settings.recent]
        known = {recent.path: recent for recent in self._recent}
        self._recent = [known.get(path, Recent(path)) for path in paths]
        self._window.chrome.welcome.show_recent(self._recent)
        if paths:
            self._program.tasks.run("", opening.look_at, paths, then=self._show_looked, key="recent")

    def _show_looked(self, found: list[tuple[Path, datetime | None]]) -> None:
        self._recent = [
            Recent(path, date_words(changed) if changed else "", changed is None) for path, changed in found
        ]
        self._window.chrome.welcome.show_recent(self._recent)

    def forget(self, path: Path) -> None:
        """Take a file off the list."""
        self._program.change_settings(lambda old: old.without_recent(path))
        self.show()

    def choose(self) -> None:
        """Show them as a menu."""
        button = self._window.chrome.top.menu_button
        menu = QMenu(self._window)
        for recent in self._recent:
            name = shortened(recent.path)
            made = menu.addAction(icon("missing", "warn") if recent.missing else icon("project"), name)
            made.setEnabled(not recent.missing)
            made.triggered.connect(lambda _=False, path=recent.path: self._window.work.open_paths([path]))
        if menu.isEmpty():
            menu.addAction(translate("window", "まだありません")).setEnabled(False)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
