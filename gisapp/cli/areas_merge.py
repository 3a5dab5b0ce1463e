"""``gisapp areas merge``: one version of several, by precedence and by what staff decided."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.cli import areainput, projects
from gisapp.cli.areas_compare import SHAPES, CompareArguments, compared
from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.areas.decisions import Decision
    from gisapp.desks.areas.difference import Comparison
    from gisapp.desks.areas.merging import Merged

EXAMPLES = """\
例:
  gisapp areas merge 町.gisproj --a 自治振興課 --b 防災課 --out 統合.gpkg --lines 境界.gpkg
  gisapp areas merge 町.gisproj --a 自治振興課 --b 防災課 --prefer 防災課 --out 統合.gpkg
  gisapp areas merge 町.gisproj --a 台帳 --b 防災課 --decide 食い違い.csv --ledger --since 2026-04-01

--decide は、gisapp areas compare --out 食い違い.csv の「決定」（自治会のコードか名称、なければ なし）
「部署」「理由」の列に書き込んだものです。プロジェクトの決定の記録にある決定も使います。"""


@dataclass(frozen=True, kw_only=True)
class Arguments(CompareArguments):
    """What may be said on the command line."""

    prefer: str = field(
        default="", metadata=option("--prefer", "優先する版（指定しなければ --a の版）", "VERSION")
    )
    decide: Path | None = field(
        default=None, metadata=option("--decide", "決定を書き込んだ CSV", "FILE", read=Path)
    )
    out: Path | None = field(
        default=None, metadata=option("--out", "統合した図（.gpkg .geojson .csv）", "FILE", read=Path)
    )
    lines: Path | None = field(
        default=None,
        metadata=option("--lines", "境界の線と、どの図の境界か（.gpkg .geojson）", "FILE", read=Path),
    )
    ledger: bool = field(
        default=False, metadata=switch("--ledger", "プロジェクトの台帳と決定の記録に入れて保存する")
    )
    since: str = field(
        default="",
        metadata=option("--since", "台帳の区域が有効になる日", "YYYY-MM-DD", read=areainput.day_of),
    )
    json: bool = field(default=False, metadata=switch("--json", areainput.JSON.format("areas-merge")))


def run(arguments: Arguments, console: Console) -> int:
    """Merge, write and tell.

    Raises
    ------
    Stop
        When it is not said where the result goes, or a version is not there.
    layers.errors.GisError
        When something cannot be read or written.
    """
    from gisapp.desks.areas.deciding import decisions_from
    from gisapp.desks.areas.decisions import decisions_of
    from gisapp.desks.areas.merging import merge

    started = time.perf_counter()
    if arguments.out is None and not arguments.ledger:
        raise Stop("--out で書き出すファイルか、--ledger を指定してください。", Exit.USAGE)
    if arguments.lines is not None and arguments.lines.suffix.lower() not in SHAPES:
        raise Stop(f"--lines の名前は {' '.join(SHAPES)} のどれかで終わらせてください。", Exit.USAGE)
    path = projects.file_of(arguments.paths) if arguments.ledger else None
    project, made = compared(arguments, console)
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    fresh: tuple[Decision, ...] = ()
    if arguments.decide is not None:
        if not arguments.decide.is_file():
            raise Stop(f"{arguments.decide} がありません。", Exit.FAILED)
        fresh = decisions_from(arguments.decide, made, now, console.feedback)
    log = (*decisions_of(project), *fresh)
    merged = merge(made, _preferred(arguments, made), log, console.feedback)
    for one in merged.findings:
        console.feedback.find(one)
    written = _write(arguments, merged, console)
    placed = 0 if path is None else _keep(path, arguments.since, merged, fresh, now)
    answer = _plain(merged, written, placed, len(fresh))
    if arguments.json:
        answer["finding_list"] = [plain_finding(one) for one in console.feedback.findings]
        answer["seconds"] = round(time.perf_counter() - started, 3)
        console.answer_json(answer)
        return Exit.OK
    console.tell_findings(console.feedback.findings)
    console.answer(f"自治会 {answer['areas']:,} 件、{answer['area'] / 1e6:,.3f} km²")
    for one in answer["boundaries"]:
        console.answer(f"  {one['length']:,.0f} m　{one['whose']}")
    counts = answer["places"]
    console.answer(
        f"食い違う場所 {sum(counts.values()):,} か所: 決定 {counts['decided']:,}、"
        f"優先する図 {counts['rule']:,}、ほかの図で補った {counts['filled']:,}"
    )
    for file in written:
        console.answer(f"{file} に書き出しました。")
    if path is not None:
        console.answer(f"{path} の台帳に {placed:,} 件、決定の記録に {len(fresh):,} 件を入れました。")
    return Exit.OK


def _preferred(arguments: Arguments, made: Comparison) -> int:
    if not arguments.prefer:
        return 0
    said = (arguments.a, arguments.b, *arguments.c)
    titles = [one.title for one in made.sets]
    for known in (said, titles):
        if arguments.prefer in known:
            return list(known).index(arguments.prefer)
    raise Stop(f"--prefer は比べる版のどれかにしてください: {'、'.join(said)}", Exit.USAGE)


def _write(arguments: Arguments, merged: Merged, console: Console) -> list[str]:
    from gisapp.desks.areas.comparelayers import merged_content, stretches_content
    from gisapp.export.formats import write_content

    contents = ((merged_content, arguments.out), (stretches_content, arguments.lines))
    found = []
    for content, path in contents:
        if path is not None:
            write_content(content(merged), path, console.feedback, overwrite=arguments.overwrite)
            found.append(str(path))
    return found


def _keep(path: Path, since: str, merged: Merged, fresh: tuple[Decision, ...], now: str) -> int:
    """Put the merged version into the ledger of a project file, and the decisions into its log."""
    from gisapp.desks.areas.deciding import into_ledger
    from gisapp.desks.areas.decisions import put
    from gisapp.desks.areas.register import place
    from layers import projectfile

    kept = projectfile.read(path).project
    changed = into_ledger(kept, merged, now)
    projectfile.save(put(place(kept, changed, since, now), *fresh), path)
    return len(changed)


def _plain(merged: Merged, written: list[str], placed: int, decided: int) -> dict[str, Any]:
    import shapely

    whose: dict[str, float] = {}
    for row, line in enumerate(merged.stretches.lines):
        text = merged.whose(row)
        whose[text] = whose.get(text, 0.0) + float(line.length)
    pieces = merged.made.pieces
    faces = np.zeros(len(pieces), np.int8)
    there = pieces.of >= 0
    np.maximum.at(faces, pieces.of[there], merged.how[there])
    counts = np.bincount(faces[pieces.order], minlength=4).tolist()
    return {
        "crs": merged.areas.crs,
        "versions": [one.title for one in merged.made.sets],
        "prefer": merged.made.sets[merged.prefer].title,
        "areas": len(merged.areas),
        "area": round(float(np.nansum(shapely.area(merged.areas.shapes))), 3),
        "boundaries": [
            {"whose": text, "length": round(length, 3)}
            for text, length in sorted(whose.items(), key=lambda one: -one[1])
        ],
        "places": {"rule": counts[1], "filled": counts[2], "decided": counts[3]},
        "decisions": decided,
        "ledger": placed,
        "written": written,
    }
