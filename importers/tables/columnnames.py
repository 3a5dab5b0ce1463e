"""What the name of a column, a title or a note says about coordinates."""

from __future__ import annotations

import re
import unicodedata

from layers.crs import ROMAN

_LATITUDE = re.compile(r"緯度|北緯|(^|_)lat($|_)|latitude|^lat[^a-z]|^緯$")
_LONGITUDE = re.compile(r"経度|東経|(^|_)(lon|lng|long)($|_)|longitude|^(lon|lng|long)[^a-z]|^経$")
_NORTH = re.compile(r"^(北|north|northing|北距|北方向|北座標)$")
_EAST = re.compile(r"^(東|east|easting|東距|東方向|東座標)$")
_JAPANESE = re.compile(r"座標|平面直角|直角|公共|測量|系")
_NOISE = re.compile(
    r"座標系?|平面直角|平面|直角|公共|測量|世界測地系?|日本測地系?|第?\d{1,2}系|系|値|coordinates?|coords?|jgd\d*|"
    r"\(?(m|メートル)\)|[_\s:()\[\]・,/\-.]"
)
_SHAPE = re.compile(r"^(wkt|geom|geometry|the_geom|wkb_geometry|geojson|shape|ジオメトリ|図形)$")
_PAIR = re.compile(r"緯度.?経度|経度.?緯度|^座標$|位置座標|^位置$|^location$|latlng|latlon|lonlat")
_ZONE = re.compile(r"(?<![\dIVX])(\d{1,2}|[IVX]{1,5})\s*系")
_ROMAN = {name: zone for zone, name in enumerate(ROMAN, start=1)}


def normal_name(name: str) -> str:
    """Return a name in small plain letters."""
    return unicodedata.normalize("NFKC", name).strip().lower()


def role(name: str) -> str:
    """Return what a column is by its name.

    Returns
    -------
    str
        ``latitude``, ``longitude``, ``north``, ``east``, ``survey-x`` and ``survey-y`` (Japan's survey: X is
        north), ``x``, ``y``, ``z``, ``shape`` (WKT or GeoJSON), ``pair`` (both in one text) or empty.
    """
    plain = normal_name(name)
    if len(plain) > 40:
        return ""
    for found, pattern in (
        ("shape", _SHAPE),
        ("pair", _PAIR),
        ("latitude", _LATITUDE),
        ("longitude", _LONGITUDE),
        ("north", _NORTH),
        ("east", _EAST),
    ):
        if pattern.search(plain):
            return found
    letter = _NOISE.sub("", plain)
    if letter in ("x", "y", "z"):
        survey = letter != "z" and bool(_JAPANESE.search(plain))
        return f"survey-{letter}" if survey else letter
    return ""


def zone_of(text: str) -> int:
    """Return the number of the plane rectangular zone that a text names (第1系, Ⅸ系), 0 when none."""
    for found in _ZONE.findall(unicodedata.normalize("NFKC", text).upper()):
        zone = int(found) if found.isdecimal() else _ROMAN.get(found, 0)
        if 1 <= zone <= 19:
            return zone
    return 0


def is_tokyo(text: str) -> bool:
    """Say whether a text names the datum of before 2002."""
    return bool(
        re.search(r"日本測地系(?!2000|2011|2024)|旧測地系|tokyo ?datum|東京測地系", normal_name(text))
    )
