"""``gisapp catalog``: all data of a project with kind, date, licence, source, count and age."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.catalogue import KINDS, STATES, State, catalogue
from gisapp.cli import projects
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import place, switch

if TYPE_CHECKING:
    from gisapp.catalogue import Entry
    from gisapp.cli.console import Console

EXAMPLES = """\
例:
  gisapp catalog 長崎.gisproj
  gisapp catalog 長崎.gisproj --json

終了コード: 0 すべてあり、読み込んだときのまま / 1 見つからない、または更新されたデータがある"""
UNKNOWN = "未確認"


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    project: Path = field(metadata=place("プロジェクト（.gisproj）", "PROJECT", read=Path))
    json: bool = field(default=False, metadata=switch("--json", "JSON で答える（docs/schemas/catalog.json）"))
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """List the data; nothing is opened, read in or changed.

    Raises
    ------
    layers.errors.GisError
        When the project itself cannot be read.
    """
    from layers import projectfile

    if not projects.is_project(arguments.project):
        raise Stop(f"プロジェクト（{projects.SUFFIX}）を指定してください: {arguments.project}", Exit.USAGE)
    loaded = projectfile.read(arguments.project)
    entries = catalogue(loaded.project, feedback=console.feedback)
    now = datetime.now(UTC)
    if arguments.json:
        console.answer_json(
            {"project": str(arguments.project), "data": [entry.plain(now) for entry in entries]}
        )
    else:
        for entry in entries:
            for line in _lines(entry, now):
                console.answer(line)
        standing = {state: sum(entry.state is state for entry in entries) for state in State}
        console.answer("、".join(f"{STATES[state]} {count} 件" for state, count in standing.items() if count))
    standing_well = (State.OK, State.UNKNOWN)
    return Exit.OK if all(entry.state in standing_well for entry in entries) else Exit.FINDINGS


def _lines(entry: Entry, now: datetime) -> list[str]:
    age = entry.age(now)
    count = UNKNOWN if entry.count is None else f"{entry.count:,} 件"
    kind = KINDS.get(entry.kind, entry.kind)
    return [
        f"{entry.name}（{kind}、{count}）",
        f"    状態: {STATES[entry.state]}　データ: {entry.source}"
        + (f"（{entry.origin}）" if entry.origin else ""),
        f"    時点: {entry.date or UNKNOWN}　データの日時: {entry.modified[:10] or UNKNOWN}"
        + (f"（{age:,} 日前）" if age is not None else "")
        + f"　読み込み: {entry.read[:10] or UNKNOWN}",
        f"    出典: {entry.credit or UNKNOWN}　利用条件: {entry.licence or UNKNOWN}",
    ]
