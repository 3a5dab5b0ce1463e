"""The row of the importer table for Shapefile, GeoPackage, GeoJSON and their like."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from importers.base import ImportResult, Sniff
from layers.errors import NotRecognised
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from layers.feedback import Feedback
    from layers.place import Place

PLAIN = frozenset(
    {".shp", ".gpkg", ".fgb", ".kml", ".kmz", ".dxf", ".tab", ".mif", ".gpx", ".parquet", ".gdb"}
)
"""Suffixes that no other importer reads."""
LOOKED_INTO = frozenset({".geojson", ".json", ".topojson", ".gml", ".xml"})
IN_ZIP = (".shp", ".geojson", ".gpkg", ".fgb", ".kml", ".tab", ".dxf")
"""Members for which a zip is opened, the best first: the others say the same in another format."""
_JSON = re.compile(rb'"type"\s*:\s*"(FeatureCollection|Topology|Feature|GeometryCollection)"')
_MAGIC = {
    ".shp": b"\x00\x00\x27\x0a",
    ".gpkg": b"SQLite format 3",
    ".fgb": b"fgb\x03",
    ".kmz": b"PK",
    ".parquet": b"PAR1",
}
"""How files of some formats begin, whatever their name says."""


@dataclass(frozen=True)
class VectorOptions:
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
    encoding
        Of texts, when the user knows better than the file.
    place
        Where the data are expected, as far as the project knows.
    """

    stores: Path | None = None
    again: bool = False
    target: str = ""
    crs: str = ""
    encoding: str = ""
    place: Place | None = None


class VectorFiles:
    """Reads points, lines and areas."""

    id = "vector"
    label = QT_TRANSLATE_NOOP(
        CONTEXT, "地図データ（Shapefile・GeoPackage・GeoJSON・KML・DXF・FileGDB・GeoParquet ほか）"
    )
    Options = VectorOptions

    def sniff(self, path: Path, head: bytes) -> Sniff:
        """Say whether `path` looks like a format that is read here."""
        suffix = path.suffix.lower()
        if path.is_dir():
            return Sniff.YES if suffix == ".gdb" else Sniff.NO
        if suffix in PLAIN - {".gdb"}:
            magic = _MAGIC.get(suffix, b"")
            return Sniff.YES if head and head.startswith(magic) else Sniff.NO
        if suffix in {".geojson", ".json", ".topojson"}:
            return Sniff.YES if _JSON.search(head) else Sniff.NO
        if suffix in {".gml", ".xml"}:
            return Sniff.MAYBE if b"FeatureCollection" in head and b"CityModel" not in head else Sniff.NO
        if suffix == ".zip" and head.startswith(b"PK"):
            return Sniff.MAYBE if members_of(path) else Sniff.NO
        return Sniff.NO

    def read(self, path: Path, options: VectorOptions, feedback: Feedback) -> ImportResult:
        """Read a source, or open what was kept of it.

        Raises
        ------
        layers.errors.ImportFailed
            When nothing of it can be used.
        layers.feedback.Cancelled
            When the user stopped it.
        """
        from importers import features
        from importers.vector import reading

        path = Path(path).resolve()
        feedback.step()
        found = features.kept(path, self.id, options)
        if found is not None:
            return found
        if path.suffix.lower() not in PLAIN | LOOKED_INTO | {".zip"}:
            raise NotRecognised(
                QT_TRANSLATE_NOOP(CONTEXT, "{file} は地図データとして読める形式ではありません。"),
                QT_TRANSLATE_NOOP(CONTEXT, "Shapefile、GeoPackage、GeoJSON などを選んでください。"),
                values={"file": path.name},
                where=Where(str(path)),
            )
        names = members_of(path) if path.suffix.lower() == ".zip" else ()
        collections = reading.read_collections(path, names, options.encoding, feedback.share(0, 0.5))
        return features.make_result(path, self.id, options, collections, feedback.share(0.5, 1))


def members_of(path: Path) -> tuple[str, ...]:
    """Return the members of an archive that hold features, all of the best format among them."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (OSError, zipfile.BadZipFile, ValueError):
        return ()
    for suffix in IN_ZIP:
        found = tuple(sorted(name for name in names if name.lower().endswith(suffix)))
        if found:
            return found
    return ()
