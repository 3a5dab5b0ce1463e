"""Staff say above what the heights of a scan are; it is read again so, and keeps that with the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.ui.dialogs.heightbase import HeightBaseDialog
from gisapp.ui.rereading import reread
from layers.errors import GisError
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.ui.window import Window

READ = QT_TRANSLATE_NOOP("messages", "「{name}」の高さの基準を変える")


def ask(window: Window, layer_id: str) -> None:
    """Show the choices for a cloud, and read it again with the chosen one as a step that can be undone."""
    from importers.geoids import geoid_of_folder

    layer = window.session.project.layer(layer_id)
    if layer is None or layer.kind != "pointcloud" or layer.data is None:
        return
    try:
        geoid = geoid_of_folder()
    except GisError as error:
        window.banner.tell_error(error)
        return
    now = str(layer.source.options.get("heights", "")) or layer.data.heights
    dialog = HeightBaseDialog(layer.name, now, geoid.name if geoid else "", window)
    accepted, chosen = bool(dialog.exec()), dialog.base
    dialog.deleteLater()
    if accepted and chosen:
        reread(window, layer.source.path, layer.source.importer, {"heights": chosen}, READ, restyle=True)
