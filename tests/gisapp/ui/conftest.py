"""A program with a window whose view draws nothing: what the window does with it is written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from gisapp.settings import Settings
from gisapp.ui import language, theme
from gisapp.ui.deliver import Deliver
from gisapp.ui.program import Program
from gisapp.ui.window import Window
from layers.project import Camera

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pytestqt.qtbot import QtBot

    from gisapp.scene.comparison import Comparison
    from gisapp.session import Session
    from layers.drawables import Drawable


class StillView(QWidget):
    """Keeps the promises of the 3D view and shows a plain colour."""

    picked = Signal(str, int)
    coordinates = Signal(float, float, float)
    status = Signal(str)
    frame = Signal(float)
    noticed = Signal(object)
    told = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.asked: list[tuple[Any, ...]] = []
        self.theme_name = ""

    @property
    def camera(self) -> Camera:
        return self.session.project.camera or Camera((0.0, -100.0, 100.0), (0.0, 0.0, 0.0))

    @property
    def view_size(self) -> tuple[float, float]:
        return 800.0, 600.0

    def look(self, camera: Camera, *, fly: bool = False) -> None:
        self.asked.append(("look", camera))

    def fly_to(self, bounds: tuple[float, float, float, float, float, float]) -> None:
        self.asked.append(("fly_to", bounds))

    def fly_to_point(self, east: float, north: float, height: float, distance: float = 250.0) -> None:
        self.asked.append(("fly_to_point", east, north, height, distance))

    def show_desk(self, drawables: Iterable[Drawable]) -> None:
        self.asked.append(("show_desk", tuple(drawables)))

    def paint(self, paints: Mapping[str, NDArray[np.uint8]]) -> None:
        self.asked.append(("paint", dict(paints)))

    def compare(self, comparison: Comparison | None) -> None:
        self.asked.append(("compare", comparison))

    def home(self) -> None:
        self.asked.append(("home",))

    def top(self) -> None:
        self.asked.append(("top",))

    def north(self) -> None:
        self.asked.append(("north",))

    def set_theme(self, name: str) -> None:
        self.theme_name = name

    def set_way(self, way: str) -> None:
        self.asked.append(("way", way))

    def drawing_facts(self) -> tuple[str, ...]:
        return ("CPU で描いています（ソフトウェア OpenGL）",)

    def set_reduced_motion(self, reduced: bool) -> None:
        self.asked.append(("reduced", reduced))

    def snapshot(self, size: QSize | None = None, *, decorated: bool = True) -> QImage:
        image = QImage(size or QSize(80, 60), QImage.Format.Format_RGB32)
        image.fill(QColor(10, 120, 200))
        return image

    def shutdown(self) -> None:
        self.asked.append(("shutdown",))

    def last(self, what: str) -> tuple[Any, ...]:
        """Return the last wish of a kind."""
        return next(one for one in reversed(self.asked) if one[0] == what)


class SavedSettings:
    """Stands for the file of the settings."""

    def __init__(self) -> None:
        self.written: list[Settings] = []

    def __call__(self, settings: Settings) -> None:
        self.written.append(settings)


@pytest.fixture
def saved_settings() -> SavedSettings:
    return SavedSettings()


MakeWindow = Callable[..., Window]


@pytest.fixture
def make_window(qtbot: QtBot, saved_settings: SavedSettings) -> Iterator[MakeWindow]:
    """Return a function that makes a window; at the end it is closed without questions."""
    made: list[tuple[Window, Deliver]] = []

    def make(**preferences: Any) -> Window:
        settings = Settings(**{"theme": "light", **preferences})
        language.install(settings.language)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, settings.theme, settings.scale)
        deliver = Deliver()
        window = Window(Program(settings, deliver, saved_settings), StillView)
        made.append((window, deliver))
        window.show()
        qtbot.waitExposed(window)
        return window

    yield make
    for window, deliver in made:
        window.close_for_good()
        window.program.tasks.shutdown()
        window.deleteLater()
        deliver.deleteLater()
    language.install("ja")


@pytest.fixture
def window(make_window: MakeWindow) -> Window:
    return make_window()


def view_of(window: Window) -> StillView:
    """Return the view of a window that has one."""
    view = window.centre.view
    assert isinstance(view, StillView)
    return view


def quiet(window: Window, qtbot: QtBot) -> None:
    """Wait until no work is under way."""
    qtbot.waitUntil(lambda: not window.program.tasks.tasks, timeout=20_000)
    qtbot.wait(20)


def extent_size(bounds: tuple[float, ...]) -> float:
    """Return the diagonal of a box on the ground in metres."""
    return float(np.hypot(bounds[3] - bounds[0], bounds[4] - bounds[1]))
