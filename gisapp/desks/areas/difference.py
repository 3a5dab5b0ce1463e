"""Where versions of the areas differ, association by association and place by place, with who lives there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.areas.arrangement import NOBODY, arrangement, packed
from gisapp.desks.areas.homes import NO_HOMES
from gisapp.desks.areas.matching import matched
from layers.feedback import Feedback

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from gisapp.desks.areas.arrangement import Arrangement
    from gisapp.desks.areas.homes import Homes
    from gisapp.desks.areas.matching import Matched
    from gisapp.desks.areas.model import AreaSet


@dataclass(frozen=True)
class Tolerance:
    """What is too small to be a difference: narrower than `width` metres, or smaller than `area` m²."""

    width: float = 1.0
    area: float = 20.0


@dataclass(frozen=True, eq=False)
class Pieces:
    """The places on which the versions do not agree, one a row.

    Attributes
    ----------
    of
        The place of each face (f,) of the arrangement, :data:`NOBODY` where all versions agree.
    shapes
        (p,) areas, metres.
    sizes
        (p,) square metres.
    noise
        (p,) whether it is below the tolerance.
    held
        For each version (p, m) the associations that it has there, filled up with :data:`NOBODY`.
    buildings
        (p,) how many stand there.
    dwellings
        (p,) as far as they are known.
    unknown
        (p,) buildings of which nobody knows the dwellings.
    """

    of: NDArray[np.intp]
    shapes: NDArray[np.object_]
    sizes: NDArray[np.float64]
    noise: NDArray[np.bool_]
    held: tuple[NDArray[np.intp], ...]
    buildings: NDArray[np.intp]
    dwellings: NDArray[np.float64]
    unknown: NDArray[np.intp]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.shapes)

    @cached_property
    def order(self) -> NDArray[np.intp]:
        """The places that are no noise, those with the most dwellings first, then buildings, then area."""
        real = np.flatnonzero(~self.noise)
        keys = (-self.sizes[real], -self.buildings[real], -self.dwellings[real])
        return real[np.lexsort(keys)]

    def sides(self, piece: int, version: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the associations that only the first version has at a place, and those of another only.

        Where one of them has no other there, what both have stands in its place; () is nobody.
        """
        first = {int(one) for one in self.held[0][piece] if one >= 0}
        other = {int(one) for one in self.held[version][piece] if one >= 0}
        if first == other:
            return tuple(sorted(first)), tuple(sorted(other))
        return tuple(sorted(first - other or first)), tuple(sorted(other - first or other))


@dataclass(frozen=True, eq=False)
class Changes:
    """How another version differs from the first, one association (g,) a row.

    Attributes
    ----------
    version
        Number of the other version.
    first, other
        (g,) square metres in each.
    lost, gained
        (g,) square metres that only the first, only the other has, beyond the tolerance.
    noise
        (g,) square metres of differences below it.
    union
        (g,) square metres that at least one of them has.
    buildings_lost, buildings_gained, dwellings_lost, dwellings_gained
        (g,) that go with `lost` and `gained`; dwellings as far as they are known.
    """

    version: int
    first: NDArray[np.float64]
    other: NDArray[np.float64]
    lost: NDArray[np.float64]
    gained: NDArray[np.float64]
    noise: NDArray[np.float64]
    union: NDArray[np.float64]
    buildings_lost: NDArray[np.intp]
    buildings_gained: NDArray[np.intp]
    dwellings_lost: NDArray[np.float64]
    dwellings_gained: NDArray[np.float64]

    @property
    def different(self) -> NDArray[np.float64]:
        """(g,) square metres of the symmetric difference beyond the tolerance."""
        return np.asarray(self.lost + self.gained)

    @property
    def share(self) -> NDArray[np.float64]:
        """(g,) the symmetric difference as a part of the union, NaN without an area."""
        whole = np.where(self.union > 0, self.union, np.nan)
        return np.asarray(self.different / whole)


@dataclass(frozen=True, eq=False)
class Comparison:
    """Versions compared.

    Attributes
    ----------
    matched
        The versions and their associations.
    plane
        Their faces; its members are rows of the versions.
    held
        For each version (f, m) the associations of each face.
    homes
        The buildings that were counted.
    face
        (n,) in which face each building stands.
    pieces
        Where the versions do not agree.
    tolerance
        What was too small to count.
    """

    matched: Matched
    plane: Arrangement
    held: tuple[NDArray[np.intp], ...]
    homes: Homes
    face: NDArray[np.intp]
    pieces: Pieces
    tolerance: Tolerance

    @property
    def sets(self) -> tuple[AreaSet, ...]:
        """The versions."""
        return self.matched.sets

    @cached_property
    def changes(self) -> tuple[Changes, ...]:
        """How each other version differs from the first."""
        return tuple(_changes(self, version) for version in range(1, len(self.sets)))

    def moving(self) -> NDArray[np.intp]:
        """Return the buildings that stand where the versions disagree beyond the tolerance."""
        piece = self.piece_of_building
        there = np.flatnonzero(piece >= 0)
        return there[~self.pieces.noise[piece[there]]]

    @cached_property
    def piece_of_building(self) -> NDArray[np.intp]:
        """(n,) the place of disagreement in which a building stands, :data:`NOBODY` for none."""
        placed = self.face >= 0
        found = np.full(len(self.face), NOBODY, dtype=np.intp)
        found[placed] = self.pieces.of[self.face[placed]]
        return found


def compare(
    sets: Sequence[AreaSet],
    homes: Homes = NO_HOMES,
    confirmed: Mapping[str, bool] | None = None,
    tolerance: Tolerance | None = None,
    feedback: Feedback | None = None,
) -> Comparison:
    """Compare two or more versions.

    Parameters
    ----------
    sets
        The versions in one plane rectangular system; the others are compared with the first.
    homes
        Buildings in the same system.
    confirmed
        What staff said of pairs; see :func:`gisapp.desks.areas.matching.matched`.
    tolerance
        What is too small to be a difference; 1 m or 20 m² without it.
    feedback
        Receives progress.

    Raises
    ------
    ValueError
        When there are fewer than two versions, or their systems differ.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    told = Feedback() if feedback is None else feedback
    sets = told_apart(sets)
    small = Tolerance() if tolerance is None else tolerance
    if len(sets) < 2 or len({one.crs for one in sets}) > 1:
        raise ValueError([one.crs for one in sets])
    plane = arrangement([one.shapes for one in sets], told.share(0.0, 0.7))
    told.step(7, 10)
    same = matched(sets, plane, confirmed)
    held = tuple(_groups(member, of) for member, of in zip(plane.members, same.of, strict=True))
    told.step(8, 10)
    face = plane.faces_of(homes.points)
    pieces = _pieces(plane, held, homes, face, small)
    told.step(10, 10)
    return Comparison(same, plane, held, homes, face, pieces, small)


def told_apart(sets: Sequence[AreaSet]) -> tuple[AreaSet, ...]:
    """Return versions whose titles differ: those of one title get their file, else a number."""
    titles = [one.title for one in sets]
    filed = [
        f"{one.title}（{one.source}）" if titles.count(one.title) > 1 and one.source else one.title
        for one in sets
    ]
    numbered = [
        f"{text} {filed[: place + 1].count(text)}" if filed.count(text) > 1 else text
        for place, text in enumerate(filed)
    ]
    return tuple(replace(one, title=text) for one, text in zip(sets, numbered, strict=True))


def narrow(shapes: NDArray[np.object_], width: float) -> NDArray[np.bool_]:
    """Say of each area (n,) whether it is nowhere as wide as `width` metres."""
    import shapely

    return np.asarray(shapely.is_empty(shapely.buffer(shapes, -width / 2, join_style="mitre")))


def _groups(members: NDArray[np.intp], of: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the associations (f, m) of rows (f, m)."""
    face, place = np.nonzero(members >= 0)
    return packed(face, of[members[face, place]], len(members))


def _pieces(
    plane: Arrangement,
    held: tuple[NDArray[np.intp], ...],
    homes: Homes,
    face: NDArray[np.intp],
    tolerance: Tolerance,
) -> Pieces:
    agreed = np.ones(len(plane), np.bool_)
    for other in held[1:]:
        agreed &= _equal(held[0], other)
    whole = np.concatenate(held, axis=1)
    _, state = np.unique(whole, axis=0, return_inverse=True)
    patch = plane.together(np.where(agreed, -1, state.ravel()))
    found, first, number = np.unique(patch[~agreed], return_index=True, return_inverse=True)
    of = np.full(len(plane), NOBODY, dtype=np.intp)
    of[~agreed] = number
    count = len(found)
    shapes = plane.joined(of)
    sizes = np.bincount(of[~agreed], plane.sizes[~agreed], minlength=count).astype(np.float64)
    noise = sizes < tolerance.area
    noise[~noise] = narrow(shapes[~noise], tolerance.width)
    one = np.flatnonzero(~agreed)[first]
    inside = face >= 0
    inside[inside] = of[face[inside]] >= 0
    place = of[face[inside]]
    dwellings = homes.dwellings[inside]
    return Pieces(
        of,
        shapes,
        sizes,
        noise,
        tuple(own[one] for own in held),
        np.bincount(place, minlength=count),
        np.bincount(place, np.nan_to_num(dwellings), minlength=count).astype(np.float64),
        np.bincount(place[np.isnan(dwellings)], minlength=count),
    )


def _equal(first: NDArray[np.intp], other: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Say of each face whether two versions have the same associations there."""
    wide = max(first.shape[1], other.shape[1])
    one, two = (
        np.pad(held, ((0, 0), (0, wide - held.shape[1])), constant_values=NOBODY) for held in (first, other)
    )
    return np.asarray((one == two).all(axis=1))


def _changes(made: Comparison, version: int) -> Changes:
    count = len(made.matched.groups)
    sizes = made.plane.sizes
    faces = len(made.plane)
    stands = made.face[made.face >= 0]
    buildings = np.bincount(stands, minlength=faces)
    dwellings = np.bincount(stands, np.nan_to_num(made.homes.dwellings[made.face >= 0]), minlength=faces)
    piece = made.pieces.of
    noisy = np.zeros(faces, np.bool_)
    noisy[piece >= 0] = made.pieces.noise[piece[piece >= 0]]
    first, other = (_keys(made.held[one], count) for one in (0, version))
    lost, gained = np.setdiff1d(first, other), np.setdiff1d(other, first)

    def total(keys: NDArray[np.intp], what: NDArray[np.float64] | NDArray[np.intp]) -> NDArray[np.float64]:
        return np.bincount(keys % count, what[keys // count], minlength=count).astype(np.float64)

    real, small = (np.where(noisy, 0, sizes), np.where(noisy, sizes, 0))
    counted, living = (np.where(noisy, 0, one) for one in (buildings, dwellings))
    return Changes(
        version,
        total(first, sizes),
        total(other, sizes),
        total(lost, real),
        total(gained, real),
        total(lost, small) + total(gained, small),
        total(np.union1d(first, other), sizes),
        total(lost, counted).astype(np.intp),
        total(gained, counted).astype(np.intp),
        total(lost, living),
        total(gained, living),
    )


def _keys(held: NDArray[np.intp], count: int) -> NDArray[np.intp]:
    """Return one number for each face and association that belong together."""
    face, place = np.nonzero(held >= 0)
    return np.asarray(face * count + held[face, place], dtype=np.intp)
