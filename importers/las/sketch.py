"""A coarse picture of a scan before its octree is made: some of its points as a COPC file of one node."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from importers.las.index.branches import compressed
from importers.las.index.building import put_together
from importers.las.index.points import points_of
from importers.las.index.sorting import about_of
from importers.las.index.spooling import summary
from importers.las.reading import can_be_entered
from layers.feedback import Feedback

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from importers.las.index.records import Records
    from importers.las.index.sources import Cloud, Scan

POINTS = 200_000
"""Points of the picture."""
PLACES = 6
"""Parts of a file that they are from: the way to each in a compressed file costs up to 50,000 points."""
AT_ONCE = 3_000_000
"""A scan of fewer points is made whole at once: that takes seconds."""


def draw(cloud: Cloud, target: Path, progress: Callable[[float], None]) -> int:
    """Write the file and return how many points it shows.

    Raises
    ------
    layers.errors.DamagedFile
        When points cannot be read.
    OSError
        When it cannot be written.
    """
    found: list[Records] = []
    for number, scan in enumerate(cloud.scans):
        progress(number / len(cloud.scans))
        found += _some(scan, max(POINTS // len(cloud.scans), 100))
    records = np.concatenate(found)
    told = summary(records)
    nodes = compressed(
        iter([records]),
        np.zeros((1, 4), dtype=np.int32),
        np.array([len(records)], dtype=np.int64),
        cloud.layout,
        target.with_name(f".{target.name}.part"),
    )
    put_together(about_of(cloud, (told.low, told.high), [told]), [nodes], target, Feedback())
    nodes.path.unlink()
    return len(records)


def _some(scan: Scan, wanted: int) -> list[Records]:
    """Return points from all over a file; from its beginning where that is the only way in."""
    points = scan.header.points
    places = PLACES if can_be_entered(scan.path, scan.header) else 1
    size = max(wanted // places, 1)
    starts = np.unique(np.linspace(0, max(points - size, 0), places).astype(np.int64)).tolist()
    counts = [[min(size, points - start)] for start in starts]
    return [
        records
        for start, count in zip(starts, counts, strict=True)
        for records in points_of(scan.path, scan.header, scan.layout, start, count)
    ]
