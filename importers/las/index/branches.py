"""The second pass: all points below one node are divided into the nodes of the octree and compressed."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.las.index.octree import FINEST, LEAF, axes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from importers.las.index.records import Layout, Records
    from importers.las.index.spooling import Cube


@dataclass(frozen=True)
class Piece:
    """Points that stand together in a file: the file, the first and how many."""

    path: Path
    first: int
    count: int


@dataclass(frozen=True, eq=False)
class Nodes:
    """Nodes of the octree and where their points stand.

    Attributes
    ----------
    keys
        (n, 4) int32: level, x, y, z.
    starts, sizes, counts
        (n,) int64: first byte and bytes in the file, and points. Not compressed, `starts` counts points.
    path
        The file.
    """

    keys: NDArray[np.int32]
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]
    counts: NDArray[np.int64]
    path: Path


@dataclass(frozen=True, eq=False)
class Branch:
    """What became of the points below a node: nodes, compressed, and points of those above as they are."""

    nodes: Nodes
    above: Nodes


def read_pieces(pieces: tuple[Piece, ...], dtype: np.dtype[np.void]) -> Records:
    """Return the points of pieces, one after the other."""
    found = np.empty(sum(piece.count for piece in pieces), dtype=dtype)
    place = 0
    for piece in pieces:
        part = np.fromfile(piece.path, dtype=dtype, count=piece.count, offset=piece.first * dtype.itemsize)
        if len(part) < piece.count:
            raise OSError(f"{piece.path.name}: {len(part)} of {piece.count} points")
        found[place : place + piece.count] = part
        place += piece.count
    return found


def grow(
    number: int, top: int, pieces: tuple[Piece, ...], layout: Layout, cube: Cube, folder: Path
) -> Branch:
    """Divide the points below a node of level `top` and keep them in a folder, unless that was done before.

    Raises
    ------
    OSError
        When there is no room, or something has gone.
    """
    from importers.las.index.loops import levels_of

    nodes_path, above_path = folder / f"nodes-{number:05}", folder / f"above-{number:05}"
    if (folder / f"nodes-{number:05}.npy").exists():
        return Branch(kept(nodes_path), kept(above_path))
    records = read_pieces(pieces, layout.target)
    where = cube.places(records)
    order = np.argsort(where, kind="stable")
    where, records = where[order], records[order]
    levels = levels_of(where, top, LEAF)
    # Sorted by level, and within by place: the points of each node stand together.
    order = np.argsort(levels, kind="stable")
    levels, records, where = levels[order], records[order], where[order]
    prefixes = where >> (np.uint64(3) * (np.uint64(FINEST) - levels.astype(np.uint64)))
    changes = (levels[1:] != levels[:-1]) | (prefixes[1:] != prefixes[:-1])
    starts = np.concatenate([[0], np.flatnonzero(changes) + 1]).astype(np.int64)
    counts = np.diff(np.append(starts, len(records)))
    keys = np.column_stack([levels[starts].astype(np.int32), axes_of(prefixes[starts])])
    inner = keys[:, 0] < top
    split = int(starts[~inner][0]) if not inner.all() else len(records)
    records[:split].tofile(above_path)
    above = Nodes(keys[inner], starts[inner], counts[inner] * records.itemsize, counts[inner], above_path)
    keep(above)
    parts = (records[a : a + n] for a, n in zip(starts[~inner], counts[~inner], strict=True))
    nodes = compressed(parts, keys[~inner], counts[~inner], layout, nodes_path)
    keep(nodes)
    return Branch(nodes, above)


def keep(nodes: Nodes) -> None:
    """Keep beside the points of nodes where each stands; it is there only when all is."""
    table = np.column_stack([nodes.keys.astype(np.int64), nodes.starts, nodes.sizes, nodes.counts])
    target = nodes.path.with_name(f"{nodes.path.name}.npy")
    work = target.with_suffix(".tmp")
    with work.open("wb") as stream:
        np.save(stream, table, allow_pickle=False)
    work.replace(target)


def kept(path: Path) -> Nodes:
    """Return what :func:`keep` kept."""
    table = np.load(path.with_name(f"{path.name}.npy"), allow_pickle=False)
    return Nodes(table[:, :4].astype(np.int32), table[:, 4], table[:, 5], table[:, 6], path)


def gather(
    number: int,
    groups: list[tuple[tuple[int, int, int, int], tuple[Piece, ...]]],
    layout: Layout,
    folder: Path,
) -> Nodes:
    """Compress nodes whose points stand in several files: key and pieces of each."""
    keys = np.array([key for key, _ in groups], dtype=np.int32).reshape(-1, 4)
    counts = np.array([sum(piece.count for piece in pieces) for _, pieces in groups], dtype=np.int64)
    parts = (read_pieces(pieces, layout.target) for _, pieces in groups)
    return compressed(parts, keys, counts, layout, folder / f"nodes-{number:05}")


def compressed(
    parts: Iterator[Records], keys: NDArray[np.int32], counts: NDArray[np.int64], layout: Layout, path: Path
) -> Nodes:
    """Write the points of nodes compressed, each by itself, and return where they stand."""
    import lazrs

    vlr = laszip_of(layout)
    ends = []
    with path.open("wb") as stream:
        buffer = io.BytesIO()
        coder = lazrs.LasZipCompressor(buffer, vlr)
        begin = None
        for records in parts:
            coder.compress_many(in_time(records).view(np.uint8))
            coder.finish_current_chunk()
            content = buffer.getvalue()
            if begin is None:
                begin = 8  # where a table of all chunks would be named
                content = content[8:]
            stream.write(content)
            ends.append(stream.tell())
            buffer.seek(0)
            buffer.truncate()
    stops = np.array(ends, dtype=np.int64)
    starts = np.concatenate([[0], stops[:-1]]).astype(np.int64) if len(stops) else stops
    return Nodes(keys, starts, stops - starts, counts, path)


def laszip_of(layout: Layout) -> Any:
    """Return the compression of points: each node by itself, of any number of points."""
    import lazrs

    return lazrs.LazVlr.new_for_compression(layout.point_format, layout.extra_length, True)


def in_time(records: Records) -> Records:
    """Return points in the order of their time: neighbours in time differ least, and pack best."""
    times = records["time"]
    if len(records) < 2 or times[0] == times[-1] == times.min() == times.max():
        return np.ascontiguousarray(records)
    return records[np.argsort(times, kind="stable")]
