"""``gisapp exposure``: totals of buildings, floors, people and shelters by area."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.cli import hazardinput, projects
from gisapp.cli.console import aligned
from gisapp.cli.exits import Exit
from gisapp.cli.flags import option, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.hazard.table import AnswerTable

EXAMPLES = """\
例:
  gisapp exposure 町.gisproj --areas 自治会区域 --ledger 自治会一覧 --out 自治会ごと.csv
  gisapp exposure 町.gisproj --areas 町丁目 --hazard "洪水 L2" --json
  gisapp exposure 町.gisproj --areas 小学校区 --people 12345 --households 5432

人と世帯は、住宅の延床面積の割合で建物に割り振ります（--people などがなく、区域にも数がなければ未確認）。"""
SHOWN = ("area", "buildings", "affected", "dry", "unknown", "affected_people", "affected_households")


@dataclass(frozen=True, kw_only=True)
class Arguments(hazardinput.HazardArguments):
    """What may be said on the command line."""

    areas: str = field(metadata=option("--areas", "区域のレイヤの名前か ID", "LAYER"))
    ledger: str = field(
        default="", metadata=option("--ledger", "人口・世帯数の表のレイヤ。番号か名前で結び付ける", "LAYER")
    )
    shelters: str = field(default="", metadata=option("--shelters", "避難先の一覧のレイヤ", "LAYER"))
    people: float = field(
        default=math.nan, metadata=option("--people", "市全体の人口。区域に数がないとき使う", "N", read=float)
    )
    households: float = field(
        default=math.nan, metadata=option("--households", "市全体の世帯数", "N", read=float)
    )
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/exposure.json）")
    )


def run(arguments: Arguments, console: Console) -> int:
    """Make the totals, and write the table.

    Raises
    ------
    Stop
        When no hazard is meant.
    layers.errors.GisError
        When something cannot be read or written.
    """
    from gisapp.desks.hazard.areas import areas_of
    from gisapp.desks.hazard.exposure import report
    from gisapp.desks.hazard.facilities import facilities_in
    from gisapp.desks.hazard.totals import totals_table
    from gisapp.export.formats import format_of

    if arguments.out is not None:
        format_of(arguments.out)
    started = time.perf_counter()
    inquiry = hazardinput.inquire(arguments, console)
    ledger = projects.choose_layer(inquiry.project, arguments.ledger) if arguments.ledger else None
    areas = areas_of(projects.choose_layer(inquiry.project, arguments.areas), console.feedback, ledger)
    shelters, _ = hazardinput.shelters_in(inquiry, arguments.shelters, console)
    made = report(
        inquiry.answers,
        areas,
        shelters,
        facilities=facilities_in(inquiry.project.layers, inquiry.hazards, console.feedback),
        people=arguments.people,
        households=arguments.households,
    )
    table = totals_table(made, inquiry.answers)
    file = hazardinput.write_table(table, arguments.out, console, overwrite=arguments.overwrite)
    lines = _lines(table)
    method = [one for one in (areas.method, *made.method) if one]
    if arguments.json:
        answers = hazardinput.plain_answers(inquiry)
        console.answer_json(
            {
                "areas": areas.layer.name if areas.layer is not None else "",
                "buildings": answers["buildings"],
                "affected": answers["affected"],
                "not_affected": answers["not_affected"],
                "undetermined": answers["undetermined"],
                "method": method,
                "hazards": [one["title"] for one in answers["hazards"]],
                "lines": lines,
                "file": file,
                "finding_list": hazardinput.plain_findings(console, inquiry),
                "seconds": round(time.perf_counter() - started, 3),
            }
        )
        return Exit.OK
    console.tell_findings([*inquiry.opening, *console.feedback.findings])
    labels = {one.name: one.label for one in table.attributes}
    rows = [[labels[name] for name in SHOWN]]
    rows += [[_cell(line[name]) for name in SHOWN] for line in lines]
    for text in aligned(rows, frozenset(range(1, len(SHOWN)))):
        console.answer(text)
    for text in method:
        console.answer(text)
    if file:
        console.answer(f"{file} に {len(areas.names):,} 区域を書き出しました。")
    return Exit.OK


def _lines(table: AnswerTable) -> list[dict[str, Any]]:
    """Return the rows as plain values; null where nothing is known."""
    return [dict(row) for row in table.columns.to_pylist()]


def _cell(value: Any) -> str:
    if value is None:
        return "—"
    return value if isinstance(value, str) else f"{np.round(value):,.0f}"
