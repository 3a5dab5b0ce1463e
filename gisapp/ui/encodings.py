"""Texts that came in garbled: staff look at the first rows, choose, and the source is read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.ui.banner import Notice
from gisapp.ui.rereading import reread
from gisapp.ui.words import sentence, translate
from layers.messages import QT_TRANSLATE_NOOP, Message
from layers.receipts import receipt_of_layer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gisapp.ui.window import Window
    from importers.base import ImportResult
    from importers.textpreview import TextPreviews
    from layers.base import Layer

LOOK = QT_TRANSLATE_NOOP("messages", "「{name}」のはじめの行を読む")
READ = QT_TRANSLATE_NOOP("messages", "「{name}」を別の文字コードで読み直す")
DOUBTS = ("encoding-doubtful", "letters-not-readable", "encoding-contradicted", "encoding-unknown-name")
"""Findings after which staff had better look at the first rows."""


class Encodings:
    """Asks for encodings, and tells when one is doubtful.

    Parameters
    ----------
    window
        Whose data they are.
    """

    def __init__(self, window: Window) -> None:
        self._window = window

    def tell_doubt(self, result: ImportResult, layers: Sequence[Layer]) -> None:
        """Say that the texts of a source may have come in wrong, and let staff look at them."""
        doubt = next((one for one in result.findings if one.code in DOUBTS), None)
        if doubt is None or not layers:
            return
        chosen = layers[0].id
        look = (translate("window", "文字を確かめる…"), lambda: self.ask(chosen))
        key = f"encoding:{layers[0].source.path}"
        self._window.banner.tell(Notice(sentence(doubt.message), "warn", actions=(look,), key=key))

    def ask(self, layer_id: str) -> None:
        """Show the first rows of the source of a layer in each encoding, and read it again in another."""
        from importers.textpreview import has_choice, previews

        layer = self._window.session.project.layer(layer_id)
        if layer is None:
            return
        path = layer.source.path
        if not has_choice(path, layer.source.importer):
            text = translate(
                "window", "「{name}」は文字コードが決まっている形式なので、選び直す必要はありません。"
            )
            self._window.banner.tell(Notice(text.format(name=layer.name), "info", key="encoding"))
            return
        self._window.program.tasks.run(
            Message(LOOK, {"name": path.name}),
            previews,
            path,
            then=lambda found: self._choose(layer_id, found),
            failed=self._window.work.failed,
            key="encoding",
        )

    def _choose(self, layer_id: str, found: TextPreviews) -> None:
        from gisapp.ui.dialogs.encoding import EncodingDialog

        layer = self._window.session.project.layer(layer_id)
        if layer is None:
            return
        now = str(receipt_of_layer(layer).get("encoding", ""))
        dialog = EncodingDialog(layer.source.path.name, found, now, self._window)
        accepted, chosen = bool(dialog.exec()), dialog.encoding
        dialog.deleteLater()
        if accepted:
            self.read_in(layer.source.path, layer.source.importer, chosen)

    def read_in(self, path: Path, importer: str, encoding: str) -> None:
        """Read a source in an encoding; its layers take the new texts as one step that can be undone."""
        reread(self._window, path, importer, {"encoding": encoding}, READ)
