"""Addresses and lot numbers in one spelling, so that those of two registers can be compared.

「長崎県長崎市魚の町４番１号」, 「魚の町4-1」, 「魚の町 4の1」 become ``魚の町|4|1|``: steps from the town
down to the number, each with a bar behind it, so that a step is the beginning of another only as a whole.
「三丁目」 and 「3丁目」 are the same. The city before the town is told apart: towns of two cities may share a
name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.compute as pc

if TYPE_CHECKING:
    import pyarrow as pa

MOST_STEPS = 6
_DIGITS = "〇一二三四五六七八九"
_DASHES = "[‐‑‒–—―−－]"
_PREFECTURE = r"^(?:北海道|東京都|京都府|大阪府|[^0-9|]{2,3}県)"
_CITY = (
    r"^(?P<city>四日市市|廿日市市|野々市市|[^0-9|]{1,6}?市(?:[^0-9|町村市]{1,5}区)?"
    r"|[^0-9|]{1,6}?郡[^0-9|]{1,6}?[町村]|[^0-9|町村]{1,5}区)(?P<rest>[^|].*)$"
)
_NUMBER = r"([0-9]+)(?:丁目|番地の|番地|番の|番|号室|号|の|-)?"


def _kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


_CHOME = sorted(
    ((f"{_kanji(number)}丁目", f"{number}丁目") for number in range(1, 50)), key=lambda one: -len(one[0])
)


def steps(texts: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Return addresses or lot numbers (n,) as steps, and the city each one names (n,), empty for none.

    Parameters
    ----------
    texts
        (n,) texts; null stays null.
    """
    plain = pc.utf8_lower(pc.utf8_normalize(texts.cast("string"), "NFKC"))
    plain = pc.replace_substring_regex(plain, r"[\s|]+", "")
    plain = pc.replace_substring_regex(plain, _DASHES, "-")
    plain = pc.replace_substring_regex(plain, r"([0-9])ー", r"\1-")
    for kanji, number in _CHOME:
        plain = pc.replace_substring(plain, kanji, number)
    plain = pc.replace_substring_regex(plain, _PREFECTURE, "")
    parted = pc.extract_regex(plain, _CITY)
    city = pc.fill_null(pc.struct_field(parted, "city"), "")
    plain = pc.coalesce(pc.struct_field(parted, "rest"), plain)
    plain = pc.replace_substring_regex(plain, _NUMBER, r"|\1|")
    plain = pc.replace_substring_regex(pc.binary_join_element_wise(plain, "|", ""), r"\|+", "|")
    return pc.replace_substring_regex(plain, r"^\|", ""), city


def beginning(written: pa.Array, count: int) -> pa.Array:
    """Return the first `count` steps (n,), null where there are fewer."""
    found = pc.extract_regex(written, rf"^(?P<first>(?:[^|]+\|){{{count}}})")
    return pc.struct_field(found, "first")
