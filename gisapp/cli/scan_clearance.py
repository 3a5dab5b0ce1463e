"""``gisapp scan clearance``: what stands in the clearance of a road (建築限界), and where along it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli.console import aligned, plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, place, switch
from gisapp.cli.scanfiles import CRS
from gisapp.cli.scanshapes import line_or_file
from gisapp.desks.survey.roadtable import target

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.survey.clearance import Clearance, Envelope

EXAMPLES = """\
例:
  gisapp scan clearance 道.laz --axis 34650,-27660,34700,-27640 --width 6 --to 建築限界.csv
  gisapp scan clearance 道.laz --axis 中心線.geojson --width 7 --height 4.5 --shoulder 0.75 --to 点.geojson

線に沿って建築限界の断面を動かし、入り込んだ点を測点ごとに調べます。高さは足元の路面から測ります。
寸法は入力した値を使います（道路構造令第12条の条文との照合は未確認）。"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("点群", "PATH", read=Path))
    axis: Path | tuple[tuple[float, float], ...] = field(
        metadata=option("--axis", "道路の軸（東,北,… か線のファイル）", "AXIS", read=line_or_file),
    )
    layer: str = field(default="", metadata=option("--layer", "線のレイヤの名前", "LAYER"))
    where: tuple[str, ...] = field(
        default=(), metadata=option("--where", "使う線の条件", "CONDITION", many=True)
    )
    width: float = field(metadata=option("--width", "車道と路肩をあわせた幅（m）", "METRES", read=float))
    height: float = field(
        default=4.5, metadata=option("--height", "高さ（m、はじめは 4.5）", "METRES", read=float)
    )
    shoulder: float = field(
        default=0.0, metadata=option("--shoulder", "上の角を落とす路肩の幅（m）", "METRES", read=float)
    )
    pavement: float = field(
        default=0.0, metadata=option("--pavement", "両側の歩道の幅（m）", "METRES", read=float)
    )
    floor: float = field(
        default=0.3, metadata=option("--floor", "路面からこれより低い点は見ない（m）", "METRES", read=float)
    )
    crs: str = field(default="", metadata=CRS)
    to: Path | None = field(
        default=None, metadata=option("--to", "表（.csv）か点（.geojson）のファイル", "FILE", read=target)
    )
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/scan-clearance.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Check and tell.

    Raises
    ------
    Stop
        When a length makes no sense.
    layers.errors.GisError
        When something cannot be read or written.
    """
    from gisapp.cli.scanfiles import cloud_at
    from gisapp.cli.scanshapes import line_at
    from gisapp.desks.survey.clearance import Envelope, clearance
    from gisapp.desks.survey.roadtable import clearance_points, clearance_table, write

    started = time.perf_counter()
    others = (arguments.shoulder, arguments.pavement, arguments.floor)
    if not all(0 < one <= 100 for one in (arguments.width, arguments.height)):
        raise Stop("--width と --height は 0 より大きい長さ（m）で書いてください。", Exit.USAGE)
    if not all(0 <= one <= 100 for one in others) or arguments.shoulder > arguments.width / 2:
        raise Stop("--shoulder は --width の半分まで、ほかは 0 以上の長さ（m）にしてください。", Exit.USAGE)
    envelope = Envelope(
        arguments.width, arguments.height, arguments.shoulder, arguments.pavement, floor=arguments.floor
    )
    cloud = cloud_at(arguments.path, arguments.crs, console).data
    axis = line_at(arguments.axis, arguments.layer, arguments.where, cloud.crs, console)
    found = clearance(cloud, axis, envelope, console.feedback)
    table = clearance_table(found)
    if arguments.to is not None:
        write(arguments.to, table, clearance_points(found), cloud.crs)
    if arguments.json:
        console.answer_json(
            {
                "crs": cloud.crs,
                **_plain(found, envelope),
                "written": None if arguments.to is None else str(arguments.to),
                "finding_list": [plain_finding(one) for one in console.feedback.findings],
                "seconds": round(time.perf_counter() - started, 3),
            }
        )
        return Exit.OK
    console.tell_findings(console.feedback.findings)
    _tell(found, table, console)
    if arguments.to is not None:
        console.answer(f"{arguments.to} に書き出しました。")
    return Exit.OK


def _plain(found: Clearance, envelope: Envelope) -> dict[str, Any]:
    """Return all but the points as plain values."""
    return {
        "envelope": [[round(x, 3), round(y, 3)] for x, y in envelope.outline().tolist()],
        "length": round(found.length, 3),
        "covered": round(found.covered, 4),
        "looked": found.looked,
        "inside": len(found.points),
        "basis": str(found.basis),
        "stretches": [
            {
                "name": one.name,
                "begin": round(one.begin, 3),
                "end": round(one.end, 3),
                "count": one.count,
                "lowest": round(one.lowest, 3),
                "lacking": round(one.lacking, 3),
                "beside": round(one.beside, 3),
                "class": one.classes,
            }
            for one in found.stretches
        ],
    }


def _tell(found: Clearance, table: list[list[Any]], console: Console) -> None:
    from gisapp.desks.survey.clearance import UNCONFIRMED

    covered = f"点のある割合 {100 * found.covered:.0f} %"
    console.answer(f"軸 {found.length:.1f} m（{covered}）、路面: {found.basis}")
    if found.stretches:
        for line in aligned([[str(cell) for cell in row] for row in table]):
            console.answer(line)
        console.answer(f"建築限界に入り込んだ点 {len(found.points):,} 点、{len(found.stretches):,} 区間")
    else:
        console.answer("建築限界に入り込んだ点はありません（点のある所だけを調べました）。")
    console.answer(UNCONFIRMED)
