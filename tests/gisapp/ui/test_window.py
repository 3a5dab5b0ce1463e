"""The window with a view that draws nothing: what each action, file and change does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QWidget

from gisapp.actions import ACTIONS
from gisapp.heightactions import HEIGHT_ACTIONS
from gisapp.session import Selection
from gisapp.ui import commands as commands_module
from gisapp.ui import opening
from gisapp.ui.commands import table
from gisapp.ui.folding import RIGHT, ROOM, Rail
from gisapp.ui.menus import plain
from importers.base import ImportResult
from layers.errors import DamagedFile
from layers.feedback import Feedback, Finding, Severity, Where
from layers.messages import Message
from layers.project import Camera
from tests.fakes import box_city
from tests.gisapp.ui.conftest import MakeWindow, SavedSettings, extent_size, quiet, view_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window

WARNING = Finding(
    Severity.WARNING, "ring-not-closed", "形が閉じていません。", where=Where("a.gml", 3, "bldg_1")
)
REMARK = Finding(Severity.INFO, "missing-year", "建築年がありません。", count=5)


def _with_city(window: Window, count: int = 300) -> None:
    layer = box_city(count, "houses", name="建物")
    window.session.do("建物を読み込む", window.session.project.with_layer(layer))


def _fake_read(path: Path, *_: object, feedback: Feedback) -> ImportResult:
    feedback.step(1, 2, Message("読み込んでいます"))
    counts = {"buildings": 300, "left_out_buildings": 2}
    return ImportResult((box_city(300, "houses", name=path.stem),), (WARNING, REMARK), counts)


def _labels(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


# ---------------------------------------------------------------- the beginning


def test_the_window_begins_with_the_welcome_page_and_without_a_view(window: Window) -> None:
    assert window.centre.currentWidget() is window.chrome.welcome
    assert window.centre.view is None
    assert window.windowTitle() == "名前のないプロジェクト[*] — gisapp"


def test_the_desk_of_the_beginning_is_made_once_the_window_is_seen(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: not window.later.awaited("planning"))
    assert window.chrome.cards.currentWidget() is window.chrome.planning


def test_the_parts_have_the_sizes_of_the_design(window: Window) -> None:
    chrome = window.chrome
    assert (chrome.top.height(), chrome.status.height()) == (48, 24)
    assert abs(chrome.left.width() - 280) <= 2
    assert abs(chrome.right.width() - 340) <= 2


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_everything_grows_with_the_size(make_window: MakeWindow, scale: float) -> None:
    window = make_window(scale=scale)
    assert window.chrome.top.height() == round(48 * scale)
    assert window.chrome.left.width_wanted == round(280 * scale)


def test_every_control_can_be_named_by_a_screen_reader(window: Window) -> None:
    _with_city(window)
    nameless = [
        button
        for button in window.findChildren(QAbstractButton)
        if button.isVisibleTo(window)
        and not (button.text() or button.accessibleName())
        # parts of Qt's own widgets
        and not button.objectName().startswith("qt_")
        and button.metaObject().className() != "QLineEditIconButton"
    ]
    assert nameless == []


def test_desks_change_the_right_column_and_nothing_else(qtbot: QtBot, window: Window) -> None:
    _with_city(window)
    project = window.session.project
    for desk, tab in window.chrome.top.desks.items():
        qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)
        assert window.desk == desk
        assert window.chrome.cards.currentWidget() is window.chrome.desk_pages[desk]
    assert window.session.project is project
    assert "{" not in "".join(_labels(page) for page in window.chrome.desk_pages.values())


# ---------------------------------------------------------------- language, theme, settings


def test_the_whole_window_changes_its_language(qtbot: QtBot, window: Window) -> None:
    _with_city(window)
    window.commands.show_lower("findings")
    view = window.centre.view
    window.commands.change_language("en")
    assert [tab.text() for tab in window.chrome.top.desks.values()] == [
        "Counter",
        "Disaster",
        "Survey",
        "Areas",
        "Publish",
    ]
    assert window.centre.view is view
    assert window.chrome.lower.keys() == ("findings",)
    assert window.chrome.layers.tree.item_of("houses") is not None
    window.commands.change_language("ja")
    assert window.chrome.top.desks["planning"].text() == "窓口"
    quiet(window, qtbot)


def test_the_theme_reaches_the_view(window: Window) -> None:
    _with_city(window)
    assert view_of(window).theme_name == "light"
    window.commands.change_settings(replace(window.program.settings, theme="dark", reduced_motion=True))
    assert view_of(window).theme_name == "dark"
    assert view_of(window).last("reduced") == ("reduced", True)
    window.commands.change_settings(replace(window.program.settings, theme="light"))


def test_settings_are_written_beside(qtbot: QtBot, window: Window, saved_settings: SavedSettings) -> None:
    window.commands.change_settings(replace(window.program.settings, scale=1.5))
    qtbot.waitUntil(lambda: bool(saved_settings.written))
    assert saved_settings.written[-1].scale == 1.5
    assert window.chrome.top.height() == 72


def test_keys_the_user_gave_are_taken_at_once(window: Window) -> None:
    window.commands.change_settings(replace(window.program.settings, shortcuts=(("table", "Ctrl+T"),)))
    assert window.chrome.menus["table"].shortcut().toString() == "Ctrl+T"


# ---------------------------------------------------------------- actions


def test_every_action_of_the_table_can_be_called() -> None:
    commands = commands_module.WindowCommands
    called: set[str] = set()

    class Note:
        def __getattr__(self, name: str) -> Any:
            assert hasattr(commands, name), name
            called.add(name)
            return lambda *args: None

    direct = {"undo", "redo", "deselect", "show-all", "hide-all", "toggle-layer", "remove-layer"}
    direct |= {action.id for action in HEIGHT_ACTIONS}
    for action in table():
        if action.id not in direct:
            action.run(Note())
    assert len(called) >= len(ACTIONS) - len(direct)


def test_no_two_actions_share_a_key() -> None:
    keys = [key for action in table() for key in action.shortcuts]
    assert len(keys) == len(set(keys))


def test_actions_that_cannot_be_done_are_grey_and_undo_says_what_it_undoes(window: Window) -> None:
    menus = window.chrome.menus
    assert not menus["table"].isEnabled()
    assert not menus["undo"].isEnabled()
    _with_city(window)
    assert menus["table"].isEnabled()
    assert menus["undo"].text() == "元に戻す: 建物を読み込む"
    menus["undo"].trigger()
    assert window.session.project.layers == ()
    assert menus["redo"].text() == "やり直す: 建物を読み込む"


def test_the_menu_opens_with_a_key(qtbot: QtBot, window: Window) -> None:
    window.activateWindow()
    with qtbot.waitActive(window):
        window.setFocus()
    menu = window.chrome.top.menu_button.menu()
    shown: list[bool] = []

    def look() -> None:
        shown.append(menu.isVisible())
        menu.close()

    QTimer.singleShot(200, look)
    qtbot.keyClick(window, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [True]


def test_all_actions_stand_in_the_menu(window: Window) -> None:
    menu = window.chrome.top.menu_button.menu()
    headings = [plain(action.text()) for action in menu.actions()]
    assert headings == ["ファイル", "編集", "表示", "レイヤ", "設定", "ヘルプ"]
    parts = [heading.menu() for heading in menu.actions()]
    inside = [
        one for part in parts if isinstance(part, QMenu) for one in part.actions() if not one.isSeparator()
    ]
    assert {one.objectName() for one in inside} == {action.id for action in table()}


def test_columns_fold_away_and_the_view_can_stand_alone(window: Window) -> None:
    _with_city(window)
    chrome = window.chrome
    window.commands.toggle_left_column()
    assert not chrome.left.isVisible()
    window.commands.toggle_view_alone()
    assert not any(part.isVisible() for part in (chrome.top, chrome.left, chrome.right))
    assert "で元に戻ります" in chrome.status.hint.text()
    window.commands.toggle_view_alone()
    assert chrome.top.isVisible()
    assert chrome.right.isVisible()
    assert not chrome.left.isVisible()
    window.commands.toggle_columns()
    assert not chrome.right.isVisible()
    window.commands.toggle_columns()
    assert chrome.left.isVisible()


def test_the_map_keeps_its_room_when_letters_are_large(window: Window, qtbot: QtBot) -> None:
    _with_city(window)
    window.resize(1440, 900)
    assert window.chrome.left.isVisible()
    assert window.chrome.right.isVisible()
    window.commands.change_settings(replace(window.program.settings, scale=2.0))
    chrome, folds = window.chrome, window.folds
    qtbot.waitUntil(lambda: not chrome.left.isVisible())
    assert chrome.right.isVisible()
    assert window.middle.width() >= ROOM
    rail = next(one for one in window.findChildren(Rail) if one.isVisible())
    qtbot.mouseClick(rail.button, Qt.MouseButton.LeftButton)
    assert chrome.left.isVisible()
    assert not chrome.right.isVisible()
    window.session.select(Selection.of(window.session.project.layers[0].id, [0]))
    assert chrome.right.isVisible()  # what was asked for is shown
    assert not chrome.left.isVisible()
    window.commands.toggle_right_column()
    assert not folds.is_out(RIGHT)
    assert chrome.left.isVisible()
    window.commands.change_settings(replace(window.program.settings, scale=1.0))
    window.commands.toggle_right_column()
    assert window.chrome.left.isVisible()
    assert window.chrome.right.isVisible()


def test_flights_go_where_they_should(qtbot: QtBot, window: Window) -> None:
    _with_city(window)
    window.commands.zoom_to_all()
    whole = view_of(window).last("fly_to")[1]
    window.session.select(Selection.of("houses", [7]))
    window.commands.zoom_to_selection()
    quiet(window, qtbot)
    house = view_of(window).last("fly_to")[1]
    assert extent_size(house) < 0.5 * extent_size(whole)
    assert house[0] >= whole[0] - 80
    for action, asked in (("home", "home"), ("top", "top"), ("north", "north")):
        window.chrome.menus[action].trigger()
        assert view_of(window).asked[-1][0] == asked


def test_a_finding_is_flown_to(qtbot: QtBot, window: Window) -> None:
    _with_city(window)
    window.flights.to_degrees(129.87, 32.75, 12.0)
    _, east, north, height, _ = view_of(window).last("fly_to_point")
    assert (round(east), round(north), height) == (34672, -27662, 12.0)
    window.flights.to_identifier("bldg_00000007")
    quiet(window, qtbot)
    assert window.session.selection == Selection.of("houses", [7])
    window.flights.to_identifier("bldg_gone")
    quiet(window, qtbot)
    assert "bldg_gone は地図にありません" in window.banner.notices[0].text


def test_the_status_bar_follows_the_pointer(qtbot: QtBot, window: Window) -> None:
    _with_city(window)
    view = view_of(window)
    view.coordinates.emit(34671.51, -27662.22, 12.34)
    status = window.chrome.status
    assert status.position.text().split() == ["系I", "X", "−27,662.22", "Y", "34,671.51"]
    assert status.height_above_sea.text() == "標高 12.3\u2009m"
    qtbot.waitUntil(lambda: status.degrees.text().startswith("129.87"))
    window.session.look(Camera((0.0, 0.0, 500.0), (0.0, 0.0, 0.0)))
    view.frame.emit(12.0)
    assert status.scale.text() == "1:1,700"
    view.status.emit("表示: 簡略中")
    assert status.reduced.text() == "表示: 簡略中"
    view.coordinates.emit(float("nan"), float("nan"), float("nan"))
    assert not status.position.isVisible()
    view.coordinates.emit(1.0, 2.0, 3.0)
    assert status.position.isVisible()
    QCoreApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert not status.position.isVisible()
    qtbot.wait(150)  # degrees that were on their way must not come back
    assert not status.degrees.isVisible()


def test_table_style_and_filter_follow_the_chosen_layer(qtbot: QtBot, window: Window) -> None:
    _with_city(window)
    window.session.do("もう一つ", window.session.project.with_layer(box_city(20, "second", name="別の建物")))
    window.choose_layer("houses")
    window.commands.show_table()
    window.commands.show_style()
    assert window.chrome.lower.tabs.tabText(0) == "属性の表: 建物"
    assert window.chrome.over == "style"
    window.choose_layer("second")
    assert window.chrome.lower.tabs.tabText(0) == "属性の表: 別の建物"
    assert getattr(window.chrome.right.over, "layer_id", "") == "second"
    window.commands.show_filter()
    assert window.chrome.over == "filter"
    window.chrome.right.close_over()
    assert window.chrome.over == ""
    window.commands.show_table()
    assert window.chrome.lower.isHidden()
    quiet(window, qtbot)


def test_an_error_of_an_action_is_told_and_not_a_bug(window: Window) -> None:
    def broken() -> None:
        raise DamagedFile("{file} は途中で切れています。", values={"file": "a.zip"})

    window.guard(broken)
    assert window.banner.notices[0].text == "a.zip は途中で切れています。"


def test_a_bug_of_a_task_reaches_the_crash_handler(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path, *_: object, feedback: Feedback) -> ImportResult:
        raise ZeroDivisionError

    monkeypatch.setattr(opening, "read_source", broken)
    with qtbot.captureExceptions() as caught:
        window.work.read(Path("a.zip"))
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_a_window_that_closed_has_let_go_of_its_view(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    _with_city(window)
    view = view_of(window)
    with qtbot.waitSignal(window.closed):
        window.close_for_good()
    assert ("shutdown",) in view.asked
    assert window.program.settings.window


def test_the_way_of_drawing_is_chosen_in_the_status_bar(window: Window) -> None:
    status = window.chrome.status
    assert status.drawing.isHidden()
    _with_city(window)
    view = view_of(window)
    assert view.last("way") == ("way", "auto")
    assert status.drawing.text() == "描画: 自動"
    status.drawing.click()
    (menu,) = status.drawing.findChildren(QMenu)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[-1] == "CPU で描いています（ソフトウェア OpenGL）"
    assert [action.isChecked() for action in menu.actions()[:3]] == [True, False, False]
    menu.actions()[2].trigger()
    menu.close()
    assert view.last("way") == ("way", "quick")
    assert status.drawing.text() == "描画: 速い"
    window.rebuild()
    assert window.chrome.status.drawing.text() == "描画: 速い"
    assert window.program.settings.drawing == "quick"
