"""The shapes of features as well-known binary: measured and moved where they lie.

Readers give them, stores hold them, and on the way they are only moved into another system. An object of GEOS
for each, made, made again and taken apart, would take most of the time of an import.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from layers.wkb import FLAT, SOLID, Runs, Unusual, find_runs, windows

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa
    from numpy.typing import NDArray

    Move = Callable[[NDArray[np.float64], NDArray[np.float64]], tuple[NDArray[np.float64], ...]]

PIECE = 8192
"""Shapes that are worked on at once: so many stay in the cache of a processor."""
THREADS = 2
KINDS = (
    "Point",
    "LineString",
    "Polygon",
    "MultiPoint",
    "MultiLineString",
    "MultiPolygon",
    "GeometryCollection",
)
"""Names of the kinds, numbered from 1."""
_LONGEST = (1 << 31) - 1
"""Bytes that a binary column of Arrow holds unless it is a large one."""


@dataclass(frozen=True, eq=False)
class Piece:
    """Some of the shapes.

    Attributes
    ----------
    data
        Their bytes.
    offsets
        (n + 1,) where each begins and the last one ends.
    missing
        (n,) whether there is no shape.
    runs
        Where their coordinates lie.
    bounds, areas
        (n, 4) west, south, east, north and (n,) area of each; None as long as nobody measured them.
    """

    data: NDArray[np.uint8]
    offsets: NDArray[np.int64]
    missing: NDArray[np.bool_]
    runs: Runs
    bounds: NDArray[np.float64] | None = None
    areas: NDArray[np.float64] | None = None

    def points(self) -> NDArray[np.int64]:
        """Return the byte (p,) at which each point begins."""
        runs = self.runs
        before = np.cumsum(runs.count) - runs.count
        if (runs.size == runs.size[:1]).all():  # as a rule; else each run has a step of its own
            size = int(runs.size[0]) if len(runs.size) else FLAT
            return np.repeat(runs.start - size * before, runs.count) + size * np.arange(runs.count.sum())
        sizes = runs.size[runs.shape]
        return np.repeat(runs.start - sizes * before, runs.count) + np.repeat(sizes, runs.count) * np.arange(
            runs.count.sum()
        )

    def numbers(self, position: int, at: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return one number of some points by their bytes: 0 east, 1 north, 2 height."""
        return windows(self.data, 8)[at + 8 * position].view("<f8")

    @cached_property
    def empty(self) -> NDArray[np.bool_]:
        """(r,) runs that are a point without a place; the standard writes them as not a number."""
        empty = self.runs.lone.copy()
        at = self.runs.start[empty]
        empty[empty] = np.isnan(self.numbers(0, at)) & np.isnan(self.numbers(1, at))
        return empty

    @cached_property
    def vertices(self) -> NDArray[np.int64]:
        """(n,) points of each shape."""
        counts = np.where(self.empty, 0, self.runs.count)
        return np.bincount(self.runs.shape, counts, len(self.missing)).astype(np.int64)

    def spans(self, *numbers: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the lowest of each of these numbers (p,) in each shape, then the highest: (n, 2k)."""
        found = np.full((len(self.missing), 2 * len(numbers)), np.nan)
        points = np.bincount(self.runs.shape, self.runs.count, len(self.missing)).astype(np.int64)
        some = points > 0
        starts = (np.cumsum(points) - points)[some]
        if len(starts):
            for position, one in enumerate(numbers):
                found[some, position] = np.fmin.reduceat(one, starts)
                found[some, position + len(numbers)] = np.fmax.reduceat(one, starts)
        return found

    def enclosed(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what rings enclose less what their holes do (n,) for the places (p,) of all points."""
        runs = self.runs
        found = np.zeros(len(self.missing))
        rings = np.flatnonzero(runs.ring & (runs.count > 0))
        if not len(rings):
            return found
        count = runs.count[rings]
        if len(rings) < len(runs.ring):
            inside = np.repeat(runs.ring, runs.count)
            x, y = x[inside], y[inside]
        start = np.cumsum(count) - count
        # Relative to the first point of each ring: far from the origin products would lose their last digits.
        x, y = x - np.repeat(x[start], count), y - np.repeat(y[start], count)
        twice = np.zeros(len(x))
        twice[:-1] = x[:-1] * y[1:] - x[1:] * y[:-1]
        twice[start + count - 1] = 0.0  # from the end of one ring to the next one
        each = np.abs(np.add.reduceat(twice, start)) / 2
        np.add.at(found, runs.shape[rings], np.where(runs.hole[rings], -each, each))
        return found

    def regular(self) -> bool:
        """Say whether GEOS would take all shapes as they are: rings are closed, lines have two points."""
        runs = self.runs
        least = np.where(runs.ring, 3, np.where(runs.lone, 1, 2))
        if (runs.count < least).any():
            return False
        first, size = runs.start[runs.ring], runs.size[runs.shape[runs.ring]]
        last = first + (runs.count[runs.ring] - 1) * size
        return all(np.array_equal(self.numbers(k, first), self.numbers(k, last)) for k in (0, 1))

    def moved(self, move: Move, data: NDArray[np.uint8]) -> Piece:
        """Return the shapes at other places, written into `data`."""
        data[:] = self.data
        at = self.points()
        x, y = self.numbers(0, at), self.numbers(1, at)
        if self.empty.any():
            known = np.repeat(~self.empty, self.runs.count)
            x[known], y[known] = move(x[known], y[known])
        elif len(at):
            x, y = move(x, y)
        target = windows(data, 8)
        target[at], target[at + 8] = x.view("V8"), y.view("V8")
        return replace(self, data=data, bounds=self.spans(x, y), areas=self.enclosed(x, y))

    def measured(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the bounds (n, 4) and the areas (n,)."""
        if self.bounds is not None and self.areas is not None:
            return self.bounds, self.areas
        at = self.points()
        x, y = self.numbers(0, at), self.numbers(1, at)
        return self.spans(x, y), self.enclosed(x, y)

    def heights(self) -> NDArray[np.float64]:
        """Return the lowest and the highest third number (n, 2), not a number where there is none."""
        at = self.points()
        solid = np.repeat(self.runs.size[self.runs.shape] == SOLID, self.runs.count)
        z = np.full(len(at), np.nan)
        z[solid] = self.numbers(2, at[solid])
        z[~np.isfinite(z)] = np.nan
        return self.spans(z)


@dataclass(frozen=True, eq=False)
class Shapes:
    """Shapes of features.

    Attributes
    ----------
    pieces
        All of them, in order.
    data
        The bytes of all pieces one behind the other, None when they lie here and there.
    """

    pieces: tuple[Piece, ...]
    data: NDArray[np.uint8] | None = None

    @classmethod
    def of(cls, shapes: NDArray[np.object_] | Shapes) -> Shapes:
        """Return shapely geometries (n,) or None as shapes; what is none yet stays as it is."""
        if isinstance(shapes, cls):
            return shapes
        import pyarrow as pa
        import shapely

        objects: NDArray[np.object_] = np.asarray(shapes, dtype=object)
        if shapely.has_m(objects).any():
            objects = shapely.transform(objects, _same, include_z=bool(shapely.has_z(objects).any()))
        binary = shapely.to_wkb(objects, byte_order=1, flavor="iso")
        return cls.known(pa.array(binary, pa.large_binary(), from_pandas=True))

    @classmethod
    def known(cls, binary: pa.Array) -> Shapes:
        """Return well-known binary (n,) that we wrote ourselves as shapes."""
        return cls(_pieces(binary))

    @classmethod
    def read(cls, binary: pa.ChunkedArray) -> Shapes:
        """Return well-known binary from elsewhere (n,) as shapes; None where GEOS could not read it."""
        try:
            pieces = tuple(piece for chunk in binary.chunks for piece in _pieces(chunk))
            if all(piece.regular() for piece in pieces):
                return cls(pieces)
        except Unusual:
            pass  # rare enough to be read the long way
        import shapely

        return cls.of(shapely.from_wkb(binary.to_numpy(), on_invalid="ignore"))

    def __len__(self) -> int:
        return sum(len(piece.missing) for piece in self.pieces)

    @cached_property
    def binary(self) -> pa.Array:
        """(n,) well-known binary, null where there is no shape."""
        import pyarrow as pa

        offsets = np.zeros(len(self) + 1, np.int64)
        np.cumsum(_joined([np.diff(piece.offsets) for piece in self.pieces], np.int64), out=offsets[1:])
        data = _joined([piece.data for piece in self.pieces], np.uint8) if self.data is None else self.data
        valid = pa.py_buffer(np.packbits(~self.missing, bitorder="little")) if self.missing.any() else None
        small = len(data) <= _LONGEST
        starts = pa.py_buffer(offsets.astype(np.int32 if small else np.int64))
        kind = pa.binary() if small else pa.large_binary()
        return pa.Array.from_buffers(kind, len(self), [valid, starts, pa.py_buffer(data)])

    @cached_property
    def objects(self) -> NDArray[np.object_]:
        """(n,) shapely geometries, None where there is no shape."""
        import shapely

        found: NDArray[np.object_] = shapely.from_wkb(self.binary.to_numpy(zero_copy_only=False))
        return found

    @cached_property
    def missing(self) -> NDArray[np.bool_]:
        """(n,) whether there is no shape."""
        return _joined([piece.missing for piece in self.pieces], np.bool_)

    @cached_property
    def vertices(self) -> NDArray[np.int64]:
        """(n,) points of each shape; none mean that there is nothing to draw."""
        return _joined([piece.vertices for piece in self.pieces], np.int64)

    @cached_property
    def _measured(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        measured = [piece.measured() for piece in self.pieces]
        bounds, areas = [one[0] for one in measured], [one[1] for one in measured]
        return _joined(bounds, np.float64, 4), _joined(areas, np.float64)

    @property
    def bounds(self) -> NDArray[np.float64]:
        """(n, 4) west, south, east, north; not a number where there is nothing to draw."""
        return self._measured[0]

    @property
    def areas(self) -> NDArray[np.float64]:
        """(n,) square metres, or what the system counts in: rings less holes, 0 for lines and points."""
        return self._measured[1]

    @cached_property
    def with_heights(self) -> bool:
        """Whether some shapes have a third number."""
        return any(bool((piece.runs.size[~piece.missing] == SOLID).any()) for piece in self.pieces)

    @cached_property
    def heights(self) -> NDArray[np.float64]:
        """(n, 2) lowest and highest third number; not a number where there is none."""
        return _joined([piece.heights() for piece in self.pieces], np.float64, 2)

    @cached_property
    def kinds(self) -> list[str]:
        """Names of the kinds that occur, as GeoParquet writes them."""
        tail = " Z" if self.with_heights else ""
        found = set().union(*(np.unique(piece.runs.kind).tolist() for piece in self.pieces)) - {0}
        return [f"{KINDS[kind - 1]}{tail}" for kind in sorted(found)]

    def taken(self, rows: NDArray[np.integer]) -> Shapes:
        """Return some of the shapes."""
        import pyarrow as pa

        return self.known(self.binary.take(pa.array(rows)))

    def moved(self, move: Move) -> Shapes:
        """Return the shapes at other places; heights stay.

        Parameters
        ----------
        move
            Gives east and north (p,) of points for two such arrays.
        """
        ends = np.cumsum([len(piece.data) for piece in self.pieces]).tolist()
        data = np.empty(ends[-1] if ends else 0, np.uint8)
        parts = [data[end - len(piece.data) : end] for end, piece in zip(ends, self.pieces, strict=True)]

        def one(piece: Piece, part: NDArray[np.uint8]) -> Piece:
            return piece.moved(move, part)

        if len(self.pieces) < THREADS:
            return Shapes(tuple(map(one, self.pieces, parts)), data)
        with ThreadPoolExecutor(THREADS) as threads:  # numpy and PROJ let others run meanwhile
            return Shapes(tuple(threads.map(one, self.pieces, parts)), data)


def _pieces(binary: pa.Array) -> tuple[Piece, ...]:
    """Return a column of well-known binary in pieces, nothing of it copied."""
    import pyarrow as pa

    if not (pa.types.is_binary(binary.type) or pa.types.is_large_binary(binary.type)):
        raise Unusual
    kind = np.dtype(np.int64 if pa.types.is_large_binary(binary.type) else np.int32)
    _, starts, data = binary.buffers()
    offsets = np.frombuffer(starts, kind, len(binary) + 1, binary.offset * kind.itemsize) if starts else [0]
    offsets = np.asarray(offsets, np.int64)
    bytes_ = np.frombuffer(data, np.uint8) if data else np.empty(0, np.uint8)
    missing = binary.is_null().to_numpy(zero_copy_only=False)
    return tuple(
        _piece(bytes_, offsets[first : first + PIECE + 1], missing[first : first + PIECE])
        for first in range(0, len(binary), PIECE)
    )


def _piece(data: NDArray[np.uint8], offsets: NDArray[np.int64], missing: NDArray[np.bool_]) -> Piece:
    start, stop = offsets[:-1] - offsets[0], offsets[1:] - offsets[0]
    if (stop[~missing] == start[~missing]).any():
        raise Unusual
    data = data[offsets[0] : offsets[-1]]
    return Piece(data, offsets - offsets[0], missing, find_runs(data, start, np.where(missing, start, stop)))


def _joined(parts: list[NDArray[Any]], kind: type[np.generic], columns: int = 0) -> NDArray[Any]:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.empty((0, columns) if columns else 0, kind)


def _same(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return points
