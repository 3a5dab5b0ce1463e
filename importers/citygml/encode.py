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


@njit(cache=True, nogil=True, inline="always")
def _hash(data: NDArray[np.uint8], start: int, stop: int) -> np.uint64:
    code = _OFFSET
    for k in range(start, stop):
        code = (code ^ np.uint64(data[k])) * _PRIME
    return code ^ (code >> np.uint64(32))  # the low bits choose the slot


@njit(cache=True, nogil=True, inline="always")
def _same(data: NDArray[np.uint8], start: int, stop: int, other: int, other_stop: int) -> bool:
    if other_stop - other != stop - start:
        return False
    for k in range(stop - start):  # noqa: SIM110 - numba compiles loops, not generators
        if data[start + k] != data[other + k]:
            return False
    return True


@njit(cache=True, nogil=True)
def _larger(slots: NDArray[np.int32], hashes: NDArray[np.uint64], found: int) -> NDArray[np.int32]:
    """Return a table with more room that holds what `slots` holds."""
    larger = np.full(4 * len(slots), -1, dtype=np.int32)
    mask = np.uint64(len(larger) - 1)
    for known in range(found):
        slot = hashes[known] & mask
        while larger[slot] >= 0:
            slot = (slot + np.uint64(1)) & mask
        larger[slot] = known
    return larger


@njit(cache=True, nogil=True)
def encode(data: NDArray[np.uint8], spans: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
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
    # What followed a piece the last time: lists are gone through in the same order again and again, and to
    # see that a piece is the same takes a fraction of hashing it.
    after = np.full(16, -1, dtype=np.int32)
    last = -1
    found = 0
    for i in range(count):
        start, stop = spans[i, 0], spans[i, 1]
        if stop < start:
            place[i] = -1
            continue
        known = after[last] if last >= 0 else -1
        if known < 0 or not _same(data, start, stop, spans[first[known], 0], spans[first[known], 1]):
            code = _hash(data, start, stop)
            slot = code & mask
            known = slots[slot]
            while known >= 0:
                other = spans[first[known]]
                if hashes[known] == code and _same(data, start, stop, other[0], other[1]):
                    break
                slot = (slot + np.uint64(1)) & mask
                known = slots[slot]
            if known < 0:
                if found == len(first):
                    first = np.concatenate((first, np.empty_like(first)))
                    hashes = np.concatenate((hashes, np.empty_like(hashes)))
                    after = np.concatenate((after, np.full_like(after, -1)))
                first[found] = i
                hashes[found] = code
                slots[slot] = found
                known = found
                found += 1
                if 2 * found > len(slots):
                    slots = _larger(slots, hashes, found)
                    mask = np.uint64(len(slots) - 1)
            if last >= 0:
                after[last] = known
        place[i] = known
        last = known
    return place, first[:found].copy()
