"""``gisapp scan thin``: fewer points of a cloud, each with all it brings along."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import OVERWRITE, option, place, switch
from gisapp.cli.scanfiles import CRS, length

if TYPE_CHECKING:
    from gisapp.cli.console import Console

EXAMPLES = """\
例:
  gisapp scan thin 斜面.laz --spacing 0.2 --out 斜面_20cm.copc.laz
  gisapp scan thin 斜面.laz --share 0.1 --out 斜面_1割.laz

--spacing はその大きさの立方体ごとに中心に最も近い 1 点を、--share は全体から偏りなくその割合の点を残します。
残した点の色・反射強度・分類・追加の項目はそのままです。元のファイルには書き込みません。"""


def _share(text: str) -> float:
    value = float(text)
    if not 0 < value <= 1:
        raise ValueError("0 より大きく 1 以下の数で書いてください（1 割なら 0.1）")
    return value


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("点群", "PATH", read=Path))
    out: Path = field(metadata=option("--out", "作るファイル（.copc.laz・.laz・.las）", "FILE", read=Path))
    spacing: float = field(
        default=0.0, metadata=option("--spacing", "残す点の間隔（m）", "METRES", read=length)
    )
    share: float = field(default=0.0, metadata=option("--share", "残す割合（0～1）", "SHARE", read=_share))
    crs: str = field(default="", metadata=CRS)
    overwrite: bool = field(default=False, metadata=OVERWRITE)
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/scan-thin.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Thin and tell.

    Raises
    ------
    layers.errors.GisError
        When the cloud cannot be read or the file not be written.
    """
    from gisapp.cli.scanfiles import cloud_at
    from gisapp.desks.survey.thinning import Thinning, write_thinned
    from gisapp.desks.survey.writing import check_target

    started = time.perf_counter()
    if bool(arguments.spacing) == bool(arguments.share):
        raise Stop("--spacing か --share のどちらか一つを指定してください。", Exit.USAGE)
    check_target(arguments.out, (arguments.path,), overwrite=arguments.overwrite)
    layer = cloud_at(arguments.path, arguments.crs, console)
    rule = Thinning(arguments.spacing, arguments.share)
    found = write_thinned(layer.data, arguments.out, rule, console.feedback, overwrite=arguments.overwrite)
    answer = {
        "file": str(arguments.out),
        "points": found.points,
        "kept": found.kept,
        "left_out": found.left_out,
        "finding_list": [plain_finding(one) for one in console.feedback.findings],
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(answer)
        return Exit.OK
    console.answer(f"{found.points:,} 点のうち {found.kept:,} 点を残し、{found.left_out:,} 点を除きました。")
    console.answer(f"{arguments.out} に書き出しました。")
    console.tell_findings(console.feedback.findings)
    return Exit.OK
