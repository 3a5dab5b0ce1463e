"""Files that are part of another one: a Shapefile is many files, a picture may have a world file."""

from __future__ import annotations

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


def whole_of(path: Path) -> Path | None:
    """Return the file that `path` is a part of, by its name; None when it is none. The disk is not asked."""
    name = path.name.lower()
    for suffix, parts in PARTS.items():
        for part in parts:
            if name.endswith(part) and len(name) > len(part):
                return path.with_name(path.name[: -len(part)] + suffix)
    return None


def without_parts(paths: Iterable[Path]) -> list[Path]:
    """Return files without those that are parts of others among them."""
    listed = list(paths)
    there = {str(path).lower() for path in listed}
    wholes = [(path, whole_of(path)) for path in listed]
    return [path for path, whole in wholes if whole is None or str(whole).lower() not in there]
