"""Classes of depth that are written as text, each prefecture in its own way."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import TYPE_CHECKING

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message
from styles.presets import preset
from styles.style import ByCategory, Category, Colour

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from styles.style import Range

BETWEEN = QT_TRANSLATE_NOOP(CONTEXT, "{lower}m以上{upper}m未満")
BELOW = QT_TRANSLATE_NOOP(CONTEXT, "{upper}m未満")
ABOVE = QT_TRANSLATE_NOOP(CONTEXT, "{lower}m以上")
"""A class of depth in the words of the official legend."""
UNREADABLE = (math.nan, math.nan)
_NUMBER = r"(\d+(?:\.\d+)?)\s*(cm|m)?"
_LOWER = re.compile(rf"{_NUMBER}\s*(?:以上|超|を超え|より大き|より深)")
_UPPER = re.compile(rf"{_NUMBER}\s*(?:未満|以下|より小さ|より浅)")
_BETWEEN = re.compile(rf"{_NUMBER}\s*(?:~|-|から)\s*{_NUMBER}")
_FROM = re.compile(rf"{_NUMBER}\s*(?:~|-|から)\s*$")
_UP_TO = re.compile(rf"^\D*(?:~|-)\s*{_NUMBER}")
_ALONE = re.compile(r"(?:[\d.~\s-]|cm|m|以上|未満|以下|超|から)+")
_DASHES = str.maketrans("〜∼−‐‑–—―ー", "~~-------")


def depth_range(text: str) -> tuple[float, float]:
    """Return the ends of a class of depth.

    Parameters
    ----------
    text
        As the product writes it: 「0.3m以上1m未満」「～ 0.3m未満」「20m以上」「1.0～2.0m」.

    Returns
    -------
    lower, upper
        Metres; 0 below a class without lower end, infinity above one without upper end, both NaN when
        the text does not tell a class.
    """
    plain = _plain(text)
    if len(plain) > 100:  # no class is that long; patterns need not be tried on a hostile text
        return UNREADABLE
    lower, upper = _LOWER.search(plain), _UPPER.search(plain)
    between = _BETWEEN.search(plain)
    if between is not None and not (lower and upper):
        unit = between[2] or between[4] or "m"
        low, high = _metres(between[1], unit), _metres(between[3], between[4] or unit)
    elif lower is not None or upper is not None:
        unit = (upper and upper[2]) or (lower and lower[2]) or "m"
        low = _metres(lower[1], lower[2] or unit) if lower else 0.0
        high = _metres(upper[1], upper[2] or unit) if upper else math.inf
    elif (start := _FROM.search(plain)) is not None:
        low, high = _metres(start[1], start[2] or "m"), math.inf
    elif (end := _UP_TO.search(plain)) is not None:
        low, high = 0.0, _metres(end[1], end[2] or "m")
    else:
        return UNREADABLE
    return (low, high) if low < high else UNREADABLE


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_DASHES).replace(",", "").lower()


def depth_message(lower: float, upper: float) -> Message:
    """Return the ends of a class, metres, in the words of the official legend."""
    if math.isinf(upper):
        return Message(ABOVE, {"lower": f"{lower:g}"})
    values = {"lower": f"{lower:g}", "upper": f"{upper:g}"}
    return Message(BETWEEN if lower else BELOW, values)


def told_class(text: str, say: Callable[[Message], str]) -> str:
    """Return a class of depth in the language of whoever reads it.

    In Japanese every text stays as its source writes it, and in every language one that tells anything else
    than a class of depth.

    Parameters
    ----------
    text
        A text of the data.
    say
        Tells a sentence in that language.
    """
    ends = depth_range(text) if len(text) <= 100 and _ALONE.fullmatch(_plain(text)) else UNREADABLE
    if math.isnan(ends[0]):
        return text
    known = depth_message(*ends)
    plain = say(known)
    return text if plain == str(known) else plain


def depth_style(attribute: str, texts: Iterable[str]) -> ByCategory:
    """Return the official colours for classes of depth, labelled with the words of the data themselves.

    A class that the ministry's legend does not have takes the colour of the one in which its upper end
    lies, the more dangerous; without upper end the one in which its lower end lies.

    Parameters
    ----------
    attribute
        Column of the classes.
    texts
        The different classes; those that cannot be read get no colour of their own.
    """
    classes = sorted((ends, text) for text in texts if not math.isnan((ends := depth_range(text))[0]))
    return ByCategory(
        attribute, tuple(Category(text, _colour(low, high), text) for (low, high), text in classes)
    )


def _colour(low: float, high: float) -> Colour:
    ranges: tuple[Range, ...] = preset("flood_depth_detailed").ranges
    if math.isinf(high):
        return next(one.colour for one in ranges if one.low <= low < one.high)
    return next(one.colour for one in ranges if one.low < high <= one.high)


def _metres(number: str, unit: str) -> float:
    return float(number) / (100 if unit == "cm" else 1)
