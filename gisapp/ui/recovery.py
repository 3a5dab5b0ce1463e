"""Autosave while the window stands, and the question at the start whether a crashed run is wanted back."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from gisapp.journal import Journal, Recovery, crashed_runs
from gisapp.settings import state_folder
from gisapp.ui.banner import Notice
from gisapp.ui.program import never
from gisapp.ui.words import clock_words, translate
from layers.errors import ExportFailed, ProjectFileError
from layers.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gisapp.ui.window import Window
    from layers.feedback import Feedback

LOG = logging.getLogger(__name__)

OPEN = QT_TRANSLATE_NOOP("messages", "前回の続きのデータを開く")
MOST = 3
"""Crashed runs that are offered; older ones wait for the next start."""


def runs_folder() -> Path:
    """Return the folder in which each run keeps its autosaved work."""
    return state_folder() / "runs"


def look_for_crashed(folder: Path, *, feedback: Feedback) -> tuple[Recovery, ...]:
    """Return what crashed runs left; looks at files."""
    feedback.step()
    return crashed_runs(folder)


class Recoverer:
    """Keeps the session safe, and offers what an earlier run could not save.

    Parameters
    ----------
    window
        Whose session it is; its banner asks.
    folder
        Folder of all runs.
    """

    def __init__(self, window: Window, folder: Path) -> None:
        self._window = window
        self._folder = folder
        self._held: list[Recovery] = []
        self.journal: Journal | None = None

    def start(self) -> None:
        """Begin to keep the session safe and look for crashed runs."""
        try:
            self.journal = Journal(
                self._folder,
                self._window.session,
                self._window.program.settings.autosave_seconds,
                failed=self._from_journal,
            )
            self._window.program.flush = self.journal.flush
        except OSError as error:
            LOG.warning("no autosave: %s", error)
            text = translate(
                "window",
                "自動保存ができません（{folder} に書き込めません）。こまめに保存してください。",
            ).format(folder=self._folder)
            self._window.banner.tell(Notice(text, "warn", str(error), key="autosave"))
        self._window.program.tasks.run("", look_for_crashed, self._folder, then=self._offer)

    def rescue(self) -> None:
        """Write the session aside now; something has gone wrong."""
        if self.journal is not None:
            self.journal.keep()

    def stop(self) -> None:
        """End a run that ends well."""
        for recovery in self._held:
            recovery.later()
        self._held.clear()
        if self.journal is not None:
            self._window.program.flush = never
            self.journal.close()
            self.journal = None

    def _from_journal(self, error: ExportFailed) -> None:
        self._window.program.deliver(lambda: self._window.tell_error(error))

    def _offer(self, found: tuple[Recovery, ...]) -> None:
        for recovery in found[MOST:]:
            recovery.later()
        self._held = list(found[:MOST])
        for recovery in reversed(self._held):
            summary = recovery.summary
            name = summary.path.stem if summary.path is not None else summary.name
            text = translate(
                "window",
                "前回は途中で終わりました。「{name}」を、{time} に自動保存したところから続けられます。",
            ).format(
                name=name or translate("window", "名前のないプロジェクト"), time=clock_words(summary.written)
            )
            actions = (
                (translate("window", "続きから始める"), self._then(recovery, self._restore)),
                (translate("window", "捨てる"), self._then(recovery, Recovery.discard)),
            )
            self._window.banner.tell(Notice(text, "info", actions=actions, key=f"recovery:{recovery.folder}"))

    def _then(self, recovery: Recovery, run: Callable[[Recovery], None]) -> Callable[[], None]:
        def do() -> None:
            self._held = [one for one in self._held if one is not recovery]
            run(recovery)

        return do

    def _restore(self, recovery: Recovery) -> None:
        window = self._window
        if not window.work.may_leave(lambda: self._restore(recovery)):
            self._held.append(recovery)
            return
        if self.journal is None:
            return
        try:
            findings = recovery.restore(window.session, self.journal)
        except ProjectFileError as error:
            window.tell_error(error)
            return
        window.program.clear_findings()
        window.program.add_findings(findings)
        window.work.open_missing(Message(OPEN))
