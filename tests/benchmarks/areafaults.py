"""What is wrong on purpose in the generated city: in one department's version, and between two of them.

Each fault is kept as a :class:`Seed`, worked out from who owns which unit and never by the functions that are
measured. One association has one fault at most, and two faults never touch.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from tests.benchmarks.areacity import areas, beside, in_one_piece, northern_edge, pieces, version

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from gisapp.desks.areas.model import AreaSet
    from tests.benchmarks.areacity import City

FIRST = {
    "gap": 40,
    "overlap": 40,
    "agreed": 10,
    "gap-sliver": 40,
    "overlap-sliver": 40,
    "hole": 15,
    "unorganised": 15,
    "multi-part": 25,
    "sliver-part": 10,
    "self-crossing": 20,
    "outside-city": 10,
    "duplicate-code": 10,
    "duplicate-name": 10,
    "no-area": 8,
    "no-code": 8,
    "no-name": 5,
}
"""Faults of the first department and how many of each the whole city has."""
SECOND = {"moved": 60, "merged": 10, "split": 10, "absent": 5}
RENAMED, WITHOUT_CODE = 0.5, 0.04
"""Shares of the second department's names that are written differently, and of its rows without a code."""
OUTSIDE = 40.0
"""Metres by which areas reach beyond the city."""


@dataclass(frozen=True, eq=False)
class Seed:
    """A fault.

    Attributes
    ----------
    kind
        Code of the finding that has to come of it; ``agreed`` is an overlap that is true.
    rows
        Rows of the version that it is about, rising; of the first version for differences.
    place
        The region that is meant, None for faults of names and codes.
    buildings, dwellings
        How many lie there, and in how many of them people live.
    """

    kind: str
    rows: tuple[int, ...]
    place: shapely.Geometry | None = None
    buildings: int = 0
    dwellings: int = 0


@dataclass(frozen=True, eq=False)
class Version:
    """What a department holds, and what is wrong with it.

    Attributes
    ----------
    areas
        The version.
    seeds
        Its faults, or for the second department where it differs.
    first
        (m,) row of the first department's version for each row, -1 for a part of one or several together.
    """

    areas: AreaSet
    seeds: tuple[Seed, ...]
    first: NDArray[np.int64]


class _Planner:
    """Chooses places for faults so that none touches another."""

    def __init__(self, city: City, seed: int, share: float) -> None:
        self.city, self.random, self.share = city, np.random.default_rng(seed), share
        self.owner = city.owner.copy()
        self.taken = np.zeros(self.owner.shape, np.bool_)
        self.taken[tuple(city.flats_in.T)] = True
        self.used = np.zeros(len(city.names), np.bool_)
        self.seeds: list[Seed] = []
        shape = self.owner.shape
        flat = city.unit_of[:, 0] * shape[1] + city.unit_of[:, 1]
        self.buildings = np.bincount(flat, minlength=self.owner.size).reshape(shape)
        self.dwellings = np.bincount(flat, city.living, self.owner.size).astype(int).reshape(shape)

    def units(self, wanted: int, fits: Callable[[int, int], bool]) -> list[tuple[int, int]]:
        """Return units of unused associations that fit, and reserve what lies around them."""
        found: list[tuple[int, int]] = []
        rows = self.owner.shape[1]
        wanted = max(1, round(wanted * self.share))
        for place in self.random.permutation(self.owner.size).tolist():
            column, row = place // rows, place % rows
            around = (slice(max(column - 1, 0), column + 2), slice(max(row - 2, 0), row + 4))
            mine = int(self.owner[column, row])
            if mine < 0 or self.used[mine] or self.taken[around].any() or not fits(column, row):
                continue
            self.taken[around] = True
            self.used[mine] = True
            found.append((column, row))
            if len(found) == wanted:
                return found
        return found

    def others(self, column: int, row: int) -> list[int]:
        """Return the associations beside a unit; none where it meets water, parks or the city's edge."""
        near = beside(self.owner, column, row)
        return [one for one in near if one != self.owner[column, row]] if min(near) >= 0 else []

    def rows(self, wanted: int, each: int = 1) -> list[list[int]]:
        """Return unused associations in groups, and take them."""
        wanted = max(1, round(wanted * self.share))
        free = self.random.permutation(np.flatnonzero(~self.used))[: wanted * each]
        self.used[free] = True
        return np.sort(free.reshape(-1, each), axis=1).tolist()

    def note(self, kind: str, rows: tuple[int, ...], *units: tuple[int, int]) -> None:
        """Keep a fault that consists of whole units."""
        place = shapely.union_all([self.city.units[one] for one in units])
        buildings = sum(int(self.buildings[one]) for one in units)
        dwellings = sum(int(self.dwellings[one]) for one in units)
        self.seeds.append(Seed(kind, tuple(sorted(rows)), place, buildings, dwellings))


def first_version(city: City, seed: int = 2, share: float = 1.0) -> Version:
    """Return the version of the section for community affairs, with all faults of :data:`FIRST`.

    Parameters
    ----------
    city
        The city.
    seed
        Of where the faults are.
    share
        How many of them: a small city has room for fewer.
    """
    plan = _Planner(city, seed, share)
    southern = plan.units(FIRST["outside-city"], lambda c, r: r == 0)
    added = _of_units(plan)
    found = version(city, "自治振興課", areas(city, plan.owner))
    shapes = found.shapes
    for row, place in added:
        shapes[row] = shapely.union(shapes[row], place)
    _edges(plan, shapes, southern)
    return _rows(plan, found)


def _of_units(plan: _Planner) -> list[tuple[int, shapely.Geometry]]:
    """Take units from associations, and return what is to be added to some."""
    owner, units = plan.owner, plan.city.units
    added: list[tuple[int, shapely.Geometry]] = []

    def border(column: int, row: int) -> bool:
        mine = int(owner[column, row])
        return bool(plan.others(column, row)) and in_one_piece(owner, mine, column, row, 1)

    def block(column: int, row: int) -> bool:
        if row % 2 or min(beside(owner, column, row) + beside(owner, column, row + 1)) < 0:
            return False
        mine = int(owner[column, row])
        around = set(beside(owner, column, row) + beside(owner, column, row + 1)) - {mine}
        return owner[column, row + 1] == mine and bool(around) and in_one_piece(owner, mine, column, row)

    for column, row in plan.units(FIRST["unorganised"], block):
        owner[column, row : row + 2] = -1
        plan.note("unorganised", (), (column, row), (column, row + 1))
    for column, row in plan.units(FIRST["hole"], lambda c, r: set(beside(owner, c, r)) == {int(owner[c, r])}):
        plan.note("hole", (int(owner[column, row]),), (column, row))
        owner[column, row] = -1
    for column, row in plan.units(FIRST["gap"], border):
        owner[column, row] = -1
        plan.note("gap", (), (column, row))
    for column, row in plan.units(FIRST["multi-part"], border):
        near = {int(owner[column, row]), *plan.others(column, row)}
        ((to,),) = plan.rows(0)
        if to >= len(plan.city.names) - len(plan.city.flats) or to in near:
            continue  # a house of flats, or a neighbour
        owner[column, row] = to
        plan.note("multi-part", (to,), (column, row))
    for kind in ("overlap", "agreed"):
        for column, row in plan.units(FIRST[kind], lambda c, r: bool(plan.others(c, r))):
            to = plan.others(column, row)[0]
            added.append((to, units[column, row]))
            plan.note(kind, (int(owner[column, row]), to), (column, row))
    return added


def _edges(plan: _Planner, shapes: NDArray[np.object_], southern: list[tuple[int, int]]) -> None:
    """Draw some edges badly: slivers, crossings, a part beyond the city."""
    owner, city = plan.owner, plan.city

    def northern(column: int, row: int) -> bool:
        there = row % 2 == 1 and row + 1 < owner.shape[1]
        return there and owner[column, row + 1] >= 0 and owner[column, row + 1] != owner[column, row]

    for kind, sign in (("gap-sliver", -1), ("overlap-sliver", 1)):
        for column, row in plan.units(FIRST[kind], northern):
            edge = northern_edge(city, column, row)
            mine, other = int(owner[column, row]), int(owner[column, row + 1])
            moved = edge[3:0:-1] + np.array([0, sign * np.round(plan.random.uniform(0.15, 0.8), 3)])
            strip = shapely.Polygon(np.concatenate([edge, moved]))
            shapes[mine] = (shapely.union if sign > 0 else shapely.difference)(shapes[mine], strip)
            rows = tuple(sorted((mine, other)))
            plan.seeds.append(Seed(kind, rows, strip))

    def outer(column: int, row: int) -> bool:
        mine, there = int(owner[column, row]), northern(column, row)
        return there and shapely.dwithin(
            shapes[mine].exterior, shapely.Point(northern_edge(city, column, row)[2]), 1e-6
        )

    for column, row in plan.units(FIRST["self-crossing"], outer):
        mine, middle = int(owner[column, row]), northern_edge(city, column, row)[2]
        shapes[mine] = _with_loop(
            shapes[mine], middle, np.round(middle + np.array([[-1.5, -3.5], [1.5, -3.0]]), 3)
        )
        plan.seeds.append(Seed("self-crossing", (mine,), shapely.Point(middle)))
    for column, row in southern:
        ring = shapely.get_coordinates(city.units[column, row])[:5]
        place = shapely.Polygon(np.concatenate([ring, ring[::-1] - np.array([0, OUTSIDE])]))
        mine = int(owner[column, row])
        shapes[mine] = shapely.union(shapes[mine], place)
        plan.seeds.append(Seed("outside-city", (mine,), place))
    parks = np.argwhere(owner == -2)[::2]
    for (mine,), park in zip(plan.rows(FIRST["sliver-part"]), parks.tolist(), strict=False):
        x, y = np.round(shapely.get_coordinates(city.units[tuple(park)].centroid)[0], 3)
        place = shapely.box(x, y, x + 2, y + 1)
        shapes[mine] = shapely.union(shapes[mine], place)
        plan.seeds.append(Seed("sliver-part", (mine,), place))


def _with_loop(
    shape: shapely.Geometry, at: NDArray[np.float64], loop: NDArray[np.float64]
) -> shapely.Geometry:
    """Return a polygon whose outline makes a loop at one of its vertices, which lies twice in the area.

    Run through the other way round the loop would be a hole.
    """
    corners = shapely.get_coordinates(shape.exterior)
    (place,) = np.flatnonzero((corners[:-1] == at).all(axis=1))
    same = shape.exterior.is_ccw == shapely.LinearRing([at, *loop]).is_ccw
    corners = np.insert(corners, place + 1, [*(loop if same else loop[::-1]), at], axis=0)
    return shapely.Polygon(corners, [shapely.get_coordinates(one) for one in shape.interiors])


def _rows(plan: _Planner, found: AreaSet) -> Version:
    """Spoil codes and names, and add rows without an area."""
    codes, names = found.codes, found.names
    for one, other in plan.rows(FIRST["duplicate-code"], 2):
        codes[other] = codes[one]
        plan.seeds.append(Seed("duplicate-code", (one, other)))
    for number, (one, other) in enumerate(plan.rows(FIRST["duplicate-name"], 2)):
        names[other] = names[one] if number % 2 else wide(str(names[one]))
        plan.seeds.append(Seed("duplicate-name", (one, other)))
    for kind, texts in (("no-code", codes), ("no-name", names)):
        for (row,) in plan.rows(FIRST[kind]):
            texts[row] = ""
            plan.seeds.append(Seed(kind, (row,)))
    more = max(1, round(FIRST["no-area"] * plan.share))
    count = len(found)
    plan.seeds += [Seed("no-area", (count + number,)) for number in range(more)]
    fresh = replace(
        found,
        ids=np.append(found.ids, [str(count + number) for number in range(more)]),
        codes=np.append(codes, [f"X{number:04d}" for number in range(more)]),
        names=np.append(names, [f"区域なし{number}自治会" for number in range(more)]),
        kanas=np.append(found.kanas, [""] * more),
        shapes=np.append(found.shapes, [None] * more),
    )
    first = np.append(np.arange(count), np.full(more, -1))
    return Version(fresh, tuple(plan.seeds), first)


def wide(name: str) -> str:
    """Return a name with blanks and in wide or narrow letters, the same after NFKC."""
    return name[:2] + "　" + name[2:] if unicodedata.normalize("NFKC", name) == name else name


def written_otherwise(name: str, random: np.random.Generator) -> str:
    """Return a name as another section would write it: other suffix, other numbers, other small kana."""
    for one, other in (("自治会", "町内会"), ("町内会", "自治会"), ("町会", "自治会")):
        if name.endswith(one):
            name = name.removesuffix(one) + (other if random.random() < 0.5 else one)
            break
    name = name.replace("ヶ", str(random.choice(["ヶ", "ケ", "が"])))
    digits = {
        "一丁目": ("一丁目", "1丁目", "１丁目"),
        "二丁目": ("2丁目", "２丁目"),
        "三丁目": ("3丁目", "３丁目"),
    }
    for number, ways in digits.items():
        name = name.replace(number, str(random.choice(ways)))
    return name


def second_version(city: City, seed: int = 3, share: float = 1.0) -> Version:
    """Return the version of the section for disasters: sound in itself, but older and written otherwise.

    Its seeds tell where it differs from the city: ``moved`` (a unit goes from the first row to the second),
    ``merged`` (both rows are one here, called after the first), ``split`` (the row's southern part is a row
    of its own here, without a code), ``absent`` (the row is missing and its area with it). Names and codes:
    see :data:`RENAMED`.
    """
    plan = _Planner(city, seed, share)
    owner, random = plan.owner, plan.random
    own = len(city.names) - len(city.flats)

    def border(column: int, row: int) -> bool:
        mine = int(owner[column, row])
        return bool(plan.others(column, row)) and in_one_piece(owner, mine, column, row, 1)

    for column, row in plan.units(SECOND["moved"], border):
        mine, to = int(owner[column, row]), plan.others(column, row)[0]
        plan.used[to] = True
        plan.note("moved", (mine, to), (column, row))
        plan.seeds[-1] = replace(plan.seeds[-1], rows=(mine, to))
        owner[column, row] = to
    shapes = areas(city, owner)
    gone = np.zeros(len(shapes), np.bool_)
    parts: list[tuple[int, shapely.Geometry]] = []
    for column, row in plan.units(
        SECOND["merged"], lambda c, r: any(not plan.used[o] for o in plan.others(c, r))
    ):
        mine = int(owner[column, row])
        other = next(one for one in plan.others(column, row) if not plan.used[one])
        plan.used[other] = gone[other] = True
        plan.seeds.append(Seed("merged", (mine, other), shapes[other]))
        shapes[mine] = shapely.coverage_union_all(shapes[[mine, other]])
    for row in plan.random.permutation(np.flatnonzero(~plan.used[:own])).tolist():
        mask = owner == row
        middle = int(np.median(np.argwhere(mask)[:, 1]))
        south = mask & (np.arange(mask.shape[1]) < middle)
        if (
            len(parts) < max(1, round(SECOND["split"] * share))
            and pieces(south) == pieces(mask & ~south) == 1
        ):
            place = shapely.intersection(shapes[row], shapely.union_all(city.units[south]))
            parts.append((row, place))
            plan.used[row] = True
            plan.seeds.append(Seed("split", (row,), place))
            shapes[row] = shapely.difference(shapes[row], place)
    for (row,) in plan.rows(SECOND["absent"]):
        gone[row] = True
        plan.seeds.append(Seed("absent", (row,), shapes[row]))
    kept = np.flatnonzero(~gone)
    whole = version(city, "防災危機管理課", shapes)
    names = [
        written_otherwise(one, random) if random.random() < RENAMED else one
        for one in whole.names[kept].tolist()
    ]
    codes = np.where(random.random(len(kept)) < WITHOUT_CODE, "", whole.codes[kept].astype(str)).astype(
        object
    )
    count = len(kept) + len(parts)
    found = replace(
        whole,
        ids=np.array([str(row) for row in range(count)], dtype=object),
        codes=np.append(codes, [""] * len(parts)),
        names=np.append(np.array(names, dtype=object), [f"{city.names[row]}南" for row, _ in parts]),
        kanas=np.full(count, "", dtype=object),
        shapes=np.append(shapes[kept], np.array([place for _, place in parts], dtype=object)),
    )
    return Version(found, tuple(plan.seeds), np.append(kept, np.full(len(parts), -1)))
