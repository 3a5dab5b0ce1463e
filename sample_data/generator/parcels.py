"""Parcels (筆) with their numbers: the lots on which the town stands, in the order of blocks and houses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from sample_data.generator.coverage import disjoint, which
from sample_data.generator.districts import TOWN_BLOCKS

if TYPE_CHECKING:
    from sample_data.generator.town import Town

CHOME = "一二三四五六七八九"
LAND = {
    "farm": "畑",
    "park": "公園",
    "cemetery": "墓地",
    "school": "学校用地",
    "shrine": "境内地",
    "temple": "境内地",
}
EMPTY = "雑種地"
# Town blocks whose registry map was surveyed anew, so that it can be laid on the ground.
SURVEYED = ("汐見本町一丁目", "汐見本町二丁目", "汐見本町三丁目", "西坂町一丁目")


@dataclass(frozen=True)
class Parcel:
    """A parcel of land.

    Attributes
    ----------
    lot
        Number of its lot.
    block
        Town block.
    oaza, chome
        Name and number of the town block; 0 without one.
    number
        As in ``12-3``.
    land
        Registered kind of land (地目).
    outline
        EPSG:6669, in millimetres; parcels do not overlap.
    """

    lot: int
    block: str
    oaza: str
    chome: int
    number: str
    land: str
    outline: shapely.Polygon

    @property
    def area(self) -> float:
        """Square metres, two digits."""
        return round(float(self.outline.area), 2)


def named(block: str) -> tuple[str, int]:
    """Return name and number of a town block."""
    if block.endswith("丁目"):
        return block[:-3], CHOME.index(block[-3]) + 1
    return block, 0


def make_parcels(town: Town) -> tuple[Parcel, ...]:
    """Give every lot of the town its number; blocks are counted within their town block."""
    roads = shapely.union_all([road.surface() for road in town.roads])
    lots = shapely.difference(np.array([lot.outline for lot in town.lots]), roads)
    outlines = shapely.set_precision(disjoint(lots, 8.0), 0.001)
    parts, lot = shapely.get_parts(outlines, return_index=True)
    largest = {int(number): int(at) for at, number in sorted(enumerate(lot), key=lambda o: parts[o[0]].area)}
    middle = shapely.get_coordinates(shapely.point_on_surface(outlines))
    town_block = which(town.block_outlines, middle)
    outside = np.flatnonzero(town_block < 0)
    nearest = shapely.STRtree(np.array(town.block_outlines)).nearest(shapely.points(middle[outside]))
    town_block[outside] = nearest
    built = {building.lot for building in town.buildings}
    numbers: dict[str, dict[int, list[int]]] = {}
    parcels = []
    for at, one in enumerate(town.lots):
        if at not in largest:
            continue
        name = TOWN_BLOCKS[town_block[at]].name
        members = numbers.setdefault(name, {}).setdefault(one.block, [])
        members.append(at)
        block = list(numbers[name]).index(one.block) + 1
        oaza, chome = named(name)
        parcels.append(
            Parcel(
                lot=at,
                block=name,
                oaza=oaza,
                chome=chome,
                number=f"{block}-{len(members)}",
                land=LAND.get(one.use, "宅地" if at in built else EMPTY),
                outline=parts[largest[at]],
            )
        )
    return tuple(parcels)
