"""``gisapp scan vegetation``: how high vegetation hangs over a road, and where it is too low."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli.console import aligned, plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, place, switch
from gisapp.cli.scanfiles import CRS
from gisapp.cli.scanshapes import area_or_file
from gisapp.desks.survey.roadtable import target

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.survey.vegetation import Vegetation

EXAMPLES = """\
例:
  gisapp scan vegetation 道.laz --road 道路.geojson --height 4.5 --to 植生.csv
  gisapp scan vegetation 道.laz --road 町.gisproj --layer 道路 --json

道路の面の上にかかる植生の下端の高さを、足元の路面から測ります。
植生の分類がない点群では、地面より上のすべての点を数えます。"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("点群", "PATH", read=Path))
    road: Path | tuple[tuple[float, float], ...] = field(
        metadata=option("--road", "道路の面（東,北,… か面のファイル）", "AREA", read=area_or_file),
    )
    layer: str = field(default="", metadata=option("--layer", "面のレイヤの名前", "LAYER"))
    where: tuple[str, ...] = field(
        default=(), metadata=option("--where", "使う面の条件", "CONDITION", many=True)
    )
    height: float = field(
        default=4.5,
        metadata=option("--height", "これより低い所を挙げる高さ（m、はじめは 4.5）", "METRES", read=float),
    )
    crs: str = field(default="", metadata=CRS)
    to: Path | None = field(
        default=None, metadata=option("--to", "表（.csv）か点（.geojson）のファイル", "FILE", read=target)
    )
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/scan-vegetation.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Check and tell.

    Raises
    ------
    Stop
        When the height makes no sense.
    layers.errors.GisError
        When something cannot be read or written.
    """
    from gisapp.cli.scanfiles import cloud_at
    from gisapp.cli.scanshapes import shapes_at
    from gisapp.desks.survey.cutting import area_of
    from gisapp.desks.survey.roadtable import vegetation_points, vegetation_table, write
    from gisapp.desks.survey.vegetation import vegetation_over

    started = time.perf_counter()
    if not 0 < arguments.height <= 100:
        raise Stop("--height は 0 より大きい長さ（m）で書いてください。", Exit.USAGE)
    cloud = cloud_at(arguments.path, arguments.crs, console).data
    shapes = shapes_at(arguments.road, arguments.layer, arguments.where, cloud.crs, console)
    found = vegetation_over(cloud, area_of(shapes), arguments.height, console.feedback)
    table = vegetation_table(found)
    if arguments.to is not None:
        write(arguments.to, table, vegetation_points(found, arguments.height), cloud.crs)
    if arguments.json:
        console.answer_json(
            {
                "crs": cloud.crs,
                "limit": arguments.height,
                **_plain(found),
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


def _plain(found: Vegetation) -> dict[str, Any]:
    """Return all but the points as plain values."""
    return {
        "road": round(found.road, 2),
        "covered": round(found.covered, 2),
        "low": round(found.low, 2),
        "ground": str(found.ground),
        "plants": str(found.plants),
        "patches": [
            {
                "east": round(one.east, 3),
                "north": round(one.north, 3),
                "area": round(one.area, 2),
                "lowest": round(one.lowest, 3),
                "count": one.count,
            }
            for one in found.patches
        ],
    }


def _tell(found: Vegetation, table: list[list[Any]], console: Console) -> None:
    covered, low = f"植生がかかる {found.covered:,.0f} ㎡", f"うち低い {found.low:,.0f} ㎡"
    console.answer(f"道路 {found.road:,.0f} ㎡、{covered}、{low}")
    console.answer(f"植生: {found.plants}、路面: {found.ground}")
    for line in aligned([[str(cell) for cell in row] for row in table[:30]]) if found.patches else ():
        console.answer(line)
