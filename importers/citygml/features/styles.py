"""How features of PLATEAU are drawn at first: official palettes by code, quiet colours for the rest.

Codes are those of i-UR (``Common_districtsAndZonesType``, risk ranks, area types of sediment disasters); they
differ from those of 国土数値情報 from the eighth use district on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from styles.presets import preset
from styles.propose import by_category
from styles.style import ByCategory, Category, Fixed

if TYPE_CHECKING:
    from importers.collection import Collection
    from styles.style import Style

USE_DISTRICTS = tuple(str(code) for code in range(1, 14))
"""Codes of the thirteen use districts, in the order of the law."""
_BY_CODE: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "UseDistrict": ("use_district", "function", USE_DISTRICTS),
    "FirePreventionDistrict": ("fire_zone", "function", ("24", "25")),
    "AreaClassification": ("area_classification", "function", ("22", "23")),
    "SedimentDisasterProneArea": ("landslide_area", "areaType", ("1", "2", "3", "4")),
    "lsld": ("landslide_area", "areaType", ("1", "2", "3", "4")),
}
"""By the last word of a collection's key: palette, column, and the codes in the order of the palette."""
_RANKS = {"rfld": "reservoir_rank"}
_FIXED: dict[str, tuple[int, int, int]] = {
    "tran": (150, 148, 144),
    "brid": (190, 178, 160),
    "tun": (150, 150, 160),
    "cons": (176, 170, 160),
    "frn": (120, 120, 128),
    "veg": (96, 148, 88),
    "wtr": (120, 170, 214),
    "uro": (170, 120, 70),
}
_BY_CLASS: dict[str, tuple[int, int, int]] = {
    "Railway": (108, 100, 96),
    "Track": (186, 168, 134),
    "Square": (204, 186, 160),
    "AuxiliaryTrafficArea": (140, 156, 124),
    "Waterway": (96, 136, 180),
    "OtherConstruction": (176, 170, 160),
    "UndergroundBuilding": (168, 152, 186),
    "ElectricityCable": (206, 66, 56),
    "TelecommunicationsCable": (226, 132, 44),
    "OilGasChemicalsPipe": (206, 170, 20),
    "WaterPipe": (44, 112, 192),
    "SewerPipe": (72, 136, 76),
    "ThermalPipe": (150, 80, 150),
    "Duct": (116, 116, 124),
    "Manhole": (96, 84, 76),
    "Handhole": (136, 118, 100),
}
"""Buried lines by the colours with which they are marked on roads in many countries (American Public Works
Association): red power, orange telephone, yellow gas, blue water, green sewage."""


def styled(collection: Collection) -> Collection:
    """Return the collection with its first style."""
    return replace(collection, style=style_of(collection))


def style_of(collection: Collection) -> Style | None:
    """Return the official style of a collection, a quiet colour, or None when there is neither."""
    words = collection.key.replace(":", "/").split("/")
    columns = set(collection.table.column_names)
    for word in reversed(words):
        palette, column, codes = _BY_CODE.get(word, ("", "", ()))
        if palette and f"{column}_code" in columns:
            return _coded(palette, column, codes)
    if "WaterBody" in words and "rank_code" in columns:
        names = [_RANKS[word] for word in words if word in _RANKS]
        return _coded(names[0] if names else "flood_rank", "rank", tuple(str(rank) for rank in range(1, 7)))
    if "LandUse" in words and "class_code" in columns:
        return _land_use(collection)
    colour = next((_BY_CLASS[word] for word in words if word in _BY_CLASS), _FIXED.get(words[0]))
    return Fixed(colour) if colour else None


def _coded(palette: str, column: str, codes: tuple[str, ...]) -> ByCategory:
    classes = preset(palette).categories
    return ByCategory(
        column,
        tuple(
            Category(code, one.colour, one.label or one.value)
            for code, one in zip(codes, classes, strict=False)
        ),
    )


def _land_use(collection: Collection) -> ByCategory | None:
    codes = collection.table.column("class_code").combine_chunks().to_numpy(zero_copy_only=False)
    labels = collection.table.column("class").combine_chunks().to_numpy(zero_copy_only=False)
    known = np.array([code is not None for code in codes], dtype=bool)
    if not known.any():
        return None
    values, first, counts = np.unique(codes[known].astype(str), return_index=True, return_counts=True)
    names = {
        value: str(labels[known][row]) for value, row in zip(values.tolist(), first.tolist(), strict=True)
    }
    return by_category("class", values.tolist(), counts, names)
