"""The window: bars above and below, columns at the sides, the view in the middle.

The view lives as long as the window. Everything with words or sizes in it is *chrome*: it is thrown away
and made anew when language, theme or size change, so no word is left behind in the other language.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from gisapp.ui import desks, language, parts, theme
from gisapp.ui.banner import Banner, notice_of
from gisapp.ui.cards import column, row
from gisapp.ui.chrome import Chrome
from gisapp.ui.commands import WindowCommands
from gisapp.ui.datawork import DataWork
from gisapp.ui.flights import Flights
from gisapp.ui.folding import LEFT, RIGHT, Folding
from gisapp.ui.follow import Follower
from gisapp.ui.laterdesks import LaterDesks, WithDesks
from gisapp.ui.panels.tasks import TaskBook
from gisapp.ui.projectwork import ProjectWork
from gisapp.ui.querywork import QueryWork
from gisapp.ui.theme import px
from gisapp.ui.timeplayer import TimePlayer
from gisapp.ui.viewport import Centre, MakeView, View, make_canvas, split
from gisapp.ui.words import translate
from layers.errors import GisError
from layers.feedback import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent

    from gisapp.session import Change
    from gisapp.settings import Settings
    from gisapp.tasks import Task
    from gisapp.ui.program import Program

BEGIN = QSize(1440, 900)
SMALLEST = QSize(960, 600)


class Window(WithDesks, QMainWindow):
    """The window of one program.

    Parameters
    ----------
    program
        Session, tasks, settings and findings.
    make_view
        Makes the 3D view when there is something to see.

    Signals
    -------
    closed
        The window has closed and let go of everything.
    """

    closed = Signal()

    def __init__(self, program: Program, make_view: MakeView = make_canvas) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self.setMinimumSize(SMALLEST)
        self.resize(BEGIN)
        self.program = program
        self.session = program.session
        self.desk = desks.DESK_IDS[0]
        self._facts = True
        self._make_view = make_view
        self._may_close = False
        self.tasks = TaskBook(program.tasks, self._task_news)
        self.work = ProjectWork(self)
        self.data = DataWork(self)
        self.queries = QueryWork(self)
        self.flights = Flights(self)
        self.later = LaterDesks(self)
        self.player = TimePlayer(self.session, program.tasks, self)
        self.commands = WindowCommands(self, self.work)
        self.banner = Banner()
        self.centre = Centre()
        self.middle = split(Qt.Orientation.Vertical)
        self.columns = split(Qt.Orientation.Horizontal)
        self._root = QWidget()
        self._stack: QVBoxLayout = column(self._root)
        inner = QWidget()
        self._around = column(inner)
        self._around.addWidget(self.banner)
        self.beside = split(Qt.Orientation.Horizontal, self.centre)  # left of it: what one compares with
        self._around.addWidget(self.beside, 1)
        self.middle.addWidget(inner)
        self.columns.addWidget(self.middle)
        beside = row(space=0)
        beside.addWidget(self.columns, 1)
        self._stack.addLayout(beside, 1)
        self.folds = Folding(self, beside)
        self.setCentralWidget(self._root)
        self.chrome = Chrome(self)
        self._place_chrome()
        self.follower = Follower(self)
        self._unsubscribe = [
            self.session.subscribe(self._session_news),
            program.on_findings(self._show_findings),
        ]
        self._show_all()

    # ---------------------------------------------------------------- chrome

    def _place_chrome(self) -> None:
        chrome = self.chrome
        self._stack.insertWidget(0, chrome.top)
        self._stack.addWidget(chrome.status)
        self.columns.insertWidget(0, chrome.left)
        self.columns.addWidget(chrome.right)
        self.middle.addWidget(chrome.lower)
        self._around.addWidget(chrome.time)
        chrome.time.refresh()
        self.columns.setStretchFactor(0, 0)
        self.columns.setStretchFactor(1, 1)
        self.columns.setStretchFactor(2, 0)
        self.middle.setStretchFactor(0, 1)
        self.middle.setStretchFactor(1, 0)
        self.centre.set_pages(chrome.welcome, chrome.busy)
        wide = max(px(400), self.width() - chrome.left.width_wanted - chrome.right.width_wanted)
        self.columns.setSizes([chrome.left.width_wanted, wide, chrome.right.width_wanted])
        self.folds.place(chrome)

    def rebuild(self) -> None:
        """Make everything with words or sizes in it anew; the view stays."""
        old = self.chrome
        chosen = old.layers.current_layer()
        lower = old.lower.keys()
        old.remove()
        self.chrome = Chrome(self)
        self._place_chrome()
        self.chrome.layers.tree.choose(chosen)
        for key in lower:
            self.commands.show_lower(key)
        self.banner.show_again()
        view = self.view
        if view is not None:
            view.set_theme(theme.look().tokens.name)
        self.follower.refresh()
        self._show_all()

    def apply_settings(self, old: Settings) -> None:
        """Make the window follow the preferences after they changed from `old`."""
        new = self.program.settings
        if self.view is not None:
            self.view.set_reduced_motion(new.reduced_motion)
            self.view.set_way(new.drawing)
        if new.language != old.language:
            language.install(new.language)
        looks = (new.theme, new.scale) != (old.theme, old.scale)
        if looks:
            theme.apply(cast("QApplication", QApplication.instance()), new.theme, new.scale)
        if looks or (new.language, new.shortcuts) != (old.language, old.shortcuts):
            self.rebuild()

    def choose_layer(self, layer_id: str) -> None:
        """Choose a layer in the layer panel."""
        self.folds.open(LEFT)
        self.chrome.layers.tree.choose(layer_id)

    # ---------------------------------------------------------------- view

    @property
    def view(self) -> View | None:
        """The 3D view, None until there is something to see."""
        return cast("View | None", self.centre.view)

    def need_view(self) -> View:
        """Return the 3D view, made when it is not there yet."""
        if self.centre.view is None:
            made = self._make_view(self.session, self.centre)
            self.centre.put_view(made)
            view = cast("View", made)
            view.set_theme(theme.look().tokens.name)
            view.set_reduced_motion(self.program.settings.reduced_motion)
            view.set_way(self.program.settings.drawing)
            self.follower.watch(view)
            view.told.connect(self.later.take)
            view.frame.connect(self.player.drawn)
            made.installEventFilter(self.player)
        return cast("View", self.centre.view)

    # ---------------------------------------------------------------- following session and tasks

    def _session_news(self, change: Change) -> None:
        if change.what & {"layers"}:
            self.program.keep_findings_of(layer.id for layer in change.new.layers)
            self.choose_centre()
        if "selection" in change.what:
            self._facts = True
            if len(self.session.selection):
                self.folds.use(RIGHT)
        if change.what & {"layers", "selection"}:
            self.show_right()
            self.chrome.status.show_selection(len(self.session.selection))
        if change.what & {"name", "path", "modified"}:
            self._show_title()
        if change.what != {"time"} or (change.old.time is None) != (change.new.time is None):
            self.chrome.menus.refresh(self.session)

    def _task_news(self, task: Task) -> None:
        self.show_task_count()
        if not task.active or self.centre.currentWidget() is self.chrome.welcome:
            self.choose_centre()
        elif self.centre.currentWidget() is self.chrome.busy:
            self.chrome.busy.refresh()

    def _show_all(self) -> None:
        self.choose_centre()
        self.show_right()
        self._show_title()
        self._show_findings()
        self.show_task_count()
        self.chrome.status.show_selection(len(self.session.selection))
        self.chrome.menus.refresh(self.session)
        self.work.recents.show()

    def show_task_count(self) -> None:
        """Say in the status bar how much is being worked on."""
        active, failed = len(self.tasks.active), self.tasks.unread_failures
        self.chrome.status.show_tasks(active, self.tasks.percent(), failed=failed)

    def choose_centre(self) -> None:
        """Show in the middle what fits: the view, the progress of the first reading, or the welcome page."""
        layers = any(layer.data is not None for layer in self.session.project.layers)
        if layers:
            self.need_view()
        opening = self.work.opening()
        self.chrome.busy.show_tasks(opening)
        self.centre.choose(layers=layers, busy=bool(opening))

    def show_right(self, *, facts: bool | None = None) -> None:
        """Show at the right what is known of the selection, or the page of the desk.

        Parameters
        ----------
        facts
            True for the selection, False for the desk, None for what was shown last: a click at the counter
            asks about the lot, a row of a table about the feature.
        """
        if facts is not None:
            self._facts = facts
            self.folds.use(RIGHT)
        chosen = len(self.session.selection) > 0
        if chosen and self._facts:
            self.chrome.right.set_title(translate("window", "選択したもの"))
            self.chrome.cards.setCurrentWidget(self.chrome.feature)
        else:
            desk = next(one for one in desks.DESKS if one.id == self.desk)
            self.chrome.right.set_title(translate("window", desk.name))
            awaited = self.later.awaited(self.desk)
            page = self.chrome.unseen if awaited else self.chrome.desk_page(self.desk)
            self.chrome.cards.setCurrentWidget(page)
        self.chrome.show_turn(there=chosen, facts=self._facts)

    def choose_desk(self, desk: str) -> None:
        """Sit down at a desk: another page at the right; data and camera stay."""
        self.desk = desk
        self.folds.use(RIGHT)
        self.chrome.top.desks[desk].setChecked(True)
        here = self.later.get(desk)
        self._facts = not self.later.asked(desk)
        self.show_right()
        # Whoever leaves takes his things off the view before the other one shows his.
        for one in sorted(self.later.made, key=lambda one: one is here):
            one.show()

    def sit_down(self) -> None:
        """Make the desk at which one sits from the beginning; the window is seen by now."""
        if self.isVisible():
            self.later.get(self.desk)
            self.show_right()

    def ask_selected(self) -> None:
        """Let the counter ask about the feature that was found, while one sits there."""
        if self.desk == "planning":
            self.planning.ask_selected()

    def _show_title(self) -> None:
        self.setWindowTitle(f"{self.project_name()}[*] — gisapp")
        self.setWindowModified(self.session.modified)

    def project_name(self) -> str:
        """Return what the project is called in sentences."""
        project = self.session.project
        if project.path is not None:
            return project.path.stem
        return project.name or translate("window", "名前のないプロジェクト")

    def _show_findings(self) -> None:
        # Kinds, not occurrences: one code that a city left out of its list occurs in each of its houses.
        kinds = {
            (found.finding.severity is Severity.INFO, found.finding.code) for found in self.program.found
        }
        remarks = sum(remark for remark, _ in kinds)
        self.chrome.status.show_findings(len(kinds) - remarks, remarks)
        self.chrome.show_findings(self.program.found)

    # ---------------------------------------------------------------- telling

    def guard(self, run: Callable[[], object]) -> None:
        """Do something; what staff can act on is told in the banner, everything else is a bug."""
        try:
            run()
        except GisError as error:
            self.tell_error(error)

    def tell_error(self, error: GisError) -> None:
        """Tell an error as a sentence."""
        self.banner.tell(notice_of(error))

    # ---------------------------------------------------------------- files dropped on the window

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self.chrome.welcome.zone.set_hot(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Cool down."""
        self.chrome.welcome.zone.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        self.chrome.welcome.zone.set_hot(False)
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.guard(lambda: self.work.open_paths(paths))

    # ---------------------------------------------------------------- closing

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask when work would be lost; then let go of everything."""
        if not self._may_close and not self.work.may_leave(self.close_for_good):
            event.ignore()
            return
        self._may_close = True
        self.program.prefer(window=bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self.tasks.unsubscribe()
        self.follower.stop()
        self.player.stop()
        self.data.stop()
        self.later.stop()
        if self.view is not None:
            self.view.shutdown()
        self.chrome.remove()
        super().closeEvent(event)
        self.closed.emit()

    def close_for_good(self) -> None:
        """Close without asking."""
        self._may_close = True
        self.close()

    def view_keys(self) -> tuple[tuple[str, str], ...]:
        """Return keys and mouse of the view and what they do, for the list of keys."""
        return parts.view_keys()

    def restore_place(self) -> None:
        """Take the place and size that the window had last time."""
        if self.program.settings.window:
            self.restoreGeometry(QByteArray.fromBase64(self.program.settings.window.encode("ascii")))
