"""Where the coordinates lie in well-known binary, found for thousands of shapes at once.

Shapes are stored as they are written (OGC 06-103r4, clause 8: a byte for the order of bytes, a number for the
kind, then counts and coordinates). To move them nothing but their coordinates has to be touched, so no object
is made of them: the headers are walked for all shapes together, a header each at a time, and what comes
out is *runs*: so many points one behind the other from this byte on.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

POINT, LINE, AREA, COLLECTION = 1, 2, 3, 7
FLAT, SOLID = 16, 24
"""Bytes of a point without and with a height."""
FEW = 32
"""Shapes from which on it takes longer to walk them together than one after the other."""
_LITTLE = 1
ISO_HEIGHTS = 1000
"""Added to the kind of a shape with heights."""
_EXTENDED = 1 << 31
"""Added to the kind of a shape with heights by others."""


class Unusual(ValueError):
    """A shape is not written as most are: GEOS has to read it."""


@dataclass(frozen=True, eq=False)
class Runs:
    """Where the coordinates of shapes lie, ordered by shape.

    Attributes
    ----------
    shape
        (r,) number of the shape.
    start
        (r,) byte at which the first point begins.
    count
        (r,) points.
    ring, hole
        (r,) whether the run is a ring of an area, and whether it is one around a hole.
    lone
        (r,) whether it is a point that stands for itself; it may be empty.
    kind
        (n,) kind of each shape as the standard numbers them, 1 point to 7 collection; 0 without a shape.
    size
        (n,) bytes of a point.
    """

    shape: NDArray[np.int64]
    start: NDArray[np.int64]
    count: NDArray[np.int64]
    ring: NDArray[np.bool_]
    hole: NDArray[np.bool_]
    lone: NDArray[np.bool_]
    kind: NDArray[np.uint8]
    size: NDArray[np.int64]


def windows(data: NDArray[np.uint8], size: int) -> NDArray[np.void]:
    """Return the `size` bytes that begin at each byte, without copying: numbers lie there unaligned."""
    return np.ndarray((max(len(data) - size + 1, 0),), f"V{size}", data, strides=(1,))


def find_runs(data: NDArray[np.uint8], start: NDArray[np.int64], stop: NDArray[np.int64]) -> Runs:
    """Return where the coordinates of shapes lie.

    Parameters
    ----------
    data
        Bytes of all shapes.
    start, stop
        (n,) where each begins and ends; nothing between them means that there is none.

    Raises
    ------
    Unusual
        When a shape is written in another order of bytes, is of a kind that is rare (curves, measures), or
        does not end where it should.
    """
    kind, size = np.zeros(len(start), np.uint8), np.full(len(start), FLAT, np.int64)
    shape = np.flatnonzero(stop > start)
    at, stop = start[shape], stop[shape]
    coming, rings = np.ones(len(shape), np.int64), np.zeros(len(shape), np.int64)
    found: list[tuple[NDArray[Any], ...]] = []
    inside = np.zeros(len(shape), bool)  # the ring that comes is no longer the first one of its area
    first = True
    while len(shape):
        if len(shape) < FEW and not first:
            for k in range(len(shape)):
                runs = _walked(data, *(int(one[k]) for one in (at, stop, coming, rings, inside, size[shape])))
                found.append((np.full(len(runs), shape[k]), *runs.T))
            break
        head = rings == 0
        if (at + np.where(head, 9, 4) > stop).any() or (data[at[head]] != _LITTLE).any():
            raise Unusual
        word = _words(data, at + head)
        what = np.full(len(shape), AREA)
        number = word.copy()
        what[head], step = _kinds(word[head])
        number[head] = _words(data, at[head] + 5)
        if first:
            kind[shape], size[shape] = what, step
        elif (step != size[shape[head]]).any():
            raise Unusual
        lone, line, area = head & (what == POINT), head & (what == LINE), head & (what == AREA)
        run = lone | line | ~head
        number[lone] = 1
        begin = at + np.where(lone, 5, np.where(head, 9, 4))
        found.append(tuple(one[run] for one in (shape, begin, number, ~head, inside & ~head, lone)))
        coming += np.where(head, np.where(lone | line | area, 0, number) - 1, 0)
        rings = np.where(head, np.where(area, number, 0), rings - 1)
        at = begin + np.where(run, number * size[shape], 0)
        if (at > stop).any():
            raise Unusual
        going = (coming > 0) | (rings > 0)
        shape, at, stop, coming, rings, inside = (
            one[going] for one in (shape, at, stop, coming, rings, ~head)
        )
        first = False
    return _ordered(found, kind, size)


def _walked(
    data: NDArray[np.uint8], at: int, stop: int, coming: int, rings: int, inside: int, size: int
) -> NDArray[np.int64]:
    """Return (r, 5) runs of one shape (byte, points, ring, hole, lone), walked on from where it was left."""
    view = memoryview(data.data)
    runs = []
    while coming or rings:
        if at + (4 if rings else 9) > stop:
            raise Unusual
        if rings:
            (number,) = struct.unpack_from("<I", view, at)
            runs.append((at + 4, number, 1, inside, 0))
            at += 4 + number * size
            rings, inside = rings - 1, 1
        else:
            order, code, number = struct.unpack_from("<BII", view, at)
            (what,), (step,) = _kinds(np.array([code]))
            if order != _LITTLE or step != size:
                raise Unusual
            coming, inside = coming - 1, 0
            if what == POINT:
                runs.append((at + 5, 1, 0, 0, 1))
                at += 5 + size
            elif what == LINE:
                runs.append((at + 9, number, 0, 0, 0))
                at += 9 + number * size
            else:
                at += 9
                rings, coming = (number, coming) if what == AREA else (0, coming + number)
        if at > stop:
            raise Unusual
    return np.array(runs, np.int64).reshape(-1, 5)


def _words(data: NDArray[np.uint8], at: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the unsigned numbers of four bytes that begin at some bytes."""
    return windows(data, 4)[at].view("<u4").astype(np.int64)


def _kinds(code: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return kinds, and the bytes of a point; heights are written in two ways."""
    extended = code >= _EXTENDED
    bare = np.where(extended, code - _EXTENDED, code)
    iso = ~extended & (bare > ISO_HEIGHTS)
    bare = np.where(iso, bare - ISO_HEIGHTS, bare)
    if ((bare < POINT) | (bare > COLLECTION)).any():
        raise Unusual
    return bare, np.where(extended | iso, SOLID, FLAT)


def _ordered(found: list[tuple[NDArray[Any], ...]], kind: NDArray[np.uint8], size: NDArray[np.int64]) -> Runs:
    if not found:
        none = np.empty(0, np.int64)
        no = none.astype(bool)
        return Runs(none, none, none, no, no, no, kind, size)
    columns = found[0] if len(found) == 1 else [np.concatenate(one) for one in zip(*found, strict=True)]
    if len(found) > 1:
        order = np.argsort(columns[0], kind="stable")
        columns = [one[order] for one in columns]
    shape, start, count, ring, hole, lone = columns
    return Runs(shape, start, count, ring.astype(bool), hole.astype(bool), lone.astype(bool), kind, size)
