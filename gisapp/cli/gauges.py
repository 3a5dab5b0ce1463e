"""``gisapp gauges``: the last values of water-level gauges and cameras, how old, and what they mean."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli import projects
from gisapp.cli.console import aligned, plain_finding
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, places, switch
from layers.period import iso, seconds

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.hazard.event.gauges import Reading

EXAMPLES = """\
例:
  gisapp gauges 水位.csv
  gisapp gauges 町.gisproj --at 2026-07-01T10:30 --json
  gisapp gauges 河川.gisbroker

形式は docs/EVENT.md にあります。ブローカー（.gisbroker）は、管理者が許可した接続先にだけ問い合わせます。"""


def _moment(text: str) -> int:
    found = seconds(text)
    if found is None:
        raise ValueError(f"日時は 2026-07-01T10:30 のように書いてください: {text}")
    return found


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    paths: tuple[Path, ...] = field(
        metadata=places(
            "プロジェクト（.gisproj）、水位計の CSV・JSON、ブローカー（.gisbroker）", "PATH", read=Path
        )
    )
    at: int | None = field(
        default=None, metadata=option("--at", "いつの値か（はじめは今）", "TIME", read=_moment)
    )
    json: bool = field(default=False, metadata=switch("--json", "JSON で答える（docs/schemas/gauges.json）"))
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Tell the last value of each station.

    Raises
    ------
    Stop
        When there are no gauges.
    layers.errors.GisError
        When something cannot be read.
    """
    from gisapp.desks.hazard.event.gauges import gauge_layers, readings_of

    started = time.perf_counter()
    opened = projects.open_inputs(arguments.paths, console.feedback)
    layers = gauge_layers(opened.project.layers)
    if not layers:
        raise Stop("水位計・カメラのデータがありません。docs/EVENT.md の形式で渡してください。", Exit.FAILED)
    now = arguments.at
    if now is None:
        now = seconds(datetime.now().astimezone().isoformat()[:19]) or 0
    readings = [one for layer in layers for one in readings_of(layer, now)]
    findings = [*opened.findings, *console.feedback.findings]
    plain = {
        "moment": iso(now),
        "layers": [{"id": one.id, "name": one.name, "source": str(one.source.path)} for one in layers],
        "stations": [plain_reading(one) for one in readings],
        "stale": sum(one.stale for one in readings),
        "finding_list": [plain_finding(one) for one in findings],
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(plain)
        return Exit.OK
    console.tell_findings(findings)
    _tell(readings, console)
    return Exit.OK


def plain_reading(one: Reading) -> dict[str, Any]:
    """Return a reading for JSON."""
    from importers.gauges.levels import THRESHOLDS

    return {
        "layer": one.layer,
        "station": one.station,
        "name": one.name,
        "river": one.river or None,
        "kind": one.kind,
        "point": None if one.place is None else list(one.place),
        "time": one.time or None,
        "value": one.value,
        "level": str(one.level),
        "thresholds": {str(name): value for name, value in zip(THRESHOLDS, one.thresholds, strict=True)},
        "age_minutes": None if one.age is None else one.age // 60,
        "stale": one.stale,
        "change_per_hour": one.change,
        "quality": one.quality or None,
        "datum": one.datum or None,
        "image": one.image or None,
    }


def _tell(readings: list[Reading], console: Console) -> None:
    from importers.gauges.levels import LEVELS

    rows = [
        [
            one.name,
            one.river,
            f"{one.value:.2f} m" if one.value is not None else "" if one.kind == "camera" else "未確認",
            {1: "↑", -1: "↓"}.get(one.rising, ""),
            LEVELS[one.level],
            one.time.replace("T", " ")[:16] or "-",
            "古い値" if one.stale else "",
        ]
        for one in readings
    ]
    for line in aligned(rows, frozenset({2})):
        console.answer(line)
    console.answer(f"{len(rows):,} か所、うち古い値 {sum(one.stale for one in readings):,} か所")
