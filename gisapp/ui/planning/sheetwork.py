"""Writes the answer sheet of what is studied in the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from gisapp import __version__
from gisapp.ui.words import plane_position, translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from gisapp.desks.planning.answersheet import Asked
    from gisapp.desks.planning.regulationtable import RegulationTable
    from gisapp.ui.window import Window
    from layers.feedback import Feedback
    from layers.project import Project

MAKING = QT_TRANSLATE_NOOP(CONTEXT, "調査票を作る")


def ask_sheet(window: Window) -> None:
    """Ask where the sheet is written, and write it in the background."""
    from gisapp.desks.planning.study import for_sheet
    from gisapp.paper.written import SUFFIXES

    desk = window.planning
    if desk.study is None:
        return
    asked = for_sheet(desk.study, desk.built)
    if not asked.words:
        middle = asked.place.centroid
        asked = replace(asked, words=plane_position(desk.study.crs, middle.x, middle.y))
    title = translate("window", "調査票の保存先を選ぶ")
    begin = Path(window.work.folder(), f"{translate('window', '調査票')}.pdf")
    filters = ";;".join(f"{suffix[1:].upper()} (*{suffix})" for suffix in SUFFIXES)
    name, _ = QFileDialog.getSaveFileName(window, title, str(begin), filters)
    if not name:
        return
    path = Path(name)
    if path.suffix.lower() not in SUFFIXES:
        path = path.with_name(f"{path.name}.pdf")
    window.program.tasks.run(
        Message(MAKING),
        write_sheet,
        asked,
        window.session.project,
        desk.table,
        path,
        then=lambda written: window.work.tell_written(str(written)),
        failed=window.work.failed,
    )


def write_sheet(
    asked: Asked, project: Project, table: RegulationTable, path: Path, *, feedback: Feedback
) -> Path:
    """Make the sheet and write it."""
    from gisapp.desks.planning.answersheet import sheet
    from gisapp.paper.written import written
    from layers import atomicfile

    feedback.step()
    made = sheet(asked, project.layers, table, datetime.now().astimezone(), f"gisapp {__version__}")
    feedback.step()
    atomicfile.write(path, written(made, path.suffix.lower()))
    return path
