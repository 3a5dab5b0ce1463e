"""``gisapp scan index``: a point cloud, or a folder of tiles, becomes one COPC file."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit
from gisapp.cli.flags import OVERWRITE, option, place, switch
from gisapp.cli.scanfiles import CRS
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from layers.feedback import Finding

DIFFERENT = QT_TRANSLATE_NOOP(
    CONTEXT, "{file} の点群は {count} 種類（座標系や点の形式）に分かれるため、一つのファイルにできません。"
)
DIFFERENT_HINT = QT_TRANSLATE_NOOP(CONTEXT, "種類ごとにフォルダを分けてから、もう一度実行してください。")
EXAMPLES = """\
例:
  gisapp scan index 斜面.laz --out 斜面.copc.laz --crs EPSG:6669
  gisapp scan index 図郭ごとの点群/ --out 全体.copc.laz

すべての点と追加の項目を残します。途中で止めても、次に同じ指定で続きから作ります。"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("点群のファイル、またはタイルのフォルダ", "PATH", read=Path))
    out: Path = field(metadata=option("--out", "作るファイル（.copc.laz）", "FILE", read=Path))
    crs: str = field(default="", metadata=CRS)
    overwrite: bool = field(default=False, metadata=OVERWRITE)
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/scan-index.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Build the file.

    Raises
    ------
    layers.errors.GisError
        When it cannot be read or written.
    """
    from gisapp.desks.survey.writing import check_free
    from importers.las.formats.converting import forget
    from importers.las.index.building import build, disk_need
    from importers.las.options import CloudOptions
    from importers.las.room import in_words
    from importers.las.scans import surveys
    from layers.errors import ImportFailed
    from layers.feedback import Where

    started = time.perf_counter()
    path, out = arguments.path, arguments.out
    check_free(out, (path,), overwrite=arguments.overwrite)

    def show(share: float) -> None:
        console.feedback.step(round(share * 1000), 1000)

    findings: list[Finding] = []
    options = CloudOptions(crs=arguments.crs)
    scratch = out.with_name(f"{out.name}.converted")
    found = surveys(path, scratch, options, console.feedback.share(0, 0.1), findings)
    if len(found) > 1:
        values = {"file": path.name, "count": len(found)}
        raise ImportFailed(DIFFERENT, DIFFERENT_HINT, values=values, where=Where(str(path)))
    for one in findings:
        console.feedback.find(one)
    survey = found[0]
    need = in_words(disk_need(survey.cloud))
    if not arguments.json and not arguments.quiet:
        console.say(f"{survey.cloud.points:,} 点を処理します（途中でディスクを {need} ほど使います）。")
    out.parent.mkdir(parents=True, exist_ok=True)
    built = build(survey.cloud, out, console.feedback, lambda share: show(0.1 + share * 0.9))
    forget(scratch)
    answer = {
        "file": str(out),
        "bytes": built.size,
        "points": built.points,
        "claimed": survey.claimed,
        "nodes": built.nodes,
        "levels": built.levels,
        "low": list(built.low),
        "high": list(built.high),
        "crs": survey.place.crs,
        "finding_list": [plain_finding(one) for one in console.feedback.findings],
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(answer)
        return Exit.OK
    console.answer(f"{out} に {built.points:,} 点を書き出しました（{built.size / 1e6:.1f} MB）。")
    console.tell_findings(console.feedback.findings)
    return Exit.OK
