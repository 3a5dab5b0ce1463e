"""Shapes and attributes of a layer as flat arrays on disk, from which tiles are cut without the layer.

A folder of files without heads, mapped when they are read; only what the public may see gets here::

    points.i4    (v, 2) places in units of the world
    starts.i8    (r + 1,) where the points of each run begin
    kinds.u1     (r,) kind of each run
    rings.i8     (s + 1,) where the runs of each shape begin
    ids.i8       (s,) row of the content, from 1 on
    boxes.i8     (s, 4) west, north, east, south
    firsts.i8    (s, 2) first point
    areas.f8     (s,) square units
    weights.i8   (s,) points
    dimensions.u1    (s,) 0 points, 1 lines, 2 areas
    codes.i4     (s, k) which value each attribute has, -1 for none
    values.u1, value_ends.i8, keys.u1, key_ends.i8
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.publish.tilegrid import planted
from gisapp.desks.publish.vectortiles.values import column_of, keys_of
from gisapp.export.content import GEOMETRY
from layers.shapes import Piece, Shapes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gisapp.export.content import Content
    from layers.feedback import Feedback

POINT, LINE, OUTER, HOLE = 0, 1, 2, 3
"""As in :mod:`gisapp.desks.publish.vectortiles.cutting`, which takes long to load."""
_WIDTHS = {"points": 2, "boxes": 4, "firsts": 2}
_KINDS = {"i4": np.int32, "i8": np.int64, "u1": np.uint8, "f8": np.float64}
_FILES = {
    **dict.fromkeys(("points", "codes"), "i4"),
    **dict.fromkeys(("kinds", "dimensions", "values", "keys"), "u1"),
    **dict.fromkeys(("starts", "rings", "ids", "boxes", "firsts", "weights", "value_ends", "key_ends"), "i8"),
    "areas": "f8",
}


@dataclass(frozen=True)
class Stocked:
    """What a stock holds.

    Attributes
    ----------
    features
        That have a shape.
    without
        Features that have none.
    kinds
        ``String``, ``Number`` or ``Boolean`` of each attribute by its name.
    cut
        Features with a text that was cut, by the name of the attribute.
    """

    features: int
    without: int
    kinds: Mapping[str, str]
    cut: Mapping[str, int]


@dataclass(frozen=True)
class Stock:
    """A folder of arrays.

    Attributes
    ----------
    folder
        The folder.
    """

    folder: Path

    def array(self, name: str) -> NDArray[Any]:
        """Return one of the arrays, mapped; compiled loops take it as if it could be written."""
        kind = _FILES[name]
        path = self.folder / f"{name}.{kind}"
        if not path.stat().st_size:
            found = np.empty(0, _KINDS[kind])
        else:
            found = np.asarray(np.memmap(path, _KINDS[kind], "c"))
        width = _WIDTHS.get(name, 0) if name != "codes" else -1
        if width == 0:
            return found
        if width == -1:
            count = len(self.array("ids"))
            return found.reshape(count, len(found) // count if count else 0)
        return found.reshape(-1, width)


def lay_in(
    folder: Path,
    content: Content,
    fields: Sequence[str],
    extras: Mapping[str, NDArray[np.float64]],
    feedback: Feedback,
) -> Stocked:
    """Write what tiles need of some features into an empty folder.

    Parameters
    ----------
    content
        The features as the public sees them.
    fields
        Names of the columns that tiles carry.
    extras
        Further attributes, (n,) numbers, by name.
    """
    decimals: int | None = getattr(content, "decimals", None)
    files = {name: (folder / f"{name}.{kind}").open("wb") for name, kind in _FILES.items()}
    try:
        ends = {"starts": 0, "rings": 0}
        for name in ends:
            np.zeros(1, np.int64).tofile(files[name])
        row = 0
        rows: list[NDArray[np.int64]] = []
        for table in content.tables(feedback, (GEOMETRY,)):
            for piece in Shapes.read(table.column(GEOMETRY)).pieces:
                flat = _flattened(piece, content.crs, decimals)
                ids = flat.pop("ids") + row
                rows.append(ids)
                flat["ids"] = ids + 1
                for name, before in ends.items():
                    sums = np.cumsum(flat[name]) + before
                    flat[name], ends[name] = sums, int(sums[-1]) if len(sums) else before
                for name, values in flat.items():
                    np.ascontiguousarray(values, _KINDS[_FILES[name]]).tofile(files[name])
                row += len(piece.missing)
                feedback.step(row, len(content))
        found = np.concatenate(rows) if rows else np.empty(0, np.int64)
        columns = chain(((name, content.columns([name]).column(0)) for name in fields), extras.items())
        kinds, cut = _attributes(files, found, columns, len(fields) + len(extras))
    finally:
        for file in files.values():
            file.close()
    return Stocked(len(found), row - len(found), kinds, cut)


def _attributes(
    files: Mapping[str, Any], rows: NDArray[np.int64], columns: Iterable[tuple[str, Any]], number: int
) -> tuple[dict[str, str], dict[str, int]]:
    """Write the columns, one at a time, and return their kinds and how many texts were cut."""
    codes = np.full((len(rows), number), -1, np.int32)
    np.zeros(1, np.int64).tofile(files["value_ends"])
    known = size = 0
    kinds: dict[str, str] = {}
    cut: dict[str, int] = {}
    for place, (name, values) in enumerate(columns):
        column = column_of(values)
        own = column.codes[rows]
        codes[:, place] = np.where(own < 0, -1, own + known)
        column.data.tofile(files["values"])
        (column.ends[1:] + size).tofile(files["value_ends"])
        known, size = known + len(column.ends) - 1, size + int(column.ends[-1])
        kinds[name] = column.kind
        if column.cut:
            cut[name] = column.cut
    codes.tofile(files["codes"])
    keys, ends = keys_of(list(kinds))
    keys.tofile(files["keys"])
    ends.tofile(files["key_ends"])
    return kinds, cut


def _flattened(piece: Piece, system: str, decimals: int | None) -> dict[str, NDArray[Any]]:
    """Return the shapes of a piece as the arrays of a stock; of `starts` and `rings` the lengths."""
    runs = piece.runs
    at = piece.points()
    east, north = piece.numbers(0, at), piece.numbers(1, at)
    owner = np.repeat(np.arange(len(runs.shape)), runs.count)
    finite = np.bincount(owner, ~(np.isfinite(east) & np.isfinite(north)), len(runs.shape)) == 0
    kind = np.where(runs.ring, np.where(runs.hole, HOLE, OUTER), np.where(runs.lone, POINT, LINE))
    size = runs.count - runs.ring
    least = np.where(runs.ring, 3, np.where(runs.lone, 1, 2))
    sound = finite & (size >= least)
    dimension = np.minimum(kind, 2)
    highest = np.full(len(piece.missing), -1)
    np.maximum.at(highest, runs.shape[sound], dimension[sound])
    sound &= dimension == highest[runs.shape]
    _with_their_areas(sound, kind, runs.shape)

    last = np.cumsum(runs.count) - 1
    kept = sound[owner]
    kept[last[runs.ring & (runs.count > 0)]] = False
    x, y = planted(east[kept], north[kept], system, decimals)
    shape, size, kind = runs.shape[sound], size[sound], kind[sound]
    ids, rings = np.unique(shape, return_counts=True)
    first_run = np.cumsum(rings) - rings
    first = (np.cumsum(size) - size)[first_run] if len(ids) else np.empty(0, np.int64)
    points = np.stack([x, y], axis=1)
    boxes = np.empty((len(ids), 4), np.int64)
    if len(ids):
        boxes[:, :2] = np.minimum.reduceat(points, first)
        boxes[:, 2:] = np.maximum.reduceat(points, first)
    return {
        "points": points,
        "kinds": kind,
        "starts": size,
        "rings": rings,
        "ids": ids,
        "boxes": boxes,
        "firsts": points[first],
        "areas": _areas(points, size, kind, first_run),
        "weights": np.add.reduceat(size, first_run) if len(ids) else np.empty(0, np.int64),
        "dimensions": highest[ids],
    }


def _with_their_areas(sound: NDArray[np.bool_], kind: NDArray[np.integer], shape: NDArray[np.int64]) -> None:
    """Leave out holes whose outer ring is left out."""
    outer = np.maximum.accumulate(np.where(kind == OUTER, np.arange(len(kind)), 0))
    hole = kind == HOLE
    sound[hole] &= sound[outer[hole]] & (shape[outer[hole]] == shape[hole])


def _areas(
    points: NDArray[np.int32],
    size: NDArray[np.int64],
    kind: NDArray[np.integer],
    first_run: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return what the rings of each shape enclose less what their holes do, in square units."""
    if not len(size):
        return np.empty(0)
    start = np.cumsum(size) - size
    near = points.astype(np.float64)
    near -= np.repeat(near[start], size, axis=0)
    following = np.arange(1, len(near) + 1)
    following[start + size - 1] = start
    twice = near[:, 0] * near[following, 1] - near[following, 0] * near[:, 1]
    each = np.abs(np.add.reduceat(twice, start)) / 2
    each[kind < OUTER] = 0.0
    each[kind == HOLE] *= -1
    return np.maximum(np.add.reduceat(each, first_run), 0.0)
