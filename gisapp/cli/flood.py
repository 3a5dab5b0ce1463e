"""``gisapp flood``: what every building gets of floods and other hazards."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gisapp.cli import hazardinput
from gisapp.cli.console import aligned
from gisapp.cli.exits import Exit
from gisapp.cli.flags import switch

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
class Arguments(hazardinput.HazardArguments):
    """What may be said on the command line."""

    json: bool = field(default=False, metadata=switch("--json", "JSON で答える（docs/schemas/flood.json）"))


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
        "finding_list": hazardinput.plain_findings(console, inquiry),
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
