"""A folder that appears when it is whole; the former one stays until then."""

from __future__ import annotations

import secrets
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from layers.errors import ExportFailed
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NO_FOLDER = QT_TRANSLATE_NOOP(CONTEXT, "公開用のフォルダ {folder} を作れません。")
NO_FOLDER_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "書き込める場所か、ほかのプログラムが開いていないか、空き容量が足りるかを確かめてください。"
)
NOT_OURS = QT_TRANSLATE_NOOP(
    CONTEXT, "{folder} には公開用の地図ではないものが入っているため、置き換えません。"
)
NOT_OURS_HINT = QT_TRANSLATE_NOOP(
    CONTEXT, "空のフォルダか、前に作った公開用の地図のフォルダを選んでください。"
)
PARTS = frozenset({"server", "file"})
"""What a folder of ours holds at most: nothing else is ever removed."""


@contextmanager
def swapped_in(target: Path) -> Iterator[Path]:
    """Give an empty folder beside `target` to write to; it takes the target's place when all went well.

    Whatever goes wrong, and when the user cancels, the former folder stays as it was.

    Raises
    ------
    layers.errors.ExportFailed
        When the folder cannot be written, or `target` holds what is no site of ours.
    """
    values: dict[str, object] = {"folder": target.name}
    where = Where(str(target))
    if target.exists() and not _is_ours(target):
        raise ExportFailed(NOT_OURS, NOT_OURS_HINT, values=values, where=where)
    mark = secrets.token_hex(4)
    making = target.with_name(f".{target.name}.{mark}.making")
    former = target.with_name(f".{target.name}.{mark}.former")
    try:
        making.mkdir(parents=True)
        yield making
        if target.exists():
            target.rename(former)
        try:
            making.rename(target)
        except OSError:
            if former.exists():
                former.rename(target)
            raise
    except ExportFailed:
        raise
    except OSError as error:
        raise ExportFailed(
            NO_FOLDER, NO_FOLDER_HINT, values=values, where=where, detail=str(error)
        ) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
        shutil.rmtree(former, ignore_errors=True)


def _is_ours(target: Path) -> bool:
    """Tell whether a folder is empty or a site of ours."""
    if not target.is_dir():
        return False
    return all(
        entry.name in PARTS and (entry / "data" / f"site.json{end}").is_file()
        for entry in target.iterdir()
        for end in ("" if entry.name == "server" else ".js",)
    )
