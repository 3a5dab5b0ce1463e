"""Neighbourhood associations (自治会), as each of two departments holds them, and their list.

The two maps disagree as such maps do. What is wrong with them is known, and tests hold it:

=====================  ==========================================================================
``GAP``                a strip of houses between two associations that neither has (A)
``OVERLAP``            a strip of houses that two associations both have (A)
``UNORGANISED``        a new estate without an association (A); B counts it to the one below it
boundary               B draws the line between 帆柱町 and 楠木町一丁目 30 m farther inland
merged                 B still knows one association of 西坂町 where there are two now
names, numbers         B writes numbers in names differently and has no number for two
=====================  ==========================================================================
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from sample_data.generator import shore
from sample_data.generator.coverage import coverage, simplified
from sample_data.generator.districts import FOOT_EDGE, TOP_EDGE, TOWN_BLOCKS, Area, area_outline
from sample_data.generator.valley import EAST, WEST

if TYPE_CHECKING:
    from sample_data.generator.attributes import Record
    from sample_data.generator.town import Town

TOLERANCE = 0.15
UNORGANISED = "朝凪台"
GAP = Area("", EAST, (600.0, 620.0), ("rise", 30.0), ("rise", 200.0))
OVERLAP = Area("椿坂町・夕凪台", WEST, (880.0, 900.0), FOOT_EDGE, ("rise", 170.0))
ESTATE = "谷口市営住宅"
HIGHEST = 330.0
# Floor area of one dwelling in a house of flats, square metres.
DWELLING = 62.0
ONE_HOME = (411, 413, 415)
FLATS = (412, 414)


@dataclass(frozen=True)
class Association:
    """An association on a map.

    Attributes
    ----------
    number
        Number in the list of the city, empty where a department has none.
    name
        As the department writes it.
    blocks
        Town blocks that it is made of.
    outline
        EPSG:6669.
    """

    number: str
    name: str
    blocks: tuple[str, ...]
    outline: shapely.Geometry


# Name, town blocks (with a part of them behind a colon where a block is divided).
ASSOCIATIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("波止町・臨港自治会", ("波止町", "臨港一丁目", "臨港二丁目")),
    ("汐見本町一丁目町内会", ("汐見本町一丁目",)),
    ("汐見本町二丁目町内会", ("汐見本町二丁目",)),
    ("汐見本町三丁目町内会", ("汐見本町三丁目",)),
    ("帆柱町町内会", ("帆柱町",)),
    ("鐘撞町自治会", ("鐘撞町",)),
    ("楠木町一丁目自治会", ("楠木町一丁目",)),
    ("楠木町二丁目自治会", ("楠木町二丁目",)),
    ("谷口市営住宅自治会", (ESTATE,)),
    ("谷口町自治会", ("谷口町",)),
    ("魚見町一丁目町内会", ("魚見町一丁目",)),
    ("魚見町二丁目町内会", ("魚見町二丁目",)),
    ("川岸町自治会", ("川岸町",)),
    ("水車町自治会", ("水車町",)),
    ("段畑町自治会", ("段畑町",)),
    ("東坂町一丁目下自治会", ("東坂町一丁目:low",)),
    ("東坂町一丁目上自治会", ("東坂町一丁目:high",)),
    ("東坂町二丁目自治会", ("東坂町二丁目",)),
    ("月見坂町自治会", ("月見坂町",)),
    ("灯台町自治会", ("灯台町",)),
    ("船溜町町内会", ("船溜町",)),
    ("西坂町一丁目自治会", ("西坂町一丁目",)),
    ("西坂町二丁目自治会", ("西坂町二丁目",)),
    ("椿坂町自治会", ("椿坂町",)),
    ("夕凪台自治会", ("夕凪台",)),
)
DIVIDED = ("東坂町一丁目", 105.0)
MERGED = ("西坂町自治会", ("西坂町一丁目自治会", "西坂町二丁目自治会"))
MOVED = Area("", EAST, (286.0, 316.0), 118.0, 238.0)
MOVED_TO, MOVED_FROM = "帆柱町町内会", "楠木町一丁目自治会"
WITHOUT_NUMBER = ("船溜町町内会", "灯台町自治会")
WIDE = str.maketrans({"一": "１", "二": "２", "三": "３"})


def town_areas(town: Town) -> tuple[list[str], np.ndarray]:
    """Return the town blocks on land, cut so that each lies once, with the parts of divided ones."""
    areas = [
        replace(area, outer=("rise", HIGHEST)) if area.outer == TOP_EDGE else area for area in TOWN_BLOCKS
    ]
    estate = next(site.outline for site in town.sites if site.plan.name == ESTATE)
    low = [replace(area, outer=("rise", DIVIDED[1])) for area in areas if area.name == DIVIDED[0]]
    names = [ESTATE, *(f"{area.name}:low" for area in low)]
    names += [f"{area.name}:high" if area.name == DIVIDED[0] else area.name for area in areas]
    outlines = [estate, *(area_outline(town.valley, area) for area in (*low, *areas))]
    return names, simplified(coverage(outlines, shore.land(town)), TOLERANCE)


def joined(town: Town) -> dict[str, tuple[tuple[str, ...], shapely.Geometry]]:
    """Return blocks and outline of each association as they should be: no gap, no overlap."""
    names, shapes = town_areas(town)
    found = {}
    for name, blocks in ASSOCIATIONS:
        own = shapes[np.isin(names, blocks)]
        found[name] = (tuple(block.partition(":")[0] for block in blocks), shapely.union_all(own))
    return found


def strip(town: Town, area: Area) -> shapely.Polygon:
    """Return an area of the plan as a shape with few points."""
    return shapely.simplify(area_outline(town.valley, area), TOLERANCE)


def first_department(town: Town) -> tuple[Association, ...]:
    """Return the map of the department that looks after the associations (自治振興課)."""
    gap, overlap = strip(town, GAP), strip(town, OVERLAP)
    made = []
    for number, (name, (blocks, outline)) in enumerate(joined(town).items(), start=1):
        shape = shapely.difference(outline, gap)
        if name == "夕凪台自治会":
            shape = shapely.union(shape, shapely.intersection(overlap, joined(town)["椿坂町自治会"][1]))
        made.append(Association(f"J{number:03d}", name, blocks, shapely.set_precision(shape, 0.001)))
    return tuple(made)


def second_department(town: Town) -> tuple[Association, ...]:
    """Return the map of the department for disasters (防災危機管理課), drawn some years ago."""
    areas = joined(town)
    names, shapes = town_areas(town)
    numbers = {name: f"J{number:03d}" for number, name in enumerate(areas, start=1)}
    moved = shapely.intersection(strip(town, MOVED), areas[MOVED_FROM][1])
    made: list[Association] = []
    for name, (blocks, outline) in areas.items():
        shape, of = outline, blocks
        if name == MOVED_TO:
            shape = shapely.union(shape, moved)
        elif name == MOVED_FROM:
            shape = shapely.difference(shape, moved)
        elif name == "谷口町自治会":
            new_homes = shapes[np.array(names) == UNORGANISED]
            shape, of = shapely.union_all([shape, *new_homes]), (*blocks, UNORGANISED)
        if name == MERGED[1][1]:
            continue
        if name == MERGED[1][0]:
            other = areas[MERGED[1][1]]
            shape, of = shapely.union(shape, other[1]), (*blocks, *other[0])
        number = "" if name in WITHOUT_NUMBER else numbers[name]
        written = MERGED[0] if name == MERGED[1][0] else name.translate(WIDE) if "丁目" in name else name
        made.append(Association(number, written, of, shapely.set_precision(shape, 0.001)))
    return tuple(made)


def dwellings(records: tuple[Record, ...]) -> np.ndarray:
    """Return how many households live in each building."""
    usage = np.array([record.usage for record in records])
    floor = np.array([record.floor_area for record in records])
    flats = np.maximum(np.round(floor * 0.8 / DWELLING), 2)
    # Some houses stand empty, more of them the farther a car has to stop.
    number = np.array([record.number for record in records])
    far = np.array([dict(record.keys).get(101, 1) == 3 for record in records])
    empty = (number * 7919 % 100) < np.where(far, 17, 6)
    homes = np.where(np.isin(usage, ONE_HOME) & ~empty, 1, 0)
    return np.where(np.isin(usage, FLATS), flats, homes).astype(int)


def households(town: Town, records: tuple[Record, ...], outlines: list[shapely.Geometry]) -> list[int]:
    """Return the households in each of some areas."""
    middle = shapely.get_coordinates(
        shapely.centroid(np.array([building.footprint for building in town.buildings]))
    )
    living = dwellings(records)
    return [int(living[shapely.contains_xy(area, middle[:, 0], middle[:, 1])].sum()) for area in outlines]


def association_list(town: Town, records: tuple[Record, ...]) -> list[list[object]]:
    """Return the rows of the city's list: no names of people, only what the city publishes.

    Returns
    -------
    list
        Number, name, area, households, members, groups, meeting place, remark.
    """
    areas = joined(town)
    names, shapes = town_areas(town)
    counted = households(town, records, [outline for _, outline in areas.values()])
    halls = {record.district for record in records if record.name.endswith("公民館")}
    rows: list[list[object]] = []
    for number, ((name, (blocks, _)), count) in enumerate(zip(areas.items(), counted, strict=True), start=1):
        share = 0.58 + (number * 37 % 31) / 100
        hall = f"{blocks[0]}公民館" if blocks[0] in halls else ""
        place = "・".join(dict.fromkeys(blocks)) + ("の一部" if name.startswith(DIVIDED[0]) else "")
        rows.append(
            [
                f"J{number:03d}",
                name,
                place,
                count,
                round(count * share),
                round(count / 14) or "",
                hall,
                "" if count else "事業所のみで組織",
            ]
        )
    new_homes = shapely.union_all(shapes[np.array(names) == UNORGANISED])
    (count,) = households(town, records, [new_homes])
    rows.append(["", "（未組織）", UNORGANISED, count, 0, "", "", "自治会の設立を相談中"])
    return rows
