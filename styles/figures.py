"""Figures as Japanese staff write them: commas, a thin space before the unit, a proper minus sign."""

from __future__ import annotations

import math

THIN_SPACE = "\u2009"
MINUS = "\u2212"

_MOST_DECIMALS = 6
_SYMBOLS = {"m2": "㎡", "m3": "㎥"}


def figure(value: float, unit: str = "", decimals: int | None = None) -> str:
    """Return a number for reading, such as ``1,234.5 ㎡``.

    Parameters
    ----------
    value
        A finite number.
    unit
        Unit symbol; letters are set off by a thin space, Japanese words such as 階 are not.
    decimals
        Digits after the point; None for as many as the number needs.

    Returns
    -------
    str
    """
    text = f"{value:,.{_needed(value)}f}" if decimals is None else f"{value:,.{decimals}f}"
    return f"{text.replace('-', MINUS)}{spaced(unit)}"


def spaced(unit: str) -> str:
    """Return a unit with the thin space that parts it from its number, where one is wanted."""
    if not unit:
        return ""
    unit = _SYMBOLS.get(unit, unit)
    is_word = "\u3041" <= unit[0] <= "\u30ff" or "\u4e00" <= unit[0] <= "\u9fff"
    return unit if is_word else f"{THIN_SPACE}{unit}"


def year(value: float) -> str:
    """Return a year without comma."""
    return f"{value:.0f}"


def _needed(value: float) -> int:
    for decimals in range(_MOST_DECIMALS):
        if math.isclose(round(value, decimals), value, rel_tol=1e-9, abs_tol=1e-12):
            return decimals
    return _MOST_DECIMALS
