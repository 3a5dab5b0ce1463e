"""``gisapp areas place``: a scanned map is placed by control points and written as GeoTIFF."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.cli.areainput import JSON
from gisapp.cli.console import aligned
from gisapp.cli.exits import Exit
from gisapp.cli.flags import OVERWRITE, option, place, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.areas.controlpoints import Placement

METHODS = ("helmert", "affine", "projective")
EXAMPLES = """\
例:
  gisapp areas place 区域図.png --points 対応点.csv --crs EPSG:6676 --out 区域図.tif
  gisapp areas place 写真.jpg --points 対応点.csv --method projective --out 区域図.tif --json

対応点の CSV は column,row,east,north（east,north は m、--crs の平面直角座標系）か
column,row,lon,lat（度、JGD2011）です。column,row は画像の左上の角から数えた画素です。
点が 2〜3 点ならヘルマート変換、4 点以上ならアフィン変換で置きます。点ごとの残差と RMS を答えます。"""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    image: Path = field(metadata=place("スキャンした地図（JPEG・PNG・TIFF など）", "IMAGE", read=Path))
    points: Path = field(metadata=option("--points", "対応点の CSV", "FILE", read=Path))
    out: Path = field(metadata=option("--out", "書き出す GeoTIFF（.tif）", "FILE", read=Path))
    crs: str = field(default="", metadata=option("--crs", "地図の平面直角座標系（例 EPSG:6676）", "CODE"))
    method: str = field(
        default="", metadata=option("--method", "置き方（はじめは点の数による）", "METHOD", choices=METHODS)
    )
    overwrite: bool = field(default=False, metadata=OVERWRITE)
    json: bool = field(default=False, metadata=switch("--json", JSON.format("areas-place")))
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Place the picture, write it, and tell how well it lies.

    Raises
    ------
    layers.errors.GisError
        When the points or the picture cannot be used, or the file not be written.
    """
    from gisapp.desks.areas import scans
    from gisapp.desks.areas.controlpoints import Method, fit
    from gisapp.desks.areas.scanpoints import read_points

    started = time.perf_counter()
    points, crs = read_points(arguments.points, arguments.crs)
    placement = fit(points, Method(arguments.method) if arguments.method else None)
    feedback = console.feedback
    scan = scans.borrowed(arguments.image, feedback.share(0.0, 0.5))
    made = scans.write_placed(
        scan, placement, crs, arguments.out, feedback.share(0.5, 1.0), overwrite=arguments.overwrite
    )
    if arguments.json:
        told = {
            "image": str(arguments.image),
            "crs": crs,
            "written": str(made.path),
            "width": made.width,
            "height": made.height,
            "pixel": round(made.pixel, 6),
            **plain(placement),
            "seconds": round(time.perf_counter() - started, 3),
        }
        console.answer_json(told)
        return Exit.OK
    rows = [["点", "列", "行", "東 m", "北 m", "残差 m", "他の点だけで m"]]
    for number, (point, length, left_out) in enumerate(
        zip(points, placement.lengths, placement.left_out, strict=True), 1
    ):
        numbers = (point.column, point.row, point.east, point.north, length)
        alone = "—" if np.isnan(left_out) else f"{left_out:,.2f}"
        rows.append([f"{number}", *(f"{one:,.2f}" for one in numbers), alone])
    for text in aligned(rows, frozenset(range(7))):
        console.answer(text)
    console.answer(scans.said_of(placement))
    for remark in placement.remarks:
        console.answer(str(remark))
    console.answer(f"{made.path} に書き出しました（1画素 {made.pixel:.3f} m）。")
    return Exit.OK


def plain(placement: Placement) -> dict[str, Any]:
    """Return how a picture lies as plain values; what is not known is null."""
    return {
        "method": str(placement.method),
        "matrix": (placement.matrix / placement.matrix[2, 2]).tolist(),
        "rms": None if np.isnan(placement.rms) else round(placement.rms, 4),
        "suspect": None if placement.suspect is None else placement.suspect + 1,
        "remarks": [str(one) for one in placement.remarks],
        "points": [
            {
                "column": point.column,
                "row": point.row,
                "east": round(point.east, 4),
                "north": round(point.north, 4),
                "residual": round(float(length), 4),
                "left_out": None if np.isnan(left_out) else round(float(left_out), 4),
            }
            for point, length, left_out in zip(
                placement.points, placement.lengths, placement.left_out, strict=True
            )
        ],
    }
