"""A city of neighbourhood associations that is made from a seed, to measure checks and comparisons on.

Streets are a crooked grid; a block lies between four of them and consists of two **units**, each with two
rows of houses. Units side by side share the vertices of their edges to the millimetre. Blocks are joined to
associations that grow from random places; houses of flats are associations of their own within a unit. Some
blocks are parks or works where nobody lives, and a river crosses: these belong to no association and are no
fault. What is wrong on purpose comes from :mod:`tests.benchmarks.areafaults`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gisapp.desks.areas.model import AreaSet
from layers.usages import UNKNOWN

if TYPE_CHECKING:
    from numpy.typing import NDArray

CRS = "EPSG:6669"
CORNER = (12_000.0, 24_000.0)
"""Metres east and north of the city's corner."""
WIDTH, HEIGHT = 100.0, 72.0
"""Metres from street to street."""
JITTER, BEND = 6.0, 1.5
"""Metres by which crossings and the middles of streets lie beside the grid."""
BEGINNINGS: tuple[str, ...] = (
    "朝日",
    "青葉",
    "泉",
    "入船",
    "梅香",
    "大浦",
    "柏",
    "川端",
    "菊",
    "桐",
    "栗",
    "黒岩",
    "桜",
    "汐見",
    "椎",
)
BEGINNINGS += (
    "白鳥",
    "杉",
    "末広",
    "千歳",
    "橘",
    "月見",
    "椿",
    "鶴",
    "常盤",
    "鳥越",
    "中島",
    "浪",
    "錦",
    "萩",
    "花園",
)
ENDINGS = ("町", "台", "ヶ丘", "野町", "浜町", "坂町", "谷町", "川町", "山手", "原町")
NUMBERS = ("", "一丁目", "二丁目", "三丁目", "四丁目")
HOMES = ("411", "413", "415")
FLATS, WORKS = "412", "431"
OTHERS = ("402", "401", "422", UNKNOWN)
PARK, WORK, WATER = -2, -3, -4
"""What a unit is that belongs to no association for a reason."""


@dataclass(frozen=True, eq=False)
class City:
    """A city without faults.

    Attributes
    ----------
    units
        (c, r) polygons of the units, metres of :data:`CRS`; blocks are the rows 2j and 2j + 1.
    owner
        (c, r) the association of each unit; negative for those without, see :data:`PARK`.
    flats
        (f,) outlines of houses of flats, associations of their own, numbered after all others.
    flats_in
        (f, 2) the unit in which each lies.
    names, codes
        (m,) of all associations.
    buildings
        (n,) footprints.
    usage
        (n,) codes of Building_usage; 461 is unknown.
    unit_of
        (n, 2) the unit of each building.
    outline
        The city.
    """

    units: NDArray[np.object_]
    owner: NDArray[np.int64]
    flats: NDArray[np.object_]
    flats_in: NDArray[np.int64]
    names: NDArray[np.object_]
    codes: NDArray[np.object_]
    buildings: NDArray[np.object_]
    usage: NDArray[np.object_]
    unit_of: NDArray[np.int64]
    outline: shapely.Geometry

    @property
    def living(self) -> NDArray[np.bool_]:
        """(n,) whether people live in a building; where its usage is unknown, perhaps."""
        return np.isin(self.usage.astype(str), (*HOMES, FLATS, UNKNOWN))


def make_city(seed: int = 1, columns: int = 71, blocks: int = 70, associations: int = 900) -> City:
    """Return a city.

    Parameters
    ----------
    seed
        Of all that is random.
    columns, blocks
        Blocks from west to east and from south to north; each block has about 32 buildings.
    associations
        How many there are, houses of flats among them (one of fifteen).
    """
    random = np.random.default_rng(seed)
    nodes = _nodes(random, columns, blocks)
    units = _units(random, nodes)
    of_flats = associations // 15
    owner = _grown(random, columns, blocks, associations - of_flats)
    _without(random, owner)
    buildings, usage, unit_of = _buildings(random, nodes, owner)
    flats, flats_in, buildings, usage, unit_of = _flats(
        random, nodes, owner, of_flats, (buildings, usage, unit_of)
    )
    named = [f"{a}{b}{c}" for c in NUMBERS for b in ENDINGS for a in BEGINNINGS][: owner.max() + 1]
    suffixes = random.choice(["自治会", "町内会", "町会"], len(named), p=[0.6, 0.3, 0.1]).tolist()
    names = [f"{name}{suffix}" for name, suffix in zip(named, suffixes, strict=True)]
    names += [f"市営{BEGINNINGS[k % 30]}第{k + 1}住宅自治会" for k in range(len(flats))]
    return City(
        units,
        owner,
        flats,
        flats_in,
        np.array(names, dtype=object),
        np.array([f"J{number:04d}" for number in range(1, len(names) + 1)], dtype=object),
        buildings,
        usage,
        unit_of,
        shapely.coverage_union_all(units.ravel()),
    )


def areas(city: City, owner: NDArray[np.int64]) -> NDArray[np.object_]:
    """Return the area of each association (m,) for owners of units, joined along shared edges."""
    units = city.units.copy()
    for outline, (column, row) in zip(city.flats, city.flats_in, strict=True):
        units[column, row] = shapely.difference(units[column, row], outline)
    flat, of = units.ravel(), owner.ravel()
    order = np.argsort(of, kind="stable")
    starts = np.searchsorted(of[order], np.arange(len(city.names) - len(city.flats) + 1))
    own = [shapely.coverage_union_all(flat[order[a:b]]) for a, b in pairwise(starts)]
    found = np.empty(len(city.names), dtype=object)
    found[:] = [*own, *city.flats]
    return shapely.normalize(found)


def version(city: City, title: str, shapes: NDArray[np.object_]) -> AreaSet:
    """Return the areas as a department's version, before anything is wrong in it."""
    kanas = np.full(len(shapes), "", dtype=object)
    ids = np.array([str(row) for row in range(len(shapes))], dtype=object)
    return AreaSet(title, CRS, ids, city.codes.copy(), city.names.copy(), kanas, shapes.copy(), source=title)


def beside(owner: NDArray[np.int64], column: int, row: int) -> list[int]:
    """Return the owners of the units west, east, south and north of a unit; -9 beyond the city."""
    around = ((column - 1, row), (column + 1, row), (column, row - 1), (column, row + 1))
    within = [0 <= c < owner.shape[0] and 0 <= r < owner.shape[1] for c, r in around]
    return [int(owner[place]) if there else -9 for place, there in zip(around, within, strict=True)]


def northern_edge(city: City, column: int, row: int) -> NDArray[np.float64]:
    """Return the street (5, 2) north of a unit that is the northern one of its block, from west to east."""
    ring = shapely.get_coordinates(city.units[column, row])[:-1]
    shared = shapely.get_coordinates(city.units[column, row + 1])
    found = ring[(ring[:, None] == shared[None]).all(axis=2).any(axis=1)]
    return found[np.argsort(found[:, 0])]


def _nodes(random: np.random.Generator, columns: int, blocks: int) -> NDArray[np.float64]:
    """Return the crossings (columns + 1, blocks + 1, 2)."""
    grid = np.stack(np.meshgrid(np.arange(columns + 1), np.arange(blocks + 1), indexing="ij"), axis=2)
    jitter = random.uniform(-JITTER, JITTER, grid.shape)
    return np.round(grid * (WIDTH, HEIGHT) + CORNER + jitter, 3)


def _units(random: np.random.Generator, nodes: NDArray[np.float64]) -> NDArray[np.object_]:
    """Return the two units of each block; streets have three vertices between crossings."""
    along = np.array([0.25, 0.5, 0.75])[:, None]

    def streets(first: NDArray[np.float64], last: NDArray[np.float64]) -> NDArray[np.float64]:
        a, b = first[..., None, :], last[..., None, :]
        bend = random.uniform(-BEND, BEND, (*first.shape[:2], 3, 2))
        return np.round(np.concatenate([a, a + (b - a) * along + bend, b], axis=2), 3)

    across, up = streets(nodes[:-1], nodes[1:]), streets(nodes[:, :-1], nodes[:, 1:])
    east, west, south, north = up[1:], up[:-1], across[:, :-1], across[:, 1:]
    lower = np.concatenate([south, east[:, :, 1:3], west[:, :, 2:0:-1], south[:, :, :1]], axis=2)
    upper = np.concatenate([east[:, :, 2:], north[:, :, 3::-1], west[:, :, 3:1:-1], east[:, :, 2:3]], axis=2)
    columns, blocks = lower.shape[:2]
    found = np.empty((columns, 2 * blocks), dtype=object)
    found[:, 0::2], found[:, 1::2] = shapely.polygons(lower), shapely.polygons(upper)
    return found


def _grown(random: np.random.Generator, columns: int, blocks: int, count: int) -> NDArray[np.int64]:
    """Return the owner of each unit: associations grow block by block from random places."""
    owner = np.full((columns, blocks), -1, np.int64)
    seeds = random.permutation(columns * blocks)[:count]
    owner[seeds // blocks, seeds % blocks] = np.arange(count)
    front = [(int(place) // blocks, int(place) % blocks) for place in seeds]
    while front:
        column, block = front.pop(int(random.integers(len(front))))
        for a, b in ((0, 1), (0, -1), (1, 0), (-1, 0)):
            there = column + a, block + b
            if 0 <= there[0] < columns and 0 <= there[1] < blocks and owner[there] < 0:
                owner[there] = owner[column, block]
                front.append(there)
    return np.repeat(owner, 2, axis=1)


def _without(random: np.random.Generator, owner: NDArray[np.int64]) -> None:
    """Take parks, works and a river out of associations that stay in one piece."""
    columns, rows = owner.shape
    # A river takes the units of one row; no association has homes on both banks.
    wet = rows // 2 - 1
    below = owner[:, :wet].copy()
    names = np.arange(owner.max() + 1)
    split = np.intersect1d(below, owner[:, wet + 1 :])
    for number in split[split >= 0].tolist():
        north = np.argwhere(owner == number)
        fewer = north[:, 1] < wet if (north[:, 1] < wet).mean() < 0.5 else north[:, 1] >= wet
        for column, row in north[fewer].tolist():
            owner[column, row] = -1  # a neighbour on that bank takes it below
    owner[:, wet] = WATER
    while (owner == -1).any():
        for column, row in np.argwhere(owner == -1).tolist():
            near = [one for one in beside(owner, column, row) if one >= 0]
            if near:
                owner[column, row] = int(random.choice(near))
    homeless = np.setdiff1d(names, owner[owner >= 0])
    assert not len(homeless), "an association lost its last unit to the river"
    for kind, share in ((PARK, 0.008), (WORK, 0.004)):
        free = random.permutation(columns * rows // 2)
        wanted = max(1, int(columns * rows / 2 * share))
        for place in free.tolist():
            column, row = place // (rows // 2), 2 * (place % (rows // 2))
            mine = int(owner[column, row])
            if mine < 0 or owner[column, row + 1] != mine or not in_one_piece(owner, mine, column, row):
                continue
            around = {*beside(owner, column, row), *beside(owner, column, row + 1)} - {mine}
            if not any(one >= 0 for one in around):
                continue  # it would be a hole of the association
            owner[column, row : row + 2] = kind
            wanted -= 1
            if not wanted:
                break


def in_one_piece(owner: NDArray[np.int64], number: int, column: int, row: int, rows: int = 2) -> bool:
    """Say whether an association stays in one piece, and lives on, without some rows of a column."""
    mask = owner == number
    mask[column, row : row + rows] = False
    return mask.sum() >= 4 and pieces(mask) == 1


def pieces(mask: NDArray[np.bool_]) -> int:
    """Return how many pieces a mask of units consists of; units that touch at a corner are two."""
    from scipy import ndimage

    return int(ndimage.label(mask)[1])


def _corners(
    nodes: NDArray[np.float64], column: NDArray[np.int64], row: NDArray[np.int64]
) -> list[NDArray[np.float64]]:
    """Return south-west, south-east, north-east and north-west (k, 2) of the half blocks, without bends."""
    block, upper = row // 2, (row % 2)[:, None] / 2
    a, b = nodes[column, block], nodes[column + 1, block]
    d, c = nodes[column, block + 1], nodes[column + 1, block + 1]
    return [
        a + (d - a) * upper,
        b + (c - b) * upper,
        b + (c - b) * (upper + 0.5),
        a + (d - a) * (upper + 0.5),
    ]


def _quads(
    corners: list[NDArray[np.float64]], low: NDArray[np.float64], high: NDArray[np.float64]
) -> NDArray[np.object_]:
    """Return rectangles of the unit square (k, 2) as polygons within units."""
    a, b, c, d = corners
    ring = []
    for u, v in ((low, low), (high, low), (high, high), (low, high)):
        x, y = u[:, :1], v[:, 1:]
        ring.append(a * (1 - x) * (1 - y) + b * x * (1 - y) + c * x * y + d * (1 - x) * y)
    return shapely.polygons(np.round(np.stack(ring, axis=1), 3))


def _buildings(
    random: np.random.Generator, nodes: NDArray[np.float64], owner: NDArray[np.int64]
) -> tuple[NDArray[np.object_], NDArray[np.object_], NDArray[np.int64]]:
    """Return footprints, usage and unit of all buildings: two rows of eight lots in a unit, some empty."""
    place = np.argwhere((owner >= 0) | (owner == WORK))
    unit_of = np.repeat(place, 16, axis=0)
    lot = np.tile(np.arange(16), len(place))
    kept = random.random(len(lot)) > 0.04
    unit_of, lot = unit_of[kept], lot[kept]
    count = len(lot)
    # A lot takes 1/8 of the width between the streets (7 m off their middles), half of the depth.
    corner = np.column_stack([0.07 + 0.86 / 8 * (lot % 8), 0.12 + 0.40 * (lot // 8)])
    corner += random.uniform(0.006, 0.016, (count, 2)) * (1, 2)
    size = np.column_stack([random.uniform(0.065, 0.083, count), random.uniform(0.20, 0.33, count)])
    buildings = _quads(_corners(nodes, unit_of[:, 0], unit_of[:, 1]), corner, corner + size)
    kinds = (*HOMES, FLATS, *OTHERS)
    usage = random.choice(kinds, count, p=(0.74, 0.05, 0.02, 0.06, 0.05, 0.03, 0.01, 0.04)).astype(object)
    usage[owner[unit_of[:, 0], unit_of[:, 1]] == WORK] = WORKS
    return buildings, usage, unit_of


def _flats(
    random: np.random.Generator,
    nodes: NDArray[np.float64],
    owner: NDArray[np.int64],
    count: int,
    rest: tuple[NDArray[np.object_], NDArray[np.object_], NDArray[np.int64]],
) -> tuple[
    NDArray[np.object_], NDArray[np.int64], NDArray[np.object_], NDArray[np.object_], NDArray[np.int64]
]:
    """Put houses of flats into some units, in the place of what stands there."""
    buildings, usage, unit_of = rest
    units = random.permutation(np.argwhere(owner >= 0))[:count]
    corners = _corners(nodes, units[:, 0], units[:, 1])
    low, high = np.tile([0.285, 0.12], (count, 1)), np.tile([0.715, 0.90], (count, 1))
    flats = _quads(corners, low, high)
    rim = np.array([0.04, 0.15])
    houses = _quads(corners, low + rim, high - rim)
    pairs = shapely.STRtree(flats).query(buildings, predicate="intersects")[0]
    stays = np.ones(len(buildings), np.bool_)
    stays[pairs] = False
    return (
        flats,
        units,
        np.concatenate([buildings[stays], houses]),
        np.concatenate([usage[stays], np.full(count, FLATS, dtype=object)]),
        np.concatenate([unit_of[stays], units]),
    )
