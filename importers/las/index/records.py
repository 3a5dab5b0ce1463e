"""Points of any LAS format as points of the formats that COPC allows, with nothing lost.

After the ASPRS specification LAS 1.4 - R15, tables 7 to 19. COPC 1.0 allows the formats 6, 7 and 8 only. What
they have no field for (places in a waveform) is kept as extra bytes; extra bytes are kept as they stand, and
those that no record describes get a description.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.las.header import SIZES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Records = NDArray[np.void]

DESCRIPTION = 192
"""Bytes that describe one extra dimension."""
UNSIGNED = frozenset({1, 3, 5})
NOTHING_BIT, NOTHING_AT = 1, 40
"""Which option says that a dimension has a value for "no value", and where this stands."""
ANGLE_STEP = 0.006
"""Degrees of a step of the scan angle in the formats from 6 on."""
_PLACE = [("X", "<i4"), ("Y", "<i4"), ("Z", "<i4"), ("intensity", "<u2"), ("returns", "u1")]
_OLD = [*_PLACE, ("classification", "u1"), ("angle", "i1"), ("user", "u1"), ("source", "<u2")]
_NEW = [
    *_PLACE,
    ("flags", "u1"),
    ("classification", "u1"),
    ("user", "u1"),
    ("angle", "<i2"),
    ("source", "<u2"),
]
_TIME, _COLOUR, _NIR, _WAVE = ("time", "<f8"), ("colour", "<u2", (3,)), ("nir", "<u2"), ("wave", "V29")
_PARTS: tuple[list[Any], ...] = (
    _OLD,
    [*_OLD, _TIME],
    [*_OLD, _COLOUR],
    [*_OLD, _TIME, _COLOUR],
    [*_OLD, _TIME, _WAVE],
    [*_OLD, _TIME, _COLOUR, _WAVE],
    [*_NEW, _TIME],
    [*_NEW, _TIME, _COLOUR],
    [*_NEW, _TIME, _COLOUR, _NIR],
    [*_NEW, _TIME, _WAVE],
    [*_NEW, _TIME, _COLOUR, _NIR, _WAVE],
)
_TARGET = (6, 6, 7, 7, 6, 7, 6, 7, 8, 6, 8)
_WAVE_DIMENSIONS = (
    ("wave descriptor", 1),
    ("wave offset", 7),
    ("wave size", 5),
    ("wave return place", 9),
    ("wave x", 9),
    ("wave y", 9),
    ("wave z", 9),
)
"""Name and data type of the parts of a place in a waveform, in their order; 29 bytes."""
_TYPE_SIZES = (0, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8)


Triple = tuple[float, float, float]


@dataclass(frozen=True)
class Units:
    """What makes places of the whole numbers x, y, z in a file: `scale` times the number, and `offset`."""

    scale: Triple
    offset: Triple


@dataclass(frozen=True)
class Layout:
    """How points lie in a source and in what is made of it.

    Attributes
    ----------
    source_format, source_length
        Point format, and bytes of a point.
    extra
        Content of the record that describes the extra bytes of what is made, empty without any.
    swapped
        Whether the source has north first; what is made has east first.
    units, target_units
        Of the source as it stands, and of what is made, where they differ.
    """

    source_format: int
    source_length: int
    extra: bytes
    swapped: bool = False
    units: Units | None = None
    target_units: Units | None = None

    @property
    def point_format(self) -> int:
        """Point format of what is made: 6, 7 or 8."""
        return _TARGET[self.source_format]

    @property
    def extra_length(self) -> int:
        """Bytes of a point beyond those of its format."""
        return self.target.itemsize - SIZES[self.point_format]

    @property
    def source(self) -> np.dtype[np.void]:
        """Fields of a point of the source."""
        return _dtype(self.source_format, self.source_length)

    @property
    def target(self) -> np.dtype[np.void]:
        """Fields of a point of what is made."""
        wave = 29 if "wave" in (self.source.names or ()) else 0
        extra = self.source_length - SIZES[self.source_format]
        return _dtype(self.point_format, SIZES[self.point_format] + extra + wave)


def layout_of(point_format: int, length: int, described: bytes, *, swapped: bool = False) -> Layout:
    """Return how points of a source are kept.

    Parameters
    ----------
    point_format, length
        Of the source.
    described
        Content of its record of extra bytes, empty when it has none.
    swapped
        Whether it has north first.
    """
    left = length - SIZES[point_format]
    kept = bytearray()
    for start in range(0, len(described) - DESCRIPTION + 1, DESCRIPTION):
        one = described[start : start + DESCRIPTION]
        size = _size_of(one)
        if not size or size > left:
            break
        kept += _sensible(one) if 1 <= one[2] <= len(_TYPE_SIZES) - 1 else _taken_apart(one, size)
        left -= size
    if left:
        kept += _taken_apart(_description("undescribed", 0, 0), left)
    if point_format in {4, 5, 9, 10}:
        kept += b"".join(_description(name, kind) for name, kind in _WAVE_DIMENSIONS)
    return Layout(point_format, length, bytes(kept), swapped)


def _size_of(description: bytes) -> int:
    kind, options = description[2], description[3]
    if kind == 0:
        return options
    times = 1 + (kind - 1) // 10  # two or three of a kind, as older files have them
    return _TYPE_SIZES[(kind - 1) % 10 + 1] * times if kind <= 30 else 0


def _sensible(description: bytes) -> bytes:
    """Return a description without a value for "no value" that the dimension cannot hold."""
    kind, options = description[2], description[3]
    (nothing,) = struct.unpack_from("<Q", description, NOTHING_AT)
    if kind in UNSIGNED and options & NOTHING_BIT and nothing >> 8 * _TYPE_SIZES[kind]:
        cleared = bytearray(description)
        cleared[3] &= ~NOTHING_BIT
        cleared[NOTHING_AT : NOTHING_AT + 8] = bytes(8)
        return bytes(cleared)
    return description


def _taken_apart(description: bytes, size: int) -> bytes:
    """Describe several numbers in one, or bytes that nobody explained, as single numbers.

    Programs of today do not read the former any more, and some not the latter.
    """
    name = description[4:36].split(b"\0", 1)[0].decode("utf-8", "replace")
    kind = (description[2] - 1) % 10 + 1
    if description[2]:
        kinds = [kind] * (size // _TYPE_SIZES[kind])
    else:
        kinds = [7] * (size // 8) + [one for one, wide in ((5, 4), (3, 2), (1, 1)) if size & wide]
    return b"".join(_description(f"{name} {number}", one) for number, one in enumerate(kinds, 1))


def _description(name: str, kind: int, options: int = 0) -> bytes:
    text = name.encode()[-32:]
    return struct.pack("<2xBB32s", kind, options, text).ljust(DESCRIPTION, b"\0")


def _dtype(point_format: int, length: int) -> np.dtype[np.void]:
    parts = list(_PARTS[point_format])
    extra = length - SIZES[point_format]
    return np.dtype([*parts, ("extra", f"V{extra}")] if extra else parts)


def converted(records: Records, layout: Layout) -> Records:
    """Return points (n,) of a source as points of what is made of it."""
    source, target = layout.source, layout.target
    if source == target and not layout.swapped and layout.units == layout.target_units:
        return records
    made = np.zeros(len(records), dtype=target)
    for name in ("X", "Y", "Z", "intensity", "user", "source", "time", "colour", "nir"):
        if name in (source.names or ()):
            made[name] = records[name]
    if layout.units is not None and layout.target_units is not None:
        old, new = layout.units, layout.target_units
        for axis, name in enumerate(("X", "Y", "Z")):
            place = records[name] * old.scale[axis] + old.offset[axis]
            made[name] = np.rint((place - new.offset[axis]) / new.scale[axis])
    if layout.swapped:
        made["X"], made["Y"] = made["Y"].copy(), made["X"].copy()
    if layout.source_format >= 6:
        for name in ("returns", "flags", "classification", "angle"):
            made[name] = records[name]
    else:
        _modernise(records, made)
    tail = [records[name] for name in ("extra", "wave") if name in (source.names or ())]
    if tail:
        pieces = [np.ascontiguousarray(one).view(np.uint8).reshape(len(records), -1) for one in tail]
        whole = np.ascontiguousarray(np.concatenate(pieces, axis=1))
        made["extra"] = whole.view(made.dtype["extra"]).ravel()
    return made


def _modernise(records: Records, made: Records) -> None:
    """Fill in what lies otherwise in the formats up to 5."""
    returns = records["returns"]
    made["returns"] = (returns & 7) | ((returns >> 3 & 7) << 4)
    classes = records["classification"]
    made["flags"] = (classes >> 5) | (returns & 0xC0)
    made["classification"] = classes & 31
    made["angle"] = np.round(records["angle"] / ANGLE_STEP).astype(np.int16)
