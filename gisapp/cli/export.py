"""``gisapp export``: writes a layer in another format."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli import projects
from gisapp.cli.conditions import SYNTAX, condition
from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit
from gisapp.cli.flags import OVERWRITE, option, place, switch
from gisapp.cli.where import conditions_of

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from layers.base import Layer

DATABASE = ".gisdb"
"""Ending of the small file that names a database."""
EXAMPLES = f"""\
形式は名前の終わりで決まります: .gpkg .geojson .parquet .csv .obj .glb
データベース（PostGIS）の接続設定 .gisdb を指定すると、表を作ります（管理者の許可が要ります）。

例:
  gisapp export 町.gisproj 建物 --to 建物.gpkg
  gisapp export 町.gisproj 建物 --to 浸水.gpkg --where "レイヤ「洪水」 に重なる かつ 地上階数 < 3"
  gisapp export 町.gisproj 避難所 --to 公開用.gisdb --table public.shelters --overwrite
  gisapp export 35215_shunan.zip --to 高い建物.csv --filter "measured_height>=10"

条件の書き方: {SYNTAX}
レイヤの絞り込み、--filter、--where は、すべて当てはまるものだけを書き出します。"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("プロジェクト（.gisproj）またはデータ", "PATH", read=Path))
    layer: str = field(default="", metadata=place("レイヤの名前か ID。一つしかなければ省ける", "LAYER"))
    to: Path = field(metadata=option("--to", "書き出すファイル", "FILE", read=Path))
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
    from gisapp.export.formats import format_of, write

    into_database = arguments.to.suffix.lower() == DATABASE
    if not into_database:
        format_of(arguments.to)  # a name that fits nothing is told before anything is opened
    opened = projects.open_inputs([arguments.path], console.feedback)
    layer = _filtered(projects.choose_layer(opened.project, arguments.layer), arguments.filters)
    if arguments.where and layer.data is not None:
        layer, conditions = conditions_of(layer, opened.project, arguments.where, console)
        layer = replace(layer, filter=(*layer.filter, *conditions))
    started = time.perf_counter()
    before = len(console.feedback.findings)
    if into_database:
        return _into_database(arguments, layer, console, started)
    path = write(layer, arguments.to, console.feedback, overwrite=arguments.overwrite)
    found = console.feedback.findings[before:]
    answer = {
        "file": str(path),
        "format": format_of(path).id,
        "layer": layer.id,
        "layer_name": layer.name,
        "features": len(content_of(layer)),
        "bytes": path.stat().st_size,
        "finding_list": [plain_finding(finding) for finding in found],
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(answer)
        return Exit.OK
    for finding in found:
        console.say(str(finding.message))
    console.answer(f"{path} に {answer['features']:,} 件を書き出しました（{answer['seconds']:.1f} 秒）。")
    return Exit.OK


def _into_database(arguments: Arguments, layer: Layer, console: Console, started: float) -> int:
    """Write a table into the database that a small file names."""
    from gisapp.export.content import content_of
    from gisapp.export.database import write_table
    from importers.postgis.address import read_address

    address = read_address(arguments.to)
    before = len(console.feedback.findings)
    written = write_table(
        content_of(layer), address, console.feedback, table=arguments.table, overwrite=arguments.overwrite
    )
    place = f"{written.schema}.{written.table}"
    answer = {
        "file": str(arguments.to),
        "format": "postgis",
        "layer": layer.id,
        "layer_name": layer.name,
        "features": written.rows,
        "bytes": 0,
        "finding_list": [plain_finding(finding) for finding in console.feedback.findings[before:]],
        "seconds": round(time.perf_counter() - started, 3),
        "table": place,
        "srid": written.srid,
        "replaced": written.replaced,
    }
    if arguments.json:
        console.answer_json(answer)
        return Exit.OK
    console.answer(
        f"{address.place} の表 {place} に {written.rows:,} 件を書き込みました（EPSG:{written.srid}）。"
    )
    return Exit.OK


def _filtered(layer: Layer, texts: tuple[str, ...]) -> Layer:
    if not texts or layer.data is None:
        return layer
    conditions = tuple(condition(text, layer) for text in texts)
    return replace(layer, filter=(*layer.filter, *conditions))
