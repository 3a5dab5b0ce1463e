"""Features of 基盤地図情報 out of batches of elements, sorted by arithmetic instead of one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from importers.fgd.classes import GML, NAMESPACE
from importers.xmlsource.shapes import HOLE, LINE, POINT, SHELL, Paths, shapes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.xmlsource.marks import Marks

_FGD = f"{{{NAMESPACE}}}"
_GML = f"{{{GML}}}"
_COORDINATES = (f"{_GML}posList", f"{_GML}pos")
_RINGS = (f"{_GML}exterior", f"{_GML}interior")
_LINES = (f"{_GML}Curve", f"{_GML}LineString", f"{_GML}Point")
_TIME = f"{_GML}timePosition"
_SYSTEM_BEARERS = tuple(f"{_GML}{name}" for name in ("Surface", "Curve", "Point", "Polygon", "LineString"))


@dataclass(frozen=True, eq=False)
class Piece:
    """Features of one class from one batch.

    Attributes
    ----------
    name
        The class.
    columns
        Texts (n,) by attribute, empty where it is not written.
    geometry
        (n,) geometries, longitude first; None where there is none or a broken one.
    broken
        (n,) where the coordinates make no shape.
    """

    name: str
    columns: dict[str, NDArray[np.object_]]
    geometry: NDArray[np.object_]
    broken: NDArray[np.bool_]


@dataclass(eq=False)
class Found:
    """What a file holds: pieces, and the systems that it names."""

    pieces: list[Piece] = field(default_factory=list)
    systems: set[str] = field(default_factory=set)

    def add(self, container: str, marks: Marks) -> None:
        """Take complete features."""
        if not len(marks.children):
            return
        self.systems.update(marks.values(marks.where(*_SYSTEM_BEARERS), "srsName"))
        geometry, broken = _geometry(marks)
        names = np.array(marks.names, dtype=object)[marks.tags[marks.children]]
        values = _values(marks, len(names))
        for tag in dict.fromkeys(names):
            if not tag.startswith(_FGD):
                continue  # description and name of the file
            chosen = names == tag
            columns = {
                name: column[chosen] for name, column in values.items() if (column[chosen] != "").any()
            }
            self.pieces.append(Piece(tag[len(_FGD) :], columns, geometry[chosen], broken[chosen]))


def _values(marks: Marks, count: int) -> dict[str, NDArray[np.object_]]:
    """Return the texts of the properties of each feature; a time stands one element deeper."""
    top = np.zeros(len(marks.tags), dtype=bool)
    top[marks.children] = True
    own = np.array([name.startswith(_FGD) for name in marks.names], dtype=bool)[marks.tags] & ~top
    holder = marks.last(own | top)
    found: dict[str, NDArray[np.object_]] = {}

    def put(places: NDArray[np.int64], holders: NDArray[np.int64]) -> None:
        texts = np.array(marks.texts(places), dtype=object)
        for tag in np.unique(marks.tags[holders]):
            chosen = (marks.tags[holders] == tag) & (texts != "")
            if chosen.any():
                name = marks.names[tag][len(_FGD) :]
                column = found.setdefault(name, np.full(count, "", dtype=object))
                column[marks.child[places[chosen]]] = texts[chosen]

    properties = np.flatnonzero(own)
    put(properties, properties)
    times = marks.where(_TIME)
    times = times[own[holder[times]]]
    put(times, holder[times])
    return found


def _geometry(marks: Marks) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """Return shape and fault of each feature."""
    count = len(marks.children)
    places = marks.where(*_COORDINATES)
    if not len(places):
        return np.full(count, None, dtype=object), np.zeros(count, dtype=bool)
    numbers, offsets = marks.numbers(places)
    odd = np.diff(offsets) % 2 == 1
    if odd.any():  # one number is missing: no pair behind it can be trusted, so the feature has none
        numbers, offsets = _without(numbers, offsets, odd)
    # A ring goes on until the next one, whatever curves it is made of; other lines go on within a curve.
    top = np.zeros(len(marks.tags), dtype=bool)
    top[marks.children] = True
    ring = marks.last(marks.mask(*_RINGS) | top)[places]
    line = marks.last(marks.mask(*_LINES) | top)[places]
    in_ring = marks.mask(*_RINGS)[ring]
    path = np.where(in_ring, ring, line)
    starts = np.concatenate(([True], path[1:] != path[:-1]))
    pairs = numbers.reshape(-1, 2)
    first = offsets[:-1] // 2
    repeated = np.zeros(len(pairs), dtype=bool)
    joints = np.flatnonzero(~starts & (np.diff(offsets) > 0) & (first > 0))
    at = first[joints]
    repeated[at] = (pairs[at] == pairs[at - 1]).all(axis=1)
    owner = np.repeat(np.cumsum(starts) - 1, np.diff(offsets) // 2)[~repeated]
    lengths = np.bincount(owner, minlength=int(starts.sum()))
    heads = np.flatnonzero(starts)
    kind = np.where(
        marks.mask(_RINGS[0])[path[heads]],
        SHELL,
        np.where(
            marks.mask(_RINGS[1])[path[heads]],
            HOLE,
            np.where(marks.mask(_LINES[2])[path[heads]], POINT, LINE),
        ),
    )
    paths = Paths(
        pairs[~repeated][:, ::-1],  # latitude is written first
        np.concatenate(([0], np.cumsum(lengths))),
        marks.child[places[heads]],
        kind,
    )
    return shapes(paths, count)


def _without(
    numbers: NDArray[np.float64], offsets: NDArray[np.int64], wrong: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Put a single pair that is no number in the place of each wrong list."""
    lengths = np.where(wrong, 2, np.diff(offsets))
    made = np.full(int(lengths.sum()), np.nan)
    made[np.repeat(~wrong, lengths)] = numbers[np.repeat(~wrong, np.diff(offsets))]
    return made, np.concatenate(([0], np.cumsum(lengths)))
