"""The city's table of regulations, taken into the project from a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from gisapp.desks.planning import projecttable
from gisapp.ui.words import translate
from layers.errors import SourceMissing
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from gisapp.ui.window import Window
    from layers.feedback import Feedback
    from layers.project import Project

TAKE = QT_TRANSLATE_NOOP(CONTEXT, "市の規制の一覧を使う")
LEAVE = QT_TRANSLATE_NOOP(CONTEXT, "国の規制の一覧に戻す")
_UNREADABLE = QT_TRANSLATE_NOOP(CONTEXT, "{file} を開けません。")
_UNREADABLE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "ファイルがあるか、ほかで使われていないか確かめてください。")
MOST_BYTES = 16 * 1024 * 1024


def ask_table(window: Window) -> None:
    """Ask for the file of a city's table, and let the project keep it."""
    title = translate("window", "市の規制の一覧を選ぶ")
    name, _ = QFileDialog.getOpenFileName(window, title, window.work.folder(), "JSON (*.json)")
    if name:
        window.program.tasks.run(
            Message(TAKE),
            content_of,
            Path(name),
            then=lambda content: window.guard(lambda: _take(window, content)),
            failed=window.work.failed,
        )


def leave_table(window: Window) -> None:
    """Use the national table again."""
    window.session.do(Message(LEAVE), projecttable.without_table(window.session.project))


def content_of(path: Path, *, feedback: Feedback) -> bytes:
    """Return the bytes of a table.

    Raises
    ------
    layers.errors.SourceMissing
        When it cannot be opened, or is too large to be one.
    """
    feedback.step()
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise _unreadable(path) from error
    if len(content) > MOST_BYTES:
        raise _unreadable(path)
    return content


def _unreadable(path: Path) -> SourceMissing:
    return SourceMissing(_UNREADABLE, _UNREADABLE_HINT, values={"file": path.name}, where=Where(str(path)))


def _take(window: Window, content: bytes) -> None:
    project: Project = window.session.project
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    window.session.do(Message(TAKE), projecttable.with_table(project, content, now))
