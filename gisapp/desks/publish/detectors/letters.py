"""Many texts as one run of code points, and words found in it by their hashes, without a loop over texts.

The hash of any piece comes from two sums, so all pieces of all lengths are looked up at once.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from gisapp.export import jsontext

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa
    from numpy.typing import NDArray

_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_MASK = (1 << 64) - 1
BREAK = 10
"""Between two texts."""
_OLD = "髙﨑濵濱邊邉齋齊澤廣櫻國嶋嶌冨眞惠榮實壽德龍瀨淺條萬與藏嶽礒峯栁舘渕"
_NEW = "高崎浜浜辺辺斎斉沢広桜国島島富真恵栄実寿徳竜瀬浅条万与蔵岳磯峰柳館淵"
_LETTERS = 0x10000
_FOLD = np.arange(_LETTERS, dtype=np.uint16)
_FOLD[[ord(one) for one in _OLD]] = [ord(one) for one in _NEW]
_FOLD[0x3041:0x3097] += 0x60
_FOLD[65:91] += 32
"""One code for all forms of a letter: old and new kanji, hiragana and katakana, capitals and small ones."""


class Letters:
    """Texts one behind the other.

    Parameters
    ----------
    texts
        (m,) texts, no null.
    """

    def __init__(self, texts: pa.Array) -> None:
        ended = pc.binary_join_element_wise(texts, "\n", "") if len(texts) else texts
        joined = bytes(jsontext.run_together(ended)).decode("utf-8", "replace")
        codes = np.frombuffer(joined.encode("utf-32-le"), "<u4")
        self.seen = np.minimum(codes, _LETTERS - 1).astype(np.uint16)
        """(k,) code points; those beyond the first plane are all the last of it, for no word here has any."""
        self.codes = _FOLD[self.seen]
        """(k,) one code for all forms of a letter."""
        breaks = self.seen == BREAK
        self.text = np.cumsum(breaks, dtype=np.int32) - breaks
        """(k,) which text each letter belongs to."""
        self.count = len(texts)

    @cached_property
    def _sums(self) -> NDArray[np.uint64]:
        codes = self.codes.astype(np.uint64)
        powers = _powers(_BASE, len(codes))
        return np.concatenate([[np.uint64(0)], np.cumsum(codes * powers, dtype=np.uint64)])

    @cached_property
    def _unpowers(self) -> NDArray[np.uint64]:
        return _powers(_INVERSE, len(self.codes) + 1)

    def hashes(self, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.uint64]:
        """Return hashes of pieces, from each start to before its end."""
        return (self._sums[ends] - self._sums[starts]) * self._unpowers[starts]

    def among(
        self, starts: NDArray[np.int64], ends: NDArray[np.int64], words: NDArray[np.uint64]
    ) -> NDArray[np.bool_]:
        """Return which pieces are among some words (see :func:`hashed`)."""
        if not len(words):
            return np.zeros(len(starts), np.bool_)
        found = self.hashes(starts, ends)
        places = np.minimum(np.searchsorted(words, found), len(words) - 1)
        return words[places] == found

    def flags(self, places: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which texts (m,) hold one of some places."""
        found = np.zeros(self.count, np.bool_)
        found[self.text[places]] = True
        return found


def counted(letters: Letters, some: str) -> NDArray[np.int64]:
    """Return how many of some letters, in any of their forms, each text (m,) has."""
    places = np.flatnonzero(table(some)[letters.codes])
    return np.bincount(letters.text[places], minlength=letters.count)


def table(letters: Iterable[str]) -> NDArray[np.bool_]:
    """Return which codes (65536,) are those of some letters, in any of their forms."""
    found = np.zeros(_LETTERS, np.bool_)
    found[_FOLD[[min(ord(one), _LETTERS - 1) for one in letters]]] = True
    return found


def hashed(words: Iterable[str]) -> NDArray[np.uint64]:
    """Return the hashes of words, sorted, as :meth:`Letters.hashes` gives them."""
    return np.unique(np.array([_hash(one) for one in words], np.uint64))


def _hash(word: str) -> int:
    total, power = 0, 1
    for letter in word:
        total = (total + int(_FOLD[ord(letter)]) * power) & _MASK
        power = power * _BASE & _MASK
    return total


@lru_cache(maxsize=2)
def _many_powers(base: int, count: int) -> NDArray[np.uint64]:
    steps = np.full(count, base, np.uint64)
    steps[0] = 1
    return np.cumprod(steps, dtype=np.uint64)


def _powers(base: int, count: int) -> NDArray[np.uint64]:
    return _many_powers(base, 1 << max(16, count.bit_length()))[:count]
