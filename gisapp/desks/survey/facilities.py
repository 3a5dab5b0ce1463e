"""The list of facilities (橋梁, 急傾斜地 …) of a city, joined to notes by the number of the facility.

The list stays the file that the department keeps; the project remembers which it is. Numbers are compared
without spaces, kinds of hyphens, width and case of letters; where that finds none, without leading zeros
too, which Excel takes away.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from importers.photos import digest_of
from importers.tables import lists
from importers.tables.importer import TablesOptions, read_sheets
from layers import records
from layers.errors import NotRecognised, SourceMissing
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP
from layers.plaindata import Reader
from layers.projectdocument import found_path, stored_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gisapp.desks.survey.notes import Note
    from layers.feedback import Feedback
    from layers.project import Project

RECORD = "survey/facilities"
ID = "inspection-facilities"
FIELDS = {
    "number": QT_TRANSLATE_NOOP(CONTEXT, "施設番号"),
    "name": QT_TRANSLATE_NOOP(CONTEXT, "施設名"),
    "longitude": QT_TRANSLATE_NOOP(CONTEXT, "経度（東の座標）"),
    "latitude": QT_TRANSLATE_NOOP(CONTEXT, "緯度（北の座標）"),
}
_NAMES = (
    ("longitude", r"経度|lon(gitude)?|lng|東経|Y座標|東座標"),
    ("latitude", r"緯度|lat(itude)?|北緯|X座標|北座標"),
    ("number", r"(施設|橋梁|管理|箇所|整理|台帳|構造物|区域|斜面).{0,3}(番号|コード|No|ID)"),
    ("number", r"^(番号|コード|No\.?|ID|number|code)$"),
    ("name", r"(施設|橋梁|箇所|構造物|区域|斜面|路線)名|^橋名|名称|^名前|name"),
)
_NO_NUMBER = QT_TRANSLATE_NOOP(CONTEXT, "{file} に施設番号の列が見つかりません。ある列: {columns}")
_SAY = QT_TRANSLATE_NOOP(CONTEXT, "施設番号の列の名前を指定してください。")
_NO_COLUMN = QT_TRANSLATE_NOOP(CONTEXT, "{file} に「{column}」の列がありません。ある列: {columns}")
_GONE = QT_TRANSLATE_NOOP(CONTEXT, "施設の一覧 {file} が見つかりません。")
_AGAIN = QT_TRANSLATE_NOOP(CONTEXT, "一覧を元の場所に戻すか、もう一度選んでください。")
_TWICE = QT_TRANSLATE_NOOP(
    CONTEXT, "施設の一覧に同じ番号が {count} 件あります（例: {example}）。はじめの行を使います。"
)
_UNMATCHED = QT_TRANSLATE_NOOP(CONTEXT, "施設の一覧にない番号のメモが {count} 件あります（例: {example}）。")
_ZEROS = QT_TRANSLATE_NOOP(
    CONTEXT,
    "施設番号のはじめの 0 を除いて結び付けたメモが {count} 件あります（例: {example}）。",
)


@dataclass(frozen=True)
class Facility:
    """A row of the list: its number and name, its place in JGD2011 degrees, and all of its cells."""

    number: str
    name: str
    place: tuple[float, float] | None
    cells: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Facilities:
    """A list of facilities.

    Attributes
    ----------
    path, digest, modified
        The file, its SHA-256, and when it was changed last, ISO 8601.
    column
        Heading of the numbers.
    headings
        Of all columns.
    rows
        Those with a number.
    without_number
        How many rows have none.
    findings
        What is odd.
    """

    path: Path
    digest: str
    modified: str
    column: str
    headings: tuple[str, ...]
    rows: tuple[Facility, ...]
    without_number: int = 0
    findings: tuple[Finding, ...] = ()

    def told(self, row: int) -> tuple[tuple[str, str], ...]:
        """Return heading and cell of what is written in a row."""
        pairs = zip(self.headings, self.rows[row].cells, strict=True)
        return tuple((heading, cell) for heading, cell in pairs if cell)


@dataclass(frozen=True, eq=False)
class Join:
    """Which facility each note is of.

    Attributes
    ----------
    rows
        Row of the list by the id of a note.
    lost
        Notes whose number is not in the list.
    unnumbered
        Notes without a number.
    unseen
        Rows of the list that no note is of.
    findings
        What should be known of the join.
    """

    rows: dict[str, int]
    lost: tuple[Note, ...]
    unnumbered: tuple[Note, ...]
    unseen: tuple[int, ...]
    findings: tuple[Finding, ...] = field(default_factory=tuple)


def plain(number: str) -> str:
    """Return a number in the one way in which numbers are compared."""
    text = unicodedata.normalize("NFKC", number).upper()
    return re.sub(r"[\s\u2010-\u2015\u2212ー_-]+", "-", text.strip()).strip("-")


def read(path: Path, feedback: Feedback, column: str = "") -> Facilities:
    """Return the list of a file: CSV, Excel or what else is a table; its first sheet with numbers.

    Parameters
    ----------
    path
        The file.
    feedback
        Receives progress.
    column
        Heading of the numbers; empty lets it be found.

    Raises
    ------
    layers.errors.ImportFailed
        When it is no table, or nobody knows which column has the numbers.
    """
    sheets = read_sheets(path, TablesOptions(), feedback)
    known = [name for sheet in sheets for name in sheet.columns]
    for sheet in sheets:
        mapping = lists.propose(sheet.columns, _NAMES)
        if column:
            mapping = mapping.with_column("number", column if column in sheet.columns else "")
        if mapping.of("number"):
            break
    else:
        values = {"file": path.name, "column": column, "columns": "、".join(dict.fromkeys(known))}
        raise NotRecognised(_NO_COLUMN if column else _NO_NUMBER, _SAY, values=values, where=Where(str(path)))
    told: list[Finding] = []
    numbers = lists.texts(sheet, mapping.of("number"))
    called = mapping.of("name")
    names = lists.texts(sheet, called).tolist() if called else [""] * sheet.rows
    places = lists.coordinates(sheet, path.name, mapping, "", told)
    cells = [lists.texts(sheet, name) for name in sheet.columns]
    rows = tuple(
        Facility(number, name, place, each)
        for number, name, place, each in zip(
            numbers.tolist(), names, places, zip(*cells, strict=True), strict=True
        )
        if plain(number)
    )
    modified = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone().isoformat(timespec="seconds")
    without = sheet.rows - len(rows)
    headings = tuple(sheet.columns)
    return Facilities(
        path, digest_of(path), modified, mapping.of("number"), headings, rows, without, tuple(told)
    )


def joined(notes: Sequence[Note], facilities: Facilities) -> Join:
    """Return which facility each note is of, and what has no partner on either side."""
    exact: dict[str, int] = {}
    bare: dict[str, list[int]] = {}
    for row, one in enumerate(facilities.rows):
        number = plain(one.number)
        if number not in exact:
            exact[number] = row
            bare.setdefault(number.lstrip("0"), []).append(row)
    rows: dict[str, int] = {}
    lost, unnumbered, zeros = [], [], []
    for note in notes:
        number = plain(note.facility)
        near = bare.get(number.lstrip("0"), [])
        if not number:
            unnumbered.append(note)
        elif number in exact:
            rows[note.id] = exact[number]
        elif len(near) == 1:
            rows[note.id] = near[0]
            zeros.append(note)
        else:
            lost.append(note)
    seen = set(rows.values())
    repeated = Counter(plain(one.number) for one in facilities.rows)
    twice = [number for number, count in repeated.items() if count > 1]
    firsts = set(exact.values())
    unseen = tuple(row for row in range(len(facilities.rows)) if row in firsts and row not in seen)
    found = [
        Finding(
            Severity.WARNING, code, template, {"count": f"{len(some):,}", "example": some[0]}, count=len(some)
        )
        for code, template, some in (
            ("facility-number-twice", _TWICE, twice),
            ("facility-number-unknown", _UNMATCHED, [one.facility for one in lost]),
            ("facility-number-zeros", _ZEROS, [one.facility for one in zeros]),
        )
        if some
    ]
    return Join(rows, tuple(lost), tuple(unnumbered), unseen, tuple(found))


# ------------------------------------------------------------------------------------------ in the project


def keep(project: Project, facilities: Facilities, changed: str) -> Project:
    """Return the project that remembers a list; it has one at most."""
    folder = None if project.path is None else project.path.absolute().parent
    content = {
        "path": stored_path(facilities.path.absolute(), folder),
        "column": facilities.column,
        "digest": facilities.digest,
    }
    return records.put(project, records.record(ID, RECORD, facilities.path.name, content, changed))


def of_project(project: Project, feedback: Feedback) -> Facilities | None:
    """Return the list that the project remembers as it is now, None when it remembers none.

    Raises
    ------
    layers.errors.SourceMissing
        When the file is gone.
    layers.errors.ImportFailed
        When it cannot be read any more.
    """
    one = records.find(project, ID)
    if one is None or one.kind != RECORD:
        return None
    reader = Reader(one.content, one.id)
    from pathlib import Path

    folder = Path() if project.path is None else project.path.absolute().parent
    path = found_path(reader.text("path"), folder, reader.at("path"))
    if not path.is_file():
        raise SourceMissing(_GONE, _AGAIN, values={"file": path.name}, where=Where(str(path)))
    return read(path, feedback, reader.text("column", ""))
