"""What the window does when a menu, a key or a button asks for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from gisapp.actions import ACTIONS, FILE, Action, has_layers
from gisapp.ui import heightbases, viewswork
from gisapp.ui.folding import LEFT, RIGHT
from gisapp.ui.panels.tasks import TaskList
from gisapp.ui.words import translate
from layers.messages import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gisapp.session import Session
    from gisapp.settings import Settings
    from gisapp.ui.projectwork import ProjectWork
    from gisapp.ui.window import Window

PRINT = Action(
    "print",
    QT_TRANSLATE_NOOP("messages", "画面を印刷する…"),
    lambda to: to.print_view(),  # type: ignore[attr-defined]
    FILE,
    shortcuts=("Ctrl+P",),
    icon="print",
    when=has_layers,
    section=4,
)
"""Printing is known to the window alone, so it stands here and not in the common table."""


def table() -> tuple[Action, ...]:
    """Return the table of actions with what the window itself adds."""
    found = list(ACTIONS)
    after = next(index for index, action in enumerate(found) if action.id == "save-picture")
    found.insert(after + 1, PRINT)
    return tuple(found)


class WindowCommands:
    """Does what actions ask for; see :class:`gisapp.actions.Commands`.

    Parameters
    ----------
    window
        The window.
    work
        Opens, saves, imports and exports.
    """

    def __init__(self, window: Window, work: ProjectWork) -> None:
        self._window = window
        self._work = work

    @property
    def session(self) -> Session:
        """The session the window shows."""
        return self._window.session

    def current_layer(self) -> str:
        """Return the id of the layer that is chosen in the layer panel, empty for none."""
        return self._window.chrome.layers.current_layer()

    # ---------------------------------------------------------------- project and files

    def new_project(self) -> None:
        """Begin with an empty project."""
        self._work.new()

    def open_project(self) -> None:
        """Choose a project and open it."""
        self._work.choose_project()

    def open_recent(self) -> None:
        """Show what was open lately."""
        self._work.recents.choose()

    def save_project(self) -> None:
        """Save the project under its name, or ask for one."""
        self._work.save()

    def save_project_as(self) -> None:
        """Ask for a name and save the project under it."""
        self._work.save_as()

    def add_data(self) -> None:
        """Choose files and read them."""
        self._work.choose_data()

    def repoint_sources(self) -> None:
        """Ask where sources that are missing lie now."""
        self._work.repoint()

    def save_picture(self) -> None:
        """Save what the view shows as a picture."""
        self._work.pictures.save()

    def print_view(self) -> None:
        """Print what the view shows."""
        self._work.pictures.print_view()

    def export_layer(self) -> None:
        """Write the chosen layer to a file."""
        self._work.exporting.ask(self.current_layer())

    def close_window(self) -> None:
        """Close the window."""
        self._window.close()

    # ---------------------------------------------------------------- view

    def zoom_to_all(self) -> None:
        """Fly to everything that is visible."""
        self._window.flights.to_all()

    def zoom_to_selection(self) -> None:
        """Fly to the chosen features."""
        self._window.flights.to_selection()

    def zoom_to_layer(self) -> None:
        """Fly to the chosen layer."""
        layer = self.session.project.layer(self.current_layer())
        if layer is not None:
            self._window.flights.to_layers((layer,))

    def view_home(self) -> None:
        """Go back to the first view."""
        self._window.need_view().home()

    def view_from_top(self) -> None:
        """Look straight down."""
        self._window.need_view().top()

    def view_north_up(self) -> None:
        """Put north up."""
        self._window.need_view().north()

    def refresh(self) -> None:
        """Draw anew."""
        if self._window.centre.view is not None:
            self._window.centre.view.update()

    def toggle_full_screen(self) -> None:
        """Fill the whole screen, or stop doing so."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def toggle_left_column(self) -> None:
        """Fold the layer column away, or out."""
        self._window.folds.toggle(LEFT)

    def toggle_right_column(self) -> None:
        """Fold the column of details away, or out."""
        self._window.folds.toggle(RIGHT)

    def toggle_columns(self) -> None:
        """Fold both columns away, or out."""
        self._window.folds.toggle_both()

    def toggle_view_alone(self) -> None:
        """Show the view and nothing else, or everything again."""
        chrome = self._window.chrome
        alone = not chrome.top.isVisibleTo(self._window)
        chrome.top.setVisible(alone)
        self._window.folds.leave_alone(alone=not alone)
        chrome.lower.setVisible(alone and bool(chrome.lower.keys()))
        keys = chrome.menus["view-alone"].shortcut().toString()
        hint = translate("window", "{keys} で元に戻ります").format(keys=keys)
        chrome.status.show_hint("" if alone else hint)

    def toggle_play(self) -> None:
        """Let time go on by itself, or stand still."""
        self._window.player.toggle()

    def time_back(self) -> None:
        """Go back by a step of time."""
        self._window.player.pause()
        self._window.player.walk(-1)

    def time_forward(self) -> None:
        """Go on by a step of time."""
        self._window.player.pause()
        self._window.player.walk(1)

    def show_all_times(self) -> None:
        """Show all times."""
        self._window.player.show(None)

    # ---------------------------------------------------------------- panels

    def show_lower(self, key: str) -> None:
        """Show a list below the view: ``table`` or ``findings``."""
        self._window.chrome.show_lower(key)

    def show_table(self) -> None:
        """Show the table of the chosen layer, or put it away."""
        lower = self._window.chrome.lower
        if lower.isVisibleTo(self._window) and lower.current == "table":
            lower.close_page("table")
        else:
            self.show_lower("table")

    def show_findings(self) -> None:
        """Show the findings about the data."""
        self.show_lower("findings")

    def show_catalogue(self) -> None:
        """Show the list of all data."""
        self.show_lower("catalogue")

    def show_receipt(self) -> None:
        """Show what proves the import of the chosen layer."""
        self._window.data.show_receipt(self.current_layer())

    def choose_encoding(self) -> None:
        """Show the texts of the chosen layer in each encoding, and read it again in another."""
        self._work.encodings.ask(self.current_layer())

    def choose_time_columns(self) -> None:
        """Show how columns of times of the chosen layer may stand, and read it again in another order."""
        self._work.wide_tables.ask(self.current_layer())

    def make_ground(self) -> None:
        """Make a terrain of the ground points of the chosen cloud."""
        layer = self.session.project.layer(self.current_layer())
        if layer is not None and layer.kind == "pointcloud":
            self._work.read(layer.source.path, layer.crs, by="las_ground")

    def choose_height_base(self) -> None:
        """Ask above what the heights of the chosen cloud are, and read it again so."""
        heightbases.ask(self._window, self.current_layer())

    def choose_keys(self) -> None:
        """Place the table of the chosen layer by addresses or lot numbers of other data."""
        self._work.keyed_tables.ask(self.current_layer())

    def show_filter(self) -> None:
        """Show the filter of the chosen layer."""
        self._window.chrome.show_over("filter", self.current_layer())

    def show_statistics(self) -> None:
        """Show figures of the chosen layer, or put them away."""
        lower = self._window.chrome.lower
        if lower.isVisibleTo(self._window) and lower.current == "statistics":
            lower.close_page("statistics")
        else:
            self.show_lower("statistics")

    def show_computed(self) -> None:
        """Show the calculated columns of the chosen layer."""
        self._window.queries.show_computed()

    def show_kept(self) -> None:
        """Show the kept selections."""
        self._window.queries.show_kept()

    def select_by_click(self) -> None:
        """Choose by clicks, the tool one begins with."""
        self.session.use_tool("select")

    def select_by_line(self) -> None:
        """Choose what a free line encloses."""
        self.session.use_tool("select-lasso")

    def select_by_polygon(self) -> None:
        """Choose what a polygon encloses."""
        self.session.use_tool("select-polygon")

    def select_by_circle(self) -> None:
        """Choose what a circle encloses."""
        self.session.use_tool("select-circle")

    def select_all(self) -> None:
        """Choose everything of a layer."""
        self._window.queries.select_all()

    def select_by_place(self) -> None:
        """Choose by where the chosen features lie."""
        self._window.queries.select_by_place()

    def invert_selection(self) -> None:
        """Choose what is not chosen."""
        self._window.queries.invert()

    def show_style(self) -> None:
        """Show the style of the chosen layer."""
        self._window.chrome.show_over("style", self.current_layer())

    def show_tasks(self) -> None:
        """Show the list of long work above its chip."""
        status = self._window.chrome.status
        listed = TaskList(self._window.tasks, self._window)
        listed.closed.connect(listed.deleteLater)
        listed.closed.connect(self._window.show_task_count)
        corner = status.mapToGlobal(QPoint(status.width(), 0))
        listed.open_above(corner)

    def show_search(self) -> None:
        """Put the cursor into the search box."""
        self._window.chrome.top.show()
        self._window.chrome.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_properties(self, layer_id: str) -> None:
        """Show where a layer comes from."""
        from gisapp.ui.dialogs.properties import PropertiesDialog

        layer = self.session.project.layer(layer_id)
        if layer is not None:
            _run(PropertiesDialog(layer, self._window))

    # ---------------------------------------------------------------- preferences and help

    def show_settings(self) -> None:
        """Show the settings and follow them."""
        from gisapp.ui.dialogs.settings import SettingsDialog

        program = self._window.program
        dialog = SettingsDialog(program.settings, self._window)
        if _run(dialog):
            self.change_settings(dialog.value)

    def change_settings(self, new: Settings) -> None:
        """Take new preferences, and let the window follow them."""
        old = self._window.program.settings
        self._window.program.change_settings(lambda _: new)
        self._window.apply_settings(old)

    def change_language(self, key: str) -> None:
        """Speak another language."""
        self.change_settings(replace(self._window.program.settings, language=key))

    def show_keys(self) -> None:
        """Show the list of keys and follow what the user changed."""
        from gisapp.ui.dialogs.keys import KeysDialog

        program = self._window.program
        dialog = KeysDialog(table(), program.settings.shortcuts, self._window.view_keys(), self._window)
        if _run(dialog):
            self.change_settings(replace(program.settings, shortcuts=dialog.shortcuts))

    def save_view(self) -> None:
        """Ask for a name for the view of now."""
        viewswork.ask_name(self._window)

    def show_views(self) -> None:
        """Show the views that have a name."""
        viewswork.show(self._window)

    def show_about(self) -> None:
        """Show what this program is."""
        from gisapp.ui.dialogs.about import AboutDialog

        _run(AboutDialog(self._window.program.tasks, self._window))


def _run(dialog: QWidget) -> bool:
    accepted = bool(dialog.exec())  # type: ignore[attr-defined]
    dialog.deleteLater()
    return accepted
