"""What the window can be asked to do by menus, keys, tool buttons and the search box."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from gisapp.session import Session


class Commands(Protocol):
    """What the window does when an action asks for it; each method returns at once."""

    @property
    def session(self) -> Session:
        """The session the window shows."""
        ...

    def new_project(self) -> None: ...  # noqa: D102 - the names say it
    def open_project(self) -> None: ...  # noqa: D102
    def open_recent(self) -> None: ...  # noqa: D102
    def save_project(self) -> None: ...  # noqa: D102
    def save_project_as(self) -> None: ...  # noqa: D102
    def add_data(self) -> None: ...  # noqa: D102
    def repoint_sources(self) -> None: ...  # noqa: D102
    def save_picture(self) -> None: ...  # noqa: D102
    def export_layer(self) -> None: ...  # noqa: D102
    def close_window(self) -> None: ...  # noqa: D102
    def zoom_to_all(self) -> None: ...  # noqa: D102
    def zoom_to_selection(self) -> None: ...  # noqa: D102
    def zoom_to_layer(self) -> None: ...  # noqa: D102
    def view_home(self) -> None: ...  # noqa: D102
    def view_from_top(self) -> None: ...  # noqa: D102
    def view_north_up(self) -> None: ...  # noqa: D102
    def refresh(self) -> None: ...  # noqa: D102
    def toggle_full_screen(self) -> None: ...  # noqa: D102
    def toggle_left_column(self) -> None: ...  # noqa: D102
    def toggle_right_column(self) -> None: ...  # noqa: D102
    def toggle_columns(self) -> None: ...  # noqa: D102
    def toggle_view_alone(self) -> None: ...  # noqa: D102
    def show_table(self) -> None: ...  # noqa: D102
    def show_filter(self) -> None: ...  # noqa: D102
    def show_style(self) -> None: ...  # noqa: D102
    def show_statistics(self) -> None: ...  # noqa: D102
    def show_computed(self) -> None: ...  # noqa: D102
    def show_kept(self) -> None: ...  # noqa: D102
    def select_by_click(self) -> None: ...  # noqa: D102
    def select_by_line(self) -> None: ...  # noqa: D102
    def select_by_polygon(self) -> None: ...  # noqa: D102
    def select_by_circle(self) -> None: ...  # noqa: D102
    def select_all(self) -> None: ...  # noqa: D102
    def select_by_place(self) -> None: ...  # noqa: D102
    def invert_selection(self) -> None: ...  # noqa: D102
    def show_findings(self) -> None: ...  # noqa: D102
    def show_catalogue(self) -> None: ...  # noqa: D102
    def show_receipt(self) -> None: ...  # noqa: D102
    def choose_encoding(self) -> None: ...  # noqa: D102
    def choose_time_columns(self) -> None: ...  # noqa: D102
    def make_ground(self) -> None: ...  # noqa: D102
    def choose_height_base(self) -> None: ...  # noqa: D102
    def choose_keys(self) -> None: ...  # noqa: D102
    def show_tasks(self) -> None: ...  # noqa: D102
    def show_search(self) -> None: ...  # noqa: D102
    def toggle_play(self) -> None: ...  # noqa: D102
    def time_back(self) -> None: ...  # noqa: D102
    def time_forward(self) -> None: ...  # noqa: D102
    def show_all_times(self) -> None: ...  # noqa: D102
    def save_view(self) -> None: ...  # noqa: D102
    def show_views(self) -> None: ...  # noqa: D102
    def show_settings(self) -> None: ...  # noqa: D102
    def show_keys(self) -> None: ...  # noqa: D102
    def show_about(self) -> None: ...  # noqa: D102
    def current_layer(self) -> str:
        """Return the id of the layer that is chosen in the layer panel, empty for none."""
        ...
