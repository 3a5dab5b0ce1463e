"""Compiled looks at the bytes of a GML file: is it UTF-8, where do whole elements end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from numba import njit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@njit(cache=True, nogil=True)
def valid_utf8(data: NDArray[np.uint8], start: int, stop: int) -> int:
    """Return the place of the first byte that is not UTF-8, or -1; a cut last character is fine."""
    k = start
    while k < stop:
        byte = data[k]
        if byte < 0x80:
            k += 1
            continue
        if 0xC2 <= byte <= 0xDF:
            more = 1
        elif 0xE0 <= byte <= 0xEF:
            more = 2
        elif 0xF0 <= byte <= 0xF4:
            more = 3
        else:
            return k
        for i in range(1, more + 1):
            if k + i >= stop:
                return -1
            if data[k + i] & 0xC0 != 0x80:
                return k
        k += more + 1
    return -1


@njit(cache=True, nogil=True)
def _find(data: NDArray[np.uint8], start: int, stop: int, a: int, b: int, c: int) -> int:
    """Return the place behind the first occurrence of the bytes a b c (c = 0: only a b), or -1."""
    last = stop - (3 if c else 2)
    for k in range(start, last + 1):
        if data[k] == a and data[k + 1] == b and (c == 0 or data[k + 2] == c):
            return k + (3 if c else 2)
    return -1


@njit(cache=True, nogil=True)
def whole_members(  # noqa: C901, PLR0912 - a state machine too
    data: NDArray[np.uint8], start: int, stop: int
) -> tuple[int, int]:
    """Return the places behind the first and the last element at depth 0 that is whole, -1 without one.

    Only tags are counted, names are not compared: what lies between is for lxml to judge.
    """
    depth = 0
    first_end = last_end = -1
    k = start
    while k + 3 < stop:
        if data[k] != 0x3C:
            k += 1
            continue
        following = data[k + 1]
        if following == 0x21:
            if data[k + 2] == 0x2D and data[k + 3] == 0x2D:
                k = _find(data, k + 4, stop, 0x2D, 0x2D, 0x3E)
            elif data[k + 2] == 0x5B:
                k = _find(data, k + 3, stop, 0x5D, 0x5D, 0x3E)
            else:
                break
            if k < 0:
                break
            continue
        if following == 0x3F:
            k = _find(data, k + 2, stop, 0x3F, 0x3E, 0)
            if k < 0:
                break
            continue
        if following == 0x2F and depth == 0:
            break
        closing = following == 0x2F
        k += 1
        quote = 0
        while k < stop and (quote != 0 or data[k] != 0x3E):
            if quote == 0 and (data[k] == 0x22 or data[k] == 0x27):
                quote = data[k]
            elif data[k] == quote:
                quote = 0
            k += 1
        if k >= stop:
            break
        alone = data[k - 1] == 0x2F
        k += 1
        if closing:
            depth -= 1
        elif not alone:
            depth += 1
        if depth == 0:
            first_end = k if first_end < 0 else first_end
            last_end = k
    return first_end, last_end
