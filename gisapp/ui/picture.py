"""A small picture in a card; a click shows it large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QLabel, QPushButton
from shiboken6 import isValid

from gisapp.ui.dialogs.sheet import Sheet
from gisapp.ui.theme import px
from gisapp.ui.words import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gisapp.tasks import TaskRunner

SMALL, LARGE = 280, 960
"""Unscaled pixels of the longer side in a card, and in the dialog."""


class PictureButton(QPushButton):
    """Shows a picture as soon as it is read; hidden until then.

    Parameters
    ----------
    tasks
        Read the picture.
    told
        What it is called.
    load
        Gives it as PNG with a longer side of some pixels, None when it cannot be shown; in a thread.
    missing
        Called when it cannot be shown.
    """

    def __init__(
        self,
        tasks: TaskRunner,
        told: str,
        load: Callable[..., bytes | None],
        missing: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self._tasks, self._told, self._load, self._missing = tasks, told, load, missing
        self.setProperty("role", "flat")
        self.setAccessibleName(translate("panels", "写真 {name} を大きく見る").format(name=told))
        self.setToolTip(self.accessibleName())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _=False: self._read(LARGE, self._open))
        self.hide()
        self._read(SMALL, self._show)

    def _read(self, side: int, then: Callable[[bytes | None], None]) -> None:
        self._tasks.run("", self._load, px(side), then=then, wanted=lambda: isValid(self))

    def _show(self, data: bytes | None) -> None:
        if data is None:
            self._missing()
            return
        pixels = pixmap(data)
        self.setIcon(QIcon(pixels))
        self.setIconSize(pixels.size())
        self.setFixedSize(pixels.size())
        self.show()

    def _open(self, data: bytes | None) -> None:
        if data is None:
            self._missing()
        else:
            PictureDialog(self._told, pixmap(data), self.window()).open()


class PictureDialog(Sheet):
    """Shows a picture large.

    Parameters
    ----------
    title
        What it is called.
    pixels
        The picture.
    """

    def __init__(self, title: str, pixels: QPixmap, parent: QWidget | None = None) -> None:
        super().__init__(title, 360, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picture = QLabel()
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        room = self.screen().availableSize() * 0.8
        fits = pixels.width() <= room.width() and pixels.height() <= room.height()
        smooth = Qt.TransformationMode.SmoothTransformation
        shown = pixels if fits else pixels.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        picture.setPixmap(shown)
        picture.setAccessibleName(title)
        self.content.addWidget(picture, 1)
        self.add_button(translate("window", "閉じる"), self.accept, role="primary")


def pixmap(data: bytes) -> QPixmap:
    """Return a picture for the screen."""
    made = QPixmap()
    made.loadFromData(data)
    return made
