"""Tables without coordinates: staff name data that have the same addresses or lot numbers, and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.ui import choosing
from gisapp.ui.banner import Notice
from gisapp.ui.rereading import reread
from gisapp.ui.words import sentence, translate
from layers.feedback import Severity
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gisapp.ui.window import Window
    from importers.base import ImportResult
    from layers.base import Layer
    from layers.feedback import Finding

READ = QT_TRANSLATE_NOOP("messages", "「{name}」を住所・地番で地図に置く")
FOUND = "table-no-coordinates"
"""Finding that tells that a table has no places."""
DONE = ("table-keyed", "table-keys-unmatched", "table-keys-unknown", "table-keys-missing")
"""Findings that tell what came of it."""


class KeyedTables:
    """Tells that a table has no places, and asks by which data it shall get them.

    Parameters
    ----------
    window
        Whose data they are.
    """

    def __init__(self, window: Window) -> None:
        self._window = window

    def tell(self, result: ImportResult, layers: Sequence[Layer]) -> None:
        """Say that a table has no places, and let staff name data that have them."""
        found = next((one for one in result.findings if one.code == FOUND), None)
        if found is None or not layers:
            return
        chosen = layers[0].id
        place = (translate("window", "住所・地番で地図に置く…"), lambda: self.ask(chosen))
        key = f"keys:{layers[0].source.path}"
        self._window.banner.tell(Notice(sentence(found.message), "info", actions=(place,), key=key))

    def ask(self, layer_id: str) -> None:
        """Let staff choose the other data, and read the table of a layer again with it."""
        layer = self._window.session.project.layer(layer_id)
        if layer is None:
            return
        if layer.source.importer != "tables":
            text = translate(
                "window", "「{name}」は表ではありません。住所・地番で置けるのは、座標のない表です。"
            )
            self._window.banner.tell(Notice(text.format(name=layer.name), "info", key="keys"))
            return
        chosen = choosing.keys_file(self._window, self._window.work.folder())
        if chosen is not None:
            path = layer.source.path
            options = {"keys": str(chosen), "target": self._window.session.project.crs}
            reread(
                self._window,
                path,
                layer.source.importer,
                options,
                READ,
                lambda found: self._done(path, found),
            )

    def _done(self, path: Path, findings: Sequence[Finding]) -> None:
        """Say how many rows have a place now, instead of that the table has none."""
        found = [one for one in findings if one.code in DONE]
        if found:
            warns = any(one.severity is Severity.WARNING for one in found)
            text = "\n".join(sentence(one.message) for one in found)
            self._window.banner.tell(Notice(text, "warn" if warns else "info", key=f"keys:{path}"))
