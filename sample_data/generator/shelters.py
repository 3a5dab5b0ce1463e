"""Designated emergency shelters (指定緊急避難場所) in the form of the national standard open data set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from sample_data.generator import hazards, shore
from sample_data.generator.codelists import CITY_CODE, CITY_CODE_CHECKED
from sample_data.generator.coverage import which
from sample_data.generator.mesh import to_degrees

if TYPE_CHECKING:
    from sample_data.generator.associations import Association
    from sample_data.generator.attributes import Record
    from sample_data.generator.town import Town

HAZARDS = (
    "洪水",
    "崖崩れ、土石流及び地滑り",
    "高潮",
    "地震",
    "津波",
    "大規模な火事",
    "内水氾濫",
    "火山現象",
)
COLUMNS = (
    "全国地方公共団体コード",
    "ID",
    "名称",
    "名称_カナ",
    "所在地_連結表記",
    "所在地_都道府県",
    "所在地_市区町村",
    "所在地_町字",
    "所在地_番地以下",
    "緯度",
    "経度",
    "標高",
    "電話番号",
    "市区町村コード",
    "地方公共団体名",
    *(f"災害種別_{hazard}" for hazard in HAZARDS),
    "指定避難所との重複",
    "想定収容人数",
    "対象となる町会・自治会",
    "URL",
    "備考",
)
# What people can flee into or onto: ends of the names of buildings, and sites that are open ground.
BUILDINGS = ("校舎", "体育館", "市民会館", "公民館", "高等学校校舎")
OPEN_GROUND = ("中央公園", "灯台公園")
SAFE_DEPTH = 0.5
PERSON = 3.3
NAMES = {
    "汐見浜小学校校舎": "汐見浜小学校",
    "汐見浜中学校校舎": "汐見浜中学校",
    "汐見浜高等学校校舎": "汐見浜高等学校",
    "坂上小学校校舎": "坂上小学校",
}


@dataclass(frozen=True)
class Shelter:
    """A shelter.

    Attributes
    ----------
    name
        On the map.
    point
        (2,) EPSG:6669.
    place
        Town block, block and house number.
    ground
        Metres T.P.
    safe
        For each of ``HAZARDS``.
    persons
        How many find room.
    stays
        Whether it is also a place to stay.
    """

    name: str
    point: np.ndarray
    place: tuple[str, int, int]
    ground: float
    safe: tuple[bool, ...]
    persons: int
    stays: bool


def make_shelters(town: Town, records: tuple[Record, ...]) -> tuple[Shelter, ...]:
    """Choose schools, halls and parks; each is good for the hazards that do not reach it."""
    footprints = np.array([building.footprint for building in town.buildings])
    names = [record.name for record in records]
    chosen = [number for number, name in enumerate(names) if name.endswith(BUILDINGS)]
    chosen = [
        number
        for number in chosen
        # A gymnasium beside its school is the same shelter.
        if not (names[number].endswith("体育館") and "学校" in names[number])
    ]
    points = shapely.get_coordinates(shapely.centroid(footprints[chosen]))
    parks = [site for site in town.sites if site.plan.name in OPEN_GROUND]
    park_points = shapely.get_coordinates(
        shapely.point_on_surface(np.array([site.outline for site in parks]))
    )
    every = np.vstack([points, park_points])
    ground = shore.ground_at(town, every)
    safe = safety(town, every, ground)
    near = shapely.STRtree(footprints).nearest(shapely.points(every)).tolist()
    shelters = []
    for row, point in enumerate(every):
        indoors = row < len(chosen)
        record = records[near[row]]
        floor = record.floor_area if indoors else parks[row - len(chosen)].outline.area
        title = names[chosen[row]] if indoors else parks[row - len(chosen)].plan.name
        flags = safe[row].copy()
        if indoors:
            flags[HAZARDS.index("大規模な火事")] = "学校" in title
        shelters.append(
            Shelter(
                name=NAMES.get(title, title),
                point=point,
                place=(record.district, record.block, record.house),
                ground=round(float(ground[row]), 1),
                safe=tuple(bool(flag) for flag in flags),
                persons=int(floor / PERSON // 10 * 10),
                stays=indoors,
            )
        )
    return tuple(shelters)


def safety(town: Town, points: np.ndarray, ground: np.ndarray) -> np.ndarray:
    """Return (n, 8) whether each place is safe from each of ``HAZARDS``."""
    river = hazards.flood_depth(town.valley, town.landform, points, ground, hazards.GREATEST)
    sea = town.water.sea()
    surge = hazards.sea_depth(sea, points, ground, hazards.SURGE_LEVEL, hazards.SURGE_LOSS)
    wave = hazards.sea_depth(sea, points, ground, hazards.TSUNAMI_LEVEL, hazards.TSUNAMI_LOSS)
    slides = shapely.union_all([zone.outline for zone in hazards.slide_zones(town.valley)])
    sliding = shapely.dwithin(slides, shapely.points(points), 12.0)
    always = np.ones(len(points), dtype=bool)
    return np.column_stack(
        [
            river < SAFE_DEPTH,
            ~sliding,
            surge < SAFE_DEPTH,
            always,
            wave < 0.01,
            always,
            ground > 6.0,
            ~always,
        ]
    )


def shelter_rows(shelters: tuple[Shelter, ...], associations: tuple[Association, ...]) -> list[list[object]]:
    """Return the rows of the table, one cell for each of ``COLUMNS``."""
    degrees = to_degrees(np.array([shelter.point for shelter in shelters]))
    served = which([one.outline for one in associations], np.array([shelter.point for shelter in shelters]))
    rows: list[list[object]] = []
    for number, (shelter, place, whose) in enumerate(
        zip(shelters, degrees.tolist(), served.tolist(), strict=True), start=1
    ):
        district, block, house = shelter.place
        rest = f"{block}番{house}号"
        rows.append(
            [
                CITY_CODE_CHECKED,
                f"E{number:04d}",
                shelter.name,
                "",
                f"長崎県汐見浜市{district}{rest}",
                "長崎県",
                "汐見浜市",
                district,
                rest,
                f"{place[0]:.6f}",
                f"{place[1]:.6f}",
                f"{shelter.ground:.1f}",
                "",
                CITY_CODE,
                "汐見浜市",
                *("1" if safe else "" for safe in shelter.safe),
                "1" if shelter.stays else "",
                str(shelter.persons),
                associations[whose].name if whose >= 0 else "",
                "",
                "架空の施設です",
            ]
        )
    return rows
