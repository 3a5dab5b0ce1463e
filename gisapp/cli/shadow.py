"""``gisapp shadow``: the hours of shadow of what may be built on a site, at the winter solstice."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli.exits import Exit
from gisapp.cli.flags import option, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.planning.shadowverdict import Verdict, Worst

EXAMPLES = """\
例:
  gisapp shadow --site site.json
  gisapp shadow --site site.json --json

建蔽率・容積率いっぱいに積んだ単純な建物の、冬至の真太陽時 8 時から 16 時の日影です。"""
WORDS = {True: "適合", False: "超過", None: "未確認"}


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    site: Path = field(metadata=option("--site", "敷地（site.json）", "FILE", read=Path))
    storey: float = field(
        default=3.0, metadata=option("--storey", "階高（m、はじめは 3）", "METRES", read=float)
    )
    storeys: int = field(default=60, metadata=option("--storeys", "最も多い階数", "N", read=int))
    json: bool = field(default=False, metadata=switch("--json", "JSON で答える（docs/schemas/shadow.json）"))
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Compute and tell.

    Raises
    ------
    layers.errors.GisError
        When the site cannot be read, or lacks what a rule needs.
    """
    from gisapp.cli.planningfigures import plain_massing
    from gisapp.cli.planningplace import content_of
    from gisapp.desks.planning.envelope import envelope
    from gisapp.desks.planning.massing import massing
    from gisapp.desks.planning.shadow import Daylight
    from gisapp.desks.planning.shadowverdict import verdict, worst_of
    from gisapp.desks.planning.sitefile import read_site
    from gisapp.desks.planning.sitezones import latitude_at

    document = read_site(content_of(arguments.site))
    site = document.site
    building = massing(site, envelope(site), arguments.storey, arguments.storeys)
    daylight = Daylight(latitude_at(site.lot, document.crs), site.north)
    found = [verdict(site, zone, building, daylight) for zone in site.zones]
    if arguments.json:
        console.answer_json(
            {
                "name": document.name,
                "latitude": round(daylight.latitude, 6),
                "north": round(site.north, 6),
                "hours": list(daylight.hours),
                "massing": plain_massing(building),
                "kept": worst_of(found),
                "zones": [
                    _plain(zone.district.name, zone.shadow_class, one)
                    for zone, one in zip(site.zones, found, strict=True)
                ],
            }
        )
        return Exit.OK
    for zone, one in zip(site.zones, found, strict=True):
        console.answer(f"{zone.district.name}: {WORDS[one.kept]}")
        for name, worst in (("5〜10 m", one.near), ("10 m 超", one.far)):
            if worst is not None:
                console.answer(f"  {name}: 最長 {worst.hours:.2f} 時間（限度 {worst.limit:g} 時間）")
        for doubt in one.doubts:
            console.answer(f"  {doubt}")
    return Exit.OK


def _plain(name: str, number: int | None, found: Verdict) -> dict[str, Any]:
    return {
        "zone": name,
        "class": number,
        "applies": found.applies,
        "kept": found.kept,
        "plane": found.plane,
        "near": _plain_worst(found.near),
        "far": _plain_worst(found.far),
        "doubts": [str(one) for one in found.doubts],
    }


def _plain_worst(worst: Worst | None) -> dict[str, Any] | None:
    if worst is None:
        return None
    return {
        "limit": worst.limit,
        "hours": round(worst.hours, 4),
        "kept": worst.kept,
        "point": [round(value, 3) for value in worst.point],
    }
