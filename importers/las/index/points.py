"""Points of a file as they stand there, some at a time; damage becomes one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from importers.las.reading import guarded, opened, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from importers.las.header import Header
    from importers.las.index.records import Layout, Records


def points_of(
    path: Path, header: Header, layout: Layout, start: int, stop: int, size: int
) -> Iterator[Records]:
    """Give the points from `start` to `stop`, at most `size` at a time, as what is made of them.

    Raises
    ------
    layers.errors.DamagedFile
        When they cannot be read, or are fewer.
    """
    from importers.las.index.records import converted

    read = _compressed(path, layout, start, stop, size)
    if not header.compressed:
        read = _plain(path, header, layout, start, stop, size)
    for records in read:
        yield converted(records, layout)


def _plain(path: Path, header: Header, layout: Layout, start: int, stop: int, size: int) -> Iterator[Records]:
    with path.open("rb") as stream:
        stream.seek(header.offset_to_points + start * header.record_length)
        for first in range(start, stop, size):
            count = min(size, stop - first)
            records = np.fromfile(stream, dtype=layout.source, count=count)
            if len(records) < count:
                raise unreadable(path, EOFError(f"{len(records)} of {count} points"))
            yield records


def _compressed(path: Path, layout: Layout, start: int, stop: int, size: int) -> Iterator[Records]:
    with opened(path) as reader:
        if start:
            guarded(path, reader.seek, start)
        left = stop - start
        while left:
            points: Any = guarded(path, reader.read_points, min(size, left))
            if not len(points):
                raise unreadable(path, EOFError(f"{left} points are missing"))
            left -= len(points)
            yield np.ascontiguousarray(points.array).view(layout.source).ravel()
