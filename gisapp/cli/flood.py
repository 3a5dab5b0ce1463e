"""``gisapp flood``: what every building gets of floods and other hazards."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli import hazardinput
from gisapp.cli.console import aligned
from gisapp.cli.exits import Exit
from gisapp.cli.flags import option, places, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console

EXAMPLES = """\
例:
  gisapp flood 町.gisproj --out 建物の浸水.csv
  gisapp flood 町.gisproj --hazard "洪水 L2" --hazard 津波 --out 建物の浸水.gpkg
  gisapp flood 建物.zip A31a-20-23_42_10_GeoJSON.geojson --json
  gisapp flood 町.gisproj --depth 最大浸水深.tif --out 建物の浸水.parquet

建物の足元の面積のいちばん大きい区分を答えます（同じなら危険な方）。docs/HAZARD.md に方法があります。"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    paths: tuple[Path, ...] = field(
        metadata=places("プロジェクト（.gisproj）またはデータ", "PATH", read=Path)
    )
    buildings: str = field(default="", metadata=option("--buildings", hazardinput.BUILDINGS, "LAYER"))
    hazards: tuple[str, ...] = field(
        default=(), metadata=option("--hazard", hazardinput.HAZARD, "想定", many=True)
    )
    depths: tuple[Path, ...] = field(
        default=(), metadata=option("--depth", hazardinput.DEPTH, "FILE", many=True, read=Path)
    )
    depth_crs: str = field(default="", metadata=option("--depth-crs", hazardinput.DEPTH_CRS, "EPSG"))
    out: Path | None = field(
        default=None,
        metadata=option("--out", "書き出す表（.csv .gpkg .parquet .geojson）", "FILE", read=Path),
    )
    overwrite: bool = field(
        default=False, metadata=switch("--overwrite", "同じ名前のファイルがあれば置き換える")
    )
    json: bool = field(default=False, metadata=switch("--json", "JSON で答える（docs/schemas/flood.json）"))
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Ask for every building, and write the table.

    Raises
    ------
    Stop
        When no hazard is meant.
    layers.errors.GisError
        When something cannot be read or written.
    """
    from gisapp.desks.hazard.table import table_of
    from gisapp.export.formats import format_of

    if arguments.out is not None:
        format_of(arguments.out)
    started = time.perf_counter()
    inquiry = hazardinput.inquire(arguments, console)
    table = table_of(inquiry.answers)
    file = hazardinput.write_table(table, arguments.out, console, overwrite=arguments.overwrite)
    plain = {
        **hazardinput.plain_answers(inquiry),
        "file": file,
        "finding_list": hazardinput.plain_findings(console),
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(plain)
        return Exit.OK
    console.tell_findings([*inquiry.opening, *console.feedback.findings])
    tell(plain, console)
    if file:
        console.answer(f"{file} に {plain['buildings']:,} 棟を書き出しました。")
    return Exit.OK


def tell(plain: dict[str, Any], console: Console) -> None:
    """Say how many buildings get what."""
    rows = [["想定", "該当", "該当なし", "未確認", "属性と食い違い"]]
    for one in (*plain["hazards"], {**plain, "title": "すべて", "compared": 0}):
        differs = f"{one['differs']:,} / {one['compared']:,}" if one["compared"] else "—"
        counts = [f"{one[name]:,}" for name in ("affected", "not_affected", "undetermined")]
        rows.append([one["title"], *counts, differs])
    for line in aligned(rows, frozenset({1, 2, 3, 4})):
        console.answer(line)
    if plain["unchecked"]:
        console.answer(f"データがなく確かめていないもの: {'、'.join(plain['unchecked'])}")
