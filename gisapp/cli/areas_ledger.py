"""``gisapp areas ledger``: the ledger of associations with its figures, as a table and as files."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp import __version__
from gisapp.cli import areainput, projects
from gisapp.cli.console import aligned, plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import OVERWRITE, option, places, switch
from gisapp.cli.hazardinput import BUILDINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gisapp.areastock import Asked, Ledger
    from gisapp.cli.console import Console
    from gisapp.desks.areas.ledgertable import Column, Value
    from gisapp.desks.hazard.hazards import Hazard
    from layers.project import Project

EXAMPLES = """\
例:
  gisapp areas ledger 町.gisproj --out 自治会台帳.xlsx
  gisapp areas ledger 町.gisproj --day 2024-04-01 --hazard "洪水 L2" --json
  gisapp areas ledger 町.gisproj --out 自治会.geojson --keys 避難所と自治会.csv

.xlsx と .gpkg は庁内用、.csv と .geojson は公開してよい列だけのオープンデータです
（名称・かな・コード・区域・集会所・世帯数。10 世帯未満は空欄）。役員の情報はどのファイルにも入りません。
面積は図上計測、加入率は 加入世帯数 ÷ 世帯数（分母の出典・時点を添えます）。"""
DEPARTMENT = "お問い合わせ先（部署と電話）。指定しなければプロジェクトにあるもの"
SUFFIXES = (".xlsx", ".gpkg", ".csv", ".geojson")
SHOWN = ("code", "name", "area", "households", "members", "rate", "count_buildings", "count_water")
"""Columns that a terminal shows."""


@dataclass(frozen=True, kw_only=True)
class PlaceArguments:
    """What the commands of ledger, lookup and map book have in common."""

    paths: tuple[Path, ...] = field(
        metadata=places("プロジェクト（.gisproj）またはデータ", "PATH", read=Path)
    )
    day: str = field(default="", metadata=option("--day", areainput.DAY, "YYYY-MM-DD", read=areainput.day_of))
    buildings: str = field(default="", metadata=option("--buildings", BUILDINGS, "LAYER"))
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))
    shelters: str = field(default="", metadata=option("--shelters", "避難先の一覧のレイヤ", "LAYER"))
    halls: str = field(default="", metadata=option("--halls", "集会所の点のレイヤ", "LAYER"))


@dataclass(frozen=True, kw_only=True)
class Arguments(PlaceArguments):
    """What may be said on the command line."""

    boards: str = field(default="", metadata=option("--boards", "掲示板の点のレイヤ", "LAYER"))
    stations: str = field(default="", metadata=option("--stations", "ごみステーションの点のレイヤ", "LAYER"))
    hazards: tuple[str, ...] = field(
        default=(),
        metadata=option("--hazard", "どの想定か。指定しなければ計画規模以外のすべて", "想定", many=True),
    )
    no_hazard: bool = field(default=False, metadata=switch("--no-hazard", "災害の想定を数えない"))
    census: str = field(
        default="",
        metadata=option("--census", "人口・世帯数のある区域のレイヤ（町丁目など）。推計に使う", "LAYER"),
    )
    people: float = field(
        default=math.nan,
        metadata=option("--people", "市全体の人口。--census がないとき使う", "N", read=float),
    )
    people_source: str = field(
        default="", metadata=option("--people-source", "その人口・世帯数の出典と時点", "TEXT")
    )
    households: float = field(
        default=math.nan, metadata=option("--households", "市全体の世帯数", "N", read=float)
    )
    out: Path | None = field(
        default=None, metadata=option("--out", f"書き出すファイル（{' '.join(SUFFIXES)}）", "FILE", read=Path)
    )
    keys: Path | None = field(
        default=None,
        metadata=option("--keys", "避難先の一覧と自治会との対応を書き出す CSV", "FILE.csv", read=Path),
    )
    column: tuple[str, ...] = field(
        default=(), metadata=option("--column", "オープンデータの列。何度でも", "COLUMN", many=True)
    )
    least: int = field(
        default=10, metadata=option("--least", "オープンデータで世帯数を空欄にする境（未満）", "N", read=int)
    )
    overwrite: bool = field(default=False, metadata=OVERWRITE)
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/areas-ledger.json）")
    )


def run(arguments: Arguments, console: Console) -> int:
    """Make the figures and write the files.

    Raises
    ------
    Stop
        When there is no ledger, or the ending of a file is not known.
    layers.errors.GisError
        When something cannot be read or written.
    """
    from gisapp.areastock import ledger_of
    from gisapp.desks.areas.ledgertable import columns_of

    started = time.perf_counter()
    if arguments.out is not None and arguments.out.suffix.lower() not in SUFFIXES:
        raise Stop(f"--out の名前は {' / '.join(SUFFIXES)} で終わらせてください: {arguments.out}", Exit.USAGE)
    opened = projects.open_inputs(list(arguments.paths), console.feedback)
    asked = asked_of(arguments, opened.project, console)
    made = ledger_of(opened.project, arguments.day, asked, console.feedback)
    if not len(made.figures):
        raise Stop(NO_LEDGER, Exit.FAILED)
    columns = columns_of(made.figures)
    files = _written(arguments, opened.project, made, console)
    findings = [*opened.findings, *console.feedback.findings]
    if arguments.json:
        console.answer_json(
            {
                "day": arguments.day or None,
                "count": len(made.figures),
                "columns": [_about(one) for one in columns],
                "lines": _lines(columns, len(made.figures)),
                "sources": {
                    name: text for name in made.figures.sources if (text := made.figures.source(name))
                },
                "shelter_keys": _keys(made),
                "files": files,
                "finding_list": [plain_finding(one) for one in findings],
                "seconds": round(time.perf_counter() - started, 3),
            }
        )
        return Exit.OK
    console.tell_findings(findings)
    shown = [one for one in columns if one.attribute.name in SHOWN]
    rows = [[one.attribute.label for one in shown]]
    rows += [[_cell(one, row) for one in shown] for row in range(len(made.figures))]
    for text in aligned(rows, frozenset(range(2, len(shown)))):
        console.answer(text)
    for file in files:
        console.answer(f"{file} に書き出しました。")
    return Exit.OK


NO_LEDGER = "このプロジェクトには、その日に有効な自治会の台帳がありません。gisapp areas import で作れます。"


def asked_of(arguments: Arguments, project: Project, console: Console) -> Asked:
    """Return what the figures are made of, as the command line says."""
    from dataclasses import replace

    from gisapp.areastock import proposed
    from gisapp.cli.hazardinput import meant
    from gisapp.desks.hazard.study import stock_of

    hazards: tuple[Hazard, ...] | None = None
    if arguments.no_hazard:
        hazards = ()
    elif arguments.hazards:
        hazards = meant(stock_of(project, console.feedback).hazards, arguments.hazards)
    points = {"notice_boards": arguments.boards, "waste_stations": arguments.stations}
    found = places_said(arguments, project, proposed(project, console.feedback, hazards), points)
    if arguments.census:
        return replace(found, census=projects.choose_layer(project, arguments.census), table=None)
    if math.isfinite(arguments.people) or math.isfinite(arguments.households):
        people, households = arguments.people, arguments.households
        return replace(
            found, census=None, people=people, households=households, origin=arguments.people_source
        )
    return found


def places_said(
    arguments: PlaceArguments, project: Project, asked: Asked, points: Mapping[str, str] | None = None
) -> Asked:
    """Return what is asked with the layers that the command line names; `points` are further ones by kind."""
    from dataclasses import replace

    buildings = areainput.buildings_in(project, arguments.buildings) or asked.buildings
    shelters = projects.choose_layer(project, arguments.shelters) if arguments.shelters else asked.shelters
    places = dict(asked.places)
    for name, said in {"halls": arguments.halls, **(points or {})}.items():
        if said:
            places[name] = projects.choose_layer(project, said)
    return replace(asked, buildings=buildings, shelters=shelters, places=tuple(places.items()))


def _written(arguments: Arguments, project: Project, made: Ledger, console: Console) -> list[str]:
    from gisapp.desks.areas.ledgersheet import write_xlsx
    from gisapp.desks.areas.openfiles import OPEN, Opening, open_content, own_content, write_keys
    from gisapp.desks.areas.register import layer_of, seen
    from gisapp.export.formats import write_content
    from gisapp.export.target import replacing

    files = []
    out = arguments.out
    if out is not None and out.suffix.lower() == ".xlsx":
        content = write_xlsx(made.figures, datetime.now().astimezone(), f"gisapp {__version__}")
        with replacing(out, overwrite=arguments.overwrite) as making:
            making.write_bytes(content)
        files.append(str(out))
    elif out is not None:
        layer = layer_of(seen(project))
        if layer is None:
            raise Stop(NO_LEDGER, Exit.FAILED)
        crs = project.crs or layer.crs
        if out.suffix.lower() == ".gpkg":
            rows = own_content(made.figures, made.shapes, layer, crs)
        else:
            opening = Opening(arguments.column or OPEN, arguments.least)
            rows = open_content(made.figures, made.shapes, layer, crs, opening, console.feedback)
        files.append(str(write_content(rows, out, console.feedback, overwrite=arguments.overwrite)))
    if arguments.keys is not None:
        with replacing(arguments.keys, overwrite=arguments.overwrite) as making:
            making.write_bytes(write_keys(made.figures))
        files.append(str(arguments.keys))
    return files


def _about(column: Column) -> dict[str, str]:
    one = column.attribute
    return {"name": one.name, "label": one.label, "unit": one.unit, "kind": one.kind}


def _lines(columns: tuple[Column, ...], count: int) -> list[dict[str, Value]]:
    return [{one.attribute.name: one.values[row] for one in columns} for row in range(count)]


def _keys(made: Ledger) -> list[dict[str, Any]]:
    from gisapp.desks.areas.ledgersheet import key_rows

    keys = made.figures.keys
    hows = [] if keys is None else keys.how.tolist()
    names = ("shelter_id", "shelter", "written", "code", "name", "words")
    rows = [dict(zip(names, one, strict=True)) for one in key_rows(made.figures)]
    return [{**row, "how": str(how)} for row, how in zip(rows, hows, strict=True)]


def _cell(column: Column, row: int) -> str:
    value = column.values[row]
    if value is None:
        return "—" if column.attribute.name == "rate" else ""
    if isinstance(value, str):
        return value
    return f"{value:,.1f} %" if column.attribute.name == "rate" else f"{value:,.0f}"
