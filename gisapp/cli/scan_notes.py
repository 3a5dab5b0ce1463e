"""``gisapp scan notes``: notes of an inspection are taken in, listed, and written as report or table."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp import __version__
from gisapp.cli import projects
from gisapp.cli.console import aligned, plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, place, switch
from gisapp.cli.import_ import epsg

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.survey.facilities import Facilities
    from gisapp.desks.survey.notelists import Taken
    from gisapp.desks.survey.notereport import Given
    from gisapp.desks.survey.notes import Note, Wanted
    from layers.project import Camera, Project

SUFFIXES = (".pdf", ".html", ".xlsx", ".csv", ".geojson", ".json")
PHOTO = 900
"""Pixels of the longer side of a photo on a sheet."""
SMALL = 320
"""The same in a workbook."""
EXAMPLES = """\
例:
  gisapp scan notes 橋.gisproj --add 点検.csv --add 写真/ --department 土木維持課
  gisapp scan notes 橋.gisproj --facilities 橋梁一覧.xlsx --to 点検結果.pdf
  gisapp scan notes 橋.gisproj --state repair --facility B-0123 --to 要補修.xlsx
  gisapp scan notes 橋.gisproj --json

状態: repair（要補修） watch（経過観察） done（済） unknown（未確認）
一覧の列: 施設番号・状態・内容・点検日・部署・経度・緯度（または平面直角座標）・標高・写真
写真は動かさず、プロジェクトからの道すじだけを覚えます。"""


def _target(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in SUFFIXES:
        raise ValueError(f"名前は {' '.join(SUFFIXES)} のどれかで終わらせてください")
    return path


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("プロジェクト（.gisproj）", "PROJECT", read=Path))
    add: tuple[Path, ...] = field(
        default=(),
        metadata=option("--add", "取り込む一覧・写真・写真のフォルダ", "PATH", many=True, read=Path),
    )
    state: tuple[str, ...] = field(default=(), metadata=option("--state", "この状態だけ", "STATE", many=True))
    department: tuple[str, ...] = field(
        default=(),
        metadata=option(
            "--department", "この部署だけ（--add では、書かれていない行の部署）", "NAME", many=True
        ),
    )
    facility: tuple[str, ...] = field(
        default=(),
        metadata=option("--facility", "この施設番号だけ（--add では写真の施設）", "NUMBER", many=True),
    )
    words: str = field(default="", metadata=option("--words", "内容などにこの言葉があるもの", "TEXT"))
    facilities: Path | None = field(
        default=None, metadata=option("--facilities", "施設の一覧（CSV・Excel）。覚えます", "FILE", read=Path)
    )
    number: str = field(default="", metadata=option("--number", "施設の一覧の番号の列", "COLUMN"))
    column: tuple[str, ...] = field(
        default=(),
        metadata=option("--column", "取り込む一覧の列の対応（例 text=所見）", "FIELD=列", many=True),
    )
    crs: str = field(
        default="", metadata=option("--crs", "一覧の座標の座標系（例 EPSG:6669）", "EPSG:N", read=epsg)
    )
    to: Path | None = field(
        default=None,
        metadata=option("--to", f"書き出すファイル（{' '.join(SUFFIXES)}）", "FILE", read=_target),
    )
    view: str = field(default="", metadata=option("--view", "図に使う、名前を付けた視点", "NAME"))
    flat: bool = field(default=False, metadata=switch("--flat", "点群の図を入れない"))
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/scan-notes.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Take in, list and write.

    Raises
    ------
    Stop
        When the words do not fit together.
    layers.errors.GisError
        When something cannot be read or written.
    """
    from gisapp.desks.survey import facilities as listed
    from gisapp.desks.survey.notes import by_facility, chosen, notes_of
    from gisapp.desks.survey.notetable import plain
    from layers import projectfile
    from layers.project import Project

    started = time.perf_counter()
    path = projects.file_of([arguments.path])
    there = path.exists()
    if not there and not arguments.add:
        raise Stop(f"{path} がありません。--add で取り込むと作ります。", Exit.USAGE)
    kept = projectfile.read(path).project if there else Project(name=path.stem, path=path.absolute())
    now = datetime.now().astimezone()
    told: list[dict[str, Any]] = []
    before = kept
    if arguments.facilities is not None:
        found: Facilities | None = listed.read(arguments.facilities, console.feedback, arguments.number)
    else:
        found = listed.of_project(kept, console.feedback)
    if arguments.facilities is not None and found is not None:
        kept = listed.keep(kept, found, now.isoformat(timespec="seconds"))
    if arguments.add:
        kept, told = _add(arguments, kept, found, now, console)
    if kept is not before or not there:
        projectfile.save(kept, path)
    wanted = _wanted(arguments)
    notes = by_facility(chosen(notes_of(kept), wanted))
    given = _given(kept, notes, found, arguments.to, console)
    if arguments.to is not None:
        _write(arguments, given, now, console)
    answer = {
        "project": str(path),
        "sources": told,
        "total": len(notes_of(kept)),
        **plain(given),
        "written": None if arguments.to is None else str(arguments.to),
        "finding_list": [plain_finding(one) for one in console.feedback.findings],
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(answer)
        return Exit.OK
    console.tell_findings(console.feedback.findings)
    _tell(given, answer, console)
    return Exit.OK


def _wanted(arguments: Arguments) -> Wanted:
    from gisapp.desks.survey.notes import State, Wanted

    known = {one.value or "unknown": one for one in State}
    wrong = [one for one in arguments.state if one not in known]
    if wrong:
        raise Stop(f"--state に {wrong[0]} は使えません。使えるもの: {' '.join(known)}", Exit.USAGE)
    if arguments.add:  # who adds names the department and the facility of what is added
        return Wanted(tuple(known[one] for one in arguments.state), words=arguments.words)
    states = tuple(known[one] for one in arguments.state)
    return Wanted(states, arguments.department, arguments.facility, arguments.words)


def _add(
    arguments: Arguments, kept: Project, found: Facilities | None, now: datetime, console: Console
) -> tuple[Project, list[dict[str, Any]]]:
    from gisapp.desks.survey.notelists import from_photos, from_sheet, propose
    from gisapp.desks.survey.notes import keep
    from importers.photos import told_apart
    from importers.tables.importer import TablesOptions, read_sheets

    lists, photos = told_apart(arguments.add)
    department = arguments.department[0] if arguments.department else ""
    facility = arguments.facility[0] if arguments.facility else ""
    moment = now.isoformat(timespec="seconds")
    told: list[dict[str, Any]] = []
    for path in lists:
        for sheet in read_sheets(path, TablesOptions(), console.feedback):
            mapping = propose(sheet.columns)
            for one in arguments.column:
                name, mark, column = one.partition("=")
                if not mark or column not in sheet.columns:
                    there = "、".join(sheet.columns)
                    raise Stop(f"--column は 項目=列 と書いてください。{path.name} の列: {there}", Exit.USAGE)
                mapping = mapping.with_column(name, column)
            more: dict[str, Any] = {
                "department": department,
                "crs": arguments.crs or kept.crs,
                "facilities": found,
            }
            came = from_sheet(sheet, path, mapping, kept, now.date(), **more)
            kept = keep(kept, came.notes, moment)
            told.append(_source(path, sheet.name, came, dict(mapping.columns), console))
    if photos:
        came = from_photos(photos, kept, console.feedback, department, facility)
        kept = keep(kept, came.notes, moment)
        told.append(_source(photos[0].parent, "", came, {}, console))
    return kept, told


def _source(path: Path, sheet: str, came: Taken, columns: dict[str, str], console: Console) -> dict[str, Any]:
    for one in came.findings:
        console.feedback.find(one)
    return {
        "file": str(path),
        "sheet": sheet,
        "rows": came.rows,
        "taken": len(came.notes),
        "without_place": sum(one.place is None for one in came.notes),
        "columns": columns,
        "left_out": [{"row": one.row, "name": one.name, "reason": str(one.reason)} for one in came.left_out],
    }


def _given(
    project: Project,
    notes: tuple[Note, ...],
    found: Facilities | None,
    target: Path | None,
    console: Console,
) -> Given:
    from gisapp.desks.survey.facilities import joined
    from gisapp.desks.survey.notereport import Given
    from importers.pictures import small_photos

    join = None if found is None else joined(notes, found)
    for one in (*(() if found is None else found.findings), *(() if join is None else join.findings)):
        console.feedback.find(one)
    base = None if project.path is None else project.path.absolute().parent
    workbook = target is not None and target.suffix.lower() == ".xlsx"
    photo = small_photos(base, SMALL if workbook else PHOTO, console.feedback)
    return Given(project, notes, found, join, photo)


def _write(arguments: Arguments, given: Given, now: datetime, console: Console) -> None:
    import json

    from gisapp.desks.survey import notetable
    from gisapp.desks.survey.notereport import missing, report
    from gisapp.notepicture import pictured
    from gisapp.paper.written import written
    from layers import atomicfile

    target, program = arguments.to, f"gisapp {__version__}"
    if target is None:
        return
    suffix = target.suffix.lower()
    if suffix in (".pdf", ".html"):
        if not arguments.flat:
            opened = projects.open_project(arguments.path, console.feedback).project
            given = pictured(replace(given, project=opened), _camera(opened, arguments.view))
        content = written(report(given, now, program), suffix)
    elif suffix == ".xlsx":
        content = notetable.write_xlsx(given, now, program)
    elif suffix == ".csv":
        content = notetable.write_csv(given)
    elif suffix == ".geojson":
        content = notetable.write_geojson(given)
    else:
        text = json.dumps(notetable.plain(given), ensure_ascii=False, indent=1)
        content = f"{text}\n".encode()
    for one in missing(given):
        console.feedback.find(one)
    atomicfile.write(target, content)


def _camera(project: Project, name: str) -> Camera | None:
    from gisapp.savedviews import views_of

    if not name:
        return None
    views = {one.name: one.camera for one in views_of(project)}
    if name not in views:
        known = "、".join(views) or "ありません"
        raise Stop(f"「{name}」という視点がありません。ある視点: {known}", Exit.USAGE)
    return views[name]


def _tell(given: Given, answer: dict[str, Any], console: Console) -> None:
    from gisapp.desks.survey.notes import STATES

    for source in answer["sources"]:
        console.answer(
            f"{Path(source['file']).name}: {source['rows']:,} 件のうち {source['taken']:,} 件を取り込みました"
            f"（場所が未確認 {source['without_place']:,} 件）。"
        )
        for line in source["left_out"]:
            console.answer(f"  除いた {line['row'] or line['name']}: {line['reason']}")
    rows = [
        [str(number), STATES[one.state], one.facility or "-", one.date[:10] or "-", one.text[:40]]
        for number, one in enumerate(given.notes, 1)
    ]
    for line in aligned(rows):
        console.answer(line)
    console.answer(f"{len(given.notes):,} 件（全部で {answer['total']:,} 件）")
    if given.join is not None:
        console.answer(
            f"施設の一覧: 結び付いたメモ {len(given.join.rows):,} 件、一覧にない番号 "
            f"{len(given.join.lost):,} 件、メモのない施設 {len(given.join.unseen):,} 件"
        )
    if answer["written"]:
        console.answer(f"{answer['written']} に書き出しました。")
