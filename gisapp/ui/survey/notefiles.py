"""Lists, photos and the list of facilities come in, and the report goes out, from the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from gisapp import __version__
from gisapp.desks.survey import facilities, notetable
from gisapp.desks.survey.notelists import from_photos, from_sheet, propose
from gisapp.desks.survey.notereport import Given, missing, report
from gisapp.desks.survey.notes import by_facility, keep
from gisapp.notepicture import pictured
from gisapp.paper.written import written
from gisapp.ui import viewswork
from gisapp.ui.banner import Notice
from gisapp.ui.words import integer, sentence, translate
from importers.photos import SUFFIXES, told_apart
from importers.pictures import small_photos
from importers.tables.importer import TEXTS, WORKBOOKS, TablesOptions, read_sheets
from layers import atomicfile
from layers.errors import GisError
from layers.feedback import Finding, Severity
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.desks.survey.facilities import Facilities
    from gisapp.desks.survey.notelists import Taken
    from gisapp.desks.survey.notes import Note
    from gisapp.ui.window import Window
    from importers.tables.lists import Left
    from layers.feedback import Feedback
    from layers.project import Camera, Project

TAKING = QT_TRANSLATE_NOOP(CONTEXT, "点検メモ {count} 件を取り込む")
READING = QT_TRANSLATE_NOOP(CONTEXT, "点検メモの一覧と写真を読む")
JOINING = QT_TRANSLATE_NOOP(CONTEXT, "施設の一覧「{name}」を結び付ける")
WRITING = QT_TRANSLATE_NOOP(CONTEXT, "点検結果を書き出す")
_REASON = QT_TRANSLATE_NOOP(CONTEXT, "施設の一覧を使えません: {reason}")
MOST_LINES = 200
PHOTO, SMALL = 900, 320
"""Pixels of the longer side of a photo on a sheet, and in a workbook."""


@dataclass(frozen=True, eq=False)
class Came:
    """What came of files: rows and photos, the notes, what was left out, and what is odd."""

    rows: int
    notes: tuple[Note, ...]
    left_out: tuple[Left, ...]
    findings: tuple[Finding, ...]


def ask_import(window: Window) -> None:
    """Ask for lists and photos, and take them."""
    title = translate("window", "点検メモの一覧・写真を選ぶ")
    kinds = " ".join(f"*{suffix}" for suffix in (*TEXTS, *WORKBOOKS, *SUFFIXES))
    names, _ = QFileDialog.getOpenFileNames(window, title, str(window.work.folder()), kinds)
    if names:
        take_files(window, [Path(one) for one in names])


def take_files(window: Window, paths: Sequence[Path]) -> None:
    """Read lists and photos, and keep their notes as a step that can be undone."""

    def took(came: Came) -> None:
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        if came.notes:
            label = Message(TAKING, {"count": f"{len(came.notes):,}"})
            window.session.do(label, keep(window.session.project, came.notes, now))
        lost = sum(one.place is None for one in came.notes)
        parts = [
            translate("window", "{rows} 件のうち {taken} 件を取り込みました。").format(
                rows=integer(came.rows), taken=integer(len(came.notes))
            )
        ]
        if lost:
            words = translate("window", "場所が未確認のものが {count} 件あります。")
            parts.append(words.format(count=integer(lost)))
        role = "warn" if lost or came.left_out or came.findings else "info"
        lines = [sentence(one.message) for one in came.findings]
        lines += [f"{one.row or ''} {one.name}: {sentence(one.reason)}".strip() for one in came.left_out]
        window.banner.tell(Notice(" ".join(parts), role, "\n".join(lines[:MOST_LINES]), key="notes"))

    window.program.tasks.run(
        Message(READING), _read, paths, window.session.project, then=took, failed=window.work.failed
    )


def _read(paths: Sequence[Path], project: Project, *, feedback: Feedback) -> Came:
    lists, photos = told_apart(paths)
    known, odd = _known(project, feedback)
    day = datetime.now().astimezone().date()
    found: list[Taken] = []
    kept = project
    for path in lists:
        for sheet in read_sheets(path, TablesOptions(), feedback):
            mapping = propose(sheet.columns)
            found.append(from_sheet(sheet, path, mapping, kept, day, crs=project.crs, facilities=known))
            kept = keep(kept, found[-1].notes, "")
    if photos:
        found.append(from_photos(photos, kept, feedback))
    return Came(
        sum(one.rows for one in found),
        tuple(note for one in found for note in one.notes),
        tuple(left for one in found for left in one.left_out),
        (*odd, *(finding for one in found for finding in one.findings)),
    )


def _known(project: Project, feedback: Feedback) -> tuple[Facilities | None, tuple[Finding, ...]]:
    """Return the list of facilities; one that is gone is told, and keeps no note from coming or going."""
    try:
        return facilities.of_project(project, feedback), ()
    except GisError as error:
        values = {"reason": error.message}
        return None, (Finding(Severity.WARNING, "facilities-unreadable", _REASON, values, error.where),)


def ask_facilities(window: Window) -> None:
    """Ask for the list of facilities, and remember it."""
    title = translate("window", "施設の一覧（CSV・Excel）を選ぶ")
    kinds = " ".join(f"*{suffix}" for suffix in (*TEXTS, *WORKBOOKS))
    name, _ = QFileDialog.getOpenFileName(window, title, str(window.work.folder()), kinds)
    if name:
        take_facilities(window, Path(name))


def take_facilities(window: Window, path: Path) -> None:
    """Read the list of facilities and remember it, as a step that can be undone."""

    def took(found: Facilities) -> None:
        from gisapp.desks.survey.notes import notes_of

        now = datetime.now().astimezone().isoformat(timespec="seconds")
        label = Message(JOINING, {"name": path.name})
        window.session.do(label, facilities.keep(window.session.project, found, now))
        join = facilities.joined(notes_of(window.session.project), found)
        words = translate(
            "window",
            "施設 {count} 件のうち、メモのあるもの {matched} 件。一覧にない番号のメモ {lost} 件。",
        ).format(
            count=integer(len(found.rows)),
            matched=integer(len(set(join.rows.values()))),
            lost=integer(len(join.lost)),
        )
        numbers = "\n".join(dict.fromkeys(one.facility for one in join.lost))
        window.banner.tell(Notice(words, "warn" if join.lost else "info", numbers, key="notes"))

    window.program.tasks.run(Message(READING), _facilities, path, then=took, failed=window.work.failed)


def _facilities(path: Path, *, feedback: Feedback) -> Facilities:
    return facilities.read(path, feedback)


def ask_report(window: Window, notes: tuple[Note, ...]) -> None:
    """Ask where the report is written, and write it."""
    title = translate("window", "点検結果の保存先を選ぶ")
    begin = Path(window.work.folder(), f"{translate('window', '点検結果')}.pdf")
    kinds = "PDF (*.pdf);;Excel (*.xlsx);;CSV (*.csv);;GeoJSON (*.geojson)"
    name, _ = QFileDialog.getSaveFileName(window, title, str(begin), kinds)
    if not name:
        return
    path = Path(name)
    path = path if path.suffix else path.with_suffix(".pdf")
    go_on, camera = viewswork.ask_camera(window) if path.suffix.lower() == ".pdf" else (True, None)
    if go_on:
        write(window, notes, path, camera)


def write(window: Window, notes: tuple[Note, ...], path: Path, camera: Camera | None = None) -> None:
    """Write notes as a report or a table, by the ending of the name."""

    def told(gone: tuple[Finding, ...]) -> None:
        words = translate("window", "{path} に {count} 件を書き出しました。").format(
            path=str(path), count=integer(len(notes))
        )
        lost = "\n".join(sentence(one.message) for one in gone)
        window.banner.tell(Notice(words, "warn" if gone else "info", lost, key="notes"))

    window.program.tasks.run(
        Message(WRITING),
        _write,
        window.session.project,
        notes,
        path,
        camera,
        then=told,
        failed=window.work.failed,
    )


def _write(
    project: Project, notes: tuple[Note, ...], path: Path, camera: Camera | None, *, feedback: Feedback
) -> tuple[Finding, ...]:
    notes = by_facility(notes)
    known, odd = _known(project, feedback)
    join = None if known is None else facilities.joined(notes, known)
    base = None if project.path is None else project.path.absolute().parent
    suffix, program = path.suffix.lower(), f"gisapp {__version__}"
    side = SMALL if suffix == ".xlsx" else PHOTO
    given = Given(project, notes, known, join, small_photos(base, side, feedback))
    now = datetime.now().astimezone()
    if suffix == ".xlsx":
        content = notetable.write_xlsx(given, now, program)
    elif suffix == ".csv":
        content = notetable.write_csv(given)
    elif suffix == ".geojson":
        content = notetable.write_geojson(given)
    else:
        content = written(report(pictured(given, camera, simple=True), now, program), suffix)
    atomicfile.write(path, content)
    return (*odd, *missing(given))
