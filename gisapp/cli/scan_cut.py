"""``gisapp scan cut``: the points of a scan within areas, such as a building or a zone, as a file."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import OVERWRITE, option, place, switch
from gisapp.cli.import_ import HEIGHTS
from gisapp.cli.scanfiles import CRS
from gisapp.cli.scanshapes import area_or_file

if TYPE_CHECKING:
    from gisapp.cli.console import Console

EXAMPLES = """\
例:
  gisapp scan cut 斜面.laz --area 34650,-27660,34700,-27660,34700,-27600 --out 一部.laz
  gisapp scan cut 町.laz --area 町.gisproj --layer 建物 --where 建物ID=13101-bldg-1 --grow 0.5 --out 建物.laz
  gisapp scan cut 町.laz --area 区域.geojson --low 0 --high 30 --outside --out 残り.laz

面は、平面直角座標の 東,北（Y,X）を並べるか、面の入ったファイル・プロジェクトで指定します。
色・分類・追加の項目はそのままです。元のファイルには書き込みません。"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("点群", "PATH", read=Path))
    area: Path | tuple[tuple[float, float], ...] = field(
        metadata=option("--area", "面（東,北,… か、ファイル・プロジェクト）", "AREA", read=area_or_file)
    )
    out: Path = field(metadata=option("--out", "作るファイル（.copc.laz・.laz・.las）", "FILE", read=Path))
    layer: str = field(default="", metadata=option("--layer", "面のレイヤの名前", "LAYER"))
    where: tuple[str, ...] = field(
        default=(), metadata=option("--where", "使う面の条件（gisapp query と同じ）", "CONDITION", many=True)
    )
    grow: float = field(
        default=0.0, metadata=option("--grow", "面を広げる長さ（m、負なら狭める）", "METRES", read=float)
    )
    low: float = field(
        default=-math.inf,
        metadata=option("--low", "これより低い点は除く（標高 m）", "METRES", read=float),
    )
    high: float = field(
        default=math.inf,
        metadata=option("--high", "これより高い点は除く（標高 m）", "METRES", read=float),
    )
    outside: bool = field(default=False, metadata=switch("--outside", "面の外を残す"))
    crs: str = field(default="", metadata=CRS)
    heights: str = field(default="", metadata=HEIGHTS)
    overwrite: bool = field(default=False, metadata=OVERWRITE)
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/scan-cut.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Cut and tell.

    Raises
    ------
    Stop
        When the words do not fit together.
    layers.errors.GisError
        When something cannot be read, or the file not be written.
    """
    from gisapp.cli.scanfiles import cloud_at
    from gisapp.cli.scanshapes import shapes_at
    from gisapp.desks.survey.cutting import area_of, write_cut
    from gisapp.desks.survey.writing import check_target

    started = time.perf_counter()
    if not arguments.low < arguments.high:
        raise Stop("--low は --high より小さくしてください。", Exit.USAGE)
    check_target(arguments.out, (arguments.path,), overwrite=arguments.overwrite)
    layer = cloud_at(arguments.path, arguments.crs, console, heights=arguments.heights)
    shapes = shapes_at(arguments.area, arguments.layer, arguments.where, layer.data.crs, console)
    area = area_of(shapes, arguments.grow, arguments.low, arguments.high, outside=arguments.outside)
    kept = write_cut(layer.data, area, arguments.out, console.feedback, overwrite=arguments.overwrite)
    answer = {
        "file": str(arguments.out),
        "crs": layer.data.crs,
        "points": layer.data.copc.points,
        "kept": kept,
        "area": round(float(area.shape.area), 3),
        "finding_list": [plain_finding(one) for one in console.feedback.findings],
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(answer)
        return Exit.OK
    console.tell_findings(console.feedback.findings)
    console.answer(f"{answer['points']:,} 点のうち {kept:,} 点を {arguments.out} に書き出しました。")
    return Exit.OK
