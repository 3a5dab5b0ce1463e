"""The files of a folder that is published: named, measured, and with their digests."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.desks.publish import publishednames
from layers.errors import ExportFailed
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.feedback import Feedback

_PIECE = 1 << 20
_HASHING = QT_TRANSLATE_NOOP(CONTEXT, "ファイルの照合番号を計算しています")
_ODD_NAME = QT_TRANSLATE_NOOP(CONTEXT, "「{file}」は、公開するファイルの名前として使えません。")
_ODD_HINT = QT_TRANSLATE_NOOP(
    CONTEXT,
    '名前に記号（< > : " | ? * \\）や Windows で使えない名前がないか、'
    "リンクや同じ名前のファイルがないか確かめてください。",
)


@dataclass(frozen=True)
class FileEntry:
    """A file: relative path with ``/``, its bytes, and their SHA-256 in hexadecimal digits."""

    path: str
    bytes: int
    sha256: str


def files_of(folder: Path, apart: frozenset[str], feedback: Feedback) -> tuple[FileEntry, ...]:
    """Return the files of a folder with their digests, by path.

    Parameters
    ----------
    folder
        Which.
    apart
        Relative names that are not among them.
    feedback
        Receives progress in bytes.

    Raises
    ------
    layers.errors.ExportFailed
        When something in it cannot be published under its name, or is a link.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    paths = {path.relative_to(folder).as_posix(): path for path in walked(folder)}
    names = sorted(name for name in paths if name not in apart)
    odd = [name for name in names if not publishednames.sound(name) or paths[name].is_symlink()]
    odd += publishednames.twice(names)
    if odd:
        raise ExportFailed(_ODD_NAME, _ODD_HINT, values={"file": odd[0]}, where=Where(str(folder)))
    sizes = {name: paths[name].stat().st_size for name in names}
    total, done, found = sum(sizes.values()), 0, []
    for name in names:
        feedback.step(done, max(total, 1), Message(_HASHING))
        found.append(FileEntry(name, *hashed(paths[name], feedback)))
        done += sizes[name]
    return tuple(found)


def hashed(source: Path | bytes, feedback: Feedback | None = None) -> tuple[int, str]:
    """Return the bytes of a file, or of what would stand in it, and their SHA-256."""
    if isinstance(source, bytes):
        return len(source), hashlib.sha256(source).hexdigest()
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as file:
        while piece := file.read(_PIECE):
            if feedback is not None:
                feedback.step()
            digest.update(piece)
            size += len(piece)
    return size, digest.hexdigest()


def walked(folder: Path) -> Iterator[Path]:
    """Give all files below a folder, and links to folders, which nobody goes into."""
    for base, folders, files in os.walk(folder):
        yield from (Path(base, name) for name in files)
        yield from (Path(base, name) for name in folders if Path(base, name).is_symlink())
