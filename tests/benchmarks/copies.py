"""Big cities from a real one: every mesh file again at other places, as CityGML text with ids of its own.

Nothing is invented: the copies are moved by whole meshes of JIS X 0410, digit by digit, so that each of
them is as valid, as dense and as long to read as the original.
"""

from __future__ import annotations

import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numba
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

NORTH, EAST = 10, 14
"""Meshes by which copies lie apart: as many as Tatebayashi is tall and wide."""
DECIMALS = 15
_MESH_NAME = re.compile(r"(?<!\d)(\d{8})(?=_bldg)")
_CITY_NUMBER = re.compile(rb"(?<=[>-])(\d{5}-bldg-)")


@dataclass(frozen=True)
class Copy:
    """One copy: its number, and by how many third-level meshes it is moved."""

    number: int
    north: int
    east: int


def copies(number: int) -> list[Copy]:
    """Return so many places around the original, the nearest first and the original itself before all."""
    reach = range(-4, 5)
    places = sorted(product(reach, reach), key=lambda place: (max(map(abs, place)), place))
    return [Copy(k, north * NORTH, east * EAST) for k, (north, east) in enumerate(places[:number])]


def moved_name(name: str, copy: Copy) -> str:
    """Return the name of a mesh file after the move."""
    return _MESH_NAME.sub(lambda found: _moved_code(found.group(1), copy), name)


def _moved_code(code: str, copy: Copy) -> str:
    """Return a third-level mesh code after the move (JIS X 0410: 80 by 80 in a first-level mesh)."""
    south, west = int(code[:2]) * 80, int(code[2:4]) * 80
    row = south + int(code[4]) * 10 + int(code[6]) + copy.north
    column = west + int(code[5]) * 10 + int(code[7]) + copy.east
    first = f"{row // 80:02d}{column // 80:02d}"
    return f"{first}{row % 80 // 10}{column % 80 // 10}{row % 10}{column % 10}"


def moved_text(text: bytes, copy: Copy) -> bytes:
    """Return the text of a mesh file after the move: coordinates, ids, references and building numbers."""
    mark = b"c%02d_" % copy.number
    text = text.replace(b'gml:id="', b'gml:id="' + mark).replace(b'="#', b'="#' + mark)
    text = _CITY_NUMBER.sub(rb"\g<1>%02d" % copy.number, text)
    if not copy.north and not copy.east:
        return text
    source = np.frombuffer(text, dtype=np.uint8)
    target = np.empty(len(source) + len(source) // 8 + 4096, dtype=np.uint8)
    unit = 10**DECIMALS
    # A mesh is 1/120 of a degree tall and 1/80 wide.
    length = _move(source, target, copy.north * unit // 120, copy.east * unit // 80)
    if length < 0:
        message = "a number of the source is longer than the digits that were foreseen"
        raise ValueError(message)
    return target[:length].tobytes()


@numba.njit(nogil=True)
def _move(source: NDArray[np.uint8], target: NDArray[np.uint8], north: int, east: int) -> int:
    """Copy a text and move what stands in ``posList``, ``lowerCorner`` and ``upperCorner``.

    Returns
    -------
    int
        Length of the new text, -1 when a number has more digits than can be moved exactly.
    """
    list_end, corner_end = (116, 115, 105, 76), (114, 101, 110, 114)  # "List", "rner" from their ends
    at, out, size = 0, 0, len(source)
    digits = np.empty(24, dtype=np.uint8)
    while at < size:
        byte = source[at]
        target[out] = byte
        at += 1
        out += 1
        if byte != 62 or at < 12:
            continue
        is_list, is_corner = True, True
        for k in range(4):
            is_list &= source[at - 2 - k] == list_end[k]
            is_corner &= source[at - 2 - k] == corner_end[k]
        if not (is_list or is_corner):
            continue
        axis = 0
        while at < size and source[at] != 60:
            byte = source[at]
            if not (48 <= byte <= 57) or axis == 2:
                if axis == 2 and byte in (32, 10):
                    axis = 0
                target[out] = byte
                at += 1
                out += 1
                continue
            value, decimals, point = 0, 0, False
            while at < size and (48 <= source[at] <= 57 or source[at] == 46):
                if source[at] == 46:
                    point = True
                else:
                    value = value * 10 + (source[at] - 48)
                    decimals += point
                at += 1
            if decimals > 15 or out + 64 > len(target):
                return -1
            for _ in range(15 - decimals):
                value *= 10
            value += north if axis == 0 else east
            for k in range(15):
                digits[k] = 48 + value % 10
                value //= 10
            count = 15
            while value > 0:
                digits[count] = 48 + value % 10
                value //= 10
                count += 1
            for k in range(count - 1, 14, -1):
                target[out] = digits[k]
                out += 1
            target[out] = 46
            out += 1
            for k in range(14, -1, -1):
                target[out] = digits[k]
                out += 1
            axis += 1
            if axis == 2 and at < size:  # the blank before the height
                target[out] = source[at]
                at += 1
                out += 1
    return out


def write_city(source: Path, target: Path, buildings: int) -> int:
    """Write a dataset of at least so many buildings as a zip beside nothing else, and return their number.

    Whole mesh files are taken until there are enough, so it may be a few hundred more.
    """
    made = 0
    part = target.with_name(f"{target.name}.part")
    with (
        zipfile.ZipFile(source) as old,
        zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
        ThreadPoolExecutor(1) as ahead,
    ):
        for name in old.namelist():
            if "/codelists/" in name and not name.endswith("/"):
                new.writestr(name, old.read(name))
        # One file is moved while the one before it is pressed.
        pending = None
        for name, copy in _members(old):
            if made >= buildings:
                break
            text = old.read(name)
            made += text.count(b"<bldg:Building ")
            following = ahead.submit(moved_text, text, copy), moved_name(name, copy)
            if pending is not None:
                new.writestr(pending[1], pending[0].result())
            pending = following
        if pending is not None:
            new.writestr(pending[1], pending[0].result())
    part.replace(target)
    return made


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, Copy]]:
    names = sorted(name for name in archive.namelist() if "/udx/bldg/" in name and name.endswith(".gml"))
    for copy in copies(81):
        for name in names:
            yield name, copy
