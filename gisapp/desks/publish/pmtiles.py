"""Archives of tiles that a browser reads piece by piece (PMTiles version 3), clustered and without doubles.

https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md. Tiles lie in the order of their numbers,
equal ones once, and runs of equal ones are one entry. The same tiles give the same bytes: nothing tells the
time, and of the metadata only what the caller says is written.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.desks.publish import varints

if TYPE_CHECKING:
    from typing import BinaryIO

    from numpy.typing import NDArray

HEADER_BYTES = 127
ROOT_BYTES = 16384
"""Header and root directory lie within so many bytes, which a reader fetches first."""
LEAF_ENTRIES = 4096
"""Entries of a leaf directory, as long as the root then fits."""
DIGEST_BYTES = 20
_PIECE = 1 << 20


class TileKind(IntEnum):
    """What the tiles are; the numbers are those of the specification."""

    MVT = 1
    PNG = 2
    JPEG = 3
    WEBP = 4


@dataclass(frozen=True)
class Cover:
    """Where the tiles lie and how fine they are.

    Attributes
    ----------
    kind
        What the tiles are.
    zooms
        The coarsest and the finest.
    bounds
        West, south, east, north in degrees.
    """

    kind: TileKind
    zooms: tuple[int, int]
    bounds: tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Spool:
    """Finished tiles in a file, in any order.

    Attributes
    ----------
    path
        The file.
    numbers, offsets, lengths
        (n,) number of each tile (:func:`gisapp.desks.publish.tilegrid.tile_numbers`), and where it lies.
    digests
        (n,) bytes that tell the contents apart.
    """

    path: Path
    numbers: NDArray[np.uint64]
    offsets: NDArray[np.uint64]
    lengths: NDArray[np.uint64]
    digests: NDArray[np.void]


@dataclass
class Spooler:
    """Writes finished tiles one behind the other into a file; equal ones once."""

    path: Path
    _numbers: list[int] = field(default_factory=list)
    _offsets: list[int] = field(default_factory=list)
    _lengths: list[int] = field(default_factory=list)
    _digests: list[bytes] = field(default_factory=list)
    _known: dict[bytes, int] = field(default_factory=dict)
    _end: int = 0

    def add(self, file: BinaryIO, number: int, tile: bytes) -> None:
        """Write a tile."""
        digest = hashlib.blake2b(tile, digest_size=DIGEST_BYTES).digest()
        if digest not in self._known:
            self._known[digest] = self._end
            file.write(tile)
            self._end += len(tile)
        self._numbers.append(number)
        self._offsets.append(self._known[digest])
        self._lengths.append(len(tile))
        self._digests.append(digest)

    def done(self) -> Spool:
        """Return what was written."""
        return Spool(
            self.path,
            np.array(self._numbers, np.uint64),
            np.array(self._offsets, np.uint64),
            np.array(self._lengths, np.uint64),
            np.frombuffer(b"".join(self._digests), f"V{DIGEST_BYTES}"),
        )


@dataclass(frozen=True)
class ArchiveWritten:
    """What an archive has become.

    Attributes
    ----------
    tiles
        Places that have a tile.
    contents
        Different tiles.
    bytes
        Of the file.
    largest
        Bytes of the largest tile as it lies there.
    by_zoom
        Tiles of each zoom, the coarsest first.
    """

    tiles: int
    contents: int
    bytes: int
    largest: int
    by_zoom: tuple[int, ...]


def compressed(data: bytes) -> bytes:
    """Return bytes as gzip, without time and name, and the same on every system."""
    squeezer = zlib.compressobj(6, zlib.DEFLATED, 31, 9)
    made = bytearray(squeezer.compress(data) + squeezer.flush())
    made[9] = 255  # zlib tells which system it runs on
    return bytes(made)


def write_archive(
    path: Path, spools: Sequence[Spool], cover: Cover, metadata: Mapping[str, Any]
) -> ArchiveWritten:
    """Write an archive of tiles.

    Parameters
    ----------
    path
        Target; the caller gives it its name when it is whole.
    spools
        The tiles, each number once.
    cover
        Where they lie.
    metadata
        What the archive tells of itself, all of it.

    Raises
    ------
    ValueError
        When two tiles have the same number.
    """
    numbers = np.concatenate([one.numbers for one in spools]) if spools else np.empty(0, np.uint64)
    order = np.argsort(numbers, kind="stable")
    numbers = numbers[order]
    if len(numbers) > 1 and (np.diff(numbers) == 0).any():
        raise ValueError("two tiles with one number")
    spool = np.concatenate([np.full(len(one.numbers), k) for k, one in enumerate(spools)] or [numbers])
    origin = np.concatenate([one.offsets for one in spools] or [numbers])[order]
    spool = spool[order]
    lengths = np.concatenate([one.lengths for one in spools] or [numbers])[order]
    digests = np.concatenate([one.digests for one in spools] or [np.empty(0, f"V{DIGEST_BYTES}")])[order]

    # Equal tiles lie once, where the first of them comes.
    _, first, content = np.unique(digests, return_index=True, return_inverse=True)
    kept = np.sort(first)
    placed = np.zeros(len(numbers), np.uint64)
    placed[kept] = np.cumsum(lengths[kept]) - lengths[kept]
    offsets = placed[first[content]] if len(numbers) else placed
    entries = _runs(numbers, offsets, lengths)
    root, leaves = _directories(entries)
    said = json.dumps(metadata, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    told = compressed(said.encode())
    size = int(lengths[kept].sum())
    head = _header(cover, (len(root), len(told), len(leaves), size), (len(numbers), len(entries), len(kept)))
    with path.open("wb") as file:
        for piece in (head, root, told, leaves):
            file.write(piece)
        _copy(file, spools, spool[kept], origin[kept], lengths[kept])
    limits = [((1 << (2 * zoom)) - 1) // 3 for zoom in range(cover.zooms[0], cover.zooms[1] + 2)]
    by_zoom = np.diff(np.searchsorted(numbers, np.array(limits, np.uint64)))
    return ArchiveWritten(
        len(numbers),
        len(kept),
        path.stat().st_size,
        int(lengths.max(initial=0)),
        tuple(by_zoom.tolist()),
    )


def _runs(
    numbers: NDArray[np.uint64], offsets: NDArray[np.uint64], lengths: NDArray[np.uint64]
) -> NDArray[np.uint64]:
    """Return (e, 4) number, run, length, offset: what goes on with the same content is no entry."""
    if not len(numbers):
        return np.empty((0, 4), np.uint64)
    fresh = np.ones(len(numbers), bool)
    fresh[1:] = (np.diff(numbers) != 1) | (offsets[1:] != offsets[:-1]) | (lengths[1:] != lengths[:-1])
    start = np.flatnonzero(fresh)
    run = np.diff(np.append(start, len(numbers)))
    return np.stack([numbers[start], run.astype(np.uint64), lengths[start], offsets[start]], axis=1)


def _directories(entries: NDArray[np.uint64]) -> tuple[bytes, bytes]:
    """Return the root directory and the leaves, which are empty where all fits into the root."""
    root = compressed(_directory(entries))
    if len(root) <= ROOT_BYTES - HEADER_BYTES:
        return root, b""
    count = LEAF_ENTRIES
    while True:
        leaves = [compressed(_directory(entries[at : at + count])) for at in range(0, len(entries), count)]
        lengths = np.array([len(one) for one in leaves], np.uint64)
        above = np.stack(
            [entries[::count, 0], np.zeros(len(leaves), np.uint64), lengths, np.cumsum(lengths) - lengths],
            axis=1,
        )
        root = compressed(_directory(above))
        if len(root) <= ROOT_BYTES - HEADER_BYTES:
            return root, b"".join(leaves)
        count *= 2


def _directory(entries: NDArray[np.uint64]) -> bytes:
    """Return a directory before it is compressed: four columns of varints, one behind the other."""
    numbers, runs, lengths, offsets = entries.T
    steps = np.diff(numbers, prepend=np.uint64(0))
    places = offsets + np.uint64(1)
    if len(entries) > 1:
        follows = offsets[1:] == offsets[:-1] + lengths[:-1]
        places[1:][follows] = 0
    count = np.array([len(entries)], np.uint64)
    return varints.written(np.concatenate([count, steps, runs, lengths, places])).tobytes()


def _header(cover: Cover, sizes: tuple[int, int, int, int], counts: tuple[int, int, int]) -> bytes:
    root, told, leaves, _ = sizes
    places = (
        HEADER_BYTES,
        HEADER_BYTES + root,
        HEADER_BYTES + root + told,
        HEADER_BYTES + root + told + leaves,
    )
    west, south, east, north = cover.bounds
    squeezed = 2 if cover.kind is TileKind.MVT else 1
    centre = ((west + east) / 2, (south + north) / 2)
    return struct.pack(
        "<7sB11Q6B4iB2i",
        *(b"PMTiles", 3),
        *(one for pair in zip(places, sizes, strict=True) for one in pair),
        *counts,
        *(1, 2, squeezed, cover.kind, *cover.zooms),
        *(_e7(one) for one in (west, south, east, north)),
        (cover.zooms[0] + cover.zooms[1]) // 2,
        *(_e7(one) for one in centre),
    )


def _e7(degrees: float) -> int:
    return round(degrees * 1e7)


def _copy(
    file: BinaryIO,
    spools: Sequence[Spool],
    spool: NDArray[np.int64],
    origin: NDArray[np.uint64],
    lengths: NDArray[np.uint64],
) -> None:
    """Copy tiles out of the spools in order; those that lie behind each other there are copied together."""
    if not len(spool):
        return
    fresh = np.ones(len(spool), bool)
    fresh[1:] = (spool[1:] != spool[:-1]) | (origin[1:] != origin[:-1] + lengths[:-1])
    start = np.flatnonzero(fresh)
    sizes = np.add.reduceat(lengths, start)
    opened: dict[int, BinaryIO] = {}
    try:
        for at, size in zip(start.tolist(), sizes.tolist(), strict=True):
            number = int(spool[at])
            source = opened.get(number)
            if source is None:
                source = opened[number] = spools[number].path.open("rb")
            source.seek(int(origin[at]))
            file.writelines(source.read(min(left, _PIECE)) for left in range(size, 0, -_PIECE))
    finally:
        for one in opened.values():
            one.close()


def spooled(path: Path, tiles: Iterable[tuple[int, bytes]]) -> Spool:
    """Write finished tiles, each with its number, into a file and return it."""
    spooler = Spooler(path)
    with path.open("wb") as file:
        for number, tile in tiles:
            spooler.add(file, number, tile)
    return spooler.done()
