"""``gisapp sky``: the sky factor of a building beside that of the conforming ones (法56条7項)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gisapp.cli.exits import Exit
from gisapp.cli.flags import option, switch

if TYPE_CHECKING:
    from gisapp.cli.console import Console
    from gisapp.desks.planning.skycompare import SkyLine

EXAMPLES = """\
例:
  gisapp sky --site site.json --building 計画.json
  gisapp sky --site site.json --storeys 8 --json

--building がなければ、建蔽率・容積率いっぱいに積んだ単純な建物を、斜線制限を見ずに --storeys 階まで積みます。
参考です。建築確認の審査に代わるものではありません。"""
WORDS = {True: "適合", False: "不適合", None: "対象外"}


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What may be said on the command line."""

    site: Path = field(metadata=option("--site", "敷地（site.json）", "FILE", read=Path))
    building: Path | None = field(
        default=None, metadata=option("--building", "計画建築物（JSON）", "FILE", read=Path)
    )
    storey: float = field(
        default=3.0, metadata=option("--storey", "階高（m、はじめは 3）", "METRES", read=float)
    )
    storeys: int = field(default=60, metadata=option("--storeys", "最も多い階数", "N", read=int))
    json: bool = field(default=False, metadata=switch("--json", "JSON で答える（docs/schemas/sky.json）"))
    quiet: bool = field(default=False, metadata=switch("--quiet", "進み具合を表示しない"))


def run(arguments: Arguments, console: Console) -> int:
    """Compute and tell.

    Raises
    ------
    layers.errors.GisError
        When site or building cannot be read, or something is missing that a rule needs.
    """
    from gisapp.cli.planningplace import content_of
    from gisapp.desks.planning.buildingfile import read_building
    from gisapp.desks.planning.envelope import free
    from gisapp.desks.planning.massing import massing
    from gisapp.desks.planning.shadowverdict import prisms_of
    from gisapp.desks.planning.site import RULES, Rule
    from gisapp.desks.planning.sitefile import read_site
    from gisapp.desks.planning.skycompare import compare_sky

    document = read_site(content_of(arguments.site))
    site = document.site
    if arguments.building is not None:
        building = read_building(content_of(arguments.building), document.crs, site)
    else:
        building = prisms_of(massing(site, free(site), arguments.storey, arguments.storeys))
    found = compare_sky(site, building)
    kept = {rule: found.kept(rule) for rule in (Rule.ROAD, Rule.ADJACENT, Rule.NORTH)}
    if arguments.json:
        console.answer_json(
            {
                "name": document.name,
                "crs": document.crs,
                "height": round(max((one.top for one in building), default=site.ground) - site.ground, 4),
                "kept": {rule.value: value for rule, value in kept.items()},
                "lines": [_plain(line) for line in found.lines],
                "doubts": [str(one) for one in found.doubts],
            }
        )
        return Exit.OK
    for rule, value in kept.items():
        mine = [line for line in found.lines if line.rule is rule]
        points = sum(len(line.points) for line in mine)
        said = f"（{points} 点、余裕の最小 {min(line.margin for line in mine) * 100:+.3f} %）" if mine else ""
        console.answer(f"{RULES[rule][0]}: {WORDS[value]}{said}")
    for doubt in found.doubts:
        console.answer(f"  要確認: {doubt}")
    console.answer("参考です。建築確認の審査に代わるものではありません。")
    return Exit.OK


def _plain(line: SkyLine) -> dict[str, Any]:
    rows = zip(line.points.tolist(), line.planned.tolist(), line.conforming.tolist(), strict=True)
    return {
        "rule": line.rule.value,
        "edge": line.edge,
        "kept": line.kept,
        "margin": round(line.margin, 6),
        "points": [
            {
                "point": [round(value, 3) for value in point],
                "planned": round(planned, 6),
                "conforming": round(conforming, 6),
            }
            for point, planned, conforming in rows
        ],
    }
