"""``gisapp scan dtm``: a raster of the ground, or of what stands on it, as GeoTIFF."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit
from gisapp.cli.flags import OVERWRITE, option, place, switch
from gisapp.cli.import_ import HEIGHTS
from gisapp.cli.scanfiles import CRS, classes_of, length

if TYPE_CHECKING:
    from gisapp.cli.console import Console

EXAMPLES = """\
例:
  gisapp scan dtm 斜面_地面.copc.laz --out 斜面_DTM.tif
  gisapp scan dtm 斜面.laz --kind dsm --cell 0.25 --out 斜面_DSM.tif
  gisapp scan dtm 斜面_地面.laz --method tin --reach 20 --out 斜面_TIN.tif

DTM は分類 2（地面）の点の平均、DSM はノイズを除くすべての点の最高値から作ります（--method で変更）。
点のない格子は値なし（-9999）です。tin だけは、三角網の辺が --reach より短い所を補います。
高さの基準（標高か楕円体高か）は点群のままで、ファイルには書き込みません。"""
KINDS = ("dtm", "dsm")
METHODS = ("mean", "median", "min", "max", "tin")


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("点群", "PATH", read=Path))
    out: Path = field(metadata=option("--out", "作る GeoTIFF（.tif）", "FILE", read=Path))
    kind: str = field(
        default="dtm", metadata=option("--kind", "地面（dtm）か表面（dsm）か", "KIND", choices=KINDS)
    )
    method: str = field(
        default="", metadata=option("--method", "格子の値の決め方", "METHOD", choices=METHODS)
    )
    cell: float = field(
        default=0.5, metadata=option("--cell", "格子の間隔（m、はじめは 0.5）", "METRES", read=length)
    )
    reach: float = field(
        default=10.0,
        metadata=option("--reach", "三角網で補う最も長い辺（m、はじめは 10）", "METRES", read=length),
    )
    classes: tuple[int, ...] = field(
        default=(), metadata=option("--classes", "使う分類の番号", "N,N", read=classes_of)
    )
    crs: str = field(default="", metadata=CRS)
    heights: str = field(default="", metadata=HEIGHTS)
    overwrite: bool = field(default=False, metadata=OVERWRITE)
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/scan-dtm.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Make the raster and tell.

    Raises
    ------
    layers.errors.GisError
        When the cloud cannot be read, has no such points, or the file cannot be written.
    """
    from gisapp.cli.scanfiles import cloud_at
    from gisapp.desks.survey.rasterwork import write_raster
    from gisapp.desks.survey.writing import check_free

    started = time.perf_counter()
    check_free(arguments.out, (arguments.path,), overwrite=arguments.overwrite)
    layer = cloud_at(arguments.path, arguments.crs, console, heights=arguments.heights)
    made = write_raster(
        layer.data,
        arguments.out,
        arguments.kind,
        arguments.cell,
        console.feedback,
        method=arguments.method,
        classes=arguments.classes,
        reach=arguments.reach,
    )
    frame = made.frame
    answer = {
        "file": str(arguments.out),
        "crs": layer.data.crs,
        "kind": arguments.kind,
        "method": made.method,
        "classes": list(made.classes),
        "cell": frame.cell,
        "rows": frame.rows,
        "columns": frame.columns,
        "covered": round(made.covered, 4),
        "lowest": round(made.lowest, 3),
        "highest": round(made.highest, 3),
        "finding_list": [plain_finding(one) for one in console.feedback.findings],
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(answer)
        return Exit.OK
    console.answer(
        f"{frame.columns:,} × {frame.rows:,} 格子（{frame.cell:g} m）、値のある格子 {made.covered:.1%}、"
        f"高さ {made.lowest:.2f} ～ {made.highest:.2f} m"
    )
    console.answer(f"{arguments.out} に書き出しました。")
    console.tell_findings(console.feedback.findings)
    return Exit.OK
