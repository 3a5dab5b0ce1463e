"""Whether a lot touches a road of the Act by 2 m (接道, 43条1項)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gisapp.desks.planning.lot import Behind, front_roads
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from gisapp.desks.planning.lot import Lot

LEAST = 2.0
"""Metres (43条1項); an ordinance may want more (43条3項)."""

_NO_ROAD = QT_TRANSLATE_NOOP(CONTEXT, "法42条の道路に接していません。")
_SHORT = QT_TRANSLATE_NOOP(CONTEXT, "道路に接する長さは {length} m で、{least} m に足りません。")
_UNKNOWN = QT_TRANSLATE_NOOP(CONTEXT, "道路の種別が分からないため、法42条の道路かどうか確かめてください。")
_PERMITTED = QT_TRANSLATE_NOOP(
    CONTEXT, "法43条2項の認定・許可を受けた道に接しています。許可の要否を確かめてください。"
)
_ERROR = QT_TRANSLATE_NOOP(CONTEXT, "接する長さ {length} m は {least} m に近く、図上計測では決まりません。")
NEAR = 0.5
"""Metres from the limit within which a length taken from a map decides nothing."""


@dataclass(frozen=True)
class Access:
    """The answer: whether (None: 要確認), metres along the longest front road, and why."""

    kept: bool | None
    length: float
    doubts: tuple[Message, ...] = ()


def access(lot: Lot, least: float = LEAST) -> Access:
    """Return whether a lot touches a road of 42条 by so many metres at one place."""
    lengths = lot.lengths
    roads = front_roads(lot)
    longest = max((float(sum(lengths[index] for index in road)) for road in roads), default=0.0)
    values = {"length": f"{longest:.2f}", "least": f"{least:g}"}
    if not roads:
        permitted = any(edge.behind is Behind.ROAD and edge.article == "43-2" for edge in lot.edges)
        return Access(None if permitted else False, 0.0, (Message(_PERMITTED if permitted else _NO_ROAD),))
    if abs(longest - least) <= NEAR:
        return Access(None, longest, (Message(_ERROR, values),))
    if longest < least:
        return Access(False, longest, (Message(_SHORT, values),))
    best = max(roads, key=lambda road: sum(lengths[index] for index in road))
    if all(not lot.edges[index].article for index in best):
        return Access(None, longest, (Message(_UNKNOWN),))
    return Access(True, longest)
