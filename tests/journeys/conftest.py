"""The real program with the real view, in folders of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gisapp import settings as settings_file
from gisapp.app import Application
from gisapp.scene.canvas import Canvas
from gisapp.settings import STORES, Settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

MakeProgram = Callable[..., Application]


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where what was read is kept: the first who opens the sample town reads it, the next find it."""
    return tmp_path_factory.mktemp("stores")


@pytest.fixture
def begin(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, stores: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MakeProgram]:
    """Return a function that starts the program; it is closed at the end without questions."""
    monkeypatch.setenv(settings_file.CONFIG_VARIABLE, str(tmp_path / "config"))
    monkeypatch.setenv(STORES, str(stores))
    started: list[Application] = []

    def start(**preferences: Any) -> Application:
        application = Application(qapp, Settings(**{"theme": "light", "reduced_motion": True, **preferences}))
        started.append(application)
        application.show()
        qtbot.waitExposed(application.window)
        qtbot.waitUntil(lambda: application.recoverer.journal is not None)
        return application

    yield start
    for application in started:
        application.window.close_for_good()
        application.window.deleteLater()
        application._deliver.deleteLater()


def canvas_of(application: Application) -> Canvas:
    """Return the view of a program that has one."""
    view = application.window.centre.view
    assert isinstance(view, Canvas)
    return view


def settled(application: Application, qtbot: QtBot) -> None:
    """Wait until nothing is being read, counted, loaded or flown."""

    def still() -> bool:
        view = application.window.centre.view
        renderer = view.renderer if isinstance(view, Canvas) else None
        resting = not isinstance(view, Canvas) or view.resting
        return not application.program.tasks.tasks and resting and not (renderer and renderer.busy)

    for _ in range(3):  # an answer may start new work
        qtbot.waitUntil(still, timeout=60_000)
        qtbot.wait(60)
