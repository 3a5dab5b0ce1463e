"""Use districts (用途地域) and what the Building Standards Act says of each: facts from ``rules/``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

from layers.errors import AnalysisFailed
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

UNKNOWN = QT_TRANSLATE_NOOP(CONTEXT, "用途地域「{value}」は分かりません。")
UNKNOWN_HINT = QT_TRANSLATE_NOOP(CONTEXT, "用途地域の名前かコードを確かめて、選び直してください。")


@dataclass(frozen=True)
class District:
    """A use district, with the rules of its group.

    Attributes
    ----------
    id, name, short
        Name in this program, in law, and on maps.
    plateau, a29
        Codes in PLATEAU (``urf:function``) and in 国土数値情報 A29; they differ from the eighth on.
    group
        ``low``, ``mid``, ``residential``, ``commercial``, ``industrial`` or ``none``.
    article
        Part of 別表第二 of the Building Standards Act that lists its uses.
    road_width_factors
        k of 52条2項 (floor-area ratio by road width): the usual one, then those that may be designated.
    road_slopes
        Slope of 56条1項1号: the usual one, then the designated one.
    reach
        (upper floor-area ratio in %, reach in metres) of 別表第三, the last without a bound.
    adjacent
        (height, slope) of 56条1項2号, the usual one first; empty where there is none.
    north
        Height and slope of 56条1項3号, None where there is none.
    height_limits
        What a city plan may set by 55条1項.
    floor_area_ratios, coverage_ratios
        What a city plan may set, % (52条1項, 53条1項).
    """

    id: str
    name: str
    short: str
    plateau: int
    a29: int | None
    group: str
    article: str
    road_width_factors: tuple[float, ...]
    road_slopes: tuple[float, ...]
    reach: tuple[tuple[float, float], ...]
    adjacent: tuple[tuple[float, float], ...]
    north: tuple[float, float] | None
    height_limits: tuple[float, ...]
    floor_area_ratios: tuple[float, ...]
    coverage_ratios: tuple[float, ...]

    def reach_at(self, floor_area_ratio: float) -> float:
        """Return how far the road slant reaches, metres, at a floor-area ratio in % (別表第三)."""
        return next(reach for upper, reach in self.reach if floor_area_ratio <= upper)


@cache
def districts() -> dict[str, District]:
    """Return the use districts by their id, in the order of law."""
    text = resources.files(__package__).joinpath("rules", "use_districts.json").read_text(encoding="utf-8")
    facts = json.loads(text)
    found = {}
    for row in facts["districts"]:
        group = facts["groups"][row["group"]]
        ratios = facts["ratios"].get(row["id"]) or facts["ratios"][row["group"]]
        found[row["id"]] = District(
            **row,
            road_width_factors=tuple(group["road_width_factor"]),
            road_slopes=tuple(group["road_slope"]),
            reach=tuple(
                (float("inf") if upper is None else float(upper), reach)
                for upper, reach in facts["reach"][group["reach"]]
            ),
            adjacent=tuple((height, slope) for height, slope in group["adjacent"] or ()),
            north=None if group["north"] is None else (group["north"][0], group["north"][1]),
            height_limits=tuple(group["height_limits"]),
            floor_area_ratios=tuple(ratios["floor_area"]),
            coverage_ratios=tuple(ratios["coverage"]),
        )
    return found


def district(value: str) -> District:
    """Return the use district of that id, name or short name.

    Raises
    ------
    layers.errors.AnalysisFailed
        When there is none.
    """
    for one in districts().values():
        if value in (one.id, one.name, one.short):
            return one
    raise AnalysisFailed(UNKNOWN, UNKNOWN_HINT, values={"value": value})


def district_of_code(code: int, system: str) -> District:
    """Return the use district of a code.

    Parameters
    ----------
    code
        As it stands in the data.
    system
        ``plateau`` or ``a29``; the two give different meanings to 8 to 13 and 21.

    Raises
    ------
    layers.errors.AnalysisFailed
        When the code means none.
    """
    for one in districts().values():
        if code == {"plateau": one.plateau, "a29": one.a29}[system]:
            return one
    raise AnalysisFailed(UNKNOWN, UNKNOWN_HINT, values={"value": f"{system}: {code}"})
