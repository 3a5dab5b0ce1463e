"""Everything the town plan decides: use districts, fire, height, scenery, harbour, roads, district plans.

Each use district is one polygon or several; together they are the urbanization promotion area, and what is
left of the land is the control area. All lines are those of ``districts.USE_ZONES`` and of the tables below.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from sample_data.generator import hazards, plan, shore
from sample_data.generator.coverage import coverage, merged, simplified, without_crumbs
from sample_data.generator.districts import FOOT_EDGE, USE_ZONES, Area, area_outline
from sample_data.generator.valley import EAST, WEST

if TYPE_CHECKING:
    from sample_data.generator.town import Town

TOLERANCE = 0.25
USE_NAMES = {
    1: "第一種低層住居専用地域",
    3: "第一種中高層住居専用地域",
    5: "第一種住居地域",
    7: "準住居地域",
    9: "近隣商業地域",
    10: "商業地域",
    11: "準工業地域",
    12: "工業地域",
}
LOW_RISE_LIMIT = 10
FIRE, QUASI_FIRE = 24, 25
# Name, greatest height in metres, the use districts that it covers.
HEIGHT_CONTROL = (("第1種高度地区", 15, (3,)), ("第2種高度地区", 20, (5, 7)))
# Name, class, coverage in percent, height in metres, where.
SCENIC = (
    ("灯台山風致地区", 2, 40, 15, Area("", WEST, (-780.0, -300.0), ("rise", 40.0), ("rise", 420.0))),
    ("楠木山風致地区", 3, 40, 15, Area("", EAST, (330.0, 760.0), ("rise", 240.0), ("rise", 470.0))),
)
PORT_AREAS = (
    ("汐見浜港臨港地区", 1, Area("", EAST, (-340.0, 78.0), ("rise", -182.0), FOOT_EDGE)),
    ("汐見浜港臨港地区", 3, Area("", EAST, (-800.0, -340.0), ("rise", -182.0), FOOT_EDGE)),
    ("汐見浜漁港臨港地区", 5, Area("", WEST, (-760.0, 0.0), ("rise", -38.0), ("rise", -3.0))),
)


@dataclass(frozen=True)
class Zone:
    """One decision with its outline.

    Attributes
    ----------
    theme
        Class of ``urf``, as in ``UseDistrict``.
    name
        What it is called.
    function
        Code of its kind.
    outline
        EPSG:6669.
    decided
        Date of the first decision.
    values
        Further attributes by element name: value, and unit or code list.
    within
        Name of the plan that this is a part of.
    """

    theme: str
    name: str
    function: int
    outline: shapely.Geometry
    decided: str = "1996-04-01"
    values: tuple[tuple[str, str, str], ...] = ()
    within: tuple[Zone, ...] = field(default=())


def use_districts(town: Town) -> tuple[Zone, ...]:
    """Return the use districts, one zone for each kind with equal rates; they do not overlap."""
    cut = coverage(town.zone_outlines, shore.land(town))
    keys = [(zone.code, zone.coverage, zone.floor_area) for zone in USE_ZONES]
    kinds = sorted(set(keys))
    shapes = simplified(merged(cut, [kinds.index(key) for key in keys]), TOLERANCE)
    zones = []
    for (code, coverage_rate, floor_area), shape in zip(kinds, shapes, strict=True):
        low = code in (1, 2, 8)
        # In the order of the schema.
        values = [("floorAreaRate", str(floor_area), "")]
        values += [("minimumSiteArea", "150", "m2")] if low else []
        values += [("buildingCoverageRate", str(coverage_rate), "")]
        values += [("wallSetbackDistance", "1.0m", "")] if low else []
        values += [("buildingHeightLimits", str(LOW_RISE_LIMIT), "m")] if low else []
        shade = {1: "4時間・2.5時間（測定面1.5m）", 3: "4時間・2.5時間（測定面4m）"}
        values.append(
            (
                "shadeRegulation",
                shade.get(code, "5時間・3時間（測定面4m）" if code in (5, 7) else "指定なし"),
                "",
            )
        )
        zones.append(Zone("UseDistrict", USE_NAMES[code], code, shape, values=tuple(values)))
    return tuple(zones)


def area_classification(town: Town, uses: tuple[Zone, ...]) -> tuple[Zone, ...]:
    """Return promotion area and control area: together the land."""
    promotion = shapely.union_all([zone.outline for zone in uses])
    control = without_crumbs(shapely.difference(shore.land(town), promotion), 5.0)
    return (
        Zone("AreaClassification", "市街化区域", 22, promotion, "1971-12-28"),
        Zone("AreaClassification", "市街化調整区域", 23, control, "1971-12-28"),
    )


def fire_districts(town: Town) -> tuple[Zone, ...]:
    """Return fire and quasi-fire districts; the first one wins where both are drawn."""
    cut = coverage(town.zone_outlines, shore.land(town))
    shapes = simplified(
        merged(cut, [{FIRE: 0, QUASI_FIRE: 1}.get(zone.fire, 2) for zone in USE_ZONES]), TOLERANCE
    )
    usage = "FirePreventionDistrict_usage"
    return (
        Zone("FirePreventionDistrict", "防火地域", FIRE, shapes[0], values=(("usage", "1", usage),)),
        Zone("FirePreventionDistrict", "準防火地域", QUASI_FIRE, shapes[1], values=(("usage", "3", usage),)),
    )


def height_control(uses: tuple[Zone, ...]) -> tuple[Zone, ...]:
    """Return the height control districts, which follow use districts."""
    return tuple(
        Zone(
            "HeightControlDistrict",
            name,
            18,
            shapely.union_all([zone.outline for zone in uses if zone.function in codes]),
            "2004-10-01",
            (("usage", "1", "HeightControlDistrict_usage"), ("maximumBuildingHeight", str(height), "m")),
        )
        for name, height, codes in HEIGHT_CONTROL
    )


def outline_on_land(town: Town, area: Area) -> shapely.Geometry:
    """Return an area of the plan as far as it is land."""
    shape = shapely.simplify(area_outline(town.valley, area), TOLERANCE)
    return shapely.set_precision(without_crumbs(shapely.intersection(shape, shore.land(town)), 20.0), 0.001)


def scenic_districts(town: Town) -> tuple[Zone, ...]:
    """Return the scenic districts."""
    return tuple(
        Zone(
            "ScenicDistrict",
            name,
            28,
            outline_on_land(town, area),
            "1974-03-30",
            (
                ("usage", str(kind), "ScenicDistrict_usage"),
                ("buildingCoverageRate", str(rate), ""),
                ("buildingHeightLimits", str(height), "m"),
                ("wallSetbackDistanceWithRoad", "2.0", "m"),
                ("wallSetbackDistanceWithAdjoiningLand", "1.0", "m"),
            ),
        )
        for name, kind, rate, height, area in SCENIC
    )


def port_zones(town: Town) -> tuple[Zone, ...]:
    """Return the harbour districts."""
    return tuple(
        Zone(
            "PortZone",
            name,
            30,
            outline_on_land(town, area),
            "1988-06-10",
            (("usage", str(kind), "PortZone_usage"),),
        )
        for name, kind, area in PORT_AREAS
    )


def planned_roads(town: Town) -> tuple[Zone, ...]:
    """Return planned roads: the main road to be widened inland, and one through built blocks."""
    valley = town.valley
    along = np.arange(plan.QUAY_ROAD, 1400.5, 6.0)
    main = valley.place(along, plan.LINES[EAST][1].across(valley, along))
    east = float(plan.FOOT[EAST].across(valley, 690.0))
    across = np.arange(-70.0, east + 0.5, 6.0)
    cross = valley.place(np.full_like(across, 690.0), across)
    zones = []
    for name, line, width, start, end, number, size in (
        ("3・4・1号 本町谷口線", main, 16.0, "汐見本町一丁目", "谷口町", "1", "4"),
        ("3・5・2号 楠木山手線", cross, 12.0, "川岸町", "楠木町二丁目", "2", "5"),
    ):
        outline = shapely.buffer(
            shapely.LineString(line), width / 2.0, cap_style="flat", join_style="mitre", quad_segs=4
        )
        values = (
            ("startLocation", start, ""),
            ("endLocation", end, ""),
            ("length", f"{shapely.length(shapely.LineString(line)):.0f}", "m"),
            ("width", f"{width:.0f}", "m"),
            ("routeTypeNumber", "3", "UrbanRoadAttribute_routeTypeNumber"),
            ("routeSizeNumber", size, "UrbanRoadAttribute_routeSizeNumber"),
            ("routeSerialNumber", number, ""),
        )
        zones.append(
            Zone("TrafficFacility", name, 3011, shapely.set_precision(outline, 0.001), "1969-05-20", values)
        )
    return tuple(zones)


@dataclass(frozen=True)
class Rules:
    """What holds in a district of a development plan: metres of height and of set-back, square metres."""

    name: str
    area: Area
    uses: str
    height: int
    wall: float
    site: int


SHOPS = Area("", EAST, (78.0, 605.0), 40.0, 76.0)
BEHIND = Area("", EAST, (78.0, 605.0), 76.0, 118.0)
ESTATE = Area("", EAST, (1020.0, 1330.0), ("rise", 75.0), ("rise", 200.0))
# Name, date, where, the districts in it, what it is for.
PLANS = (
    (
        "帆柱通り商店街地区地区計画",
        "2002-03-29",
        Area("", EAST, (78.0, 605.0), 40.0, 118.0),
        (
            Rules("商店街地区", SHOPS, "1階は店舗・飲食店などに限る。風俗営業などは不可", 31, 1.0, 100),
            Rules("後背地区", BEHIND, "風俗営業などの用途を禁止", 45, 0.5, 100),
        ),
        "アーケードのあるにぎわいの通りを守り、1階に店舗の連なる街並みをつくる。",
    ),
    (
        "朝凪台地区地区計画",
        "2009-11-02",
        ESTATE,
        (Rules("戸建住宅地区", ESTATE, "戸建専用住宅、兼用住宅に限る", 10, 1.0, 165),),
        "造成した低層住宅地の良好な環境を守る。",
    ),
)


def district_plans(town: Town) -> tuple[Zone, ...]:
    """Return the district plans with their development plans and the districts in these."""
    made = []
    for name, decided, area, parts, policy in PLANS:
        inner = tuple(
            Zone(
                "District",
                part.name,
                1,
                outline_on_land(town, part.area),
                decided,
                (
                    ("useRestrictions", part.uses, ""),
                    ("minimumSiteArea", str(part.site), "m2"),
                    ("setbackSize", f"道路境界から{part.wall:.1f}m", ""),
                    ("maximumBuildingHeight", str(part.height), "m"),
                ),
            )
            for part in parts
        )
        whole = outline_on_land(town, area)
        development = Zone("DistrictDevelopmentPlan", name, 1, whole, decided, within=inner)
        values = (("policy", policy, ""),)
        made.append(Zone("DistrictPlan", name, 1, whole, decided, values, within=(development,)))
    return tuple(made)


def location_plan(town: Town, promotion: shapely.Geometry) -> tuple[Zone, ...]:
    """Return where people and facilities are to be drawn: neither harbour nor dangerous slopes."""
    danger = shapely.union_all(
        [
            zone.outline
            for zone in hazards.slide_zones(town.valley)
            if zone.area_type == hazards.SPECIAL_WARNING
        ]
    )
    steep = shapely.union_all(
        [
            shapely.simplify(
                area_outline(town.valley, Area("", side, (-900.0, 2000.0), ("rise", 165.0), ("rise", 560.0))),
                TOLERANCE,
            )
            for side in (EAST, WEST)
        ]
    )
    port = shapely.union_all([zone.outline for zone in port_zones(town)])
    homes = shapely.difference(promotion, shapely.union_all([danger, steep, port]))
    centre = shapely.union_all(
        [
            area_outline(town.valley, Area("", EAST, (78.0, 690.0), -76.0, 208.0)),
            area_outline(town.valley, Area("", WEST, (78.0, 520.0), -76.0, -170.0)),
        ]
    )
    functions = shapely.intersection(shapely.simplify(centre, TOLERANCE), homes)
    return (
        Zone(
            "ResidenceAttractionArea",
            "居住誘導区域",
            6002,
            shapely.set_precision(without_crumbs(homes, 400.0), 0.001),
            "2019-03-29",
        ),
        Zone(
            "UrbanFunctionAttractionArea",
            "都市機能誘導区域（中心拠点）",
            6001,
            shapely.set_precision(without_crumbs(functions, 400.0), 0.001),
            "2019-03-29",
        ),
    )


def make_zones(town: Town) -> dict[str, tuple[Zone, ...]]:
    """Return everything decided, by the part of the file name that PLATEAU gives it."""
    uses = use_districts(town)
    classes = area_classification(town, uses)
    whole = Zone("UrbanPlanningArea", "汐見浜都市計画区域", 21, shore.land(town), "1936-07-01")
    return {
        "05": (whole,),
        "07": classes,
        "08": (
            *uses,
            *height_control(uses),
            *fire_districts(town),
            *scenic_districts(town),
            *port_zones(town),
        ),
        "11": planned_roads(town),
        "12-4": district_plans(town),
        "lnp": location_plan(town, classes[0].outline),
    }
