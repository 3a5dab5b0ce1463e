"""Many shapes as flat arrays: quick to send to another process, and written as shapes at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from importers.citygml.features.spots import Shape
from layers.shapes import Shapes
from layers.wkb import FLAT, ISO_HEIGHTS, SOLID, windows

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

_LEVELS = {
    Shape.SURFACE: ((0, 0, 3, 6), (0, 4, 9, 9)),
    Shape.LINE: ((0, 2, 5), (0, 9, 9)),
    Shape.POINT: ((1, 4), (5, 9)),
}
"""Kinds as the standard numbers them (0 for what has none: points of a line, rings) and bytes of their
headers, from the points outwards."""


@dataclass(frozen=True, eq=False)
class Ragged:
    """Shapes of one kind.

    Attributes
    ----------
    shape
        Which kind.
    feature
        (n,) number of the feature that each one shows, ascending.
    coordinates
        (m, 3) east, north, height.
    offsets
        Cuts as shapely has them, the innermost first: of points into rings or lines, of rings into polygons,
        of the parts into features; the first alone for points.
    """

    shape: Shape
    feature: NDArray[np.int64]
    coordinates: NDArray[np.float64]
    offsets: tuple[NDArray[np.int64], ...]

    @property
    def flat(self) -> bool:
        """Whether all heights are zero, which stands for no height."""
        return not self.coordinates[:, 2].any()


def shapes_of(parts: Sequence[tuple[Sequence[Ragged], int]], *, flat: bool) -> Shapes:
    """Return one shape for each feature of some parts, none for those without.

    Parameters
    ----------
    parts
        Shapes of each (no feature occurs twice), and the number of its features.
    flat
        Leave heights out.
    """
    import pyarrow as pa

    binary, rows, made = [pa.array([], pa.large_binary())], [np.empty(0, np.int64)], 0
    for pieces, count in parts:
        row = np.full(count, -1, np.int64)
        for piece in pieces:
            binary.append(_written(piece, flat=flat))
            row[piece.feature] = made + np.arange(len(piece.feature))
            made += len(piece.feature)
        rows.append(row)
    where, written = np.concatenate(rows), pa.concat_arrays(binary)
    if not np.array_equal(where, np.arange(made)):
        written = written.take(pa.array(where, mask=where < 0))
    return Shapes.known(written)


def _written(piece: Ragged, *, flat: bool) -> pa.Array:
    """Return shapes as well-known binary: from the sizes of headers follows where each and all points go."""
    import pyarrow as pa

    size, iso = (FLAT, 0) if flat else (SOLID, ISO_HEIGHTS)
    kinds, heads = _LEVELS[piece.shape]
    counts = [np.diff(offsets) for offsets in piece.offsets]
    head = [np.full(len(count), bytes_) for count, bytes_ in zip(counts, heads[1:], strict=True)]
    if piece.shape is Shape.POINT:
        head[-1][counts[-1] == 1] = 0  # one place stands for itself
    ends = [(heads[0] + size) * np.arange(len(piece.coordinates) + 1)]
    for offsets, bytes_ in zip(piece.offsets, head, strict=True):
        ends.append(ends[-1][offsets] + np.concatenate([[0], np.cumsum(bytes_)]))
    data = np.zeros(int(ends[-1][-1]), np.uint8)
    start = ends[-1][:-1]
    for level in range(len(counts) - 1, -1, -1):
        count, bytes_ = counts[level], head[level]
        some = bytes_ > 0
        if kinds[level + 1]:
            _begin(data, start[some], kinds[level + 1] + iso)
        windows(data, 4)[(start + bytes_ - 4)[some]] = count[some].astype("<u4").view("V4")
        inside = ends[level][:-1] - np.repeat(ends[level][piece.offsets[level][:-1]], count)
        start = np.repeat(start + bytes_, count) + inside
    if kinds[0]:
        _begin(data, start, kinds[0] + iso)
    points = np.ascontiguousarray(piece.coordinates[:, : size // 8]).view(f"V{size}").ravel()
    windows(data, size)[start + heads[0]] = points
    offsets = pa.py_buffer(np.ascontiguousarray(ends[-1], np.int64))
    return pa.Array.from_buffers(pa.large_binary(), len(ends[-1]) - 1, [None, offsets, pa.py_buffer(data)])


def _begin(data: NDArray[np.uint8], at: NDArray[np.int64], kind: int) -> None:
    """Write the order of bytes and the kind at the beginning of shapes."""
    data[at] = 1
    windows(data, 4)[at + 1] = np.full(len(at), kind, "<u4").view("V4")


def cuts(values: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return where runs of equal values begin, and the end."""
    if not len(values):
        return np.zeros(1, dtype=np.int64)
    starts = np.concatenate([[0], np.flatnonzero(np.diff(values)) + 1])
    return np.concatenate([starts, [len(values)]]).astype(np.int64)
