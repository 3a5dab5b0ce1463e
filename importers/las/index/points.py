"""Points of a file as they stand there, some at a time; damage becomes one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from importers.las.reading import guarded, opened, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from importers.las.files import File
    from importers.las.header import Header
    from importers.las.index.records import Layout, Records


def points_of(
    path: File, header: Header, layout: Layout, start: int, counts: Sequence[int]
) -> Iterator[Records]:
    """Give points from `start` on, so many at a time, as what is made of them.

    Raises
    ------
    layers.errors.DamagedFile
        When they cannot be read, or are fewer.
    """
    from importers.las.index.records import converted

    read = _compressed if header.compressed else _plain
    for records in read(path, header, layout, start, counts):
        yield converted(records, layout)


def _plain(
    path: File, header: Header, layout: Layout, start: int, counts: Sequence[int]
) -> Iterator[Records]:
    with path.open("rb") as stream:
        guarded(path, stream.seek, header.offset_to_points + start * header.record_length)
        for count in counts:
            content = guarded(path, stream.read, count * header.record_length)
            if len(content) < count * header.record_length:
                raise unreadable(path, EOFError(f"{len(content)} bytes of {count} points"))
            yield np.frombuffer(content, dtype=layout.source)


def _compressed(
    path: File, header: Header, layout: Layout, start: int, counts: Sequence[int]
) -> Iterator[Records]:
    del header
    with opened(path) as reader:
        if start:
            guarded(path, reader.seek, start)
        for count in counts:
            points: Any = guarded(path, reader.read_points, count)
            if len(points) < count:
                raise unreadable(path, EOFError(f"{len(points)} of {count} points"))
            yield np.ascontiguousarray(points.array).view(layout.source).ravel()
