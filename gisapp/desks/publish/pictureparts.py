"""What pictures carry beside their pixels: places, cameras, names that nobody sees and nobody may publish."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

PNG, JPEG, WEBP = 2, 3, 4
"""Kinds of tiles, as PMTiles numbers them."""
_FORMATS = {PNG: "PNG", JPEG: "JPEG", WEBP: "WEBP"}
_PLAIN_PNG = frozenset(
    {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"sRGB", b"gAMA", b"cHRM", b"pHYs", b"sBIT"}
)
_PLAIN_WEBP = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH"})  # codespell:ignore alph
_START_OF_SCAN = 0xDA
_MOST_PIXELS = 4096 * 4096


def fault_of_picture(data: bytes, kind: int) -> str:
    """Return why a picture cannot be shown as a tile, empty when it can: every pixel is read."""
    from PIL import Image

    if kind not in _FORMATS:
        return f"tiles of kind {kind}"
    try:
        with Image.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as picture:
            wide, high = picture.size
            if wide != high or wide & (wide - 1) or wide * high > _MOST_PIXELS:
                return f"{wide} x {high} pixels"
            picture.load()
    except (OSError, ValueError, SyntaxError, struct.error, Image.DecompressionBombError) as error:
        return str(error)
    return ""


def extra_parts(data: bytes, kind: int) -> tuple[str, ...]:
    """Return names of parts of a picture that are no pixels: EXIF, texts, times, what is behind its end."""
    parts = {PNG: _of_png, JPEG: _of_jpeg, WEBP: _of_webp}.get(kind)
    return () if parts is None else tuple(parts(data))


def _of_png(data: bytes) -> Iterator[str]:
    at = 8
    while at + 12 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        name = data[at + 4 : at + 8]
        if name not in _PLAIN_PNG:
            yield name.decode("latin-1")
        at += 12 + size
        if name == b"IEND":
            break
    if at < len(data):
        yield "bytes behind the end"


def _of_jpeg(data: bytes) -> Iterator[str]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        (size,) = struct.unpack_from(">H", data, at + 2)
        if marker == _START_OF_SCAN:
            break
        if 0xE1 <= marker <= 0xED or marker in (0xEF, 0xFE):
            yield "COM" if marker == 0xFE else f"APP{marker - 0xE0}"
        at += 2 + size
    if not data.endswith(b"\xff\xd9"):
        yield "bytes behind the end"


def _of_webp(data: bytes) -> Iterator[str]:
    at = 12
    while at + 8 <= len(data):
        name = data[at : at + 4]
        (size,) = struct.unpack_from("<I", data, at + 4)
        if name not in _PLAIN_WEBP:
            yield name.decode("latin-1").strip()
        at += 8 + size + size % 2
    if at < len(data):
        yield "bytes behind the end"
