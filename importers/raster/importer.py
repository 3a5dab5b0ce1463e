"""The row of the importer table for pictures with a place and for tile sets."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from importers.base import ImportResult, Sniff
from importers.raster.files import DRIVERS
from importers.terrain.finding import is_terrain
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from layers.feedback import Feedback
    from layers.place import Place

SERVICE = ".gismap"
"""Suffix of files that describe a map service."""
_MAGIC = {
    "GTiff": (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"),
    "JPEG": (b"\xff\xd8\xff",),
    "PNG": (b"\x89PNG\r\n\x1a\n",),
    "BMP": (b"BM",),
    "GIF": (b"GIF8",),
    "JP2OpenJPEG": (b"\0\0\0\x0cjP  ", b"\xff\x4f\xff\x51"),
}
_OTHERS = (".shp", ".gml", ".gpkg", ".geojson", ".kml", ".xml", ".csv", ".las", ".laz")
"""Members that make a zip something else than a picture."""


@dataclass(frozen=True)
class RasterOptions:
    """What a user may choose.

    Attributes
    ----------
    stores
        Folder for what was read; by default the user's cache folder.
    again
        Read again although nothing changed.
    target
        Plane rectangular system of the project, empty to choose by place.
    crs
        System of the source, when the user knows better than the file.
    place
        Where the data are expected, as far as the project knows.
    """

    stores: Path | None = None
    again: bool = False
    target: str = ""
    crs: str = ""
    place: Place | None = None


class RasterFiles:
    """Reads pictures with a place, tile sets and map services."""

    id = "raster"
    label = QT_TRANSLATE_NOOP(
        CONTEXT, "画像・背景地図（GeoTIFF・JPEG/PNG＋ワールドファイル・MBTiles・XYZ タイル）"
    )
    Options = RasterOptions

    def sniff(self, path: Path, head: bytes) -> Sniff:
        """Say whether `path` is a picture or a tile set."""
        from importers.raster.shelves import is_tile_folder

        suffix = path.suffix.lower()
        try:
            if path.is_dir():
                return Sniff.YES if is_tile_folder(path) else Sniff.NO
            if suffix == ".mbtiles":
                return Sniff.YES if head.startswith(b"SQLite format 3") else Sniff.NO
            if suffix == ".zip":
                return Sniff.YES if head.startswith(b"PK") and member_of(path) else Sniff.NO
        except (OSError, zipfile.BadZipFile):
            return Sniff.NO
        if suffix == SERVICE:
            return Sniff.YES if head else Sniff.NO
        if not head.startswith(_MAGIC.get(DRIVERS.get(suffix, ""), ())):
            return Sniff.NO
        # Heights are no picture: they are terrain.
        return Sniff.NO if suffix in (".tif", ".tiff") and is_terrain(path, head) else Sniff.YES

    def read(self, path: Path, options: RasterOptions, feedback: Feedback) -> ImportResult:
        """Open a picture or tile set as a layer.

        Raises
        ------
        layers.errors.ImportFailed
            When it is damaged, has no place, or its address is not allowed.
        layers.errors.SourceMissing
            When it is not there.
        layers.feedback.Cancelled
            When the user stopped it.
        """
        from importers.raster.opening import opened

        return opened(Path(path).resolve(), options, feedback)


def member_of(path: Path) -> str:
    """Return the one picture in a zip that holds nothing else of worth, empty when there is none."""
    with zipfile.ZipFile(path) as archive:
        names = [PurePosixPath(name) for name in archive.namelist()]
    if any(name.suffix.lower() in _OTHERS for name in names):
        return ""
    found = [
        str(name) for name in names if name.suffix.lower() in (".tif", ".tiff") and ".." not in name.parts
    ]
    return found[0] if len(found) == 1 else ""
