"""Writing a layer to a file: which formats it can take, where to, and the work beside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from gisapp.ui.words import translate
from layers.errors import NotAllowed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.query.model import Rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gisapp.export.formats import Format
    from gisapp.ui.window import Window
    from layers.base import Layer
    from layers.feedback import Feedback

WRITE = QT_TRANSLATE_NOOP("messages", "「{name}」を書き出す")
NO_FORMAT = QT_TRANSLATE_NOOP("messages", "レイヤ「{layer}」は書き出せません。")
NO_FORMAT_HINT = QT_TRANSLATE_NOOP("messages", "データが見つからないときは、先に場所を指定し直してください。")


@dataclass(frozen=True, eq=False)
class Offer:
    """Formats that a layer can be written in, and how many features would be."""

    layer: Layer
    formats: tuple[Format, ...]
    count: int


def offer(layer: Layer, *, feedback: Feedback) -> Offer:
    """Return what can be written of a layer; for a worker thread."""
    from gisapp.export.formats import formats_for
    from layers import filters

    feedback.step()
    found = formats_for(layer)
    if not found:
        raise NotAllowed(NO_FORMAT, NO_FORMAT_HINT, values={"layer": layer.name})
    mask = filters.mask(layer)
    return Offer(layer, found, len(layer.table()) if mask is None else int(mask.sum()))


def write(layer: Layer, path: Path, *, feedback: Feedback) -> Path:
    """Write a layer; the file dialog has already asked whether an older file may go."""
    from gisapp.export import formats

    return formats.write(layer, path, feedback, overwrite=True)


def only_rows(layer: Layer, rows: NDArray[np.uint32]) -> Layer:
    """Return a layer whose filter lets some rows through and nothing else."""
    return replace(layer, filter=(Rows(rows.tobytes()),))


class Exporting:
    """Writes layers of a window's project.

    Parameters
    ----------
    window
        The window.
    """

    def __init__(self, window: Window) -> None:
        self._window = window

    def ask(self, layer_id: str) -> None:
        """Ask in which format and where to a layer is written, and write it."""
        layer = self._window.session.project.layer(layer_id)
        if layer is not None:
            self._window.program.tasks.run(
                "", offer, layer, then=self._ask, failed=self._window.work.failed, key="offer"
            )

    def _ask(self, found: Offer) -> None:
        from gisapp.ui.dialogs.export import ExportDialog

        crs, selection = self._window.session.project.crs, self._window.session.selection
        mine = len(selection) if selection.layer_id == found.layer.id else 0
        dialog = ExportDialog(found.layer, found.formats, found.count, crs, self._window, mine)
        accepted, chosen = dialog.exec(), dialog.chosen
        only = mine > 0 and dialog.only_selected.isChecked()
        dialog.deleteLater()
        if not accepted or chosen is None:
            return
        title = translate("window", "書き出す場所を選ぶ")
        begin = Path(self._window.work.folder(), f"{_safe(found.layer.name)}{chosen.suffix}")
        filters = f"{translate(CONTEXT, chosen.label)} (*{chosen.suffix})"
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(begin), filters)
        if name:
            path = Path(name)
            if not path.name.lower().endswith(chosen.suffix):
                path = path.with_name(path.name + chosen.suffix)
            self.write(only_rows(found.layer, selection.features) if only else found.layer, path)

    def write(self, layer: Layer, path: Path) -> None:
        """Write a layer to a file in the background."""
        self._window.program.tasks.run(
            Message(WRITE, {"name": layer.name}),
            write,
            layer,
            path,
            then=lambda written: self._window.work.tell_written(str(written)),
            failed=self._window.work.failed,
        )


def _safe(name: str) -> str:
    """Return a name without the signs that no file name may hold."""
    return "".join("_" if letter in '\\/:*?"<>|' or ord(letter) < 32 else letter for letter in name).strip(
        " ."
    )
