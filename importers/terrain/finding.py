"""What of a path is terrain: which files, of which kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from importers.citygml.containers import Archive
from importers.citygml.dataset import open_dataset
from importers.terrain import fgdem, rasters
from importers.terrain.designs import is_design
from layers.errors import GisError, NotRecognised, SourceMissing
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from importers.citygml.dataset import Dataset

MOST_LOOKED_AT = 5_000
"""Entries of a folder that are looked at to know whose it is."""
_FIRST = 3
_HEAD = 65_536
_PACKED = re.compile(r"^(?:FG-GML-|PackDLMap).*\.zip$", re.IGNORECASE)

NO_TERRAIN = QT_TRANSLATE_NOOP(CONTEXT, "{file} の中に地形（標高）のデータが見つかりません。")
WHAT_IS_READ = QT_TRANSLATE_NOOP(
    CONTEXT, "標高の GeoTIFF・ASCII グリッド、基盤地図情報の DEM、PLATEAU の dem、LandXML を選んでください。"
)
NOT_THERE = QT_TRANSLATE_NOOP(CONTEXT, "{file} が見つかりません。")
MOVED = QT_TRANSLATE_NOOP(CONTEXT, "移動や名前の変更がないか確かめてください。")


class Kind(StrEnum):
    """What a file is."""

    RASTER = "raster"
    FGDEM = "fgdem"
    RELIEF = "relief"
    DESIGN = "landxml"


@dataclass(frozen=True)
class TerrainFile:
    """A file with heights.

    Attributes
    ----------
    kind
        How it is read.
    path
        The file, or the archive that holds it.
    member
        Name within the archive, or within the dataset of a relief; empty for a plain file.
    size, stamp
        Bytes, and what changes when the content changes.
    """

    kind: Kind
    path: Path
    member: str
    size: int
    stamp: str

    @property
    def name(self) -> str:
        """Name for people."""
        return PurePosixPath(self.member).name if self.member else self.path.name


def find_files(path: Path) -> list[TerrainFile]:
    """Return the files with heights at a path, sorted.

    Raises
    ------
    layers.errors.SourceMissing
        When nothing is there.
    layers.errors.NotRecognised
        When there is no height in it.
    layers.errors.ImportFailed
        When an archive cannot be read.
    """
    if not path.exists():
        raise SourceMissing(NOT_THERE, MOVED, values={"file": str(path)}, where=Where(str(path)))
    if path.is_dir():
        found = _in_folder(path)
    elif path.suffix.lower() == ".zip":
        found = _in_archive(path) or _relief(path)
    else:
        found = _single(path)
    if not found:
        raise NotRecognised(NO_TERRAIN, WHAT_IS_READ, values={"file": path.name}, where=Where(str(path)))
    return found


def _single(path: Path) -> list[TerrainFile]:
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if rasters.begins_as_raster(path, head):
        return [_plain(Kind.RASTER, path)]
    if fgdem.is_dem(head):
        return [_plain(Kind.FGDEM, path)]
    if is_design(head):
        return [_plain(Kind.DESIGN, path)]
    return _relief(path) if is_relief(head) else []


def is_relief(head: bytes) -> bool:
    """Say whether a CityGML file that begins so holds relief."""
    return b"CityModel" in head and re.search(rb"<(?:[\w.\-]+:)?ReliefFeature[\s>]", head) is not None


def _in_folder(path: Path) -> list[TerrainFile]:
    found: list[TerrainFile] = []
    root = path.resolve()
    for file in sorted(path.rglob("*")):
        if file.is_symlink() and not file.resolve().is_relative_to(root):
            continue  # a link that leads out of the folder
        if fgdem.NAME.match(file.name) and file.is_file():
            found.append(_plain(Kind.FGDEM, file))
        elif _PACKED.match(file.name) and file.is_file():
            found.extend(_in_archive(file))
        elif file.suffix.lower() in rasters.ENDINGS and file.is_file() and rasters.holds_heights(file):
            found.append(_plain(Kind.RASTER, file))
    return found or _relief(path)


def _in_archive(path: Path) -> list[TerrainFile]:
    return [
        TerrainFile(Kind.FGDEM, path, name, size, stamp)
        for name, (size, stamp) in sorted(Archive(path).names().items())
        if fgdem.NAME.match(PurePosixPath(name).name)
    ]


def _relief(path: Path) -> list[TerrainFile]:
    try:
        dataset = open_dataset(path)
    except NotRecognised:
        return []
    single = len(dataset.files) == 1
    return [
        TerrainFile(Kind.RELIEF, path, file.path, file.size, file.stamp)
        for file in dataset.files
        if file.theme == "dem" or (single and path.is_file())
    ]


def _plain(kind: Kind, path: Path) -> TerrainFile:
    status = path.stat()
    return TerrainFile(kind, path, "", status.st_size, str(status.st_mtime_ns))


def relief_only(dataset: Dataset) -> bool:
    """Say whether a dataset holds relief and nothing else."""
    return bool(dataset.files) and all(file.theme == "dem" for file in dataset.files)


def is_terrain(path: Path, head: bytes) -> bool:
    """Say whether a path holds heights and is for this importer, quickly."""
    try:
        if path.is_dir():
            return _folder_is_terrain(path)
        suffix = path.suffix.lower()
        if suffix == ".zip" and head.startswith(b"PK"):
            return bool(_in_archive(path)) or relief_only(open_dataset(path))
        if rasters.begins_as_raster(path, head):
            return suffix == ".asc" or rasters.holds_heights(path)
        return suffix in (".xml", ".gml") and (fgdem.is_dem(head) or is_relief(head) or is_design(head))
    except (GisError, OSError):
        return False


def _folder_is_terrain(path: Path) -> bool:
    pictures = 0
    for file in islice((*path.glob("*"), *path.glob("*/*")), MOST_LOOKED_AT):
        if fgdem.NAME.match(file.name) or (_PACKED.match(file.name) and _in_archive(file)):
            return True
        if file.suffix.lower() in rasters.ENDINGS and pictures < _FIRST:
            if rasters.holds_heights(file):
                return True
            pictures += 1
    if (path / "udx").is_dir():
        return {one.name for one in (path / "udx").iterdir()} == {"dem"}
    return False
