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
    from pathlib import Path

    from numpy.typing import NDArray

NORTH, EAST = 10, 14
"""Meshes by which copies lie apart: as many as Tatebayashi is tall and wide."""
DECIMALS = 15
UNIT = 10**DECIMALS
"""Parts of a degree that coordinates are whole multiples of."""
_MESH_NAME = re.compile(r"(?<!\d)(\d{8})(?=_bldg)")
_CITY_NUMBER = re.compile(rb"[>-]\d{5}-bldg-")
_BUILDING = b"<bldg:Building "
_ROOM = b"\0\0"
"""Stands where the number of the copy goes, for no XML holds it."""


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


@dataclass(frozen=True, eq=False)
class Template:
    """The text of a mesh file in which a copy writes over a few bytes and moves none.

    Attributes
    ----------
    text
        (n,) uint8: every id, reference and building number with room for the number of the copy, every
        degree with all its digits.
    marks
        Where the two digits of the copy go.
    degrees
        Where the last digit of each latitude and longitude stands: a latitude, a longitude, and so on.
    values
        Those latitudes and longitudes as whole multiples of :data:`UNIT`.
    buildings
        How many there are.
    """

    text: NDArray[np.uint8]
    marks: NDArray[np.int64]
    degrees: NDArray[np.int64]
    values: NDArray[np.int64]
    buildings: int

    @classmethod
    def of(cls, text: bytes) -> Template:
        """Prepare the text of a mesh file.

        Raises
        ------
        ValueError
            When a number has more digits than can be moved exactly.
        """
        buildings = text.count(_BUILDING)
        mark = b"c" + _ROOM + b"_"
        text = text.replace(b'gml:id="', b'gml:id="' + mark).replace(b'="#', b'="#' + mark)
        text = _CITY_NUMBER.sub(rb"\g<0>" + _ROOM, text)
        source = np.frombuffer(text, dtype=np.uint8)
        target = np.empty(len(source) + len(source) // 4 + 4096, dtype=np.uint8)
        marks = np.empty(text.count(_ROOM), dtype=np.int64)
        degrees = np.empty(len(source) // 8, dtype=np.int64)
        values = np.empty(len(degrees), dtype=np.int64)
        length, count = _prepare(source, target, marks, degrees, values)
        if length < 0:
            message = "a number of the source is longer than the digits that were foreseen"
            raise ValueError(message)
        return cls(target[:length].copy(), marks, degrees[:count].copy(), values[:count].copy(), buildings)

    def copied(self, copy: Copy) -> bytes:
        """Return the text of a copy: coordinates, ids, references and building numbers are its own."""
        text = self.text.copy()
        text[self.marks], text[self.marks + 1] = 48 + copy.number // 10, 48 + copy.number % 10
        # A mesh is 1/120 of a degree tall and 1/80 wide.
        moves = copy.north * UNIT // 120, copy.east * UNIT // 80
        _move(text, self.degrees, self.values, *moves)
        return text.tobytes()


@numba.njit(nogil=True, cache=True)
def _prepare(
    source: NDArray[np.uint8],
    target: NDArray[np.uint8],
    marks: NDArray[np.int64],
    degrees: NDArray[np.int64],
    values: NDArray[np.int64],
) -> tuple[int, int]:
    """Copy a text, give the degrees in ``posList`` and corners of boxes all digits, and note where what is.

    Returns
    -------
    tuple of int
        Length of the new text, -1 when a number has more digits than can be moved exactly; number of degrees.
    """
    list_end, corner_end = (116, 115, 105, 76), (114, 101, 110, 114)  # "List", "rner" from their ends
    at, out, size, marked, count = 0, 0, len(source), 0, 0
    while at < size:
        byte = source[at]
        if byte == 0 and source[at + 1] == 0:
            marks[marked] = out
            marked += 1
            at += 1
            out += 1
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
        axis, inside = 0, False
        while at < size and source[at] != 60:
            byte = source[at]
            digit = 48 <= byte <= 57
            if not (digit or byte in (46, 45)) and inside:
                axis, inside = (axis + 1) % 3, False
            if not digit or axis == 2:
                inside |= digit
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
                target[out] = source[at]
                at += 1
                out += 1
            if not point or decimals > DECIMALS or out + 64 > len(target) or count == len(values):
                return -1, 0
            for _ in range(DECIMALS - decimals):
                value *= 10
                target[out] = 48
                out += 1
            degrees[count], values[count] = out - 1, value
            count += 1
            inside = True
    return out, count


@numba.njit(nogil=True, cache=True)
def _move(
    text: NDArray[np.uint8], degrees: NDArray[np.int64], values: NDArray[np.int64], north: int, east: int
) -> None:
    """Write every latitude and longitude anew, moved by so many multiples of :data:`UNIT`."""
    for k in range(len(degrees)):
        value, at = values[k] + (north if k % 2 == 0 else east), degrees[k]
        for _ in range(DECIMALS):
            text[at] = 48 + value % 10
            value //= 10
            at -= 1
        at -= 1  # the point
        while value > 0:
            text[at] = 48 + value % 10
            value //= 10
            at -= 1


def write_city(source: Path, target: Path, buildings: int) -> int:
    """Write a dataset of at least so many buildings as a zip beside nothing else, and return their number.

    Whole mesh files are taken until there are enough, so it may be a few hundred more.
    """
    part = target.with_name(f"{target.name}.part")
    with (
        zipfile.ZipFile(source) as old,
        zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
        ThreadPoolExecutor(1) as ahead,
    ):
        for name in old.namelist():
            if "/codelists/" in name and not name.endswith("/"):
                new.writestr(name, old.read(name))
        plan, made = _plan(old, buildings)
        # One copy is made while the one before it is pressed.
        pending = None
        for name, copies_of in plan.items():
            template = Template.of(old.read(name))
            for copy in copies_of:
                following = ahead.submit(template.copied, copy), moved_name(name, copy)
                if pending is not None:
                    new.writestr(pending[1], pending[0].result())
                pending = following
        if pending is not None:
            new.writestr(pending[1], pending[0].result())
    part.replace(target)
    return made


def _plan(archive: zipfile.ZipFile, buildings: int) -> tuple[dict[str, list[Copy]], int]:
    """Return which copies of each mesh file make a city of so many buildings, and their number."""
    names = sorted(name for name in archive.namelist() if "/udx/bldg/" in name and name.endswith(".gml"))
    plan: dict[str, list[Copy]] = {}
    made, counts = 0, {}
    for copy in copies(81):
        for name in names:
            if made >= buildings:
                return plan, made
            if name not in counts:
                counts[name] = archive.read(name).count(_BUILDING)
            plan.setdefault(name, []).append(copy)
            made += counts[name]
    return plan, made
