"""``gisapp publish run``: an unattended run of a saved recipe."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli import projects
from gisapp.cli.exits import Exit
from gisapp.cli.flags import place, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console

EXAMPLES = """\
例:
  gisapp publish run 夜間.yaml
  gisapp publish run 夜間.yaml --json --quiet

レシピの書き方は docs/PUBLISH.md にあります。プロジェクトを開き、変わった元データを読み直し、審査し、
作って照合してから、置いてあるものと入れ替えます。結果は報告のフォルダに残ります。
終了コード: 0 公開した・変わりなし / 1 審査を通らないものがあり公開していない / 3 できなかった / 130 中止"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    recipe: Path = field(metadata=place("レシピ（.yaml）", "RECIPE", read=Path))
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/publish-run.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Do what the recipe says.

    Raises
    ------
    layers.errors.GisError
        When the recipe cannot be read, or another run of it goes on.
    """
    from gisapp.desks.publish import runreport
    from gisapp.desks.publish.recipe import read_recipe
    from gisapp.desks.publish.run import run as run_recipe

    projects.use_settings()
    report = run_recipe(read_recipe(arguments.recipe), console.feedback)
    if arguments.json:
        plain = runreport.as_plain(report) | {"reports": [str(path) for path in report.files]}
        console.answer_json(plain)
    else:
        console.answer(f"{runreport.TITLES[report.state]}（{report.seconds:.1f} 秒）")
        for one in report.refused:
            console.say(f"[エラー] 「{one.title}」: {one.reason.message}")
        if report.error and not report.refused:
            console.say(report.error)
            console.say(f"  → {report.hint}")
        for path, size in report.written:
            console.answer(f"  {path}" + (f"（{size:,} バイト）" if size else ""))
        console.answer(f"報告: {report.files[1]}")
    return {
        runreport.PUBLISHED: Exit.OK,
        runreport.UNCHANGED: Exit.OK,
        runreport.PARTLY: Exit.FINDINGS,
        runreport.BLOCKED: Exit.FINDINGS,
    }.get(report.state, Exit.FAILED)
