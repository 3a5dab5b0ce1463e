"""Asks where the report and the tables of a comparison are written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from gisapp import __version__
from gisapp.ui.words import translate
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from gisapp.ui.areas.comparing import Found
    from gisapp.ui.areas.desk import AreasDesk
    from layers.feedback import Feedback
    from layers.project import Project

REPORT = QT_TRANSLATE_NOOP(CONTEXT, "区域の比較の報告書を作る")
TABLES = QT_TRANSLATE_NOOP(CONTEXT, "区域の比較の表を作る")


def ask_report(desk: AreasDesk, found: Found | None) -> None:
    """Ask where the report is written, and write it."""
    _ask(desk, found, ".pdf", REPORT, write_report)


def ask_tables(desk: AreasDesk, found: Found | None) -> None:
    """Ask where the workbook is written, and write it."""
    _ask(desk, found, ".xlsx", TABLES, write_tables)


def write_report(project: Project, found: Found, path: Path, *, feedback: Feedback) -> Path:
    """Write the report; runs beside the window.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    from gisapp.desks.areas.comparesheet import compare_sheet
    from gisapp.desks.areas.decisions import decisions_of, standing
    from gisapp.paper.pdf import write_pdf
    from layers import atomicfile

    feedback.step(0, 2)
    decided, now = standing(decisions_of(project)), datetime.now().astimezone()
    sheet = compare_sheet(found.made, found.lines, decided, now, f"gisapp {__version__}")
    feedback.step(1, 2)
    atomicfile.write(path, write_pdf(sheet))
    return path


def write_tables(project: Project, found: Found, path: Path, *, feedback: Feedback) -> Path:
    """Write the workbook; runs beside the window.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    from gisapp.desks.areas.comparetables import write_xlsx
    from layers import atomicfile

    del project
    feedback.step()
    now = datetime.now().astimezone()
    atomicfile.write(path, write_xlsx(found.made, found.lines, now, f"gisapp {__version__}"))
    return path


def _ask(desk: AreasDesk, found: Found | None, suffix: str, words: str, write: Callable[..., Path]) -> None:
    if found is None:
        return
    window = desk.window
    name = translate("window", "自治会の区域の比較")
    begin = str(Path(window.work.folder(), f"{name}{suffix}"))
    title = translate("window", "保存先を選ぶ")
    chosen, _ = QFileDialog.getSaveFileName(window, title, begin, f"*{suffix}")
    if chosen:
        path = Path(chosen).with_suffix(suffix)
        desk.run(
            words,
            write,
            desk.session.project,
            found,
            path,
            then=lambda made: window.work.tell_written(str(made)),
        )
