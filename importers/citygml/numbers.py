"""Numbers out of text, compiled: coordinate lists are the bulk of every GML file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

_POWERS = 10.0 ** np.arange(23)
_EXACT = 1 << 53  # integers below are exact in float64, so is their quotient by a power up to 10**22
_SPACE, _TAB, _NEWLINE, _RETURN, _COMMA = 0x20, 0x09, 0x0A, 0x0D, 0x2C
_ZERO, _NINE, _PLUS, _MINUS, _POINT = 0x30, 0x39, 0x2B, 0x2D, 0x2E
_MOST_DIGITS = 18


@njit(cache=True, nogil=True)
def gather(
    data: NDArray[np.uint8],
    starts: NDArray[np.int64],
    lengths: NDArray[np.int64],
    offsets: NDArray[np.int64],
) -> NDArray[np.uint8]:
    """Copy spans of `data` one behind another; span i goes to ``offsets[i]``."""
    out = np.empty(offsets[-1], dtype=np.uint8)
    for i in range(len(starts)):
        start, target = starts[i], offsets[i]
        for k in range(lengths[i]):
            out[target + k] = data[start + k]
    return out


@njit(cache=True, nogil=True, inline="always")
def _is_space(byte: int) -> bool:
    # A comma separates the numbers of the deprecated gml:coordinates.
    return byte == _SPACE or byte == _NEWLINE or byte == _RETURN or byte == _TAB or byte == _COMMA


@njit(cache=True, nogil=True)
def _number(data: NDArray[np.uint8], start: int, stop: int) -> float:
    """Return the number written in ``data[start:stop]``, NaN if it is none."""
    k = start
    negative = False
    if data[k] == _MINUS or data[k] == _PLUS:
        negative = data[k] == _MINUS
        k += 1
    mantissa = 0
    digits = 0
    exponent = 0
    seen = False
    after_point = False
    while k < stop:
        byte = int(data[k])
        if _ZERO <= byte <= _NINE:
            seen = True
            if digits < _MOST_DIGITS:
                mantissa = mantissa * 10 + (byte - _ZERO)
                if mantissa > 0:
                    digits += 1
                if after_point:
                    exponent -= 1
            elif not after_point:
                exponent += 1
        elif byte == _POINT and not after_point:
            after_point = True
        else:
            break
        k += 1
    if not seen:
        return np.nan
    if k < stop:
        if data[k] != 0x65 and data[k] != 0x45:  # e or E
            return np.nan
        k += 1
        minus = False
        if k < stop and (data[k] == _MINUS or data[k] == _PLUS):
            minus = data[k] == _MINUS
            k += 1
        if k >= stop:
            return np.nan
        power = 0
        while k < stop:
            byte = int(data[k])
            if byte < _ZERO or byte > _NINE or power > 9999:
                return np.nan
            power = power * 10 + (byte - _ZERO)
            k += 1
        exponent += -power if minus else power
    value = float(mantissa)
    if mantissa != 0:
        if 0 < exponent <= 22:
            value *= _POWERS[exponent]
        elif -22 <= exponent < 0:
            value /= _POWERS[-exponent]
        elif exponent != 0:
            value *= 10.0**exponent
    return -value if negative else value


@njit(cache=True, nogil=True)
def _parse(
    data: NDArray[np.uint8], spans: NDArray[np.int64], most: int
) -> tuple[NDArray[np.float64], NDArray[np.int64], bool]:
    """Write the numbers of all spans one behind another; the flag tells that `most` was enough."""
    out = np.empty(most, dtype=np.float64)
    offsets = np.zeros(len(spans) + 1, dtype=np.int64)
    target = 0
    for i in range(len(spans)):
        k = spans[i, 0]
        stop = spans[i, 1]
        while k < stop:
            if _is_space(data[k]):
                k += 1
                continue
            if target >= most:
                return out, offsets, False
            first = k
            negative = data[k] == _MINUS
            if negative:
                k += 1
            mantissa, point, last = 0, -1, min(stop, first + _MOST_DIGITS)
            while k < last:
                byte = int(data[k])
                if _ZERO <= byte <= _NINE:
                    mantissa = mantissa * 10 + (byte - _ZERO)
                elif byte == _POINT and point < 0:
                    point = k
                else:
                    break
                k += 1
            plain = (k == stop or _is_space(data[k])) and k - first > int(negative) + int(point >= 0)
            if plain:  # digits, a point at most: as nearly always
                value = float(mantissa)
                if point >= 0:
                    value /= _POWERS[k - point - 1]
                out[target] = -value if negative else value
            else:
                while k < stop and not _is_space(data[k]):
                    k += 1
                out[target] = _number(data, first, k)
            target += 1
        offsets[i + 1] = target
    return out[:target], offsets, True


def parse_numbers(
    data: NDArray[np.uint8], spans: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the numbers of all spans one behind another.

    Parameters
    ----------
    data
        UTF-8 text.
    spans
        (n, 2) where each list begins and ends.

    Returns
    -------
    values
        float64; words that are no numbers become NaN. Numbers of up to 15 digits are exact, longer
        ones are within one unit in the last place.
    offsets
        (n + 1,) int64, where the numbers of each span begin in `values`.
    """
    letters = int(np.maximum(spans[:, 1] - spans[:, 0], 0).sum()) if len(spans) else 0
    # Coordinates have ten letters and more; a list of single digits is the shortest there can be.
    for share in (6, 2):
        values, offsets, enough = _parse(data, spans, letters // share + len(spans) + 1)
        if enough:
            break
    return values, offsets
