"""Asks staff where a source lies when nobody can say, and remembers what they said for its folder."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gisapp.cityplace import box_in_degrees
from gisapp.ui.banner import Notice
from gisapp.ui.words import sentence, translate

if TYPE_CHECKING:
    from pathlib import Path

    from gisapp.cityplace import Box
    from gisapp.ui.window import Window
    from importers.base import ImportResult
    from importers.located import Unlocated
    from layers.project import Project

MOST_REMEMBERED = 200
ASK = "?"
"""What an importer takes for a wish to be told what is possible (``importers.located.ASK``)."""


class Placing:
    """Brings up the question.

    Parameters
    ----------
    window
        Whose data they are.
    """

    def __init__(self, window: Window) -> None:
        self._window = window
        self._for_folder: dict[Path, str] = {}
        self._doubtful: set[Path] = set()

    def ask(self, path: Path, error: BaseException | None) -> bool:
        """Ask for the system of a source and read it with the answer; without one nothing is read.

        Parameters
        ----------
        path
            What is to be read.
        error
            Why it was not read.

        Returns
        -------
        bool
            False when that has another reason than its system.
        """
        from importers.located import Unlocated

        if not isinstance(error, Unlocated):
            return False
        self._ask(path, error)
        return True

    def _ask(self, path: Path, asked: Unlocated) -> None:
        from gisapp.ui.dialogs.place import PlaceDialog

        folder = path.parent
        settled = self._for_folder.get(folder)
        if settled:
            self._window.work.read(path, settled)
            return
        program = self._window.program
        remembered = dict(program.settings.folder_systems).get(str(folder), "")
        dialog = PlaceDialog(asked, self.known(), remembered, self._window)
        accepted, chosen, rest = bool(dialog.exec()), dialog.crs, dialog.for_folder.isChecked()
        dialog.deleteLater()
        if not accepted:
            self._doubtful.discard(path)
            return
        if rest:
            self._for_folder[folder] = chosen
        systems = {**dict(program.settings.folder_systems), str(folder): chosen}
        kept = tuple(systems.items())[-MOST_REMEMBERED:]
        program.change_settings(lambda old: replace(old, folder_systems=kept))
        self._window.work.read(path, chosen)

    def tell_doubt(self, path: Path, result: ImportResult) -> None:
        """Say that the system of a source was concluded, and let staff look at it."""
        doubt = next((one for one in result.findings if one.code == "crs-proposed"), None)
        if doubt is None:
            return
        look = (translate("window", "位置を確かめる…"), lambda: self.look_again(path))
        self._window.banner.tell(Notice(sentence(doubt.message), "warn", actions=(look,), key=f"crs:{path}"))

    def look_again(self, path: Path) -> None:
        """Ask for the system of a source that is shown already; its layers give way to the new ones."""
        self._doubtful.add(path)
        self._window.work.read(path, ASK)

    def expecting(self, path: Path, project: Project) -> Project:
        """Return the project that says where a source is expected: without the layers that are in doubt."""
        return project if path not in self._doubtful else _without(path, project)

    def without_doubtful(self, path: Path, project: Project) -> Project:
        """Return the project without the layers of a source that is read with another system."""
        if path not in self._doubtful:
            return project
        self._doubtful.discard(path)
        return _without(path, project)

    def known(self) -> list[tuple[str, Box]]:
        """Return names and extents in degrees of the layers of the project."""
        project = self._window.session.project
        found: list[tuple[str, Box]] = []
        for layer in project.layers:
            box = box_in_degrees(layer, project.crs)
            if box and not any(np.allclose(box, other, atol=0.01) for _, other in found):
                found.append((layer.name, box))
        return found[:6]


def _without(path: Path, project: Project) -> Project:
    return project.without([layer.id for layer in project.layers if layer.source.path == path.resolve()])
