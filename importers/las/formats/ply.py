"""Points of PLY files, text or binary, with all their properties; faces are left where they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from importers.las.files import size_of
from importers.las.formats.contents import (
    COLOURS,
    FINE,
    PIECE,
    Contents,
    extra_name,
    full_colour,
    most_of,
)
from importers.las.formats.numbers import numbers_of
from layers.errors import DamagedFile, NotRecognised
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from importers.las.files import File
    from importers.las.formats.contents import Columns

MOST_HEAD = 1 << 16
KINDS = {
    "char": "i1",
    "int8": "i1",
    "uchar": "u1",
    "uint8": "u1",
    "short": "i2",
    "int16": "i2",
    "ushort": "u2",
    "uint16": "u2",
    "int": "i4",
    "int32": "i4",
    "uint": "u4",
    "uint32": "u4",
    "float": "f4",
    "float32": "f4",
    "double": "f8",
    "float64": "f8",
}
_ORDERS = {"ascii": "", "binary_little_endian": "<", "binary_big_endian": ">"}
_OWN = {
    "red": "red",
    "r": "red",
    "diffuse_red": "red",
    "green": "green",
    "g": "green",
    "diffuse_green": "green",
    "blue": "blue",
    "b": "blue",
    "diffuse_blue": "blue",
    "classification": "classification",
    "scalar_classification": "classification",
    "gps_time": "gps_time",
    "gpstime": "gps_time",
    "scalar_gpstime": "gps_time",
}
"""Names that programs give to what points of LAS have a place for."""
_INTENSITY = frozenset({"intensity", "scalar_intensity", "reflectance"})

_BROKEN = QT_TRANSLATE_NOOP(CONTEXT, "{file} は PLY として読めません。壊れているか、途中で切れています。")
_AGAIN = QT_TRANSLATE_NOOP(CONTEXT, "ファイルをもう一度受け取り直してください。")
_NO_POINTS = QT_TRANSLATE_NOOP(CONTEXT, "{file} には点の座標（x・y・z）がありません。")
_AS_POINTS = QT_TRANSLATE_NOOP(CONTEXT, "点群として書き出した PLY を受け取ってください。")


@dataclass(frozen=True)
class _Head:
    """The vertices: order of bytes (empty for text), how many, name and kind of each property, first byte."""

    order: str
    count: int
    properties: tuple[tuple[str, str], ...]
    start: int
    lines_before: int


def contents(file: File) -> Contents:
    """Return what a file holds.

    Raises
    ------
    layers.errors.GisError
        When it is no PLY file, or has no points.
    """
    head = _head(file)
    kinds = dict(head.properties)
    if not {"x", "y", "z"} <= kinds.keys():
        raise _error(file, "no x, y, z", _NO_POINTS, _AS_POINTS)
    roles = {_role(name, kind) for name, kind in head.properties}
    extra = tuple((extra_name(name), kind) for name, kind in head.properties if not _role(name, kind))
    made: Contents = Contents(
        head.count, roles.issuperset(COLOURS), extra, FINE, lambda: _pieces(file, head, made)
    )
    return made


def _role(name: str, kind: str) -> str:
    """Return what a property is for points of LAS, empty where they have no place for it."""
    if name.lower() in _INTENSITY:
        return "intensity" if kind in {"u1", "u2"} else ""
    return name if name in {"x", "y", "z"} else _OWN.get(name.lower(), "")


def _pieces(file: File, head: _Head, made: Contents) -> Iterator[tuple[float, Columns]]:
    rows = _text_rows(file, head, made) if not head.order else _binary_rows(file, head)
    done = 0
    most: dict[str, float] = {}
    for table in rows:
        done += len(table["x"])
        columns: Columns = {}
        for name, kind in head.properties:
            role, values = _role(name, kind), table[name]
            if role in COLOURS:
                own = [table[one] for one, kind in head.properties if _role(one, kind) in COLOURS]
                columns[role] = full_colour(values, most.setdefault("colour", most_of(np.concatenate(own))))
            elif role == "classification":
                columns[role] = np.clip(np.nan_to_num(values), 0, 255).astype(np.uint8)
            elif role:
                columns[role] = values if role == "intensity" else values.astype(np.float64)
            else:
                columns[extra_name(name)] = values
            if not role and name.lower() in _INTENSITY:
                columns["intensity"] = full_colour(values, most.setdefault("intensity", most_of(values)))
        yield done / max(head.count, 1), columns


def _binary_rows(file: File, head: _Head) -> Iterator[Columns]:
    """Give the vertices that the file really has."""
    kind = np.dtype([(name, head.order + kind) for name, kind in head.properties])
    left = min(head.count, (size_of(file) - head.start) // kind.itemsize)
    with file.open("rb") as stream:
        stream.seek(head.start)
        while left > 0:
            content = stream.read(min(PIECE, left) * kind.itemsize)
            table = np.frombuffer(content[: len(content) // kind.itemsize * kind.itemsize], dtype=kind)
            if not len(table):
                return
            left -= len(table)
            yield {name: table[name].astype(plain) for name, plain in head.properties}


def _text_rows(file: File, head: _Head, made: Contents) -> Iterator[Columns]:
    left = head.count
    with file.open("rb") as stream:
        stream.seek(head.start)
        for _, table, lost in numbers_of(
            stream, " ", len(head.properties), head.lines_before, most=head.count
        ):
            made.leave_out("unreadable", lost)
            rows = table[:left]
            left -= len(rows)
            yield {
                name: rows[:, number] if kind[0] == "f" else np.nan_to_num(rows[:, number]).astype(kind)
                for number, (name, kind) in enumerate(head.properties)
            }
            if left <= 0:
                return


def _head(file: File) -> _Head:
    with file.open("rb") as stream:
        content = stream.read(MOST_HEAD)
    end = re.search(rb"^end_header[ \t]*\r?\n", content, re.MULTILINE)
    if not content.startswith(b"ply") or end is None:
        raise _error(file, "no head")
    order: str | None = None
    elements: list[tuple[str, int, list[tuple[str, str]]]] = []
    for line in content[: end.start()].decode("utf-8", "replace").splitlines():
        words = line.split()
        if words[:1] == ["format"] and len(words) > 1:
            order = _ORDERS.get(words[1])
        elif words[:1] == ["element"] and len(words) == 3 and words[2].isdecimal():
            elements.append((words[1], int(words[2]), []))
        elif words[:1] == ["property"] and elements and len(words) >= 3:
            elements[-1][2].append((words[-1], KINDS.get(words[1], "list")))
    names = [name for name, _, _ in elements]
    if order is None or "vertex" not in names:
        raise _error(file, "no format, or no vertices")
    before = elements[: names.index("vertex")]
    _, count, properties = elements[len(before)]
    lists = any(kind == "list" for _, _, own in (*before, elements[len(before)]) for _, kind in own)
    if lists or len({name for name, _ in properties}) < len(properties):
        raise _error(file, "lists before the vertices, or a property twice")
    skipped = sum(number * np.dtype([(n, k) for n, k in own]).itemsize for _, number, own in before)
    start = end.end() + (skipped if order else 0)
    lines = 0 if order else sum(number for _, number, _ in before)
    return _Head(order, count, tuple(properties), start, lines)


def _error(
    file: File, detail: str, template: str = _BROKEN, hint: str = _AGAIN
) -> DamagedFile | NotRecognised:
    kind = DamagedFile if template == _BROKEN else NotRecognised
    return kind(template, hint, values={"file": file.name}, where=Where(str(file)), detail=detail)
