"""What the city knows about each building."""

import uuid
from dataclasses import dataclass

import numpy as np
import shapely

from sample_data.generator import districts, hazards, roofs
from sample_data.generator.buildings import Building
from sample_data.generator.codelists import CITY_CODE
from sample_data.generator.lots import Lot
from sample_data.generator.town import ATTRIBUTES, Town, stream
from sample_data.generator.valley import EAST, WEST, Floats

SURVEY_YEAR = 2023
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://example.org/shiomihama/2024")
UNKNOWN_STOREYS = 9999
UNKNOWN_USAGE = 461
UNKNOWN_STRUCTURE = 611

# Where the second level of detail was made: the centre, and one quarter on the slope.
DETAILED = (
    districts.Area("", EAST, (78.0, 605.0), -76.0, districts.FOOT_EDGE),
    districts.Area("", WEST, (78.0, 286.0), -76.0, districts.FOOT_EDGE),
    districts.Area("", EAST, (60.0, 270.0), districts.FOOT_EDGE, ("rise", 135.0)),
)
ROOF_CODES = {"gable": 1, "hip": 2, "flat": 4, "shed": 5, "irimoya": 7, "saw": 14, "arch": 23}
LAND_USE = {
    401: 212, 402: 212, 403: 212, 404: 212, 411: 211, 412: 211, 413: 211, 414: 211, 415: 211,
    421: 214, 422: 214, 431: 216, 441: 213, 451: 219, 452: 214, 454: 211, 461: 231,
}  # fmt: skip
TEMPLE_NAMES = (
    "汐見寺",
    "帆柱寺",
    "鐘撞院",
    "楠木寺",
    "夕凪寺",
    "岬山寺",
    "波切院",
    "朝凪寺",
    "月見院",
    "石段寺",
    "柳水寺",
    "風待寺",
)
PUBLIC_KINDS = ("診療所", "保育園", "歯科医院", "児童館", "集会所", "幼稚園")
ROAD_CODES = {"main": 1, "stairs": 4, "path": 4}


@dataclass(frozen=True)
class Risk:
    """One hazard map's answer for one building.

    Attributes
    ----------
    kind
        Element name without ``RiskAttribute``.
    values
        Element name, text and unit or code list of each child, in order.
    """

    kind: str
    values: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Record:
    """Attributes of one building, ready to be written.

    Attributes
    ----------
    number
        Number in the building id, from 1.
    gml_id
        Stable id of the feature.
    name
        Facility name, empty for none.
    year, storeys
        ``None`` where the survey found nothing.
    height, median_height
        Measured height and height of the LOD1 block, metres.
    district, block, house
        Town block, its block number and house number.
    zones
        Codes of districts and zones.
    rates
        Coverage and floor area ratio in percent, -9999 for none.
    keys
        City-made key and value pairs.
    """

    number: int
    gml_id: str
    name: str
    usage: int
    year: int | None
    storeys: int | None
    storeys_below: int
    height: float
    median_height: float
    height_type: int
    roof: int
    structure: int
    district: str
    block: int
    house: int
    area_classification: int
    zones: tuple[int, ...]
    rates: tuple[int, int]
    land_use: int
    footprint_area: float
    floor_area: float
    risks: tuple[Risk, ...]
    keys: tuple[tuple[int, int], ...]
    detailed: bool


def feature_id(*words: object) -> str:
    """Return a stable unique id from words."""
    return str(uuid.uuid5(NAMESPACE, "/".join(str(word) for word in words)))


def facility_names(town: Town, district: np.ndarray, middle: Floats) -> tuple[list[str], np.ndarray]:
    """Names of facilities, and usages changed by them: one public hall per town block."""
    names = [building.draft.name for building in town.buildings]
    usage = np.array([building.draft.usage for building in town.buildings])
    temples = iter(TEMPLE_NAMES)
    counts: dict[str, int] = {}
    for number, building in enumerate(town.buildings):
        lot = town.lots[building.lot]
        if lot.use == "temple" and building.draft.roof == "irimoya":
            names[number] = next(temples)
        elif usage[number] == 422 and not names[number] and lot.site < 0:
            place = districts.TOWN_BLOCKS[district[number]].name if district[number] >= 0 else "汐見浜"
            kind = PUBLIC_KINDS[sum(counts.values()) % len(PUBLIC_KINDS)]
            title = f"{place}{kind}"
            counts[title] = counts.get(title, 0) + 1
            names[number] = title if counts[title] == 1 else f"第{counts[title]}{title}"
    halls: set[str] = set()
    for row, area in enumerate(districts.TOWN_BLOCKS):
        candidates = np.flatnonzero((district == row) & (usage == 411))
        if area.name in halls or len(candidates) < 12:
            continue
        halls.add(area.name)
        centre = middle[candidates].mean(axis=0)
        chosen = candidates[np.argmin(np.linalg.norm(middle[candidates] - centre, axis=1))]
        names[chosen], usage[chosen] = f"{area.name}公民館", 422
        offices = np.flatnonzero((district == row) & (usage == 401))
        if len(offices) > 0 and not names[offices[0]]:
            names[offices[0]] = f"{area.name}郵便局"
    return names, usage


def addresses(town: Town, district: np.ndarray) -> list[tuple[int, int]]:
    """Block number within the town block and house number within the block."""
    lots = [building.lot for building in town.buildings]
    blocks = np.array([town.lots[lot].block for lot in lots])
    numbers: list[tuple[int, int]] = [(0, 0)] * len(lots)
    for row in {area.name: None for area in districts.TOWN_BLOCKS}:
        rows = [number for number, area in enumerate(districts.TOWN_BLOCKS) if area.name == row]
        inside = np.flatnonzero(np.isin(district, rows))
        _, order = np.unique(blocks[inside], return_inverse=True)
        for block in np.unique(order):
            members = inside[order == block]
            for house, member in enumerate(members, start=1):
                numbers[member] = (int(block) + 1, house)
    return numbers


def risks_of(town: Town, middle: Floats) -> list[tuple[Risk, ...]]:
    """Every hazard map's answer for every building."""
    ground = town.bottoms
    found: list[list[Risk]] = [[] for _ in town.buildings]
    for scale in (hazards.PLANNED, hazards.GREATEST):
        depth = hazards.flood_depth(town.valley, town.landform, middle, ground, scale)
        hours = hazards.flood_hours(depth, scale)
        for number in np.flatnonzero(depth >= 0.01):
            values = (
                ("description", "1", "RiverFloodingRiskAttribute_description"),
                ("rank", str(hazards.rank_of(depth[number])), "RiverFloodingRiskAttribute_rank"),
                ("depth", f"{depth[number]:.3f}", "m"),
                ("adminType", "2", "RiverFloodingRiskAttribute_adminType"),
                ("scale", str(scale), "RiverFloodingRiskAttribute_scale"),
                ("duration", f"{hours[number]:.2f}", "hour"),
            )
            found[number].append(Risk("RiverFlooding", values))
    for kind, level, loss in (
        ("Tsunami", hazards.TSUNAMI_LEVEL, hazards.TSUNAMI_LOSS),
        ("HighTide", hazards.SURGE_LEVEL, hazards.SURGE_LOSS),
    ):
        depth = hazards.sea_depth(town.water.sea(), middle, ground, level, loss)
        for number in np.flatnonzero(depth >= 0.01):
            sea = (
                ("description", "1", f"{kind}RiskAttribute_description"),
                ("rank", str(hazards.rank_of(depth[number])), f"{kind}RiskAttribute_rank"),
                ("depth", f"{depth[number]:.3f}", "m"),
            )
            found[number].append(Risk(kind, sea))
    add_slides(town, found)
    return [tuple(risks) for risks in found]


def add_slides(town: Town, found: list[list[Risk]]) -> None:
    """Landslide zones that a building touches; the special zone wins over the warning zone."""
    footprints = np.array([building.footprint for building in town.buildings])
    worst: dict[tuple[int, int], int] = {}
    for zone in hazards.slide_zones(town.valley):
        for number in np.flatnonzero(shapely.intersects(zone.outline, footprints)):
            key = (int(number), zone.kind)
            worst[key] = max(worst.get(key, 0), zone.area_type)
    for (row, kind), area_type in sorted(worst.items()):
        values = (
            ("description", str(kind), "LandSlideRiskAttribute_description"),
            ("areaType", str(area_type), "LandSlideRiskAttribute_areaType"),
        )
        found[row].append(Risk("LandSlide", values))


def fireproof(structure: int, storeys: int) -> int:
    """Fire resistance that goes with a structure."""
    if structure in (602, 603):
        return 1001
    if structure == UNKNOWN_STRUCTURE:
        return 1011
    return 1002 if structure in (604, 605, 606) or storeys >= 3 else 1003


def zoning(town: Town, middle: Floats) -> list[tuple[int, tuple[int, ...], tuple[int, int]]]:
    """Area classification, districts and zones, and rates of every building."""
    zone = districts.which(list(town.zone_outlines), middle)
    answers: list[tuple[int, tuple[int, ...], tuple[int, int]]] = []
    for number in zone:
        if number < 0:
            answers.append((23, (0,), districts.CONTROL_RATES))
            continue
        row = districts.USE_ZONES[number]
        port = row.code in (11, 12) and row.area.side == EAST
        extra = ((row.fire,) if row.fire else ()) + ((30,) if port else ())
        answers.append((22, (row.code, *extra), (row.coverage, row.floor_area)))
    return answers


def access_codes(lot: Lot) -> tuple[tuple[int, int], ...]:
    """City-made pairs: whether a car reaches the lot, and the kind of its road."""
    narrow = lot.road_width < 4.2
    reach = 3 if lot.road in ("path", "stairs") else 2 if narrow else 1
    return ((101, reach), (102, ROAD_CODES.get(lot.road, 3 if narrow else 2)))


def below_ground(building: Building, rng: np.random.Generator) -> int:
    """Storeys below ground: only under larger buildings of the centre."""
    if building.draft.storeys >= 6 and building.draft.usage not in (411, 412):
        return int(rng.choice([0, 1, 2], p=[0.35, 0.5, 0.15]))
    return 0


def make_records(town: Town) -> tuple[Record, ...]:
    """Fill in the attributes of every building, in the order of ``town.buildings``."""
    rng = stream(ATTRIBUTES)
    footprints = np.array([building.footprint for building in town.buildings])
    middle = shapely.get_coordinates(shapely.centroid(footprints))
    district = districts.which(list(town.block_outlines), middle)
    names, usages = facility_names(town, district, middle)
    numbers = addresses(town, district)
    risks = risks_of(town, middle)
    zones = zoning(town, middle)
    areas = shapely.area(footprints)
    detailed = np.zeros(len(footprints), dtype=bool)
    for area in DETAILED:
        detailed |= shapely.contains_xy(districts.area_outline(town.valley, area), middle[:, 0], middle[:, 1])
    records = []
    for number, building in enumerate(town.buildings):
        lot, draft = town.lots[building.lot], building.draft
        unknown = rng.random(5)
        dummy = draft.usage == 454 and unknown[0] < 0.6
        highest = 3.0 if dummy else round(building.eave + roofs.rise_of(building), 1)
        usage = UNKNOWN_USAGE if unknown[1] < 0.012 and not names[number] else int(usages[number])
        classification, codes, rates = zones[number]
        storeys = int(draft.storeys)
        records.append(
            Record(
                number=number + 1,
                gml_id=f"bldg_{feature_id('bldg', number + 1)}",
                name=names[number],
                usage=usage,
                year=None if unknown[2] < 0.14 and not draft.name else draft.year,
                storeys=None if unknown[3] < 0.05 or dummy else storeys,
                storeys_below=below_ground(building, rng),
                height=highest,
                median_height=3.0 if dummy else roofs.median_height(building),
                height_type=0 if dummy else 2,
                roof=ROOF_CODES[draft.roof],
                structure=UNKNOWN_STRUCTURE if unknown[4] < 0.06 else draft.structure,
                district=districts.TOWN_BLOCKS[district[number]].name if district[number] >= 0 else "",
                block=numbers[number][0],
                house=numbers[number][1],
                area_classification=classification,
                zones=codes,
                rates=rates,
                land_use=LAND_USE[usage],
                # A hair more: areas of half a hundredth are rounded alike on every processor.
                footprint_area=round(float(areas[number]) + 1e-7, 2),
                floor_area=round(float(areas[number]) * storeys * 0.93, 1),
                risks=risks[number],
                keys=access_codes(lot),
                detailed=bool(detailed[number] or lot.site >= 0 or lot.use in ("temple", "shop")),
            )
        )
    return tuple(records)


def building_id(record: Record) -> str:
    """Return the id that stays with a building over releases."""
    return f"{CITY_CODE}-bldg-{record.number}"
