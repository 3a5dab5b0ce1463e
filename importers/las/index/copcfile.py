"""The bytes of a COPC file around its points: head, records and hierarchy.

After COPC 1.0 and the ASPRS specification LAS 1.4 - R15.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from importers.las.header import LONGEST
from importers.las.index.octree import DEEPEST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from importers.las.index.branches import Nodes

CELLS_ALONG_ROOT = 128
"""The spacing that is told is that of so many points along the cube."""
LASZIP, WKT, EXTRA = ("laszip encoded", 22204), ("LASF_Projection", 2112), ("LASF_Spec", 4)
INFO, HIERARCHY = ("copc", 1), ("copc", 1000)
_INFO_SIZE = 160
_WKT_BIT, _STANDARD_TIME_BIT = 16, 1
_ENTRY = np.dtype([("key", "<i4", (4,)), ("at", "<u8"), ("size", "<i4"), ("count", "<i4")])


Place = tuple[float, float, float]


@dataclass(frozen=True)
class About:
    """What the head of a COPC file tells.

    Attributes
    ----------
    point_format, length
        Of its points.
    scale, offset
        x, y, z.
    low, high
        x, y, z of the true corners, in the numbers of the file.
    returns
        How many points have each return number from 0 to 15.
    times
        Earliest and latest time of GPS.
    standard_time
        Whether times are GPS standard time, not seconds of a week.
    day, year
        When it was made.
    system, wkt
        What it was recorded with, and its system as well-known text, empty when nobody knows.
    extra
        Content of the record of extra bytes.
    laszip
        Content of the record of the compression.
    """

    point_format: int
    length: int
    scale: tuple[float, float, float]
    offset: tuple[float, float, float]
    low: tuple[int, int, int]
    high: tuple[int, int, int]
    returns: tuple[int, ...]
    times: tuple[float, float]
    standard_time: bool
    day: int
    year: int
    system: str
    wkt: str
    extra: bytes
    laszip: bytes

    @property
    def box(self) -> tuple[Place, Place]:
        """The true corners in units of the file."""
        return corners(self.low, self.high, self.scale, self.offset)


def corners(
    low: tuple[int, int, int], high: tuple[int, int, int], scale: Place, offset: Place
) -> tuple[Place, Place]:
    """Return corners in units of the file as readers work out a point that is there."""
    ends = [[one * a + b for one, a, b in zip(corner, scale, offset, strict=True)] for corner in (low, high)]
    bottom, top = ends
    told = [_reached(a, b) for a, b in zip(bottom, top, strict=True)]
    return (bottom[0], bottom[1], bottom[2]), (told[0], told[1], told[2])


def _reached(bottom: float, top: float) -> float:
    """Return an upper end, at most some billionths above the true one, that no reader falls short of.

    Readers work out the end of the last node of a level in two steps, with a digit lost in each.
    """
    told = top
    while True:
        steps = [(told - bottom) / (1 << level) for level in range(DEEPEST + 1)]
        ends = [bottom + step * ((1 << level) - 1) + step for level, step in enumerate(steps)]
        if min(ends) >= top:
            return told
        told = math.nextafter(told, math.inf)


def side(low: Place, high: Place) -> float:
    """Return what is along the cube of the octree: the longest side of the box, as the head tells it.

    Some readers take it from there and not from the record of COPC, so that it must be exactly the same.
    """
    return max(b - a for a, b in zip(low, high, strict=True)) or 1.0


def records(about: About, hierarchy_at: int, hierarchy_size: int) -> list[bytes]:
    """Return the records before the points, the one of COPC first."""
    low, high = about.box
    whole = side(low, high)
    half = whole / 2
    info = struct.pack(
        "<5d2Q2d",
        *(one + half for one in low),
        half,
        whole / CELLS_ALONG_ROOT,
        hierarchy_at,
        hierarchy_size,
        *about.times,
    ).ljust(_INFO_SIZE, b"\0")
    found = [_record(INFO, info), _record(LASZIP, about.laszip)]
    if about.wkt:
        found.append(_record(WKT, about.wkt.encode() + b"\0"))
    if about.extra:
        found.append(_record(EXTRA, about.extra))
    return found


def _record(name: tuple[str, int], content: bytes) -> bytes:
    user, number = name
    return struct.pack("<H16sHH32s", 0, user.encode(), number, len(content), b"") + content


def head(about: About, records_before: list[bytes], hierarchy_at: int) -> bytes:
    """Return the head and the records: all before the points."""
    size = sum(map(len, records_before))
    low, high = about.box
    count = sum(about.returns)
    bits = (_WKT_BIT if about.wkt else 0) | (_STANDARD_TIME_BIT if about.standard_time else 0)
    parts = [
        struct.pack("<4sHH16s2B", b"LASF", 0, bits | _WKT_BIT, b"", 1, 4),
        struct.pack("<32s32sHH", about.system.encode()[:32], b"gisapp", about.day, about.year),
        struct.pack("<HII", LONGEST, LONGEST + size, len(records_before)),
        struct.pack("<BH", about.point_format | 0x80, about.length),
        struct.pack("<6I", *[0] * 6),
        struct.pack("<6d", *about.scale, *about.offset),
        struct.pack("<6d", high[0], low[0], high[1], low[1], high[2], low[2]),
        struct.pack("<QQI", 0, hierarchy_at, 1),
        struct.pack("<Q15Q", count, *about.returns[1:16]),
    ]
    return b"".join(parts) + b"".join(records_before)


def hierarchy(nodes: Nodes, at: NDArray[np.int64]) -> bytes:
    """Return the record behind the points: one page with all nodes, which begin at `at` (n,) in the file."""
    entries = np.zeros(len(at), dtype=_ENTRY)
    entries["key"], entries["at"] = nodes.keys, at
    entries["size"], entries["count"] = nodes.sizes, nodes.counts
    content = entries.tobytes()
    user, number = HIERARCHY
    return struct.pack("<H16sHQ32s", 0, user.encode(), number, len(content), b"EPT Hierarchy") + content


def first_point(records_before: list[bytes]) -> int:
    """Return where the points begin: with the place of a table of all chunks."""
    return LONGEST + sum(map(len, records_before))
