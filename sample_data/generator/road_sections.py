"""Roads from crossing to crossing, with what the building law says of each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.ops import substring

from sample_data.generator.coverage import Shapes, disjoint, without_crumbs

if TYPE_CHECKING:
    from sample_data.generator.roads import Road
    from sample_data.generator.town import Town
    from sample_data.generator.valley import Floats

PREFECTURE, CITY = 3, 4
DEVELOPED, OLD, PLANNED, PRIVATE, NARROW, EXEMPT = 10, 11, 12, 13, 14, 15
KIND_NAMES = {
    PREFECTURE: "法42条1項1号（県道）",
    CITY: "法42条1項1号（市道）",
    DEVELOPED: "法42条1項2号（開発道路）",
    OLD: "法42条1項3号（既存道路）",
    PLANNED: "法42条1項4号（計画道路）",
    PRIVATE: "法42条1項5号（位置指定道路）",
    NARROW: "法42条2項",
    EXEMPT: "法43条2項の通路",
}
ORDINARY, BRIDGE = 1, 3
# The more important road keeps the ground of a crossing.
RANK = (
    "main",
    "shopping",
    "port",
    "foot",
    "riverside",
    "street",
    "hill",
    "lane",
    "contour",
    "path",
    "stairs",
)
# Ends of roads reach the middle of the road they meet only nearly.
REACH = 2.0
SHORTEST = 2.5


@dataclass(frozen=True)
class Section:
    """A road between two crossings.

    Attributes
    ----------
    road
        Number of the road it is part of.
    number
        Number within its road, from 1.
    name, width
        Of the road; metres.
    law
        Code of the kind under the building law, one of ``KIND_NAMES``.
    line
        (n, 2) centre line.
    surface
        Its ground; sections do not overlap.
    section_type
        1 ordinary, 3 bridge.
    stairs
        Whether only feet can use it because of steps.
    """

    road: int
    number: int
    name: str
    width: float
    law: int
    line: Floats
    surface: shapely.Geometry
    section_type: int
    stairs: bool


def law_of(road: Road) -> int:
    """Return the kind of a road under articles 42 and 43 of the building law."""
    if road.kind == "main":
        return PREFECTURE
    if road.kind == "port" or road.name == "浜道":
        return OLD
    if road.name == "上谷坂道":
        return DEVELOPED
    if road.name == "棚田口":
        return PLANNED
    if road.kind == "contour" and road.width < 4.2:
        return PRIVATE if road.name.endswith("6の筋") else CITY
    if road.kind == "stairs":
        return EXEMPT if int("".join(filter(str.isdigit, road.name))) % 3 == 0 else NARROW
    return NARROW if road.width < 4.0 else CITY


def width_type(width: float) -> int:
    """Return the class of a width in the standard list."""
    return 1 if width >= 15.0 else 2 if width >= 6.0 else 3 if width >= 4.0 else 4


def lengthened(line: Floats, reach: float) -> Floats:
    """Return a line drawn out at both ends."""
    ends = []
    for end, before in ((0, 1), (-1, -2)):
        ahead = line[end] - line[before]
        ends.append(line[end] + reach * ahead / np.linalg.norm(ahead))
    return np.vstack([ends[0], line, ends[1]])


def cuts(lines: Shapes, reaching: Shapes) -> list[list[float]]:
    """Return for each line the metres along it at which other lines meet it."""
    first, second = shapely.STRtree(reaching).query(lines, predicate="intersects")
    apart = first != second
    first, second = first[apart], second[apart]
    meetings = shapely.intersection(lines[first], reaching[second])
    points, pair = shapely.get_parts(meetings, return_index=True)
    own = lines[first[pair]]
    places = shapely.line_locate_point(own, shapely.centroid(points))
    found: list[list[float]] = [[] for _ in lines]
    for line, place in zip(first[pair].tolist(), places.tolist(), strict=True):
        found[line].append(place)
    return found


def split(line: shapely.LineString, places: list[float]) -> list[shapely.LineString]:
    """Cut a line at some metres along it; no piece is shorter than ``SHORTEST``."""
    kept = [0.0]
    for place in sorted(places):
        if place - kept[-1] >= SHORTEST and line.length - place >= SHORTEST:
            kept.append(place)
    kept.append(line.length)
    return [substring(line, a, b) for a, b in pairwise(kept)]


def surfaces_of(roads: tuple[Road, ...]) -> Shapes:
    """Return the ground of each road without what a more important one has."""
    order = np.array(sorted(range(len(roads)), key=lambda number: (RANK.index(roads[number].kind), number)))
    surfaces = np.array([roads[number].surface() for number in order])
    cut = disjoint(surfaces, 1.0)
    found = np.empty(len(roads), dtype=object)
    found[order] = cut
    return found


def make_sections(town: Town) -> tuple[Section, ...]:
    """Cut every road at its crossings.

    Returns
    -------
    tuple of Section
        In the order of the roads and along them. Their surfaces cover the roads without overlap.
    """
    roads = town.roads
    lines = np.array([shapely.LineString(road.line) for road in roads])
    reaching = np.array([shapely.LineString(lengthened(road.line, REACH)) for road in roads])
    surfaces = surfaces_of(roads)
    sections: list[Section] = []
    for number, (road, places) in enumerate(zip(roads, cuts(lines, reaching), strict=True)):
        left = surfaces[number]
        pieces = split(lines[number], places)
        for part, piece in enumerate(pieces, start=1):
            around = shapely.buffer(piece, road.width / 2.0 + 0.6, quad_segs=6)
            own = left if part == len(pieces) else shapely.intersection(left, around)
            left = shapely.difference(left, own)
            ground = without_crumbs(own, 1.0)
            if shapely.is_empty(ground):
                continue
            bridge = road.kind != "riverside" and shapely.intersects(piece, town.water.river)
            sections.append(
                Section(
                    road=number,
                    number=part,
                    name=road.name,
                    width=road.width,
                    law=law_of(road),
                    line=shapely.get_coordinates(piece),
                    surface=shapely.set_precision(ground, 0.001),
                    section_type=BRIDGE if bridge else ORDINARY,
                    stairs=road.kind == "stairs",
                )
            )
    return tuple(sections)
