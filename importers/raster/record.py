"""What is kept of how a raster was opened, so that it opens again without looking at all of it."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from importers.receipt import stamp_of

if TYPE_CHECKING:
    from pathlib import Path

RECORD = "raster.json"
FORMAT = "raster-1"


@dataclass(frozen=True)
class Record:
    """What is kept.

    Attributes
    ----------
    stamp
        What changes with the source.
    name
        For people.
    target
        The project's system.
    bounds, resolution
        West, south, east, north and metres along a pixel in the project's system.
    background
        Whether it shows the whole country.
    shelf
        How a tile set is read: ``lowest``, ``highest``, ``side`` and how its files are named.
    finished
        Whether copy and hash are made.
    receipt, facts
        What proves the import, and what is told of the raster.
    findings
        What is worth knowing, as plain values.
    """

    stamp: str
    name: str
    target: str
    bounds: tuple[float, float, float, float]
    resolution: float
    background: bool
    shelf: dict[str, Any]
    finished: bool
    receipt: dict[str, Any]
    facts: dict[str, Any]
    findings: tuple[dict[str, Any], ...] = ()


def read_record(folder: Path, path: Path) -> Record | None:
    """Return the record of a source, None when it has to be looked at (again)."""
    try:
        said = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        if said.pop("format") != FORMAT or (path.exists() and said["stamp"] != stamp_of(path)):
            return None
        said["bounds"], said["findings"] = tuple(said["bounds"]), tuple(said["findings"])
        return Record(**said)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # not there, of another version or broken: it is made anew


def write_record(folder: Path, record: Record) -> None:
    """Write a record beside the old one and put it in its place."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{RECORD}.{os.getpid()}-{secrets.token_hex(4)}"
    try:
        text = json.dumps({"format": FORMAT, **asdict(record)}, ensure_ascii=False, indent=1)
        part.write_text(text, encoding="utf-8")
        part.replace(folder / RECORD)
    finally:
        part.unlink(missing_ok=True)
