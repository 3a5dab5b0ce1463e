"""Looks at every byte of a PMTiles file before the public does: is it whole and sound, does it tell too much.

This reads the file by itself, with nothing of what wrote it, as a reader elsewhere would.
"""

from __future__ import annotations

import json
import math
import mmap
import re
import struct
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gisapp.desks.publish.pictureparts import extra_parts, fault_of_picture
from gisapp.desks.publish.tilegrid import tile_of
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from pathlib import Path

HEADER = struct.Struct("<7sB11Q6B4iB2i")
MOST_DEPTH = 4
MOST_PROBLEMS = 100
"""So many are told; a file that is broken throughout has no end of them."""
BUFFER = 256
"""Steps that a shape may reach over the edge of its tile."""
MOST_BYTES = 64 << 20
"""Of anything when it is unpacked: what grows beyond is no tile."""
MOST_KEYS = 4096
_MVT = 1

_NO_ARCHIVE = QT_TRANSLATE_NOOP(CONTEXT, "PMTiles（版 3）のファイルではありません。")
_BEYOND = QT_TRANSLATE_NOOP(CONTEXT, "「{what}」がファイルの外を指しています。")
_DIRECTORY = QT_TRANSLATE_NOOP(CONTEXT, "タイルの目次を読めません: {detail}")
_ORDER = QT_TRANSLATE_NOOP(CONTEXT, "タイルの目次が番号の順になっていません（{number}）。")
_COUNTS = QT_TRANSLATE_NOOP(CONTEXT, "「{what}」が、見出しでは {said:,}、実際は {found:,} です。")
_ZOOM = QT_TRANSLATE_NOOP(CONTEXT, "タイル {tile} は、見出しの縮尺 {low}～{high} の外です。")
_PLACE = QT_TRANSLATE_NOOP(CONTEXT, "タイル {tile} は、見出しの範囲の外です。")
_TILE = QT_TRANSLATE_NOOP(CONTEXT, "タイル {tile} を読めません: {detail}")
_LAYER = QT_TRANSLATE_NOOP(CONTEXT, "タイル {tile} に、公開すると決めていないレイヤ「{layer}」があります。")
_FIELD = QT_TRANSLATE_NOOP(
    CONTEXT, "タイル {tile} のレイヤ「{layer}」に、公開すると決めていない項目「{field}」があります。"
)
_METADATA = QT_TRANSLATE_NOOP(CONTEXT, "タイルの説明（メタデータ）を読めません: {detail}")
_KEY = QT_TRANSLATE_NOOP(
    CONTEXT, "タイルの説明（メタデータ）に、公開すると決めていない項目「{key}」があります。"
)
_TOLD = QT_TRANSLATE_NOOP(
    CONTEXT, "タイルの説明（メタデータ）に、公開してはならないもの（{what}）があります: {text}"
)
_PICTURE = QT_TRANSLATE_NOOP(CONTEXT, "タイル {tile} の画像に、撮影情報などの付加情報（{what}）があります。")

_KEYS = frozenset({"name", "description", "attribution", "vector_layers", "encoding"})
_LAYER_KEYS = frozenset({"id", "fields", "minzoom", "maxzoom"})
_TELLTALE = {
    "path": re.compile(
        r"(?:^|[\s\"'=(:,])(?:/(?:home|Users|root|tmp|mnt|var|opt|media|srv|data)/|~/|[A-Za-z]:[\\/]|\\\\\w)"
    ),
    "command": re.compile(r"(?:^|\s)--[a-z][\w-]+|\b(?:tippecanoe|ogr2ogr|python3?|gdal_?\w+)\s+-"),
    "address": re.compile(r"\blocalhost\b|\b(?:127|10)\.\d+\.\d+\.\d+\b|\b192\.168\.\d|file://"),
}


@dataclass(frozen=True)
class Problem:
    """Something that must not be published.

    Attributes
    ----------
    code
        Stable name such as ``tile-field``.
    template, values
        The Japanese sentence and what goes into its places.
    """

    code: str
    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> Message:
        """The sentence."""
        return Message(self.template, self.values)


class _Broken(Exception):
    """A piece cannot be read; the reason is for those who look into it."""


@dataclass(frozen=True)
class _Head:
    """Header of an archive; sections are first byte and length."""

    root: tuple[int, int]
    told: tuple[int, int]
    leaves: tuple[int, int]
    tiles: tuple[int, int]
    counts: tuple[int, ...]
    internal: int
    packing: int
    kind: int
    zooms: tuple[int, ...]
    bounds: tuple[int, ...]

    @classmethod
    def read(cls, data: bytes) -> _Head:
        values = HEADER.unpack(data)
        root, told, leaves, tiles = zip(values[2:10:2], values[3:10:2], strict=True)
        counts, (internal, packing, kind) = values[10:13], values[14:17]
        return cls(
            *(root, told, leaves, tiles, counts, internal, packing, kind), values[17:19], values[19:23]
        )


def check_pmtiles(path: Path, allowed: Mapping[str, Collection[str]]) -> tuple[Problem, ...]:
    """Return what is wrong with a PMTiles file, at most :data:`MOST_PROBLEMS` things.

    Parameters
    ----------
    path
        The file.
    allowed
        Attributes that each layer may have, by its name in the tiles. Pictures have no layers.

    Returns
    -------
    tuple of Problem
        Nothing when every directory and every tile was read and all is as it should be.
    """
    found: list[Problem] = []
    for problem in _problems(path, allowed):
        found.append(problem)
        if len(found) >= MOST_PROBLEMS:
            break
    return tuple(found)


def _problems(path: Path, allowed: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(HEADER.size)
        if len(start) < HEADER.size or start[:8] != b"PMTiles\x03":
            yield Problem("tile-archive", _NO_ARCHIVE)
            return
        head = _Head.read(start)
        beyond = False
        for what in ("root", "told", "leaves", "tiles"):
            first, length = getattr(head, what)
            if first < HEADER.size or first + length > size:
                beyond = True
                yield Problem("tile-beyond", _BEYOND, {"what": what})
        if beyond:
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            yield from _metadata(head, data, allowed)
            yield from _tiles(head, data, allowed)


def _metadata(head: _Head, data: mmap.mmap, allowed: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    first, length = head.told
    try:
        told = json.loads(_unpacked(data[first : first + length], head.internal))
    except (_Broken, ValueError, RecursionError) as error:
        yield Problem("tile-metadata", _METADATA, {"detail": str(error)})
        return
    if not isinstance(told, dict):
        yield Problem("tile-metadata", _METADATA, {"detail": "no object"})
        return
    yield from (Problem("tile-metadata-key", _KEY, {"key": key}) for key in sorted(told.keys() - _KEYS))
    layers = told.get("vector_layers", [])
    for layer in layers if isinstance(layers, list) else [layers]:
        if not isinstance(layer, dict) or layer.get("id") not in allowed:
            name = layer.get("id") if isinstance(layer, dict) else "vector_layers"
            yield Problem("tile-metadata-key", _KEY, {"key": name})
            continue
        names = set(layer.get("fields", {})) - set(allowed[layer["id"]]) | (layer.keys() - _LAYER_KEYS)
        yield from (Problem("tile-metadata-key", _KEY, {"key": name}) for name in sorted(names))
    for text in _texts(told):
        for what, pattern in _TELLTALE.items():
            if pattern.search(text):
                yield Problem("tile-metadata-tells", _TOLD, {"what": what, "text": text[:200]})


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _tiles(head: _Head, data: mmap.mmap, allowed: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    addressed = entries = 0
    contents: set[int] = set()
    following = -1
    try:
        for number, run, length, offset in _entries(head, data, head.root, 0):
            addressed, entries = addressed + run, entries + 1
            if number < following:
                yield Problem("tile-order", _ORDER, {"number": number})
            following = number + run
            name = "{}/{}/{}".format(*tile_of(number))
            if offset + length > head.tiles[1] or not length:
                yield Problem("tile-beyond", _BEYOND, {"what": name})
                continue
            yield from _place(head, number, run, name)
            if offset not in contents:
                contents.add(offset)
                first = head.tiles[0] + offset
                yield from _tile(head, data[first : first + length], name, allowed)
    except _Broken as error:
        yield Problem("tile-directory", _DIRECTORY, {"detail": str(error)})
        return
    found = (addressed, entries, len(contents))
    for what, said, true in zip(("tiles", "entries", "contents"), head.counts, found, strict=True):
        if said not in (0, true):  # the specification lets a writer say nothing
            yield Problem("tile-counts", _COUNTS, {"what": what, "said": said, "found": true})


def _entries(
    head: _Head, data: mmap.mmap, section: tuple[int, int], depth: int
) -> Iterator[tuple[int, int, int, int]]:
    """Give number, run, length, offset of all tiles, in the order of the directories."""
    if depth > MOST_DEPTH:
        raise _Broken("directories without end")
    first, length = section
    content = _unpacked(data[first : first + length], head.internal)
    numbers = _varints(content)
    count = next(numbers, 0)
    if count > len(content):
        raise _Broken("more entries than bytes")
    columns = [[next(numbers, -1) for _ in range(count)] for _ in range(4)]
    if any(-1 in column for column in columns) or next(numbers, None) is not None:
        raise _Broken("its columns do not end together")
    number, before = 0, 0
    for place, (step, run, size, at) in enumerate(zip(*columns, strict=True)):
        if place and not step:
            raise _Broken("a number twice")
        if not at and not place:
            raise _Broken("no first place")
        number += step
        offset = at - 1 if at else before
        before = offset + size
        if run:
            yield number, run, size, offset
        else:
            if before > head.leaves[1] or not size:
                raise _Broken("a leaf beyond the leaves")
            yield from _entries(head, data, (head.leaves[0] + offset, size), depth + 1)


def _varints(content: bytes) -> Iterator[int]:
    value = bits = 0
    for byte in content:
        value |= (byte & 127) << bits
        bits += 7
        if byte < 128:
            yield value
            value = bits = 0
        elif bits > 63:
            raise _Broken("a number that is too long")
    if bits:
        raise _Broken("cut short")


def _place(head: _Head, number: int, run: int, name: str) -> Iterator[Problem]:
    zoom, column, row = tile_of(number)
    last = tile_of(number + run - 1)[0]
    if not head.zooms[0] <= zoom <= last <= head.zooms[1]:
        values = {"tile": name, "low": head.zooms[0], "high": head.zooms[1]}
        yield Problem("tile-zoom", _ZOOM, values)
        return
    side = 1 << zoom
    west, east = ((column + k) / side * 360 - 180 for k in (0, 1))
    north, south = (math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * (row + k) / side)))) for k in (0, 1))
    beyond = 0.1 * (east - west)
    low_x, low_y, high_x, high_y = (one / 1e7 for one in head.bounds)
    if east + beyond < low_x or west - beyond > high_x or north + beyond < low_y or south - beyond > high_y:
        yield Problem("tile-place", _PLACE, {"tile": name})


def _tile(head: _Head, packed: bytes, name: str, allowed: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    try:
        tile = _unpacked(packed, head.packing)
        if head.kind == _MVT:
            yield from _vector(tile, name, allowed)
        else:
            yield from _pictured(tile, head.kind, name)
    except _Broken as error:
        yield Problem("tile-content", _TILE, {"tile": name, "detail": str(error)})


def _pictured(tile: bytes, kind: int, name: str) -> Iterator[Problem]:
    fault = fault_of_picture(tile, kind)
    if fault:
        raise _Broken(fault)
    for what in extra_parts(tile, kind):
        yield Problem("tile-picture", _PICTURE, {"tile": name, "what": what})


def _vector(tile: bytes, name: str, allowed: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    import numpy as np

    from gisapp.desks.publish import tilelooking as looking

    data = np.frombuffer(tile, np.uint8).copy()
    told, keys = np.zeros(9, np.int64), np.zeros((MOST_KEYS, 2), np.int64)
    texts = np.zeros(2 * len(tile) + 16, np.uint8)
    seen: set[str] = set()
    for first, end in _layers(tile):
        looking.look(data, first, end, BUFFER, told, keys, texts)
        fault = looking.FAULTS[told[looking.FAULT]]
        layer = _text(tile[told[looking.NAME_FROM] : told[looking.NAME_TO]])
        if not fault and (
            told[looking.VERSION] != 2 or not layer or layer in seen or not told[looking.FEATURES]
        ):
            fault = "a layer without name, version or features, or twice"
        if fault:
            raise _Broken(f"{layer}: {fault}")
        seen.add(layer)
        _text(texts[: told[looking.TEXT]].tobytes())
        if layer not in allowed:
            yield Problem("tile-layer", _LAYER, {"tile": name, "layer": layer})
            continue
        for begin, stop in keys[: told[looking.KEYS]].tolist():
            key = _text(tile[begin:stop])
            if key not in allowed[layer]:
                yield Problem("tile-field", _FIELD, {"tile": name, "layer": layer, "field": key})
    if not seen:
        raise _Broken("no layer")


def _layers(tile: bytes) -> Iterator[tuple[int, int]]:
    """Give where the messages of the layers begin and end."""
    at = 0
    while at < len(tile):
        if tile[at] != 0x1A:
            raise _Broken("a field that the standard does not know")
        size = bits = 0
        while True:
            at += 1
            if at >= len(tile) or bits > 35:
                raise _Broken("cut short")
            size |= (tile[at] & 127) << bits
            bits += 7
            if tile[at] < 128:
                break
        at += 1
        if at + size > len(tile):
            raise _Broken("cut short")
        yield at, at + size
        at += size


def _text(written: bytes) -> str:
    try:
        return written.decode()
    except UnicodeDecodeError as error:
        raise _Broken("text that is none") from error


def _unpacked(packed: bytes, how: int) -> bytes:
    if how in (0, 1):
        return packed
    if how != 2:
        raise _Broken(f"compression {how}")
    try:
        opener = zlib.decompressobj(31)
        data = opener.decompress(packed, MOST_BYTES)
    except zlib.error as error:
        raise _Broken(str(error)) from error
    if not opener.eof or opener.unused_data:
        raise _Broken("gzip that does not end where it should")
    return data
