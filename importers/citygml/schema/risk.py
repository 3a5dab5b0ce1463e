"""Columns that are worked out from the list of risks of a building, for colouring and filtering."""

from __future__ import annotations

from dataclasses import dataclass

from importers.citygml.schema.column import RISK, Column
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class Hazard:
    """A kind of risk.

    Attributes
    ----------
    kind
        Name in the list of risks.
    label
        Japanese name.
    types
        Local names of the data types, all versions.
    rank
        Standard code list of the ranks.
    """

    kind: str
    label: str
    types: tuple[str, ...]
    rank: str = ""


HAZARDS = (
    Hazard(
        "river_flooding",
        QT_TRANSLATE_NOOP(CONTEXT, "洪水"),
        ("RiverFloodingRiskAttribute", "BuildingRiverFloodingRiskAttribute"),
        "RiverFloodingRiskAttribute_rank",
    ),
    Hazard(
        "tsunami",
        QT_TRANSLATE_NOOP(CONTEXT, "津波"),
        ("TsunamiRiskAttribute", "BuildingTsunamiRiskAttribute"),
        "TsunamiRiskAttribute_rank",
    ),
    Hazard(
        "high_tide",
        QT_TRANSLATE_NOOP(CONTEXT, "高潮"),
        ("HighTideRiskAttribute", "BuildingHighTideRiskAttribute"),
        "HighTideRiskAttribute_rank",
    ),
    Hazard(
        "inland_flooding",
        QT_TRANSLATE_NOOP(CONTEXT, "内水"),
        ("InlandFloodingRiskAttribute", "BuildingInlandFloodingRiskAttribute"),
        "InlandFloodingRiskAttribute_rank",
    ),
    Hazard(
        "reservoir_flooding",
        QT_TRANSLATE_NOOP(CONTEXT, "ため池"),
        ("ReservoirFloodingRiskAttribute", "BuildingReservoirFloodingRiskAttribute"),
        "ReservoirFloodingRiskAttribute_rank",
    ),
    Hazard(
        "landslide",
        QT_TRANSLATE_NOOP(CONTEXT, "土砂災害"),
        ("LandSlideRiskAttribute", "BuildingLandSlideRiskAttribute"),
    ),
)


@dataclass(frozen=True)
class Summary:
    """A column that holds the largest value among some of the risks.

    Attributes
    ----------
    column
        The column it fills.
    kind
        Kind of risk.
    value
        ``depth``, ``duration``, ``rank`` or ``area_type``.
    scale
        ``L1`` takes the planning scale only. Empty takes all others; where some of a building's risks of
        the kind are L2 (the largest scale), only those.
    """

    column: Column
    kind: str
    value: str
    scale: str = ""


def _depth(name: str, label: str, kind: str, scale: str = "") -> Summary:
    return Summary(Column(name, label, "number", RISK, unit="m"), kind, "depth", scale)


def _rank(name: str, label: str, kind: str, scale: str = "") -> Summary:
    return Summary(Column(name, label, "code", RISK), kind, "rank", scale)


SUMMARIES = (
    _depth("flood_depth_max", QT_TRANSLATE_NOOP(CONTEXT, "洪水浸水深（想定最大規模）"), "river_flooding"),
    _rank("flood_rank_max", QT_TRANSLATE_NOOP(CONTEXT, "洪水浸水ランク（想定最大規模）"), "river_flooding"),
    Summary(
        Column(
            "flood_duration_max",
            QT_TRANSLATE_NOOP(CONTEXT, "洪水浸水継続時間（想定最大規模）"),
            "number",
            RISK,
            unit="時間",
        ),
        "river_flooding",
        "duration",
    ),
    _depth(
        "flood_depth_planned", QT_TRANSLATE_NOOP(CONTEXT, "洪水浸水深（計画規模）"), "river_flooding", "L1"
    ),
    _rank(
        "flood_rank_planned",
        QT_TRANSLATE_NOOP(CONTEXT, "洪水浸水ランク（計画規模）"),
        "river_flooding",
        "L1",
    ),
    _depth("tsunami_depth_max", QT_TRANSLATE_NOOP(CONTEXT, "津波浸水深（最大）"), "tsunami"),
    _rank("tsunami_rank_max", QT_TRANSLATE_NOOP(CONTEXT, "津波浸水ランク（最大）"), "tsunami"),
    _depth("high_tide_depth_max", QT_TRANSLATE_NOOP(CONTEXT, "高潮浸水深（最大）"), "high_tide"),
    _rank("high_tide_rank_max", QT_TRANSLATE_NOOP(CONTEXT, "高潮浸水ランク（最大）"), "high_tide"),
    _depth("inland_depth_max", QT_TRANSLATE_NOOP(CONTEXT, "内水浸水深（最大）"), "inland_flooding"),
    _rank("inland_rank_max", QT_TRANSLATE_NOOP(CONTEXT, "内水浸水ランク（最大）"), "inland_flooding"),
    _depth("reservoir_depth_max", QT_TRANSLATE_NOOP(CONTEXT, "ため池浸水深（最大）"), "reservoir_flooding"),
    _rank("reservoir_rank_max", QT_TRANSLATE_NOOP(CONTEXT, "ため池浸水ランク（最大）"), "reservoir_flooding"),
    Summary(
        Column(
            "landslide_area_type",
            QT_TRANSLATE_NOOP(CONTEXT, "土砂災害警戒区域（最も重いもの）"),
            "code",
            RISK,
        ),
        "landslide",
        "area_type",
    ),
)

COLUMNS = tuple(summary.column for summary in SUMMARIES)
