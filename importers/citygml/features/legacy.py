"""Data of i-UR 1.x told in the words of later versions.

In 2020 and 2021 floods and landslides had generic attributes with Japanese names, and all zones of a plan
were of one class. Whoever looks for a use district or for the rank of a flood need not know that.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from importers.citygml.features.names import attribute_name, class_name

if TYPE_CHECKING:
    from importers.collection import Collection

ZONES = "urf:DistrictsAndZones"
_LANDSLIDE = "土砂災害警戒区域"
_RANK_LISTS = (
    ("津波", "TsunamiRiskAttribute_rank"),
    ("高潮", "HighTideRiskAttribute_rank"),
    ("内水", "InlandFloodingRiskAttribute_rank"),
    ("ため池", "ReservoirFloodingRiskAttribute_rank"),
    ("洪水", "RiverFloodingRiskAttribute_rank"),
)


@dataclass(frozen=True)
class Meaning:
    """What a generic attribute is in later versions.

    Attributes
    ----------
    element
        Name of the element.
    standard
        Standard list of its codes, empty for what is no code.
    kind, unit
        Of a number: ``measure`` and its unit.
    """

    element: str
    standard: str = ""
    kind: str = ""
    unit: str = ""


_WATER_FIELDS = {
    "規模": Meaning("scale", "RiverFloodingRiskAttribute_scale"),
    "浸水深": Meaning("depth", kind="measure", unit="m"),
    "継続時間": Meaning("duration", kind="measure", unit="hour"),
    "浸水継続時間": Meaning("duration", kind="measure", unit="hour"),
}
_LANDSLIDE_FIELDS = {
    "区域区分": Meaning("areaType", "LandSlideRiskAttribute_areaType"),
    "現象の種類": Meaning("disasterType", "LandSlideRiskAttribute_description"),
    "現象区分": Meaning("disasterType", "LandSlideRiskAttribute_description"),
    "都道府県コード": Meaning("prefecture", "Common_localPublicAuthorities"),
    "区域番号": Meaning("zoneNumber"),
    "区域名": Meaning("zoneName"),
    "所在地": Meaning("location"),
    "告示日": Meaning("validFrom", kind="date"),
}
_ZONE_CLASSES = {
    **dict.fromkeys(range(14), "UseDistrict"),
    14: "SpecialUseDistrict",
    15: "SpecialUseRestrictionDistrict",
    16: "ExceptionalFloorAreaRateDistrict",
    17: "HighRiseResidentialAttractionDistrict",
    18: "HeightControlDistrict",
    19: "HighLevelUseDistrict",
    20: "SpecifiedBlock",
    21: "SpecialUrbanRenaissanceDistrict",
    22: "HousingControlArea",
    23: "SpecialUseAttractionDistrict",
    24: "FirePreventionDistrict",
    25: "FirePreventionDistrict",
    26: "SpecifiedDisasterPreventionBlockImprovementZone",
    27: "LandscapeZone",
    28: "ScenicDistrict",
    29: "ParkingPlaceDevelopmentZone",
    30: "PortZone",
    31: "SpecialZoneForPreservationOfHistoricalLandscape",
    32: "ZoneForPreservationOfHistoricalLandscape",
    33: "ZoneForPreservationOfHistoricalLandscape",
    34: "GreenSpaceConservationDistrict",
    35: "SpecialGreenSpaceConservationDistrict",
    36: "TreePlantingDistrict",
    37: "DistributionBusinessZone",
    38: "ProductiveGreenZone",
    39: "ConservationZoneForClustersOfTraditionalStructures",
    40: "AircraftNoiseControlZone",
    41: "AircraftNoiseControlZone",
    42: "ResidentialEnvironmentImprovementDistrict",
}
"""Classes of later versions by the code of the kind of zone (Common_districtsAndZonesType)."""


def meaning_of(key: str, group: str, name: str, *, own_ranks: bool) -> Meaning | None:
    """Return what a generic attribute of a class is in later versions, None for any other one.

    Parameters
    ----------
    key
        The class.
    group, name
        The set around the attribute, and its name.
    own_ranks
        Whether the file says that its ranks go by a list of the city's own.
    """
    if key == "gen:GenericCityObject" and group == _LANDSLIDE:
        return _LANDSLIDE_FIELDS.get(name)
    if key != "wtr:WaterBody" or "浸水" not in group:
        return None
    if name != "浸水ランク":
        return _WATER_FIELDS.get(name)
    if own_ranks:
        return Meaning("rankOrg", "-")
    standard = next((rank for word, rank in _RANK_LISTS if word in group), "RiverFloodingRiskAttribute_rank")
    return Meaning("rank", standard)


def product_of(key: str, theme: str) -> str:
    """Return the class that features would have today."""
    if key == "gen:GenericCityObject" and theme == "lsld":
        return "urf:SedimentDisasterProneArea"
    return key


def split_zones(collection: Collection) -> list[Collection]:
    """Return zones of 1.x by the classes that they have since 2.0; the kind is their ``function`` there.

    Findings and what was left out go with the first.
    """
    if "class_code" not in collection.table.column_names:
        return [collection]
    codes = [code or "" for code in pc.cast(collection.table.column("class_code"), pa.string()).to_pylist()]
    classes = np.array(
        [_ZONE_CLASSES.get(int(code), "") if code.isdecimal() else "" for code in codes], dtype=object
    )
    found = []
    for name in dict.fromkeys(classes.tolist()):
        mine = classes == name
        part = replace(
            collection,
            table=collection.table.filter(pa.array(mine)),
            raw_geometry=collection.shapes.taken(np.flatnonzero(mine)),
        )
        found.append(_renamed(part, name) if name else part)
    first, *others = found
    return [first, *(replace(other, findings=(), left_out={}) for other in others)]


def _renamed(part: Collection, name: str) -> Collection:
    key = f"urf:{name}"
    columns = {"class": "function", "class_code": "function_code"}
    return replace(
        part,
        key=f"{part.key}/{name}",
        name=class_name(key),
        product=key,
        table=part.table.rename_columns([columns.get(column, column) for column in part.table.column_names]),
        attributes=tuple(
            replace(one, name="function", label=attribute_name(key, ("function",)))
            if one.name == "class"
            else one
            for one in part.attributes
        ),
    )
