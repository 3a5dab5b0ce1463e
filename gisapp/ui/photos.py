"""A photo in a card: small, with what is known of it; read beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel
from shiboken6 import isValid

from gisapp.ui.cards import label
from gisapp.ui.theme import px
from gisapp.ui.words import translate
from importers.photos import thumbnail

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QVBoxLayout

    from gisapp.tasks import TaskRunner
    from importers.photos import Photo

SIDE = 280
"""Unscaled pixels of a photo."""


def add_photo(
    inside: QVBoxLayout,
    photo: Photo,
    base: Path | None,
    tasks: TaskRunner,
) -> None:
    """Add a photo to a layout, its name below it at once and its picture when it has been read.

    Parameters
    ----------
    inside
        Takes it.
    photo, base
        The photo, and the folder of the project file.
    tasks
        Reads it; when it has gone by then, nothing is shown.
    """
    told = photo.path.rsplit("/", 1)[-1]
    if photo.bearing is not None:
        north = translate("panels", "磁北") if photo.magnetic else translate("panels", "真北")
        told = translate("panels", "{file}　撮影の向き {degrees}°（{north}から）").format(
            file=told, degrees=round(photo.bearing), north=north
        )
    picture = QLabel()
    picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
    picture.hide()
    inside.addWidget(picture)
    below = label(told, "small")
    inside.addWidget(below)

    def show(data: bytes | None) -> None:
        if data is None:
            missing = translate("panels", "{file}（ファイルが見つからないか、別の写真に変わっています）")
            below.setText(missing.format(file=told))
            below.setProperty("role", "warn")
            return
        pixels = QPixmap()
        pixels.loadFromData(data)
        picture.setPixmap(pixels)
        picture.show()

    tasks.run("", thumbnail, photo, base, px(SIDE), then=show, wanted=lambda: isValid(picture))
