"""Points of texts: XYZ, PTS, CSV and TXT, with or without a line of names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from importers.las.files import size_of
from importers.las.formats.contents import COLOURS, Contents, extra_name, full_colour, most_of
from importers.las.formats.numbers import numbers_of
from layers.errors import ImportFailed, NotRecognised
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from importers.las.files import File
    from importers.las.formats.contents import Columns

HEAD = 1 << 16
MOST_NAMES = 20
"""Lines at the beginning among which that of the names is sought."""
FEWEST = 3
ALIKE = 0.8
"""Share of the lines that must be laid out as the first one is."""
MANY = 50
"""Lines from which on a text whose ending tells nothing is taken for a cloud."""
COARSEST, FINEST = 3, 9
"""Digits behind the point that places are kept with at least and at most."""
PTS_LOWEST, PTS_HIGHEST = -2048, 2047
"""Intensities of PTS files."""
_NAMES = {
    "x": ["x", "x座標"],
    "y": ["y", "y座標"],
    "z": ["z", "z座標", "標高", "高さ", "高度", "height", "elevation", "h", "楕円体高"],
    "east": ["e", "east", "easting", "東", "東距", "経度", "longitude", "lon", "lng"],
    "north": ["n", "north", "northing", "北", "北距", "緯度", "latitude", "lat"],
    "intensity": ["i", "intensity", "反射強度", "強度", "reflectance"],
    "red": ["r", "red", "赤"],
    "green": ["g", "green", "緑"],
    "blue": ["b", "blue", "青"],
    "classification": ["classification", "class", "分類", "分類コード", "クラス"],
    "gps_time": ["gpstime", "gps_time", "gps時刻"],
}
ROLES = {name: role for role, names in _NAMES.items() for name in names}
DEGREES = frozenset({"経度", "longitude", "lon", "lng", "緯度", "latitude", "lat"})
_AFTER_PLACE = {
    3: (),
    4: ("intensity",),
    6: COLOURS,
    7: ("intensity", *COLOURS),
}
"""What stands behind x, y, z where no line of names tells."""
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
_COMMA_NUMBER = re.compile(r"[-+]?\d+,\d+")
_UNIT = re.compile(r"[\[(（［].*?[\])）］]|\s")

_NO_TABLE = QT_TRANSLATE_NOOP(CONTEXT, "{file} は、座標の数字が並ぶテキストではありません。")
_THREE = QT_TRANSLATE_NOOP(
    CONTEXT, "1 行に 1 点、X・Y・標高の数字が並ぶテキスト（XYZ・PTS・CSV・TXT）を選んでください。"
)
_COMMA = QT_TRANSLATE_NOOP(CONTEXT, "{file} は、小数点にコンマ（,）を使っています（例: {example}）。")
_POINT = QT_TRANSLATE_NOOP(CONTEXT, "小数点をピリオド（.）にして書き出し直してから、読み込んでください。")


@dataclass(frozen=True)
class Shape:
    """How a text is laid out.

    Attributes
    ----------
    delimiter
        One letter; a blank stands for any blanks.
    names
        Of the columns: a role (``x``, ``red`` …) or a name of its own.
    skip
        Lines before the numbers.
    claimed
        Points that the first line states, None where it does not.
    digits
        Behind the point, of x, y, z.
    lines
        How many lines of numbers were looked at.
    alike
        The share of them that are laid out so.
    known
        Whether every column is one of a cloud: told by a line of names, or by the number of columns.
    """

    delimiter: str
    names: tuple[str, ...]
    skip: int
    claimed: int | None
    digits: tuple[int, int, int]
    lines: int
    alike: float
    known: bool


def contents(file: File) -> Contents:
    """Return what a file holds.

    Raises
    ------
    layers.errors.NotRecognised
        When it is no text with three numbers in a line.
    layers.errors.ImportFailed
        When its numbers have commas for points.
    """
    with file.open("rb") as stream:
        head = stream.read(HEAD)
    shape = shape_of(head)
    comma = comma_number(head)
    values: dict[str, object] = {"file": file.name}
    if comma:
        raise ImportFailed(_COMMA, _POINT, values={**values, "example": comma}, where=Where(str(file)))
    if shape is None or shape.alike < ALIKE:
        raise NotRecognised(_NO_TABLE, _THREE, values=values, where=Where(str(file)))
    known = {*"xyz", *COLOURS, "classification", "gps_time"}
    extra = tuple((extra_name(name), "f8") for name in shape.names if name not in known)
    steps = tuple(10.0**-one for one in shape.digits)
    made: Contents = Contents(
        shape.claimed,
        set(COLOURS) <= set(shape.names),
        extra,
        (steps[0], steps[1], steps[2]),
        lambda: _pieces(file, shape, made),
    )
    return made


def _pieces(file: File, shape: Shape, made: Contents) -> Iterator[tuple[float, Columns]]:
    size, most = max(size_of(file), 1), 0.0
    limits: tuple[int, int] | None = None
    with file.open("rb") as stream:
        for read, table, lost in numbers_of(stream, shape.delimiter, len(shape.names), shape.skip):
            made.leave_out("unreadable", lost)
            columns: Columns = {}
            for number, name in enumerate(shape.names):
                column = table[:, number]
                if name in COLOURS:
                    if not most and len(table):
                        own = [table[:, n] for n, one in enumerate(shape.names) if one in COLOURS]
                        most = most_of(np.concatenate(own))
                    columns[name] = full_colour(column, most or 255.0)
                elif name == "classification":
                    columns[name] = np.clip(np.nan_to_num(column), 0, 255).astype(np.uint8)
                elif name == "intensity":
                    columns[extra_name(name)] = column
                    limits = limits or ((PTS_LOWEST, PTS_HIGHEST) if (column < 0).any() else (0, 65_535))
                    columns[name] = full_colour(column - limits[0], limits[1] - limits[0])
                else:
                    columns[name if name in {*"xyz", "gps_time"} else extra_name(name)] = column
            yield min(read / size, 1.0), columns


def is_cloud(suffix: str, head: bytes) -> bool:
    """Say whether a text that begins so is a cloud: by its ending, else many lines of nothing but places."""
    shape = shape_of(head)
    if suffix in {".xyz", ".pts"}:
        return bool(comma_number(head)) or (shape is not None and shape.alike >= ALIKE)
    return shape is not None and shape.known and shape.alike >= ALIKE and shape.lines >= MANY


def comma_number(head: bytes) -> str:
    """Return a number of a text that has a comma for a point, empty where there is none."""
    for line in _lines(head)[:MOST_NAMES]:
        for delimiter in (";", "\t", " "):
            fields = [field.strip().strip('"') for field in line.split(delimiter) if field.strip()]
            commas = [field for field in fields if _COMMA_NUMBER.fullmatch(field)]
            if len(fields) >= FEWEST and len(commas) >= FEWEST - 1:
                return commas[0]
    return ""


def shape_of(head: bytes) -> Shape | None:
    """Return how a text that begins so is laid out, None when it is none with three numbers in a line."""
    lines = _lines(head)
    for skip, line in enumerate(lines[:MOST_NAMES]):
        for delimiter in (",", "\t", ";", " "):
            if _numbers(line, delimiter) is not None:
                return _shape(lines, skip, delimiter)
    return None


def _shape(lines: list[str], skip: int, delimiter: str) -> Shape:
    first = _numbers(lines[skip], delimiter) or []
    width = len(first)
    rows = [_numbers(line, delimiter) for line in lines[skip:] if line.strip()]
    fitting = [row for row in rows if row is not None and len(row) == width]
    told = [_words(line, delimiter) for line in lines[:skip]]
    named = next((words for words in reversed(told) if len(words) == width), None)
    claimed = next((int(words[0]) for words in told if len(words) == 1 and words[0].isdecimal()), None)
    names = _roles(named) if named is not None else _by_number(fitting, width)
    where = [names.index(axis) for axis in "xyz"]
    digits = [max(len(row[place].partition(".")[2]) for row in fitting) for place in where]
    kept = [min(max(one, COARSEST), FINEST) for one in digits]
    share = len(fitting) / len(rows)
    return Shape(
        delimiter,
        names,
        skip,
        claimed,
        (kept[0], kept[1], kept[2]),
        len(rows),
        share,
        all(_of_a_cloud(word) for word in named) if named is not None else width in _AFTER_PLACE,
    )


def _of_a_cloud(word: str) -> bool:
    """Say whether a name of a column is one of a cloud, and not of a list of places in degrees."""
    plain = _plain(word)
    return plain in ROLES and plain not in DEGREES


def _roles(named: Sequence[str]) -> tuple[str, ...]:
    """Return what columns are by their names; x, y, z are the first three where the names do not tell."""
    wanted = {"east": "x", "north": "y"}
    found: list[str] = []
    for number, word in enumerate(named):
        role = ROLES.get(_plain(word), "")
        role = wanted.get(role, role)
        found.append(
            role if role and role not in found else (word.strip().strip('"')[:32] or f"{number + 1}")
        )
    missing = [axis for axis in "xyz" if axis not in found]
    for axis in missing:
        found[next(n for n, one in enumerate(found) if one not in "xyz" or len(one) != 1)] = axis
    return tuple(dict.fromkeys(found)) if len(set(found)) == len(found) else _numbered(found)


def _numbered(names: list[str]) -> tuple[str, ...]:
    return tuple(one if names.index(one) == n else f"{one[:28]} {n + 1}" for n, one in enumerate(names))


def _by_number(rows: list[list[str]], width: int) -> tuple[str, ...]:
    """Return what columns are by their number; points may be counted in the first."""
    counted = width > FEWEST and len(rows) > 1
    counted = counted and all(row[0].isdecimal() for row in rows)
    counted = counted and all(int(b[0]) - int(a[0]) == 1 for a, b in pairwise(rows))
    begin = ("番号",) if counted else ()
    rest = width - len(begin) - FEWEST
    after = _AFTER_PLACE.get(rest + FEWEST) or tuple(f"{FEWEST + n + 1}" for n in range(rest))
    return (*begin, *"xyz", *after)


def _lines(head: bytes) -> list[str]:
    """Return whole lines of the beginning of a text."""
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = head[: head.rfind(b"\n") + 1 or len(head)].decode(encoding)
        except UnicodeDecodeError:
            continue
        return [] if "\0" in text else text.splitlines()
    return []


def _words(line: str, delimiter: str) -> list[str]:
    line = line.strip().lstrip("/#").strip()
    return line.split() if delimiter == " " else [word.strip() for word in line.split(delimiter)]


def _numbers(line: str, delimiter: str) -> list[str] | None:
    """Return the numbers of a line, None when it does not hold three of them and nothing else."""
    words = _words(line, delimiter)
    if len(words) < FEWEST or not all(_NUMBER.fullmatch(word) or not word for word in words):
        return None
    return words if all(words[:FEWEST]) else None


def _plain(word: str) -> str:
    """Return a name of a column without its unit."""
    return _UNIT.sub("", word.strip().strip('"').lower())
