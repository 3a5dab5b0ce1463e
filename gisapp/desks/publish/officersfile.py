"""The file of officers beside a project, recognised from outside: nothing that comes from it is published.

The publish desk may not know the areas desk, so what that desk writes is recognised by its name, by the
application id in the head of the SQLite file, and by its columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".officers.sqlite"
APPLICATION = 0x47414F46
"""Stands at byte 68 of the head of such a file."""
_HEAD = b"SQLite format 3\0"


def is_officers_file(path: Path) -> bool:
    """Return whether a path is, or lies in, a file of officers, under whatever name."""
    for one in (path, *path.parents):
        if one.name.lower().endswith(SUFFIX):
            return True
        try:
            if not one.is_file():
                continue
            with one.open("rb") as file:
                head = file.read(72)
        except OSError:
            continue
        return head.startswith(_HEAD) and int.from_bytes(head[68:72], "big") == APPLICATION
    return False
