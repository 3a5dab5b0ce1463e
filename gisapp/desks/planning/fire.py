"""Which fire resistance a building needs in fire protection districts (61条, BSO-136の2)."""

from __future__ import annotations

from enum import StrEnum

from gisapp.desks.planning.figures import Step
from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message


class FireZone(StrEnum):
    """Fire protection districts, the stricter one first."""

    FIRE = "fire"
    QUASI = "quasi"
    NONE = ""


class Needed(StrEnum):
    """What is needed, the strictest first."""

    FIREPROOF = "fireproof"
    QUASI_FIREPROOF = "quasi"
    FIRE_PREVENTIVE = "preventive"
    NONE = ""


NAMES = {
    Needed.FIREPROOF: QT_TRANSLATE_NOOP(CONTEXT, "耐火建築物相当"),
    Needed.QUASI_FIREPROOF: QT_TRANSLATE_NOOP(CONTEXT, "準耐火建築物相当"),
    Needed.FIRE_PREVENTIVE: QT_TRANSLATE_NOOP(CONTEXT, "木造は防火構造（外壁の開口部に片面20分の設備）"),
    Needed.NONE: QT_TRANSLATE_NOOP(CONTEXT, "防火地域・準防火地域による制限はありません"),
}

_FIRE = QT_TRANSLATE_NOOP(CONTEXT, "防火地域: {storeys} 階、延べ面積 {area} m² → {needed}")
_QUASI = QT_TRANSLATE_NOOP(CONTEXT, "準防火地域: {storeys} 階、延べ面積 {area} m² → {needed}")


def fire_zone_of(zones: tuple[FireZone, ...]) -> FireZone:
    """Return the district that counts for a building across several: the strictest one (65条)."""
    return next((zone for zone in FireZone if zone in zones), FireZone.NONE)


def fire_resistance(zone: FireZone, storeys: int, floor_area: float) -> tuple[Needed, Step | None]:
    """Return which fire resistance a building needs, and why.

    Parameters
    ----------
    zone
        Where it stands.
    storeys
        Above and below ground; in a fire protection district basements count too.
    floor_area
        Square metres of all storeys.
    """
    if zone is FireZone.FIRE:
        needed = Needed.FIREPROOF if storeys >= 3 or floor_area > 100 else Needed.QUASI_FIREPROOF
        template = _FIRE
    elif zone is FireZone.QUASI:
        template = _QUASI
        if storeys >= 4 or floor_area > 1500:
            needed = Needed.FIREPROOF
        elif storeys == 3 or floor_area > 500:
            needed = Needed.QUASI_FIREPROOF
        else:
            needed = Needed.FIRE_PREVENTIVE
    else:
        return Needed.NONE, None
    values = {"storeys": storeys, "area": f"{floor_area:,.2f}", "needed": NAMES[needed]}
    return needed, Step(Message(template, values), "法61条、令136条の2")
