"""Answer sheets of a window: asked for in a dialog, made in the background, kept in the project, written."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from gisapp import __version__
from gisapp.ui.words import plane_position, translate
from layers import atomicfile
from layers.errors import GisError
from layers.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from gisapp.desks.planning.asked import Asked
    from gisapp.desks.planning.regulationtable import RegulationTable
    from gisapp.desks.planning.study import Built, Study
    from gisapp.paper.document import Document
    from gisapp.ui.dialogs.answersheets import Wish
    from gisapp.ui.window import Window
    from layers.feedback import Feedback
    from layers.project import Project

    Tell = Callable[[Feedback], Asked]

MAKE = QT_TRANSLATE_NOOP("messages", "調査票を作る（{place}）")
KEEP = QT_TRANSLATE_NOOP("messages", "調査票を残す（{place}）")
WRITE = QT_TRANSLATE_NOOP("messages", "調査票を書き出す（{place}）")


def told(study: Study, made: Built | None, words: str, feedback: Feedback) -> Asked:
    """Return what the sheet of a study tells, the volume worked out where it is not there yet.

    `words` name the place: a point has no name of its own.
    """
    from gisapp.desks.planning.study import built, for_sheet

    if made is None and study.site is not None:
        made = built(study.site, study.entries.wish, feedback=feedback)
    return replace(for_sheet(study, made, feedback=feedback), words=words)


def place_words(study: Study) -> str:
    """Return the position of a place that has no name."""
    middle = study.place.area.centroid
    return plane_position(study.crs, middle.x, middle.y)


def made(project: Project, tell: Tell, table: RegulationTable, wish: Wish, *, feedback: Feedback) -> Document:
    """Return a sheet; for a worker thread, so its picture is drawn without OpenGL."""
    from gisapp import sheets
    from gisapp.desks.planning.answersheet import Given
    from gisapp.desks.planning.sheettemplate import SheetTemplate, read_template

    feedback.step()
    template = SheetTemplate() if wish.template is None else read_template(wish.template)
    now = datetime.now().astimezone()
    given = Given(now, f"gisapp {__version__}", template, wish.paper, wish.receipt)
    found = sheets.make(project, tell(feedback), table, given, simple=True)
    feedback.step()
    return found


def write(document: Document, path: Path, *, feedback: Feedback) -> Path:
    """Write a sheet; the file dialog has already asked whether an older file may go."""
    from gisapp.paper.written import written

    feedback.step()
    atomicfile.write(path, written(document, path.suffix.lower()))
    return path


class SheetWork:
    """Makes, keeps and writes the answer sheets of a window.

    Parameters
    ----------
    window
        The window.
    """

    def __init__(self, window: Window) -> None:
        self._window = window
        self._template: Path | None = None

    def ask(self) -> None:
        """Show earlier sheets, and make one of what is studied at the counter now."""
        from gisapp import sheets
        from gisapp.ui.dialogs.answersheets import AnswerSheetsDialog

        desk, session = self._window.planning, self._window.session
        study, built = desk.study, desk.built
        words = "" if study is None else study.place.words or place_words(study)
        dialog = AnswerSheetsDialog(session, words, self._template, self._window)
        accepted, wish, chosen = dialog.exec(), dialog.wish, dialog.chosen
        dialog.deleteLater()
        if not accepted:
            return
        if chosen:
            try:
                self.save(sheets.again(session.project, chosen))
            except GisError as error:
                self._window.tell_error(error)
        elif wish is not None and study is not None:
            self._template = wish.template
            self.make(words, lambda feedback: told(study, built, words, feedback), desk.table, wish)

    def make(self, words: str, tell: Tell, table: RegulationTable, wish: Wish) -> None:
        """Make a sheet of a place in the background, keep it, and ask where to write it."""
        self._window.program.tasks.run(
            Message(MAKE, {"place": words}),
            made,
            self._window.session.project,
            tell,
            table,
            wish,
            then=lambda found: self._keep(found, wish.receipt),
            failed=self._window.work.failed,
        )

    def _keep(self, document: Document, receipt: str) -> None:
        from gisapp import sheets

        session = self._window.session
        project, _ = sheets.keep(session.project, document, receipt)
        session.do(Message(KEEP, {"place": document.subject}), project)
        self.save(document)

    def save(self, document: Document) -> None:
        """Ask where a sheet is written, and write it in the background."""
        from gisapp.paper.written import SUFFIXES

        title = translate("window", "調査票を書き出す場所を選ぶ")
        begin = Path(self._window.work.folder(), f"{translate('window', '調査票')}_{document.mark}.pdf")
        kinds = "PDF (*.pdf);;HTML (*.html);;JSON (*.json)"
        name, kind = QFileDialog.getSaveFileName(self._window, title, str(begin), kinds)
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() not in SUFFIXES:
            suffixes = re.findall(r"\*(\.\w+)", kind) or [".pdf"]
            path = path.with_name(path.name + suffixes[0])
        self._window.program.tasks.run(
            Message(WRITE, {"place": document.subject}),
            write,
            document,
            path,
            then=lambda there: self._window.work.tell_written(str(there)),
            failed=self._window.work.failed,
        )
