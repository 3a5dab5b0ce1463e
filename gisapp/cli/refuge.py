"""``gisapp refuge``: may people stay, on which floor, and where else do they go."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from gisapp.cli import hazardinput, projects
from gisapp.cli.console import aligned
from gisapp.cli.exits import Exit, Stop
from gisapp.cli.flags import option, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.cli.hazardinput import Inquiry
    from gisapp.desks.hazard.shelters import Offered, Shelters

EXAMPLES = """\
例:
  gisapp refuge 町.gisproj --hazard "洪水 L2" --out 避難.csv
  gisapp refuge 町.gisproj --hazard 津波 --shelters 指定緊急避難場所 --roads 道路中心線 --out 避難.gpkg

避難先は、想定のすべての災害種別に印があり、自分が想定区域の中にないものだけを案内します。"""


@dataclass(frozen=True, kw_only=True)
class Arguments(hazardinput.HazardArguments):
    """What may be said on the command line."""

    shelters: str = field(default="", metadata=option("--shelters", "避難先の一覧のレイヤ", "LAYER"))
    roads: str = field(
        default="", metadata=option("--roads", "道路の中心線（線）のレイヤ。浸水する道路は通らない", "LAYER")
    )
    json: bool = field(default=False, metadata=switch("--json", "JSON で答える（docs/schemas/refuge.json）"))


def run(arguments: Arguments, console: Console) -> int:
    """Answer for every building, and write the table.

    Raises
    ------
    Stop
        When no hazard is meant.
    layers.errors.GisError
        When something cannot be read or written.
    """
    from gisapp.desks.hazard.shelters import nearest
    from gisapp.desks.hazard.totals import refuge_table
    from gisapp.export.formats import format_of

    if arguments.out is not None:
        format_of(arguments.out)
    started = time.perf_counter()
    inquiry = hazardinput.inquire(arguments, console)
    shelters, unflagged = hazardinput.shelters_in(inquiry, arguments.shelters, console)
    straight = walked = stay = None
    points = inquiry.answers.targets.points
    if shelters is not None:
        kinds = list(dict.fromkeys(one.kind for one in inquiry.hazards))
        suitable = shelters.suitable(kinds)
        straight = nearest(points, shelters.points, suitable)
        if arguments.roads:
            walked = _walked(inquiry, shelters, suitable, arguments.roads, console)
    if unflagged is not None:
        stay = nearest(points, unflagged.points, ~unflagged.reached)
    ways = [("straight", shelters, straight), ("walk", shelters, walked), ("stay", unflagged, stay)]
    table = refuge_table(inquiry.answers, ways)
    file = hazardinput.write_table(table, arguments.out, console, overwrite=arguments.overwrite)
    answers = hazardinput.plain_answers(inquiry)
    plain = {
        "buildings": answers["buildings"],
        "verdicts": answers["verdicts"],
        "storeys_estimated": answers["storeys_estimated"],
        "unchecked": answers["unchecked"],
        "hazards": [one["title"] for one in answers["hazards"]],
        "shelters": _plain_shelters(shelters, inquiry, straight, walked),
        "shelters_kind_unknown": _plain_stays(unflagged, stay),
        "file": file,
        "finding_list": hazardinput.plain_findings(console, inquiry),
        "seconds": round(time.perf_counter() - started, 3),
    }
    if arguments.json:
        console.answer_json(plain)
        return Exit.OK
    console.tell_findings([*inquiry.opening, *console.feedback.findings])
    _tell(plain, console)
    if file:
        console.answer(f"{file} に {plain['buildings']:,} 棟を書き出しました。")
    return Exit.OK


def _walked(inquiry: Inquiry, shelters: Shelters, suitable: Any, name: str, console: Console) -> Offered:
    from gisapp.desks.hazard.hazards import Theme
    from gisapp.desks.hazard.walking import roads_of, walk, without_water

    layer = projects.choose_layer(inquiry.project, name)
    lines = layer.footprints() if layer.data is not None else None
    roads = roads_of(np.empty(0, dtype=object) if lines is None else lines, console.feedback)
    if not len(roads.nodes):
        raise Stop(f"レイヤ「{name}」に線がありません。道路の中心線を指定してください。", Exit.FAILED)
    wet = [one for one in inquiry.hazards if one.measured and one.theme is Theme.DEPTH]
    roads = without_water(roads, wet, console.feedback)
    return walk(inquiry.answers.targets.points, shelters.points, suitable, roads)


def _plain_shelters(
    shelters: Shelters | None, inquiry: Inquiry, straight: Offered | None, walked: Offered | None
) -> dict[str, Any] | None:
    if shelters is None:
        return None
    kinds = list(dict.fromkeys(one.kind for one in inquiry.hazards))
    return {
        "layer": shelters.layer.name,
        "count": len(shelters),
        "suitable": int(shelters.suitable(kinds).sum()),
        "in_hazard": [str(one) for one in shelters.names[shelters.reached]],
        "straight": _plain_offered(straight),
        "walk": _plain_offered(walked),
    }


def _plain_stays(places: Shelters | None, stay: Offered | None) -> dict[str, Any] | None:
    if places is None:
        return None
    reached = [str(one) for one in places.names[places.reached]]
    return {
        "layer": places.layer.name,
        "count": len(places),
        "in_hazard": reached,
        "straight": _plain_offered(stay),
    }


def _plain_offered(offered: Offered | None) -> dict[str, Any] | None:
    if offered is None:
        return None
    known = offered.distance[offered.shelter >= 0]
    return {
        "with_shelter": len(known),
        "without_shelter": int((offered.shelter < 0).sum()),
        "median_distance": round(float(np.median(known)), 1) if len(known) else None,
        "longest_distance": round(float(known.max()), 1) if len(known) else None,
    }


def _tell(plain: dict[str, Any], console: Console) -> None:
    from gisapp.desks.hazard.refuge import Verdict
    from gisapp.desks.hazard.table import VERDICTS

    rows = [[VERDICTS[one], f"{plain['verdicts'][one.name.lower()]:,} 棟"] for one in Verdict]
    for line in aligned(rows, frozenset({1})):
        console.answer(line)
    if plain["unchecked"]:
        console.answer(f"データがなく確かめていないもの: {'、'.join(plain['unchecked'])}")
    stays = plain["shelters_kind_unknown"]
    if stays is not None:
        console.answer(f"避難所（災害の種別は未確認）: {stays['count']:,} か所（{stays['layer']}）")
    found = plain["shelters"]
    if found is None:
        console.answer("避難先の一覧がないため、避難先は案内していません。")
        return
    console.answer(f"案内できる避難先: {found['suitable']:,} / {found['count']:,} か所（{found['layer']}）")
    for way, label in (("straight", "直線"), ("walk", "徒歩")):
        one = found[way]
        if one is not None and one["with_shelter"]:
            console.answer(
                f"最寄りまで（{label}）: 中央値 {one['median_distance']:,.0f} m、"
                f"最大 {one['longest_distance']:,.0f} m、"
                f"行き先のない建物 {one['without_shelter']:,} 棟"
            )
