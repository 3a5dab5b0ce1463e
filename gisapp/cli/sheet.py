"""``gisapp sheet``: the answer sheet of the counter, or the sheets of the hazard desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp import __version__
from gisapp.cli import hazardinput, projects
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, places, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.planning.asked import Asked
    from layers.project import Project

EXAMPLES = """\
例:
  gisapp sheet 町.gisproj --at 129.335,32.853 --out 調査票.pdf
  gisapp sheet 町.gisproj --number "本町一丁目 12-3" --out 調査票.html
  gisapp sheet 町.gisproj --lot site.json --out 調査票.json --site 敷地.json
  gisapp sheet 町.gisproj --at 129.335,32.853 --out 調査票.pdf --paper A3 --receipt 8-123 --keep
  gisapp sheet 町.gisproj --at 129.335,32.853 --out 調査票.pdf --template 市の様式.json
  gisapp sheet 町.gisproj --again 3f2a91c07be4 --out 控え.pdf
  gisapp sheet --check 市の様式.json
  gisapp sheet 町.gisproj --kind house --building bldg_… --out わが家.pdf
  gisapp sheet 町.gisproj --kind district --areas 自治会区域 --out 資料/

--keep を付けると、調査票をプロジェクトに残します。--again で、あとから同じものをもう一度書き出せます。
地点が筆の中にあれば、その筆を敷地とします。参考図であり、建築確認に代わるものではありません。"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    paths: tuple[Path, ...] = field(
        default=(), metadata=places("プロジェクト（.gisproj）またはデータ", "PATH", read=Path)
    )
    out: Path | None = field(
        default=None,
        metadata=option(
            "--out", "書き出すファイル（.pdf / .html / .json）。district ではフォルダー", "FILE", read=Path
        ),
    )
    kind: str = field(
        default="counter",
        metadata=option(
            "--kind",
            "何の資料か: 窓口の調査票（counter）、区域ごと（district）、家ごと（house）の災害想定",
            "KIND",
            choices=("counter", "district", "house"),
        ),
    )
    areas: str = field(default="", metadata=option("--areas", "区域のレイヤ（district）", "LAYER"))
    hazards: tuple[str, ...] = field(
        default=(), metadata=option("--hazard", hazardinput.HAZARD, "想定", many=True)
    )
    large: bool = field(default=False, metadata=switch("--large", "A3 横にする（district）"))
    flat: bool = field(default=False, metadata=switch("--flat", "3D の図を入れない（district）"))
    anew: bool = field(default=False, metadata=switch("--anew", "前に作った資料も作り直す（district）"))
    at: str = field(default="", metadata=option("--at", "地点（経度,緯度）", "LON,LAT"))
    lot: Path | None = field(
        default=None, metadata=option("--lot", "敷地の面（GeoJSON など）か site.json", "FILE", read=Path)
    )
    building: str = field(default="", metadata=option("--building", "建物の gml:id", "ID"))
    number: str = field(default="", metadata=option("--number", "地番", "地番"))
    on: str = field(default="", metadata=option("--on", "いつの規制か（はじめは今日）", "YYYY-MM-DD"))
    table: Path | None = field(
        default=None, metadata=option("--table", "市の規制の一覧（JSON）", "FILE", read=Path)
    )
    paper: str = field(
        default="",
        metadata=option("--paper", "用紙（はじめは様式のとおり）", "PAPER", choices=("A4", "A3")),
    )
    template: Path | None = field(
        default=None, metadata=option("--template", "市の様式（JSON）", "FILE", read=Path)
    )
    receipt: str = field(default="", metadata=option("--receipt", "受付番号", "NUMBER"))
    keep: bool = field(default=False, metadata=switch("--keep", "調査票をプロジェクトに残す"))
    again: str = field(default="", metadata=option("--again", "残した調査票をもう一度書き出す", "ID"))
    check: Path | None = field(
        default=None, metadata=option("--check", "様式を調べるだけ", "FILE", read=Path)
    )
    site: Path | None = field(
        default=None, metadata=option("--site", "敷地を site.json として書き出す", "FILE", read=Path)
    )
    json: bool = field(default=False, metadata=switch("--json", "JSON で答える（docs/schemas/sheet.json）"))
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Make the sheet and write it, write an earlier one again, or check a template.

    Raises
    ------
    Stop
        When the place or the kind of file cannot be understood.
    layers.errors.GisError
        When the project, the table, the template or the lot cannot be used.
    """
    if arguments.kind != "counter":
        from gisapp.cli import hazardsheet

        return hazardsheet.run(arguments, console)
    from gisapp import sheets
    from gisapp.paper.written import SUFFIXES, written
    from layers import atomicfile, projectfile

    if arguments.check is not None:
        return _checked(arguments.check, console, plain=arguments.json)
    if arguments.out is None or arguments.out.suffix.lower() not in SUFFIXES:
        said = f"--out の名前は {' / '.join(SUFFIXES)} で終わらせてください: {arguments.out or ''}"
        raise Stop(said, Exit.USAGE)
    if not arguments.paths:
        raise Stop("プロジェクトかデータを指定してください。", Exit.USAGE)
    if arguments.again:
        made = sheets.again(projectfile.read(projects.file_of(arguments.paths)).project, arguments.again)
        atomicfile.write(arguments.out, written(made, arguments.out.suffix.lower()))
        _tell(arguments, console, {"id": arguments.again}, made.subject)
        return Exit.OK
    return _made(arguments, console, arguments.out)


def _made(arguments: Arguments, console: Console, out: Path) -> int:
    from gisapp import sheets
    from gisapp.cli.planningfigures import plain_levels
    from gisapp.cli.planningplace import day_of, entered_at, named_table, place_of, plain_place
    from gisapp.desks.planning.answersheet import Given
    from gisapp.desks.planning.entries import NONE
    from gisapp.desks.planning.projecttable import table_of
    from gisapp.desks.planning.sheettemplate import Paper, SheetTemplate, read_template
    from gisapp.desks.planning.study import answered, built, for_sheet
    from gisapp.paper.written import written
    from layers import atomicfile, projectfile

    on, named = day_of(arguments.on), named_table(arguments.table)
    template = SheetTemplate() if arguments.template is None else read_template(arguments.template)
    target = projects.file_of(arguments.paths) if arguments.keep else None
    opened = projects.open_inputs(arguments.paths, console.feedback)
    console.tell_findings(opened.findings)
    project = opened.project
    table = named or table_of(project)
    place = place_of(project, arguments, table, console.feedback, parcel=True)
    place, entries = entered_at(project, place)
    found = answered(project, table, place, on, entries, feedback=console.feedback)
    volume = None if found.site is None else built(found.site, entries.wish, feedback=console.feedback)
    asked = for_sheet(found, volume, feedback=console.feedback)
    console.feedback.step()
    now = datetime.now().astimezone()
    paper = Paper(arguments.paper) if arguments.paper else None
    given = Given(now, f"gisapp {__version__}", template, paper, arguments.receipt)
    made = sheets.make(project, asked, table, given)
    console.feedback.step()
    name = None
    if target is not None:
        # The file as it is: what was opened beside it, or is missing now, is no change of it.
        kept, name = sheets.keep(projectfile.read(target).project, made, arguments.receipt)
        projectfile.save(kept, target)
    atomicfile.write(out, written(made, out.suffix.lower()))
    if arguments.site is not None and asked.site is not None:
        _write_site(arguments.site, asked, project)
    answer = {
        "place": plain_place(place, project.crs),
        "id": name,
        "rules": len(found.rows),
        "unknown": sum(row.answer.value == "unknown" for row in found.rows),
        "confirm": sum(row.answer.value == "confirm" for row in found.rows),
        "floor_area_ratio": None if asked.site is None else asked.site.floor_area_ratio.value,
        "coverage_ratio": None if asked.site is None else asked.site.coverage_ratio.value,
        "entered": entries != NONE,
        "levels": plain_levels(found),
        "site": str(arguments.site) if arguments.site is not None and asked.site else None,
    }
    _tell(arguments, console, answer, place.words)
    return Exit.OK


def _tell(arguments: Arguments, console: Console, answer: dict[str, Any], words: str) -> None:
    if arguments.json:
        console.answer_json({"file": str(arguments.out), **answer})
        return
    console.answer(f"{arguments.out} に書き出しました（{words}）。")
    if answer["id"] and not arguments.again:
        console.answer(f"プロジェクトに残しました。もう一度書き出すには --again {answer['id']}")


def _checked(path: Path, console: Console, *, plain: bool) -> int:
    from gisapp.desks.planning.sheettemplate import examined

    template, faults = examined(path)
    if plain:
        console.answer_json({"template": template.name, "faults": [str(one) for one in faults]})
    else:
        for one in faults:
            console.answer(f"[誤り] {one}")
        said = f"誤り {len(faults):,} 件" if faults else "誤りはありません"
        console.answer(f"{template.name or path.name}: {said}。")
    return Exit.FINDINGS if faults else Exit.OK


def _write_site(path: Path, asked: Asked, project: Project) -> None:
    from gisapp.desks.planning.sitefile import SiteDocument, write_site
    from layers import atomicfile

    if asked.site is None:
        return
    used = {one.layer: one for row in asked.rows for one in row.used if one.reaches}
    sources = tuple((one.name, one.file, one.date) for one in used.values())
    atomicfile.write(path, write_site(SiteDocument(asked.site, project.crs, asked.words, (), sources)))
