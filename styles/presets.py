"""Palettes that come with the program, kept as data in ``styles/presets/*.json``.

Each file says where its classes and colours come from. Official colours are taken over untouched.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from styles.style import ByCategory, ByRange, Category, Colour, Range

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT = 1


@dataclass(frozen=True)
class Preset:
    """A palette for certain attributes.

    Attributes
    ----------
    id
        Name of the file.
    title
        Japanese name for lists.
    attributes
        Columns it is made for.
    source
        Where classes and colours come from, in Japanese; shown beside the legend.
    note
        What a reader of the map should know, may be empty.
    categories, ranges
        The classes; one of them is empty.
    codes
        For columns that write codes instead of the values of the categories: what each code stands for,
        by column or, where its name tells too little, by the kind of feature (``urf:UseDistrict``).
    """

    id: str
    title: str
    attributes: tuple[str, ...]
    source: str
    note: str
    categories: tuple[Category, ...] = ()
    ranges: tuple[Range, ...] = ()
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))

    def style(self, attribute: str, system: str = "") -> ByCategory | ByRange:
        """Return the style for a column.

        Parameters
        ----------
        attribute
            Column name.
        system
            Which of :attr:`codes` the column writes, when its own name does not tell.
        """
        if not self.categories:
            return ByRange(attribute, self.ranges)
        codes = self.codes.get(system or attribute)
        if codes is None:
            return ByCategory(attribute, self.categories)
        return ByCategory(
            attribute,
            tuple(
                Category(code, one.colour, one.label)
                for one in self.categories
                for code, value in codes.items()
                if value == one.value
            ),
        )


@cache
def presets() -> tuple[Preset, ...]:
    """Return all palettes, ordered by id.

    Raises
    ------
    ValueError
        When a file of the program itself is wrong.
    """
    folder = files("styles") / "presets"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".json"))
    return tuple(_preset(json.loads((folder / name).read_text(encoding="utf-8"))) for name in names)


def preset(preset_id: str) -> Preset:
    """Return the palette of that id.

    Raises
    ------
    KeyError
        When there is none.
    """
    for one in presets():
        if one.id == preset_id:
            return one
    raise KeyError(preset_id)


def presets_for(attribute: str) -> tuple[Preset, ...]:
    """Return the palettes made for a column, the recommended one first."""
    return tuple(one for one in presets() if attribute in one.attributes)


def _preset(document: dict[str, Any]) -> Preset:
    if document["format"] != FORMAT:
        raise ValueError(document["id"])
    categories = tuple(
        Category(one["value"], _colour(one["colour"]), one["label"]) for one in document.get("categories", ())
    )
    ranges = tuple(
        Range(_end(one["low"], -math.inf), _end(one["high"], math.inf), _colour(one["colour"]), one["label"])
        for one in document.get("ranges", ())
    )
    return Preset(
        id=document["id"],
        title=document["title"],
        attributes=tuple(document["attributes"]),
        source=document["source"],
        note=document["note"],
        categories=categories,
        ranges=ranges,
        codes=MappingProxyType(
            {name: MappingProxyType(codes) for name, codes in document.get("codes", {}).items()}
        ),
    )


def _end(value: float | None, endless: float) -> float:
    return endless if value is None else float(value)


def _colour(channels: Iterable[int]) -> Colour:
    red, green, blue = channels
    return red, green, blue
