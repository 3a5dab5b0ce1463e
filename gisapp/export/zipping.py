"""Files into a zip without the time of their making, and names of layers as names of files."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_EPOCH = (1980, 1, 1, 0, 0, 0)


def add(archive: zipfile.ZipFile, name: str, file: Path | bytes) -> None:
    """Put a file into a zip without the time of its making."""
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    if isinstance(file, bytes):
        archive.writestr(entry, file)
        return
    entry.file_size = file.stat().st_size
    with file.open("rb") as source, archive.open(entry, "w") as target:
        while piece := source.read(1 << 20):
            target.write(piece)


def safe_name(name: str) -> str:
    """Return the name of a layer as a name of files: no folder, no sign that a system refuses."""
    kept = re.sub(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\\/:*?\"<>|.]+", "_", name)
    return kept.strip(" _")[:60] or "layer"
