"""Points, lines and areas of a registry map, which refer to one another by identifiers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.xmlsource.shapes import HOLE, LINE, POINT, SHELL, Paths, shapes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.xmlsource.marks import Marks

NAMESPACE = "http://www.moj.go.jp/MINJI/tizuzumen"
_Z = f"{{{NAMESPACE}}}"
_POINT, _CURVE, _SURFACE = f"{_Z}GM_Point", f"{_Z}GM_Curve", f"{_Z}GM_Surface"
_REFERENCE = f"{_Z}GM_PointRef.point"
_DIRECT = f"{_Z}GM_Position.direct"
_X, _Y = f"{_Z}X", f"{_Z}Y"
_SHELL = f"{_Z}GM_SurfaceBoundary.exterior"
_HOLE = f"{_Z}GM_SurfaceBoundary.interior"
_GENERATOR = f"{_Z}GM_CompositeCurve.generator"
SAME = 5e-4
"""Metres within which two points are one: coordinates are written to the millimetre."""


@dataclass(eq=False)
class Spatial:
    """The shapes of one map, collected batch by batch."""

    points: list[str] = field(default_factory=list)
    point_xy: list[NDArray[np.float64]] = field(default_factory=list)
    curves: list[str] = field(default_factory=list)
    vertex_curve: list[NDArray[np.int64]] = field(default_factory=list)
    vertex_point: list[str] = field(default_factory=list)
    vertex_xy: list[NDArray[np.float64]] = field(default_factory=list)
    surfaces: list[str] = field(default_factory=list)
    use_surface: list[NDArray[np.int64]] = field(default_factory=list)
    use_ring: list[NDArray[np.int64]] = field(default_factory=list)
    use_hole: list[NDArray[np.bool_]] = field(default_factory=list)
    use_curve: list[str] = field(default_factory=list)
    rings: int = 0

    def add(self, marks: Marks) -> None:
        """Take the points, curves and surfaces of a batch."""
        if not len(marks.children):
            return
        names = np.array(marks.names, dtype=object)[marks.tags[marks.children]]
        self._add_points(marks, names == _POINT)
        self._add_curves(marks, names == _CURVE)
        self._add_surfaces(marks, names == _SURFACE)

    def _add_points(self, marks: Marks, own: NDArray[np.bool_]) -> None:
        xy = np.full((len(own), 2), np.nan)
        # X is the axis that points north, Y the one that points east.
        for column, tag in enumerate((_Y, _X)):
            places = marks.where(tag)
            values, offsets = marks.numbers(places)
            good = np.diff(offsets) == 1
            xy[marks.child[places[good]], column] = values[offsets[:-1][good]]
        self.points += marks.values(marks.children[own], "id")
        self.point_xy.append(xy[own])

    def _add_curves(self, marks: Marks, own: NDArray[np.bool_]) -> None:
        numbers = len(self.curves) + np.cumsum(own) - 1
        self.curves += marks.values(marks.children[own], "id")
        places = marks.where(_REFERENCE, _DIRECT)
        places = places[own[marks.child[places]]]
        direct = marks.mask(_DIRECT)[places]
        references = np.full(len(places), "", dtype=object)
        references[~direct] = marks.values(places[~direct], "idref")
        xy = np.full((len(places), 2), np.nan)
        holder = marks.last(marks.mask(_REFERENCE, _DIRECT))
        row = np.full(len(marks.tags), -1, dtype=np.int64)
        row[places] = np.arange(len(places))
        for column, tag in enumerate((_Y, _X)):
            at = marks.where(tag)
            at = at[own[marks.child[at]] & (holder[at] >= 0)]
            values, offsets = marks.numbers(at)
            rows = row[holder[at]]
            good = (np.diff(offsets) == 1) & (rows >= 0)
            xy[rows[good], column] = values[offsets[:-1][good]]
        self.vertex_curve.append(numbers[marks.child[places]])
        self.vertex_point += references.tolist()
        self.vertex_xy.append(xy)

    def _add_surfaces(self, marks: Marks, own: NDArray[np.bool_]) -> None:
        numbers = len(self.surfaces) + np.cumsum(own) - 1
        self.surfaces += marks.values(marks.children[own], "id")
        places = marks.where(_GENERATOR)
        places = places[own[marks.child[places]]]
        boundary = marks.mask(_SHELL, _HOLE)
        ring = np.cumsum(boundary)[places] + self.rings
        self.rings += int(boundary.sum())
        self.use_surface.append(numbers[marks.child[places]])
        self.use_ring.append(ring)
        # What stands before any boundary is taken for the outline: nothing else can be meant.
        governing = marks.last(boundary)[places]
        self.use_hole.append((governing >= 0) & marks.mask(_HOLE)[governing])
        self.use_curve += marks.values(places, "idref")

    def resolve(self) -> Resolved:
        """Put the references together."""
        points = _joined(self.point_xy, 2)
        xy = _joined(self.vertex_xy, 2)
        found = _look_up(self.vertex_point, self.points)
        xy[found >= 0] = points[found[found >= 0]]
        xy[~np.isfinite(xy)] = np.nan  # nothing meets there
        curve = _joined(self.vertex_curve).astype(np.int64)
        offsets = np.searchsorted(curve, np.arange(len(self.curves) + 1))
        areas, broken = self._areas(xy, offsets)
        return Resolved(self.points, points, self.curves, xy, offsets, self.surfaces, areas, broken)

    def _areas(
        self, xy: NDArray[np.float64], offsets: NDArray[np.int64]
    ) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
        count = len(self.surfaces)
        surface, ring = _joined(self.use_surface).astype(np.int64), _joined(self.use_ring)
        curve = _look_up(self.use_curve, self.curves)
        hole = _joined(self.use_hole).astype(bool)
        lost = curve < 0
        lost[~lost] = np.diff(offsets)[curve[~lost]] < 2
        broken = np.zeros(count, dtype=bool)
        broken[surface[lost]] = True
        broken[np.setdiff1d(np.arange(count), surface)] = True
        keep = ~broken[surface]
        surface, ring, curve, hole = surface[keep], ring[keep], curve[keep], hole[keep]
        if not len(curve):
            return np.full(count, None, dtype=object), broken
        other = (ring[1:] != ring[:-1]) | (surface[1:] != surface[:-1])
        ring = np.concatenate(([0], np.cumsum(other)))
        forward, open_ = _directions(xy[offsets[:-1][curve]], xy[offsets[1:][curve] - 1], ring)
        broken[surface[open_]] = True
        vertices, lengths = _along(offsets, curve, forward)
        first = np.flatnonzero(np.concatenate(([True], ring[1:] != ring[:-1])))
        counts = np.add.reduceat(lengths, first)
        paths = Paths(
            xy[vertices],
            np.concatenate(([0], np.cumsum(counts))),
            surface[first],
            np.where(hole[first], HOLE, SHELL),
        )
        areas, wrong = shapes(paths, count)
        broken |= wrong
        areas[broken] = None
        return areas, broken


@dataclass(frozen=True, eq=False)
class Resolved:
    """Shapes of one map by identifier; x is east, y is north."""

    points: list[str]
    point_xy: NDArray[np.float64]
    curves: list[str]
    xy: NDArray[np.float64]
    offsets: NDArray[np.int64]
    surfaces: list[str]
    areas: NDArray[np.object_]
    broken: NDArray[np.bool_]

    def shapes_of(self, references: list[str]) -> NDArray[np.object_]:
        """Return the shape that each reference names, None where there is none or a broken one."""
        count = len(references)
        made = np.full(count, None, dtype=object)
        area = _look_up(references, self.surfaces)
        made[area >= 0] = self.areas[area[area >= 0]]
        line = _look_up(references, self.curves)
        rows = np.flatnonzero((area < 0) & (line >= 0))
        lengths = np.diff(self.offsets)[line[rows]]
        every, _ = _along(self.offsets, line[rows], np.ones(len(rows), dtype=bool), whole=True)
        self._put(made, rows, (self.xy[every], lengths), LINE)
        point = _look_up(references, self.points)
        rows = np.flatnonzero((area < 0) & (line < 0) & (point >= 0))
        self._put(made, rows, (self.point_xy[point[rows]], np.ones(len(rows), dtype=np.int64)), POINT)
        return made

    @staticmethod
    def _put(
        made: NDArray[np.object_],
        rows: NDArray[np.int64],
        path: tuple[NDArray[np.float64], NDArray[np.int64]],
        kind: int,
    ) -> None:
        if not len(rows):
            return
        xy, lengths = path
        offsets = np.concatenate(([0], np.cumsum(lengths)))
        paths = Paths(xy, offsets, np.arange(len(rows)), np.full(len(rows), kind))
        made[rows] = shapes(paths, len(rows))[0]


def _joined(parts: list[NDArray[Any]], width: int = 0) -> NDArray[Any]:
    if parts:
        return np.concatenate(parts)
    return np.empty((0, width) if width else 0)


def _look_up(wanted: list[str], known: list[str]) -> NDArray[np.int64]:
    """Return where each identifier stands among the known ones, -1 where it does not."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not wanted or not known:
        return np.full(len(wanted), -1, dtype=np.int64)
    found = pc.index_in(pa.array(wanted, pa.string()), value_set=pa.array(known, pa.string()))
    places: NDArray[np.int64] = found.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    places[np.array(wanted, dtype=object) == ""] = -1
    return places


def _directions(
    begin: NDArray[np.float64], end: NDArray[np.float64], ring: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which way each curve of a ring is run through, and which curves do not meet the next one.

    The direction that a file states is not the one in the ring, and neighbours may share a curve; where
    a curve meets the following one is what counts.
    """
    count = len(ring)
    last = np.concatenate((ring[1:] != ring[:-1], [True]))
    first = np.concatenate(([True], ring[1:] != ring[:-1]))
    starts = np.flatnonzero(first)
    following = np.arange(1, count + 1)
    following[last] = starts
    before = np.arange(-1, count - 1)
    before[first] = np.flatnonzero(last)

    def meets(one: NDArray[np.float64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
        return _near(one, begin[other]) | _near(one, end[other])

    forward_on, backward_on = meets(end, following), meets(begin, following)
    forward_in, backward_in = meets(begin, before), meets(end, before)
    # Both may be true for a curve and its double beside it; then it is where it came from that decides.
    forward = np.where(
        forward_on != backward_on, forward_on, np.where(forward_in != backward_in, forward_in, True)
    )
    stop = np.where(forward[:, None], end, begin)
    start = np.where(forward[:, None], begin, end)
    return forward, ~_near(stop, start[following])


def _near(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.all(np.abs(one - other) <= SAME, axis=1)


def _along(
    offsets: NDArray[np.int64],
    curve: NDArray[np.int64],
    forward: NDArray[np.bool_],
    *,
    whole: bool = False,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the vertices of curves one behind another, without the last of each unless `whole`."""
    full = np.diff(offsets)[curve]
    lengths = full if whole else full - 1
    within = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    ahead = np.repeat(forward, lengths)
    step = np.where(ahead, within, np.repeat(full, lengths) - 1 - within)
    return np.repeat(offsets[:-1][curve], lengths) + step, lengths
