"""A document as plain values and back, so that a sheet that was handed out can be written again.

What is stored is the whole sheet, its pictures too: neither data that have changed since nor another way of
drawing can change what a citizen was told.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import io
import types
import typing
from enum import StrEnum
from typing import Any

from gisapp.paper import document as paper
from gisapp.paper.document import Document, Shape
from layers import plaindata

MOST_BYTES = 4 * 1024 * 1024
"""Bytes of a picture."""
MOST_PIXELS = 8192
"""Along a side of a picture."""
MOST_POINTS = 2_000_000
KIND = "kind"
LATER = (paper.Words, paper.Drawing)
"""What got more fields after sheets had been kept: what an old one does not name is as it was then."""
BLOCKS = {one.__name__: one for one in typing.get_args(paper.Block)}


def to_plain(one: Document) -> dict[str, Any]:
    """Return a document as plain values for JSON."""
    return dict(_plain(one))


def from_plain(value: object, place: str = "") -> Document:
    """Return the document of plain values.

    Raises
    ------
    layers.errors.Damaged
        When they are none; the message names the place.
    """
    found = _read(Document, value, place)
    if not isinstance(found, Document):
        plaindata.fail(place)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Shape):
        found = {
            field.name: _plain(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if field.name != "rings"
        }
        # One text for each ring: a line for every number would make files of a megabyte.
        return {"rings": [" ".join(f"{x!r},{y!r}" for x, y in ring) for ring in value.rings], **found}
    if dataclasses.is_dataclass(value):
        found = {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {KIND: type(value).__name__, **found} if type(value).__name__ in BLOCKS else found
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    return value.value if isinstance(value, StrEnum) else value


def _read(kind: Any, value: Any, place: str) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        name = value.get(KIND) if isinstance(value, dict) else None
        if name not in BLOCKS:
            plaindata.fail(place)
        return _read(BLOCKS[name], value, place)
    if origin is tuple:
        return _several(typing.get_args(kind), value, place)
    if kind is bytes:
        return _picture(value, place)
    if kind is float:
        return plaindata.number(value, place)
    if kind in (str, bool, int):
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            plaindata.fail(place)
        return value
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        if value not in set(kind):
            plaindata.fail(place)
        return kind(value)
    return _object(kind, value, place)


def _several(kinds: tuple[Any, ...], value: Any, place: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        plaindata.fail(place)
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        kinds = (kinds[0],) * len(value)
    if len(kinds) != len(value):
        plaindata.fail(place)
    return tuple(
        _read(kind, one, f"{place}[{index}]")
        for index, (kind, one) in enumerate(zip(kinds, value, strict=True))
    )


def _object(kind: Any, value: Any, place: str) -> Any:
    reader = plaindata.Reader(value, place)
    hints = typing.get_type_hints(kind, vars(paper))
    found = {}
    for field in dataclasses.fields(kind):
        if field.name not in reader.value:
            if kind in LATER and field.default is not dataclasses.MISSING:
                continue
            plaindata.fail(reader.at(field.name))
        read = _rings if kind is Shape and field.name == "rings" else _read
        found[field.name] = read(hints[field.name], reader.value[field.name], reader.at(field.name))
    return kind(**found)


def _rings(kind: Any, value: Any, place: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    del kind
    if (
        not isinstance(value, list)
        or sum(len(one) for one in value if isinstance(one, str)) > MOST_POINTS * 40
    ):
        plaindata.fail(place)
    return tuple(_ring(one, f"{place}[{index}]") for index, one in enumerate(value))


def _ring(value: Any, place: str) -> tuple[tuple[float, float], ...]:
    if not isinstance(value, str):
        plaindata.fail(place)
    try:
        pairs = [tuple(map(float, pair.split(","))) for pair in value.split(" ")]
    except ValueError:
        plaindata.fail(place)
    found = []
    for pair in pairs:
        if len(pair) != 2:
            plaindata.fail(place)
        found.append((plaindata.number(pair[0], place), plaindata.number(pair[1], place)))
    return tuple(found)


def _picture(value: Any, place: str) -> bytes:
    if not isinstance(value, str) or len(value) > MOST_BYTES * 4 // 3 + 4:
        plaindata.fail(place)
    try:
        found = base64.b64decode(value, validate=True)
    except binascii.Error:
        plaindata.fail(place)
    if found and not is_picture(found):
        plaindata.fail(place)
    return found


def is_picture(content: bytes) -> bool:
    """Say whether bytes are a PNG or JPEG of a size that a page can hold; only its head is read."""
    from PIL import Image, UnidentifiedImageError

    if len(content) > MOST_BYTES:
        return False
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
            return max(image.size) <= MOST_PIXELS and min(image.size) > 0
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
