"""Builds the COPC file of a cloud: plan, two passes in several processes, and the file put together.

What each step made stays in a folder beside the file until it is whole, so that an interrupted build goes on
where it stopped; a build of another source or with another choice begins anew.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.las.header import LATE_HEAD
from importers.las.index import copcfile
from importers.las.index.branches import Nodes, Piece, gather, grow
from importers.las.index.sorting import sort_all
from importers.las.index.spooling import COARSE, Cube, points_file
from importers.las.pool import Pool
from importers.las.room import require_room

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from importers.las.index.copcfile import About
    from importers.las.index.sources import Cloud
    from layers.feedback import Feedback

VERSION = 1
"""Of what is kept between builds."""
TOGETHER = 16
"""Nodes that a process compresses at a time."""
BRANCH = 1_500_000
"""Points that a process divides at a time; more only where a coarse cell holds more."""
SHARES = (0.45, 0.5)
"""Shares of the progress: the first pass, and the second."""
ROOM = 1.6
"""Bytes on disk while it is built, for each byte of a point that is not compressed; measured."""


@dataclass(frozen=True)
class Built:
    """What was built.

    Attributes
    ----------
    points, nodes, levels
        How many.
    low, high
        True corners in units of the file.
    size
        Bytes.
    """

    points: int
    nodes: int
    levels: int
    low: tuple[float, float, float]
    high: tuple[float, float, float]
    size: int


def disk_need(cloud: Cloud) -> int:
    """Return the bytes on disk that building takes at most."""
    return int(cloud.points * cloud.layout.target.itemsize * ROOM) + (1 << 20)


def build(cloud: Cloud, target: Path, feedback: Feedback, show: Callable[[float], None]) -> Built:
    """Write the COPC file of a cloud.

    Parameters
    ----------
    cloud
        What is read.
    target
        The file; it is whole or not there.
    feedback, show
        Stops the work, and is told the share that is done. What is done so far is kept for the next time.

    Raises
    ------
    layers.errors.ImportFailed
        When points cannot be read, or there is no room.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    work = target.with_name(f"{target.name}.part")
    _begin(cloud, work)
    require_room(work, disk_need(cloud) - sum(file.stat().st_size for file in work.iterdir()), cloud.path)
    with Pool(cloud.path, feedback) as pool:
        about, cube, sorted_ = sort_all(cloud, work, pool, lambda share: show(share * SHARES[0]))
        nodes = _second_pass(
            cloud, cube, sorted_, work, pool, lambda share: show(SHARES[0] + share * SHARES[1])
        )
    size = put_together(about, nodes, target, feedback)
    shutil.rmtree(work, ignore_errors=True)
    show(1.0)
    low, high = about.box
    keys = np.concatenate([one.keys for one in nodes])
    return Built(
        sum(about.returns),
        len(keys),
        int(keys[:, 0].max()) + 1,
        low,
        high,
        size,
    )


def _begin(cloud: Cloud, work: Path) -> None:
    """Keep what an earlier build of the same left, else make an empty folder."""
    layouts = [repr((str(scan.path), scan.layout)) for scan in cloud.scans]
    plan = {"stamp": cloud.stamp, "scans": layouts, "units": repr(cloud.units), "version": VERSION}
    note = work / "plan.json"
    try:
        same = json.loads(note.read_text(encoding="utf-8")) == plan
    except (OSError, ValueError):
        same = False  # nothing there yet, or cut off while it was written
    if not same:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        note.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")


def _second_pass(
    cloud: Cloud, cube: Cube, sorted_: Path, work: Path, pool: Pool, show: Callable[[float], None]
) -> list[Nodes]:
    """Divide the points below nodes that fit into memory, then compress the nodes above them."""
    tables = [np.load(file, allow_pickle=False) for file in sorted(sorted_.glob("cells-*.npy"))]
    tops = _tops(tables)
    grown = work / "grown"
    grown.mkdir(exist_ok=True)
    tasks: dict[int, Any] = {}
    for number, (level, node) in enumerate(tops):
        pieces = _pieces(tables, sorted_, level, node)
        tasks[number] = (grow, (number, level, pieces, cloud.layout, cube, grown))
    branches = pool.run(tasks, lambda share: show(share * 0.9))
    groups: dict[tuple[int, int, int, int], list[Piece]] = {}
    for number in sorted(branches):
        above = branches[number].above
        rows = zip(above.keys.tolist(), above.starts.tolist(), above.counts.tolist(), strict=True)
        for key, first, count in rows:
            groups.setdefault(tuple(key), []).append(Piece(above.path, first, count))
    upper = [(key, tuple(groups[key])) for key in sorted(groups)]
    batches = [upper[start : start + TOGETHER] for start in range(0, len(upper), TOGETHER)]
    first = len(tops)
    done = pool.run(
        {first + n: (gather, (first + n, batch, cloud.layout, grown)) for n, batch in enumerate(batches)},
        lambda share: show(0.9 + share * 0.1),
    )
    return [done[number] for number in sorted(done)] + [branches[number].nodes for number in sorted(branches)]


def _tops(tables: list[NDArray[np.int64]]) -> list[tuple[int, int]]:
    """Return level and name of the nodes below which the points fit into memory, together all points."""
    numbers = np.zeros(1 << 3 * COARSE, dtype=np.int64)
    for cells, firsts in tables:
        numbers[cells[:-1]] += np.diff(firsts)
    by_level = [numbers]
    for _ in range(COARSE):
        by_level.append(by_level[-1].reshape(-1, 8).sum(axis=1))
    by_level.reverse()
    found: list[tuple[int, int]] = []
    waiting = np.zeros(1, dtype=np.int64)
    for level in range(COARSE + 1):
        counts = by_level[level][waiting]
        fits = (counts <= BRANCH) if level < COARSE else np.ones(len(waiting), dtype=bool)
        found += [(level, node) for node in waiting[fits & (counts > 0)].tolist()]
        waiting = (waiting[~fits & (counts > 0)][:, None] * 8 + np.arange(8)).ravel()
    return found


def _pieces(tables: list[NDArray[np.int64]], folder: Path, level: int, node: int) -> tuple[Piece, ...]:
    shift = 3 * (COARSE - level)
    found = []
    for number, (cells, firsts) in enumerate(tables):
        begin, end = np.searchsorted(cells, [node << shift, (node + 1) << shift])
        if begin < end:
            first = int(firsts[begin])
            found.append(Piece(points_file(folder, number), first, int(firsts[end]) - first))
    return tuple(found)


def put_together(about: About, parts: list[Nodes], target: Path, feedback: Feedback) -> int:
    """Write the file beside its name: head, nodes from coarse to fine, table of chunks, hierarchy."""
    import lazrs

    nodes = Nodes(
        np.concatenate([one.keys for one in parts]),
        np.concatenate([one.starts for one in parts]),
        np.concatenate([one.sizes for one in parts]),
        np.concatenate([one.counts for one in parts]),
        target,
    )
    owner = np.repeat(np.arange(len(parts)), [len(one.keys) for one in parts])
    order = np.lexsort((*nodes.keys.T[::-1][:3], nodes.keys[:, 0]))
    nodes = Nodes(nodes.keys[order], nodes.starts[order], nodes.sizes[order], nodes.counts[order], target)
    owner = owner[order]
    # Places do not change the length of the records, so they can be written last.
    begin = copcfile.first_point(copcfile.records(about, 0, 0)) + 8
    at = begin + np.concatenate([[0], np.cumsum(nodes.sizes)[:-1]])
    table_at = int(at[-1] + nodes.sizes[-1])
    vlr = lazrs.LazVlr(about.laszip)
    temporary = target.with_name(f".{target.name}.tmp")
    with contextlib.ExitStack() as stack:
        stream = stack.enter_context(temporary.open("wb"))
        sources = [stack.enter_context(one.path.open("rb")) for one in parts]
        stream.seek(begin - 8)
        stream.write(struct.pack("<q", table_at))
        for part, start, size in zip(
            owner.tolist(), nodes.starts.tolist(), nodes.sizes.tolist(), strict=True
        ):
            feedback.step()
            sources[part].seek(start)
            stream.write(sources[part].read(size))
        lazrs.write_chunk_table(
            stream, list(zip(nodes.counts.tolist(), nodes.sizes.tolist(), strict=True)), vlr
        )
        hierarchy_at = stream.tell()
        page = copcfile.hierarchy(nodes, at)
        stream.write(page)
        records = copcfile.records(about, hierarchy_at + LATE_HEAD, len(page) - LATE_HEAD)
        stream.seek(0)
        stream.write(copcfile.head(about, records, hierarchy_at))
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(target)
    return target.stat().st_size
