"""What the publish desk writes and checks beside the window; nothing of it is loaded before."""

from __future__ import annotations

from pathlib import Path

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

NAME = "公開サイト"
"""Of the folder of a site beside other things."""
INDEX = ("server/index.html", "file/index.html")
_NOT_NOW = QT_TRANSLATE_NOOP(CONTEXT, "「{title}」は、承認されたときのままではないため、公開しませんでした。")
_NOT_NOW_HINT = QT_TRANSLATE_NOOP(CONTEXT, "「審査」で確かめて、もう一度承認してください。")


def place_in(folder: Path) -> Path:
    """Return where a site is written when staff chose a folder.

    A site takes the place of the one that stood there, and of nothing else: beside other things it gets a
    folder of its own.
    """
    if is_site(folder) or not folder.exists() or not any(folder.iterdir()):
        return folder
    found, number = folder / NAME, 2
    while found.exists() and not is_site(found):
        found, number = folder / f"{NAME}{number}", number + 1
    return found


def is_site(folder: Path) -> bool:
    """Whether a folder holds a site and nothing beside it."""
    known = {"server", "file", "manifest.json", "manifest.sig", "SHA256SUMS"}
    there = any((folder / one).is_file() for one in INDEX)
    return there and all(one.name in known for one in folder.iterdir())
