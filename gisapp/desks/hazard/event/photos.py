"""Photos become reports: where, when and into which direction, as cameras write it (EXIF)."""

from __future__ import annotations

import hashlib
import os
import re
import warnings
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.hazard.event.intake import Intake, Left
from gisapp.desks.hazard.event.reports import Origin, Photo, Report, fresh_id
from layers.errors import DamagedFile
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from layers.feedback import Feedback

SUFFIXES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic", ".heif")
MOST_BYTES = 256 << 20
TOKYO = "EPSG:4301"
_GPS, _EXIF = 0x8825, 0x8769
_TAKEN, _OFFSET, _CHANGED = 0x9003, 0x9011, 0x0132
_UNREADABLE = QT_TRANSLATE_NOOP(CONTEXT, "写真として読めません。")
_TOO_LARGE = QT_TRANSLATE_NOOP(CONTEXT, "写真としては大きすぎます。")
_KNOWN = QT_TRANSLATE_NOOP(CONTEXT, "すでに取り込み済みの写真です。")
_NO_PHOTO = QT_TRANSLATE_NOOP(CONTEXT, "{file} を写真として読めません。")
_OTHER_PHOTO = QT_TRANSLATE_NOOP(CONTEXT, "JPEG・PNG・TIFF・WebP の写真を選んでください。")
_NO_GPS = QT_TRANSLATE_NOOP(
    CONTEXT,
    "位置（GPS）のない写真が {count} 枚あります（例: {file}）。場所は未確認のまま取り込みました。"
    "地図で場所を決めてください。",
)
_NO_TIME = QT_TRANSLATE_NOOP(CONTEXT, "撮影日時のない写真が {count} 枚あります（例: {file}）。")


@dataclass(frozen=True)
class Seen:
    """What a camera wrote into a photo.

    Attributes
    ----------
    place
        Longitude and latitude in JGD2011 degrees, None for unknown.
    taken
        ISO 8601 in Japan's time, empty for unknown.
    bearing, magnetic
        As in :class:`gisapp.desks.hazard.event.reports.Photo`.
    """

    place: tuple[float, float] | None = None
    taken: str = ""
    bearing: float | None = None
    magnetic: bool = False


def from_photos(
    paths: Sequence[Path], base: Path | None, known: frozenset[str], feedback: Feedback, department: str = ""
) -> Intake:
    """Return a report for each photo; one without GPS has no place and is told, a known one is left out.

    Parameters
    ----------
    paths
        Photos. They are read and never changed.
    base
        Folder of the project file: paths are kept relative to it; None keeps them absolute.
    known
        Digests of photos that the project has.
    feedback
        Receives progress.
    department
        Who reports.
    """
    reports: list[Report] = []
    left: list[Left] = []
    seen_before = set(known)
    for number, path in enumerate(paths):
        feedback.step(number, len(paths), Message("{file}", {"file": path.name}))
        try:
            if path.stat().st_size > MOST_BYTES:
                left.append(Left(0, path.name, Message(_TOO_LARGE)))
                continue
            digest = _digest(path)
            told = look(path)
        except (OSError, ValueError, SyntaxError):  # what Pillow raises for files that are no pictures
            left.append(Left(0, path.name, Message(_UNREADABLE)))
            continue
        if digest in seen_before:
            left.append(Left(0, path.name, Message(_KNOWN)))
            continue
        seen_before.add(digest)
        photo = Photo(_stored(path, base), digest, told.taken, told.bearing, told.magnetic)
        reports.append(
            Report(
                fresh_id(),
                begin=told.taken[:16],
                department=department,
                place=told.place,
                placed_by="photo" if told.place else "",
                photos=(photo,),
                origin=Origin(path.name, digest=digest),
            )
        )
    findings = [
        Finding(
            Severity.WARNING,
            code,
            template,
            {"count": f"{len(some):,}", "file": some[0].origin.file},
            Where(some[0].origin.file),
            len(some),
        )
        for code, template, some in (
            ("photo-without-gps", _NO_GPS, [one for one in reports if one.place is None]),
            ("photo-without-time", _NO_TIME, [one for one in reports if not one.begin]),
        )
        if some
    ]
    return Intake(len(paths), tuple(reports), tuple(left), tuple(findings))


def look(path: Path) -> Seen:
    """Return what the camera wrote; nothing of the picture itself is read.

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
        except Image.DecompressionBombError as error:
            raise ValueError(path) from error
    bearing = _number(gps.get(17))
    if bearing is None or not 0.0 <= bearing <= 360.0:
        bearing = None
    return Seen(
        _place(gps), _taken(plain, inner), bearing, _text(gps.get(16)).upper() == "M" and bearing is not None
    )


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


def _taken(plain: Mapping[int, Any], inner: Mapping[int, Any]) -> str:
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


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _stored(path: Path, base: Path | None) -> str:
    from layers.projectdocument import stored_path

    return stored_path(path.absolute(), base)


def found_photo(photo: Photo, base: Path | None) -> Path | None:
    """Return where a photo lies now, None when it is gone or another file has its name; reads all of it."""
    from layers.projectdocument import found_path

    path = found_path(photo.path, base or Path(os.curdir), "photo")
    try:
        return path if path.stat().st_size <= MOST_BYTES and _digest(path) == photo.digest else None
    except OSError:
        return None


def with_photo(report: Report, photo: Photo, told: Seen) -> Report:
    """Return a report with one more photo, which says where and when if nobody did."""
    place, placed_by = (
        (report.place, report.placed_by) if report.place else (told.place, "photo" if told.place else "")
    )
    return replace(
        report,
        photos=(*report.photos, photo),
        place=place,
        placed_by=placed_by,
        begin=report.begin or told.taken[:16],
    )


def seen(path: Path, base: Path | None) -> tuple[Photo, Seen]:
    """Return a photo that is added to a report by hand, and what the camera wrote.

    Raises
    ------
    layers.errors.ImportFailed
        When it is no photo.
    """
    try:
        found, digest = look(path), _digest(path)
    except (OSError, ValueError, SyntaxError) as error:
        values = {"file": path.name}
        raise DamagedFile(_NO_PHOTO, _OTHER_PHOTO, values=values, where=Where(str(path))) from error
    return Photo(_stored(path, base), digest, found.taken, found.bearing, found.magnetic), found
