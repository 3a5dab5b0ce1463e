"""``gisapp scan ground``: ground and what stands on it told apart, as a new file beside the source."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit
from gisapp.cli.flags import OVERWRITE, option, place, switch
from gisapp.cli.scanfiles import CRS, length

if TYPE_CHECKING:
    from gisapp.cli.console import Console

EXAMPLES = """\
例:
  gisapp scan ground 01JE7524.las --crs EPSG:6669 --out 01JE7524_地面.copc.laz
  gisapp scan ground 平地.laz --out 平地_地面.laz --resolution 1 --rigidness 3

裏返した点群に布を落とす方法（CSF）で地面を見分け、地面を分類 2、地面だった点と未分類の点を 1 にします。
ほかの分類、ノイズ（7・18）と使わない印の付いた点はそのままです。元のファイルには書き込みません。
結果は推定です。建物や橋、密な草が残っていないか、画面で確かめてください。"""
RIGIDNESS = ("1", "2", "3")


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("点群", "PATH", read=Path))
    out: Path = field(metadata=option("--out", "作るファイル（.copc.laz・.laz・.las）", "FILE", read=Path))
    resolution: float = field(
        default=0.5, metadata=option("--resolution", "布の目の間隔（m、はじめは 0.5）", "METRES", read=length)
    )
    rigidness: str = field(
        default="1",
        metadata=option(
            "--rigidness", "布の硬さ（急な斜面 1、丘 2、平地 3。はじめは 1）", "N", choices=RIGIDNESS
        ),
    )
    threshold: float = field(
        default=0.3,
        metadata=option(
            "--threshold", "布から離れてよい高さ（m、平らな所。はじめは 0.3）", "METRES", read=length
        ),
    )
    crs: str = field(default="", metadata=CRS)
    overwrite: bool = field(default=False, metadata=OVERWRITE)
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/scan-ground.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Filter and tell.

    Raises
    ------
    layers.errors.GisError
        When the cloud cannot be read or the file not be written.
    """
    from gisapp.cli.scanfiles import cloud_at
    from gisapp.desks.survey.ground import ClothRule, write_ground
    from gisapp.desks.survey.writing import check_target

    started = time.perf_counter()
    check_target(arguments.out, (arguments.path,), overwrite=arguments.overwrite)
    layer = cloud_at(arguments.path, arguments.crs, console)
    rule = ClothRule(arguments.resolution, int(arguments.rigidness), arguments.threshold)
    found = write_ground(layer.data, arguments.out, console.feedback, rule, overwrite=arguments.overwrite)
    answer = {
        "file": str(arguments.out),
        "crs": layer.data.source_crs,
        "points": found.points,
        "ground": found.ground,
        "left_out": found.left_out,
        "resolution": rule.resolution,
        "rigidness": rule.rigidness,
        "threshold": rule.threshold,
        "finding_list": [plain_finding(one) for one in console.feedback.findings],
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(answer)
        return Exit.OK
    share = found.ground / found.points
    console.answer(f"{found.points:,} 点のうち {found.ground:,} 点（{share:.1%}）を地面としました。")
    if found.left_out:
        console.answer(f"  ノイズと使わない印の付いた {found.left_out:,} 点は元の分類のままです。")
    console.answer(f"{arguments.out} に書き出しました。")
    console.tell_findings(console.feedback.findings)
    return Exit.OK
