"""``gisapp identify``: what stands at a place."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli import projects
from gisapp.cli.console import Console, aligned
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, places, switch

if TYPE_CHECKING:
    from layers.base import Description, Fact, Hit, Layer
    from layers.project import Project

EXAMPLES = """\
例:
  gisapp identify 町.gisproj --at 131.8125,34.2248
  gisapp identify 町.gisproj --at "34°13′29″N 131°48′45″E" --json

真上から見て、表示中のレイヤごとに一番上のものを答えます。何もなくても終了コードは 0 です。"""
ABOVE = 1000.0
"""Metres above everything from which the ray falls."""
MISSING = "未確認"


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    paths: tuple[Path, ...] = field(
        metadata=places("プロジェクト（.gisproj）またはデータ", "PATH", read=Path)
    )
    at: str = field(
        metadata=option(
            "--at", "地点。経度,緯度（度）、または「緯度 経度」のさまざまな書き方、平面直角座標", "LON,LAT"
        )
    )
    json: bool = field(
        default=False, metadata=switch("--json", "JSON で答える（docs/schemas/identify.json）")
    )
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Let a ray fall from above and describe what it meets.

    Raises
    ------
    Stop
        When the place cannot be understood.
    layers.errors.GisError
        When the project or the data cannot be opened.
    """
    import numpy as np

    from gisapp.places import place
    from layers import crs

    opened = projects.open_inputs(arguments.paths, console.feedback)
    project = opened.project
    found = place(arguments.at, "")  # plane coordinates must name their zone: two bare numbers are degrees
    if found is None:
        raise Stop(f"日本の中の地点として読めません: {arguments.at}（例: 131.8125,34.2248）", Exit.USAGE)
    east, north = crs.project(np.array([found.longitude]), np.array([found.latitude]), project.crs)
    hits = met(project, float(east[0]), float(north[0]))
    described = [(layer, hit, layer.describe(hit.feature)) for layer, hit in hits]
    if arguments.json:
        console.answer_json(
            {
                "at": {
                    "longitude": found.longitude,
                    "latitude": found.latitude,
                    "crs": project.crs,
                    "east": round(float(east[0]), 3),
                    "north": round(float(north[0]), 3),
                },
                "features": [_plain(layer, hit, said, project.crs) for layer, hit, said in described],
            }
        )
        return Exit.OK
    console.tell_findings(opened.findings)
    if not described:
        console.answer("この地点には何もありません。")
    for number, (layer, hit, said) in enumerate(described):
        if number:
            console.answer("")
        for line in _sheet(layer, hit, said):
            console.answer(line)
    return Exit.OK


def met(project: Project, east: float, north: float) -> list[tuple[Layer, Hit]]:
    """Return what a ray from above meets first in each visible layer, the highest first."""
    import numpy as np

    found = []
    for layer in project.layers:
        extent = layer.extent() if layer.visible and layer.data is not None else None
        if extent is None:
            continue
        origin = np.array([east, north, extent[5] + ABOVE])
        hit = layer.pick(origin, np.array([0.0, 0.0, -1.0]))
        if hit is not None:
            found.append((layer, hit))
    return sorted(found, key=lambda pair: -pair[1].point[2])


def _plain(layer: Layer, hit: Hit, said: Description, system: str) -> dict[str, Any]:
    import numpy as np

    from layers import crs

    longitude, latitude = crs.unproject(np.array([hit.point[0]]), np.array([hit.point[1]]), system)
    return {
        "layer": layer.id,
        "layer_name": layer.name,
        "kind": layer.kind,
        "feature": hit.feature,
        "point": [
            round(float(longitude[0]), 8),
            round(float(latitude[0]), 8),
            round(float(hit.point[2]), 3),
        ],
        "title": said.title,
        "subtitle": said.subtitle,
        "cards": [
            {"title": card.title, "facts": [_plain_fact(fact) for fact in card.facts]} for card in said.cards
        ],
        "provenance": [_plain_fact(fact) for fact in said.provenance],
    }


def _plain_fact(fact: Fact) -> dict[str, Any]:
    return {
        "label": fact.label,
        "value": None if fact.missing else fact.value,
        "unit": fact.unit,
        "code": fact.code,
        "missing": fact.missing,
        "note": fact.note,
    }


def _sheet(layer: Layer, hit: Hit, said: Description) -> list[str]:
    lines = [said.title, f"  {said.subtitle}", f"  レイヤ「{layer.name}」、上端の標高 {hit.point[2]:,.2f} m"]
    for card in (*said.cards, None):
        title = "出典" if card is None else card.title
        facts = said.provenance if card is None else card.facts
        lines += ["", f"[{title}]", *aligned([(f"  {fact.label}", _written(fact)) for fact in facts])]
    return lines


def _written(fact: Fact) -> str:
    value = MISSING if fact.missing else f"{fact.value} {fact.unit}".strip()
    return f"{value}（{fact.note}）" if fact.note else value
