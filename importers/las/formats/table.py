"""Which reader reads which ending."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from layers.errors import NotRecognised
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from importers.las.files import File
    from importers.las.formats.contents import Contents

_FORMATS = "importers.las.formats"
READERS = {
    ".ply": f"{_FORMATS}.ply",
    ".e57": f"{_FORMATS}.e57",
    ".xyz": f"{_FORMATS}.text",
    ".pts": f"{_FORMATS}.text",
    ".txt": f"{_FORMATS}.text",
    ".csv": f"{_FORMATS}.text",
}
"""Modules with a function ``contents(file)``."""
WANTS_PATH = frozenset({".e57"})
"""Endings whose reader wants a file of its own and jumps about in it, so that a zip is not read in place."""
_UNKNOWN = QT_TRANSLATE_NOOP(CONTEXT, "{file} は点群として読める形式ではありません。")
_KNOWN = QT_TRANSLATE_NOOP(CONTEXT, "LAS・LAZ・PLY・E57・XYZ・PTS の形式で受け取り直してください。")


def contents_of(file: File) -> Contents:
    """Return what a file holds.

    Raises
    ------
    layers.errors.GisError
        When it cannot be read.
    """
    module = READERS.get(file.suffix.lower())
    if module is None:
        raise NotRecognised(_UNKNOWN, _KNOWN, values={"file": file.name}, where=Where(str(file)))
    found: Contents = import_module(module).contents(file)
    return found
