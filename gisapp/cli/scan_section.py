"""``gisapp scan section``: the points along a line, as a table or a drawing at true scale."""

from __future__ import annotations

import csv
import io
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, place, switch
from gisapp.cli.import_ import epsg

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.survey.profiles import Section

EXAMPLES = """\
例:
  gisapp scan section 斜面.laz --line 34650,-27660,34700,-27640 --width 1 --out 断面.csv
  gisapp scan section 斜面.laz --line 34650,-27660,34700,-27640,34720,-27600 --json

線は、平面直角座標の 東,北（Y,X）を端から順に並べます。"""


def _line(text: str) -> tuple[tuple[float, float], ...]:
    try:
        numbers = [float(one) for one in text.split(",")]
    except ValueError:
        numbers = []
    corners = tuple(zip(numbers[::2], numbers[1::2], strict=False))
    if len(numbers) < 4 or len(numbers) % 2 or any(a == b for a, b in pairwise(corners)):
        raise ValueError("東,北 を 2 点以上、コンマで区切って書いてください（同じ点は続けられません）")
    return corners


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    path: Path = field(metadata=place("点群", "PATH", read=Path))
    line: tuple[tuple[float, float], ...] = field(
        metadata=option("--line", "断面の線（東,北,東,北…、m）", "E,N,E,N", read=_line)
    )
    width: float = field(
        default=1.0, metadata=option("--width", "線の両側あわせた幅（m、はじめは 1）", "METRES", read=float)
    )
    step: float = field(
        default=0.5, metadata=option("--step", "断面線の間隔（m、はじめは 0.5）", "METRES", read=float)
    )
    crs: str = field(
        default="",
        metadata=option("--crs", "座標系が書かれていないとき（例 EPSG:6669）", "EPSG:N", read=epsg),
    )
    out: Path | None = field(default=None, metadata=option("--out", "点の表（.csv）", "FILE", read=Path))
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/scan-section.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Cut and tell.

    Raises
    ------
    layers.errors.GisError
        When the cloud cannot be read or the table not be written.
    """
    from gisapp.cli.scanfiles import cloud_at
    from gisapp.desks.survey.profiles import ground_line, section_along
    from gisapp.desks.survey.slopes import slope_between
    from layers import atomicfile

    started = time.perf_counter()
    if not (0 < arguments.width <= 1000 and 0 < arguments.step <= 1000):
        raise Stop("--width と --step は 0 より大きい長さ（m）で書いてください。", Exit.USAGE)
    layer = cloud_at(arguments.path, arguments.crs, console)
    section = section_along(layer.data, np.array(arguments.line), arguments.width, console.feedback)
    lower = ground_line(section, arguments.step)
    known = lower[np.isfinite(lower[:, 1])]
    slope = slope_between(*(known[-1] - known[0]).tolist()) if len(known) > 1 else None
    if arguments.out is not None:
        atomicfile.write(arguments.out, _table(section))
    answer = {
        "crs": layer.data.crs,
        "points": len(section.along),
        "length": round(section.length, 3),
        "ground": [[round(a, 3), None if np.isnan(b) else round(b, 3)] for a, b in lower.tolist()],
        "slope": None
        if slope is None
        else {"degrees": round(slope.degrees, 3), "percent": round(slope.percent, 3)},
        "file": None if arguments.out is None else str(arguments.out),
        "finding_list": [plain_finding(one) for one in console.feedback.findings],
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(answer)
        return Exit.OK
    console.answer(f"{len(section.along):,} 点、長さ {section.length:.2f} m")
    if slope is None:
        console.answer("  線の上に点がないため、勾配は未確認です。")
    else:
        console.answer(
            f"  端から端までの勾配 {slope.degrees:.2f}°（{slope.percent:.1f} %、1:{slope.ratio:.2f}）"
        )
    if arguments.out is not None:
        console.answer(f"{arguments.out} に書き出しました。")
    return Exit.OK


def _table(section: Section) -> bytes:
    """Return the points as CSV that Excel opens with its Japanese headings."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(["追加距離（m）", "離れ（m、左が正）", "標高（m）", "分類"])
    columns = (section.along, section.beside, section.height)
    rows = np.column_stack(
        [*(np.char.mod("%.3f", one) for one in columns), section.classification.astype(str)]
    )
    writer.writerows(rows.tolist())
    return stream.getvalue().encode("utf-8-sig")
