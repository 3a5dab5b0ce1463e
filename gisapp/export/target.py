"""The file that is being written: under another name until it is whole."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from layers.errors import ExportFailed, WontOverwrite
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator

EXISTS = QT_TRANSLATE_NOOP(CONTEXT, "{file} はすでにあります。")
EXISTS_HINT = QT_TRANSLATE_NOOP(CONTEXT, "別の名前にするか、上書きを選んでください。")
NO_FOLDER = QT_TRANSLATE_NOOP(CONTEXT, "{file} を書き出せません。フォルダ {folder} がありません。")
NO_FOLDER_HINT = QT_TRANSLATE_NOOP(CONTEXT, "フォルダを作るか、別の場所を選んでください。")
NO_SPACE = QT_TRANSLATE_NOOP(CONTEXT, "{file} を書き出せませんでした。ディスクの空きがありません。")
NO_SPACE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "不要なファイルを消すか、別の場所を選んでください。")
NO_RIGHT = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} を書き出せませんでした。書き込めない場所か、ほかのプログラムが開いています。"
)
NO_RIGHT_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "そのファイルを開いているプログラムを閉じるか、別の場所を選んでください。"
)
NOT_WRITTEN = QT_TRANSLATE_NOOP(CONTEXT, "{file} を書き出せませんでした。")
NOT_WRITTEN_HINT = QT_TRANSLATE_NOOP(CONTEXT, "別の場所を選んで、もう一度書き出してください。")

_WAITS = (0.05, 0.2, 0.5) if os.name == "nt" else ()
"""On Windows a virus scanner may hold a fresh file for a moment; seconds between the attempts."""


@contextmanager
def replacing(path: Path, *, overwrite: bool, suffix: str = "") -> Iterator[Path]:
    """Give a name beside `path` to write to; the file gets its own name when all went well.

    Whatever goes wrong, and when the user cancels, nothing is left beside an older file of that name.

    Parameters
    ----------
    path
        The file.
    overwrite
        Whether one that is there may go.
    suffix
        What the name that is given ends with, where that is more than behind the last dot.

    Raises
    ------
    layers.errors.WontOverwrite
        When the file is there and `overwrite` is False.
    layers.errors.ExportFailed
        When the disk is full, the folder is missing or may not be written.
    """
    values: dict[str, object] = {"file": path.name, "folder": str(path.parent)}
    where = Where(str(path))
    if not path.parent.is_dir():
        raise ExportFailed(NO_FOLDER, NO_FOLDER_HINT, values=values, where=where)
    refuse_to_overwrite(path, overwrite=overwrite)
    # The suffix stays last, for GDAL looks at it.
    making = path.with_name(f".{path.stem}.{secrets.token_hex(4)}.making{suffix or path.suffix}")
    try:
        yield making
        refuse_to_overwrite(path, overwrite=overwrite)
        _rename(making, path)
    except ExportFailed:
        raise
    except OSError as error:
        raise explained(error, path) from error
    finally:
        for left in path.parent.glob(f"{_literal(making.name)}*"):
            left.unlink(missing_ok=True)


@contextmanager
def replacing_several(path: Path, *, overwrite: bool) -> Iterator[Path]:
    """Give the same name in an empty folder beside `path`, for formats that are several files.

    All files that were written there move beside each other when all went well, the one of that name last.

    Raises
    ------
    layers.errors.WontOverwrite
        When one of the files is there and `overwrite` is False.
    layers.errors.ExportFailed
        When the disk is full, the folder is missing or may not be written.
    """
    values: dict[str, object] = {"file": path.name, "folder": str(path.parent)}
    where = Where(str(path))
    if not path.parent.is_dir():
        raise ExportFailed(NO_FOLDER, NO_FOLDER_HINT, values=values, where=where)
    refuse_to_overwrite(path, overwrite=overwrite)
    folder = path.with_name(f".{path.stem}.{secrets.token_hex(4)}.making")
    try:
        folder.mkdir()
        yield folder / path.name
        made = sorted(folder.iterdir(), key=lambda one: (one.name == path.name, one.name))
        for one in made:
            refuse_to_overwrite(path.with_name(one.name), overwrite=overwrite)
        for one in made:
            _rename(one, path.with_name(one.name))
    except ExportFailed:
        raise
    except OSError as error:
        raise explained(error, path) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def refuse_to_overwrite(path: Path, *, overwrite: bool) -> None:
    """Raise :class:`layers.errors.WontOverwrite` when a file is there and may not be replaced."""
    if path.exists() and not overwrite:
        raise WontOverwrite(EXISTS, EXISTS_HINT, values={"file": path.name}, where=Where(str(path)))


def _literal(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def _rename(making: Path, path: Path) -> None:
    with making.open("rb+") as file:
        os.fsync(file.fileno())
    for wait in _WAITS:
        try:
            making.replace(path)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    making.replace(path)


def explained(error: OSError, path: Path) -> ExportFailed:
    """Return what staff are told when a file or folder could not be written."""
    values: dict[str, object] = {"file": path.name, "folder": str(path.parent)}
    where, detail = Where(str(path)), str(error)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ExportFailed(NO_SPACE, NO_SPACE_HINT, values=values, where=where, detail=detail)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return ExportFailed(NO_RIGHT, NO_RIGHT_HINT, values=values, where=where, detail=detail)
    return ExportFailed(NOT_WRITTEN, NOT_WRITTEN_HINT, values=values, where=where, detail=detail)
