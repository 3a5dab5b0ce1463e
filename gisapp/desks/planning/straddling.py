"""Which rule holds for a site across zones: the principles of 91条 and its exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAME = QT_TRANSLATE_NOOP(CONTEXT, "敷地が半分ずつにまたがり、過半の地域がありません。")
_NO_MAJORITY = QT_TRANSLATE_NOOP(CONTEXT, "どの地域も敷地の過半になりません（最大 {share} %）。")
_CLOSE = QT_TRANSLATE_NOOP(
    CONTEXT,
    "半分との差（{difference} m²）が図の位置の誤差（±{error} m、{least} m²）より小さく、過半が決まりません。",
)
EXACT = 1e-9


@dataclass(frozen=True)
class Majority:
    """The zone that holds for the whole site.

    Attributes
    ----------
    index
        Number of the zone, None when it must be confirmed (要確認).
    shares
        Part of the site in each zone, 0 to 1.
    doubt
        Why it must be confirmed.
    """

    index: int | None
    shares: tuple[float, ...]
    doubt: Message | None = None


def majority(areas: Sequence[float], boundary: float = 0.0, error: float = 0.0) -> Majority:
    """Return in which zone the greater part of a site lies (過半, 91条): more than half, not just half.

    Parameters
    ----------
    areas
        Square metres of the site in each zone.
    boundary
        Metres of zone lines within the site.
    error
        Position error of the zone lines, metres: within it the lines may lie elsewhere.
    """
    total = sum(areas)
    shares = tuple(area / total for area in areas)
    best = max(range(len(areas)), key=shares.__getitem__)
    over = areas[best] - total / 2
    uncertain = boundary * error
    doubt = None
    if len(areas) > 1 and abs(over) <= EXACT * total:
        doubt = Message(_SAME)
    elif len(areas) > 1 and over < 0:
        doubt = Message(_NO_MAJORITY, {"share": f"{shares[best] * 100:.1f}"})
    elif len(areas) > 1 and over <= uncertain:
        values = {"difference": f"{over:.2f}", "error": f"{error:g}", "least": f"{uncertain:.2f}"}
        doubt = Message(_CLOSE, values)
    return Majority(None if doubt else best, shares, doubt)
