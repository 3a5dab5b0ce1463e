"""Coordinates as people type them: degrees in many spellings, and plane rectangular X (north), Y (east)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np

from layers import crs
from layers.messages import QT_TRANSLATE_NOOP, Message

GEOGRAPHIC = QT_TRANSLATE_NOOP("messages", "緯度 {latitude}°　経度 {longitude}°")
PLANE = QT_TRANSLATE_NOOP("messages", "平面直角座標 {zone}系　X（北） {north}　Y（東） {east}")

SOUTH, NORTH, WEST, EAST = 20.0, 46.5, 122.0, 154.5
"""Degrees between which Japan lies."""
FARTHEST = 1_000_000.0
"""Metres; no place of Japan is farther from the origin of its zone."""

LONGEST = 120
"""Longer texts are no coordinates."""

_NUMBER = r"[-+]?\d[\d,]*(?:\.\d+)?"
_DEGREES = re.compile(
    r"(?P<before>[NSEW北南東西])?[緯経]?\s*(?P<degrees>[-+]?\d{1,3}(?:\.\d+)?)\s*(?:[°度]|$|(?=[,\s]))\s*"
    r"(?:(?P<minutes>\d{1,2}(?:\.\d+)?)\s*[′'分]\s*)?(?:(?P<seconds>\d{1,2}(?:\.\d+)?)\s*(?:[″\"秒]|''|′′)\s*)?"
    r"(?P<after>[NSEW])?",
    re.IGNORECASE,
)
_PLANE = re.compile(
    rf"(?:(?P<zone>[IVX]{{1,5}}|\d{{1,2}})?\s*系\s*(?P<late_zone>[IVX]{{1,5}}|\d{{1,2}})?)?\s*"
    rf"X\s*[:=(北)]*\s*(?P<x>{_NUMBER})\s*m?[\s,]*Y\s*[:=(東)]*\s*(?P<y>{_NUMBER})\s*m?",
    re.IGNORECASE,
)
_PAIR = re.compile(rf"(?P<x>{_NUMBER})\s*[\s,]\s*(?P<y>{_NUMBER})")


@dataclass(frozen=True)
class Place:
    """A place on the ground.

    Attributes
    ----------
    longitude, latitude
        JGD2011 degrees.
    words
        The place as it was understood, for the user to check.
    """

    longitude: float
    latitude: float
    words: Message


def place(text: str, project_crs: str) -> Place | None:
    """Return the place that a text means, or None when it means none in Japan.

    Degrees may come in either order, for no latitude of Japan is a longitude of Japan. Plane
    rectangular coordinates are in the order of the survey law, X to the north first, in the zone that
    the text names or else in the project's.

    Parameters
    ----------
    text
        What was typed, in half or full width.
    project_crs
        The project's plane rectangular system, empty when there is none.
    """
    if len(text) > LONGEST:
        return None
    text = unicodedata.normalize("NFKC", text).strip().strip("()[]")
    text = re.sub("[‐‑‒–—―−]", "-", text).replace("、", ",")
    return _geographic(text) or _plane(text, project_crs)


def _geographic(text: str) -> Place | None:
    values: list[tuple[float, str]] = []
    position = 0
    while position < len(text):
        rest = text[position:].lstrip(" ,/")
        position = len(text) - len(rest)
        if not rest:
            break
        found = _DEGREES.match(rest)
        if found is None:
            return None
        values.append(_angle(found))
        position += found.end()
    if len(values) != 2:
        return None
    (one, mark), (other, other_mark) = values
    if mark in ("E", "東") or other_mark in ("N", "北") or (not mark and not other_mark and one > NORTH):
        one, other = other, one
    if not (SOUTH <= one <= NORTH and WEST <= other <= EAST):
        return None
    words = Message(GEOGRAPHIC, {"latitude": f"{one:.6f}", "longitude": f"{other:.6f}"})
    return Place(other, one, words)


def _angle(found: re.Match[str]) -> tuple[float, str]:
    degrees = float(found["degrees"])
    parts = float(found["minutes"] or 0) / 60 + float(found["seconds"] or 0) / 3600
    mark = (found["before"] or found["after"] or "").upper()
    return degrees + parts, mark


def _plane(text: str, project_crs: str) -> Place | None:
    found = _PLANE.fullmatch(text)
    name = "" if found is None else (found["zone"] or found["late_zone"] or "").upper()
    found = found or _PAIR.fullmatch(text)
    if found is None:
        return None
    zone = _zone(name) if name else crs.zone_of_epsg(project_crs)
    north, east = (float(found[axis].replace(",", "")) for axis in "xy")
    if zone is None or max(abs(north), abs(east)) > FARTHEST:
        return None
    longitude, latitude = crs.unproject(np.array([east]), np.array([north]), crs.epsg_of_zone(zone))
    if not (SOUTH <= latitude[0] <= NORTH and WEST <= longitude[0] <= EAST):
        return None
    values = {"zone": crs.ROMAN[zone - 1], "north": f"{north:,.2f}", "east": f"{east:,.2f}"}
    return Place(float(longitude[0]), float(latitude[0]), Message(PLANE, values))


def _zone(name: str) -> int | None:
    if name in crs.ROMAN:
        return crs.ROMAN.index(name) + 1
    return int(name) if name.isdigit() and 1 <= int(name) <= len(crs.ROMAN) else None
