"""When a store was made, how long that took, and how it differs from the one before it.

This stands in a file of its own, so that all others depend on the source alone: two imports of one source
make the same bytes.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from layers.store.format import HISTORY

if TYPE_CHECKING:
    from pathlib import Path


def begin(folder: Path, seconds: float) -> None:
    """Write that a store was made now."""
    _write(folder, {"made": datetime.now(UTC).isoformat(timespec="seconds"), "seconds": round(seconds, 2)})


def add(folder: Path, name: str, value: object) -> None:
    """Write one more thing about how a store came to be."""
    _write(folder, {**read(folder), name: value})


def read(folder: Path) -> dict[str, Any]:
    """Return what is written.

    Raises
    ------
    OSError, ValueError
        When it is not there or cannot be understood.
    """
    told = json.loads((folder / HISTORY).read_text(encoding="utf-8"))
    if not isinstance(told, dict) or not isinstance(told.get("made"), str):
        message = f"{HISTORY} does not say when the store was made"
        raise ValueError(message)  # noqa: TRY004 - what is read is wrong, not how this is called
    return told


def _write(folder: Path, told: dict[str, Any]) -> None:
    with (folder / HISTORY).open("w", encoding="utf-8") as stream:
        json.dump(told, stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
