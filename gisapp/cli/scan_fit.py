"""``gisapp scan fit``: how a wall leans, how thick a pier is, from the points around a place."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit
from gisapp.cli.flags import option, place, switch
from gisapp.cli.scanfiles import CRS, classes_of, length

if TYPE_CHECKING:
    from gisapp.cli.console import Console

EXAMPLES = """\
例:
  gisapp scan fit 擁壁.laz --at 34650.2,-27660.5,12.4 --radius 1
  gisapp scan fit 橋.laz --at 34655,-27662,8 --radius 1.5 --shape cylinder --json

平面は傾き（度・%・1:n）、鉛直からの傾き、下る方位を、円柱は半径・直径と軸の傾きを答えます。
高さを書かないときは、その場所の上下すべての点を使います。属さない点は除き、当てはまった点の数と残差を答えます。
方位は座標系の北から時計回りです。"""
SHAPES = ("plane", "cylinder")


def _place(text: str) -> tuple[float, float, float]:
    try:
        numbers = [float(one) for one in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) not in (2, 3) or not all(abs(one) < 1e7 for one in numbers):
        raise ValueError("東,北 か 東,北,高さ をコンマで区切って書いてください")
    return numbers[0], numbers[1], numbers[2] if len(numbers) == 3 else math.nan


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("点群", "PATH", read=Path))
    at: tuple[float, float, float] = field(
        metadata=option("--at", "場所（東,北 か 東,北,高さ、m）", "E,N[,H]", read=_place)
    )
    radius: float = field(metadata=option("--radius", "場所からの半径（m）", "METRES", read=length))
    shape: str = field(
        default="plane",
        metadata=option("--shape", "平面（plane）か円柱（cylinder）か", "SHAPE", choices=SHAPES),
    )
    classes: tuple[int, ...] = field(
        default=(), metadata=option("--classes", "使う分類の番号", "N,N", read=classes_of)
    )
    crs: str = field(default="", metadata=CRS)
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/scan-fit.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Fit and tell.

    Raises
    ------
    layers.errors.GisError
        When the cloud cannot be read, or its points tell no such shape.
    """
    from gisapp.cli.scanfiles import cloud_at
    from gisapp.desks.survey.fitwork import Region, fit_work
    from gisapp.desks.survey.measure import Kind

    started = time.perf_counter()
    layer = cloud_at(arguments.path, arguments.crs, console)
    region = Region((arguments.at,), arguments.radius)
    kind = Kind(arguments.shape)
    found = fit_work(layer.data, region, kind, console.feedback, arguments.classes)
    values = found.values
    answer: dict[str, Any] = {
        "crs": layer.data.crs,
        "shape": arguments.shape,
        "radius": arguments.radius,
        "around": found.around,
        "tried": found.shape.points,
        "used": found.shape.used,
        "residual": round(found.shape.error, 5),
        "middle": [round(one, 4) for one in found.shape.middle],
        "lean": round(values["lean"], 4),
        "dip": _told(values, "degrees"),
        "percent": _told(values, "percent"),
        "ratio": _told(values, "ratio"),
        "azimuth": _told(values, "azimuth"),
        "cylinder_radius": _told(values, "cylinder_radius"),
        "diameter": _told(values, "diameter"),
        "toward": _told(values, "toward"),
        "finding_list": [plain_finding(one) for one in console.feedback.findings],
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(answer)
        return Exit.OK
    _tell(values, console, plane=kind is Kind.PLANE)
    console.answer(
        f"  当てはまった点 {found.shape.used:,} / {found.shape.points:,}、"
        f"残差（二乗平均平方根） {found.shape.error * 1000:.1f} mm"
    )
    console.tell_findings(console.feedback.findings)
    return Exit.OK


def _told(values: dict[str, float], name: str) -> float | None:
    return round(values[name], 4) if name in values else None


def _tell(values: dict[str, float], console: Console, *, plane: bool) -> None:
    from gisapp.desks.survey.measurements import figures

    if plane:
        words = "、".join(figures(values, one) for one in ("degrees", "percent", "ratio") if one in values)
        console.answer(f"平面の傾き {words}、鉛直からの傾き {figures(values, 'lean')}")
    else:
        console.answer(
            f"円柱の半径 {figures(values, 'cylinder_radius')}、直径 {figures(values, 'diameter')}、"
            f"軸の鉛直からの傾き {figures(values, 'lean')}"
        )
    for name, words in (("azimuth", "下る方位"), ("toward", "上が傾く方位")):
        if name in values:
            console.answer(f"  {words} {figures(values, name)}")
