"""Names of the fields of a Shapefile: ten bytes of the code page of Japanese Windows, each only once.

A Shapefile that is written carelessly has names cut in the middle of a letter, which nobody can read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gisapp.export.cp932 import encodable, length

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_BYTES = 10
SHORT = {
    "building_id": "bldg_id",
    "measured_height": "height",
    "storeys_above_ground": "storeys",
    "storeys_below_ground": "basements",
    "structure_type": "structure",
    "year_of_construction": "built_year",
    "year_of_demolition": "gone_year",
    "creation_date": "created",
    "total_floor_area": "floor_area",
    "building_footprint_area": "foot_area",
    "fireproof_structure_type": "fireproof",
    "全国地方公共団体コード": "団体コード",
    "地方公共団体名": "団体名",
    "災害種別_洪水": "洪水",
    "災害種別_崖崩れ、土石流及び地滑り": "土砂災害",
    "災害種別_高潮": "高潮",
    "災害種別_地震": "地震",
    "災害種別_津波": "津波",
    "災害種別_大規模な火事": "大火事",
    "災害種別_内水氾濫": "内水氾濫",
    "災害種別_火山現象": "火山現象",
    "指定避難所との重複": "避難所重複",
    "想定収容人数": "収容人数",
    "対象となる町会・自治会": "対象自治会",
    "所在地_連結表記": "所在地",
}
"""Long names that are common, and what they are called where there is little room."""
_UNWANTED = re.compile(r"[\s\x00-\x2f:-@\[-^`{-\x7f]+")
"""Signs of ASCII that some programs do not take in a name: all but letters, digits and the low line."""


def short_names(names: Sequence[str]) -> list[str]:
    """Return what each column is called in ten bytes, no two alike even where case does not count."""
    found: list[str] = []
    taken: set[str] = set()
    for name in names:
        whole = _UNWANTED.sub("_", encodable(SHORT.get(name, name))).strip("_") or "field"
        short, number = cut(whole, MOST_BYTES), 1
        while short.casefold() in taken:
            number += 1
            ending = f"_{number}"
            short = cut(whole, MOST_BYTES - len(ending)) + ending
        taken.add(short.casefold())
        found.append(short)
    return found


def cut(text: str, most: int) -> str:
    """Return the beginning of a text in so many bytes of the code page."""
    while length(text) > most:
        text = text[:-1]
    return text
