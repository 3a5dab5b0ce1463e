"""A cloud of another format becomes a LAS file beside the work, in the process that may die without harm."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from importers.las.files import Member, Unpacked, size_of, stamp_of
from importers.las.formats.contents import COLOURS, PLAIN
from importers.las.formats.table import WANTS_PATH, contents_of
from importers.las.room import require_room
from importers.las.worker import alone
from layers.errors import NotRecognised, Unsafe
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from importers.las.files import File
    from importers.las.formats.contents import Columns, Contents
    from layers.feedback import Feedback

COARSER = (1, 10, 100, 1000)
"""Steps by which places are told more coarsely where they lie too far apart for the finest."""
MOST_TIMES = 4
"""A point takes at most so many times the bytes of the source: a line of text has ten letters at least."""
BLOCK = 1 << 22
"""Bytes that are copied at a time."""
VERSION = 1

_EMPTY = QT_TRANSLATE_NOOP(CONTEXT, "{file} には、位置の分かる点がありません。")
_CHECK = QT_TRANSLATE_NOOP(CONTEXT, "座標（X・Y・標高）の列があるかを確かめてください。")
_TOO_WIDE = QT_TRANSLATE_NOOP(CONTEXT, "{file} の点は互いに離れすぎているため、読み込めません。")
_STRAY = QT_TRANSLATE_NOOP(CONTEXT, "桁の違う座標が混じっていないかを確かめてください。")


@dataclass(frozen=True)
class Converted:
    """What came of it.

    Attributes
    ----------
    points
        In the file that was made.
    claimed
        How many the source says it holds, None where it says nothing.
    left_out
        Points that are not in the file, by why.
    """

    points: int
    claimed: int | None
    left_out: dict[str, int] = field(default_factory=dict)


class _TooWide(Exception):
    """Places do not fit into whole numbers of the step."""


def converted(
    file: File, folder: Path, feedback: Feedback, show: Callable[[float], None]
) -> tuple[Path, Converted]:
    """Return a file as LAS, made in a folder unless it is there already, and what came of it.

    Raises
    ------
    layers.errors.GisError
        When it cannot be read.
    layers.feedback.Cancelled
        When the user stopped it; nothing is left of this file.
    """
    name = hashlib.sha256(repr((VERSION, *stamp_of(file))).encode()).hexdigest()[:16]
    target, note = folder / f"{name}.las", folder / f"{name}.json"
    if note.exists():
        return target, Converted(**json.loads(note.read_text(encoding="utf-8")))
    folder.mkdir(parents=True, exist_ok=True)
    packed = isinstance(file, Member) and file.suffix.lower() in WANTS_PATH
    require_room(folder, size_of(file) * (MOST_TIMES + packed), file)
    beside = folder / f"{name}.part"
    try:
        source = unpacked(file, beside, feedback) if packed and isinstance(file, Member) else file
        made: Converted = alone(convert, (source, target), file, feedback, show)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    finally:
        beside.unlink(missing_ok=True)
    note.write_text(json.dumps(asdict(made)), encoding="utf-8")
    return target, made


def unpacked(file: Member, path: Path, feedback: Feedback) -> Unpacked:
    """Copy a file out of a zip, for a reader that wants a path; whoever asks deletes it.

    The zip has been looked at: what swells or lies about its size gives no more bytes than it states.

    Raises
    ------
    layers.errors.GisError
        When it cannot be read.
    layers.feedback.Cancelled
        When the user stopped it.
    """
    with file.open() as stream, path.open("wb") as target:
        while content := stream.read(BLOCK):
            feedback.step()
            target.write(content)
    return Unpacked(file.archive, file.inside, file.size, file.stamp, path)


def convert(file: File, target: Path, progress: Callable[[float], None]) -> Converted:
    """Write a source as LAS 1.4.

    Raises
    ------
    layers.errors.GisError
        When the source cannot be read, holds no point, or its points lie too far apart.
    """
    values: dict[str, object] = {"file": file.name}
    for times in COARSER:
        contents = contents_of(file)
        steps = np.array(contents.steps) * times
        try:
            points = _write(contents, steps, target, progress)
        except _TooWide:
            continue
        if not points:
            raise NotRecognised(_EMPTY, _CHECK, values=values, where=Where(str(file)))
        return Converted(points, contents.claimed, contents.left_out)
    raise Unsafe(_TOO_WIDE, _STRAY, values=values, where=Where(str(file)))


def _write(contents: Contents, steps: Any, target: Path, progress: Callable[[float], None]) -> int:
    import laspy

    header = laspy.LasHeader(point_format=7 if contents.colour else 6, version="1.4")
    header.add_extra_dims([laspy.ExtraBytesParams(name, kind) for name, kind in contents.extra])
    if contents.wkt:
        header.vlrs.append(laspy.vlrs.known.WktCoordinateSystemVlr(contents.wkt))
        header.global_encoding.wkt = True
    header.scales = steps
    count, writer = 0, None
    with target.open("wb") as stream:
        for share, given in contents.pieces():
            progress(share)
            columns = _placed(contents, given)
            if not len(columns["x"]):
                continue
            if writer is None:
                header.offsets = np.floor([columns[axis][0] for axis in "xyz"])
                writer = laspy.open(stream, "w", header=header, closefd=False)
            writer.write_points(_records(contents, columns, header))
            count += len(columns["x"])
        if writer is not None:
            writer.close()
    return count


def _placed(contents: Contents, columns: Columns) -> Columns:
    """Return the points that are somewhere, and count the others."""
    there = np.isfinite(np.column_stack([columns[axis] for axis in "xyz"])).all(axis=1)
    if there.all():
        return columns
    contents.leave_out("without-place", int((~there).sum()))
    return {name: column[there] for name, column in columns.items()}


def _records(contents: Contents, columns: Columns, header: Any) -> Any:
    import laspy

    made = laspy.ScaleAwarePointRecord.zeros(len(columns["x"]), header=header)
    for number, axis in enumerate("xyz"):
        whole = np.rint((np.asarray(columns[axis]) - header.offsets[number]) / header.scales[number])
        if np.abs(whole).max() >= 2**31:
            raise _TooWide
        made[axis.upper()] = whole.astype(np.int32)
    made["return_number"] = made["number_of_returns"] = np.ones(len(whole), dtype=np.uint8)
    names = (*(COLOURS if contents.colour else ()), *PLAIN, *(name for name, _ in contents.extra))
    for name in names:
        if name in columns:
            made[name] = columns[name]
    return made


def forget(folder: Path) -> None:
    """Delete what was made of other formats: it is in the octree now."""
    shutil.rmtree(folder, ignore_errors=True)
