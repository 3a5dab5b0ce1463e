"""Files that are part of another one: a Shapefile is many files, a picture may have a world file."""

from __future__ import annotations

import glob
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHAPEFILE = (".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".fix", ".shp.xml")
PARTS = {
    ".shp": SHAPEFILE,
    ".tab": (".dat", ".map", ".id", ".ind"),
    ".mif": (".mid",),
    ".tif": (".tfw", ".tifw", ".tif.aux.xml", ".tif.ovr"),
    ".jpg": (".jgw", ".jpgw", ".jpg.aux.xml"),
    ".png": (".pgw", ".pngw", ".png.aux.xml"),
}
"""What may lie beside a file of each suffix, with the same stem."""
FEATURES = (".shp", ".tab", ".mif")
"""Suffixes of files whose features lie in other files, too."""


def whole_of(path: Path) -> Path | None:
    """Return the file that `path` is a part of, by its name; None when it is none. The disk is not asked."""
    name = path.name.lower()
    for suffix, parts in PARTS.items():
        for part in parts:
            if name.endswith(part) and len(name) > len(part):
                return path.with_name(path.name[: -len(part)] + suffix)
    return None


def parts_of(path: Path) -> list[Path]:
    """Return the files that hold the features of a file, itself first: an edited table is one of them."""
    endings = PARTS[path.suffix.lower()] if path.suffix.lower() in FEATURES else ()
    beside = path.parent.glob(f"{glob.escape(path.stem)}.*") if endings else ()
    return [path, *sorted(one for one in beside if one.name[len(path.stem) :].lower() in endings)]


def noted(path: Path) -> tuple[str, int]:
    """Return when a source was last changed (ISO 8601, UTC) and how many bytes it has, with all its parts."""
    statuses = [one.stat() for one in parts_of(path)]
    latest = datetime.fromtimestamp(max(one.st_mtime for one in statuses), UTC)
    return latest.isoformat(timespec="seconds"), sum(one.st_size for one in statuses)


def unchanged(path: Path, modified: str, size: int) -> bool:
    """Say whether a source is as it was noted when it was read; a `size` of 0 was not noted."""
    now, bytes_ = noted(path)
    # Projects of before noted the size of the file alone.
    return now == modified and (path.is_dir() or size in (0, bytes_, path.stat().st_size))


def without_parts(paths: Iterable[Path]) -> list[Path]:
    """Return files without those that are parts of others among them."""
    listed = list(paths)
    there = {str(path).lower() for path in listed}
    wholes = [(path, whole_of(path)) for path in listed]
    return [path for path, whole in wholes if whole is None or str(whole).lower() not in there]
