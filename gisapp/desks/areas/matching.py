"""Which areas of several departments are the same association, and why.

Two rows are taken for the same by code, then by name, then by where they lie. What rests on less than an
equal code or an equal name is a candidate that staff confirm. Where one department holds one association for
several of another (merged, split), that shows in what the areas cover.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.names import normalised, stems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.areas.arrangement import Arrangement
    from gisapp.desks.areas.model import AreaSet

    Texts = Sequence[str] | NDArray[np.object_]

SAME = 0.5
"""Share of their union that two areas have in common to be a candidate by place alone."""
COVERED = 0.8
"""Share of an area that another must cover to be a part of it."""


class Why(StrEnum):
    """What makes two rows the same association, the surest first."""

    STAFF = "staff"
    """Somebody confirmed it."""
    CODE = "code"
    NAME = "name"
    AREA = "area"
    ALONE = "alone"
    """Only one version has it."""


class Kind(StrEnum):
    """How many rows of each version are one association."""

    ONE = "one"
    MERGED = "merged"
    """Several in the first version, one in another."""
    SPLIT = "split"
    """One in the first version, several in another."""
    MIXED = "mixed"
    MISSING = "missing"
    """In some versions only."""


@dataclass(frozen=True)
class Link:
    """Two rows that are one association.

    Attributes
    ----------
    versions, rows
        Which two versions, and the rows in them.
    why
        What makes them the same.
    confirm
        Whether somebody has to confirm it.
    share
        What both areas have in common, as a part of their union; NaN where one has no area.
    key
        What decisions call the pair.
    """

    versions: tuple[int, int]
    rows: tuple[int, int]
    why: Why
    confirm: bool
    share: float
    key: str


@dataclass(frozen=True)
class Group:
    """One association in all versions.

    Attributes
    ----------
    rows
        For each version its rows, empty where it has none.
    kind
        How many there are.
    why
        The least sure reason among its links.
    confirm
        Whether a link has to be confirmed.
    links
        What ties the rows together.
    """

    rows: tuple[tuple[int, ...], ...]
    kind: Kind
    why: Why
    confirm: bool
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, eq=False)
class Matched:
    """Versions and their associations.

    Attributes
    ----------
    sets
        The versions.
    groups
        The associations: those of the first version in its order, then those that only others have.
    of
        For each version (m,) the association of each row.
    """

    sets: tuple[AreaSet, ...]
    groups: tuple[Group, ...]
    of: tuple[NDArray[np.intp], ...] = field(repr=False, default=())

    def name(self, group: int) -> str:
        """Return what an association is called: as the first version that has it writes it."""
        return "・".join(self.names(group, self._first(group)))

    def names(self, group: int, version: int) -> tuple[str, ...]:
        """Return what a version calls an association."""
        one = self.sets[version]
        return tuple(title(one, row) for row in self.groups[group].rows[version])

    def code(self, group: int) -> str:
        """Return the code of an association, empty where no version has one."""
        rows = ((one, row) for one, held in enumerate(self.groups[group].rows) for row in held)
        return next((str(code) for one, row in rows if (code := self.sets[one].codes[row])), "")

    def _first(self, group: int) -> int:
        return next(one for one, rows in enumerate(self.groups[group].rows) if rows)


def title(one: AreaSet, row: int) -> str:
    """Return what a version calls a row: its name, else its code, else its number."""
    return str(one.names[row] or one.codes[row] or f"（名称なし {one.ids[row]}）")


def pair_key(first: AreaSet, row: int, second: AreaSet, other: int) -> str:
    """Return what decisions call two rows: the same whichever of them is named first."""
    ends = sorted(f"{one.title}/{_identity(one, at)}" for one, at in ((first, row), (second, other)))
    return "pair:" + "|".join(ends)


def matched(
    sets: Sequence[AreaSet],
    plane: Arrangement,
    confirmed: Mapping[str, bool] | None = None,
) -> Matched:
    """Match the rows of two or more versions.

    Parameters
    ----------
    sets
        The versions.
    plane
        Their faces, from which it is known what lies where.
    confirmed
        What staff said of pairs by :func:`pair_key`: True for the same association, False for two.
    """
    said = {} if confirmed is None else confirmed
    links: list[Link] = []
    free = [np.ones(len(one), np.bool_) for one in sets]
    for first in range(len(sets) - 1):
        # What the first version lacks is sought among the others.
        there = [np.flatnonzero(one) if first else np.arange(len(one)) for one in free]
        for second in range(first + 1, len(sets)):
            found = _Pair((first, second), sets, plane, there).links(said)
            links += found
            free[first][[one.rows[0] for one in found]] = False
            free[second][[one.rows[1] for one in found]] = False
    return Matched(tuple(sets), *_grouped(sets, links))


class _Pair:
    """The rows of two versions, being matched."""

    def __init__(
        self,
        versions: tuple[int, int],
        sets: Sequence[AreaSet],
        plane: Arrangement,
        there: Sequence[NDArray[np.intp]],
    ) -> None:
        self._versions = versions
        self._sets = tuple(sets[one] for one in versions)
        self._there = tuple(there[one].tolist() for one in versions)
        self._overlaps = _overlaps(plane, versions)
        self._sizes = tuple(_sizes(plane, one, len(sets[one])) for one in versions)
        self._open = tuple(map(set, self._there))
        self._linked: tuple[set[int], set[int]] = (set(), set())
        self._found: dict[tuple[int, int], Link] = {}
        self._parted: set[str] = set()

    def links(self, said: Mapping[str, bool]) -> list[Link]:
        """Return what ties the rows together."""
        if said:
            self._parted = {key for key, same in said.items() if not same}
            self._staff({key for key, same in said.items() if same})
        bare = tuple(stems(one.names) for one in self._sets)
        for a, b in self._alike(*([plain_code(code) for code in one.codes] for one in self._sets)):
            other_name = bool(bare[0][a] and bare[1][b] and bare[0][a] != bare[1][b])
            self._add(a, b, Why.CODE, confirm=other_name or self._apart(a, b))
        for a, b in self._alike(*(normalised(one.names) for one in self._sets)):
            self._add(a, b, Why.NAME, confirm=self._apart(a, b))
        for a, b in self._alike(*bare):
            self._add(a, b, Why.NAME, confirm=True)
        self._by_place()
        self._parts()
        return list(self._found.values())

    def _staff(self, same: set[str]) -> None:
        if not same:
            return
        for a in self._there[0]:
            for b in self._there[1]:
                if pair_key(self._sets[0], a, self._sets[1], b) in same:
                    self._add(a, b, Why.STAFF, confirm=False)

    def _alike(self, mine: Texts, theirs: Texts) -> list[tuple[int, int]]:
        """Return rows without a link whose texts are equal and occur once in each version."""
        ends = []
        for texts, there, linked in zip((mine, theirs), self._there, self._linked, strict=True):
            rows: dict[str, list[int]] = {}
            for row in there:
                if texts[row] and row not in linked:
                    rows.setdefault(texts[row], []).append(row)
            ends.append({text: found[0] for text, found in rows.items() if len(found) == 1})
        return [(row, ends[1][text]) for text, row in ends[0].items() if text in ends[1]]

    def _by_place(self) -> None:
        """Tie rows without a link that cover much the same place, the most alike first."""
        shares = {pair: self._share(*pair) for pair in self._overlaps}
        for (a, b), share in sorted(shares.items(), key=lambda one: (-one[1], one[0])):
            if share >= SAME and self._lonely(0, a) and self._lonely(1, b):
                self._add(a, b, Why.AREA, confirm=True)

    def _parts(self) -> None:
        """Tie rows that are still without a link to the one of which they are a part."""
        best: dict[tuple[int, int], tuple[float, int, int]] = {}
        for (a, b), area in self._overlaps.items():
            for side, row in ((0, a), (1, b)):
                if self._lonely(side, row) and area >= COVERED * self._sizes[side][row]:
                    best[side, row] = max(best.get((side, row), (0.0, 0, 0)), (area, a, b))
        for _, a, b in sorted(best.values(), key=lambda one: one[1:]):
            self._add(a, b, Why.AREA, confirm=True)

    def _lonely(self, side: int, row: int) -> bool:
        """Say whether a row has no link, neither here nor in another pair of versions."""
        return row in self._open[side] and row not in self._linked[side]

    def _apart(self, a: int, b: int) -> bool:
        return self._share(a, b) == 0.0

    def _share(self, a: int, b: int) -> float:
        mine, theirs = self._sizes[0][a], self._sizes[1][b]
        if not (mine > 0 and theirs > 0):
            return float("nan")
        common = self._overlaps.get((a, b), 0.0)
        return float(common / (mine + theirs - common))

    def _add(self, a: int, b: int, why: Why, *, confirm: bool) -> None:
        key = pair_key(self._sets[0], a, self._sets[1], b)
        if key in self._parted or (a, b) in self._found:
            return
        self._linked[0].add(a)
        self._linked[1].add(b)
        self._found[a, b] = Link(self._versions, (a, b), why, confirm, self._share(a, b), key)


def _sizes(plane: Arrangement, version: int, count: int) -> NDArray[np.float64]:
    """Return the square metres of each row (count,) of a version."""
    face, place = np.nonzero(plane.members[version] >= 0)
    return np.bincount(plane.members[version][face, place], plane.sizes[face], minlength=count).astype(
        np.float64
    )


def _overlaps(plane: Arrangement, versions: tuple[int, int]) -> dict[tuple[int, int], float]:
    """Return the square metres that rows of two versions have in common, where there are any."""
    mine, theirs = (plane.members[one] for one in versions)
    both = (mine[:, :, None] >= 0) & (theirs[:, None, :] >= 0)
    face, one, other = np.nonzero(both)
    rows = np.column_stack([mine[face, one], theirs[face, other]])
    pairs, number = np.unique(rows, axis=0, return_inverse=True)
    areas = np.bincount(number.ravel(), plane.sizes[face], minlength=len(pairs))
    return dict(zip(map(tuple, pairs.tolist()), areas.tolist(), strict=True))


def plain_code(code: object) -> str:
    """Return a code without what says nothing: width, blanks, capitals."""
    return "".join(unicodedata.normalize("NFKC", str(code)).split()).upper()


def _identity(one: AreaSet, row: int) -> str:
    return str(one.codes[row] or one.names[row] or one.ids[row])


ORDER = tuple(Why)


def _grouped(
    sets: Sequence[AreaSet], links: Sequence[Link]
) -> tuple[tuple[Group, ...], tuple[NDArray[np.intp], ...]]:
    """Return the associations that links tie together, and that of each row."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    starts = np.concatenate([[0], np.cumsum([len(one) for one in sets])])
    count = int(starts[-1])
    ends = np.array(
        [[starts[v] + row for v, row in zip(one.versions, one.rows, strict=True)] for one in links],
        dtype=np.intp,
    ).reshape(-1, 2)
    graph = coo_array((np.ones(len(ends), np.int8), (ends[:, 0], ends[:, 1])), shape=(count, count))
    label = np.asarray(connected_components(graph, directed=False)[1], dtype=np.intp)
    _, first, number = np.unique(label, return_index=True, return_inverse=True)
    place = np.empty(len(first), dtype=np.intp)
    place[np.argsort(first)] = np.arange(len(first))
    whole = place[number]
    of = tuple(whole[a:b] for a, b in pairwise(starts))
    rows: list[list[list[int]]] = [[[] for _ in sets] for _ in first]
    for version, own in enumerate(of):
        for row, group in enumerate(own.tolist()):
            rows[group][version].append(row)
    tied: list[list[Link]] = [[] for _ in first]
    for one in links:
        tied[int(of[one.versions[0]][one.rows[0]])].append(one)
    return tuple(
        _group(tuple(map(tuple, held)), tuple(links_)) for held, links_ in zip(rows, tied, strict=True)
    ), of


def _group(rows: tuple[tuple[int, ...], ...], links: tuple[Link, ...]) -> Group:
    counts = [len(held) for held in rows]
    some, others = counts[0], counts[1:]
    kind = Kind.ONE
    if 0 in counts:
        kind = Kind.MISSING
    elif some > 1 and max(others) > 1:
        kind = Kind.MIXED
    elif some > 1:
        kind = Kind.MERGED
    elif max(others) > 1:
        kind = Kind.SPLIT
    why = max((one.why for one in links), key=ORDER.index, default=Why.ALONE)
    return Group(rows, kind, why, any(one.confirm for one in links), links)
