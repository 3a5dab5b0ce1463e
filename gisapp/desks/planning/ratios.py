"""Floor-area ratio (容積率, 52条) and building coverage ratio (建蔽率, 53条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gisapp.desks.planning.figures import Figure, Step
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gisapp.desks.planning.zones import Zone

WIDE = 12.0
"""Metres: from this width on a road does not limit the floor-area ratio (52条2項)."""
SPECIAL_FROM, SPECIAL_REACH = 6.0, 70.0
"""Metres: width of a front road, and distance to the special road, to which 52条9項 applies."""

_BY_ROAD = QT_TRANSLATE_NOOP(
    CONTEXT, "{zone}: min(指定 {given} %, {width} m × {factor} × 100 = {road} %) = {value} %"
)
_WIDE = QT_TRANSLATE_NOOP(CONTEXT, "{zone}: 前面道路 {width} m は 12 m 以上なので、指定 {given} %")
_WEIGHTED = QT_TRANSLATE_NOOP(CONTEXT, "敷地が {count} つの地域にわたるため、面積で按分: {terms} = {value} %")
_SPECIAL = QT_TRANSLATE_NOOP(
    CONTEXT,
    "特定道路まで {distance} m: 幅員 {width} m に (12 − {width}) × (70 − {distance}) ÷ 70 = {more} m "
    "を加え、{sum} m とみなす",
)
_NO_GIVEN = QT_TRANSLATE_NOOP(CONTEXT, "{zone}の指定容積率が分かりません。")
_NO_WIDTH = QT_TRANSLATE_NOOP(CONTEXT, "前面道路の幅員が分かりません。")
_ODD = QT_TRANSLATE_NOOP(CONTEXT, "{zone}の容積率 {value} % は、法52条1項にない値です。")
_ODD_COVERAGE = QT_TRANSLATE_NOOP(CONTEXT, "{zone}の建蔽率 {value} % は、法53条1項にない値です。")
_NO_COVERAGE = QT_TRANSLATE_NOOP(CONTEXT, "{zone}の指定建蔽率が分かりません。")
_COVERAGE = QT_TRANSLATE_NOOP(CONTEXT, "{zone}: 指定 {given} %{more} = {value} %")
_FREE = QT_TRANSLATE_NOOP(
    CONTEXT, "{zone}: 建蔽率 80 % の地域の防火地域内にある耐火建築物等なので、制限なし（100 %）"
)


def plain(value: float) -> str:
    """Return a number without needless zeros."""
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def special_width(width: float, distance: float) -> float:
    """Return metres that count in addition near a special road of 15 m and more (52条9項, BSO-135の18).

    Parameters
    ----------
    width
        Of the front road, metres.
    distance
        Along it to the special road, metres.
    """
    if not (SPECIAL_FROM <= width < WIDE and 0 <= distance <= SPECIAL_REACH):
        return 0.0
    return (WIDE - width) * (SPECIAL_REACH - distance) / SPECIAL_REACH


def residential_relaxation(common: float, share: float) -> float:
    """Return the floor-area ratio of 52条8項 (BSO-135の14), %: 3·Vc/(3 − R), at most 1.5·Vc.

    Parameters
    ----------
    common
        Vc, the ratio without it, %.
    share
        R, the part of the floor area that is dwellings, 0 to 1.
    """
    return min(3 * common / (3 - share), 1.5 * common)


def floor_area_ratio(
    zones: Sequence[Zone],
    areas: Sequence[float],
    widest: float | None,
    special_distance: float | None = None,
) -> Figure:
    """Return the highest floor-area ratio of a site, % (52条1・2・7・9項).

    Parameters
    ----------
    zones
        Zones of the site.
    areas
        Square metres of the site in each.
    widest
        Deemed width of the widest front road, metres; None when unknown.
    special_distance
        Metres along the front road to a road of 15 m and more, None for none.
    """
    steps: list[Step] = []
    doubts: list[Message] = []
    width = widest
    if width is None:
        doubts.append(Message(_NO_WIDTH))
    elif special_distance is not None and special_width(width, special_distance):
        more = special_width(width, special_distance)
        values = {"distance": plain(special_distance), "width": plain(width), "more": plain(more)}
        width += more
        steps.append(Step(Message(_SPECIAL, {**values, "sum": plain(width)}), "法52条9項、令135条の18"))
    ratios: list[float | None] = []
    for zone in zones:
        given = zone.floor_area_ratio
        if given is None:
            doubts.append(Message(_NO_GIVEN, {"zone": zone.district.name}))
            ratios.append(None)
            continue
        if given not in zone.district.floor_area_ratios:
            doubts.append(Message(_ODD, {"zone": zone.district.name, "value": plain(given)}))
        if width is None:
            ratios.append(None)
            continue
        values = {"zone": zone.district.name, "given": plain(given), "width": plain(width)}
        if width >= WIDE or (widest is not None and widest >= WIDE):
            steps.append(Step(Message(_WIDE, values), "法52条1項・2項"))
            ratios.append(given)
            continue
        road = width * zone.factor * 100
        value = min(given, road)
        more_values = {"factor": plain(zone.factor), "road": plain(road), "value": plain(value)}
        steps.append(Step(Message(_BY_ROAD, {**values, **more_values}), "法52条1項・2項"))
        ratios.append(value)
    return _together(ratios, areas, steps, doubts, "法52条7項")


def coverage_ratio(
    zones: Sequence[Zone], areas: Sequence[float], *, corner: bool, fire: str, resistance: str
) -> Figure:
    """Return the highest coverage ratio of a site, % (53条1・2・3・6項).

    Parameters
    ----------
    zones
        Zones of the site.
    areas
        Square metres of the site in each.
    corner
        Whether the special authority's rule makes it a corner lot (53条3項2号).
    fire
        ``fire``, ``quasi`` or empty: the fire protection district that the building is in.
    resistance
        ``fireproof`` (耐火建築物等), ``quasi`` (準耐火建築物等) or empty.
    """
    steps: list[Step] = []
    doubts: list[Message] = []
    ratios: list[float | None] = []
    for zone in zones:
        given = zone.coverage_ratio
        name = zone.district.name
        if given is None:
            doubts.append(Message(_NO_COVERAGE, {"zone": name}))
            ratios.append(None)
            continue
        if given not in zone.district.coverage_ratios:
            doubts.append(Message(_ODD_COVERAGE, {"zone": name, "value": plain(given)}))
        if given == 80 and fire == "fire" and resistance == "fireproof":
            steps.append(Step(Message(_FREE, {"zone": name}), "法53条6項1号"))
            ratios.append(100.0)
            continue
        by_fire = (fire == "fire" and resistance == "fireproof") or (fire == "quasi" and bool(resistance))
        value = given + 10 * corner + 10 * by_fire
        more = " + 10（角地）" * corner + " + 10（防火）" * by_fire
        values = {"zone": name, "given": plain(given), "more": more, "value": plain(value)}
        steps.append(Step(Message(_COVERAGE, values), "法53条1項・3項" if more else "法53条1項"))
        ratios.append(value)
    return _together(ratios, areas, steps, doubts, "法53条2項")


def _together(
    ratios: Sequence[float | None],
    areas: Sequence[float],
    steps: list[Step],
    doubts: list[Message],
    article: str,
) -> Figure:
    """Weigh the ratios of the zones by area."""
    known = [ratio for ratio in ratios if ratio is not None]
    if len(known) < len(ratios) or not known:
        return Figure(None, "%", tuple(steps), tuple(doubts))
    value = known[0]
    if len(known) > 1:
        total = sum(areas)
        value = sum(ratio * area for ratio, area in zip(known, areas, strict=True)) / total
        terms = " + ".join(f"{plain(r)} × {a:,.2f}" for r, a in zip(known, areas, strict=True))
        shown = {"count": len(known), "terms": f"({terms}) ÷ {total:,.2f}", "value": plain(value)}
        steps.append(Step(Message(_WEIGHTED, shown), article))
    return Figure(value, "%", tuple(steps), tuple(doubts))
