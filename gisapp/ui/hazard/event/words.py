"""How the event's moments, ages and states read in the window."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from gisapp.desks.hazard.event.words import State
from gisapp.ui.words import clock_words, decimal, translate

if TYPE_CHECKING:
    from gisapp.desks.hazard.event.gauges import Reading

TAGS = {
    State.OPEN: "over",
    State.UNKNOWN: "unknown",
    State.CHECKING: "confirm",
    State.WORKING: "entered",
    State.DONE: "absent",
}
"""Roles of the tags of states: what waits is seen first."""
ARROWS = {1: "↑", -1: "↓", 0: ""}


def moment_words(text: str) -> str:
    """Return a moment for reading, 「未確認」 where there is none."""
    if not text:
        return translate("panels", "未確認")
    try:
        return clock_words(datetime.fromisoformat(text))
    except ValueError:
        return text


def short_words(text: str) -> str:
    """Return a moment in figures, for narrow columns."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return translate("panels", "未確認")
    return f"{moment.month}/{moment.day} {moment.hour}:{moment.minute:02d}"


def age_words(seconds: int | None) -> str:
    """Return an age for reading."""
    if seconds is None:
        return translate("panels", "時刻は未確認")
    minutes = seconds // 60
    if minutes < 60:
        return translate("panels", "{minutes} 分前").format(minutes=minutes)
    if minutes < 48 * 60:
        return translate("panels", "{hours} 時間前").format(hours=minutes // 60)
    return translate("panels", "{days} 日前").format(days=minutes // 1440)


def value_words(one: Reading) -> str:
    """Return the value of a gauge with its trend."""
    if one.value is None:
        return translate("panels", "未確認")
    return f"{decimal(one.value)}\u2009m {ARROWS[one.rising]}".rstrip()
