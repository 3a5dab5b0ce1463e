"""Tables with a column for each time: staff see that they were put in order by time, and may change that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.ui.banner import Notice
from gisapp.ui.rereading import reread
from gisapp.ui.words import sentence, translate
from layers.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.ui.window import Window
    from importers.base import ImportResult
    from importers.tables.timeview import WideTable
    from layers.base import Layer

LOOK = QT_TRANSLATE_NOOP("messages", "「{name}」の時間の列を調べる")
READ = QT_TRANSLATE_NOOP("messages", "「{name}」の時間の列を並べ直す")
FOUND = "table-wide-times"
"""Finding that tells that columns became rows."""


class WideTables:
    """Tells that columns became rows, and asks how they shall stand.

    Parameters
    ----------
    window
        Whose data they are.
    """

    def __init__(self, window: Window) -> None:
        self._window = window

    def tell(self, result: ImportResult, layers: Sequence[Layer]) -> None:
        """Say that columns of a table became rows, and let staff look at it."""
        found = next((one for one in result.findings if one.code == FOUND), None)
        if found is None or not layers:
            return
        chosen = layers[0].id
        look = (translate("window", "並べ方を確かめる…"), lambda: self.ask(chosen))
        key = f"wide:{layers[0].source.path}"
        self._window.banner.tell(Notice(sentence(found.message), "info", actions=(look,), key=key))

    def ask(self, layer_id: str) -> None:
        """Show how the table of a layer stands in either order, and read it again in the other."""
        layer = self._window.session.project.layer(layer_id)
        if layer is None:
            return
        if layer.source.importer != "tables" or layer.data is None:
            self._tell_none(layer)
            return
        from importers.tables.timeview import wide_table

        self._window.program.tasks.run(
            Message(LOOK, {"name": layer.source.path.name}),
            wide_table,
            layer.source.path,
            dict(layer.source.options),
            then=lambda found: self._choose(layer_id, found),
            failed=self._window.work.failed,
            key="wide",
        )

    def _tell_none(self, layer: Layer) -> None:
        text = translate(
            "window",
            "「{name}」には、時間を名前にした列（0時、1時… や 平成27年、令和2年… など）がありません。",
        )
        self._window.banner.tell(Notice(text.format(name=layer.name), "info", key="wide"))

    def _choose(self, layer_id: str, found: WideTable | None) -> None:
        from gisapp.ui.dialogs.widetable import WideTableDialog

        layer = self._window.session.project.layer(layer_id)
        if layer is None:
            return
        if found is None:
            self._tell_none(layer)
            return
        if layer.extent() is None:
            text = translate("window", "「{name}」には位置がないため、時間の列は横のままにしています。")
            self._window.banner.tell(Notice(text.format(name=layer.name), "info", key="wide"))
            return
        source = layer.source
        dialog = WideTableDialog(source.path.name, found, standing(layer, found), self._window)
        accepted, chosen = bool(dialog.exec()), dialog.chosen
        dialog.deleteLater()
        if accepted:
            first, last = chosen or ("", "")
            options = {"wide": chosen is None, "first_time": first, "last_time": last}
            reread(self._window, source.path, source.importer, options, READ)


def standing(layer: Layer, table: WideTable) -> tuple[str, str] | None:
    """Return first and last of the columns that are rows of a layer, None when they stand side by side."""
    left = {one.name for one in layer.table().attributes}
    gone = [name for name in table.times if name not in left]
    return (gone[0], gone[-1]) if gone else None
