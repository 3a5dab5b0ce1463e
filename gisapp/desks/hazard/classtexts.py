"""What codes and texts of hazard data mean: ends in metres or hours, and the order of zones.

Texts go before codes, for codes mean different things in different data: 4 is 5 to 10 m in a river's rank
and 2 to 3 m in a reservoir's. A code without a text is looked up in the table of its kind; whatever cannot be
read stays unknown and is told.
"""

from __future__ import annotations

import math
import re
import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.hazard.classes import RESERVOIR, STANDARD, Kind
from gisapp.desks.hazard.hazards import UNKNOWN, HazardClass, Theme
from importers.products.depths import UNREADABLE, depth_range

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

HOURS = (0.0, 12.0, 24.0, 72.0, 168.0, 336.0, 672.0)
"""Hours from which each class of 浸水継続時間 holds (国土数値情報 A31, コードリスト flood_duration_code)."""
ZONE_ORDER = {"3": 1, "4": 2, "1": 3, "2": 4}
"""Danger of landslide zones by code: 警戒（指定前）, 特別警戒（指定前）, 警戒, 特別警戒 (標準製品仕様書)."""
COLLAPSE_ORDER = {"1": 2, "2": 1, "3": 3}
"""Danger of zones in which houses may collapse by code: 河岸侵食, 氾濫流, both."""
_UNITS = {"時間": 1.0, "日": 24.0, "日間": 24.0, "週": 168.0, "週間": 168.0}
_TIME = r"(\d+(?:\.\d+)?)\s*(時間|日間?|週間?)"
_FROM = re.compile(rf"{_TIME}\s*(?:以上|超)")
_TO = re.compile(rf"{_TIME}\s*(?:未満|以下)")
_NUMBERED = re.compile(r"\d+(?:\.0+)?")


def hours_range(text: str) -> tuple[float, float]:
    """Return the ends of a class of duration in hours; both NaN when the text tells none."""
    plain = unicodedata.normalize("NFKC", text)
    if len(plain) > 100:
        return UNREADABLE
    low, high = _FROM.search(plain), _TO.search(plain)
    if low is None and high is None:
        return UNREADABLE
    lower = float(low[1]) * _UNITS[low[2]] if low else 0.0
    upper = float(high[1]) * _UNITS[high[2]] if high else math.inf
    return (lower, upper) if lower < upper else UNREADABLE


def hazard_class(code: str, text: str, theme: Theme, kind: Kind, *, standard: bool) -> HazardClass | None:
    """Return the class that a code and its text mean, None when nobody can tell.

    Parameters
    ----------
    code, text
        As the source writes them; the text may be the code again or empty.
    theme, kind
        Of the hazard.
    standard
        Whether the code is from the national list and not from a list of the city's own.
    """
    if theme is Theme.ZONE:
        return _zone(code, text)
    if theme is Theme.COLLAPSE:
        order = COLLAPSE_ORDER.get(_number(code)) or (2 if "氾濫流" in text else 1)
        return HazardClass(order, order, code, text or code)
    lower, upper = hours_range(text) if theme is Theme.DURATION else depth_range(text)
    if math.isnan(lower) and standard:
        ends = HOURS if theme is Theme.DURATION else (RESERVOIR if kind is Kind.RESERVOIR else STANDARD).lower
        number = _number(code)
        if number and 1 <= int(number) <= len(ends):
            place = int(number)
            lower, upper = ends[place - 1], ends[place] if place < len(ends) else math.inf
    return None if math.isnan(lower) else HazardClass(lower, upper, code, text or code)


def _zone(code: str, text: str) -> HazardClass | None:
    number = _number(code)
    if number not in ZONE_ORDER:
        special, before = "特別警戒" in text, "指定前" in text
        if "警戒" not in text:
            return None
        number = ("4" if before else "2") if special else ("3" if before else "1")
    order = ZONE_ORDER[number]
    return HazardClass(order, order, code, text or code)


def _number(code: str) -> str:
    plain = unicodedata.normalize("NFKC", code).strip()
    return str(int(float(plain))) if _NUMBERED.fullmatch(plain) else ""


def read_classes(
    codes: NDArray[np.object_],
    texts: NDArray[np.object_],
    theme: Theme,
    kind: Kind,
    *,
    standard: bool = True,
) -> tuple[tuple[HazardClass, ...], NDArray[np.int64], Mapping[str, int]]:
    """Return the classes that occur, from the least dangerous, and the number of each row's class.

    Parameters
    ----------
    codes, texts
        (n,) as the source writes them; both empty where it says nothing.
    theme, kind, standard
        See :func:`hazard_class`.

    Returns
    -------
    classes, rank, unknown
        (n,) numbers from 1, :data:`UNKNOWN` where nothing is said or nobody can tell; and what nobody can
        tell, with how often it occurs.
    """
    pairs, which = _distinct(codes, texts)
    meant = [hazard_class(code, text, theme, kind, standard=standard) for code, text in pairs]
    ordered = sorted({one for one in meant if one is not None})
    # Codes of one meaning (01 and 1) are one class.
    ends = sorted({(one.lower, one.upper) for one in ordered})
    classes = tuple(next(one for one in ordered if (one.lower, one.upper) == end) for end in ends)
    place = {end: number for number, end in enumerate(ends, 1)}
    numbers = np.array([UNKNOWN if one is None else place[one.lower, one.upper] for one in meant], np.int64)
    counts = np.bincount(which, minlength=len(pairs))
    unknown = {
        text or code or "（空）": int(count)
        for (code, text), one, count in zip(pairs, meant, counts, strict=True)
        if one is None
    }
    rank = numbers[which] if len(which) else np.empty(0, np.int64)
    return classes, rank, unknown


def _distinct(
    codes: NDArray[np.object_], texts: NDArray[np.object_]
) -> tuple[list[tuple[str, str]], NDArray[np.intp]]:
    """Return the different pairs of a code and a text, and which of them each row has."""
    _, first = np.unique(codes.astype(str), return_inverse=True)
    _, second = np.unique(texts.astype(str), return_inverse=True)
    _, row, which = np.unique(
        first * (int(second.max(initial=0)) + 1) + second, return_index=True, return_inverse=True
    )
    return [(str(codes[one]), str(texts[one])) for one in row.tolist()], which
