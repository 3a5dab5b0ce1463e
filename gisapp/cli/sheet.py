"""``gisapp sheet``: the answer sheet of the counter, or the sheets of the hazard desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp import __version__
from gisapp.cli import hazardinput, projects
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, places, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.planning.answersheet import Asked
    from layers.project import Project

EXAMPLES = """\
例:
  gisapp sheet 町.gisproj --at 129.335,32.853 --out 調査票.pdf
  gisapp sheet 町.gisproj --number "本町一丁目 12-3" --out 調査票.html
  gisapp sheet 町.gisproj --lot site.json --out 調査票.json --site 敷地.json
  gisapp sheet 町.gisproj --kind house --building bldg_… --out わが家.pdf
  gisapp sheet 町.gisproj --kind district --areas 自治会区域 --out 資料/

地点が筆の中にあれば、その筆を敷地とします。参考図であり、建築確認に代わるものではありません。"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    paths: tuple[Path, ...] = field(
        metadata=places("プロジェクト（.gisproj）またはデータ", "PATH", read=Path)
    )
    out: Path = field(
        metadata=option(
            "--out", "書き出すファイル（.pdf / .html / .json）。district ではフォルダー", "FILE", read=Path
        )
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
    site: Path | None = field(
        default=None, metadata=option("--site", "敷地を site.json として書き出す", "FILE", read=Path)
    )
    json: bool = field(default=False, metadata=switch("--json", "JSON で答える（docs/schemas/sheet.json）"))
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Make the sheet and write it.

    Raises
    ------
    Stop
        When the place or the kind of file cannot be understood.
    layers.errors.GisError
        When the project, the table or the lot cannot be used.
    """
    if arguments.kind != "counter":
        from gisapp.cli import hazardsheet

        return hazardsheet.run(arguments, console)
    from gisapp.cli.planningplace import day_of, place_of, plain_place, table_of
    from gisapp.desks.planning.answersheet import sheet
    from gisapp.desks.planning.study import Wish, answered, built, for_sheet
    from gisapp.paper.written import SUFFIXES, written
    from layers import atomicfile

    suffix = arguments.out.suffix.lower()
    if suffix not in SUFFIXES:
        raise Stop(f"名前は {' / '.join(SUFFIXES)} で終わらせてください: {arguments.out}", Exit.USAGE)
    on, table = day_of(arguments.on), table_of(arguments.table)
    opened = projects.open_inputs(arguments.paths, console.feedback)
    console.tell_findings(opened.findings)
    project = opened.project
    place = place_of(project, arguments, table, console.feedback, parcel=True)
    found = answered(project, table, place, on, feedback=console.feedback)
    volume = None if found.site is None else built(found.site, Wish(), feedback=console.feedback)
    asked = for_sheet(found, volume)
    made = sheet(asked, project.layers, table, datetime.now().astimezone(), f"gisapp {__version__}")
    console.feedback.step()
    atomicfile.write(arguments.out, written(made, suffix))
    if arguments.site is not None and asked.site is not None:
        _write_site(arguments.site, asked, project)
    if arguments.json:
        console.answer_json(
            {
                "file": str(arguments.out),
                "place": plain_place(place, project.crs),
                "rules": len(found.rows),
                "unknown": sum(row.answer.value == "unknown" for row in found.rows),
                "confirm": sum(row.answer.value == "confirm" for row in found.rows),
                "floor_area_ratio": None if asked.site is None else asked.site.floor_area_ratio.value,
                "coverage_ratio": None if asked.site is None else asked.site.coverage_ratio.value,
                "site": str(arguments.site) if arguments.site is not None and asked.site else None,
            }
        )
    else:
        console.answer(f"{arguments.out} に書き出しました（{place.words}）。")
    return Exit.OK


def _write_site(path: Path, asked: Asked, project: Project) -> None:
    from gisapp.desks.planning.sitefile import SiteDocument, write_site
    from layers import atomicfile

    if asked.site is None:
        return
    used = {one.layer: one for row in asked.rows for one in row.used if one.reaches}
    sources = tuple((one.name, one.file, one.date) for one in used.values())
    atomicfile.write(path, write_site(SiteDocument(asked.site, project.crs, asked.words, (), sources)))
