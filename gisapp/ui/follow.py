"""Keeps the status bar in step with the view: place of the pointer, scale, memory, what is left out."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer

from gisapp.ui.drawingmenu import drawing_menu, way_name
from gisapp.ui.words import memory

if TYPE_CHECKING:
    from gisapp.ui.viewport import View
    from gisapp.ui.window import Window

MEMORY_MILLISECONDS = 5000
PIXEL = 0.0254 / 96
"""Metres across a pixel, as systems count them at 100 %."""
DEGREES_MILLISECONDS = 100
"""Degrees are worked out when the pointer has rested this long: the projection costs more than the words."""


class Follower(QObject):
    """Watches view, session and memory for the status bar.

    Parameters
    ----------
    window
        Whose status bar it is; the bar may be replaced at any time.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._place: tuple[float, float] | None = None
        self._reduced = ""
        self._view: View | None = None
        self._memory = QTimer(self)
        self._memory.setInterval(MEMORY_MILLISECONDS)
        self._memory.timeout.connect(self.show_memory)
        self._memory.start()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(DEGREES_MILLISECONDS)
        self._rest.timeout.connect(self._show_degrees)
        QTimer.singleShot(0, self, self.show_memory)  # not before the window shows

    def watch(self, view: View) -> None:
        """Follow a view."""
        view.coordinates.connect(self.show_place)
        if isinstance(view, QObject):
            view.installEventFilter(self)
        self._view = view
        view.frame.connect(self._show_scale)
        view.status.connect(self._show_reduced)
        view.noticed.connect(self._window.program.add_findings)
        self.show_drawing()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show no place once the pointer has left the view."""
        if event.type() == QEvent.Type.Leave:
            self._place = None
            self._window.chrome.status.clear_position()
        return super().eventFilter(watched, event)

    def stop(self) -> None:
        """Follow nothing any more."""
        self._memory.stop()
        self._rest.stop()

    def refresh(self) -> None:
        """Fill in a status bar that was made anew."""
        self.show_memory()
        self._show_reduced(self._reduced)
        self._show_scale()
        self.show_drawing()

    def show_place(self, east: float, north: float, height: float) -> None:
        """Show the place under the pointer, metres of the project's system; NaN where there is none."""
        status = self._window.chrome.status
        if east != east or north != north:  # noqa: PLR0124 - NaN is the one number unlike itself
            self._place = None
            status.clear_position()
            return
        self._place = (east, north)
        status.show_position(self._window.session.project.crs, east, north)
        status.show_height(None if height != height else height)  # noqa: PLR0124
        self._rest.start()

    def _show_degrees(self) -> None:
        crs = self._window.session.project.crs
        if self._place is None or not crs:
            return
        import numpy as np

        from layers.crs import unproject

        longitude, latitude = unproject(np.array([self._place[0]]), np.array([self._place[1]]), crs)
        self._window.chrome.status.show_degrees(float(longitude[0]), float(latitude[0]))

    def show_drawing(self) -> None:
        """Show how the view is drawn."""
        way = self._window.program.settings.drawing
        self._window.chrome.status.show_drawing(way_name(way) if self._view is not None else "")

    def ask_drawing(self) -> None:
        """Open the menu of how the view is drawn, above its chip."""
        if self._view is None:
            return
        chip = self._window.chrome.status.drawing
        settings = self._window.program.settings

        def choose(way: str) -> None:
            self._window.commands.change_settings(replace(self._window.program.settings, drawing=way))
            self.show_drawing()

        menu = drawing_menu(chip, settings.drawing, self._view.drawing_facts(), choose)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(chip.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _show_reduced(self, text: str) -> None:
        self._reduced = text
        self._window.chrome.status.show_reduced(text)

    def show_memory(self) -> None:
        """Show how much memory the program and its workers hold."""
        import psutil

        process = psutil.Process()
        held = process.memory_info().rss
        for child in process.children():
            try:
                held += child.memory_info().rss
            except psutil.NoSuchProcess:
                continue  # it ended between the two questions
        self._window.chrome.status.show_memory(memory(held))

    def _show_scale(self, _: float = 0.0) -> None:
        if self._view is None:
            return
        from gisapp.scene.camera import metres_per_pixel

        metres = metres_per_pixel(self._view.camera, self._view.view_size)
        self._window.chrome.status.show_scale(rounded(metres / PIXEL) if metres > 0 else None)


def rounded(number: float, digits: int = 2) -> float:
    """Return a number rounded to its leading digits: a scale of 1:2,487 is 1:2,500 to a person."""
    step = 10 ** (math.floor(math.log10(number)) - digits + 1)
    return float(round(number / step) * step)
