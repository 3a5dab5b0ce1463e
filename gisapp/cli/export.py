"""``gisapp export``: writes a layer in another format."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli import projects
from gisapp.cli.conditions import SYNTAX, condition
from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit
from gisapp.cli.flags import OVERWRITE, option, place, switch
from gisapp.cli.where import conditions_of

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from layers.base import Layer
    from layers.feedback import Feedback

DATABASE = ".gisdb"
"""Ending of the small file that names a database."""
DATABASE_TELLS = ("table", "srid", "replaced")
"""What is told of a table besides what is told of a file."""
EXAMPLES = f"""\
形式は名前の終わりで決まります: .gpkg .shp .shp.zip .geojson .fgb .parquet .csv .kml .kmz .czml
.dxf .pmtiles .obj .glb .3dtiles.zip .tif .copc.laz
データベース（PostGIS）の接続設定 .gisdb を指定すると、表を作ります（管理者の許可が要ります）。

例:
  gisapp export 町.gisproj 建物 --to 建物.gpkg
  gisapp export 町.gisproj 建物 --to 浸水.gpkg --where "レイヤ「洪水」 に重なる かつ 地上階数 < 3"
  gisapp export 町.gisproj 避難場所 --to 避難場所.csv --to 避難場所.shp.zip --to 避難場所.kml
  gisapp export 町.gisproj 避難所 --to 公開用.gisdb --table public.shelters --overwrite
  gisapp export 35215_shunan.zip --to 高い建物.csv --filter "measured_height>=10"

条件の書き方: {SYNTAX}
レイヤの絞り込み、--filter、--where は、すべて当てはまるものだけを書き出します。"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("プロジェクト（.gisproj）またはデータ", "PATH", read=Path))
    layer: str = field(default="", metadata=place("レイヤの名前か ID。一つしかなければ省ける", "LAYER"))
    to: tuple[Path, ...] = field(
        metadata=option("--to", "書き出すファイル。何度でも指定できる", "FILE", many=True, read=Path)
    )
    filters: tuple[str, ...] = field(
        default=(), metadata=option("--filter", "条件。何度でも指定できる", "CONDITION", many=True)
    )
    where: str = field(default="", metadata=option("--where", "条件の式（docs/CLI.md）", "式"))
    table: str = field(
        default="", metadata=option("--table", "データベースの表の名前（はじめはレイヤの名前）", "NAME")
    )
    overwrite: bool = field(default=False, metadata=OVERWRITE)
    json: bool = field(default=False, metadata=switch("--json", "JSON で答える（docs/schemas/export.json）"))
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Open the layer and write it.

    Raises
    ------
    layers.errors.GisError
        When it cannot be opened or written; nothing is then left.
    """
    from gisapp.export.content import content_of
    from gisapp.export.formats import check, format_of

    targets = tuple(dict.fromkeys(arguments.to))
    for path in targets:
        if not _is_database(path):
            format_of(path)
    opened = projects.open_inputs([arguments.path], console.feedback)
    layer = _filtered(projects.choose_layer(opened.project, arguments.layer), arguments.filters)
    if arguments.where and layer.data is not None:
        layer, conditions = conditions_of(layer, opened.project, arguments.where, console)
        layer = replace(layer, filter=(*layer.filter, *conditions))
    content = content_of(layer)
    for path in targets:
        if not _is_database(path):
            check(content, path, overwrite=arguments.overwrite)
    answers = []
    for number, path in enumerate(targets):
        share = console.feedback.share(number / len(targets), (number + 1) / len(targets))
        answers.append(_written(layer, path, share, arguments))
        if not arguments.json:
            for finding in answers[-1]["finding_list"]:
                console.say(finding["message"])
            count, seconds = answers[-1]["features"], answers[-1]["seconds"]
            into = answers[-1].get("table", path)
            console.answer(f"{into} に {count:,} 件を書き出しました（{seconds:.1f} 秒）。")
    if arguments.json:
        each = ("file", "format", "bytes", "finding_list", "seconds", *DATABASE_TELLS)
        whole = {
            **answers[0],
            "seconds": round(sum(one["seconds"] for one in answers), 3),
            "files": [{name: one[name] for name in each if name in one} for one in answers],
        }
        console.answer_json(whole)
    return Exit.OK


def _written(layer: Layer, path: Path, feedback: Feedback, arguments: Arguments) -> dict[str, Any]:
    """Write one file and return what is told of it."""
    from gisapp.export.content import content_of
    from gisapp.export.formats import format_of, write

    if _is_database(path):
        return _into_database(layer, path, feedback, arguments)
    started = time.perf_counter()
    before = len(feedback.findings)
    written = write(layer, path, feedback, overwrite=arguments.overwrite)
    found = feedback.findings[before:]
    return {
        "file": str(written),
        "format": format_of(written).id,
        "layer": layer.id,
        "layer_name": layer.name,
        "features": len(content_of(layer)),
        "bytes": written.stat().st_size,
        "finding_list": [plain_finding(finding) for finding in found],
        "seconds": round(time.perf_counter() - started, 3),
    }


def _is_database(path: Path) -> bool:
    return path.suffix.lower() == DATABASE


def _into_database(layer: Layer, path: Path, feedback: Feedback, arguments: Arguments) -> dict[str, Any]:
    """Write a table into the database that a small file names, and return what is told of it."""
    from gisapp.export.content import content_of
    from gisapp.export.database import write_table
    from importers.postgis.address import read_address

    started = time.perf_counter()
    before = len(feedback.findings)
    written = write_table(
        content_of(layer),
        read_address(path),
        feedback,
        table=arguments.table,
        overwrite=arguments.overwrite,
    )
    return {
        "file": str(path),
        "format": "postgis",
        "layer": layer.id,
        "layer_name": layer.name,
        "features": written.rows,
        "bytes": 0,
        "finding_list": [plain_finding(finding) for finding in feedback.findings[before:]],
        "seconds": round(time.perf_counter() - started, 3),
        "table": f"{written.schema}.{written.table}",
        "srid": written.srid,
        "replaced": written.replaced,
    }


def _filtered(layer: Layer, texts: tuple[str, ...]) -> Layer:
    if not texts or layer.data is None:
        return layer
    conditions = tuple(condition(text, layer) for text in texts)
    return replace(layer, filter=(*layer.filter, *conditions))
