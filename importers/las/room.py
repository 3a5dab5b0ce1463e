"""Whether there is room on disk, asked before anything is written."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from layers.errors import ImportFailed
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path

    from importers.las.files import File

_NO_ROOM = QT_TRANSLATE_NOOP(
    CONTEXT, "点群の表示用ファイルを作るには {need} の空きが要りますが、{folder} には {free} しかありません。"
)
_MAKE_ROOM = QT_TRANSLATE_NOOP(
    CONTEXT, "不要なファイルを消すか、空きのあるドライブのフォルダを選んでください。"
)


def require_room(folder: Path, need: int, file: File) -> None:
    """Refuse to begin where a folder has not so many bytes left.

    Raises
    ------
    layers.errors.ImportFailed
        When there is no room.
    """
    free = shutil.disk_usage(folder).free
    if need > free:
        values = {"need": in_words(need), "free": in_words(free), "folder": str(folder.parent)}
        raise ImportFailed(_NO_ROOM, _MAKE_ROOM, values=values, where=Where(str(file)))


def in_words(count: int) -> str:
    """Return bytes as people read them."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"
