"""The table of actions: what can be done from menus, keys, tool buttons and the search box.

Keys follow QGIS, which many of the staff know. An action does its work on :class:`Commands`, which the
window implements; the table itself knows no window.
"""

from __future__ import annotations

from gisapp import edits
from gisapp.action import Action, with_shortcuts
from gisapp.commands import Commands
from gisapp.dataactions import DATA_ACTIONS
from gisapp.edits import has_layers, has_missing_sources, has_selection
from gisapp.heightactions import HEIGHT_ACTIONS
from gisapp.menunames import EDIT, FILE, HELP, LAYER, MENUS, SETTINGS, VIEW
from gisapp.queryactions import QUERY_ACTIONS
from gisapp.timeactions import TIME_ACTIONS
from gisapp.viewactions import VIEW_ACTIONS
from layers.messages import QT_TRANSLATE_NOOP

__all__ = [
    "ACTIONS",
    "EDIT",
    "FILE",
    "HELP",
    "LAYER",
    "MENUS",
    "SETTINGS",
    "VIEW",
    "Action",
    "Commands",
    "action",
    "has_layers",
    "with_shortcuts",
]

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
        edits.undo,
        EDIT,
        shortcuts=("Ctrl+Z",),
        icon="undo",
        when=lambda session: session.undo_label is not None,
        detail=edits.undo_detail,
    ),
    Action(
        "redo",
        QT_TRANSLATE_NOOP("messages", "やり直す"),
        edits.redo,
        EDIT,
        shortcuts=("Ctrl+Shift+Z", "Ctrl+Y"),
        icon="redo",
        when=lambda session: session.redo_label is not None,
        detail=edits.redo_detail,
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
        edits.deselect,
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
    *HEIGHT_ACTIONS,
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
        edits.toggle_layer,
        LAYER,
        icon="layers",
        when=has_layers,
        section=1,
    ),
    Action(
        "show-all",
        QT_TRANSLATE_NOOP("messages", "すべて表示する"),
        edits.show_all,
        LAYER,
        shortcuts=("Ctrl+Shift+U",),
        when=has_layers,
        section=1,
    ),
    Action(
        "hide-all",
        QT_TRANSLATE_NOOP("messages", "すべて隠す"),
        edits.hide_all,
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
        edits.remove_layer,
        LAYER,
        shortcuts=("Ctrl+D",),
        icon="remove",
        when=has_layers,
        section=2,
    ),
    *QUERY_ACTIONS,
    *DATA_ACTIONS,
    *TIME_ACTIONS,
    *VIEW_ACTIONS,
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
