"""Writing files so that the old one or the new one is there at every moment, never half of one."""

from __future__ import annotations

import errno
import os
import secrets
import time
from pathlib import Path

from layers.errors import ExportFailed
from layers.messages import QT_TRANSLATE_NOOP

NO_SPACE = QT_TRANSLATE_NOOP("messages", "{file} を保存できませんでした。ディスクの空きがありません。")
NO_SPACE_HINT = QT_TRANSLATE_NOOP("messages", "不要なファイルを消すか、別の場所に保存してください。")
NO_FOLDER = QT_TRANSLATE_NOOP("messages", "{file} を保存できませんでした。フォルダ {folder} がありません。")
NO_FOLDER_HINT = QT_TRANSLATE_NOOP("messages", "別の場所に保存してください。")
NO_RIGHT = QT_TRANSLATE_NOOP(
    "messages", "{file} を保存できませんでした。書き込めない場所か、ほかのプログラムが開いています。"
)
NO_RIGHT_HINT = QT_TRANSLATE_NOOP(
    "messages", "そのファイルを開いているプログラムを閉じるか、別の場所に保存してください。"
)
NOT_WRITTEN = QT_TRANSLATE_NOOP("messages", "{file} を保存できませんでした。")

_WAITS = (0.02, 0.05, 0.1, 0.2, 0.4)
"""On Windows a virus scanner may hold a fresh file for a moment; seconds between the attempts."""


def write(path: Path, content: bytes, backups: int = 0) -> None:
    """Write a file by way of a temporary one beside it.

    The content is flushed to the disk before the name is given to it. Whoever is interrupted leaves
    the old file and at most a temporary one whose name begins with ``.``.

    Parameters
    ----------
    path
        Target; its folder must exist.
    content
        All of it.
    backups
        How many older versions are kept beside it as ``name.bak1`` (the newest), ``name.bak2``, …

    Raises
    ------
    layers.errors.ExportFailed
        With a sentence saying why; the old file is untouched.
    """
    temporary: Path | None = None
    try:
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _take_rights(path, temporary)
        if backups and path.exists():
            _rotate(path, backups)
        _replace(temporary, path)
        _sync_folder(path.parent)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise _explained(error, path) from error


def backup(path: Path, number: int) -> Path:
    """Return the name of an older version of a file, 1 being the newest."""
    return path.with_name(f"{path.name}.bak{number}")


def _rotate(path: Path, backups: int) -> None:
    # The present file is copied, not renamed, so that its name never stands empty.
    for number in range(backups - 1, 0, -1):
        if backup(path, number).exists():
            _replace(backup(path, number), backup(path, number + 1))
    write(backup(path, 1), path.read_bytes())


def _replace(source: Path, target: Path) -> None:
    for wait in _WAITS:
        try:
            source.replace(target)
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(wait)
        else:
            return
    source.replace(target)


def _take_rights(path: Path, temporary: Path) -> None:
    if os.name == "nt":
        return
    try:
        temporary.chmod(path.stat().st_mode & 0o777)
    except FileNotFoundError:
        return  # a new file, as readable as any other that this user makes


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        # Some network drives cannot do this; the file itself is already on the disk.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def _explained(error: OSError, path: Path) -> ExportFailed:
    values = {"file": path.name, "folder": str(path.parent)}
    if isinstance(error, ExportFailed):
        return error
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ExportFailed(NO_SPACE, NO_SPACE_HINT, values=values, detail=str(error))
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return ExportFailed(NO_FOLDER, NO_FOLDER_HINT, values=values, detail=str(error))
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return ExportFailed(NO_RIGHT, NO_RIGHT_HINT, values=values, detail=str(error))
    return ExportFailed(NOT_WRITTEN, NO_FOLDER_HINT, values=values, detail=str(error))
