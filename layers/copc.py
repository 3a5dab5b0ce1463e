"""Reading COPC files: head, hierarchy and the points of single nodes.

The file is believed only as far as its size bears it out. After COPC 1.0 and LAS 1.4 - R15.
"""

from __future__ import annotations

import logging
import struct
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from layers.copcextra import extra_fields
from layers.decoding import DECODERS, FEW, NoDecoder
from layers.errors import DamagedFile
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from numpy.typing import NDArray

LOG = logging.getLogger(__name__)

HEAD, RECORD_HEAD, LATE_HEAD = 375, 54, 60
FORMATS = {6: 30, 7: 36, 8: 38}
"""Bytes of a point of each format that is allowed, without extra bytes."""
MOST_NODES = 4_000_000
MOST_POINTS = 1 << 24
"""Points of a node beyond which it is not believed."""
PAGE = -1
_STANDARD_TIME = 1
"""Bit of the global encoding."""
_ENTRY = np.dtype([("key", "<i4", (4,)), ("at", "<u8"), ("size", "<i4"), ("count", "<i4")])
_POINT = [
    ("xyz", "<i4", (3,)),
    ("intensity", "<u2"),
    ("returns", "u1"),
    ("flags", "u1"),
    ("classification", "u1"),
    ("user_data", "u1"),
    ("angle", "<i2"),
    ("source", "<u2"),
    ("time", "<f8"),
]

_BROKEN = QT_TRANSLATE_NOOP(CONTEXT, "点群の表示用ファイル {file} は壊れているか、途中で切れています。")
_AGAIN = QT_TRANSLATE_NOOP(CONTEXT, "元の点群を読み込み直してください。")


@dataclass(frozen=True, eq=False)
class Copc:
    """An opened file.

    Attributes
    ----------
    path
        The file; it is opened for each node anew, so that nothing is held.
    point_format, length
        Of its points.
    scale, offset
        (3,) what makes places of the numbers in the file.
    low, high
        (3,) true corners, in units of the file.
    points
        How many.
    corner, side, spacing
        (3,) lowest corner of the cube, along it, and between points of the coarsest level.
    keys
        (n, 4) level, x, y, z of the nodes with points, from coarse to fine.
    at, sizes, counts
        (n,) first byte, bytes and points of each.
    wkt
        System as well-known text, empty when nobody knows.
    laszip
        What the decompressor needs.
    described
        What the file says of extra bytes.
    standard_time
        Whether the times of points count from a fixed moment (adjusted standard GPS time), and not from the
        beginning of some week.
    written
        Day of the year, and the year, in which the head says that the points were written; 0 for unknown.
    """

    path: Path
    point_format: int
    length: int
    scale: NDArray[np.float64]
    offset: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    points: int
    corner: NDArray[np.float64]
    side: float
    spacing: float
    keys: NDArray[np.int32]
    at: NDArray[np.int64]
    sizes: NDArray[np.int64]
    counts: NDArray[np.int64]
    wkt: str
    laszip: bytes
    described: bytes = b""
    standard_time: bool = False
    written: tuple[int, int] = (0, 0)

    @property
    def has_colours(self) -> bool:
        """Whether points bring colours."""
        return self.point_format in {7, 8}

    @cached_property
    def dtype(self) -> np.dtype[np.void]:
        """Fields of a point."""
        fields: list[Any] = list(_POINT)
        if self.has_colours:
            fields.append(("colour", "<u2", (3,)))
        if self.point_format == 8:
            fields.append(("nir", "<u2"))
        return np.dtype(fields + extra_fields(self.described, self.length - FORMATS[self.point_format]))

    @cached_property
    def boxes(self) -> NDArray[np.float64]:
        """(n, 6) lowest and highest corner of each node, cut at the true corners."""
        along = self.side / 2.0 ** self.keys[:, :1]
        low = self.corner + self.keys[:, 1:] * along
        return np.hstack([np.maximum(low, self.low), np.minimum(low + along, self.high)])

    def node(self, number: int) -> NDArray[np.void]:
        """Return the points of a node.

        Raises
        ------
        layers.errors.DamagedFile
            When they cannot be read.
        """
        count, size, at = int(self.counts[number]), int(self.sizes[number]), int(self.at[number])
        if DECODERS.wanted and count > FEW:
            try:
                found = DECODERS.decoded(self.path, at, size, count, self.length, self.laszip)
                return np.frombuffer(found, dtype=self.dtype, count=count)
            except NoDecoder as error:
                LOG.warning("no process to decode in: %s", error)
                DECODERS.wanted = False
                return self._decoded_here(at, size, count)
            except ValueError as error:
                raise _damaged(self.path, error) from error
        return self._decoded_here(at, size, count)

    def _decoded_here(self, at: int, size: int, count: int) -> NDArray[np.void]:
        import lazrs

        found = np.zeros(count, dtype=self.dtype)
        try:
            with self.path.open("rb") as stream:
                stream.seek(at)
                content = stream.read(size)
            lazrs.decompress_points_with_chunk_table(
                content, self.laszip, found.view(np.uint8), [(count, size)]
            )
        except (OSError, lazrs.LazrsError, ValueError, TypeError) as error:
            raise _damaged(self.path, error) from error
        except BaseException as error:
            # The decompressor is written in another language, and its panics are not of the usual kind.
            if type(error).__name__ != "PanicException":
                raise
            raise _damaged(self.path, error) from error
        return found

    def places(self, points: NDArray[np.void]) -> NDArray[np.float64]:
        """Return where points are (m, 3), in units of the file."""
        found: NDArray[np.float64] = points["xyz"] * self.scale + self.offset
        return found


def open_copc(path: Path) -> Copc:
    """Open a file.

    Raises
    ------
    layers.errors.DamagedFile
        When it is no COPC file, or contradicts itself.
    OSError
        When it cannot be read.
    """
    size = path.stat().st_size
    with path.open("rb") as stream:
        try:
            return _parsed(path, stream, size)
        except struct.error as error:
            raise _damaged(path, error) from error


def _parsed(path: Path, stream: BinaryIO, size: int) -> Copc:
    head = stream.read(HEAD)
    if head[:4] != b"LASF" or head[24:26] != b"\1\4":
        raise _damaged(path, "no LAS 1.4")
    head_size, points_at, number = struct.unpack_from("<HII", head, 94)
    kind, length = struct.unpack_from("<BH", head, 104)
    point_format = kind & 0x3F
    if point_format not in FORMATS or length < FORMATS[point_format] or head_size < HEAD:
        raise _damaged(path, f"point format {point_format}, {length} bytes")
    if not head_size <= points_at <= size or number * RECORD_HEAD > points_at:
        raise _damaged(path, "records")
    numbers = np.array(struct.unpack_from("<12d", head, 131))
    if not np.isfinite(numbers).all() or not numbers[:3].all():
        raise _damaged(path, "scale, offset or box")
    stream.seek(head_size)
    records = _records(stream.read(points_at - head_size), number)
    info, laszip = records.get(("copc", 1), b""), records.get(("laszip encoded", 22204), b"")
    if len(info) < 160 or not laszip:
        raise _damaged(path, "no record of COPC")
    if _item_size(path, laszip) != length:
        raise _damaged(path, "a point is of another length when it is unpacked")
    x, y, z, half, spacing, root_at, root_size = struct.unpack_from("<5d2Q", info)
    if not np.isfinite([x, y, z, half, spacing]).all() or half <= 0 or spacing <= 0:
        raise _damaged(path, "cube")
    entries = _hierarchy(path, stream, size, root_at, root_size)
    order = np.lexsort(entries["key"].T[::-1])
    entries = entries[order]
    return Copc(
        path,
        point_format,
        length,
        numbers[:3],
        numbers[3:6],
        numbers[7::2],
        numbers[6::2],
        int(entries["count"].sum()),
        np.array([x - half, y - half, z - half]),
        2 * half,
        spacing,
        np.ascontiguousarray(entries["key"]),
        entries["at"].astype(np.int64),
        entries["size"].astype(np.int64),
        entries["count"].astype(np.int64),
        records.get(("LASF_Projection", 2112), b"").split(b"\0", 1)[0].decode("utf-8", "replace"),
        laszip,
        records.get(("LASF_Spec", 4), b""),
        bool(head[6] & _STANDARD_TIME),
        struct.unpack_from("<HH", head, 90),
    )


def _item_size(path: Path, laszip: bytes) -> int:
    import lazrs

    try:
        return int(lazrs.LazVlr(laszip).item_size())
    except (lazrs.LazrsError, ValueError, TypeError) as error:
        raise _damaged(path, error) from error


def _records(content: bytes, number: int) -> dict[tuple[str, int], bytes]:
    found: dict[tuple[str, int], bytes] = {}
    place = 0
    for _ in range(number):
        if place + RECORD_HEAD > len(content):
            break
        user, name, length = struct.unpack_from("<16sHH", content, place + 2)
        place += RECORD_HEAD
        key = user.split(b"\0", 1)[0].decode("ascii", "replace"), name
        found.setdefault(key, content[place : place + length])
        place += length
    return found


def _hierarchy(path: Path, stream: BinaryIO, size: int, at: int, length: int) -> NDArray[np.void]:
    """Return the entries of all nodes with points, pages within pages among them."""
    found: list[NDArray[np.void]] = []
    waiting, seen, total = [(at, length)], set(), 0
    while waiting:
        at, length = waiting.pop()
        if at in seen or length % _ENTRY.itemsize or at + length > size:
            raise _damaged(path, "hierarchy")
        seen.add(at)
        total += length // _ENTRY.itemsize
        if total > MOST_NODES:
            raise _damaged(path, f"{total} nodes")
        stream.seek(at)
        entries = np.frombuffer(stream.read(length), dtype=_ENTRY)
        pages = entries[entries["count"] == PAGE]
        waiting += list(zip(pages["at"].tolist(), pages["size"].tolist(), strict=True))
        found.append(entries[entries["count"] > 0])
    nodes = np.concatenate(found)
    level, along = nodes["key"][:, 0], nodes["key"][:, 1:]
    wrong = (
        (level < 0)
        | (level > 30)
        | (along < 0).any(axis=1)
        | (along >= (1 << np.clip(level, 0, 30))[:, None]).any(axis=1)
        | (nodes["size"] <= 0)
        | (nodes["count"] > MOST_POINTS)
        | (nodes["at"] + nodes["size"].astype(np.uint64) > size)
    )
    if wrong.any() or not len(nodes):
        raise _damaged(path, f"{int(wrong.sum())} of {len(nodes)} nodes")
    return nodes


def _damaged(path: Path, detail: object) -> DamagedFile:
    return DamagedFile(
        _BROKEN, _AGAIN, values={"file": path.name}, where=Where(str(path)), detail=str(detail)
    )
