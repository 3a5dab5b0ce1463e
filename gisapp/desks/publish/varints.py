"""Whole numbers as bytes of seven bits, the lowest first; all but the last have their high bit set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def sizes(values: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return how many bytes each number (n,) takes."""
    size = np.ones(len(values), np.int64)
    for bits in range(7, 64, 7):
        size += values >= np.uint64(1 << bits)
    return size


def written(values: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """Return numbers (n,) as bytes, one behind the other."""
    size = sizes(values)
    end = np.cumsum(size)
    place = np.arange(end[-1] if len(end) else 0) - np.repeat(end - size, size)
    found = ((np.repeat(values, size) >> (place * 7).astype(np.uint64)) & np.uint64(0x7F)).astype(np.uint8)
    found[place < np.repeat(size, size) - 1] |= np.uint8(0x80)
    return found


def zigzag(values: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return numbers with a sign as numbers without: small ones stay small."""
    return ((values << 1) ^ (values >> 63)).astype(np.uint64)
