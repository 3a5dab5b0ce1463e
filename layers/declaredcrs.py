"""What a declaration of a reference system means: text of a .prj, a srsName, a code.

Software writes the same system under many names, and the wrong system under a right name. So what is
written out decides - origin, scale and ellipsoid - and a name only where parameters leave a choice: between
JGD2000 and JGD2011, which share all of them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from layers import crs
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from layers.systems import Datum, Kind, System, code_of, system_of

if TYPE_CHECKING:
    from pyproj import CRS

LONGEST = 65_536
"""Characters; nothing longer is a declaration of a reference system."""


class Certainty(IntEnum):
    """How sure a statement about the place is."""

    POSSIBLE = 1
    LIKELY = 2
    CERTAIN = 3


@dataclass(frozen=True)
class Identified:
    """The code behind a declaration.

    Attributes
    ----------
    crs
        Authority code such as ``EPSG:2450``.
    certainty
        How sure the code is.
    how
        What it was recognised by.
    vertical
        Code of the heights when the declaration names them and `crs` does not include them, else empty.
    """

    crs: str
    certainty: Certainty
    how: Message
    vertical: str = ""


_BY_CODE = Message(QT_TRANSLATE_NOOP(CONTEXT, "座標系の番号が書かれています。"))
_BY_PARAMETERS = Message(
    QT_TRANSLATE_NOOP(CONTEXT, "座標系の定義（原点・縮尺・楕円体・測地系）から判定しました。")
)
_NO_DATUM = Message(
    QT_TRANSLATE_NOOP(CONTEXT, "座標系の定義に測地系が書かれていません。楕円体から判定しました。")
)
_CONTRADICTION = Message(
    QT_TRANSLATE_NOOP(CONTEXT, "座標系の名前・番号と定義が食い違っています。定義のほうから判定しました。")
)
_BY_NOTATION = Message(QT_TRANSLATE_NOOP(CONTEXT, "地図データの座標系の表記から判定しました。"))
_ZONE_ONLY = Message(
    QT_TRANSLATE_NOOP(CONTEXT, "系の番号だけが書かれています。測地系は世界測地系とみなしました。")
)

_ZONE_ON_WGS84 = Message(
    QT_TRANSLATE_NOOP(
        CONTEXT, "平面直角座標系が WGS 84 で書かれています。JGD2011 とみなしました（差は 1 m 以内です）。"
    )
)

_CODES = (
    re.compile(
        r"(?P<authority>EPSG|ESRI):{1,2}(?P<code>\d{4,6})(?:\+(?:EPSG:)?(?P<vertical>\d{4,5}))?",
        re.IGNORECASE,
    ),
    re.compile(
        r"urn:(?:x-)?ogc:def:crs:(?P<authority>EPSG|ESRI):(?:[\w.]*:)?(?P<code>\d{4,6})", re.IGNORECASE
    ),
    re.compile(
        r"urn:ogc:def:crs,crs:(?P<authority>EPSG):[\w.]*:(?P<code>\d{4,6})"
        r"(?:,crs:EPSG:[\w.]*:(?P<vertical>\d{4,5}))?",
        re.IGNORECASE,
    ),
    re.compile(
        r"https?://www\.opengis\.net/def/crs/(?P<authority>EPSG|ESRI)/[\w.]+/(?P<code>\d{4,6})/?",
        re.IGNORECASE,
    ),
    re.compile(
        r"https?://www\.opengis\.net/gml/srs/(?P<authority>epsg)\.xml#(?P<code>\d{4,6})", re.IGNORECASE
    ),
    re.compile(r"\+init=(?P<authority>epsg|esri):(?P<code>\d{4,6})(?:\s.*)?", re.IGNORECASE),
)
_CRS84 = re.compile(
    r"(?:urn:ogc:def:crs:OGC:[\w.]*:|https?://www\.opengis\.net/def/crs/OGC/[\w.]+/|OGC:)CRS84h?",
    re.IGNORECASE,
)
_FGD = re.compile(r"fguuid:(?P<datum>jgd2000|jgd2011|jgd2024)\.bl", re.IGNORECASE)
_JPGIS = re.compile(
    r"(?P<datum>JGD2000|JGD2011|JGD2024|TD)\s*/\s*(?:(?P<zone>\d{1,2})\s*)?"
    r"\(\s*(?P<axes>B\s*,\s*L|X\s*,\s*Y)\s*\)(?:\s*,.*)?",
    re.IGNORECASE,
)
_MOJ = re.compile(r"公共座標(?P<zone>\d{1,2})系")
_WRITTEN_OUT = re.compile(
    r"(?:PROJCS|GEOGCS|GEOCCS|COMPD_CS|LOCAL_CS|BOUNDCRS|COMPOUNDCRS|PROJCRS|PROJECTEDCRS|GEOGCRS|"
    r"GEOGRAPHICCRS|GEODCRS|GEODETICCRS)\s*[\[(]|\+?proj=|\{",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\w+\s*[\[(]\s*\"(?P<name>[^\"]*)\"")
_TRAILING_CODE = re.compile(
    r"(?:AUTHORITY|ID)\s*[\[(]\s*\"EPSG\"\s*,\s*\"?(?P<code>\d{1,6})\"?\s*[\])]\s*[\])]\s*$", re.IGNORECASE
)
_READS_FILES = re.compile(r"init\s*=|file:|@(?!null\b)", re.IGNORECASE)
_DATUM_WORDS = {
    "JGD2000": Datum.JGD2000,
    "JGD2011": Datum.JGD2011,
    "JGD2024": Datum.JGD2011,
    "TD": Datum.TOKYO,
}


def identify(text: str) -> Identified | None:
    """Return the code of a declared reference system.

    Parameters
    ----------
    text
        WKT of any kind (ESRI's too), a PROJ string, PROJJSON, ``EPSG:n``, the urn and http forms of OGC,
        ``fguuid:jgd2011.bl`` of 基盤地図情報, ``JGD2000 / (B, L)`` of JPGIS, ``公共座標1系`` of 地図XML.

    Returns
    -------
    Identified or None
        None when the text names no system that is known, or a name alone.
    """
    text = unicodedata.normalize("NFKC", text[: LONGEST + 1]).strip().strip("\0\ufeff").strip()
    if not text or len(text) > LONGEST:
        return None
    if _WRITTEN_OUT.match(text):
        return _from_definition(text)
    for form in _CODES:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            return _from_code(parts["authority"].upper(), parts["code"], parts.get("vertical") or "")
    if _CRS84.fullmatch(text):
        # Longitude first, which is how points are kept here anyway.
        return Identified("EPSG:4326", Certainty.CERTAIN, _BY_CODE)
    return _from_notation(text)


def _from_notation(text: str) -> Identified | None:
    """Read the notations that only Japanese map data use."""
    if match := _FGD.fullmatch(text):
        system = System(Kind.DEGREES, _DATUM_WORDS[match["datum"].upper()])
        return Identified(code_of(system), Certainty.CERTAIN, _BY_NOTATION)
    if match := _JPGIS.fullmatch(text):
        datum = _DATUM_WORDS[match["datum"].upper()]
        if match["axes"][0] in "Bb":
            return Identified(code_of(System(Kind.DEGREES, datum)), Certainty.CERTAIN, _BY_NOTATION)
        if match["zone"] and 1 <= int(match["zone"]) <= 19:
            system = System(Kind.PLANE, datum, int(match["zone"]))
            return Identified(code_of(system), Certainty.CERTAIN, _BY_NOTATION)
    if (match := _MOJ.fullmatch(text)) and 1 <= int(match["zone"]) <= 19:
        return Identified(crs.epsg_of_zone(int(match["zone"])), Certainty.LIKELY, _ZONE_ONLY)
    return None


def _from_code(authority: str, number: str, vertical: str) -> Identified | None:
    if authority == "EPSG":
        if system_of(f"EPSG:{number}") is None and _parsed(f"EPSG:{number}") is None:
            return None
        if vertical:
            return _compound(f"EPSG:{number}", f"EPSG:{vertical}", Certainty.CERTAIN, _BY_CODE)
        return Identified(f"EPSG:{number}", Certainty.CERTAIN, _BY_CODE)
    # ESRI numbers the same systems differently.
    parsed = _parsed(f"ESRI:{number}")
    found = None if parsed is None else _from_parameters(parsed)
    if found is not None or parsed is None:
        return found
    return Identified(f"ESRI:{number}", Certainty.CERTAIN, _BY_CODE)


def _parsed(text: str) -> CRS | None:
    """Let PROJ read a definition; None when it cannot."""
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        return CRS.from_user_input(text)
    except CRSError:
        return None


def _from_definition(text: str) -> Identified | None:
    if text[:5].lower().startswith(("+proj", "proj=")) and _READS_FILES.search(text):
        return None
    parsed = _parsed(text)
    found = None if parsed is None else _from_parameters(parsed)
    system = None if found is None else system_of(found.crs)
    if found is None or system is None:
        return found
    # From the text itself: PROJ replaces names that it takes for an alias of another system.
    name, code = _TITLE.match(text), _TRAILING_CODE.search(text)
    claimed = system_of(f"EPSG:{code['code']}") if code else None
    if claimed not in (None, system) or (name and _name_contradicts(name["name"], system)):
        return replace(found, certainty=Certainty.LIKELY, how=_CONTRADICTION)
    return found


def _compound(horizontal: str, vertical: str, certainty: Certainty, how: Message) -> Identified:
    """Join a horizontal and a vertical code: one code where EPSG has one, else both side by side."""
    system = system_of(horizontal)
    if vertical == "EPSG:6695" and system is not None and system.datum is Datum.JGD2011:
        if system.kind is Kind.DEGREES:
            return Identified("EPSG:6697", certainty, how)
        if system.kind is Kind.PLANE and system.zone <= 13:
            return Identified(f"EPSG:{10161 + system.zone}", certainty, how)
    return Identified(horizontal, certainty, how, vertical)


def _from_parameters(parsed: CRS) -> Identified | None:
    if parsed.is_compound:
        return _from_parts(parsed)
    if parsed.is_bound and parsed.source_crs is not None:
        # A shift to WGS 84 written beside the system does not change which one it is.
        return _from_parameters(parsed.source_crs)
    if _is_web(parsed):
        return Identified("EPSG:3857", Certainty.CERTAIN, _BY_PARAMETERS)
    datum, named = _datum(parsed)
    shape = _shape(parsed)
    if datum is None or shape is None:
        written = parsed.to_authority(min_confidence=100)
        return None if written is None else Identified(":".join(written), Certainty.CERTAIN, _BY_CODE)
    kind, zone = shape
    found = _three_dimensional(code_of(System(kind, datum, zone)), parsed)
    if kind is Kind.PLANE and datum is Datum.WGS84:
        return Identified(found, Certainty.LIKELY, _ZONE_ON_WGS84)
    if not named:
        return Identified(found, Certainty.LIKELY, _NO_DATUM)
    return Identified(found, Certainty.CERTAIN, _BY_PARAMETERS)


def _from_parts(parsed: CRS) -> Identified | None:
    """Identify a horizontal and a vertical system written as one."""
    parts = parsed.sub_crs_list
    horizontal = _from_parameters(parts[0]) if len(parts) == 2 else None
    if horizontal is None:
        return None
    number = parts[1].to_epsg()
    vertical = f"EPSG:{number}" if number else ""
    return _compound(horizontal.crs, vertical, horizontal.certainty, horizontal.how)


def _three_dimensional(code: str, parsed: CRS) -> str:
    if len(parsed.axis_info) == 3 and parsed.is_geographic:
        return {"EPSG:6668": "EPSG:6667", "EPSG:4612": "EPSG:4947", "EPSG:4326": "EPSG:4979"}.get(code, code)
    return code


def _datum(parsed: CRS) -> tuple[Datum | None, bool]:
    """Return the datum and whether it is named; the ellipsoid decides, the name only between its datums."""
    ellipsoid = parsed.ellipsoid
    if ellipsoid is None or (parsed.prime_meridian and abs(parsed.prime_meridian.longitude) > 1e-9):
        return None, False
    words = re.sub(r"[^a-z0-9]", "", parsed.datum.name.lower() if parsed.datum is not None else "")
    unnamed = words.startswith(("unknown", "notspecified", "unnamed")) or not words
    size, flattening = ellipsoid.semi_major_metre, ellipsoid.inverse_flattening
    japanese = any(word in words for word in ("jgd", "japan", "tokyo"))
    if abs(size - 6377397.155) < 0.01 and abs(flattening - 299.1528128) < 1e-4:
        # The ellipsoid of Bessel serves other countries too.
        return (Datum.TOKYO, "tokyo" in words) if unnamed or japanese else (None, False)
    if abs(size - 6378137.0) > 0.01 or abs(flattening - 298.2572) > 1e-3:
        return None, False
    if "jgd" in words or "japan" in words:
        old = "2000" in words
        return (Datum.JGD2000 if old else Datum.JGD2011), old or "2011" in words or "2024" in words
    if "wgs" in words or "worldgeodeticsystem1984" in words:
        return Datum.WGS84, True
    if unnamed or japanese:
        wgs84 = abs(flattening - 298.257223563) < 1e-9
        return (Datum.WGS84 if wgs84 else Datum.JGD2011), False
    return None, False  # European and American datums stand on the same ellipsoid


def _is_web(parsed: CRS) -> bool:
    """Say whether it is the Mercator of web maps, also where it is written as one of a sphere."""
    projection, ellipsoid = parsed.coordinate_operation, parsed.ellipsoid
    if projection is None or ellipsoid is None or "Mercator" not in projection.method_name:
        return False
    if "Popular Visualisation" in projection.method_name:
        return True
    sphere = ellipsoid.semi_major_metre == ellipsoid.semi_minor_metre == 6378137.0
    values = {parameter.code: float(parameter.value) for parameter in projection.params}
    unshifted = values.pop("8805", 1.0) == 1.0 and not any(values.values())
    return sphere and unshifted and "Transverse" not in projection.method_name


def _shape(parsed: CRS) -> tuple[Kind, int] | None:
    """Return what the numbers are and the zone, judged by the parameters of the projection."""
    if parsed.is_geographic:
        degrees = all(
            abs(axis.unit_conversion_factor - 0.017453292519943295) < 1e-12 for axis in parsed.axis_info[:2]
        )
        return (Kind.DEGREES, 0) if degrees else None
    projection = parsed.coordinate_operation
    if projection is None or any(axis.unit_conversion_factor != 1.0 for axis in parsed.axis_info):
        return None
    if projection.method_code != "9807":  # Transverse Mercator
        return None
    values = {parameter.code: float(parameter.value) for parameter in projection.params}
    latitude, longitude = values.get("8801", 0.0), values.get("8802", 0.0)
    scale, east, north = values.get("8805", 1.0), values.get("8806", 0.0), values.get("8807", 0.0)
    if abs(scale - 0.9999) < 1e-9 and abs(east) < 1e-6 and abs(north) < 1e-6:
        return next(
            (
                (Kind.PLANE, zone)
                for zone in range(1, 20)
                # Some files round the minutes of the meridian to four decimals.
                if abs(crs.origin_of_zone(zone)[0] - longitude) < 1e-4
                and abs(crs.origin_of_zone(zone)[1] - latitude) < 1e-4
            ),
            None,
        )
    zone = round((longitude + 183) / 6)
    utm = (
        abs(scale - 0.9996) < 1e-9
        and abs(east - 500_000) < 1e-6
        and abs(north) < 1e-6
        and abs(latitude) < 1e-9
    )
    if utm and 51 <= zone <= 55 and abs(longitude - (6 * zone - 183)) < 1e-6:
        return Kind.UTM, zone
    return None


def _name_contradicts(name: str, system: System) -> bool:
    """Say whether the name of a system tells of another zone or datum than its parameters."""
    words = re.sub(r"[\s_]+", " ", name).upper()
    plane = system.kind is Kind.PLANE
    stated = re.search(r"\bZONE (\d{1,2})\b|\bCS ([IVX]+)\b", words) if plane else None
    if stated:
        number = int(stated[1]) if stated[1] else _roman(stated[2])
        if number != system.zone:
            return True
    if "JGD" in words:
        return system.datum is Datum.TOKYO
    return "TOKYO" in words and system.datum is not Datum.TOKYO


def _roman(text: str) -> int:
    return crs.ROMAN.index(text) + 1 if text in crs.ROMAN else 0
