"""``gisapp scan change``: what changed between two flights, beyond what can be told from chance."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli.console import plain_finding
from gisapp.cli.exits import Exit
from gisapp.cli.flags import option, place, switch
from gisapp.cli.import_ import epsg
from gisapp.cli.scanfiles import classes_of, metres
from layers.errors import NoOverlap
from layers.feedback import Where
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.survey.change import Change

EXAMPLES = """\
例:
  gisapp scan change 前回.laz 今回.laz --crs EPSG:6669
  gisapp scan change 前回.laz 今回.laz --cell 0.5 --classes 2 --accuracy 0.05 --json

格子ごとの平均の高さを比べ、点のばらつきと --accuracy（位置合わせの標準偏差、m）から求めた検出限界（95 %）を
超える、つながった場所だけを変化とします。変化のないはずの所がずれているときは、土量を答えません。"""
NO_PLACE = QT_TRANSLATE_NOOP(CONTEXT, "{file} と {other} は重なっていません。")
NO_PLACE_HINT = QT_TRANSLATE_NOOP(CONTEXT, "座標系と、同じ場所の点群かどうかを確かめてください。")


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    earlier: Path = field(metadata=place("前の点群", "BEFORE", read=Path))
    later: Path = field(metadata=place("後の点群", "AFTER", read=Path))
    crs: str = field(
        default="",
        metadata=option("--crs", "座標系が書かれていないとき（例 EPSG:6669）", "EPSG:N", read=epsg),
    )
    cell: float = field(
        default=0.5, metadata=option("--cell", "格子の間隔（m、はじめは 0.5）", "METRES", read=metres)
    )
    accuracy: float = field(
        default=0.0, metadata=option("--accuracy", "位置合わせの標準偏差（m）", "METRES", read=metres)
    )
    smallest: float = field(
        default=1.0,
        metadata=option("--smallest", "変化とみなす最も小さい面積（m²、はじめは 1）", "M2", read=metres),
    )
    classes: tuple[int, ...] = field(
        default=(), metadata=option("--classes", "使う分類の番号（地面だけなら 2）", "N,N", read=classes_of)
    )
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/scan-change.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Compare and tell.

    Raises
    ------
    layers.errors.GisError
        When a cloud cannot be read, the two do not meet, or do not fit each other.
    """
    from gisapp.cli.scanfiles import cloud_at
    from gisapp.desks.survey.change import change_between, misfit
    from gisapp.desks.survey.surfaces import frame_over, surface_of

    started = time.perf_counter()
    earlier = cloud_at(arguments.earlier, arguments.crs, console)
    later = cloud_at(arguments.later, arguments.crs, console, target=earlier.data.crs)
    boxes = []
    for layer in (earlier, later):
        west, south, _, east, north, _ = layer.extent() or (0.0,) * 6
        boxes.append((west, south, east, north))
    where = Where(str(arguments.later))
    try:
        frame = frame_over(boxes, arguments.cell)
    except ValueError:
        values: dict[str, object] = {"file": arguments.earlier.name, "other": arguments.later.name}
        raise NoOverlap(NO_PLACE, NO_PLACE_HINT, values=values, where=where) from None
    surfaces = [surface_of(one.data, frame, console.feedback, arguments.classes) for one in (earlier, later)]
    change = change_between(*surfaces, registration=arguments.accuracy, smallest=arguments.smallest)
    if not change.fits:
        raise misfit(change)
    answer = _plain(change, earlier.data.crs)
    answer["finding_list"] = [plain_finding(one) for one in console.feedback.findings]
    answer["seconds"] = round(time.perf_counter() - started, 3)
    if arguments.json:
        console.answer_json(answer)
    else:
        _tell(change, console)
        console.tell_findings(console.feedback.findings)
    return Exit.OK


def _plain(change: Change, crs: str) -> dict[str, Any]:
    return {
        "crs": crs,
        "cell": change.frame.cell,
        "cut": round(change.volume.cut, 3),
        "fill": round(change.volume.fill, 3),
        "net": round(change.volume.net, 3),
        "uncertainty": round(change.uncertainty, 3),
        "offset": round(change.offset, 4),
        "detection": round(change.stable, 4),
        "covered": round(change.covered, 4),
        "patches": [
            {
                "east": round(one.east, 2),
                "north": round(one.north, 2),
                "area": round(one.area, 3),
                "volume": round(one.volume, 3),
                "largest": round(one.largest, 3),
            }
            for one in change.patches
        ],
    }


def _tell(change: Change, console: Console) -> None:
    volume = change.volume
    console.answer(f"切土 {-volume.cut:,.1f} m³、盛土 {volume.fill:,.1f} m³、差し引き {volume.net:+,.1f} m³")
    console.answer(
        f"  不確かさ ±{change.uncertainty:.1f} m³、変化のない所のずれ {change.offset:+.3f} m"
        f"（検出限界 {change.stable:.3f} m）、両方に点がある範囲 {change.covered:.1%}"
    )
    for one in change.patches[:20]:
        kind = "減" if one.volume < 0 else "増"
        console.answer(
            f"  {kind} {abs(one.volume):,.1f} m³  面積 {one.area:,.1f} m²  最大 {one.largest:+.2f} m"
            f"  （Y {one.east:.1f}、X {one.north:.1f}）"
        )
    if not change.patches:
        console.answer("  検出限界を超える変化はありません。")
