"""Photos: where, when and into which direction they were taken, as cameras write it; from their heads.

A photo stays where it lies, untouched; nothing but its head is read here, its picture is read by
:mod:`importers.pictures`.

Tags and their meaning after CIPA DC-008 (Exif 2.3); what drones write beside them is read from XMP.
"""

from __future__ import annotations

import hashlib
import math
import re
import warnings
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.tables.lists import Left
from layers import period
from layers.errors import DamagedFile, NotRecognised
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.plaindata import Reader
from layers.projectdocument import stored_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from layers.feedback import Feedback

SUFFIXES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic", ".heif")
MOST_BYTES = 256 << 20
LONGEST = 4000
"""Letters of a path."""
HIGHEST = 10_000.0
"""Metres: no photo of a city was taken higher, nor so far below the sea."""
TOKYO = "EPSG:4301"
FILM = 36.0
"""Millimetres of the longer side of 35 mm film, of which cameras tell their focal length."""
_GPS, _EXIF = 0x8825, 0x8769
_TAKEN, _OFFSET, _CHANGED, _FOCAL = 0x9003, 0x9011, 0x0132, 0xA405
_DRONE = r'drone-dji:{name}(?:="|>)\s*([+-]?\d{{1,5}}(?:\.\d{{1,9}})?)'
_OTHER = QT_TRANSLATE_NOOP(CONTEXT, "{file} は一覧でも写真でもありません。")
_WHAT = QT_TRANSLATE_NOOP(CONTEXT, "CSV・Excel の一覧か、JPEG などの写真、写真のフォルダを選んでください。")
_UNREADABLE = QT_TRANSLATE_NOOP(CONTEXT, "写真として読めません。")
_TOO_LARGE = QT_TRANSLATE_NOOP(CONTEXT, "写真としては大きすぎます。")
_KNOWN = QT_TRANSLATE_NOOP(CONTEXT, "すでに取り込み済みの写真です。")
_NO_PHOTO = QT_TRANSLATE_NOOP(CONTEXT, "{file} を写真として読めません。")
_OTHER_PHOTO = QT_TRANSLATE_NOOP(CONTEXT, "JPEG・PNG・TIFF・WebP の写真を選んでください。")


@dataclass(frozen=True)
class Photo:
    """A photo that stays where it lies, and what the camera wrote into it.

    Attributes
    ----------
    path
        Relative to the project file where it can be, with ``/``.
    digest
        SHA-256 of the file, so that another file of that name is not taken for it.
    taken
        When, ISO 8601 in Japan's time, empty for unknown.
    bearing
        Degrees from north, clockwise, into which the camera looked; None for unknown.
    magnetic
        Whether that is magnetic north.
    place
        Longitude and latitude (JGD2011 degrees) of the camera, None for unknown.
    altitude
        Metres, as the camera tells them; of what they are counted from cameras say little. None for unknown.
    pitch
        Degrees by which the camera looked up, negative for down; None for unknown.
    angle
        Degrees that the picture covers along its longer side; None for unknown.
    """

    path: str = ""
    digest: str = ""
    taken: str = ""
    bearing: float | None = None
    magnetic: bool = False
    place: tuple[float, float] | None = None
    altitude: float | None = None
    pitch: float | None = None
    angle: float | None = None


def to_json(photo: Photo) -> dict[str, Any]:
    """Return a photo as plain values; what nobody knows is left out."""
    found = {name: value for name, value in vars(photo).items() if value is not None or name == "bearing"}
    return found if photo.place is None else {**found, "place": list(photo.place)}


def from_json(value: object, place: str) -> Photo:
    """Return the photo of plain values.

    Raises
    ------
    layers.errors.Damaged
        When they are none; the message names the place.
    """
    reader = Reader(value, place)
    return Photo(
        reader.short("path", LONGEST),
        reader.short("digest", LONGEST),
        period.moment(reader, "taken"),
        reader.known("bearing"),
        reader.flag("magnetic", default=False),
        reader.degrees("place"),
        reader.known("altitude"),
        reader.known("pitch"),
        reader.known("angle"),
    )


def photo_at(path: Path, base: Path | None) -> Photo:
    """Return the photo of a file.

    Parameters
    ----------
    path
        The file.
    base
        Folder of the project file: the path is kept relative to it; None keeps it absolute.

    Raises
    ------
    layers.errors.DamagedFile
        When it is no photo.
    """
    try:
        return replace(look(path), path=stored_path(path.absolute(), base), digest=digest_of(path))
    except (OSError, ValueError, SyntaxError) as error:  # what Pillow raises for files that are no pictures
        values = {"file": path.name}
        raise DamagedFile(_NO_PHOTO, _OTHER_PHOTO, values=values, where=Where(str(path))) from error


def taken(
    paths: Sequence[Path], base: Path | None, known: frozenset[str], feedback: Feedback
) -> tuple[list[tuple[Path, Photo]], list[Left]]:
    """Return the photos among files, and those that were left out with why.

    Parameters
    ----------
    paths
        Files. They are read and never changed.
    base
        Folder of the project file: paths are kept relative to it; None keeps them absolute.
    known
        Digests of photos that the project has: they are left out.
    feedback
        Receives progress.
    """
    found: list[tuple[Path, Photo]] = []
    left: list[Left] = []
    before = set(known)
    for number, path in enumerate(paths):
        feedback.step(number, len(paths), Message("{file}", {"file": path.name}))
        try:
            if path.stat().st_size > MOST_BYTES:
                left.append(Left(0, path.name, Message(_TOO_LARGE)))
                continue
            photo = photo_at(path, base)
        except (OSError, DamagedFile):
            left.append(Left(0, path.name, Message(_UNREADABLE)))
            continue
        if photo.digest in before:
            left.append(Left(0, path.name, Message(_KNOWN)))
            continue
        before.add(photo.digest)
        found.append((path, photo))
    return found, left


def told_apart(paths: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return lists and photos among files and folders; of a folder its photos, those of folders in it too.

    Raises
    ------
    layers.errors.NotRecognised
        When a file is neither.
    """
    from importers.tables.importer import TEXTS, WORKBOOKS

    lists: list[Path] = []
    photos: list[Path] = []
    for path in paths:
        if path.is_dir():
            photos += sorted(
                one for one in path.rglob("*") if one.suffix.lower() in SUFFIXES and one.is_file()
            )
        elif path.suffix.lower() in SUFFIXES:
            photos.append(path)
        elif path.suffix.lower() in (*TEXTS, *WORKBOOKS):
            lists.append(path)
        else:
            raise NotRecognised(_OTHER, _WHAT, values={"file": path.name}, where=Where(str(path)))
    return tuple(lists), tuple(photos)


# --------------------------------------------------------------------------------------- what a camera wrote


def look(path: Path) -> Photo:
    """Return what the camera wrote, without path and digest; nothing of the picture itself is read.

    Raises
    ------
    OSError, ValueError, SyntaxError
        When it is no photo.
    """
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # large pictures and odd tags: no pixel is read here
        try:
            with Image.open(path) as image:
                exif = image.getexif()
                plain, inner, gps = dict(exif), dict(exif.get_ifd(_EXIF)), dict(exif.get_ifd(_GPS))
                size, packet = image.size, image.info.get("xmp", b"")
        except Image.DecompressionBombError as error:
            raise ValueError(path) from error
    bearing, magnetic = _number(gps.get(17)), _text(gps.get(16)).upper() == "M"
    drone = packet.decode("utf-8", "ignore") if isinstance(packet, bytes) else str(packet)
    pitch = _told(drone, "GimbalPitchDegree", 90.0)
    if bearing is None:  # a drone turns its camera under itself, and tells that elsewhere
        bearing, magnetic = _told(drone, "GimbalYawDegree", 360.0), False
        bearing = None if bearing is None else bearing % 360.0
    if bearing is None or not 0.0 <= bearing <= 360.0:
        bearing = None
    return Photo(
        taken=_moment(plain, inner),
        bearing=bearing,
        magnetic=magnetic and bearing is not None,
        place=_place(gps),
        altitude=_altitude(gps),
        pitch=pitch,
        angle=_angle(inner, size),
    )


def _told(drone: str, name: str, most: float) -> float | None:
    found = re.search(_DRONE.format(name=name), drone)
    value = None if found is None else float(found[1])
    return value if value is not None and abs(value) <= most else None


def _altitude(gps: Mapping[int, Any]) -> float | None:
    """Return metres; code 1 of the reference means below the sea."""
    height = _number(gps.get(6))
    if height is None:
        return None
    reference = gps.get(5)
    below = reference in (1, b"\x01", "\x01")
    height = -height if below else height
    return round(height, 3) if abs(height) <= HIGHEST else None


def _angle(inner: Mapping[int, Any], size: tuple[int, int]) -> float | None:
    """Return how much the longer side of a picture covers, by the focal length on 35 mm film."""
    focal = _number(inner.get(_FOCAL))
    if focal is None or not 1.0 <= focal <= 2000.0 or min(size) < 1:
        return None
    return round(2 * math.degrees(math.atan(FILM / 2 / focal)), 1)


def _place(gps: Mapping[int, Any]) -> tuple[float, float] | None:
    latitude, longitude = (_degrees(gps.get(number)) for number in (2, 4))
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):  # no fix yet
        return None
    latitude *= -1 if _text(gps.get(1)).upper() == "S" else 1
    longitude *= -1 if _text(gps.get(3)).upper() == "W" else 1
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    if _text(gps.get(18)).upper().startswith("TOKYO"):  # old cameras; everything else is a world system
        from layers.operations import operation

        moved = operation(TOKYO, "EPSG:6668").transform(np.array([longitude]), np.array([latitude]))
        longitude, latitude = float(moved[0][0]), float(moved[1][0])
    return round(longitude, 7), round(latitude, 7)


def _degrees(value: object) -> float | None:
    parts = [_number(one) for one in value] if isinstance(value, tuple) and len(value) == 3 else []
    if not parts or any(one is None for one in parts):
        return None
    whole, minutes, seconds = (one or 0.0 for one in parts)
    return whole + minutes / 60 + seconds / 3600


def _number(value: Any) -> float | None:
    try:
        found = float(value)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return found if np.isfinite(found) else None


def _text(value: object) -> str:
    plain = (
        value.decode("ascii", "ignore")
        if isinstance(value, bytes)
        else value
        if isinstance(value, str)
        else ""
    )
    return plain.strip("\0 ")


def _moment(plain: Mapping[int, Any], inner: Mapping[int, Any]) -> str:
    """Return when it was taken in Japan's time; a camera that names no zone runs on Japan's."""
    text = _text(inner.get(_TAKEN)) or _text(plain.get(_CHANGED))
    found = re.fullmatch(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)", text)
    if found is None:
        return ""
    year, month, day, hour, minute, second = found.groups()
    try:
        moment = np.datetime64(f"{year}-{month}-{day}T{hour}:{minute}:{second}", "s")
    except ValueError:  # 0000:00:00, as cameras without a clock write
        return ""
    zone = re.fullmatch(r"([+-])(\d\d):(\d\d)", _text(inner.get(_OFFSET)))
    if zone is not None:
        minutes = (int(zone[2]) * 60 + int(zone[3])) * (-1 if zone[1] == "-" else 1)
        moment += np.timedelta64(9 * 60 - minutes, "m")
    return str(moment) if 1990 <= int(year) <= 2200 else ""


def digest_of(path: Path) -> str:
    """Return SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
