"""``gisapp scan contour``: contour lines of a scan's ground as GeoPackage, GeoJSON, Shapefile or DXF."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit
from gisapp.cli.flags import OVERWRITE, option, place, switch
from gisapp.cli.scan_dtm import METHODS
from gisapp.cli.scanfiles import CRS, classes_of, length

if TYPE_CHECKING:
    from gisapp.cli.console import Console

EXAMPLES = """\
例:
  gisapp scan contour 斜面_地面.copc.laz --interval 1 --to 等高線.gpkg
  gisapp scan contour 斜面_地面.copc.laz --interval 0.5 --cell 1 --to 等高線.dxf
  gisapp scan contour 斜面.laz --interval 1 --classes 0,1,2 --method min --to 等高線.shp --crs EPSG:6669

分類 2（地面）の点の格子（--cell）に引きます。5本ごとが計曲線、ほかは主曲線です。地面を見分けていない点群は、
先に gisapp scan ground にかけるか、--classes で使う分類を指定してください。
DXF は 1 m が 1 単位（x が東、y が北）で、線の高度が標高です。計曲線は別の画層です。
GeoJSON は経度・緯度で、標高は属性です。点のない所に線は引きません（tin は --reach より短い辺で補います）。"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("点群", "PATH", read=Path))
    interval: float = field(metadata=option("--interval", "等高線の間隔（m）", "METRES", read=length))
    to: Path = field(
        metadata=option("--to", "作るファイル（.gpkg・.geojson・.shp・.dxf）", "FILE", read=Path)
    )
    cell: float = field(
        default=0.5, metadata=option("--cell", "格子の間隔（m、はじめは 0.5）", "METRES", read=length)
    )
    method: str = field(
        default="tin",
        metadata=option("--method", "格子の値の決め方（はじめは tin）", "METHOD", choices=METHODS),
    )
    reach: float = field(
        default=10.0,
        metadata=option("--reach", "三角網で補う最も長い辺（m、はじめは 10）", "METRES", read=length),
    )
    classes: tuple[int, ...] = field(
        default=(2,),
        metadata=option("--classes", "使う分類の番号（はじめは 2、地面）", "N,N", read=classes_of),
    )
    crs: str = field(default="", metadata=CRS)
    overwrite: bool = field(default=False, metadata=OVERWRITE)
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/scan-contour.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Draw the lines and tell.

    Raises
    ------
    layers.errors.GisError
        When the cloud cannot be read, has no such points or lines, or the file cannot be written.
    """
    from gisapp.cli.scanfiles import cloud_at
    from gisapp.desks.survey.contourwork import Asked, check_ending, write_contours
    from gisapp.desks.survey.writing import check_free

    started = time.perf_counter()
    check_ending(arguments.to)
    check_free(arguments.to, (arguments.path,), overwrite=arguments.overwrite)
    layer = cloud_at(arguments.path, arguments.crs, console)
    asked = Asked(
        interval=arguments.interval,
        cell=arguments.cell,
        method=arguments.method,
        reach=arguments.reach,
        classes=arguments.classes,
    )
    lines = write_contours(layer, arguments.to, asked, console.feedback, overwrite=arguments.overwrite)
    strong = int(lines.strong.sum())
    answer = {
        "file": str(arguments.to),
        "crs": layer.data.crs,
        "interval": asked.interval,
        "cell": asked.cell,
        "method": asked.method,
        "classes": list(asked.classes),
        "lines": len(lines.heights),
        "index_lines": strong,
        "length": round(float(lines.lengths.sum()), 3),
        "lowest": float(lines.heights.min()),
        "highest": float(lines.heights.max()),
        "finding_list": [plain_finding(one) for one in console.feedback.findings],
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(answer)
        return Exit.OK
    console.answer(
        f"等高線 {len(lines.heights):,} 本（計曲線 {strong:,} 本）、"
        f"標高 {lines.heights.min():g} ～ {lines.heights.max():g} m、{asked.interval:g} m 間隔"
    )
    console.answer(f"{arguments.to} に書き出しました。")
    console.tell_findings(console.feedback.findings)
    return Exit.OK
