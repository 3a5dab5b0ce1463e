"""A day at the counter: a city is opened, asked about, coloured, saved and found again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from gisapp.desks.planning.lot import Behind
from gisapp.desks.planning.study import Question
from gisapp.session import Selection
from gisapp.ui import theme
from gisapp.ui.panels.feature import FeaturePanel
from gisapp.ui.panels.style import StylePanel
from gisapp.ui.panels.table import TablePanel
from gisapp.ui.sample import sample_town
from layers.filters import Condition, Operator
from styles.style import ByCategory, Fixed
from tests import realdata
from tests.journeys.conftest import MakeProgram, canvas_of, settled

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from gisapp.app import Application
    from gisapp.ui.planning.desk import PlanningDesk

pytestmark = pytest.mark.window

TALL = (Condition("measured_height", Operator.AT_LEAST, 10.0),)


def _open_sample(application: Application, qtbot: QtBot) -> None:
    button = application.window.findChild(QPushButton, "welcomeOpenSample")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(application.window.session.project.layers), timeout=120_000)
    settled(application, qtbot)


def _place_of_a_house(application: Application) -> QPoint:
    """Return a pixel of the view on which a building stands, searched from the middle outwards."""
    view = canvas_of(application)
    buildings = application.window.session.project.layers[0].id
    middle = view.rect().center()
    for ring in range(1, 40):
        for x, y in ((ring, 0), (-ring, 0), (0, ring), (0, -ring), (ring, ring), (-ring, -ring)):
            place = middle + QPoint(8 * x, 8 * y)
            met = view.pick(place.x(), place.y()) if view.rect().contains(place) else None
            if met is not None and met.layer == buildings:
                return place
    pytest.fail("no building is seen")


def _words(application: Application) -> str:
    panel = application.window.chrome.feature
    return "\n".join(label.text() for label in panel.findChildren(QLabel))


def _colours(image: QImage) -> int:
    """Return how many different colours a picture has, roughly."""
    found = {
        image.pixel(x, y) & 0xF0F0F0 for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)
    }
    return len(found)


def _ask_about_a_house(application: Application, qtbot: QtBot) -> None:
    window = application.window
    layer = window.session.project.layers[0]
    window.session.select(Selection.of(layer.id, [0]))
    window.commands.zoom_to_selection()
    settled(application, qtbot)
    window.session.select(Selection())
    place = _place_of_a_house(application)
    qtbot.mouseClick(canvas_of(application), Qt.MouseButton.LeftButton, pos=place)
    assert len(window.session.selection) == 1
    settled(application, qtbot)
    panel = window.chrome.feature
    assert isinstance(panel, FeaturePanel)
    assert panel.description is not None
    assert panel.description.feature == window.session.selection.features[0]
    assert window.chrome.cards.currentWidget() is window.chrome.planning
    window.chrome.turn.click()
    assert window.chrome.cards.currentWidget() is panel
    assert "計測高さ" in _words(application)
    assert "出典" in _words(application)


def _correct_the_road(application: Application, qtbot: QtBot) -> PlanningDesk:
    """Look at the lot under the house, and say that its first edge faces a road of 4 m."""
    window = application.window
    desk = window.planning
    qtbot.waitUntil(lambda: not desk.busy, timeout=30_000)
    window.chrome.turn.click()
    assert desk.study is not None
    assert desk.study.lot is not None
    said = "\n".join(label.text() for label in window.chrome.planning.findChildren(QLabel))
    assert "用途地域" in said
    assert desk.study.place.words in said
    edge = replace(desk.study.lot.edges[0], behind=Behind.ROAD, width=4.0, article="42-1-1")
    desk.correct(0, edge)
    qtbot.waitUntil(lambda: not desk.busy, timeout=30_000)
    assert desk.study.lot.edges[0].source == "staff"
    return desk


def _colour_by_use(application: Application, qtbot: QtBot) -> None:
    window = application.window
    layer = window.session.project.layers[0]
    before = _colours(canvas_of(application).grab().toImage())
    window.commands.show_style()
    style_panel = window.chrome.right.over
    assert isinstance(style_panel, StylePanel)
    style_panel.choose("usage")
    qtbot.waitUntil(lambda: isinstance(window.session.project.layers[0].style, ByCategory), timeout=20_000)
    settled(application, qtbot)
    assert _colours(canvas_of(application).grab().toImage()) > before
    item = window.chrome.layers.tree.item_of(layer.id)
    assert item is not None
    lines = [item.child(index) for index in range(item.childCount())]
    assert sum(int(line.text(1).replace(",", "")) for line in lines if line is not None) == len(layer.table())
    window.chrome.menus["undo"].trigger()
    assert isinstance(window.session.project.layers[0].style, Fixed)
    window.chrome.menus["redo"].trigger()


def _filter_for_tall_houses(application: Application, qtbot: QtBot) -> None:
    window = application.window
    layer = window.session.project.layers[0]
    wanted = int((layer.table().numbers("measured_height") >= 10.0).sum())
    assert 0 < wanted < len(layer.table())
    now = window.session.project.layers[0]
    window.session.do("絞り込む", window.session.project.replacing(replace(now, filter=TALL)))
    window.commands.show_table()
    settled(application, qtbot)
    table = window.chrome.lower.page("table")
    assert isinstance(table, TablePanel)
    assert len(table.model.rows) == wanted


def test_a_citizen_asks_about_a_house(
    begin: MakeProgram, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = begin()
    window = application.window
    _open_sample(application, qtbot)
    assert len(window.session.project.layers[0].table()) > 1000
    _ask_about_a_house(application, qtbot)
    kept = _correct_the_road(application, qtbot).study
    _colour_by_use(application, qtbot)
    _filter_for_tall_houses(application, qtbot)
    before = window.session.project.layers[0]
    assert isinstance(before.style, ByCategory)

    # Saved, put away, opened again: everything stands as it was.
    path = tmp_path / "窓口.gisproj"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.chrome.menus["save"].trigger()
    qtbot.waitUntil(lambda: not window.session.modified)
    settled(application, qtbot)
    camera = window.session.project.camera
    window.chrome.menus["new"].trigger()
    assert window.centre.currentWidget() is window.chrome.welcome
    window.work.open_paths([path])
    qtbot.waitUntil(lambda: bool(window.session.project.layers), timeout=60_000)
    settled(application, qtbot)
    opened = window.session.project.layers[0]
    assert opened.data is not None
    assert (opened.style, opened.filter, opened.name) == (before.style, TALL, before.name)
    assert window.session.project.camera == camera
    assert kept is not None
    middle = kept.place.area.representative_point()
    window.planning.ask(Question(middle.x, middle.y))
    qtbot.waitUntil(lambda: not window.planning.busy, timeout=30_000)
    assert window.planning.study is not None
    assert window.planning.study.entries == kept.entries
    assert window.banner.notices == ()


def test_the_window_speaks_english_and_goes_dark_with_a_city_in_it(begin: MakeProgram, qtbot: QtBot) -> None:
    application = begin()
    window = application.window
    _open_sample(application, qtbot)
    light = canvas_of(application).grab().toImage()
    window.commands.change_language("en")
    assert window.chrome.top.desks["planning"].text() == "Counter"
    window.commands.change_settings(replace(window.program.settings, theme="dark", scale=1.5))
    settled(application, qtbot)
    assert theme.look().tokens.name == "dark"
    assert window.chrome.top.height() == 72
    dark = canvas_of(application).grab().toImage()
    corner = QPoint(30, dark.height() - 120)
    assert dark.pixelColor(corner).lightness() < light.pixelColor(30, light.height() - 120).lightness()
    assert window.session.project.layers


@pytest.mark.thorough
def test_keys_move_the_view_and_the_map_can_stand_alone(begin: MakeProgram, qtbot: QtBot) -> None:
    application = begin()
    window = application.window
    _open_sample(application, qtbot)
    view = canvas_of(application)
    window.activateWindow()
    with qtbot.waitActive(window):
        view.setFocus()
    before = view.camera
    qtbot.keyClick(view, Qt.Key.Key_T)
    settled(application, qtbot)
    assert view.camera != before
    qtbot.keyClick(
        view, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert not window.chrome.top.isVisible()
    window.commands.toggle_view_alone()
    assert window.chrome.top.isVisible()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("途中まで.zip", b"PK\x03\x04" + bytes(200)),
        ("空.gml", b""),
        (
            "宣言.gml",
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><core:CityModel>&b;</core:CityModel>',
        ),
        ("memo.txt", "これは地図ではありません".encode()),
    ],
)
def test_a_bad_file_is_one_calm_sentence(
    begin: MakeProgram, qtbot: QtBot, tmp_path: Path, name: str, content: bytes
) -> None:
    application = begin()
    path = tmp_path / name
    path.write_bytes(content)
    application.window.work.open_paths([path])
    qtbot.waitUntil(lambda: bool(application.window.banner.notices), timeout=30_000)
    notice = application.window.banner.notices[0]
    assert notice.role == "warn"
    assert name in notice.text + notice.detail
    assert "Traceback" not in notice.text
    assert application.crashes.count == 0
    settled(application, qtbot)
    assert application.window.centre.currentWidget() is application.window.chrome.welcome


KILLED = """
import os, signal, sys, time
from pathlib import Path
from gisapp.app import Application, make_app
from gisapp.settings import Settings

def main() -> None:
    app = make_app()
    application = Application(app, Settings(theme="light", autosave_seconds=0.1, reduced_motion=True))
    application.show([Path(sys.argv[1])])
    application.crashes.remove()  # a fault must end this process, not wait in a dialog
    window = application.window
    while not window.session.project.layers or window.program.tasks.tasks:
        app.processEvents()
        time.sleep(0.01)
        if window.tasks.unread_failures:
            sys.exit(str([str(task.message) for task in window.tasks.tasks]))
    layer = window.session.project.layers[0]
    from dataclasses import replace
    window.session.do("名前を改める", window.session.project.replacing(replace(layer, name="消えない町")))
    application.recoverer.journal.flush()
    print("saved", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="only on Linux")
def test_work_survives_a_killed_program(begin: MakeProgram, qtbot: QtBot, tmp_path: Path) -> None:
    town = sample_town()
    assert town is not None
    script = tmp_path / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(realdata.ROOT),
        "GISAPP_CONFIG": str(tmp_path / "config"),
        "GISAPP_STORES": str(tmp_path / "stores"),
    }
    killed = subprocess.run(
        [sys.executable, str(script), str(town)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert "saved" in killed.stdout, killed.stderr
    assert killed.returncode == -signal.SIGKILL

    application = begin()
    window = application.window
    qtbot.waitUntil(lambda: bool(window.banner.notices), timeout=10_000)
    go_on = window.banner.notices[0].actions[0]
    assert go_on[0] == "続きから始める"
    go_on[1]()
    settled(application, qtbot)
    layer = window.session.project.layers[0]
    assert layer.name == "消えない町"
    assert layer.data is not None
    assert str(window.session.undo_label) == "名前を改める"
    window.chrome.menus["undo"].trigger()
    assert window.session.project.layers[0].name != "消えない町"
    assert window.session.project.layers[0].data is not None


@pytest.mark.slow
def test_a_whole_real_city_is_opened_and_asked(
    begin: MakeProgram, qtbot: QtBot, real_data: Callable[[str], Path]
) -> None:
    application = begin()
    window = application.window
    window.work.open_paths([real_data("plateau/10207_tatebayashi-shi_2020_citygml_op.zip")])
    qtbot.waitUntil(lambda: bool(window.session.project.layers), timeout=200_000)
    settled(application, qtbot)
    layer = window.session.project.layers[0]
    assert len(layer.table()) == 63_927
    item = window.chrome.layers.tree.item_of(layer.id)
    assert item is not None
    assert item.text(1) == "63,927"
    window.session.select(Selection.of(layer.id, [1234]))
    settled(application, qtbot)
    panel = window.chrome.feature
    assert isinstance(panel, FeaturePanel)
    assert panel.description is not None
    assert panel.description.feature == 1234
