"""A site from the answers at a lot: its zones, fire protection district, and the true north."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.planning.deciding import number_of
from gisapp.desks.planning.districts import district
from gisapp.desks.planning.heightdistricts import height_district
from gisapp.desks.planning.regulations import Answer
from gisapp.desks.planning.shadow import CLASSES
from gisapp.desks.planning.site import Site
from gisapp.desks.planning.zones import Zone
from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import shapely

    from gisapp.desks.planning.lot import Lot
    from gisapp.desks.planning.regulations import Part, Row
    from gisapp.desks.planning.regulationtable import Regulation
    from gisapp.desks.planning.zones import Slope

LOWEST = 10.0
"""Metres: the stricter of the two heights of 55条1項, taken where the source states none."""
SMALL = 1e-3
"""Part of a lot below which a zone is none."""
FIRE = {"防火地域": "fire", "準防火地域": "quasi"}

_UNKNOWN_USE = QT_TRANSLATE_NOOP(CONTEXT, "用途地域「{value}」は分かりません。選び直してください。")
_NO_HEIGHT = QT_TRANSLATE_NOOP(
    CONTEXT, "{zone}の絶対高さが資料にないため、10 m としました。都市計画図書で確かめてください。"
)
_NO_ZONE = QT_TRANSLATE_NOOP(CONTEXT, "敷地の {share} % に用途地域がありません。無指定として扱います。")
_NO_USE = QT_TRANSLATE_NOOP(CONTEXT, "用途地域が分からないため、無指定として扱います。選び直してください。")
_HEIGHT_TEXT = QT_TRANSLATE_NOOP(
    CONTEXT, "高度地区「{name}」の斜線などの内容は資料にないため、最高限度だけを使いました。"
)
_SHADOW_TEXT = QT_TRANSLATE_NOOP(CONTEXT, "日影規制「{text}」の区分を読めません。条例で確かめてください。")


@dataclass(frozen=True, eq=False)
class Made:
    """A site and what must be confirmed of how it was made."""

    site: Site
    doubts: tuple[Message, ...]


def site_from(lot: Lot, rows: Sequence[Row], crs: str) -> Made:
    """Return a site of a lot with what the answers say of it.

    Parameters
    ----------
    lot
        With its edges.
    rows
        Answers of :func:`gisapp.desks.planning.regulations.rules_at` for the lot.
    crs
        Plane rectangular system of the lot.
    """
    by_id = {row.regulation.id: row for row in rows}
    doubts: list[Message] = []
    polygon = lot.polygon()
    shadow = by_id.get("shadow")
    zones = _use_zones(by_id.get("ratios"), polygon, doubts, None if shadow is None else shadow.regulation)
    zones = _with_height_districts(polygon, zones, by_id.get("height_district"), doubts)
    zones = _with_plans(polygon, zones, by_id.get("district_plan_rules"))
    fire = by_id.get("fire")
    strictest = "" if fire is None or fire.decided is None else FIRE.get(fire.decided.label, "")
    east, north = lot.ring.mean(axis=0)
    bearing = north_at(float(east), float(north), crs)
    return Made(Site(lot, tuple(zones), north=bearing, fire=strictest), tuple(doubts))


def north_at(east: float, north: float, crs: str) -> float:
    """Return the bearing of the true north on the map at a point in metres, degrees clockwise."""
    from layers import crs as systems
    from layers.operations import true_north

    longitude, latitude = systems.unproject(np.array([east]), np.array([north]), crs)
    return true_north(float(longitude[0]), float(latitude[0]), crs)[0]


def latitude_at(lot: Lot, crs: str) -> float:
    """Return the latitude of a lot, degrees."""
    from layers import crs as systems

    middle = lot.ring.mean(axis=0)
    return float(np.asarray(systems.unproject(middle[:1], middle[1:], crs)[1])[0])


def _use_zones(
    row: Row | None, lot: shapely.Polygon, doubts: list[Message], shadow: Regulation | None
) -> list[Zone]:
    if row is None or (row.answer is Answer.UNKNOWN and not row.parts):
        doubts.append(Message(_NO_USE))
        return [Zone("none")]
    parts = [part for part in row.parts if part.share > SMALL]
    zones = [zone_from(part.label, part.values, part.geometry, doubts, shadow) for part in parts]
    rest = 1 - sum(part.share for part in parts)
    if rest > SMALL:
        import shapely

        doubts.append(Message(_NO_ZONE, {"share": f"{rest * 100:.1f}"}))
        covered = shapely.union_all([part.geometry for part in parts]) if parts else shapely.Polygon()
        zones.append(Zone("none", area=lot.difference(covered)))
    if len(zones) == 1:
        zones = [replace(zones[0], area=None)]
    return zones


def zone_from(
    label: str,
    values: Mapping[str, str],
    area: shapely.Geometry,
    doubts: list[Message],
    shadow: Regulation | None = None,
) -> Zone:
    """Return the zone of what a source of use districts says.

    Parameters
    ----------
    label, values, area
        Name, roles with their texts, and where it is.
    doubts
        Takes what must be confirmed.
    shadow
        The table's shadow regulation: says which texts mean that there is none.
    """
    try:
        known = district(label)
    except AnalysisFailed:
        doubts.append(Message(_UNKNOWN_USE, {"value": label}))
        known = district("none")
    height = number_of(values.get("height", ""))
    if known.group == "low" and height is None:
        doubts.append(Message(_NO_HEIGHT, {"zone": known.name}))
        height = LOWEST
    shadow_class, plane = shadow_of(values.get("shadow", ""), known.group)
    if shadow is not None and shadow.is_none(values.get("shadow", "")):
        shadow_class = 0
    elif values.get("shadow") and shadow_class is None:
        doubts.append(Message(_SHADOW_TEXT, {"text": values["shadow"]}))
    return Zone(
        known.id,
        number_of(values.get("floor_area_ratio", "")),
        number_of(values.get("coverage_ratio", "")),
        area,
        height_limit=height,
        shadow_class=shadow_class,
        shadow_plane=plane,
        wall_setback=number_of(values.get("setback", "")) or 0.0,
    )


def shadow_of(text: str, group: str) -> tuple[int | None, float]:
    """Return the class of 別表第四 and the height of the measuring plane that a text means.

    Such as 「4時間・2.5時間（測定面4m）」; None where the hours are none of the group's.
    """
    plain = unicodedata.normalize("NFKC", text)
    hours = [float(one) for one in re.findall(r"(\d+(?:\.\d+)?)\s*時間", plain)]
    found = re.search(r"(?:測定面|平均地盤面|高さ)[^\d]*(\d+(?:\.\d+)?)\s*m", plain)
    plane = float(found[1]) if found else (1.5 if group == "low" else 4.0)
    wanted = tuple(hours[:2])
    number = next((number for number, pair in CLASSES.get(group, {}).items() if pair == wanted), None)
    return number, plane


def _with_height_districts(
    lot: shapely.Polygon, zones: list[Zone], row: Row | None, doubts: list[Message]
) -> list[Zone]:
    if row is None:
        return zones
    for part in row.parts:
        held = height_district(row.regulation, part.label, part.values)
        if not held.whole:
            doubts.append(Message(_HEIGHT_TEXT, {"name": part.label}))
        if held.maximum is not None or held.slopes:
            zones = _laid_over(lot, zones, part, held.slopes, height_district_limit=held.maximum)
    return zones


def _with_plans(lot: shapely.Polygon, zones: list[Zone], row: Row | None) -> list[Zone]:
    """Add what district plans say of heights and floor-area ratios: the stricter holds."""
    for part in row.parts if row is not None else ():
        height, ratio = (number_of(part.values.get(role, "")) for role in ("height", "maximum"))
        coverage = number_of(part.values.get("coverage", ""))
        zones = _laid_over(
            lot, zones, part, height_limit=height, floor_area_ratio=ratio, coverage_ratio=coverage
        )
    return zones


def _laid_over(
    lot: shapely.Polygon,
    zones: list[Zone],
    part: Part,
    slopes: tuple[Slope, ...] = (),
    **limits: float | None,
) -> list[Zone]:
    """Return zones cut along a part; within it the stricter of each limit holds, and all slopes."""
    found: list[Zone] = []
    for zone in zones:
        stricter: dict[str, Any] = {
            name: min((one for one in (value, getattr(zone, name)) if one is not None), default=None)
            for name, value in limits.items()
        }
        stricter["height_district_north"] = (*zone.height_district_north, *slopes)
        if part.share > 1 - SMALL:
            found.append(replace(zone, **stricter))
            continue
        area = lot if zone.area is None else zone.area
        inside, outside = area.intersection(part.geometry), area.difference(part.geometry)
        if inside.area > 1e-6:
            found.append(replace(zone, area=inside, **stricter))
        if outside.area > 1e-6:
            found.append(replace(zone, area=outside))
    return found
