"""The time slider: there when it is needed, reachable by keys and pointer, and still when nothing plays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from gisapp.ui.panels.table import TablePanel
from layers.period import DAY, Period
from layers.project import Project
from layers.timesteps import Step
from tests.gisapp.ui.conftest import MakeWindow, quiet, view_of
from tests.layers.features import vector
from tests.layers.test_moments import at
from tests.layers.timed import hourly, squares, timed_layer

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gisapp.ui.window import Window

pytestmark = pytest.mark.window
HOURS = 12
FIRST = at("2026-11-21T00:00")


def hour(number: int) -> Period:
    return Period(FIRST + number * 3600, FIRST + (number + 1) * 3600)


@pytest.fixture
def timed(window: Window, qtbot: QtBot, tmp_path: Path) -> Window:
    window.session.open(Project().with_layer(hourly(tmp_path / "hours", hours=HOURS)))
    qtbot.waitUntil(lambda: window.player.timeline is not None)
    quiet(window, qtbot)
    return window


def playing(window: Window) -> bool:
    return window.player.playing


def active_timers(window: Window) -> list[QTimer]:
    """Return running timers but the one that looks at the memory every five seconds."""
    return [one for one in window.findChildren(QTimer) if one.isActive() and one.interval() < 5000]


def test_the_bar_is_there_only_while_a_visible_layer_has_time(
    timed: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    bar = timed.chrome.time
    assert bar.isVisible()
    project = timed.session.project
    timed.session.do("隠す", project.replacing(replace(project.layers[0], visible=False)))
    assert not bar.isVisible()
    timed.session.undo()
    qtbot.waitUntil(bar.isVisible)
    timed.session.do("外す", timed.session.project.without(["hours"]))
    timed.session.do(
        "加える",
        timed.session.project.with_layer(vector(tmp_path / "lots", ["POINT (0 0)"], {"名称": ["点"]})),
    )
    quiet(timed, qtbot)
    assert not bar.isVisible()


def test_nothing_runs_while_nothing_plays(timed: Window, qtbot: QtBot) -> None:
    qtbot.wait(400)
    assert active_timers(timed) == []
    timed.player.play()
    assert timed.player.playing
    timed.player.pause()
    qtbot.wait(400)
    assert active_timers(timed) == []


def test_keys_of_the_track(timed: Window) -> None:
    track, session = timed.chrome.time.track, timed.session
    track.setFocus()
    for key, expected in (
        (Qt.Key.Key_Right, hour(0)),
        (Qt.Key.Key_Right, hour(1)),
        (Qt.Key.Key_PageUp, hour(11)),
        (Qt.Key.Key_Right, hour(11)),
        (Qt.Key.Key_Left, hour(10)),
        (Qt.Key.Key_Home, hour(0)),
        (Qt.Key.Key_Left, hour(0)),
        (Qt.Key.Key_End, hour(11)),
        (Qt.Key.Key_Escape, None),
    ):
        QTest.keyClick(track, key)
        assert session.project.time == expected, key
    QTest.keyClick(track, Qt.Key.Key_Space)
    assert playing(timed)
    QTest.keyClick(track, Qt.Key.Key_Space)
    assert not playing(timed)
    assert not session.history


def test_space_in_the_view_and_the_table_of_keys(timed: Window) -> None:
    view = view_of(timed)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert playing(timed)
    timed.chrome.menus["time-play"].trigger()
    assert not playing(timed)
    timed.chrome.menus["time-forward"].trigger()
    assert timed.session.project.time == hour(1)
    timed.chrome.menus["time-back"].trigger()
    timed.chrome.menus["time-all"].trigger()
    assert not timed.chrome.menus["time-all"].isEnabled()
    assert timed.session.project.time is None


def test_every_control_is_reached_by_tab_and_has_a_name(timed: Window) -> None:
    bar = timed.chrome.time
    for button in (bar.back, bar.play, bar.forward, bar.pace, bar.all, bar.track):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert button.accessibleName() or button.text()  # type: ignore[union-attr]
    for one in bar.findChildren(QToolButton):
        assert one.toolTip()
    assert "Ctrl+Space" in bar.play.toolTip()


def test_playing_goes_step_by_step_to_the_end_and_stops(timed: Window, qtbot: QtBot) -> None:
    seen: list[Period | None] = []
    timed.session.subscribe(lambda change: seen.append(change.new.time) if "time" in change.what else None)
    view = view_of(timed)
    timed.session.subscribe(lambda _: view.frame.emit(1.0))  # the view says that it has drawn
    timed.player.choose_speed(10)
    timed.player.play()
    assert timed.chrome.time.play.accessibleName().startswith("止める")
    qtbot.waitUntil(lambda: not timed.player.playing, timeout=10_000)
    assert seen == [hour(number) for number in range(HOURS)]
    timed.player.play()  # from the begin
    assert timed.session.project.time == hour(0)
    timed.player.pause()


def test_the_next_step_waits_for_the_picture_of_the_last(timed: Window, qtbot: QtBot) -> None:
    timed.player.choose_speed(10)
    timed.player.play()
    qtbot.wait(600)
    assert timed.session.project.time in (hour(0), hour(1))
    timed.player.pause()


def test_the_window_of_time_is_pulled_and_jumps(timed: Window) -> None:
    track = timed.chrome.time.track
    middle = track.height() // 3

    def x(moment: int) -> QPoint:
        return QPoint(round(track.place(moment)), middle)

    QTest.mouseClick(track, Qt.MouseButton.LeftButton, pos=x(hour(5).start + 1800))
    assert timed.session.project.time == hour(5)
    QTest.mousePress(track, Qt.MouseButton.LeftButton, pos=x(hour(5).start + 1800))
    QTest.mouseMove(track, x(hour(8).start + 1800))
    assert timed.session.project.time == hour(8)
    QTest.mouseRelease(track, Qt.MouseButton.LeftButton, pos=x(hour(8).start + 1800))
    QTest.mousePress(track, Qt.MouseButton.LeftButton, pos=x(hour(8).end))
    QTest.mouseMove(track, x(hour(10).start + 1800))
    assert timed.session.project.time == Period(hour(8).start, hour(10).end)
    QTest.mouseRelease(track, Qt.MouseButton.LeftButton, pos=x(hour(10).end))
    assert timed.chrome.time.moment.text() == "2026年11月21日 8:00 ～ 2026年11月21日 10:00"
    timed.player.walk(1)  # a wide window keeps its width
    assert timed.session.project.time == Period(hour(9).start, hour(11).end)
    QTest.mousePress(track, Qt.MouseButton.LeftButton, pos=x(hour(9).start))
    QTest.mouseMove(track, x(hour(11).start + 1800))
    assert timed.session.project.time == hour(11)
    QTest.mouseRelease(track, Qt.MouseButton.LeftButton, pos=x(hour(11).start))
    assert not timed.session.history


def test_step_and_speed_are_chosen_from_what_makes_sense(timed: Window) -> None:
    player, bar = timed.player, timed.chrome.time
    assert player.step == Step(1, "hour")
    bar._fill_menu()
    words = [action.text() for action in bar._menu.actions() if action.isCheckable()]
    assert words[:3] == ["1 時間ごと", "3 時間ごと", "6 時間ごと"]
    player.show(hour(4))
    player.choose_step(Step(3, "hour"))
    assert timed.session.project.time == Period(hour(3).start, hour(5).end)
    assert bar.pace.text().startswith("3 時間ごと")


def test_table_and_legend_follow_when_time_rests(timed: Window, qtbot: QtBot) -> None:
    timed.commands.show_table()
    table = timed.chrome.lower.page("table")
    assert isinstance(table, TablePanel)
    quiet(timed, qtbot)
    table.only_filtered.setChecked(True)
    timed.player.show(hour(2))
    qtbot.waitUntil(lambda: table.model.rowCount() == 3, timeout=5000)
    item = timed.chrome.layers.tree.item_of("hours")
    qtbot.waitUntil(lambda: timed.chrome.layers.tree.item_of("hours").text(1) == "3", timeout=5000)  # type: ignore[union-attr]
    assert item is not None


def test_rows_without_a_time_are_told_in_bar_and_legend(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    layer = timed_layer(
        tmp_path / "some", squares(4), {"日時": ["2026-11-21", "2026-11-22", None, "不明"]}, {"日時": "date"}
    )
    window.session.open(Project().with_layer(layer))
    qtbot.waitUntil(lambda: window.player.timeline is not None)
    assert window.chrome.time.detail.text() == "時刻が未確認の 2 件を含む"
    window.player.walk(1)
    assert window.chrome.time.detail.text() == "時刻が未確認の 2 件は出ません"

    def line() -> str:
        item = window.chrome.layers.tree.item_of("some")
        child = item.child(0) if item is not None and item.childCount() else None
        return "" if item is None or child is None else f"{item.text(1)} {child.text(0)} {child.text(1)}"

    qtbot.waitUntil(lambda: line() == "1 時刻が未確認（時間を選ぶと出ません） 2", timeout=5000)


def test_the_bar_is_made_anew_in_another_language_and_the_walk_goes_on(timed: Window) -> None:
    timed.player.show(hour(3))
    timed.player.choose_step(Step(3, "hour"))
    before = timed.session.project.time
    old = timed.program.settings
    timed.program.change_settings(lambda settings: replace(settings, language="en"))
    timed.apply_settings(old)
    assert timed.chrome.time.all.text() == "All times"
    assert timed.session.project.time == before
    assert timed.chrome.time.isVisible()
    assert timed.player.step == Step(3, "hour")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_words_below_the_track_fit_beside_each_other(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, scale: float
) -> None:
    window = make_window(scale=scale)
    layer = timed_layer(
        tmp_path / "days",
        squares(200),
        {"日時": [f"2026-{1 + k // 28:02}-{1 + k % 28:02}" for k in range(200)]},
        {"日時": "date"},
    )
    window.session.open(Project().with_layer(layer))
    qtbot.waitUntil(lambda: window.player.timeline is not None)
    track = window.chrome.time.track
    metrics = QFontMetrics(track.font())
    ticks = track.ticks(metrics)
    # One word has nothing beside it, however narrow the track is.
    assert 1 <= len(ticks) <= max(1.0, track.width() / metrics.horizontalAdvance("00月00日"))
    assert all(moment % DAY == 0 for moment, _ in ticks)


def test_an_empty_stretch_is_skipped(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    layer = timed_layer(
        tmp_path / "gap",
        squares(3),
        {"日時": ["2026-11-21T08:00:00", "2026-11-21T09:00:00", "2026-11-25T08:00:00"]},
        {"日時": "date"},
    )
    window.session.open(Project().with_layer(layer))
    qtbot.waitUntil(lambda: window.player.timeline is not None)
    player = window.player
    player.choose_step(Step(1, "hour"))
    step = player.step
    assert step is not None
    player.show(step.at(at("2026-11-21T09:00")))
    assert player._advance()
    assert player.period == step.at(at("2026-11-25T08:00"))
    assert not player._advance()
