"""The data of a project as a whole: what proves them, what staff know of them, whether they changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from gisapp import reading
from gisapp.catalogue import catalogue, changed
from gisapp.cityplace import place_of
from gisapp.ui.banner import Notice
from gisapp.ui.passwords import ask_password
from gisapp.ui.words import integer, translate
from layers.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gisapp.catalogue import Entry
    from gisapp.tasks import Task
    from gisapp.ui.panels.catalogue import CataloguePanel
    from gisapp.ui.window import Window
    from layers.base import Layer
    from layers.feedback import Feedback, Finding
    from layers.project import Project

STATE = QT_TRANSLATE_NOOP("messages", "「{name}」の出典・利用条件・時点を改める")
AGAIN = QT_TRANSLATE_NOOP("messages", "「{name}」を読み直す")
LOOK_MILLISECONDS = 60_000
"""Sources are looked at this often: a question to the disk for each, in the background."""


class DataWork(QObject):
    """Shows receipts and the catalogue, and watches the sources.

    Parameters
    ----------
    window
        Whose project it is.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._told: tuple[Path, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    def show_receipt(self, layer_id: str) -> None:
        """Show what proves the import of a layer."""
        from gisapp.ui.dialogs.receipt import ReceiptDialog

        layer = self._window.session.project.layer(layer_id)
        if layer is not None:
            dialog = ReceiptDialog(layer, self._window.work.folder(), self._window)
            dialog.exec()
            dialog.deleteLater()

    def panel(self) -> CataloguePanel:
        """Return the list of data, tied to what the window can do."""
        from gisapp.ui.panels.catalogue import CataloguePanel

        made = CataloguePanel(self._window.session, self._window.program.tasks)
        made.layer_asked.connect(self._go_to)
        made.receipt_asked.connect(self.show_receipt)
        made.edited.connect(self.state)
        made.read_again.connect(self.read_again)
        made.repoint_asked.connect(lambda: self._window.guard(self._window.work.repoint))
        return made

    def state(self, layer_id: str, name: str, text: str) -> None:
        """Write down what staff know: ``date``, ``credit`` or ``licence`` of a layer's data."""
        project = self._window.session.project
        layer = project.layer(layer_id)
        if layer is not None:
            said: dict[str, Any] = {name: text}
            source = replace(layer.source, **said)
            self._window.session.do(
                Message(STATE, {"name": layer.name}), project.replacing(replace(layer, source=source))
            )

    def look(self) -> None:
        """Look whether sources changed, and offer to read them again; what was offered once is not again."""
        project = self._window.session.project
        if project.layers and not self._window.work.opening():
            self._window.program.tasks.run("", catalogue, project, key="watch", then=self._looked)

    def _looked(self, entries: Sequence[Entry]) -> None:
        paths = changed(entries)
        new = [path for path in paths if path not in self._told]
        self._told = paths
        if not new:
            return
        names = translate("window", "、").join(path.name for path in new[:3])
        text = translate(
            "window", "{count} 件のデータが、読み込んだ後に更新されています（{names}）。"
        ).format(count=integer(len(new)), names=names)
        again = (translate("window", "読み直す"), lambda: self.read_again(new))
        self._window.banner.tell(Notice(text, "info", actions=(again,), key="changed"))

    def read_again(self, paths: Sequence[Path]) -> None:
        """Read sources again; layers keep their look, and undo does not bring the old data back."""
        for path in paths:
            layers = [one for one in self._window.session.project.layers if one.source.path == path]
            if layers:
                self._window.program.tasks.run(
                    Message(AGAIN, {"name": path.name}),
                    _read,
                    layers,
                    self._window.session.project,
                    then=self._take,
                    failed=lambda task, path=path: self._not_read(path, task),  # type: ignore[misc]
                )

    def _not_read(self, path: Path, task: Task) -> None:
        if not ask_password(self._window, task, lambda: self.read_again([path])):
            self._window.work.failed(task)

    def _take(self, found: tuple[list[Layer], list[Finding]]) -> None:
        layers, findings = found
        by_id = {layer.id: layer for layer in layers}
        session = self._window.session
        for layer_id, new in by_id.items():
            now = session.project.layer(layer_id)
            if now is not None:
                fresh = replace(now, data=new.data, crs=new.crs, source=new.source)
                session.amend(lambda project, fresh=fresh: project.replacing(fresh))  # type: ignore[misc]
        self._window.program.add_findings(findings, layers[0].id if layers else "")
        self._told = tuple(path for path in self._told if path not in {one.source.path for one in layers})

    def _go_to(self, layer_id: str) -> None:
        self._window.chrome.layers.tree.choose(layer_id)
        self._window.commands.zoom_to_layer()


def _read(
    layers: Sequence[Layer], project: Project, *, feedback: Feedback
) -> tuple[list[Layer], list[Finding]]:
    """Read the source of some layers again and return them with their new data.

    A source is asked once for all layers that were read in the same way.
    """
    findings: list[Finding] = []
    found: list[Layer] = []
    asked: set[str] = set()
    place = place_of(project)
    for layer in layers:
        way = repr(sorted(layer.source.options.items()))
        first = way not in asked
        told = findings if first else []
        found.append(reading.read_again(layer, feedback, told, again=first, place=place))
        asked.add(way)
    return found, findings
