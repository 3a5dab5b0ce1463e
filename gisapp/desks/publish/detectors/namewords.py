"""Frequent family and given names of Japan, with their readings, and letters that given names are made of.

The two lists beside this module were written down for this program from general knowledge of frequent
Japanese names; they were not copied from a dictionary, a telephone book or any register of people.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from gisapp.desks.publish.detectors.letters import hashed, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

_ENTRY = re.compile(r"(\S*[^\sァ-ヴー])([ァ-ヴー]+)(?=\s|$)")
_ROWS = {
    "": "アイウエオ",
    "k": "カキクケコ",
    "s": "サシスセソ",
    "t": "タチツテト",
    "n": "ナニヌネノ",
    "h": "ハヒフヘホ",
    "m": "マミムメモ",
    "r": "ラリルレロ",
    "g": "ガギグゲゴ",
    "z": "ザジズゼゾ",
    "d": "ダヂヅデド",
    "b": "バビブベボ",
    "p": "パピプペポ",
}
_ROMAN = {
    kana: row + vowel for row, kanas in _ROWS.items() for kana, vowel in zip(kanas, "aiueo", strict=True)
}
_ROMAN |= {"ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヲ": "o", "ン": "n", "ー": ""}
_ROMAN |= {"シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu"}
_SMALL = {"ャ": "ya", "ュ": "yu", "ョ": "yo"}
_PLACES = set("町村市区県道府都郡駅川山島丁番号橋園")
"""Letters that a made-up given name may not hold: they end the names of places."""
_NOT_GIVEN = {"マチ", "ミナミ", "ミナト", "ツカサ", "シロ", "カイ", "エキ", "イズミ", "ソラ", "ミドリ"}
"""Readings of given names that are also words of facilities."""


@dataclass(frozen=True, eq=False)
class NameWords:
    """Hashes of names by length, as :class:`gisapp.desks.publish.detectors.letters.Letters` looks for them.

    Attributes
    ----------
    family, given, family_kana, given_kana
        Words by their number of letters.
    family_roman, given_roman
        In small Latin letters, in all usual ways.
    first, last
        Which codes (65536,) given names of two letters begin and end with.
    family_first
        Which codes (65536,) family names begin with.
    """

    family: dict[int, NDArray[np.uint64]]
    given: dict[int, NDArray[np.uint64]]
    family_kana: dict[int, NDArray[np.uint64]]
    given_kana: dict[int, NDArray[np.uint64]]
    family_roman: NDArray[np.uint64]
    given_roman: NDArray[np.uint64]
    first: NDArray[np.bool_]
    last: NDArray[np.bool_]
    family_first: NDArray[np.bool_]


@cache
def name_words() -> NameWords:
    """Return the names; read once."""
    family, given = _entries("surnames.txt"), _entries("givennames.txt")
    pairs = [one for one, _ in given if len(one) == 2]
    readings = [kana for _, kana in given if kana not in _NOT_GIVEN]
    return NameWords(
        family=_by_length(one for one, _ in family),
        given=_by_length(one for one, _ in given),
        family_kana=_by_length(kana for _, kana in family),
        given_kana=_by_length(readings),
        family_roman=hashed({way for _, kana in family for way in roman(kana)}),
        given_roman=hashed({way for kana in readings for way in roman(kana)}),
        first=table({one[0] for one in pairs} - _PLACES),
        last=table({one[1] for one in pairs} - _PLACES),
        family_first=table({one[0] for one, _ in family}),
    )


def roman(kana: str) -> set[str]:
    """Return how a reading is written in small Latin letters: with and without long vowels, and with h."""
    text, double = "", False
    for letter in kana:
        if letter == "ッ":
            double = True
            continue
        if letter in _SMALL:
            stem = text[:-1]
            fresh = _SMALL[letter]
            text = stem + (fresh[1:] if stem.endswith(("sh", "ch", "j")) else fresh)
            continue
        piece = _ROMAN.get(letter, "")
        text += (("t" if piece.startswith("ch") else piece[:1]) if double else "") + piece
        double = False
    short = text.replace("ou", "o").replace("oo", "o").replace("uu", "u")
    heard = text.replace("ou", "oh").replace("oo", "oh")
    ways = {text, short, heard, re.sub("n(?=[bmp])", "m", short)}
    return ways | {re.sub("^o(?=[hk])", "oh", one) for one in ways if one.startswith("oo")}


def _entries(name: str) -> list[tuple[str, str]]:
    text = resources.files(__package__).joinpath(name).read_text("utf-8")
    return _ENTRY.findall(text)


def _by_length(words: Iterable[str]) -> dict[int, NDArray[np.uint64]]:
    many = set(words)
    return {length: hashed(one for one in many if len(one) == length) for length in sorted({*map(len, many)})}
