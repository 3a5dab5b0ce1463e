"""What the window does about questions: statistics, kept selections, choosing by place, help."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QFileDialog, QInputDialog

from gisapp.selecting import Mode, combined, inverted, keep, shown
from gisapp.session import Selection
from gisapp.ui.pictures import write_image
from gisapp.ui.words import translate
from layers import namedsets
from layers.messages import QT_TRANSLATE_NOOP, Message
from layers.namedsets import NamedSet

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QDialog

    from gisapp.ui.panels.statistics import StatisticsPanel
    from gisapp.ui.window import Window
    from layers.base import Layer
    from layers.computed import Computed
    from layers.filters import Filter

WRITE = QT_TRANSLATE_NOOP("messages", "「{name}」を書き出す")
SELECTING = QT_TRANSLATE_NOOP("messages", "場所で選ぶ")
RECALLING = QT_TRANSLATE_NOOP("messages", "残した選択「{name}」を選ぶ")
CHANGE_COLUMNS = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」の計算した項目を変える")


class QueryWork:
    """Questions of one window.

    Parameters
    ----------
    window
        The window.
    """

    def __init__(self, window: Window) -> None:
        self._window = window

    @property
    def _layer(self) -> Layer | None:
        session = self._window.session
        found = session.project.layer(self._window.commands.current_layer() or session.selection.layer_id)
        return found if found is not None and found.data is not None else None

    # ---------------------------------------------------------------- statistics

    def statistics_panel(self) -> StatisticsPanel:
        """Return the panel of statistics."""
        from gisapp.ui.panels.statistics import StatisticsPanel

        window = self._window
        made = StatisticsPanel(window.session, window.program.tasks, self._in_view)
        made.chosen.connect(self._choose)
        made.csv_asked.connect(self._write_csv)
        made.picture_asked.connect(self._write_picture)
        return made

    def _in_view(self, layer_id: str) -> NDArray[np.uint32] | None:
        view = self._window.view
        inside = getattr(view, "inside", None)
        if view is None or inside is None:
            return None
        width, height = view.view_size
        found: NDArray[np.uint32] = inside(layer_id, (0.0, 0.0, width, height))
        return found

    def _choose(self, layer_id: str, rows: NDArray[np.uint32]) -> None:
        self._window.session.select(Selection.of(layer_id, rows))

    def _write_csv(self, lines: list[list[str]], name: str) -> None:
        from gisapp.statisticswords import write_csv

        path = self._ask_path(name, ".csv", translate("window", "CSV (*.csv)"))
        if path is not None:
            self._run(Message(WRITE, {"name": path.name}), write_csv, lines, path)

    def _write_picture(self, image: QImage, name: str) -> None:
        path = self._ask_path(name, ".png", translate("window", "画像 (*.png)"))
        if path is not None:
            self._run(Message(WRITE, {"name": path.name}), write_image, image, path)

    def _ask_path(self, name: str, suffix: str, kinds: str) -> Path | None:
        safe = "".join("_" if letter in '\\/:*?"<>|\u3000' or ord(letter) < 32 else letter for letter in name)
        begin = Path(self._window.work.folder(), f"{safe}{suffix}")
        title = translate("window", "書き出す場所を選ぶ")
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(begin), kinds)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)

    def _run(self, label: Message, work: object, *given: object) -> None:
        window = self._window
        window.program.tasks.run(
            label,
            work,  # type: ignore[arg-type]  # functions that write a file and return its path
            *given,
            then=lambda path: window.work.tell_written(str(path)),
            failed=window.work.failed,
        )

    # ---------------------------------------------------------------- choosing

    def select_all(self) -> None:
        """Choose everything of the current layer that passes its filter."""
        layer = self._layer
        if layer is not None:
            self._window.session.select(Selection.of(layer.id, shown(layer)))

    def invert(self) -> None:
        """Choose what is not chosen."""
        session = self._window.session
        layer = session.project.layer(session.selection.layer_id)
        if layer is not None and layer.data is not None:
            session.select(inverted(session.selection, layer))

    def select_by_place(self) -> None:
        """Choose features of a layer by where those that are chosen lie."""
        from gisapp.ui.dialogs.placeselect import PlaceDialog
        from layers.query.spatial import touched_by

        session = self._window.session
        source = session.project.layer(session.selection.layer_id)
        if source is None or source.data is None:
            return
        dialog = PlaceDialog(session.project.layers, source, len(session.selection), self._window)
        if _shown(dialog) and dialog.layer is not None:
            chosen = dialog.layer
            self._window.program.tasks.run(
                SELECTING,
                touched_by,
                chosen,
                source,
                session.selection.features,
                dialog.kind,
                dialog.metres,
                then=lambda rows: self._take_place(chosen, rows),
                failed=self._window.work.failed,
                key="select-by-place",
            )

    def _take_place(self, layer: Layer, rows: NDArray[np.uint32]) -> None:
        session = self._window.session
        if session.project.layer(layer.id) is not None:
            rows = np.intersect1d(rows, shown(layer))
            session.select(combined(session.selection, layer.id, rows, Mode.NEW))

    # ---------------------------------------------------------------- kept selections

    def show_kept(self) -> None:
        """Show the kept selections; keep what is chosen, choose one again, or let one go."""
        from gisapp.ui.dialogs.kept import KeptDialog

        dialog = KeptDialog(self._window.session, self._window)
        if _shown(dialog) and dialog.chosen is not None:
            self.recall(dialog.chosen)

    def recall(self, one: NamedSet) -> None:
        """Choose the features of a kept selection."""
        session = self._window.session
        layer = session.project.layer(one.layer)
        if layer is not None and layer.data is not None:
            self._window.program.tasks.run(
                Message(RECALLING, {"name": one.name}),
                namedsets.rows_of,
                one,
                _asking(layer, session.project.layers, one.conditions),
                then=lambda rows: session.select(Selection.of(layer.id, rows)),
                failed=self._window.work.failed,
                key="recall",
            )

    def keep_question(self, layer_id: str, conditions: tuple[Filter, ...]) -> None:
        """Keep a question under a name that is asked for."""
        title = translate("window", "名前を付けて残す")
        name, accepted = QInputDialog.getText(self._window, title, translate("window", "名前"))
        if accepted and name.strip() and conditions:
            keep(self._window.session, NamedSet(name.strip()[: namedsets.LONGEST], layer_id, conditions))

    # ---------------------------------------------------------------- calculated columns and help

    def show_computed(self) -> None:
        """Show the calculated columns of the current layer, and change them."""
        from gisapp.ui.dialogs.computed import ComputedDialog

        layer, session = self._layer, self._window.session
        if layer is None:
            return
        dialog = ComputedDialog(layer, session.project.layers, self._window)
        if _shown(dialog):
            self.give_columns(layer.id, dialog.columns)

    def give_columns(self, layer_id: str, columns: tuple[Computed, ...]) -> None:
        """Give a layer other calculated columns, as a step that can be undone."""
        session = self._window.session
        layer = session.project.layer(layer_id)
        if layer is not None and layer.columns != columns:
            label = Message(CHANGE_COLUMNS, {"name": layer.name})
            session.do(label, session.project.replacing(replace(layer, columns=columns)))

    def show_help(self) -> None:
        """Show how expressions are written."""
        from gisapp.ui.dialogs.expressionhelp import ExpressionHelp

        _shown(ExpressionHelp(self._window))


def _asking(layer: Layer, layers: tuple[Layer, ...], conditions: tuple[Filter, ...]) -> Layer:
    from layers.settling import asking

    return asking(layer, layers, conditions)


def _shown(dialog: QDialog) -> bool:
    accepted = bool(dialog.exec())
    dialog.deleteLater()
    return accepted
