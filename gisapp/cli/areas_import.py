"""``gisapp areas import``: areas of a department and the list of the city fill the ledger of a project."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli import projects
from gisapp.cli.areainput import MAP, columns_said, day_of, layer_meant
from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, place, switch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.cli.console import Console
    from gisapp.desks.areas.incoming import Incoming
    from gisapp.desks.areas.lists import Listed
    from gisapp.desks.areas.model import AreaSet, Association
    from layers.project import Project

EXAMPLES = """\
例:
  gisapp areas import 町.gisproj --layer "区域 自治振興課" --list 自治会一覧 --since 2026-04-01
  gisapp areas import 町.gisproj --layer 区域.shp --map name=自治会 --department 自治振興課
  gisapp areas import 町.gisproj --list 自治会名簿.xlsx --places 地番図
  gisapp areas import 町.gisproj --list 自治会一覧_令和9年.xlsx --since 2027-04-01
  gisapp areas import 町.gisproj --layer 新しい区域.gpkg --since 2027-04-01 --replace

一覧は、番号・名前の順に区域と結び付けます。表記だけが違う名前は候補として示し、--join で確かめたものだけを
結び付けます。個人に関する列（会長・電話・住所など）は台帳に入りません。"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    project: Path = field(metadata=place("プロジェクト（.gisproj）", "PROJECT", read=Path))
    layer: str = field(
        default="", metadata=option("--layer", "区域のレイヤの名前か ID、またはファイル", "LAYER")
    )
    list: str = field(
        default="", metadata=option("--list", "一覧（XLSX・CSV）のレイヤの名前か ID、またはファイル", "LAYER")
    )
    columns: tuple[str, ...] = field(default=(), metadata=option("--map", MAP, "項目=列", many=True))
    list_columns: tuple[str, ...] = field(
        default=(), metadata=option("--list-map", "一覧の列の対応。何度でも指定できる", "項目=列", many=True)
    )
    join: tuple[str, ...] = field(
        default=(),
        metadata=option(
            "--join", "同じ自治会と確かめた、一覧の名前と区域の名前", "一覧の名前=区域の名前", many=True
        ),
    )
    places: tuple[str, ...] = field(
        default=(),
        metadata=option(
            "--places", "町名・番地の範囲を照らし合わせる町丁目・街区・地番のレイヤ", "LAYER", many=True
        ),
    )
    since: str = field(
        default="", metadata=option("--since", "この区域になった日", "YYYY-MM-DD", read=day_of)
    )
    list_date: str = field(
        default="", metadata=option("--list-date", "一覧の世帯数の時点", "YYYY-MM-DD", read=day_of)
    )
    department: str = field(default="", metadata=option("--department", "区域を持つ部署", "TEXT"))
    add: bool = field(default=False, metadata=switch("--add", "今の台帳にない自治会だけを加える"))
    replace: bool = field(
        default=False,
        metadata=switch("--replace", "今の台帳を --since の日で終え、新しい区域に替える（前の区域は残る）"),
    )
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/areas-import.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Fill the ledger and tell what became of it.

    Raises
    ------
    Stop
        When the words do not fit together, or the ledger would be replaced without being asked for.
    layers.errors.GisError
        When something cannot be read or written.
    """
    from gisapp.desks.areas import register
    from gisapp.desks.areas.incoming import updated
    from gisapp.desks.areas.model import associations
    from layers import projectfile

    started = time.perf_counter()
    path = projects.file_of([arguments.project])
    kept = projectfile.read(path).project
    before = associations(kept)
    _allowed(arguments, bool(before))
    looked = projects.open_project(path, console.feedback).project
    figures = bool(before) and not arguments.layer
    came = _incoming(arguments, looked, before if figures else (), console)
    for one in came.findings:
        console.feedback.find(one)
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    known = register.lines_of(kept, came.associations)
    fresh = [one for one in came.associations if arguments.replace or one.id not in known]
    changed: tuple[Association, ...] = ()
    made = kept
    if figures:
        changed = updated(before, came)
        fresh = [one for one in fresh if arguments.add]
        made = register.place(kept, changed, arguments.since, when)
    if arguments.replace:
        made = register.succeed(kept, fresh, arguments.since, when)
    else:
        made = register.admit(made, fresh, arguments.since, when)
    projectfile.save(made, path)
    there = {one.name for one in came.associations if one.id in known}
    answer = {
        "project": str(path),
        "ledger": len(associations(made)),
        "added": len(fresh),
        "updated": len(changed),
        "kept": sorted(there) if not (arguments.replace or figures) else [],
        "ended": len(before) - sum(one.id in {old.id for old in before} for one in associations(made)),
        **_plain(came),
        "finding_list": [plain_finding(one) for one in console.feedback.findings],
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(answer)
        return Exit.OK
    console.tell_findings(console.feedback.findings)
    _tell(answer, console)
    return Exit.OK


def _allowed(arguments: Arguments, filled: bool) -> None:
    if not arguments.layer and not arguments.list:
        raise Stop("--layer（区域）か --list（一覧）を指定してください。", Exit.USAGE)
    if arguments.add and arguments.replace:
        raise Stop("--add と --replace は一緒に使えません。", Exit.USAGE)
    if arguments.replace and not (arguments.since and arguments.layer):
        raise Stop(
            "--replace では、新しい区域を --layer で、その日を --since で指定してください。", Exit.USAGE
        )
    if filled and not arguments.layer:
        if not arguments.since:
            raise Stop(
                "台帳の世帯数などを改めるときは、いつからの値かを --since で指定してください。", Exit.USAGE
            )
    elif filled and not (arguments.add or arguments.replace):
        raise Stop(
            "このプロジェクトには台帳がすでにあります。今の台帳にないものだけを加えるときは --add、"
            "ある日から新しい区域に替えるときは --replace --since 日 を付けてください"
            "（前の区域は残ります）。",
            Exit.USAGE,
        )


def _incoming(
    arguments: Arguments, project: Project, ledger: Sequence[Association], console: Console
) -> Incoming:
    from dataclasses import replace

    from gisapp.desks.areas.addressranges import places_of
    from gisapp.desks.areas.incoming import area_set_of, ledger_from, no_areas
    from gisapp.desks.areas.lists import list_of
    from gisapp.desks.areas.model import area_set

    areas, more, listed = no_areas(project.crs), None, None
    if ledger:
        crs = project.crs or next((one.crs for one in ledger if one.crs), "")
        areas = area_set(ledger, "台帳", crs)
    if arguments.layer:
        layer = layer_meant(project, arguments.layer, console)
        mapping = columns_said(layer, arguments.columns)
        areas = area_set_of(layer, mapping, project.crs, console.feedback)
        more = list_of(layer, mapping)
    if arguments.list:
        layer = layer_meant(project, arguments.list, console)
        listed = list_of(layer, columns_said(layer, arguments.list_columns, "--list-map"))
        listed = replace(listed, date=arguments.list_date or listed.date)
    layers = [projects.choose_layer(project, one) for one in arguments.places]
    found = [(one, places_of(one, areas.crs)) for one in layers]
    useless = [one.name for one, places in found if places is None]
    if useless:
        raise Stop(f"「{useless[0]}」には、町丁目・街区・地番の面がありません。", Exit.FAILED)
    values = {"department": arguments.department} if arguments.department else {}
    return ledger_from(
        areas,
        more,
        listed,
        confirmed=_confirmed(arguments.join, listed, areas),
        places=[places for _, places in found if places is not None],
        values=values,
    )


def _confirmed(said: Sequence[str], listed: Listed | None, areas: AreaSet) -> dict[int, int]:
    """Return the rows of the list and of the areas that the command line says are the same."""
    found: dict[int, int] = {}
    for one in said:
        name, mark, other = one.partition("=")
        rows = [] if listed is None else [k for k, text in enumerate(listed.names.tolist()) if text == name]
        there = [k for k, text in enumerate(areas.names.tolist()) if text == other]
        if not mark or len(rows) != 1 or not there:
            raise Stop(
                f"--join の「{one}」に当たるものが一つに決まりません。"
                "一覧の名前=区域の名前 と書いてください。",
                Exit.USAGE,
            )
        found[rows[0]] = there[0]
    return found


def _plain(came: Incoming) -> dict[str, Any]:
    """Return for JSON how what came in was put together."""
    joined, listed = came.joined, came.listed
    without = [one for one in came.associations if one.shape is None]
    plain: dict[str, Any] = {
        "areas": len(came.areas),
        "listed": 0 if listed is None else len(listed),
        "joined": {} if joined is None else dict(Counter(one for one in joined.how.tolist() if one)),
        "placed_by_addresses": came.placed,
        "without_area": [one.name or one.code for one in without],
        "without_list": [],
        "candidates": [],
    }
    if joined is not None and listed is not None:
        plain["without_list"] = [str(came.areas.names[row]) for row in joined.alone.tolist()]
        plain["candidates"] = [
            {
                "listed": str(listed.names[one.one]),
                "area": str(came.areas.names[one.other]),
                "likeness": one.likeness,
                "why": one.why,
            }
            for one in joined.candidates
        ]
    return plain


def _tell(answer: dict[str, Any], console: Console) -> None:
    joined = answer["joined"]
    console.answer(f"区域 {answer['areas']:,} 件、一覧 {answer['listed']:,} 件を読みました。")
    if answer["listed"]:
        console.answer(
            f"一覧の結び付け: 番号 {joined.get('code', 0):,} 件、名前 {joined.get('name', 0):,} 件、"
            f"確認済み {joined.get('confirmed', 0):,} 件、"
            f"町名・番地の範囲 {answer['placed_by_addresses']:,} 件"
        )
    for title, names in (
        ("区域がまだない自治会", answer["without_area"]),
        ("一覧にない区域", answer["without_list"]),
        ("台帳にすでにあるため加えなかったもの", answer["kept"]),
    ):
        if names:
            console.answer(
                f"{title} {len(names):,} 件: {'、'.join(names[:8])}{' ほか' if len(names) > 8 else ''}"
            )
    if answer["candidates"]:
        console.answer(
            f"同じ自治会かもしれないもの {len(answer['candidates']):,} 件（確かめて --join で結び付け）:"
        )
        for one in answer["candidates"]:
            console.answer(f'  --join "{one["listed"]}={one["area"]}"')
    console.answer(
        f"台帳に {answer['added']:,} 件を加え、{answer['updated']:,} 件の値を改めました"
        f"（前の記録を終えたもの {answer['ended']:,} 件、"
        f"今の台帳 {answer['ledger']:,} 件）。{answer['project']} に保存しました。"
    )
