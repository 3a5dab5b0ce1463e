"""Opening, reading, saving and leaving projects: what the window does with files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from gisapp import reading
from gisapp.ui import choosing, opening
from gisapp.ui.banner import Notice
from gisapp.ui.dialogs.unsaved import Answer, ask
from gisapp.ui.encodings import Encodings
from gisapp.ui.exporting import Exporting
from gisapp.ui.finishing import Finishing
from gisapp.ui.keyedtables import KeyedTables
from gisapp.ui.leftout import tell_left_out
from gisapp.ui.passwords import ask_password
from gisapp.ui.pictures import Pictures
from gisapp.ui.placing import Placing
from gisapp.ui.program import Found
from gisapp.ui.recents import Recents
from gisapp.ui.sample import sample_town
from gisapp.ui.widetables import WideTables
from gisapp.ui.words import integer, translate
from importers.companions import without_parts
from layers.errors import GisError
from layers.messages import QT_TRANSLATE_NOOP, Message
from layers.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gisapp.tasks import Task
    from gisapp.ui.opening import Opened
    from gisapp.ui.window import Window
    from importers.base import ImportResult

SUFFIX = ".gisproj"

READ = QT_TRANSLATE_NOOP("messages", "「{name}」を読み込む")
OPEN = QT_TRANSLATE_NOOP("messages", "プロジェクト「{name}」を開く")
SAVE = QT_TRANSLATE_NOOP("messages", "プロジェクト「{name}」を保存する")
REPOINT = QT_TRANSLATE_NOOP("messages", "データの場所を指定し直す")


class ProjectWork:
    """Opens, reads, saves and leaves.

    Parameters
    ----------
    window
        Whose project it is; its banner is told what went wrong.
    """

    def __init__(self, window: Window) -> None:
        self._window = window
        self._program = window.program
        self._session = window.session
        self._opening: list[Task] = []
        self._generation = 0
        self.pictures = Pictures(window)
        self.exporting = Exporting(window)
        self._finishing = Finishing(window)
        self.placing = Placing(window)
        self.encodings = Encodings(window)
        self.wide_tables = WideTables(window)
        self.keyed_tables = KeyedTables(window)
        self.recents = Recents(window)

    # ---------------------------------------------------------------- reading data

    def opening(self) -> list[Task]:
        """Return the tasks that bring data and have not ended."""
        self._opening = [task for task in self._opening if task.active]
        return list(self._opening)

    def open_paths(self, paths: Iterable[Path]) -> None:
        """Open files and folders: a project takes the place of what is open, data are added to it."""
        everything = without_parts(paths)
        projects = [path for path in everything if path.suffix.lower() == SUFFIX]
        data = [path for path in everything if path not in projects]

        def read_all() -> None:
            for path in data:
                self.read(path)

        if projects:
            self.open_project(projects[0], read_all)
        else:
            read_all()

    def choose_data(self) -> None:
        """Choose files and read them."""
        self.open_paths(choosing.data_files(self._window, self.folder()))

    def choose_folder(self) -> None:
        """Choose a folder and read it."""
        chosen = choosing.data_folder(self._window, self.folder())
        if chosen is not None:
            self.read(chosen)

    def read(self, path: Path, crs: str = "", by: str = "") -> None:
        """Read a file or folder in the background and add its layers as one step.

        Parameters
        ----------
        path
            What is read.
        crs
            Its system when the user chose one.
        by
            The importer when another one is asked for than the one that opens it.
        """
        generation = self._generation
        before = self.placing.expecting(path, self._session.project)
        task = self._program.tasks.run(
            Message(READ, {"name": path.name}),
            opening.read_source,
            path,
            before,
            crs,
            by,
            then=lambda result: self._add(path, result, before.crs, lambda: self.read(path, crs, by)),
            failed=lambda task: self._not_read(path, task, lambda: self.read(path, crs, by)),
            wanted=lambda: generation == self._generation,
        )
        self._opening.append(task)
        self._window.choose_centre()

    def _not_read(self, path: Path, task: Task, again: Callable[[], None]) -> None:
        if ask_password(self._window, task, again):
            return
        if self.placing.ask(path, task.error):
            self._window.tasks.answered(task)
        else:
            self.failed(task)

    def _add(self, path: Path, result: ImportResult, target: str, again: Callable[[], None]) -> None:
        before = self._session.project
        if target != before.crs and reading.misfits(before, result.layers):
            again()  # another one came first and decided the system
            return
        self._window.guard(lambda: self.put(path, result))

    def put(
        self, path: Path, result: ImportResult, step: Message | None = None, onto: Project | None = None
    ) -> None:
        """Add layers that were read from a path as one step.

        Parameters
        ----------
        path, result
            What was read.
        step
            What the step is called, by default that of reading.
        onto
            The project that they are added to when it is changed in the same step.
        """
        before = self.placing.without_doubtful(path, onto or self._session.project)
        project, added = reading.with_layers(before, result.layers)
        if not before.layers and not before.name and added:
            project = replace(project, name=added[0].name)
        first = not any(layer.data is not None for layer in before.layers)
        self._session.do(step or Message(READ, {"name": path.name}), project)
        self._program.add_findings(result.findings, added[0].id if added else "")
        self._program.change_settings(lambda old: old.with_recent(path))
        if added:
            self._window.chrome.layers.tree.choose(added[0].id)
        if not first:
            self._window.flights.to_layers(added)
        self._finishing.begin(added)
        self.placing.tell_doubt(path, result)
        self.encodings.tell_doubt(result, added)
        self.wide_tables.tell(result, added)
        self.keyed_tables.tell(result, added)
        tell_left_out(self._window, path, result)
        self.recents.show()

    # ---------------------------------------------------------------- projects

    def new(self) -> None:
        """Begin with an empty project, after asking when work would be lost."""
        if self.may_leave(self._begin):
            self._begin()

    def _begin(self) -> None:
        self._replace(Project())
        self.recents.show()

    def _replace(self, project: Project) -> None:
        self._generation += 1
        for task in self.opening():
            task.cancel()
        self._program.clear_findings()
        self._window.banner.close_keys("crs:", "encoding:", "wide:", "left-out:")
        self._session.open(project)
        view = self._window.view
        if view is not None and project.camera is not None:
            view.look(project.camera)  # also when the view happens to look there, and would go home

    def choose_project(self) -> None:
        """Choose a project and open it."""
        chosen = choosing.project_file(self._window, self.folder())
        if chosen is not None:
            self.open_project(chosen)

    def open_project(self, path: Path, then: Callable[[], object] | None = None) -> None:
        """Open a project, after asking when work would be lost, and go on when it stands."""
        if self.may_leave(lambda: self._open(path, then)):
            self._open(path, then)

    def _open(self, path: Path, then: Callable[[], object] | None) -> None:
        generation = self._generation
        task = self._program.tasks.run(
            Message(OPEN, {"name": path.stem}),
            opening.open_project,
            path,
            then=lambda opened: self._show_opened(path, opened, then),
            failed=self.failed,
            wanted=lambda: generation == self._generation,
            key="open-project",
        )
        self._opening.append(task)
        self._window.choose_centre()

    def _show_opened(self, path: Path, opened: Opened, then: Callable[[], object] | None) -> None:
        if path == sample_town():  # a template: what is made of it is saved somewhere else
            self._replace(replace(opened.project, path=None))
        else:
            self._replace(opened.project)
            self._program.change_settings(lambda old: old.with_recent(path))
        self._take_findings(opened)
        self._finishing.begin(self._session.project.layers)
        self._tell_missing()
        self.recents.show()
        if then is not None:
            then()

    def open_missing(self, label: Message) -> None:
        """Open the layers that have no data yet; undo does not close them again."""
        generation = self._generation
        task = self._program.tasks.run(
            label,
            opening.open_missing,
            self._session.project,
            then=self._show_data,
            failed=self.failed,
            wanted=lambda: generation == self._generation,
        )
        self._opening.append(task)
        self._window.choose_centre()

    def _show_data(self, opened: Opened) -> None:
        self._session.amend(lambda project: opening.with_data(project, opened))
        self._take_findings(opened)
        self._tell_missing()

    def _take_findings(self, opened: Opened) -> None:
        self._program.add_found(Found(finding, layer_id) for layer_id, finding in opened.findings)

    def _tell_missing(self) -> None:
        missing = [layer.name for layer in self._session.project.layers if layer.data is None]
        self._window.banner.close_key("missing")
        if not missing:
            return
        text = translate(
            "window",
            "{count} 件のレイヤのデータが、元の場所に見つかりません（{names}）。"
            "今ある場所を指定すると表示できます。",
        ).format(count=integer(len(missing)), names=translate("window", "、").join(missing[:3]))
        point = (translate("window", "場所を指定する…"), self.repoint)
        self._window.banner.tell(Notice(text, "warn", actions=(point,), key="missing"))

    def repoint(self) -> None:
        """Ask where sources that are missing lie now, all under one folder at once."""
        title = translate("window", "データのあるフォルダを選ぶ（中のフォルダも探します）")
        chosen = QFileDialog.getExistingDirectory(self._window, title, self.folder())
        if not chosen:
            return
        generation = self._generation
        task = self._program.tasks.run(
            Message(REPOINT),
            opening.repoint_under,
            self._session.project,
            Path(chosen),
            then=self._show_repointed,
            failed=self.failed,
            wanted=lambda: generation == self._generation,
        )
        self._opening.append(task)
        self._window.choose_centre()

    def _show_repointed(self, opened: Opened) -> None:
        project = self._session.project
        for layer in opened.project.layers:
            now = project.layer(layer.id)
            if now is not None and now.data is None and layer.data is not None:
                found = replace(now, data=layer.data, source=layer.source, crs=layer.crs)
                project = project.replacing(found)
        if project is not self._session.project:
            self._session.do(REPOINT, project)
        self._take_findings(opened)
        self._tell_missing()

    # ---------------------------------------------------------------- saving and leaving

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save the project under its name, or ask for one; then go on."""
        path = self._session.project.path
        if path is None:
            self.save_as(then)
        else:
            self._write(path, then)

    def save_as(self, then: Callable[[], object] | None = None) -> None:
        """Ask for a name and save the project under it; then go on."""
        begin = Path(self.folder(), f"{self._window.project_name()}{SUFFIX}")
        title = translate("window", "プロジェクトに名前を付けて保存する")
        filters = translate("window", "プロジェクト (*.gisproj)")
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(begin), filters)
        if chosen:
            path = Path(chosen)
            self._write(path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX), then)

    def _write(self, path: Path, then: Callable[[], object] | None) -> None:
        revision, project = self._session.revision, self._session.project

        def done(written: Path) -> None:
            self._session.saved(written, revision)
            self._program.change_settings(lambda old: old.with_recent(written))
            if then is not None:
                then()

        self._program.tasks.run(
            Message(SAVE, {"name": path.stem}),
            opening.write_project,
            project,
            path,
            self._program.settings.backups,
            then=done,
            failed=self.failed,
        )

    def may_leave(self, go_on: Callable[[], object]) -> bool:
        """Ask what becomes of unsaved changes; return whether to go on at once.

        When the user wants to save first, `go_on` is called after the file is written.
        """
        if not self._session.modified:
            return True
        answer = ask(self._window.project_name(), self._window)
        if answer is Answer.SAVE:
            self.save(go_on)
        return answer is Answer.DISCARD

    def failed(self, task: Task) -> None:
        """Tell why a task failed: as a sentence when staff can act on it, as a bug otherwise."""
        if isinstance(task.error, GisError):
            self._window.tell_error(task.error)
        elif task.error is not None:
            raise task.error

    def tell_written(self, path: str) -> None:
        """Say where a list was written."""
        text = translate("window", "{path} に書き出しました。").format(path=path)
        self._window.banner.tell(Notice(text, "info", key="written"))

    def folder(self) -> str:
        """Return the folder in which a dialog begins: that of the project, or of what was open last."""
        path = self._session.project.path
        if path is not None:
            return str(path.parent)
        recent = self._program.settings.recent
        return str(Path(recent[0]).parent) if recent else str(Path.home())
