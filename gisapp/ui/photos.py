"""A photo in a card: small, with what is known of it; a click shows it large."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gisapp.ui.cards import label
from gisapp.ui.picture import PictureButton
from gisapp.ui.words import translate
from importers.pictures import thumbnail

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QVBoxLayout

    from gisapp.tasks import TaskRunner
    from importers.photos import Photo


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
    below = label(told, "small")

    def missing() -> None:
        words = translate("panels", "{file}（ファイルが見つからないか、別の写真に変わっています）")
        below.setText(words.format(file=told))
        below.setProperty("role", "warn")

    inside.addWidget(PictureButton(tasks, told, partial(thumbnail, photo, base), missing))
    inside.addWidget(below)
