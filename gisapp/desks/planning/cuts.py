"""Which rule cuts the volume where: how much of the site, and between which heights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gisapp.desks.planning.figures import Figure, Step
from gisapp.desks.planning.site import FINEST, RULES
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from gisapp.desks.planning.envelope import Envelope
    from gisapp.desks.planning.site import Rule

_CUTS = QT_TRANSLATE_NOOP(
    CONTEXT, "{rule}: 建てられる範囲の {share} % を {lowest} m から {highest} m の高さで制限"
)
_COARSE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "隣地斜線と道路斜線は、敷地の内側に折れた角や道路の端のまわりで曲面になります。"
    "計算では、{below} cm 以内で低い平面に置き換えています。",
)
_GROUND = QT_TRANSLATE_NOOP(
    CONTEXT, "地盤面 {number}: 最も低い地盤面から {rise} m（建てられる範囲の {share} %）"
)
GROUND_ARTICLE = "令2条2項"
_FREE = QT_TRANSLATE_NOOP(CONTEXT, "建てられる範囲の {share} % には、高さの制限がありません。")


@dataclass(frozen=True)
class Cut:
    """What one rule cuts.

    Attributes
    ----------
    rule
        The rule, None where nothing limits the height.
    area, share
        Square metres, and part (0 to 1) of where one may build.
    lowest, highest
        Metres over the ground level there; infinite without a rule.
    """

    rule: Rule | None
    area: float
    share: float
    lowest: float
    highest: float


def cuts(volume: Envelope) -> tuple[Cut, ...]:
    """Return what each rule cuts, the largest area first."""
    import shapely

    found: dict[Rule | None, list[tuple[float, float, float]]] = {}
    for facet in volume.facets:
        heights = np.array([np.inf])
        if facet.rule is not None:
            heights = facet.heights(shapely.get_coordinates(facet.polygon)) - facet.ground
        part = (float(facet.polygon.area), float(heights.min()), float(heights.max()))
        found.setdefault(facet.rule, []).append(part)
    whole = sum(area for parts in found.values() for area, _, _ in parts)
    made = []
    for rule, parts in found.items():
        areas, lows, highs = zip(*parts, strict=True)
        made.append(Cut(rule, sum(areas), sum(areas) / whole, min(lows), max(highs)))
    return tuple(sorted(made, key=lambda one: -one.area))


def ground_shares(volume: Envelope) -> tuple[tuple[float, float], ...]:
    """Return each ground level of a volume, metres, with its part (0 to 1) of where one may build."""
    areas: dict[float, float] = {}
    for facet in volume.facets:
        areas[facet.ground] = areas.get(facet.ground, 0.0) + float(facet.polygon.area)
    whole = sum(areas.values())
    return tuple((level, area / whole) for level, area in sorted(areas.items()))


def coarse(volume: Envelope) -> tuple[Message, ...]:
    """Return that planes stand for curved surfaces, where those lie up to more than 1 mm higher."""
    below = volume.accuracy
    return (Message(_COARSE, {"below": f"{below * 100:.1f}"}),) if below > FINEST else ()


def height_figure(volume: Envelope) -> Figure:
    """Return the highest point of the volume over the ground level, m, with what each rule cuts.

    Its value is None where something may be built without a limit of height.
    """
    steps, doubts = [], []
    found = cuts(volume)
    grounds = ground_shares(volume)
    for number, (level, part) in enumerate(grounds if len(grounds) > 1 else (), start=1):
        values = {"number": number, "rise": f"{level - volume.ground:+.2f}", "share": f"{part * 100:.0f}"}
        steps.append(Step(Message(_GROUND, values), GROUND_ARTICLE))
    for one in found:
        share = f"{one.share * 100:.0f}"
        if one.rule is None:
            doubts.append(Message(_FREE, {"share": share}))
            continue
        name, article = RULES[one.rule]
        values = {"rule": Message(name), "share": share, "lowest": f"{one.lowest:.2f}"}
        steps.append(Step(Message(_CUTS, {**values, "highest": f"{one.highest:.2f}"}), article))
    limited = bool(found) and not doubts
    highest = max((one.highest for one in found), default=0.0)
    return Figure(highest if limited else None, "m", tuple(steps), tuple(doubts))
