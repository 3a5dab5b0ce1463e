"""Sentences, figures and dates as staff read them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from layers.crs import ROMAN, zone_of_epsg
from layers.messages import CONTEXT, Message

if TYPE_CHECKING:
    from datetime import datetime

    from layers.errors import GisError
    from layers.feedback import Where

translate = QCoreApplication.translate

THIN = "\u2009"
"""Stands between a figure and its unit."""
MINUS = "\u2212"

_KIBI = 1024.0


def sentence(message: Message) -> str:
    """Return a sentence in the language of the window; messages among its values are put in as sentences."""
    values = {
        name: sentence(value) if isinstance(value, Message) else value
        for name, value in message.values.items()
    }
    return Message(message.template, values).render(lambda template: translate(CONTEXT, template))


def said(text: str) -> str:
    """Return a text of the data model (name of a column, meaning of a code) in the language of the window.

    What has no translation, such as the name of a place, stays as it is.
    """
    return translate(CONTEXT, text) if text else text


def place(where: Where) -> str:
    """Return the place of a finding or error for reading, empty when it has none."""
    parts = []
    if where.file:
        parts.append(where.file)
    if where.line:
        parts.append(translate("window", "{line} 行目").format(line=integer(where.line)))
    if where.id:
        parts.append(where.id)
    return translate("window", "・").join(parts)


def told(error: GisError) -> str:
    """Return what happened and what to do about it, as one paragraph."""
    hint = sentence(error.hint) if error.hint.template else ""
    return " ".join(part for part in (sentence(error.message), hint) if part)


def integer(number: int) -> str:
    """Return a count with commas between groups of three digits."""
    return f"{number:,}".replace("-", MINUS)


def share_words(part: int, whole: int) -> str:
    """Return a share in percent; what is less than half of one is not written as nothing."""
    percent = 100 * part / max(whole, 1)
    return f"<{THIN}1{THIN}%" if 0 < percent < 0.5 else f"{percent:.0f}{THIN}%"


def decimal(number: float, places: int = 2) -> str:
    """Return a figure with commas and a proper minus sign."""
    return f"{number:,.{places}f}".replace("-", MINUS)


def metres(number: float, places: int = 2) -> str:
    """Return a length in metres with its unit."""
    return f"{decimal(number, places)}{THIN}m"


def memory(size: float) -> str:
    """Return a number of bytes in megabytes or gigabytes of 1,024."""
    mega = size / _KIBI**2
    if mega < _KIBI:
        return f"{decimal(mega, 0)}{THIN}MB"
    return f"{decimal(mega / _KIBI, 1)}{THIN}GB"


def duration(seconds: float) -> str:
    """Return a length of time in the roughness that a waiting person wants."""
    whole = round(seconds)
    if whole < 60:
        return translate("window", "{seconds} 秒").format(seconds=whole)
    if whole < 3600:
        return translate("window", "{minutes} 分 {seconds} 秒").format(
            minutes=whole // 60, seconds=whole % 60
        )
    return translate("window", "{hours} 時間 {minutes} 分").format(
        hours=whole // 3600, minutes=whole % 3600 // 60
    )


def plane_position(crs: str, east: float, north: float) -> str:
    """Return a place in the plane rectangular system with its zone; X is north and Y is east."""
    zone = zone_of_epsg(crs)
    name = ROMAN[zone - 1] if zone else crs
    return translate("window", "系{zone}  X {north}  Y {east}").format(
        zone=name, north=decimal(north), east=decimal(east)
    )


def geographic_position(longitude: float, latitude: float) -> str:
    """Return degrees with hemisphere."""
    east, north = "E" if longitude >= 0 else "W", "N" if latitude >= 0 else "S"
    return f"{abs(longitude):.5f}°{east}  {abs(latitude):.5f}°{north}"


def shortened(path: Path, length: int = 56) -> str:
    """Return a path for reading: its beginning gives way when it is long, its end never does."""
    text = str(path)
    if len(text) <= length:
        return text
    kept: list[str] = []
    for part in reversed(path.parts):
        if kept and sum(map(len, kept)) + len(part) + len(kept) > length:
            break
        kept.append(part)
    return str(Path("…", *reversed(kept)))


def date_words(moment: datetime) -> str:
    """Return a day as staff write it, such as 「2026年11月21日」."""
    return translate("window", "{year}年{month}月{day}日").format(
        year=moment.year, month=moment.month, day=moment.day
    )


def clock_words(moment: datetime) -> str:
    """Return a day and a time of day, such as 「11月21日 14:32」."""
    return translate("window", "{month}月{day}日 {hour}:{minute:02}").format(
        month=moment.month, day=moment.day, hour=moment.hour, minute=moment.minute
    )
