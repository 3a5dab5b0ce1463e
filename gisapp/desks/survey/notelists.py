"""Notes from lists and photos: every row and every file is taken, or left out with why."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from gisapp.desks.survey.facilities import plain
from gisapp.desks.survey.notes import LONGEST, STATES, Change, Note, State, fresh_id, notes_of, with_photo
from importers.photos import MOST_BYTES, photo_at, taken
from importers.tables import lists
from importers.tables.numbers import floats
from layers.errors import DamagedFile
from layers.feedback import Finding, Severity, Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gisapp.desks.survey.facilities import Facilities
    from importers.photos import Photo
    from importers.tables.sheet import Sheet
    from layers.feedback import Feedback
    from layers.project import Project

FIELDS = {
    "facility": QT_TRANSLATE_NOOP(CONTEXT, "施設番号"),
    "state": QT_TRANSLATE_NOOP(CONTEXT, "状態"),
    "text": QT_TRANSLATE_NOOP(CONTEXT, "内容"),
    "date": QT_TRANSLATE_NOOP(CONTEXT, "点検日"),
    "department": QT_TRANSLATE_NOOP(CONTEXT, "部署"),
    "longitude": QT_TRANSLATE_NOOP(CONTEXT, "経度（東の座標）"),
    "latitude": QT_TRANSLATE_NOOP(CONTEXT, "緯度（北の座標）"),
    "height": QT_TRANSLATE_NOOP(CONTEXT, "標高"),
    "photo": QT_TRANSLATE_NOOP(CONTEXT, "写真のファイル名"),
}
"""What a column of a list may mean."""
_NAMES = (
    ("longitude", r"経度|lon(gitude)?|lng|東経|Y座標|東座標"),
    ("latitude", r"緯度|lat(itude)?|北緯|X座標|北座標"),
    ("height", r"標高|高さ|Z座標|height|elevation"),
    ("photo", r"写真|画像|photo|image"),
    ("facility", r"(施設|橋梁|管理|箇所|整理|台帳|構造物|区域|斜面).{0,3}(番号|コード|No|ID)|facility"),
    ("date", r"点検日|調査日|確認日|日付|年月日|日時|date"),
    ("state", r"状態|判定|対応|区分|ステータス|state|status"),
    ("department", r"部署|担当課|所管|課名|所属|department"),
    ("text", r"内容|所見|損傷|変状|状況|備考|メモ|text|note|description"),
)
_STATES = (
    (State.DONE, r"^済|(補修|対策|対応|修繕|完了)済|完了|終了|done"),
    (State.WATCH, r"経過|観察|監視|様子|watch"),
    (State.REPAIR, r"要(補修|修繕|対策|対応)|補修|修繕|対策|危険|repair"),
)
"""How departments write the states; the first that fits is meant."""
MOST_PHOTOS = 100
"""Photos of one row."""
_EMPTY = QT_TRANSLATE_NOOP(CONTEXT, "内容・施設番号・写真のどれもない行です。")
_NO_PLACE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{file}」の {count} 件は場所が未確認です（{line} 行目「{example}」ほか）。メモとしては取り込みました。",
)
_STATE = QT_TRANSLATE_NOOP(
    CONTEXT, "「{file}」の {count} 件は状態が読めません（{line} 行目「{example}」ほか）。未確認としました。"
)
_MISSING = QT_TRANSLATE_NOOP(
    CONTEXT,
    "「{file}」に書かれた写真が {count} 枚見つからないか、読めません（{line} 行目「{example}」ほか）。",
)
_CUT = QT_TRANSLATE_NOOP(
    CONTEXT, "「{file}」の {count} 件は文が長いため、はじめの {longest} 文字だけを取り込みました。"
)
_NO_GPS = QT_TRANSLATE_NOOP(
    CONTEXT,
    "位置（GPS）のない写真が {count} 枚あります（例: {file}）。場所は未確認のまま取り込みました。"
    "地図で場所を決めてください。",
)


@dataclass(frozen=True, eq=False)
class Taken:
    """What came of a source: ``rows == len(notes) + len(left_out)``."""

    rows: int
    notes: tuple[Note, ...]
    left_out: tuple[lists.Left, ...] = ()
    findings: tuple[Finding, ...] = ()


def propose(columns: Iterable[str]) -> lists.Columns:
    """Return what the columns of a list seem to mean, by their names."""
    return lists.propose(columns, _NAMES)


def state_of(text: str) -> State:
    """Return the state that a text means; :attr:`State.UNKNOWN` when it means none."""
    said = unicodedata.normalize("NFKC", text).strip()
    exact = next((one for one, word in STATES.items() if one and said in (word, one.value)), None)
    return exact or next((one for one, pattern in _STATES if re.search(pattern, said)), State.UNKNOWN)


def known_digests(project: Project) -> frozenset[str]:
    """Return the digests of all rows and photos that the project took before."""
    notes = notes_of(project)
    photos = (photo.digest for one in notes for photo in one.photos)
    return frozenset((*(one.origin.digest for one in notes if one.origin.digest), *photos))


def from_sheet(
    sheet: Sheet,
    path: Path,
    mapping: lists.Columns,
    project: Project,
    day: date,
    *,
    department: str = "",
    crs: str = "",
    facilities: Facilities | None = None,
) -> Taken:
    """Return the notes of a list.

    Parameters
    ----------
    sheet, path
        The list, and its file: photos are sought beside it, nowhere above.
    mapping
        Which column means what.
    project
        Its notes tell which rows came before.
    day
        For dates without a year.
    department
        Of rows that name none.
    crs
        System of the coordinates when the list does not say it.
    facilities
        Tell where notes are that have a number and no coordinates.
    """
    blank = np.full(sheet.rows, "", dtype=object)
    cells = dict.fromkeys(FIELDS, blank)
    cells.update((name, lists.texts(sheet, column)) for name, column in mapping.columns)
    told: list[Finding] = []
    file, lines, digests = path.name, sheet.numbers, lists.digests(sheet)
    said = [cells[name] for name in ("text", "facility", "photo")]
    reasons = lists.left_out(said, digests, known_digests(project), _EMPTY)
    rows = np.array([row for row, reason in enumerate(reasons) if reason is None], dtype=np.intp)
    dates = lists.moments(cells["date"], day, file, lines, rows, told, "note")
    places = lists.coordinates(sheet, file, mapping, crs, told)
    heights = floats(pa.array([str(one) or None for one in cells["height"]], pa.string()))
    by_number = _places_of(facilities)
    notes: list[Note] = []
    odd: dict[str, list[tuple[int, str]]] = {"place": [], "state": [], "photo": [], "cut": []}
    for row in rows.tolist():
        state, place, how = state_of(cells["state"][row]), places[row], "coordinates"
        if place is None:
            place, how = by_number.get(plain(cells["facility"][row])), "facility"
        photos, missing = _photos(str(cells["photo"][row]), path.parent, project)
        odd["photo"] += [(row, name) for name in missing]
        if not state and cells["state"][row]:
            odd["state"].append((row, cells["state"][row]))
        if len(cells["text"][row]) > LONGEST:
            odd["cut"].append((row, ""))
        who = (cells["department"][row] or department)[:LONGEST]
        note = Note(
            fresh_id(),
            cells["text"][row][:LONGEST],
            dates[row],
            who,
            cells["facility"][row][:LONGEST],
            place,
            None if np.isnan(heights[row]) or how != "coordinates" or place is None else float(heights[row]),
            how if place else "",
            (Change(state, dates[row], who),),
            origin=lists.Origin(
                file, sheet.name if sheet.name != file else "", int(lines[row]), digests[row]
            ),
        )
        for photo in photos:
            note = with_photo(note, photo)
        if note.place is None:
            odd["place"].append((row, note.facility or note.text))
        notes.append(note)
    for name, code, template in (
        ("place", "note-no-place", _NO_PLACE),
        ("state", "note-state-unknown", _STATE),
        ("photo", "note-photo-missing", _MISSING),
        ("cut", "note-text-cut", _CUT),
    ):
        if odd[name]:
            row, example = odd[name][0]
            told.append(_finding(code, template, file, int(lines[row]), example, len(odd[name])))
    left = tuple(
        lists.Left(int(lines[row]), str(cells["text"][row] or cells["facility"][row])[:60], reason)
        for row, reason in enumerate(reasons)
        if reason is not None
    )
    return Taken(sheet.rows, tuple(notes), left, (*sheet.findings, *told))


def from_photos(
    paths: Sequence[Path],
    project: Project,
    feedback: Feedback,
    department: str = "",
    facility: str = "",
) -> Taken:
    """Return a note for each photo; one without GPS has no place and is told, a known one is left out.

    Parameters
    ----------
    paths
        Photos. They are read and never changed.
    project
        Paths are kept relative to its file; its photos tell which came before.
    feedback
        Receives progress.
    department, facility
        Who looked, and at what.
    """
    photos, left = taken(paths, _base(project), known_digests(project), feedback)
    notes = tuple(
        with_photo(
            Note(
                fresh_id(),
                department=department,
                facility=facility,
                changes=(Change(State.UNKNOWN, photo.taken[:10], department),),
                origin=lists.Origin(path.name, digest=photo.digest),
            ),
            photo,
        )
        for path, photo in photos
    )
    lost = [one.origin.file for one in notes if one.place is None]
    values: dict[str, object] = {"count": f"{len(lost):,}", "file": lost[0] if lost else ""}
    found = Finding(Severity.WARNING, "photo-without-gps", _NO_GPS, values, count=len(lost))
    return Taken(len(paths), notes, tuple(left), (found,) if lost else ())


def _base(project: Project) -> Path | None:
    return None if project.path is None else project.path.absolute().parent


def _places_of(facilities: Facilities | None) -> dict[str, tuple[float, float]]:
    rows = () if facilities is None else reversed(facilities.rows)  # the first one of a number counts
    return {plain(one.number): one.place for one in rows if one.place is not None}


def _photos(names: str, folder: Path, project: Project) -> tuple[list[Photo], list[str]]:
    """Return the photos of a cell, and the names that lead to none."""
    found: list[Photo] = []
    missing: list[str] = []
    wanted = [one.strip() for one in re.split(r"[;；、,，\n]", names) if one.strip()]
    for name in wanted[:MOST_PHOTOS]:
        path = Path(name) if Path(name).is_absolute() else folder / name.replace("\\", "/")
        inside = Path(name).is_absolute() or path.resolve().is_relative_to(folder.resolve())
        try:
            if not inside or path.stat().st_size > MOST_BYTES:
                missing.append(name)
            else:
                found.append(photo_at(path, _base(project)))
        except (OSError, ValueError, DamagedFile):
            missing.append(name)
    return found, [*missing, *wanted[MOST_PHOTOS:]]


def _finding(code: str, template: str, file: str, line: int, example: str, count: int) -> Finding:
    values: dict[str, object] = {
        "file": file,
        "count": f"{count:,}",
        "line": line,
        "example": str(example)[:30],
        "longest": LONGEST,
    }
    return Finding(Severity.WARNING, code, template, values, Where(file, line), count)
