"""The one description of a data set that everything told of it is made from."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from gisapp.desks.publish.terms import CYCLES, LICENCES
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gisapp.desks.publish.model import Publication, Site


@dataclass(frozen=True)
class Kind:
    """A kind of file.

    Attributes
    ----------
    format
        As catalogues call it.
    media
        Its media type.
    words
        What people are told it is.
    """

    format: str
    media: str
    words: str


KINDS = {
    ".gpkg": Kind(
        "GPKG", "application/geopackage+sqlite3", QT_TRANSLATE_NOOP(CONTEXT, "GeoPackage（GIS 用）")
    ),
    ".shp.zip": Kind(
        "SHP", "application/zip", QT_TRANSLATE_NOOP(CONTEXT, "Shapefile（GIS 用、文字コードは Shift_JIS）")
    ),
    ".shp": Kind(
        "SHP",
        "application/vnd.shp",
        QT_TRANSLATE_NOOP(CONTEXT, "Shapefile（GIS 用、文字コードは Shift_JIS）"),
    ),
    ".geojson": Kind("GeoJSON", "application/geo+json", QT_TRANSLATE_NOOP(CONTEXT, "GeoJSON（Web 地図用）")),
    ".fgb": Kind(
        "FlatGeobuf", "application/flatgeobuf", QT_TRANSLATE_NOOP(CONTEXT, "FlatGeobuf（Web 地図用）")
    ),
    ".parquet": Kind(
        "Parquet", "application/vnd.apache.parquet", QT_TRANSLATE_NOOP(CONTEXT, "GeoParquet（分析用）")
    ),
    ".csv": Kind("CSV", "text/csv", QT_TRANSLATE_NOOP(CONTEXT, "CSV（表計算ソフト用、文字コードは UTF-8）")),
    ".kml": Kind(
        "KML", "application/vnd.google-earth.kml+xml", QT_TRANSLATE_NOOP(CONTEXT, "KML（Google Earth など）")
    ),
    ".kmz": Kind(
        "KMZ", "application/vnd.google-earth.kmz", QT_TRANSLATE_NOOP(CONTEXT, "KMZ（圧縮した KML）")
    ),
    ".czml": Kind("CZML", "application/json", QT_TRANSLATE_NOOP(CONTEXT, "CZML（3D 地図用）")),
    ".dxf": Kind("DXF", "image/vnd.dxf", QT_TRANSLATE_NOOP(CONTEXT, "DXF（CAD 用）")),
    ".obj": Kind("OBJ", "model/obj", QT_TRANSLATE_NOOP(CONTEXT, "OBJ（立体の形）")),
    ".glb": Kind("glTF", "model/gltf-binary", QT_TRANSLATE_NOOP(CONTEXT, "glTF（立体の形と属性）")),
    ".tif": Kind("GeoTIFF", "image/tiff", QT_TRANSLATE_NOOP(CONTEXT, "GeoTIFF（標高・画像）")),
    ".copc.laz": Kind("LAZ", "application/vnd.laszip+copc", QT_TRANSLATE_NOOP(CONTEXT, "COPC（点群）")),
    ".pmtiles": Kind(
        "PMTiles", "application/vnd.pmtiles", QT_TRANSLATE_NOOP(CONTEXT, "PMTiles（地図のタイル）")
    ),
    ".3dtiles.zip": Kind(
        "3D Tiles", "application/zip", QT_TRANSLATE_NOOP(CONTEXT, "3D Tiles（立体のタイル、zip）")
    ),
    ".json": Kind("3D Tiles", "application/json", QT_TRANSLATE_NOOP(CONTEXT, "3D Tiles（立体のタイル）")),
    ".zip": Kind("ZIP", "application/zip", QT_TRANSLATE_NOOP(CONTEXT, "まとめたファイル（zip）")),
}
"""By endings; the longest that fits counts."""
OTHER = Kind("", "application/octet-stream", "")
PARTS = (".dbf", ".shx", ".prj", ".cpg", "_fields.csv")
"""Endings of files that belong to another and are no form of their own."""
_NO_NAME = re.compile(r"[^a-z0-9]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Told:
    """What is known beyond the publication.

    Attributes
    ----------
    extent
        West, south, east, north in degrees, as exactly as the public is told.
    features
        How many.
    crs
        EPSG code of the files in metres, such as ``EPSG:6669``.
    solid, grid
        Whether there are solids, or pictures and heights.
    issued, modified
        ISO 8601 days of the first publication and of this one; empty when nobody said.
    """

    extent: tuple[float, float, float, float] | None = None
    features: int | None = None
    crs: str = ""
    solid: bool = False
    grid: bool = False
    issued: str = ""
    modified: str = ""


@dataclass(frozen=True)
class File:
    """A file of a data set.

    Attributes
    ----------
    name
        Its path relative to the folder of the metadata, with ``/``.
    address
        Where it will be, the same as `name` when nobody knows.
    format, media, words
        See :class:`Kind`.
    size
        Bytes.
    sha256
        Of its content.
    """

    name: str
    address: str
    format: str
    media: str
    words: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Dataset:
    """A data set as it is told; every text is one that the public may see.

    Attributes
    ----------
    id
        Name in addresses: small letters, digits and hyphens.
    title, english, description
        What it is.
    publisher, department, contact
        Who answers for it.
    address
        Of the map, empty when unknown.
    licence, licence_name, licence_address, licence_ckan, open
        Under what it may be used.
    credit, date, cycle
        Who is to be named, what time it tells of, how often it is brought up to date (an id of ``CYCLES``).
    standard
        The municipal standard that the CSV follows, empty for none.
    fields
        Name and English name of each attribute.
    told
        What is known beyond.
    files
        All files.
    """

    id: str
    title: str
    english: str
    description: str
    publisher: str
    department: str
    contact: str
    address: str
    licence: str
    licence_name: str
    licence_address: str
    licence_ckan: str
    open: bool
    credit: str
    date: str
    cycle: str
    standard: str
    fields: tuple[tuple[str, str], ...] = ()
    told: Told = field(default_factory=Told)
    files: tuple[File, ...] = ()

    @property
    def cycle_words(self) -> str:
        """How often it is brought up to date, for people; empty when nobody said."""
        return CYCLES[self.cycle][0] if self.cycle in CYCLES else ""

    @property
    def modified(self) -> str:
        """When it was last brought up to date: as given, else the time that it tells of."""
        return self.told.modified or self.date

    @property
    def forms(self) -> tuple[File, ...]:
        """The files that are forms of their own."""
        whole = {one.name for one in self.files}
        return tuple(one for one in self.files if not _part(one.name, whole))

    def plain(self) -> dict[str, Any]:
        """Return all of it as plain values."""
        return {"format": "gisapp-dataset-1", **asdict(self)}


def describe(
    publication: Publication, site: Site, files: Sequence[Path], folder: Path, told: Told
) -> Dataset:
    """Return the description of a data set.

    Raises
    ------
    OSError
        When a file cannot be read.
    """
    licence = LICENCES.get(publication.licence)
    return Dataset(
        id=id_of(publication),
        title=clean(publication.title),
        english=clean(publication.english),
        description=clean(publication.description, lines=True),
        publisher=clean(site.publisher),
        department=clean(publication.department),
        contact=clean(publication.contact or site.contact),
        address=clean(site.address),
        licence=publication.licence,
        licence_name=licence.name if licence else "",
        licence_address=licence.address if licence else "",
        licence_ckan=licence.ckan if licence else "notspecified",
        open=bool(licence and licence.open),
        credit=clean(publication.credit),
        date=clean(publication.date),
        cycle=publication.cycle if publication.cycle in CYCLES else "",
        standard=publication.standard,
        fields=tuple((clean(one.name), clean(one.english)) for one in publication.fields),
        told=told,
        files=tuple(_file(path, folder, site.address) for path in files),
    )


def id_of(publication: Publication) -> str:
    """Return the name of a data set in addresses: of its English title, else of a hash of its title.

    The id of the layer tells of the office's own files and is none.
    """
    english = _NO_NAME.sub("-", unicodedata.normalize("NFKC", publication.english).lower()).strip("-")
    if len(english) >= 2:
        return english[:90].strip("-")
    return f"dataset-{hashlib.sha256(publication.title.encode('utf-8', 'replace')).hexdigest()[:12]}"


def clean(text: str, *, lines: bool = False) -> str:
    """Return a text without signs that no reader shows; in one line unless lines are wanted."""
    plain = _CONTROL.sub("", text.encode("utf-8", "replace").decode("utf-8"))
    if lines:
        return "\n".join(" ".join(line.split()) for line in plain.replace("\r", "\n").split("\n")).strip()
    return " ".join(plain.split())


def kind_of(name: str) -> Kind:
    """Return what kind of file a name says."""
    fits = [ending for ending in KINDS if name.lower().endswith(ending)]
    return KINDS[max(fits, key=len)] if fits else OTHER


def _part(name: str, whole: set[str]) -> bool:
    ending = next((one for one in PARTS if name.endswith(one)), "")
    return bool(ending) and f"{name.removesuffix(ending)}.shp" in whole


def _file(path: Path, folder: Path, address: str) -> File:
    try:
        name = path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        name = path.name  # of a path elsewhere nothing is told
    kind = kind_of(name)
    where = f"{address.rstrip('/')}/{name}" if address.startswith(("http://", "https://")) else name
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return File(name, where, kind.format, kind.media, kind.words, path.stat().st_size, digest)
