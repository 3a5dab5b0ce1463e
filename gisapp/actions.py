"""The table of actions: what can be done from menus, keys, tool buttons and the search box.

Keys follow QGIS, which many of the staff know. An action does its work on :class:`Commands`, which the
window implements; the table itself knows no window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from gisapp.session import Selection, Session
from layers.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from layers.project import Project


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
    def show_findings(self) -> None: ...  # noqa: D102
    def show_tasks(self) -> None: ...  # noqa: D102
    def show_search(self) -> None: ...  # noqa: D102
    def show_settings(self) -> None: ...  # noqa: D102
    def show_keys(self) -> None: ...  # noqa: D102
    def show_about(self) -> None: ...  # noqa: D102
    def current_layer(self) -> str:
        """Return the id of the layer that is chosen in the layer panel, empty for none."""
        ...


def _always(session: Session) -> bool:
    del session
    return True


def _no_detail(session: Session) -> Message | None:
    del session
    return None


@dataclass(frozen=True)
class Action:
    """One row of the table.

    Attributes
    ----------
    id
        Stable name; settings refer to it.
    text
        Japanese, marked for translation in the context ``messages``.
    run
        Does it.
    menu
        Heading of the menu it stands in, marked for translation; empty for none.
    shortcuts
        Keys in Qt's portable notation; the first one is shown.
    icon
        What the icon means (see ``gisapp.ui.icons``), empty for none.
    when
        Whether it can be done now.
    detail
        A longer text that depends on the session, such as what would be undone; or None.
    section
        Actions of a menu with different numbers are parted by a line.
    """

    id: str
    text: str
    run: Callable[[Commands], None]
    menu: str = ""
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    when: Callable[[Session], bool] = _always
    detail: Callable[[Session], Message | None] = _no_detail
    section: int = 0


FILE = QT_TRANSLATE_NOOP("messages", "ファイル(&F)")
EDIT = QT_TRANSLATE_NOOP("messages", "編集(&E)")
VIEW = QT_TRANSLATE_NOOP("messages", "表示(&V)")
LAYER = QT_TRANSLATE_NOOP("messages", "レイヤ(&L)")
SETTINGS = QT_TRANSLATE_NOOP("messages", "設定(&S)")
HELP = QT_TRANSLATE_NOOP("messages", "ヘルプ(&H)")
MENUS = (FILE, EDIT, VIEW, LAYER, SETTINGS, HELP)
"""Menus in the order of the menu bar."""

UNDO_STEP = QT_TRANSLATE_NOOP("messages", "元に戻す: {step}")
REDO_STEP = QT_TRANSLATE_NOOP("messages", "やり直す: {step}")
SHOW_ALL = QT_TRANSLATE_NOOP("messages", "すべてのレイヤを表示する")
HIDE_ALL = QT_TRANSLATE_NOOP("messages", "すべてのレイヤを隠す")
REMOVE = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」を外す")
SHOW_ONE = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」を表示する")
HIDE_ONE = QT_TRANSLATE_NOOP("messages", "レイヤ「{name}」を隠す")


def has_layers(session: Session) -> bool:
    """Say whether the project has layers."""
    return bool(session.project.layers)


def has_selection(session: Session) -> bool:
    """Say whether features are chosen."""
    return len(session.selection) > 0


def has_missing_sources(session: Session) -> bool:
    """Say whether a layer waits for its source."""
    return any(layer.data is None for layer in session.project.layers)


def _undo_detail(session: Session) -> Message | None:
    label = session.undo_label
    return None if label is None else Message(UNDO_STEP, {"step": label})


def _redo_detail(session: Session) -> Message | None:
    label = session.redo_label
    return None if label is None else Message(REDO_STEP, {"step": label})


def _undo(commands: Commands) -> None:
    commands.session.undo()


def _redo(commands: Commands) -> None:
    commands.session.redo()


def _deselect(commands: Commands) -> None:
    commands.session.select(Selection())


def with_visibility(project: Project, *, visible: bool) -> Project:
    """Return the project with all layers shown or hidden."""
    layers = tuple(
        layer if layer.visible == visible else replace(layer, visible=visible) for layer in project.layers
    )
    return replace(project, layers=layers)


def _show_all(commands: Commands) -> None:
    session = commands.session
    if not all(layer.visible for layer in session.project.layers):
        session.do(SHOW_ALL, with_visibility(session.project, visible=True))


def _hide_all(commands: Commands) -> None:
    session = commands.session
    if any(layer.visible for layer in session.project.layers):
        session.do(HIDE_ALL, with_visibility(session.project, visible=False))


def _toggle_layer(commands: Commands) -> None:
    session = commands.session
    layer = session.project.layer(commands.current_layer())
    if layer is not None:
        label = Message(HIDE_ONE if layer.visible else SHOW_ONE, {"name": layer.name})
        session.do(label, session.project.replacing(replace(layer, visible=not layer.visible)))


def _remove_layer(commands: Commands) -> None:
    session = commands.session
    layer = session.project.layer(commands.current_layer())
    if layer is not None:
        session.do(Message(REMOVE, {"name": layer.name}), session.project.without([layer.id]))


ACTIONS: tuple[Action, ...] = (
    Action(
        "new",
        QT_TRANSLATE_NOOP("messages", "新しいプロジェクト"),
        lambda to: to.new_project(),
        FILE,
        shortcuts=("Ctrl+N",),
        icon="new",
    ),
    Action(
        "open",
        QT_TRANSLATE_NOOP("messages", "プロジェクトを開く…"),
        lambda to: to.open_project(),
        FILE,
        shortcuts=("Ctrl+O",),
        icon="open",
    ),
    Action(
        "open-recent",
        QT_TRANSLATE_NOOP("messages", "最近使ったもの…"),
        lambda to: to.open_recent(),
        FILE,
        shortcuts=("Alt+J,R",),
    ),
    Action(
        "add-data",
        QT_TRANSLATE_NOOP("messages", "データを読み込む…"),
        lambda to: to.add_data(),
        FILE,
        shortcuts=("Ctrl+L",),
        icon="open-data",
        section=1,
    ),
    Action(
        "save",
        QT_TRANSLATE_NOOP("messages", "保存する"),
        lambda to: to.save_project(),
        FILE,
        shortcuts=("Ctrl+S",),
        icon="save",
        section=2,
    ),
    Action(
        "save-as",
        QT_TRANSLATE_NOOP("messages", "名前を付けて保存する…"),
        lambda to: to.save_project_as(),
        FILE,
        shortcuts=("Ctrl+Shift+S",),
        section=2,
    ),
    Action(
        "repoint",
        QT_TRANSLATE_NOOP("messages", "データの場所を指定し直す…"),
        lambda to: to.repoint_sources(),
        FILE,
        icon="missing",
        when=has_missing_sources,
        section=3,
    ),
    Action(
        "save-picture",
        QT_TRANSLATE_NOOP("messages", "画面を画像で保存する…"),
        lambda to: to.save_picture(),
        FILE,
        shortcuts=("Ctrl+Shift+P",),
        icon="picture",
        section=4,
    ),
    Action(
        "quit",
        QT_TRANSLATE_NOOP("messages", "終了する"),
        lambda to: to.close_window(),
        FILE,
        shortcuts=("Ctrl+Q",),
        section=5,
    ),
    Action(
        "undo",
        QT_TRANSLATE_NOOP("messages", "元に戻す"),
        _undo,
        EDIT,
        shortcuts=("Ctrl+Z",),
        icon="undo",
        when=lambda session: session.undo_label is not None,
        detail=_undo_detail,
    ),
    Action(
        "redo",
        QT_TRANSLATE_NOOP("messages", "やり直す"),
        _redo,
        EDIT,
        shortcuts=(
            "Ctrl+Shift+Z",
            "Ctrl+Y",
        ),
        icon="redo",
        when=lambda session: session.redo_label is not None,
        detail=_redo_detail,
    ),
    Action(
        "search",
        QT_TRANSLATE_NOOP("messages", "探す"),
        lambda to: to.show_search(),
        EDIT,
        shortcuts=("Ctrl+K",),
        icon="search",
        section=1,
    ),
    Action(
        "deselect",
        QT_TRANSLATE_NOOP("messages", "選択を解く"),
        _deselect,
        EDIT,
        shortcuts=("Ctrl+Shift+A",),
        icon="close",
        when=has_selection,
        section=1,
    ),
    Action(
        "zoom-all",
        QT_TRANSLATE_NOOP("messages", "全体を見る"),
        lambda to: to.zoom_to_all(),
        VIEW,
        shortcuts=("Ctrl+Shift+F",),
        icon="home",
        when=has_layers,
    ),
    Action(
        "zoom-selection",
        QT_TRANSLATE_NOOP("messages", "選んだものへ移る"),
        lambda to: to.zoom_to_selection(),
        VIEW,
        shortcuts=("Ctrl+J",),
        icon="zoom-to",
        when=has_selection,
    ),
    Action(
        "home",
        QT_TRANSLATE_NOOP("messages", "はじめの眺めに戻る"),
        lambda to: to.view_home(),
        VIEW,
        shortcuts=("Home",),
        icon="home",
        when=has_layers,
        section=1,
    ),
    Action(
        "top",
        QT_TRANSLATE_NOOP("messages", "真上から見る"),
        lambda to: to.view_from_top(),
        VIEW,
        shortcuts=("T",),
        icon="top",
        when=has_layers,
        section=1,
    ),
    Action(
        "north",
        QT_TRANSLATE_NOOP("messages", "北を上にする"),
        lambda to: to.view_north_up(),
        VIEW,
        shortcuts=("N",),
        icon="north",
        when=has_layers,
        section=1,
    ),
    Action(
        "refresh",
        QT_TRANSLATE_NOOP("messages", "描き直す"),
        lambda to: to.refresh(),
        VIEW,
        shortcuts=("F5",),
        section=1,
    ),
    Action(
        "full-screen",
        QT_TRANSLATE_NOOP("messages", "全画面にする"),
        lambda to: to.toggle_full_screen(),
        VIEW,
        shortcuts=("F11",),
        section=2,
    ),
    Action(
        "left-column",
        QT_TRANSLATE_NOOP("messages", "レイヤの列を出す・しまう"),
        lambda to: to.toggle_left_column(),
        VIEW,
        shortcuts=("F7",),
        icon="left-column",
        section=2,
    ),
    Action(
        "right-column",
        QT_TRANSLATE_NOOP("messages", "詳細の列を出す・しまう"),
        lambda to: to.toggle_right_column(),
        VIEW,
        shortcuts=("F8",),
        icon="right-column",
        section=2,
    ),
    Action(
        "columns",
        QT_TRANSLATE_NOOP("messages", "両側の列を出す・しまう"),
        lambda to: to.toggle_columns(),
        VIEW,
        shortcuts=("Ctrl+Tab",),
        section=2,
    ),
    Action(
        "view-alone",
        QT_TRANSLATE_NOOP("messages", "地図だけにする"),
        lambda to: to.toggle_view_alone(),
        VIEW,
        shortcuts=("Ctrl+Shift+Tab",),
        section=2,
    ),
    Action(
        "findings",
        QT_TRANSLATE_NOOP("messages", "気づいた点の一覧"),
        lambda to: to.show_findings(),
        VIEW,
        icon="findings",
        section=3,
    ),
    Action(
        "tasks",
        QT_TRANSLATE_NOOP("messages", "作業の一覧"),
        lambda to: to.show_tasks(),
        VIEW,
        icon="tasks",
        section=3,
    ),
    Action(
        "table",
        QT_TRANSLATE_NOOP("messages", "属性の表"),
        lambda to: to.show_table(),
        LAYER,
        shortcuts=("F6",),
        icon="table",
        when=has_layers,
    ),
    Action(
        "filter",
        QT_TRANSLATE_NOOP("messages", "絞り込み…"),
        lambda to: to.show_filter(),
        LAYER,
        shortcuts=("Ctrl+F",),
        icon="filter",
        when=has_layers,
    ),
    Action(
        "style",
        QT_TRANSLATE_NOOP("messages", "色分け…"),
        lambda to: to.show_style(),
        LAYER,
        shortcuts=("F9",),
        icon="style",
        when=has_layers,
    ),
    Action(
        "zoom-layer",
        QT_TRANSLATE_NOOP("messages", "レイヤの全体を見る"),
        lambda to: to.zoom_to_layer(),
        LAYER,
        icon="zoom-to",
        when=has_layers,
        section=1,
    ),
    Action(
        "toggle-layer",
        QT_TRANSLATE_NOOP("messages", "レイヤを表示する・隠す"),
        _toggle_layer,
        LAYER,
        icon="layers",
        when=has_layers,
        section=1,
    ),
    Action(
        "show-all",
        QT_TRANSLATE_NOOP("messages", "すべて表示する"),
        _show_all,
        LAYER,
        shortcuts=("Ctrl+Shift+U",),
        when=has_layers,
        section=1,
    ),
    Action(
        "hide-all",
        QT_TRANSLATE_NOOP("messages", "すべて隠す"),
        _hide_all,
        LAYER,
        shortcuts=("Ctrl+Shift+H",),
        when=has_layers,
        section=1,
    ),
    Action(
        "export-layer",
        QT_TRANSLATE_NOOP("messages", "レイヤを書き出す…"),
        lambda to: to.export_layer(),
        LAYER,
        icon="export",
        when=has_layers,
        section=2,
    ),
    Action(
        "remove-layer",
        QT_TRANSLATE_NOOP("messages", "レイヤを外す"),
        _remove_layer,
        LAYER,
        shortcuts=("Ctrl+D",),
        icon="remove",
        when=has_layers,
        section=2,
    ),
    Action(
        "settings",
        QT_TRANSLATE_NOOP("messages", "設定…"),
        lambda to: to.show_settings(),
        SETTINGS,
        shortcuts=("Ctrl+,",),
        icon="settings",
    ),
    Action(
        "keys",
        QT_TRANSLATE_NOOP("messages", "キーの一覧"),
        lambda to: to.show_keys(),
        HELP,
        shortcuts=("F1",),
        icon="keyboard",
    ),
    Action(
        "about",
        QT_TRANSLATE_NOOP("messages", "このプログラムについて"),
        lambda to: to.show_about(),
        HELP,
        icon="help",
    ),
)
"""All actions, in the order of their menus."""


def action(action_id: str) -> Action:
    """Return the action of that id.

    Raises
    ------
    KeyError
        When there is none.
    """
    for one in ACTIONS:
        if one.id == action_id:
            return one
    raise KeyError(action_id)


def with_shortcuts(actions: Iterable[Action], shortcuts: Iterable[tuple[str, str]]) -> tuple[Action, ...]:
    """Return the actions with the keys the user gave them; ids that no longer exist are ignored.

    A key that the user gave to one action is taken from the others.
    """
    given = dict(shortcuts)
    taken = {key for key in given.values() if key}

    def changed(one: Action) -> Action:
        if one.id in given:
            return replace(one, shortcuts=(given[one.id],) if given[one.id] else ())
        return replace(one, shortcuts=tuple(key for key in one.shortcuts if key not in taken))

    return tuple(changed(one) for one in actions)
