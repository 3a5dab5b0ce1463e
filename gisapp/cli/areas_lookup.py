"""``gisapp areas lookup``: which association is it, by address, place, building or name; with a notice."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp import __version__
from gisapp.cli import projects
from gisapp.cli.areas_ledger import PlaceArguments, places_said
from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import OVERWRITE, option, switch

if TYPE_CHECKING:
    from gisapp.areastock import Asked
    from gisapp.cli.console import Console
    from gisapp.desks.areas.lookup import Answer, Directory
    from gisapp.desks.areas.model import Association
    from layers.project import Project

EXAMPLES = """\
例:
  gisapp areas lookup 町.gisproj --address 帆柱町3番
  gisapp areas lookup 町.gisproj --at 129.3341,32.8538 --json
  gisapp areas lookup 町.gisproj --name ほばしら
  gisapp areas lookup 町.gisproj --address 帆柱町3番 --notice ご案内.pdf --department "自治振興課"

境界の近くでは隣の自治会も、どの区域にも入らない所では「未組織」と答えます。役員の情報は答えません。"""


@dataclass(frozen=True, kw_only=True)
class Arguments(PlaceArguments):
    """What may be said on the command line."""

    address: str = field(default="", metadata=option("--address", "住所か地番", "TEXT"))
    at: str = field(default="", metadata=option("--at", "地点（経度,緯度、または平面直角座標）", "LON,LAT"))
    building: str = field(default="", metadata=option("--building", "建物の ID", "ID"))
    name: str = field(
        default="", metadata=option("--name", "自治会の名称・かな・コード（一部でもよい）", "TEXT")
    )
    notice: Path | None = field(
        default=None, metadata=option("--notice", "市民に渡す案内（1 枚）", "FILE.pdf", read=Path)
    )
    department: str = field(
        default="",
        metadata=option(
            "--department", "プロジェクトにあるものの代わりの、案内に書くお問い合わせ先（部署と電話）", "TEXT"
        ),
    )
    overwrite: bool = field(default=False, metadata=OVERWRITE)
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/areas-lookup.json）")
    )


def run(arguments: Arguments, console: Console) -> int:
    """Find the association, and write the notice.

    Raises
    ------
    Stop
        When it is not said what is sought, or in more than one way.
    layers.errors.GisError
        When nothing is found.
    """
    from gisapp.areastock import proposed
    from gisapp.desks.areas.lookup import opened as opened_directory

    said = [one for one in (arguments.address, arguments.at, arguments.building, arguments.name) if one]
    if len(said) != 1:
        raise Stop("--address、--at、--building、--name のどれか一つを指定してください。", Exit.USAGE)
    if arguments.notice is not None and arguments.notice.suffix.lower() != ".pdf":
        raise Stop(f"--notice の名前は .pdf で終わらせてください: {arguments.notice}", Exit.USAGE)
    opened = projects.open_inputs(list(arguments.paths), console.feedback)
    project = opened.project
    asked = places_said(arguments, project, proposed(project, console.feedback))
    directory = opened_directory(project, arguments.day)
    started = time.perf_counter()
    answer = _answer(arguments, project, asked, directory)
    seconds = time.perf_counter() - started
    file = _notice(arguments, project, asked, directory, answer, console)
    findings = [*opened.findings, *console.feedback.findings]
    if arguments.json:
        plain = _plain(answer, directory)
        console.answer_json(
            {
                **plain,
                "notice": file,
                "finding_list": [plain_finding(one) for one in findings],
                "seconds": round(seconds, 4),
            }
        )
        return Exit.OK
    console.tell_findings(findings)
    console.answer(str(answer.said))
    for one in answer.associations:
        console.answer("  " + "　".join(filter(None, (one.code, one.name, one.kana, _span(one)))))
    for remark in answer.remarks:
        console.answer(str(remark))
    if file:
        console.answer(f"{file} に案内を書き出しました。")
    return Exit.OK


def _answer(arguments: Arguments, project: Project, asked: Asked, directory: Directory) -> Answer:
    from gisapp.cli.planningplace import point_of

    if arguments.address:
        return directory.address(arguments.address)
    if arguments.name:
        return directory.named(arguments.name)
    if arguments.at:
        return directory.at(np.array(point_of(project, arguments.at)), arguments.at)
    layer = asked.buildings
    row = None if layer is None else _row(layer, arguments.building)
    if layer is None or row is None:
        raise Stop(f"建物「{arguments.building}」がありません。", Exit.FAILED)
    return directory.building(layer, row, arguments.building)


def _row(layer: Any, id_: str) -> int | None:
    """Return the row of the building whose id, name of a facility or number is that text."""
    from gisapp.search import COLUMNS

    table = layer.table()
    there = [one.name for one in table.attributes if one.name in COLUMNS]
    for name in sorted(there, key=lambda one: (not one.endswith("id"), one)):
        rows = np.flatnonzero(table.texts(name).astype(str) == id_)
        if len(rows):
            return int(rows[0])
    return None


def _notice(
    arguments: Arguments,
    project: Project,
    asked: Asked,
    directory: Directory,
    answer: Answer,
    console: Console,
) -> str | None:
    if arguments.notice is None:
        return None
    from gisapp.areapapers import Paper, notice
    from gisapp.desks.areas.contact import contact_of
    from gisapp.export.target import replacing
    from gisapp.paper.written import written

    department = arguments.department or contact_of(project)
    paper = Paper(datetime.now().astimezone(), f"gisapp {__version__}", department)
    sheet = notice(project, asked, directory, answer, paper, console.feedback)
    with replacing(arguments.notice, overwrite=arguments.overwrite) as path:
        path.write_bytes(written(sheet, ".pdf"))
    return str(arguments.notice)


def _plain(answer: Answer, directory: Directory) -> dict[str, Any]:
    return {
        "asked": answer.asked,
        "day": directory.day or None,
        "standing": answer.standing.value,
        "said": str(answer.said),
        "associations": [
            {**_told(one), "places": places}
            for one, places in zip(answer.associations, answer.spread, strict=True)
        ],
        "neighbours": [
            {**_told(one.association), "metres": round(one.metres, 1)} for one in answer.neighbours
        ],
        "point": None if answer.point is None else [round(float(one), 3) for one in answer.point],
        "exact": answer.exact,
        "remarks": [str(one) for one in answer.remarks],
    }


def _told(one: Association) -> dict[str, Any]:
    return {
        "code": one.code or None,
        "name": one.name,
        "kana": one.kana or None,
        "since": one.since or None,
        "until": one.until or None,
        "hall": one.values.get("hall") or None,
        "source": one.source or None,
    }


def _span(one: Association) -> str:
    return f"{one.since or '？'} 〜 {one.until}" if one.since or one.until else ""
