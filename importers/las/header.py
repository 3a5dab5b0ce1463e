"""What the head of a LAS file says, checked against its size before anybody believes it.

Read here by hand and not by a library: a file may claim millions of records, points or bytes that it does not
have, and a library that believes it loops or takes memory for them. Nothing is decompressed and no more than
:data:`MOST_RECORDS` bytes are read. After the ASPRS specification LAS 1.4 - R15.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from importers.las.files import size_of
from importers.las.system import WKT_RECORD, described
from layers.errors import DamagedFile, UnsupportedVersion
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from typing import IO

    from importers.las.files import File

SIGNATURE = b"LASF"
SIZES = (20, 28, 26, 34, 57, 63, 30, 36, 38, 59, 67)
"""Bytes of a point of each format, without extra bytes."""
SHORTEST, LONGEST = 227, 375
"""Bytes of the head of LAS 1.0 and of LAS 1.4."""
RECORD_HEAD, LATE_HEAD = 54, 60
"""Bytes before the content of a record, and of one that stands after the points."""
MOST_RECORDS = 8 << 20
COMPRESSED = 0x80
ANY_SIZE = 0xFFFFFFFF
"""As the size of a chunk: each has its own."""
ENDLESS = 1 << 64
STANDARD_TIME = 1
EXTRA_RECORD, LASZIP_RECORD = 4, 22204
"""Numbers of the records that describe extra bytes and the compression."""

_NOT_LAS = QT_TRANSLATE_NOOP(CONTEXT, "{file} は点群（LAS・LAZ）のファイルではありません。")
_BROKEN = QT_TRANSLATE_NOOP(CONTEXT, "{file} は壊れているか、途中で切れています。")
GET_AGAIN = QT_TRANSLATE_NOOP(CONTEXT, "ファイルをもう一度受け取り直してください。")
_NEWER = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} は、このプログラムの知らない形式の点群です（点の形式 {format}）。"
)
_SAVE_AS = QT_TRANSLATE_NOOP(CONTEXT, "LAS 1.2 から 1.4 の形式で受け取り直してください。")


@dataclass(frozen=True)
class Header:
    """What is known of a cloud before any point is read.

    Attributes
    ----------
    version
        Such as ``1.4``.
    point_format
        0 to 10.
    compressed
        Whether it is LAZ (or COPC).
    points
        How many points the file can hold of those it claims; of a compressed file that cannot be entered in
        the middle what it claims.
    claimed
        How many it claims.
    scale, offset
        x, y, z.
    low, high
        Corners of the box that the file claims; points may lie outside.
    crs
        Horizontal system as code or definition, empty when the file tells none.
    height_unit
        Metres of a unit of height.
    copc
        Whether points are sorted by levels of detail.
    offset_to_points, record_length
        Bytes.
    wkt
        Its system as well-known text as it stands in the file, empty without one.
    extra
        Content of the record that describes extra bytes, empty without one.
    chunked
        Whether a compressed file can be entered in the middle.
    standard_time
        Whether times are GPS standard time, not seconds of a week.
    system
        What it was recorded with.
    day, year
        When it was made, 0 when nobody knows.
    heights
        Above what heights are measured: one of ``layers.heightbase``, empty when nobody knows.
    """

    version: str
    point_format: int
    compressed: bool
    points: int
    claimed: int
    scale: tuple[float, float, float]
    offset: tuple[float, float, float]
    low: tuple[float, float, float]
    high: tuple[float, float, float]
    crs: str
    height_unit: float
    copc: bool
    offset_to_points: int
    record_length: int
    wkt: str = ""
    extra: bytes = b""
    chunked: bool = False
    standard_time: bool = False
    system: str = ""
    day: int = 0
    year: int = 0
    heights: str = ""


def begins_as_las(head: bytes) -> bool:
    """Say whether a file that begins so is LAS or LAZ."""
    return head.startswith(SIGNATURE)


def read_header(path: File) -> Header:
    """Return the checked head of a file.

    Raises
    ------
    layers.errors.DamagedFile
        When it is no LAS file, or is cut off or contradicts itself before its points.
    layers.errors.UnsupportedVersion
        When its points are of a format that nobody has defined.
    OSError
        When it cannot be read.
    """
    size = size_of(path)
    with path.open("rb") as stream:
        head = stream.read(LONGEST)
        if not begins_as_las(head):
            raise _damaged(path, "no signature", _NOT_LAS)
        if len(head) < SHORTEST:
            raise _damaged(path, f"{len(head)} bytes")
        try:
            return _parsed(path, head, size, stream)
        except struct.error as error:
            raise _damaged(path, str(error)) from error


def _parsed(path: File, head: bytes, size: int, stream: IO[bytes]) -> Header:
    major, minor = head[24], head[25]
    header_size, points_at, records = struct.unpack_from("<HII", head, 94)
    kind, length, claimed = struct.unpack_from("<BHI", head, 104)
    compressed, point_format = bool(kind & COMPRESSED), kind & 0x3F
    numbers = struct.unpack_from("<12d", head, 131)
    late_at, late = 0, 0
    if (major, minor) >= (1, 4) and header_size >= LONGEST <= len(head):
        late_at, late = struct.unpack_from("<QI", head, 235)
        (claimed_64,) = struct.unpack_from("<Q", head, 247)
        claimed = claimed_64 or claimed
    values = {"file": path.name, "format": point_format}
    if major != 1 or minor > 4 or point_format >= len(SIZES):
        raise UnsupportedVersion(_NEWER, _SAVE_AS, values=values, where=Where(str(path)))
    scale, offset = numbers[0:3], numbers[3:6]
    high, low = numbers[6::2], numbers[7::2]
    faults = {
        "the points begin within the head": not SHORTEST <= header_size <= points_at,
        "the points begin behind the end": points_at > size,
        "more records than there is room for": header_size + records * RECORD_HEAD > points_at,
        "a point is shorter than its format": length < SIZES[point_format],
        "a scale or offset is no number": not all(map(math.isfinite, (*scale, *offset))),
        "a scale is zero": any(one == 0 for one in scale),
    }
    fault = next((text for text, is_true in faults.items() if is_true), "")
    if fault:
        raise _damaged(path, fault)
    found = _records(stream, header_size, records, points_at)
    chunk = _chunk_size(_content(found, "laszip encoded", LASZIP_RECORD)) if compressed else 0
    room = (
        _room_in_chunks(path, stream, points_at, size, chunk) if compressed else (size - points_at) // length
    )
    if not any(number == WKT_RECORD for _, number, _ in found) and late:
        found += _late_records(stream, late_at, late, size)
    crs, unit, heights = described(found)
    return Header(
        version=f"{major}.{minor}",
        point_format=point_format,
        compressed=compressed,
        points=min(claimed, room),
        claimed=claimed,
        scale=(scale[0], scale[1], scale[2]),
        offset=(offset[0], offset[1], offset[2]),
        low=(low[0], low[1], low[2]),
        high=(high[0], high[1], high[2]),
        crs=crs,
        height_unit=unit,
        heights=heights,
        copc=any(user == "copc" for user, _, _ in found),
        offset_to_points=points_at,
        record_length=length,
        wkt=_content(found, "LASF_Projection", WKT_RECORD).split(b"\0", 1)[0].decode("utf-8", "replace"),
        extra=_content(found, "LASF_Spec", EXTRA_RECORD),
        # Where chunks are of any size the decompressor loses its way when it is sent to one near the end.
        chunked=0 < chunk < ANY_SIZE,
        standard_time=bool(head[6] & STANDARD_TIME),
        system=head[26:58].split(b"\0", 1)[0].decode("ascii", "replace"),
        day=head[90] | head[91] << 8,
        year=head[92] | head[93] << 8,
    )


def _chunk_size(laszip: bytes) -> int:
    """Return how many points a chunk of a compressed file holds, 0 where it is one stream.

    Chunks came with the second way of compressing. They may be of :data:`ANY_SIZE`.
    """
    if laszip[:2] not in {b"\2\0", b"\3\0"} or len(laszip) < 16:
        return 0
    (found,) = struct.unpack_from("<I", laszip, 12)
    return int(found)


def _room_in_chunks(path: File, stream: IO[bytes], points_at: int, size: int, chunk: int) -> int:
    """Return how many points the chunks of a compressed file can hold, more than any where nobody knows.

    Raises
    ------
    layers.errors.DamagedFile
        When the table of chunks is not where it should be: who follows it takes memory for any number.
    """
    if not chunk:
        return ENDLESS
    stream.seek(points_at)
    (table_at,) = struct.unpack("<q", stream.read(8))
    if table_at < 0:  # it was not known when the points were written: its place stands at the end
        stream.seek(size - 8)
        (table_at,) = struct.unpack("<q", stream.read(8))
    if not points_at + 8 <= table_at <= size - 8:
        raise _damaged(path, "no table of chunks")
    stream.seek(table_at + 4)
    (chunks,) = struct.unpack("<I", stream.read(4))
    if chunks > table_at - points_at:
        raise _damaged(path, f"{chunks} chunks in {table_at - points_at} bytes")
    return ENDLESS if chunk == ANY_SIZE else int(chunks) * chunk


def _content(records: list[Record], user: str, number: int) -> bytes:
    """Return what the first record of a name holds, nothing when there is none."""
    return next((content for name, one, content in records if (name, one) == (user, number)), b"")


Record = tuple[str, int, bytes]
"""User, number and content of a record."""


def _records(stream: IO[bytes], start: int, count: int, end: int) -> list[Record]:
    """Return the records before the points, as far as they stand there."""
    stream.seek(start)
    content = stream.read(min(end - start, MOST_RECORDS))
    return _split(content, count, RECORD_HEAD, "<16sHH", 2)


def _late_records(stream: IO[bytes], start: int, count: int, size: int) -> list[Record]:
    """Return the records after the points, as far as they stand there."""
    if not 0 < start < size:
        return []
    stream.seek(start)
    return _split(stream.read(min(size - start, MOST_RECORDS)), count, LATE_HEAD, "<16sHQ", 2)


def _split(content: bytes, count: int, head: int, layout: str, reserved: int) -> list[Record]:
    found: list[Record] = []
    place = 0
    for _ in range(count):
        if place + head > len(content):
            break
        user, number, length = struct.unpack_from(layout, content, place + reserved)
        place += head
        if place + length > len(content):
            break
        name = user.split(b"\0", 1)[0].decode("ascii", "replace")
        found.append((name, number, content[place : place + length]))
        place += length
    return found


def _damaged(path: File, detail: str, sentence: str = _BROKEN) -> DamagedFile:
    values = {"file": path.name}
    return DamagedFile(sentence, GET_AGAIN, values=values, where=Where(str(path)), detail=detail)
