"""Answers leave the hazard desk: as columns of the buildings, and as tables in files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from gisapp.ui.words import sentence, translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from gisapp.desks.hazard.table import AnswerTable
    from gisapp.ui.window import Window
    from layers.feedback import Feedback

WRITING = QT_TRANSLATE_NOOP(CONTEXT, "災害の想定の表を書き出す")
KEEPING = QT_TRANSLATE_NOOP(CONTEXT, "災害の答えを建物の項目に加える")
SUFFIXES = (".csv", ".gpkg", ".parquet", ".geojson")


def keep_columns(window: Window) -> None:
    """Add the answers to the layer of buildings as columns, as a step that can be undone, and show them."""
    from gisapp.desks.hazard.layercolumns import with_answers

    study, project = window.hazard.study, window.session.project
    layer = None if study is None else project.layer(study.answers.targets.layer.id)
    if study is None or layer is None:
        return
    answers = study.answers

    def keep() -> None:
        window.session.do(Message(KEEPING), project.replacing(with_answers(layer, answers)))
        window.chrome.show_lower("table")
        window.chrome.show_lower_table(layer.id)

    window.guard(keep)


def ask_buildings(window: Window) -> None:
    """Ask where the table of all buildings is written."""
    study = window.hazard.study
    if study is not None:
        from gisapp.desks.hazard.table import table_of

        answers = study.answers
        _ask(window, translate("window", "建物ごとの災害想定"), lambda: table_of(answers, sentence))


def ask_changes(window: Window) -> None:
    """Ask where the table of changes between two hazards is written."""
    study, shown = window.hazard.study, window.hazard.shown
    if study is not None and shown is not None and shown.changes is not None:
        from gisapp.desks.hazard.changes import changes_table

        found, answers = shown.changes, study.answers
        name = translate("window", "2つの想定の違い")
        _ask(window, name, lambda: changes_table(found, answers, sentence), (".csv",))


def ask_totals(window: Window) -> None:
    """Ask where the totals by area are written."""
    study, report = window.hazard.study, window.hazard.report
    if study is not None and report is not None:
        from gisapp.desks.hazard.totals import totals_table

        answers = study.answers
        name = translate("window", "区域ごとの災害想定")
        _ask(window, name, lambda: totals_table(report, answers, sentence))


def write_table(make: Callable[[], AnswerTable], path: Path, *, feedback: Feedback) -> Path:
    """Make a table and write it; the file dialog has already asked whether an older file may go."""
    from gisapp.export.formats import write_content
    from gisapp.export.made import MadeContent

    feedback.step()
    table = make()
    feedback.step()
    content = MadeContent(
        table.layer, table.attributes, table.columns, table.geometry, table.crs, table.sources
    )
    return write_content(content, path, feedback, overwrite=True)


def _ask(
    window: Window, name: str, make: Callable[[], AnswerTable], suffixes: tuple[str, ...] = SUFFIXES
) -> None:
    title = translate("window", "表の保存先を選ぶ")
    begin = Path(window.work.folder(), f"{name}{suffixes[0]}")
    kinds = ";;".join(f"{suffix[1:].upper()} (*{suffix})" for suffix in suffixes)
    chosen, _ = QFileDialog.getSaveFileName(window, title, str(begin), kinds)
    if not chosen:
        return
    path = Path(chosen)
    if path.suffix.lower() not in suffixes:
        path = path.with_name(f"{path.name}{suffixes[0]}")
    window.program.tasks.run(
        Message(WRITING),
        write_table,
        make,
        path,
        then=lambda written: window.work.tell_written(str(written)),
        failed=window.work.failed,
    )
