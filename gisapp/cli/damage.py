"""``gisapp damage``: reports of an event come in, are listed, counted, compared, told to the public."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli import projects
from gisapp.cli.console import aligned, plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import OVERWRITE, option, place, places, switch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.cli.console import Console
    from gisapp.desks.hazard.event.board import Board, Count
    from gisapp.desks.hazard.event.intake import Intake
    from gisapp.desks.hazard.event.reports import Report
    from layers.project import Project

PHOTO = ("path", "digest", "taken", "bearing", "magnetic")
"""What is told of a photo."""
ACTIONS = ("import", "list", "duplicates", "board", "export")
EXAMPLES = """\
例:
  gisapp damage import 町.gisproj 土木課.csv 消防局.xlsx 写真/ --department 土木課
  gisapp damage list 町.gisproj --state open --json
  gisapp damage duplicates 町.gisproj
  gisapp damage board 町.gisproj --areas 自治会区域
  gisapp damage export 町.gisproj --out 公開.geojson

種別: people slope river above_floor building road_flooded below_floor road_closed lifeline tree other
状態: open（未対応） unknown（未確認） checking（確認中） working（対応中） done（完了）
公開用の書き出しに、通報者・電話・内容・住所は入りません。
人的被害は出さず、家屋の被害の位置は約100 mに丸めます。"""


def _action(text: str) -> str:
    if text not in ACTIONS:
        raise ValueError(f"{text} はできません。使えるもの: {' '.join(ACTIONS)}")
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"日付は 2026-07-01 のように書いてください: {text}") from None


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    action: str = field(metadata=place(" / ".join(ACTIONS), "ACTION", read=_action))
    paths: tuple[Path, ...] = field(
        metadata=places(
            "プロジェクト（.gisproj）。import ではその後に一覧・写真・フォルダ", "PATH", read=Path
        )
    )
    department: tuple[str, ...] = field(
        default=(),
        metadata=option("--department", "部署（import では、書かれていない行の部署）", "NAME", many=True),
    )
    kind: tuple[str, ...] = field(default=(), metadata=option("--kind", "この種別だけ", "KIND", many=True))
    state: tuple[str, ...] = field(default=(), metadata=option("--state", "この状態だけ", "STATE", many=True))
    areas: str = field(default="", metadata=option("--areas", "区域（自治会など）の面のレイヤ", "LAYER"))
    words: str = field(default="", metadata=option("--words", "内容・場所・部署にこの言葉があるもの", "TEXT"))
    unplaced: bool = field(default=False, metadata=switch("--unplaced", "場所が未確認のものだけ"))
    column: tuple[str, ...] = field(
        default=(),
        metadata=option("--column", "一覧の列の対応（例 kind=被害）。何度でも", "FIELD=列", many=True),
    )
    day: date | None = field(
        default=None, metadata=option("--day", "日付のない時刻の日（はじめは今日）", "YYYY-MM-DD", read=_day)
    )
    crs: str = field(default="", metadata=option("--crs", "一覧の座標の座標系（例 EPSG:6669）", "EPSG"))
    out: Path | None = field(
        default=None, metadata=option("--out", "公開用のファイル（.geojson .csv）", "FILE", read=Path)
    )
    photos: bool = field(default=False, metadata=switch("--photos", "公開用に写真のファイル名も書く"))
    overwrite: bool = field(default=False, metadata=OVERWRITE)
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/damage-ACTION.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Do what is asked.

    Raises
    ------
    Stop
        When the words do not fit together.
    layers.errors.GisError
        When something cannot be read or written.
    """
    path = projects.file_of(arguments.paths)
    files = [one for one in arguments.paths if one != path]
    if bool(files) != (arguments.action == "import"):
        raise Stop(
            "取り込む一覧か写真を指定してください。" if not files else "プロジェクトだけを指定してください。",
            Exit.USAGE,
        )
    if arguments.action == "import":
        return _import(arguments, path, files, console)
    started = time.perf_counter()
    project, board = _board(arguments, path, console)
    if arguments.action == "export":
        return _export(arguments, board, console, started)
    if arguments.action == "duplicates":
        plain = _duplicates(board.reports, console)
    else:
        plain = _plain_board(board) if arguments.action == "board" else _plain_list(board)
    plain |= {"finding_list": _findings(console), "seconds": _since(started)}
    if arguments.json:
        console.answer_json({"project": str(project.path or path), **plain})
        return Exit.OK
    console.tell_findings(console.feedback.findings)
    _tell(arguments.action, board, plain, console)
    return Exit.OK


# ---------------------------------------------------------------------------------------------- coming in


def _import(arguments: Arguments, path: Path, files: Sequence[Path], console: Console) -> int:
    from gisapp.desks.hazard.event import sources
    from gisapp.desks.hazard.event.reports import keep
    from importers.photos import told_apart
    from layers import projectfile
    from layers.project import Project

    started = time.perf_counter()
    lists, photos = told_apart(files)
    known = path.exists()
    kept = projectfile.read(path).project if known else Project(name=path.stem, path=path.absolute())
    # Addresses are sought in the data; what is written is the project as it was, with its layers closed.
    looked = projects.open_project(path, console.feedback).project if known and lists else kept
    department = arguments.department[0] if arguments.department else ""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    day = arguments.day or datetime.now().astimezone().date()
    told: list[dict[str, Any]] = []
    for one in lists:
        for found in sources.lists_in(one, console.feedback):
            listed = replace(found, columns=_columns(arguments.column, found))
            looked = replace(looked, records=kept.records)
            came = sources.from_list(listed, looked, day, console.feedback, department, arguments.crs)
            kept = keep(kept, came.reports, now)
            told.append(_source(one, listed.sheet.name, came, dict(listed.columns.columns), console))
    if photos:
        came = sources.from_pictures(photos, kept, console.feedback, department)
        kept = keep(kept, came.reports, now)
        told.append(_source(photos[0].parent, "", came, {}, console))
    projectfile.save(kept, path)
    plain = {
        "project": str(path),
        "sources": told,
        "taken": sum(one["taken"] for one in told),
        "left_out": sum(len(one["left_out"]) for one in told),
        "without_place": sum(one["without_place"] for one in told),
        "finding_list": _findings(console),
        "seconds": _since(started),
    }
    if arguments.json:
        console.answer_json(plain)
        return Exit.OK
    console.tell_findings(console.feedback.findings)
    for source in told:
        console.answer(
            f"{Path(source['file']).name}: {source['rows']:,} 件のうち {source['taken']:,} 件を取り込みました"
            f"（場所が未確認 {source['without_place']:,} 件）。"
        )
        for line in source["left_out"]:
            console.answer(f"  除いた {line['row'] or line['name']}: {line['reason']}")
    console.answer(f"{path} に保存しました。")
    return Exit.OK


def _columns(said: Sequence[str], listed: Any) -> Any:
    from gisapp.desks.hazard.event.intake import FIELDS

    columns = listed.columns
    for one in said:
        name, mark, column = one.partition("=")
        if not mark or name not in FIELDS:
            raise Stop(f"--column は 項目=列 と書いてください。項目: {' '.join(FIELDS)}", Exit.USAGE)
        if column and column not in listed.sheet.columns:
            there = "、".join(listed.sheet.columns)
            raise Stop(f"{listed.path.name} に「{column}」の列がありません。ある列: {there}", Exit.USAGE)
        columns = columns.with_column(name, column)
    return columns


def _source(
    path: Path, sheet: str, came: Intake, columns: dict[str, str], console: Console
) -> dict[str, Any]:
    for one in came.findings:
        console.feedback.find(one)
    return {
        "file": str(path),
        "sheet": sheet,
        "rows": came.rows,
        "taken": len(came.reports),
        "without_place": came.without_place,
        "columns": columns,
        "left_out": [{"row": one.row, "name": one.name, "reason": str(one.reason)} for one in came.left_out],
    }


# ---------------------------------------------------------------------------------------------- looking


def _board(arguments: Arguments, path: Path, console: Console) -> tuple[Project, Board]:
    from gisapp.desks.hazard.areas import areas_of
    from gisapp.desks.hazard.event.board import Wanted, board_of
    from gisapp.desks.hazard.event.reports import reports_of
    from gisapp.desks.hazard.event.words import Kind, State
    from layers import projectfile

    kinds = _known("--kind", arguments.kind, {one.value: one for one in Kind})
    states = _known("--state", arguments.state, {one.value or "unknown": one for one in State})
    if arguments.areas:
        project = projects.open_project(path, console.feedback).project
        areas = areas_of(projects.choose_layer(project, arguments.areas), console.feedback)
    else:
        project, areas = projectfile.read(path).project, None
    wanted = Wanted(kinds, states, arguments.department, arguments.words, arguments.unplaced)
    return project, board_of(reports_of(project), wanted, areas, project.crs)


def _known(flag: str, said: Sequence[str], known: dict[str, Any]) -> tuple[Any, ...]:
    wrong = [one for one in said if one not in known]
    if wrong:
        raise Stop(f"{flag} に {wrong[0]} は使えません。使えるもの: {' '.join(known)}", Exit.USAGE)
    return tuple(known[one] for one in said)


def plain_report(report: Report, area: str = "") -> dict[str, Any]:
    """Return a report for JSON; who reported it is not told."""
    return {
        "id": report.id,
        "kind": report.kind.value,
        "state": report.state.value or None,
        "begin": report.begin or None,
        "end": report.end or None,
        "department": report.department or None,
        "area": area or None,
        "point": None if report.place is None else list(report.place),
        "placed_by": report.placed_by or None,
        "address": report.address or None,
        "text": report.text or None,
        "notice": report.notice or None,
        "photos": [{name: getattr(one, name) for name in PHOTO} for one in report.photos],
        "sources": max(len(report.merged), 1),
        "file": report.origin.file or None,
        "row": report.origin.row or None,
    }


def _plain_list(board: Board) -> dict[str, Any]:
    pairs = zip(board.reports, board.areas, strict=True)
    return {"total": board.total, "reports": [plain_report(one, area) for one, area in pairs]}


def _plain_board(board: Board) -> dict[str, Any]:
    from layers.period import iso

    def counts(some: Sequence[Count]) -> list[dict[str, Any]]:
        return [vars(one) for one in some]

    return {
        "total": board.total,
        "count": len(board.reports),
        "open": board.open,
        "unplaced": board.unplaced,
        "untimed": board.untimed,
        "kinds": counts(board.kinds),
        "states": counts(board.states),
        "departments": counts(board.departments),
        "neighbourhoods": counts(board.neighbourhoods),
        "step_minutes": None if board.step is None else board.step.seconds // 60,
        "timeline": [{**vars(one), "start": iso(one.start)} for one in board.bars],
    }


def _duplicates(reports: Sequence[Report], console: Console) -> dict[str, Any]:
    import math

    from gisapp.desks.hazard.event.duplicates import proposals

    return {
        "reports": len(reports),
        "proposals": [
            {
                "first": one.first,
                "second": one.second,
                "metres": None if math.isnan(one.metres) else round(one.metres, 1),
                "minutes": None if one.seconds < 0 else one.seconds // 60,
                "same_kind": one.same_kind,
                "alike": one.alike,
            }
            for one in proposals(reports, console.feedback)
        ],
    }


def _tell(action: str, board: Board, plain: dict[str, Any], console: Console) -> None:
    from gisapp.desks.hazard.event.words import STATES

    by_id = {one.id: one for one in board.reports}
    if action == "list":
        rows = [
            [STATES[one.state], one.begin.replace("T", " ") or "-", one.title, one.department, one.text[:30]]
            for one in board.reports
        ]
        for line in aligned(rows):
            console.answer(line)
        console.answer(f"{len(rows):,} 件（全部で {board.total:,} 件）")
    elif action == "board":
        for title, counts in (
            ("種別", board.kinds),
            ("状態", board.states),
            ("部署", board.departments),
            ("区域", board.neighbourhoods),
        ):
            if counts:
                console.answer(f"{title}:")
            rows = [["  " + one.name, f"{one.count:,}", f"うち未完了 {one.open:,}"] for one in counts]
            for line in aligned(rows, frozenset({1, 2})):
                console.answer(line)
        console.answer(
            f"{len(board.reports):,} 件、うち未完了 {board.open:,} 件、場所が未確認 {board.unplaced:,} 件"
        )
    else:
        for pair in plain["proposals"]:
            far = "場所は未確認" if pair["metres"] is None else f"{pair['metres']:.0f} m"
            late = "時刻は未確認" if pair["minutes"] is None else f"{pair['minutes']} 分差"
            console.answer(f"{by_id[pair['first']].title} ／ {by_id[pair['second']].title}（{far}、{late}）")
        console.answer(f"重複かもしれない組 {len(plain['proposals']):,}。まとめるかどうかは画面で決めます。")


def _export(arguments: Arguments, board: Board, console: Console, started: float) -> int:
    from gisapp.desks.hazard.event.publishing import publish

    if arguments.out is None:
        raise Stop("書き出すファイルを --out で指定してください（.geojson .csv）。", Exit.USAGE)
    told = publish(
        board.reports,
        board.areas,
        arguments.out,
        console.feedback,
        photos=arguments.photos,
        overwrite=arguments.overwrite,
    )
    plain = {
        "file": str(told.path),
        "count": told.count,
        "left_out": told.left_out,
        "finding_list": _findings(console),
        "seconds": _since(started),
    }
    if arguments.json:
        console.answer_json(plain)
        return Exit.OK
    console.answer(f"{told.path} に {told.count:,} 件を書き出しました。")
    for reason, count in told.left_out.items():
        console.answer(f"  出さなかった {count:,} 件: {reason}")
    return Exit.OK


def _findings(console: Console) -> list[dict[str, Any]]:
    return [plain_finding(one) for one in console.feedback.findings]


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 3)
