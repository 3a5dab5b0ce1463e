"""Dictionary encoding of pieces of text, compiled: most texts of a file are repetitions of few."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

_OFFSET = np.uint64(0xCBF29CE484222325)
_PRIME = np.uint64(0x100000001B3)  # Fowler-Noll-Vo 1a, 64 bits
_FIRST_SLOTS = 256


@njit(cache=True, nogil=True)
def encode(
    data: NDArray[np.uint8], spans: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return which spans hold the same bytes.

    Parameters
    ----------
    data
        Bytes.
    spans
        (n, 2) int64: where each piece begins and ends; a piece that ends before it begins is missing.

    Returns
    -------
    place
        (n,) int32: which of the different pieces each one is, in order of first occurrence; -1 where
        missing.
    first
        (different,) int64: the first span of each.
    """
    count = len(spans)
    place = np.empty(count, dtype=np.int32)
    first = np.empty(16, dtype=np.int64)
    hashes = np.empty(16, dtype=np.uint64)
    slots = np.full(_FIRST_SLOTS, -1, dtype=np.int32)
    mask = np.uint64(_FIRST_SLOTS - 1)
    found = 0
    for i in range(count):
        start, stop = spans[i, 0], spans[i, 1]
        if stop < start:
            place[i] = -1
            continue
        code = _OFFSET
        for k in range(start, stop):
            code = (code ^ np.uint64(data[k])) * _PRIME
        code ^= code >> np.uint64(32)
        slot = code & mask
        while True:
            known = slots[slot]
            if known < 0:
                break
            if hashes[known] == code:
                other = spans[first[known], 0]
                same = spans[first[known], 1] - other == stop - start
                k = start
                while same and k < stop:
                    same = data[k] == data[other + k - start]
                    k += 1
                if same:
                    break
            slot = (slot + np.uint64(1)) & mask
        if known >= 0:
            place[i] = known
            continue
        if found == len(first):
            first = np.concatenate((first, np.empty_like(first)))
            hashes = np.concatenate((hashes, np.empty_like(hashes)))
        first[found] = i
        hashes[found] = code
        slots[slot] = found
        place[i] = found
        found += 1
        if 2 * found > len(slots):
            slots = np.full(4 * len(slots), -1, dtype=np.int32)
            mask = np.uint64(len(slots) - 1)
            for old in range(found):
                slot = hashes[old] & mask
                while slots[slot] >= 0:
                    slot = (slot + np.uint64(1)) & mask
                slots[slot] = old
    return place, first[:found].copy()
