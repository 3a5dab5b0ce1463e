"""``gisapp scan volume``: how much lies between a scan and a level, a plane, a surface or another flight."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, place, switch
from gisapp.cli.import_ import HEIGHTS
from gisapp.cli.scanfiles import CRS, classes_of, length, metres
from gisapp.cli.scanshapes import area

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.survey.volume import Told

EXAMPLES = """\
例:
  gisapp scan volume 土砂.laz --rim --area 34650,-27660,34690,-27660,34690,-27630,34650,-27630
  gisapp scan volume 今回.laz --before 前回.laz --area 34650,-27660,34690,-27660,34690,-27630 --accuracy 0.05
  gisapp scan volume 造成.laz --level 12.5 --method tin --json
  gisapp scan volume 造成.laz --surface 設計.xml --classes 2

基準は、水平面（--level）、平面（--plane）、範囲の縁の地面（--rim）、設計などの面（--surface、GeoTIFF・LandXML）、
前の点群（--before）のどれか一つです。点のない所は 0 ではなく、量に入れず、点のある割合を答えます。
± は点のばらつきと --accuracy（二つの測量の間の標準偏差、m）によるもので、--accuracy がなければ
測量そのものの精度は未確認です。"""
METHODS = ("grid", "tin")


def _points(text: str) -> tuple[tuple[float, float, float], ...]:
    try:
        numbers = [float(one) for one in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) < 9 or len(numbers) % 3 or not all(math.isfinite(one) for one in numbers):
        raise ValueError("東,北,高さ を 3 点以上、コンマで区切って書いてください")
    return tuple(zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True))


def _height(text: str) -> float:
    value = float(text)
    if not abs(value) < 10_000:
        raise ValueError("高さ（m）で書いてください")
    return value


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("点群", "PATH", read=Path))
    level: float | None = field(
        default=None, metadata=option("--level", "基準の高さ（m）", "METRES", read=_height)
    )
    plane: tuple[tuple[float, float, float], ...] = field(
        default=(), metadata=option("--plane", "基準の平面の点（東,北,高さ…）", "E,N,H,…", read=_points)
    )
    rim: bool = field(default=False, metadata=switch("--rim", "範囲の縁の地面を基準にする"))
    surface: Path | None = field(
        default=None, metadata=option("--surface", "基準の面（GeoTIFF・LandXML）", "FILE", read=Path)
    )
    layer: str = field(
        default="", metadata=option("--layer", "LandXML の面の名前（いくつもあるとき）", "NAME")
    )
    before: Path | None = field(default=None, metadata=option("--before", "前の点群", "PATH", read=Path))
    area: tuple[tuple[float, float], ...] = field(
        default=(), metadata=option("--area", "範囲の角（東,北…、m）", "E,N,…", read=area)
    )
    method: str = field(
        default="grid",
        metadata=option("--method", "格子（grid）か三角網（tin）か", "METHOD", choices=METHODS),
    )
    cell: float = field(
        default=0.5, metadata=option("--cell", "格子の間隔（m、はじめは 0.5）", "METRES", read=length)
    )
    accuracy: float | None = field(
        default=None,
        metadata=option("--accuracy", "二つの測量の間の標準偏差（m）", "METRES", read=metres),
    )
    classes: tuple[int, ...] = field(
        default=(), metadata=option("--classes", "使う分類の番号（地面だけなら 2）", "N,N", read=classes_of)
    )
    crs: str = field(default="", metadata=CRS)
    heights: str = field(default="", metadata=HEIGHTS)
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/scan-volume.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Measure and tell.

    Raises
    ------
    layers.errors.GisError
        When a cloud or surface cannot be read, the two do not meet, or do not fit each other.
    """
    from gisapp.cli.scanfiles import cloud_at
    from gisapp.desks.survey.volumework import Asked, volume_work

    started = time.perf_counter()
    bases = {
        "level": arguments.level is not None,
        "plane": bool(arguments.plane),
        "rim": arguments.rim,
        "surface": arguments.surface is not None,
        "before": arguments.before is not None,
    }
    chosen = [name for name, there in bases.items() if there]
    if len(chosen) != 1:
        raise Stop(
            "--level・--plane・--rim・--surface・--before のどれか一つを指定してください。", Exit.USAGE
        )
    if arguments.rim and not arguments.area:
        raise Stop("--rim には --area（範囲）も指定してください。", Exit.USAGE)
    layer = cloud_at(arguments.path, arguments.crs, console, heights=arguments.heights)
    before = None
    if arguments.before is not None:
        before = cloud_at(
            arguments.before, arguments.crs, console, target=layer.data.crs, heights=arguments.heights
        ).data
    asked = Asked(
        level=arguments.level,
        plane=arguments.plane,
        rim=arguments.rim,
        surface=arguments.surface,
        name=arguments.layer,
        area=arguments.area,
        triangles=arguments.method == "tin",
        cell=arguments.cell,
        accuracy=arguments.accuracy,
        classes=arguments.classes,
    )
    told = volume_work(layer.data, before, asked, console.feedback)
    answer = {
        "crs": layer.data.crs,
        "base": chosen[0],
        "method": arguments.method,
        "cell": arguments.cell,
        **_plain(told),
        "finding_list": [plain_finding(one) for one in console.feedback.findings],
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(answer)
        return Exit.OK
    _tell(told, console)
    console.tell_findings(console.feedback.findings)
    return Exit.OK


def _plain(told: Told) -> dict[str, Any]:
    beyond = told.beyond
    return {
        "area": round(told.area, 3),
        "covered": round(told.covered, 4),
        "cut": round(told.volume.cut, 3),
        "fill": round(told.volume.fill, 3),
        "net": round(told.volume.net, 3),
        "uncertainty": round(told.uncertainty, 3),
        "accuracy": told.accuracy,
        "detection": None if np.isnan(told.detection) else round(told.detection, 4),
        "beyond_detection": None
        if beyond is None
        else {"cut": round(beyond.cut, 3), "fill": round(beyond.fill, 3), "net": round(beyond.net, 3)},
    }


def _tell(told: Told, console: Console) -> None:
    volume, beyond = told.volume, told.beyond
    console.answer(
        f"切土 {abs(volume.cut):,.2f} m³、盛土 {volume.fill:,.2f} m³、"
        f"差し引き {volume.net:+,.2f} m³（±{told.uncertainty:,.2f} m³）"
    )
    if beyond is not None and not np.isnan(told.detection):
        console.answer(
            f"  検出限界（中央値 {told.detection:.3f} m）を超える所だけ: 切土 {abs(beyond.cut):,.2f} m³、"
            f"盛土 {beyond.fill:,.2f} m³、差し引き {beyond.net:+,.2f} m³"
        )
    console.answer(f"  範囲 {told.area:,.1f} m²、点のある割合 {told.covered:.1%}")
    if told.accuracy is None:
        console.answer("  測量の精度は未確認です。± は点のばらつきだけによります（--accuracy で指定）。")
