"""How hazards look: official colours, the same classes for eyes that see fewer colours, and a grey print.

Classes and official colours are those of ``styles/presets``; here is what they become in another dress, and
the words that the legends of hazard maps put beside certain depths, after 国土交通省
「水害ハザードマップ作成の手引き」.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from styles.palettes import ramp
from styles.planning import Mark
from styles.presets import Preset, preset
from styles.style import ByCategory, ByRange, Fixed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from styles.style import Category, Colour, Range, Style


class Dress(StrEnum):
    """For whom the classes are coloured."""

    OFFICIAL = "official"
    """As the ministry prescribes."""
    CLEAR = "clear"
    """Every class can be told from its neighbours by every eye."""
    PRINT = "print"
    """Greys with hatches, for a printer without colours."""


DEPTHS = ("flood_depth", "flood_depth_detailed", "reservoir_rank", "tsunami_rank", "flood_rank")
"""Palettes of depths, from the shallowest class."""
LASTING = ("flood_duration", "flood_duration_rank")
"""Palettes of how long the water stays, from the shortest class."""
ZONES = (
    "landslide_area",
    "landslide_area_steep_slope",
    "landslide_area_debris_flow",
    "landslide_area_slide",
    "house_collapse",
)
"""Palettes of zones, in the order of their codes."""
BOUNDARIES = {
    0.5: "1階の床の高さに相当",
    3.0: "2階の床下に相当",
    5.0: "2階の屋根以上（2階が水没）",
}
"""What the legends of hazard maps say of a depth in metres."""
HATCHES = (".", "-", "/", "|", "\\", "+", "x", "#")
"""Of neighbouring classes on a grey print, the lightest first."""
_WET = ((255, 250, 205), (150, 205, 165), (60, 140, 185), (60, 60, 150), (45, 10, 65))
_LONG = ((235, 240, 250), (240, 190, 140), (200, 100, 90), (110, 40, 100), (30, 10, 60))
_ZONE: dict[str, Colour] = {
    "警戒": (245, 205, 90),
    "特別": (120, 30, 95),
    "警戒前": (252, 238, 190),
    "特別前": (205, 150, 190),
}
_HOUSE: tuple[Colour, ...] = ((150, 30, 60), (240, 170, 80), (40, 20, 90))
_LIGHTEST, _DARKEST = (250, 250, 248), (64, 64, 64)
_LOW_END = re.compile(r"(\d+(?:\.\d+)?)m以上")


@dataclass(frozen=True)
class Entry:
    """A line of a legend.

    Attributes
    ----------
    label
        The class in its official words.
    words
        What the depth at which it begins stands for; empty for most.
    mark
        Colour and hatch.
    """

    label: str
    words: str
    mark: Mark


@cache
def entries(preset_id: str, dress: Dress) -> tuple[Entry, ...]:
    """Return the legend of a palette of hazards, the least dangerous class first.

    Raises
    ------
    KeyError
        When there is no such palette.
    """
    found = preset(preset_id)
    items: Sequence[Range | Category] = found.ranges or found.categories
    if dress is Dress.OFFICIAL:
        marks = [Mark(one.colour, _official_hatch(preset_id)) for one in items]
    elif dress is Dress.CLEAR:
        marks = [Mark(colour) for colour in _clear(found)]
    else:
        # Each number of classes ends in a grey of its own, so that a colour and a label tell the hatch.
        last = _DARKEST[0] + 4 * (len(HATCHES) + 1 - len(items))
        greys = ramp((_LIGHTEST, (last, last, last)), len(items))
        hatches = (*HATCHES, "")[: len(items)]
        marks = [Mark(colour, hatch) for colour, hatch in zip(greys, hatches, strict=True)]
    return tuple(Entry(one.label, words_of(one.label), mark) for one, mark in zip(items, marks, strict=True))


def words_of(label: str) -> str:
    """Return what the lower end of a class of depth stands for, empty for none."""
    low = _LOW_END.search(label)
    return BOUNDARIES.get(float(low[1]), "") if low else ""


def dressed(style: Style, dress: Dress) -> Style:
    """Return a style in another dress; one that does not show classes of hazards stays as it is.

    Only colours that this program gave are replaced: what staff chose themselves stays.
    """
    if isinstance(style, Fixed):
        return style
    if isinstance(style, ByCategory):
        here = [(one.label, one.colour) for one in style.categories]
    else:
        here = [(one.label, one.colour) for one in style.ranges]
    for preset_id in (*DEPTHS, *LASTING, *ZONES):
        for worn in Dress:
            known = {one.label: one.mark.colour for one in entries(preset_id, worn)}
            if here and all(known.get(label) == colour for label, colour in here):
                wanted = {one.label: one.mark.colour for one in entries(preset_id, dress)}
                return _recoloured(style, wanted)
    return style


def hatch_of(label: str, colour: Colour) -> str:
    """Return the hatch that a class of hazards has beside its colour, empty for every other class."""
    for preset_id in (*DEPTHS, *LASTING, *ZONES):
        for dress in (Dress.PRINT, Dress.OFFICIAL):
            for one in entries(preset_id, dress):
                if one.label == label and one.mark.colour == colour and one.mark.hatch:
                    return one.mark.hatch
    return ""


def _recoloured(style: ByCategory | ByRange, colours: dict[str, Colour]) -> ByCategory | ByRange:
    if isinstance(style, ByCategory):
        return replace(
            style, categories=tuple(replace(one, colour=colours[one.label]) for one in style.categories)
        )
    return replace(style, ranges=tuple(replace(one, colour=colours[one.label]) for one in style.ranges))


def _official_hatch(preset_id: str) -> str:
    return "/" if preset_id == "house_collapse" else ""


def _clear(found: Preset) -> tuple[Colour, ...]:
    count = len(found.ranges or found.categories)
    if found.id in DEPTHS:
        return ramp(_WET, count)
    if found.id in LASTING:
        return ramp(_LONG, count)
    if found.id == "house_collapse":
        return _HOUSE
    return tuple(
        _ZONE[("特別" if "特別" in one.label else "警戒") + ("前" if "指定前" in one.label else "")]
        for one in found.categories
    )


WAY = Mark((0, 128, 82))
"""The way to a shelter: the green of signs that lead to safety (JIS Z 9101)."""
DRY = Mark((244, 243, 239))
"""A building that no water reaches."""
FLOORS: dict[Dress, tuple[Mark, ...]] = {
    Dress.OFFICIAL: (
        Mark((120, 190, 130), "."),
        Mark((75, 150, 165), "-"),
        Mark((90, 110, 185), "/"),
        Mark((60, 60, 130), "+"),
    ),
    Dress.PRINT: (
        Mark((225, 225, 224), "."),
        Mark((195, 195, 194), "-"),
        Mark((165, 165, 164), "/"),
        Mark((135, 135, 134), "+"),
    ),
}
"""The first, second, third floor stays dry, and higher ones; the same for all eyes as without a dress."""
LEAVE = {Dress.OFFICIAL: Mark((196, 40, 60), "x"), Dress.PRINT: Mark((70, 70, 70), "x")}
"""Nobody may stay."""
REASONS: dict[str, Mark] = {
    "landslide": Mark((150, 90, 120), "\\"),
    "collapse": Mark((196, 40, 60), "x"),
    "depth": Mark((75, 150, 165), "/"),
    "duration": Mark((225, 165, 75), "-"),
    "open": Mark((176, 176, 172), "."),
}
"""Why people must leave, or what must be confirmed."""
CHANGES: dict[str, Mark] = {
    "new": Mark((140, 60, 40), "x"),
    "deeper": Mark((226, 140, 80), "/"),
    "same": Mark((214, 218, 224)),
    "shallower": Mark((150, 200, 220), "-"),
    "gone": Mark((36, 84, 150), "."),
}
"""How a second hazard differs from a first one (:data:`styles.palettes.OLD_TO_NEW`)."""


def floor_marks(dress: Dress) -> tuple[Mark, ...]:
    """Return the marks of the floors that stay dry, the first floor first, then that of leaving."""
    worn = Dress.PRINT if dress is Dress.PRINT else Dress.OFFICIAL
    return (*FLOORS[worn], LEAVE[worn])


def plain_marks(marks: dict[str, Mark], dress: Dress) -> dict[str, Mark]:
    """Return marks in a dress: greys for a print, from light to dark in their order; else as they are."""
    if dress is not Dress.PRINT:
        return marks
    greys = ramp((_LIGHTEST, _DARKEST), len(marks))
    return {name: replace(mark, colour=grey) for (name, mark), grey in zip(marks.items(), greys, strict=True)}
