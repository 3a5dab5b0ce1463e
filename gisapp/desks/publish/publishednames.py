"""Names of files that may stand in what is published: relative, plain, the same on Windows and Linux."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 240
"""Letters of a whole relative name: what Windows bears below a short folder."""
_ODD = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def sound(name: str) -> bool:
    """Say whether a name is a plain relative one, with ``/`` between folders.

    No way up or from the root, no drive, no device of Windows, no letter that turns what is shown around.
    """
    if not name or len(name) > LONGEST or _ODD.search(name):
        return False
    parts = name.split("/")
    return all(_sound_part(part) for part in parts)


def folded(name: str) -> str:
    """Return what two names share that would be one file on some disk."""
    return unicodedata.normalize("NFC", name).casefold()


def twice(names: Iterable[str]) -> list[str]:
    """Return the names that would be the same file as one before them on some disk."""
    seen: set[str] = set()
    found = []
    for name in names:
        key = folded(name)
        if key in seen:
            found.append(name)
        seen.add(key)
    return found


def _sound_part(part: str) -> bool:
    return bool(part) and part not in (".", "..") and part[-1] not in " ." and not _DEVICES.fullmatch(part)
