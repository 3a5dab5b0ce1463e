"""What the name and the age of a file tell of its reference system: hints, never proof."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from layers import crs
from layers.systems import Datum, system_of

NEW_DATUM = date(2002, 4, 1)
"""On this day the law replaced the Tokyo Datum by JGD2000."""

_KANJI = "一二三四五六七八九"
_NUMBER = re.compile(r"(?<!\d)(\d{4,5})(?!\d)")
# 系統 (bus routes) and 系列 are no zones, nor is every "zone": floods and fire have theirs.
_ZONES = (
    re.compile(r"(?<!\d)(?P<digits>\d{1,2})\s*系(?![統列])"),
    re.compile(r"(?<![A-Za-z])(?P<roman>[IVX]{1,5})\s*系(?![統列])"),
    re.compile(r"(?P<kanji>十?[一二三四五六七八九]|十)\s*系(?![統列])"),
    re.compile(r"平面直角(?:座標)?(?:系)?[ _-]*(?:第)?[ _-]*(?P<digits>\d{1,2})(?!\d)"),
    re.compile(
        r"(?:japan|jgd[ _-]?\d{0,4}|jpc|plane|tky)[ _-]*(?:zone|kei|jpc)?[ _-]*"
        r"(?P<digits>(?<!\d)\d{1,2})(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![A-Za-z])kei[ _-]?(?P<digits>\d{1,2})(?!\d)", re.IGNORECASE),
)
_SURE_TOKYO = re.compile(
    r"日本測地系|旧測地系|東京測地系|tokyo[ _-]?(?:datum|97)|old[ _-]?datum", re.IGNORECASE
)
_NEW_JAPANESE = re.compile(r"日本測地系\s*(?:2000|2011|2024)")
_MAYBE_TOKYO = re.compile(r"(?<![A-Za-z])(?:tky(?!2jgd)|tokyo|bessel)(?![A-Za-z])", re.IGNORECASE)
_DATUMS = (
    (re.compile(r"jgd[ _-]?2000|日本測地系\s*2000", re.IGNORECASE), Datum.JGD2000),
    (
        re.compile(r"jgd[ _-]?(?:2011|2024)?|世界測地系|日本測地系\s*20(?:11|24)", re.IGNORECASE),
        Datum.JGD2011,
    ),
    (re.compile(r"wgs[ _-]?84", re.IGNORECASE), Datum.WGS84),
)


@dataclass(frozen=True)
class Hints:
    """What a file name lets one suspect.

    Attributes
    ----------
    crs
        Code that stands in the name, empty for none.
    zone
        Plane rectangular zone that is named, 0 for none.
    datum
        Datum that is named, None for none.
    doubtful
        Whether the word for the datum may mean the city of Tokyo, or the age alone speaks for it.
    aged
        Whether the data are older than the new datum.
    prefecture
        Two-digit code from the code of a municipality in the name, empty for none.
    word
        What in the name says so, for the reader.
    """

    crs: str = ""
    zone: int = 0
    datum: Datum | None = None
    doubtful: bool = False
    aged: bool = False
    prefecture: str = ""
    word: str = ""

    @property
    def zones(self) -> tuple[int, ...]:
        """The plane rectangular zones that the name speaks for, by itself or by the law of a prefecture."""
        return (self.zone,) if self.zone else crs.zones_of_prefecture(self.prefecture)


def hints_of(file_name: str, made: date | None = None) -> Hints:
    """Read a file name (folders before it count too) and the day the data were made.

    Parameters
    ----------
    file_name
        Such as ``A29-19_42201.shp`` or ``道路台帳_日本測地系_1系.shp``.
    made
        When the data were made, None when nobody knows.
    """
    name = unicodedata.normalize("NFKC", file_name)
    code, prefecture, word = _number(name)
    zone, zone_word = _zone(name)
    system = system_of(code) if code else None
    datum, doubtful, datum_word = _datum(name)
    aged = made is not None and made < NEW_DATUM
    if system is not None:
        return Hints(code, system.zone, system.datum, aged=aged, prefecture=prefecture, word=word)
    if datum is None and aged:
        datum, doubtful = Datum.TOKYO, True
    found = " ".join(dict.fromkeys(part for part in (zone_word, datum_word) if part))
    return Hints("", zone, datum, doubtful, aged, prefecture, found or word)


def _number(name: str) -> tuple[str, str, str]:
    """Return the EPSG code, the prefecture and the text found; a year or a house number is neither."""
    prefecture = text = ""
    for match in _NUMBER.finditer(name):
        number = match[1]
        system = system_of(f"EPSG:{number}")
        if system is not None:
            return f"EPSG:{number}", prefecture, number
        if len(number) == 5 and 1 <= int(number[:2]) <= 47 and int(number[2:]) >= 100:
            prefecture, text = number[:2], number
    return "", prefecture, text


def _zone(name: str) -> tuple[int, str]:
    for form in _ZONES:
        for match in form.finditer(name):
            parts = match.groupdict()
            if parts.get("digits"):
                zone = int(parts["digits"])
            elif parts.get("roman"):
                zone = crs.ROMAN.index(parts["roman"]) + 1 if parts["roman"] in crs.ROMAN else 0
            else:
                zone = _kanji(parts.get("kanji") or "")
            if 1 <= zone <= 19:
                return zone, match[0]
    return 0, ""


def _kanji(text: str) -> int:
    tens = 10 if text.startswith("十") else 0
    rest = text.removeprefix("十")
    return tens + (_KANJI.index(rest) + 1 if rest else 0)


def _datum(name: str) -> tuple[Datum | None, bool, str]:
    """Return the datum that is named, whether that is doubtful, and the word."""
    old = _SURE_TOKYO.search(name)
    if old and not _NEW_JAPANESE.match(name, old.start()):
        return Datum.TOKYO, False, old[0]
    for form, datum in _DATUMS:
        if match := form.search(name):
            return datum, False, match[0]
    if match := _MAYBE_TOKYO.search(name):
        return Datum.TOKYO, True, match[0]
    return None, False, ""
