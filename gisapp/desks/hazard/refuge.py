"""Whether people may stay in a building (屋内安全確保), by the official three conditions.

① not in 家屋倒壊等氾濫想定区域, ② the room lies above the water, ③ one can hold out until it is gone
(内閣府「避難情報に関するガイドライン」). Thresholds are those of the legend (0.5, 3 and 5 m), not heights of
measured floors. In a landslide zone people leave in principle.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from layers.messages import CONTEXT, QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from numpy.typing import NDArray

THRESHOLDS = (0.5, 3.0, 5.0)
"""Metres up to which one may stay in a building of one, two, three and more storeys."""
STOREY = 3.0
"""Metres of a storey when storeys are estimated from the height (推定)."""
LONG = 72.0
"""Hours of flooding from which supplies must be asked for (three days)."""


class Verdict(IntEnum):
    """Whether people may stay, from safe to not."""

    DRY = 0
    """No water reaches it."""
    STAY = 1
    """Stay, on the floor given."""
    CONFIRM = 2
    """Stay only if supplies last (要確認)."""
    LEAVE = 3
    """Leave before."""
    UNKNOWN = 4
    """A datum is missing (未確認)."""


class Reason(IntEnum):
    """What decides."""

    NONE = 0
    LANDSLIDE = 1
    COLLAPSE = 2
    DEPTH = 3
    DURATION = 4
    NO_DEPTH = 5
    NO_STOREYS = 6
    NO_PLACE = 7


REASONS = {
    Reason.NONE: "",
    Reason.LANDSLIDE: QT_TRANSLATE_NOOP(CONTEXT, "土砂災害警戒区域の中です。"),
    Reason.COLLAPSE: QT_TRANSLATE_NOOP(CONTEXT, "家屋倒壊等氾濫想定区域の中です。"),
    Reason.DEPTH: QT_TRANSLATE_NOOP(CONTEXT, "水の深さが、居られる階の高さを超えます。"),
    Reason.DURATION: QT_TRANSLATE_NOOP(CONTEXT, "浸水が3日以上続きます。備蓄を確かめてください。"),
    Reason.NO_DEPTH: QT_TRANSLATE_NOOP(CONTEXT, "水の深さが分かりません。"),
    Reason.NO_STOREYS: QT_TRANSLATE_NOOP(CONTEXT, "階数が分かりません。"),
    Reason.NO_PLACE: QT_TRANSLATE_NOOP(CONTEXT, "建物の形がないため、判定できません。"),
}
"""The reason in words."""


@dataclass(frozen=True, eq=False)
class Refuge:
    """The answer for each building.

    Attributes
    ----------
    verdict, reason
        (n,) :class:`Verdict` and :class:`Reason`.
    safe_floor
        (n,) lowest floor that stays dry by the thresholds: 1 to 4, 0 where there is none or nobody knows.
    """

    verdict: NDArray[np.int64]
    reason: NDArray[np.int64]
    safe_floor: NDArray[np.int64]


def storeys_of(
    storeys: NDArray[np.float64], height: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return storeys above ground, and which of them are estimated from the height (推定).

    Parameters
    ----------
    storeys
        (n,) as given, NaN where missing.
    height
        (n,) metres, NaN where missing.

    Returns
    -------
    storeys, estimated
        Height over 3 m, rounded down, at least 1; NaN where nothing is known.
    """
    estimated = ~(storeys >= 1) & (height > 0)
    guess = np.maximum(np.floor(height / STOREY + 1e-9), 1.0)
    return np.where(estimated, guess, np.where(storeys >= 1, storeys, np.nan)), estimated


def refuge(
    depth: NDArray[np.float64],
    storeys: NDArray[np.float64],
    *,
    flooded: NDArray[np.bool_],
    collapse: NDArray[np.bool_],
    landslide: NDArray[np.bool_],
    duration: NDArray[np.float64],
    placed: NDArray[np.bool_],
) -> Refuge:
    """Say for each building whether people may stay.

    Parameters
    ----------
    depth
        (n,) metres of water; of a class its deepest (``Classes.deepest``); NaN where unknown.
    storeys
        (n,) above ground, NaN where unknown.
    flooded
        (n,) whether water reaches it.
    collapse, landslide
        (n,) whether it stands in such a zone.
    duration
        (n,) hours that the water stays, NaN where unknown.
    placed
        (n,) whether it has a shape.
    """
    count = len(depth)
    limit = np.select([storeys >= 3, storeys >= 2, storeys >= 1], THRESHOLDS[::-1], np.nan)
    too_deep = depth >= limit
    verdict = np.full(count, Verdict.STAY, np.int64)
    reason = np.full(count, Reason.NONE, np.int64)

    def rule(where: NDArray[np.bool_], answer: Verdict, because: Reason) -> None:
        verdict[where] = answer
        reason[where] = because

    rule(duration >= LONG, Verdict.CONFIRM, Reason.DURATION)
    rule(np.isnan(limit), Verdict.UNKNOWN, Reason.NO_STOREYS)
    rule(np.isnan(depth), Verdict.UNKNOWN, Reason.NO_DEPTH)
    rule(too_deep, Verdict.LEAVE, Reason.DEPTH)
    rule(depth >= THRESHOLDS[-1], Verdict.LEAVE, Reason.DEPTH)
    rule(~flooded, Verdict.DRY, Reason.NONE)
    rule(collapse, Verdict.LEAVE, Reason.COLLAPSE)
    rule(landslide, Verdict.LEAVE, Reason.LANDSLIDE)
    rule(~placed, Verdict.UNKNOWN, Reason.NO_PLACE)
    floor = np.searchsorted(np.array(THRESHOLDS), depth, side="right") + 1
    exists = flooded & np.isfinite(depth) & (floor <= np.where(np.isnan(storeys), 0, storeys))
    safe = np.where(exists & ~collapse & ~landslide, floor, 0)
    safe[~flooded & ~collapse & ~landslide & placed] = 1
    return Refuge(verdict, reason, np.where(placed, safe, 0))
