"""The middle of the window: welcome page, progress of the first reading, or the view itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QApplication, QLineEdit, QSplitter, QStackedWidget, QWidget

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtCore import QSize, Qt
    from PySide6.QtGui import QImage

    from gisapp.scene.comparison import Comparison
    from gisapp.session import Session
    from layers.drawables import Drawable
    from layers.project import Camera


class View(Protocol):
    """What the window asks of the 3D view; see :class:`gisapp.scene.canvas.Canvas`."""

    picked: Any
    coordinates: Any
    status: Any
    frame: Any
    noticed: Any
    told: Any

    @property
    def camera(self) -> Camera:
        """Where one looks from."""
        ...

    @property
    def view_size(self) -> tuple[float, float]:
        """Width and height in pixels."""
        ...

    def look(self, camera: Camera, *, fly: bool = False) -> None:
        """Look from another place."""
        ...

    def fly_to(self, bounds: tuple[float, float, float, float, float, float]) -> None:
        """Fly to an extent in metres."""
        ...

    def home(self) -> None:
        """Show everything."""
        ...

    def top(self) -> None:
        """Look straight down."""
        ...

    def north(self) -> None:
        """Put north up."""
        ...

    def set_theme(self, name: str) -> None:
        """Take the colours of a theme."""
        ...

    def set_reduced_motion(self, reduced: bool) -> None:
        """Jump instead of flying."""
        ...

    def set_way(self, way: str) -> None:
        """Draw as the machine can (``auto``), as fine as it gets, or as quick as it gets."""
        ...

    def drawing_facts(self) -> tuple[str, ...]:
        """Return what draws and what is reduced now, as sentences."""
        ...

    def fly_to_point(self, east: float, north: float, height: float, distance: float = 250.0) -> None:
        """Fly to a point in metres."""
        ...

    def show_desk(self, drawables: Iterable[Drawable]) -> None:
        """Show what a desk has worked out; nothing takes it off again."""
        ...

    def paint(self, paints: Mapping[str, NDArray[np.uint8]]) -> None:
        """Show layers, by their id, in a desk's colours (n, 3) of their features; ``{}`` for their styles."""
        ...

    def compare(self, comparison: Comparison | None) -> None:
        """Show another state of the place to the right of a divider; None for no more."""
        ...

    def snapshot(self, size: QSize | None = None, *, decorated: bool = True) -> QImage:
        """Return a picture of full quality."""
        ...

    def shutdown(self) -> None:
        """Free everything."""
        ...


MakeView = Callable[["Session", QWidget], QWidget]
"""Makes the 3D view; called once, when there is something to see."""


def make_canvas(session: Session, parent: QWidget) -> QWidget:
    """Return the real 3D view; its libraries are imported here, after the window stands."""
    from gisapp.scene.canvas import Canvas

    return Canvas(session, parent)


class Centre(QStackedWidget):
    """One of welcome page, progress page, view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: QWidget | None = None
        self._welcome: QWidget | None = None
        self._busy: QWidget | None = None

    def set_pages(self, welcome: QWidget, busy: QWidget) -> None:
        """Take the welcome page and the progress page; the former ones go."""
        for old in (self._welcome, self._busy):
            if old is not None:
                self.removeWidget(old)
                old.setParent(None)
                old.deleteLater()
        self._welcome, self._busy = welcome, busy
        self.addWidget(welcome)
        self.addWidget(busy)

    def put_view(self, view: QWidget) -> None:
        """Take the view in."""
        self.view = view
        self.addWidget(view)

    def choose(self, *, layers: bool, busy: bool) -> None:
        """Show what fits: the view when there are layers, else the progress, else the welcome page."""
        wanted = self.view if layers and self.view is not None else self._busy if busy else self._welcome
        if wanted is not None and self.currentWidget() is not wanted:
            self.setCurrentWidget(wanted)
            if not isinstance(QApplication.focusWidget(), QLineEdit):
                wanted.setFocus()  # so that keys work in what is seen, and no button lights up by chance


def split(direction: Qt.Orientation, *widgets: QWidget) -> QSplitter:
    """Return widgets in a row or column with a hairline between them; Qt makes a thin one easy to catch."""
    made = QSplitter(direction)
    made.setChildrenCollapsible(False)
    made.setHandleWidth(1)
    for one in widgets:
        made.addWidget(one)
    return made
