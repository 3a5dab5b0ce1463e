"""Degrees as people write them: 32.7503, 32°45'01", 北緯32度45分1秒, 324501.2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from importers.tables import numbers

if TYPE_CHECKING:
    from numpy.typing import NDArray

LATITUDES = (20.0, 46.0)
LONGITUDES = (122.0, 155.0)
"""Japan, with its farthest islands."""
_SIXTIETHS = (
    # NFKC turns º into o and the double prime into two single ones.
    (
        r"^(?P<before>[NSEWnsew+\-]|北緯|南緯|東経|西経)?\s*(?P<degree>\d{1,3}(?:\.\d+)?)\s*[°度˚o]\s*"
        r"(?:(?P<minute>\d{1,2}(?:\.\d+)?)\s*['’′`´分]\s*)?"
        r"(?:(?P<second>\d{1,2}(?:\.\d+)?)\s*(?:[\"”″]|''|’’|′′|秒)?)?\s*(?P<behind>[NSEWnsew])?$"
    ),
    (
        r"^(?P<before>[NSEWnsew])?\s*(?P<degree>\d{2,3})[.:\s]+(?P<minute>\d{2})[.:\s]+(?P<second>\d{2}(?:\.\d+)?)\s*"
        r"(?P<behind>[NSEWnsew])?$"
    ),
)


def degrees(texts: pa.Array, expected: tuple[float, float]) -> NDArray[np.float64]:
    """Return (n,) degrees of normal texts, NaN where a text is none.

    Parameters
    ----------
    texts
        Texts in NFKC.
    expected
        Lowest and highest value in Japan; tells 324501.2 (32°45'01.2") from metres.
    """
    values = numbers.floats(texts)
    packed = _packed(values)
    fits = np.isfinite(values) & (packed >= expected[0]) & (packed <= expected[1]) & (values > 10_000)
    values = np.where(fits, packed, values)
    for pattern in _SIXTIETHS:
        rows = np.flatnonzero(np.isnan(values) & np.asarray(pc.is_valid(texts)))
        if not len(rows):
            break
        found = pc.extract_regex(texts.take(pa.array(rows)), pattern)
        hit = np.asarray(pc.is_valid(found))
        if hit.any():
            values[rows[hit]] = _of_parts(found.filter(pa.array(hit)))
    return values


def within(values: NDArray[np.float64], expected: tuple[float, float]) -> NDArray[np.bool_]:
    """Say of each value whether it lies in a range; NaN does not."""
    with np.errstate(invalid="ignore"):
        return (values >= expected[0]) & (values <= expected[1])


def _of_parts(found: pa.StructArray) -> NDArray[np.float64]:
    degree, minute, second = (_part(found.field(name)) for name in ("degree", "minute", "second"))
    result = degree + minute / 60 + second / 3600
    result[(minute >= 60) | (second >= 60)] = np.nan
    south_west = pa.array(["S", "W", "s", "w", "-", "南緯", "西経"])
    negative = np.asarray(
        pc.or_(pc.is_in(found.field("before"), south_west), pc.is_in(found.field("behind"), south_west))
    )
    return np.where(negative, -result, result)


def _part(texts: pa.Array) -> NDArray[np.float64]:
    return np.asarray(pc.cast(pc.if_else(pc.equal(pc.fill_null(texts, ""), ""), "0", texts), pa.float64()))


def _packed(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return degrees of numbers dddmmss.s, NaN where minutes or seconds would be 60 or more."""
    with np.errstate(invalid="ignore"):
        degree, rest = np.divmod(values, 10_000)
        minute, second = np.divmod(rest, 100)
        good = (minute < 60) & (second < 60)
    return np.where(good, degree + minute / 60 + second / 3600, np.nan)
