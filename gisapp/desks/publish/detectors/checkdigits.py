"""Numbers that prove themselves by a check digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gisapp.desks.publish.detectors.patterns import SIXTEEN, TWELVE
from gisapp.desks.publish.detectors.texts import matches

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MY_NUMBER_WEIGHTS = np.array([6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2])


def twelve_digits(texts: pa.Array, likely: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which texts (m,) hold twelve digits, and in which of them they are a マイナンバー.

    `likely` tells which have so many digits at all.

    The last digit is 11 - (the weighted sum of the others mod 11), 0 where that is more than 9
    (番号利用法施行令). One number in eleven has it by chance.
    """
    digits, held = _digits(texts, TWELVE, 12, likely)
    rest = (digits[:, :11] @ _MY_NUMBER_WEIGHTS) % 11
    right = np.where(rest <= 1, 0, 11 - rest) == digits[:, 11]
    # 000… and 111…: fillers, not numbers of anybody.
    right &= digits.min(axis=1, initial=9) != digits.max(axis=1, initial=0)
    valid = held.copy()
    valid[held] = right
    return held, valid


def cards(texts: pa.Array, likely: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which texts (m,) hold the number of a card: sixteen digits with Luhn's check digit."""
    digits, held = _digits(texts, SIXTEEN, 16, likely)
    doubled = digits.copy()
    doubled[:, ::2] *= 2
    doubled -= 9 * (doubled > 9)
    right = (doubled.sum(axis=1) % 10 == 0) & (digits[:, 0] >= 2) & (digits[:, 0] <= 6)
    found = held.copy()
    found[held] = right
    return found


def _digits(
    texts: pa.Array, pattern: str, count: int, likely: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the digits (h, count) of the texts that hold such a number, and which (m,) do."""
    held = np.zeros(len(texts), np.bool_)
    if likely.any():
        held[likely] = matches(texts.filter(pa.array(likely)), pattern)
    if not held.any():
        return np.zeros((0, count), np.int64), held
    found = pc.struct_field(pc.extract_regex(texts.filter(pa.array(held)), pattern), "digits")
    plain = pc.replace_substring_regex(found, "[^0-9]", "")
    written = np.frombuffer("".join(plain.to_pylist()).encode(), np.uint8)
    return written.reshape(-1, count).astype(np.int64) - ord("0"), held
