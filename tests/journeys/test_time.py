"""A day of people in a town: a table is opened, the slider appears, it plays, and all is found again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from layers.period import Period
from styles.style import ByRange
from tests.importers.gtfs import feeds
from tests.journeys.conftest import MakeProgram, canvas_of, settled
from tests.layers.test_moments import at

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from pytestqt.qtbot import QtBot

    from gisapp.app import Application

pytestmark = pytest.mark.window


def _people(path: Path) -> Path:
    random = np.random.default_rng(2)
    squares = [f"49295{row}{r}{w}" for row in range(2) for r in range(10) for w in range(10)]
    lines = [
        f"2026-10-01 {hour:02}:00,{code},{int(count)}"
        for hour in range(24)
        for code, count in zip(
            squares, random.gamma(2.0, 5.0 + 200.0 * (8 <= hour < 20), len(squares)), strict=True
        )
    ]
    path.write_text("日時,メッシュコード,滞在人口\n" + "\n".join(lines) + "\n", "utf-8")
    return path


def _pixels(application: Application) -> NDArray[np.int64]:
    image = canvas_of(application).grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return flat[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(np.int64)


def _changed(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    """Return the share of pixels that differ clearly."""
    return float((np.abs(one - other).max(axis=2) > 25).mean())


def _save_and_reopen(
    application: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, path: Path, now: Period
) -> None:
    window = application.window
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.chrome.menus["save"].trigger()
    qtbot.waitUntil(lambda: not window.session.modified)
    settled(application, qtbot)
    before = _pixels(application)
    window.chrome.menus["new"].trigger()
    assert not window.chrome.time.isVisible()
    window.work.open_paths([path])
    qtbot.waitUntil(lambda: bool(window.session.project.layers), timeout=60_000)
    qtbot.waitUntil(window.chrome.time.isVisible, timeout=60_000)
    settled(application, qtbot)
    assert window.session.project.time == now
    assert _changed(before, _pixels(application)) < 0.01


def test_a_table_is_played_saved_and_found_again(
    begin: MakeProgram, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = begin()
    window = application.window
    bar = window.chrome.time
    assert not bar.isVisible()
    window.work.open_paths([_people(tmp_path / "滞在人口.csv")])
    qtbot.waitUntil(bar.isVisible, timeout=60_000)
    settled(application, qtbot)
    assert bar.moment.text() == "すべての時間"
    (layer,) = window.session.project.layers
    assert isinstance(layer.style, ByRange)
    steps = len(window.session.history)

    # Night and noon are two pictures; the legend keeps its classes.
    bar.track.setFocus()
    qtbot.keyClick(bar.track, Qt.Key.Key_Home)
    settled(application, qtbot)
    night = _pixels(application)
    window.player.show(Period(at("2026-10-01T12:00"), at("2026-10-01T13:00")))
    settled(application, qtbot)
    noon = _pixels(application)
    assert _changed(night, noon) > 0.05
    assert window.session.project.layers[0].style == layer.style

    # It plays by itself, each step is another picture, and undo knows nothing of it.
    qtbot.keyClick(bar.track, Qt.Key.Key_Home)
    window.player.choose_speed(10)
    seen: list[Period | None] = []
    forget = window.session.subscribe(
        lambda change: seen.append(change.new.time) if "time" in change.what else None
    )
    qtbot.mouseClick(bar.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(seen) >= 12, timeout=20_000)
    qtbot.mouseClick(bar.play, Qt.MouseButton.LeftButton)
    forget()
    settled(application, qtbot)
    assert not window.player.playing
    assert _changed(night, _pixels(application)) > 0.05
    assert len(window.session.history) == steps

    # A click asks about the square as it is now.
    view = canvas_of(application)
    hit = view.pick(view.width() / 2, view.height() / 2)
    assert hit is not None
    now = window.session.project.time
    assert now is not None
    times = window.session.project.layers[0].times()
    assert times is not None
    assert now.start <= times.start[hit.feature] < now.end

    _save_and_reopen(application, qtbot, monkeypatch, tmp_path / "人流.gisproj", now)


def test_buses_drive_through_the_day(begin: MakeProgram, qtbot: QtBot, tmp_path: Path) -> None:
    application = begin()
    window = application.window
    window.work.open_paths([feeds.write_zip(tmp_path / "バス.zip", feeds.files())])
    qtbot.waitUntil(window.chrome.time.isVisible, timeout=60_000)
    settled(application, qtbot)
    pictures = []
    for minute in (5, 6, 12):
        window.player.show(Period(at(f"2026-04-03T08:{minute:02}"), at(f"2026-04-03T08:{minute + 1:02}")))
        settled(application, qtbot)
        pictures.append(_pixels(application))
    assert _changed(pictures[0], pictures[1]) > 0
    assert _changed(pictures[0], pictures[2]) > 0
    assert window.chrome.time.moment.text() == "2026年4月3日 8:12"
    assert not window.banner.notices
